//! What the methods of promises have in common.

use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult};

/// The receiver of a static method, which is an object.
pub fn this_constructor<'s>(ctx: &mut Scope<'_>, args: Args<'s>, method: &str) -> JsResult<Object<'s>> {
    match args.this().as_object() {
        Some(c) => Ok(c),
        None => Err(ctx.throw_type_error(format_args!("{method} called on non-object"))),
    }
}

/// Calls the `then` of a value: Invoke, and at once where it is the built-in one.
pub fn invoke_then<'s>(ctx: &mut Scope<'s>, v: Value<'_>, handlers: &[Value<'_>]) -> JsResult<Value<'s>> {
    if let Some(p) = v.as_kind(CellKind::Promise)
        && ctx.is_intact_promise(p)?
    {
        let handler = |i: usize| handlers.get(i).copied().unwrap_or(Value::UNDEFINED);
        return ctx.promise_then(p, handler(0), handler(1));
    }
    let key = ctx.names.then;
    let then = ctx.get_value(v, key)?;
    ctx.call(then, v, handlers)
}
