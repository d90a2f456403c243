//! What the classes ask of the event loop. Both functions are the whole of it.

use crate::class::{Class, recall, remember};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Scope, Value};

/// Reports an exception that no script can catch: what a listener has thrown. It is kept until the event loop takes it.
pub fn report_exception(ctx: &mut Scope<'_>, thrown: Value<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let list = match recall(ctx, Class::Reported).as_object() {
        Some(list) => list,
        None => {
            let list = ctx.new_array(&[])?;
            remember(ctx, Class::Reported, list.value())?;
            list
        }
    };
    ctx.array_push(list, thrown)
}

/// The exceptions reported since it was last asked, as an array; `undefined` if there is none.
pub fn take_reported<'s>(ctx: &mut Scope<'s>) -> JsResult<Value<'s>> {
    let list = recall(ctx, Class::Reported);
    if !list.is_undefined() {
        remember(ctx, Class::Reported, Value::UNDEFINED)?;
    }
    Ok(list)
}

/// Calls `callback` when so many milliseconds have passed, without keeping the program running for it. There is no event loop
/// yet, and so the time never comes.
pub fn after(ctx: &mut Scope<'_>, milliseconds: f64, callback: Value<'_>) -> JsResult<()> {
    let _ = (ctx, milliseconds, callback);
    Ok(())
}
