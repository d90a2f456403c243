//! Dense elements of arrays, for the fast paths of built-ins. None of it looks at prototypes or runs JavaScript.

use super::{Cells, List, Scope};
use crate::bare;
use crate::throw::JsResult;
use crate::values::{Object, Value};
use std::ops::Range;
use yarrow_abi::layout::CellKind;

/// The elements of an array where all are there, and dense.
fn whole_elements(o: &bare::Object) -> Option<&[bare::Value]> {
    let elements = o.dense_elements().filter(|_| o.is(CellKind::Array))?;
    (elements.len() == o.array_length() as usize && !elements.contains(&bare::Value::HOLE)).then_some(elements)
}

impl<'s> Scope<'s> {
    /// Element `i` of an object whose elements are dense, or frozen: `None` beyond them, for a hole, and where they are not.
    pub fn dense_element(&mut self, o: Object<'_>, i: usize) -> Option<Value<'s>> {
        let word = o.detach().buffered_elements().and_then(|e| e.get(i)).filter(|v| !v.is_hole()).copied();
        self.keep(word)
    }

    /// A dense element, a hole as a HOLE.
    pub fn dense_word(&mut self, o: Object<'_>, i: usize) -> Option<Value<'s>> {
        let word = self.dense_elements(o).and_then(|e| e.get(i)).map(|v| v.detach());
        self.keep(word)
    }

    /// How many dense elements there are, holes among them; `None` if the object's are sparse or are characters.
    #[must_use]
    pub fn dense_len(&self, o: Object<'_>) -> Option<usize> {
        self.dense_elements(o).map(<[_]>::len)
    }

    /// The dense elements, holes among them; `None` if the object's are sparse or are characters. They are alive as
    /// long as nothing happens in the context.
    #[must_use]
    pub fn dense_elements<'a>(&'a self, o: Object<'a>) -> Option<&'a [Value<'a>]> {
        let o = o.detach();
        let elements = o.dense_elements()?;
        // SAFETY: the elements belong to the object, which is alive; only what takes the context for change moves or
        // frees them.
        unsafe { Some(std::slice::from_raw_parts(elements.as_ptr().cast(), elements.len())) }
    }

    /// Lends the dense elements for change among themselves (a HOLE makes a hole); `None` as for
    /// [`Scope::dense_elements`].
    pub fn with_dense<R>(&mut self, o: Object<'_>, change: impl for<'v> FnOnce(&mut [Value<'v>]) -> R) -> Option<R> {
        let o = o.detach();
        let result = o.with_dense(|elements| change(elements));
        self.ctx.store.write_barrier(o);
        result
    }

    /// Writes values over dense elements from `at` on: whether all of these exist. If not, nothing is written.
    pub fn write_dense(&mut self, o: Object<'_>, at: usize, values: &[Value<'_>]) -> bool {
        let o = o.detach();
        let written = o.with_dense(|elements| {
            let part = elements.get_mut(at..).and_then(|rest| rest.get_mut(..values.len()))?;
            for (to, from) in part.iter_mut().zip(values) {
                *to = from.detach();
            }
            Some(())
        });
        self.ctx.store.write_barrier(o);
        written.flatten().is_some()
    }

    /// Writes one value over those of the dense elements in a range that exist: how many dense elements there are.
    pub fn fill_dense(&mut self, o: Object<'_>, range: Range<usize>, value: Value<'_>) -> usize {
        let o = o.detach();
        let filled = o.with_dense(|elements| {
            let end = range.end.min(elements.len());
            if let Some(part) = elements.get_mut(range.start..end) {
                part.fill(value.detach());
            }
            elements.len()
        });
        self.ctx.store.write_barrier(o);
        filled.unwrap_or(0)
    }

    /// The dense elements in a range, which exist, as a list; an empty one if they do not.
    pub fn list_of_elements(&mut self, o: Object<'_>, range: Range<usize>) -> JsResult<List<'s>> {
        let o = o.detach();
        let part = o.dense_elements().and_then(|e| e.get(range)).unwrap_or(&[]);
        let list = self.ctx.store.new_value_list(part)?;
        Ok(List::of(self.keep(list)))
    }

    /// The elements of an array, or of an arguments object that nobody has tampered with, rooted one by one: nothing if they
    /// are not dense, if one is missing, or if there are more than `most`.
    pub(crate) fn rooted_elements(&mut self, v: Value<'_>, most: usize) -> Option<&'s [Value<'s>]> {
        let o = v.as_object()?.detach();
        let elements = whole_elements(&o).or_else(|| self.ctx.whole_arguments(&o)).filter(|e| e.len() <= most)?;
        let first = self.ctx.store.push_roots(elements);
        // SAFETY: the words are values that were rooted in this scope, and no `Root` stands for any of them.
        Some(unsafe { std::slice::from_raw_parts(first.cast(), elements.len()) })
    }

    /// Appends the elements of `from` to an array that was made in Rust or by a literal, and that no JavaScript has seen:
    /// whether it did, which it does not where `from` has no dense elements or misses one, and where there are too many.
    pub fn append_elements(&mut self, array: Object<'_>, from: Object<'_>, start: usize) -> JsResult<bool> {
        let (array, from) = (array.detach(), from.detach());
        let Some(elements) = whole_elements(&from).and_then(|e| e.get(start..)) else { return Ok(false) };
        self.ctx.append_dense(array, elements)
    }

    /// The dense elements in a range, which exist, as an array; an empty one if they do not.
    pub fn array_of_elements(&mut self, o: Object<'_>, range: Range<usize>) -> JsResult<Object<'s>> {
        let o = o.detach();
        let array = self.ctx.new_array(o.dense_elements().and_then(|e| e.get(range)).unwrap_or(&[]))?;
        Ok(self.keep(array))
    }

    /// An array of `length` elements: the dense elements of each array among the items, and all others as they are.
    pub fn array_of_spread(&mut self, items: &[Value<'_>], length: usize) -> JsResult<Object<'s>> {
        let mut words = Vec::with_capacity(length);
        for item in items {
            match item.as_kind(CellKind::Array) {
                Some(o) => words.extend_from_slice(o.detach().dense_elements().unwrap_or(&[])),
                None => words.push(item.detach()),
            }
        }
        let array = self.ctx.new_array(&words)?;
        Ok(self.keep(array))
    }

    /// The next index from `from` on, below `end`, at which an object may have an element; `end` if there is none.
    #[must_use]
    pub fn next_element(&self, o: Object<'_>, from: u64, end: u64) -> u64 {
        self.ctx.next_element(o.detach(), from, end)
    }

    /// The next index from `from` on downwards, not below `down_to`, at which an object may have an element.
    #[must_use]
    pub fn previous_element(&self, o: Object<'_>, from: u64, down_to: u64) -> Option<u64> {
        self.ctx.previous_element(o.detach(), from, down_to)
    }

    /// Gives an array dense elements up to `end`, each `value` where there was none.
    pub fn extend_dense(&mut self, array: Object<'_>, end: u32, value: Value<'_>) -> JsResult<()> {
        self.ctx.extend_dense(array.detach(), end, value.detach())
    }

    /// An empty ordinary object with room for so many properties in itself.
    pub fn new_object_with_room(&mut self, room: u16) -> JsResult<Object<'s>> {
        let proto = self.intrinsics.object_prototype.value();
        self.new_object_sized(proto, room)
    }

    /// An empty array with room for `cap` elements.
    pub fn new_array_with_capacity(&mut self, cap: u32) -> JsResult<Object<'s>> {
        let array = self.ctx.new_array_with_capacity(cap)?;
        Ok(self.keep(array))
    }
}
