//! GetSubstitution (22.1.3.19.1): what `$` means in a replacement.

use crate::string::receiver::flat_string;
use yarrow_objects::rooted::{FlatString, Scope, Value};
use yarrow_objects::{Chars, JsResult, StringBuilder};

/// A match that is to be replaced.
pub struct Replaced<'a> {
    pub string: FlatString<'a>,
    pub position: usize,
    pub matched: FlatString<'a>,
    /// Each a string or `undefined`.
    pub captures: &'a [Value<'a>],
    /// The object of named groups, or `undefined`.
    pub named: Value<'a>,
}

/// A piece of a replacement.
enum Piece {
    /// So many units as they stand.
    Literal(usize),
    Matched,
    Before,
    After,
    /// A numbered capture, from 0.
    Capture(usize),
    /// A named one: the name's place.
    Named(usize, usize),
}

/// The piece at the start of `rest`, and how many units it takes.
fn next_piece(rest: Chars<'_>, captures: usize, has_names: bool) -> (Piece, usize) {
    let byte = |i: usize| if i < rest.len() { u8::try_from(rest.at(i)).unwrap_or(0) } else { 0 };
    let digit = |i: usize| byte(i).is_ascii_digit().then(|| usize::from(byte(i) - b'0'));
    if byte(0) != b'$' {
        let n = rest.iter().position(|u| u == u16::from(b'$')).unwrap_or(rest.len());
        return (Piece::Literal(n), n);
    }
    match byte(1) {
        b'$' => (Piece::Literal(1), 2),
        b'&' => (Piece::Matched, 2),
        b'`' => (Piece::Before, 2),
        b'\'' => (Piece::After, 2),
        b'<' if has_names => match rest.iter().position(|u| u == u16::from(b'>')) {
            Some(end) => (Piece::Named(2, end), end + 1),
            None => (Piece::Literal(2), 2),
        },
        _ => {
            let one = digit(1);
            let two = one.zip(digit(2)).map(|(a, b)| a * 10 + b).filter(|n| *n <= captures);
            match (two, one) {
                (Some(n), _) if n >= 1 => (Piece::Capture(n - 1), 3),
                (None, Some(n)) if (1..=captures).contains(&n) => (Piece::Capture(n - 1), 2),
                (Some(_), _) => (Piece::Literal(3), 3),
                _ => (Piece::Literal(1), 1),
            }
        }
    }
}

/// GetSubstitution. Names may run JavaScript.
pub fn push_substitution(
    ctx: &mut Scope<'_>,
    builder: &mut StringBuilder,
    template: FlatString<'_>,
    r: &Replaced<'_>,
) -> JsResult<()> {
    let has_names = !r.named.is_undefined();
    let mut at = 0;
    while at < template.len() {
        let ctx = &mut ctx.inner();
        let chars = template.chars();
        let rest = chars.slice(at, chars.len());
        let (piece, taken) = next_piece(rest, r.captures.len(), has_names);
        let string = r.string.chars();
        match piece {
            Piece::Literal(n) => builder.push_chars(rest.slice(0, n)),
            Piece::Matched => builder.push_chars(r.matched.chars()),
            Piece::Before => builder.push_chars(string.slice(0, r.position)),
            Piece::After => {
                let end = (r.position + r.matched.len()).min(string.len());
                builder.push_chars(string.slice(end, string.len()));
            }
            Piece::Capture(i) => {
                if let Some(s) = r.captures[i].as_string() {
                    builder.push_chars(ctx.flat(s)?.chars());
                }
            }
            Piece::Named(start, end) => {
                let name = ctx.substring(template, at + start, at + end)?;
                let key = ctx.key_from_string(name)?;
                let capture = ctx.get_value(r.named, key)?;
                if !capture.is_undefined() {
                    builder.push_chars(flat_string(ctx, capture)?.chars());
                }
            }
        }
        ctx.check_builder(builder)?;
        at += taken;
    }
    Ok(())
}
