//! Properties that sites have looked up, by the receiver's shape and the name: one table for all sites, in front of the walk up
//! the prototypes. A site that sees more shapes than its own cache holds finds them here. All that the table knows is valid in
//! the epoch in which it was learned. A collection changes the epoch, so that no entry outlives its shape or its name.

use crate::bare::Value;
use crate::get_entry::GetEntry;
use crate::shape::ShapeId;

const ENTRIES: usize = 256;

#[derive(Clone, Copy)]
struct Known {
    key: u64,
    epoch: u64,
    entry: GetEntry,
}

pub(crate) struct KnownProperties([Known; ENTRIES]);

impl Default for KnownProperties {
    /// No object has shape 0.
    fn default() -> KnownProperties {
        KnownProperties([Known { key: 0, epoch: 0, entry: GetEntry::NONE }; ENTRIES])
    }
}

#[inline]
fn place(shape: ShapeId, key: u64) -> usize {
    // Names are cells of at least 16 bytes. The shapes of a program's classes are numbers near each other.
    (shape as usize).wrapping_mul(37).wrapping_add((key >> 4) as usize) % ENTRIES
}

impl KnownProperties {
    /// What is known of the property of objects of a shape.
    #[inline(always)]
    pub fn get(&self, shape: ShapeId, key: Value, epoch: u64) -> Option<GetEntry> {
        let known = &self.0[place(shape, key.bits())];
        (known.entry.shape == shape && known.key == key.bits() && known.epoch == epoch).then_some(known.entry)
    }

    pub fn put(&mut self, key: Value, epoch: u64, entry: GetEntry) {
        self.0[place(entry.shape, key.bits())] = Known { key: key.bits(), epoch, entry };
    }
}
