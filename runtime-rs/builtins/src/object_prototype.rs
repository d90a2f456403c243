//! Object.prototype (20.1.3, B.2.2).

use crate::object::set_prototype_or_throw;
use crate::table::{callable_argument, define_methods};
use yarrow_core::{Args, CellKind, Context, Descriptor, JsResult, Object, PropertyKey, Value};

/// Object.prototype.hasOwnProperty (20.1.3.2): the key is converted first.
fn object_has_own_property(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let key = ctx.to_property_key(args.get(0))?;
    let o = ctx.to_object(args.this())?;
    Ok(Value::bool(ctx.has_own_property(o, key)?))
}

/// Object.prototype.isPrototypeOf (20.1.3.3)
fn object_is_prototype_of(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let Some(at) = args.get(0).as_object() else { return Ok(Value::FALSE) };
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let mut walk = ctx.walk_prototypes(at);
    while let Some(proto) = walk.step(ctx)? {
        if proto == o.object() {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// Object.prototype.propertyIsEnumerable (20.1.3.4)
fn object_property_is_enumerable(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let key = ctx.to_property_key(args.get(0))?;
    let o = ctx.to_object(args.this())?;
    Ok(Value::bool(ctx.get_own_property(o, key)?.is_some_and(|p| p.attrs.enumerable())))
}

/// Object.prototype.toLocaleString (20.1.3.5)
fn object_to_locale_string(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let key = ctx.names.to_string;
    ctx.invoke(args.this(), key, &[])
}

/// The tag that Object.prototype.toString shows for an object without @@toStringTag.
pub fn builtin_tag(o: Object) -> &'static str {
    let kind = |k: CellKind| o.is(k);
    if kind(CellKind::Array) {
        "Array"
    } else if kind(CellKind::Function) {
        "Function"
    } else if kind(CellKind::Error) {
        "Error"
    } else if kind(CellKind::Arguments) {
        "Arguments"
    } else if kind(CellKind::Date) {
        "Date"
    } else if kind(CellKind::RegExp) {
        "RegExp"
    } else if kind(CellKind::Wrapper) {
        match o.internal(0) {
            v if v.is_string() => "String",
            v if v.is_number() => "Number",
            v if v.is_bool() => "Boolean",
            _ => "Object",
        }
    } else {
        "Object"
    }
}

/// Object.prototype.toString (20.1.3.6)
fn object_to_string(ctx: &mut Context, args: Args) -> JsResult<Value> {
    if args.this().is_undefined() {
        return Ok(ctx.new_string("[object Undefined]")?.value());
    }
    if args.this().is_null() {
        return Ok(ctx.new_string("[object Null]")?.value());
    }
    let o = ctx.to_object(args.this())?;
    let keep = ctx.root(o);
    let builtin = if ctx.is_array(o.value())? { "Array" } else { builtin_tag(keep.object()) };
    let key = ctx.symbols.to_string_tag;
    let tag = ctx.get(o, key)?;
    let Some(tag) = tag.as_string() else {
        if builtin == "Object" {
            return Ok(ctx.names.object_tag.value());
        }
        return Ok(ctx.new_string(&format!("[object {builtin}]"))?.value());
    };
    let open = ctx.new_string("[object ")?;
    let close = ctx.new_string("]")?;
    let s = ctx.concat(open, tag)?;
    Ok(ctx.concat(s, close)?.value())
}

/// Object.prototype.valueOf (20.1.3.7)
fn object_value_of(ctx: &mut Context, args: Args) -> JsResult<Value> {
    Ok(ctx.to_object(args.this())?.value())
}

/// get Object.prototype.__proto__ (20.1.3.8.1)
fn object_get_proto(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    ctx.get_prototype_of(o)
}

/// set Object.prototype.__proto__ (20.1.3.8.2)
fn object_set_proto(ctx: &mut Context, args: Args) -> JsResult<Value> {
    if args.this().is_nullish() {
        return Err(ctx.throw_type_error(format_args!("Object.prototype.__proto__ called on null or undefined")));
    }
    let proto = args.get(0);
    if let (Some(o), true) = (args.this().as_object(), proto.is_object() || proto.is_null()) {
        set_prototype_or_throw(ctx, o, proto)?;
    }
    Ok(Value::UNDEFINED)
}

fn define_half(ctx: &mut Context, args: Args, getter: bool) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let f = callable_argument(ctx, args, 1)?;
    let half = Some(f);
    let desc = Descriptor {
        getter: half.filter(|_| getter),
        setter: half.filter(|_| !getter),
        enumerable: Some(true),
        configurable: Some(true),
        ..Descriptor::default()
    };
    let key = ctx.to_property_key(args.get(0))?;
    ctx.define_property_or_throw(o.object(), key, &desc)?;
    Ok(Value::UNDEFINED)
}

/// Object.prototype.__defineGetter__ (B.2.2.2)
fn object_define_getter(ctx: &mut Context, args: Args) -> JsResult<Value> {
    define_half(ctx, args, true)
}

/// Object.prototype.__defineSetter__ (B.2.2.3)
fn object_define_setter(ctx: &mut Context, args: Args) -> JsResult<Value> {
    define_half(ctx, args, false)
}

fn lookup_half(ctx: &mut Context, args: Args, getter: bool) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let key: PropertyKey = ctx.to_property_key(args.get(0))?;
    ctx.root(key.root_value());
    let mut walk = ctx.walk_prototypes(o.object());
    loop {
        if let Some(p) = ctx.get_own_property(walk.object(), key)? {
            return Ok(match (p.attrs.is_accessor(), getter) {
                (false, _) => Value::UNDEFINED,
                (true, true) => p.value,
                (true, false) => p.setter,
            });
        }
        if walk.step(ctx)?.is_none() {
            return Ok(Value::UNDEFINED);
        }
    }
}

/// Object.prototype.__lookupGetter__ (B.2.2.4)
fn object_lookup_getter(ctx: &mut Context, args: Args) -> JsResult<Value> {
    lookup_half(ctx, args, true)
}

/// Object.prototype.__lookupSetter__ (B.2.2.5)
fn object_lookup_setter(ctx: &mut Context, args: Args) -> JsResult<Value> {
    lookup_half(ctx, args, false)
}

pub fn install(ctx: &mut Context) -> JsResult<()> {
    let proto = ctx.intrinsics.object_prototype;
    define_methods(
        ctx,
        proto,
        &[
            ("__defineGetter__", 2, object_define_getter),
            ("__defineSetter__", 2, object_define_setter),
            ("hasOwnProperty", 1, object_has_own_property),
            ("__lookupGetter__", 1, object_lookup_getter),
            ("__lookupSetter__", 1, object_lookup_setter),
            ("isPrototypeOf", 1, object_is_prototype_of),
            ("propertyIsEnumerable", 1, object_property_is_enumerable),
            ("valueOf", 0, object_value_of),
        ],
    )?;
    let to_string = ctx.define_method(proto, "toString", 0, object_to_string)?;
    ctx.intrinsics.object_to_string = to_string.value();
    let key = ctx.names.proto;
    ctx.define_accessor(proto, key.into(), "__proto__", object_get_proto, Some(object_set_proto))?;
    ctx.define_method(proto, "toLocaleString", 0, object_to_locale_string)?;
    Ok(())
}
