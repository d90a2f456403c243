//! String (22.1): the constructor, and the methods that look at single code units or cut strings.
//! Searching, replacing and changes of case are in the modules below.

mod case;
mod html;
mod iterator;
mod order;
pub(crate) mod receiver;
mod replace;
mod search;

pub(crate) use receiver::{flat_string, require_coercible, this_string, throw_too_long};

use crate::table::{Method, define_methods};
use yarrow_objects::rooted::{Args, FlatString, Native, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult, MAX_LENGTH, StringBuilder, is_space};

/// String ( value ) (22.1.1.1)
fn string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = if args.is_empty() {
        ctx.names.empty
    } else if let (Some(symbol), false) = (args.get(0).as_symbol(), args.is_construct()) {
        return Ok(ctx.symbol_descriptive_string(symbol)?.value());
    } else {
        flat_string(ctx, args.get(0))?
    };
    if !args.is_construct() {
        return Ok(s.value());
    }
    let default = ctx.intrinsics.string_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let o = ctx.new_object_of_kind(CellKind::Wrapper, proto.value(), 1)?;
    o.set_internal(0, s.value());
    Ok(o.value())
}

/// String.fromCharCode (22.1.2.1)
fn from_char_code<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.len() == 1 {
        let unit = ctx.to_int32(args.get(0))? as u16;
        return Ok(ctx.char_string(unit)?.value());
    }
    let mut builder = ctx.string_builder();
    for &v in args.from(0) {
        builder.push_unit(ctx.to_int32(v)? as u16);
    }
    Ok(ctx.finish_string(builder)?.value())
}

/// String.fromCodePoint (22.1.2.2)
fn from_code_point<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let mut builder = ctx.string_builder();
    for &v in args.from(0) {
        let n = ctx.to_number(v)?;
        if n.trunc() != n || !(0.0..=1_114_111.0).contains(&n) {
            let text = ctx.to_string(v)?.to_rust();
            return Err(ctx.throw_range_error(format_args!("Invalid code point {text}")));
        }
        builder.push_code_point(n as u32);
    }
    Ok(ctx.finish_string(builder)?.value())
}

/// String.raw (22.1.2.4)
fn raw<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let cooked = ctx.to_object(args.get(0))?;
    let key = ctx.names.raw;
    let literals = ctx.get(cooked, key)?;
    let literals = ctx.to_object(literals)?;
    let length = ctx.length_of(literals)?;
    let mut builder = ctx.string_builder();
    for i in 0..length {
        let ctx = &mut ctx.inner();
        let literal = crate::array::access::get_at(ctx, literals, i)?;
        builder.push_chars(flat_string(ctx, literal)?.chars());
        if i + 1 < length && (i as usize + 1) < args.len() {
            builder.push_chars(flat_string(ctx, args.get(i as usize + 1))?.chars());
        }
        ctx.check_builder(&builder)?;
    }
    Ok(ctx.finish_string(builder)?.value())
}

/// String.prototype.at (22.1.3.1)
fn at<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "at")?;
    let relative = ctx.to_integer_or_infinity(args.get(0))?;
    let k = if relative >= 0.0 { relative } else { s.len() as f64 + relative };
    if k < 0.0 || k >= s.len() as f64 {
        return Ok(Value::UNDEFINED);
    }
    Ok(ctx.char_string(s.chars().at(k as usize))?.value())
}

/// The unit at argument 0, where receiver and argument need no conversion and it lies in the string.
fn unit_at_once(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<Option<u16>> {
    let (Some(s), Some(i)) = (args.this().as_string(), args.get(0).as_int()) else { return Ok(None) };
    let chars = ctx.flat(s)?.chars();
    Ok(usize::try_from(i).ok().filter(|&i| i < chars.len()).map(|i| chars.at(i)))
}

/// The position that an argument names, if it lies in the string.
fn position(ctx: &mut Scope<'_>, s: FlatString<'_>, v: Value<'_>) -> JsResult<Option<usize>> {
    let k = ctx.to_integer_or_infinity(v)?;
    Ok((k >= 0.0 && k < s.len() as f64).then_some(k as usize))
}

/// String.prototype.charAt (22.1.3.2)
fn char_at<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(unit) = unit_at_once(ctx, args)? {
        return Ok(ctx.char_string(unit)?.value());
    }
    let s = this_string(ctx, args, "charAt")?;
    match position(ctx, s, args.get(0))? {
        Some(k) => Ok(ctx.char_string(s.chars().at(k))?.value()),
        None => Ok(ctx.names.empty.value()),
    }
}

