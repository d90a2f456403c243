//! URI encoding and decoding (19.2.6).

use crate::string::receiver::flat_string;
use crate::table::{Method, define_methods};
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Chars, ErrorKind, JsResult, Throw};

const RESERVED: &[u8] = b";/?:@&=+$,#";
const MARKS: &[u8] = b"-_.!~*'()";

fn throw_malformed(ctx: &mut Scope<'_>) -> Throw {
    ctx.throw_error(ErrorKind::UriError, format_args!("URI malformed"))
}

/// Encode (19.2.6.5): `extra` are the units kept beside letters, digits and marks.
fn encode<'s>(ctx: &mut Scope<'s>, args: Args<'s>, extra: &[u8]) -> JsResult<Value<'s>> {
    let s = flat_string(ctx, args.get(0))?;
    let chars = s.chars();
    let mut out = String::with_capacity(chars.len());
    let mut i = 0;
    while i < chars.len() {
        let (c, units) = chars.code_point_at(i);
        i += units;
        let Some(c) = char::from_u32(c) else { return Err(throw_malformed(ctx)) };
        let kept = u8::try_from(c).is_ok_and(|b| b.is_ascii_alphanumeric() || MARKS.contains(&b) || extra.contains(&b));
        if kept {
            out.push(c);
        } else {
            for b in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&format!("%{b:02X}"));
            }
        }
    }
    Ok(ctx.new_string(&out)?.value())
}

/// The octet that `%XX` at `i` stands for.
fn octet(chars: Chars<'_>, i: usize) -> Option<u8> {
    if i + 2 >= chars.len() || chars.at(i) != u16::from(b'%') {
        return None;
    }
    let digit = |u: u16| char::from_u32(u32::from(u))?.to_digit(16);
    Some((digit(chars.at(i + 1))? << 4 | digit(chars.at(i + 2))?) as u8)
}

/// One escaped code point at `i`, and the units that it takes.
fn decode_one(chars: Chars<'_>, i: usize) -> Option<(char, usize)> {
    let first = octet(chars, i)?;
    let n = match first {
        0..=0x7f => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => return None,
    };
    let mut bytes = [first, 0, 0, 0];
    for (k, b) in bytes.iter_mut().enumerate().take(n).skip(1) {
        *b = octet(chars, i + 3 * k)?;
    }
    // The UTF-8 of Rust refuses what 19.2.6.6 refuses: surrogates and overlong forms.
    let c = std::str::from_utf8(&bytes[..n]).ok()?.chars().next()?;
    Some((c, 3 * n))
}

/// Decode (19.2.6.6): escapes of `preserved` stay as they are.
fn decode<'s>(ctx: &mut Scope<'s>, args: Args<'s>, preserved: &[u8]) -> JsResult<Value<'s>> {
    let s = flat_string(ctx, args.get(0))?;
    let chars = s.chars();
    let mut out = ctx.string_builder();
    let mut i = 0;
    while i < chars.len() {
        if chars.at(i) != u16::from(b'%') {
            out.push_unit(chars.at(i));
            i += 1;
            continue;
        }
        let Some((c, units)) = decode_one(chars, i) else { return Err(throw_malformed(ctx)) };
        if u8::try_from(c).is_ok_and(|b| preserved.contains(&b)) {
            out.push_chars(chars.slice(i, i + units));
        } else {
            out.push_code_point(c as u32);
        }
        i += units;
    }
    Ok(ctx.finish_string(out)?.value())
}

/// decodeURI (19.2.6.1)
fn decode_uri<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    decode(ctx, args, RESERVED)
}

/// decodeURIComponent (19.2.6.2)
fn decode_uri_component<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    decode(ctx, args, b"")
}

/// encodeURI (19.2.6.3)
fn encode_uri<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    encode(ctx, args, RESERVED)
}

/// encodeURIComponent (19.2.6.4)
fn encode_uri_component<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    encode(ctx, args, b"")
}

/// escape (B.2.1.1)
fn escape<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = flat_string(ctx, args.get(0))?;
    let mut out = ctx.string_builder();
    for unit in s.chars().iter() {
        let plain = u8::try_from(unit).ok().filter(|b| b.is_ascii_alphanumeric() || b"@*_+-./".contains(b));
        match plain {
            Some(_) => out.push_unit(unit),
            None if unit < 256 => out.push_str(&format!("%{unit:02X}")),
            None => out.push_str(&format!("%u{unit:04X}")),
        }
    }
    Ok(ctx.finish_string(out)?.value())
}

/// unescape (B.2.1.2)
fn unescape<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = flat_string(ctx, args.get(0))?;
    let chars = s.chars();
    let hex = |from: usize, count: usize| -> Option<u16> {
        let mut n = 0;
        for i in from..from + count {
            if i >= chars.len() {
                return None;
            }
            n = n * 16 + char::from_u32(u32::from(chars.at(i)))?.to_digit(16)? as u16;
        }
        Some(n)
    };
    let mut out = ctx.string_builder();
    let mut i = 0;
    while i < chars.len() {
        let percent = chars.at(i) == u16::from(b'%');
        let long = percent && i + 1 < chars.len() && chars.at(i + 1) == u16::from(b'u');
        let (unit, taken) = match (percent, long) {
            (true, true) => (hex(i + 2, 4), 6),
            (true, false) => (hex(i + 1, 2), 3),
            (false, _) => (None, 1),
        };
        out.push_unit(unit.unwrap_or(chars.at(i)));
        i += if unit.is_some() { taken } else { 1 };
    }
    Ok(ctx.finish_string(out)?.value())
}

const FUNCTIONS: &[Method] = &[
    ("escape", 1, escape),
    ("unescape", 1, unescape),
    ("decodeURI", 1, decode_uri),
    ("decodeURIComponent", 1, decode_uri_component),
    ("encodeURI", 1, encode_uri),
    ("encodeURIComponent", 1, encode_uri_component),
];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let global = ctx.global;
    define_methods(ctx, global, FUNCTIONS)
}
