//! Parts of a string, many at once.

use super::{Cells, List, Scope};
use crate::context::Context;
use crate::error::JsResult;
use crate::string;
use crate::values::{FlatString, Object, Value};
use std::ops::Range;

/// The parts of a string, `undefined` where there is no range. They are not rooted: allocation does not collect, and
/// the caller makes one cell of them all before anything else happens.
fn parts_of(
    ctx: &mut Context,
    s: string::FlatString,
    parts: impl Iterator<Item = Option<Range<usize>>>,
) -> JsResult<Vec<Value<'static>>> {
    parts
        .map(|part| match part {
            Some(range) => Ok(ctx.substring(s, range.start, range.end)?.value()),
            None => Ok(Value::UNDEFINED),
        })
        .collect()
}

impl<'s> Scope<'s> {
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
        let list = self.ctx.new_value_list(&words)?;
        Ok(List::of(self.keep(list)))
    }
}
