//! The host interface of the event loop, called as C calls it: what null and values of other kinds come to, and threads.

use std::ffi::{c_int, c_void};
use std::ptr::{null, null_mut};
use std::time::{Duration, Instant};
use yarrow_abi::host::{PromiseState, Status, Step};
use yarrow_abi::value::{TRUE, UNDEFINED};
use yarrow_objects::{Context, Waker};
use yarrow_rt::host::async_iterators::*;
use yarrow_rt::host::event_loop::*;
use yarrow_rt::host::lifecycle::{rt_context_free, rt_context_new};
use yarrow_rt::host::promises::*;
use yarrow_rt::host::rejections::*;
use yarrow_rt::host::values::rt_kind_of;

fn in_context(f: impl FnOnce(*mut Context)) {
    let ctx = rt_context_new(0);
    assert!(!ctx.is_null());
    f(ctx);
    // SAFETY: it was just made.
    unsafe { rt_context_free(ctx) };
}

/// The functions that take a value and give one.
type OfValue = unsafe extern "C" fn(*mut Context, u64, *mut u64) -> Status;

unsafe extern "C" fn observer(_: *mut Context, seen: *mut c_void, v: u64, rejected: c_int) -> c_int {
    // SAFETY: the test passes a vector.
    unsafe { (*seen.cast::<Vec<(u64, c_int)>>()).push((v, rejected)) };
    Status::Ok as c_int
}

unsafe extern "C" fn listener(_: *mut Context, seen: *mut c_void, _: u64, reason: u64) -> c_int {
    // SAFETY: the test passes a vector.
    unsafe { (*seen.cast::<Vec<u64>>()).push(reason) };
    Status::Ok as c_int
}

#[test]
fn no_context_is_invalid() {
    let ctx = null_mut();
    let mut out = 7;
    let mut step = Step { value: 7, done: 7 };
    // SAFETY: null is allowed everywhere.
    unsafe {
        let statuses = [
            rt_run_jobs(ctx),
            rt_poll(ctx, -1),
            rt_operation_begin(ctx),
            rt_operation_end(ctx),
            rt_promise_new(ctx, &raw mut out),
            rt_promise_resolve(ctx, UNDEFINED, UNDEFINED),
            rt_promise_reject(ctx, UNDEFINED, UNDEFINED),
            rt_promise_result(ctx, UNDEFINED, &raw mut out),
            rt_promise_then(ctx, UNDEFINED, Some(observer), null_mut(), None),
            rt_on_unhandled_rejection(ctx, Some(listener), null_mut(), None),
            rt_unhandled_rejection_take(ctx, &raw mut out),
            rt_async_iterator_open(ctx, UNDEFINED, &raw mut out),
            rt_async_iterator_next(ctx, UNDEFINED, UNDEFINED, &raw mut out),
            rt_async_iterator_throw(ctx, UNDEFINED, UNDEFINED, &raw mut out),
            rt_async_iterator_return(ctx, UNDEFINED, UNDEFINED, &raw mut out),
            rt_async_iterator_step(ctx, UNDEFINED, &raw mut step),
        ];
        assert_eq!(statuses, [Status::Invalid; 16]);
        assert_eq!((out, step.value), (7, 7));
        assert_eq!((rt_next_deadline(ctx), rt_has_pending(ctx), rt_wakeup_fd(ctx)), (-1, 0, -1));
        assert_eq!(rt_promise_state(ctx, UNDEFINED), PromiseState::None);
        assert!(rt_waker_new(ctx).is_null());
        rt_wake(null());
        rt_waker_free(null_mut());
    }
}

#[test]
fn what_is_no_promise_and_no_place_for_a_result_are_invalid() {
    in_context(|ctx| {
        let mut p = UNDEFINED;
        // SAFETY: the context is live and so are the values: nothing here collects.
        unsafe {
            for f in [rt_promise_result as OfValue, rt_async_iterator_open] {
                assert_eq!(f(ctx, TRUE, &raw mut p), Status::Invalid);
                assert_eq!(f(ctx, TRUE, null_mut()), Status::Invalid);
            }
            assert_eq!(rt_promise_new(ctx, null_mut()), Status::Invalid);
            assert_eq!(rt_promise_resolve(ctx, TRUE, TRUE), Status::Invalid);
            assert_eq!(rt_promise_then(ctx, TRUE, Some(observer), null_mut(), None), Status::Invalid);
            assert_eq!(rt_unhandled_rejection_take(ctx, &raw mut p), Status::Missing);
            assert_eq!(rt_promise_new(ctx, &raw mut p), Status::Ok);
            assert_eq!(rt_kind_of(ctx, p), yarrow_abi::host::Kind::Promise);
            assert_eq!(rt_promise_then(ctx, p, None, null_mut(), None), Status::Invalid);
            assert_eq!(rt_async_iterator_step(ctx, p, null_mut()), Status::Invalid);
            assert_eq!(rt_async_iterator_next(ctx, p, UNDEFINED, &raw mut p), Status::Missing);
            assert_eq!(rt_operation_end(ctx), Status::Invalid);
        }
    });
}

