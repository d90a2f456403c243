//! Async generators (27.6): their queue of requests, and what each resumption comes to.
//!
//! | state of the specification | flags | |
//! | --- | --- | --- |
//! | suspended-start | 0 | frame in state 0 |
//! | suspended-yield | 0 | frame in another state |
//! | executing | RUNNING, or AWAITING where an `await` of the body waits | there is a first request |
//! | draining-queue | DONE and AWAITING: the value of a `return` is awaited | there is a first request |
//! | completed | DONE | there is no request |
//!
//! The promise of the first request lies in the generator. Those behind it are in an array that JavaScript never sees: the index of
//! the next one, then mode, value and promise of each.
//!
//! A coroutine that awaits what `next` returns, and keeps it from everybody else, needs no promise: its request is the coroutine
//! itself, and completing the step resumes it by the job that settling a promise would have enqueued. That is a *step*
//! ([`AsyncGenerators::async_generator_step`]). It begins before the coroutine waits; until then the request is EMPTY.

use crate::coroutine::CoroutinesWithin;
use crate::promise::Promises;
use easy_ext::ext;
use yarrow_abi::kinds::{Kind, ResumeMode};
use yarrow_abi::layout::{GENERATOR_AWAITING, GENERATOR_DONE, GENERATOR_RUNNING};
use yarrow_objects::rooted::{Args, Object, Root, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult};

/// Words of a request in the queue.
const REQUEST: usize = 3;

#[ext(AsyncGenerators)]
pub impl<'s> Scope<'s> {
    /// AsyncGenerator.prototype.next, throw and return (27.6.1.2 to 27.6.1.4): the promise of the request.
    fn async_generator_resume(
        &mut self,
        this: Value<'_>,
        mode: ResumeMode,
        value: Value<'_>,
        method: &str,
    ) -> JsResult<Value<'s>> {
        let promise = self.new_promise()?;
        let ctx = &mut self.inner();
        let Some(g) = this.as_kind(CellKind::AsyncGenerator) else {
            let text = ctx.describe(this);
            let throw = ctx.throw_type_error(format_args!(
                "Method [AsyncGenerator].prototype.{method} called on incompatible receiver {text}"
            ));
            let error = ctx.caught(throw);
            ctx.reject_promise(promise, error)?;
            return Ok(promise.value());
        };
        let mut flags = ctx.generator_flags(g);
        let starts = flags == 0 && ctx.generator_state(g) == 0;
        if starts && mode != ResumeMode::Next {
            ctx.finish_generator(g);
            flags = GENERATOR_DONE;
        }
        if flags == GENERATOR_DONE {
            match mode {
                ResumeMode::Next => {
                    let result = ctx.new_iter_result(Value::UNDEFINED, true)?;
                    ctx.resolve_promise(promise, result.value())?;
                }
                ResumeMode::Throw => ctx.reject_promise(promise, value)?,
                ResumeMode::Return => {
                    ctx.set_async_generator_request(g, promise.value());
                    ctx.drain_queue(g, Some((mode, value)))?;
                }
            }
            return Ok(promise.value());
        }
        if flags & (GENERATOR_RUNNING | GENERATOR_AWAITING) != 0 {
            ctx.push_request(g, mode, value, promise)?;
        } else {
            ctx.set_async_generator_request(g, promise.value());
            ctx.async_generator_run(g, mode, value, None)?;
        }
        Ok(promise.value())
    }

    /// `next` of an async generator, for the `await` that follows at once: the promise of the request, or EMPTY, with which
    /// [`AsyncGenerators::await_step`] is called.
    fn async_generator_step(&mut self, iter: Value<'_>) -> JsResult<Value<'s>> {
        let idle = iter.as_kind(CellKind::AsyncGenerator).filter(|g| self.generator_flags(*g) == 0);
        let Some(g) = idle.filter(|_| self.fresh_promises_are_intact()) else {
            return self.async_generator_resume(iter, ResumeMode::Next, Value::UNDEFINED, "next");
        };
        self.set_async_generator_request(g, Value::EMPTY);
        let outcome = self.slot(Value::EMPTY);
        self.async_generator_run(g, ResumeMode::Next, Value::UNDEFINED, Some(outcome))?;
        let outcome = outcome.get(self);
        if outcome == Value::EMPTY {
            self.set_stepped(g);
        }
        Ok(outcome)
    }

    /// The coroutine waits for the step that [`AsyncGenerators::async_generator_step`] began.
    fn await_step(&mut self, coroutine: Value<'_>) {
        let g = self.take_stepped().expect("a step that was begun");
        self.set_async_generator_request(g, coroutine);
    }

    /// Goes on after an `await`: of the body, or of the value of a `return`.
    fn async_generator_continue(&mut self, g: Object<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<()> {
        if !self.generator_is_done(g) {
            return self.async_generator_run(g, mode, value, None);
        }
        // AsyncGeneratorAwaitReturn (27.6.3.9), steps 9 and 11.
        let ctx = &mut self.inner();
        let completion = if mode == ResumeMode::Throw { Err(value) } else { Ok(value) };
        let next = ctx.complete_step(g, completion, true, None)?;
        ctx.drain_queue(g, next)
    }
}

/// A request: how it resumes, and with what.
type Request<'s> = (ResumeMode, Value<'s>);

