//! Built-in functions that wait: what `await` is to those.
//!
//! Such a function keeps its state in an environment. When what it waits for is settled, one of two functions of its own is called,
//! whose data is the state.

use yarrow_machine::prelude::*;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Native, Scope, Value};

/// What came of an `await`: a value, or the reason of a rejection.
pub type Waited<'s> = Result<Value<'s>, Value<'s>>;

/// The functions that go on after a fulfilment and after a rejection.
#[derive(Clone, Copy)]
pub struct Continuation {
    pub fulfilled: Native,
    pub rejected: Native,
}

/// Await (27.7.5.3). A throw is what came of it at once.
pub fn wait(ctx: &mut Scope<'_>, v: Value<'_>, state: Value<'_>, then: Continuation) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let promise = ctx.promise_resolve(v)?;
    let name = ctx.names.empty;
    let fulfilled = ctx.new_native_with_data(name, 1, then.fulfilled, state)?;
    let rejected = ctx.new_native_with_data(name, 1, then.rejected, state)?;
    ctx.perform_promise_then(promise, fulfilled.value(), rejected.value(), None)
}

/// Runs a step of a function whose promise is in a slot of its state: a throw rejects that.
pub fn or_reject(
    ctx: &mut Scope<'_>,
    state: Value<'_>,
    promise: u32,
    step: impl FnOnce(&mut Scope<'_>) -> JsResult<()>,
) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let Err(throw) = step(ctx) else { return Ok(()) };
    let reason = ctx.caught(throw);
    match ctx.env_value(state, promise).as_object() {
        Some(promise) => ctx.reject_promise(promise, reason),
        None => Ok(()),
    }
}
