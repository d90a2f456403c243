//! Bytes as text: base64 and hexadecimal digits of Uint8Array (23.3).

use super::create::{allocate, throw_out_of_bounds};
use crate::table::{define_methods, define_value};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use yarrow_objects::rooted::{Args, FlatString, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, ElementType, JsResult, View};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Base64,
    Base64Url,
}

/// What becomes of a last chunk of less than four digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LastChunk {
    Loose,
    Strict,
    StopBeforePartial,
}

impl Alphabet {
    fn last_two(self) -> [u8; 2] {
        match self {
            Alphabet::Base64 => *b"+/",
            Alphabet::Base64Url => *b"-_",
        }
    }

    fn value(self, unit: u16) -> Option<u8> {
        let byte = u8::try_from(unit).ok()?;
        match byte {
            b'A'..=b'Z' => Some(byte - b'A'),
            b'a'..=b'z' => Some(byte - b'a' + 26),
            b'0'..=b'9' => Some(byte - b'0' + 52),
            _ => self.last_two().iter().zip(62..).find(|(digit, _)| **digit == byte).map(|(_, value)| value),
        }
    }
}

/// What was decoded before the text, the room or the patience ended.
#[derive(Debug, Default, PartialEq, Eq)]
struct Decoded {
    /// How much of the text this is.
    read: usize,
    bytes: Vec<u8>,
    error: Option<&'static str>,
}

impl Decoded {
    fn failed(self, message: &'static str) -> Decoded {
        Decoded { error: Some(message), ..self }
    }
}

fn after_space(text: &[u16], from: usize) -> usize {
    let is_space = |unit: &u16| matches!(unit, 0x09 | 0x0a | 0x0c | 0x0d | 0x20);
    text.iter().skip(from).position(|unit| !is_space(unit)).map_or(text.len(), |n| from + n)
}

const MISSING: &str = "The base64 text ends within a chunk";

/// FromBase64 (23.3.3.3) with room for `room` bytes.
fn from_base64(text: &[u16], alphabet: Alphabet, last: LastChunk, room: usize) -> Decoded {
    let mut out = Decoded::default();
    if room == 0 {
        return out;
    }
    let mut chunk: Vec<u8> = Vec::with_capacity(4);
    let mut index = 0;
    loop {
        index = after_space(text, index);
        let Some(&unit) = text.get(index) else {
            if !chunk.is_empty() {
                match last {
                    LastChunk::StopBeforePartial => return out,
                    LastChunk::Loose if chunk.len() > 1 => out.bytes.extend(last_chunk(&chunk).0),
                    LastChunk::Loose | LastChunk::Strict => return out.failed(MISSING),
                }
            }
            out.read = text.len();
            return out;
        };
        index += 1;
        if unit == u16::from(b'=') {
            if chunk.len() < 2 {
                return out.failed("The padding of base64 text is in the wrong place");
            }
            index = after_space(text, index);
            if chunk.len() == 2 {
                match text.get(index) {
                    None if last == LastChunk::StopBeforePartial => return out,
                    None => return out.failed(MISSING),
                    Some(unit) if *unit == u16::from(b'=') => index = after_space(text, index + 1),
                    Some(_) => {}
                }
            }
            if index < text.len() {
                return out.failed("Something follows the padding of base64 text");
            }
            let (bytes, extra) = last_chunk(&chunk);
            if extra && last == LastChunk::Strict {
                return out.failed("The last chunk of base64 text has extra bits");
            }
            out.bytes.extend(bytes);
            out.read = text.len();
            return out;
        }
        let Some(digit) = alphabet.value(unit) else {
            return out.failed("There is a character that is no base64 digit");
        };
        let left = room - out.bytes.len();
        if left < 3 && chunk.len() == left + 1 {
            return out;
        }
        chunk.push(digit);
        if chunk.len() == 4 {
            out.bytes.extend(whole_chunk([chunk[0], chunk[1], chunk[2], chunk[3]]));
            chunk.clear();
            out.read = index;
            if out.bytes.len() == room {
                return out;
            }
        }
    }
}

