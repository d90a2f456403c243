//! Symbol (20.4).

use crate::table::{define_tag, define_value};
use yarrow_objects::rooted::{Args, PropertyKey, Scope, Symbol, Value};
use yarrow_objects::{Attrs, CellKind, JsResult, NativeKind};

/// Symbol (20.4.1.1)
fn symbol_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.is_construct() {
        return Err(ctx.throw_type_error(format_args!("Symbol is not a constructor")));
    }
    let description = match args.get(0) {
        v if v.is_undefined() => v,
        v => {
            let s = ctx.to_string(v)?;
            ctx.flat(s)?.value()
        }
    };
    Ok(ctx.new_symbol(description)?.value())
}

/// Symbol.for (20.4.2.2). The registry is an object that maps strings to symbols and back.
fn symbol_for<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let text = ctx.to_string(args.get(0))?;
    let text = ctx.intern(text)?;
    let Some(registry) = args.data().as_object() else { return Ok(Value::UNDEFINED) };
    if let Some(symbol) = ctx.own_data(registry, text) {
        return Ok(symbol);
    }
    let symbol = ctx.new_symbol(text.value())?;
    ctx.define_data(registry, text.into(), symbol.value(), Attrs::ALL)?;
    ctx.define_data(registry, symbol.into(), text.value(), Attrs::ALL)?;
    Ok(symbol.value())
}

/// Symbol.keyFor (20.4.2.6)
fn symbol_key_for<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(symbol) = args.get(0).as_symbol() else {
        let text = ctx.describe(args.get(0));
        return Err(ctx.throw_type_error(format_args!("{text} is not a symbol")));
    };
    let Some(registry) = args.data().as_object() else { return Ok(Value::UNDEFINED) };
    Ok(ctx.own_data(registry, symbol).unwrap_or(Value::UNDEFINED))
}

/// ThisSymbolValue (20.4.3.4.1)
fn this_symbol_value<'s>(ctx: &mut Scope<'s>, args: Args<'s>, name: &str) -> JsResult<Symbol<'s>> {
    let this = args.this();
    let inner = this.as_kind(CellKind::Wrapper).map(|w| ctx.internal(w, 0));
    this.as_symbol()
        .or(inner.and_then(Value::as_symbol))
        .ok_or_else(|| ctx.throw_type_error(format_args!("Symbol.prototype.{name} requires that 'this' be a Symbol")))
}

/// Symbol.prototype.toString (20.4.3.3)
fn symbol_to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let symbol = this_symbol_value(ctx, args, "toString")?;
    Ok(ctx.symbol_descriptive_string(symbol)?.value())
}

/// Symbol.prototype.valueOf (20.4.3.4)
fn symbol_value_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(this_symbol_value(ctx, args, "valueOf")?.value())
}

/// get Symbol.prototype.description (20.4.3.2)
fn symbol_description<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(this_symbol_value(ctx, args, "description")?.description())
}

/// Symbol.prototype\[@@toPrimitive\] (20.4.3.5)
fn symbol_to_primitive<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(this_symbol_value(ctx, args, "[Symbol.toPrimitive]")?.value())
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.symbol_prototype;
    let symbol = ctx.define_constructor("Symbol", 0, symbol_constructor, proto)?;
    // Further realms share that of the first.
    if ctx.intrinsics.symbol_registry.is_undefined() {
        let registry = ctx.new_object_with(Value::NULL)?;
        ctx.set_intrinsic(registry.value(), |i, v| i.symbol_registry = v);
    }
    let registry = ctx.intrinsics.symbol_registry;
    let name = ctx.atom("for")?;
    let f = ctx.new_native_with_data(name, 1, symbol_for, registry)?;
    ctx.define_data(symbol, name.into(), f.value(), Attrs::HIDDEN)?;
    let name = ctx.atom("keyFor")?;
    let f = ctx.new_native_with_data(name, 1, symbol_key_for, registry)?;
    ctx.define_data(symbol, name.into(), f.value(), Attrs::HIDDEN)?;
    let mut well_known = Vec::new();
    ctx.symbols.each(&mut |name, s| well_known.push((name, s)));
    for (name, s) in well_known {
        define_value(ctx, symbol, name, s.value(), Attrs::NONE)?;
    }
    ctx.define_method(proto, "toString", 0, symbol_to_string)?;
    ctx.define_method(proto, "valueOf", 0, symbol_value_of)?;
    let key = ctx.atom("description")?;
    ctx.define_accessor(proto, key.into(), "description", symbol_description, None)?;
    let name = ctx.atom("[Symbol.toPrimitive]")?;
    let f = ctx.new_native(name, 1, symbol_to_primitive, NativeKind::Function)?;
    let key: PropertyKey = ctx.symbols.to_primitive.into();
    ctx.define_data(proto, key, f.value(), Attrs::CONFIGURABLE)?;
    define_tag(ctx, proto, "Symbol")
}
