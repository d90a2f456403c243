//! Strings: flat Latin-1, flat UTF-16, or ropes that are flattened in place when read.
//!
//! A [`JsString`] may be a rope; a [`FlatString`] is not and lends its code units. Atoms are
//! interned flat strings: equal atoms are the same cell. Atoms that nothing refers to die at a
//! collection.

use crate::cell::StringCell;
use crate::context::Context;
use crate::error::JsResult;
use crate::hash::{hash_chars, spread};
use crate::value::Value;
use hashbrown::HashTable;
use yarrow_abi::layout::{CellKind, STRING_ATOM, STRING_CHARS, STRING_LATIN1, STRING_ROPE};

/// Longest string, in code units (as in V8).
pub const MAX_LENGTH: usize = (1 << 29) - 24;
/// Concatenations shorter than this are copied.
const ROPE_MIN: usize = 24;

pub type JsString = crate::values::JsString<'static>;
pub type FlatString = crate::values::FlatString<'static>;

/// The code units of a flat string.
#[derive(Clone, Copy, Debug)]
pub enum Chars<'a> {
    Latin1(&'a [u8]),
    Utf16(&'a [u16]),
}

impl<'a> Chars<'a> {
    #[must_use]
    pub fn len(self) -> usize {
        match self {
            Chars::Latin1(s) => s.len(),
            Chars::Utf16(s) => s.len(),
        }
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The unit at `i`, which is in range.
    #[must_use]
    pub fn at(self, i: usize) -> u16 {
        match self {
            Chars::Latin1(s) => u16::from(s[i]),
            Chars::Utf16(s) => s[i],
        }
    }

    #[must_use]
    pub fn slice(self, start: usize, end: usize) -> Chars<'a> {
        match self {
            Chars::Latin1(s) => Chars::Latin1(&s[start..end]),
            Chars::Utf16(s) => Chars::Utf16(&s[start..end]),
        }
    }

    pub fn iter(self) -> impl DoubleEndedIterator<Item = u16> + 'a {
        (0..self.len()).map(move |i| self.at(i))
    }

    /// The code point at `i` and how many units it takes; a lone surrogate is itself.
    #[must_use]
    pub fn code_point_at(self, i: usize) -> (u32, usize) {
        let first = self.at(i);
        if first & 0xfc00 == 0xd800 && i + 1 < self.len() {
            let second = self.at(i + 1);
            if second & 0xfc00 == 0xdc00 {
                let c = 0x1_0000 + ((u32::from(first) & 0x3ff) << 10) + (u32::from(second) & 0x3ff);
                return (c, 2);
            }
        }
        (u32::from(first), 1)
    }

    #[must_use]
    pub fn compare(self, other: Chars<'_>) -> std::cmp::Ordering {
        match (self, other) {
            (Chars::Latin1(a), Chars::Latin1(b)) => a.cmp(b),
            (Chars::Utf16(a), Chars::Utf16(b)) => a.cmp(b),
            (a, b) => a.iter().cmp(b.iter()),
        }
    }

    #[must_use]
    pub fn to_rust(self) -> String {
        match self {
            Chars::Latin1(s) => s.iter().map(|&b| char::from(b)).collect(),
            Chars::Utf16(s) => String::from_utf16_lossy(s),
        }
    }

    #[must_use]
    pub(crate) fn hash(self) -> u32 {
        (hash_chars(self) as u32).max(1)
    }
}

impl PartialEq<Chars<'_>> for Chars<'_> {
    fn eq(&self, other: &Chars<'_>) -> bool {
        match (*self, *other) {
            (Chars::Latin1(a), Chars::Latin1(b)) => a == b,
            (Chars::Utf16(a), Chars::Utf16(b)) => a == b,
            (a, b) => a.len() == b.len() && a.iter().eq(b.iter()),
        }
    }
}

impl JsString {
    /// The flat string, if no work is needed for it.
    #[must_use]
    pub fn as_flat(self) -> Option<FlatString> {
        if let Some(flat) = self.as_unroped() {
            return Some(flat);
        }
        let c = self.cell();
        // SAFETY: the left part of a flattened rope is a flat string.
        if c.right == Value::EMPTY { c.left.as_string().map(|s| unsafe { FlatString::from_string(s) }) } else { None }
    }
}

/// The interned strings.
#[derive(Default)]
pub(crate) struct AtomTable {
    table: HashTable<FlatString>,
}

