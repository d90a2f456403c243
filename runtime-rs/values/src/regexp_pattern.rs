//! From the source of a regular expression to what the engine compiles.
//!
//! *In*: the code units of the source. *Out*: its code points (with the flags u or v) or units, in a form
//! in which the engine's dialect and the specification's agree: escapes that they read differently are
//! resolved, and long disjunctions are nested as balanced trees, since the engine recurses once for each
//! alternative. Only what the engine would accept wrongly is an error here; it reports the rest.

use crate::{Chars, RegExpFlags, regexp_class};

/// Disjunctions of more alternatives are split.
const MAX_ALTERNATIVES: usize = 16;

pub struct Pattern {
    pub points: Vec<u32>,
    /// Has decimal escapes, which may be octal or references, by the number of groups.
    pub has_decimal_escapes: bool,
}

/// A group that is open, or the whole pattern: where its alternatives start and are divided.
struct Open {
    start: usize,
    bars: Vec<usize>,
    /// The flag i, as modifiers leave it.
    ignore_case: bool,
}

struct Rewriter {
    input: Vec<u32>,
    at: usize,
    out: Vec<u32>,
    open: Vec<Open>,
    unicode: bool,
    groups: Vec<NamedGroup>,
    has_decimal_escapes: bool,
}

const fn is(c: Option<u32>, b: u8) -> bool {
    matches!(c, Some(c) if c == b as u32)
}

fn hex(c: u32) -> Option<u32> {
    char::from_u32(c)?.to_digit(16)
}

/// Surrogate pairs as code points.
fn code_points(units: &[u32]) -> Vec<u32> {
    let mut out: Vec<u32> = Vec::with_capacity(units.len());
    for &unit in units {
        match out.last_mut() {
            Some(lead) if *lead >> 10 == 0x36 && unit >> 10 == 0x37 => {
                *lead = 0x1_0000 + ((*lead & 0x3ff) << 10) + (unit & 0x3ff);
            }
            _ => out.push(unit),
        }
    }
    out
}

/// A group's name without its escapes, in code points.
fn decode_name(name: &[u32]) -> Vec<u32> {
    let mut out = Vec::with_capacity(name.len());
    let mut i = 0;
    while let Some(&c) = name.get(i) {
        i += 1;
        if c != u32::from(b'\\') || !is(name.get(i).copied(), b'u') {
            out.push(c);
            continue;
        }
        i += 1;
        let braced = is(name.get(i).copied(), b'{');
        i += usize::from(braced);
        let digits = name[i..].iter().map_while(|&c| hex(c)).take(if braced { usize::MAX } else { 4 });
        let (count, value) = digits.fold((0, 0u32), |(n, v), d| (n + 1, v.saturating_mul(16).saturating_add(d)));
        out.push(value);
        i += count + usize::from(braced);
    }
    code_points(&out)
}

