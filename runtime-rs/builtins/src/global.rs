//! Functions of the global object (19.2). Its value properties exist from the start.

use crate::table::{Method, define_methods};
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Chars, JsResult, string_to_number, trim};

/// isFinite (19.2.2)
fn is_finite<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::bool(ctx.to_number(args.get(0))?.is_finite()))
}

/// isNaN (19.2.3)
fn is_nan<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::bool(ctx.to_number(args.get(0))?.is_nan()))
}

/// How many units of `text` are a StrDecimalLiteral.
fn decimal_prefix(text: Chars<'_>) -> usize {
    let at = |i: usize| if i < text.len() { text.at(i) } else { 0 };
    let is = |i: usize, b: u8| at(i) == u16::from(b);
    let digits = |mut i: usize| {
        while (u16::from(b'0')..=u16::from(b'9')).contains(&at(i)) {
            i += 1;
        }
        i
    };
    let start = usize::from(is(0, b'+') || is(0, b'-'));
    let word = b"Infinity";
    if word.iter().enumerate().all(|(k, &b)| is(start + k, b)) {
        return start + word.len();
    }
    let mut end = digits(start);
    let mut any = end > start;
    if is(end, b'.') {
        let after = digits(end + 1);
        any |= after > end + 1;
        if any {
            end = after;
        }
    }
    if !any {
        return 0;
    }
    if is(end, b'e') || is(end, b'E') {
        let from = end + 1 + usize::from(is(end + 1, b'+') || is(end + 1, b'-'));
        let after = digits(from);
        if after > from {
            end = after;
        }
    }
    end
}

/// parseFloat (19.2.4)
fn parse_float<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.get(0).as_int().is_some() {
        return Ok(args.get(0));
    }
    let s = ctx.to_string(args.get(0))?;
    let s = ctx.flat(s)?;
    let text = trim(s.chars());
    let n = decimal_prefix(text);
    Ok(Value::number(if n == 0 { f64::NAN } else { string_to_number(text.slice(0, n)) }))
}

/// The number that digits of a radix spell: exact for 10 and powers of two.
fn digits_to_number(digits: &[u32], radix: u32) -> f64 {
    if radix == 10 {
        let text: Vec<u8> = digits.iter().map(|&d| b'0' + d as u8).collect();
        return string_to_number(Chars::Latin1(&text));
    }
    if radix.is_power_of_two() {
        let mut text = b"0b".to_vec();
        for d in digits {
            text.extend((0..radix.trailing_zeros()).rev().map(|bit| b'0' + (d >> bit & 1) as u8));
        }
        return string_to_number(Chars::Latin1(&text));
    }
    // In parts as large as 32 bits allow: the rounding that other engines have.
    let mut n = 0.0;
    let mut rest = digits;
    while !rest.is_empty() {
        let (mut part, mut multiplier) = (0u32, 1u32);
        while let Some((&d, after)) = rest.split_first()
            && multiplier * radix <= u32::MAX / 36
        {
            part = part * radix + d;
            multiplier *= radix;
            rest = after;
        }
        n = n * f64::from(multiplier) + f64::from(part);
    }
    n
}

/// parseInt (19.2.5)
fn parse_int<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = ctx.to_string(args.get(0))?;
    let s = ctx.flat(s)?;
    let mut radix = ctx.to_int32(args.get(1))?;
    let text = trim(s.chars());
    let unit = |i: usize| if i < text.len() { text.at(i) } else { 0 };
    let mut i = 0;
    let negative = unit(0) == u16::from(b'-');
    if negative || unit(0) == u16::from(b'+') {
        i = 1;
    }
    if radix != 0 && !(2..=36).contains(&radix) {
        return Ok(Value::number(f64::NAN));
    }
    let prefixed = unit(i) == u16::from(b'0') && unit(i + 1) | 0x20 == u16::from(b'x');
    if prefixed && (radix == 0 || radix == 16) {
        i += 2;
        radix = 16;
    }
    let radix = if radix == 0 { 10 } else { radix as u32 };
    let digits: Vec<u32> =
        (i..text.len()).map_while(|i| char::from_u32(u32::from(text.at(i)))?.to_digit(radix)).collect();
    if digits.is_empty() {
        return Ok(Value::number(f64::NAN));
    }
    let n = digits_to_number(&digits, radix);
    Ok(Value::number(if negative { -n } else { n }))
}

const FUNCTIONS: &[Method] =
    &[("isFinite", 1, is_finite), ("isNaN", 1, is_nan), ("parseFloat", 1, parse_float), ("parseInt", 2, parse_int)];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let global = ctx.global;
    define_methods(ctx, global, FUNCTIONS)
}
