//! The methods that combine a Set with a set-like (24.2.4): union, intersection, difference,
//! symmetricDifference, isSubsetOf, isSupersetOf, isDisjointFrom.

use super::insert;
use crate::map::{remove, this_collection};
use crate::old_table::Method;
use yarrow_core::{Args, CellKind, Context, Cursor, JsResult, Object, Root, Value};

/// A Set Record (24.2.1.1), rooted.
struct SetRecord {
    object: Root,
    size: f64,
    has: Root,
    keys: Root,
}

/// GetSetRecord (24.2.1.2)
fn get_set_record(ctx: &mut Context, v: Value) -> JsResult<SetRecord> {
    let Some(o) = v.as_object() else {
        let text = ctx.describe(v);
        return Err(ctx.throw_type_error(format_args!("The \"other\" argument must be of type object, got {text}")));
    };
    let object = ctx.root(o);
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

fn callable_property(ctx: &mut Context, o: &Root, key: yarrow_core::PropertyKey, name: &str) -> JsResult<Root> {
    let f = ctx.get(o.object(), key)?;
    if f.is_callable() {
        return Ok(ctx.root(f));
    }
    Err(ctx.throw_type_error(format_args!("The '{name}' property must be a function")))
}

impl SetRecord {
    fn has(&self, ctx: &mut Context, v: Value) -> JsResult<bool> {
        let found = ctx.call(self.has.get(), self.object.get(), &[v])?;
        Ok(ctx.to_boolean(found))
    }

    /// GetIteratorFromMethod of `keys`, rooted.
    fn keys(&self, ctx: &mut Context) -> JsResult<Root> {
        let iterator = ctx.call(self.keys.get(), self.object.get(), &[])?;
        if !iterator.is_object() {
            let text = ctx.describe(iterator);
            return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
        }
        let iter = ctx.iter_from_iterator(iterator)?;
        Ok(ctx.root(iter))
    }
}

fn contains(ctx: &mut Context, s: Object, v: Value) -> JsResult<bool> {
    let key = ctx.map_key(v)?;
    Ok(s.map_table().contains(key))
}

fn new_set(ctx: &mut Context, from: Option<Object>) -> JsResult<Root> {
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
fn union(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.union")?;
    let other = get_set_record(ctx, args.get(0))?;
    let keys = other.keys(ctx)?;
    let result = new_set(ctx, Some(s))?;
    while let Some(v) = ctx.iter_next(keys.get())? {
        insert(ctx, result.object(), v)?;
    }
    Ok(result.get())
}

/// Calls `f` for each element of the Set, those added meanwhile included, until it answers false.
fn each(ctx: &mut Context, s: Object, mut f: impl FnMut(&mut Context, Value) -> JsResult<bool>) -> JsResult<bool> {
    let mut cursor = Cursor::default();
    while let Some((k, _)) = s.map_table().next(&mut cursor) {
        let going = ctx.scope(|ctx| {
            let k = ctx.root(k.value());
            f(ctx, k.get())
        })?;
        if !going {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Set.prototype.intersection (24.2.4.9)
fn intersection(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.intersection")?;
    let other = get_set_record(ctx, args.get(0))?;
    let result = new_set(ctx, None)?;
    if len(s) <= other.size {
        each(ctx, s, |ctx, v| {
            if other.has(ctx, v)? {
                insert(ctx, result.object(), v)?;
            }
            Ok(true)
        })?;
    } else {
        let keys = other.keys(ctx)?;
        while let Some(v) = ctx.iter_next(keys.get())? {
            if contains(ctx, s, v)? {
                insert(ctx, result.object(), v)?;
            }
        }
    }
    Ok(result.get())
}

/// Set.prototype.difference (24.2.4.5)
fn difference(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.difference")?;
    let other = get_set_record(ctx, args.get(0))?;
    let result = new_set(ctx, Some(s))?;
    if len(s) <= other.size {
        each(ctx, s, |ctx, v| {
            if other.has(ctx, v)? {
                remove(ctx, result.object(), v)?;
            }
            Ok(true)
        })?;
    } else {
        let keys = other.keys(ctx)?;
        while let Some(v) = ctx.iter_next(keys.get())? {
            remove(ctx, result.object(), v)?;
        }
    }
    Ok(result.get())
}

/// Set.prototype.symmetricDifference (24.2.4.15)
fn symmetric_difference(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.symmetricDifference")?;
    let other = get_set_record(ctx, args.get(0))?;
    let keys = other.keys(ctx)?;
    let result = new_set(ctx, Some(s))?;
    while let Some(v) = ctx.iter_next(keys.get())? {
        if contains(ctx, s, v)? {
            remove(ctx, result.object(), v)?;
        } else {
            insert(ctx, result.object(), v)?;
        }
    }
    Ok(result.get())
}

/// Set.prototype.isSubsetOf (24.2.4.11)
fn is_subset_of(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.isSubsetOf")?;
    let other = get_set_record(ctx, args.get(0))?;
    if len(s) > other.size {
        return Ok(Value::FALSE);
    }
    Ok(each(ctx, s, |ctx, v| other.has(ctx, v))?.into())
}

/// Whether the Set answers `wanted` for every key of the other; an iteration cut short is closed.
fn all_keys(ctx: &mut Context, s: Object, other: &SetRecord, wanted: bool) -> JsResult<bool> {
    let keys = other.keys(ctx)?;
    while let Some(v) = ctx.iter_next(keys.get())? {
        if contains(ctx, s, v)? != wanted {
            ctx.iter_close(keys.get())?;
            return Ok(false);
        }
    }
    Ok(true)
}

/// Set.prototype.isSupersetOf (24.2.4.12)
fn is_superset_of(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.isSupersetOf")?;
    let other = get_set_record(ctx, args.get(0))?;
    if len(s) < other.size {
        return Ok(Value::FALSE);
    }
    Ok(all_keys(ctx, s, &other, true)?.into())
}

/// Set.prototype.isDisjointFrom (24.2.4.10)
fn is_disjoint_from(ctx: &mut Context, args: Args) -> JsResult<Value> {
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
