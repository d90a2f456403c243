//! The storage of Map and Set objects (and, weakly, of WeakMap and WeakSet).

use crate::cell::{ObjectCell, OwnerCell};
use crate::context::Context;
use crate::error::JsResult;
use crate::hash::{mix, spread};
use crate::object::Object;
use crate::ordered::{OrderedTable, TableKey};
use crate::property::Attrs;
use crate::string::JsString;
use crate::value::Value;
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
    fn hash(&self) -> u64 {
        if let Some(b) = self.0.as_bigint() {
            return b.hash();
        }
        match self.0.as_string().and_then(JsString::as_flat) {
            Some(s) => spread(s.hash()),
            None => mix(self.0.bits()),
        }
    }

    fn same(&self, other: &Self) -> bool {
        if self.0 == other.0 {
            return true;
        }
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

impl Context {
    /// CanonicalizeKeyedCollectionKey, and strings flattened.
    pub fn map_key(&mut self, v: Value) -> JsResult<MapKey> {
        if let Some(s) = v.as_string() {
            return Ok(MapKey(self.flat(s)?.value()));
        }
        Ok(MapKey(match v.as_number() {
            Some(d) => Value::number(d + 0.0),
            None => v,
        }))
    }

    /// A Map, Set, WeakMap or WeakSet object with an empty table.
    pub fn new_collection(&mut self, kind: CellKind, proto: Value) -> JsResult<Object> {
        let shape = self.root_shape(proto, 0, kind);
        let o = self.alloc_object(kind, size_of::<OwnerCell>(), shape)?;
        let table = Box::<MapTable>::default();
        // SAFETY: a fresh cell of that size; from here on the registry owns the table.
        unsafe { (*o.cell::<OwnerCell>()).owned = Box::into_raw(table).cast() };
        self.register(o);
        Ok(o)
    }

    /// Sets an entry and accounts for the table's growth.
    pub fn map_insert(&mut self, o: Object, key: Value, value: Value) -> JsResult<()> {
        let key = self.map_key(key)?;
        let table = o.map_table();
        let before = table.bytes();
        if !self.heap.has_room(table.growth()) {
            self.gc_pending = u32::from(self.heap.pending());
            return Err(self.throw_out_of_memory());
        }
        table.insert(key, value);
        let growth = table.bytes() as isize - before as isize;
        self.write_barrier(o);
        if growth != 0 {
            self.add_external(growth);
        }
        Ok(())
    }

    /// Accounts for memory outside the heap that a cell owns.
    pub fn add_external(&mut self, bytes: isize) {
        self.heap.add_external(bytes);
        self.gc_pending = u32::from(self.heap.pending());
    }

    /// Frees what a dead object owned.
    pub(crate) fn drop_owned(&mut self, o: Object) {
        if is_collection(o) {
            let owner = o.cell::<OwnerCell>();
            // SAFETY: the kind has a boxed table, and a dead object is dropped once.
            let table = unsafe { Box::from_raw((*owner).owned.cast::<MapTable>()) };
            self.heap.add_external(-(table.bytes() as isize));
        }
        if o.is(CellKind::ArrayBuffer) {
            self.drop_byte_store(o);
        }
        if o.is(CellKind::Namespace) {
            crate::module::drop_namespace(o);
        }
        if o.is(CellKind::RegExp) {
            self.drop_program(o);
        }
        if o.is(CellKind::Host) {
            self.queue_finaliser(o);
        }
        self.drop_sparse(o);
        if self.is_dictionary(o) {
            self.shapes.free_dictionary(o.shape());
        }
    }

    /// `{ value, done }`.
    pub fn new_iter_result(&mut self, value: Value, done: bool) -> JsResult<Object> {
        let shape = self.iter_result_shape;
        let o = self.alloc_object(CellKind::Object, size_of::<ObjectCell>() + 16, shape)?;
        // SAFETY: a fresh object.
        unsafe { (*o.cell::<crate::cell::CellHeader>()).aux = 2 };
        self.write_slot(o, 0, value);
        self.write_slot(o, 1, Value::bool(done));
        Ok(o)
    }

    pub(crate) fn make_iter_result_shape(&mut self) {
        let proto = self.intrinsics.object_prototype.value();
        let root = self.root_shape(proto, 2, CellKind::Object);
        let one = self.shapes.add(root, self.names.value.into(), Attrs::ALL);
        self.iter_result_shape = self.shapes.add(one, self.names.done.into(), Attrs::ALL);
    }
}

pub(crate) fn is_collection(o: Object) -> bool {
    o.is(CellKind::Map) || o.is(CellKind::Set) || o.is(CellKind::WeakMap) || o.is(CellKind::WeakSet)
}

impl Object {
    /// The table of a Map, Set, WeakMap or WeakSet. Do not hold it across calls into the context.
    #[allow(clippy::mut_from_ref, reason = "the table belongs to the cell, which is shared by nature")]
    #[must_use]
    pub fn map_table(&self) -> &mut MapTable {
        assert!(is_collection(*self), "not a collection");
        // SAFETY: the kind has a boxed table, which lives as long as the object.
        unsafe { &mut *(*self.cell::<OwnerCell>()).owned.cast::<MapTable>() }
    }
}
