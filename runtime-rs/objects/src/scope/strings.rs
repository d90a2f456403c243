//! Making strings, which fails where they would be too long; and making many parts of one string at once.

use super::{Cells, List, Scope};
use crate::bare;
use crate::context::Context;
use crate::throw::JsResult;
use crate::values::{Chars, FlatString, Full, JsString, MAX_LENGTH, Object, StringBuilder, Value};
use std::ops::Range;

/// The parts of a string, `undefined` where there is no range. They are not rooted: allocation does not collect, and
/// the caller makes one cell of them all before anything else happens.
fn parts_of(
    ctx: &mut Context,
    s: bare::FlatString,
    parts: impl Iterator<Item = Option<Range<usize>>>,
) -> JsResult<Vec<Value<'static>>> {
    parts
        .map(|part| match part {
            Some(range) => Ok(ctx.store.substring(s, range.start, range.end)?.value()),
            None => Ok(Value::UNDEFINED),
        })
        .collect()
}

impl<'s> Scope<'s> {
    /// RangeError for a string of more than [`MAX_LENGTH`] units.
    fn check_length(&mut self, units: usize) -> JsResult<()> {
        if units > MAX_LENGTH {
            return Err(self.throw_range_error(format_args!("Invalid string length")));
        }
        Ok(())
    }

    /// A string of this text.
    pub fn new_string(&mut self, text: &str) -> JsResult<JsString<'s>> {
        if text.is_ascii() {
            return self.new_string_latin1(text.as_bytes());
        }
        let units: Vec<u16> = text.encode_utf16().collect();
        self.new_string_utf16(&units)
    }

    /// A string of these units.
    pub fn new_string_latin1(&mut self, units: &[u8]) -> JsResult<JsString<'s>> {
        self.new_string_chars(Chars::Latin1(units))
    }

    /// A string of these units, as Latin-1 where they fit.
    pub fn new_string_utf16(&mut self, units: &[u16]) -> JsResult<JsString<'s>> {
        self.new_string_chars(Chars::Utf16(units))
    }

    /// A string of these units.
    pub fn new_string_chars(&mut self, chars: Chars<'_>) -> JsResult<JsString<'s>> {
        self.check_length(chars.len())?;
        let made = self.ctx.store.new_string_chars(chars)?;
        Ok(self.keep(made))
    }

    /// The two strings one after the other.
    pub fn concat(&mut self, a: JsString<'_>, b: JsString<'_>) -> JsResult<JsString<'s>> {
        self.check_length(a.len() + b.len())?;
        let made = self.ctx.store.concat(a.detach(), b.detach())?;
        Ok(self.keep(made))
    }

    /// RangeError if a builder takes no more: for loops that push without end.
    pub fn check_builder(&mut self, units: &StringBuilder) -> JsResult<()> {
        match units.full() {
            None => Ok(()),
            Some(Full::Length) => self.check_length(MAX_LENGTH + 1),
            Some(Full::Memory) => Err(self.ctx.throw_out_of_memory()),
        }
    }

    /// The string of what was pushed.
    pub fn finish_string(&mut self, units: StringBuilder) -> JsResult<JsString<'s>> {
        self.check_builder(&units)?;
        let made = units.finish(&mut self.ctx.store)?;
        Ok(self.keep(made))
    }

    /// An array of parts of a string, in range, and of `undefined` for each `None`.
    pub fn array_of_parts(
        &mut self,
        s: FlatString<'_>,
        parts: impl Iterator<Item = Option<Range<usize>>>,
    ) -> JsResult<Object<'s>> {
        // The string is alive for the call, and nothing collects in it.
        let words = parts_of(&mut self.ctx, s.detach(), parts)?;
        let array = self.ctx.new_array(&words)?;
        Ok(self.keep(array))
    }

    /// The same as a list.
    pub fn list_of_parts(
        &mut self,
        s: FlatString<'_>,
        parts: impl Iterator<Item = Option<Range<usize>>>,
    ) -> JsResult<List<'s>> {
        // As above.
        let words = parts_of(&mut self.ctx, s.detach(), parts)?;
        let list = self.ctx.store.new_value_list(&words)?;
        Ok(List::of(self.keep(list)))
    }
}