impl AtomTable {
    fn find(&self, hash: u32, chars: Chars<'_>) -> Option<FlatString> {
        self.table.find(spread(hash), |a| a.chars() == chars).copied()
    }

    fn insert(&mut self, s: FlatString) {
        self.table.insert_unique(spread(s.hash()), s, |a| spread(a.hash()));
        // SAFETY: the string is alive; it becomes an atom.
        unsafe { (*s.as_ptr()).header.flags |= STRING_ATOM };
    }

    /// Bytes of memory that the table holds, roughly.
    pub(crate) fn bytes(&self) -> usize {
        self.table.capacity() * (size_of::<FlatString>() + 1)
    }

    /// Drops the atoms that a collection did not mark.
    pub(crate) fn retain(&mut self, is_live: impl Fn(*mut u8) -> bool) {
        self.table.retain(|a| is_live(a.as_ptr().cast()));
    }
}

impl Context {
    fn alloc_flat(&mut self, length: usize, latin1: bool) -> JsResult<FlatString> {
        if length > MAX_LENGTH {
            return Err(self.throw_range_error(format_args!("Invalid string length")));
        }
        let bytes = if latin1 { length } else { length * 2 };
        let size = STRING_CHARS as usize + bytes;
        let cell: *mut StringCell = self.alloc(CellKind::String, size)?;
        // SAFETY: a fresh cell of at least the header's size.
        unsafe {
            (*cell).header.flags = if latin1 { STRING_LATIN1 } else { 0 };
            (*cell).length = length as u32;
            Ok(FlatString::from_string(JsString::from_ptr(cell.cast())))
        }
    }

    pub fn new_string_latin1(&mut self, units: &[u8]) -> JsResult<JsString> {
        let s = self.alloc_flat(units.len(), true)?;
        // SAFETY: the cell has room for the units, and nobody else knows it yet.
        unsafe {
            let at = s.as_ptr().cast::<u8>().add(STRING_CHARS as usize);
            std::ptr::copy_nonoverlapping(units.as_ptr(), at, units.len());
        }
        Ok(s.string())
    }

    /// A string of these units, as Latin-1 where they fit.
    pub fn new_string_utf16(&mut self, units: &[u16]) -> JsResult<JsString> {
        if units.iter().all(|&u| u < 256) {
            let bytes: Vec<u8> = units.iter().map(|&u| u as u8).collect();
            return self.new_string_latin1(&bytes);
        }
        let s = self.alloc_flat(units.len(), false)?;
        // SAFETY: the cell has room for the units, and nobody else knows it yet.
        unsafe {
            let at = s.as_ptr().cast::<u8>().add(STRING_CHARS as usize);
            std::ptr::copy_nonoverlapping(units.as_ptr(), at.cast(), units.len());
        }
        Ok(s.string())
    }

    pub fn new_string(&mut self, text: &str) -> JsResult<JsString> {
        if text.is_ascii() {
            return self.new_string_latin1(text.as_bytes());
        }
        let units: Vec<u16> = text.encode_utf16().collect();
        self.new_string_utf16(&units)
    }

    pub fn new_string_chars(&mut self, chars: Chars<'_>) -> JsResult<JsString> {
        match chars {
            Chars::Latin1(s) => self.new_string_latin1(s),
            Chars::Utf16(s) => self.new_string_utf16(s),
        }
    }

    /// The string of one code unit.
    pub fn char_string(&mut self, unit: u16) -> JsResult<JsString> {
        if let Some(&s) = self.single_chars.get(unit as usize) {
            return Ok(s.string());
        }
        self.new_string_utf16(&[unit])
    }

    /// `start..end` in code units, which are in range.
    pub fn substring(&mut self, s: FlatString, start: usize, end: usize) -> JsResult<JsString> {
        if start >= end {
            return Ok(self.names.empty.string());
        }
        if start == 0 && end == s.len() {
            return Ok(s.string());
        }
        if end - start == 1 {
            return self.char_string(s.chars().at(start));
        }
        self.new_string_chars(s.chars().slice(start, end))
    }

