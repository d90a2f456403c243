//! Date.parse (21.4.3.2): the format of 21.4.1.32, else what `toString` and `toUTCString` write and other
//! texts of the kind that engines agree on: a month's name or numbers with slashes, a time with colons,
//! a zone.

use super::time::{Parts, full_year, make_date, time_clip, utc};

/// Reads text by bytes.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn eat(&mut self, b: u8) -> bool {
        let found = self.peek() == b;
        self.at += usize::from(found);
        found
    }

    /// Exactly so many digits.
    fn digits(&mut self, count: usize) -> Option<f64> {
        let part = self.text.get(self.at..self.at + count)?;
        if !part.iter().all(u8::is_ascii_digit) {
            return None;
        }
        self.at += count;
        Some(part.iter().fold(0.0, |n, d| n * 10.0 + f64::from(d - b'0')))
    }

    /// All digits that follow, and how many.
    fn number(&mut self) -> (f64, usize) {
        let start = self.at;
        let mut n = 0.0;
        while self.peek().is_ascii_digit() {
            n = n * 10.0 + f64::from(self.peek() - b'0');
            self.at += 1;
        }
        (n, self.at - start)
    }

    fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }
}

/// Milliseconds of the digits after a point.
fn fraction(r: &mut Reader<'_>) -> Option<f64> {
    let start = r.at;
    r.number();
    let digits = &r.text[start..r.at];
    if digits.is_empty() {
        return None;
    }
    Some(digits.iter().take(3).zip([100.0, 10.0, 1.0]).map(|(d, scale)| f64::from(d - b'0') * scale).sum())
}

