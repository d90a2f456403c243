//! Doors to what objects own: the tables of collections, bytes, programs of regular expressions.

use super::{Cells, Scope};
use crate::ordered::Cursor;
use crate::throw::JsResult;
use crate::values::{
    ByteStore, FlatString, JsString, MapKey, Object, RegExpFlags, RegExpMatch, RustData, Search, Value, View,
};
use yarrow_abi::layout::CellKind;

/// A part of the entries of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    Keys,
    Values,
}

impl<'s> Scope<'s> {
    /// The key of a value in a table: -0 as 0, strings flat.
    fn map_key(&mut self, v: Value<'_>) -> JsResult<MapKey> {
        Ok(self.ctx.store.map_key(v.detach())?)
    }

    /// CanonicalizeKeyedCollectionKey (24.5.1): -0 as 0. A string is flat.
    pub fn canonical_key(&mut self, v: Value<'_>) -> JsResult<Value<'s>> {
        let key = self.map_key(v)?;
        // Nothing has collected since the key was made.
        Ok(self.keep(key.value()))
    }

    /// The value of an entry of a Map, Set, WeakMap or WeakSet.
    pub fn map_get(&mut self, o: Object<'_>, key: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let key = self.map_key(key)?;
        let value = o.detach().map_table().get(key);
        Ok(self.keep(value))
    }

    pub fn map_contains(&mut self, o: Object<'_>, key: Value<'_>) -> JsResult<bool> {
        let key = self.map_key(key)?;
        Ok(o.detach().map_table().contains(key))
    }

    /// Removes an entry: whether it was there.
    pub fn map_remove(&mut self, o: Object<'_>, key: Value<'_>) -> JsResult<bool> {
        let key = self.map_key(key)?;
        let o = o.detach();
        let before = o.map_table().bytes();
        let there = o.map_table().remove(key).is_some();
        self.account(before, o.map_table().bytes());
        Ok(there)
    }

    pub fn map_clear(&mut self, o: Object<'_>) {
        let o = o.detach();
        let before = o.map_table().bytes();
        o.map_table().clear();
        self.account(before, o.map_table().bytes());
    }

    fn account(&mut self, before: usize, after: usize) {
        if before != after {
            self.ctx.store.add_external(after as isize - before as isize);
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn map_len(&self, o: Object<'_>) -> usize {
        o.detach().map_table().len()
    }

    /// The entry at the cursor, which moves on; entries may be added and removed between two calls.
    pub fn map_next(&mut self, o: Object<'_>, cursor: &mut Cursor) -> Option<(Value<'s>, Value<'s>)> {
        let entry = o.detach().map_table().next(cursor).map(|(key, value)| (key.value(), value));
        self.keep(entry)
    }

    /// Appends the keys or values from the cursor on to an array that was made in Rust or by a literal, and that no
    /// JavaScript has seen: whether there was room for them.
    pub fn append_entries(&mut self, array: Object<'_>, o: Object<'_>, mut at: Cursor, part: Part) -> JsResult<bool> {
        let o = o.detach();
        let table = o.map_table();
        let mut values = Vec::with_capacity(table.len());
        while let Some((key, value)) = table.next(&mut at) {
            values.push(if part == Part::Keys { key.value() } else { value });
        }
        self.ctx.append_dense(array.detach(), &values)
    }

    // --- bytes -------------------------------------------------------------------------------------------

    /// The bytes of an ArrayBuffer or SharedArrayBuffer.
    #[must_use]
    pub fn byte_store<'a>(&'a self, o: Object<'a>) -> &'a ByteStore {
        // SAFETY: the store lives as long as the object; changes need the context.
        unsafe { &*std::ptr::from_ref(o.detach().byte_store()) }
    }

    /// The bytes, for change. Their number changes by [`Scope::resize_array_buffer`] alone.
    #[must_use]
    pub fn byte_store_mut<'a>(&'a mut self, o: Object<'a>) -> &'a mut ByteStore {
        // SAFETY: as above, and the context is borrowed for change.
        unsafe { &mut *std::ptr::from_mut(o.detach().byte_store()) }
    }

    /// What a TypedArray or DataView was made with; `None` for other objects.
    pub fn view(&mut self, o: Object<'_>) -> Option<View<'s>> {
        let view = o.detach().view()?;
        Some(View { buffer: self.keep(view.buffer), offset: view.offset, length: view.length, element: view.element })
    }

    /// A TypedArray or DataView.
    pub fn new_view(&mut self, kind: CellKind, proto: Value<'_>, view: View<'_>) -> JsResult<Object<'s>> {
        let View { buffer, offset, length, element } = view;
        self.with_context(|ctx| {
            ctx.new_view(kind, proto.detach(), View { buffer: buffer.detach(), offset, length, element })
        })
    }

    /// How many elements a TypedArray has now; `None` if it is out of bounds.
    #[must_use]
    pub fn typed_array_length(&self, o: Object<'_>) -> Option<usize> {
        self.ctx.typed_array_length(o.detach())
    }

    // --- values of Rust's ---------------------------------------------------------------------------------

    /// A cell that owns a value of Rust's, for an internal slot. JavaScript is not to see it.
    pub fn new_rust_data<T: 'static>(&mut self, data: T) -> JsResult<Object<'s>> {
        let o = self.ctx.new_rust_data(RustData(Box::new(data)))?;
        Ok(self.keep(o))
    }

    /// What a cell of [`Scope::new_rust_data`] owns, if it is of this type.
    #[must_use]
    pub fn rust_data<'a, T: 'static>(&'a self, v: Value<'a>) -> Option<&'a T> {
        let o = v.as_kind(CellKind::RustData)?.detach();
        // SAFETY: the value lives as long as the cell; changes need the context.
        unsafe { &*std::ptr::from_ref(o.owned::<RustData>()) }.0.downcast_ref()
    }

    /// The same, for change.
    #[must_use]
    pub fn rust_data_mut<'a, T: 'static>(&'a mut self, v: Value<'a>) -> Option<&'a mut T> {
        let o = v.as_kind(CellKind::RustData)?.detach();
        // SAFETY: as above, and the context is borrowed for change.
        unsafe { &mut *std::ptr::from_mut(o.owned::<RustData>()) }.0.downcast_mut()
    }

    // --- regular expressions ------------------------------------------------

    /// `[[OriginalFlags]]` of a RegExp.
    #[must_use]
    pub fn regexp_flags(&self, o: Object<'_>) -> Option<RegExpFlags> {
        o.detach().regexp_flags()
    }

    /// `[[OriginalSource]]` of a RegExp.
    pub fn regexp_source(&mut self, o: Object<'_>) -> Option<JsString<'s>> {
        let source = o.detach().regexp_source();
        self.keep(source)
    }

    /// Runs the program of a RegExp.
    pub fn regexp_find(&mut self, o: Object<'_>, s: FlatString<'_>, from: usize, how: Search) -> Option<RegExpMatch> {
        self.ctx.regexp_find(o.detach(), s.detach(), from, how)
    }
}
