//! EventTarget. What a listener throws, or rejects the promise with that it returns, is reported (`hooks.rs`) and stops nothing.

use crate::class::{Class, as_instance, check_new, construct, define_class, define_methods, this_instance};
use crate::errors::{check_arguments, throw_argument_type, throw_with_code};
use crate::event::{self, DISPATCHED, STOPPED, as_event};
use crate::hooks::report_exception;
use crate::inspection::{class_name, define_inspection, inspect_as, is_too_deep};
use crate::listeners::{self, CAPTURE, HANDLER, Listener, ONCE, PASSIVE, TARGET_SLOTS};
use crate::signal::is_aborted;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, ErrorKind, JsResult};

const CLASSES: &[Class] = &[Class::EventTarget, Class::AbortSignal, Class::Performance];

fn this_target<'s>(ctx: &mut Scope<'_>, args: Args<'s>) -> JsResult<Object<'s>> {
    this_instance(ctx, args, CLASSES, "EventTarget")
}

fn event_target<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_new(ctx, args, "EventTarget")?;
    Ok(construct(ctx, args, Class::EventTarget, TARGET_SLOTS)?.value())
}

/// Whether it is a listener: `null` and `undefined` have no effect, and TypeError for primitives.
fn is_listener(ctx: &mut Scope<'_>, listener: Value<'_>) -> JsResult<bool> {
    if !listener.is_object() && !listener.is_nullish() {
        return Err(throw_argument_type(ctx, "listener", "an instance of EventListener", listener));
    }
    Ok(listener.is_object())
}

fn option(ctx: &mut Scope<'_>, options: Object<'_>, name: &str) -> JsResult<bool> {
    let ctx = &mut ctx.inner();
    let key = ctx.atom(name)?;
    let on = ctx.get(options, key)?;
    Ok(ctx.to_boolean(on))
}

fn add_event_listener<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let target = this_target(ctx, args)?;
    check_arguments(ctx, args, &["type", "listener"])?;
    let (listener, options) = (args.get(1), args.get(2));
    let mut flags = 0;
    let mut signal = Value::UNDEFINED;
    if let Some(options) = options.as_object() {
        for (name, flag) in [("once", ONCE), ("capture", CAPTURE), ("passive", PASSIVE)] {
            flags |= if option(ctx, options, name)? { flag } else { 0 };
        }
        let key = ctx.atom("signal")?;
        signal = ctx.get(options, key)?;
    } else if options.is_bool() {
        flags |= if options == Value::TRUE { CAPTURE } else { 0 };
    } else if !options.is_nullish() {
        return Err(throw_argument_type(ctx, "options", "of type object", options));
    }
    let signal_object = as_instance(ctx, signal, &[Class::AbortSignal]);
    if !signal.is_undefined() && signal_object.is_none() {
        return Err(throw_argument_type(ctx, "options.signal", "an instance of AbortSignal", signal));
    }
    if !is_listener(ctx, listener)? {
        return Ok(Value::UNDEFINED);
    }
    let kind = ctx.to_string(args.get(0))?.value();
    if let Some(signal) = signal_object {
        if is_aborted(ctx, signal) {
            return Ok(Value::UNDEFINED);
        }
        let capture = Value::bool(flags & CAPTURE != 0);
        let what = ctx.new_array(&[target.value(), kind, listener, capture])?;
        let name = ctx.names.empty;
        let remover = ctx.new_native_with_data(name, 0, remove_when_aborted, what.value())?;
        let abort = ctx.atom("abort")?.value();
        listeners::add(ctx, signal, abort, remover.value(), ONCE)?;
    }
    listeners::add(ctx, target, kind, listener, flags)?;
    Ok(Value::UNDEFINED)
}

/// The listener of a signal that removes another one.
fn remove_when_aborted<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(what) = args.data().as_object() else { return Ok(Value::UNDEFINED) };
    let part = |ctx: &mut Scope<'s>, i| ctx.dense_element(what, i).unwrap_or(Value::UNDEFINED);
    let (target, kind) = (part(ctx, 0), part(ctx, 1));
    let (listener, capture) = (part(ctx, 2), part(ctx, 3));
    if let Some(target) = target.as_object() {
        listeners::remove(ctx, target, kind, listener, capture == Value::TRUE)?;
    }
    Ok(Value::UNDEFINED)
}

fn remove_event_listener<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let target = this_target(ctx, args)?;
    check_arguments(ctx, args, &["type", "listener"])?;
    if !is_listener(ctx, args.get(1))? {
        return Ok(Value::UNDEFINED);
    }
    let kind = ctx.to_string(args.get(0))?.value();
    let capture = match args.get(2) {
        options if options.is_object() => {
            let key = ctx.atom("capture")?;
            ctx.get_value(options, key)? == Value::TRUE
        }
        options => options == Value::TRUE,
    };
    listeners::remove(ctx, target, kind, args.get(1), capture)?;
    Ok(Value::UNDEFINED)
}

