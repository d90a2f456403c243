//! What the methods of RegExp share: the receiver, its flags, its matches, copies of it.

use super::exec::{advance, search_of};
use crate::string::receiver::flat_string;
use yarrow_objects::rooted::{Args, FlatString, Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult, RegExpFlags, RegExpMatch};

/// IsRegExp (7.2.6)
pub(crate) fn is_reg_exp(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<bool> {
    let Some(o) = v.as_object() else { return Ok(false) };
    let key = ctx.symbols.match_;
    let matcher = ctx.get(o, key)?;
    if matcher.is_undefined() {
        return Ok(o.is(CellKind::RegExp));
    }
    Ok(ctx.to_boolean(matcher))
}

/// The receiver of a method that takes any object.
pub fn this_object<'s>(ctx: &mut Scope<'_>, args: Args<'s>, name: &str) -> JsResult<Object<'s>> {
    match args.this().as_object() {
        Some(o) => Ok(o),
        None => {
            let text = ctx.describe(args.this());
            Err(ctx.throw_type_error(format_args!(
                "Method RegExp.prototype.{name} called on incompatible receiver {text}"
            )))
        }
    }
}

/// The receiver and the string of a method.
pub fn receiver_and_string<'s>(
    ctx: &mut Scope<'s>,
    args: Args<'s>,
    name: &str,
) -> JsResult<(Object<'s>, FlatString<'s>)> {
    let o = this_object(ctx, args, name)?;
    Ok((o, flat_string(ctx, args.get(0))?))
}

/// What the text of `flags` says, as far as these methods ask.
#[derive(Clone, Copy)]
pub struct FlagText {
    pub global: bool,
    pub sticky: bool,
    /// As flags: u, if the text has u or v.
    pub unicode: RegExpFlags,
}

/// The `flags` property as a string, and what it says.
pub fn read_flags<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> JsResult<(FlatString<'s>, FlagText)> {
    let key = ctx.names.flags;
    let flags = ctx.get(o, key)?;
    let flags = flat_string(ctx, flags)?;
    let has = |b: u8| flags.chars().iter().any(|u| u == u16::from(b));
    let unicode = if has(b'u') || has(b'v') { RegExpFlags::UNICODE } else { RegExpFlags::default() };
    Ok((flags, FlagText { global: has(b'g'), sticky: has(b'y'), unicode }))
}

/// All matches of a plain global RegExp, which leaves `lastIndex` at 0.
pub fn each_match(
    ctx: &mut Scope<'_>,
    o: Object<'_>,
    s: FlatString<'_>,
    mut f: impl FnMut(&mut Scope<'_>, RegExpMatch) -> JsResult<()>,
) -> JsResult<()> {
    let key = ctx.names.last_index;
    ctx.set(o, key, Value::int(0))?;
    let flags = ctx.regexp_flags(o).unwrap_or_default();
    let mut from = 0;
    while let Some(found) = ctx.regexp_find(o, s, from, search_of(flags)) {
        from = if found.group(0).is_some_and(|r| r.is_empty()) { advance(s, found.end(), flags) } else { found.end() };
        f(&mut ctx.inner(), found)?;
    }
    Ok(())
}

/// Whether the RegExp is plain and global.
pub fn is_plain_global(ctx: &mut Scope<'_>, o: Object<'_>) -> JsResult<bool> {
    Ok(ctx.is_plain_regexp(o)? && ctx.regexp_flags(o).is_some_and(|f| f.has(RegExpFlags::GLOBAL)))
}

/// `new c(o, flags)`: a RegExp like `o` with these flags.
pub fn construct_copy<'s>(ctx: &mut Scope<'s>, c: Value<'_>, o: Object<'_>, flags: Value<'_>) -> JsResult<Object<'s>> {
    let made = ctx.construct(c, &[o.value(), flags], c)?;
    made.as_object().ok_or_else(|| ctx.throw_type_error(format_args!("object is not a function")))
}
