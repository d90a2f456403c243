//! The string constants of a program.

use crate::ids::StrId;
use indexmap::IndexSet;

/// The character at this offset from a lone surrogate stands for it in texts that must be UTF-8.
pub const LONE_SURROGATE_MARKS: u32 = 0x10_0000;

/// String constants, in UTF-16 since JavaScript strings may hold lone surrogates.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    set: IndexSet<Vec<u16>>,
    marked: bool,
}

impl Strings {
    pub fn intern(&mut self, s: &str) -> StrId {
        self.intern_utf16(s.encode_utf16().collect())
    }

    /// From now on a character U+10D800 to U+10DFFF is interned as the lone surrogate that it marks.
    pub fn mark_lone_surrogates(&mut self) {
        self.marked = true;
    }

    pub fn intern_utf16(&mut self, units: Vec<u16>) -> StrId {
        let units = if self.marked { unmark(&units) } else { units };
        StrId::from_u32(u32::try_from(self.set.insert_full(units).0).expect("fewer than 2^32 strings"))
    }

    /// The constant, if there is one.
    #[must_use]
    pub fn find(&self, s: &str) -> Option<StrId> {
        let units: Vec<u16> = s.encode_utf16().collect();
        self.set.get_index_of(&units).and_then(|i| u32::try_from(i).ok()).map(StrId::from_u32)
    }

    #[must_use]
    pub fn get(&self, id: StrId) -> &[u16] {
        &self.set[id.as_u32() as usize]
    }

    /// For display: lone surrogates are replaced.
    #[must_use]
    pub fn display(&self, id: StrId) -> String {
        String::from_utf16_lossy(self.get(id))
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[u16]> {
        self.set.iter().map(Vec::as_slice)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.set.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }
}

fn unmark(units: &[u16]) -> Vec<u16> {
    let chars = char::decode_utf16(units.iter().copied());
    let mut out = Vec::with_capacity(units.len());
    for c in chars {
        match c.map_or_else(|e| u32::from(e.unpaired_surrogate()), u32::from) {
            c @ 0x10_D800..=0x10_DFFF => out.push((c & 0xffff) as u16),
            c => match char::from_u32(c) {
                Some(c) => out.extend_from_slice(c.encode_utf16(&mut [0; 2])),
                None => out.push((c & 0xffff) as u16),
            },
        }
    }
    out
}
