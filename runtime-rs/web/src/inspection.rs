//! How objects of the platform show themselves: by a method `Symbol.for('nodejs.util.inspect.custom')`, which is called with the
//! levels that may follow, the options, and the function that inspects.

use yarrow_objects::rooted::{Args, Native, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, JsResult};

/// Defines the method.
pub fn define_inspection(ctx: &mut Scope<'_>, on: Object<'_>, native: Native) -> JsResult<()> {
    let Some(key) = custom_symbol(ctx)? else { return Ok(()) };
    let Some(symbol) = key.as_symbol() else { return Ok(()) };
    ctx.define_symbol_method(on, symbol, "[nodejs.util.inspect.custom]", 2, native)?;
    Ok(())
}

/// `Symbol.for('nodejs.util.inspect.custom')`, by the function that installed `Symbol`.
fn custom_symbol<'s>(ctx: &mut Scope<'s>) -> JsResult<Option<Value<'s>>> {
    let proto = ctx.intrinsics.symbol_prototype;
    let key = ctx.names.constructor;
    let Some(constructor) = ctx.own_data(proto, key).and_then(|c| c.as_object()) else { return Ok(None) };
    let key = ctx.atom("for")?;
    let Some(f) = ctx.own_data(constructor, key).filter(|f| f.is_callable()) else { return Ok(None) };
    let name = ctx.names.inspect_custom.value();
    Ok(Some(ctx.call(f, constructor.value(), &[name])?))
}

/// Whether no level may follow.
pub fn is_too_deep(args: Args<'_>) -> bool {
    args.get(0).as_number().is_some_and(|depth| depth < 0.0)
}

/// The name of the receiver's constructor.
pub fn class_name(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<String> {
    let key = ctx.names.constructor;
    let constructor = ctx.get_value(args.this(), key)?;
    let key = ctx.names.name;
    let name = ctx.get_value(constructor, key)?;
    Ok(ctx.to_string(name)?.to_rust())
}

/// The text of a value by the function that was passed. The options are those passed, with a depth `less` by so much.
pub fn inspect(ctx: &mut Scope<'_>, args: Args<'_>, value: Value<'_>, less: f64) -> JsResult<String> {
    let ctx = &mut ctx.inner();
    let options = ctx.new_object()?;
    if let Some(given) = args.get(1).as_object() {
        let keys = ctx.enumerable_own_keys(given)?;
        for key in keys.iter() {
            let ctx = &mut ctx.inner();
            let value = ctx.get(given, key)?;
            ctx.create_data_property(options, key, value)?;
        }
    }
    let key: PropertyKey = ctx.atom("depth")?.into();
    if let Some(depth) = ctx.get(options, key)?.as_number() {
        ctx.define_data(options, key, Value::number(depth - less), Attrs::ALL)?;
    }
    let text = ctx.call(args.get(2), Value::UNDEFINED, &[value, options.value()])?;
    Ok(ctx.to_string(text)?.to_rust())
}

/// `Name { .. }` with the properties of `shown`; the receiver itself where no level may follow.
pub fn inspect_as<'s>(ctx: &mut Scope<'s>, args: Args<'s>, shown: Object<'_>, less: f64) -> JsResult<Value<'s>> {
    let name = class_name(ctx, args)?;
    let text = inspect(ctx, args, shown.value(), less)?;
    Ok(ctx.new_string(&format!("{name} {text}"))?.value())
}

/// A plain object of these properties.
pub fn object_of<'s>(ctx: &mut Scope<'s>, properties: &[(&str, Value<'_>)]) -> JsResult<Object<'s>> {
    let o = ctx.new_object()?;
    for &(name, value) in properties {
        let ctx = &mut ctx.inner();
        let key = ctx.atom(name)?;
        ctx.create_data_property(o, key, value)?;
    }
    Ok(o)
}
