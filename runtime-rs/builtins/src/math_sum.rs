//! Math.sumPrecise (21.3.2.32) and Math.f16round (21.3.2.17).
//!
//! The sum is kept exactly, as a fixed-point number of 32-bit digits over the whole range of doubles,
//! and rounded once.

use crate::table::define_methods;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{ElementType, JsResult, f64_to_f16};

/// Digits of 32 bits: 2^-1074 to 2^1024 and room for carries.
const DIGITS: usize = 68;
/// Additions that no digit's carry room is exceeded by.
const MAX_PENDING: u32 = 1 << 29;

struct ExactSum {
    digits: [i64; DIGITS],
    pending: u32,
}

impl ExactSum {
    fn add(&mut self, d: f64) {
        let bits = d.to_bits();
        let exponent = (bits >> 52 & 0x7ff) as usize;
        let fraction = bits & ((1 << 52) - 1);
        let (mantissa, shift) = if exponent == 0 { (fraction, 0) } else { (fraction | 1 << 52, exponent - 1) };
        let wide = u128::from(mantissa) << (shift % 32);
        for i in 0..3 {
            let part = (wide >> (32 * i)) as u32;
            let part = i64::from(part);
            self.digits[shift / 32 + i] += if d < 0.0 { -part } else { part };
        }
        self.pending += 1;
        if self.pending == MAX_PENDING {
            self.carry();
        }
    }

    /// Brings every digit but the last into 32 bits.
    fn carry(&mut self) {
        let mut carry = 0;
        for digit in &mut self.digits[..DIGITS - 1] {
            let v = *digit + carry;
            *digit = v & 0xffff_ffff;
            carry = v >> 32;
        }
        self.digits[DIGITS - 1] += carry;
        self.pending = 0;
    }

    /// The nearest double, ties to even.
    fn round(mut self) -> f64 {
        self.carry();
        let negative = self.digits[DIGITS - 1] < 0;
        if negative {
            self.digits.iter_mut().for_each(|d| *d = -*d);
            self.carry();
        }
        let bit = |i: usize| (self.digits[i / 32] >> (i % 32) & 1) as u64;
        let Some(top) = (0..DIGITS * 32).rev().find(|&i| bit(i) == 1) else { return 0.0 };
        let low = top.saturating_sub(52);
        let mut mantissa = (low..=top).rev().fold(0u64, |m, i| m << 1 | bit(i));
        if low > 0 && bit(low - 1) == 1 {
            let sticky = (0..low - 1).any(|i| bit(i) == 1);
            if sticky || mantissa & 1 == 1 {
                mantissa += 1;
            }
        }
        // The lowest digit's first bit is 2^-1074. A mantissa that has grown to 2^53 is exact all the same.
        let magnitude = scale(mantissa as f64, low as i32 - 1074);
        if negative { -magnitude } else { magnitude }
    }
}

/// `m * 2^e`, in steps that stay exact.
fn scale(m: f64, e: i32) -> f64 {
    if e < -1000 { m * 2f64.powi(-1000) * 2f64.powi(e + 1000) } else { m * 2f64.powi(e) }
}

/// Math.sumPrecise
fn math_sum_precise<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.get(0).is_nullish() {
        let text = ctx.describe(args.get(0));
        return Err(ctx.throw_type_error(format_args!("{text} is not iterable")));
    }
    let iter = ctx.iter_open(args.get(0))?;
    let mut sum = ExactSum { digits: [0; DIGITS], pending: 0 };
    let (mut all_minus_zero, mut plus, mut minus, mut nan) = (true, false, false, false);
    loop {
        let ctx = &mut ctx.inner();
        let Some(v) = ctx.iter_next(iter)? else { break };
        let Some(d) = v.as_number() else {
            let text = ctx.describe(v);
            let throw = ctx.throw_type_error(format_args!("{text} is not a number"));
            return Err(ctx.iter_close_throw(iter, throw));
        };
        all_minus_zero &= d == 0.0 && d.is_sign_negative();
        if d.is_finite() {
            sum.add(d);
        } else {
            nan |= d.is_nan();
            plus |= d == f64::INFINITY;
            minus |= d == f64::NEG_INFINITY;
        }
        ctx.poll();
    }
    Ok(Value::number(match (nan || (plus && minus), plus, minus) {
        (true, _, _) => f64::NAN,
        (false, true, _) => f64::INFINITY,
        (false, false, true) => f64::NEG_INFINITY,
        (false, false, false) if all_minus_zero => -0.0,
        (false, false, false) => sum.round(),
    }))
}

/// Math.f16round
fn math_f16round<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let d = ctx.to_number(args.get(0))?;
    let [low, high] = f64_to_f16(d).to_le_bytes();
    ctx.raw_to_value(ElementType::Float16, [low, high, 0, 0, 0, 0, 0, 0])
}

pub fn install(ctx: &mut Scope<'_>, math: Object<'_>) -> JsResult<()> {
    define_methods(ctx, math, &[("f16round", 1, math_f16round), ("sumPrecise", 1, math_sum_precise)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(all: &[f64]) -> f64 {
        let mut s = ExactSum { digits: [0; DIGITS], pending: 0 };
        all.iter().for_each(|&d| s.add(d));
        s.round()
    }

    #[test]
    fn sums_are_rounded_once() {
        assert_eq!(sum(&[1e308, 1e308, 0.1, 0.1, 1e30, 0.1, -1e30, -1e308, -1e308]), 0.300_000_000_000_000_04);
        assert_eq!(sum(&[1e308, 1e308]), f64::INFINITY);
        assert_eq!(sum(&[f64::MAX, f64::MAX, -f64::MAX]), f64::MAX);
        assert_eq!(sum(&[5e-324, 5e-324]), 1e-323);
        assert_eq!(sum(&[-5e-324]), -5e-324);
        assert_eq!(sum(&[1.0, 2f64.powi(-53)]), 1.0);
        assert_eq!(sum(&[1.0, 2f64.powi(-53), 5e-324]), 1.0 + f64::EPSILON);
        assert_eq!(sum(&[3.5, -3.5]), 0.0);
    }
}
