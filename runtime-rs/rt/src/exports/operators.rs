//! Operators on values of any type, and the errors of the language itself.

use crate::enter::{enter_throwing, exports};
use std::cmp::Ordering;
use yarrow_abi::kinds::ErrorKind;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::Value;
use yarrow_objects::{Arithmetic, Context, Storage, expect_kind, expect_string};

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
    value rt_bitwise_operand(v) |ctx| Ok(Value::number(ctx.bitwise_operand(v)?));
    value rt_to_numeric(v) |ctx| ctx.to_numeric(v);
    value rt_to_string(v) |ctx| Ok(ctx.to_string(v)?.value());
    value rt_to_property_key(v) |ctx| ctx.key_value(v);
    throwing rt_bigint_new(digits) |ctx| ctx.new_bigint_from_text(&expect_string(digits).to_rust());
    throwing rt_to_object(v) |ctx| Ok(ctx.to_object(v)?.value());
    condition rt_lt(a, b) |ctx| ctx.is_ordered(a, b, Ordering::is_lt);
    condition rt_le(a, b) |ctx| ctx.is_ordered(a, b, Ordering::is_le);
    condition rt_gt(a, b) |ctx| ctx.is_ordered(a, b, Ordering::is_gt);
    condition rt_ge(a, b) |ctx| ctx.is_ordered(a, b, Ordering::is_ge);
    condition rt_loose_eq(a, b) |ctx| ctx.loose_equals(a, b);
    condition rt_instanceof(v, target) |ctx| ctx.instance_of(v, target);
    condition rt_in(key, object) |ctx| ctx.has_in(key, object);
    leaf rt_typeof(v) |ctx| Ok(ctx.type_of(v));

    throwing rt_throw_tdz(name) |ctx| Err(ctx.throw_tdz(name));
    throwing rt_throw_const_assign(_name) |ctx| Err(ctx.throw_const_assign());
    throwing rt_throw_not_callable(callee, text) |ctx| Err(ctx.throw_not_function(callee, text));
    throwing rt_throw_stack_overflow() |ctx| Err(ctx.throw_stack_overflow());
    throwing rt_throw_not_destructurable(v, text) |ctx| Err(ctx.throw_not_destructurable(v, text));
}

/// Throws a new error: (kind, message).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_throw_error(ctx: *mut Context, sp: *mut u64, number: u32, message: u64) -> u64 {
    let kind = expect_kind::<ErrorKind>(number.into());
    // SAFETY: the caller keeps the convention.
    unsafe { enter_throwing(ctx, sp, [message], |ctx, [message]| Err(ctx.throw_new(kind, message))) }
}

/// `a === b`.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_strict_eq(ctx: *mut Context, a: u64, b: u64) -> i32 {
    // SAFETY: the caller keeps the convention.
    unsafe { Storage::of(ctx, [a, b], |ctx, [a, b]| i32::from(ctx.strict_equals(a, b))) }
}

/// ToBoolean.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_truthy(ctx: *mut Context, v: u64) -> i32 {
    // SAFETY: the caller keeps the convention.
    unsafe { Storage::of(ctx, [v], |ctx, [v]| i32::from(ctx.to_boolean(v))) }
}

/// Appends to an array that takes more: whether there was memory for it.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_array_append_dense(ctx: *mut Context, array: u64, v: u64) -> i32 {
    // SAFETY: the caller keeps the convention.
    unsafe { Storage::of(ctx, [array, v], |ctx, [array, v]| i32::from(ctx.array_push(array, v).is_ok())) }
}

/// Number::remainder.
#[unsafe(no_mangle)]
pub extern "C" fn rt_f64_rem(a: f64, b: f64) -> f64 {
    yarrow_objects::f64_rem(a, b)
}

/// Number::exponentiate.
#[unsafe(no_mangle)]
pub extern "C" fn rt_f64_pow(a: f64, b: f64) -> f64 {
    yarrow_objects::f64_pow(a, b)
}

/// ToInt32 of a double.
#[unsafe(no_mangle)]
pub extern "C" fn rt_f64_to_i32(d: f64) -> i32 {
    yarrow_objects::f64_to_i32(d)
}
