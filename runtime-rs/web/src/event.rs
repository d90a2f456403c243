//! Event and CustomEvent, as Node has them: there is no tree that events travel through, so a listener's target is the event's.

use crate::class::{
    CLASS, Class, as_instance, check_new, construct, define_accessors, define_class, define_constants, define_methods,
    new_instance, this_instance,
};
use crate::clock::now;
use crate::errors::{check_arguments, throw_argument_type};
use crate::inspection::{class_name, define_inspection, inspect_as, is_too_deep, object_of};
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, JsResult};

/// Internal slots.
const TYPE: usize = CLASS + 1;
/// Bits.
const FLAGS: usize = CLASS + 2;
const TARGET: usize = CLASS + 3;
const TIME: usize = CLASS + 4;
const DETAIL: usize = CLASS + 5;
const SLOTS: u16 = 5;

const BUBBLES: i32 = 1;
const CANCELABLE: i32 = 2;
const COMPOSED: i32 = 4;
const PREVENTED: i32 = 8;
const PROPAGATION_STOPPED: i32 = 16;
pub const STOPPED: i32 = 32;
pub const DISPATCHED: i32 = 64;
const TRUSTED: i32 = 128;

const CLASSES: &[Class] = &[Class::Event, Class::CustomEvent];

/// The event, if it is one.
pub fn as_event<'v>(ctx: &mut Scope<'_>, v: Value<'v>) -> Option<Object<'v>> {
    as_instance(ctx, v, CLASSES)
}

fn this_event<'s>(ctx: &mut Scope<'_>, args: Args<'s>) -> JsResult<Object<'s>> {
    this_instance(ctx, args, CLASSES, "Event")
}

/// Whether the event has all of these bits.
pub fn has(ctx: &mut Scope<'_>, event: Object<'_>, flags: i32) -> bool {
    let ctx = &mut ctx.inner();
    ctx.internal(event, FLAGS).as_int().unwrap_or(0) & flags == flags
}

/// Sets bits of an event, or clears them.
pub fn put(ctx: &mut Scope<'_>, event: Object<'_>, flags: i32, on: bool) {
    let ctx = &mut ctx.inner();
    let old = ctx.internal(event, FLAGS).as_int().unwrap_or(0);
    event.set_internal(FLAGS, Value::int(if on { old | flags } else { old & !flags }));
}

pub fn type_of<'s>(ctx: &mut Scope<'s>, event: Object<'_>) -> Value<'s> {
    ctx.internal(event, TYPE)
}

pub fn set_target(event: Object<'_>, target: Value<'_>) {
    event.set_internal(TARGET, target);
}

/// Whether the event's default is not to happen.
pub fn is_prevented(ctx: &mut Scope<'_>, event: Object<'_>) -> bool {
    has(ctx, event, CANCELABLE | PREVENTED)
}

/// An event that the platform itself fires.
pub fn new_trusted_event<'s>(ctx: &mut Scope<'s>, kind: &str) -> JsResult<Object<'s>> {
    let event = new_instance(ctx, Class::Event, SLOTS)?;
    let kind = ctx.atom(kind)?;
    fill(ctx, event, kind.value(), TRUSTED);
    Ok(event)
}

fn fill(ctx: &mut Scope<'_>, event: Object<'_>, kind: Value<'_>, flags: i32) {
    event.set_internal(TYPE, kind);
    event.set_internal(FLAGS, Value::int(flags));
    event.set_internal(TARGET, Value::NULL);
    event.set_internal(DETAIL, Value::NULL);
    let time = now(ctx);
    event.set_internal(TIME, Value::number(time));
}

/// What the constructors have in common.
fn construct_event<'s>(ctx: &mut Scope<'s>, args: Args<'s>, class: Class, name: &str) -> JsResult<Object<'s>> {
    check_new(ctx, args, name)?;
    check_arguments(ctx, args, &["type"])?;
    let options = args.get(1);
    if !options.is_nullish() && !options.is_object() {
        return Err(throw_argument_type(ctx, "options", "of type object", options));
    }
    let event = construct(ctx, args, class, SLOTS)?;
    let mut flags = 0;
    if let Some(options) = options.as_object() {
        for (name, flag) in [("bubbles", BUBBLES), ("cancelable", CANCELABLE), ("composed", COMPOSED)] {
            let ctx = &mut ctx.inner();
            let key = ctx.atom(name)?;
            let on = ctx.get(options, key)?;
            flags |= if ctx.to_boolean(on) { flag } else { 0 };
        }
    }
    let kind = ctx.to_string(args.get(0))?;
    fill(ctx, event, kind.value(), flags);
    Ok(event)
}

fn event<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(construct_event(ctx, args, Class::Event, "Event")?.value())
}

fn custom_event<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = construct_event(ctx, args, Class::CustomEvent, "CustomEvent")?;
    if let Some(options) = args.get(1).as_object() {
        let key = ctx.atom("detail")?;
        let detail = ctx.get(options, key)?;
        event.set_internal(DETAIL, if detail.is_undefined() { Value::NULL } else { detail });
    }
    Ok(event.value())
}

fn detail<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_instance(ctx, args, &[Class::CustomEvent], "CustomEvent")?;
    Ok(ctx.internal(event, DETAIL))
}

