//! Property keys, attributes and descriptors.

use crate::hash::mix;
use crate::ordered::TableKey;

/// Without a lifetime: nothing here collects.
type JsString = crate::JsString<'static>;
type PropertyKey = crate::PropertyKey<'static>;
type Value = crate::Value<'static>;

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
