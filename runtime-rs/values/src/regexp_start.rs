//! Where matches of a regular expression may start, as far as its pattern tells at a glance.
//!
//! *In*: the pattern as the engine gets it, and its flags. *Out*: a [`Start`], which admits every place at which the engine could
//! find a match, and perhaps more. The engine tries one place after the other; these are found in bulk. Where a pattern has
//! something that is not looked into (references, modifiers, the flags i and v), matches may start anywhere.

use crate::{Chars, RegExpFlags};
use memchr::{memchr, memchr2, memchr3};

/// Groups nested deeper are not looked into.
const MAX_DEPTH: usize = 64;

/// Where matches may start.
pub enum Start {
    Anywhere,
    /// At the beginning of the subject only.
    Beginning,
    /// Where this text is. `whole`: it is all that is matched, and no group takes part.
    Text {
        text: Text,
        whole: bool,
    },
    /// Where one of these units is.
    Units(Box<UnitSet>),
}

/// A text that is not empty, in both widths.
pub struct Text {
    units: Box<[u16]>,
    /// If it fits Latin-1.
    bytes: Option<Box<[u8]>>,
}

/// Code units: each of Latin-1 by itself, all others together.
#[derive(Clone)]
pub struct UnitSet {
    latin1: [bool; 256],
    others: bool,
    /// The members, if they are up to three and all of Latin-1.
    few: Vec<u8>,
}

impl Start {
    pub fn of(points: &[u32], flags: RegExpFlags) -> Start {
        if flags.has(RegExpFlags::IGNORE_CASE) || flags.has(RegExpFlags::UNICODE_SETS) {
            return Start::Anywhere;
        }
        let multiline = flags.has(RegExpFlags::MULTILINE);
        let mut reader = Reader { points, at: 0, unicode: flags.is_unicode(), multiline, depth: 0 };
        let Some(ahead) = reader.disjunction().filter(|_| reader.at == points.len()) else { return Start::Anywhere };
        if ahead.anchored {
            Start::Beginning
        } else if !ahead.text.is_empty() {
            Start::Text { text: Text::new(ahead.text), whole: ahead.whole }
        } else if !ahead.empty && !ahead.first.is_all() {
            Start::Units(Box::new(ahead.first.counted()))
        } else {
            Start::Anywhere
        }
    }
}

