//! Strings as their cells: flat, or ropes that are flattened in place when read.

use crate::cell::StringCell;
use crate::{Chars, Value};
use std::marker::PhantomData;
use std::ptr::NonNull;
use yarrow_abi::layout::{STRING_ATOM, STRING_CHARS, STRING_LATIN1, STRING_ROPE};

/// A string, perhaps a rope, that is alive for `'s`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct JsString<'s>(NonNull<StringCell>, PhantomData<&'s ()>);

/// A string that is not a rope.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct FlatString<'s>(JsString<'s>);

impl<'s> JsString<'s> {
    /// # Safety
    /// `cell` is a string that is alive for `'s`.
    pub unsafe fn from_ptr(cell: *mut u8) -> Self {
        // SAFETY: the caller's cell is not null.
        JsString(unsafe { NonNull::new_unchecked(cell.cast()) }, PhantomData)
    }

    pub fn as_ptr(self) -> *mut StringCell {
        self.0.as_ptr()
    }

    pub fn cell(self) -> &'s StringCell {
        // SAFETY: a string is alive for its lifetime.
        unsafe { self.0.as_ref() }
    }

    #[must_use]
    pub fn value(self) -> Value<'s> {
        Value::from_cell(self.0.as_ptr())
    }

    /// Length in UTF-16 code units.
    #[must_use]
    pub fn len(self) -> usize {
        self.cell().length as usize
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    pub fn flags(self) -> u8 {
        self.cell().header.flags.get()
    }

    #[must_use]
    pub fn is_atom(self) -> bool {
        self.flags() & STRING_ATOM != 0
    }

    /// The string itself where it never was a rope. (What a rope was flattened to may be replaced by the atom of its
    /// text, so it is alive only if it is rooted on its own: see `Scope::flat`.)
    #[must_use]
    pub fn as_unroped(self) -> Option<FlatString<'s>> {
        (self.flags() & STRING_ROPE == 0).then_some(FlatString(self))
    }

    /// The flat string, if no work is needed for it, for the duration of a borrow: see [`JsString::as_unroped`].
    pub fn flat_for<R>(self, f: impl FnOnce(Option<FlatString<'_>>) -> R) -> R {
        if let Some(flat) = self.as_unroped() {
            return f(Some(flat));
        }
        let c = self.cell();
        // SAFETY: the left part of a flattened rope is a flat string. `f` cannot keep it, and runs nothing of this
        // context's.
        f((c.right.get() == Value::EMPTY)
            .then(|| FlatString(unsafe { JsString::from_ptr(c.left.get().bits() as *mut u8) })))
    }

    /// Copies the units out, whatever the form: for messages and output.
    #[must_use]
    pub fn to_rust(self) -> String {
        char::decode_utf16(self.units()).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    }

    /// Whether two strings have the same units, whatever their forms. Nothing is allocated in the heap.
    #[must_use]
    pub fn same_units(self, other: JsString<'_>) -> bool {
        self.len() == other.len() && self.units().eq(other.units())
    }

    /// The units, while nothing collects.
    fn units(self) -> impl Iterator<Item = u16> + 's {
        let mut stack = vec![self];
        let leaves = std::iter::from_fn(move || {
            loop {
                let s = stack.pop()?;
                if let Some(flat) = s.flat_for(|flat| flat.map(FlatString::as_ptr)) {
                    // SAFETY: a flat form is alive as long as nothing collects, and neither caller lets anything.
                    return Some(FlatString(unsafe { JsString::from_ptr(flat.cast()) }));
                }
                let c = s.cell();
                stack.extend(c.right.get().as_string());
                stack.extend(c.left.get().as_string());
            }
        });
        leaves.flat_map(|flat: FlatString<'s>| flat.chars().iter())
    }
}

impl<'s> FlatString<'s> {
    /// A handle that stands in until the real string is made, and is never read.
    ///
    /// # Safety
    /// `cell` is a cell.
    pub unsafe fn placeholder(cell: *mut u8) -> Self {
        // SAFETY: the caller's cell is not null.
        FlatString(unsafe { JsString::from_ptr(cell) })
    }

    /// # Safety
    /// `s` is not a rope.
    pub unsafe fn from_string(s: JsString<'s>) -> Self {
        debug_assert!(s.flags() & STRING_ROPE == 0, "a rope taken for a flat string");
        FlatString(s)
    }

    #[must_use]
    pub fn string(self) -> JsString<'s> {
        self.0
    }

    pub fn as_ptr(self) -> *mut StringCell {
        self.0.as_ptr()
    }

    #[must_use]
    pub fn value(self) -> Value<'s> {
        self.0.value()
    }

    #[must_use]
    pub fn len(self) -> usize {
        self.0.len()
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn is_latin1(self) -> bool {
        self.0.flags() & STRING_LATIN1 != 0
    }

    /// The code units. They never change, and live as long as the string.
    #[must_use]
    pub fn chars(self) -> Chars<'s> {
        let n = self.len();
        let start = self.as_ptr().cast::<u8>().wrapping_add(STRING_CHARS as usize);
        // SAFETY: a flat string's units follow its header; the cell is alive for 's and never changes.
        unsafe {
            if self.is_latin1() {
                Chars::Latin1(std::slice::from_raw_parts(start, n))
            } else {
                Chars::Utf16(std::slice::from_raw_parts(start.cast(), n))
            }
        }
    }

    pub fn hash(self) -> u32 {
        let cached = self.0.cell().hash.get();
        if cached != 0 {
            return cached;
        }
        let h = self.chars().hash();
        self.0.cell().hash.set(h);
        h
    }

    /// Whether two flat strings have the same units.
    #[must_use]
    pub fn equals(self, other: FlatString<'_>) -> bool {
        if self == other {
            return true;
        }
        if self.len() != other.len() || (self.0.is_atom() && other.0.is_atom()) {
            return false;
        }
        self.chars() == other.chars()
    }

    /// The array index that the string spells, if it does.
    #[must_use]
    pub fn as_index(self) -> Option<u32> {
        self.chars().as_index()
    }
}

impl<'s> Value<'s> {
    #[must_use]
    pub fn as_string(self) -> Option<JsString<'s>> {
        // SAFETY: the kind says that the cell is a string.
        self.is_string().then(|| unsafe { JsString::from_ptr(self.bits() as *mut u8) })
    }
}

impl<'s> From<JsString<'s>> for Value<'s> {
    fn from(s: JsString<'s>) -> Self {
        s.value()
    }
}

impl<'s> From<FlatString<'s>> for Value<'s> {
    fn from(s: FlatString<'s>) -> Self {
        s.value()
    }
}

impl std::fmt::Display for JsString<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_rust())
    }
}
