//! Reflect (28.1).

use crate::function::throw_not_applicable;
use crate::table::{define_methods, define_tag, define_value};
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, JsResult};

fn target<'s>(ctx: &mut Scope<'s>, args: Args<'s>, name: &str) -> JsResult<Object<'s>> {
    args.get(0).as_object().ok_or_else(|| ctx.throw_type_error(format_args!("Reflect.{name} called on non-object")))
}

/// Reflect.apply (28.1.1)
fn reflect_apply<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.get(0).is_callable() {
        return Err(throw_not_applicable(ctx, args.get(0), "apply"));
    }
    ctx.call_list(args.get(0), args.get(1), args.get(2))
}

/// Reflect.construct (28.1.2)
fn reflect_construct<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let new_target = if args.len() > 2 { args.get(2) } else { args.get(0) };
    for f in [args.get(0), new_target] {
        if !f.as_object().is_some_and(Object::is_constructor) {
            let text = ctx.describe(f);
            return Err(ctx.throw_type_error(format_args!("{text} is not a constructor")));
        }
    }
    ctx.construct_list(args.get(0), args.get(1), new_target)
}

/// Reflect.defineProperty (28.1.3)
fn reflect_define_property<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = target(ctx, args, "defineProperty")?;
    let key = ctx.to_property_key(args.get(1))?;
    let desc = ctx.to_property_descriptor(args.get(2))?;
    Ok(Value::bool(ctx.define_own_property(o, key, &desc)?))
}

/// Reflect.deleteProperty (28.1.4)
fn reflect_delete_property<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = target(ctx, args, "deleteProperty")?;
    let key = ctx.to_property_key(args.get(1))?;
    Ok(Value::bool(ctx.delete(o, key)?))
}

/// Reflect.get (28.1.5)
fn reflect_get<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = target(ctx, args, "get")?;
    let key = ctx.to_property_key(args.get(1))?;
    let receiver = if args.len() > 2 { args.get(2) } else { args.get(0) };
    ctx.get_with_receiver(o, key, receiver)
}

/// Reflect.getOwnPropertyDescriptor (28.1.6)
fn reflect_get_own_property_descriptor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = target(ctx, args, "getOwnPropertyDescriptor")?;
    let key = ctx.to_property_key(args.get(1))?;
    let property = ctx.get_own_property(o, key)?;
    ctx.from_property_descriptor(property)
}

/// Reflect.getPrototypeOf (28.1.7)
fn reflect_get_prototype_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = target(ctx, args, "getPrototypeOf")?;
    ctx.get_prototype_of(o)
}

/// Reflect.has (28.1.8)
fn reflect_has<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = target(ctx, args, "has")?;
    let key = ctx.to_property_key(args.get(1))?;
    Ok(Value::bool(ctx.has_property(o, key)?))
}

/// Reflect.isExtensible (28.1.9)
fn reflect_is_extensible<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = target(ctx, args, "isExtensible")?;
    Ok(Value::bool(ctx.is_extensible(o)?))
}

/// Reflect.ownKeys (28.1.10)
fn reflect_own_keys<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = target(ctx, args, "ownKeys")?;
    let keys = ctx.own_keys(o)?;
    let result = ctx.new_array(&[])?;
    for key in keys.iter() {
        let ctx = &mut ctx.inner();
        let v = ctx.key_to_value(key)?;
        ctx.array_push(result, v)?;
    }
    Ok(result.value())
}

/// Reflect.preventExtensions (28.1.11)
fn reflect_prevent_extensions<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = target(ctx, args, "preventExtensions")?;
    Ok(Value::bool(ctx.prevent_extensions(o)?))
}

/// Reflect.set (28.1.12)
fn reflect_set<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = target(ctx, args, "set")?;
    let key = ctx.to_property_key(args.get(1))?;
    let receiver = if args.len() > 3 { args.get(3) } else { args.get(0) };
    Ok(Value::bool(ctx.set_with_receiver(o, key, args.get(2), receiver)?))
}

/// Reflect.setPrototypeOf (28.1.13)
fn reflect_set_prototype_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = target(ctx, args, "setPrototypeOf")?;
    let proto = args.get(1);
    if !proto.is_object() && !proto.is_null() {
        let text = ctx.describe(proto);
        return Err(ctx.throw_type_error(format_args!("Object prototype may only be an Object or null: {text}")));
    }
    Ok(Value::bool(ctx.set_prototype_of(o, proto)?))
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let reflect = ctx.new_object()?;
    define_methods(
        ctx,
        reflect,
        &[
            ("apply", 3, reflect_apply),
            ("construct", 2, reflect_construct),
            ("defineProperty", 3, reflect_define_property),
            ("deleteProperty", 2, reflect_delete_property),
            ("get", 2, reflect_get),
            ("getOwnPropertyDescriptor", 2, reflect_get_own_property_descriptor),
            ("getPrototypeOf", 1, reflect_get_prototype_of),
            ("has", 2, reflect_has),
            ("isExtensible", 1, reflect_is_extensible),
            ("ownKeys", 1, reflect_own_keys),
            ("preventExtensions", 1, reflect_prevent_extensions),
            ("set", 3, reflect_set),
            ("setPrototypeOf", 2, reflect_set_prototype_of),
        ],
    )?;
    define_tag(ctx, reflect, "Reflect")?;
    let global = ctx.global;
    define_value(ctx, global, "Reflect", reflect.value(), Attrs::HIDDEN)
}
