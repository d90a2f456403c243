//! TypedArray and DataView objects: views of a buffer, and the elements in their bytes (10.4.5, 25.1.3).
//!
//! Both kinds have the internal slots of [`View`]: buffer, byte offset, length (elements of a
//! TypedArray, bytes of a DataView; `undefined` if it follows the buffer's), and the element type.

use crate::cell::object_flags as flag;
use crate::context::Context;
use crate::error::JsResult;
use crate::object::Object;
use crate::property::Descriptor;
use crate::value::Value;
use yarrow_abi::layout::CellKind;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ElementType {
    Int8,
    Uint8,
    Uint8Clamped,
    Int16,
    Uint16,
    Int32,
    Uint32,
    Float16,
    Float32,
    Float64,
    BigInt64,
    BigUint64,
}

impl ElementType {
    pub const COUNT: usize = 12;

    pub const ALL: [ElementType; ElementType::COUNT] = [
        ElementType::Int8,
        ElementType::Uint8,
        ElementType::Uint8Clamped,
        ElementType::Int16,
        ElementType::Uint16,
        ElementType::Int32,
        ElementType::Uint32,
        ElementType::Float16,
        ElementType::Float32,
        ElementType::Float64,
        ElementType::BigInt64,
        ElementType::BigUint64,
    ];

    /// Bytes of an element.
    #[must_use]
    pub const fn size(self) -> usize {
        match self {
            ElementType::Int8 | ElementType::Uint8 | ElementType::Uint8Clamped => 1,
            ElementType::Int16 | ElementType::Uint16 | ElementType::Float16 => 2,
            ElementType::Int32 | ElementType::Uint32 | ElementType::Float32 => 4,
            ElementType::Float64 | ElementType::BigInt64 | ElementType::BigUint64 => 8,
        }
    }

    /// The name of the constructor.
    #[must_use]
    pub const fn array_name(self) -> &'static str {
        match self {
            ElementType::Int8 => "Int8Array",
            ElementType::Uint8 => "Uint8Array",
            ElementType::Uint8Clamped => "Uint8ClampedArray",
            ElementType::Int16 => "Int16Array",
            ElementType::Uint16 => "Uint16Array",
            ElementType::Int32 => "Int32Array",
            ElementType::Uint32 => "Uint32Array",
            ElementType::Float16 => "Float16Array",
            ElementType::Float32 => "Float32Array",
            ElementType::Float64 => "Float64Array",
            ElementType::BigInt64 => "BigInt64Array",
            ElementType::BigUint64 => "BigUint64Array",
        }
    }

    /// Whether the elements are BigInts.
    #[must_use]
    pub const fn is_bigint(self) -> bool {
        matches!(self, ElementType::BigInt64 | ElementType::BigUint64)
    }
}

/// What a TypedArray or DataView was made with.
#[derive(Clone, Copy, Debug)]
pub struct View<'s> {
    pub buffer: crate::values::Object<'s>,
    pub offset: usize,
    /// `None`: as much as the buffer has.
    pub length: Option<usize>,
    pub element: ElementType,
}

/// An element as it lies in memory, least significant byte first.
pub type RawElement = [u8; 8];

impl Context {
    /// A TypedArray or DataView.
    pub fn new_view(&mut self, kind: CellKind, proto: Value, view: View<'static>) -> JsResult<Object> {
        let o = self.new_object_of_kind(kind, proto, 4)?;
        o.set_internal(0, view.buffer.value());
        o.set_internal(1, Value::number(view.offset as f64));
        o.set_internal(2, view.length.map_or(Value::UNDEFINED, |n| Value::number(n as f64)));
        o.set_internal(3, Value::int(view.element as i32));
        if kind == CellKind::TypedArray {
            o.set_flag(flag::EXOTIC);
        }
        Ok(o)
    }

    /// TypedArrayLength (10.4.5.12), or the byte length of a DataView; `None` if the view is out of
    /// bounds or its buffer detached.
    #[must_use]
    pub fn typed_array_length(&self, o: Object) -> Option<usize> {
        let view = o.view()?;
        let store = view.buffer.byte_store();
        if store.detached {
            return None;
        }
        let size = if o.is(CellKind::DataView) { 1 } else { view.element.size() };
        let rest = store.bytes.len().checked_sub(view.offset)?;
        match view.length {
            None => Some(rest / size),
            Some(n) if n * size <= rest => Some(n),
            Some(_) => None,
        }
    }

