//! BigInts as their cells: a sign and the 64-bit limbs of the magnitude, least significant first and without leading
//! zeros; 0 has no limbs and no sign.

use crate::Value;
use crate::cell::CellHeader;
use crate::hash::hash_words;
use num_bigint::{BigInt as Big, BigUint, Sign};
use std::cmp::Ordering;
use std::marker::PhantomData;
use std::mem::{offset_of, size_of};
use std::ptr::NonNull;
use yarrow_abi::layout::CELL_SHAPE;

/// Longest magnitude, in bits (as in V8).
pub const MAX_BIGINT_BITS: u64 = 1 << 30;

/// Flag of the cell.
pub(crate) const NEGATIVE: u8 = 1;

#[repr(C)]
pub(crate) struct BigIntCell {
    /// Its word is 0, as the shape of what has no properties.
    pub header: CellHeader,
    /// Number of limbs, which follow the cell.
    pub limbs: u64,
}

const _: () = {
    assert!(offset_of!(BigIntCell, header) as i32 == CELL_SHAPE);
    assert!(size_of::<BigIntCell>() == 16);
};

/// A BigInt that is alive for `'s`.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct BigInt<'s>(NonNull<BigIntCell>, PhantomData<&'s ()>);

impl<'s> BigInt<'s> {
    /// # Safety
    /// `cell` is a BigInt that is alive for `'s`.
    pub unsafe fn from_ptr(cell: *mut u8) -> Self {
        // SAFETY: the caller's cell is not null.
        BigInt(unsafe { NonNull::new_unchecked(cell.cast()) }, PhantomData)
    }

    #[must_use]
    pub fn value(self) -> Value<'s> {
        Value::from_cell(self.0.as_ptr())
    }

    fn cell(&self) -> &BigIntCell {
        // SAFETY: a BigInt is alive for its lifetime.
        unsafe { self.0.as_ref() }
    }

    #[must_use]
    pub fn is_negative(self) -> bool {
        self.cell().header.flags.get() & NEGATIVE != 0
    }

    #[must_use]
    pub fn is_zero(self) -> bool {
        self.cell().limbs == 0
    }

    /// The magnitude, least significant limb first.
    #[must_use]
    pub fn limbs(self) -> &'s [u64] {
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

    pub fn to_big(self) -> Big {
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

    pub fn hash(self) -> u64 {
        hash_words(self.is_negative(), self.limbs())
    }

    /// BigInt::equal (6.1.6.2.13)
    #[must_use]
    pub fn equals(self, other: BigInt<'_>) -> bool {
        self.is_negative() == other.is_negative() && self.limbs() == other.limbs()
    }

    #[must_use]
    pub fn compare(self, other: BigInt<'_>) -> Ordering {
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
pub fn whole_to_big(d: f64) -> Big {
    let bits = d.abs().to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1075;
    let mantissa = BigUint::from(bits & ((1 << 52) - 1) | u64::from(d != 0.0) << 52);
    let magnitude = if exponent >= 0 { mantissa << exponent } else { mantissa >> -exponent };
    Big::from_biguint(if d < 0.0 { Sign::Minus } else { Sign::Plus }, magnitude)
}

impl<'s> Value<'s> {
    #[must_use]
    pub fn as_bigint(self) -> Option<BigInt<'s>> {
        // SAFETY: the kind says that the cell is a BigInt.
        self.is_bigint().then(|| unsafe { BigInt::from_ptr(self.bits() as *mut u8) })
    }
}

impl<'s> From<BigInt<'s>> for Value<'s> {
    fn from(b: BigInt<'s>) -> Self {
        b.value()
    }
}
