//! Character classes with the flag i, but without u and v. Such a class matches what is equal to one of its members by
//! `Canonicalize` (22.2.2.7.3), which without these flags goes by upper case and keeps ASCII to itself. The engine goes by case folding,
//! as with the flag u. So the classes are completed here, and the engine takes them as they are.

/// Units whose upper case may be of interest lie outside of these.
const CASELESS: [(u32, u32); 2] = [(0x3000, 0xa63f), (0xac00, 0xfaff)];

/// A class: its units as ranges, and the letters of the escapes in it (`w` for `\w`).
pub struct Class {
    negated: bool,
    ranges: Vec<(u32, u32)>,
    escapes: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Atom {
    Unit(u32),
    Escape(u8),
}

/// Canonicalize of a unit without u and v.
fn canonicalize(c: u32) -> u32 {
    let Some(ch) = char::from_u32(c) else { return c };
    if ch.is_ascii() {
        return u32::from(ch.to_ascii_uppercase());
    }
    let mut upper = ch.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(u), None) if !u.is_ascii() && u32::from(u) <= 0xffff => u.into(),
        _ => c,
    }
}

/// The class that starts at `input[0]`, behind its bracket, and how many units it takes with the closing
/// bracket. `None` if it is not closed, or wrong in another way that the engine will tell.
pub fn parse(input: &[u32]) -> Option<(Class, usize)> {
    let is = |i: usize, b: u8| input.get(i) == Some(&u32::from(b));
    let negated = is(0, b'^');
    let mut class = Class { negated, ranges: Vec::new(), escapes: Vec::new() };
    let mut i = usize::from(negated);
    while !is(i, b']') {
        let (first, n) = parse_atom(input, i)?;
        i += n;
        if !is(i, b'-') || is(i + 1, b']') {
            class.add(first);
            continue;
        }
        let (last, n) = parse_atom(input, i + 1)?;
        i += n + 1;
        match (first, last) {
            (Atom::Unit(a), Atom::Unit(b)) if a <= b => class.ranges.push((a, b)),
            (Atom::Unit(_), Atom::Unit(_)) => return None,
            _ => [first, Atom::Unit(u32::from(b'-')), last].into_iter().for_each(|a| class.add(a)),
        }
    }
    Some((class, i + 1))
}

/// ClassAtom (22.2.1, B.1.2) at `i`, and its length.
fn parse_atom(input: &[u32], i: usize) -> Option<(Atom, usize)> {
    let c = *input.get(i)?;
    if c != u32::from(b'\\') {
        return Some((Atom::Unit(c), 1));
    }
    let e = *input.get(i + 1)?;
    let digits = |from: usize, count: usize, radix: u32| {
        let text = input.get(from..from + count)?;
        text.iter().try_fold(0, |n, &d| Some(n * radix + char::from_u32(d)?.to_digit(radix)?))
    };
    let unit = |value: u32, n: usize| Some((Atom::Unit(value), n));
    match u8::try_from(e) {
        Ok(b @ (b'd' | b'D' | b's' | b'S' | b'w' | b'W')) => Some((Atom::Escape(b), 2)),
        Ok(b'b') => unit(8, 2),
        Ok(b't') => unit(9, 2),
        Ok(b'n') => unit(10, 2),
        Ok(b'v') => unit(11, 2),
        Ok(b'f') => unit(12, 2),
        Ok(b'r') => unit(13, 2),
        Ok(b'c') => match input.get(i + 2).and_then(|&c| u8::try_from(c).ok()) {
            Some(b) if b.is_ascii_alphanumeric() || b == b'_' => unit(u32::from(b) % 32, 3),
            _ => unit(c, 1),
        },
        Ok(b'x') => digits(i + 2, 2, 16).map_or(unit(e, 2), |v| unit(v, 4)),
        Ok(b'u') => digits(i + 2, 4, 16).map_or(unit(e, 2), |v| unit(v, 6)),
        Ok(b'0'..=b'7') => {
            let n = (1..=3).rev().find(|&n| digits(i + 1, n, 8).is_some_and(|v| v <= 0o377))?;
            unit(digits(i + 1, n, 8)?, n + 1)
        }
        // Perhaps the start of a name's reference: the engine knows.
        Ok(b'k') => None,
        _ => unit(e, 2),
    }
}

impl Class {
    fn add(&mut self, atom: Atom) {
        match atom {
            Atom::Unit(c) => self.ranges.push((c, c)),
            Atom::Escape(b) => self.escapes.push(b),
        }
    }

    /// Adds what has the same canonical unit as a member. The escapes are complete as they are.
    fn complete(&mut self) {
        let contains = |ranges: &[(u32, u32)], c: u32| ranges.iter().any(|&(a, b)| a <= c && c <= b);
        let members = self.ranges.clone();
        for c in (b'a'..=b'z').map(u32::from) {
            for (one, other) in [(c, c - 32), (c - 32, c)] {
                if contains(&members, one) && !contains(&members, other) {
                    self.ranges.push((other, other));
                }
            }
        }
        if members.iter().all(|&(_, b)| b < 0x80) {
            return;
        }
        let cased = (0x80..=0xffff_u32).filter(|&c| !contains(&CASELESS, c));
        let mut pairs: Vec<(u32, u32)> = cased.map(|c| (canonicalize(c), c)).collect();
        pairs.sort_unstable();
        for same in pairs.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            if same.iter().any(|&(_, c)| contains(&members, c)) {
                self.ranges.extend(same.iter().map(|&(_, c)| (c, c)).filter(|&(c, _)| !contains(&members, c)));
            }
        }
    }

    /// Writes the completed class as a group that is not subject to the flag i.
    pub fn write(mut self, out: &mut Vec<u32>) {
        self.complete();
        let text = |out: &mut Vec<u32>, s: &str| out.extend(s.bytes().map(u32::from));
        text(out, if self.negated { "(?-i:[^" } else { "(?-i:[" });
        for b in self.escapes {
            text(out, &format!("\\{}", char::from(b)));
        }
        for (a, b) in self.ranges {
            for (i, c) in [a, b].into_iter().enumerate().take(if a == b { 1 } else { 2 }) {
                if i == 1 {
                    text(out, "-");
                }
                if c < 0x80 {
                    text(out, &format!("\\x{c:02x}"));
                } else {
                    out.push(c);
                }
            }
        }
        text(out, "])");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let input: Vec<u32> = source.encode_utf16().map(u32::from).collect();
        let mut out = Vec::new();
        match parse(&input) {
            Some((class, n)) => {
                assert_eq!(n, input.len(), "[{source}");
                class.write(&mut out);
            }
            None => out.extend("none".bytes().map(u32::from)),
        }
        let got: String = out.into_iter().map(|c| char::from_u32(c).unwrap_or('?')).collect();
        assert_eq!(got, expected, "[{source}");
    }

    #[test]
    #[cfg_attr(miri, ignore = "goes over all of Unicode, which takes minutes there")]
    fn classes_are_completed_by_upper_case() {
        check("k]", r"(?-i:[\x6b\x4b])");
        check("^]", "(?-i:[^])");
        check(r"\w-\x2d\101-]", r"(?-i:[\w\x2d\x2d\x41\x2d\x61])");
        check(r"\cA\c!\8]", r"(?-i:[\x01\x5c\x63\x21\x38\x43])");
        check("\u{b5}]", "(?-i:[\u{b5}\u{39c}\u{3bc}])");
        check("\u{17f}\u{212a}]", "(?-i:[\u{17f}\u{212a}])");
        check("z-a]", "none");
        check("a", "none");
        check(r"\k]", "none");
    }
}
