//! Objects that say themselves how they are shown: by a method `Symbol.for('nodejs.util.inspect.custom')`, which is called
//! with the levels that may follow, the options, and a function that inspects.

use super::inspector::{Inspector, custom_symbol};
use super::options::Options;
use yarrow_objects::rooted::{Args, Object, PropertyKey, Scope, Symbol, Value};
use yarrow_objects::{Attrs, JsResult, NativeKind, is_native};

/// What the method of an object returns; `None` if it has none, or if that returned the object itself. `shown` is what a
/// Proxy stands for, else the object itself.
pub(super) fn returned<'s>(
    inspector: &Inspector<'_>,
    ctx: &mut Scope<'s>,
    o: Object<'_>,
    shown: Object<'_>,
    depth: usize,
) -> JsResult<Option<Value<'s>>> {
    let Some(symbol) = inspector.custom else { return Ok(None) };
    let method = ctx.get(shown, symbol)?;
    let is_inspect = method.as_object().is_some_and(|f| is_native(f, inspect_function_called));
    if !method.is_callable() || is_inspect || is_prototype(ctx, shown)? {
        return Ok(None);
    }
    let left = inspector.options.depth.map_or(Value::NULL, |d| Value::number(d - depth as f64));
    let options = inspector.options.to_object(ctx)?;
    let function = inspect_function(ctx)?;
    let result = ctx.call(method, o.value(), &[left, options.value(), function])?;
    Ok((result != o.value()).then_some(result))
}

/// Whether the object is the prototype of its own constructor, for which the method was not meant.
fn is_prototype(ctx: &mut Scope<'_>, o: Object<'_>) -> JsResult<bool> {
    let key = ctx.names.constructor;
    let constructor = ctx.get(o, key)?;
    if constructor.is_nullish() {
        return Ok(false);
    }
    let key = ctx.names.prototype;
    Ok(ctx.get_value(constructor, key)? == o.value())
}

/// `inspect(value, options)`, as Node's `util.inspect`. In the place of the options may be a boolean, for `showHidden`.
fn inspect_function_called<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let mut options = Options::default();
    if let Some(depth) = args.get(2).as_number() {
        options.depth = Some(depth);
    }
    if args.get(1) == Value::TRUE {
        options.hidden = true;
    } else if let Some(given) = args.get(1).as_object() {
        options = options.with(ctx, given)?;
    }
    let text = Inspector::new(ctx, options).value(ctx, args.get(0), 0)?;
    Ok(ctx.new_string(&text)?.value())
}

fn inspect_function<'s>(ctx: &mut Scope<'s>) -> JsResult<Value<'s>> {
    let name = ctx.atom("inspect")?;
    let f = ctx.new_native(name, 2, inspect_function_called, NativeKind::Function)?;
    let key: PropertyKey = ctx.atom("custom")?.into();
    let symbol = custom_symbol(ctx).map_or(Value::UNDEFINED, Symbol::value);
    ctx.define_data(f, key, symbol, Attrs::ALL)?;
    Ok(f.value())
}