impl Text {
    fn new(units: Vec<u16>) -> Text {
        let bytes = units.iter().map(|&u| u8::try_from(u).ok()).collect();
        Text { units: units.into(), bytes }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// The text in the width of a subject; `None` if the subject cannot have it.
    fn in_width_of(&self, subject: Chars<'_>) -> Option<Chars<'_>> {
        match subject {
            Chars::Latin1(_) => self.bytes.as_deref().map(Chars::Latin1),
            Chars::Utf16(_) => Some(Chars::Utf16(&self.units)),
        }
    }

    /// The first place at or after `from` where a subject has it.
    pub fn find(&self, subject: Chars<'_>, from: usize) -> Option<usize> {
        subject.find(self.in_width_of(subject)?, from)
    }

    pub fn is_at(&self, subject: Chars<'_>, at: usize) -> bool {
        let Some(text) = self.in_width_of(subject) else { return false };
        at + text.len() <= subject.len() && subject.slice(at, at + text.len()) == text
    }
}

impl UnitSet {
    const NONE: UnitSet = UnitSet { latin1: [false; 256], others: false, few: Vec::new() };
    const ALL: UnitSet = UnitSet { latin1: [true; 256], others: true, few: Vec::new() };

    fn is_all(&self) -> bool {
        self.others && !self.latin1.contains(&false)
    }

    /// The same, its members counted.
    fn counted(mut self) -> UnitSet {
        let members: Vec<u8> = (0..=255).filter(|&b| self.latin1[usize::from(b)]).take(4).collect();
        if members.len() <= 3 && !self.others {
            self.few = members;
        }
        self
    }

    fn add_range(&mut self, first: u32, last: u32) {
        for c in first..=last.min(255) {
            self.latin1[c as usize] = true;
        }
        self.others |= last > 255;
    }

    fn add(&mut self, other: &UnitSet) {
        self.latin1.iter_mut().zip(&other.latin1).for_each(|(to, from)| *to |= from);
        self.others |= other.others;
    }

    /// All other units; `others` stay in, of which nothing is known.
    fn negated(mut self) -> UnitSet {
        self.latin1.iter_mut().for_each(|member| *member = !*member);
        self.others = true;
        self
    }

    /// What `\d`, `\w` and `\s` match, and the capital letters' opposites.
    fn of_escape(letter: u8) -> UnitSet {
        let mut set = UnitSet::NONE;
        match letter.to_ascii_lowercase() {
            b'd' => set.add_range(0x30, 0x39),
            b'w' => {
                [(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)].iter().for_each(|&(a, b)| set.add_range(a, b))
            }
            _ => {
                (0..256).filter(|&c| crate::number::is_space(c)).for_each(|c| set.latin1[usize::from(c)] = true);
                set.others = true;
            }
        }
        if letter.is_ascii_uppercase() { set.negated() } else { set }
    }

    /// The first place at or after `from` where a subject has one of them.
    pub fn find(&self, subject: Chars<'_>, from: usize) -> Option<usize> {
        let found = match (subject, &self.few[..]) {
            (Chars::Latin1(units), &[a]) => memchr(a, units.get(from..)?),
            (Chars::Latin1(units), &[a, b]) => memchr2(a, b, units.get(from..)?),
            (Chars::Latin1(units), &[a, b, c]) => memchr3(a, b, c, units.get(from..)?),
            (Chars::Latin1(units), _) => units.get(from..)?.iter().position(|&b| self.latin1[usize::from(b)]),
            (Chars::Utf16(units), _) => {
                units.get(from..)?.iter().position(|&u| self.latin1.get(usize::from(u)).copied().unwrap_or(self.others))
            }
        };
        found.map(|at| from + at)
    }
}

/// What is known of what a part of a pattern matches.
struct Ahead {
    /// The first unit of what is not empty.
    first: UnitSet,
    /// It may be empty.
    empty: bool,
    /// Units that it starts with.
    text: Vec<u16>,
    /// It consists of these units.
    flat: bool,
    /// And nothing else is to be said of it: no groups, no assertions.
    whole: bool,
    /// It is at the beginning of the subject.
    anchored: bool,
}

impl Ahead {
    /// The empty pattern.
    fn nothing() -> Ahead {
        Ahead { first: UnitSet::NONE, empty: true, text: Vec::new(), flat: true, whole: true, anchored: false }
    }

    /// An assertion, which matches nothing but says more than that.
    fn assertion() -> Ahead {
        Ahead { whole: false, ..Ahead::nothing() }
    }

    /// One character, whose first unit is in the set.
    fn one_of(first: UnitSet) -> Ahead {
        Ahead { first, empty: false, text: Vec::new(), flat: false, whole: false, anchored: false }
    }

    /// One character. Units that are halves of pairs in Unicode mode are not taken for text.
    fn character(c: u32, unicode: bool) -> Ahead {
        let mut first = UnitSet::NONE;
        first.add_range(c, c);
        match u16::try_from(c) {
            Ok(unit) if !unicode || unit & 0xf800 != 0xd800 => {
                Ahead { first, empty: false, text: vec![unit], flat: true, whole: true, anchored: false }
            }
            _ => Ahead::one_of(first),
        }
    }

    /// This or the other.
    fn or(mut self, other: &Ahead) -> Ahead {
        self.first.add(&other.first);
        self.empty |= other.empty;
        let common = self.text.iter().zip(&other.text).take_while(|(a, b)| a == b).count();
        self.text.truncate(common);
        self.anchored &= other.anchored;
        self.flat = false;
        self.whole = false;
        self
    }

    /// This and then the other.
    fn then(mut self, other: Ahead) -> Ahead {
        self.anchored |= other.anchored && self.text.is_empty() && self.flat;
        if self.empty {
            self.first.add(&other.first);
            self.empty = other.empty;
        }
        if self.flat {
            self.text.extend(other.text);
            self.flat = other.flat;
        }
        self.whole &= other.whole;
        self
    }

    /// This, `min` times at least.
    fn repeated(mut self, min: u32) -> Ahead {
        if min == 0 {
            self.empty = true;
            self.text.clear();
            self.anchored = false;
        }
        self.flat = false;
        self.whole = false;
        self
    }
}

/// Reads a pattern; `None` from any of its methods says that it is not looked into.
struct Reader<'a> {
    points: &'a [u32],
    at: usize,
    unicode: bool,
    multiline: bool,
    depth: usize,
}

impl Reader<'_> {
    /// The character at hand, if it is ASCII.
    fn peek(&self) -> Option<u8> {
        self.points.get(self.at).and_then(|&c| u8::try_from(c).ok()).filter(u8::is_ascii)
    }

    fn takes(&mut self, b: u8) -> bool {
        let taken = self.peek() == Some(b);
        self.at += usize::from(taken);
        taken
    }

    fn next(&mut self) -> Option<u32> {
        let c = *self.points.get(self.at)?;
        self.at += 1;
        Some(c)
    }

