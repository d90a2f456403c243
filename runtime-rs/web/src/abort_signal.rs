//! AbortController and AbortSignal.

use crate::class::{
    CLASS, Class, Method, as_instance, check_new, construct, define_accessors, define_class, define_methods,
    new_instance, this_instance, throw_illegal_constructor,
};
use crate::dom_exception::new_dom_exception;
use crate::errors::{throw_argument_type, throw_with_code};
use crate::event::new_trusted_event;
use crate::event_target::{dispatch, handler_property, set_handler_property};
use crate::hooks::after;
use crate::inspection::{define_inspection, inspect_as, is_too_deep, object_of};
use crate::listeners::TARGET_SLOTS;
use crate::signal::{self, add_dependent, is_aborted, set_aborted};
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, ErrorKind, JsResult, format_number};

/// The internal slot of a controller.
const SIGNAL: usize = CLASS + 1;

const ABORT: &str = "abort";

fn this_signal<'s>(ctx: &mut Scope<'_>, args: Args<'s>) -> JsResult<Object<'s>> {
    this_instance(ctx, args, &[Class::AbortSignal], "AbortSignal")
}

fn new_signal<'s>(ctx: &mut Scope<'s>) -> JsResult<Object<'s>> {
    new_instance(ctx, Class::AbortSignal, TARGET_SLOTS)
}

/// Aborts a signal, calls its listeners, and then the signals that depend on it.
pub fn abort(ctx: &mut Scope<'_>, signal: Object<'_>, reason: Value<'_>) -> JsResult<()> {
    if is_aborted(ctx, signal) {
        return Ok(());
    }
    let ctx = &mut ctx.inner();
    ctx.check_stack()?;
    set_aborted(signal, reason);
    let event = new_trusted_event(ctx, ABORT)?;
    dispatch(ctx, signal, event)?;
    for dependent in signal::dependents(ctx, signal) {
        abort(ctx, dependent, reason)?;
    }
    Ok(())
}

/// The argument, or the reason that stands for `undefined`.
fn reason_or_default<'s>(ctx: &mut Scope<'s>, reason: Value<'s>) -> JsResult<Value<'s>> {
    if !reason.is_undefined() {
        return Ok(reason);
    }
    Ok(new_dom_exception(ctx, "AbortError", "This operation was aborted")?.value())
}

fn abort_signal<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Err(throw_illegal_constructor(ctx, args, "AbortSignal"))
}

/// AbortSignal.abort
fn aborted_signal<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let reason = reason_or_default(ctx, args.get(0))?;
    let signal = new_signal(ctx)?;
    set_aborted(signal, reason);
    Ok(signal.value())
}

/// AbortSignal.timeout
fn timeout<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let delay = args.get(0);
    let Some(n) = delay.as_number() else {
        return Err(throw_argument_type(ctx, "delay", "of type number", delay));
    };
    let range = if n.trunc() != n { "an integer" } else { ">= 0 && <= 4294967295" };
    if n.trunc() != n || !(0.0..=4_294_967_295.0).contains(&n) {
        let shown = format_number(n);
        let message = format!("The value of \"delay\" is out of range. It must be {range}. Received {shown}");
        return Err(throw_with_code(ctx, ErrorKind::RangeError, "ERR_OUT_OF_RANGE", &message));
    }
    let signal = new_signal(ctx)?;
    let callback = timeout_callback(ctx, signal)?;
    after(ctx, n, callback.value())?;
    Ok(signal.value())
}

/// The function to call when the time of a signal has passed.
pub fn timeout_callback<'s>(ctx: &mut Scope<'s>, signal: Object<'_>) -> JsResult<Object<'s>> {
    let name = ctx.names.empty;
    ctx.new_native_with_data(name, 0, time_is_up, signal.value())
}

fn time_is_up<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(signal) = args.data().as_object() {
        let reason = new_dom_exception(ctx, "TimeoutError", "The operation was aborted due to timeout")?;
        abort(ctx, signal, reason.value())?;
    }
    Ok(Value::UNDEFINED)
}

