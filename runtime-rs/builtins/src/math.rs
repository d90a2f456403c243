//! Math (21.3). The transcendental functions are those of fdlibm, which most engines use as well.

use crate::math_functions;
use crate::table::{Method, define_methods, define_tag, define_value};
use std::time::{SystemTime, UNIX_EPOCH};
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult, f64_pow};

/// A function of one number.
macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident($x:ident) $body:expr;)*) => { $(
        $(#[$doc])*
        fn $name<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
            let $x = ctx.to_number(args.get(0))?;
            Ok(Value::number($body))
        }
    )* };
}

unary! {
    /// Math.abs (21.3.2.1)
    math_abs(x) x.abs();
    /// Math.acos (21.3.2.2)
    math_acos(x) libm::acos(x);
    /// Math.acosh (21.3.2.3)
    math_acosh(x) math_functions::acosh(x);
    /// Math.asin (21.3.2.4)
    math_asin(x) libm::asin(x);
    /// Math.asinh (21.3.2.5)
    math_asinh(x) math_functions::asinh(x);
    /// Math.atan (21.3.2.6)
    math_atan(x) libm::atan(x);
    /// Math.atanh (21.3.2.7)
    math_atanh(x) libm::atanh(x);
    /// Math.cbrt (21.3.2.9)
    math_cbrt(x) math_functions::cbrt(x);
    /// Math.ceil (21.3.2.10)
    math_ceil(x) x.ceil();
    /// Math.cos (21.3.2.12)
    math_cos(x) libm::cos(x);
    /// Math.cosh (21.3.2.13)
    math_cosh(x) math_functions::cosh(x);
    /// Math.exp (21.3.2.14)
    math_exp(x) math_functions::exp(x);
    /// Math.expm1 (21.3.2.15)
    math_expm1(x) libm::expm1(x);
    /// Math.floor (21.3.2.16)
    math_floor(x) x.floor();
    /// Math.fround (21.3.2.17)
    math_fround(x) f64::from(x as f32);
    /// Math.log (21.3.2.20)
    math_log(x) libm::log(x);
    /// Math.log1p (21.3.2.21)
    math_log1p(x) libm::log1p(x);
    /// Math.log10 (21.3.2.22)
    math_log10(x) math_functions::log10(x);
    /// Math.log2 (21.3.2.23)
    math_log2(x) libm::log2(x);
    /// Math.round (21.3.2.28)
    math_round(x) round(x);
    /// Math.sign (21.3.2.29)
    math_sign(x) if x == 0.0 || x.is_nan() { x } else { x.signum() };
    /// Math.sin (21.3.2.30)
    math_sin(x) libm::sin(x);
    /// Math.sinh (21.3.2.31)
    math_sinh(x) math_functions::sinh(x);
    /// Math.sqrt (21.3.2.32)
    math_sqrt(x) x.sqrt();
    /// Math.tan (21.3.2.33)
    math_tan(x) libm::tan(x);
    /// Math.tanh (21.3.2.34)
    math_tanh(x) math_functions::tanh(x);
    /// Math.trunc (21.3.2.35)
    math_trunc(x) x.trunc();
}

/// Halves go up; the sign of zero is kept.
fn round(x: f64) -> f64 {
    let floor = x.floor();
    let rounded = if x - floor >= 0.5 { floor + 1.0 } else { floor };
    rounded.copysign(x)
}

/// Math.atan2 (21.3.2.8)
fn math_atan2<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let y = ctx.to_number(args.get(0))?;
    let x = ctx.to_number(args.get(1))?;
    Ok(Value::number(libm::atan2(y, x)))
}

/// Math.clz32 (21.3.2.11)
fn math_clz32<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::int(ctx.to_uint32(args.get(0))?.leading_zeros() as i32))
}

/// Every argument is converted, whatever the others are.
fn numbers(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<Vec<f64>> {
    (0..args.len()).map(|i| ctx.to_number(args.get(i))).collect()
}

/// Math.hypot (21.3.2.18): scaled, and summed with compensation.
fn math_hypot<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let all = numbers(ctx, args)?;
    if all.iter().any(|x| x.is_infinite()) {
        return Ok(Value::number(f64::INFINITY));
    }
    if all.iter().any(|x| x.is_nan()) {
        return Ok(Value::number(f64::NAN));
    }
    let max = all.iter().fold(0.0_f64, |m, x| m.max(x.abs()));
    if max == 0.0 {
        return Ok(Value::int(0));
    }
    let (mut sum, mut compensation) = (0.0, 0.0);
    for x in all {
        let n = x.abs() / max;
        let term = n * n - compensation;
        let next = sum + term;
        compensation = (next - sum) - term;
        sum = next;
    }
    Ok(Value::number(sum.sqrt() * max))
}

/// Math.imul (21.3.2.19)
fn math_imul<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let a = ctx.to_int32(args.get(0))?;
    let b = ctx.to_int32(args.get(1))?;
    Ok(Value::int(a.wrapping_mul(b)))
}

/// The outermost of the arguments, if all of them are integers.
fn outermost_int<'s>(args: Args<'s>, outer: impl Fn(i32, i32) -> i32) -> Option<Value<'s>> {
    let mut found = args.get(0).as_int()?;
    for i in 1..args.len() {
        found = outer(found, args.get(i).as_int()?);
    }
    Some(Value::int(found))
}

