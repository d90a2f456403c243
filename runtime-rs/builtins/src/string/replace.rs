//! String.prototype.replace and replaceAll, for strings as patterns.

use super::search::{delegate, has_global_flag};
use super::{flat_string, require_coercible, throw_too_long};
use crate::regexp::receiver::is_reg_exp;
use crate::regexp::substitution::{Replaced, push_substitution};
use crate::table::Method;
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{JsResult, MAX_LENGTH};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    First,
    All,
}

fn replace_in<'s>(ctx: &mut Scope<'s>, args: Args<'s>, which: Which) -> JsResult<Value<'s>> {
    let s = flat_string(ctx, args.this())?;
    let needle = flat_string(ctx, args.get(0))?;
    let f = args.get(1);
    let template = if f.is_callable() { None } else { Some(flat_string(ctx, f)?) };
    let mut builder = ctx.string_builder();
    let mut end = 0;
    let mut next = s.chars().find(needle.chars(), 0);
    if next.is_none() {
        return Ok(s.value());
    }
    while let Some(at) = next {
        let ctx = &mut ctx.inner();
        builder.push_chars(s.chars().slice(end, at));
        match template {
            Some(t) => {
                let named = Value::UNDEFINED;
                let r = Replaced { string: s, position: at, matched: needle, captures: &[], named };
                push_substitution(ctx, &mut builder, t, &r)?;
            }
            None => {
                let words = [needle.value(), Value::number(at as f64), s.value()];
                let replaced = ctx.call(f, Value::UNDEFINED, &words)?;
                builder.push_chars(flat_string(ctx, replaced)?.chars());
            }
        }
        if builder.len() > MAX_LENGTH {
            return Err(throw_too_long(ctx));
        }
        end = at + needle.len();
        next = if which == Which::All { s.chars().find(needle.chars(), at + needle.len().max(1)) } else { None };
    }
    builder.push_chars(s.chars().slice(end, s.len()));
    Ok(ctx.finish_string(builder)?.value())
}

/// String.prototype.replace (22.1.3.19)
fn replace<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    require_coercible(ctx, args.this(), "replace")?;
    let key = ctx.symbols.replace;
    match delegate(ctx, args, key, &[args.get(1)])? {
        Some(result) => Ok(result),
        None => replace_in(ctx, args, Which::First),
    }
}

/// String.prototype.replaceAll (22.1.3.20)
fn replace_all<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    require_coercible(ctx, args.this(), "replaceAll")?;
    if is_reg_exp(ctx, args.get(0))? && !has_global_flag(ctx, args.get(0))? {
        return Err(
            ctx.throw_type_error(format_args!("String.prototype.replaceAll called with a non-global RegExp argument"))
        );
    }
    let key = ctx.symbols.replace;
    match delegate(ctx, args, key, &[args.get(1)])? {
        Some(result) => Ok(result),
        None => replace_in(ctx, args, Which::All),
    }
}

pub const METHODS: &[Method] = &[("replace", 2, replace), ("replaceAll", 2, replace_all)];