fn dispatch_event<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let target = this_target(ctx, args)?;
    check_arguments(ctx, args, &["event"])?;
    let Some(event) = as_event(ctx, args.get(0)) else {
        return Err(throw_argument_type(ctx, "event", "an instance of Event", args.get(0)));
    };
    if event::has(ctx, event, DISPATCHED) {
        let kind = event::type_of(ctx, event).as_string().map_or_else(String::new, |s| s.to_rust());
        let message = format!("The event \"{kind}\" is already being dispatched");
        return Err(throw_with_code(ctx, ErrorKind::Error, "ERR_EVENT_RECURSION", &message));
    }
    dispatch(ctx, target, event)?;
    Ok((!event::is_prevented(ctx, event)).into())
}

/// Calls the listeners of a target for an event that is not being dispatched.
pub fn dispatch(ctx: &mut Scope<'_>, target: Object<'_>, event: Object<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    event::set_target(event, target.value());
    event::put(ctx, event, DISPATCHED, true);
    let kind = event::type_of(ctx, event);
    for listener in listeners::of_type(ctx, target, kind) {
        let ctx = &mut ctx.inner();
        if event::has(ctx, event, STOPPED) && !listener.has(ctx, PASSIVE) {
            break;
        }
        if listener.is_removed(ctx) {
            continue;
        }
        if listener.has(ctx, ONCE) {
            listeners::remove_listener(ctx, target, listener)?;
        }
        if let Err(throw) = call_listener(ctx, target, event, listener) {
            let thrown = ctx.caught(throw);
            report_exception(ctx, thrown)?;
        }
    }
    event::put(ctx, event, DISPATCHED, false);
    Ok(())
}

fn call_listener(ctx: &mut Scope<'_>, target: Object<'_>, event: Object<'_>, listener: Listener<'_>) -> JsResult<()> {
    let callback = listener.callback(ctx);
    let result = if callback.is_callable() {
        ctx.call(callback, target.value(), &[event.value()])?
    } else if listener.has(ctx, HANDLER) {
        return Ok(());
    } else {
        let key = ctx.atom("handleEvent")?;
        let method = ctx.get_value(callback, key)?;
        if !ctx.to_boolean(method) {
            return Ok(());
        }
        ctx.call(method, callback, &[event.value()])?
    };
    if result.is_object() {
        let key = ctx.names.then;
        let then = ctx.get_value(result, key)?;
        if then.is_callable() {
            let name = ctx.names.empty;
            let report = ctx.new_native_with_data(name, 1, report_rejection, Value::UNDEFINED)?;
            ctx.call(then, result, &[Value::UNDEFINED, report.value()])?;
        }
    }
    Ok(())
}

/// What is called when the promise that a listener returned is rejected.
fn report_rejection<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    report_exception(ctx, args.get(0))?;
    Ok(Value::UNDEFINED)
}

/// The getter of a property `on` and the type: its value, or `null`.
pub fn handler_property<'s>(ctx: &mut Scope<'s>, target: Object<'_>, kind: &str) -> JsResult<Value<'s>> {
    let kind = ctx.atom(kind)?.value();
    Ok(match listeners::handler(ctx, target, kind) {
        Some(listener) => match listener.callback(ctx) {
            v if v.is_undefined() => Value::NULL,
            v => v,
        },
        None => Value::NULL,
    })
}

/// The setter. A later value takes the place of an earlier one among the listeners.
pub fn set_handler_property(ctx: &mut Scope<'_>, target: Object<'_>, kind: &str, value: Value<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let kind = ctx.atom(kind)?.value();
    match listeners::handler(ctx, target, kind) {
        Some(listener) => listener.set_callback(value),
        None => listeners::add(ctx, target, kind, value, HANDLER)?,
    }
    Ok(())
}

fn inspect_target<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    this_target(ctx, args)?;
    if is_too_deep(args) {
        let name = class_name(ctx, args)?;
        return Ok(ctx.new_string(&name)?.value());
    }
    let shown = ctx.new_object()?;
    inspect_as(ctx, args, shown, 1.0)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let (_, proto) = define_class(ctx, Class::EventTarget, "EventTarget", (0, event_target), None)?;
    define_methods(
        ctx,
        proto,
        Attrs::ALL,
        &[
            ("addEventListener", 2, add_event_listener),
            ("removeEventListener", 2, remove_event_listener),
            ("dispatchEvent", 1, dispatch_event),
        ],
    )?;
    define_inspection(ctx, proto, inspect_target)
}
