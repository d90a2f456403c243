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
        Ok(self.new_resolved_promise(value)?.value())
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
        match self.coroutine_turn(coroutine, mode, value)? {
            None => Ok(()),
            Some(reason) => self.resume_at_once(coroutine, reason),
        }
    }
}

#[ext(CoroutinesWithin)]
pub(crate) impl<'s> Scope<'s> {
    /// Resumes a coroutine by throws for as long as its awaits themselves throw.
    fn resume_at_once(&mut self, coroutine: Value<'_>, reason: Value<'_>) -> JsResult<()> {
        let thrown = self.slot(reason);
        loop {
            let ctx = &mut self.inner();
            let reason = thrown.get(ctx);
            match ctx.coroutine_turn(coroutine, ResumeMode::Throw, reason)? {
                None => return Ok(()),
                Some(reason) => thrown.set(reason),
            }
        }
    }

    /// Runs a coroutine up to where it leaves its resume function. What it is to be resumed with at once, by a throw, if it is.
    #[inline]
    fn coroutine_turn(
        &mut self,
        coroutine: Value<'_>,
        mode: ResumeMode,
        value: Value<'_>,
    ) -> JsResult<Option<Value<'s>>> {
        match self.run_generator(coroutine, mode, value) {
            Ok(awaited) if self.generator_flags(coroutine) & GENERATOR_AWAITING != 0 => {
                return self.try_await(coroutine, awaited);
            }
            Ok(result) => {
                let Some(promise) = self.coroutine_promise(coroutine).as_object() else { return Ok(None) };
                self.resolve_promise(promise, result)?;
            }
            Err(throw) => {
                let reason = self.caught(throw);
                let Some(promise) = self.coroutine_promise(coroutine).as_object() else { return Ok(None) };
                self.reject_promise(promise, reason)?;
            }
        }
        Ok(None)
    }

    /// Await (27.7.5.3): the settlement of `awaited` resumes the coroutine. What making a promise of it threw, if it did.
    fn try_await(&mut self, coroutine: Value<'_>, awaited: Value<'_>) -> JsResult<Option<Value<'s>>> {
        if awaited == Value::EMPTY {
            self.await_step(coroutine);
            return Ok(None);
        }
        match self.await_value(awaited, coroutine) {
            Ok(()) => Ok(None),
            Err(throw) => Ok(Some(self.caught(throw))),
        }
    }
}
