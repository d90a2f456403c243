//! The event loop: ticks, jobs, timers and immediates in Node's order, and the sleep between them.
//!
//! A turn is: timeouts that are due, immediates, callbacks of finalisation. After each callback the loop *drains*: ticks before
//! jobs until neither is left, then it tells of rejections that nobody handles. A callback that throws ends the call that ran
//! it, and the caller decides what becomes of the exception. The next call goes on where that one stopped, as Node does once
//! `uncaughtException` was handled: callbacks of the same phase come before the ticks that the failed one has left, but jobs
//! go on at once.
//!
//! The loop belongs to whoever drives it. It has no thread of its own, and nothing here blocks but [`EventLoop::wait`].
//! [`Scope::new_waker`] gives what ends that from another thread.

use crate::finalization::Finalization;
use crate::jobs::JobQueue;
use easy_ext::ext;
use std::time::Duration;
use yarrow_objects::rooted::{List, Object, Scope, Value};
use yarrow_objects::{JsResult, Phase, TimerKind};

/// Milliseconds, as timers count them.
fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[ext(EventLoop)]
pub impl<'s> Scope<'s> {
    /// Runs all that is due now, without blocking. What leaves a callback as an exception leaves here; the next call goes on.
    fn run_turn(&mut self) -> JsResult<()> {
        if self.has_jobs_first() {
            self.drain()?;
        }
        if self.loop_phase() == Phase::Start {
            self.set_loop_phase(Phase::Drained);
            self.drain()?;
        }
        if self.loop_phase() == Phase::Drained {
            let now = milliseconds(self.loop_time());
            self.set_loop_phase(Phase::Timeouts(now));
        }
        if let Phase::Timeouts(now) = self.loop_phase() {
            self.run_timeouts(now)?;
            let last = self.timer_sequence();
            self.set_loop_phase(Phase::Immediates(last));
            self.drain()?;
        }
        if let Phase::Immediates(last) = self.loop_phase() {
            self.run_immediates(last)?;
            self.set_loop_phase(Phase::Finalisation);
            self.drain()?;
        }
        while self.run_finalisation()? {
            self.drain()?;
        }
        self.set_loop_phase(Phase::Start);
        self.drain()
    }

    /// Runs turns, with sleep between them, until nothing is left to wait for. As [`EventLoop::run_turn`] with exceptions.
    fn run_until_idle(&mut self) -> JsResult<()> {
        loop {
            self.run_turn()?;
            if !self.has_pending() {
                return Ok(());
            }
            self.wait(None);
        }
    }

    /// Whether there is something that the loop runs for.
    fn has_pending(&self) -> bool {
        self.is_due() || self.awaits_timers() || self.awaits_operations()
    }

    /// How long it is until something is due; `None` if only another thread can bring anything.
    fn next_deadline(&self) -> Option<Duration> {
        if self.is_due() || self.has_immediates() {
            return Some(Duration::ZERO);
        }
        self.first_deadline().map(|at| Duration::from_millis(at).saturating_sub(self.loop_time()))
    }

    /// Sleeps until something is due or somebody wakes the loop, at most so long. What the program has printed is out before.
    /// A virtual clock is moved instead.
    fn wait(&mut self, at_most: Option<Duration>) {
        let deadline = self.next_deadline();
        let time = deadline.into_iter().chain(at_most).min();
        if self.has_virtual_time() && (deadline.is_some() || at_most.is_some()) {
            let to = self.loop_time() + time.unwrap_or_default();
            self.advance_time(to);
            return;
        }
        if time.is_some_and(|time| time.is_zero()) {
            self.waker().into_iter().for_each(|waker| waker.clear());
            return;
        }
        self.flush_stdout();
        match (self.waker(), time) {
            (Some(waker), time) => waker.sleep(time),
            (None, Some(time)) => std::thread::sleep(time),
            // Nobody has a waker, and so nothing is going to come.
            (None, None) => {}
        }
    }

    /// Runs ticks and jobs until neither is left, and then tells of rejections.
    fn drain(&mut self) -> JsResult<()> {
        self.clear_kept_objects();
        if self.has_jobs_first() {
            self.run_all_jobs()?;
        }
        loop {
            self.run_ticks()?;
            self.run_all_jobs()?;
            if self.has_ticks() {
                continue;
            }
            let Some(tell) = self.rejection_hook() else { return Ok(()) };
            if !tell(&mut self.inner())? {
                return Ok(());
            }
        }
    }

    /// Whether something is to be done at once.
    fn is_due(&self) -> bool {
        self.has_ticks() || self.has_jobs() || self.has_finalised()
    }

    fn run_all_jobs(&mut self) -> JsResult<()> {
        self.set_jobs_first(true);
        self.run_jobs()?;
        self.set_jobs_first(false);
        Ok(())
    }

    fn run_ticks(&mut self) -> JsResult<()> {
        loop {
            let ctx = &mut self.inner();
            let Some(tick) = ctx.take_tick() else { return Ok(()) };
            ctx.poll_if_pending();
            ctx.call(tick.callback, Value::UNDEFINED, List::of(tick.arguments).values())?;
            ctx.clear_kept_objects();
        }
    }

    fn run_timeouts(&mut self, now: u64) -> JsResult<()> {
        loop {
            let ctx = &mut self.inner();
            let Some(timer) = ctx.take_timeout(now) else { return Ok(()) };
            ctx.run_timeout(timer)?;
            ctx.drain()?;
        }
    }

    fn run_timeout(&mut self, timer: Object<'_>) -> JsResult<()> {
        let start = milliseconds(self.loop_time());
        let result = self.call_timer(timer);
        // The callback may have cancelled it or scheduled it anew.
        let (lives, is_scheduled) = (self.timer_call(timer).is_some(), self.is_timer_scheduled(timer));
        if lives && !is_scheduled {
            match self.timer_kind(timer) {
                TimerKind::Interval => {
                    let deadline = start + self.timer_delay(timer);
                    if let Err(throw) = self.schedule_timer(timer, deadline) {
                        return result.and(Err(throw));
                    }
                }
                TimerKind::Timeout | TimerKind::Immediate => self.forget_timer_number(timer),
            }
        }
        result
    }

    fn run_immediates(&mut self, last: u64) -> JsResult<()> {
        loop {
            let ctx = &mut self.inner();
            let Some(immediate) = ctx.take_immediate(last) else { return Ok(()) };
            let result = ctx.call_timer(immediate);
            ctx.set_timer_referenced(immediate, false);
            ctx.cancel_timer(immediate);
            result?;
            ctx.drain()?;
        }
    }

    /// Calls the function of a timer, with the timer as `this`.
    fn call_timer(&mut self, timer: Object<'_>) -> JsResult<()> {
        let ctx = &mut self.inner();
        ctx.poll_if_pending();
        let Some(call) = ctx.timer_call(timer) else { return Ok(()) };
        ctx.call(call.callback, timer.value(), List::of(call.arguments).values()).map(|_| ())
    }

    /// Starts a timer: its delay counts from now. A cancelled one stays so.
    fn start_timer(&mut self, timer: Object<'_>) -> JsResult<()> {
        if self.inner().timer_call(timer).is_none() {
            return Ok(());
        }
        let deadline = milliseconds(self.loop_time()) + self.timer_delay(timer);
        self.schedule_timer(timer, deadline)
    }
}
