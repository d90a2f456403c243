//! Indexed properties: dense elements in a buffer, or the sparse table.

use crate::arguments::{is_mapped, mapped_count};
use crate::bare::{Descriptor, FlatString, Object, Property, Value};
use crate::cell::object_flags as flag;
use crate::context::Context;
use crate::sparse::ELEMENT_BYTES;
use crate::throw::JsResult;
use crate::values::{Attrs, ObjectFields, buffer_cap, unpack};
use yarrow_abi::layout::CellKind;

/// An index that leaves a hole of more than this turns the elements sparse.
const MAX_GAP: u32 = 1024;

impl Context {
    fn string_data(&mut self, o: Object) -> Option<FlatString> {
        if !o.is(CellKind::Wrapper) {
            return None;
        }
        o.internal(0).as_string()?.as_flat()
    }

    /// `length` of arrays and String objects, which no shape knows.
    pub(crate) fn exotic_length(&mut self, o: Object) -> Option<Property> {
        if o.is(CellKind::Array) {
            let attrs = if o.has_flag(flag::LENGTH_READ_ONLY) { Attrs::NONE } else { Attrs::WRITABLE };
            return Some(Property { attrs, value: Value::from(o.array_length()), setter: Value::UNDEFINED });
        }
        let s = self.string_data(o)?;
        Some(Property { attrs: Attrs::NONE, value: Value::from(s.len() as u32), setter: Value::UNDEFINED })
    }

    pub(crate) fn own_index(&mut self, o: Object, i: u32) -> Option<Property> {
        if let Some(s) = self.string_data(o)
            && (i as usize) < s.len()
        {
            // Single characters outside Latin-1 are made here; the heap's limit leaves a hole.
            let unit = s.chars().at(i as usize);
            let value = self.store.char_string(unit).ok()?.value();
            return Some(Property { attrs: Attrs::ENUMERABLE, value, setter: Value::UNDEFINED });
        }
        let mapped = if o.is(CellKind::Arguments) { self.mapped_value(o, i) } else { None };
        if let Some(frozen) = o.frozen_elements() {
            let &value = frozen.get(i as usize).filter(|v| !v.is_hole())?;
            return Some(Property { attrs: Attrs::ENUMERABLE, value, setter: Value::UNDEFINED });
        }
        if o.has_flag(flag::SPARSE) {
            let &(stored, attrs) = self.sparse.get(o)?.get(&i)?;
            return Some(match mapped {
                Some(value) => Property { attrs, value, setter: Value::UNDEFINED },
                None => unpack(stored, attrs),
            });
        }
        if let Some(value) = mapped {
            return Some(Property { attrs: Attrs::ALL, value, setter: Value::UNDEFINED });
        }
        let elements = if o.is(CellKind::Wrapper) { &[] } else { o.dense_elements()? };
        match elements.get(i as usize) {
            Some(&v) if !v.is_hole() => Some(Property { attrs: Attrs::ALL, value: v, setter: Value::UNDEFINED }),
            _ => None,
        }
    }

    /// Moves the elements to the sparse table.
    pub(crate) fn make_sparse(&mut self, o: Object) {
        if o.has_flag(flag::SPARSE) {
            return;
        }
        if o.has_flag(flag::IS_PROTO) {
            self.forbid_fast_appends();
        }
        let dense: Vec<Value> = o.dense_elements().unwrap_or(&[]).to_vec();
        let mapped = mapped_count(o) as usize;
        o.set_flag(flag::SPARSE);
        o.set_elements(self.store.prefix.empty_elements);
        self.register(o);
        let table = self.sparse.get_mut(o);
        let before = table.len();
        for (i, v) in dense.into_iter().enumerate() {
            if !v.is_hole() || i < mapped {
                table.insert(i as u32, (v, Attrs::ALL));
            }
        }
        let growth = table.len() - before;
        self.count_sparse(growth as isize);
    }

