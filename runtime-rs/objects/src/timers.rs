//! The timers of the event loop: Timeout and Immediate objects, and the tables of those that are scheduled.
//!
//! A timer is an object with internal slots. A Timeout that is scheduled is in a table by its deadline and, among equals, by the
//! order in which they were scheduled; an Immediate by that order alone. So scheduling, cancelling and taking the next one cost
//! the logarithm of how many there are, and a cancelled timer leaves nothing behind. The tables keep their timers alive. Their
//! memory counts as the heap's. Nothing here runs JavaScript or looks at a clock: times are milliseconds of the caller's clock.

use crate::bare;
use crate::values::Value;
use std::collections::BTreeMap;
use yarrow_values::{Trace, Tracer};

/// What an object of the kind Timer is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TimerKind {
    /// Due once, after its delay.
    Timeout,
    /// Due each time that its delay has passed.
    Interval,
    /// Due in the next turn of the loop.
    Immediate,
}

/// Timers by deadline and order. Where there is no deadline, that is 0.
type Table = BTreeMap<(u64, u64), bare::Object>;

/// The timers that are scheduled.
#[derive(Default)]
pub(crate) struct Timers {
    pub timeouts: Table,
    pub immediates: Table,
    /// Timers that were asked for their number, until they are cancelled or have run.
    pub numbered: Table,
    /// Counts timers made and timers scheduled.
    pub sequence: u64,
    /// How many of those scheduled the loop waits for.
    pub awaited: usize,
}

impl Trace for Timers {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        let all = self.timeouts.values().chain(self.immediates.values()).chain(self.numbered.values());
        all.for_each(|o| tracer.value(o.value()));
    }
}

impl Timers {
    pub fn next(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }
}

/// What runs when a timer is due.
#[derive(Clone, Copy)]
pub struct TimerCall<'s> {
    pub callback: Value<'s>,
    /// A list: see [`crate::rooted::List::of`].
    pub arguments: Value<'s>,
}
