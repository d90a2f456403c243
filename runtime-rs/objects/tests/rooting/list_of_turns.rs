//! Values of many turns are collected in a list of Rust's, where the collector does not see them.
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::JsResult;

fn collect(ctx: &mut Scope<'_>, f: Value<'_>) -> JsResult<usize> {
    let mut list = Vec::new();
    for _ in 0..10 {
        let ctx = &mut ctx.inner();
        let v = ctx.call(f, Value::UNDEFINED, &[])?;
        list.push(v);
    }
    Ok(list.len())
}

fn main() {}