    /// Freezes the elements of an object that is about to be frozen itself, where they are dense: others keep their attributes in
    /// the sparse table.
    pub(crate) fn freeze_elements(&mut self, o: Object) {
        let dense = !o.has_flag(flag::SPARSE | flag::EXOTIC) && !is_mapped(o) && !o.is(CellKind::Wrapper);
        if dense && !o.is(CellKind::Function) && !o.is(CellKind::Namespace) {
            if o.has_flag(flag::IS_PROTO) {
                self.forbid_fast_appends();
            }
            o.freeze_elements();
        }
    }

    /// Makes room for `cap` dense elements. What the caller knows of the elements by their address may be gone then.
    pub(crate) fn reserve_elements(&mut self, o: Object, cap: u32) -> JsResult<()> {
        let old = o.elements();
        let old_cap = buffer_cap(old);
        if cap <= old_cap {
            return Ok(());
        }
        let grown = old_cap.saturating_add(old_cap / 2).max(4).max(cap);
        let new = if old_cap == 0 {
            self.store.new_buffer(grown)?
        } else {
            // SAFETY: the buffer of an object's elements is known to nobody but the object, which gets the new one. Compiled code
            // and slices of the elements keep no address of it beyond whatever may change the elements.
            unsafe { self.store.grow_buffer(old, grown)? }
        };
        o.set_elements(new);
        Ok(())
    }

    /// Gives a fresh object these elements.
    pub(crate) fn fill_elements(&mut self, o: Object, values: &[Value]) -> JsResult<()> {
        if values.is_empty() {
            return Ok(());
        }
        let elements = self.store.new_buffer(values.len() as u32)?;
        o.set_elements(elements);
        o.set_elements_len(values.len() as u32);
        for (i, &v) in values.iter().enumerate() {
            o.write_element(i, v);
        }
        Ok(())
    }

    /// Stores a plain element, dense if it is near the others.
    pub(crate) fn store_element(&mut self, o: Object, i: u32, value: Value) -> JsResult<()> {
        if o.has_flag(flag::IS_PROTO) {
            self.forbid_fast_appends();
        }
        if !o.has_flag(flag::SPARSE) && !o.is(CellKind::Wrapper) {
            let len = o.dense_elements().map_or(0, <[Value]>::len) as u32;
            if i < len {
                o.write_element(i as usize, value);
                self.store.write_barrier(o);
                return Ok(());
            }
            if i - len <= MAX_GAP {
                self.reserve_elements(o, i + 1)?;
                o.set_elements_len(i + 1);
                for hole in len..i {
                    o.write_element(hole as usize, Value::HOLE);
                }
                o.write_element(i as usize, value);
                self.store.write_barrier(o);
                return Ok(());
            }
        }
        self.make_sparse(o);
        self.sparse_insert(o, i, value, Attrs::ALL)
    }

    pub(crate) fn define_index(&mut self, o: Object, i: u32, desc: &Descriptor) -> JsResult<bool> {
        if o.is(CellKind::Namespace) {
            return Ok(false);
        }
        let is_array = o.is(CellKind::Array);
        if is_array && i >= o.array_length() && o.has_flag(flag::LENGTH_READ_ONLY) {
            return Ok(false);
        }
        let current = self.own_index(o, i);
        let Some(new) = self.validate(o, desc, current) else { return Ok(false) };
        if self.string_data(o).is_some_and(|s| (i as usize) < s.len()) {
            return Ok(true);
        }
        if is_mapped(o) && self.mapped_value(o, i).is_some() {
            self.define_mapped(o, i, new)?;
            return Ok(true);
        }
        if o.frozen_elements().is_some() {
            // What may be defined is what is there.
            return Ok(true);
        }
        if new.attrs == Attrs::ALL && !o.has_flag(flag::SPARSE) {
            self.store_element(o, i, new.value)?;
        } else {
            let stored =
                if new.attrs.is_accessor() { self.store.new_accessor(new.value, new.setter)? } else { new.value };
            self.make_sparse(o);
            self.sparse_insert(o, i, stored, new.attrs)?;
        }
        if is_array && i >= o.array_length() {
            o.set_array_length(i + 1);
        }
        Ok(true)
    }