/// Nothing may be resumed while a promise is resolved, which may run a getter of the program's.
const BUSY: u32 = GENERATOR_RUNNING;
/// The same of one that has ended.
const DRAINING: u32 = GENERATOR_DONE | GENERATOR_AWAITING;

#[ext]
impl<'s> Scope<'s> {
    /// Resumes the body, and again for as long as it yields and there are requests. A step that completes before its coroutine waits
    /// leaves a promise in `outcome`.
    fn async_generator_run(
        &mut self,
        g: Object<'_>,
        mode: ResumeMode,
        value: Value<'_>,
        outcome: Option<Root<'_>>,
    ) -> JsResult<()> {
        let sent = self.slot(value);
        let mut mode = mode;
        loop {
            let ctx = &mut self.inner();
            let value = sent.get(ctx);
            let left = ctx.run_generator(g, mode, value);
            let flags = ctx.generator_flags(g);
            let next = match left {
                Ok(awaited) if flags & GENERATOR_AWAITING != 0 => {
                    ctx.try_await(g.value(), awaited)?.map(|reason| (ResumeMode::Throw, reason))
                }
                // AsyncGeneratorYield (27.6.3.8)
                Ok(yielded) if flags & GENERATOR_DONE == 0 => {
                    ctx.set_generator_flags(g, BUSY);
                    let next = ctx.complete_step(g, Ok(yielded), false, outcome);
                    ctx.set_generator_flags(g, 0);
                    next?
                }
                Ok(returned) => {
                    ctx.set_generator_flags(g, DRAINING);
                    let next = ctx.complete_step(g, Ok(returned), true, outcome)?;
                    return ctx.drain_queue(g, next);
                }
                Err(throw) => {
                    ctx.set_generator_flags(g, DRAINING);
                    let reason = ctx.caught(throw);
                    let next = ctx.complete_step(g, Err(reason), true, outcome)?;
                    return ctx.drain_queue(g, next);
                }
            };
            let Some((resumed, value)) = next else { return Ok(()) };
            sent.set(value);
            mode = resumed;
        }
    }