fn whole_chunk(digits: [u8; 4]) -> [u8; 3] {
    let bits = digits.iter().fold(0_u32, |bits, digit| bits << 6 | u32::from(*digit));
    let [_, a, b, c] = bits.to_be_bytes();
    [a, b, c]
}

/// The bytes of two or three digits, and whether bits are left over.
fn last_chunk(digits: &[u8]) -> (Vec<u8>, bool) {
    let digit = |i: usize| digits.get(i).copied().unwrap_or(0);
    let bytes = whole_chunk([digit(0), digit(1), digit(2), digit(3)]);
    let (whole, rest) = bytes.split_at(digits.len() - 1);
    (whole.to_vec(), rest[0] != 0)
}

fn to_base64_text(bytes: &[u8], alphabet: Alphabet, padding: bool) -> Vec<u8> {
    let engine = match (alphabet, padding) {
        (Alphabet::Base64, true) => &STANDARD,
        (Alphabet::Base64, false) => &STANDARD_NO_PAD,
        (Alphabet::Base64Url, true) => &URL_SAFE,
        (Alphabet::Base64Url, false) => &URL_SAFE_NO_PAD,
    };
    engine.encode(bytes).into_bytes()
}

/// FromHex (23.3.3.4) with room for `room` bytes.
fn from_hex_text(text: &[u16], room: usize) -> Decoded {
    let mut out = Decoded::default();
    if !text.len().is_multiple_of(2) {
        return out.failed("The number of hexadecimal digits is odd");
    }
    let value = |unit: u16| char::from_u32(unit.into()).and_then(|c| c.to_digit(16));
    for pair in text.chunks(2).take(room) {
        let (Some(high), Some(low)) = (value(pair[0]), value(pair[1])) else {
            return out.failed("There is a character that is no hexadecimal digit");
        };
        out.bytes.push((high << 4 | low) as u8);
        out.read += 2;
    }
    out
}

/// Argument 0, which has to be a string.
fn text_argument<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<FlatString<'s>> {
    match args.get(0).as_string() {
        Some(s) => ctx.flat(s),
        None => Err(ctx.throw_type_error(format_args!("The text has to be a string"))),
    }
}

fn units(text: FlatString<'_>) -> Vec<u16> {
    text.chars().iter().collect()
}

/// GetOptionsObject (7.3.35): `None` is one without properties.
fn options<'s>(ctx: &mut Scope<'s>, v: Value<'s>) -> JsResult<Option<Object<'s>>> {
    match v.as_object() {
        Some(o) => Ok(Some(o)),
        None if v.is_undefined() => Ok(None),
        None => Err(ctx.throw_type_error(format_args!("The options have to be an object"))),
    }
}

/// An option that is one of some words; the first one where it is not given.
fn word_option<T: Copy>(
    ctx: &mut Scope<'_>,
    options: Option<Object<'_>>,
    name: &str,
    words: &[(&str, T)],
) -> JsResult<T> {
    let Some(options) = options else { return Ok(words[0].1) };
    let ctx = &mut ctx.inner();
    let key = ctx.atom(name)?;
    let v = ctx.get(options, key)?;
    if v.is_undefined() {
        return Ok(words[0].1);
    }
    let given = v.as_string().map(|s| s.to_rust());
    match words.iter().find(|(word, _)| given.as_deref() == Some(word)) {
        Some((_, answer)) => Ok(*answer),
        None => Err(ctx.throw_type_error(format_args!("The option `{name}` is none of those that there are"))),
    }
}

fn alphabet_option(ctx: &mut Scope<'_>, options: Option<Object<'_>>) -> JsResult<Alphabet> {
    word_option(ctx, options, "alphabet", &[("base64", Alphabet::Base64), ("base64url", Alphabet::Base64Url)])
}

fn last_chunk_option(ctx: &mut Scope<'_>, options: Option<Object<'_>>) -> JsResult<LastChunk> {
    let words = [
        ("loose", LastChunk::Loose),
        ("strict", LastChunk::Strict),
        ("stop-before-partial", LastChunk::StopBeforePartial),
    ];
    word_option(ctx, options, "lastChunkHandling", &words)
}

