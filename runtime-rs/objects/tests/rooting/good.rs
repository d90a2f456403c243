//! What the rule allows: rooted values are held across anything, turns have scopes of their own.
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::JsResult;

fn last_object<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    let last = ctx.slot(Value::UNDEFINED);
    for k in 0..length as u32 {
        let mut turn = ctx.inner();
        let v = turn.get(o, k)?;
        if v.is_null() {
            return Ok(turn.escape(v));
        }
        if v.is_object() {
            last.set(v);
        }
    }
    let found: Value<'s> = last.get(ctx);
    let again: Option<Object<'s>> = found.as_object();
    ctx.collect();
    Ok(again.map_or(Value::UNDEFINED, Object::value))
}

fn main() {
    let mut ctx = yarrow_objects::Context::new();
    let numbers = ctx.enter(|ctx| {
        let array = ctx.new_array(&[Value::int(1), Value::int(2)]).unwrap();
        ctx.dense_len(array)
    });
    assert_eq!(numbers, Some(2));
    let _: yarrow_objects::rooted::Native = last_object;
}
