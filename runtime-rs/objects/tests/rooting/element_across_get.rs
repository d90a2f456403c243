//! An element that was borrowed is kept while a getter may run.
use yarrow_objects::rooted::{Object, PropertyKey, Scope, Value};
use yarrow_objects::JsResult;

fn first_then_length<'s>(ctx: &mut Scope<'s>, o: Object<'s>) -> JsResult<Value<'s>> {
    let first = ctx.dense_elements(o).unwrap()[0];
    let key = PropertyKey::from(ctx.names.length);
    ctx.get(o, key)?;
    Ok(first)
}

fn main() {}
