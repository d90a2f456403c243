//! Calls of JavaScript by the host, and of the host by JavaScript.

use crate::host::callback::{Callback, Finalizer, outcome, owned_by, with_owner};
use crate::host::{INVALID, host, text, values};
use std::ffi::{c_char, c_int, c_void};
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Context, JsResult};

/// A function of the host. Its status is a number: C may return any.
type HostFunction = unsafe extern "C" fn(*mut Context, *mut c_void, u64, usize, *const u64, *mut u64) -> c_int;

/// The built-in behind every host function.
fn call_host<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    // SAFETY: the data of this built-in are the owners that `rt_function_make` makes.
    let Callback { function, user, .. } = unsafe { owned_by::<HostFunction>(ctx, args.data())? };
    let words: Vec<u64> = args.from(0).iter().map(|v| v.bits()).collect();
    let mut result = Value::UNDEFINED.bits();
    ctx.set_pending(Value::UNDEFINED);
    // JavaScript that does not come back to the host for long does come here.
    ctx.run_finalisers();
    let this = args.this().bits();
    // SAFETY: the host's promise for its function; the arguments outlive the call.
    let status =
        ctx.in_host(|ctx| unsafe { function(ctx.context(), user, this, words.len(), words.as_ptr(), &raw mut result) });
    outcome(ctx, status)?;
    // SAFETY: the host passes what the runtime gave it and still holds (the header's contract).
    Ok(unsafe { ctx.value_of(result) })
}

host! {
    store rt_function_make(
        name: *const c_char,
        function: Option<HostFunction>,
        user: *mut c_void,
        finalizer: Option<Finalizer>
    ) |ctx| {
        let (function, name) = (function.ok_or(INVALID)?, text(name)?);
        let name = ctx.atom(&name)?;
        with_owner(ctx, Callback { function, user, finalizer }, |ctx, owner| {
            Ok(ctx.new_native_with_data(name, 0, call_host, owner.value())?.value())
        })
    };
    call rt_call(function: u64, this: u64, count: usize, arguments: *const u64) |ctx| {
        let (function, this) = (ctx.value_of(function), ctx.value_of(this));
        let arguments = values(ctx, arguments, count)?;
        Ok(ctx.call(function, this, &arguments)?)
    };
}
