//! Proxy (28.2): the constructor. The objects themselves are `yarrow_objects`'s.

use crate::map::throw_requires_new;
use crate::table::define_value;
use yarrow_objects::rooted::{Args, List, Object, Scope, Value};
use yarrow_objects::{Attrs, JsResult, NativeKind};

/// ProxyCreate (10.5.14)
fn proxy_create<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Object<'s>> {
    match (args.get(0).as_object(), args.get(1).as_object()) {
        (Some(target), Some(handler)) => ctx.new_proxy(target, handler),
        _ => Err(ctx.throw_type_error(format_args!("Cannot create proxy with a non-object as target or handler"))),
    }
}

/// Proxy (28.2.1.1)
fn proxy_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, "Proxy"));
    }
    Ok(proxy_create(ctx, args)?.value())
}

/// Proxy.revocable (28.2.2.1)
fn proxy_revocable<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let proxy = proxy_create(ctx, args)?;
    let empty = ctx.names.empty;
    let holder = ctx.new_list(&[proxy.value()])?;
    let revoke = ctx.new_native_with_data(empty, 0, revoke, holder.value())?;
    let result = ctx.new_object()?;
    define_value(ctx, result, "proxy", proxy.value(), Attrs::ALL)?;
    define_value(ctx, result, "revoke", revoke.value(), Attrs::ALL)?;
    Ok(result.value())
}

/// The `revoke` function (28.2.2.1.1)
fn revoke<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(proxy) = List::of(args.data()).get(0).as_object() {
        ctx.revoke_proxy(proxy);
    }
    Ok(Value::UNDEFINED)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let name = ctx.atom("Proxy")?;
    // It has no `prototype`.
    let proxy = ctx.new_native(name, 2, proxy_constructor, NativeKind::Constructor)?;
    ctx.define_method(proxy, "revocable", 2, proxy_revocable)?;
    let global = ctx.global;
    define_value(ctx, global, "Proxy", proxy.value(), Attrs::HIDDEN)
}
