//! Weak references and weakly keyed collections.
//!
//! After marking: the entries of live WeakMaps whose keys are marked keep their values (see
//! `ephemerons.rs`), then entries with dead keys go, and WeakRefs to the dead are cleared.
//! A WeakRef's target is not kept until the end of the job (`[[KeptAlive]]`): it may be cleared by
//! any collection.

use crate::cell::OwnerCell;
use crate::context::Context;
use crate::error::JsResult;
use crate::object::Object;
use crate::value::Value;
use yarrow_abi::layout::CellKind;

#[derive(Default)]
pub(crate) struct WeakCells {
    pub refs: Vec<Object>,
    pub collections: Vec<Object>,
}

impl Context {
    /// A WeakRef object; the target is an object or a symbol.
    pub fn new_weak_ref(&mut self, proto: Value, target: Value) -> JsResult<Object> {
        let shape = self.root_shape(proto, 0, CellKind::WeakRef);
        let o = self.store.alloc_object(CellKind::WeakRef, size_of::<OwnerCell>(), shape)?;
        o.set_weak_target(target);
        self.weak.refs.push(o);
        Ok(o)
    }

    /// A WeakMap or WeakSet.
    pub fn new_weak_collection(&mut self, kind: CellKind, proto: Value) -> JsResult<Object> {
        let o = self.new_collection(kind, proto)?;
        self.weak.collections.push(o);
        Ok(o)
    }
}
