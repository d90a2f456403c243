//! The weak half of FinalizationRegistry: which registry wants to know of the death of which target.
//!
//! A record names its registry, its target and its unregister token, and keeps none of them alive. A collection that finds the
//! target dead moves the record to a queue, whose registries live until somebody has taken them from it; a record whose registry
//! is dead goes. What the registry holds for a target lies in the registry itself, by the number of the record.

use crate::bare;
use crate::values::Value;
use std::collections::VecDeque;
use yarrow_values::{Trace, Tracer};

#[derive(Clone, Copy)]
pub(crate) struct Record {
    pub registry: bare::Object,
    pub target: bare::Value,
    /// `undefined` if there is none, or it has died.
    pub token: bare::Value,
}

/// The records of all registries of a context.
#[derive(Default)]
pub(crate) struct Finalisations {
    /// By number. A record that was removed has no target, and goes with the next collection.
    pub records: Vec<(u64, Record)>,
    pub last: u64,
    pub due: VecDeque<(u64, Record)>,
}

impl Trace for Finalisations {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        self.due.iter().for_each(|(_, r)| tracer.values(&[r.registry.value(), r.token]));
    }
}

impl Finalisations {
    /// After marking: what becomes of each record.
    pub(crate) fn clear(&mut self, is_live: impl Fn(bare::Value) -> bool) -> usize {
        let before = self.records.len();
        let due = &mut self.due;
        self.records.retain_mut(|(number, record)| {
            if record.target.is_undefined() || !is_live(record.registry.value()) {
                return false;
            }
            if !is_live(record.token) {
                record.token = Value::UNDEFINED;
            }
            let lives = is_live(record.target);
            if !lives {
                due.push_back((*number, Record { target: Value::UNDEFINED, ..*record }));
            }
            lives
        });
        before - self.records.len()
    }
}

/// What a record takes, about.
pub(crate) const RECORD: isize = 48;
