//! BigInts: cells with a sign and the 64-bit limbs of the magnitude, least significant first and
//! without leading zeros; 0 has no limbs and no sign. They are values, not objects: never changed once
//! made, compared by what they stand for. What does not fit one limb is computed by `num_bigint`,
//! on copies. The operators are in `bigint_ops.rs`.

use crate::bare::{BigInt, JsString, Value};
use crate::context::{Context, Scope};
use crate::convert::Hint;
use crate::number::trim;
use crate::throw::{JsResult, Throw};
use crate::values;
use crate::values::{MAX_BIGINT_BITS, MAX_LENGTH};
use num_bigint::BigInt as Big;
use yarrow_values::whole_to_big;

/// Bytes that parsing takes for each digit: the text and its digits, and the number twice.
const PER_DIGIT: u64 = 3;

/// Bytes that the text of a BigInt takes while it is made, for each byte of the BigInt: up to 8 digits, twice, and copies of
/// the number. Measured: 11 in radix 10.
const TO_TEXT: u64 = 20;

/// Bytes that an operator takes which goes once through its operands, of so many bits together: copies of them and of
/// the result.
pub(crate) fn linear(bits: u64) -> u64 {
    bits / 8 * 3
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
    /// Throws if the heap's limit leaves less than so many bytes for the copies that `num_bigint` computes on.
    pub(crate) fn require_scratch(&mut self, bytes: u64) -> JsResult<()> {
        let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
        if self.store.has_room(bytes) { Ok(()) } else { Err(self.throw_out_of_memory()) }
    }

    pub(crate) fn new_bigint(&mut self, n: &Big) -> JsResult<BigInt> {
        if n.bits() > MAX_BIGINT_BITS {
            return Err(self.throw_bigint_too_big());
        }
        Ok(self.store.new_big(n)?)
    }

    /// The BigInt of a literal, its decimal digits given.
    pub(crate) fn new_bigint_from_text(&mut self, digits: &str) -> JsResult<Value> {
        if let (true, Ok(n)) = (digits.len() < 20, digits.parse::<u64>()) {
            return Ok(self.store.new_bigint_i128(i128::from(n))?.value());
        }
        self.require_scratch(PER_DIGIT * digits.len() as u64)?;
        match parse_digits(digits.as_bytes(), 10) {
            Some(n) => Ok(self.new_bigint(&n)?.value()),
            None => Err(self.throw_no_bigint(digits)),
        }
    }

    pub(crate) fn throw_bigint_too_big(&mut self) -> Throw {
        self.throw_range_error(format_args!("Maximum BigInt size exceeded"))
    }

    pub(crate) fn throw_no_bigint(&mut self, text: &str) -> Throw {
        self.throw_syntax_error(format_args!("Cannot convert {text} to a BigInt"))
    }

    /// StringToBigInt (7.1.14): `None` for text that spells none.
    pub(crate) fn string_to_bigint(&mut self, s: JsString) -> JsResult<Option<BigInt>> {
        let flat = self.store.flat(s)?;
        let chars = trim(flat.chars());
        self.require_scratch(PER_DIGIT * chars.len() as u64)?;
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
    pub(crate) fn number_to_bigint(&mut self, d: f64) -> JsResult<BigInt> {
        if !d.is_finite() || d.trunc() != d {
            let text = crate::number::format_number(d);
            return Err(self.throw_range_error(format_args!(
                "The number {text} cannot be converted to a BigInt because it is not an integer"
            )));
        }
        if d.abs() < 1e38 { Ok(self.store.new_bigint_i128(d as i128)?) } else { self.new_bigint(&whole_to_big(d)) }
    }

    /// BigInt::toString (6.1.6.2.23), in a radix from 2 to 36
    pub(crate) fn bigint_to_string(&mut self, b: BigInt, radix: u32) -> JsResult<JsString> {
        if let (10, Some(i)) = (radix, b.small()) {
            return Ok(self.store.new_string(&i.to_string())?);
        }
        // At the least: each digit has fewer bits than the next power of two.
        if b.bits() / u64::from(32 - (radix - 1).leading_zeros()) > MAX_LENGTH as u64 {
            return Err(self.throw_range_error(format_args!("Invalid string length")));
        }
        self.require_scratch(b.bits() / 8 * TO_TEXT)?;
        Ok(self.store.new_string(&b.to_big().to_str_radix(radix))?)
    }

    /// BigInt.asUintN (21.2.2.2)
    pub(crate) fn bigint_as_uint_n(&mut self, bits: u64, b: BigInt) -> JsResult<BigInt> {
        if !b.is_negative() && b.bits() <= bits {
            return Ok(b);
        }
        if bits == 0 {
            return Ok(self.store.new_bigint_i128(0)?);
        }
        if bits > MAX_BIGINT_BITS {
            return Err(self.throw_bigint_too_big());
        }
        self.require_scratch(linear(b.bits() + bits))?;
        let mask = (Big::from(1) << bits) - 1;
        self.new_bigint(&(b.to_big() & mask))
    }

    /// BigInt.asIntN (21.2.2.1)
    pub(crate) fn bigint_as_int_n(&mut self, bits: u64, b: BigInt) -> JsResult<BigInt> {
        if b.bits() < bits {
            return Ok(b);
        }
        if bits == 0 {
            return Ok(self.store.new_bigint_i128(0)?);
        }
        self.require_scratch(linear(b.bits() + bits))?;
        let modulus = Big::from(1) << bits;
        let rest: Big = b.to_big() & (&modulus - 1);
        let rest = if rest.bit(bits - 1) { rest - modulus } else { rest };
        self.new_bigint(&rest)
    }
}

impl<'s> Scope<'s> {
    /// ToBigInt (7.1.13)
    pub fn to_bigint(&mut self, v: values::Value<'_>) -> JsResult<values::BigInt<'s>> {
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
}
