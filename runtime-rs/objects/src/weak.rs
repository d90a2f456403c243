//! Weak references and weakly keyed collections, and the targets that a job has seen.
//!
//! After marking: the entries of live WeakMaps whose keys are marked keep their values (see
//! `ephemerons.rs`), then entries with dead keys go, and WeakRefs to the dead are cleared.
//! What a WeakRef was made for or has returned is kept until whoever runs the jobs says that this one is over
//! (`[[KeptAlive]]`, 9.10).

use crate::bare::Object;
use yarrow_values::{Trace, Tracer};

#[derive(Default)]
pub(crate) struct WeakCells {
    pub refs: Vec<Object>,
    pub collections: Vec<Object>,
    /// WeakRefs whose targets live until the job ends, each once.
    pub kept: Vec<Object>,
}

impl Trace for WeakCells {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        self.kept.iter().for_each(|r| tracer.values(&[r.value(), r.weak_target()]));
    }
}
