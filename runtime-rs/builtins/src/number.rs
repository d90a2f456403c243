//! Number (21.1).

use crate::number_format::{to_exponential, to_fixed, to_locale, to_precision, to_radix};
use crate::table::{Method, define_methods, define_value};
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult, format_number};

const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// Number (21.1.1.1)
fn number_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let n = if args.is_empty() { Value::int(0) } else { ctx.to_numeric(args.get(0))? };
    let n = n.as_bigint().map_or(n, |b| Value::number(b.to_f64()));
    if !args.is_construct() {
        return Ok(n);
    }
    let default = ctx.intrinsics.number_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let o = ctx.new_object_of_kind(CellKind::Wrapper, proto.value(), 1)?;
    o.set_internal(0, n);
    Ok(o.value())
}

fn integral(v: Value) -> Option<f64> {
    v.as_number().filter(|d| d.is_finite() && d.trunc() == *d)
}

/// Number.isFinite (21.1.2.2)
fn number_is_finite<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::bool(args.get(0).as_number().is_some_and(f64::is_finite)))
}

/// Number.isInteger (21.1.2.3)
fn number_is_integer<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::bool(integral(args.get(0)).is_some()))
}

/// Number.isNaN (21.1.2.4)
fn number_is_nan<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::bool(args.get(0).as_number().is_some_and(f64::is_nan)))
}

/// Number.isSafeInteger (21.1.2.5)
fn number_is_safe_integer<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::bool(integral(args.get(0)).is_some_and(|d| d.abs() <= MAX_SAFE)))
}

/// ThisNumberValue (21.1.3.7.1)
fn this_number_value(ctx: &mut Scope<'_>, args: Args<'_>, name: &str) -> JsResult<f64> {
    let this = args.this();
    let inner = this.as_kind(CellKind::Wrapper).map(|w| ctx.internal(w, 0));
    this.as_number()
        .or(inner.and_then(Value::as_number))
        .ok_or_else(|| ctx.throw_type_error(format_args!("Number.prototype.{name} requires that 'this' be a Number")))
}

fn text<'s>(ctx: &mut Scope<'s>, s: &str) -> JsResult<Value<'s>> {
    Ok(ctx.new_string(s)?.value())
}

/// Number.prototype.toExponential (21.1.3.2)
fn number_to_exponential<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let x = this_number_value(ctx, args, "toExponential")?;
    let places = ctx.to_integer_or_infinity(args.get(0))?;
    if !x.is_finite() {
        return text(ctx, &format_number(x));
    }
    if !(0.0..=100.0).contains(&places) {
        return Err(ctx.throw_range_error(format_args!("toExponential() argument must be between 0 and 100")));
    }
    let places = if args.get(0).is_undefined() { None } else { Some(places as i32) };
    text(ctx, &to_exponential(x, places))
}

/// Number.prototype.toFixed (21.1.3.3)
fn number_to_fixed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let x = this_number_value(ctx, args, "toFixed")?;
    let places = ctx.to_integer_or_infinity(args.get(0))?;
    if !(0.0..=100.0).contains(&places) {
        return Err(ctx.throw_range_error(format_args!("toFixed() digits argument must be between 0 and 100")));
    }
    if x.is_nan() || x.abs() >= 1e21 {
        return text(ctx, &format_number(x));
    }
    text(ctx, &to_fixed(x, places as i32))
}

/// Number.prototype.toLocaleString (21.1.3.4), in English
fn number_to_locale_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let x = this_number_value(ctx, args, "toLocaleString")?;
    text(ctx, &to_locale(x))
}

/// Number.prototype.toPrecision (21.1.3.5)
fn number_to_precision<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let x = this_number_value(ctx, args, "toPrecision")?;
    if args.get(0).is_undefined() {
        return Ok(ctx.number_to_string(x)?.value());
    }
    let precision = ctx.to_integer_or_infinity(args.get(0))?;
    if !x.is_finite() {
        return text(ctx, &format_number(x));
    }
    if !(1.0..=100.0).contains(&precision) {
        return Err(ctx.throw_range_error(format_args!("toPrecision() argument must be between 1 and 100")));
    }
    text(ctx, &to_precision(x, precision as i32))
}

/// Number.prototype.toString (21.1.3.6)
fn number_to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let x = this_number_value(ctx, args, "toString")?;
    let radix = if args.get(0).is_undefined() { 10.0 } else { ctx.to_integer_or_infinity(args.get(0))? };
    if !(2.0..=36.0).contains(&radix) {
        return Err(ctx.throw_range_error(format_args!("toString() radix argument must be between 2 and 36")));
    }
    if radix == 10.0 || !x.is_finite() {
        return Ok(ctx.number_to_string(x)?.value());
    }
    text(ctx, &to_radix(x, radix as u32))
}

/// Number.prototype.valueOf (21.1.3.7)
fn number_value_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::number(this_number_value(ctx, args, "valueOf")?))
}

const STATICS: &[Method] = &[
    ("isFinite", 1, number_is_finite),
    ("isInteger", 1, number_is_integer),
    ("isNaN", 1, number_is_nan),
    ("isSafeInteger", 1, number_is_safe_integer),
];

const METHODS: &[Method] = &[
    ("toExponential", 1, number_to_exponential),
    ("toFixed", 1, number_to_fixed),
    ("toPrecision", 1, number_to_precision),
    ("toString", 1, number_to_string),
    ("valueOf", 0, number_value_of),
    ("toLocaleString", 0, number_to_locale_string),
];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.number_prototype;
    let number = ctx.define_constructor("Number", 1, number_constructor, proto)?;
    define_methods(ctx, number, STATICS)?;
    // The same functions as on the global object.
    let global = ctx.global;
    for name in ["parseFloat", "parseInt"] {
        let key = ctx.atom(name)?;
        let f = ctx.get(global, key)?;
        ctx.define_data(number, key.into(), f, Attrs::HIDDEN)?;
    }
    for (name, value) in [
        ("MAX_VALUE", f64::MAX),
        ("MIN_VALUE", 5e-324),
        ("NaN", f64::NAN),
        ("NEGATIVE_INFINITY", f64::NEG_INFINITY),
        ("POSITIVE_INFINITY", f64::INFINITY),
        ("MAX_SAFE_INTEGER", MAX_SAFE),
        ("MIN_SAFE_INTEGER", -MAX_SAFE),
        ("EPSILON", f64::EPSILON),
    ] {
        define_value(ctx, number, name, Value::number(value), Attrs::NONE)?;
    }
    define_methods(ctx, proto, METHODS)
}
