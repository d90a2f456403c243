//! `atob` and `btoa`.

use crate::class::{Class, define_methods, is_installed, remember};
use crate::dom_exception::throw_dom_exception;
use crate::errors::check_arguments;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Attrs, JsResult, Throw};

/// Padding is cut off before, and what is left over of the last byte may be anything.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

fn throw_invalid(ctx: &mut Scope<'_>, message: &str) -> Throw {
    throw_dom_exception(ctx, "InvalidCharacterError", message)
}

/// The units of the argument as bytes, `None` if one of them is no byte.
fn argument(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<Option<Vec<u8>>> {
    check_arguments(ctx, args, &["input"])?;
    let s = ctx.to_string(args.get(0))?;
    let s = ctx.flat(s)?;
    Ok(s.chars().iter().map(|unit| u8::try_from(unit).ok()).collect())
}

fn btoa<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    match argument(ctx, args)? {
        Some(bytes) => {
            let text = base64::engine::general_purpose::STANDARD.encode(bytes);
            Ok(ctx.new_string_latin1(text.as_bytes())?.value())
        }
        None => Err(throw_invalid(ctx, "Invalid character")),
    }
}

/// The digits without spaces and padding, or the message of the error.
fn digits(bytes: Vec<u8>) -> Result<Vec<u8>, &'static str> {
    let mut text = bytes;
    text.retain(|b| !b" \t\n\x0c\r".contains(b));
    let length = text.len();
    if length.is_multiple_of(4) {
        let padding = text.iter().rev().take(2).take_while(|&&b| b == b'=').count();
        text.truncate(length - padding);
    }
    if !text.iter().all(|b| b.is_ascii_alphanumeric() || b"+/".contains(b)) {
        return Err("Invalid character");
    }
    if text.len() % 4 == 1 {
        return Err("The string to be decoded is not correctly encoded.");
    }
    Ok(text)
}

fn atob<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let decoded = match argument(ctx, args)? {
        Some(bytes) => digits(bytes).and_then(|text| ENGINE.decode(text).map_err(|_| "Invalid character")),
        None => Err("Invalid character"),
    };
    match decoded {
        Ok(bytes) => Ok(ctx.new_string_latin1(&bytes)?.value()),
        Err(message) => Err(throw_invalid(ctx, message)),
    }
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    if is_installed(ctx, Class::Base64) {
        return Ok(());
    }
    remember(ctx, Class::Base64, Value::TRUE)?;
    let global = ctx.global;
    define_methods(ctx, global, Attrs::ALL, &[("atob", 1, atob), ("btoa", 1, btoa)])
}
