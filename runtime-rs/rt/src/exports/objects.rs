//! Objects, properties, private names, literals.

use super::functions::{key_of, method_kind};
use crate::enter::{alloc_cache, enter, enter_leaf, exports, get_cache, set_cache};
use yarrow_core::{Context, JsResult, Object, PrivateKind, PropertyKey, Strictness, Symbol, Value};

/// Set in the flags of `rt_define_method`.
const ENUMERABLE: u32 = 4;

fn done(result: JsResult<()>) -> JsResult<Value> {
    result.map(|()| Value::UNDEFINED)
}

/// A key whose cell stays alive while JavaScript runs.
fn rooted_key(ctx: &mut Context, v: Value) -> JsResult<PropertyKey> {
    let key = key_of(ctx, v)?;
    ctx.root(key.root_value());
    Ok(key)
}

/// The key of `super[key]`: converted only where there is an object to look it up in.
fn super_key(ctx: &mut Context, base: Value, key: Value) -> JsResult<PropertyKey> {
    if !base.is_object() {
        ctx.get_elem(Value::NULL, key)?;
    }
    rooted_key(ctx, key)
}

fn object_of(ctx: &mut Context, v: Value) -> JsResult<Object> {
    ctx.to_object(v)
}

fn delete(ctx: &mut Context, base: Value, key: Value, strictness: Strictness) -> JsResult<bool> {
    if base.is_nullish() {
        return Err(ctx.throw_type_error(format_args!("Cannot convert undefined or null to object")));
    }
    let key = rooted_key(ctx, key)?;
    let o = object_of(ctx, base)?;
    match strictness {
        Strictness::Strict => ctx.delete_or_throw(o, key).map(|()| true),
        Strictness::Sloppy => ctx.delete(o, key),
    }
}

fn define_method(ctx: &mut Context, [object, key, function]: [Value; 3], flags: u32) -> JsResult<Value> {
    let (Some(o), Some(f)) = (object.as_object(), function.as_object()) else { return Ok(Value::UNDEFINED) };
    let key = rooted_key(ctx, key)?;
    done(ctx.define_method_property(o, key, f, method_kind(flags), flags & ENUMERABLE != 0))
}

fn copy_props(ctx: &mut Context, [target, source, excluded]: [Value; 3]) -> JsResult<Value> {
    let Some(target) = target.as_object() else { return Ok(Value::UNDEFINED) };
    let mut keys = Vec::new();
    if excluded.is_object() {
        for v in ctx.unrooted_list_from_array_like(excluded)? {
            keys.push(rooted_key(ctx, v)?);
        }
    }
    done(ctx.copy_data_properties(target, source, &keys))
}

/// The private name in a word; compiled code passes nothing else.
fn private(ctx: &Context, v: Value) -> Symbol {
    v.as_symbol().unwrap_or(ctx.symbols.iterator)
}

fn private_define(ctx: &mut Context, [object, name, v]: [Value; 3], flags: u32) -> JsResult<Value> {
    let kind = match flags {
        1 => PrivateKind::Getter,
        2 => PrivateKind::Setter,
        3 => PrivateKind::Method,
        _ => PrivateKind::Field,
    };
    let name = private(ctx, name);
    done(ctx.private_define(object, name, v, kind))
}

/// See [`yarrow_abi::functions::RtFn`]. A site that sees a few shapes is answered without entering.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_get_prop(ctx: *mut Context, sp: *mut u64, base: u64, key: u64, cache: *mut u8) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        match get_cache(cache).hit(Value::from_bits(base), (*ctx).store.prefix.proto_epoch) {
            Some(v) => v.bits(),
            None => get_prop_entered(ctx, sp, base, key, cache),
        }
    }
}

/// What the caches do not answer. Apart, so that the function above needs no frame.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[cold]
#[inline(never)]
unsafe extern "C" fn get_prop_entered(ctx: *mut Context, sp: *mut u64, base: u64, key: u64, cache: *mut u8) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        enter(ctx, sp, [base, key], |ctx, [base, key]| {
            let key = ctx.atom_of(key);
            ctx.get_prop(base, key, get_cache(cache))
        })
    }
}

