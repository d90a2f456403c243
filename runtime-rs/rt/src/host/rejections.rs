//! Rejections that nobody handles, in a context of a host's.
//!
//! JavaScript that listens to `unhandledRejection` is told first, then the host's listener. Where there is neither, they wait
//! until the host asks for them.

use crate::host::callback::{Callback, Finalizer, outcome, owned_by, with_owner};
use crate::host::{MISSING, host};
use std::ffi::{c_int, c_void};
use yarrow_builtins::{emit_named, has_listeners, tell_late_handlings};
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Context, JsResult};

/// Called with the promise and the reason.
type Listener = unsafe extern "C" fn(*mut Context, *mut c_void, u64, u64) -> c_int;

const UNHANDLED: &str = "unhandledRejection";

/// The hook of the loop.
fn tell(ctx: &mut Scope<'_>) -> JsResult<bool> {
    let mut told = tell_late_handlings(ctx)?;
    loop {
        let ctx = &mut ctx.inner();
        let (listens, listener) = (has_listeners(ctx, UNHANDLED)?, ctx.rejection_listener());
        if !listens && listener.is_undefined() {
            return Ok(told);
        }
        let Some(promise) = ctx.take_unhandled_rejection() else { return Ok(told) };
        told = true;
        let reason = ctx.promise_result(promise);
        if listens {
            emit_named(ctx, UNHANDLED, &[reason, promise.value()])?;
        } else {
            ctx.call(listener, Value::UNDEFINED, &[promise.value(), reason])?;
        }
    }
}

/// Lets the loop of this context tell the host of rejections.
pub(crate) fn install(ctx: &mut Scope<'_>) {
    ctx.set_rejection_hook(Some(tell));
}

fn call_listener<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    // SAFETY: the data of this built-in are the owners that `rt_on_unhandled_rejection` makes.
    let Callback { function, user, .. } = unsafe { owned_by::<Listener>(ctx, args.data())? };
    ctx.set_pending(Value::UNDEFINED);
    let (promise, reason) = (args.get(0).bits(), args.get(1).bits());
    // SAFETY: the host's promise for its function.
    let status = ctx.in_host(|ctx| unsafe { function(ctx.context(), user, promise, reason) });
    outcome(ctx, status)?;
    Ok(Value::UNDEFINED)
}

host! {
    effect rt_on_unhandled_rejection(
        listener: Option<Listener>,
        user: *mut c_void,
        finalizer: Option<Finalizer>
    ) |ctx| {
        let Some(function) = listener else {
            ctx.set_rejection_listener(Value::UNDEFINED);
            return Ok(());
        };
        with_owner(ctx, Callback { function, user, finalizer }, |ctx, owner| {
            let name = ctx.names.empty;
            let listener = ctx.new_native_with_data(name, 2, call_listener, owner.value())?;
            ctx.set_rejection_listener(listener.value());
            Ok(())
        })
    };
    store rt_unhandled_rejection_take() |ctx| {
        Ok(ctx.take_unhandled_rejection().ok_or(MISSING)?.value())
    };
}
