//! String methods that look for a string: endsWith, includes, indexOf, lastIndexOf, startsWith;
//! split; and match, matchAll, search, which leave it to methods of regular expressions.

use super::{flat_string, require_coercible, this_string};
use crate::regexp::receiver::is_reg_exp;
use crate::regexp::regexp_create;
use crate::table::Method;
use yarrow_objects::rooted::{Args, FlatString, Scope, Symbol, Value};
use yarrow_objects::{JsResult, MAX_LENGTH};

/// The result of `argument[symbol](receiver, ...)`, if the argument is an object with such a method.
pub(super) fn delegate<'s>(
    ctx: &mut Scope<'s>,
    args: Args<'s>,
    symbol: Symbol<'_>,
    rest: &[Value<'_>],
) -> JsResult<Option<Value<'s>>> {
    if !args.get(0).is_object() {
        return Ok(None);
    }
    let method = ctx.get_method(args.get(0), symbol)?;
    if method.is_undefined() {
        return Ok(None);
    }
    let mut words = vec![args.this()];
    words.extend_from_slice(rest);
    Ok(Some(ctx.call(method, args.get(0), &words)?))
}

/// Whether the `flags` of a regular expression say that it is global.
pub(super) fn has_global_flag(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<bool> {
    let key = ctx.names.flags;
    let flags = ctx.get_value(v, key)?;
    if flags.is_nullish() {
        return Err(ctx.throw_type_error(format_args!("The flags of a RegExp may not be {flags:?}")));
    }
    let flags = flat_string(ctx, flags)?;
    Ok(flags.chars().iter().any(|u| u == u16::from(b'g')))
}

/// The string to look for, which may not be a regular expression.
fn plain_needle<'s>(ctx: &mut Scope<'s>, args: Args<'s>, method: &str) -> JsResult<FlatString<'s>> {
    if is_reg_exp(ctx, args.get(0))? {
        return Err(ctx.throw_type_error(format_args!(
            "First argument to String.prototype.{method} must not be a regular expression"
        )));
    }
    flat_string(ctx, args.get(0))
}

/// Argument 1 clamped to the string; `default` if absent.
fn clamped(ctx: &mut Scope<'_>, args: Args<'_>, len: usize, default: usize) -> JsResult<usize> {
    if args.get(1).is_undefined() {
        return Ok(default);
    }
    Ok(ctx.to_integer_or_infinity(args.get(1))?.clamp(0.0, len as f64) as usize)
}

/// String.prototype.includes (22.1.3.8)
fn includes<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "includes")?;
    let needle = plain_needle(ctx, args, "includes")?;
    let from = clamped(ctx, args, s.len(), 0)?;
    Ok(s.chars().find(needle.chars(), from).is_some().into())
}

fn index_value<'s>(i: Option<usize>) -> Value<'s> {
    i.map_or(Value::int(-1), |i| Value::number(i as f64))
}

/// String.prototype.indexOf (22.1.3.9)
fn index_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "indexOf")?;
    let needle = flat_string(ctx, args.get(0))?;
    let from = clamped(ctx, args, s.len(), 0)?;
    Ok(index_value(s.chars().find(needle.chars(), from)))
}

/// String.prototype.lastIndexOf (22.1.3.11)
fn last_index_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "lastIndexOf")?;
    let needle = flat_string(ctx, args.get(0))?;
    let n = ctx.to_number(args.get(1))?;
    let Some(last) = s.len().checked_sub(needle.len()) else { return Ok(Value::int(-1)) };
    let from = if n.is_nan() { last } else { n.trunc().clamp(0.0, last as f64) as usize };
    Ok(index_value(s.chars().rfind(needle.chars(), from)))
}

/// String.prototype.startsWith (22.1.3.24)
fn starts_with<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "startsWith")?;
    let needle = plain_needle(ctx, args, "startsWith")?;
    let start = clamped(ctx, args, s.len(), 0)?;
    let end = start + needle.len();
    Ok((end <= s.len() && s.chars().slice(start, end) == needle.chars()).into())
}

