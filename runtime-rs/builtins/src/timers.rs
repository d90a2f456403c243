//! Timers as Node has them: `setTimeout` and its kin, and the objects that they return. What they schedule, the event loop of
//! the machine runs.

use crate::node_error::throw_argument_type;
use crate::table::{define_methods, define_value};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, JsString, Native, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult, NativeKind, TimerCall, TimerKind};

/// The longest delay in milliseconds. One that is longer, shorter than a millisecond, or no number counts as one millisecond.
const MAX_DELAY: f64 = 2_147_483_647.0;

fn delay(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<u32> {
    let n = ctx.to_number(v)?;
    Ok(if (1.0..=MAX_DELAY).contains(&n) { n as u32 } else { 1 })
}

/// The callback, which is the first argument.
fn callback<'s>(ctx: &mut Scope<'_>, args: Args<'s>) -> JsResult<Value<'s>> {
    let callback = args.get(0);
    if callback.is_callable() {
        return Ok(callback);
    }
    Err(throw_argument_type(ctx, "callback", "of type function", callback))
}

/// The arguments from `first` on as a list, or `undefined` if there are none.
pub fn list_of_rest<'s>(ctx: &mut Scope<'s>, args: Args<'_>, first: usize) -> JsResult<Value<'s>> {
    match args.from(first) {
        [] => Ok(Value::UNDEFINED),
        rest => Ok(ctx.new_list(rest)?.value()),
    }
}

/// Makes and schedules a timer. The function's data is the prototype of what it returns.
fn start<'s>(ctx: &mut Scope<'s>, args: Args<'s>, kind: TimerKind) -> JsResult<Value<'s>> {
    let callback = callback(ctx, args)?;
    let (delay, first) = match kind {
        TimerKind::Timeout | TimerKind::Interval => (delay(ctx, args.get(1))?, 2),
        TimerKind::Immediate => (0, 1),
    };
    let arguments = list_of_rest(ctx, args, first)?;
    let proto = args.data().as_object().expect("the prototype of timers");
    let timer = ctx.new_timer(proto, kind, TimerCall { callback, arguments }, delay)?;
    ctx.start_timer(timer)?;
    Ok(timer.value())
}

fn set_timeout<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    start(ctx, args, TimerKind::Timeout)
}

fn set_interval<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    start(ctx, args, TimerKind::Interval)
}

fn set_immediate<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    start(ctx, args, TimerKind::Immediate)
}

/// The number that a text is, if it is what that number looks like.
fn number_of_text(text: JsString<'_>) -> Option<u64> {
    let text = text.to_rust();
    text.parse::<u64>().ok().filter(|n| n.to_string() == text)
}

/// `clearTimeout` and `clearInterval`: a timer, the number of one, or that number as text. Nothing happens for all else.
fn clear_timeout<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let which = args.get(0);
    let timer = match (which.as_kind(CellKind::Timer), which.as_string()) {
        (Some(timer), _) => (ctx.timer_kind(timer) != TimerKind::Immediate).then_some(timer),
        (None, Some(text)) => number_of_text(text).and_then(|n| ctx.timer_by_number(n)),
        (None, None) => {
            let number = which.as_number().filter(|n| *n >= 0.0 && n.trunc() == *n);
            number.and_then(|n| ctx.timer_by_number(n as u64))
        }
    };
    timer.into_iter().for_each(|timer| ctx.cancel_timer(timer));
    Ok(Value::UNDEFINED)
}

/// An immediate that is cancelled is no longer referenced either.
fn clear_immediate<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(timer) = args.get(0).as_kind(CellKind::Timer)
        && ctx.timer_kind(timer) == TimerKind::Immediate
    {
        ctx.set_timer_referenced(timer, false);
        ctx.cancel_timer(timer);
    }
    Ok(Value::UNDEFINED)
}

/// The timer that a method was called on. Node's methods do nothing for what is none.
fn this_timer<'s>(args: Args<'s>) -> Option<Object<'s>> {
    args.this().as_kind(CellKind::Timer)
}

