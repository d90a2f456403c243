//! BigInts: cells with a sign and the 64-bit limbs of the magnitude, least significant first and
//! without leading zeros; 0 has no limbs and no sign. They are values, not objects: never changed once
//! made, compared by what they stand for. What does not fit one limb is computed by `num_bigint`,
//! on copies. The operators are in `bigint_ops.rs`.

use crate::cell::CellHeader;
use crate::context::Context;
use crate::convert::Hint;
use crate::error::{JsResult, Throw};
use crate::number::trim;
use crate::ordered::mix;
use crate::string::{JsString, MAX_LENGTH};
use crate::value::Value;
use num_bigint::{BigInt as Big, BigUint, Sign};
use std::cmp::Ordering;
use std::mem::{offset_of, size_of};
use std::ptr::NonNull;
use yarrow_abi::layout::{CELL_SHAPE, CellKind};

/// Longest magnitude, in bits (as in V8).
pub const MAX_BIGINT_BITS: u64 = 1 << 30;

const NEGATIVE: u8 = 1;

#[repr(C)]
pub(crate) struct BigIntCell {
    /// Its word is 0, as the shape of what has no properties.
    header: CellHeader,
    /// Number of limbs, which follow the cell.
    limbs: u64,
}

const _: () = {
    assert!(offset_of!(BigIntCell, header) as i32 == CELL_SHAPE);
    assert!(size_of::<BigIntCell>() == 16);
};

#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct BigInt(NonNull<BigIntCell>);

impl BigInt {
    #[must_use]
    pub fn value(self) -> Value {
        Value::from_cell(self.0.as_ptr())
    }

    fn cell(&self) -> &BigIntCell {
        // SAFETY: a BigInt in hand is alive (the rooting rule).
        unsafe { self.0.as_ref() }
    }

    #[must_use]
    pub fn is_negative(self) -> bool {
        self.cell().header.flags & NEGATIVE != 0
    }

    #[must_use]
    pub fn is_zero(self) -> bool {
        self.cell().limbs == 0
    }

    /// The magnitude, least significant limb first.
    #[must_use]
    pub fn limbs(&self) -> &[u64] {
        let count = self.cell().limbs as usize;
        // SAFETY: so many limbs follow the cell, which is alive and never changes.
        unsafe { std::slice::from_raw_parts(self.0.as_ptr().add(1).cast(), count) }
    }

    /// Length of the magnitude in bits.
    #[must_use]
    pub fn bits(self) -> u64 {
        match self.limbs().split_last() {
            Some((last, rest)) => rest.len() as u64 * 64 + u64::from(64 - last.leading_zeros()),
            None => 0,
        }
    }

    /// The number, if its magnitude has at most one limb.
    #[must_use]
    pub fn small(self) -> Option<i128> {
        let magnitude = match *self.limbs() {
            [] => 0,
            [one] => i128::from(one),
            _ => return None,
        };
        Some(if self.is_negative() { -magnitude } else { magnitude })
    }

    pub(crate) fn to_big(self) -> Big {
        let digits: Vec<u32> = self.limbs().iter().flat_map(|&l| [l as u32, (l >> 32) as u32]).collect();
        Big::new(if self.is_negative() { Sign::Minus } else { Sign::Plus }, digits)
    }

    /// The number modulo 2^64, as two's complement.
    #[must_use]
    pub fn wrap_u64(self) -> u64 {
        let low = self.limbs().first().copied().unwrap_or(0);
        if self.is_negative() { low.wrapping_neg() } else { low }
    }

