//! Indexed properties that are not plain dense elements: far apart, with attributes, accessors,
//! or on objects that are not extensible. Kept beside the object, in the context.

use crate::context::Context;
use crate::error::JsResult;
use crate::object::Object;
use crate::property::Attrs;
use crate::value::Value;
use std::collections::{BTreeMap, HashMap};

/// Index to stored word (as in a property slot) and attributes.
pub(crate) type SparseElements = BTreeMap<u32, (Value, Attrs)>;

/// What an element takes, roughly: of a node of the tree its share, and of what is free in the node.
const ELEMENT_BYTES: usize = 48;

#[derive(Default)]
pub(crate) struct SparseTable {
    objects: HashMap<usize, SparseElements>,
}

impl SparseTable {
    pub(crate) fn get(&self, o: Object) -> Option<&SparseElements> {
        self.objects.get(&(o.address() as usize))
    }

    pub(crate) fn get_mut(&mut self, o: Object) -> &mut SparseElements {
        self.objects.entry(o.address() as usize).or_default()
    }

    fn remove(&mut self, o: Object) -> Option<SparseElements> {
        self.objects.remove(&(o.address() as usize))
    }
}

impl Context {
    /// Sets an element in the object's sparse table; RangeError if there is no memory for one more.
    pub(crate) fn sparse_insert(&mut self, o: Object, i: u32, stored: Value, attrs: Attrs) -> JsResult<()> {
        if !self.store.heap.has_room(ELEMENT_BYTES) {
            self.store.prefix.gc_pending = u32::from(self.store.heap.pending());
            return Err(self.throw_out_of_memory());
        }
        if self.sparse.get_mut(o).insert(i, (stored, attrs)).is_none() {
            self.count_sparse(1);
        }
        Ok(())
    }

    /// Accounts for so many elements more, or less, in sparse tables.
    pub(crate) fn count_sparse(&mut self, elements: isize) {
        self.store.add_external(elements * ELEMENT_BYTES as isize);
    }

    /// Forgets the sparse table of an object that has died.
    pub(crate) fn drop_sparse(&mut self, o: Object) {
        if let Some(elements) = self.sparse.remove(o) {
            self.store.heap.add_external(-((elements.len() * ELEMENT_BYTES) as isize));
        }
    }
}
