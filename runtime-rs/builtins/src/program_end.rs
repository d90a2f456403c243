//! From the end of a program's top level to the end of the program: the event loop, exceptions that nobody catches, rejections
//! that nobody handles, and the events of `process` that tell of all that.

use crate::console::report_uncaught;
use crate::process::{emit_exit, emit_named, state};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, ErrorKind, JsResult, PromiseState, Throw};

/// What a program ends with that nobody gave another code.
const FAILED: i32 = 1;
/// The listener of an exception has thrown.
const HANDLER_FAILED: i32 = 7;
/// Nothing is left to do, and the top level still awaits.
const UNSETTLED: i32 = 13;

/// Where an exception comes from, as `uncaughtException` is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Exception,
    Rejection,
}

impl Origin {
    fn name(self) -> &'static str {
        match self {
            Origin::Exception => "uncaughtException",
            Origin::Rejection => "unhandledRejection",
        }
    }
}

/// Runs a program whose top level has ended like this to its end, prints the exception that ends it, if one does, and returns
/// its exit code.
pub fn run_to_end(ctx: &mut Scope<'_>, top_level: JsResult<()>) -> i32 {
    let ended = settle(ctx, top_level).and_then(|()| exit(ctx));
    if let Err(throw) = ended {
        report_uncaught(ctx, throw);
        if ctx.exit_code() == 0 && !state::has_failed(ctx) {
            ctx.set_exit_code(FAILED);
        }
    }
    ctx.flush_stdout();
    ctx.exit_code()
}

/// Runs the loop until nothing is left, even after `beforeExit`. Fails by an exception that ends the program.
fn settle(ctx: &mut Scope<'_>, top_level: JsResult<()>) -> JsResult<()> {
    if let Err(throw) = top_level {
        start_failed(ctx, throw)?;
    }
    loop {
        caught(ctx, |ctx| ctx.run_until_idle())?;
        let code = Value::int(ctx.exit_code());
        if let Err(throw) = emit_named(ctx, "beforeExit", &[code]) {
            uncaught(ctx, throw, Origin::Exception)?;
        }
        caught(ctx, |ctx| ctx.drain())?;
        if !ctx.has_pending() {
            return Ok(());
        }
    }
}

/// The top level has thrown. That of a module is a promise that is rejected, of which one hears after the jobs.
fn start_failed(ctx: &mut Scope<'_>, throw: Throw) -> JsResult<()> {
    if !ctx.has_jobs_first() {
        return uncaught(ctx, throw, Origin::Exception);
    }
    let ctx = &mut ctx.inner();
    let thrown = ctx.caught(throw);
    caught(ctx, |ctx| ctx.run_jobs())?;
    ctx.set_jobs_first(false);
    let throw = ctx.throw(thrown);
    uncaught(ctx, throw, Origin::Rejection)
}

