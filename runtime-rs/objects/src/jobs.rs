//! The jobs of the context (9.5), first in, first out, and the rejected promises that nobody handles.
//!
//! Whoever runs the program takes one job after the other, once nothing else runs. The queue only holds them. Its memory counts
//! as the heap's.

use crate::bare;
use crate::context::{Context, Scope};
use crate::expect::expect_object;
use crate::promise::{Reaction, Settlement, note_reported, wants_report};
use crate::scope::Cells;
use crate::throw::JsResult;
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
struct Entry {
    kind: Kind,
    parts: [bare::Value; 3],
}

/// The kind of a job, with what is not a value of it.
#[derive(Clone, Copy)]
#[repr(u64)]
enum Kind {
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
    fn of(job: Job<'_>) -> Entry {
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
    fn job<'s>(kind: Kind, [first, second, third]: [Value<'s>; 3]) -> Job<'s> {
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
    queue: VecDeque<Entry>,
    /// Promises that were rejected without a handler. Some may have got one since.
    rejected: VecDeque<bare::Object>,
    /// Promises that got a handler after they were reported.
    handled_late: VecDeque<bare::Object>,
}

impl Trace for Jobs {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        self.queue.iter().for_each(|entry| tracer.values(&entry.parts));
        self.rejected.iter().chain(&self.handled_late).for_each(|o| tracer.value(o.value()));
    }
}

/// So many jobs' memory an empty queue keeps.
const KEPT: usize = 4096;

impl Context {
    /// Makes room for so many jobs.
    #[inline]
    pub(crate) fn reserve_jobs(&mut self, count: usize) -> JsResult<()> {
        let queue = &self.jobs.queue;
        if queue.capacity() - queue.len() >= count { Ok(()) } else { self.grow_jobs(count) }
    }

    #[cold]
    #[inline(never)]
    fn grow_jobs(&mut self, count: usize) -> JsResult<()> {
        let before = self.jobs.queue.capacity();
        let grown = (self.jobs.queue.len() + count).max(2 * before).max(16);
        if !self.store.has_room((grown - before) * size_of::<Entry>()) {
            return Err(self.throw_out_of_memory());
        }
        self.jobs.queue.reserve_exact(grown - self.jobs.queue.len());
        self.account_for_jobs(before);
        Ok(())
    }

    /// Accounts for a capacity of the queue that was another one before.
    fn account_for_jobs(&mut self, before: usize) {
        let grown = self.jobs.queue.capacity() as isize - before as isize;
        self.store.add_external(grown * size_of::<Entry>() as isize);
    }

    #[inline]
    pub(crate) fn enqueue_job(&mut self, job: Job<'_>) -> JsResult<()> {
        self.reserve_jobs(1)?;
        self.jobs.queue.push_back(Entry::of(job));
        Ok(())
    }

    /// An empty queue gives back what it has beyond a measure.
    #[cold]
    #[inline(never)]
    fn shrink_jobs(&mut self) {
        let before = self.jobs.queue.capacity();
        if before > KEPT {
            self.jobs.queue.shrink_to(KEPT);
            self.account_for_jobs(before);
        }
    }

    /// HostPromiseRejectionTracker (27.2.1.9) with "reject".
    pub(crate) fn track_rejection(&mut self, promise: bare::Object) {
        let rejected = &mut self.jobs.rejected;
        // A program that rejects and handles without end leaves no more behind than it has unhandled at a time, twice.
        if rejected.len() >= 64 && rejected.len() == rejected.capacity() {
            rejected.retain(|&p| wants_report(p));
            rejected.reserve(rejected.len() + 64);
        }
        rejected.push_back(promise);
    }

    /// HostPromiseRejectionTracker with "handle", of a promise that was reported.
    pub(crate) fn track_late_handling(&mut self, promise: bare::Object) {
        self.jobs.handled_late.push_back(promise);
    }
}

impl<'s> Scope<'s> {
    /// HostEnqueuePromiseJob (9.5.5): the job comes after all that are there.
    #[inline]
    pub fn enqueue(&mut self, job: Job<'_>) -> JsResult<()> {
        self.ctx.enqueue_job(job)
    }

    /// The next job, which is then no longer in the queue.
    #[inline]
    pub fn take_job(&mut self) -> Option<Job<'s>> {
        let Some(Entry { kind, parts }) = self.ctx.jobs.queue.pop_front() else {
            self.ctx.shrink_jobs();
            return None;
        };
        Some(Entry::job(kind, parts.map(|part| self.keep(part))))
    }

    /// Whether jobs are waiting.
    #[must_use]
    pub fn has_jobs(&self) -> bool {
        !self.ctx.jobs.queue.is_empty()
    }

    /// The oldest promise that is rejected without a handler and was not reported yet. From now on it counts as reported.
    pub fn take_unhandled_rejection(&mut self) -> Option<Object<'s>> {
        let rejected = &mut self.ctx.jobs.rejected;
        let promise = std::iter::from_fn(|| rejected.pop_front()).find(|&p| wants_report(p))?;
        note_reported(promise);
        Some(self.keep(promise))
    }

    /// The oldest of the promises that got a handler after they were reported.
    pub fn take_late_handling(&mut self) -> Option<Object<'s>> {
        let promise = self.ctx.jobs.handled_late.pop_front();
        self.keep(promise)
    }
}