/// AbortSignal.any
fn any<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let list = args.get(0);
    if !ctx.is_array(list)? {
        return Err(throw_argument_type(ctx, "signals", "an instance of Array", list));
    }
    let signals = ctx.list_from_array_like(list)?.values();
    for (i, &v) in signals.iter().enumerate() {
        if as_instance(ctx, v, &[Class::AbortSignal]).is_none() {
            return Err(throw_argument_type(ctx, &format!("signals[{i}]"), "an instance of AbortSignal", v));
        }
    }
    let result = new_signal(ctx)?;
    let signals = || signals.iter().filter_map(|v| v.as_object());
    for signal in signals() {
        let ctx = &mut ctx.inner();
        if is_aborted(ctx, signal) {
            let reason = signal::reason(ctx, signal);
            set_aborted(result, reason);
            return Ok(result.value());
        }
    }
    for signal in signals() {
        add_dependent(ctx, signal, result)?;
    }
    Ok(result.value())
}

fn aborted<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let signal = this_signal(ctx, args)?;
    Ok(is_aborted(ctx, signal).into())
}

fn reason<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let signal = this_signal(ctx, args)?;
    Ok(signal::reason(ctx, signal))
}

fn throw_if_aborted<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let signal = this_signal(ctx, args)?;
    if is_aborted(ctx, signal) {
        let reason = signal::reason(ctx, signal);
        return Err(ctx.throw(reason));
    }
    Ok(Value::UNDEFINED)
}

fn on_abort<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let signal = this_signal(ctx, args)?;
    handler_property(ctx, signal, ABORT)
}

fn set_on_abort<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let signal = this_signal(ctx, args)?;
    set_handler_property(ctx, signal, ABORT, args.get(0))?;
    Ok(Value::UNDEFINED)
}

fn inspect_signal<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let signal = this_signal(ctx, args)?;
    if is_too_deep(args) {
        return Ok(signal.value());
    }
    let aborted = is_aborted(ctx, signal).into();
    let shown = object_of(ctx, &[("aborted", aborted)])?;
    inspect_as(ctx, args, shown, 1.0)
}

fn this_controller<'s>(ctx: &mut Scope<'_>, args: Args<'s>) -> JsResult<Object<'s>> {
    this_instance(ctx, args, &[Class::AbortController], "AbortController")
}

fn abort_controller<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_new(ctx, args, "AbortController")?;
    let controller = construct(ctx, args, Class::AbortController, 1)?;
    let signal = new_signal(ctx)?;
    controller.set_internal(SIGNAL, signal.value());
    Ok(controller.value())
}

fn controller_signal<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let controller = this_controller(ctx, args)?;
    Ok(ctx.internal(controller, SIGNAL))
}

fn controller_abort<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let controller = this_controller(ctx, args)?;
    if let Some(signal) = ctx.internal(controller, SIGNAL).as_object() {
        let reason = reason_or_default(ctx, args.get(0))?;
        abort(ctx, signal, reason)?;
    }
    Ok(Value::UNDEFINED)
}

fn inspect_controller<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let controller = this_controller(ctx, args)?;
    if is_too_deep(args) {
        return Ok(controller.value());
    }
    let signal = ctx.internal(controller, SIGNAL);
    let shown = object_of(ctx, &[("signal", signal)])?;
    inspect_as(ctx, args, shown, 1.0)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let attrs = Attrs::ENUMERABLE.with(Attrs::CONFIGURABLE);
    let (constructor, proto) =
        define_class(ctx, Class::AbortSignal, "AbortSignal", (0, abort_signal), Some(Class::EventTarget))?;
    let statics: &[Method] = &[("abort", 0, aborted_signal), ("timeout", 1, timeout), ("any", 1, any)];
    define_methods(ctx, constructor, Attrs::HIDDEN, statics)?;
    define_accessors(ctx, proto, attrs, &[("aborted", aborted, None)])?;
    define_accessors(ctx, proto, Attrs::CONFIGURABLE, &[("reason", reason, None)])?;
    define_methods(ctx, proto, Attrs::HIDDEN, &[("throwIfAborted", 0, throw_if_aborted)])?;
    define_accessors(ctx, proto, attrs, &[("onabort", on_abort, Some(set_on_abort))])?;
    define_inspection(ctx, proto, inspect_signal)?;
    let (_, proto) = define_class(ctx, Class::AbortController, "AbortController", (0, abort_controller), None)?;
    define_accessors(ctx, proto, attrs, &[("signal", controller_signal, None)])?;
    define_methods(ctx, proto, Attrs::ALL, &[("abort", 0, controller_abort)])?;
    define_inspection(ctx, proto, inspect_controller)
}