#[test]
fn a_promise_is_settled_once_and_observed_by_a_job() {
    in_context(|ctx| {
        let (mut p, mut result) = (UNDEFINED, UNDEFINED);
        let mut seen: Vec<(u64, c_int)> = Vec::new();
        // SAFETY: as above, and the vector lives until the context has gone.
        unsafe {
            assert_eq!(rt_promise_new(ctx, &raw mut p), Status::Ok);
            assert_eq!(rt_promise_result(ctx, p, &raw mut result), Status::Missing);
            assert_eq!(rt_promise_then(ctx, p, Some(observer), (&raw mut seen).cast(), None), Status::Ok);
            assert_eq!((rt_has_pending(ctx), rt_next_deadline(ctx)), (0, -1));
            assert_eq!(rt_promise_reject(ctx, p, TRUE), Status::Ok);
            assert_eq!(rt_promise_resolve(ctx, p, TRUE), Status::Invalid);
            assert_eq!(rt_promise_state(ctx, p), PromiseState::Rejected);
            assert_eq!((rt_has_pending(ctx), rt_next_deadline(ctx), seen.len()), (1, 0, 0));
            assert_eq!(rt_run_jobs(ctx), Status::Ok);
        }
        assert_eq!(seen, [(TRUE, 1)]);
    });
}

#[test]
fn rejections_wait_until_somebody_asks_or_listens() {
    in_context(|ctx| {
        let mut p = UNDEFINED;
        let mut seen: Vec<u64> = Vec::new();
        // SAFETY: as above.
        unsafe {
            assert_eq!(rt_promise_new(ctx, &raw mut p), Status::Ok);
            assert_eq!(rt_promise_reject(ctx, p, TRUE), Status::Ok);
            assert_eq!(rt_run_jobs(ctx), Status::Ok);
            assert_eq!(rt_on_unhandled_rejection(ctx, Some(listener), (&raw mut seen).cast(), None), Status::Ok);
            assert_eq!(rt_poll(ctx, 0), Status::Ok);
            assert_eq!(seen, [TRUE]);
            assert_eq!(rt_unhandled_rejection_take(ctx, &raw mut p), Status::Missing);
        }
    });
}

/// A waker on its way to another thread.
struct Sent(*mut Waker);

// SAFETY: what `rt_wake` takes is for any thread.
unsafe impl Send for Sent {}

impl Sent {
    fn wake(&self) {
        // SAFETY: it is freed when the thread has ended.
        unsafe { rt_wake(self.0) };
    }
}

#[test]
fn a_thread_ends_the_sleep_and_the_descriptor_is_readable_until_then() {
    in_context(|ctx| {
        // SAFETY: the context is live.
        unsafe {
            let before = Instant::now();
            assert_eq!(rt_poll(ctx, -1), Status::Ok);
            assert!(rt_wakeup_fd(ctx) >= 0);
            assert_eq!(rt_wakeup_fd(ctx), rt_wakeup_fd(ctx));
            let waker = rt_waker_new(ctx);
            let sent = Sent(waker);
            assert_eq!(rt_operation_begin(ctx), Status::Ok);
            let thread = std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(5));
                sent.wake();
            });
            assert_eq!(rt_poll(ctx, -1), Status::Ok);
            thread.join().expect("it ends");
            assert_eq!(rt_operation_end(ctx), Status::Ok);
            assert_eq!(rt_poll(ctx, 2), Status::Ok);
            assert!(before.elapsed() >= Duration::from_millis(7));
            rt_wake(waker);
            assert_eq!(rt_poll(ctx, 600_000), Status::Ok);
            assert!(before.elapsed() < Duration::from_secs(300));
            rt_waker_free(waker);
        }
    });
}