/// Math.max (21.3.2.24). An argument behind one that is NaN is converted all the same.
fn math_max<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(max) = outermost_int(args, i32::max) {
        return Ok(max);
    }
    let mut max = f64::NEG_INFINITY;
    for i in 0..args.len() {
        let x = ctx.to_number(args.get(i))?;
        if x.is_nan() || max.is_nan() {
            max = f64::NAN;
        } else if x > max || (x == 0.0 && max == 0.0 && !x.is_sign_negative()) {
            max = x;
        }
    }
    Ok(Value::number(max))
}

/// Math.min (21.3.2.25)
fn math_min<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(min) = outermost_int(args, i32::min) {
        return Ok(min);
    }
    let mut min = f64::INFINITY;
    for i in 0..args.len() {
        let x = ctx.to_number(args.get(i))?;
        if x.is_nan() || min.is_nan() {
            min = f64::NAN;
        } else if x < min || (x == 0.0 && min == 0.0 && x.is_sign_negative()) {
            min = x;
        }
    }
    Ok(Value::number(min))
}

/// Math.pow (21.3.2.26)
fn math_pow<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let base = ctx.to_number(args.get(0))?;
    let exponent = ctx.to_number(args.get(1))?;
    Ok(Value::number(f64_pow(base, exponent)))
}

/// The state of Math.random: two 64-bit words in four slots of an object of its own.
fn random_word(ctx: &mut Scope<'_>, state: Object<'_>, i: usize) -> u64 {
    let mut half = |i: usize| ctx.internal(state, i).as_number().unwrap_or(0.0) as u64;
    half(2 * i) << 32 | half(2 * i + 1)
}

fn set_random_word(state: Object<'_>, i: usize, word: u64) {
    state.set_internal(2 * i, Value::number((word >> 32) as f64));
    state.set_internal(2 * i + 1, Value::number((word & 0xffff_ffff) as f64));
}

/// Math.random (21.3.2.27): xorshift128+.
fn math_random<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(state) = args.data().as_object() else { return Ok(Value::int(0)) };
    let (mut a, b) = (random_word(ctx, state, 0), random_word(ctx, state, 1));
    a ^= a << 23;
    let next = a ^ b ^ (a >> 17) ^ (b >> 26);
    set_random_word(state, 0, b);
    set_random_word(state, 1, next);
    let bits = next.wrapping_add(b) >> 11;
    Ok(Value::number(bits as f64 / (1u64 << 53) as f64))
}

const METHODS: &[Method] = &[
    ("abs", 1, math_abs),
    ("acos", 1, math_acos),
    ("acosh", 1, math_acosh),
    ("asin", 1, math_asin),
    ("asinh", 1, math_asinh),
    ("atan", 1, math_atan),
    ("atanh", 1, math_atanh),
    ("atan2", 2, math_atan2),
    ("ceil", 1, math_ceil),
    ("cbrt", 1, math_cbrt),
    ("expm1", 1, math_expm1),
    ("clz32", 1, math_clz32),
    ("cos", 1, math_cos),
    ("cosh", 1, math_cosh),
    ("exp", 1, math_exp),
    ("floor", 1, math_floor),
    ("fround", 1, math_fround),
    ("hypot", 2, math_hypot),
    ("imul", 2, math_imul),
    ("log", 1, math_log),
    ("log1p", 1, math_log1p),
    ("log2", 1, math_log2),
    ("log10", 1, math_log10),
    ("max", 2, math_max),
    ("min", 2, math_min),
    ("pow", 2, math_pow),
    ("round", 1, math_round),
    ("sign", 1, math_sign),
    ("sin", 1, math_sin),
    ("sinh", 1, math_sinh),
    ("sqrt", 1, math_sqrt),
    ("tan", 1, math_tan),
    ("tanh", 1, math_tanh),
    ("trunc", 1, math_trunc),
];

/// Returns the Math object.
pub fn install<'s>(ctx: &mut Scope<'s>) -> JsResult<Object<'s>> {
    use std::f64::consts;
    let math = ctx.new_object()?;
    define_methods(ctx, math, METHODS)?;
    let state = ctx.new_object_of_kind(CellKind::BuiltinIterator, Value::NULL, 4)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |d| d.as_nanos() as u64);
    let seed = now ^ (state.address() as u64).rotate_left(32);
    // Never all zero: the multiplier is odd, and 1 is set.
    set_random_word(state, 0, seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    set_random_word(state, 1, seed.rotate_left(17).wrapping_mul(0xbf58_476d_1ce4_e5b9));
    let name = ctx.atom("random")?;
    let random = ctx.new_native_with_data(name, 0, math_random, state.value())?;
    ctx.define_data(math, name.into(), random.value(), Attrs::HIDDEN)?;
    for (name, value) in [
        ("E", consts::E),
        ("LN10", consts::LN_10),
        ("LN2", consts::LN_2),
        ("LOG10E", consts::LOG10_E),
        ("LOG2E", consts::LOG2_E),
        ("PI", consts::PI),
        ("SQRT1_2", consts::FRAC_1_SQRT_2),
        ("SQRT2", consts::SQRT_2),
    ] {
        define_value(ctx, math, name, Value::number(value), Attrs::NONE)?;
    }
    define_tag(ctx, math, "Math")?;
    let global = ctx.global;
    define_value(ctx, global, "Math", math.value(), Attrs::HIDDEN)?;
    Ok(math)
}
