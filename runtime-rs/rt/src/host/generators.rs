//! Generators: resuming them, and looking at their frames.

use crate::host::{INVALID, answer, host, settle};
use std::ffi::c_int;
use yarrow_abi::host::{Status, Step};
use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::{CellKind, GENERATOR_RUNNING, GENERATOR_SLOTS};
use yarrow_machine::prelude::*;
use yarrow_objects::Context;
use yarrow_objects::rooted::{Object, Scope, Value};

/// # Safety
/// `ctx` is null or live; the values are alive; `step` is writable or null.
unsafe fn resume(ctx: *mut Context, generator: u64, mode: ResumeMode, sent: u64, step: *mut Step) -> Status {
    if step.is_null() {
        return Status::Invalid;
    }
    // SAFETY: the caller's promise.
    let made = unsafe {
        answer(ctx, |ctx| {
            let g = ctx.value_of(generator).as_kind(CellKind::Generator).ok_or(INVALID)?;
            let sent = ctx.value_of(sent);
            let outcome = ctx.generator_resume(g, mode, sent);
            settle(ctx);
            let (v, done) = outcome?;
            Ok(Step { value: v.bits(), done: i32::from(done) })
        })
    };
    match made {
        Ok(made) => {
            // SAFETY: the caller's promise.
            unsafe { step.write(made) };
            Status::Ok
        }
        Err(status) => status,
    }
}

/// See `yarrow.h`.
///
/// # Safety
/// A generator of this context, and a value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_next(ctx: *mut Context, generator: u64, v: u64, step: *mut Step) -> Status {
    // SAFETY: the caller's promise.
    unsafe { resume(ctx, generator, ResumeMode::Next, v, step) }
}

/// See `yarrow.h`.
///
/// # Safety
/// A generator of this context, and a value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_throw(ctx: *mut Context, generator: u64, e: u64, step: *mut Step) -> Status {
    // SAFETY: the caller's promise.
    unsafe { resume(ctx, generator, ResumeMode::Throw, e, step) }
}

/// See `yarrow.h`.
///
/// # Safety
/// A generator of this context, and a value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_return(ctx: *mut Context, generator: u64, v: u64, step: *mut Step) -> Status {
    // SAFETY: the caller's promise.
    unsafe { resume(ctx, generator, ResumeMode::Return, v, step) }
}

/// What `f` says of a generator; `other` of anything else.
///
/// # Safety
/// The value is alive.
unsafe fn of_generator<R>(ctx: &mut Scope<'_>, v: u64, other: R, f: impl FnOnce(&mut Scope<'_>, Object<'_>) -> R) -> R {
    // SAFETY: the caller's promise.
    match unsafe { Value::from_bits(v) }.as_kind(CellKind::Generator) {
        Some(g) => f(ctx, g),
        None => other,
    }
}

host! {
    ask rt_generator_state(generator: u64) -> u32 = u32::MAX; |ctx| {
        of_generator(ctx, generator, u32::MAX, |ctx, g| ctx.generator_state(g))
    };
    ask rt_generator_done(generator: u64) -> c_int = 0; |ctx| {
        of_generator(ctx, generator, 0, |ctx, g| c_int::from(ctx.generator_is_done(g)))
    };
    ask rt_generator_running(generator: u64) -> c_int = 0; |ctx| {
        of_generator(ctx, generator, 0, |ctx, g| {
            c_int::from(ctx.generator_flags(g) & GENERATOR_RUNNING != 0 || ctx.runs_in_chain(g))
        })
    };
    ask rt_generator_slot_count(generator: u64) -> u32 = 0; |ctx| {
        of_generator(ctx, generator, 0, |ctx, g| ctx.generator_desc(g).slot_count)
    };
    ask rt_generator_slot_is_live(generator: u64, slot: u32) -> c_int = 0; |ctx| {
        of_generator(ctx, generator, 0, |ctx, g| c_int::from(ctx.generator_slot(g, slot).is_some()))
    };
    ask rt_generator_frame_of(generator: u64) -> *const u64 = std::ptr::null(); |ctx| {
        of_generator(ctx, generator, std::ptr::null(), |_, g| {
            g.address().wrapping_add(GENERATOR_SLOTS as usize).cast_const().cast()
        })
    };
}
