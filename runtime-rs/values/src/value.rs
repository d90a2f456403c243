//! A JavaScript value: one word, encoded as [`yarrow_abi::value`] says.

use crate::header::{CellHeader, Layout};
use std::marker::PhantomData;
use yarrow_abi::layout::CellKind;
use yarrow_abi::value as bits;

/// Any value; its cell, if it has one, is alive for `'s`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Value<'s>(u64, PhantomData<&'s ()>);

impl<'s> Value<'s> {
    pub const UNDEFINED: Self = Value::word(bits::UNDEFINED);
    pub const NULL: Self = Value::word(bits::NULL);
    pub const TRUE: Self = Value::word(bits::TRUE);
    pub const FALSE: Self = Value::word(bits::FALSE);
    pub const HOLE: Self = Value::word(bits::HOLE);
    pub const TDZ: Self = Value::word(bits::TDZ);
    pub const EXCEPTION: Self = Value::word(bits::EXCEPTION);
    pub const ITER_DONE: Self = Value::word(bits::ITER_DONE);
    /// The word of zeroed memory: not a value.
    pub const EMPTY: Self = Value::word(0);

    const fn word(word: u64) -> Self {
        Value(word, PhantomData)
    }

    /// # Safety
    /// `word` encodes a value whose cell, if it is one, is alive for `'s`.
    #[must_use]
    pub const unsafe fn from_bits(word: u64) -> Self {
        Value::word(word)
    }

    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    pub(crate) fn from_cell<T>(cell: *const T) -> Self {
        Value::word(cell as u64)
    }

    #[must_use]
    pub const fn int(i: i32) -> Self {
        Value::word(bits::encode_int(i))
    }

    /// A number, as an integer where it is one.
    #[must_use]
    pub const fn number(d: f64) -> Self {
        Value::word(bits::encode_number(d))
    }

    #[must_use]
    pub const fn bool(b: bool) -> Self {
        Value::word(bits::encode_bool(b))
    }

    #[must_use]
    pub const fn is_undefined(self) -> bool {
        self.0 == bits::UNDEFINED
    }

    #[must_use]
    pub const fn is_null(self) -> bool {
        self.0 == bits::NULL
    }

    /// `undefined` or `null`.
    #[must_use]
    pub const fn is_nullish(self) -> bool {
        self.0 == bits::UNDEFINED || self.0 == bits::NULL
    }

    #[must_use]
    pub const fn is_hole(self) -> bool {
        self.0 == bits::HOLE
    }

    #[must_use]
    pub const fn is_bool(self) -> bool {
        self.0 == bits::TRUE || self.0 == bits::FALSE
    }

    #[must_use]
    pub const fn is_number(self) -> bool {
        bits::is_number(self.0)
    }

    #[must_use]
    pub const fn is_cell(self) -> bool {
        bits::is_cell(self.0)
    }

    #[must_use]
    pub const fn is_exception(self) -> bool {
        self.0 == bits::EXCEPTION
    }

    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.0 {
            bits::TRUE => Some(true),
            bits::FALSE => Some(false),
            _ => None,
        }
    }

    /// The integer, if it is encoded as one.
    #[must_use]
    pub fn as_int(self) -> Option<i32> {
        bits::is_int(self.0).then(|| bits::decode_int(self.0))
    }

    #[must_use]
    pub fn as_number(self) -> Option<f64> {
        if bits::is_int(self.0) {
            Some(f64::from(bits::decode_int(self.0)))
        } else if bits::is_number(self.0) {
            Some(bits::decode_double(self.0))
        } else {
            None
        }
    }

    /// Where the cell lies, if the value has one.
    #[must_use]
    pub fn address(self) -> Option<*mut u8> {
        self.is_cell().then_some(self.0 as *mut u8)
    }

    fn header(self) -> Option<&'s CellHeader> {
        // SAFETY: the cell of a value is alive for its lifetime.
        self.is_cell().then(|| unsafe { &*(self.0 as *const CellHeader) })
    }

    /// The cell, if it has this layout.
    pub fn layout<L: Layout>(self) -> Option<&'s L> {
        // SAFETY: the header says that the cell has the layout, and it is alive for 's.
        self.header().filter(|h| L::fits(h)).map(|_| unsafe { &*(self.0 as *const L) })
    }

    /// The kind byte of a cell.
    #[must_use]
    pub fn kind_byte(self) -> Option<u8> {
        self.header().map(CellHeader::kind)
    }

    #[must_use]
    pub fn is_kind(self, kind: CellKind) -> bool {
        self.kind_byte() == Some(kind as u8)
    }

    #[must_use]
    pub fn is_object(self) -> bool {
        self.kind_byte().is_some_and(|k| k >= CellKind::FIRST_OBJECT)
    }

    #[must_use]
    pub fn is_string(self) -> bool {
        self.is_kind(CellKind::String)
    }

    #[must_use]
    pub fn is_symbol(self) -> bool {
        self.is_kind(CellKind::Symbol)
    }

    #[must_use]
    pub fn is_bigint(self) -> bool {
        self.is_kind(CellKind::BigInt)
    }

    #[must_use]
    pub fn is_callable(self) -> bool {
        self.is_kind(CellKind::Function)
    }
}

impl From<bool> for Value<'_> {
    fn from(b: bool) -> Self {
        Value::bool(b)
    }
}

impl From<i32> for Value<'_> {
    fn from(i: i32) -> Self {
        Value::int(i)
    }
}

impl From<u32> for Value<'_> {
    fn from(i: u32) -> Self {
        Value::number(f64::from(i))
    }
}

impl From<f64> for Value<'_> {
    fn from(d: f64) -> Self {
        Value::number(d)
    }
}

impl std::fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            bits::UNDEFINED => f.write_str("undefined"),
            bits::NULL => f.write_str("null"),
            bits::TRUE => f.write_str("true"),
            bits::FALSE => f.write_str("false"),
            w => match self.as_number() {
                Some(d) => write!(f, "{d}"),
                None => match self.as_bigint() {
                    Some(b) => write!(f, "{}n", b.to_rust()),
                    None => write!(f, "Value({w:#x})"),
                },
            },
        }
    }
}
