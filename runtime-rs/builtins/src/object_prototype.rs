//! Object.prototype (20.1.3, B.2.2).

use crate::object::set_prototype_or_throw;
use crate::table::define_methods;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Descriptor, Object, Scope, Value};

/// Object.prototype.hasOwnProperty (20.1.3.2): the key is converted first.
fn object_has_own_property<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let key = ctx.to_property_key(args.get(0))?;
    let o = ctx.to_object(args.this())?;
    Ok(Value::bool(ctx.has_own_property(o, key)?))
}

/// Object.prototype.isPrototypeOf (20.1.3.3)
fn object_is_prototype_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.get(0).is_object() {
        return Ok(Value::FALSE);
    }
    let o = ctx.to_object(args.this())?;
    let at = ctx.slot(args.get(0));
    let mut proxies = 0;
    loop {
        let ctx = &mut ctx.inner();
        let holder = at.object(ctx);
        let proto = ctx.next_prototype(holder, &mut proxies)?;
        if !proto.is_object() {
            return Ok(Value::FALSE);
        }
        if proto == o.value() {
            return Ok(Value::TRUE);
        }
        at.set(proto);
    }
}

/// Object.prototype.propertyIsEnumerable (20.1.3.4)
fn object_property_is_enumerable<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let key = ctx.to_property_key(args.get(0))?;
    let o = ctx.to_object(args.this())?;
    Ok(Value::bool(ctx.is_own_enumerable(o, key)?))
}

/// Object.prototype.toLocaleString (20.1.3.5)
fn object_to_locale_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.this().is_nullish() {
        return Err(ctx.throw_type_error(format_args!("Object.prototype.toLocaleString called on null or undefined")));
    }
    let key = ctx.names.to_string;
    ctx.invoke(args.this(), key, &[])
}

/// What `f` finds in the first object that has it, of an object and those on its prototype chain as their shapes show
/// it (which ends at a Proxy).
pub fn find_in_chain<R>(
    ctx: &mut Scope<'_>,
    o: Object<'_>,
    f: impl for<'i> Fn(&mut Scope<'i>, Object<'i>) -> Option<R>,
) -> Option<R> {
    let ctx = &mut ctx.inner();
    let at = ctx.slot(o.value());
    loop {
        let ctx = &mut ctx.inner();
        let holder = at.get(ctx).as_object()?;
        let found = f(ctx, holder);
        if found.is_some() {
            return found;
        }
        at.set(ctx.prototype_of(holder));
    }
}

/// Object.prototype.toString (20.1.3.6)
fn object_to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.this().is_undefined() {
        return Ok(ctx.new_string("[object Undefined]")?.value());
    }
    if args.this().is_null() {
        return Ok(ctx.new_string("[object Null]")?.value());
    }
    let o = ctx.to_object(args.this())?;
    let builtin = if ctx.is_array(o.value())? { "Array" } else { ctx.builtin_tag(o) };
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
fn object_value_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(ctx.to_object(args.this())?.value())
}

/// get Object.prototype.__proto__ (20.1.3.8.1)
fn object_get_proto<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    ctx.get_prototype_of(o)
}

/// set Object.prototype.__proto__ (20.1.3.8.2)
fn object_set_proto<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.this().is_nullish() {
        return Err(ctx.throw_type_error(format_args!("Object.prototype.__proto__ called on null or undefined")));
    }
    let proto = args.get(0);
    if let (Some(o), true) = (args.this().as_object(), proto.is_object() || proto.is_null()) {
        set_prototype_or_throw(ctx, o, proto)?;
    }
    Ok(Value::UNDEFINED)
}

fn define_half<'s>(ctx: &mut Scope<'s>, args: Args<'s>, getter: bool) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let f = args.get(1);
    if !f.is_callable() {
        let name = if getter { "Getter" } else { "Setter" };
        return Err(ctx.throw_type_error(format_args!("Object.prototype.__define{name}__: Expecting function")));
    }
    let desc = Descriptor {
        getter: getter.then_some(f),
        setter: (!getter).then_some(f),
        enumerable: Some(true),
        configurable: Some(true),
        ..Descriptor::default()
    };
    let key = ctx.to_property_key(args.get(0))?;
    ctx.define_property_or_throw(o, key, &desc)?;
    Ok(Value::UNDEFINED)
}

/// Object.prototype.__defineGetter__ (B.2.2.2)
fn object_define_getter<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    define_half(ctx, args, true)
}

/// Object.prototype.__defineSetter__ (B.2.2.3)
fn object_define_setter<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    define_half(ctx, args, false)
}

fn lookup_half<'s>(ctx: &mut Scope<'s>, args: Args<'s>, getter: bool) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let key = ctx.to_property_key(args.get(0))?;
    let at = ctx.slot(o.value());
    let mut proxies = 0;
    loop {
        let mut turn = ctx.inner();
        let holder = at.object(&mut turn);
        if let Some(p) = turn.get_own_property(holder, key)? {
            let half = if getter { p.value } else { p.setter };
            return Ok(if p.attrs.is_accessor() { turn.escape(half) } else { Value::UNDEFINED });
        }
        let proto = turn.next_prototype(holder, &mut proxies)?;
        if !proto.is_object() {
            return Ok(Value::UNDEFINED);
        }
        at.set(proto);
    }
}

/// Object.prototype.__lookupGetter__ (B.2.2.4)
fn object_lookup_getter<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    lookup_half(ctx, args, true)
}

/// Object.prototype.__lookupSetter__ (B.2.2.5)
fn object_lookup_setter<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    lookup_half(ctx, args, false)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
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
    ctx.set_intrinsic(to_string.value(), |i, v| i.object_to_string = v);
    let key = ctx.names.proto;
    ctx.define_accessor(proto, key.into(), "__proto__", object_get_proto, Some(object_set_proto))?;
    ctx.define_method(proto, "toLocaleString", 0, object_to_locale_string)?;
    Ok(())
}