    pub(crate) fn remove_index(&mut self, o: Object, i: u32) {
        if is_mapped(o) {
            self.make_sparse(o);
        }
        if o.frozen_elements().is_some() {
            return;
        }
        if o.has_flag(flag::SPARSE) {
            if self.sparse.get_mut(o).remove(&i).is_some() {
                self.count_sparse(-1);
            }
        } else if o.dense_elements().is_some_and(|e| (i as usize) < e.len()) {
            o.write_element(i as usize, Value::HOLE);
        }
    }

    pub(crate) fn own_indices(&mut self, o: Object) -> Vec<u32> {
        let mut all: Vec<u32> = match self.string_data(o) {
            Some(s) => (0..s.len() as u32).collect(),
            None => Vec::new(),
        };
        if let Some(elements) = o.buffered_elements() {
            let mapped = mapped_count(o) as usize;
            all.extend(elements.iter().enumerate().filter(|(i, v)| !v.is_hole() || *i < mapped).map(|(i, _)| i as u32));
        } else if o.has_flag(flag::SPARSE) {
            all.extend(self.sparse.get(o).into_iter().flat_map(|t| t.keys().copied()));
        }
        all
    }

    /// Cuts the elements off at `length`; returns the length reached (an element that cannot be
    /// deleted stops it).
    pub(crate) fn truncate_elements(&mut self, o: Object, length: u32) -> u32 {
        if !o.has_flag(flag::SPARSE) {
            if o.dense_elements().is_some_and(|e| e.len() > length as usize) {
                if length == 0 {
                    o.set_elements(self.store.prefix.empty_elements);
                } else {
                    o.set_elements_len(length);
                }
            }
            return length;
        }
        if let Some(frozen) = o.frozen_elements() {
            let last = frozen.iter().rposition(|v| !v.is_hole());
            return last.map_or(length, |i| length.max(i as u32 + 1));
        }
        let table = self.sparse.get_mut(o);
        let before = table.len();
        let mut reached = length;
        while let Some((&last, &(_, attrs))) = table.last_key_value() {
            if last < length {
                break;
            }
            if !attrs.configurable() {
                reached = last + 1;
                break;
            }
            table.pop_last();
        }
        let removed = before - table.len();
        self.count_sparse(-(removed as isize));
        reached
    }

    /// Appends to an array whose elements are dense, without regard to prototypes; for others a
    /// plain definition at `length`.
    pub(crate) fn array_push(&mut self, array: Object, value: Value) -> JsResult<()> {
        let i = array.array_length();
        if !array.has_flag(flag::SPARSE | flag::IS_PROTO) && array.append_in_place(i, value) {
            self.store.write_barrier(array);
            return Ok(());
        }
        if i == u32::MAX {
            return Err(self.throw_range_error(format_args!("Invalid array length")));
        }
        if !array.has_flag(flag::SPARSE) {
            self.store_element(array, i, value)?;
            array.set_array_length(i + 1);
            return Ok(());
        }
        self.define_index(array, i, &Descriptor::data(value, Attrs::ALL))?;
        Ok(())
    }
}

impl Context {
    /// Sets an element in the object's sparse table; RangeError if there is no memory for one more.
    pub(crate) fn sparse_insert(&mut self, o: Object, i: u32, stored: Value, attrs: Attrs) -> JsResult<()> {
        if !self.store.heap.has_room(ELEMENT_BYTES) {
            self.store.prefix.gc_pending = u32::from(self.store.heap.pending());
            return Err(self.throw_out_of_memory());
        }
        if self.sparse.get_mut(o).insert(i, (stored, attrs)).is_none() {
            self.count_sparse(1);
        }
        Ok(())
    }

    /// Accounts for so many elements more, or less, in sparse tables.
    pub(crate) fn count_sparse(&mut self, elements: isize) {
        self.store.add_external(elements * ELEMENT_BYTES as isize);
    }

    /// Forgets the sparse table of an object that has died.
    pub(crate) fn drop_sparse(&mut self, o: Object) {
        if let Some(elements) = self.sparse.remove(o) {
            self.store.heap.add_external(-((elements.len() * ELEMENT_BYTES) as isize));
        }
    }
}
