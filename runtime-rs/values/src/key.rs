//! Property keys, properties and descriptors.

use crate::{Attrs, FlatString, JsString, Symbol, Value};

/// A property key: an array index is never a `String`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PropertyKey<'s> {
    /// An atom that does not spell an array index.
    String(FlatString<'s>),
    Symbol(Symbol<'s>),
    /// 0 to 2^32 - 2.
    Index(u32),
}

impl<'s> PropertyKey<'s> {
    /// The key that an atom spells.
    #[must_use]
    pub fn from_atom(atom: FlatString<'s>) -> Self {
        match atom.as_index() {
            Some(i) => PropertyKey::Index(i),
            None => PropertyKey::String(atom),
        }
    }

    #[must_use]
    pub fn is_symbol(self) -> bool {
        matches!(self, PropertyKey::Symbol(_))
    }

    /// The symbol, or the string's atom, or the index as a number.
    #[must_use]
    pub fn root_value(self) -> Value<'s> {
        match self {
            PropertyKey::String(s) => s.value(),
            PropertyKey::Symbol(s) => s.value(),
            PropertyKey::Index(i) => Value::from(i),
        }
    }

    /// The opposite of [`PropertyKey::root_value`], of a value that it returned.
    #[must_use]
    pub fn of_root_value(v: Value<'s>) -> Self {
        match (v.as_symbol(), v.as_string().and_then(crate::JsString::as_unroped)) {
            (Some(s), _) => PropertyKey::Symbol(s),
            (None, Some(s)) => PropertyKey::String(s),
            (None, None) => PropertyKey::Index(v.as_number().unwrap_or(0.0) as u32),
        }
    }
}

impl<'s> From<FlatString<'s>> for PropertyKey<'s> {
    fn from(atom: FlatString<'s>) -> Self {
        PropertyKey::from_atom(atom)
    }
}

impl<'s> From<Symbol<'s>> for PropertyKey<'s> {
    fn from(symbol: Symbol<'s>) -> Self {
        PropertyKey::Symbol(symbol)
    }
}

impl From<u32> for PropertyKey<'_> {
    /// `i` is less than 2^32 - 1.
    fn from(i: u32) -> Self {
        PropertyKey::Index(i)
    }
}

/// A property as `[[GetOwnProperty]]` returns it.
#[derive(Clone, Copy, Debug)]
pub struct Property<'s> {
    pub attrs: Attrs,
    /// The value, or the getter (or `undefined`) of an accessor.
    pub value: Value<'s>,
    /// The setter (or `undefined`) of an accessor.
    pub setter: Value<'s>,
}

impl<'s> Property<'s> {
    /// The frames of the `stack` of an error that nobody has read yet: a data property whose value is made when it is asked
    /// for. It is stored as an accessor, with these frames in the place of the getter.
    #[must_use]
    pub fn pending(&self) -> Option<JsString<'s>> {
        // Most properties are no accessors: their values are not looked at.
        if self.attrs.is_accessor() { self.value.as_string() } else { None }
    }
}

/// A Property Descriptor, fields perhaps absent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Descriptor<'s> {
    pub value: Option<Value<'s>>,
    pub getter: Option<Value<'s>>,
    pub setter: Option<Value<'s>>,
    pub writable: Option<bool>,
    pub enumerable: Option<bool>,
    pub configurable: Option<bool>,
}

impl<'s> Descriptor<'s> {
    /// A complete data descriptor.
    #[must_use]
    pub fn data(value: Value<'s>, attrs: Attrs) -> Self {
        Descriptor {
            value: Some(value),
            writable: Some(attrs.writable()),
            enumerable: Some(attrs.enumerable()),
            configurable: Some(attrs.configurable()),
            ..Descriptor::default()
        }
    }

    #[must_use]
    pub fn accessor(getter: Value<'s>, setter: Value<'s>, attrs: Attrs) -> Self {
        Descriptor {
            getter: Some(getter),
            setter: Some(setter),
            enumerable: Some(attrs.enumerable()),
            configurable: Some(attrs.configurable()),
            ..Descriptor::default()
        }
    }

    #[must_use]
    pub fn is_accessor(&self) -> bool {
        self.getter.is_some() || self.setter.is_some()
    }

    #[must_use]
    pub fn is_data(&self) -> bool {
        self.value.is_some() || self.writable.is_some()
    }
}