/// String.prototype.charCodeAt (22.1.3.3)
fn char_code_at<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(unit) = unit_at_once(ctx, args)? {
        return Ok(Value::int(i32::from(unit)));
    }
    let s = this_string(ctx, args, "charCodeAt")?;
    let k = position(ctx, s, args.get(0))?;
    Ok(k.map_or(Value::number(f64::NAN), |k| Value::int(i32::from(s.chars().at(k)))))
}

/// String.prototype.codePointAt (22.1.3.4)
fn code_point_at<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "codePointAt")?;
    let k = position(ctx, s, args.get(0))?;
    Ok(k.map_or(Value::UNDEFINED, |k| Value::from(s.chars().code_point_at(k).0)))
}

/// String.prototype.concat (22.1.3.5)
fn concat<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    require_coercible(ctx, args.this(), "concat")?;
    let s = ctx.to_string(args.this())?;
    let result = ctx.slot(s.value());
    for &next in args.from(0) {
        let ctx = &mut ctx.inner();
        let next = ctx.to_string(next)?;
        if let Some(s) = result.get(ctx).as_string() {
            result.set(ctx.concat(s, next)?.value());
        }
    }
    Ok(result.get(ctx))
}

/// IsWellFormedUnicode, by the first lone surrogate at or after `from`.
fn lone_surrogate(s: FlatString<'_>, from: usize) -> Option<usize> {
    if s.is_latin1() {
        return None;
    }
    let chars = s.chars();
    let mut i = from;
    while i < chars.len() {
        let (c, units) = chars.code_point_at(i);
        if (0xd800..0xe000).contains(&c) {
            return Some(i);
        }
        i += units;
    }
    None
}

/// String.prototype.isWellFormed (22.1.3.10)
fn is_well_formed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "isWellFormed")?;
    Ok(lone_surrogate(s, 0).is_none().into())
}

/// String.prototype.toWellFormed (22.1.3.31)
fn to_well_formed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "toWellFormed")?;
    let mut builder = ctx.string_builder();
    let mut from = 0;
    while let Some(i) = lone_surrogate(s, from) {
        builder.push_chars(s.chars().slice(from, i));
        builder.push_unit(0xfffd);
        from = i + 1;
    }
    if from == 0 {
        return Ok(s.value());
    }
    builder.push_chars(s.chars().slice(from, s.len()));
    Ok(ctx.finish_string(builder)?.value())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// StringPaddingBuiltinsImpl (22.1.3.17.1)
fn pad<'s>(ctx: &mut Scope<'s>, args: Args<'s>, side: Side, method: &str) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, method)?;
    let length = ctx.to_length(args.get(0))? as usize;
    if length <= s.len() {
        return Ok(s.value());
    }
    let filler = if args.get(1).is_undefined() { ctx.char_string(u16::from(b' '))?.value() } else { args.get(1) };
    let filler = flat_string(ctx, filler)?;
    if filler.is_empty() {
        return Ok(s.value());
    }
    if length > MAX_LENGTH {
        return Err(throw_too_long(ctx));
    }
    let missing = length - s.len();
    let mut builder = ctx.string_builder();
    if side == Side::End {
        builder.push_chars(s.chars());
    }
    push_repeated(&mut builder, filler, missing);
    if side == Side::Start {
        builder.push_chars(s.chars());
    }
    Ok(ctx.finish_string(builder)?.value())
}

/// `length` units of the string repeated.
fn push_repeated(builder: &mut StringBuilder, s: FlatString<'_>, length: usize) {
    builder.push_repeated(s.chars(), length / s.len());
    builder.push_chars(s.chars().slice(0, length % s.len()));
}

/// String.prototype.padEnd (22.1.3.16)
fn pad_end<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    pad(ctx, args, Side::End, "padEnd")
}

/// String.prototype.padStart (22.1.3.17)
fn pad_start<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    pad(ctx, args, Side::Start, "padStart")
}

/// String.prototype.repeat (22.1.3.18)
fn repeat<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "repeat")?;
    let n = ctx.to_integer_or_infinity(args.get(0))?;
    if !(0.0..f64::INFINITY).contains(&n) {
        let text = yarrow_objects::format_number(n);
        return Err(ctx.throw_range_error(format_args!("Invalid count value: {text}")));
    }
    if n == 0.0 || s.is_empty() {
        return Ok(ctx.names.empty.value());
    }
    let length = n * s.len() as f64;
    if length > MAX_LENGTH as f64 {
        return Err(throw_too_long(ctx));
    }
    let mut builder = ctx.string_builder();
    push_repeated(&mut builder, s, length as usize);
    Ok(ctx.finish_string(builder)?.value())
}