/// Rewrites a pattern that is to be compiled with these flags.
pub fn rewrite(source: Chars<'_>, flags: RegExpFlags) -> Result<Pattern, &'static str> {
    let unicode = flags.is_unicode();
    let units: Vec<u32> = source.iter().map(u32::from).collect();
    let input = if unicode { code_points(&units) } else { units };
    let groups = named_groups(&input);
    let out = Vec::with_capacity(input.len() + 8);
    let ignore_case = flags.has(RegExpFlags::IGNORE_CASE);
    let open = vec![Open { start: 0, bars: Vec::new(), ignore_case }];
    let mut r = Rewriter { input, at: 0, out, open, unicode, groups, has_decimal_escapes: false };
    r.pattern(flags.has(RegExpFlags::UNICODE_SETS))?;
    Ok(Pattern { points: r.out, has_decimal_escapes: r.has_decimal_escapes })
}

struct NamedGroup {
    name: Vec<u32>,
    /// Its number among all groups, from 1.
    number: usize,
}

fn named_groups(input: &[u32]) -> Vec<NamedGroup> {
    let mut groups = Vec::new();
    let mut number = 0;
    let mut in_class = false;
    let mut i = 0;
    while let Some(&c) = input.get(i) {
        let at = |k: usize| input.get(i + k).copied();
        match u8::try_from(c) {
            Ok(b'\\') => i += 1,
            Ok(b'[') => in_class = true,
            Ok(b']') => in_class = false,
            Ok(b'(') if !in_class && !is(at(1), b'?') => number += 1,
            Ok(b'(') if !in_class && is(at(2), b'<') && !is(at(3), b'=') && !is(at(3), b'!') => {
                number += 1;
                let rest = &input[i + 3..];
                let end = rest.iter().position(|&c| c == u32::from(b'>')).unwrap_or(rest.len());
                groups.push(NamedGroup { name: decode_name(&rest[..end]), number });
            }
            _ => {}
        }
        i += 1;
    }
    groups
}

impl Rewriter {
    fn peek(&self, ahead: usize) -> Option<u32> {
        self.input.get(self.at + ahead).copied()
    }

    fn copy(&mut self, count: usize) {
        let end = (self.at + count).min(self.input.len());
        self.out.extend_from_slice(&self.input[self.at..end]);
        self.at = end;
    }

    fn push_ascii(&mut self, text: &str) {
        self.out.extend(text.bytes().map(u32::from));
    }

    fn pattern(&mut self, sets: bool) -> Result<(), &'static str> {
        let mut class_depth = 0u32;
        while let Some(c) = self.peek(0) {
            match u8::try_from(c) {
                Ok(b'\\') => self.escape(class_depth > 0)?,
                Ok(b'[')
                    if class_depth == 0
                        && self.ignores_case_by_unit()
                        && let Some((class, length)) = regexp_class::parse(&self.input[self.at + 1..]) =>
                {
                    class.write(&mut self.out);
                    self.at += length + 1;
                }
                Ok(b'[') => {
                    class_depth = if sets { class_depth + 1 } else { 1 };
                    self.copy(1);
                }
                Ok(b']') => {
                    class_depth = if sets { class_depth.saturating_sub(1) } else { 0 };
                    self.copy(1);
                }
                Ok(b'(') if class_depth == 0 => {
                    let ignore_case = self.group_head();
                    self.open.push(Open { start: self.out.len(), bars: Vec::new(), ignore_case });
                }
                Ok(b')') if class_depth == 0 => {
                    // The pattern itself stays open; the engine finds the bracket too many.
                    if self.open.len() > 1 {
                        self.close();
                    }
                    self.copy(1);
                }
                Ok(b'|') if class_depth == 0 => {
                    let at = self.out.len();
                    if let Some(open) = self.open.last_mut() {
                        open.bars.push(at);
                    }
                    self.copy(1);
                }
                _ => self.copy(1),
            }
        }
        while !self.open.is_empty() {
            self.close();
        }
        Ok(())
    }

    fn ignores_case(&self) -> bool {
        self.open.last().is_some_and(|open| open.ignore_case)
    }

    /// The flag i without u or v: the engine takes classes for those of Unicode mode.
    fn ignores_case_by_unit(&self) -> bool {
        !self.unicode && self.ignores_case()
    }

    /// Up to where the disjunction of a group starts; whether it ignores case.
    fn group_head(&mut self) -> bool {
        let mut ignore_case = self.ignores_case();
        self.copy(1);
        if !is(self.peek(0), b'?') {
            return ignore_case;
        }
        self.copy(1);
        if is(self.peek(0), b'<') {
            if is(self.peek(1), b'=') || is(self.peek(1), b'!') {
                self.copy(2);
            } else {
                self.name();
            }
            return ignore_case;
        }
        let mut on = true;
        while let Some(c) = self.peek(0) {
            self.copy(1);
            match u8::try_from(c) {
                Ok(b':' | b'=' | b'!' | b')') => break,
                Ok(b'-') => on = false,
                Ok(b'i') => ignore_case = on,
                _ => {}
            }
        }
        ignore_case
    }

    /// `<name>`, in code points whatever the flags.
    fn name(&mut self) {
        let rest = &self.input[self.at..];
        let length = rest.iter().position(|&c| c == u32::from(b'>')).map_or(rest.len(), |n| n + 1);
        let name = if self.unicode { rest[..length].to_vec() } else { code_points(&rest[..length]) };
        self.out.extend(name);
        self.at += length;
    }

    /// `\k<name>`. Of groups that share a name at most one takes part, and references to the others match
    /// nothing: so all of them in a row stand for it.
    fn named_reference(&mut self) {
        let rest = &self.input[self.at + 3..];
        let end = rest.iter().position(|&c| c == u32::from(b'>')).unwrap_or(rest.len());
        let name = decode_name(&rest[..end]);
        let numbers: Vec<usize> = self.groups.iter().filter(|g| g.name == name).map(|g| g.number).collect();
        if numbers.len() < 2 || end == rest.len() {
            self.copy(2);
            self.name();
            return;
        }
        self.at += end + 4;
        let references: String = numbers.iter().map(|n| format!("\\{n}")).collect();
        self.push_ascii(&format!("(?:{references})"));
    }

    fn escape(&mut self, in_class: bool) -> Result<(), &'static str> {
        match self.peek(1).and_then(|c| u8::try_from(c).ok()) {
            Some(b'u') => self.unicode_escape()?,
            Some(b'k') if !in_class && !self.groups.is_empty() && is(self.peek(2), b'<') => self.named_reference(),
            Some(b'b' | b'B') if !in_class => {
                self.copy(2);
                if self.at_quantifier() {
                    return Err("Nothing to repeat");
                }
            }
            Some(b'w' | b'W') if !in_class && self.ignores_case_by_unit() => {
                self.push_ascii("(?-i:");
                self.copy(2);
                self.push_ascii(")");
            }
            Some(b'1'..=b'9') => {
                self.has_decimal_escapes = true;
                self.copy(2);
            }
            _ => self.copy(2),
        }
        Ok(())
    }

    fn at_quantifier(&self) -> bool {
        if [b'*', b'+', b'?'].iter().any(|&b| is(self.peek(0), b)) {
            return true;
        }
        let digits = |mut k: usize| {
            while self.peek(k).is_some_and(|c| (48..58).contains(&c)) {
                k += 1;
            }
            k
        };
        if !is(self.peek(0), b'{') || digits(1) == 1 {
            return false;
        }
        let low = digits(1);
        let end = if is(self.peek(low), b',') { digits(low + 1) } else { low };
        is(self.peek(end), b'}')
    }

    /// At `\u`.
    fn unicode_escape(&mut self) -> Result<(), &'static str> {
        let four = (2..6).map(|k| self.peek(k).and_then(hex)).try_fold(0, |n, d| d.map(|d| n * 16 + d));
        match four {
            Some(_) if self.unicode => self.copy(6),
            Some(c) => {
                self.at += 6;
                if c < 0x80 {
                    self.push_ascii(&format!("\\x{c:02x}"));
                } else {
                    self.out.push(c);
                }
            }
            None if self.unicode => {
                let mut k = 3;
                let mut c = 0u32;
                while let Some(d) = self.peek(k).and_then(hex) {
                    c = (c * 16 + d).min(0x11_0000);
                    k += 1;
                }
                if !is(self.peek(2), b'{') || k == 3 || !is(self.peek(k), b'}') || c > 0x10_ffff {
                    return Err("Invalid Unicode escape");
                }
                self.copy(k + 1);
            }
            None => {
                // The letter, by identity.
                self.at += 1;
                self.copy(1);
            }
        }
        Ok(())
    }

    /// Ends the innermost disjunction.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.bars.len() < MAX_ALTERNATIVES {
            return;
        }
        let body = self.out.split_off(open.start);
        let mut parts = Vec::with_capacity(open.bars.len() + 1);
        let mut from = 0;
        for bar in open.bars {
            parts.push(&body[from..bar - open.start]);
            from = bar - open.start + 1;
        }
        parts.push(&body[from..]);
        self.balanced(&parts);
    }

    fn balanced(&mut self, parts: &[&[u32]]) {
        if parts.len() <= MAX_ALTERNATIVES {
            for (i, part) in parts.iter().enumerate() {
                if i > 0 {
                    self.push_ascii("|");
                }
                self.out.extend_from_slice(part);
            }
            return;
        }
        let (left, right) = parts.split_at(parts.len() / 2);
        self.push_ascii("(?:");
        self.balanced(left);
        self.push_ascii(")|(?:");
        self.balanced(right);
        self.push_ascii(")");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_with(source: &str, flags: RegExpFlags, expected: &str) {
        let units: Vec<u16> = source.encode_utf16().collect();
        let got = match rewrite(Chars::Utf16(&units), flags) {
            Ok(p) => p.points.iter().map(|&c| char::from_u32(c).unwrap_or('?')).collect(),
            Err(message) => message.to_owned(),
        };
        assert_eq!(got, expected, "{source}");
    }

    fn check(source: &str, unicode: bool, expected: &str) {
        check_with(source, if unicode { RegExpFlags::UNICODE } else { RegExpFlags::default() }, expected);
    }

    #[test]
    #[cfg_attr(miri, ignore = "goes over all of Unicode, which takes minutes there")]
    fn classes_that_ignore_case_are_spelt_out() {
        let check = |source, expected| check_with(source, RegExpFlags::IGNORE_CASE, expected);
        check(r"a[b]\w\w+", r"a(?-i:[\x62\x42])(?-i:\w)(?-i:\w)+");
        check("(?-i:[a])[a]", r"(?-i:[a])(?-i:[\x61\x41])");
        check("[a", "[a");
    }

    #[test]
    fn escapes_that_the_engine_reads_otherwise_are_resolved() {
        check(r"\u0041\u{41}\u00e9\u+041", false, r"\x41u{41}éu+041");
        check(r"\u0041\u{41}", true, r"\u0041\u{41}");
        check(r"\u{}", true, "Invalid Unicode escape");
        check(r"\u{110000}", true, "Invalid Unicode escape");
        check(r"\u+041", true, "Invalid Unicode escape");
        check(r"\ud83d\ude00", false, "??");
        check("\u{1f600}", false, "??");
        check("\u{1f600}", true, "\u{1f600}");
        check("(?<\u{1d49c}>.)\\k<\u{1d49c}>\u{1f600}", false, "(?<\u{1d49c}>.)\\k<\u{1d49c}>??");
        check(r"(a)(?<n>b)|(?<\u006e>c)\k<\u{6e}>0", true, r"(a)(?<n>b)|(?<\u006e>c)(?:\2\3)0");
        check(r"\b+", false, "Nothing to repeat");
        check(r"\B{2,}", true, "Nothing to repeat");
        check(r"\b{x}[\b]+", false, r"\b{x}[\b]+");
    }

    #[test]
    fn long_disjunctions_are_nested() {
        check("a|(b|[|]|\\|)", false, "a|(b|[|]|\\|)");
        let many = |n: std::ops::Range<u32>| n.map(|i| format!("w{i}")).collect::<Vec<_>>().join("|");
        let (left, right) = (many(0..10), many(10..20));
        check(&format!("x({left}|{right})y"), false, &format!("x((?:{left})|(?:{right}))y"));
    }
}
