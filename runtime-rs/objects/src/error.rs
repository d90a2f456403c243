//! Throwing, error objects and their `stack`.

use crate::bare::{JsString, Object, Value};
use crate::context::{Context, Scope};
use crate::frame_place::FramePlace;
use crate::generator::waiting_for;
use crate::scope::Cells;
use crate::suspended::suspended_at;
use crate::throw::{JsResult, Throw};
use crate::units::UNIT_MODULE;
use crate::values;
use crate::values::{Attrs, Property, SourceFunction};
use std::fmt::Arguments;
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
        self.add_stack(error, None)?;
        let name = self.names.message;
        self.add_property(error, name.into(), message.value(), Attrs::HIDDEN)?;
        Ok(error)
    }

    /// The error for want of memory. Its `stack` is made before anybody asks, when there is room.
    pub(crate) fn new_out_of_memory_error(&mut self, message: &str) -> JsResult<Object> {
        let text = self.store.new_string(message)?;
        let error = self.new_error(ErrorKind::RangeError, text)?;
        let stack = self.store.new_string(&format!("{}: {message}", error_name(ErrorKind::RangeError)))?;
        let key = self.names.stack;
        self.replace_property(error, key.into(), stack.value(), Attrs::HIDDEN);
        Ok(error)
    }

    /// An Error cell without properties, for constructors called with a prototype of their own.
    pub(crate) fn new_error_object(&mut self, proto: Object) -> JsResult<Object> {
        self.new_object_of_kind(CellKind::Error, proto.value(), 0)
    }

    /// Gives an object that does not refuse it a `stack`: the frames now on the stack, of those that called `above` where that
    /// is a compiled function. The line before them is made when somebody reads it, as V8 does. `undefined` where
    /// `Error.stackTraceLimit` is no number.
    pub(crate) fn add_stack(&mut self, o: Object, above: Option<Object>) -> JsResult<()> {
        let (word, attrs) = match self.stack_trace_limit()? {
            None => (Value::UNDEFINED, Attrs::HIDDEN),
            Some(limit) => {
                let above = above.and_then(Object::source_function);
                let frames = self.stack_trace(limit, above);
                let frames = self.store.new_string(&frames)?;
                (self.store.new_accessor(frames.value(), Value::UNDEFINED)?, Attrs::PENDING)
            }
        };
        let key = self.names.stack.into();
        match self.own_place(o, key)? {
            None => self.add_property(o, key, word, attrs)?,
            Some(place) if place.attrs.configurable() => self.replace_property(o, key, word, attrs),
            Some(_) => {}
        }
        Ok(())
    }

    /// `Error.stackTraceLimit` as V8 heeds it: a data property that is a number, rounded towards zero.
    pub(crate) fn stack_trace_limit(&mut self) -> JsResult<Option<usize>> {
        let Some(error) = self.intrinsics.error.as_object() else { return Ok(Some(FIRST_FRAMES)) };
        let key = self.names.stack_trace_limit;
        let limit = self.ordinary_own_property(error, key.into())?.filter(|p| !p.attrs.is_accessor());
        Ok(limit.and_then(|p| p.value.as_number()).map(|n| n.max(0.0) as usize))
    }

    /// `\n    at f (file:line:column)` for each compiled frame, innermost first, up to so many: from the caller of the
    /// innermost activation of `above` on, of which there is none if that function is not on the stack.
    #[must_use]
    pub(crate) fn stack_trace(&self, limit: usize, mut above: Option<SourceFunction<'_>>) -> String {
        let mut out = String::new();
        let mut frames = 0;
        let mut note = |place: Option<FramePlace<'_>>| {
            // The program's own start has no place in the source.
            let Some(place) = place.filter(|p| p.line != 0) else { return frames };
            match above {
                Some(function) if function == place.function => above = None,
                Some(_) => {}
                None if frames < limit => {
                    place.show(&mut out);
                    frames += 1;
                }
                None => {}
            }
            frames
        };
        let mut at = self.store.prefix.root_top;
        let mut chains = self.chain_count();
        let mut found = 0;
        while at > self.store.roots.base && found < limit {
            at = at.wrapping_sub(1);
            self.running_in_chains(&mut chains, at, |module, location| {
                found = note(self.place(module, location));
            });
            // SAFETY: `at` lies in the live part of the root stack.
            let word = unsafe { at.read() };
            if is_frame_marker(word) {
                for place in self.frame_places(word) {
                    found = note(Some(place));
                }
            }
        }
        if above.is_none() {
            self.trace_waiting(limit - frames, &mut out);
        }
        out
    }

    /// Appends the functions that wait for the one which the running job resumed, the nearest first, up to so many: each has to be
    /// the only one that waits for the result of the one before.
    fn trace_waiting(&self, limit: usize, out: &mut String) {
        let mut at = self.resumed;
        for _ in 0..limit {
            let Some(waiting) = waiting_for(at) else { return };
            let (module, location) = suspended_at(waiting);
            if let Some(place) = self.place(module, location).filter(|p| p.line != 0) {
                place.show_waiting(out);
            }
            at = waiting;
        }
    }

    /// What a frame says, the innermost first: of callees in the place of their calls, and of the function itself.
    fn frame_places(&self, marker: u64) -> impl Iterator<Item = FramePlace<'_>> {
        let module = (marker >> 40) as usize & 0xff;
        let innermost = self.place(module, (marker >> 8) as u32);
        std::iter::successors(innermost, move |p| self.place(module, p.caller?))
    }

    fn place(&self, module: usize, location: u32) -> Option<FramePlace<'_>> {
        if module == usize::from(UNIT_MODULE) {
            self.units.place(location)
        } else {
            self.modules.place(module, location)
        }
    }
}