fn init_event<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    check_arguments(ctx, args, &["type"])?;
    if !has(ctx, event, DISPATCHED) {
        let kind = ctx.to_string(args.get(0))?;
        event.set_internal(TYPE, kind.value());
        for (i, flag) in [(1, BUBBLES), (2, CANCELABLE)] {
            let on = ctx.to_boolean(args.get(i));
            put(ctx, event, flag, on);
        }
    }
    Ok(Value::UNDEFINED)
}

fn stop_immediate_propagation<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    put(ctx, event, STOPPED | PROPAGATION_STOPPED, true);
    Ok(Value::UNDEFINED)
}

fn stop_propagation<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    put(ctx, event, PROPAGATION_STOPPED, true);
    Ok(Value::UNDEFINED)
}

fn prevent_default<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    put(ctx, event, PREVENTED, true);
    Ok(Value::UNDEFINED)
}

fn kind<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    Ok(type_of(ctx, event))
}

fn target<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    Ok(ctx.internal(event, TARGET))
}

fn current_target<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    Ok(if has(ctx, event, DISPATCHED) { ctx.internal(event, TARGET) } else { Value::NULL })
}

fn composed_path<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    let target = ctx.internal(event, TARGET);
    let path: &[Value<'_>] = if has(ctx, event, DISPATCHED) { &[target] } else { &[] };
    Ok(ctx.new_array(path)?.value())
}

fn event_phase<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    Ok(Value::int(if has(ctx, event, DISPATCHED) { 2 } else { 0 }))
}

fn time_stamp<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    Ok(ctx.internal(event, TIME))
}

fn flag<'s>(ctx: &mut Scope<'s>, args: Args<'s>, flags: i32) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    Ok(has(ctx, event, flags).into())
}

fn bubbles<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    flag(ctx, args, BUBBLES)
}

fn cancelable<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    flag(ctx, args, CANCELABLE)
}

fn composed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    flag(ctx, args, COMPOSED)
}

fn is_trusted<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    flag(ctx, args, TRUSTED)
}

fn default_prevented<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    flag(ctx, args, CANCELABLE | PREVENTED)
}

fn return_value<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    Ok((!is_prevented(ctx, event)).into())
}

fn cancel_bubble<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    flag(ctx, args, PROPAGATION_STOPPED)
}

fn set_cancel_bubble<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    if ctx.to_boolean(args.get(0)) {
        put(ctx, event, PROPAGATION_STOPPED, true);
    }
    Ok(Value::UNDEFINED)
}

fn inspect_event<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = this_event(ctx, args)?;
    if is_too_deep(args) {
        let name = class_name(ctx, args)?;
        return Ok(ctx.new_string(&name)?.value());
    }
    let (kind, time) = (type_of(ctx, event), ctx.internal(event, TIME));
    let prevented = is_prevented(ctx, event).into();
    let cancelable = has(ctx, event, CANCELABLE).into();
    let properties = [("type", kind), ("defaultPrevented", prevented), ("cancelable", cancelable), ("timeStamp", time)];
    let shown = object_of(ctx, &properties)?;
    inspect_as(ctx, args, shown, 1.0)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let attrs = Attrs::ENUMERABLE.with(Attrs::CONFIGURABLE);
    let (constructor, proto) = define_class(ctx, Class::Event, "Event", (1, event), None)?;
    define_methods(
        ctx,
        proto,
        Attrs::ALL,
        &[
            ("initEvent", 1, init_event),
            ("stopImmediatePropagation", 0, stop_immediate_propagation),
            ("preventDefault", 0, prevent_default),
        ],
    )?;
    define_accessors(
        ctx,
        proto,
        attrs,
        &[
            ("target", target, None),
            ("currentTarget", current_target, None),
            ("srcElement", target, None),
            ("type", kind, None),
            ("cancelable", cancelable, None),
            ("defaultPrevented", default_prevented, None),
            ("timeStamp", time_stamp, None),
        ],
    )?;
    define_methods(ctx, proto, Attrs::ALL, &[("composedPath", 0, composed_path)])?;
    define_accessors(
        ctx,
        proto,
        attrs,
        &[
            ("returnValue", return_value, None),
            ("bubbles", bubbles, None),
            ("composed", composed, None),
            ("eventPhase", event_phase, None),
            ("cancelBubble", cancel_bubble, Some(set_cancel_bubble)),
        ],
    )?;
    define_methods(ctx, proto, Attrs::ALL, &[("stopPropagation", 0, stop_propagation)])?;
    define_accessors(ctx, proto, Attrs::ENUMERABLE, &[("isTrusted", is_trusted, None)])?;
    define_inspection(ctx, proto, inspect_event)?;
    let phases = [("NONE", 0), ("CAPTURING_PHASE", 1), ("AT_TARGET", 2), ("BUBBLING_PHASE", 3)];
    define_constants(ctx, &[constructor], phases.into_iter())?;
    let (_, proto) = define_class(ctx, Class::CustomEvent, "CustomEvent", (1, custom_event), Some(Class::Event))?;
    define_accessors(ctx, proto, attrs, &[("detail", detail, None)])
}
