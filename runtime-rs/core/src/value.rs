//! A JavaScript value: one word, encoded as [`yarrow_abi::value`] says.
//!
//! A `Value` is `Copy` and carries no lifetime. **The rooting rule**: a value that is a cell stays
//! valid until the next call that may run JavaScript (and so collect); hold it in a root
//! ([`crate::Context::root`]) across such calls. Nothing else collects.

use crate::cell::CellHeader;
use crate::object::Object;
use crate::string::JsString;
use crate::symbol::Symbol;
use yarrow_abi::layout::CellKind;
use yarrow_abi::value as bits;

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Value(u64);

impl Value {
    pub const UNDEFINED: Value = Value(bits::UNDEFINED);
    pub const NULL: Value = Value(bits::NULL);
    pub const TRUE: Value = Value(bits::TRUE);
    pub const FALSE: Value = Value(bits::FALSE);
    pub const HOLE: Value = Value(bits::HOLE);
    pub const TDZ: Value = Value(bits::TDZ);
    pub const EXCEPTION: Value = Value(bits::EXCEPTION);
    pub const ITER_DONE: Value = Value(bits::ITER_DONE);
    /// The word of zeroed memory: not a value.
    pub const EMPTY: Value = Value(0);

    /// # Safety
    /// `word` encodes a value whose cell, if it is one, is alive.
    #[must_use]
    pub const unsafe fn from_bits(word: u64) -> Value {
        Value(word)
    }

    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    pub(crate) fn from_cell<T>(cell: *const T) -> Value {
        Value(cell as u64)
    }

    #[must_use]
    pub const fn int(i: i32) -> Value {
        Value(bits::encode_int(i))
    }

    /// A number, as an integer where it is one.
    #[must_use]
    pub const fn number(d: f64) -> Value {
        Value(bits::encode_number(d))
    }

    #[must_use]
    pub const fn bool(b: bool) -> Value {
        Value(bits::encode_bool(b))
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

    pub(crate) fn cell(self) -> Option<*mut CellHeader> {
        self.is_cell().then_some(self.0 as *mut CellHeader)
    }

    /// The kind byte of a cell.
    #[must_use]
    pub fn kind_byte(self) -> Option<u8> {
        // SAFETY: a value that is a cell points to a live one (the rooting rule).
        self.cell().map(|c| unsafe { (*c).kind })
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
    pub fn as_object(self) -> Option<Object> {
        // SAFETY: the kind says that the cell is an object.
        self.is_object().then(|| unsafe { Object::from_ptr(self.0 as *mut u8) })
    }

    /// The object, if it is one of this kind.
    #[must_use]
    pub fn as_kind(self, kind: CellKind) -> Option<Object> {
        self.as_object().filter(|o| o.kind_byte() == kind as u8)
    }

    #[must_use]
    pub fn is_string(self) -> bool {
        self.is_kind(CellKind::String)
    }

    #[must_use]
    pub fn as_string(self) -> Option<JsString> {
        // SAFETY: the kind says that the cell is a string.
        self.is_string().then(|| unsafe { JsString::from_ptr(self.0 as *mut u8) })
    }

    #[must_use]
    pub fn is_symbol(self) -> bool {
        self.is_kind(CellKind::Symbol)
    }

    #[must_use]
    pub fn as_symbol(self) -> Option<Symbol> {
        // SAFETY: the kind says that the cell is a symbol.
        self.is_symbol().then(|| unsafe { Symbol::from_ptr(self.0 as *mut u8) })
    }

    #[must_use]
    pub fn is_callable(self) -> bool {
        self.is_kind(CellKind::Function)
    }
}

impl From<bool> for Value {
    fn from(b: bool) -> Value {
        Value::bool(b)
    }
}

impl From<i32> for Value {
    fn from(i: i32) -> Value {
        Value::int(i)
    }
}

impl From<u32> for Value {
    fn from(i: u32) -> Value {
        Value::number(f64::from(i))
    }
}

impl From<f64> for Value {
    fn from(d: f64) -> Value {
        Value::number(d)
    }
}

impl From<Object> for Value {
    fn from(o: Object) -> Value {
        o.value()
    }
}

impl From<JsString> for Value {
    fn from(s: JsString) -> Value {
        s.value()
    }
}

impl From<crate::string::FlatString> for Value {
    fn from(s: crate::string::FlatString) -> Value {
        s.value()
    }
}

impl From<Symbol> for Value {
    fn from(s: Symbol) -> Value {
        s.value()
    }
}

impl std::fmt::Debug for Value {
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
