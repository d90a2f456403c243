//! Throwing, error objects and their `stack`.

use crate::bare::{JsString, Object, Value};
use crate::context::{Context, Scope};
use crate::throw::{JsResult, Throw};
use crate::units::UNIT_MODULE;
use crate::values;
use crate::values::Attrs;
use std::fmt::{Arguments, Write as _};
use yarrow_abi::kinds::ErrorKind;
use yarrow_abi::layout::CellKind;
use yarrow_abi::value::is_frame_marker;

/// Frames shown in `stack` as long as there is no `Error.stackTraceLimit`: while the built-ins are made.
const FIRST_FRAMES: usize = 10;

/// The name of the constructor.
#[must_use]
pub const fn error_name(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Error => "Error",
        ErrorKind::TypeError => "TypeError",
        ErrorKind::RangeError => "RangeError",
        ErrorKind::ReferenceError => "ReferenceError",
        ErrorKind::SyntaxError => "SyntaxError",
        ErrorKind::EvalError => "EvalError",
        ErrorKind::UriError => "URIError",
    }
}

impl Context {
    /// Makes and throws an error with the intrinsic prototype of its kind.
    pub(crate) fn throw_error(&mut self, kind: ErrorKind, message: Arguments<'_>) -> Throw {
        let message = message.to_string();
        let made = self.store.new_string(&message).map_err(Throw::from).and_then(|m| self.new_error(kind, m));
        match made {
            Ok(error) => self.throw(error.value()),
            Err(throw) => throw,
        }
    }

    /// Throws a value.
    pub(crate) fn throw(&mut self, value: Value) -> Throw {
        self.store.prefix.exception = value;
        Throw(())
    }

    /// The value that was thrown, which is then no longer on its way.
    #[must_use]
    pub(crate) fn caught(&mut self, throw: Throw) -> Value {
        let Throw(()) = throw;
        std::mem::replace(&mut self.store.prefix.exception, Value::UNDEFINED)
    }

    /// The throw of the exception that compiled code or a host has left in the context.
    pub(crate) fn pending_throw(&mut self) -> Throw {
        Throw(())
    }

    pub(crate) fn throw_type_error(&mut self, message: Arguments<'_>) -> Throw {
        self.throw_error(ErrorKind::TypeError, message)
    }

    pub(crate) fn throw_range_error(&mut self, message: Arguments<'_>) -> Throw {
        self.throw_error(ErrorKind::RangeError, message)
    }

    pub(crate) fn throw_reference_error(&mut self, message: Arguments<'_>) -> Throw {
        self.throw_error(ErrorKind::ReferenceError, message)
    }

    pub(crate) fn throw_syntax_error(&mut self, message: Arguments<'_>) -> Throw {
        self.throw_error(ErrorKind::SyntaxError, message)
    }

    pub(crate) fn throw_stack_overflow(&mut self) -> Throw {
        self.throw_range_error(format_args!("Maximum call stack size exceeded"))
    }

    /// The error thrown at the heap's limit: made when the context was, since there is no memory
    /// for a new one.
    pub(crate) fn throw_out_of_memory(&mut self) -> Throw {
        self.store.starve().into()
    }

    /// Whether the value is that error.
    #[must_use]
    pub(crate) fn is_out_of_memory(&self, v: Value) -> bool {
        v == self.store.out_of_memory
    }

    /// An error object with a message and a stack.
    pub(crate) fn new_error(&mut self, kind: ErrorKind, message: JsString) -> JsResult<Object> {
        let proto = self.intrinsics.error_prototype(kind);
        let error = self.new_error_object(proto)?;
        let name = self.names.message;
        self.add_property(error, name.into(), message.value(), Attrs::HIDDEN)?;
        let title = error_name(kind);
        let head = if message.is_empty() { title.to_owned() } else { format!("{title}: {message}") };
        let (key, stack) = (self.names.stack, self.stack_value(&head)?);
        self.add_property(error, key.into(), stack, Attrs::HIDDEN)?;
        Ok(error)
    }

    /// An Error cell without properties, for constructors called with a prototype of their own.
    pub(crate) fn new_error_object(&mut self, proto: Object) -> JsResult<Object> {
        self.new_object_of_kind(CellKind::Error, proto.value(), 0)
    }

    /// What `stack` shows: `head` (as `Name: message`), then the frames now on the stack; `undefined` where
    /// `Error.stackTraceLimit` is no number.
    pub(crate) fn stack_value(&mut self, head: &str) -> JsResult<Value> {
        let Some(limit) = self.stack_trace_limit()? else { return Ok(Value::UNDEFINED) };
        let text = format!("{head}{}", self.stack_trace(limit));
        Ok(self.store.new_string(&text)?.value())
    }

    /// `Error.stackTraceLimit` as V8 heeds it: a data property that is a number, rounded towards zero.
    pub(crate) fn stack_trace_limit(&mut self) -> JsResult<Option<usize>> {
        let Some(error) = self.intrinsics.error.as_object() else { return Ok(Some(FIRST_FRAMES)) };
        let key = self.names.stack_trace_limit;
        let limit = self.ordinary_own_property(error, key.into())?.filter(|p| !p.attrs.is_accessor());
        Ok(limit.and_then(|p| p.value.as_number()).map(|n| n.max(0.0) as usize))
    }

    /// `\n    at f (file:line:column)` for each compiled frame, innermost first, up to so many.
    #[must_use]
    pub(crate) fn stack_trace(&self, limit: usize) -> String {
        let mut out = String::new();
        let mut frames = 0;
        let mut at = self.store.prefix.root_top;
        while at > self.store.roots.base && frames < limit {
            at = at.wrapping_sub(1);
            // SAFETY: `at` lies in the live part of the root stack.
            let word = unsafe { at.read() };
            if is_frame_marker(word)
                && let Some(line) = self.describe_location((word >> 40) as usize & 0xff, (word >> 8) as u32)
            {
                out.push_str(&line);
                frames += 1;
            }
        }
        out
    }

    fn describe_location(&self, module: usize, location: u32) -> Option<String> {
        if module == usize::from(UNIT_MODULE) {
            self.units.place(location).and_then(show_place)
        } else {
            self.modules.place(module, location).and_then(show_place)
        }
    }
}

impl Scope<'_> {
    /// Defines `stack`: `head` (as `Name: message`), then the frames now on the stack.
    pub fn install_stack(&mut self, error: values::Object<'_>, head: &str) -> JsResult<()> {
        let (key, stack) = (self.names.stack, self.stack_value(head)?);
        self.define_data(error, key.into(), stack, Attrs::HIDDEN)
    }

    /// `\n    at f (file:line:column)` for each compiled frame, innermost first, as many as `Error.stackTraceLimit` says.
    pub fn stack_trace(&mut self) -> JsResult<String> {
        Ok(self.ctx.stack_trace_limit()?.map(|limit| self.ctx.stack_trace(limit)).unwrap_or_default())
    }
}

/// A frame's line of a stack trace: file, function, line, column.
fn show_place((file, function, line, column): (&str, &str, u32, u32)) -> Option<String> {
    // The program's own start has no place in the source.
    if line == 0 {
        return None;
    }
    let mut out = String::new();
    // The top level of a module is named after its file.
    let written = if function.is_empty() || function == file {
        write!(out, "\n    at {file}:{line}:{column}")
    } else {
        write!(out, "\n    at {function} ({file}:{line}:{column})")
    };
    written.ok().map(|()| out)
}
