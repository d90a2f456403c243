//! What the methods of String share: the receiver's string and those of arguments.

use yarrow_objects::rooted::{Args, FlatString, Scope, Value};
use yarrow_objects::{JsResult, Throw};

/// ToString, as a flat string.
pub(crate) fn flat_string<'s>(ctx: &mut Scope<'s>, v: Value<'_>) -> JsResult<FlatString<'s>> {
    let s = ctx.to_string(v)?;
    ctx.flat(s)
}

/// RequireObjectCoercible of the receiver, and its string.
pub(crate) fn this_string<'s>(ctx: &mut Scope<'s>, args: Args<'_>, method: &str) -> JsResult<FlatString<'s>> {
    require_coercible(ctx, args.this(), method)?;
    flat_string(ctx, args.this())
}

pub(crate) fn require_coercible(ctx: &mut Scope<'_>, v: Value<'_>, method: &str) -> JsResult<()> {
    if v.is_nullish() {
        let dot = if method.starts_with('[') { "" } else { "." };
        return Err(ctx.throw_type_error(format_args!("String.prototype{dot}{method} called on null or undefined")));
    }
    Ok(())
}

pub(crate) fn throw_too_long(ctx: &mut Scope<'_>) -> Throw {
    ctx.throw_range_error(format_args!("Invalid string length"))
}