exports! {
    leaf rt_object_new(; slots: u32, cache: *mut u8) |ctx| {
        let slots = slots.min(u32::from(u16::MAX)) as u16;
        let o = match alloc_cache(cache) {
            Some(cache) => ctx.new_literal(slots, cache)?,
            None => ctx.new_object_sized(ctx.intrinsics.object_prototype.value(), slots)?,
        };
        Ok(o.value())
    };
    leaf rt_array_new(; cap: u32) |ctx| Ok(ctx.new_array_with_capacity(cap)?.value());
    leaf rt_array_push(array, v) |ctx| match array.as_object() {
        Some(a) => done(ctx.array_push(a, v)),
        None => Ok(Value::UNDEFINED),
    };
    value rt_array_append(array, iterable) |ctx| {
        let iter = ctx.iter_open(iterable)?;
        match array.as_object() {
            Some(a) => done(ctx.iter_collect(iter, a)),
            None => Ok(Value::UNDEFINED),
        }
    };
    value rt_set_prop(base, key, v; cache: *mut u8) |ctx| {
        if ctx.store_cached(base, v, set_cache(cache)) {
            return Ok(v);
        }
        let key = ctx.atom_of(key);
        done(ctx.set_prop(base, key, v, set_cache(cache)))
    };
    value rt_set_prop_sloppy(base, key, v; cache: *mut u8) |ctx| {
        if ctx.store_cached(base, v, set_cache(cache)) {
            return Ok(v);
        }
        let key = ctx.atom_of(key);
        ctx.assign_prop(base, key, v, set_cache(cache)).map(Value::bool)
    };
    value rt_init_prop(base, key, v; cache: *mut u8) |ctx| {
        if ctx.store_cached(base, v, set_cache(cache)) {
            return Ok(v);
        }
        let key = ctx.atom_of(key);
        done(ctx.init_prop(base, key, v, set_cache(cache)))
    };
    value rt_get_elem(base, key) |ctx| ctx.get_elem(base, key);
    value rt_set_elem(base, key, v) |ctx| done(ctx.set_elem(base, key, v));
    value rt_set_elem_sloppy(base, key, v) |ctx| ctx.assign_elem(base, key, v).map(|_| Value::UNDEFINED);
    value rt_define_field(base, key, v) |ctx| {
        let key = rooted_key(ctx, key)?;
        match base.as_object() {
            Some(o) => done(ctx.create_data_property_or_throw(o, key, v)),
            None => Ok(Value::UNDEFINED),
        }
    };
    condition rt_delete(base, key) |ctx| delete(ctx, base, key, Strictness::Strict);
    condition rt_delete_sloppy(base, key) |ctx| delete(ctx, base, key, Strictness::Sloppy);
    value rt_get_super(base, key, this) |ctx| {
        let key = super_key(ctx, base, key)?;
        ctx.get_super(base, key, this)
    };
    value rt_set_super(base, key, this, v) |ctx| {
        let key = super_key(ctx, base, key)?;
        done(ctx.set_super(base, key, this, v))
    };
    value rt_set_super_sloppy(base, key, this, v) |ctx| {
        let key = super_key(ctx, base, key)?;
        ctx.assign_super(base, key, this, v).map(Value::bool)
    };
    value rt_regexp_new(pattern, flags) |ctx| {
        let text = |v: Value| v.as_string().unwrap_or(ctx.names.empty.string());
        let (pattern, flags) = (text(pattern), text(flags));
        Ok(ctx.new_regexp(pattern, flags)?.value())
    };
    value rt_dispose_method(v) |ctx| ctx.get_dispose_method(v);
    throwing rt_suppressed_error_new(error, suppressed) |ctx| ctx.new_suppressed_error(error, suppressed);
    value rt_define_method(object, key, function; flags: u32) |ctx| define_method(ctx, [object, key, function], flags);
    value rt_copy_props(target, source, excluded) |ctx| copy_props(ctx, [target, source, excluded]);
    leaf rt_template_object(cooked, raw) |ctx| match (cooked.as_object(), raw.as_object()) {
        (Some(cooked), Some(raw)) => ctx.template_object(cooked, raw),
        _ => Ok(Value::UNDEFINED),
    };
    leaf rt_private_name(description) |ctx| Ok(ctx.store.new_private_name(description)?.value());
    value rt_private_get(object, name) |ctx| {
        let name = private(ctx, name);
        ctx.private_get(object, name)
    };
    value rt_private_set(object, name, v) |ctx| {
        let name = private(ctx, name);
        done(ctx.private_set(object, name, v))
    };
    value rt_private_define(object, name, v; flags: u32) |ctx| private_define(ctx, [object, name, v], flags);
    condition rt_private_has(object, name) |ctx| {
        if !object.is_object() {
            return Err(ctx.throw_type_error(format_args!("Cannot use 'in' operator to search for a private name in a non-object")));
        }
        let name = private(ctx, name);
        ctx.private_has(object, name)
    };
}

/// `__proto__: value` in an object literal.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_set_proto_literal(ctx: *mut Context, object: u64, proto: u64) {
    // SAFETY: the caller keeps the convention. A fresh object refuses no prototype.
    unsafe {
        enter_leaf(ctx, [object, proto], |ctx, [object, proto]| {
            if let (Some(o), true) = (object.as_object(), proto.is_object() || proto.is_null()) {
                ctx.set_prototype_of(o, proto)?;
            }
            Ok(Value::UNDEFINED)
        });
    }
}

/// A module namespace: (entries, their number, instance).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_namespace_new(ctx: *mut Context, entries: *mut u8, n: u32, instance: *mut u8) -> u64 {
    // SAFETY: the caller keeps the convention: `n` pairs of `u32`, and an instance of this context.
    unsafe {
        let pairs: Vec<(u32, u32)> = (0..n as usize)
            .map(|i| {
                let at = entries.cast::<u32>().add(i * 2);
                (at.read_unaligned(), at.add(1).read_unaligned())
            })
            .collect();
        enter_leaf(ctx, [], |ctx, []| Ok(ctx.new_namespace(&pairs, instance.cast())?.value()))
    }
}
