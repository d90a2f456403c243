//! The listeners of an event target: records in an array of its own, in the order in which they were added. A dispatch goes
//! through the array as it was when the dispatch began; one that was removed meanwhile is passed over.

use crate::class::{CLASS, Class, instance_with};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Object, Scope, Value};

/// The internal slot of an event target that has the array; `undefined` before the first listener.
pub const LISTENERS: usize = CLASS + 1;

/// Internal slots of every target: the listeners, and three for AbortSignals (`signal.rs`).
pub const TARGET_SLOTS: u16 = 4;

/// Internal slots of a listener.
const TYPE: usize = CLASS + 1;
const CALLBACK: usize = CLASS + 2;
/// Bits.
const FLAGS: usize = CLASS + 3;
const SLOTS: u16 = 3;

pub const CAPTURE: i32 = 1;
pub const ONCE: i32 = 2;
/// Called though the event was stopped.
pub const PASSIVE: i32 = 4;
/// The value of a property `onabort` and its like, of which there is one, and which may be no function.
pub const HANDLER: i32 = 8;
const REMOVED: i32 = 16;

/// A listener.
#[derive(Clone, Copy)]
pub struct Listener<'s>(Object<'s>);

impl<'l> Listener<'l> {
    pub fn callback<'s>(self, ctx: &mut Scope<'s>) -> Value<'s> {
        ctx.internal(self.0, CALLBACK)
    }

    pub fn set_callback(self, callback: Value<'_>) {
        self.0.set_internal(CALLBACK, callback);
    }

    pub fn has(self, ctx: &mut Scope<'_>, flags: i32) -> bool {
        let ctx = &mut ctx.inner();
        ctx.internal(self.0, FLAGS).as_int().unwrap_or(0) & flags == flags
    }

    pub fn is_removed(self, ctx: &mut Scope<'_>) -> bool {
        self.has(ctx, REMOVED)
    }

    fn is_of(self, ctx: &mut Scope<'_>, kind: Value<'_>) -> bool {
        let ctx = &mut ctx.inner();
        let own = ctx.internal(self.0, TYPE);
        ctx.strict_equals(own, kind)
    }

    /// Whether it is the one that `removeEventListener` means.
    fn is(self, ctx: &mut Scope<'_>, kind: Value<'_>, callback: Value<'_>, capture: bool) -> bool {
        let ctx = &mut ctx.inner();
        let same = self.callback(ctx) == callback && self.has(ctx, CAPTURE) == capture;
        same && !self.has(ctx, HANDLER) && self.is_of(ctx, kind)
    }
}

/// All listeners of a target for a type.
pub fn of_type<'s>(ctx: &mut Scope<'s>, target: Object<'_>, kind: Value<'_>) -> Vec<Listener<'s>> {
    let mut found = Vec::new();
    let Some(list) = ctx.internal(target, LISTENERS).as_object() else { return found };
    for i in 0..ctx.dense_len(list).unwrap_or(0) {
        let Some(listener) = ctx.dense_element(list, i).and_then(Value::as_object).map(Listener) else { continue };
        if listener.is_of(ctx, kind) {
            found.push(listener);
        }
    }
    found
}

/// The value of a property `onabort` and its like, if it was ever set.
pub fn handler<'s>(ctx: &mut Scope<'s>, target: Object<'_>, kind: Value<'_>) -> Option<Listener<'s>> {
    of_type(ctx, target, kind).into_iter().find(|listener| listener.has(ctx, HANDLER))
}

/// Adds a listener, unless it is there.
pub fn add(ctx: &mut Scope<'_>, target: Object<'_>, kind: Value<'_>, callback: Value<'_>, flags: i32) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let capture = flags & CAPTURE != 0;
    let listeners = of_type(ctx, target, kind);
    if flags & HANDLER == 0 && listeners.iter().any(|l| l.is(ctx, kind, callback, capture)) {
        return Ok(());
    }
    let listener = instance_with(ctx, Class::Listener, Value::NULL, SLOTS)?;
    listener.set_internal(TYPE, kind);
    listener.set_internal(CALLBACK, callback);
    listener.set_internal(FLAGS, Value::int(flags));
    let list = match ctx.internal(target, LISTENERS).as_object() {
        Some(list) => list,
        None => {
            let list = ctx.new_array(&[])?;
            target.set_internal(LISTENERS, list.value());
            list
        }
    };
    ctx.array_push(list, listener.value())
}

/// Removes a listener, if it is there.
pub fn remove(
    ctx: &mut Scope<'_>,
    target: Object<'_>,
    kind: Value<'_>,
    callback: Value<'_>,
    capture: bool,
) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let listeners = of_type(ctx, target, kind);
    match listeners.into_iter().find(|l| l.is(ctx, kind, callback, capture)) {
        Some(listener) => remove_listener(ctx, target, listener),
        None => Ok(()),
    }
}

/// Removes this one.
pub fn remove_listener(ctx: &mut Scope<'_>, target: Object<'_>, listener: Listener<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let flags = ctx.internal(listener.0, FLAGS).as_int().unwrap_or(0);
    listener.0.set_internal(FLAGS, Value::int(flags | REMOVED));
    let Some(list) = ctx.internal(target, LISTENERS).as_object() else { return Ok(()) };
    let mut kept = Vec::new();
    for i in 0..ctx.dense_len(list).unwrap_or(0) {
        kept.extend(ctx.dense_element(list, i).filter(|&l| l != listener.0.value()));
    }
    let list = ctx.new_array(&kept)?;
    target.set_internal(LISTENERS, list.value());
    Ok(())
}
