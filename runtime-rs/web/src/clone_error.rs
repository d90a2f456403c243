//! What `structuredClone` throws.

use crate::dom_exception::throw_dom_exception;
use crate::errors::throw_named;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{ErrorKind, JsResult, Throw};

/// A TypeError with a code that its stack does not name.
pub fn throw_wrong_argument(ctx: &mut Scope<'_>, code: &str, message: &str) -> Throw {
    throw_named(ctx, ErrorKind::TypeError, "TypeError", code, message)
}

/// DataCloneError
pub fn throw_data_clone(ctx: &mut Scope<'_>, message: &str) -> Throw {
    throw_dom_exception(ctx, "DataCloneError", message)
}

/// DataCloneError: the value could not be cloned.
pub fn throw_uncloneable(ctx: &mut Scope<'_>, v: Value<'_>) -> Throw {
    let shown = match source_of(ctx, v) {
        Ok(Some(source)) => source,
        Ok(None) => ctx.describe(v),
        Err(throw) => return throw,
    };
    throw_data_clone(ctx, &format!("{shown} could not be cloned."))
}

/// The source of a function, as Function.prototype.toString returns it.
fn source_of(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<Option<String>> {
    if !v.is_callable() {
        return Ok(None);
    }
    let ctx = &mut ctx.inner();
    let (proto, key) = (ctx.intrinsics.function_prototype, ctx.names.to_string);
    let Some(f) = ctx.own_data(proto, key).filter(|f| f.is_callable()) else { return Ok(None) };
    let source = ctx.call(f, v, &[])?;
    Ok(source.as_string().map(|s| s.to_rust()))
}
