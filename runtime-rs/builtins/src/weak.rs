//! WeakMap (24.3), WeakSet (24.4), WeakRef (26.1), FinalizationRegistry (26.2), and a global `gc`
//! where `YARROW_EXPOSE_GC=1` asks for it.
//!
//! The callbacks of a FinalizationRegistry are tasks of the event loop, after a collection has found a target dead.

use crate::map::{add_entries, this_collection, throw_requires_new};
use crate::set::add_values;
use crate::table::{define_methods, define_tag};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Native, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult, NativeKind};

/// CanBeHeldWeakly (9.13): objects, and symbols that no registry knows.
fn can_be_held_weakly(ctx: &mut Scope<'_>, v: Value<'_>) -> bool {
    let (Some(symbol), Some(registry)) = (v.as_symbol(), ctx.intrinsics.symbol_registry.as_object()) else {
        return v.is_object() || v.is_symbol();
    };
    ctx.own_data(registry, symbol).is_none()
}

fn insert_entry(ctx: &mut Scope<'_>, o: Object<'_>, k: Value<'_>, v: Value<'_>) -> JsResult<()> {
    check_key(ctx, k)?;
    ctx.map_insert(o, k, v)
}

fn insert_value(ctx: &mut Scope<'_>, o: Object<'_>, v: Value<'_>) -> JsResult<()> {
    if !can_be_held_weakly(ctx, v) {
        return Err(ctx.throw_type_error(format_args!("Invalid value used in weak set")));
    }
    ctx.map_insert(o, v, Value::TRUE)
}

/// `WeakMap ( [ iterable ] )` (24.3.1.1)
fn weak_map<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, "WeakMap"));
    }
    let default = ctx.intrinsics.weak_map_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let m = ctx.new_weak_collection(CellKind::WeakMap, proto.value())?;
    if !args.get(0).is_nullish() {
        add_entries(ctx, m, args.get(0), weak_map_set, insert_entry)?;
    }
    Ok(m.value())
}

/// WeakMap.prototype.get (24.3.3.3)
fn weak_map_get<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::WeakMap, "WeakMap.prototype.get")?;
    Ok(ctx.map_get(m, args.get(0))?.unwrap_or(Value::UNDEFINED))
}

/// WeakMap.prototype.set (24.3.3.5)
fn weak_map_set<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::WeakMap, "WeakMap.prototype.set")?;
    insert_entry(ctx, m, args.get(0), args.get(1))?;
    Ok(m.value())
}

/// The key of an insertion.
fn check_key(ctx: &mut Scope<'_>, k: Value<'_>) -> JsResult<()> {
    if can_be_held_weakly(ctx, k) {
        return Ok(());
    }
    Err(ctx.throw_type_error(format_args!("Invalid value used as weak map key")))
}

/// WeakMap.prototype.getOrInsert
fn weak_map_get_or_insert<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::WeakMap, "WeakMap.prototype.getOrInsert")?;
    check_key(ctx, args.get(0))?;
    if let Some(v) = ctx.map_get(m, args.get(0))? {
        return Ok(v);
    }
    ctx.map_insert(m, args.get(0), args.get(1))?;
    Ok(args.get(1))
}

/// WeakMap.prototype.getOrInsertComputed
fn weak_map_get_or_insert_computed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::WeakMap, "WeakMap.prototype.getOrInsertComputed")?;
    check_key(ctx, args.get(0))?;
    crate::map::insert_computed(ctx, args, m)
}

/// WeakMap.prototype.has (24.3.3.4)
fn weak_map_has<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::WeakMap, "WeakMap.prototype.has")?;
    Ok(ctx.map_contains(m, args.get(0))?.into())
}

/// WeakMap.prototype.delete (24.3.3.2)
fn weak_map_delete<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::WeakMap, "WeakMap.prototype.delete")?;
    Ok(ctx.map_remove(m, args.get(0))?.into())
}

/// `WeakSet ( [ iterable ] )` (24.4.1.1)
fn weak_set<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, "WeakSet"));
    }
    let default = ctx.intrinsics.weak_set_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let s = ctx.new_weak_collection(CellKind::WeakSet, proto.value())?;
    if !args.get(0).is_nullish() {
        add_values(ctx, s, args.get(0), weak_set_add, insert_value)?;
    }
    Ok(s.value())
}

/// WeakSet.prototype.add (24.4.3.1)
fn weak_set_add<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::WeakSet, "WeakSet.prototype.add")?;
    insert_value(ctx, s, args.get(0))?;
    Ok(s.value())
}

/// WeakSet.prototype.has (24.4.3.4)
fn weak_set_has<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::WeakSet, "WeakSet.prototype.has")?;
    Ok(ctx.map_contains(s, args.get(0))?.into())
}

/// WeakSet.prototype.delete (24.4.3.3)
fn weak_set_delete<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::WeakSet, "WeakSet.prototype.delete")?;
    Ok(ctx.map_remove(s, args.get(0))?.into())
}

