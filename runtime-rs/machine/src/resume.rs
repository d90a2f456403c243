//! Resumption of generator objects (27.5.3).

use crate::chain::ChainSteps;
use easy_ext::ext;
use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::{GENERATOR_CHAINED, GENERATOR_DEEP, GENERATOR_DELEGATING, GENERATOR_DONE, GENERATOR_RUNNING};
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult, Throw, raw_result};

/// A generator with one of these flags cannot be resumed at once.
const OTHERWISE: u32 = GENERATOR_RUNNING | GENERATOR_DONE | GENERATOR_CHAINED;

/// What a resumption came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resumed<'s> {
    Yield(Value<'s>),
    /// Suspended in `yield*`: the inner iterator's result object, unopened.
    Delegate(Value<'s>),
    Done(Value<'s>),
}

impl<'s> From<(Value<'s>, u32)> for Resumed<'s> {
    /// What a resume function leaves with, and the flags.
    fn from((value, flags): (Value<'s>, u32)) -> Self {
        if flags & GENERATOR_DONE != 0 {
            Resumed::Done(value)
        } else if flags & GENERATOR_DELEGATING != 0
            && let Some(result) = raw_result(value)
        {
            Resumed::Delegate(result)
        } else {
            Resumed::Yield(value)
        }
    }
}

#[ext(Resumption)]
pub impl<'s> Scope<'s> {
    fn throw_generator_running(&mut self) -> Throw {
        self.throw_type_error(format_args!("Generator is already running"))
    }

    /// GeneratorResume and GeneratorResumeAbrupt (27.5.3.3, 27.5.3.4), results unopened.
    fn generator_resume_raw(&mut self, g: Object<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<Resumed<'s>> {
        let flags = self.generator_flags(g);
        if flags & OTHERWISE == 0 {
            if mode == ResumeMode::Next && flags & GENERATOR_DEEP != 0 {
                return self.step_chain(g, value);
            }
            if mode == ResumeMode::Next || self.generator_state(g) != 0 {
                return self.resume_alone(g, mode, value);
            }
        }
        self.resume_otherwise(g, mode, value)
    }

    /// Resumes what neither runs nor is done, by its own code.
    #[inline]
    fn resume_alone(&mut self, g: Object<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<Resumed<'s>> {
        self.run_suspended(g.value(), mode, value).map(Resumed::from)
    }

    /// What calling `next` of a generator object gives somebody who sees no result object: the value that it has yielded and
    /// `true`, or the result and `false`. `None`, and nothing done, where the callee is not the intrinsic `next` or `this` no
    /// generator object.
    fn generator_step(
        &mut self,
        callee: Value<'_>,
        this: Value<'_>,
        sent: Value<'_>,
    ) -> JsResult<Option<(Value<'s>, bool)>> {
        let Some(g) = this.as_kind(CellKind::Generator).filter(|_| self.is_generator_next(callee)) else {
            return Ok(None);
        };
        Ok(Some(match self.generator_resume_raw(g, ResumeMode::Next, sent)? {
            Resumed::Yield(v) => (v, true),
            Resumed::Done(v) => (self.new_iter_result(v, true)?.value(), false),
            Resumed::Delegate(result) => (result, false),
        }))
    }

    /// Resumes by `next`, for compiled code, what begins a chain most likely: answers as the resume function does.
    fn generator_answer(&mut self, g: Object<'_>, sent: Value<'_>) -> JsResult<Value<'s>> {
        let begins_chain = self.generator_flags(g) & (OTHERWISE | GENERATOR_DEEP) == GENERATOR_DEEP;
        let resumed = match begins_chain {
            true => self.step_chain(g, sent)?,
            false => self.generator_resume_raw(g, ResumeMode::Next, sent)?,
        };
        match resumed {
            Resumed::Yield(v) | Resumed::Done(v) => Ok(v),
            Resumed::Delegate(result) => self.new_raw_result(result),
        }
    }

    /// Resumes, and opens the result: the value, and whether the generator is done.
    fn generator_resume(&mut self, g: Object<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<(Value<'s>, bool)> {
        Ok(match self.generator_resume_raw(g, mode, value)? {
            Resumed::Yield(v) => (v, false),
            Resumed::Done(v) => (v, true),
            Resumed::Delegate(result) => {
                let key = self.names.done;
                let done = self.get_value(result, key)?;
                let done = self.to_boolean(done);
                let key = self.names.value;
                (self.get_value(result, key)?, done)
            }
        })
    }
}

#[ext]
impl<'s> Scope<'s> {
    /// Resumes what runs, is done, has not begun, or is a member of a chain.
    fn resume_otherwise(&mut self, g: Object<'_>, mode: ResumeMode, value: Value<'_>) -> JsResult<Resumed<'s>> {
        let flags = self.generator_flags(g);
        if flags & GENERATOR_RUNNING != 0 || self.runs_in_chain(g) {
            return Err(self.throw_generator_running());
        }
        if flags & GENERATOR_CHAINED != 0 {
            self.leave_chains(g);
        }
        if flags & GENERATOR_DONE == 0 && self.generator_state(g) == 0 && mode != ResumeMode::Next {
            self.finish_generator(g);
        }
        if self.generator_is_done(g) {
            return match mode {
                ResumeMode::Next => Ok(Resumed::Done(Value::UNDEFINED)),
                ResumeMode::Return => Ok(Resumed::Done(self.root(value))),
                ResumeMode::Throw => Err(self.throw(value)),
            };
        }
        if mode == ResumeMode::Next && flags & GENERATOR_DEEP != 0 {
            return self.step_chain(g, value);
        }
        self.resume_alone(g, mode, value)
    }
}
