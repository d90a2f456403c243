//! The jobs of the context (9.5), first in, first out, and the rejected promises that nobody handles.
//!
//! Whoever runs the program takes one job after the other, once nothing else runs. The queue only holds them. Its memory counts
//! as the heap's.

use crate::bare;
use crate::context::{Context, Scope};
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

impl<'s> Job<'s> {
    fn parts(self) -> [Value<'s>; 3] {
        match self {
            Job::Resume { coroutine, value, .. } => [coroutine, value, Value::UNDEFINED],
            Job::Reaction { reaction, argument, .. } => [reaction.value(), argument, Value::UNDEFINED],
            Job::ResolveThenable { promise, thenable, then } => [promise.value(), thenable.value(), then],
            Job::Call { callback } => [callback, Value::UNDEFINED, Value::UNDEFINED],
        }
    }
}

// SAFETY: its parts are all that it has.
unsafe impl Cells for Job<'_> {
    type In<'s> = Job<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        self.parts().into_iter().for_each(|part| part.each_cell(f));
    }
}

/// The jobs and the rejections of a context.
#[derive(Default)]
pub(crate) struct Jobs {
    queue: VecDeque<Job<'static>>,
    /// Promises that were rejected without a handler. Some may have got one since.
    rejected: VecDeque<bare::Object>,
    /// Promises that got a handler after they were reported.
    handled_late: VecDeque<bare::Object>,
}

impl Trace for Jobs {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        self.queue.iter().for_each(|job| tracer.values(&job.parts()));
        self.rejected.iter().chain(&self.handled_late).for_each(|o| tracer.value(o.value()));
    }
}

/// An empty queue gives back what it has beyond this.
const KEPT: usize = 4096;

impl Context {
    /// Makes room for so many jobs.
    pub(crate) fn reserve_jobs(&mut self, count: usize) -> JsResult<()> {
        let queue = &self.jobs.queue;
        let before = queue.capacity();
        let needed = queue.len() + count;
        if needed <= before {
            return Ok(());
        }
        let grown = needed.max(2 * before).max(16);
        if !self.store.has_room((grown - before) * size_of::<Job<'_>>()) {
            return Err(self.throw_out_of_memory());
        }
        self.jobs.queue.reserve_exact(grown - self.jobs.queue.len());
        self.account_for_jobs(before);
        Ok(())
    }

    /// Accounts for a capacity of the queue that was another one before.
    fn account_for_jobs(&mut self, before: usize) {
        let grown = self.jobs.queue.capacity() as isize - before as isize;
        self.store.add_external(grown * size_of::<Job<'_>>() as isize);
    }

    pub(crate) fn enqueue_job(&mut self, job: Job<'static>) -> JsResult<()> {
        self.reserve_jobs(1)?;
        self.jobs.queue.push_back(job);
        Ok(())
    }

    fn take_job(&mut self) -> Option<Job<'static>> {
        let job = self.jobs.queue.pop_front();
        let capacity = self.jobs.queue.capacity();
        if job.is_none() && capacity > KEPT {
            self.jobs.queue.shrink_to(KEPT);
            self.account_for_jobs(capacity);
        }
        job
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
    pub fn enqueue(&mut self, job: Job<'_>) -> JsResult<()> {
        self.ctx.enqueue_job(job.detach())
    }

    /// The next job, which is then no longer in the queue.
    pub fn take_job(&mut self) -> Option<Job<'s>> {
        let job = self.ctx.take_job();
        self.keep(job)
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
