//! Async iterators: async generators and whatever has their methods.

use crate::host::{Failure, INVALID, MISSING, answer, host, settle};
use yarrow_abi::host::{Status, Step};
use yarrow_abi::kinds::ResumeMode;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{CellKind, Context};

/// The promise of a request. Like those of sync generators, requests of async generators look up no property.
fn request<'s>(ctx: &mut Scope<'s>, iterator: Value<'_>, mode: ResumeMode, v: Value<'_>) -> Result<Value<'s>, Failure> {
    let o = iterator.as_object().ok_or(INVALID)?;
    let (name, key) = match mode {
        ResumeMode::Next => ("next", ctx.names.next),
        ResumeMode::Throw => ("throw", ctx.names.throw_),
        ResumeMode::Return => ("return", ctx.names.return_),
    };
    if o.is(CellKind::AsyncGenerator) {
        return Ok(ctx.async_generator_resume(iterator, mode, v, name)?);
    }
    let method = ctx.get_method(iterator, key)?;
    if method.is_undefined() {
        return Err(MISSING);
    }
    let answer = ctx.call(method, iterator, &[v])?;
    Ok(ctx.promise_resolve(answer)?.value())
}

/// What `for await` reads of what a request was answered with.
fn read_result<'s>(ctx: &mut Scope<'s>, result: Value<'_>) -> Result<(Value<'s>, bool), Failure> {
    let done = ctx.iter_result_done(result)?;
    let key = ctx.names.value;
    Ok((ctx.get_value(result, key)?, done))
}

host! {
    call rt_async_iterator_open(iterable: u64) |ctx| {
        let iterable = ctx.value_of(iterable);
        if !iterable.is_object() {
            return Err(INVALID);
        }
        let key = ctx.symbols.async_iterator;
        let method = ctx.get_method(iterable, key)?;
        if method.is_undefined() {
            return Err(MISSING);
        }
        let iterator = ctx.call(method, iterable, &[])?;
        if !iterator.is_object() {
            let message = "Result of the Symbol.asyncIterator method is not an object";
            return Err(ctx.throw_type_error(format_args!("{message}")).into());
        }
        Ok(iterator)
    };
    call rt_async_iterator_next(iterator: u64, v: u64) |ctx| {
        let (iterator, v) = (ctx.value_of(iterator), ctx.value_of(v));
        request(ctx, iterator, ResumeMode::Next, v)
    };
    call rt_async_iterator_throw(iterator: u64, e: u64) |ctx| {
        let (iterator, e) = (ctx.value_of(iterator), ctx.value_of(e));
        request(ctx, iterator, ResumeMode::Throw, e)
    };
    call rt_async_iterator_return(iterator: u64, v: u64) |ctx| {
        let (iterator, v) = (ctx.value_of(iterator), ctx.value_of(v));
        request(ctx, iterator, ResumeMode::Return, v)
    };
}

/// See `yarrow.h`.
///
/// # Safety
/// The value is alive; `step` is writable or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_async_iterator_step(ctx: *mut Context, result: u64, step: *mut Step) -> Status {
    if step.is_null() {
        return Status::Invalid;
    }
    // SAFETY: the host's promise.
    unsafe {
        let made = answer(ctx, |ctx| {
            let result = ctx.value_of(result);
            let read = read_result(ctx, result);
            settle(ctx);
            let (v, done) = read?;
            Ok(Step { value: v.bits(), done: i32::from(done) })
        });
        match made {
            Ok(made) => {
                step.write(made);
                Status::Ok
            }
            Err(status) => status,
        }
    }
}
