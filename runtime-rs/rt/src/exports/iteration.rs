//! Iteration, `for-in`, generators and the evaluation of modules.

use crate::enter::{done, enter, exports};
use yarrow_abi::kinds::ResumeMode;
use yarrow_machine::or_done;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::Value;
use yarrow_objects::{Context, expect_generator, expect_kind};

exports! {
    value rt_iter_open(iterable, text) |ctx| ctx.iter_open_named(iterable, text);
    value rt_iter_next(iter) |ctx| or_done(ctx.iter_next(iter));
    value rt_iter_result_value(record, result) |ctx| or_done(ctx.iter_result_value(record, result));
    value rt_iter_skip(iter) |ctx| ctx.iter_step(iter).map(|_| Value::UNDEFINED);
    value rt_iter_close(iter) |ctx| done(ctx.iter_close(iter));
    value rt_iter_rest(iter) |ctx| ctx.iter_rest(iter);
    value rt_async_iter_open(iterable, text) |ctx| ctx.async_iter_open(iterable, text);
    value rt_async_iter_next(iter) |ctx| ctx.async_iter_next(iter);
    value rt_async_iter_close(iter) |ctx| or_done(ctx.async_iter_close(iter));
    condition rt_iter_result_done(result) |ctx| ctx.iter_result_done(result);
    throwing rt_check_iter_result(result) |ctx| done(ctx.check_iter_result(result));
    value rt_for_in_open(v) |ctx| ctx.for_in_open(v);
    value rt_for_in_next(state) |ctx| or_done(ctx.for_in_next(state));
    value rt_evaluate_module(module) |ctx| ctx.evaluate_module(module);
    value rt_program_promise(promise, place) |ctx| done(ctx.await_program(promise, place));
    value rt_import_type(options) |ctx| ctx.import_type(options);
    value rt_find_module(specifier, from, files) |ctx| ctx.find_module(specifier, from, files);
    value rt_generator_answer(generator, v) |ctx| ctx.generator_answer(expect_generator(generator), v);
    leaf rt_generator_result(generator, v) |ctx| ctx.generator_result(generator, v);
    value rt_generator_unwrap(generator, v) |ctx| or_done(ctx.generator_unwrap(expect_generator(generator), v));
    leaf rt_delegate_result() |ctx| Ok(ctx.take_delegate_result());
    value rt_delegate_pass(raw) |ctx| or_done(ctx.delegate_pass(raw));
}

/// IteratorClose with a throw completion.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_iter_close_silent(ctx: *mut Context, sp: *mut u64, iter: u64) {
    // SAFETY: the caller keeps the convention.
    unsafe {
        enter(ctx, sp, [iter], |ctx, [iter]| {
            ctx.iter_close_silent(iter);
            Ok(Value::UNDEFINED)
        });
    }
}

/// One step of `yield*` in an async generator: (iterator, mode, received value).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_async_iter_step(
    ctx: *mut Context,
    sp: *mut u64,
    iter: u64,
    mode: u32,
    received: u64,
) -> u64 {
    let mode = expect_kind::<ResumeMode>(mode.into());
    // SAFETY: the caller keeps the convention.
    unsafe {
        enter(ctx, sp, [iter, received], |ctx, [iter, received]| or_done(ctx.async_iter_step(iter, mode, received)))
    }
}

/// One step of `yield*`: (iterator, mode, received value).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_delegate_step(ctx: *mut Context, sp: *mut u64, iter: u64, mode: u32, received: u64) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        // Where a chain is stepped, the one further in has ended already.
        if (*ctx).take_completion(iter) {
            return Value::ITER_DONE.bits();
        }
        let mode = expect_kind::<ResumeMode>(mode.into());
        enter(ctx, sp, [iter, received], |ctx, [iter, received]| or_done(ctx.delegate_step(iter, mode, received)))
    }
}