/// ValidateUint8Array (23.3.3.1)
fn this_bytes<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Object<'s>> {
    match args.this().as_kind(CellKind::TypedArray) {
        Some(o) if ctx.element_type(o) == Some(ElementType::Uint8) => Ok(o),
        _ => Err(ctx.throw_type_error(format_args!("this is not a Uint8Array."))),
    }
}

/// The view of an array, and its length.
fn view_in_bounds<'s>(ctx: &mut Scope<'s>, o: Object<'s>) -> JsResult<(View<'s>, usize)> {
    match (ctx.view(o), ctx.typed_array_length(o)) {
        (Some(view), Some(length)) => Ok((view, length)),
        _ => Err(throw_out_of_bounds(ctx)),
    }
}

fn write_bytes(ctx: &mut Scope<'_>, view: View<'_>, bytes: &[u8]) {
    ctx.byte_store_mut(view.buffer).bytes[view.offset..view.offset + bytes.len()].copy_from_slice(bytes);
}

fn check(ctx: &mut Scope<'_>, decoded: &Decoded) -> JsResult<()> {
    match decoded.error {
        Some(message) => Err(ctx.throw_syntax_error(format_args!("{message}"))),
        None => Ok(()),
    }
}

fn new_array<'s>(ctx: &mut Scope<'s>, decoded: &Decoded) -> JsResult<Value<'s>> {
    check(ctx, decoded)?;
    let proto = ctx.intrinsics.typed_array_prototype_of(ElementType::Uint8);
    let o = allocate(ctx, proto, ElementType::Uint8, decoded.bytes.len() as u64)?;
    let (view, _) = view_in_bounds(ctx, o)?;
    write_bytes(ctx, view, &decoded.bytes);
    Ok(o.value())
}

fn set_bytes<'s>(ctx: &mut Scope<'s>, view: View<'_>, decoded: &Decoded) -> JsResult<Value<'s>> {
    write_bytes(ctx, view, &decoded.bytes);
    check(ctx, decoded)?;
    let answer = ctx.new_object()?;
    for (name, n) in [("read", decoded.read), ("written", decoded.bytes.len())] {
        define_value(ctx, answer, name, Value::number(n as f64), Attrs::ALL)?;
    }
    Ok(answer.value())
}

/// Uint8Array.fromBase64 (23.3.1.1)
fn from_base64_native<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let text = text_argument(ctx, args)?;
    let options = options(ctx, args.get(1))?;
    let alphabet = alphabet_option(ctx, options)?;
    let last = last_chunk_option(ctx, options)?;
    let decoded = from_base64(&units(text), alphabet, last, usize::MAX);
    new_array(ctx, &decoded)
}

/// Uint8Array.fromHex (23.3.1.2)
fn from_hex<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let text = text_argument(ctx, args)?;
    let decoded = from_hex_text(&units(text), usize::MAX);
    new_array(ctx, &decoded)
}

/// Uint8Array.prototype.setFromBase64 (23.3.2.1)
fn set_from_base64<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_bytes(ctx, args)?;
    let text = text_argument(ctx, args)?;
    let options = options(ctx, args.get(1))?;
    let alphabet = alphabet_option(ctx, options)?;
    let last = last_chunk_option(ctx, options)?;
    let (view, room) = view_in_bounds(ctx, o)?;
    let decoded = from_base64(&units(text), alphabet, last, room);
    set_bytes(ctx, view, &decoded)
}

/// Uint8Array.prototype.setFromHex (23.3.2.2)
fn set_from_hex<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_bytes(ctx, args)?;
    let text = text_argument(ctx, args)?;
    let (view, room) = view_in_bounds(ctx, o)?;
    let decoded = from_hex_text(&units(text), room);
    set_bytes(ctx, view, &decoded)
}

/// GetUint8ArrayBytes (23.3.3.2)
fn bytes_of(ctx: &mut Scope<'_>, o: Object<'_>) -> JsResult<Vec<u8>> {
    let ctx = &mut ctx.inner();
    let (view, length) = view_in_bounds(ctx, o)?;
    Ok(ctx.byte_store(view.buffer).bytes[view.offset..view.offset + length].to_vec())
}

