//! What an event loop knows besides jobs and timers: the queue of ticks, what else keeps it running, where it stands, and whom
//! it tells.
//!
//! It only holds them. `machine/src/event_loop.rs` runs them.

use crate::bare;
use crate::values::Value;
use crate::waker::Waker;
use std::collections::VecDeque;
use yarrow_values::held::Cells;
use yarrow_values::{Trace, Tracer};

/// A function that `process.nextTick` has queued.
#[derive(Clone, Copy)]
pub struct Tick<'s> {
    pub callback: Value<'s>,
    /// A list: see [`crate::rooted::List::of`].
    pub arguments: Value<'s>,
}

// SAFETY: its parts are all that it has.
unsafe impl Cells for Tick<'_> {
    type In<'s> = Tick<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        self.callback.each_cell(f);
        self.arguments.each_cell(f);
    }
}

/// How far a turn of the loop has come. A callback that throws ends a call of the loop, not the turn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Phase {
    #[default]
    Start,
    /// What was left from before has run.
    Drained,
    /// Timeouts that were due at this time. What they schedule is due later.
    Timeouts(u64),
    /// Immediates that were scheduled when the sequence had this number.
    Immediates(u64),
    Finalisation,
}

pub(crate) struct Tasks {
    pub ticks: VecDeque<Tick<'static>>,
    pub phase: Phase,
    /// Jobs come before the ticks, this once.
    pub jobs_first: bool,
    /// What runs outside and is going to wake the loop.
    pub operations: usize,
    pub waker: Option<Waker>,
    /// Functions of the host that JavaScript or the loop has called and that have not returned.
    pub host_calls: usize,
    /// The state of `process`.
    pub process: bare::Value,
    /// The host's function for rejections that nobody handles, or `undefined`.
    pub rejection_listener: bare::Value,
}

impl Default for Tasks {
    fn default() -> Tasks {
        Tasks {
            ticks: VecDeque::new(),
            phase: Phase::Start,
            jobs_first: true,
            operations: 0,
            waker: None,
            host_calls: 0,
            process: Value::UNDEFINED,
            rejection_listener: Value::UNDEFINED,
        }
    }
}

impl Tasks {
    /// See [`crate::rooted::Scope::start_with_ticks`].
    pub(crate) fn start_with_ticks(&mut self) {
        self.jobs_first = false;
    }
}

impl Trace for Tasks {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        self.ticks.iter().for_each(|tick| tracer.values(&[tick.callback, tick.arguments]));
        tracer.values(&[self.process, self.rejection_listener]);
    }
}
