//! The methods that combine a Set with a set-like (24.2.4): union, intersection, difference,
//! symmetricDifference, isSubsetOf, isSupersetOf, isDisjointFrom.

use crate::map::this_collection;
use crate::table::Method;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, FlatString, Object, Scope, Value};
use yarrow_objects::{CellKind, Cursor, JsResult};

pub(crate) fn insert(ctx: &mut Scope<'_>, s: Object<'_>, v: Value<'_>) -> JsResult<()> {
    let key = ctx.canonical_key(v)?;
    ctx.map_insert(s, key, key)
}

/// A Set Record (24.2.1.1).
struct SetRecord<'s> {
    object: Value<'s>,
    size: f64,
    has: Value<'s>,
    keys: Value<'s>,
}

/// GetSetRecord (24.2.1.2)
fn get_set_record<'s>(ctx: &mut Scope<'s>, object: Value<'s>) -> JsResult<SetRecord<'s>> {
    let Some(o) = object.as_object() else {
        let text = ctx.describe(object);
        return Err(ctx.throw_type_error(format_args!("The \"other\" argument must be of type object, got {text}")));
    };
    let key = ctx.atom("size")?;
    let raw = ctx.get(o, key)?;
    let size = ctx.to_number(raw)?;
    if size.is_nan() {
        return Err(ctx.throw_type_error(format_args!("The 'size' property must be a number")));
    }
    let size = size.trunc() + 0.0;
    if size < 0.0 {
        return Err(ctx.throw_range_error(format_args!("'{size}' is an invalid size")));
    }
    let key = ctx.names.has;
    let has = callable_property(ctx, o, key, "has")?;
    let key = ctx.names.keys;
    let keys = callable_property(ctx, o, key, "keys")?;
    Ok(SetRecord { object, size, has, keys })
}

fn callable_property<'s>(ctx: &mut Scope<'s>, o: Object<'_>, key: FlatString<'_>, name: &str) -> JsResult<Value<'s>> {
    let f = ctx.get(o, key)?;
    if f.is_callable() {
        return Ok(f);
    }
    Err(ctx.throw_type_error(format_args!("The '{name}' property must be a function")))
}

impl SetRecord<'_> {
    fn has(&self, ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<bool> {
        let found = ctx.call(self.has, self.object, &[v])?;
        Ok(ctx.to_boolean(found))
    }

    /// GetIteratorFromMethod of `keys`.
    fn keys<'i>(&self, ctx: &mut Scope<'i>) -> JsResult<Value<'i>> {
        let iterator = ctx.call(self.keys, self.object, &[])?;
        if !iterator.is_object() {
            let text = ctx.describe(iterator);
            return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
        }
        ctx.iter_from_iterator(iterator)
    }
}

fn new_set<'s>(ctx: &mut Scope<'s>, from: Option<Object<'_>>) -> JsResult<Object<'s>> {
    let proto = ctx.intrinsics.set_prototype.value();
    let result = ctx.new_collection(CellKind::Set, proto)?;
    if let Some(from) = from {
        each(ctx, from, |ctx, k| {
            insert(ctx, result, k)?;
            Ok(true)
        })?;
    }
    Ok(result)
}

fn len(ctx: &Scope<'_>, s: Object<'_>) -> f64 {
    ctx.map_len(s) as f64
}

/// Set.prototype.union (24.2.4.16)
fn union<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.union")?;
    let other = get_set_record(ctx, args.get(0))?;
    let keys = other.keys(ctx)?;
    let result = new_set(ctx, Some(s))?;
    loop {
        let ctx = &mut ctx.inner();
        let Some(v) = ctx.iter_next(keys)? else { break };
        insert(ctx, result, v)?;
    }
    Ok(result.value())
}

/// Calls `f` for each element of the Set, those added meanwhile included, until it returns false; whether it never did.
fn each(
    ctx: &mut Scope<'_>,
    s: Object<'_>,
    mut f: impl FnMut(&mut Scope<'_>, Value<'_>) -> JsResult<bool>,
) -> JsResult<bool> {
    let mut cursor = Cursor::default();
    loop {
        let ctx = &mut ctx.inner();
        let Some((k, _)) = ctx.map_next(s, &mut cursor) else { return Ok(true) };
        if !f(ctx, k)? {
            return Ok(false);
        }
    }
}

