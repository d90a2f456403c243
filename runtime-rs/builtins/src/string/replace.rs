//! String.prototype.replace and replaceAll, for strings as patterns.

use super::search::{delegate, has_global_flag, is_reg_exp};
use super::{RootedString, require_coercible, throw_too_long};
use crate::regexp::substitution::{Replaced, push_substitution};
use crate::table::Method;
use yarrow_core::{Args, Context, JsResult, MAX_LENGTH, Value};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    First,
    All,
}

fn replace_in(ctx: &mut Context, args: Args, which: Which) -> JsResult<Value> {
    let s = RootedString::new(ctx, args.this())?;
    let needle = RootedString::new(ctx, args.get(0))?;
    let f = args.get(1);
    let template = if f.is_callable() { None } else { Some(RootedString::new(ctx, f)?) };
    let flat = s.flat();
    let mut builder = ctx.string_builder();
    let named = ctx.root(Value::UNDEFINED);
    let mut end = 0;
    let mut next = flat.chars().find(needle.flat().chars(), 0);
    if next.is_none() {
        return Ok(flat.value());
    }
    while let Some(at) = next {
        builder.push_chars(flat.chars().slice(end, at));
        match template {
            Some(t) => {
                let r = Replaced { string: flat, position: at, matched: needle.flat(), captures: &[], named };
                push_substitution(ctx, &mut builder, t.flat(), &r)?;
            }
            None => {
                let words = [needle.flat().value(), Value::number(at as f64), flat.value()];
                let replaced = ctx.call(f, Value::UNDEFINED, &words)?;
                let replaced = ctx.to_string(replaced)?;
                builder.push_chars(ctx.flat(replaced)?.chars());
            }
        }
        if builder.len() > MAX_LENGTH {
            return Err(throw_too_long(ctx));
        }
        end = at + needle.len();
        next =
            if which == Which::All { flat.chars().find(needle.flat().chars(), at + needle.len().max(1)) } else { None };
    }
    builder.push_chars(flat.chars().slice(end, flat.len()));
    Ok(builder.finish(ctx)?.value())
}

/// String.prototype.replace (22.1.3.19)
fn replace(ctx: &mut Context, args: Args) -> JsResult<Value> {
    require_coercible(ctx, args.this(), "replace")?;
    let key = ctx.symbols.replace;
    match delegate(ctx, args, key, &[args.get(1)])? {
        Some(result) => Ok(result),
        None => replace_in(ctx, args, Which::First),
    }
}

/// String.prototype.replaceAll (22.1.3.20)
fn replace_all(ctx: &mut Context, args: Args) -> JsResult<Value> {
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
