//! What operands must be. What neither way to run the language ever passes is a bug of ours, and panics here.

use crate::values::{FlatString, JsString, Object, Symbol, Value};
use yarrow_abi::kinds::Kind;
use yarrow_abi::layout::CellKind;

#[cold]
#[inline(never)]
pub(crate) fn unexpected(v: Value<'_>, what: &str) -> ! {
    panic!("{v:?} where {what} is expected")
}

/// The object that an operand must be.
#[must_use]
pub fn expect_object(v: Value<'_>) -> Object<'_> {
    v.as_object().unwrap_or_else(|| unexpected(v, "an object"))
}

/// The function that an operand must be.
#[must_use]
pub fn expect_function(v: Value<'_>) -> Object<'_> {
    v.as_kind(CellKind::Function).unwrap_or_else(|| unexpected(v, "a function"))
}

/// The generator that an operand must be.
#[must_use]
pub fn expect_generator(v: Value<'_>) -> Object<'_> {
    v.as_kind(CellKind::Generator).unwrap_or_else(|| unexpected(v, "a generator"))
}

/// The string that an operand must be.
#[must_use]
pub fn expect_string(v: Value<'_>) -> JsString<'_> {
    v.as_string().unwrap_or_else(|| unexpected(v, "a string"))
}

/// The interned string that an operand must be: those of a program are.
#[must_use]
#[inline]
pub fn expect_atom(v: Value<'_>) -> FlatString<'_> {
    v.as_string().and_then(JsString::as_unroped).unwrap_or_else(|| unexpected(v, "an atom"))
}

/// The private name that an operand must be.
#[must_use]
pub fn expect_private_name(v: Value<'_>) -> Symbol<'_> {
    v.as_symbol().unwrap_or_else(|| unexpected(v, "a private name"))
}

/// The member of an enumeration that a number from the other side of the interface must stand for.
#[must_use]
pub fn expect_kind<K: Kind>(number: u64) -> K {
    #[cold]
    #[inline(never)]
    fn unknown(number: u64, what: &str) -> ! {
        panic!("{number} where a number of {what} is expected")
    }
    u32::try_from(number).ok().and_then(K::from_u32).unwrap_or_else(|| unknown(number, K::ENUMERATION.name()))
}
