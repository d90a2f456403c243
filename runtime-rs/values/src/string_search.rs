//! Strings in strings, in time linear in both, whatever they are.
//!
//! Latin-1 texts, which most are, are searched by `memchr`: in bulk, and by the two-way algorithm at worst. Where either
//! side is UTF-16, the table of Knuth, Morris and Pratt says how far to go back in the needle; the text is read once.

use crate::Chars;
use memchr::{memchr, memmem, memrchr};
use std::borrow::Cow;

/// Needles up to this long are compared at the first places as they are: to prepare a search costs more where they
/// occur densely.
const SHORT: usize = 16;
/// How many places that is.
const NEAR: usize = 32;

/// A needle and a text of one width.
enum Pair<'a> {
    Bytes(&'a [u8], Cow<'a, [u8]>),
    Units(&'a [u16], Cow<'a, [u16]>),
}

impl<'a> Chars<'a> {
    /// The needle in this text's width; `None` if it has a unit that the text cannot have.
    fn with_needle(self, needle: Chars<'a>) -> Option<Pair<'a>> {
        Some(match (self, needle) {
            (Chars::Latin1(text), Chars::Latin1(needle)) => Pair::Bytes(text, needle.into()),
            (Chars::Utf16(text), Chars::Utf16(needle)) => Pair::Units(text, needle.into()),
            (Chars::Utf16(text), Chars::Latin1(needle)) => {
                Pair::Units(text, needle.iter().copied().map(u16::from).collect())
            }
            (Chars::Latin1(text), Chars::Utf16(needle)) => {
                Pair::Bytes(text, needle.iter().map(|&u| u8::try_from(u).ok()).collect::<Option<_>>()?)
            }
        })
    }

    /// Whether the text has the needle, which is not empty, at a place where it fits.
    fn has_at(self, i: usize, needle: Chars<'_>) -> bool {
        self.at(i) == needle.at(0) && self.slice(i, i + needle.len()) == needle
    }

    /// Position of `needle` at or after `from`.
    #[must_use]
    pub fn find(self, needle: Chars<'_>, from: usize) -> Option<usize> {
        if from > self.len() || needle.len() > self.len() - from {
            return None;
        }
        if needle.is_empty() {
            return Some(from);
        }
        if needle.len() <= SHORT {
            let last = self.len() - needle.len();
            let near = (from..=last.min(from + NEAR)).find(|&i| self.has_at(i, needle));
            if near.is_some() || last <= from + NEAR {
                return near;
            }
        }
        let found = match self.slice(from, self.len()).with_needle(needle)? {
            Pair::Bytes(text, needle) => match *needle {
                [unit] => memchr(unit, text),
                _ => memmem::find(text, &needle),
            },
            Pair::Units(text, needle) => position(text.iter().copied(), &needle),
        };
        found.map(|at| from + at)
    }

    /// The last position of `needle` that is not after `from`.
    #[must_use]
    pub fn rfind(self, needle: Chars<'_>, from: usize) -> Option<usize> {
        let last = self.len().checked_sub(needle.len())?.min(from);
        if needle.is_empty() {
            return Some(last);
        }
        if needle.len() <= SHORT {
            let near = (last.saturating_sub(NEAR)..=last).rev().find(|&i| self.has_at(i, needle));
            if near.is_some() || last <= NEAR {
                return near;
            }
        }
        match self.slice(0, last + needle.len()).with_needle(needle)? {
            Pair::Bytes(text, needle) => match *needle {
                [unit] => memrchr(unit, text),
                _ => memmem::rfind(text, &needle),
            },
            Pair::Units(text, needle) => {
                let reversed: Vec<u16> = needle.iter().rev().copied().collect();
                let before_end = position(text.iter().rev().copied(), &reversed)?;
                Some(text.len() - before_end - needle.len())
            }
        }
    }
}

/// How many units of the text come before the first occurrence of the needle, which is not empty.
fn position(mut text: impl Iterator<Item = u16>, needle: &[u16]) -> Option<usize> {
    let first = needle[0];
    if needle.len() == 1 {
        return text.position(|u| u == first);
    }
    let borders = borders(needle);
    let mut read = 0;
    let mut matched = 0;
    loop {
        if matched == 0 {
            read += text.position(|u| u == first)? + 1;
            matched = 1;
        } else {
            matched = extend(needle, &borders, matched, text.next()?);
            read += 1;
        }
        if matched == needle.len() {
            return Some(read - matched);
        }
    }
}

/// For each prefix of the needle, by its length less one, the length of the longest shorter prefix that it ends in.
fn borders(needle: &[u16]) -> Vec<usize> {
    let mut borders = vec![0];
    for &unit in &needle[1..] {
        let before = borders[borders.len() - 1];
        borders.push(extend(needle, &borders, before, unit));
    }
    borders
}

/// The length of the longest prefix of the needle that ends in `unit`, after `matched` units of it.
fn extend(needle: &[u16], borders: &[usize], mut matched: usize, unit: u16) -> usize {
    while needle[matched] != unit {
        if matched == 0 {
            return 0;
        }
        matched = borders[matched - 1];
    }
    matched + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn wide(text: &[u8]) -> Vec<u16> {
        text.iter().copied().map(u16::from).collect()
    }

    /// Each text over two letters up to a length, and the empty one.
    fn texts(longest: u32) -> impl Iterator<Item = Vec<u8>> {
        (0..=longest)
            .flat_map(|n| (0..1u32 << n).map(move |bits| (0..n).map(|i| b'a' + (bits >> i & 1) as u8).collect()))
    }

    #[test]
    fn all_widths_find_what_comparing_everywhere_finds() {
        // Between others, so that what is near does not decide.
        let far = [b'c'; NEAR + 2];
        let (longest, longest_needle, step) = if cfg!(miri) { (2, 1, 9) } else { (6, 4, 1) };
        let texts_between = texts(longest).map(|text| [&far, &text[..], &far].concat());
        for text in texts(longest).chain(texts_between) {
            for needle in texts(longest_needle) {
                let is_at = |&i: &usize| text[i..].starts_with(&needle);
                let (wide_text, wide_needle) = (wide(&text), wide(&needle));
                for from in (0..=text.len() + 1).step_by(step) {
                    let found = (from..=text.len()).find(is_at);
                    let last = (0..=text.len().min(from)).rev().find(is_at);
                    for text in [Chars::Latin1(&text), Chars::Utf16(&wide_text)] {
                        for needle in [Chars::Latin1(&needle), Chars::Utf16(&wide_needle)] {
                            assert_eq!(text.find(needle, from), found, "{needle:?} in {text:?} from {from}");
                            assert_eq!(text.rfind(needle, from), last, "last {needle:?} in {text:?} up to {from}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_unit_that_latin1_has_not_is_not_taken_for_its_low_byte() {
        assert_eq!(Chars::Latin1(b"aab").find(Chars::Utf16(&[0x61, 0x162]), 0), None);
        assert_eq!(Chars::Utf16(&[0x161, 0x61]).find(Chars::Latin1(b"a"), 0), Some(1));
        assert_eq!(Chars::Utf16(&[0x6161, 0x6162]).find(Chars::Utf16(&[0x6261]), 0), None);
    }

    #[test]
    fn the_text_is_read_once() {
        let n = if cfg!(miri) { 400 } else { 10_000 };
        let reads = Cell::new(0);
        let text = std::iter::repeat_n(7, n).inspect(|_| reads.set(reads.get() + 1));
        let mut needle = vec![7; n / 2];
        needle[n / 4] = 8;
        assert_eq!(position(text, &needle), None);
        assert_eq!(reads.get(), n);
    }
}