    /// The nearest double, ties to even; infinite if it is out of range.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        let limbs = self.limbs();
        let magnitude = match *limbs {
            [] => 0.0,
            [one] => one as f64,
            [.., below, last] => {
                let shift = last.leading_zeros();
                let top = if shift == 0 { last } else { last << shift | below >> (64 - shift) };
                let dropped = if shift == 0 { below != 0 } else { below << shift != 0 };
                let dropped = dropped || limbs[..limbs.len() - 2].iter().any(|&l| l != 0);
                let exponent = self.bits() - 64;
                // The lowest bit stands for all that was dropped: far below the rounding position.
                if exponent > 960 {
                    f64::INFINITY
                } else {
                    (top | u64::from(dropped)) as f64 * 2f64.powi(exponent as i32)
                }
            }
        };
        if self.is_negative() { -magnitude } else { magnitude }
    }

    pub(crate) fn hash(self) -> u64 {
        self.limbs().iter().fold(u64::from(self.is_negative()), |h, &l| mix(h ^ l).rotate_left(7))
    }

    /// BigInt::equal (6.1.6.2.13)
    #[must_use]
    pub fn equals(self, other: BigInt) -> bool {
        self.is_negative() == other.is_negative() && self.limbs() == other.limbs()
    }

    #[must_use]
    pub fn compare(self, other: BigInt) -> Ordering {
        match (self.is_negative(), other.is_negative()) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (negative, _) => {
                let (a, b) = (self.limbs(), other.limbs());
                let order = a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()));
                if negative { order.reverse() } else { order }
            }
        }
    }

    /// The exact order of this and a number; `None` for NaN.
    #[must_use]
    pub fn compare_number(self, d: f64) -> Option<Ordering> {
        if d.is_nan() {
            return None;
        }
        let sign = || if self.is_negative() { Ordering::Less } else { Ordering::Greater };
        let whole = d.trunc();
        let order = match self.small() {
            Some(i) if whole.abs() < 2f64.powi(100) => i.cmp(&(whole as i128)),
            Some(_) => return 0.0.partial_cmp(&d),
            None if d.is_infinite() => return 0.0.partial_cmp(&d),
            None if (d < 0.0) != self.is_negative() => sign(),
            None => self.to_big().cmp(&whole_to_big(whole)),
        };
        Some(match order {
            Ordering::Equal => whole.partial_cmp(&d)?,
            order => order,
        })
    }

    /// The decimal digits.
    #[must_use]
    pub fn to_rust(self) -> String {
        match self.small() {
            Some(i) => i.to_string(),
            None => self.to_big().to_str_radix(10),
        }
    }
}

/// A double that is whole.
fn whole_to_big(d: f64) -> Big {
    let bits = d.abs().to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1075;
    let mantissa = BigUint::from(bits & ((1 << 52) - 1) | u64::from(d != 0.0) << 52);
    let magnitude = if exponent >= 0 { mantissa << exponent } else { mantissa >> -exponent };
    Big::from_biguint(if d < 0.0 { Sign::Minus } else { Sign::Plus }, magnitude)
}

impl Value {
    #[must_use]
    pub fn is_bigint(self) -> bool {
        self.is_kind(CellKind::BigInt)
    }

    #[must_use]
    pub fn as_bigint(self) -> Option<BigInt> {
        let cell = self.cell().filter(|_| self.is_bigint())?;
        NonNull::new(cell.cast()).map(BigInt)
    }
}

impl From<BigInt> for Value {
    fn from(b: BigInt) -> Value {
        b.value()
    }
}

/// The number that digits of a radix spell, and nothing but digits.
fn parse_digits(digits: &[u8], radix: u32) -> Option<Big> {
    if digits.is_empty() || !digits.iter().all(|&b| char::from(b).is_digit(radix)) {
        return None;
    }
    Big::parse_bytes(digits, radix)
}

/// StringIntegerLiteral (7.1.14.1): trimmed, decimal with a sign or a prefixed literal without.
fn parse_literal(text: &[u8]) -> Option<Big> {
    match text {
        [] => Some(Big::ZERO),
        [b'0', b'x' | b'X', digits @ ..] => parse_digits(digits, 16),
        [b'0', b'o' | b'O', digits @ ..] => parse_digits(digits, 8),
        [b'0', b'b' | b'B', digits @ ..] => parse_digits(digits, 2),
        [b'-', digits @ ..] => parse_digits(digits, 10).map(|n| -n),
        [b'+', digits @ ..] => parse_digits(digits, 10),
        digits => parse_digits(digits, 10),
    }
}

impl Context {
    fn new_bigint_limbs(&mut self, negative: bool, limbs: impl ExactSizeIterator<Item = u64>) -> JsResult<BigInt> {
        let count = limbs.len();
        let cell: *mut BigIntCell = self.alloc(CellKind::BigInt, size_of::<BigIntCell>() + count * 8)?;
        // SAFETY: a fresh cell with room for the limbs behind it.
        unsafe {
            (*cell).header.flags = if negative { NEGATIVE } else { 0 };
            (*cell).limbs = count as u64;
            let at = cell.add(1).cast::<u64>();
            for (i, limb) in limbs.enumerate() {
                at.add(i).write(limb);
            }
            Ok(BigInt(NonNull::new_unchecked(cell)))
        }
    }

    pub(crate) fn new_bigint(&mut self, n: &Big) -> JsResult<BigInt> {
        if n.bits() > MAX_BIGINT_BITS {
            return Err(self.throw_bigint_too_big());
        }
        self.new_bigint_limbs(n.sign() == Sign::Minus, n.iter_u64_digits())
    }

    pub fn new_bigint_i128(&mut self, n: i128) -> JsResult<BigInt> {
        let magnitude = n.unsigned_abs();
        let limbs = [magnitude as u64, (magnitude >> 64) as u64];
        let count = if limbs[1] != 0 { 2 } else { usize::from(limbs[0] != 0) };
        self.new_bigint_limbs(n < 0, limbs[..count].iter().copied())
    }

