//! The flags of regular expressions.

use crate::Chars;

/// The flags of a regular expression, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct RegExpFlags(pub(crate) u8);

impl RegExpFlags {
    pub const HAS_INDICES: RegExpFlags = RegExpFlags(1);
    pub const GLOBAL: RegExpFlags = RegExpFlags(2);
    pub const IGNORE_CASE: RegExpFlags = RegExpFlags(4);
    pub const MULTILINE: RegExpFlags = RegExpFlags(8);
    pub const DOT_ALL: RegExpFlags = RegExpFlags(16);
    pub const UNICODE: RegExpFlags = RegExpFlags(32);
    pub const UNICODE_SETS: RegExpFlags = RegExpFlags(64);
    pub const STICKY: RegExpFlags = RegExpFlags(128);

    /// Each with its letter, in the order in which `flags` shows them.
    pub const ALL: [(RegExpFlags, u8); 8] = [
        (RegExpFlags::HAS_INDICES, b'd'),
        (RegExpFlags::GLOBAL, b'g'),
        (RegExpFlags::IGNORE_CASE, b'i'),
        (RegExpFlags::MULTILINE, b'm'),
        (RegExpFlags::DOT_ALL, b's'),
        (RegExpFlags::UNICODE, b'u'),
        (RegExpFlags::UNICODE_SETS, b'v'),
        (RegExpFlags::STICKY, b'y'),
    ];

    #[must_use]
    pub const fn has(self, other: RegExpFlags) -> bool {
        self.0 & other.0 != 0
    }

    /// Matching is by code point.
    #[must_use]
    pub const fn is_unicode(self) -> bool {
        self.has(RegExpFlags(RegExpFlags::UNICODE.0 | RegExpFlags::UNICODE_SETS.0))
    }

    /// The flags that letters name; `None` if one is unknown or repeated, or u and v are together.
    pub fn parse(text: Chars<'_>) -> Option<RegExpFlags> {
        let mut flags = RegExpFlags::default();
        for unit in text.iter() {
            let (bit, _) = RegExpFlags::ALL.into_iter().find(|(_, letter)| unit == u16::from(*letter))?;
            if flags.has(bit) {
                return None;
            }
            flags.0 |= bit.0;
        }
        (!(flags.has(RegExpFlags::UNICODE) && flags.has(RegExpFlags::UNICODE_SETS))).then_some(flags)
    }

    #[must_use]
    pub fn to_text(self) -> String {
        RegExpFlags::ALL.iter().filter(|(bit, _)| self.has(*bit)).map(|(_, letter)| char::from(*letter)).collect()
    }

    pub(crate) fn for_engine(self) -> regress::Flags {
        regress::Flags {
            icase: self.has(RegExpFlags::IGNORE_CASE),
            multiline: self.has(RegExpFlags::MULTILINE),
            dot_all: self.has(RegExpFlags::DOT_ALL),
            no_opt: false,
            unicode: self.is_unicode(),
            unicode_sets: self.has(RegExpFlags::UNICODE_SETS),
        }
    }
}
