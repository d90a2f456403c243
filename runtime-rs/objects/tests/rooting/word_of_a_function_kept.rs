//! A value is read out of a function's cell, where it has no lifetime, and kept across code that may collect.
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Object, Scope, Value};

fn captured<'s>(ctx: &mut Scope<'s>, f: Object<'_>) -> JsResult<Value<'s>> {
    let captured = f.function().env;
    ctx.collect();
    Ok(captured)
}

fn main() {}
