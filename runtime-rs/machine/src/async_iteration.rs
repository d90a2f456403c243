//! Async iteration (7.4, 27.1.6): the iterators of `for await` and of `yield*` in async generators.
//!
//! `async_iter_open` returns an async generator object that would be asked by the intrinsic `next`; or a record of an iterator and its
//! `next`, whose mode says whether the iterator is an async one or a sync one. The latter stands for an AsyncFromSyncIterator, which no
//! program can see, so that there need not be one. What a method of it returns is a promise, like those of the specification.

use crate::async_generator::AsyncGenerators;
use crate::iterate::IterationWithin;
use crate::promise::Promises;
use crate::promise_capability::Capability;
use easy_ext::ext;
use yarrow_abi::kinds::ResumeMode;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{CellKind, IterMode, JsResult, Record, Throw};

#[ext(AsyncIteration)]
pub impl<'s> Scope<'s> {
    /// GetIterator(v, async) (7.4.3). The text is the source of `v`, for the message.
    fn async_iter_open(&mut self, v: Value<'_>, text: Value<'_>) -> JsResult<Value<'s>> {
        if v.is_nullish() {
            return Err(self.throw_not_async_iterable(v, text));
        }
        match self.async_iter_open_if_iterable(v)? {
            Some(iter) => Ok(iter),
            None => Err(self.throw_not_async_iterable(v, text)),
        }
    }

    /// The same, or `None` where `v` has no method that makes an iterator.
    fn async_iter_open_if_iterable(&mut self, v: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let key = self.symbols.async_iterator;
        let method = self.get_method(v, key)?;
        if !method.is_undefined() {
            return self.record_by(v, method, IterMode::Generic, "Symbol.asyncIterator").map(Some);
        }
        let key = self.symbols.iterator;
        let method = self.get_method(v, key)?;
        if method.is_undefined() {
            return Ok(None);
        }
        self.record_by(v, method, IterMode::FromSync, "Symbol.iterator").map(Some)
    }

    /// Calls `next` without arguments: what the coroutine that runs awaits at once, and no one else sees.
    fn async_iter_next(&mut self, iter: Value<'_>) -> JsResult<Value<'s>> {
        match Record::of(iter) {
            None => self.async_generator_step(iter),
            Some(record) => self.record_next(record),
        }
    }

    /// Calls `next` without arguments: what is to be awaited.
    fn async_iter_promise(&mut self, iter: Value<'_>) -> JsResult<Value<'s>> {
        match Record::of(iter) {
            None => self.async_generator_resume(iter, ResumeMode::Next, Value::UNDEFINED, "next"),
            Some(record) => self.record_next(record),
        }
    }

    /// Calls the method of a resume mode: what is to be awaited, or `None` where there is no such method.
    fn async_iter_step(
        &mut self,
        iter: Value<'_>,
        mode: ResumeMode,
        received: Value<'_>,
    ) -> JsResult<Option<Value<'s>>> {
        self.call_async_method(iter, mode, Some(received))
    }

    /// Calls `return` without arguments: what is to be awaited, or `None` where there is no such method.
    fn async_iter_close(&mut self, iter: Value<'_>) -> JsResult<Option<Value<'s>>> {
        self.call_async_method(iter, ResumeMode::Return, None)
    }

    /// IteratorComplete (7.4.7) of what a method returned.
    fn iter_result_done(&mut self, result: Value<'_>) -> JsResult<bool> {
        match result.as_object() {
            Some(result) => self.iterator_complete(result),
            None => Err(self.throw_not_an_object(result)),
        }
    }

    /// TypeError for a result that is no object.
    fn check_iter_result(&mut self, result: Value<'_>) -> JsResult<()> {
        if result.is_object() {
            return Ok(());
        }
        Err(self.throw_not_an_object(result))
    }
}

#[ext]
impl<'s> Scope<'s> {
    fn throw_not_async_iterable(&mut self, v: Value<'_>, text: Value<'_>) -> Throw {
        let text = text.as_string().map_or_else(String::new, |t| t.to_rust());
        let shown = if text.is_empty() { self.describe_typed(v) } else { text };
        self.throw_type_error(format_args!("{shown} is not async iterable"))
    }

    /// GetIteratorFromMethod (7.4.4)
    fn record_by(&mut self, v: Value<'_>, method: Value<'_>, mode: IterMode, name: &str) -> JsResult<Value<'s>> {
        let ctx = self;
        let iterator = ctx.call(method, v, &[])?;
        let Some(o) = iterator.as_object() else {
            return Err(ctx.throw_type_error(format_args!("Result of the {name} method is not an object")));
        };
        let key = ctx.names.next;
        let next = ctx.get(o, key)?;
        if o.is(CellKind::AsyncGenerator) && next == ctx.intrinsics.async_generator_next {
            return Ok(iterator);
        }
        ctx.new_record(mode, iterator, next)
    }

    fn record_next(&mut self, record: Record<'_>) -> JsResult<Value<'s>> {
        if record.mode() == IterMode::FromSync {
            return self.sync_method(record, ResumeMode::Next, None);
        }
        let (iterator, next) = self.record_parts(record);
        self.call(next, iterator, &[])
    }

    fn call_async_method(
        &mut self,
        iter: Value<'_>,
        mode: ResumeMode,
        received: Option<Value<'_>>,
    ) -> JsResult<Option<Value<'s>>> {
        let (iterator, next) = match Record::of(iter) {
            Some(record) if record.mode() == IterMode::FromSync => {
                return self.sync_method(record, mode, received).map(Some);
            }
            Some(record) => self.record_parts(record),
            None => (self.root(iter), self.intrinsics.async_generator_next),
        };
        let ctx = self;
        let method = ctx.iterator_method(iterator, next, mode)?;
        if method.is_undefined() && mode != ResumeMode::Next {
            return Ok(None);
        }
        ctx.call(method, iterator, received.as_slice()).map(Some)
    }

    // --- AsyncFromSyncIterator (27.1.6) -----------------------------------------------------------------

    /// %AsyncFromSyncIteratorPrototype%.next, return and throw: a promise.
    fn sync_method(
        &mut self,
        record: Record<'_>,
        mode: ResumeMode,
        received: Option<Value<'_>>,
    ) -> JsResult<Value<'s>> {
        let promise = self.new_promise()?;
        let ctx = &mut self.inner();
        match ctx.step_sync(record, mode, received, promise) {
            Ok(()) => {}
            Err(throw) => {
                let reason = ctx.caught(throw);
                ctx.reject_promise(promise, reason)?;
            }
        }
        Ok(promise.value())
    }

    /// The steps of the three up to where they return the promise; what is thrown rejects it.
    fn step_sync(
        &mut self,
        record: Record<'_>,
        mode: ResumeMode,
        received: Option<Value<'_>>,
        promise: Object<'_>,
    ) -> JsResult<()> {
        let ctx = self;
        let (iterator, next) = ctx.record_parts(record);
        let method = ctx.iterator_method(iterator, next, mode)?;
        if method.is_undefined() && mode == ResumeMode::Return {
            let result = ctx.new_iter_result(received.unwrap_or(Value::UNDEFINED), true)?;
            return ctx.resolve_promise(promise, result.value());
        }
        if method.is_undefined() && mode == ResumeMode::Throw {
            record.set_done();
            ctx.close_sync(iterator)?;
            return Err(ctx.throw_type_error(format_args!("The iterator does not provide a 'throw' method.")));
        }
        let result = ctx.call(method, iterator, received.as_slice())?;
        ctx.continue_sync(iterator, result, promise, mode != ResumeMode::Return)
    }

    /// AsyncFromSyncIteratorContinuation (27.1.6.4)
    fn continue_sync(
        &mut self,
        iterator: Value<'_>,
        result: Value<'_>,
        promise: Object<'_>,
        close_on_rejection: bool,
    ) -> JsResult<()> {
        let ctx = self;
        let done = ctx.iter_result_done(result)?;
        let key = ctx.names.value;
        let value = ctx.get_value(result, key)?;
        let closes = !done && close_on_rejection;
        let wrapper = match ctx.promise_resolve(value) {
            Ok(wrapper) => wrapper,
            Err(throw) if closes => {
                let reason = ctx.caught(throw);
                ctx.close_sync_silently(iterator);
                return Err(ctx.throw(reason));
            }
            Err(throw) => return Err(throw),
        };
        let name = ctx.names.empty;
        let unwrap = ctx.new_native_with_data(name, 1, unwrap_result, done.into())?;
        let rejected = if closes {
            ctx.new_native_with_data(name, 1, close_and_throw, iterator)?.value()
        } else {
            Value::UNDEFINED
        };
        let capability = Capability::of_promise(promise);
        ctx.perform_promise_then(wrapper, unwrap.value(), rejected, Some(capability))
    }

    /// IteratorClose (7.4.11) of a sync iterator, with a completion that is not a throw.
    fn close_sync(&mut self, iterator: Value<'_>) -> JsResult<()> {
        let ctx = &mut self.inner();
        let key = ctx.names.return_;
        let method = ctx.get_method(iterator, key)?;
        if method.is_undefined() {
            return Ok(());
        }
        let result = ctx.call(method, iterator, &[])?;
        ctx.check_iter_result(result)
    }

    fn close_sync_silently(&mut self, iterator: Value<'_>) {
        if let Err(throw) = self.close_sync(iterator) {
            let _ = self.caught(throw);
        }
    }
}

/// The result object of a value that has been awaited; the function's data says whether it is the last.
fn unwrap_result<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let done = args.data() == Value::TRUE;
    Ok(ctx.new_iter_result(args.get(0), done)?.value())
}

/// A value of the iterator in the function's data was rejected: closes the iterator and passes the reason on.
fn close_and_throw<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.close_sync_silently(args.data());
    Err(ctx.throw(args.get(0)))
}
