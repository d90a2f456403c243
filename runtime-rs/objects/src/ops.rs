//! Operators on values of any type (13.x, 7.2).

use crate::bare;
use crate::context::{Context, Scope};
use crate::convert::{Hint, plain_number};
use crate::throw::JsResult;
use crate::values::Value;
use std::cmp::Ordering;
use yarrow_abi::arithmetic::{f64_pow, f64_rem, f64_to_i32};

/// A binary operator on numbers (of either type).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arithmetic {
    Sub,
    Mul,
    Div,
    Rem,
    Exp,
    BitAnd,
    BitOr,
    BitXor,
    Shl,
    Shr,
    Ushr,
}

impl Arithmetic {
    #[must_use]
    pub fn apply(self, a: f64, b: f64) -> f64 {
        let (x, y) = (|| f64_to_i32(a), || f64_to_i32(b));
        match self {
            Arithmetic::Sub => a - b,
            Arithmetic::Mul => a * b,
            Arithmetic::Div => a / b,
            Arithmetic::Rem => f64_rem(a, b),
            Arithmetic::Exp => f64_pow(a, b),
            Arithmetic::BitAnd => f64::from(x() & y()),
            Arithmetic::BitOr => f64::from(x() | y()),
            Arithmetic::BitXor => f64::from(x() ^ y()),
            Arithmetic::Shl => f64::from(x().wrapping_shl(y() as u32)),
            Arithmetic::Shr => f64::from(x().wrapping_shr(y() as u32)),
            Arithmetic::Ushr => f64::from((x() as u32).wrapping_shr(y() as u32)),
        }
    }
}

/// What asks the kinds and contents of values alone.
impl Context {
    /// `typeof`.
    #[must_use]
    pub(crate) fn type_of(&self, v: bare::Value) -> bare::FlatString {
        let n = &self.names;
        if v.is_number() {
            n.number
        } else if v.is_string() {
            n.string
        } else if v.is_bool() {
            n.boolean
        } else if v.is_undefined() {
            n.undefined
        } else if v.is_symbol() {
            n.symbol
        } else if v.is_bigint() {
            n.bigint
        } else if v.is_callable() {
            n.function
        } else {
            n.object
        }
    }

    /// Whether two strings, or two BigInts, stand for the same.
    fn contents_equal(&mut self, a: bare::Value, b: bare::Value) -> Option<bool> {
        if let (Some(x), Some(y)) = (a.as_bigint(), b.as_bigint()) {
            return Some(x.equals(y));
        }
        let (x, y) = (a.as_string()?, b.as_string()?);
        // Flattening can only fail at the heap's limit.
        Some(self.store.strings_equal(x, y).unwrap_or_else(|_| x.same_units(y)))
    }

    /// IsStrictlyEqual (7.2.15).
    pub(crate) fn strict_equals(&mut self, a: bare::Value, b: bare::Value) -> bool {
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return x == y;
        }
        a == b || self.contents_equal(a, b).unwrap_or(false)
    }

    /// SameValue (7.2.10).
    pub(crate) fn same_value(&mut self, a: bare::Value, b: bare::Value) -> bool {
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return x.to_bits() == y.to_bits() || (x.is_nan() && y.is_nan());
        }
        self.strict_equals(a, b)
    }

    /// SameValueZero (7.2.11).
    pub(crate) fn same_value_zero(&mut self, a: bare::Value, b: bare::Value) -> bool {
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return x == y || (x.is_nan() && y.is_nan());
        }
        self.strict_equals(a, b)
    }
}