    /// AsyncGeneratorCompleteStep (27.6.3.5): settles the first request. The one that then is the first.
    fn complete_step(
        &mut self,
        g: Object<'_>,
        completion: Result<Value<'_>, Value<'_>>,
        done: bool,
        outcome: Option<Root<'_>>,
    ) -> JsResult<Option<Request<'s>>> {
        let request = self.async_generator_request(g);
        self.set_async_generator_request(g, Value::UNDEFINED);
        self.settle_request(request, completion, done, outcome)?;
        self.next_request(g)
    }

    /// Tells a request how its step completed.
    fn settle_request(
        &mut self,
        request: Value<'_>,
        completion: Result<Value<'_>, Value<'_>>,
        done: bool,
        outcome: Option<Root<'_>>,
    ) -> JsResult<()> {
        let ctx = &mut self.inner();
        let completion = match completion {
            Ok(value) => Ok(ctx.new_iter_result(value, done)?),
            Err(reason) => Err(reason),
        };
        let promise = if let Some(promise) = request.as_kind(CellKind::Promise) {
            promise
        } else if request.is_cell() {
            match completion {
                Ok(result) if ctx.lacks_then(result)? => {
                    return ctx.enqueue_resumption(request, ResumeMode::Next, result.value());
                }
                Err(reason) => return ctx.enqueue_resumption(request, ResumeMode::Throw, reason),
                Ok(_) => {}
            }
            let promise = ctx.new_promise()?;
            ctx.await_promise(promise, request)?;
            promise
        } else {
            // Nobody waits for a step whose coroutine found no memory.
            let Some(outcome) = outcome.filter(|_| request == Value::EMPTY) else { return Ok(()) };
            let promise = ctx.new_promise()?;
            outcome.set(promise.value());
            promise
        };
        match completion {
            Ok(result) => ctx.resolve_promise(promise, result.value()),
            Err(reason) => ctx.reject_promise(promise, reason),
        }
    }

    /// AsyncGeneratorDrainQueue (27.6.3.10) of one that has ended, whose first request is `next`.
    fn drain_queue(&mut self, g: Object<'_>, next: Option<Request<'_>>) -> JsResult<()> {
        self.set_generator_flags(g, DRAINING);
        let slot = self.slot(Value::UNDEFINED);
        let mut mode = next.map(|(mode, value)| {
            slot.set(value);
            mode
        });
        while let Some(request) = mode {
            let ctx = &mut self.inner();
            let value = slot.get(ctx);
            let next = match request {
                ResumeMode::Next => ctx.complete_step(g, Ok(Value::UNDEFINED), true, None)?,
                ResumeMode::Throw => ctx.complete_step(g, Err(value), true, None)?,
                ResumeMode::Return => match ctx.try_await(g.value(), value)? {
                    None => return Ok(()),
                    Some(reason) => ctx.complete_step(g, Err(reason), true, None)?,
                },
            };
            mode = next.map(|(mode, value)| {
                slot.set(value);
                mode
            });
        }
        self.finish_generator(g);
        Ok(())
    }

    /// Puts a request behind those that are there.
    fn push_request(&mut self, g: Object<'_>, mode: ResumeMode, value: Value<'_>, promise: Object<'_>) -> JsResult<()> {
        let ctx = &mut self.inner();
        let queue = match ctx.async_generator_queue(g).as_object() {
            Some(queue) => queue,
            None => {
                let queue = ctx.new_array(&[Value::int(1)])?;
                ctx.set_async_generator_queue(g, queue.value());
                queue
            }
        };
        for word in [Value::int(mode.number().cast_signed()), value, promise.value()] {
            ctx.array_push(queue, word)?;
        }
        Ok(())
    }

    /// Makes the next request in the queue the first.
    #[inline]
    fn next_request(&mut self, g: Object<'_>) -> JsResult<Option<Request<'s>>> {
        match self.async_generator_queue(g).as_object() {
            None => Ok(None),
            Some(queue) => self.take_request(g, queue).map(Some),
        }
    }

    fn take_request(&mut self, g: Object<'_>, queue: Object<'_>) -> JsResult<Request<'s>> {
        let at = self.dense_element(queue, 0).and_then(Value::as_int).unwrap_or(1).cast_unsigned() as usize;
        let [mode, value, promise] = [0, 1, 2].map(|i| self.dense_element(queue, at + i).unwrap_or(Value::UNDEFINED));
        let mode = mode.as_int().and_then(|n| ResumeMode::from_u32(n.cast_unsigned())).unwrap_or(ResumeMode::Next);
        let (next, length) = (at + REQUEST, self.dense_len(queue).unwrap_or(0));
        let ctx = &mut self.inner();
        let rest = if next >= length {
            Value::UNDEFINED
        } else if next < length / 2 {
            ctx.write_dense(queue, at, &[Value::UNDEFINED; REQUEST]);
            ctx.write_dense(queue, 0, &[Value::int(next as i32)]);
            queue.value()
        } else {
            // Most of it is behind: what is left moves to an array of its own.
            let rest = ctx.new_array(&[Value::int(1)])?;
            for i in next..length {
                let ctx = &mut ctx.inner();
                let word = ctx.dense_element(queue, i).unwrap_or(Value::UNDEFINED);
                ctx.array_push(rest, word)?;
            }
            rest.value()
        };
        ctx.set_async_generator_request(g, promise);
        ctx.set_async_generator_queue(g, rest);
        Ok((mode, value))
    }
}

/// %AsyncGeneratorPrototype% and what hangs on it.
pub fn install_async_generators(ctx: &mut Scope<'_>) -> JsResult<()> {
    let p = ctx.intrinsics.async_generator_prototype;
    let next = ctx.define_method(p, "next", 1, async_generator_next)?;
    ctx.set_intrinsic(next.value(), |i, f| i.async_generator_next = f);
    ctx.define_method(p, "return", 1, async_generator_return)?;
    ctx.define_method(p, "throw", 1, async_generator_throw)?;
    let function = ctx.intrinsics.async_generator_function_prototype;
    let (tag, constructor, prototype) = (ctx.symbols.to_string_tag, ctx.names.constructor, ctx.names.prototype);
    for (on, name) in [
        (p, "AsyncGenerator"),
        (function, "AsyncGeneratorFunction"),
        (ctx.intrinsics.async_function_prototype, "AsyncFunction"),
    ] {
        let name = ctx.atom(name)?;
        ctx.define_data(on, tag.into(), name.value(), Attrs::CONFIGURABLE)?;
    }
    ctx.define_data(p, constructor.into(), function.value(), Attrs::CONFIGURABLE)?;
    ctx.define_data(function, prototype.into(), p.value(), Attrs::CONFIGURABLE)
}

/// %AsyncGeneratorPrototype%.next (27.6.1.2)
fn async_generator_next<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.async_generator_resume(args.this(), ResumeMode::Next, args.get(0), "next")
}

/// %AsyncGeneratorPrototype%.return (27.6.1.3)
fn async_generator_return<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.async_generator_resume(args.this(), ResumeMode::Return, args.get(0), "return")
}

/// %AsyncGeneratorPrototype%.throw (27.6.1.4)
fn async_generator_throw<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.async_generator_resume(args.this(), ResumeMode::Throw, args.get(0), "throw")
}
