//! toLowerCase, toUpperCase and their locale forms, by the full mappings of Unicode without
//! tailoring (the locale is not looked at).

use super::this_string;
use crate::table::Method;
use yarrow_objects::rooted::{Args, FlatString, Scope, Value};
use yarrow_objects::{Chars, JsResult};

/// Maps the well-formed stretches; lone surrogates stay as they are. A stretch that they delimit
/// is mapped as a whole, since a final sigma depends on its neighbours.
fn map_case<'s>(ctx: &mut Scope<'s>, s: FlatString<'_>, map: fn(&str) -> String) -> JsResult<Value<'s>> {
    let mut builder = ctx.string_builder();
    let mut stretch = String::new();
    let units: Vec<u16> = s.chars().iter().collect();
    for c in char::decode_utf16(units) {
        match c {
            Ok(c) => stretch.push(c),
            Err(lone) => {
                builder.push_str(&map(&stretch));
                stretch.clear();
                builder.push_unit(lone.unpaired_surrogate());
            }
        }
    }
    builder.push_str(&map(&stretch));
    Ok(ctx.finish_string(builder)?.value())
}

fn lower<'s>(ctx: &mut Scope<'s>, args: Args<'s>, method: &str) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, method)?;
    if let Chars::Latin1(bytes) = s.chars()
        && bytes.is_ascii()
    {
        if !bytes.iter().any(u8::is_ascii_uppercase) {
            return Ok(s.value());
        }
        let mapped = bytes.to_ascii_lowercase();
        return Ok(ctx.new_string_latin1(&mapped)?.value());
    }
    map_case(ctx, s, str::to_lowercase)
}

fn upper<'s>(ctx: &mut Scope<'s>, args: Args<'s>, method: &str) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, method)?;
    if let Chars::Latin1(bytes) = s.chars()
        && bytes.is_ascii()
    {
        if !bytes.iter().any(u8::is_ascii_lowercase) {
            return Ok(s.value());
        }
        let mapped = bytes.to_ascii_uppercase();
        return Ok(ctx.new_string_latin1(&mapped)?.value());
    }
    map_case(ctx, s, str::to_uppercase)
}

/// String.prototype.toLowerCase (22.1.3.28)
fn to_lower_case<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    lower(ctx, args, "toLowerCase")
}

/// String.prototype.toLocaleLowerCase (22.1.3.26)
fn to_locale_lower_case<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    lower(ctx, args, "toLocaleLowerCase")
}

/// String.prototype.toUpperCase (22.1.3.30)
fn to_upper_case<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    upper(ctx, args, "toUpperCase")
}

/// String.prototype.toLocaleUpperCase (22.1.3.27)
fn to_locale_upper_case<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    upper(ctx, args, "toLocaleUpperCase")
}

pub const METHODS: &[Method] = &[
    ("toLowerCase", 0, to_lower_case),
    ("toLocaleLowerCase", 0, to_locale_lower_case),
    ("toUpperCase", 0, to_upper_case),
    ("toLocaleUpperCase", 0, to_locale_upper_case),
];
