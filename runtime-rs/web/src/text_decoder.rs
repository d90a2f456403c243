//! TextDecoder, for all encodings of the web. While it is in a stream, it keeps the decoder of `encoding_rs`.

use crate::bytes::copied;
use crate::class::{
    Accessor, CLASS, Class, check_new, construct, define_accessors, define_class, define_methods, this_instance,
};
use crate::errors::{throw_argument_type, throw_named, throw_with_code};
use crate::inspection::{define_inspection, inspect_as, is_too_deep, object_of};
use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding};
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, ErrorKind, JsResult};

/// The internal slot with the [`State`].
const STATE: usize = CLASS + 1;

struct State {
    encoding: &'static Encoding,
    fatal: bool,
    ignore_bom: bool,
    /// In the middle of a stream.
    decoder: Option<Decoder>,
}

fn this_decoder<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_instance(ctx, args, &[Class::TextDecoder], "TextDecoder")?;
    Ok(ctx.internal(o, STATE))
}

fn state<'a>(ctx: &'a mut Scope<'_>, state: Value<'a>) -> &'a mut State {
    ctx.rust_data_mut(state).expect("a decoder has one")
}

fn option(ctx: &mut Scope<'_>, options: Value<'_>, name: &str) -> JsResult<bool> {
    let Some(options) = options.as_object() else { return Ok(false) };
    let ctx = &mut ctx.inner();
    let key = ctx.atom(name)?;
    let on = ctx.get(options, key)?;
    Ok(ctx.to_boolean(on))
}

fn text_decoder<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_new(ctx, args, "TextDecoder")?;
    let label = match args.get(0) {
        v if v.is_undefined() => "utf-8".to_owned(),
        v => ctx.to_string(v)?.to_rust(),
    };
    let options = args.get(1);
    if !options.is_nullish() && !options.is_object() {
        return Err(throw_argument_type(ctx, "options", "of type object", options));
    }
    let Some(encoding) = Encoding::for_label_no_replacement(label.as_bytes()) else {
        let message = format!("The \"{label}\" encoding is not supported");
        return Err(throw_with_code(ctx, ErrorKind::RangeError, "ERR_ENCODING_NOT_SUPPORTED", &message));
    };
    let fatal = option(ctx, options, "fatal")?;
    let ignore_bom = option(ctx, options, "ignoreBOM")?;
    let o: Object<'_> = construct(ctx, args, Class::TextDecoder, 1)?;
    let state = ctx.new_rust_data(State { encoding, fatal, ignore_bom, decoder: None })?;
    o.set_internal(STATE, state.value());
    Ok(o.value())
}

/// The name as the interface has it.
fn name_of(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

/// The units that bytes stand for; `None` if they are not valid and may not be replaced.
fn decode_units(decoder: &mut Decoder, mut bytes: &[u8], fatal: bool, last: bool) -> Option<Vec<u16>> {
    let room = decoder.max_utf16_buffer_length(bytes.len())?;
    let mut units = vec![0; room];
    let mut written = 0;
    if fatal {
        let (result, _, n) = decoder.decode_to_utf16_without_replacement(bytes, &mut units, last);
        units.truncate(n);
        return (result == DecoderResult::InputEmpty).then_some(units);
    }
    loop {
        let (result, read, n, _) = decoder.decode_to_utf16(bytes, &mut units[written..], last);
        written += n;
        bytes = &bytes[read..];
        match result {
            CoderResult::InputEmpty => break,
            CoderResult::OutputFull => units.resize(units.len() + room.max(16), 0),
        }
    }
    units.truncate(written);
    Some(units)
}

fn decode<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let this = this_decoder(ctx, args)?;
    let bytes = match args.get(0) {
        v if v.is_undefined() => Vec::new(),
        v => match copied(ctx, v) {
            Some(bytes) => bytes,
            None => {
                let message =
                    "The \"list\" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.";
                return Err(throw_named(ctx, ErrorKind::TypeError, "TypeError", "ERR_INVALID_ARG_TYPE", message));
            }
        },
    };
    let stream = option(ctx, args.get(1), "stream")?;
    let state = state(ctx, this);
    let (encoding, fatal, ignore_bom) = (state.encoding, state.fatal, state.ignore_bom);
    let fresh = || {
        if ignore_bom { encoding.new_decoder_without_bom_handling() } else { encoding.new_decoder_with_bom_removal() }
    };
    let mut decoder = state.decoder.take().unwrap_or_else(fresh);
    let units = decode_units(&mut decoder, &bytes, fatal, !stream);
    let Some(units) = units else {
        let message = format!("The encoded data was not valid for encoding {}", name_of(encoding));
        let code = "ERR_ENCODING_INVALID_ENCODED_DATA";
        return Err(throw_named(ctx, ErrorKind::TypeError, "TypeError", code, &message));
    };
    if stream {
        state.decoder = Some(decoder);
    }
    Ok(ctx.new_string_utf16(&units)?.value())
}

fn encoding<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let this = this_decoder(ctx, args)?;
    let name = name_of(state(ctx, this).encoding);
    Ok(ctx.atom(&name)?.value())
}

fn fatal<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let this = this_decoder(ctx, args)?;
    Ok(state(ctx, this).fatal.into())
}

fn ignore_bom<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let this = this_decoder(ctx, args)?;
    Ok(state(ctx, this).ignore_bom.into())
}

fn inspect_decoder<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    this_decoder(ctx, args)?;
    if is_too_deep(args) {
        return Ok(args.this());
    }
    let properties =
        [("encoding", encoding(ctx, args)?), ("fatal", fatal(ctx, args)?), ("ignoreBOM", ignore_bom(ctx, args)?)];
    let shown = object_of(ctx, &properties)?;
    inspect_as(ctx, args, shown, 0.0)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let attrs = Attrs::ENUMERABLE.with(Attrs::CONFIGURABLE);
    let (_, proto) = define_class(ctx, Class::TextDecoder, "TextDecoder", (0, text_decoder), None)?;
    define_methods(ctx, proto, Attrs::ALL, &[("decode", 0, decode)])?;
    let accessors: &[Accessor] =
        &[("encoding", encoding, None), ("fatal", fatal, None), ("ignoreBOM", ignore_bom, None)];
    define_accessors(ctx, proto, attrs, accessors)?;
    define_inspection(ctx, proto, inspect_decoder)
}