    pub fn concat(&mut self, a: JsString, b: JsString) -> JsResult<JsString> {
        if a.is_empty() {
            return Ok(b);
        }
        if b.is_empty() {
            return Ok(a);
        }
        let length = a.len() + b.len();
        if length > MAX_LENGTH {
            return Err(self.throw_range_error(format_args!("Invalid string length")));
        }
        if length < ROPE_MIN
            && let (Some(a), Some(b)) = (a.as_flat(), b.as_flat())
        {
            let latin1 = a.is_latin1() && b.is_latin1();
            let s = self.alloc_flat(length, latin1)?;
            copy_units(s, 0, a);
            copy_units(s, a.len(), b);
            return Ok(s.string());
        }
        let cell: *mut StringCell = self.alloc(CellKind::String, size_of::<StringCell>())?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).header.flags = STRING_ROPE;
            (*cell).header.aux = u16::from(is_latin1(a) && is_latin1(b));
            (*cell).length = length as u32;
            (*cell).left = a.value();
            (*cell).right = b.value();
            Ok(JsString::from_ptr(cell.cast()))
        }
    }

    /// The flat form; a rope is flattened once and for all.
    pub fn flat(&mut self, s: JsString) -> JsResult<FlatString> {
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
                copy_units(flat, end, part);
            } else {
                let c = part.cell();
                stack.extend(c.left.as_string());
                stack.extend(c.right.as_string());
            }
        }
        // SAFETY: the rope is alive; from here on it stands for the flat string.
        unsafe {
            let cell = s.as_ptr();
            (*cell).left = flat.value();
            (*cell).right = Value::EMPTY;
        }
        Ok(flat)
    }

    /// A builder that takes no more than there is memory for: it grows by doubling, and then the string is made.
    #[must_use]
    pub fn string_builder(&self) -> StringBuilder {
        StringBuilder { room: self.heap.room() / 3, ..StringBuilder::default() }
    }

    /// The atom with the units of `s`.
    pub fn intern(&mut self, s: JsString) -> JsResult<FlatString> {
        let flat = self.flat(s)?;
        if flat.string().is_atom() {
            return Ok(flat);
        }
        if let Some(atom) = self.atoms.find(flat.hash(), flat.chars()) {
            if s != flat.string() {
                // SAFETY: the flattened rope is alive; it may as well stand for the atom.
                unsafe { (*s.as_ptr()).left = atom.value() };
            }
            return Ok(atom);
        }
        self.atoms.insert(flat);
        Ok(flat)
    }

    /// The atom spelt `text`.
    pub fn atom(&mut self, text: &str) -> JsResult<FlatString> {
        if text.is_ascii() {
            let chars = Chars::Latin1(text.as_bytes());
            if let Some(atom) = self.atoms.find(chars.hash(), chars) {
                return Ok(atom);
            }
        }
        let s = self.new_string(text)?;
        self.intern(s)
    }

    pub fn strings_equal(&mut self, a: JsString, b: JsString) -> JsResult<bool> {
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

fn is_latin1(s: JsString) -> bool {
    if s.flags() & STRING_ROPE == 0 { s.flags() & STRING_LATIN1 != 0 } else { s.cell().header.aux != 0 }
}

/// Copies the units of `from` into the fresh string `to`.
fn copy_units(to: FlatString, at: usize, from: FlatString) {
    let start = to.as_ptr().cast::<u8>().wrapping_add(STRING_CHARS as usize);
    // SAFETY: `to` is fresh, known to nobody else, and long enough; a Latin-1 `to` has only
    // Latin-1 parts.
    unsafe {
        match from.chars() {
            Chars::Latin1(s) if to.is_latin1() => {
                std::ptr::copy_nonoverlapping(s.as_ptr(), start.add(at), s.len());
            }
            Chars::Latin1(s) => {
                let start = start.cast::<u16>().add(at);
                for (i, &b) in s.iter().enumerate() {
                    start.add(i).write(u16::from(b));
                }
            }
            Chars::Utf16(s) => {
                std::ptr::copy_nonoverlapping(s.as_ptr(), start.cast::<u16>().add(at), s.len());
            }
        }
    }
}

/// Collects code units for a new string: as many as a string may have, and as there is memory for. What is
/// pushed beyond is left out, and the builder is full from then on.
pub struct StringBuilder {
    latin1: Vec<u8>,
    /// All units so far, once one did not fit Latin-1.
    utf16: Option<Vec<u16>>,
    /// Bytes that the units may take.
    room: usize,
    full: Option<Full>,
}

/// Why a builder takes no more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Full {
    Length,
    Memory,
}

impl Default for StringBuilder {
    fn default() -> StringBuilder {
        StringBuilder { latin1: Vec::new(), utf16: None, room: usize::MAX, full: None }
    }
}

impl StringBuilder {
    /// Units so far; more than [`MAX_LENGTH`] once it is full.
    #[must_use]
    pub fn len(&self) -> usize {
        if self.full.is_some() { MAX_LENGTH + 1 } else { self.units() }
    }

