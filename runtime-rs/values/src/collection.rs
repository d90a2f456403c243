//! The tables of Map and Set objects, and of WeakMap and WeakSet.

use crate::bare::{JsString, Object, Value};
use crate::hash::{mix, spread};
use crate::ordered::{OrderedTable, TableKey};
use crate::owner::Owned;
use crate::{OutOfMemory, Store};
use yarrow_abi::layout::CellKind;

/// A key as SameValueZero sees it: numbers in their one normal form, strings flat.
#[derive(Clone, Copy)]
pub struct MapKey(Value);

impl MapKey {
    #[must_use]
    pub fn value(self) -> Value {
        self.0
    }
}

impl TableKey for MapKey {
    #[inline]
    fn hash(&self) -> u64 {
        if !self.0.is_cell() {
            return mix(self.0.bits());
        }
        if let Some(b) = self.0.as_bigint() {
            return b.hash();
        }
        match self.0.as_string().and_then(JsString::as_flat) {
            Some(s) => spread(s.hash()),
            None => mix(self.0.bits()),
        }
    }

    #[inline]
    fn same(&self, other: &Self) -> bool {
        self.0 == other.0 || self.same_text_or_bigint(*other)
    }
}

impl MapKey {
    /// Of keys that are not the same word.
    fn same_text_or_bigint(self, other: MapKey) -> bool {
        if let (Some(a), Some(b)) = (self.0.as_bigint(), other.0.as_bigint()) {
            return a.equals(b);
        }
        let flat = |v: Value| v.as_string().and_then(JsString::as_flat);
        match (flat(self.0), flat(other.0)) {
            (Some(a), Some(b)) => a.equals(b),
            _ => false,
        }
    }
}

pub type MapTable = OrderedTable<MapKey, Value>;

impl Store {
    /// CanonicalizeKeyedCollectionKey, and strings flattened.
    #[inline]
    pub fn map_key(&mut self, v: Value) -> Result<MapKey, OutOfMemory> {
        // An integer is in its normal form.
        if v.as_int().is_some() {
            return Ok(MapKey(v));
        }
        if let Some(s) = v.as_string() {
            return Ok(MapKey(self.flat(s)?.value()));
        }
        Ok(MapKey(match v.as_number() {
            Some(d) => Value::number(d + 0.0),
            None => v,
        }))
    }
}

pub fn is_collection(o: Object) -> bool {
    o.is(CellKind::Map) || o.is(CellKind::Set) || o.is(CellKind::WeakMap) || o.is(CellKind::WeakSet)
}

impl Object {
    /// The table of a Map, Set, WeakMap or WeakSet. Do not hold it across calls into the context.
    #[allow(clippy::mut_from_ref, reason = "the table belongs to the cell, which is shared by nature")]
    #[must_use]
    pub fn map_table(&self) -> &mut MapTable {
        self.owned()
    }
}

// SAFETY: collections are made with one.
unsafe impl Owned for MapTable {
    fn owns(o: Object) -> bool {
        is_collection(o)
    }
}
