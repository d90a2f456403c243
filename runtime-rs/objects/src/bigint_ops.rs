//! The operators on BigInts (6.1.6.2). None of them runs JavaScript.

use crate::bare::BigInt;
use crate::bigint::linear;
use crate::context::Context;
use crate::ops::Arithmetic;
use crate::throw::{JsResult, Throw};
use crate::values::MAX_BIGINT_BITS;
use num_bigint::BigInt as Big;

/// Bytes that a product or quotient takes whose operands have so many bits together. Measured: products by Toom-3 take 5.7
/// times their operands.
fn recursive(bits: u64) -> u64 {
    bits / 8 * 6
}

/// The operands in 64 bits, for which processors have a division, if that does not overflow.
fn narrow((x, y): (i128, i128)) -> Option<(i64, i64)> {
    i64::try_from(x).ok().zip(i64::try_from(y).ok()).filter(|&(_, y)| y != -1)
}

fn quotient(operands @ (x, y): (i128, i128)) -> i128 {
    narrow(operands).map_or_else(|| x / y, |(x, y)| i128::from(x / y))
}

fn remainder(operands @ (x, y): (i128, i128)) -> i128 {
    narrow(operands).map_or_else(|| x % y, |(x, y)| i128::from(x % y))
}

impl Context {
    pub(crate) fn throw_mixed_operands(&mut self) -> Throw {
        self.throw_type_error(format_args!("Cannot mix BigInt and other types, use explicit conversions"))
    }

    /// The number `n` if it needed no more than 128 bits, else what `exact` computes with so many bytes of scratch memory.
    fn small_or(&mut self, n: Option<i128>, scratch: u64, exact: impl FnOnce() -> Big) -> JsResult<BigInt> {
        match n {
            Some(n) => Ok(self.store.new_bigint_i128(n)?),
            None => {
                self.require_scratch(scratch)?;
                self.new_bigint(&exact())
            }
        }
    }

    /// BigInt::add (6.1.6.2.7)
    pub(crate) fn bigint_add(&mut self, a: BigInt, b: BigInt) -> JsResult<BigInt> {
        let small = a.small().zip(b.small()).map(|(x, y)| x + y);
        self.small_or(small, linear(a.bits() + b.bits()), || a.to_big() + b.to_big())
    }

    /// BigInt::unaryMinus (6.1.6.2.1)
    pub(crate) fn bigint_negate(&mut self, a: BigInt) -> JsResult<BigInt> {
        self.small_or(a.small().map(|x| -x), linear(a.bits()), || -a.to_big())
    }

    /// BigInt::bitwiseNOT (6.1.6.2.2)
    pub(crate) fn bigint_not(&mut self, a: BigInt) -> JsResult<BigInt> {
        self.small_or(a.small().map(|x| !x), linear(a.bits()), || !a.to_big())
    }

    /// The operand plus a small number: `++` and `--`.
    pub(crate) fn bigint_step(&mut self, a: BigInt, step: i32) -> JsResult<BigInt> {
        self.small_or(a.small().map(|x| x + i128::from(step)), linear(a.bits()), || a.to_big() + step)
    }

    pub(crate) fn bigint_arithmetic(&mut self, op: Arithmetic, a: BigInt, b: BigInt) -> JsResult<BigInt> {
        // Of one limb each: all results but products fit 128 bits.
        let both = a.small().zip(b.small());
        let bits = a.bits() + b.bits();
        match op {
            Arithmetic::Sub => self.small_or(both.map(|(x, y)| x - y), linear(bits), || a.to_big() - b.to_big()),
            Arithmetic::Mul => {
                if !a.is_zero() && !b.is_zero() && bits - 1 > MAX_BIGINT_BITS {
                    return Err(self.throw_bigint_too_big());
                }
                self.small_or(both.and_then(|(x, y)| x.checked_mul(y)), recursive(bits), || a.to_big() * b.to_big())
            }
            Arithmetic::Div | Arithmetic::Rem if b.is_zero() => {
                Err(self.throw_range_error(format_args!("Division by zero")))
            }
            Arithmetic::Div => self.small_or(both.map(quotient), recursive(bits), || a.to_big() / b.to_big()),
            Arithmetic::Rem => self.small_or(both.map(remainder), recursive(bits), || a.to_big() % b.to_big()),
            Arithmetic::Exp => self.bigint_exponentiate(a, b),
            Arithmetic::BitAnd => self.small_or(both.map(|(x, y)| x & y), linear(bits), || a.to_big() & b.to_big()),
            Arithmetic::BitOr => self.small_or(both.map(|(x, y)| x | y), linear(bits), || a.to_big() | b.to_big()),
            Arithmetic::BitXor => self.small_or(both.map(|(x, y)| x ^ y), linear(bits), || a.to_big() ^ b.to_big()),
            Arithmetic::Shl => self.bigint_shift(a, b, b.is_negative()),
            Arithmetic::Shr => self.bigint_shift(a, b, !b.is_negative()),
            Arithmetic::Ushr => {
                Err(self.throw_type_error(format_args!("BigInts have no unsigned right shift, use >> instead")))
            }
        }
    }

