//! Property keys, attributes and descriptors.

use crate::bare::{JsString, PropertyKey, Value};
use crate::hash::mix;
use crate::ordered::TableKey;

/// A string or symbol key, as shapes hold it: the address of its cell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NamedKey(u64);

impl NamedKey {
    pub const NONE: NamedKey = NamedKey(0);

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

impl From<crate::FlatString<'_>> for NamedKey {
    fn from(s: crate::FlatString<'_>) -> NamedKey {
        NamedKey(s.value().bits())
    }
}

impl From<crate::Symbol<'_>> for NamedKey {
    fn from(s: crate::Symbol<'_>) -> NamedKey {
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

impl TableKey for PropertyKey {
    fn hash(&self) -> u64 {
        mix(self.root_value().bits())
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
