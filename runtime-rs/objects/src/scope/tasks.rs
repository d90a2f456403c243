//! Doors to the queue of ticks and to the state of the event loop.

use super::{Cells, Scope};
use crate::context::{Context, RejectionHook};
use crate::tasks::{Phase, Tick};
use crate::throw::JsResult;
use crate::values::{Object, Value};
use crate::waker::Waker;

/// An empty queue gives back what it has beyond this.
const KEPT: usize = 4096;

impl Context {
    fn enqueue_tick(&mut self, tick: Tick<'static>) -> JsResult<()> {
        let queue = &self.tasks.ticks;
        if queue.len() == queue.capacity() {
            let before = queue.capacity();
            let more = before.max(16);
            if !self.store.has_room(more * size_of::<Tick<'_>>()) {
                return Err(self.throw_out_of_memory());
            }
            self.tasks.ticks.reserve_exact(more);
            self.account_for_ticks(before);
        }
        self.tasks.ticks.push_back(tick);
        Ok(())
    }

    /// Accounts for a capacity of the queue that was another one before.
    fn account_for_ticks(&mut self, before: usize) {
        let grown = self.tasks.ticks.capacity() as isize - before as isize;
        self.store.add_external(grown * size_of::<Tick<'_>>() as isize);
    }

    fn take_tick(&mut self) -> Option<Tick<'static>> {
        let tick = self.tasks.ticks.pop_front();
        let capacity = self.tasks.ticks.capacity();
        if tick.is_none() && capacity > KEPT {
            self.tasks.ticks.shrink_to(KEPT);
            self.account_for_ticks(capacity);
        }
        tick
    }
}

impl<'s> Scope<'s> {
    /// Queues a function, which is called before any job that waits.
    pub fn enqueue_tick(&mut self, callback: Value<'_>, arguments: Value<'_>) -> JsResult<()> {
        self.ctx.enqueue_tick(Tick { callback: callback.detach(), arguments: arguments.detach() })
    }

    /// The next tick, which is then no longer in the queue.
    pub fn take_tick(&mut self) -> Option<Tick<'s>> {
        let tick = self.ctx.take_tick();
        self.keep(tick)
    }

    #[must_use]
    pub fn has_ticks(&self) -> bool {
        !self.ctx.tasks.ticks.is_empty()
    }

    /// How far the turn has come.
    #[must_use]
    pub fn loop_phase(&self) -> Phase {
        self.ctx.tasks.phase
    }

    pub fn set_loop_phase(&mut self, phase: Phase) {
        self.ctx.tasks.phase = phase;
    }

    /// Whether jobs come before the ticks, the next time that both run: at the start of a module, and after a job that threw.
    #[must_use]
    pub fn has_jobs_first(&self) -> bool {
        self.ctx.tasks.jobs_first
    }

    pub fn set_jobs_first(&mut self, first: bool) {
        self.ctx.tasks.jobs_first = first;
    }

    /// The program starts as a CommonJS file does in Node: ticks come before jobs when its top level has run. Those of a module
    /// come after them, because the top level is itself part of a job.
    pub fn start_with_ticks(&mut self) {
        self.ctx.tasks.start_with_ticks();
    }

    /// Something begins outside that is going to wake the loop, which waits for it.
    pub fn begin_operation(&mut self) {
        self.ctx.tasks.operations += 1;
    }

    /// It is done. An end without a beginning does nothing.
    pub fn end_operation(&mut self) {
        self.ctx.tasks.operations = self.ctx.tasks.operations.saturating_sub(1);
    }

    #[must_use]
    pub fn awaits_operations(&self) -> bool {
        self.ctx.tasks.operations > 0
    }

    /// What wakes this loop from other threads.
    ///
    /// # Errors
    /// If the system has no more descriptors.
    pub fn new_waker(&mut self) -> std::io::Result<Waker> {
        if self.ctx.tasks.waker.is_none() {
            self.ctx.tasks.waker = Some(Waker::new()?);
        }
        Ok(self.ctx.tasks.waker.clone().expect("it was just made"))
    }

    /// The waker, if somebody has asked for one.
    #[must_use]
    pub fn waker(&self) -> Option<&Waker> {
        self.ctx.tasks.waker.as_ref()
    }

    /// Who is told of rejections that nobody handles: nobody, unless somebody sets a hook.
    pub fn set_rejection_hook(&mut self, hook: Option<RejectionHook>) {
        self.ctx.on_rejections = hook;
    }

    #[must_use]
    pub fn rejection_hook(&self) -> Option<RejectionHook> {
        self.ctx.on_rejections
    }

    /// Runs a function of the host, which JavaScript or the loop calls.
    pub fn in_host<R>(&mut self, f: impl FnOnce(&mut Self) -> R) -> R {
        self.ctx.tasks.host_calls += 1;
        let result = f(self);
        self.ctx.tasks.host_calls -= 1;
        result
    }

    /// Whether a function or a finaliser of the host is running: what calls the runtime then may not drive the loop.
    #[must_use]
    pub fn is_in_host(&self) -> bool {
        self.ctx.tasks.host_calls > 0 || self.ctx.finalisers.running
    }

    /// The host's function for rejections that nobody handles, or `undefined`.
    pub fn rejection_listener(&mut self) -> Value<'s> {
        let listener = self.ctx.tasks.rejection_listener;
        self.keep(listener)
    }

    pub fn set_rejection_listener(&mut self, listener: Value<'_>) {
        self.ctx.tasks.rejection_listener = listener.detach();
    }

    /// The state of `process`, which all realms share.
    pub fn process_state(&mut self) -> Option<Object<'s>> {
        let state = self.ctx.tasks.process.as_object();
        self.keep(state)
    }

    pub fn set_process_state(&mut self, state: Object<'_>) {
        self.ctx.tasks.process = state.value().detach();
    }
}
