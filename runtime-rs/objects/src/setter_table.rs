//! The table of setters that assignments have come to: see `setters.rs`.

use crate::bare::Value;
use crate::shape::ShapeId;

const ENTRIES: usize = 16;

/// An assignment to a name, of objects of a shape, in an epoch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Assignment {
    pub shape: ShapeId,
    /// The name's word.
    pub key: u64,
    pub epoch: u64,
}

/// Where the accessor lies: at `slot` of the chain, or at `offset` of the object itself where that is null.
#[derive(Clone, Copy)]
pub(crate) struct Accessor {
    pub offset: u32,
    pub slot: *const Value,
}

pub(crate) struct Setters([(Assignment, Accessor); ENTRIES]);

impl Default for Setters {
    /// No object has shape 0.
    fn default() -> Setters {
        let nobody = Assignment { shape: 0, key: 0, epoch: 0 };
        Setters([(nobody, Accessor { offset: 0, slot: std::ptr::null() }); ENTRIES])
    }
}

impl Assignment {
    fn entry(self) -> usize {
        // Names are cells of at least 16 bytes.
        (self.shape as usize ^ (self.key >> 4) as usize) % ENTRIES
    }
}

impl Setters {
    #[inline]
    pub fn get(&self, assignment: Assignment) -> Option<Accessor> {
        let (known, accessor) = self.0[assignment.entry()];
        (known == assignment).then_some(accessor)
    }

    pub fn put(&mut self, assignment: Assignment, accessor: Accessor) {
        self.0[assignment.entry()] = (assignment, accessor);
    }
}
