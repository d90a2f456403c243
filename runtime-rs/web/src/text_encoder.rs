//! TextEncoder: strings as UTF-8, a lone surrogate as U+FFFD.

use crate::bytes::{bytes_of, new_uint8_array};
use crate::class::{Class, check_new, construct, define_accessors, define_class, define_methods, this_instance};
use crate::errors::throw_argument_type;
use crate::inspection::{define_inspection, inspect, is_too_deep, object_of};
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Attrs, Chars, ElementType, JsResult};

fn check_this(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<()> {
    this_instance(ctx, args, &[Class::TextEncoder], "TextEncoder").map(|_| ())
}

fn text_encoder<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_new(ctx, args, "TextEncoder")?;
    Ok(construct(ctx, args, Class::TextEncoder, 0)?.value())
}

/// One scalar value of a string, and how many units it takes.
fn scalar_at(chars: Chars<'_>, i: usize) -> (char, usize) {
    let (code_point, units) = chars.code_point_at(i);
    (char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER), units)
}

fn encode<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_this(ctx, args)?;
    let mut bytes = Vec::new();
    if !args.get(0).is_undefined() {
        let s = ctx.to_string(args.get(0))?;
        let s = ctx.flat(s)?;
        let chars = s.chars();
        bytes.reserve(chars.len());
        let mut i = 0;
        while i < chars.len() {
            let (c, units) = scalar_at(chars, i);
            bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            i += units;
        }
    }
    Ok(new_uint8_array(ctx, &bytes)?.value())
}

/// Writes as many whole characters as there is room for.
fn encode_into<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_this(ctx, args)?;
    let Some(source) = args.get(0).as_string() else {
        return Err(throw_argument_type(ctx, "src", "of type string", args.get(0)));
    };
    let view = args.get(1).as_object().and_then(|o| ctx.view(o));
    let is_bytes = view.is_some_and(|view| view.element == ElementType::Uint8);
    let Some((buffer, range)) = bytes_of(ctx, args.get(1)).filter(|_| is_bytes) else {
        return Err(throw_argument_type(ctx, "dest", "an instance of Uint8Array", args.get(1)));
    };
    let source = ctx.flat(source)?;
    let chars = source.chars();
    let room = &mut ctx.byte_store_mut(buffer).bytes[range];
    let (mut read, mut written) = (0, 0);
    while read < chars.len() {
        let (c, units) = scalar_at(chars, read);
        let Some(part) = room.get_mut(written..written + c.len_utf8()) else { break };
        c.encode_utf8(part);
        read += units;
        written += c.len_utf8();
    }
    let counts = [("read", Value::number(read as f64)), ("written", Value::number(written as f64))];
    Ok(object_of(ctx, &counts)?.value())
}

fn encoding<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_this(ctx, args)?;
    Ok(ctx.atom("utf-8")?.value())
}

fn inspect_encoder<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_this(ctx, args)?;
    if is_too_deep(args) {
        return Ok(args.this());
    }
    let encoding = ctx.atom("utf-8")?.value();
    let shown = object_of(ctx, &[("encoding", encoding)])?;
    let text = inspect(ctx, args, shown.value(), 0.0)?;
    Ok(ctx.new_string(&text)?.value())
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let attrs = Attrs::ENUMERABLE.with(Attrs::CONFIGURABLE);
    let (_, proto) = define_class(ctx, Class::TextEncoder, "TextEncoder", (0, text_encoder), None)?;
    define_accessors(ctx, proto, attrs, &[("encoding", encoding, None)])?;
    define_methods(ctx, proto, Attrs::ALL, &[("encode", 0, encode), ("encodeInto", 2, encode_into)])?;
    define_inspection(ctx, proto, inspect_encoder)
}
