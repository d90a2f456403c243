//! Weak references and weakly keyed collections.
//!
//! After marking: the entries of live WeakMaps whose keys are marked keep their values (see
//! `ephemerons.rs`), then entries with dead keys go, and WeakRefs to the dead are cleared.
//! A WeakRef's target is not kept until the end of the job (`[[KeptAlive]]`): it may be cleared by
//! any collection.

use crate::bare::Object;

#[derive(Default)]
pub(crate) struct WeakCells {
    pub refs: Vec<Object>,
    pub collections: Vec<Object>,
}
