//! The jobs of the context (9.5), first in, first out, and the rejected promises that nobody handles.
//!
//! Whoever runs the program takes one job after the other, once nothing else runs. The queue only holds them. Its memory counts
//! as the heap's.

use crate::bare;
use crate::context::{Context, Scope};
use crate::job_queue::{Entry, Job, Kind};
use crate::reaction::{cell, note_reported, wants_report};
use crate::throw::JsResult;
use crate::values::{Object, Value};
use yarrow_abi::kinds::ResumeMode;

/// So many bytes a large queue leaves to others.
const LEFT: usize = 1 << 18;

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
        // Twice as many, but near the heap's limit half of what is left: a program that has used up the queue has then used up
        // the heap. Jobs that wait free nothing, so whoever hears of it needs a little that the queue does not take.
        let affordable = before + self.store.heap.room() / 2 / size_of::<Entry>();
        let grown = (2 * before).max(16).min(affordable).max(self.jobs.queue.len() + count);
        let left = if before > KEPT { LEFT } else { 0 };
        if !self.store.has_room((grown - before) * size_of::<Entry>() + left) {
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

    /// The job that resumes a coroutine or an async generator waits, behind those that are there.
    #[inline]
    pub fn enqueue_resumption(&mut self, coroutine: Value<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<()> {
        self.ctx.enqueue_job(Job::Resume { coroutine, mode, value })
    }

    /// The next job if it is of the usual sort, which is then no longer in the queue: a coroutine goes on with a value.
    #[inline]
    pub fn take_resumption(&mut self) -> Option<(Value<'s>, Value<'s>)> {
        let queue = &mut self.ctx.jobs.queue;
        let Entry { parts: [coroutine, value, _], .. } = queue.pop_front_if(|entry| entry.kind == Kind::ResumeNext)?;
        Some(self.keep((coroutine, value)))
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

    /// Whether what was last rejected without a handler was so for want of memory.
    #[must_use]
    #[inline]
    pub fn has_starved(&self) -> bool {
        let last = self.ctx.jobs.rejected.back();
        last.is_some_and(|&p| wants_report(p) && self.ctx.is_out_of_memory(cell(p).word.get()))
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
