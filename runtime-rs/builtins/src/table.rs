//! Declaration tables of built-in functions.

use yarrow_objects::rooted::{Args, Native, Object, Scope, Value};
use yarrow_objects::{Attrs, JsResult};

/// A method: name, `length`, function.
pub type Method = (&'static str, u16, Native);

/// Defines the methods of a table.
pub fn define_methods(ctx: &mut Scope<'_>, on: Object<'_>, methods: &[Method]) -> JsResult<()> {
    for &(name, length, native) in methods {
        let ctx = &mut ctx.inner();
        ctx.define_method(on, name, length, native)?;
    }
    Ok(())
}

/// Defines a data property named by text.
pub fn define_value(ctx: &mut Scope<'_>, on: Object<'_>, name: &str, value: Value<'_>, attrs: Attrs) -> JsResult<()> {
    let key = ctx.atom(name)?;
    ctx.define_data(on, key.into(), value, attrs)
}

/// Defines `@@toStringTag`.
pub fn define_tag(ctx: &mut Scope<'_>, on: Object<'_>, tag: &str) -> JsResult<()> {
    let tag = ctx.atom(tag)?;
    let key = ctx.symbols.to_string_tag;
    ctx.define_data(on, key.into(), tag.value(), Attrs::CONFIGURABLE)
}

/// Argument `i`, which must be callable.
pub fn callable_argument<'s>(ctx: &mut Scope<'s>, args: Args<'s>, i: usize) -> JsResult<Value<'s>> {
    let f = args.get(i);
    if f.is_callable() { Ok(f) } else { Err(ctx.throw_not_callable(f)) }
}

/// Argument 0 of the `forEach` of Map and Set, which messages name otherwise than arrays do.
pub fn callback<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let f = args.get(0);
    if f.is_callable() { Ok(f) } else { Err(ctx.throw_not_a_method(f)) }
}
