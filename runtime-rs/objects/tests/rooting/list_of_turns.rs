//! Values of many turns are collected in a list of Rust's, where the collector does not see them.
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::JsResult;

fn collect(ctx: &mut Scope<'_>, iter: Value<'_>) -> JsResult<usize> {
    let mut list = Vec::new();
    loop {
        let ctx = &mut ctx.inner();
        let Some(v) = ctx.iter_next(iter)? else { break };
        list.push(v);
    }
    Ok(list.len())
}

fn main() {}