/// A relative index clamped to the string.
fn clamp_relative(ctx: &mut Scope<'_>, v: Value<'_>, len: usize) -> JsResult<usize> {
    Ok(crate::array::access::relative_index(ctx, v, len as u64)? as usize)
}

/// String.prototype.slice (22.1.3.22)
fn slice<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "slice")?;
    let start = clamp_relative(ctx, args.get(0), s.len())?;
    let end = if args.get(1).is_undefined() { s.len() } else { clamp_relative(ctx, args.get(1), s.len())? };
    Ok(ctx.substring(s, start, end)?.value())
}

/// String.prototype.substring (22.1.3.25)
fn substring<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "substring")?;
    let len = s.len() as f64;
    let start = ctx.to_integer_or_infinity(args.get(0))?.clamp(0.0, len);
    let end = if args.get(1).is_undefined() { len } else { ctx.to_integer_or_infinity(args.get(1))?.clamp(0.0, len) };
    Ok(ctx.substring(s, start.min(end) as usize, start.max(end) as usize)?.value())
}

/// String.prototype.substr (B.2.2.1)
fn substr<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "substr")?;
    let start = clamp_relative(ctx, args.get(0), s.len())?;
    let rest = (s.len() - start) as f64;
    let count =
        if args.get(1).is_undefined() { rest } else { ctx.to_integer_or_infinity(args.get(1))?.clamp(0.0, rest) };
    Ok(ctx.substring(s, start, start + count as usize)?.value())
}

fn trim_sides<'s>(ctx: &mut Scope<'s>, args: Args<'s>, sides: &[Side], method: &str) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, method)?;
    let chars = s.chars();
    let (mut start, mut end) = (0, chars.len());
    if sides.contains(&Side::Start) {
        while start < end && is_space(chars.at(start)) {
            start += 1;
        }
    }
    if sides.contains(&Side::End) {
        while end > start && is_space(chars.at(end - 1)) {
            end -= 1;
        }
    }
    Ok(ctx.substring(s, start, end)?.value())
}

/// String.prototype.trim (22.1.3.32)
fn trim<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    trim_sides(ctx, args, &[Side::Start, Side::End], "trim")
}

/// String.prototype.trimStart (22.1.3.34)
fn trim_start<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    trim_sides(ctx, args, &[Side::Start], "trimStart")
}

/// String.prototype.trimEnd (22.1.3.33)
fn trim_end<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    trim_sides(ctx, args, &[Side::End], "trimEnd")
}

/// ThisStringValue (22.1.3.35.1): toString and valueOf
fn to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let this = args.this();
    if this.is_string() {
        return Ok(this);
    }
    if let Some(o) = this.as_kind(CellKind::Wrapper) {
        let inner = ctx.internal(o, 0);
        if inner.is_string() {
            return Ok(inner);
        }
    }
    Err(ctx.throw_type_error(format_args!("String.prototype.toString requires that 'this' be a String")))
}

const METHODS: &[Method] = &[
    ("at", 1, at),
    ("charAt", 1, char_at),
    ("charCodeAt", 1, char_code_at),
    ("codePointAt", 1, code_point_at),
    ("concat", 1, concat),
    ("isWellFormed", 0, is_well_formed),
    ("toWellFormed", 0, to_well_formed),
    ("padEnd", 1, pad_end),
    ("padStart", 1, pad_start),
    ("repeat", 1, repeat),
    ("slice", 2, slice),
    ("substring", 2, substring),
    ("substr", 2, substr),
    ("trim", 0, trim),
    ("toString", 0, to_string),
    ("valueOf", 0, to_string),
];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.string_prototype;
    let constructor = ctx.define_constructor("String", 1, string, proto)?;
    let statics: &[Method] =
        &[("fromCharCode", 1, from_char_code), ("fromCodePoint", 1, from_code_point), ("raw", 1, raw)];
    define_methods(ctx, constructor, statics)?;
    define_methods(ctx, proto, METHODS)?;
    // The names of Annex B are the same functions.
    for (name, alias, f) in [("trimStart", "trimLeft", trim_start as Native), ("trimEnd", "trimRight", trim_end)] {
        let ctx = &mut ctx.inner();
        let f = ctx.define_method(proto, name, 0, f)?;
        let alias = ctx.atom(alias)?;
        ctx.define_data(proto, alias.into(), f.value(), Attrs::HIDDEN)?;
    }
    define_methods(ctx, proto, search::METHODS)?;
    define_methods(ctx, proto, replace::METHODS)?;
    define_methods(ctx, proto, case::METHODS)?;
    define_methods(ctx, proto, order::METHODS)?;
    define_methods(ctx, proto, html::METHODS)?;
    iterator::install(ctx)
}

#[cfg(test)]
mod tests;
