//! The steps of `yield*` (15.5.5).

use crate::iterate::{Iteration, IterationWithin};
use crate::resume::{Resumed, Resumption};
use easy_ext::ext;
use yarrow_abi::kinds::ResumeMode;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult, raw_result};

#[ext(Delegation)]
pub impl<'s> Scope<'s> {
    /// For consumers without result objects: the value, or `None` if that was the end.
    fn generator_unwrap(&mut self, g: Object<'_>, value: Value<'_>) -> JsResult<Option<Value<'s>>> {
        if self.generator_is_done(g) {
            return Ok(None);
        }
        match raw_result(value) {
            Some(result) => self.open_result(result),
            None => Ok(Some(self.root(value))),
        }
    }

    /// One step of `yield*`: the value to yield, or `None` with the completion value kept for
    /// [`Scope::take_delegate_result`].
    fn delegate_step(&mut self, iter: Value<'_>, mode: ResumeMode, received: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let ctx = self;
        if let Some(g) = iter.as_kind(CellKind::Generator) {
            if let Some(ending) = ctx.take_ending(iter) {
                return ending.map(|v| {
                    ctx.set_delegate_result(v);
                    None
                });
            }
            let (key, intrinsic) = match mode {
                ResumeMode::Next => return ctx.delegate_to_generator(g, mode, received),
                ResumeMode::Throw => (ctx.names.throw_, ctx.intrinsics.generator_throw),
                ResumeMode::Return => (ctx.names.return_, ctx.intrinsics.generator_return),
            };
            let method = ctx.get_method(iter, key)?;
            if method == intrinsic {
                return ctx.delegate_to_generator(g, mode, received);
            }
            return ctx.delegate_by_method(iter, iter, method, mode, received);
        }
        if let Some((iterator, next)) = ctx.generic_record(iter) {
            let method = ctx.iterator_method(iterator, next, mode)?;
            return ctx.delegate_by_method(iter, iterator, method, mode, received);
        }
        // A fast record: its iterator has neither `throw` nor `return` of its own.
        match mode {
            ResumeMode::Next => {
                let step = ctx.iter_next(iter)?;
                if step.is_none() {
                    ctx.set_delegate_result(Value::UNDEFINED);
                }
                Ok(step)
            }
            ResumeMode::Throw | ResumeMode::Return => {
                let key = if mode == ResumeMode::Throw { ctx.names.throw_ } else { ctx.names.return_ };
                let added = ctx.added_method(iter, key)?;
                let (iterator, method) = added.unwrap_or((iter, Value::UNDEFINED));
                ctx.delegate_by_method(iter, iterator, method, mode, received)
            }
        }
    }

    /// The completion value of a `yield*` whose inner iterator has given this result object; `None` if that is not done.
    fn completion_of(&mut self, result: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let key = self.names.done;
        let done = self.get_value(result, key)?;
        if !self.to_boolean(done) {
            return Ok(None);
        }
        let key = self.names.value;
        self.get_value(result, key).map(Some)
    }

    /// One step of `yield*` whose inner generator has been resumed already and answered this cell.
    fn delegate_pass(&mut self, raw: Value<'_>) -> JsResult<Option<Value<'s>>> {
        match raw_result(raw) {
            Some(result) => self.delegate_result_object(result),
            None => Ok(Some(self.root(raw))),
        }
    }
}

#[ext]
impl<'s> Scope<'s> {
    fn delegate_to_generator(
        &mut self,
        g: Object<'_>,
        mode: ResumeMode,
        received: Value<'_>,
    ) -> JsResult<Option<Value<'s>>> {
        match self.generator_resume_raw(g, mode, received)? {
            Resumed::Yield(v) => Ok(Some(v)),
            Resumed::Delegate(result) => self.delegate_result_object(result),
            Resumed::Done(v) => {
                self.set_delegate_result(v);
                Ok(None)
            }
        }
    }

    /// IteratorComplete and what follows from it (15.5.5, steps 7.a.iv to vii): a result object that is not done
    /// is passed on as it is.
    fn delegate_result_object(&mut self, result: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let ctx = self;
        if let Some(value) = ctx.completion_of(result)? {
            ctx.set_delegate_result(value);
            return Ok(None);
        }
        Ok(Some(ctx.new_raw_result(result)?))
    }

    /// Calls the inner iterator's method, `undefined` if it has none.
    fn delegate_by_method(
        &mut self,
        iter: Value<'_>,
        iterator: Value<'_>,
        method: Value<'_>,
        mode: ResumeMode,
        received: Value<'_>,
    ) -> JsResult<Option<Value<'s>>> {
        if method.is_undefined() && mode == ResumeMode::Return {
            self.set_iter_done(iter);
            self.set_delegate_result(received);
            return Ok(None);
        }
        if method.is_undefined() && mode == ResumeMode::Throw {
            self.iter_close(iter)?;
            return Err(self.throw_type_error(format_args!("The iterator does not provide a 'throw' method.")));
        }
        let result = self.call(method, iterator, &[received])?;
        let Some(o) = result.as_object() else { return Err(self.throw_not_an_object(result)) };
        let step = self.delegate_result_object(o.value())?;
        if step.is_none() {
            self.set_iter_done(iter);
        }
        Ok(step)
    }
}