/// The format of 21.4.1.32; `None` if the text is of another one or out of range.
fn parse_iso(text: &[u8]) -> Option<f64> {
    let mut r = Reader { text, at: 0 };
    let year = match r.peek() {
        sign @ (b'+' | b'-') => {
            r.at += 1;
            let year = r.digits(6)?;
            if sign == b'-' && year == 0.0 {
                return None;
            }
            if sign == b'-' { -year } else { year }
        }
        _ => r.digits(4)?,
    };
    let mut p: Parts = [year, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    if r.eat(b'-') {
        p[1] = r.digits(2)? - 1.0;
        if r.eat(b'-') {
            p[2] = r.digits(2)?;
        }
    }
    let mut offset = Some(0.0);
    if r.eat(b'T') {
        p[3] = r.digits(2)?;
        if !r.eat(b':') {
            return None;
        }
        p[4] = r.digits(2)?;
        if r.eat(b':') {
            p[5] = r.digits(2)?;
            if r.eat(b'.') {
                p[6] = fraction(&mut r)?;
            }
        }
        offset = match r.peek() {
            b'Z' => {
                r.at += 1;
                Some(0.0)
            }
            sign @ (b'+' | b'-') => {
                r.at += 1;
                let hours = r.digits(2)?;
                if !r.eat(b':') {
                    return None;
                }
                let minutes = r.digits(2)?;
                if hours > 23.0 || minutes > 59.0 {
                    return None;
                }
                let all = hours * 3_600_000.0 + minutes * 60_000.0;
                Some(if sign == b'-' { -all } else { all })
            }
            _ => None,
        };
    }
    let full_day = p[3] == 24.0 && p[4..].iter().all(|&n| n == 0.0);
    let in_range = (0.0..12.0).contains(&p[1])
        && (1.0..=31.0).contains(&p[2])
        && (p[3] < 24.0 || full_day)
        && p[4] < 60.0
        && p[5] < 60.0;
    if !r.is_at_end() || !in_range {
        return None;
    }
    let t = make_date(&p);
    Some(match offset {
        Some(offset) => t - offset,
        None => utc(t),
    })
}

const MONTHS: [&[u8; 3]; 12] =
    [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];

/// What the other formats give piece by piece.
#[derive(Default)]
struct Legacy {
    numbers: Vec<(f64, usize)>,
    month: Option<f64>,
    time: Vec<f64>,
    ms: f64,
    offset: Option<f64>,
    afternoon: Option<bool>,
}

impl Legacy {
    /// A word; false if it means nothing.
    fn word(&mut self, word: &[u8]) -> bool {
        let lower = word.to_ascii_lowercase();
        let zone = |hours: f64| Some(hours * 3_600_000.0);
        match lower.as_slice() {
            b"am" => self.afternoon = Some(false),
            b"pm" => self.afternoon = Some(true),
            b"z" | b"ut" | b"utc" | b"gmt" => self.offset = Some(0.0),
            b"est" => self.offset = zone(-5.0),
            b"edt" | b"ast" => self.offset = zone(-4.0),
            b"cst" => self.offset = zone(-6.0),
            b"cdt" => self.offset = zone(-5.0),
            b"mst" => self.offset = zone(-7.0),
            b"mdt" => self.offset = zone(-6.0),
            b"pst" => self.offset = zone(-8.0),
            b"pdt" => self.offset = zone(-7.0),
            b"t" => {}
            _ => match MONTHS.iter().position(|m| lower.starts_with(*m)) {
                Some(m) => self.month = Some(m as f64),
                // The names of days, and whatever stands before the first number.
                None => return self.numbers.is_empty() || is_day_name(&lower),
            },
        }
        true
    }

    /// Year, month and day of the numbers.
    fn date(&self) -> Option<(f64, f64, f64)> {
        let n = |i: usize| self.numbers.get(i).copied();
        let year = |(v, digits): (f64, usize)| match digits {
            0..=2 if v < 50.0 => 2000.0 + v,
            0..=2 => full_year(v),
            _ => v,
        };
        let long = |v: (f64, usize)| v.1 > 2 || v.0 > 31.0;
        Some(match (self.month, n(0), n(1), n(2)) {
            (Some(m), Some(a), Some(b), None) if long(a) => (year(a), m, b.0),
            (Some(m), Some(a), Some(b), None) => (year(b), m, a.0),
            (Some(m), Some(a), None, None) if long(a) => (year(a), m, 1.0),
            (Some(m), Some(a), None, None) => (2001.0, m, a.0),
            (None, Some(a), Some(b), Some(c)) if long(a) => (year(a), b.0 - 1.0, c.0),
            (None, Some(a), Some(b), Some(c)) => (year(c), a.0 - 1.0, b.0),
            (None, Some(a), Some(b), None) if long(a) => (year(a), b.0 - 1.0, 1.0),
            (None, Some(a), Some(b), None) if long(b) => (year(b), a.0 - 1.0, 1.0),
            (None, Some(a), Some(b), None) => (2001.0, a.0 - 1.0, b.0),
            (None, Some(a), None, None) if long(a) => (year(a), 0.0, 1.0),
            (None, Some(a), None, None) if (1.0..=12.0).contains(&a.0) => (2001.0, a.0 - 1.0, 1.0),
            _ => return None,
        })
    }
}

fn is_day_name(word: &[u8]) -> bool {
    [b"sun", b"mon", b"tue", b"wed", b"thu", b"fri", b"sat"].iter().any(|d| word.starts_with(*d))
}

/// A zone's offset behind its sign: `hhmm`, `hh:mm` or `hh`.
fn offset(r: &mut Reader<'_>, sign: f64) -> f64 {
    let (n, digits) = r.number();
    let (hours, minutes) = if r.eat(b':') {
        (n, r.number().0)
    } else if digits > 2 {
        ((n / 100.0).floor(), n % 100.0)
    } else {
        (n, 0.0)
    };
    sign * (hours * 3_600_000.0 + minutes * 60_000.0)
}

fn parse_legacy(text: &[u8]) -> Option<f64> {
    let mut r = Reader { text, at: 0 };
    let mut found = Legacy::default();
    let mut depth = 0;
    while !r.is_at_end() {
        let b = r.peek();
        if depth > 0 || b == b'(' {
            depth += i32::from(b == b'(') - i32::from(b == b')');
            r.at += 1;
        } else if b.is_ascii_digit() {
            let (n, digits) = r.number();
            if r.peek() == b':' && found.time.is_empty() {
                found.time.push(n);
                while r.eat(b':') {
                    found.time.push(r.number().0);
                }
                if r.eat(b'.') {
                    found.ms = fraction(&mut r)?;
                }
            } else {
                found.numbers.push((n, digits));
            }
        } else if b.is_ascii_alphabetic() {
            let start = r.at;
            while r.peek().is_ascii_alphabetic() {
                r.at += 1;
            }
            if !found.word(&text[start..r.at]) {
                return None;
            }
        } else if (b == b'+' || b == b'-') && (!found.time.is_empty() || found.offset.is_some()) {
            r.at += 1;
            let sign = if b == b'-' { -1.0 } else { 1.0 };
            found.offset = Some(offset(&mut r, sign));
        } else if b.is_ascii() {
            r.at += 1;
        } else {
            return None;
        }
    }
    let (year, month, day) = found.date()?;
    let time = |i: usize| found.time.get(i).copied().unwrap_or(0.0);
    let mut hour = time(0);
    if let Some(afternoon) = found.afternoon {
        if !(1.0..=12.0).contains(&hour) {
            return None;
        }
        hour = hour % 12.0 + if afternoon { 12.0 } else { 0.0 };
    }
    let in_range = (0.0..12.0).contains(&month) && (1.0..=31.0).contains(&day) && hour <= 24.0;
    if !in_range || time(1) >= 60.0 || time(2) >= 60.0 || found.time.len() > 3 || found.numbers.len() > 3 {
        return None;
    }
    let t = make_date(&[year, month, day, hour, time(1), time(2), found.ms]);
    Some(match found.offset {
        Some(offset) => t - offset,
        None => utc(t),
    })
}

/// The time value of a text, NaN if it is none.
pub fn parse(text: &str) -> f64 {
    let bytes = text.trim().as_bytes();
    let t = parse_iso(bytes).or_else(|| {
        // A text that looks like the standard format and is not in range is not read in another way.
        let looks_iso = bytes.first().is_some_and(|b| b"+-".contains(b))
            || bytes.contains(&b'T') && bytes.len() > 4 && bytes[4] == b'-';
        if looks_iso { None } else { parse_legacy(bytes) }
    });
    t.map_or(f64::NAN, time_clip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_texts_and_those_out_of_range() {
        for (text, t) in [
            ("1970", 0.0),
            ("1970-01-02", 86_400_000.0),
            ("1970-01-01T00:00:00.001Z", 1.0),
            ("1970-01-01T01:00+01:00", 0.0),
            ("1970-01-01T24:00Z", 86_400_000.0),
            ("-000001-01-01", -62_198_755_200_000.0),
            ("+275760-09-13T00:00:00.000Z", 8.64e15),
            ("Thu, 01 Jan 1970 00:00:01 GMT", 1000.0),
            ("Thu Jan 01 1970 01:00:00 GMT+0100 (CET)", 0.0),
            ("1 January 1970 12:30 am UTC", 1_800_000.0),
            ("1/2/1970 UTC", 86_400_000.0),
        ] {
            assert_eq!(parse(text), t, "{text}");
        }
        for text in [
            "",
            "x",
            "1970-13-01",
            "1970-01-01T25:00Z",
            "-000000-01-01",
            "+275760-09-13T00:00:00.001Z",
            "1970-01-01T00:60Z",
        ] {
            assert!(parse(text).is_nan(), "{text}");
        }
    }
}
