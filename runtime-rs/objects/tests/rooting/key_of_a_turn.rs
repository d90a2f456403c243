//! A property key is kept after the scope that made it has ended, while a trap may run.
use yarrow_objects::rooted::{Object, PropertyKey, Scope, Value};
use yarrow_objects::JsResult;

fn has(ctx: &mut Scope<'_>, o: Object<'_>, v: Value<'_>) -> JsResult<bool> {
    let key: PropertyKey<'_> = {
        let ctx = &mut ctx.inner();
        ctx.to_property_key(v)?
    };
    ctx.has_property(o, key)
}

fn main() {}
