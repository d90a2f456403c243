//! Doors to timers: the slots of their objects, and the tables of those that are scheduled.

use super::{Cells, Scope};
use crate::bare;
use crate::context::Context;
use crate::throw::JsResult;
use crate::timers::{TimerCall, TimerKind};
use crate::values::{Object, Value};
use yarrow_abi::layout::CellKind;

// Internal slots.
/// The function that is called; `undefined` in a timer that was cancelled, or has run and cannot be scheduled again.
const CALLBACK: usize = 0;
/// A list of what it is called with.
const ARGUMENTS: usize = 1;
/// Milliseconds.
const DELAY: usize = 2;
/// Where it is in its table; `undefined` while it is in none.
const DEADLINE: usize = 3;
const SEQUENCE: usize = 4;
const KIND: usize = 5;
/// Whether the loop waits for it.
const REFERENCED: usize = 6;
/// The number by which it can be cancelled.
const ID: usize = 7;
const SLOTS: u16 = 8;

/// What a scheduled timer takes in its table, about.
const ENTRY: isize = 40;

/// A number in an internal slot. It is below 2^53: it counts, or is a time in milliseconds.
fn word(t: bare::Object, slot: usize) -> Option<u64> {
    t.internal(slot).as_number().map(|n| n as u64)
}

fn set_word(t: bare::Object, slot: usize, n: u64) {
    t.set_internal(slot, Value::number(n as f64));
}

fn kind(t: bare::Object) -> TimerKind {
    match word(t, KIND) {
        Some(0) => TimerKind::Timeout,
        Some(1) => TimerKind::Interval,
        _ => TimerKind::Immediate,
    }
}

fn is_referenced(t: bare::Object) -> bool {
    t.internal(REFERENCED) == Value::TRUE
}

/// Whether it is in a table.
fn is_scheduled(t: bare::Object) -> bool {
    !t.internal(SEQUENCE).is_undefined()
}

impl Context {
    fn schedule(&mut self, t: bare::Object, deadline: u64) -> JsResult<()> {
        self.unschedule(t);
        if !self.store.has_room(ENTRY as usize) {
            return Err(self.throw_out_of_memory());
        }
        let sequence = self.timers.next();
        if kind(t) == TimerKind::Immediate {
            self.timers.immediates.insert((0, sequence), t);
        } else {
            self.timers.timeouts.insert((deadline, sequence), t);
            set_word(t, DEADLINE, deadline);
        }
        set_word(t, SEQUENCE, sequence);
        self.store.write_barrier(t);
        self.store.add_external(ENTRY);
        self.timers.awaited += usize::from(is_referenced(t));
        Ok(())
    }

    fn unschedule(&mut self, t: bare::Object) {
        let Some(sequence) = word(t, SEQUENCE) else { return };
        match word(t, DEADLINE) {
            Some(deadline) => self.timers.timeouts.remove(&(deadline, sequence)),
            None => self.timers.immediates.remove(&(0, sequence)),
        };
        self.note_taken(t);
    }

    /// The timer has left its table.
    fn note_taken(&mut self, t: bare::Object) {
        t.set_internal(DEADLINE, Value::UNDEFINED);
        t.set_internal(SEQUENCE, Value::UNDEFINED);
        self.store.add_external(-ENTRY);
        self.timers.awaited -= usize::from(is_referenced(t));
    }

    /// It never runs again.
    fn cancel(&mut self, t: bare::Object) {
        self.unschedule(t);
        t.set_internal(CALLBACK, Value::UNDEFINED);
        t.set_internal(ARGUMENTS, Value::UNDEFINED);
        self.forget_number(t);
    }

    fn forget_number(&mut self, t: bare::Object) {
        if let Some(id) = word(t, ID) {
            self.timers.numbered.remove(&(0, id));
        }
    }

    fn set_referenced(&mut self, t: bare::Object, on: bool) {
        if is_referenced(t) != on {
            t.set_internal(REFERENCED, Value::bool(on));
            match (is_scheduled(t), on) {
                (false, _) => {}
                (true, true) => self.timers.awaited += 1,
                (true, false) => self.timers.awaited -= 1,
            }
        }
    }

    fn take_timeout(&mut self, now: u64) -> Option<bare::Object> {
        let entry = self.timers.timeouts.first_entry().filter(|e| e.key().0 <= now)?;
        let t = entry.remove();
        self.note_taken(t);
        Some(t)
    }

