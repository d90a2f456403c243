//! Numbers as text and text as numbers.

use crate::bare::{JsString, Value};
use crate::{Chars, OutOfMemory, Store, StringBuilder};

/// WhiteSpace or LineTerminator.
#[must_use]
pub fn is_space(u: u16) -> bool {
    matches!(u, 9..=13 | 32 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000 | 0xfeff)
}

/// The units between leading and trailing white space.
#[must_use]
pub fn trim(chars: Chars<'_>) -> Chars<'_> {
    let n = chars.len();
    let start = (0..n).find(|&i| !is_space(chars.at(i))).unwrap_or(n);
    let end = (start..n).rev().find(|&i| !is_space(chars.at(i))).map_or(start, |i| i + 1);
    chars.slice(start, end)
}

/// The number of text that is a few decimal digits and nothing else.
#[inline]
fn short_integer(chars: Chars<'_>) -> Option<f64> {
    // Of so many digits, each number is an integer that doubles have.
    const MOST: usize = 15;
    let Chars::Latin1(text) = chars else { return None };
    if text.is_empty() || text.len() > MOST {
        return None;
    }
    let mut value = 0u64;
    for &b in text {
        let digit = b.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    Some(value as f64)
}

/// StringToNumber (7.1.4.1.1).
#[must_use]
pub fn string_to_number(chars: Chars<'_>) -> f64 {
    if let Some(short) = short_integer(chars) {
        return short;
    }
    let chars = trim(chars);
    if chars.is_empty() {
        return 0.0;
    }
    let wide;
    let text = match chars {
        Chars::Latin1(text) => text,
        Chars::Utf16(units) => {
            let narrow: Option<Vec<u8>> = units.iter().map(|&u| u8::try_from(u).ok()).collect();
            let Some(narrow) = narrow else { return f64::NAN };
            wide = narrow;
            &wide
        }
    };
    if text[0] == b'0' && text.len() > 1 {
        let radix = match text[1] {
            b'x' | b'X' => 16,
            b'o' | b'O' => 8,
            b'b' | b'B' => 2,
            _ => 0,
        };
        if radix != 0 {
            return parse_radix(&text[2..], radix).unwrap_or(f64::NAN);
        }
    }
    parse_decimal(text)
}

/// All of `digits` in a radix that is a power of two, rounded once.
fn parse_radix(digits: &[u8], radix: u32) -> Option<f64> {
    if digits.is_empty() {
        return None;
    }
    let shift = radix.trailing_zeros();
    let (mut mantissa, mut exponent, mut sticky) = (0u64, 0i32, false);
    for &b in digits {
        let d = char::from(b).to_digit(radix)?;
        for bit in (0..shift).rev() {
            let one = d >> bit & 1 == 1;
            if mantissa >> 62 == 0 {
                mantissa = mantissa << 1 | u64::from(one);
            } else {
                exponent += 1;
                sticky |= one;
            }
        }
    }
    // The lowest bit stands for all that was dropped, far below the rounding position.
    Some((mantissa | u64::from(sticky)) as f64 * 2f64.powi(exponent))
}

/// A StrDecimalLiteral with its sign; NaN for anything else.
fn parse_decimal(text: &[u8]) -> f64 {
    let (negative, rest) = match text[0] {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let magnitude = match rest.first() {
        Some(b'0'..=b'9' | b'.') => fast_float2::parse::<f64, _>(rest).unwrap_or(f64::NAN),
        _ if rest == b"Infinity" => f64::INFINITY,
        _ => f64::NAN,
    };
    if negative { -magnitude } else { magnitude }
}

/// Number::toString in radix 10.
#[must_use]
pub fn format_number(d: f64) -> String {
    if let Some(i) = exact_integer(d) {
        return itoa::Buffer::new().format(i).to_owned();
    }
    if d.is_finite() { ryu_js::Buffer::new().format_finite(d).to_owned() } else { format_special(d).to_owned() }
}

fn format_special(d: f64) -> &'static str {
    if d.is_nan() {
        "NaN"
    } else if d > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}

/// The integer that a number is, if its digits are those of its text: beyond 2^53, the shortest digits that round to a
/// number are not those of the integer.
fn exact_integer(d: f64) -> Option<i64> {
    const EXACT: f64 = (1_u64 << 53) as f64;
    let i = d as i64;
    (i as f64 == d && d.abs() <= EXACT).then_some(i)
}

impl StringBuilder {
    /// Number::toString in radix 10.
    pub fn push_number(&mut self, d: f64) {
        if let Some(i) = exact_integer(d) {
            self.push_chars(Chars::Latin1(itoa::Buffer::new().format(i).as_bytes()));
        } else if d.is_finite() {
            self.push_chars(Chars::Latin1(ryu_js::Buffer::new().format_finite(d).as_bytes()));
        } else {
            self.push_str(format_special(d));
        }
    }
}

impl Store {
    pub fn number_to_string(&mut self, d: f64) -> Result<JsString, OutOfMemory> {
        if let Some(i) = exact_integer(d) {
            return self.integer_to_string(i);
        }
        if !d.is_finite() {
            return self.new_string(format_special(d));
        }
        let mut buffer = ryu_js::Buffer::new();
        let text = buffer.format_finite(d);
        self.new_string_latin1(text.as_bytes())
    }

    pub fn index_to_string(&mut self, i: u32) -> Result<JsString, OutOfMemory> {
        self.integer_to_string(i64::from(i))
    }

    fn integer_to_string(&mut self, i: i64) -> Result<JsString, OutOfMemory> {
        match itoa::Buffer::new().format(i).as_bytes() {
            &[digit] => self.char_string(u16::from(digit)),
            digits => self.new_string_latin1(digits),
        }
    }

    /// StringToNumber, as a value.
    pub fn string_to_number(&mut self, s: JsString) -> Result<Value, OutOfMemory> {
        let flat = self.flat(s)?;
        Ok(Value::number(string_to_number(flat.chars())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(s: &str) -> f64 {
        string_to_number(Chars::Latin1(s.as_bytes()))
    }

    #[test]
    fn text_to_number() {
        for (text, value) in [
            ("", 0.0),
            ("  12 \n", 12.0),
            ("1.5e3", 1500.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("-Infinity", f64::NEG_INFINITY),
            ("0x1F", 31.0),
            ("0b101", 5.0),
            ("0o17", 15.0),
            ("1e1000", f64::INFINITY),
            ("0", 0.0),
            ("00789", 789.0),
            ("999999999999999", 999_999_999_999_999.0),
            ("9007199254740993", 9_007_199_254_740_992.0),
            ("0x20000000000001", 9_007_199_254_740_992.0),
            ("0x20000000000003", 9_007_199_254_740_996.0),
        ] {
            assert_eq!(parse(text), value, "{text}");
        }
        assert!(parse("-0").is_sign_negative());
        for text in
            ["1x", "x1", "12/", "1:", "inf", "nan", "+-1", "0x", "-0x1", "1_000", ".", "e5", "--1", "1e", "infinity"]
        {
            assert!(parse(text).is_nan(), "{text}");
        }
    }

    #[test]
    fn number_to_text() {
        for (value, text) in [
            (0.1 + 0.2, "0.30000000000000004"),
            (1e21, "1e+21"),
            (123_456_789_012_345_680_000.0, "123456789012345680000"),
            (1e-7, "1e-7"),
            (-0.0, "0"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(format_number(value), text);
        }
    }

    #[test]
    fn numbers_become_the_strings_that_their_shortest_digits_are() {
        let store = &mut Store::try_new(yarrow_gc::Settings::default()).expect("memory for a store");
        for d in [
            0.0,
            -0.0,
            7.0,
            -7.0,
            10.0,
            0.5,
            1.0e15,
            -2_147_483_648.0,
            4_294_967_295.0,
            9_007_199_254_740_992.0,
            -9_007_199_254_740_992.0,
            9_007_199_254_740_994.0,
            36_028_797_018_963_970.0,
            1e21,
            f64::NAN,
            f64::NEG_INFINITY,
        ] {
            let text = store.number_to_string(d).expect("memory for a short string");
            let text: Vec<u16> = text.as_flat().expect("a number's text is flat").chars().iter().collect();
            assert_eq!(String::from_utf16_lossy(&text), format_number(d));
        }
    }
}
