//! The table of interned strings.

use crate::Chars;
use crate::hash::spread;
use crate::trace::{Trace, Tracer};
use hashbrown::HashTable;
use yarrow_abi::layout::STRING_ATOM;

/// Without a lifetime: nothing here collects.
type FlatString = crate::FlatString<'static>;

/// Room for the names of the built-ins, some 820, and for a program's.
const START_UP_ATOMS: usize = 1024;

/// The interned strings, and those that are at hand.
pub struct Strings {
    table: HashTable<FlatString>,
    /// None until the store stands.
    pub(crate) empty: Option<FlatString>,
    /// Of one unit, up to 255.
    pub(crate) single_chars: Vec<FlatString>,
}

impl Default for Strings {
    fn default() -> Strings {
        Strings { table: HashTable::with_capacity(START_UP_ATOMS), empty: None, single_chars: Vec::with_capacity(256) }
    }
}

impl Strings {
    pub(crate) fn find(&self, hash: u32, chars: Chars<'_>) -> Option<FlatString> {
        self.table.find(spread(hash), |a| a.chars() == chars).copied()
    }

    pub(crate) fn insert(&mut self, s: FlatString) {
        self.table.insert_unique(spread(s.hash()), s, |a| spread(a.hash()));
        let header = &s.string().cell().header;
        header.flags.set(header.flags.get() | STRING_ATOM);
    }

    /// Bytes of memory that the table holds, roughly.
    pub fn bytes(&self) -> usize {
        self.table.capacity() * (size_of::<FlatString>() + 1)
    }

    /// Drops the atoms that a collection did not mark.
    pub fn retain(&mut self, is_live: impl Fn(*mut u8) -> bool) {
        self.table.retain(|a| is_live(a.as_ptr().cast()));
    }
}

impl Trace for Strings {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        self.empty.iter().chain(&self.single_chars).for_each(|s| tracer.value(s.value()));
    }
}