impl<'s> Scope<'s> {
    /// Defines `stack`, its first line as it is now, the frames as [`Scope::capture_stack`] does.
    pub fn install_stack(&mut self, error: values::Object<'_>, head: &str) -> JsResult<()> {
        let Some(limit) = self.ctx.stack_trace_limit()? else { return self.capture_stack(error, None) };
        let text = format!("{head}{}", self.ctx.stack_trace(limit, None));
        let (key, stack) = (self.names.stack, self.new_string(&text)?);
        self.define_data(error, key.into(), stack.value(), Attrs::HIDDEN)
    }

    /// Gives an object that does not refuse it a `stack`, whose first line is made when somebody reads it: the frames now on
    /// the stack, of those that called `above` where that is a compiled function.
    pub fn capture_stack(&mut self, o: values::Object<'_>, above: Option<values::Object<'_>>) -> JsResult<()> {
        self.ctx.add_stack(o.detach(), above.map(Cells::detach))
    }

    /// `\n    at f (file:line:column)` for each compiled frame, innermost first, as many as `Error.stackTraceLimit` says.
    pub fn stack_trace(&mut self) -> JsResult<String> {
        Ok(self.ctx.stack_trace_limit()?.map(|limit| self.ctx.stack_trace(limit, None)).unwrap_or_default())
    }

    /// Makes the `stack` of an object that has a pending one.
    #[cold]
    pub(crate) fn settle_stack(
        &mut self,
        o: values::Object<'_>,
        frames: values::JsString<'_>,
    ) -> JsResult<Property<'s>> {
        let key = self.names.stack;
        let head = self.error_text(o)?;
        let text = self.concat(head, frames)?.value();
        // `name` and `message` may be getters, and these may have done anything.
        if self.ordinary_own_property(o, key.into())?.is_some_and(|p| p.pending().is_some()) {
            self.replace_property(o, key.into(), text, Attrs::HIDDEN);
        }
        Ok(Property { attrs: Attrs::HIDDEN, value: text, setter: Value::UNDEFINED })
    }

    /// A property as text; `default` for `undefined`.
    fn text_or(
        &mut self,
        o: values::Object<'_>,
        key: values::FlatString<'_>,
        default: values::JsString<'s>,
    ) -> JsResult<values::JsString<'s>> {
        let v = self.get(o, key)?;
        if v.is_undefined() { Ok(default) } else { self.to_string(v) }
    }

    /// What Error.prototype.toString (20.5.3.4) returns for an object.
    pub fn error_text(&mut self, o: values::Object<'_>) -> JsResult<values::JsString<'s>> {
        let (key, default) = (self.names.name, self.names.error.string());
        let name = self.text_or(o, key, default)?;
        let (key, default) = (self.names.message, self.names.empty.string());
        let message = self.text_or(o, key, default)?;
        if name.is_empty() {
            return Ok(message);
        }
        if message.is_empty() {
            return Ok(name);
        }
        let colon = self.new_string(": ")?;
        let s = self.concat(name, colon)?;
        self.concat(s, message)
    }
}