    /// The BigInt of a literal, its decimal digits given.
    pub fn new_bigint_from_text(&mut self, digits: &str) -> JsResult<Value> {
        if let (true, Ok(n)) = (digits.len() < 20, digits.parse::<u64>()) {
            return Ok(self.new_bigint_i128(i128::from(n))?.value());
        }
        match parse_digits(digits.as_bytes(), 10) {
            Some(n) => Ok(self.new_bigint(&n)?.value()),
            None => Err(self.throw_no_bigint(digits)),
        }
    }

    pub(crate) fn throw_bigint_too_big(&mut self) -> Throw {
        self.throw_range_error(format_args!("Maximum BigInt size exceeded"))
    }

    fn throw_no_bigint(&mut self, text: &str) -> Throw {
        self.throw_syntax_error(format_args!("Cannot convert {text} to a BigInt"))
    }

    /// StringToBigInt (7.1.14): `None` for text that spells none.
    pub fn string_to_bigint(&mut self, s: JsString) -> JsResult<Option<BigInt>> {
        let flat = self.flat(s)?;
        let chars = trim(flat.chars());
        let mut text = Vec::with_capacity(chars.len());
        for unit in chars.iter() {
            match u8::try_from(unit) {
                Ok(b) if b.is_ascii() => text.push(b),
                _ => return Ok(None),
            }
        }
        match parse_literal(&text) {
            Some(n) => Ok(Some(self.new_bigint(&n)?)),
            None => Ok(None),
        }
    }

    /// NumberToBigInt (21.2.1.1.1)
    pub fn number_to_bigint(&mut self, d: f64) -> JsResult<BigInt> {
        if !d.is_finite() || d.trunc() != d {
            let text = crate::number::format_number(d);
            return Err(self.throw_range_error(format_args!(
                "The number {text} cannot be converted to a BigInt because it is not an integer"
            )));
        }
        if d.abs() < 1e38 { self.new_bigint_i128(d as i128) } else { self.new_bigint(&whole_to_big(d)) }
    }

    /// ToBigInt (7.1.13)
    pub fn to_bigint(&mut self, v: Value) -> JsResult<BigInt> {
        let v = self.to_primitive(v, Hint::Number)?;
        if let Some(b) = v.as_bigint() {
            return Ok(b);
        }
        if let Some(b) = v.as_bool() {
            return self.new_bigint_i128(i128::from(b));
        }
        if let Some(s) = v.as_string() {
            return match self.string_to_bigint(s)? {
                Some(b) => Ok(b),
                None => Err(self.throw_no_bigint(&s.to_rust())),
            };
        }
        let text = self.describe(v);
        Err(self.throw_type_error(format_args!("Cannot convert {text} to a BigInt")))
    }

    /// ToBigInt64 (7.1.15)
    pub fn to_bigint64(&mut self, v: Value) -> JsResult<i64> {
        Ok(self.to_bigint(v)?.wrap_u64() as i64)
    }

    /// ToBigUint64 (7.1.16)
    pub fn to_biguint64(&mut self, v: Value) -> JsResult<u64> {
        Ok(self.to_bigint(v)?.wrap_u64())
    }

    /// BigInt::toString (6.1.6.2.23), in a radix from 2 to 36
    pub fn bigint_to_string(&mut self, b: BigInt, radix: u32) -> JsResult<JsString> {
        if let (10, Some(i)) = (radix, b.small()) {
            return self.new_string(&i.to_string());
        }
        // At the least: each digit has fewer bits than the next power of two.
        if b.bits() / u64::from(32 - (radix - 1).leading_zeros()) > MAX_LENGTH as u64 {
            return Err(self.throw_range_error(format_args!("Invalid string length")));
        }
        self.new_string(&b.to_big().to_str_radix(radix))
    }

    /// BigInt.asUintN (21.2.2.2)
    pub fn bigint_as_uint_n(&mut self, bits: u64, b: BigInt) -> JsResult<BigInt> {
        if !b.is_negative() && b.bits() <= bits {
            return Ok(b);
        }
        if bits == 0 {
            return self.new_bigint_i128(0);
        }
        if bits > MAX_BIGINT_BITS {
            return Err(self.throw_bigint_too_big());
        }
        let mask = (Big::from(1) << bits) - 1;
        self.new_bigint(&(b.to_big() & mask))
    }

    /// BigInt.asIntN (21.2.2.1)
    pub fn bigint_as_int_n(&mut self, bits: u64, b: BigInt) -> JsResult<BigInt> {
        if b.bits() < bits {
            return Ok(b);
        }
        if bits == 0 {
            return self.new_bigint_i128(0);
        }
        let modulus = Big::from(1) << bits;
        let rest: Big = b.to_big() & (&modulus - 1);
        let rest = if rest.bit(bits - 1) { rest - modulus } else { rest };
        self.new_bigint(&rest)
    }
}