/// Set.prototype.intersection (24.2.4.9)
fn intersection<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.intersection")?;
    let other = get_set_record(ctx, args.get(0))?;
    let result = new_set(ctx, None)?;
    if len(ctx, s) <= other.size {
        each(ctx, s, |ctx, v| {
            if other.has(ctx, v)? {
                insert(ctx, result, v)?;
            }
            Ok(true)
        })?;
    } else {
        let keys = other.keys(ctx)?;
        loop {
            let ctx = &mut ctx.inner();
            let Some(v) = ctx.iter_next(keys)? else { break };
            if ctx.map_contains(s, v)? {
                insert(ctx, result, v)?;
            }
        }
    }
    Ok(result.value())
}

/// Set.prototype.difference (24.2.4.5)
fn difference<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.difference")?;
    let other = get_set_record(ctx, args.get(0))?;
    let result = new_set(ctx, Some(s))?;
    if len(ctx, s) <= other.size {
        each(ctx, s, |ctx, v| {
            if other.has(ctx, v)? {
                ctx.map_remove(result, v)?;
            }
            Ok(true)
        })?;
    } else {
        let keys = other.keys(ctx)?;
        loop {
            let ctx = &mut ctx.inner();
            let Some(v) = ctx.iter_next(keys)? else { break };
            ctx.map_remove(result, v)?;
        }
    }
    Ok(result.value())
}

/// Set.prototype.symmetricDifference (24.2.4.15)
fn symmetric_difference<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.symmetricDifference")?;
    let other = get_set_record(ctx, args.get(0))?;
    let keys = other.keys(ctx)?;
    let result = new_set(ctx, Some(s))?;
    loop {
        let ctx = &mut ctx.inner();
        let Some(v) = ctx.iter_next(keys)? else { break };
        if ctx.map_contains(s, v)? {
            ctx.map_remove(result, v)?;
        } else {
            insert(ctx, result, v)?;
        }
    }
    Ok(result.value())
}

/// Set.prototype.isSubsetOf (24.2.4.11)
fn is_subset_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.isSubsetOf")?;
    let other = get_set_record(ctx, args.get(0))?;
    if len(ctx, s) > other.size {
        return Ok(Value::FALSE);
    }
    Ok(each(ctx, s, |ctx, v| other.has(ctx, v))?.into())
}

/// Whether every key of the other is in the Set, or none is, as is wanted; an iteration cut short is closed.
fn all_keys(ctx: &mut Scope<'_>, s: Object<'_>, other: &SetRecord<'_>, wanted: bool) -> JsResult<bool> {
    let keys = other.keys(ctx)?;
    loop {
        let ctx = &mut ctx.inner();
        let Some(v) = ctx.iter_next(keys)? else { break };
        if ctx.map_contains(s, v)? != wanted {
            ctx.iter_close(keys)?;
            return Ok(false);
        }
    }
    Ok(true)
}

/// Set.prototype.isSupersetOf (24.2.4.12)
fn is_superset_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.isSupersetOf")?;
    let other = get_set_record(ctx, args.get(0))?;
    if len(ctx, s) < other.size {
        return Ok(Value::FALSE);
    }
    Ok(all_keys(ctx, s, &other, true)?.into())
}

/// Set.prototype.isDisjointFrom (24.2.4.10)
fn is_disjoint_from<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.isDisjointFrom")?;
    let other = get_set_record(ctx, args.get(0))?;
    if len(ctx, s) <= other.size {
        return Ok(each(ctx, s, |ctx, v| Ok(!other.has(ctx, v)?))?.into());
    }
    Ok(all_keys(ctx, s, &other, false)?.into())
}

pub const METHODS: &[Method] = &[
    ("union", 1, union),
    ("intersection", 1, intersection),
    ("difference", 1, difference),
    ("symmetricDifference", 1, symmetric_difference),
    ("isSubsetOf", 1, is_subset_of),
    ("isSupersetOf", 1, is_superset_of),
    ("isDisjointFrom", 1, is_disjoint_from),
];