impl<'s> Scope<'s> {
    /// `a + b`.
    pub fn add(&mut self, a: Value<'_>, b: Value<'_>) -> JsResult<Value<'s>> {
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return Ok(Value::number(x + y));
        }
        if let (Some(x), Some(y)) = (a.as_string(), b.as_string()) {
            return Ok(self.concat(x, y)?.value());
        }
        if let (Some(x), Some(y)) = (a.as_bigint(), b.as_bigint()) {
            return Ok(self.bigint_add(x, y)?.value());
        }
        if !a.is_string()
            && !b.is_string()
            && let Some((x, y)) = plain_number(a).zip(plain_number(b))
        {
            return Ok(Value::number(x + y));
        }
        let a = self.to_primitive(a, Hint::Default)?;
        let b = self.to_primitive(b, Hint::Default)?;
        if a.is_string() || b.is_string() {
            let a = self.to_string(a)?;
            let b = self.to_string(b)?;
            return Ok(self.concat(a, b)?.value());
        }
        let (a, b) = (self.to_numeric(a)?, self.to_numeric(b)?);
        match (a.as_bigint(), b.as_bigint()) {
            (Some(x), Some(y)) => Ok(self.bigint_add(x, y)?.value()),
            (None, None) => Ok(Value::number(self.to_number(a)? + self.to_number(b)?)),
            _ => Err(self.throw_mixed_operands()),
        }
    }

    /// The operand of a bitwise operator whose other operand is a number.
    pub fn bitwise_operand(&mut self, v: Value<'_>) -> JsResult<f64> {
        let v = self.to_numeric(v)?;
        v.as_number().ok_or_else(|| self.throw_mixed_operands())
    }

    pub fn arithmetic(&mut self, op: Arithmetic, a: Value<'_>, b: Value<'_>) -> JsResult<Value<'s>> {
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return Ok(Value::number(op.apply(x, y)));
        }
        if let (Some(x), Some(y)) = (a.as_bigint(), b.as_bigint()) {
            return Ok(self.bigint_arithmetic(op, x, y)?.value());
        }
        if let Some((x, y)) = plain_number(a).zip(plain_number(b)) {
            return Ok(Value::number(op.apply(x, y)));
        }
        let a = self.to_numeric(a)?;
        let b = self.to_numeric(b)?;
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return Ok(Value::number(op.apply(x, y)));
        }
        match (a.as_bigint(), b.as_bigint()) {
            (Some(x), Some(y)) => Ok(self.bigint_arithmetic(op, x, y)?.value()),
            _ => Err(self.throw_mixed_operands()),
        }
    }

    /// `-v`.
    pub fn negate(&mut self, v: Value<'_>) -> JsResult<Value<'s>> {
        let v = self.to_numeric(v)?;
        match v.as_bigint() {
            Some(b) => Ok(self.bigint_negate(b)?.value()),
            None => Ok(Value::number(-self.to_number(v)?)),
        }
    }

    /// `~v`.
    pub fn bit_not(&mut self, v: Value<'_>) -> JsResult<Value<'s>> {
        let v = self.to_numeric(v)?;
        match v.as_bigint() {
            Some(b) => Ok(self.bigint_not(b)?.value()),
            None => Ok(Value::int(!self.to_int32(v)?)),
        }
    }

    /// `v + step` of a number of either type: `++` and `--`.
    pub fn step(&mut self, v: Value<'_>, step: i32) -> JsResult<Value<'s>> {
        let v = self.to_numeric(v)?;
        match v.as_bigint() {
            Some(b) => Ok(self.bigint_step(b, step)?.value()),
            None => Ok(Value::number(self.to_number(v)? + f64::from(step))),
        }
    }

    /// IsLessThan in both directions at once: the order of `a` and `b`, `None` if undefined (NaN).
    /// Operands are converted left to right.
    pub fn compare(&mut self, a: Value<'_>, b: Value<'_>) -> JsResult<Option<Ordering>> {
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            return Ok(x.partial_cmp(&y));
        }
        if !(a.is_string() && b.is_string())
            && let Some((x, y)) = plain_number(a).zip(plain_number(b))
        {
            return Ok(x.partial_cmp(&y));
        }
        let ctx = &mut self.inner();
        let a = ctx.to_primitive(a, Hint::Number)?;
        let b = ctx.to_primitive(b, Hint::Number)?;
        if let (Some(x), Some(y)) = (a.as_string(), b.as_string()) {
            let (x, y) = (ctx.flat(x)?, ctx.flat(y)?);
            return Ok(Some(x.chars().compare(y.chars())));
        }
        ctx.compare_numeric(a, b)
    }

    /// The order of two primitives that are not both strings.
    fn compare_numeric(&mut self, a: Value<'_>, b: Value<'_>) -> JsResult<Option<Ordering>> {
        if let (Some(x), Some(s)) = (a.as_bigint(), b.as_string()) {
            return Ok(self.string_to_bigint(s)?.map(|y| x.compare(y)));
        }
        if let (Some(s), Some(y)) = (a.as_string(), b.as_bigint()) {
            return Ok(self.string_to_bigint(s)?.map(|x| x.compare(y)));
        }
        let (a, b) = (self.to_numeric(a)?, self.to_numeric(b)?);
        Ok(match (a.as_bigint(), b.as_bigint()) {
            (Some(x), Some(y)) => Some(x.compare(y)),
            (Some(x), None) => x.compare_number(self.to_number(b)?),
            (None, Some(y)) => y.compare_number(self.to_number(a)?).map(Ordering::reverse),
            (None, None) => self.to_number(a)?.partial_cmp(&self.to_number(b)?),
        })
    }

    /// IsLooselyEqual (7.2.14).
    pub fn loose_equals(&mut self, a: Value<'_>, b: Value<'_>) -> JsResult<bool> {
        if a.is_nullish() || b.is_nullish() {
            return Ok(a.is_nullish() && b.is_nullish());
        }
        let same_type = self.type_of(a) == self.type_of(b) || (a.is_object() && b.is_object());
        if same_type {
            return Ok(self.strict_equals(a, b));
        }
        if let Some(x) = a.as_bool() {
            return self.loose_equals(Value::int(i32::from(x)), b);
        }
        if let Some(y) = b.as_bool() {
            return self.loose_equals(a, Value::int(i32::from(y)));
        }
        if a.is_object() {
            let ctx = &mut self.inner();
            let a = ctx.to_primitive(a, Hint::Default)?;
            return ctx.loose_equals(a, b);
        }
        if b.is_object() {
            return self.loose_equals(b, a);
        }
        if a.is_symbol() || b.is_symbol() {
            return Ok(false);
        }
        if a.is_bigint() || b.is_bigint() {
            return Ok(self.compare_numeric(a, b)? == Some(Ordering::Equal));
        }
        Ok(self.to_number(a)? == self.to_number(b)?)
    }
}
