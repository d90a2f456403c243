//! What the classes ask of the event loop. Both functions are the whole of it.

use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{JsResult, TimerCall, TimerKind};

/// The longest delay of a timer, in milliseconds.
const MAX_DELAY: f64 = 2_147_483_647.0;

/// Reports an exception that no script can catch: what a listener has thrown. The loop throws it, before it does anything else.
pub fn report_exception(ctx: &mut Scope<'_>, thrown: Value<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let name = ctx.names.empty;
    let thrower = ctx.new_native_with_data(name, 0, throw_reported, thrown)?;
    ctx.enqueue_tick(thrower.value(), Value::UNDEFINED)
}

/// Throws the function's data.
fn throw_reported<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Err(ctx.throw(args.data()))
}

/// Calls `callback` when so many milliseconds have passed, without keeping the program running for it.
pub fn after(ctx: &mut Scope<'_>, milliseconds: f64, callback: Value<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let delay = if (1.0..=MAX_DELAY).contains(&milliseconds) { milliseconds as u32 } else { 1 };
    // Nobody sees the timer.
    let proto = ctx.intrinsics.object_prototype;
    let call = TimerCall { callback, arguments: Value::UNDEFINED };
    let timer = ctx.new_timer(proto, TimerKind::Timeout, call, delay)?;
    ctx.set_timer_referenced(timer, false);
    ctx.start_timer(timer)
}
