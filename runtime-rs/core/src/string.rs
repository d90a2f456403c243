//! Strings without lifetimes, for code that cannot collect.

pub use yarrow_values::{Chars, MAX_LENGTH, StringBuilder};

pub type JsString = yarrow_values::JsString<'static>;
pub type FlatString = yarrow_values::FlatString<'static>;
