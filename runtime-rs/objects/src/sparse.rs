//! Indexed properties that are not plain dense elements: far apart, with attributes, accessors,
//! or on objects that are not extensible. Kept beside the object, in the context.

use crate::bare::{Object, Value};
use crate::values::Attrs;
use std::collections::{BTreeMap, HashMap};

/// Index to stored word (as in a property slot) and attributes.
pub(crate) type SparseElements = BTreeMap<u32, (Value, Attrs)>;

/// What an element takes, roughly: of a node of the tree its share, and of what is free in the node.
pub(crate) const ELEMENT_BYTES: usize = 48;

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

    pub(crate) fn remove(&mut self, o: Object) -> Option<SparseElements> {
        self.objects.remove(&(o.address() as usize))
    }
}
