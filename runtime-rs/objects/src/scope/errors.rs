//! Doors to errors: throwing, catching, stack traces.

use super::{Cells, Scope};
use crate::throw::{JsResult, Throw};
use crate::values::{PropertyKey, Value};
use std::fmt::Arguments;
use yarrow_abi::kinds::ErrorKind;

impl<'s> Scope<'s> {
    /// Throws a value.
    pub fn throw(&mut self, value: Value<'_>) -> Throw {
        self.ctx.throw(value.detach())
    }

    /// Takes the thrown value, which is then no longer on its way.
    pub fn caught(&mut self, throw: Throw) -> Value<'s> {
        let value = self.ctx.caught(throw);
        self.keep(value)
    }

    /// Makes and throws an error with the intrinsic prototype of its kind.
    pub fn throw_error(&mut self, kind: ErrorKind, message: Arguments<'_>) -> Throw {
        self.ctx.throw_error(kind, message)
    }

    pub fn throw_type_error(&mut self, message: Arguments<'_>) -> Throw {
        self.ctx.throw_type_error(message)
    }

    pub fn throw_range_error(&mut self, message: Arguments<'_>) -> Throw {
        self.ctx.throw_range_error(message)
    }

    pub fn throw_reference_error(&mut self, message: Arguments<'_>) -> Throw {
        self.ctx.throw_reference_error(message)
    }

    pub fn throw_syntax_error(&mut self, message: Arguments<'_>) -> Throw {
        self.ctx.throw_syntax_error(message)
    }

    pub(crate) fn throw_mixed_operands(&mut self) -> Throw {
        self.ctx.throw_mixed_operands()
    }

    pub(crate) fn throw_no_bigint(&mut self, text: &str) -> Throw {
        self.ctx.throw_no_bigint(text)
    }

    /// RangeError: the native stack or the root stack is used up.
    pub fn throw_stack_overflow(&mut self) -> Throw {
        self.ctx.throw_stack_overflow()
    }

    /// The result of code of the calling convention.
    pub(crate) fn result_of(&mut self, word: u64) -> JsResult<Value<'s>> {
        // SAFETY: a word that code of the calling convention has just returned.
        let value = unsafe { Value::from_bits(word) };
        if value.is_exception() { Err(self.pending_throw()) } else { Ok(self.keep(value)) }
    }

    /// The key for messages.
    #[must_use]
    pub fn describe_key(&self, key: PropertyKey<'_>) -> String {
        self.ctx.describe_key(key.detach())
    }
}
