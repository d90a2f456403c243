//! The code units of a flat string, in one of two widths.

/// Longest string, in code units (as in V8).
pub const MAX_LENGTH: usize = (1 << 29) - 24;

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

    /// The array index that the units spell, if they do.
    #[must_use]
    pub fn as_index(self) -> Option<u32> {
        let n = self.len();
        if n == 0 || n > 10 {
            return None;
        }
        let mut value: u64 = 0;
        for u in self.iter() {
            let digit = u.wrapping_sub(u16::from(b'0'));
            if digit > 9 {
                return None;
            }
            value = value * 10 + u64::from(digit);
        }
        if self.at(0) == u16::from(b'0') && n > 1 {
            return None;
        }
        u32::try_from(value).ok().filter(|&i| i != u32::MAX)
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
