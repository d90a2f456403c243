//! Views of buffers: the elements of TypedArrays and DataViews, and how numbers lie in memory.

use crate::bare::Object;
use yarrow_abi::layout::CellKind;

pub use yarrow_abi::element_type::ElementType;

/// What a TypedArray or DataView was made with.
#[derive(Clone, Copy, Debug)]
pub struct View<'s> {
    pub buffer: crate::Object<'s>,
    pub offset: usize,
    /// `None`: as much as the buffer has.
    pub length: Option<usize>,
    pub element: ElementType,
}

/// An element as it lies in memory, least significant byte first.
pub type RawElement = [u8; 8];

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
        | ElementType::BigUint64 => u64::from(yarrow_abi::arithmetic::f64_to_i32(d) as u32),
    };
    bits.to_le_bytes()
}

/// ToUint8Clamp (7.1.12): ties to even.
fn clamp(d: f64) -> u64 {
    d.round_ties_even().clamp(0.0, 255.0) as u64
}

/// The value of an IEEE 754 binary16.
pub fn f16_to_f64(h: u16) -> f64 {
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
        // Most are small integers, which need no way over a double: each access of an element comes by here.
        let number = |i: usize| {
            let slot = self.internal(i);
            slot.as_int().map(|n| n as usize).or_else(|| slot.as_number().map(|d| d as usize))
        };
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