/// WeakRef ( target ) (26.1.1.1)
fn weak_ref<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, "WeakRef"));
    }
    if !can_be_held_weakly(ctx, args.get(0)) {
        return Err(ctx.throw_type_error(format_args!("WeakRef: invalid target")));
    }
    let default = ctx.intrinsics.weak_ref_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let r = ctx.new_weak_ref(proto.value(), args.get(0))?;
    ctx.keep_target(r);
    Ok(r.value())
}

/// WeakRef.prototype.deref (26.1.3.2)
fn deref<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let r = this_collection(ctx, args, CellKind::WeakRef, "WeakRef.prototype.deref")?;
    let target = ctx.weak_target(r);
    if !target.is_undefined() {
        ctx.keep_target(r);
    }
    Ok(target)
}

/// FinalizationRegistry ( cleanupCallback ) (26.2.1.1)
fn finalization_registry<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, "FinalizationRegistry"));
    }
    if !args.get(0).is_callable() {
        return Err(ctx.throw_type_error(format_args!("FinalizationRegistry: cleanup must be callable")));
    }
    let default = ctx.intrinsics.finalization_registry_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let registry = ctx.new_finalization_registry(proto, args.get(0))?;
    Ok(registry.value())
}

/// FinalizationRegistry.prototype.register (26.2.3.2)
fn register<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let method = "FinalizationRegistry.prototype.register";
    let registry = this_collection(ctx, args, CellKind::FinalizationRegistry, method)?;
    let (target, held, token) = (args.get(0), args.get(1), args.get(2));
    if !can_be_held_weakly(ctx, target) {
        return Err(ctx.throw_type_error(format_args!("{method}: invalid target")));
    }
    if ctx.same_value(target, held) {
        return Err(ctx.throw_type_error(format_args!("{method}: target and holdings must not be same")));
    }
    if !token.is_undefined() && !can_be_held_weakly(ctx, token) {
        let text = ctx.describe(token);
        return Err(ctx.throw_type_error(format_args!("Invalid unregisterToken ('{text}')")));
    }
    ctx.register_target(registry, target, held, token)?;
    Ok(Value::UNDEFINED)
}

/// FinalizationRegistry.prototype.unregister (26.2.3.3)
fn unregister<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let method = "FinalizationRegistry.prototype.unregister";
    let registry = this_collection(ctx, args, CellKind::FinalizationRegistry, method)?;
    let token = args.get(0);
    if !can_be_held_weakly(ctx, token) {
        let text = ctx.describe(token);
        return Err(ctx.throw_type_error(format_args!("Invalid unregisterToken ('{text}')")));
    }
    Ok(ctx.unregister_token(registry, token)?.into())
}

/// A full collection, now, as if the job were over: what WeakRefs have returned may die.
fn gc<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    ctx.clear_kept_objects();
    ctx.collect();
    Ok(Value::UNDEFINED)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.weak_map_prototype;
    ctx.define_constructor("WeakMap", 0, weak_map, proto)?;
    let methods = [
        ("get", 1, weak_map_get as Native),
        ("getOrInsert", 2, weak_map_get_or_insert),
        ("getOrInsertComputed", 2, weak_map_get_or_insert_computed),
        ("set", 2, weak_map_set),
        ("has", 1, weak_map_has),
        ("delete", 1, weak_map_delete),
    ];
    define_methods(ctx, proto, &methods)?;
    define_tag(ctx, proto, "WeakMap")?;

    let proto = ctx.intrinsics.weak_set_prototype;
    ctx.define_constructor("WeakSet", 0, weak_set, proto)?;
    define_methods(ctx, proto, &[("add", 1, weak_set_add), ("has", 1, weak_set_has), ("delete", 1, weak_set_delete)])?;
    define_tag(ctx, proto, "WeakSet")?;

    let proto = ctx.intrinsics.weak_ref_prototype;
    ctx.define_constructor("WeakRef", 1, weak_ref, proto)?;
    ctx.define_method(proto, "deref", 0, deref)?;
    define_tag(ctx, proto, "WeakRef")?;

    let proto = ctx.intrinsics.finalization_registry_prototype;
    ctx.define_constructor("FinalizationRegistry", 1, finalization_registry, proto)?;
    define_methods(ctx, proto, &[("register", 2, register), ("unregister", 1, unregister)])?;
    define_tag(ctx, proto, "FinalizationRegistry")?;

    if std::env::var("YARROW_EXPOSE_GC").is_ok_and(|v| v == "1") {
        let global = ctx.global;
        let key = ctx.atom("gc")?;
        let f = ctx.new_native(key, 0, gc, NativeKind::Function)?;
        ctx.define_data(global, key.into(), f.value(), Attrs::HIDDEN)?;
    }
    Ok(())
}