    fn take_immediate(&mut self, before: u64) -> Option<bare::Object> {
        let entry = self.timers.immediates.first_entry().filter(|e| e.key().1 <= before)?;
        let t = entry.remove();
        self.note_taken(t);
        Some(t)
    }
}

impl<'s> Scope<'s> {
    /// A timer, which is not scheduled.
    pub fn new_timer(
        &mut self,
        proto: Object<'_>,
        kind: TimerKind,
        call: TimerCall<'_>,
        delay: u32,
    ) -> JsResult<Object<'s>> {
        let t = self.new_object_of_kind(CellKind::Timer, proto.value(), SLOTS)?;
        t.set_internal(CALLBACK, call.callback);
        t.set_internal(ARGUMENTS, call.arguments);
        t.set_internal(DELAY, Value::number(f64::from(delay)));
        t.set_internal(KIND, Value::int(kind as i32));
        t.set_internal(REFERENCED, Value::TRUE);
        let id = self.ctx.timers.next();
        t.set_internal(ID, Value::number(id as f64));
        Ok(t)
    }

    #[must_use]
    pub fn timer_kind(&self, t: Object<'_>) -> TimerKind {
        kind(t.detach_timer())
    }

    /// Schedules a timer, anew if it is scheduled already. An Immediate has no use for the deadline.
    pub fn schedule_timer(&mut self, t: Object<'_>, deadline: u64) -> JsResult<()> {
        self.ctx.schedule(t.detach_timer(), deadline)
    }

    #[must_use]
    pub fn is_timer_scheduled(&self, t: Object<'_>) -> bool {
        is_scheduled(t.detach_timer())
    }

    /// Cancels a timer for ever.
    pub fn cancel_timer(&mut self, t: Object<'_>) {
        self.ctx.cancel(t.detach_timer());
    }

    /// The timer is not going to run again unless somebody schedules it: its number is nobody's any more.
    pub fn forget_timer_number(&mut self, t: Object<'_>) {
        self.ctx.forget_number(t.detach_timer());
    }

    /// What it calls; `None` of a timer that was cancelled.
    pub fn timer_call(&mut self, t: Object<'_>) -> Option<TimerCall<'s>> {
        let callback = self.internal(t, CALLBACK);
        let arguments = self.internal(t, ARGUMENTS);
        (!callback.is_undefined()).then_some(TimerCall { callback, arguments })
    }

    #[must_use]
    pub fn timer_delay(&self, t: Object<'_>) -> u64 {
        word(t.detach_timer(), DELAY).unwrap_or(1)
    }

    /// Whether the loop waits for the timer while it is scheduled.
    #[must_use]
    pub fn is_timer_referenced(&self, t: Object<'_>) -> bool {
        is_referenced(t.detach_timer())
    }

    /// Says whether the loop is to wait for the timer while it is scheduled.
    pub fn set_timer_referenced(&mut self, t: Object<'_>, on: bool) {
        self.ctx.set_referenced(t.detach_timer(), on);
    }

    /// The number by which [`Scope::timer_by_number`] finds the timer as long as it may run.
    pub fn timer_number(&mut self, t: Object<'_>) -> Value<'s> {
        let t = t.detach_timer();
        let id = t.internal(ID);
        // An interval runs again unless it was cancelled.
        let may_run = is_scheduled(t) || kind(t) == TimerKind::Interval && !t.internal(CALLBACK).is_undefined();
        if let Some(id) = word(t, ID).filter(|_| may_run) {
            self.ctx.timers.numbered.insert((0, id), t);
        }
        id
    }

    pub fn timer_by_number(&mut self, id: u64) -> Option<Object<'s>> {
        let t = self.ctx.timers.numbered.get(&(0, id)).copied();
        self.keep(t)
    }

    /// How many times timers were made or scheduled: those to come have higher numbers.
    #[must_use]
    pub fn timer_sequence(&self) -> u64 {
        self.ctx.timers.sequence
    }

    /// Takes the timeout whose deadline comes first from the table, if it is not after `now`.
    pub fn take_timeout(&mut self, now: u64) -> Option<Object<'s>> {
        let t = self.ctx.take_timeout(now);
        self.keep(t)
    }

    /// Takes the oldest immediate from the table, of those that were scheduled when [`Scope::timer_sequence`] was `before`.
    pub fn take_immediate(&mut self, before: u64) -> Option<Object<'s>> {
        let t = self.ctx.take_immediate(before);
        self.keep(t)
    }

    /// The first deadline of a timeout.
    #[must_use]
    pub fn first_deadline(&self) -> Option<u64> {
        self.ctx.timers.timeouts.keys().next().map(|(deadline, _)| *deadline)
    }

    #[must_use]
    pub fn has_immediates(&self) -> bool {
        !self.ctx.timers.immediates.is_empty()
    }

    /// Whether a scheduled timer is one that the loop waits for.
    #[must_use]
    pub fn awaits_timers(&self) -> bool {
        self.ctx.timers.awaited > 0
    }
}