fn new_text<'s>(ctx: &mut Scope<'s>, length: usize, text: impl FnOnce() -> Vec<u8>) -> JsResult<Value<'s>> {
    if length > yarrow_objects::MAX_LENGTH {
        return Err(ctx.throw_range_error(format_args!("Invalid string length")));
    }
    Ok(ctx.new_string_latin1(&text())?.value())
}

/// Uint8Array.prototype.toBase64 (23.3.2.3)
fn to_base64<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_bytes(ctx, args)?;
    let options = options(ctx, args.get(0))?;
    let alphabet = alphabet_option(ctx, options)?;
    let key = ctx.atom("omitPadding")?;
    let omit = match options {
        Some(options) => ctx.get(options, key)?,
        None => Value::UNDEFINED,
    };
    let padding = !ctx.to_boolean(omit);
    let bytes = bytes_of(ctx, o)?;
    new_text(ctx, bytes.len().div_ceil(3) * 4, || to_base64_text(&bytes, alphabet, padding))
}

/// Uint8Array.prototype.toHex (23.3.2.4)
fn to_hex<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_bytes(ctx, args)?;
    let bytes = bytes_of(ctx, o)?;
    let digits = b"0123456789abcdef";
    let of_byte = |b: &u8| [digits[usize::from(b >> 4)], digits[usize::from(b & 15)]];
    new_text(ctx, bytes.len() * 2, || bytes.iter().flat_map(of_byte).collect())
}

pub fn install(ctx: &mut Scope<'_>, constructor: Object<'_>, proto: Object<'_>) -> JsResult<()> {
    define_methods(ctx, constructor, &[("fromBase64", 1, from_base64_native), ("fromHex", 1, from_hex)])?;
    let methods: [crate::table::Method; 4] = [
        ("setFromBase64", 1, set_from_base64),
        ("setFromHex", 1, set_from_hex),
        ("toBase64", 0, to_base64),
        ("toHex", 0, to_hex),
    ];
    define_methods(ctx, proto, &methods)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(text: &str, last: LastChunk, room: usize) -> Decoded {
        from_base64(&text.encode_utf16().collect::<Vec<_>>(), Alphabet::Base64, last, room)
    }

    #[test]
    fn base64_there_and_back() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(to_base64_text(bytes.as_bytes(), Alphabet::Base64, true), text.as_bytes());
            for last in [LastChunk::Loose, LastChunk::Strict, LastChunk::StopBeforePartial] {
                let decoded = decode(text, last, usize::MAX);
                assert_eq!((decoded.read, decoded.bytes.as_slice()), (text.len(), bytes.as_bytes()));
                assert_eq!(decoded.error, None);
            }
        }
    }

    #[test]
    fn a_partial_chunk_is_taken_left_or_wrong() {
        assert_eq!(decode("Zm9vYg", LastChunk::Loose, usize::MAX).bytes, b"foob");
        let stopped = decode("Zm9vYg", LastChunk::StopBeforePartial, usize::MAX);
        assert_eq!((stopped.read, stopped.bytes.as_slice(), stopped.error), (4, b"foo".as_slice(), None));
        assert!(decode("Zm9vYg", LastChunk::Strict, usize::MAX).error.is_some());
        assert!(decode("Zh==", LastChunk::Strict, usize::MAX).error.is_some(), "extra bits");
        assert_eq!(decode("Zh==", LastChunk::Loose, usize::MAX).bytes, b"f");
    }

    #[test]
    fn decoding_ends_where_the_room_ends() {
        for (room, read, bytes) in [(0, 0, ""), (2, 0, ""), (3, 4, "foo"), (4, 4, "foo"), (5, 8, "fooba")] {
            let decoded = decode("Zm9vYmE=", LastChunk::Loose, room);
            assert_eq!((decoded.read, decoded.bytes.as_slice()), (read, bytes.as_bytes()), "{room}");
        }
        let decoded = from_hex_text(&"0aFF0g".encode_utf16().collect::<Vec<_>>(), 2);
        assert_eq!(decoded, Decoded { read: 4, bytes: vec![10, 255], error: None });
    }
}
