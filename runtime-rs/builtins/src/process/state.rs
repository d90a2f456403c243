//! What `process` knows of the program: an object of the context, which all realms share and no program sees.

use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult};

// Internal slots.
/// `process.exitCode` as it was set.
const EXIT_CODE: usize = 0;
/// Whether `exit` was emitted.
const IS_EXITING: usize = 1;
/// Whether an exception has ended the program.
const HAS_FAILED: usize = 2;
/// An object without prototype: an array of listeners by event.
const LISTENERS: usize = 3;
/// `process`, which is `this` in listeners.
const PROCESS: usize = 4;
/// What `setMaxListeners` was told.
const MAX_LISTENERS: usize = 5;

/// The state of the context. It is made with the first realm.
pub fn state<'s>(ctx: &mut Scope<'s>) -> JsResult<Object<'s>> {
    if let Some(state) = ctx.process_state() {
        return Ok(state);
    }
    let state = ctx.new_object_of_kind(CellKind::BuiltinIterator, Value::NULL, 6)?;
    let listeners = ctx.new_object_with(Value::NULL)?;
    state.set_internal(LISTENERS, listeners.value());
    state.set_internal(MAX_LISTENERS, Value::int(10));
    ctx.set_process_state(state);
    Ok(state)
}

fn read<'s>(ctx: &mut Scope<'s>, slot: usize) -> Value<'s> {
    match ctx.process_state() {
        Some(state) => ctx.internal(state, slot),
        None => Value::UNDEFINED,
    }
}

fn write(ctx: &mut Scope<'_>, slot: usize, value: Value<'_>) {
    if let Some(state) = ctx.inner().process_state() {
        state.set_internal(slot, value);
    }
}

/// `process.exitCode` as it was set.
pub fn exit_code<'s>(ctx: &mut Scope<'s>) -> Value<'s> {
    read(ctx, EXIT_CODE)
}

/// Remembers what `process.exitCode` was set to. What the process ends with is set by `set_exit_code`.
pub fn note_exit_code(ctx: &mut Scope<'_>, code: Value<'_>) {
    write(ctx, EXIT_CODE, code);
}

/// The program is about to end by this code, whatever was set before.
pub fn end_with(ctx: &mut Scope<'_>, code: i32) {
    note_exit_code(ctx, Value::int(code));
    ctx.set_exit_code(code);
}

/// Whether `exit` was emitted; from now on it counts as emitted.
pub fn begin_exit(ctx: &mut Scope<'_>) -> bool {
    let ctx = &mut ctx.inner();
    let before = is_exiting(ctx);
    write(ctx, IS_EXITING, Value::TRUE);
    before
}

/// Whether `exit` was emitted.
pub fn is_exiting(ctx: &mut Scope<'_>) -> bool {
    read(&mut ctx.inner(), IS_EXITING) == Value::TRUE
}

/// Whether an exception has ended the program.
pub fn has_failed(ctx: &mut Scope<'_>) -> bool {
    read(&mut ctx.inner(), HAS_FAILED) == Value::TRUE
}

pub fn note_failure(ctx: &mut Scope<'_>) {
    write(ctx, HAS_FAILED, Value::TRUE);
}

/// Arrays of listeners by event, if the built-ins stand.
pub fn listeners<'s>(ctx: &mut Scope<'s>) -> Option<Object<'s>> {
    read(ctx, LISTENERS).as_object()
}

/// `process`
pub fn process<'s>(ctx: &mut Scope<'s>) -> Value<'s> {
    read(ctx, PROCESS)
}

/// The first realm's `process` is `this` in listeners.
pub fn set_process(ctx: &mut Scope<'_>, process: Object<'_>) {
    let ctx = &mut ctx.inner();
    if self::process(ctx).is_undefined() {
        write(ctx, PROCESS, process.value());
    }
}

/// How many listeners of an event are said to be too many. Nobody is warned.
pub fn max_listeners<'s>(ctx: &mut Scope<'s>) -> Value<'s> {
    read(ctx, MAX_LISTENERS)
}

pub fn set_max_listeners(ctx: &mut Scope<'_>, n: Value<'_>) {
    write(ctx, MAX_LISTENERS, n);
}