    /// IsTypedArrayFixedLength (10.4.5.13)
    pub(crate) fn typed_array_is_fixed(&self, o: Object) -> bool {
        o.view().is_some_and(|v| {
            let store = v.buffer.byte_store();
            v.length.is_some() && (store.max_length.is_none() || store.shared)
        })
    }

    /// TypedArrayGetElement (10.4.5.15): `None` if the index is not valid.
    pub fn typed_array_get(&mut self, o: Object, i: u32) -> Option<Value> {
        let length = self.typed_array_length(o)?;
        if i as usize >= length {
            return None;
        }
        let view = o.view()?;
        let size = view.element.size();
        let at = view.offset + i as usize * size;
        let mut raw = RawElement::default();
        raw[..size].copy_from_slice(&view.buffer.byte_store().bytes[at..at + size]);
        // Only a BigInt needs room; at the heap's limit it reads as 0.
        Some(self.raw_to_value(view.element, raw).unwrap_or(Value::int(0)))
    }

    /// TypedArraySetElement (10.4.5.16)
    pub fn typed_array_set(&mut self, o: Object, i: Option<u32>, value: Value) -> JsResult<()> {
        let Some(view) = o.view() else { return Ok(()) };
        let raw = self.scope(|ctx| {
            ctx.root(o);
            ctx.value_to_raw(view.element, value)
        })?;
        if let Some(i) = i {
            self.typed_array_store(o, i as usize, raw);
        }
        Ok(())
    }

    /// Stores an element; nothing happens if the index is not valid.
    pub fn typed_array_store(&mut self, o: Object, i: usize, raw: RawElement) {
        if let Some(view) = o.view()
            && self.typed_array_length(o).is_some_and(|length| i < length)
        {
            let size = view.element.size();
            let at = view.offset + i * size;
            view.buffer.byte_store().bytes[at..at + size].copy_from_slice(&raw[..size]);
        }
    }

    /// `[[DefineOwnProperty]]` of an integer-indexed key (10.4.5.3)
    pub(crate) fn typed_array_define(&mut self, o: Object, i: Option<u32>, desc: &Descriptor) -> JsResult<bool> {
        let valid = i.is_some_and(|i| self.typed_array_length(o).is_some_and(|length| (i as usize) < length));
        let refused = desc.configurable == Some(false)
            || desc.enumerable == Some(false)
            || desc.is_accessor()
            || desc.writable == Some(false);
        if !valid || refused {
            return Ok(false);
        }
        if let Some(value) = desc.value {
            self.typed_array_set(o, i, value)?;
        }
        Ok(true)
    }

    /// RawBytesToNumeric (25.1.3.13)
    pub fn raw_to_value(&mut self, element: ElementType, raw: RawElement) -> JsResult<Value> {
        let half = u16::from_le_bytes([raw[0], raw[1]]);
        let word = u32::from_le_bytes([raw[0], raw[1], raw[2], raw[3]]);
        let long = u64::from_le_bytes(raw);
        Ok(match element {
            ElementType::Int8 => Value::int(i32::from(raw[0] as i8)),
            ElementType::Uint8 | ElementType::Uint8Clamped => Value::int(i32::from(raw[0])),
            ElementType::Int16 => Value::int(i32::from(half as i16)),
            ElementType::Uint16 => Value::int(i32::from(half)),
            ElementType::Int32 => Value::int(word as i32),
            ElementType::Uint32 => Value::number(f64::from(word)),
            ElementType::Float16 => Value::number(f16_to_f64(half)),
            ElementType::Float32 => Value::number(f64::from(f32::from_bits(word))),
            ElementType::Float64 => Value::number(f64::from_bits(long)),
            ElementType::BigInt64 => self.new_bigint_i128(i128::from(long as i64))?.value(),
            ElementType::BigUint64 => self.new_bigint_i128(i128::from(long))?.value(),
        })
    }

