//! What the methods of promises have in common.

use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, PropertyKey, Scope, Value};
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

/// CreateKeyedPromiseCombinatorResultObject: an object without a prototype, of keys and values.
pub fn keyed_result<'s>(ctx: &mut Scope<'s>, keys: Object<'_>, values: Value<'_>) -> JsResult<Value<'s>> {
    let result = ctx.new_object_with(Value::NULL)?;
    let Some(values) = values.as_object() else { return Ok(result.value()) };
    for i in 0..keys.array_length() as usize {
        let ctx = &mut ctx.inner();
        let key = PropertyKey::of_root_value(ctx.dense_element(keys, i).unwrap_or(Value::UNDEFINED));
        let v = ctx.dense_element(values, i).unwrap_or(Value::UNDEFINED);
        ctx.create_data_property_or_throw(result, key, v)?;
    }
    Ok(result.value())
}
