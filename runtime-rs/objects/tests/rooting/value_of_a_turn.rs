//! A value of one turn of a loop is kept for the next.
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::JsResult;

fn last<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> JsResult<Value<'s>> {
    let mut last = Value::UNDEFINED;
    for k in 0..10u32 {
        let ctx = &mut ctx.inner();
        last = ctx.get(o, k)?;
    }
    Ok(last)
}

fn main() {}