/// The slots of timers are read and written by code that knows them as such.
trait TimerObject {
    fn detach_timer(self) -> bare::Object;
}

impl TimerObject for Object<'_> {
    fn detach_timer(self) -> bare::Object {
        assert!(self.is(CellKind::Timer), "not a timer");
        self.detach()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yarrow_gc::Settings;

    fn in_context(f: impl for<'s> FnOnce(&mut Scope<'s>)) {
        Context::with_settings(Settings::default()).enter(f);
    }

    fn new<'s>(ctx: &mut Scope<'s>, kind: TimerKind) -> Object<'s> {
        let proto = ctx.intrinsics.object_prototype;
        let call = TimerCall { callback: proto.value(), arguments: Value::UNDEFINED };
        ctx.new_timer(proto, kind, call, 1).expect("memory")
    }

    #[test]
    fn timeouts_come_by_deadline_and_among_equals_by_age() {
        in_context(|ctx| {
            let [a, b, c, d] = [9, 5, 9, 7].map(|deadline| {
                let t = new(ctx, TimerKind::Timeout);
                ctx.schedule_timer(t, deadline).expect("memory");
                t
            });
            assert_eq!(ctx.first_deadline(), Some(5));
            assert!(ctx.take_timeout(4).is_none());
            let taken = [b, d, a, c].map(|t| ctx.take_timeout(9) == Some(t));
            assert_eq!(taken, [true; 4]);
            assert!(ctx.take_timeout(99).is_none() && !ctx.awaits_timers());
        });
    }

    #[test]
    fn an_immediate_that_is_scheduled_later_waits_for_the_next_turn() {
        in_context(|ctx| {
            let (first, second) = (new(ctx, TimerKind::Immediate), new(ctx, TimerKind::Immediate));
            ctx.schedule_timer(first, 0).expect("memory");
            let before = ctx.timer_sequence();
            ctx.schedule_timer(second, 0).expect("memory");
            assert!(ctx.take_immediate(before) == Some(first));
            assert!(ctx.take_immediate(before).is_none());
            let now = ctx.timer_sequence();
            assert!(ctx.take_immediate(now) == Some(second));
        });
    }

    #[test]
    fn cancelled_timers_leave_nothing_behind() {
        in_context(|ctx| {
            let bytes = ctx.heap_bytes();
            for kind in [TimerKind::Timeout, TimerKind::Immediate].repeat(500) {
                let ctx = &mut ctx.inner();
                let t = new(ctx, kind);
                ctx.schedule_timer(t, 5).expect("memory");
                ctx.timer_number(t);
                ctx.cancel_timer(t);
                ctx.cancel_timer(t);
                assert!(ctx.timer_call(t).is_none() && !ctx.is_timer_scheduled(t));
            }
            assert!(!ctx.awaits_timers() && !ctx.has_immediates() && ctx.first_deadline().is_none());
            assert!(ctx.timer_by_number(1).is_none());
            ctx.collect();
            assert!(ctx.heap_bytes() <= bytes + 4096);
        });
    }

    #[test]
    fn the_tables_keep_their_timers_and_count_those_that_are_awaited() {
        in_context(|ctx| {
            let mut short = ctx.inner();
            let t = new(&mut short, TimerKind::Interval);
            short.schedule_timer(t, 7).expect("memory");
            short.set_timer_referenced(t, false);
            drop(short);
            assert!(!ctx.awaits_timers());
            ctx.collect();
            let t = ctx.take_timeout(7).expect("it is there");
            assert_eq!((ctx.timer_kind(t), ctx.timer_delay(t)), (TimerKind::Interval, 1));
            ctx.set_timer_referenced(t, true);
            assert!(!ctx.awaits_timers());
            ctx.schedule_timer(t, 8).expect("memory");
            ctx.schedule_timer(t, 9).expect("memory");
            assert!(ctx.awaits_timers());
            assert_eq!(ctx.first_deadline(), Some(9));
        });
    }
}
