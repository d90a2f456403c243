//! Promises that the host makes, settles and observes.

use crate::host::callback::{Callback, Finalizer, outcome, owned_by, with_owner};
use crate::host::{Failure, INVALID, MISSING, host};
use std::ffi::{c_int, c_void};
use yarrow_abi::host::PromiseState as State;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{CellKind, Context, JsResult, PromiseState, Settlement};

/// Called with the value or the reason, and with 1 for a reason.
type Observer = unsafe extern "C" fn(*mut Context, *mut c_void, u64, c_int) -> c_int;

/// A promise among the values.
///
/// # Safety
/// The value is alive.
unsafe fn promise<'s>(ctx: &mut Scope<'s>, v: u64) -> Result<Object<'s>, Failure> {
    // SAFETY: the caller's promise.
    unsafe { ctx.value_of(v) }.as_kind(CellKind::Promise).ok_or(INVALID)
}

/// Resolves or rejects a promise that is the host's to resolve. One that fails for want of memory stays so.
///
/// # Safety
/// The values are alive.
unsafe fn settle(ctx: &mut Scope<'_>, p: u64, how: Settlement, v: u64) -> Result<(), Failure> {
    // SAFETY: the caller's promise.
    let (p, v) = unsafe { (promise(ctx, p)?, ctx.value_of(v)) };
    if !ctx.take_promise_from_host(p) {
        return Err(INVALID);
    }
    let settled = match how {
        Settlement::Fulfilled => ctx.resolve_promise(p, v),
        Settlement::Rejected => ctx.reject_promise(p, v),
    };
    if settled.is_err() && ctx.promise_state(p) == PromiseState::Pending {
        ctx.give_promise_to_host(p);
    }
    Ok(settled?)
}

fn observe<'s>(ctx: &mut Scope<'s>, args: Args<'s>, rejected: bool) -> JsResult<Value<'s>> {
    // SAFETY: the data of the built-ins that come here are the owners that `rt_promise_then` makes.
    let Callback { function, user, .. } = unsafe { owned_by::<Observer>(ctx, args.data())? };
    ctx.set_pending(Value::UNDEFINED);
    let v = args.get(0).bits();
    // SAFETY: the host's promise for its function.
    let status = ctx.in_host(|ctx| unsafe { function(ctx.context(), user, v, c_int::from(rejected)) });
    outcome(ctx, status)?;
    Ok(Value::UNDEFINED)
}

fn observe_fulfilled<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    observe(ctx, args, false)
}

fn observe_rejected<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    observe(ctx, args, true)
}

host! {
    store rt_promise_new() |ctx| {
        let p = ctx.new_promise()?;
        ctx.give_promise_to_host(p);
        Ok(p.value())
    };
    run rt_promise_resolve(p: u64, v: u64) |ctx| settle(ctx, p, Settlement::Fulfilled, v);
    run rt_promise_reject(p: u64, reason: u64) |ctx| settle(ctx, p, Settlement::Rejected, reason);
    ask rt_promise_state(p: u64) -> State = State::None; |ctx| {
        match promise(ctx, p).map(|p| ctx.promise_state(p)) {
            Err(_) => State::None,
            Ok(PromiseState::Pending) => State::Pending,
            Ok(PromiseState::Fulfilled) => State::Fulfilled,
            Ok(PromiseState::Rejected) => State::Rejected,
        }
    };
    store rt_promise_result(p: u64) |ctx| {
        let p = promise(ctx, p)?;
        if ctx.promise_state(p) == PromiseState::Pending {
            return Err(MISSING);
        }
        ctx.note_promise_handled(p);
        Ok(ctx.promise_result(p))
    };
    effect rt_promise_then(
        p: u64,
        observer: Option<Observer>,
        user: *mut c_void,
        finalizer: Option<Finalizer>
    ) |ctx| {
        let (p, function) = (promise(ctx, p)?, observer.ok_or(INVALID)?);
        with_owner(ctx, Callback { function, user, finalizer }, |ctx, owner| {
            let (name, owner) = (ctx.names.empty, owner.value());
            let fulfilled = ctx.new_native_with_data(name, 1, observe_fulfilled, owner)?;
            let rejected = ctx.new_native_with_data(name, 1, observe_rejected, owner)?;
            ctx.register_handlers(p, fulfilled.value(), rejected.value(), Value::UNDEFINED)
        })
    };
}
