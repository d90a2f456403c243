//! What a program does after its top level: its jobs, and the rejections that nobody handled.

use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, ErrorKind, JsResult, PromiseState};

/// Runs what the top level of a program has left to do. A promise that is rejected and has no handler when the jobs are done ends the
/// program as Node ends it: its reason is thrown, or an error about a reason that is no error.
pub fn run_to_end(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    ctx.run_jobs()?;
    check_program(ctx)?;
    let Some(&promise) = ctx.take_unhandled_rejections().first() else { return Ok(()) };
    let reason = ctx.promise_result(promise);
    let thrown = match reason.as_object() {
        Some(o) if has_stack(ctx, o)? => reason,
        _ => new_rejection_error(ctx, reason)?,
    };
    Err(ctx.throw(thrown))
}

/// The exit code of a program that has come to its end. Where its entry still waits, it says so, and the code is Node's for that.
pub fn exit_code(ctx: &mut Scope<'_>) -> JsResult<i32> {
    let ctx = &mut ctx.inner();
    let [promise, place] = ctx.program_promise();
    let waits = promise.as_kind(CellKind::Promise).is_some_and(|p| ctx.promise_state(p) == PromiseState::Pending);
    if !waits || ctx.exit_code() != 0 {
        return Ok(ctx.exit_code());
    }
    let place = ctx.call(place, Value::UNDEFINED, &[])?;
    let place = place.as_string().map(|s| s.to_rust()).unwrap_or_default();
    ctx.write_stderr(format!("Warning: Detected unsettled top-level await at {place}\n\n\n").as_bytes());
    Ok(UNSETTLED)
}

/// What Node ends with when nothing is left to do and the entry still waits.
const UNSETTLED: i32 = 13;

/// Throws the reason of the entry's promise, if that was rejected.
pub fn check_program(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let [promise, _] = ctx.program_promise();
    match promise.as_kind(CellKind::Promise) {
        Some(p) if ctx.promise_state(p) == PromiseState::Rejected => {
            let reason = ctx.promise_result(p);
            Err(ctx.throw(reason))
        }
        _ => Ok(()),
    }
}

/// Node takes an object with a `stack` of its own for an error.
fn has_stack(ctx: &mut Scope<'_>, o: Object<'_>) -> JsResult<bool> {
    let key = ctx.names.stack;
    Ok(!o.is_callable() && ctx.has_own_property(o, key.into())?)
}

fn new_rejection_error<'s>(ctx: &mut Scope<'s>, reason: Value<'_>) -> JsResult<Value<'s>> {
    let reason = ctx.describe(reason);
    let message = format!(
        "This error originated either by throwing inside of an async function without a catch block, or by rejecting a \
         promise which was not handled with .catch(). The promise rejected with the reason \"{reason}\"."
    );
    let text = ctx.new_string(&message)?;
    let error = ctx.new_error(ErrorKind::Error, text)?;
    let name = "UnhandledPromiseRejection";
    ctx.install_stack(error, &format!("{name}: {message}"))?;
    for (key, value, attrs) in [("name", name, Attrs::HIDDEN), ("code", "ERR_UNHANDLED_REJECTION", Attrs::ALL)] {
        let key = ctx.atom(key)?;
        let value = ctx.new_string(value)?;
        ctx.define_data(error, key.into(), value.value(), attrs)?;
    }
    Ok(error.value())
}
