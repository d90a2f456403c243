//! What waits for its turn: jobs (9.5), and rejected promises that nobody handles.

use crate::bare;
use crate::expect::expect_object;
use crate::reaction::{Reaction, Settlement};
use crate::scope::Cells;
use crate::values::{Object, Value};
use std::collections::VecDeque;
use yarrow_abi::kinds::ResumeMode;
use yarrow_values::{Trace, Tracer};

/// What is to be done later.
#[derive(Clone, Copy)]
pub enum Job<'s> {
    /// A coroutine goes on: the promise that it waited for has settled.
    Resume { coroutine: Value<'s>, mode: ResumeMode, value: Value<'s> },
    /// NewPromiseReactionJob (27.2.2.1)
    Reaction { reaction: Reaction<'s>, settlement: Settlement, argument: Value<'s> },
    /// NewPromiseResolveThenableJob (27.2.2.2)
    ResolveThenable { promise: Object<'s>, thenable: Object<'s>, then: Value<'s> },
    /// A function of the program's is called without arguments (`queueMicrotask`).
    Call { callback: Value<'s> },
}

/// A job as the queue holds it: whole words, which are read as they were written. An enumeration with bytes in it is copied by other
/// pieces than it was written by, and a job that is taken soon after it was queued then waits for the store.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    pub kind: Kind,
    pub parts: [bare::Value; 3],
}

/// The kind of a job, with what is not a value of it.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub(crate) enum Kind {
    ResumeNext,
    ResumeThrow,
    ResumeReturn,
    Fulfilled,
    Rejected,
    ResolveThenable,
    Call,
}

impl Entry {
    #[inline]
    pub fn of(job: Job<'_>) -> Entry {
        let none = Value::UNDEFINED;
        let (kind, parts) = match job {
            Job::Resume { coroutine, mode, value } => {
                let kind = match mode {
                    ResumeMode::Next => Kind::ResumeNext,
                    ResumeMode::Throw => Kind::ResumeThrow,
                    ResumeMode::Return => Kind::ResumeReturn,
                };
                (kind, [coroutine, value, none])
            }
            Job::Reaction { reaction, settlement, argument } => {
                let kind = match settlement {
                    Settlement::Fulfilled => Kind::Fulfilled,
                    Settlement::Rejected => Kind::Rejected,
                };
                (kind, [reaction.value(), argument, none])
            }
            Job::ResolveThenable { promise, thenable, then } => {
                (Kind::ResolveThenable, [promise.value(), thenable.value(), then])
            }
            Job::Call { callback } => (Kind::Call, [callback, none, none]),
        };
        Entry { kind, parts: parts.map(Cells::detach) }
    }

    /// The job, once its parts were rooted.
    #[inline(always)]
    pub fn job<'s>(kind: Kind, [first, second, third]: [Value<'s>; 3]) -> Job<'s> {
        let resume = |mode| Job::Resume { coroutine: first, mode, value: second };
        let react = |settlement| Job::Reaction { reaction: Reaction::of(first), settlement, argument: second };
        match kind {
            Kind::ResumeNext => resume(ResumeMode::Next),
            Kind::ResumeThrow => resume(ResumeMode::Throw),
            Kind::ResumeReturn => resume(ResumeMode::Return),
            Kind::Fulfilled => react(Settlement::Fulfilled),
            Kind::Rejected => react(Settlement::Rejected),
            Kind::ResolveThenable => {
                let [promise, thenable] = [first, second].map(expect_object);
                Job::ResolveThenable { promise, thenable, then: third }
            }
            Kind::Call => Job::Call { callback: first },
        }
    }
}

/// The jobs and the rejections of a context.
#[derive(Default)]
pub(crate) struct Jobs {
    pub queue: VecDeque<Entry>,
    /// Promises that were rejected without a handler. Some may have got one since.
    pub rejected: VecDeque<bare::Object>,
    /// Promises that got a handler after they were reported.
    pub handled_late: VecDeque<bare::Object>,
}

impl Trace for Jobs {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        self.queue.iter().for_each(|entry| tracer.values(&entry.parts));
        self.rejected.iter().chain(&self.handled_late).for_each(|o| tracer.value(o.value()));
    }
}
