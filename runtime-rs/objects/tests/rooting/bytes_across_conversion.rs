//! The bytes of a buffer are kept while a value is converted, which may detach the buffer.
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::JsResult;

fn store(ctx: &mut Scope<'_>, buffer: Object<'_>, v: Value<'_>) -> JsResult<()> {
    let store = ctx.byte_store_mut(buffer);
    let byte = ctx.to_number(v)?;
    store.bytes[0] = byte as u8;
    Ok(())
}

fn main() {}