    fn units(&self) -> usize {
        self.utf16.as_ref().map_or(self.latin1.len(), Vec::len)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// RangeError if it is full: for loops that push without end.
    pub fn check(&self, ctx: &mut crate::Scope<'_>) -> JsResult<()> {
        self.check_room(&mut ctx.ctx)
    }

    fn check_room(&self, ctx: &mut Context) -> JsResult<()> {
        match self.full {
            None => Ok(()),
            Some(Full::Length) => Err(ctx.throw_range_error(format_args!("Invalid string length"))),
            Some(Full::Memory) => Err(ctx.throw_out_of_memory()),
        }
    }

    /// Whether `units` more fit, at so many bytes a unit.
    fn admits(&mut self, units: usize, width: usize) -> bool {
        let length = self.units().saturating_add(units);
        if length > MAX_LENGTH {
            self.full = Some(Full::Length);
        } else if length * width > self.room {
            self.full = Some(Full::Memory);
        }
        self.full.is_none()
    }

    /// Cuts off what was pushed since the length was `len`.
    pub fn truncate(&mut self, len: usize) {
        match &mut self.utf16 {
            Some(units) => units.truncate(len),
            None => self.latin1.truncate(len),
        }
    }

    pub fn push_unit(&mut self, unit: u16) {
        if !self.admits(1, if self.utf16.is_some() || unit > 0xff { 2 } else { 1 }) {
            return;
        }
        match (&mut self.utf16, u8::try_from(unit)) {
            (Some(units), _) => units.push(unit),
            (None, Ok(b)) => self.latin1.push(b),
            (None, Err(_)) => {
                let mut units: Vec<u16> = self.latin1.drain(..).map(u16::from).collect();
                units.push(unit);
                self.utf16 = Some(units);
            }
        }
    }

    pub fn push_code_point(&mut self, c: u32) {
        if c < 0x1_0000 {
            self.push_unit(c as u16);
        } else {
            self.push_unit(0xd800 | ((c - 0x1_0000) >> 10) as u16);
            self.push_unit(0xdc00 | ((c - 0x1_0000) & 0x3ff) as u16);
        }
    }

    pub fn push_chars(&mut self, chars: Chars<'_>) {
        let narrow = self.utf16.is_none() && matches!(chars, Chars::Latin1(_));
        if !self.admits(chars.len(), if narrow { 1 } else { 2 }) {
            return;
        }
        match (&mut self.utf16, chars) {
            (None, Chars::Latin1(s)) => self.latin1.extend_from_slice(s),
            (Some(units), Chars::Utf16(s)) => units.extend_from_slice(s),
            (_, chars) => chars.iter().for_each(|u| self.push_unit(u)),
        }
    }

    /// Pushes the same so many times.
    pub fn push_repeated(&mut self, chars: Chars<'_>, times: usize) {
        let narrow = self.utf16.is_none() && matches!(chars, Chars::Latin1(_));
        // Nothing is pushed that does not fit as a whole.
        if chars.is_empty() || !self.admits(chars.len().saturating_mul(times), if narrow { 1 } else { 2 }) {
            return;
        }
        match (&mut self.utf16, chars) {
            (None, Chars::Latin1(&[unit])) => self.latin1.resize(self.latin1.len() + times, unit),
            _ => (0..times).for_each(|_| self.push_chars(chars)),
        }
    }

    pub fn push_str(&mut self, text: &str) {
        text.encode_utf16().for_each(|u| self.push_unit(u));
    }

    /// Moves the units to the end of another builder.
    pub fn append_to(self, other: &mut StringBuilder) {
        match &self.utf16 {
            Some(units) => other.push_chars(Chars::Utf16(units)),
            None => other.push_chars(Chars::Latin1(&self.latin1)),
        }
    }

    /// Copies the units out.
    #[must_use]
    pub fn to_rust(&self) -> String {
        match &self.utf16 {
            Some(units) => Chars::Utf16(units).to_rust(),
            None => Chars::Latin1(&self.latin1).to_rust(),
        }
    }

    /// RangeError if it is too long.
    pub fn finish(self, ctx: &mut Context) -> JsResult<JsString> {
        self.check_room(ctx)?;
        match self.utf16 {
            Some(units) => ctx.new_string_utf16(&units),
            None => ctx.new_string_latin1(&self.latin1),
        }
    }
}