/// Does something again as long as the program goes on after what it throws.
fn caught(ctx: &mut Scope<'_>, mut f: impl for<'a> FnMut(&mut Scope<'a>) -> JsResult<()>) -> JsResult<()> {
    loop {
        let result = f(&mut ctx.inner());
        match result {
            Ok(()) => return Ok(()),
            Err(throw) => uncaught(ctx, throw, Origin::Exception)?,
        }
    }
}

/// Nobody has caught an exception. The program goes on if `uncaughtException` has listeners; else, and if one of them throws,
/// it ends by what is thrown here.
fn uncaught(ctx: &mut Scope<'_>, throw: Throw, origin: Origin) -> JsResult<()> {
    if state::has_failed(ctx) {
        return Err(throw);
    }
    let ctx = &mut ctx.inner();
    let thrown = ctx.caught(throw);
    // What filled the heap may be garbage by now, and listeners need room.
    ctx.collect_if_starved();
    match tell_uncaught(ctx, thrown, origin) {
        Ok(true) => return Ok(()),
        Ok(false) => {}
        Err(throw) => {
            state::note_failure(ctx);
            state::end_with(ctx, HANDLER_FAILED);
            return Err(throw);
        }
    }
    state::note_failure(ctx);
    if !state::begin_exit(ctx) {
        state::end_with(ctx, FAILED);
        // A listener that fails too has nobody left to hear of it.
        if let Err(throw) = emit_named(ctx, "exit", &[Value::int(FAILED)]) {
            let _ = ctx.caught(throw);
        }
    } else if ctx.exit_code() == 0 {
        ctx.set_exit_code(FAILED);
    }
    Err(ctx.throw(thrown))
}

fn tell_uncaught(ctx: &mut Scope<'_>, thrown: Value<'_>, origin: Origin) -> JsResult<bool> {
    let ctx = &mut ctx.inner();
    let origin = ctx.new_string(origin.name())?.value();
    emit_named(ctx, "uncaughtExceptionMonitor", &[thrown, origin])?;
    emit_named(ctx, "uncaughtException", &[thrown, origin])
}

/// Nothing is left to do.
fn exit(ctx: &mut Scope<'_>) -> JsResult<()> {
    if ctx.exit_code() == 0 && warn_of_unsettled(ctx)? {
        state::end_with(ctx, UNSETTLED);
    }
    if let Err(throw) = emit_exit(ctx) {
        uncaught(ctx, throw, Origin::Exception)?;
    }
    // In Node the listeners run as a callback of the loop, after which jobs run.
    caught(ctx, |ctx| ctx.run_jobs())
}

/// Whether the entry still waits; then says so, and where.
fn warn_of_unsettled(ctx: &mut Scope<'_>) -> JsResult<bool> {
    let ctx = &mut ctx.inner();
    let [promise, place] = ctx.program_promise();
    if !promise.as_kind(CellKind::Promise).is_some_and(|p| ctx.promise_state(p) == PromiseState::Pending) {
        return Ok(false);
    }
    let place = ctx.call(place, Value::UNDEFINED, &[])?;
    let place = place.as_string().map(|s| s.to_rust()).unwrap_or_default();
    ctx.write_stderr(format!("Warning: Detected unsettled top-level await at {place}\n\n\n").as_bytes());
    Ok(true)
}

/// Tells the program of the rejections that were reported and are handled after all: whether there were any.
pub fn tell_late_handlings(ctx: &mut Scope<'_>) -> JsResult<bool> {
    let mut told = false;
    loop {
        let ctx = &mut ctx.inner();
        let Some(promise) = ctx.take_late_handling() else { return Ok(told) };
        told = true;
        emit_named(ctx, "rejectionHandled", &[promise.value()])?;
    }
}

/// Tells the program of rejections: of those that are handled after all, and of those that nobody handles. One of these that
/// nobody wants to hear of is an exception: its reason, or an error about a reason that is no error.
fn tell_rejections(ctx: &mut Scope<'_>) -> JsResult<bool> {
    let mut told = tell_late_handlings(ctx)?;
    loop {
        let ctx = &mut ctx.inner();
        let Some(promise) = ctx.take_unhandled_rejection() else { return Ok(told) };
        told = true;
        let reason = ctx.promise_result(promise);
        if promise.value() == ctx.program_promise()[0] {
            // The entry has failed.
            let throw = ctx.throw(reason);
            uncaught(ctx, throw, Origin::Rejection)?;
            continue;
        }
        if emit_named(ctx, "unhandledRejection", &[reason, promise.value()])? {
            continue;
        }
        let thrown = match reason.as_object() {
            Some(o) if has_stack(ctx, o)? => reason,
            _ => new_rejection_error(ctx, reason)?,
        };
        let throw = ctx.throw(thrown);
        uncaught(ctx, throw, Origin::Rejection)?;
    }
}

/// Lets the loop of this context tell the program of rejections.
pub fn install(ctx: &mut Scope<'_>) {
    ctx.set_rejection_hook(Some(tell_rejections));
}

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
