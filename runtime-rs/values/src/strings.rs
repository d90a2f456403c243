//! The storage of strings: flat ones, ropes and atoms.
//!
//! Atoms are interned flat strings: equal atoms are the same cell. Atoms that nothing refers to die at a collection.

use crate::bare::{FlatString, JsString, Value};
use crate::cell::{CellHeader, StringCell};
use crate::{Chars, MAX_LENGTH, OutOfMemory, Store};
use std::cell::Cell;
use yarrow_abi::layout::{CellKind, STRING_CHARS, STRING_LATIN1, STRING_ROPE};

/// Concatenations shorter than this are copied.
const ROPE_MIN: usize = 24;
/// The last part of a rope takes what is appended, copied, up to this length: a text that grows by small pieces is a chain of
/// parts of this length, and not one cell for each piece.
const PART_MAX: usize = 64;

impl JsString {
    /// The flat string, if no work is needed for it.
    #[must_use]
    pub fn as_flat(self) -> Option<FlatString> {
        if let Some(flat) = self.as_unroped() {
            return Some(flat);
        }
        let c = self.cell();
        let stands_for = c.left.get().as_string().filter(|_| c.right.get() == Value::EMPTY)?;
        // SAFETY: the left part of a flattened rope is a flat string.
        Some(unsafe { FlatString::from_string(stands_for) })
    }
}

impl Store {
    /// Makes the strings that are at hand.
    pub(crate) fn fill_strings(&mut self) -> Result<(), OutOfMemory> {
        self.strings.empty = Some(self.atom("")?);
        for unit in 0..=255u8 {
            let s = self.new_string_latin1(&[unit])?;
            let atom = self.intern(s)?;
            self.strings.single_chars.push(atom);
        }
        // The list is complete, and stays where it is.
        self.prefix.single_chars = self.strings.single_chars.as_ptr();
        Ok(())
    }

    /// The empty string.
    #[must_use]
    pub fn empty_string(&self) -> FlatString {
        self.strings.empty.expect("it is made with the store")
    }

    /// A flat string without its units. One beyond [`MAX_LENGTH`] counts as one that there is no memory for: callers who
    /// can come to it ask before.
    fn alloc_flat(&mut self, length: usize, latin1: bool) -> Result<FlatString, OutOfMemory> {
        if length > MAX_LENGTH {
            return Err(self.starve());
        }
        let bytes = if latin1 { length } else { length * 2 };
        let size = STRING_CHARS as usize + bytes;
        let cell: *mut StringCell = self.alloc(CellKind::String, size)?;
        // SAFETY: a fresh cell of at least the header's size.
        unsafe {
            (*cell).header.flags.set(if latin1 { STRING_LATIN1 } else { 0 });
            (*cell).length = length as u32;
            Ok(FlatString::from_string(JsString::from_ptr(cell.cast())))
        }
    }

    pub fn new_string_latin1(&mut self, units: &[u8]) -> Result<JsString, OutOfMemory> {
        let s = self.alloc_flat(units.len(), true)?;
        copy_units(s, 0, Chars::Latin1(units));
        Ok(s.string())
    }

    /// A string of these units, as Latin-1 where they fit.
    pub fn new_string_utf16(&mut self, units: &[u16]) -> Result<JsString, OutOfMemory> {
        // Without a way out of the loop, several units are looked at at once.
        let latin1 = units.iter().fold(0, |all, &u| all | u) < 256;
        let s = self.alloc_flat(units.len(), latin1)?;
        copy_units(s, 0, Chars::Utf16(units));
        Ok(s.string())
    }

    pub fn new_string(&mut self, text: &str) -> Result<JsString, OutOfMemory> {
        if text.is_ascii() {
            return self.new_string_latin1(text.as_bytes());
        }
        let units: Vec<u16> = text.encode_utf16().collect();
        self.new_string_utf16(&units)
    }

    pub fn new_string_chars(&mut self, chars: Chars<'_>) -> Result<JsString, OutOfMemory> {
        match chars {
            Chars::Latin1(s) => self.new_string_latin1(s),
            Chars::Utf16(s) => self.new_string_utf16(s),
        }
    }

    /// The string of one code unit.
    pub fn char_string(&mut self, unit: u16) -> Result<JsString, OutOfMemory> {
        if let Some(&s) = self.strings.single_chars.get(unit as usize) {
            return Ok(s.string());
        }
        self.new_string_utf16(&[unit])
    }

    /// `start..end` in code units, which are in range.
    pub fn substring(&mut self, s: FlatString, start: usize, end: usize) -> Result<JsString, OutOfMemory> {
        if start >= end {
            return Ok(self.empty_string().string());
        }
        if start == 0 && end == s.len() {
            return Ok(s.string());
        }
        if end - start == 1 {
            return self.char_string(s.chars().at(start));
        }
        self.new_string_chars(s.chars().slice(start, end))
    }

    pub fn concat(&mut self, a: JsString, b: JsString) -> Result<JsString, OutOfMemory> {
        if a.is_empty() {
            return Ok(b);
        }
        if b.is_empty() {
            return Ok(a);
        }
        let length = a.len() + b.len();
        if length > MAX_LENGTH {
            return Err(self.starve());
        }
        if length < ROPE_MIN
            && let (Some(a), Some(b)) = (a.as_flat(), b.as_flat())
        {
            return Ok(self.joined(a, b)?.string());
        }
        if b.len() < ROPE_MIN
            && let Some((left, last)) = growing(a).filter(|(_, last)| last.len() + b.len() <= PART_MAX)
            && let Some(b) = b.as_flat()
        {
            let part = self.joined(last, b)?;
            return self.rope(left, part.string());
        }
        self.rope(a, b)
    }