    fn disjunction(&mut self) -> Option<Ahead> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut all = self.alternative()?;
        while self.takes(b'|') {
            all = all.or(&self.alternative()?);
        }
        self.depth -= 1;
        Some(all)
    }

    fn alternative(&mut self) -> Option<Ahead> {
        let mut all = Ahead::nothing();
        while self.at < self.points.len() && !matches!(self.peek(), Some(b'|' | b')')) {
            let mut term = self.term()?;
            if let Some(min) = self.quantifier() {
                term = term.repeated(min);
            }
            all = all.then(term);
        }
        Some(all)
    }

    /// The least number of times that a quantifier asks for, if there is one.
    fn quantifier(&mut self) -> Option<u32> {
        let start = self.at;
        let min = match self.peek()? {
            b'*' | b'?' => 0,
            b'+' => 1,
            b'{' => {
                self.at += 1;
                let min = self.number();
                if self.takes(b',') {
                    self.number();
                }
                if min.is_none() || self.peek() != Some(b'}') {
                    // A bracket like any other character.
                    self.at = start;
                    return None;
                }
                min.unwrap_or(0)
            }
            _ => return None,
        };
        self.at += 1;
        self.takes(b'?');
        Some(min)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.at += 1;
            number = Some(number.unwrap_or(0_u32).saturating_mul(10).saturating_add(u32::from(digit - b'0')));
        }
        number
    }

    fn term(&mut self) -> Option<Ahead> {
        let c = self.next()?;
        Some(match u8::try_from(c) {
            Ok(b'^') => Ahead { anchored: !self.multiline, ..Ahead::assertion() },
            Ok(b'$') => Ahead::assertion(),
            Ok(b'.') => Ahead::one_of(UnitSet::ALL),
            Ok(b'\\') => self.escape()?,
            Ok(b'[') => Ahead::one_of(self.class()?),
            Ok(b'(') => self.group()?,
            Ok(b'*' | b'+' | b'?') => return None,
            _ => Ahead::character(c, self.unicode),
        })
    }

    /// Behind the opening bracket.
    fn group(&mut self) -> Option<Ahead> {
        let mut captures = true;
        let mut asserts = false;
        if self.takes(b'?') {
            match u8::try_from(self.next()?).ok()? {
                b':' => captures = false,
                b'=' | b'!' => asserts = true,
                b'<' if matches!(self.peek(), Some(b'=' | b'!')) => {
                    self.at += 1;
                    asserts = true;
                }
                b'<' => while self.next()? != u32::from(b'>') {},
                _ => return None,
            }
        }
        let inner = self.disjunction()?;
        if !self.takes(b')') {
            return None;
        }
        if asserts {
            return Some(Ahead::assertion());
        }
        Some(Ahead { whole: inner.whole && !captures, ..inner })
    }

    /// Behind the backslash, outside of classes.
    fn escape(&mut self) -> Option<Ahead> {
        let letter = self.peek();
        Some(match letter {
            Some(b @ (b'd' | b'D' | b'w' | b'W' | b's' | b'S')) => {
                self.at += 1;
                Ahead::one_of(UnitSet::of_escape(b))
            }
            Some(b'b' | b'B') => {
                self.at += 1;
                Ahead::assertion()
            }
            _ => Ahead::character(self.character_escape()?, self.unicode),
        })
    }

    /// The character that an escape stands for, behind its backslash.
    fn character_escape(&mut self) -> Option<u32> {
        let c = self.next()?;
        let Some(b) = u8::try_from(c).ok().filter(u8::is_ascii) else { return Some(c) };
        match b {
            b't' => Some(9),
            b'n' => Some(10),
            b'v' => Some(11),
            b'f' => Some(12),
            b'r' => Some(13),
            b'0' if !self.peek().is_some_and(|b| b.is_ascii_digit()) => Some(0),
            b'x' => self.hex(2),
            // Two escapes may be one character.
            b'u' if self.unicode => {
                let c = if self.takes(b'{') {
                    let mut c = 0_u32;
                    while !self.takes(b'}') {
                        c = c.saturating_mul(16).saturating_add(self.hex(1)?);
                    }
                    c
                } else {
                    self.hex(4)?
                };
                (c & 0x1f_f800 != 0xd800).then_some(c)
            }
            _ => b.is_ascii_punctuation().then_some(c),
        }
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let mut value = 0;
        for _ in 0..digits {
            value = value * 16 + char::from_u32(self.next()?)?.to_digit(16)?;
        }
        Some(value)
    }

    /// Behind the opening bracket of a class.
    fn class(&mut self) -> Option<UnitSet> {
        let negated = self.takes(b'^');
        let mut set = UnitSet::NONE;
        while !self.takes(b']') {
            let Some(first) = self.class_atom(&mut set)? else {
                if self.peek() == Some(b'-') {
                    return None;
                }
                continue;
            };
            if self.peek() != Some(b'-') || self.points.get(self.at + 1) == Some(&u32::from(b']')) {
                set.add_range(first, first);
                continue;
            }
            self.at += 1;
            match self.class_atom(&mut set)? {
                Some(last) if first <= last => set.add_range(first, last),
                // The hyphen stands for itself, or the class is wrong.
                _ => return None,
            }
        }
        Some(if negated { set.negated() } else { set })
    }

    /// A character of a class, or else one of the escapes for sets, which is added.
    fn class_atom(&mut self, set: &mut UnitSet) -> Option<Option<u32>> {
        let c = self.next()?;
        if c != u32::from(b'\\') {
            return Some(Some(c));
        }
        match self.peek() {
            Some(b @ (b'd' | b'D' | b'w' | b'W' | b's' | b'S')) => {
                self.at += 1;
                set.add(&UnitSet::of_escape(b));
                Some(None)
            }
            Some(b'b') => {
                self.at += 1;
                Some(Some(8))
            }
            _ => self.character_escape().map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(source: &str, flags: &str) -> String {
        let points: Vec<u32> = source.chars().map(u32::from).collect();
        let flags = RegExpFlags::parse(Chars::Latin1(flags.as_bytes())).expect("flags");
        match Start::of(&points, flags) {
            Start::Anywhere => "anywhere".to_owned(),
            Start::Beginning => "beginning".to_owned(),
            Start::Text { text, whole } => {
                format!("{}{}", String::from_utf16_lossy(&text.units), if whole { "" } else { "..." })
            }
            Start::Units(set) => {
                let members: String = (0..=127_u8).filter(|&b| set.latin1[usize::from(b)]).map(char::from).collect();
                format!("[{}{}]", members.escape_debug(), if set.others { "+" } else { "" })
            }
        }
    }

    #[test]
    fn matches_start_where_the_pattern_says() {
        for (source, flags, expected) in [
            ("abc", "", "abc"),
            ("a.c", "", "a..."),
            ("abc*", "", "ab..."),
            ("ab+c", "", "ab..."),
            ("ab{2}c", "", "ab..."),
            ("ab{0,2}c", "", "a..."),
            ("ab{,2}c", "", "ab{,2}c"),
            ("a(b)c", "", "abc..."),
            ("a(?:b)c", "", "abc"),
            ("a(?:b|c)d", "", "a..."),
            ("(?:ab|ac)d", "", "a..."),
            ("a|b", "", "[ab]"),
            ("a|", "", "anywhere"),
            ("a?b", "", "[ab]"),
            ("(?:a*|b)c", "", "[abc]"),
            ("a*", "", "anywhere"),
            ("^a", "", "beginning"),
            ("^a", "m", "a..."),
            ("(^a)", "", "beginning"),
            ("(?:^a|^b)c", "", "beginning"),
            ("(?:^a|b)c", "", "[ab]"),
            ("(?:^a)?b", "", "[ab]"),
            ("(?=x)a", "", "a..."),
            ("(?<!\\d)ab", "", "ab..."),
            ("(?<n>a)b", "", "ab..."),
            ("(?!^)a", "", "a..."),
            ("a^b", "", "ab..."),
            ("a*^b", "", "[ab]"),
            ("\\bab\\b", "", "ab..."),
            ("a$", "", "a..."),
            ("\\.\\x41\\n\\0", "", ".A\n\0"),
            ("\\u0041\\u{42}", "u", "AB"),
            ("\\ud83d", "u", "anywhere"),
            ("\u{1f600}a", "u", "[+]"),
            ("a\u{1f600}b", "u", "a..."),
            ("\\d+", "", "[0123456789]"),
            ("[^\\W_a-zB-Z]", "", "[0123456789A+]"),
            ("[x-z\\]-]", "", "[-]xyz]"),
            ("[\\w-x]", "", "anywhere"),
            ("[a-\\d]", "", "anywhere"),
            ("[]", "", "[]"),
            ("[^]", "", "anywhere"),
            ("[a-\u{400}]", "", "[abcdefghijklmnopqrstuvwxyz{|}~\\u{7f}+]"),
            ("(a)\\1", "", "anywhere"),
            ("\\k<n>(?<n>a)", "", "anywhere"),
            ("(?i:a)b", "", "anywhere"),
            ("ab", "i", "anywhere"),
            ("[a--b]", "v", "anywhere"),
            ("\\cA", "", "anywhere"),
            ("\\07", "", "anywhere"),
            ("a{", "", "a{"),
            ("(", "", "anywhere"),
        ] {
            assert_eq!(show(source, flags), expected, "/{source}/{flags}");
        }
        assert_eq!(show(&format!("{}a{}", "(?:".repeat(500), ")".repeat(500)), ""), "anywhere");
    }
}
