//! The text level of inspection: quoting of strings, lists in columns, the order of properties.

use super::options::{Compact, Options};
use crate::array::sort_keyed;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{Chars, JsResult, format_number};

/// UTF-16 code units.
pub fn text_length(s: &str) -> usize {
    if s.is_ascii() { s.len() } else { s.encode_utf16().count() }
}

/// Columns on a terminal: East Asian wide characters and emoji take two, combining marks none.
pub fn text_width(s: &str) -> usize {
    if s.is_ascii() {
        return s.len();
    }
    s.chars()
        .map(|c| match c as u32 {
            0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
            0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f => 2,
            0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1f64f | 0x1f900..=0x1f9ff | 0x20000..=0x3fffd => 2,
            _ => 1,
        })
        .sum()
}

/// Number to text, with the sign of zero.
pub fn number_text(d: f64) -> String {
    if d == 0.0 && d.is_sign_negative() { "-0".to_owned() } else { format_number(d) }
}

/// The digits of a number with `_` between groups of three, counted from the point.
pub fn with_separators(text: &str) -> String {
    if text.contains(|c: char| c.is_ascii_alphabetic()) {
        return text.to_owned();
    }
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = sign.to_owned();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push('_');
        }
        out.push(c);
    }
    for (i, c) in fraction.chars().enumerate() {
        out.push_str(match i {
            0 => ".",
            _ if i % 3 == 0 => "_",
            _ => "",
        });
        out.push(c);
    }
    out
}

/// What a value is called in a list of values that are no objects.
pub fn is_whole_number(v: Value<'_>) -> bool {
    v.is_number() || v.is_bigint()
}

/// A string literal: single quotes, unless others save escapes.
pub fn quote(chars: Chars<'_>) -> String {
    let has = |c: char| chars.iter().any(|u| u32::from(u) == c as u32);
    let interpolates =
        || (1..chars.len()).any(|i| chars.at(i) == u16::from(b'{') && chars.at(i - 1) == u16::from(b'$'));
    let mark = if !has('\'') {
        '\''
    } else if !has('"') {
        '"'
    } else if !has('`') && !interpolates() {
        '`'
    } else {
        '\''
    };
    format!("{mark}{}{mark}", escaped(chars, mark))
}

/// The text between the quotes of a literal: without control characters, lone surrogates, backslashes, and single quotes
/// where these are the mark.
pub fn escaped(chars: Chars<'_>, mark: char) -> String {
    let mut out = String::with_capacity(chars.len());
    let mut i = 0;
    while i < chars.len() {
        let (code, units) = chars.code_point_at(i);
        i += units;
        match char::from_u32(code) {
            None => out.push_str(&format!("\\u{code:x}")),
            Some('\n') => out.push_str("\\n"),
            Some('\t') => out.push_str("\\t"),
            Some('\r') => out.push_str("\\r"),
            Some('\u{8}') => out.push_str("\\b"),
            Some('\u{c}') => out.push_str("\\f"),
            Some('\\') => out.push_str("\\\\"),
            Some('\'') if mark == '\'' => out.push_str("\\'"),
            Some(c) if code < 0x20 || (0x7f..0xa0).contains(&code) => {
                out.push_str(&format!("\\x{:02X}", c as u32));
            }
            Some(c) => out.push(c),
        }
    }
    out
}

/// Arranges more than six short items in columns, about as high as wide; an item saying how many
/// more there are stays on a line of its own.
pub fn group(output: Vec<String>, indentation: usize, numeric: bool, options: &Options<'_>) -> Vec<String> {
    let (max_items, break_length) = (options.max_items, options.break_length);
    let levels = match options.compact {
        Compact::Levels(n) => n,
        Compact::All => 0,
    };
    const SEPARATOR: usize = 2;
    let count = if output.len() > max_items { output.len() - 1 } else { output.len() };
    let widths: Vec<usize> = output[..count].iter().map(|s| text_width(s)).collect();
    let total: usize = widths.iter().map(|w| w + SEPARATOR).sum();
    let longest = widths.iter().copied().max().unwrap_or(0);
    let cell = longest + SEPARATOR;
    if cell * 3 + indentation >= break_length || !(total as f64 / cell as f64 > 5.0 || longest <= 6) {
        return output;
    }
    // A character is about 2.5 times as high as wide.
    let bias = (cell as f64 - total as f64 / output.len() as f64).sqrt();
    let biased = (cell as f64 - 3.0 - bias).max(1.0);
    let square = ((2.5 * biased * count as f64).sqrt() / biased).round() as usize;
    let columns = square.min(break_length.saturating_sub(indentation) / cell).min(levels * 4).min(15);
    if columns <= 1 {
        return output;
    }
    let column_widths: Vec<usize> =
        (0..columns).map(|c| widths.iter().skip(c).step_by(columns).copied().max().unwrap_or(0) + SEPARATOR).collect();
    let mut rows = Vec::new();
    for start in (0..count).step_by(columns) {
        let end = (start + columns).min(count);
        let mut row = String::new();
        for i in start..end {
            let last = i + 1 == end;
            let text = if last { output[i].clone() } else { format!("{}, ", output[i]) };
            let taken = widths[i] + if last { 0 } else { SEPARATOR };
            let room = column_widths[i - start] - if last { SEPARATOR } else { 0 };
            let padding = " ".repeat(room.saturating_sub(taken));
            if numeric {
                row.push_str(&padding);
                row.push_str(&text);
            } else {
                row.push_str(&text);
                if !last {
                    row.push_str(&padding);
                }
            }
        }
        rows.push(row);
    }
    rows.extend(output.into_iter().skip(count));
    rows
}

/// Sorts texts: by what a function of two of them returns, or by their code units.
pub fn sort(ctx: &mut Scope<'_>, texts: &mut [String], order: Value<'_>) -> JsResult<()> {
    if !order.is_callable() {
        let units: Vec<Vec<u16>> = texts.iter().map(|text| text.encode_utf16().collect()).collect();
        let mut order: Vec<Value<'_>> = (0..units.len()).map(|i| Value::from(i as u32)).collect();
        sort_keyed(&mut order, units.iter().map(|units| Chars::Utf16(units)));
        let sorted: Vec<String> =
            order.iter().map(|i| std::mem::take(&mut texts[i.as_int().unwrap_or(0) as usize])).collect();
        texts.iter_mut().zip(sorted).for_each(|(place, text)| *place = text);
        return Ok(());
    }
    for end in 1..texts.len() {
        let mut at = end;
        while at > 0 {
            let ctx = &mut ctx.inner();
            let (a, b) = (ctx.new_string(&texts[at - 1])?, ctx.new_string(&texts[at])?);
            let result = ctx.call(order, Value::UNDEFINED, &[a.value(), b.value()])?;
            let result = ctx.to_number(result)?;
            if result.is_nan() || result <= 0.0 {
                break;
            }
            texts.swap(at - 1, at);
            at -= 1;
        }
    }
    Ok(())
}

/// The bytes of a buffer, so many of them at most, and how many there are.
pub fn bytes(ctx: &Scope<'_>, buffer: Object<'_>, most: usize) -> Vec<String> {
    let bytes = &ctx.byte_store(buffer).bytes;
    let shown: Vec<String> = bytes.iter().take(most).map(|b| format!("{b:02x}")).collect();
    let mut text = shown.join(" ");
    if bytes.len() > most {
        let more = bytes.len() - most;
        text.push_str(&format!(" ... {more} more byte{}", if more == 1 { "" } else { "s" }));
    }
    vec![format!("[Uint8Contents]: <{text}>"), format!("byteLength: {}", bytes.len())]
}
