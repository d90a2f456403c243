//! The event loop as a host drives it.

use std::cell::Cell;
use std::time::{Duration, Instant};
use yarrow_gc::Settings;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Context, JsResult, NativeKind, TimerCall, TimerKind};

thread_local! {
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

fn count<'s>(_: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    CALLS.set(CALLS.get() + 1);
    Ok(Value::UNDEFINED)
}

fn throw<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    CALLS.set(CALLS.get() + 1);
    Err(ctx.throw(Value::NULL))
}

fn in_context(f: impl for<'s> FnOnce(&mut Scope<'s>)) {
    CALLS.set(0);
    Context::with_settings(Settings::default()).enter(f);
}

fn function<'s>(ctx: &mut Scope<'s>, fails: bool) -> Value<'s> {
    let name = ctx.names.empty;
    let f = if fails { throw } else { count };
    ctx.new_native(name, 0, f, NativeKind::Function).expect("memory").value()
}

fn start<'s>(ctx: &mut Scope<'s>, kind: TimerKind, delay: u32, fails: bool) -> Object<'s> {
    let callback = function(ctx, fails);
    let proto = ctx.intrinsics.object_prototype;
    let timer = ctx.new_timer(proto, kind, TimerCall { callback, arguments: Value::UNDEFINED }, delay).expect("memory");
    ctx.start_timer(timer).expect("memory");
    timer
}

#[test]
fn a_host_asks_for_the_deadline_and_sleeps_itself() {
    in_context(|ctx| {
        assert!(!ctx.has_pending() && ctx.next_deadline().is_none());
        start(ctx, TimerKind::Timeout, 30, false);
        let until = ctx.next_deadline().expect("a timer");
        assert!(ctx.has_pending() && until <= Duration::from_millis(30));
        ctx.run_turn().expect("nothing throws");
        assert_eq!(CALLS.get(), 0);
        std::thread::sleep(until);
        ctx.run_turn().expect("nothing throws");
        assert_eq!(CALLS.get(), 1);
        assert!(!ctx.has_pending() && ctx.next_deadline().is_none());
    });
}

#[test]
fn the_loop_sleeps_no_longer_than_it_is_told() {
    in_context(|ctx| {
        start(ctx, TimerKind::Timeout, 600_000, false);
        let before = Instant::now();
        ctx.wait(Some(Duration::from_millis(5)));
        assert!(before.elapsed() >= Duration::from_millis(5));
        assert!(before.elapsed() < Duration::from_secs(300));
    });
}

#[test]
fn another_thread_ends_a_sleep_without_deadline() {
    in_context(|ctx| {
        ctx.begin_operation();
        assert!(ctx.has_pending() && ctx.next_deadline().is_none());
        let waker = ctx.new_waker().expect("a pipe");
        let thread = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(5));
            waker.wake();
        });
        ctx.wait(None);
        thread.join().expect("it ends");
        ctx.end_operation();
        ctx.run_until_idle().expect("nothing throws");
    });
}

#[test]
fn a_call_that_throws_is_gone_on_with() {
    in_context(|ctx| {
        for fails in [true, false, true] {
            start(ctx, TimerKind::Immediate, 0, fails);
        }
        let tick = function(ctx, false);
        assert!(ctx.run_turn().is_err());
        assert_eq!(CALLS.get(), 1);
        ctx.enqueue_tick(tick, Value::UNDEFINED).expect("memory");
        assert!(ctx.run_turn().is_err());
        assert_eq!(CALLS.get(), 4, "the second immediate, the tick, the third immediate");
        ctx.run_turn().expect("nothing is left");
        assert!(!ctx.has_pending());
    });
}

#[test]
fn an_unreferenced_interval_is_not_waited_for() {
    in_context(|ctx| {
        let timer = start(ctx, TimerKind::Interval, 1, false);
        ctx.set_timer_referenced(timer, false);
        ctx.run_until_idle().expect("nothing throws");
        start(ctx, TimerKind::Timeout, 20, false);
        ctx.run_until_idle().expect("nothing throws");
        assert!(CALLS.get() >= 2);
        ctx.cancel_timer(timer);
        assert!(ctx.next_deadline().is_none());
    });
}
