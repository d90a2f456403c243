//! Property keys, attributes and descriptors.

use crate::context::Context;
use crate::error::JsResult;
use crate::ordered::{TableKey, mix};
use crate::string::{FlatString, JsString};
use crate::symbol::Symbol;
use crate::value::Value;

/// A property key: an array index is never a `String`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PropertyKey {
    /// An atom that does not spell an array index.
    String(FlatString),
    Symbol(Symbol),
    /// 0 to 2^32 - 2.
    Index(u32),
}

impl PropertyKey {
    /// The key that an atom spells.
    #[must_use]
    pub fn from_atom(atom: FlatString) -> PropertyKey {
        match atom.as_index() {
            Some(i) => PropertyKey::Index(i),
            None => PropertyKey::String(atom),
        }
    }

    #[must_use]
    pub fn is_symbol(self) -> bool {
        matches!(self, PropertyKey::Symbol(_))
    }

    /// The symbol, or the string's atom, or the index as a number: for rooting.
    #[must_use]
    pub fn root_value(self) -> Value {
        match self {
            PropertyKey::String(s) => s.value(),
            PropertyKey::Symbol(s) => s.value(),
            PropertyKey::Index(i) => Value::from(i),
        }
    }
}

impl From<FlatString> for PropertyKey {
    fn from(atom: FlatString) -> PropertyKey {
        PropertyKey::from_atom(atom)
    }
}

impl From<Symbol> for PropertyKey {
    fn from(symbol: Symbol) -> PropertyKey {
        PropertyKey::Symbol(symbol)
    }
}

impl From<u32> for PropertyKey {
    /// `i` is less than 2^32 - 1.
    fn from(i: u32) -> PropertyKey {
        PropertyKey::Index(i)
    }
}

/// A string or symbol key, as shapes hold it: the address of its cell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NamedKey(u64);

impl NamedKey {
    pub(crate) const NONE: NamedKey = NamedKey(0);

    #[must_use]
    pub fn value(self) -> Value {
        // SAFETY: a key in hand is alive (the rooting rule).
        unsafe { Value::from_bits(self.0) }
    }

    #[must_use]
    pub fn property_key(self) -> PropertyKey {
        let v = self.value();
        match (v.as_symbol(), v.as_string().and_then(JsString::as_flat)) {
            (Some(s), _) => PropertyKey::Symbol(s),
            (None, Some(s)) => PropertyKey::String(s),
            (None, None) => PropertyKey::Index(0),
        }
    }
}

impl From<FlatString> for NamedKey {
    fn from(s: FlatString) -> NamedKey {
        NamedKey(s.value().bits())
    }
}

impl From<Symbol> for NamedKey {
    fn from(s: Symbol) -> NamedKey {
        NamedKey(s.value().bits())
    }
}

impl TableKey for NamedKey {
    fn hash(&self) -> u64 {
        mix(self.0)
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

/// Attributes of a property, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Attrs(pub u8);

impl Attrs {
    pub const NONE: Attrs = Attrs(0);
    pub const WRITABLE: Attrs = Attrs(1);
    pub const ENUMERABLE: Attrs = Attrs(2);
    pub const CONFIGURABLE: Attrs = Attrs(4);
    /// The slot holds an accessor pair.
    pub const ACCESSOR: Attrs = Attrs(8);
    /// Writable, enumerable, configurable: what assignment makes.
    pub const ALL: Attrs = Attrs(7);
    /// Writable and configurable: what built-in methods have.
    pub const HIDDEN: Attrs = Attrs(5);

    #[must_use]
    pub const fn has(self, other: Attrs) -> bool {
        self.0 & other.0 == other.0
    }

    #[must_use]
    pub const fn with(self, other: Attrs) -> Attrs {
        Attrs(self.0 | other.0)
    }

    #[must_use]
    pub const fn without(self, other: Attrs) -> Attrs {
        Attrs(self.0 & !other.0)
    }

    #[must_use]
    pub const fn writable(self) -> bool {
        self.has(Attrs::WRITABLE)
    }

    #[must_use]
    pub const fn enumerable(self) -> bool {
        self.has(Attrs::ENUMERABLE)
    }

    #[must_use]
    pub const fn configurable(self) -> bool {
        self.has(Attrs::CONFIGURABLE)
    }

    #[must_use]
    pub const fn is_accessor(self) -> bool {
        self.has(Attrs::ACCESSOR)
    }
}

/// A property as `[[GetOwnProperty]]` answers it.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    pub attrs: Attrs,
    /// The value, or the getter (or `undefined`) of an accessor.
    pub value: Value,
    /// The setter (or `undefined`) of an accessor.
    pub setter: Value,
}

/// A Property Descriptor, fields perhaps absent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Descriptor {
    pub value: Option<Value>,
    pub getter: Option<Value>,
    pub setter: Option<Value>,
    pub writable: Option<bool>,
    pub enumerable: Option<bool>,
    pub configurable: Option<bool>,
}

impl Descriptor {
    /// A complete data descriptor.
    #[must_use]
    pub fn data(value: Value, attrs: Attrs) -> Descriptor {
        Descriptor {
            value: Some(value),
            writable: Some(attrs.writable()),
            enumerable: Some(attrs.enumerable()),
            configurable: Some(attrs.configurable()),
            ..Descriptor::default()
        }
    }

    #[must_use]
    pub fn accessor(getter: Value, setter: Value, attrs: Attrs) -> Descriptor {
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

impl Context {
    /// The key as the value that `Reflect.ownKeys` shows: a string or a symbol.
    pub fn key_to_value(&mut self, key: PropertyKey) -> JsResult<Value> {
        Ok(match key {
            PropertyKey::String(s) => s.value(),
            PropertyKey::Symbol(s) => s.value(),
            PropertyKey::Index(i) => self.index_to_string(i)?.value(),
        })
    }

    /// The key for messages.
    #[must_use]
    pub fn describe_key(&self, key: PropertyKey) -> String {
        match key {
            PropertyKey::String(s) => s.string().to_rust(),
            PropertyKey::Index(i) => i.to_string(),
            PropertyKey::Symbol(s) => match s.description().as_string() {
                Some(d) if s.is_private() => d.to_rust(),
                Some(d) => format!("Symbol({d})"),
                None => "Symbol()".to_owned(),
            },
        }
    }
}
