//! The methods that combine a Set with a set-like (24.2.4): union, intersection, difference,
//! symmetricDifference, isSubsetOf, isSupersetOf, isDisjointFrom.

use super::insert;
use crate::map::{remove, this_collection};
use crate::table::Method;
use yarrow_core::rooted::{Args, Object, Scope, Value};
use yarrow_core::{CellKind, Cursor, JsResult};

/// A Set Record (24.2.1.1), rooted.
struct SetRecord {
    object: Object,
    size: f64,
    has: Object,
    keys: Object,
}

/// GetSetRecord (24.2.1.2)
fn get_set_record(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<SetRecord> {
    let Some(o) = v.as_object() else {
        let text = ctx.describe(v);
        return Err(ctx.throw_type_error(format_args!("The \"other\" argument must be of type object, got {text}")));
    };
    let object = o;
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
    let has = callable_property(ctx, &object, key.into(), "has")?;
    let key = ctx.names.keys;
    let keys = callable_property(ctx, &object, key.into(), "keys")?;
    Ok(SetRecord { object, size, has, keys })
}

fn callable_property<'s>(ctx: &mut Scope<'s>, o: Object<'_>, key: yarrow_core::PropertyKey<'_>, name: &str) -> JsResult<Object<'s>> {
    let f = ctx.get(o, key)?;
    if f.is_callable() {
        return Ok(ctx.root(f));
    }
    Err(ctx.throw_type_error(format_args!("The '{name}' property must be a function")))
}

impl SetRecord {
    fn has(&self, ctx: &mut Scope<'_>, v: Value) -> JsResult<bool> {
        let found = ctx.call(self.has, self.object, &[v])?;
        Ok(ctx.to_boolean(found))
    }

    /// GetIteratorFromMethod of `keys`, rooted.
    fn keys(&self, ctx: &mut Scope<'_>) -> JsResult<Object> {
        let iterator = ctx.call(self.keys, self.object, &[])?;
        if !iterator.is_object() {
            let text = ctx.describe(iterator);
            return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
        }
        let iter = ctx.iter_from_iterator(iterator)?;
        Ok(ctx.root(iter))
    }
}

fn contains(ctx: &mut Scope<'_>, s: Object<'_>, v: Value<'_>) -> JsResult<bool> {
    let key = ctx.map_key(v)?;
    Ok(s.map_table().contains(key))
}

fn new_set<'s>(ctx: &mut Scope<'s>, from: Option<Object<'_>>) -> JsResult<Object<'s>> {
    let proto = ctx.intrinsics.set_prototype.value();
    let result = ctx.new_collection(CellKind::Set, proto)?;
    let keys: Vec<Value> = match &from {
        Some(s) => s.map_table().iter().map(|(k, _)| k.value()).collect(),
        None => Vec::new(),
    };
    for k in keys {
        insert(ctx, result, k)?;
    }
    Ok(ctx.root(result))
}

fn len(s: Object) -> f64 {
    s.map_table().len() as f64
}

/// Set.prototype.union (24.2.4.16)
fn union<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.union")?;
    let other = get_set_record(ctx, args.get(0))?;
    let keys = other.keys(ctx)?;
    let result = new_set(ctx, Some(s))?;
    while let Some(v) = ctx.iter_next(keys)? {
        insert(ctx, result, v)?;
    }
    Ok(result)
}

/// Calls `f` for each element of the Set, those added meanwhile included, until it answers false.
fn each(ctx: &mut Scope<'_>, s: Object<'_>, mut f: impl FnMut(&mut Scope<'_>, Value<'_>) -> JsResult<bool>) -> JsResult<bool> {
    let mut cursor = Cursor::default();
    while let Some((k, _)) = s.map_table().next(&mut cursor) {
        let going = ctx.scope(|ctx| {
            let k = k.value();
            f(ctx, k)
        })?;
        if !going {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Set.prototype.intersection (24.2.4.9)
fn intersection<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.intersection")?;
    let other = get_set_record(ctx, args.get(0))?;
    let result = new_set(ctx, None)?;
    if len(s) <= other.size {
        each(ctx, s, |ctx, v| {
            if other.has(ctx, v)? {
                insert(ctx, result, v)?;
            }
            Ok(true)
        })?;
    } else {
        let keys = other.keys(ctx)?;
        while let Some(v) = ctx.iter_next(keys)? {
            if contains(ctx, s, v)? {
                insert(ctx, result, v)?;
            }
        }
    }
    Ok(result)
}

/// Set.prototype.difference (24.2.4.5)
fn difference<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.difference")?;
    let other = get_set_record(ctx, args.get(0))?;
    let result = new_set(ctx, Some(s))?;
    if len(s) <= other.size {
        each(ctx, s, |ctx, v| {
            if other.has(ctx, v)? {
                remove(ctx, result, v)?;
            }
            Ok(true)
        })?;
    } else {
        let keys = other.keys(ctx)?;
        while let Some(v) = ctx.iter_next(keys)? {
            remove(ctx, result, v)?;
        }
    }
    Ok(result)
}

/// Set.prototype.symmetricDifference (24.2.4.15)
fn symmetric_difference<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.symmetricDifference")?;
    let other = get_set_record(ctx, args.get(0))?;
    let keys = other.keys(ctx)?;
    let result = new_set(ctx, Some(s))?;
    while let Some(v) = ctx.iter_next(keys)? {
        if contains(ctx, s, v)? {
            remove(ctx, result, v)?;
        } else {
            insert(ctx, result, v)?;
        }
    }
    Ok(result)
}

/// Set.prototype.isSubsetOf (24.2.4.11)
fn is_subset_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.isSubsetOf")?;
    let other = get_set_record(ctx, args.get(0))?;
    if len(s) > other.size {
        return Ok(Value::FALSE);
    }
    Ok(each(ctx, s, |ctx, v| other.has(ctx, v))?.into())
}

/// Whether the Set answers `wanted` for every key of the other; an iteration cut short is closed.
fn all_keys(ctx: &mut Scope<'_>, s: Object<'_>, other: &SetRecord, wanted: bool) -> JsResult<bool> {
    let keys = other.keys(ctx)?;
    while let Some(v) = ctx.iter_next(keys)? {
        if contains(ctx, s, v)? != wanted {
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
    if len(s) < other.size {
        return Ok(Value::FALSE);
    }
    Ok(all_keys(ctx, s, &other, true)?.into())
}

/// Set.prototype.isDisjointFrom (24.2.4.10)
fn is_disjoint_from<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.isDisjointFrom")?;
    let other = get_set_record(ctx, args.get(0))?;
    if len(s) <= other.size {
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
