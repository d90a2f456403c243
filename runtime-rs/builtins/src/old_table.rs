//! Declaration tables of built-in functions.

use yarrow_core::{Args, Attrs, Context, JsResult, Native, Object, Value};

/// A method: name, `length`, function.
pub type Method = (&'static str, u16, Native);

/// Defines the methods of a table.
pub fn define_methods(ctx: &mut Context, on: Object, methods: &[Method]) -> JsResult<()> {
    for &(name, length, native) in methods {
        ctx.define_method(on, name, length, native)?;
    }
    Ok(())
}

/// Defines a data property named by text.
pub fn define_value(ctx: &mut Context, on: Object, name: &str, value: Value, attrs: Attrs) -> JsResult<()> {
    let key = ctx.atom(name)?;
    ctx.define_data(on, key.into(), value, attrs)
}

/// Defines `@@toStringTag`.
pub fn define_tag(ctx: &mut Context, on: Object, tag: &str) -> JsResult<()> {
    let tag = ctx.atom(tag)?;
    let key = ctx.symbols.to_string_tag;
    ctx.define_data(on, key.into(), tag.value(), Attrs::CONFIGURABLE)
}

/// Argument `i`, which must be callable.
pub fn callable_argument(ctx: &mut Context, args: Args, i: usize) -> JsResult<Value> {
    let f = args.get(i);
    if f.is_callable() { Ok(f) } else { Err(ctx.throw_not_callable(f)) }
}