    /// NumericToRawBytes (25.1.3.16) after ToNumber or ToBigInt.
    pub fn value_to_raw(&mut self, element: ElementType, v: Value) -> JsResult<RawElement> {
        if element.is_bigint() {
            return Ok(self.to_biguint64(v)?.to_le_bytes());
        }
        let d = self.to_number(v)?;
        Ok(number_to_raw(element, d))
    }
}

/// NumericToRawBytes of a number.
#[must_use]
pub fn number_to_raw(element: ElementType, d: f64) -> RawElement {
    let bits = match element {
        ElementType::Uint8Clamped => clamp(d),
        ElementType::Float16 => u64::from(f64_to_f16(d)),
        ElementType::Float32 => u64::from((d as f32).to_bits()),
        ElementType::Float64 => d.to_bits(),
        ElementType::Int8
        | ElementType::Uint8
        | ElementType::Int16
        | ElementType::Uint16
        | ElementType::Int32
        | ElementType::Uint32
        | ElementType::BigInt64
        | ElementType::BigUint64 => u64::from(crate::number::f64_to_i32(d) as u32),
    };
    bits.to_le_bytes()
}

/// ToUint8Clamp (7.1.12): ties to even.
fn clamp(d: f64) -> u64 {
    d.round_ties_even().clamp(0.0, 255.0) as u64
}

/// The value of an IEEE 754 binary16.
fn f16_to_f64(h: u16) -> f64 {
    let sign = if h & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(h >> 10 & 0x1f), f64::from(h & 0x3ff));
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1.0 + fraction / 1024.0) * 2f64.powi(exponent - 15),
    }
}

/// The nearest binary16, ties to even.
#[must_use]
pub fn f64_to_f16(d: f64) -> u16 {
    let sign = if d.is_sign_negative() { 0x8000 } else { 0 };
    let m = d.abs();
    if m.is_nan() {
        return 0x7e00;
    }
    // Halfway between the largest finite one and 2^16 rounds to infinity.
    if m >= 65520.0 {
        return sign | 0x7c00;
    }
    if m < 2f64.powi(-14) {
        // Subnormal, or the smallest normal one after rounding: its bits follow on.
        return sign | (m * 2f64.powi(24)).round_ties_even() as u16;
    }
    let exponent = ((m.to_bits() >> 52) as i32) - 1023;
    let fraction = (m / 2f64.powi(exponent) * 1024.0).round_ties_even() as u16 - 1024;
    // A fraction that rounds up to 1024 carries into the exponent.
    sign | ((((exponent + 15) as u16) << 10) + fraction)
}

impl Object {
    /// What a TypedArray or DataView was made with; `None` for other objects.
    #[must_use]
    pub fn view(self) -> Option<View<'static>> {
        if !self.is(CellKind::TypedArray) && !self.is(CellKind::DataView) {
            return None;
        }
        let number = |i: usize| self.internal(i).as_number().map(|d| d as usize);
        Some(View {
            buffer: self.internal(0).as_object()?,
            offset: number(1)?,
            length: number(2),
            element: ElementType::ALL[number(3)?],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary16_rounds_to_even_and_back() {
        for (d, bits) in
            [(0.0, 0), (-0.0, 0x8000), (1.0, 0x3c00), (65504.0, 0x7bff), (65519.9, 0x7bff), (65520.0, 0x7c00)]
        {
            assert_eq!(f64_to_f16(d), bits, "{d}");
        }
        assert_eq!(f64_to_f16(2f64.powi(-25)), 0, "half of the least rounds to even");
        assert_eq!(f64_to_f16(2f64.powi(-25) * 1.0001), 1);
        assert_eq!(f64_to_f16(2047.5 / 2048.0 * 2.0), 0x4000, "rounding carries into the exponent");
        for h in (0..0x7c00u16).step_by(if cfg!(miri) { 61 } else { 1 }) {
            assert_eq!(f64_to_f16(f16_to_f64(h)), h);
        }
    }

    #[test]
    fn clamping_rounds_ties_to_even() {
        for (d, n) in [(0.5, 0), (1.5, 2), (2.5, 2), (254.5, 254), (255.5, 255), (-1.0, 0), (f64::NAN, 0)] {
            assert_eq!(clamp(d), n, "{d}");
        }
    }
}