    /// The units of both, copied.
    fn joined(&mut self, a: FlatString, b: FlatString) -> Result<FlatString, OutOfMemory> {
        let s = self.alloc_flat(a.len() + b.len(), a.is_latin1() && b.is_latin1())?;
        copy_units(s, 0, a.chars());
        copy_units(s, a.len(), b.chars());
        Ok(s)
    }

    /// A rope of both, whose length together is in range.
    fn rope(&mut self, a: JsString, b: JsString) -> Result<JsString, OutOfMemory> {
        let length = a.len() + b.len();
        let header = CellHeader::new(0, STRING_ROPE);
        header.aux.set(u16::from(is_latin1(a) && is_latin1(b)));
        let (left, right) = (Cell::new(a.value()), Cell::new(b.value()));
        let rope = self.new_cell(StringCell { header, length: length as u32, hash: Cell::new(0), left, right })?;
        Ok(rope.as_string().expect("it was made just now"))
    }

    /// The flat form; a rope is flattened once and for all.
    pub fn flat(&mut self, s: JsString) -> Result<FlatString, OutOfMemory> {
        if let Some(flat) = s.as_flat() {
            return Ok(flat);
        }
        let flat = self.alloc_flat(s.len(), is_latin1(s))?;
        // Right parts first: ropes mostly grow at their right end.
        let mut end = s.len();
        let mut stack = vec![s];
        while let Some(part) = stack.pop() {
            if let Some(part) = part.as_flat() {
                end -= part.len();
                copy_units(flat, end, part.chars());
            } else {
                let c = part.cell();
                stack.extend(c.left.get().as_string());
                stack.extend(c.right.get().as_string());
            }
        }
        // From here on it stands for the flat string.
        s.cell().left.set(flat.value());
        s.cell().right.set(Value::EMPTY);
        Ok(flat)
    }

    /// The atom with the units of `s`.
    pub fn intern(&mut self, s: JsString) -> Result<FlatString, OutOfMemory> {
        let flat = self.flat(s)?;
        if flat.string().is_atom() {
            return Ok(flat);
        }
        if let Some(atom) = self.strings.find(flat.hash(), flat.chars()) {
            if s != flat.string() {
                // The flattened rope may as well stand for the atom.
                s.cell().left.set(atom.value());
            }
            return Ok(atom);
        }
        self.strings.insert(flat);
        Ok(flat)
    }

    /// The atom spelt `text`.
    pub fn atom(&mut self, text: &str) -> Result<FlatString, OutOfMemory> {
        if text.is_ascii() {
            return self.atom_of(Chars::Latin1(text.as_bytes()));
        }
        let s = self.new_string(text)?;
        self.intern(s)
    }

    /// The atom of these units.
    pub fn atom_of(&mut self, chars: Chars<'_>) -> Result<FlatString, OutOfMemory> {
        if let Some(atom) = self.strings.find(chars.hash(), chars) {
            return Ok(atom);
        }
        let s = self.new_string_chars(chars)?;
        self.intern(s)
    }

    pub fn strings_equal(&mut self, a: JsString, b: JsString) -> Result<bool, OutOfMemory> {
        if a == b {
            return Ok(true);
        }
        if a.len() != b.len() {
            return Ok(false);
        }
        let a = self.flat(a)?;
        let b = self.flat(b)?;
        Ok(a.equals(b))
    }
}

/// The parts of a rope that is not flattened, if the last one is a flat string.
fn growing(s: JsString) -> Option<(JsString, FlatString)> {
    if s.flags() & STRING_ROPE == 0 {
        return None;
    }
    let c = s.cell();
    let last = c.right.get().as_string()?.as_unroped()?;
    Some((c.left.get().as_string()?, last))
}

fn is_latin1(s: JsString) -> bool {
    if s.flags() & STRING_ROPE == 0 { s.flags() & STRING_LATIN1 != 0 } else { s.cell().header.aux.get() != 0 }
}

/// Copies units into the fresh string `to`, from `at` on.
fn copy_units(to: FlatString, at: usize, from: Chars<'_>) {
    let start = to.as_ptr().cast::<u8>().wrapping_add(STRING_CHARS as usize);
    // SAFETY: `to` is fresh, known to nobody else, and long enough; a Latin-1 `to` has only
    // parts that fit Latin-1, whatever their width.
    unsafe {
        match from {
            Chars::Latin1(s) if to.is_latin1() => {
                std::ptr::copy_nonoverlapping(s.as_ptr(), start.add(at), s.len());
            }
            Chars::Latin1(s) => {
                let start = start.cast::<u16>().add(at);
                for (i, &b) in s.iter().enumerate() {
                    start.add(i).write(u16::from(b));
                }
            }
            Chars::Utf16(s) if to.is_latin1() => {
                for (i, &u) in s.iter().enumerate() {
                    start.add(at + i).write(u as u8);
                }
            }
            Chars::Utf16(s) => {
                std::ptr::copy_nonoverlapping(s.as_ptr(), start.cast::<u16>().add(at), s.len());
            }
        }
    }
}
