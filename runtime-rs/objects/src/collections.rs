//! The storage of Map and Set objects (and, weakly, of WeakMap and WeakSet).

use crate::bare::{Object, Value};
use crate::cell::{ObjectCell, OwnerCell};
use crate::context::Context;
use crate::throw::JsResult;
use crate::values::{Attrs, MapTable, RustData, is_collection};
use yarrow_abi::layout::CellKind;

impl Context {
    /// A Map, Set, WeakMap or WeakSet object with an empty table.
    pub(crate) fn new_collection(&mut self, kind: CellKind, proto: Value) -> JsResult<Object> {
        let shape = self.root_shape(proto, 0, kind);
        let o = self.store.alloc_object(kind, size_of::<OwnerCell>(), shape)?;
        o.own(MapTable::default());
        self.register(o);
        Ok(o)
    }

    /// A cell that owns a value of Rust's, which is dropped when the cell has died.
    pub(crate) fn new_rust_data(&mut self, data: RustData) -> JsResult<Object> {
        let shape = self.root_shape(Value::NULL, 0, CellKind::RustData);
        let o = self.store.alloc_object(CellKind::RustData, size_of::<OwnerCell>(), shape)?;
        o.own(data);
        self.register(o);
        Ok(o)
    }

    /// Sets an entry and accounts for the table's growth.
    pub(crate) fn map_insert(&mut self, o: Object, key: Value, value: Value) -> JsResult<()> {
        let key = self.store.map_key(key)?;
        let table = o.map_table();
        let Err(absent) = table.replace(key, value) else {
            self.store.write_barrier(o);
            return Ok(());
        };
        let before = table.bytes();
        if !self.store.has_room(table.growth()) {
            return Err(self.throw_out_of_memory());
        }
        table.append(absent, value);
        let growth = table.bytes() as isize - before as isize;
        self.store.write_barrier(o);
        if growth != 0 {
            self.store.add_external(growth);
        }
        Ok(())
    }

    /// Frees what a dead object owned.
    pub(crate) fn drop_owned(&mut self, o: Object) {
        if is_collection(o) {
            let bytes = o.take_owned::<MapTable>().map_or(0, |table| table.bytes());
            self.store.heap.add_external(-(bytes as isize));
        }
        if o.is(CellKind::ArrayBuffer) {
            self.drop_byte_store(o);
        }
        if o.is(CellKind::Namespace) {
            crate::namespace::drop_namespace(o);
        }
        if o.is(CellKind::RegExp) {
            self.drop_program(o);
        }
        if o.is(CellKind::RustData) {
            drop(o.take_owned::<RustData>());
        }
        if o.is(CellKind::Host) {
            self.queue_finaliser(o);
        }
        self.drop_sparse(o);
        if self.store.is_dictionary(o) {
            self.store.shapes.free_dictionary(o.shape());
        }
    }

    /// `{ value, done }`.
    pub(crate) fn new_iter_result(&mut self, value: Value, done: bool) -> JsResult<Object> {
        let shape = self.store.prefix.iter_result_shape;
        let o = self.store.alloc_object(CellKind::Object, size_of::<ObjectCell>() + 16, shape)?;
        o.object().header.aux.set(2);
        self.store.write_slot(o, 0, value);
        self.store.write_slot(o, 1, Value::bool(done));
        Ok(o)
    }

    pub(crate) fn make_iter_result_shape(&mut self) {
        let proto = self.intrinsics.object_prototype.value();
        let root = self.root_shape(proto, 2, CellKind::Object);
        let one = self.store.shapes.add(root, self.names.value.into(), Attrs::ALL);
        self.store.prefix.iter_result_shape = self.store.shapes.add(one, self.names.done.into(), Attrs::ALL);
    }
}

impl Context {
    /// A WeakRef object; the target is an object or a symbol.
    pub(crate) fn new_weak_ref(&mut self, proto: Value, target: Value) -> JsResult<Object> {
        let shape = self.root_shape(proto, 0, CellKind::WeakRef);
        let o = self.store.alloc_object(CellKind::WeakRef, size_of::<OwnerCell>(), shape)?;
        o.set_weak_target(target);
        self.weak.refs.push(o);
        Ok(o)
    }

    /// A WeakMap or WeakSet.
    pub(crate) fn new_weak_collection(&mut self, kind: CellKind, proto: Value) -> JsResult<Object> {
        let o = self.new_collection(kind, proto)?;
        self.weak.collections.push(o);
        Ok(o)
    }
}
