//! A value is kept beyond the call that it was made in.
use std::cell::Cell;
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::JsResult;

thread_local! {
    static LAST: Cell<Value<'static>> = const { Cell::new(Value::UNDEFINED) };
}

fn remember<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    LAST.set(o.value());
    Ok(Value::UNDEFINED)
}

fn main() {}
