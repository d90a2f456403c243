//! `performance`: the time since the context's clock was started, and when that was.

use crate::class::{
    Class, as_instance, define_accessors, define_class, define_methods, new_instance, throw_illegal_constructor,
};
use crate::clock::{now, origin_time};
use crate::errors::throw_argument_type;
use crate::inspection::{define_inspection, inspect_as, is_too_deep, object_of};
use crate::listeners::TARGET_SLOTS;
use yarrow_objects::rooted::{Args, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, JsResult};

fn this_performance<'s>(ctx: &mut Scope<'_>, args: Args<'s>) -> JsResult<Object<'s>> {
    match as_instance(ctx, args.this(), &[Class::Performance]) {
        Some(o) => Ok(o),
        None => Err(throw_argument_type(ctx, "this", "an instance of Performance", args.this())),
    }
}

fn performance<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Err(throw_illegal_constructor(ctx, args, "Performance"))
}

fn performance_now<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    this_performance(ctx, args)?;
    Ok(Value::number(now(ctx)))
}

fn time_origin<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    this_performance(ctx, args)?;
    Ok(Value::number(origin_time(ctx)))
}

fn to_json<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    this_performance(ctx, args)?;
    let origin = Value::number(origin_time(ctx));
    Ok(object_of(ctx, &[("timeOrigin", origin)])?.value())
}

fn inspect_performance<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_performance(ctx, args)?;
    if is_too_deep(args) {
        return Ok(o.value());
    }
    let origin = Value::number(origin_time(ctx));
    let shown = object_of(ctx, &[("timeOrigin", origin)])?;
    inspect_as(ctx, args, shown, 1.0)
}

/// Installs `performance`. Event targets are installed.
pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let attrs = Attrs::ENUMERABLE.with(Attrs::CONFIGURABLE);
    let parent = Some(Class::EventTarget);
    let (_, proto) = define_class(ctx, Class::Performance, "Performance", (0, performance), parent)?;
    define_methods(ctx, proto, Attrs::ALL, &[("now", 0, performance_now)])?;
    define_accessors(ctx, proto, attrs, &[("timeOrigin", time_origin, None)])?;
    define_methods(ctx, proto, Attrs::ALL, &[("toJSON", 0, to_json)])?;
    define_inspection(ctx, proto, inspect_performance)?;
    let instance = new_instance(ctx, Class::Performance, TARGET_SLOTS)?;
    let key: PropertyKey = ctx.atom("performance")?.into();
    let global = ctx.global;
    ctx.define_data(global, key, instance.value(), Attrs::ALL)
}
