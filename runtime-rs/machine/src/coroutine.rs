//! Async functions (27.7): how one goes on, and what becomes of the promise of its result.
//!
//! A coroutine leaves its resume function in three ways: at an `await`, with what it waits for; at a `return`, with the result; by an
//! exception. An `await` whose operand cannot be made a promise resumes it at once, with what that threw.

use crate::async_generator::AsyncGenerators;
use crate::promise::Promises;
use easy_ext::ext;
use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::GENERATOR_AWAITING;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{CellKind, JsResult};

#[ext(Coroutines)]
pub impl<'s> Scope<'s> {
    /// A coroutine that is suspended for the first time waits for `awaited`: the promise of its result.
    fn async_start(&mut self, coroutine: Value<'_>, awaited: Value<'_>) -> JsResult<Value<'s>> {
        let promise = self.new_promise()?;
        self.set_coroutine_promise(coroutine, promise);
        if let Some(reason) = self.try_await(coroutine, awaited)? {
            self.resume_coroutine(coroutine, ResumeMode::Throw, reason)?;
        }
        Ok(promise.value())
    }

    /// The promise of an async function that returned before it waited.
    fn async_return(&mut self, value: Value<'_>) -> JsResult<Value<'s>> {
        let promise = self.new_promise()?;
        self.resolve_promise(promise, value)?;
        Ok(promise.value())
    }

    /// The promise of an async function that threw before it waited. The caller itself hears that the heap is full: a loop that
    /// calls such functions without end looks at no promise.
    fn async_throw(&mut self, reason: Value<'_>) -> JsResult<Value<'s>> {
        if self.is_starved_by(reason) {
            return Err(self.throw(reason));
        }
        let promise = self.new_promise()?;
        self.reject_promise(promise, reason)?;
        Ok(promise.value())
    }

    /// Does what the job says that the settlement of an awaited promise enqueued.
    fn resume_coroutine(&mut self, coroutine: Value<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<()> {
        if let Some(generator) = coroutine.as_kind(CellKind::AsyncGenerator) {
            return self.async_generator_continue(generator, mode, value);
        }
        let sent = self.slot(value);
        let mut mode = mode;
        loop {
            let ctx = &mut self.inner();
            let value = sent.get(ctx);
            let left = ctx.run_generator(coroutine, mode, value);
            let awaits = ctx.generator_flags(coroutine) & GENERATOR_AWAITING != 0;
            match left {
                Ok(awaited) if awaits => match ctx.try_await(coroutine, awaited)? {
                    None => return Ok(()),
                    Some(reason) => {
                        sent.set(reason);
                        mode = ResumeMode::Throw;
                    }
                },
                Ok(result) => {
                    let Some(promise) = ctx.coroutine_promise(coroutine).as_object() else { return Ok(()) };
                    return ctx.resolve_promise(promise, result);
                }
                Err(throw) => {
                    let reason = ctx.caught(throw);
                    let Some(promise) = ctx.coroutine_promise(coroutine).as_object() else { return Ok(()) };
                    return ctx.reject_promise(promise, reason);
                }
            }
        }
    }
}

#[ext(CoroutinesWithin)]
pub(crate) impl<'s> Scope<'s> {
    /// Await (27.7.5.3): the settlement of `awaited` resumes the coroutine. What making a promise of it threw, if it did.
    fn try_await(&mut self, coroutine: Value<'_>, awaited: Value<'_>) -> JsResult<Option<Value<'s>>> {
        match self.await_value(awaited, coroutine) {
            Ok(()) => Ok(None),
            Err(throw) => Ok(Some(self.caught(throw))),
        }
    }
}