    /// BigInt::exponentiate (6.1.6.2.3)
    fn bigint_exponentiate(&mut self, base: BigInt, exponent: BigInt) -> JsResult<BigInt> {
        if exponent.is_negative() {
            return Err(self.throw_range_error(format_args!("Exponent must be non-negative")));
        }
        if exponent.is_zero() {
            return Ok(self.store.new_bigint_i128(1)?);
        }
        if let Some(n @ -1..=1) = base.small() {
            let even = exponent.wrap_u64().is_multiple_of(2);
            return Ok(self.store.new_bigint_i128(if even { n * n } else { n })?);
        }
        // The result has at least so many bits.
        let bits = exponent.small().and_then(|e| (i128::from(base.bits()) - 1).checked_mul(e));
        match (bits, exponent.small().map(u32::try_from)) {
            (Some(bits), Some(Ok(e))) if bits < i128::from(MAX_BIGINT_BITS) => {
                let small = base.small().and_then(|x| x.checked_pow(e));
                let most = base.bits().saturating_mul(u64::from(e));
                self.small_or(small, recursive(most), || base.to_big().pow(e))
            }
            _ => Err(self.throw_bigint_too_big()),
        }
    }

    /// BigInt::leftShift (6.1.6.2.9) and signedRightShift, by the magnitude of `by`.
    fn bigint_shift(&mut self, a: BigInt, by: BigInt, right: bool) -> JsResult<BigInt> {
        if a.is_zero() || by.is_zero() {
            return Ok(a);
        }
        let count = match *by.limbs() {
            [count] => count,
            _ => u64::MAX,
        };
        if right {
            if count >= a.bits() {
                return Ok(self.store.new_bigint_i128(if a.is_negative() { -1 } else { 0 })?);
            }
            // Both round towards negative infinity.
            return self.small_or(a.small().map(|x| x >> count), linear(a.bits()), || a.to_big() >> count);
        }
        if count > MAX_BIGINT_BITS || a.bits() + count > MAX_BIGINT_BITS {
            return Err(self.throw_bigint_too_big());
        }
        let small = a.small().filter(|_| count < 63).map(|x| x << count);
        self.small_or(small, linear(a.bits() + count), || a.to_big() << count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    fn big(ctx: &mut Context, text: &str) -> BigInt {
        let s = ctx.store.new_string(text).expect("room");
        ctx.string_to_bigint(s).expect("room").unwrap_or_else(|| panic!("no BigInt: {text}"))
    }

    fn message(ctx: &mut Context, throw: Throw) -> String {
        ctx.enter(|ctx| {
            let error = ctx.caught(throw).as_object();
            error.and_then(|e| ctx.own_text(e, ctx.names.message)).unwrap_or_default()
        })
    }

    #[test]
    fn arithmetic_is_exact_on_both_sides_of_a_limb() {
        use Arithmetic::{BitAnd, BitOr, BitXor, Div, Exp, Mul, Rem, Shl, Shr, Sub, Ushr};
        let ctx = &mut *Context::new();
        for (op, a, b, expected) in [
            (Sub, "0", "18446744073709551615", "-18446744073709551615"),
            (Sub, "-18446744073709551616", "1", "-18446744073709551617"),
            (Mul, "18446744073709551615", "18446744073709551615", "340282366920938463426481119284349108225"),
            (Mul, "-18446744073709551616", "3", "-55340232221128654848"),
            (Div, "-7", "2", "-3"),
            (Div, "340282366920938463463374607431768211456", "18446744073709551616", "18446744073709551616"),
            (Rem, "-7", "2", "-1"),
            (Rem, "7", "-2", "1"),
            (Rem, "-340282366920938463463374607431768211457", "18446744073709551616", "-1"),
            (Exp, "2", "64", "18446744073709551616"),
            (Exp, "-3", "3", "-27"),
            (Exp, "0", "0", "1"),
            (Exp, "-1", "99999999999999999999999999999999", "-1"),
            (BitAnd, "-2", "0xff", "254"),
            (BitAnd, "-18446744073709551617", "0x1ffffffffffffffff", "18446744073709551615"),
            (BitOr, "-8", "3", "-5"),
            (BitXor, "-1", "18446744073709551616", "-18446744073709551617"),
            (Shl, "1", "70", "1180591620717411303424"),
            (Shl, "-5", "-1", "-3"),
            (Shr, "-5", "1", "-3"),
            (Shr, "-18446744073709551617", "64", "-2"),
            (Shr, "5", "340282366920938463463374607431768211456", "0"),
            (Shr, "-5", "340282366920938463463374607431768211456", "-1"),
            (Div, "1", "0", "Division by zero"),
            (Exp, "2", "-1", "Exponent must be non-negative"),
            (Exp, "2", "1073741824", "Maximum BigInt size exceeded"),
            (Exp, "10", "99999999999999999999", "Maximum BigInt size exceeded"),
            (Shl, "1", "1073741824", "Maximum BigInt size exceeded"),
            (Shr, "1", "-99999999999999999999", "Maximum BigInt size exceeded"),
            (Ushr, "1", "1", "BigInts have no unsigned right shift, use >> instead"),
        ] {
            let (x, y) = (big(ctx, a), big(ctx, b));
            let got = match ctx.bigint_arithmetic(op, x, y) {
                Ok(n) => n.to_rust(),
                Err(throw) => message(ctx, throw),
            };
            assert_eq!(got, expected, "{op:?} {a} {b}");
        }
    }

    #[test]
    fn text_is_an_integer_literal_or_nothing() {
        let ctx = &mut *Context::new();
        for (text, expected) in [
            ("", Some("0")),
            (" \n12\u{a0}", Some("12")),
            ("-0", Some("0")),
            ("+7", Some("7")),
            ("-0012", Some("-12")),
            ("0XfF", Some("255")),
            ("0b101", Some("5")),
            ("0o17", Some("15")),
            ("-0x1", None),
            ("0x", None),
            ("1n", None),
            ("1_0", None),
            ("1.0", None),
            ("1e3", None),
            ("--1", None),
            ("+-1", None),
            ("0x-1", None),
            ("Infinity", None),
            ("\u{661}", None),
        ] {
            let s = ctx.store.new_string(text).expect("room");
            let got = ctx.string_to_bigint(s).expect("room").map(|b| b.to_rust());
            assert_eq!(got.as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_compare_exactly_and_round_once() {
        let ctx = &mut *Context::new();
        for (text, d, order) in [
            ("9007199254740993", 9_007_199_254_740_992.0, Some(Ordering::Greater)),
            ("1", 1.5, Some(Ordering::Less)),
            ("-1", -1.5, Some(Ordering::Greater)),
            ("0", -0.0, Some(Ordering::Equal)),
            ("0", 5e-324, Some(Ordering::Less)),
            ("18446744073709551616", 18_446_744_073_709_551_616.0, Some(Ordering::Equal)),
            ("18446744073709551617", 18_446_744_073_709_551_616.0, Some(Ordering::Greater)),
            ("-18446744073709551617", 5.0, Some(Ordering::Less)),
            ("18446744073709551617", f64::INFINITY, Some(Ordering::Less)),
            ("18446744073709551617", f64::MAX, Some(Ordering::Less)),
            ("1", f64::NEG_INFINITY, Some(Ordering::Greater)),
            ("1", f64::NAN, None),
        ] {
            assert_eq!(big(ctx, text).compare_number(d), order, "{text} {d}");
        }
        for (text, d) in [
            ("9007199254740993", 9_007_199_254_740_992.0),
            ("9007199254740995", 9_007_199_254_740_996.0),
            ("18446744073709552640", 18_446_744_073_709_551_616.0),
            ("18446744073709554689", 18_446_744_073_709_555_712.0),
            ("-340282366920938463463374607431768211456", -(2f64.powi(128))),
        ] {
            assert_eq!(big(ctx, text).to_f64(), d, "{text}");
        }
        let one = big(ctx, "1");
        for (shift, finite) in [(1023, true), (1024, false)] {
            let by = ctx.store.new_bigint_i128(shift).expect("room");
            let n = ctx.bigint_arithmetic(Arithmetic::Shl, one, by).expect("room");
            assert_eq!(n.to_f64().is_finite(), finite);
        }
        let back = ctx.number_to_bigint(-1e300).expect("whole");
        assert_eq!(back.to_f64(), -1e300);
        assert!(ctx.number_to_bigint(0.5).is_err());
    }

    #[test]
    fn wrapping_to_a_number_of_bits() {
        let ctx = &mut *Context::new();
        for (bits, text, signed, unsigned) in [
            (0, "5", "0", "0"),
            (3, "25", "1", "1"),
            (3, "-1", "-1", "7"),
            (8, "128", "-128", "128"),
            (8, "-128", "-128", "128"),
            (8, "-129", "127", "127"),
            (64, "18446744073709551615", "-1", "18446744073709551615"),
            (65, "-18446744073709551616", "-18446744073709551616", "18446744073709551616"),
            (200, "-1", "-1", "1606938044258990275541962092341162602522202993782792835301375"),
        ] {
            let b = big(ctx, text);
            assert_eq!(ctx.bigint_as_int_n(bits, b).expect("room").to_rust(), signed, "{bits} {text}");
            assert_eq!(ctx.bigint_as_uint_n(bits, b).expect("room").to_rust(), unsigned, "{bits} {text}");
        }
        let minus = big(ctx, "-1");
        assert!(ctx.bigint_as_uint_n(1 << 53, minus).is_err());
        assert!(ctx.bigint_as_int_n(1 << 53, minus).is_ok());
    }
}