fn timer_ref<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    set_referenced(ctx, args, true)
}

fn timer_unref<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    set_referenced(ctx, args, false)
}

fn set_referenced<'s>(ctx: &mut Scope<'s>, args: Args<'s>, on: bool) -> JsResult<Value<'s>> {
    if let Some(timer) = this_timer(args) {
        // An immediate that has run or was cancelled stays as it is.
        let is_over = ctx.timer_kind(timer) == TimerKind::Immediate && ctx.timer_call(timer).is_none();
        ctx.set_timer_referenced(timer, on && !is_over);
    }
    Ok(args.this())
}

fn has_ref<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(this_timer(args).is_some_and(|timer| ctx.is_timer_referenced(timer)).into())
}

/// The delay counts from now. A timeout that has run is scheduled again, one that was cancelled is not.
fn refresh<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(timer) = this_timer(args)
        && ctx.timer_kind(timer) != TimerKind::Immediate
    {
        ctx.start_timer(timer)?;
    }
    Ok(args.this())
}

fn close<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(timer) = this_timer(args) {
        ctx.cancel_timer(timer);
    }
    Ok(args.this())
}

/// `[Symbol.dispose]` of both kinds of objects
fn dispose<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(timer) = this_timer(args) {
        if ctx.timer_kind(timer) == TimerKind::Immediate {
            ctx.set_timer_referenced(timer, false);
        }
        ctx.cancel_timer(timer);
    }
    Ok(Value::UNDEFINED)
}

/// `[Symbol.toPrimitive]` of a Timeout: the number that cancels it.
fn to_primitive<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(match this_timer(args) {
        Some(timer) => ctx.timer_number(timer),
        None => Value::number(f64::NAN),
    })
}

/// Only functions of the loop make timers.
fn constructor<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    Err(ctx.throw_type_error(format_args!("Illegal constructor")))
}

/// The prototype of a class that nobody constructs, with these methods.
fn new_class<'s>(ctx: &mut Scope<'s>, name: &str, methods: &[(&'static str, u16, Native)]) -> JsResult<Object<'s>> {
    let proto = ctx.new_object()?;
    let atom = ctx.atom(name)?;
    let class = ctx.new_native(atom, 0, constructor, NativeKind::Constructor)?;
    define_value(ctx, class, "prototype", proto.value(), Attrs::NONE)?;
    define_value(ctx, proto, "constructor", class.value(), Attrs::HIDDEN)?;
    define_methods(ctx, proto, methods)?;
    let key = ctx.symbols.dispose;
    ctx.define_symbol_method(proto, key, "[Symbol.dispose]", 0, dispose)?;
    Ok(proto)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let methods = [
        ("refresh", 0, refresh as Native),
        ("unref", 0, timer_unref),
        ("ref", 0, timer_ref),
        ("hasRef", 0, has_ref),
        ("close", 0, close),
    ];
    let timeout = new_class(ctx, "Timeout", &methods)?;
    let key = ctx.symbols.to_primitive;
    ctx.define_symbol_method(timeout, key, "[Symbol.toPrimitive]", 0, to_primitive)?;
    let methods = [("ref", 0, timer_ref as Native), ("unref", 0, timer_unref), ("hasRef", 0, has_ref)];
    let immediate = new_class(ctx, "Immediate", &methods)?;
    for (name, length, native, proto) in [
        ("setTimeout", 5, set_timeout as Native, timeout),
        ("setInterval", 5, set_interval, timeout),
        ("setImmediate", 4, set_immediate, immediate),
        ("clearTimeout", 1, clear_timeout, timeout),
        ("clearInterval", 1, clear_timeout, timeout),
        ("clearImmediate", 1, clear_immediate, immediate),
    ] {
        let ctx = &mut ctx.inner();
        let atom = ctx.atom(name)?;
        let f = ctx.new_native_with_data(atom, length, native, proto.value())?;
        let global = ctx.global;
        // As in Node, they are enumerable.
        ctx.define_data(global, atom.into(), f.value(), Attrs::ALL)?;
    }
    Ok(())
}
