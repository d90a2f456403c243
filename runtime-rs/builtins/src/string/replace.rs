//! String.prototype.replace and replaceAll, for strings as patterns.

use super::search::{delegate, is_reg_exp};
use super::{RootedString, require_coercible, throw_too_long};
use crate::table::Method;
use yarrow_core::{Args, Chars, Context, JsResult, MAX_LENGTH, StringBuilder, Value};

/// GetSubstitution (22.1.3.19.1) without captures.
fn push_substitution(builder: &mut StringBuilder, template: Chars<'_>, s: Chars<'_>, position: usize, matched: usize) {
    let mut i = 0;
    while i < template.len() {
        let unit = template.at(i);
        let next = if i + 1 < template.len() { u8::try_from(template.at(i + 1)).ok() } else { None };
        if unit != u16::from(b'$') {
            builder.push_unit(unit);
            i += 1;
            continue;
        }
        match next {
            Some(b'$') => builder.push_unit(unit),
            Some(b'&') => builder.push_chars(s.slice(position, position + matched)),
            Some(b'`') => builder.push_chars(s.slice(0, position)),
            Some(b'\'') => builder.push_chars(s.slice(position + matched, s.len())),
            _ => {
                builder.push_unit(unit);
                i += 1;
                continue;
            }
        }
        i += 2;
    }
}

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
    let mut builder = StringBuilder::default();
    let mut end = 0;
    let mut next = flat.chars().find(needle.flat().chars(), 0);
    if next.is_none() {
        return Ok(flat.value());
    }
    while let Some(at) = next {
        builder.push_chars(flat.chars().slice(end, at));
        match template {
            Some(t) => push_substitution(&mut builder, t.flat().chars(), flat.chars(), at, needle.len()),
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
    if is_reg_exp(ctx, args.get(0))? {
        let key = ctx.atom("flags")?;
        let flags = ctx.get_value(args.get(0), key)?;
        if flags.is_nullish() || !ctx.to_string(flags)?.to_rust().contains('g') {
            return Err(ctx.throw_type_error(format_args!("replaceAll must be called with a global RegExp")));
        }
    }
    let key = ctx.symbols.replace;
    match delegate(ctx, args, key, &[args.get(1)])? {
        Some(result) => Ok(result),
        None => replace_in(ctx, args, Which::All),
    }
}

pub const METHODS: &[Method] = &[("replace", 2, replace), ("replaceAll", 2, replace_all)];
