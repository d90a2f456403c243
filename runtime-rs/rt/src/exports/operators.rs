//! Operators on values of any type, and the errors of the language itself.

use crate::enter::exports;
use std::cmp::Ordering;
use yarrow_core::{Arithmetic, Context, ErrorKind, JsResult, Object, PropertyKey, Value};

fn is_ordered(ctx: &mut Context, a: Value, b: Value, accept: &[Ordering]) -> JsResult<bool> {
    Ok(ctx.compare(a, b)?.is_some_and(|o| accept.contains(&o)))
}

fn key_value(ctx: &mut Context, v: Value) -> JsResult<Value> {
    Ok(match ctx.to_property_key(v)? {
        PropertyKey::Index(i) => Value::from(i),
        PropertyKey::String(s) => s.value(),
        PropertyKey::Symbol(s) => s.value(),
    })
}

fn text_of(v: Value) -> String {
    v.as_string().map_or_else(String::new, |s| s.to_rust())
}

exports! {
    value rt_add(a, b) |ctx| ctx.add(a, b);
    value rt_sub(a, b) |ctx| ctx.arithmetic(Arithmetic::Sub, a, b);
    value rt_mul(a, b) |ctx| ctx.arithmetic(Arithmetic::Mul, a, b);
    value rt_div(a, b) |ctx| ctx.arithmetic(Arithmetic::Div, a, b);
    value rt_rem(a, b) |ctx| ctx.arithmetic(Arithmetic::Rem, a, b);
    value rt_exp(a, b) |ctx| ctx.arithmetic(Arithmetic::Exp, a, b);
    value rt_bit_and(a, b) |ctx| ctx.arithmetic(Arithmetic::BitAnd, a, b);
    value rt_bit_or(a, b) |ctx| ctx.arithmetic(Arithmetic::BitOr, a, b);
    value rt_bit_xor(a, b) |ctx| ctx.arithmetic(Arithmetic::BitXor, a, b);
    value rt_shl(a, b) |ctx| ctx.arithmetic(Arithmetic::Shl, a, b);
    value rt_shr(a, b) |ctx| ctx.arithmetic(Arithmetic::Shr, a, b);
    value rt_ushr(a, b) |ctx| ctx.arithmetic(Arithmetic::Ushr, a, b);
    value rt_neg(v) |ctx| ctx.negate(v);
    value rt_bit_not(v) |ctx| ctx.bit_not(v);
    value rt_inc(v) |ctx| ctx.step(v, 1);
    value rt_dec(v) |ctx| ctx.step(v, -1);
    value rt_to_number(v) |ctx| Ok(Value::number(ctx.to_number(v)?));
    value rt_to_numeric(v) |ctx| ctx.to_numeric(v);
    value rt_to_string(v) |ctx| Ok(ctx.to_string(v)?.value());
    value rt_to_property_key(v) |ctx| key_value(ctx, v);
    throwing rt_bigint_new(digits) |ctx| ctx.new_bigint_from_text(&text_of(digits));
    throwing rt_to_object(v) |ctx| Ok(ctx.to_object(v)?.value());
    condition rt_lt(a, b) |ctx| is_ordered(ctx, a, b, &[Ordering::Less]);
    condition rt_le(a, b) |ctx| is_ordered(ctx, a, b, &[Ordering::Less, Ordering::Equal]);
    condition rt_gt(a, b) |ctx| is_ordered(ctx, a, b, &[Ordering::Greater]);
    condition rt_ge(a, b) |ctx| is_ordered(ctx, a, b, &[Ordering::Greater, Ordering::Equal]);
    condition rt_loose_eq(a, b) |ctx| ctx.loose_equals(a, b);
    condition rt_instanceof(v, target) |ctx| ctx.instance_of(v, target);
    condition rt_in(key, object) |ctx| ctx.has_in(key, object);
    leaf rt_typeof(v) |ctx| Ok(ctx.type_of(v).value());

    throwing rt_throw_tdz(name) |ctx| {
        Err(ctx.throw_reference_error(format_args!("Cannot access '{}' before initialization", text_of(name))))
    };
    throwing rt_throw_const_assign(name) |ctx| {
        let _ = name;
        Err(ctx.throw_type_error(format_args!("Assignment to constant variable.")))
    };
    throwing rt_throw_not_callable(callee, text) |ctx| Err(ctx.throw_not_function(callee, text));
    throwing rt_throw_stack_overflow() |ctx| {
        Err(ctx.throw_range_error(format_args!("Maximum call stack size exceeded")))
    };
    throwing rt_throw_not_destructurable(v, text) |ctx| {
        let text = text_of(text).replace("''", &format!("'{v:?}'"));
        Err(ctx.throw_type_error(format_args!("Cannot destructure {text} as it is {v:?}.")))
    };
    throwing rt_throw_generator_running() |ctx| Err(ctx.throw_generator_running());
}

/// Throws a new error: (kind, message).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_throw_error(ctx: *mut Context, sp: *mut u64, kind: u32, message: u64) -> u64 {
    const KINDS: [ErrorKind; 7] = [
        ErrorKind::Error,
        ErrorKind::TypeError,
        ErrorKind::RangeError,
        ErrorKind::ReferenceError,
        ErrorKind::SyntaxError,
        ErrorKind::EvalError,
        ErrorKind::UriError,
    ];
    let kind = KINDS.get(kind as usize).copied().unwrap_or(ErrorKind::Error);
    // SAFETY: the caller keeps the convention.
    unsafe {
        crate::enter::enter_throwing(ctx, sp, [message], |ctx, [message]| {
            let message = ctx.to_string(message)?;
            let error: Object = ctx.new_error(kind, message)?;
            Err(ctx.throw(error.value()))
        })
    }
}

/// `a === b`.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_strict_eq(ctx: *mut Context, a: u64, b: u64) -> i32 {
    // SAFETY: the caller keeps the convention.
    unsafe { i32::from((*ctx).beside_the_frames(|ctx| ctx.strict_equals(Value::from_bits(a), Value::from_bits(b)))) }
}

/// ToBoolean.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_truthy(ctx: *mut Context, v: u64) -> i32 {
    // SAFETY: the caller keeps the convention.
    unsafe { i32::from((*ctx).beside_the_frames(|ctx| ctx.to_boolean(Value::from_bits(v)))) }
}

/// Number::remainder.
#[unsafe(no_mangle)]
pub extern "C" fn rt_f64_rem(a: f64, b: f64) -> f64 {
    yarrow_core::f64_rem(a, b)
}

/// Number::exponentiate.
#[unsafe(no_mangle)]
pub extern "C" fn rt_f64_pow(a: f64, b: f64) -> f64 {
    yarrow_core::f64_pow(a, b)
}

/// ToInt32 of a double.
#[unsafe(no_mangle)]
pub extern "C" fn rt_f64_to_i32(d: f64) -> i32 {
    yarrow_core::f64_to_i32(d)
}
