//! Dense elements, as the cells of objects and arrays hold them.

use crate::ObjectFields;
use crate::attrs::Attrs;
use crate::bare::{Object, Property, Value};
use crate::cell::{AccessorCell, ArrayCell, BufferCell, object_flags as flag};
use yarrow_abi::layout::CellKind;

impl Object {
    /// The dense elements, holes among them; `None` if the object's are sparse or are characters.
    #[must_use]
    pub fn dense_elements(&self) -> Option<&[Value]> {
        if self.has_flag(flag::SPARSE) || self.is(CellKind::Wrapper) {
            return None;
        }
        // SAFETY: elements are a buffer's payload, with `len` words in use.
        unsafe {
            let e = self.elements();
            let len = (*buffer(e)).len.get();
            Some(std::slice::from_raw_parts(e, len as usize))
        }
    }

    /// The elements of an object that [`Object::freeze_elements`] has frozen, holes among them.
    pub fn frozen_elements(self) -> Option<&'static [Value]> {
        const FROZEN: u8 = flag::SPARSE | flag::FROZEN_ELEMENTS;
        if self.object().header.flags.get() & FROZEN != FROZEN || self.is(CellKind::Function) {
            return None;
        }
        let payload = self.elements();
        // SAFETY: a buffer has as many words as its capacity, all of them values.
        Some(unsafe { std::slice::from_raw_parts(payload, buffer_cap(payload) as usize) })
    }

    /// The elements that lie in a buffer, dense or frozen, holes among them.
    pub fn buffered_elements(&self) -> Option<&[Value]> {
        self.dense_elements().or_else(|| self.frozen_elements())
    }

    /// Turns dense elements into frozen ones.
    pub fn freeze_elements(self) {
        let Some(len) = self.dense_elements().map(<[Value]>::len) else { return };
        let cap = buffer_cap(self.elements()) as usize;
        self.set_elements_len(0);
        self.set_flag(flag::SPARSE | flag::FROZEN_ELEMENTS);
        // What elements before have left there is no element.
        (len..cap).for_each(|i| self.write_element(i, Value::HOLE));
    }

    /// Overwrites dense element `i`, which exists.
    pub fn write_element(self, i: usize, value: Value) {
        // SAFETY: callers checked that `i` is in use.
        unsafe { self.elements().add(i).write(value) };
    }

    /// Appends an element to an array whose elements are dense and as many as its `length`, which is `i`, where their buffer has
    /// room: whether it did. Follow it with [`crate::Store::write_barrier`].
    #[inline]
    pub fn append_in_place(self, i: u32, value: Value) -> bool {
        let Some(array) = self.layout_if::<ArrayCell>() else { return false };
        let payload = self.elements();
        let cell = buffer(payload);
        // SAFETY: elements are a buffer's payload; a word below its capacity is the buffer's, and only its object writes it.
        unsafe {
            if (*cell).len.get() != i || i >= (*cell).cap {
                return false;
            }
            payload.add(i as usize).write(value);
            (*cell).len.set(i + 1);
        }
        array.length.set(i + 1);
        true
    }

    pub fn set_elements_len(self, len: u32) {
        // SAFETY: callers keep it within the capacity, and the shared empty buffer stays at 0.
        unsafe { (*buffer(self.elements())).len.set(len) };
    }

    pub fn set_array_length(self, length: u32) {
        if let Some(array) = self.layout_if::<ArrayCell>() {
            array.length.set(length);
        }
    }
}

impl Object {
    /// Lends the dense elements for change (a HOLE makes a hole); `None` as for
    /// [`Object::dense_elements`]. Follow it with [`crate::Store::write_barrier`].
    pub fn with_dense<R>(self, change: impl FnOnce(&mut [Value]) -> R) -> Option<R> {
        let len = self.dense_elements()?.len();
        // SAFETY: `len` words of the buffer are in use. `change` has no way to the object's
        // buffer but the slice, short of calling this again on the same object.
        Some(change(unsafe { std::slice::from_raw_parts_mut(self.elements(), len) }))
    }
}

impl crate::Object<'_> {
    /// Array `length`; 0 for other objects.
    #[must_use]
    pub fn array_length(self) -> u32 {
        self.layout_if::<ArrayCell>().map_or(0, |array| array.length.get())
    }
}

/// The cell of the buffer whose payload this is.
pub fn buffer(payload: *mut Value) -> *const BufferCell {
    payload.cast::<BufferCell>().wrapping_sub(1)
}

/// Capacity of the buffer whose payload this is; 0 for null.
pub fn buffer_cap(payload: *mut Value) -> u32 {
    if payload.is_null() {
        return 0;
    }
    // SAFETY: a payload follows its header.
    unsafe { (*buffer(payload)).cap }
}

/// A stored word as a property: an accessor's cell is taken apart.
pub fn unpack(stored: Value, attrs: Attrs) -> Property {
    if !attrs.is_accessor() {
        return Property { attrs, value: stored, setter: Value::UNDEFINED };
    }
    let pair = stored.layout::<AccessorCell>().expect("an accessor property has its pair");
    Property { attrs, value: pair.getter, setter: pair.setter }
}