/// String.prototype.endsWith (22.1.3.7)
fn ends_with<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "endsWith")?;
    let needle = plain_needle(ctx, args, "endsWith")?;
    let end = clamped(ctx, args, s.len(), s.len())?;
    let Some(start) = end.checked_sub(needle.len()) else { return Ok(Value::FALSE) };
    Ok((s.chars().slice(start, end) == needle.chars()).into())
}

/// String.prototype.split (22.1.3.23)
fn split<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    require_coercible(ctx, args.this(), "split")?;
    let key = ctx.symbols.split;
    if let Some(result) = delegate(ctx, args, key, &[args.get(1)])? {
        return Ok(result);
    }
    let s = flat_string(ctx, args.this())?;
    let limit = if args.get(1).is_undefined() { u32::MAX } else { ctx.to_uint32(args.get(1))? } as usize;
    let separator = flat_string(ctx, args.get(0))?;
    let parts = ctx.new_array(&[])?;
    if limit == 0 {
        return Ok(parts.value());
    }
    if args.get(0).is_undefined() {
        ctx.array_push(parts, s.value())?;
        return Ok(parts.value());
    }
    if separator.is_empty() {
        for i in 0..s.len().min(limit) {
            let ctx = &mut ctx.inner();
            let c = ctx.char_string(s.chars().at(i))?;
            ctx.array_push(parts, c.value())?;
        }
        return Ok(parts.value());
    }
    let mut start = 0;
    let mut count = 0;
    while let Some(at) = s.chars().find(separator.chars(), start) {
        let ctx = &mut ctx.inner();
        let part = ctx.substring(s, start, at)?;
        ctx.array_push(parts, part.value())?;
        count += 1;
        if count == limit {
            return Ok(parts.value());
        }
        start = at + separator.len();
    }
    let part = ctx.substring(s, start, s.len())?;
    ctx.array_push(parts, part.value())?;
    Ok(parts.value())
}

/// What the argument does itself, or else the method of a RegExp made of it with these flags.
fn by_regular_expression<'s>(
    ctx: &mut Scope<'s>,
    args: Args<'s>,
    symbol: Symbol<'_>,
    flags: Value<'_>,
) -> JsResult<Value<'s>> {
    if let Some(result) = delegate(ctx, args, symbol, &[])? {
        return Ok(result);
    }
    let s = flat_string(ctx, args.this())?;
    let rx = regexp_create(ctx, args.get(0), flags)?;
    ctx.invoke(rx, symbol, &[s.value()])
}

/// String.prototype.match (22.1.3.13)
fn match_<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    require_coercible(ctx, args.this(), "match")?;
    let key = ctx.symbols.match_;
    by_regular_expression(ctx, args, key, Value::UNDEFINED)
}

/// String.prototype.matchAll (22.1.3.14)
fn match_all<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    require_coercible(ctx, args.this(), "matchAll")?;
    if is_reg_exp(ctx, args.get(0))? && !has_global_flag(ctx, args.get(0))? {
        return Err(
            ctx.throw_type_error(format_args!("String.prototype.matchAll called with a non-global RegExp argument"))
        );
    }
    let key = ctx.symbols.match_all;
    let global = ctx.char_string(u16::from(b'g'))?;
    by_regular_expression(ctx, args, key, global.value())
}

/// String.prototype.search (22.1.3.21)
fn search<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    require_coercible(ctx, args.this(), "search")?;
    let key = ctx.symbols.search;
    by_regular_expression(ctx, args, key, Value::UNDEFINED)
}

const _: () = assert!(MAX_LENGTH < u32::MAX as usize, "a split has fewer parts than an array may have");

pub const METHODS: &[Method] = &[
    ("includes", 1, includes),
    ("indexOf", 1, index_of),
    ("lastIndexOf", 1, last_index_of),
    ("startsWith", 1, starts_with),
    ("endsWith", 1, ends_with),
    ("split", 2, split),
    ("match", 1, match_),
    ("matchAll", 1, match_all),
    ("search", 1, search),
];
