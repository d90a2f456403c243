//! Strings that are made unit by unit.

use crate::bare::JsString;
use crate::{Chars, MAX_LENGTH, OutOfMemory, Store};

/// Collects code units for a new string: as many as a string may have, and as there is memory for. What is
/// pushed beyond is left out, and the builder is full from then on.
pub struct StringBuilder {
    latin1: Vec<u8>,
    /// All units so far, once one did not fit Latin-1.
    utf16: Option<Vec<u16>>,
    /// Bytes that the units may take.
    room: usize,
    /// Units that it may have, of one byte and of two; 0 once it is full.
    limits: [usize; 2],
    full: Option<Full>,
}

/// Why a builder takes no more.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Full {
    Length,
    Memory,
}

impl Default for StringBuilder {
    fn default() -> StringBuilder {
        StringBuilder::with_room(usize::MAX)
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

    /// A builder for so many bytes of units.
    #[must_use]
    pub(crate) fn with_room(room: usize) -> StringBuilder {
        let limits = [MAX_LENGTH.min(room), MAX_LENGTH.min(room / 2)];
        StringBuilder { latin1: Vec::new(), utf16: None, room, limits, full: None }
    }

    /// Why it takes no more, if it does not.
    #[must_use]
    pub fn full(&self) -> Option<Full> {
        self.full
    }

    /// Whether `units` more fit, at so many bytes a unit.
    fn admits(&mut self, units: usize, width: usize) -> bool {
        let length = self.units().saturating_add(units);
        if length > MAX_LENGTH {
            self.full = Some(Full::Length);
        } else if length * width > self.room {
            self.full = Some(Full::Memory);
        }
        if self.full.is_some() {
            self.limits = [0, 0];
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

    #[inline]
    pub fn push_unit(&mut self, unit: u16) {
        match &mut self.utf16 {
            None if unit < 256 && self.latin1.len() < self.limits[0] => self.latin1.push(unit as u8),
            Some(units) if units.len() < self.limits[1] => units.push(unit),
            _ => self.push_last(unit),
        }
    }

    /// Pushes a unit that is the first wide one, or is too many.
    #[cold]
    fn push_last(&mut self, unit: u16) {
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

    #[inline]
    pub fn push_chars(&mut self, chars: Chars<'_>) {
        match (&mut self.utf16, chars) {
            (None, Chars::Latin1(s)) if self.latin1.len() + s.len() <= self.limits[0] => {
                self.latin1.extend_from_slice(s);
            }
            (Some(units), Chars::Latin1(s)) if units.len() + s.len() <= self.limits[1] => {
                units.extend(s.iter().map(|&b| u16::from(b)));
            }
            _ => self.push_any(chars),
        }
    }

    /// As [`StringBuilder::push_chars`], whatever is pushed and wherever.
    fn push_any(&mut self, chars: Chars<'_>) {
        let narrow = self.utf16.is_none() && matches!(chars, Chars::Latin1(_));
        if !self.admits(chars.len(), if narrow { 1 } else { 2 }) {
            return;
        }
        match (&mut self.utf16, chars) {
            (None, Chars::Latin1(s)) => self.latin1.extend_from_slice(s),
            (Some(units), Chars::Utf16(s)) => units.extend_from_slice(s),
            (Some(units), Chars::Latin1(s)) => units.extend(s.iter().map(|&b| u16::from(b))),
            (None, Chars::Utf16(s)) => s.iter().for_each(|&u| self.push_unit(u)),
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
        if text.is_ascii() {
            return self.push_chars(Chars::Latin1(text.as_bytes()));
        }
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

    /// The string of what was pushed; a full builder has none.
    pub fn finish(self, store: &mut Store) -> Result<JsString, OutOfMemory> {
        if self.full.is_some() {
            return Err(store.starve());
        }
        match self.utf16 {
            Some(units) => store.new_string_utf16(&units),
            None => store.new_string_latin1(&self.latin1),
        }
    }
}

impl Store {
    /// A builder that takes no more than there is memory for: it grows by doubling, and then the string is made.
    #[must_use]
    pub fn string_builder(&self) -> StringBuilder {
        StringBuilder::with_room(self.heap.room() / 3)
    }
}
