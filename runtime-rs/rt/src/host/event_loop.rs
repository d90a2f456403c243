//! The event loop, which the host drives, and the wakers that other threads have.
//!
//! A function of the host that JavaScript has called may not drive the loop: jobs would run in the middle of JavaScript.

use crate::host::{Failure, INVALID, answer, host};
use std::ffi::c_int;
use std::os::fd::AsRawFd;
use std::time::Duration;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::Scope;
use yarrow_objects::{Context, Waker};

/// Fails where the loop is not to be driven.
fn check_driver(ctx: &Scope<'_>) -> Result<(), Failure> {
    if ctx.is_in_host() || ctx.is_closing() { Err(INVALID) } else { Ok(()) }
}

/// Sleeps for as long as [`rt_poll`] may, and takes the signal of wakers back.
fn sleep(ctx: &mut Scope<'_>, milliseconds: i64) {
    let at_most = u64::try_from(milliseconds).ok().map(Duration::from_millis);
    let endless = at_most.is_none() && !ctx.has_pending();
    if endless || at_most.is_some_and(|time| time.is_zero()) {
        ctx.waker().into_iter().for_each(Waker::clear);
    } else {
        ctx.wait(at_most);
    }
}

/// Milliseconds as poll(2) takes them, and no less: a sleep of so long does not end before the deadline.
fn poll_timeout(until: Option<Duration>) -> c_int {
    let Some(until) = until else { return -1 };
    c_int::try_from(until.as_nanos().div_ceil(1_000_000)).unwrap_or(c_int::MAX)
}

host! {
    run rt_run_jobs() |ctx| {
        check_driver(ctx)?;
        Ok(ctx.drain()?)
    };
    run rt_poll(milliseconds: i64) |ctx| {
        check_driver(ctx)?;
        sleep(ctx, milliseconds);
        Ok(ctx.run_turn()?)
    };
    ask rt_next_deadline() -> c_int = -1; |ctx| poll_timeout(ctx.next_deadline());
    ask rt_has_pending() -> c_int = 0; |ctx| c_int::from(ctx.has_pending());
    effect rt_operation_begin() |ctx| {
        ctx.begin_operation();
        Ok(())
    };
    effect rt_operation_end() |ctx| {
        if !ctx.awaits_operations() {
            return Err(INVALID);
        }
        ctx.end_operation();
        Ok(())
    };
    ask rt_wakeup_fd() -> c_int = -1; |ctx| {
        ctx.new_waker().map_or(-1, |waker| waker.descriptor().as_raw_fd())
    };
}

/// See `yarrow.h`.
///
/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_waker_new(ctx: *mut Context) -> *mut Waker {
    // SAFETY: the host's promise.
    let made = unsafe { answer(ctx, |ctx| ctx.new_waker().map_err(|_| INVALID)) };
    made.map_or(std::ptr::null_mut(), |waker| Box::into_raw(Box::new(waker)))
}

/// See `yarrow.h`.
///
/// # Safety
/// `waker` is null, or made by `rt_waker_new` and not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_wake(waker: *const Waker) {
    // SAFETY: the host's promise. Threads may share a waker.
    if let Some(waker) = unsafe { waker.as_ref() } {
        waker.wake();
    }
}

/// See `yarrow.h`.
///
/// # Safety
/// `waker` is null, or made by `rt_waker_new` and not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_waker_free(waker: *mut Waker) {
    if !waker.is_null() {
        // SAFETY: the host's promise.
        drop(unsafe { Box::from_raw(waker) });
    }
}

const _: fn() = || {
    fn shared_by_threads<T: Send + Sync>() {}
    shared_by_threads::<Waker>();
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_of_poll_is_no_shorter_than_the_time() {
        assert_eq!(poll_timeout(None), -1);
        assert_eq!(poll_timeout(Some(Duration::ZERO)), 0);
        assert_eq!(poll_timeout(Some(Duration::from_micros(1))), 1);
        assert_eq!(poll_timeout(Some(Duration::from_millis(7))), 7);
        assert_eq!(poll_timeout(Some(Duration::MAX)), c_int::MAX);
    }
}
