//! Map (24.1) and its iterators (24.1.5).

use crate::table::{Method, callable_argument, callback, define_methods, define_tag};
use yarrow_machine::builtin_iterator::{IteratorKind, iterator_of, new_iterator};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Native, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, Cursor, JsResult, Throw};

fn return_this<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.this())
}

/// RequireInternalSlot for a collection.
pub(crate) fn this_collection<'s>(
    ctx: &mut Scope<'_>,
    args: Args<'s>,
    kind: CellKind,
    method: &str,
) -> JsResult<Object<'s>> {
    if let Some(o) = args.this().as_kind(kind) {
        return Ok(o);
    }
    let text = ctx.describe(args.this());
    Err(ctx.throw_type_error(format_args!("Method {method} called on incompatible receiver {text}")))
}

/// The TypeError for a constructor called without `new`.
pub(crate) fn throw_requires_new(ctx: &mut Scope<'_>, name: &str) -> Throw {
    ctx.throw_type_error(format_args!("Constructor {name} requires 'new'"))
}

/// Defines `@@species` with the getter that returns `this`.
pub(crate) fn define_species(ctx: &mut Scope<'_>, constructor: Object<'_>) -> JsResult<()> {
    let key = ctx.symbols.species;
    ctx.define_accessor(constructor, key.into(), "[Symbol.species]", return_this, None)
}

/// AddEntriesFromIterable (24.1.1.2), with the target's method `set` as the adder. `native` does what `insert` does.
pub(crate) fn add_entries(
    ctx: &mut Scope<'_>,
    target: Object<'_>,
    iterable: Value<'_>,
    native: Native,
    insert: fn(&mut Scope<'_>, Object<'_>, Value<'_>, Value<'_>) -> JsResult<()>,
) -> JsResult<()> {
    let key = ctx.names.set;
    let adder = ctx.get(target, key)?;
    if !adder.is_callable() {
        let text = ctx.describe(adder);
        return Err(
            ctx.throw_type_error(format_args!("'{text}' returned for property 'set' of object is not a function"))
        );
    }
    let direct = adder.as_object().is_some_and(|f| yarrow_objects::is_native(f, native));
    let iter = ctx.iter_open(iterable)?;
    let add = |ctx: &mut Scope<'_>, item: Value<'_>| {
        let Some(o) = item.as_object() else {
            let text = ctx.describe(item);
            return Err(ctx.throw_type_error(format_args!("Iterator value {text} is not an entry object")));
        };
        let k = ctx.get(o, 0u32)?;
        let v = ctx.get(o, 1u32)?;
        if direct {
            return insert(ctx, target, k, v);
        }
        ctx.call(adder, target.value(), &[k, v])?;
        Ok(())
    };
    loop {
        let ctx = &mut ctx.inner();
        let Some(item) = ctx.iter_next(iter)? else { break };
        if let Err(throw) = add(ctx, item) {
            return Err(ctx.iter_close_throw(iter, throw));
        }
        ctx.poll();
    }
    Ok(())
}

/// `Map ( [ iterable ] )` (24.1.1.1)
fn map<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, "Map"));
    }
    let default = ctx.intrinsics.map_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let m = ctx.new_collection(CellKind::Map, proto.value())?;
    if !args.get(0).is_nullish() {
        add_entries(ctx, m, args.get(0), set, |ctx, m, k, v| ctx.map_insert(m, k, v))?;
    }
    Ok(m.value())
}

/// Map.groupBy (24.1.2.1)
fn group_by<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.get(0).is_nullish() {
        let text = ctx.describe(args.get(0));
        return Err(ctx.throw_type_error(format_args!("{text} is not iterable")));
    }
    let f = callable_argument(ctx, args, 1)?;
    let proto = ctx.intrinsics.map_prototype.value();
    let groups = ctx.new_collection(CellKind::Map, proto)?;
    let iter = ctx.iter_open(args.get(0))?;
    let mut k = 0.0;
    let add = |ctx: &mut Scope<'_>, v: Value<'_>, k: f64| {
        let key = ctx.call(f, Value::UNDEFINED, &[v, Value::number(k)])?;
        let group = match ctx.map_get(groups, key)?.and_then(Value::as_object) {
            Some(group) => group,
            None => {
                let group = ctx.new_array(&[])?;
                ctx.map_insert(groups, key, group.value())?;
                group
            }
        };
        ctx.array_push(group, v)
    };
    loop {
        let ctx = &mut ctx.inner();
        let Some(v) = ctx.iter_next(iter)? else { break };
        if let Err(throw) = add(ctx, v, k) {
            return Err(ctx.iter_close_throw(iter, throw));
        }
        k += 1.0;
    }
    Ok(groups.value())
}

/// Map.prototype.get (24.1.3.6)
fn get<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::Map, "Map.prototype.get")?;
    Ok(ctx.map_get(m, args.get(0))?.unwrap_or(Value::UNDEFINED))
}

/// Map.prototype.set (24.1.3.9)
fn set<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::Map, "Map.prototype.set")?;
    ctx.map_insert(m, args.get(0), args.get(1))?;
    Ok(m.value())
}

/// Map.prototype.getOrInsert (24.1.3.8)
fn get_or_insert<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::Map, "Map.prototype.getOrInsert")?;
    if let Some(v) = ctx.map_get(m, args.get(0))? {
        return Ok(v);
    }
    ctx.map_insert(m, args.get(0), args.get(1))?;
    Ok(args.get(1))
}

/// What the two methods `getOrInsertComputed` have in common, once the key has been checked.
pub(crate) fn insert_computed<'s>(ctx: &mut Scope<'s>, args: Args<'s>, m: Object<'_>) -> JsResult<Value<'s>> {
    let f = callable_argument(ctx, args, 1)?;
    let key = ctx.canonical_key(args.get(0))?;
    if let Some(v) = ctx.map_get(m, key)? {
        return Ok(v);
    }
    let v = ctx.call(f, Value::UNDEFINED, &[key])?;
    ctx.map_insert(m, key, v)?;
    Ok(v)
}

/// Map.prototype.getOrInsertComputed (24.1.3.9)
fn get_or_insert_computed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::Map, "Map.prototype.getOrInsertComputed")?;
    insert_computed(ctx, args, m)
}

/// Map.prototype.has (24.1.3.7)
fn has<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::Map, "Map.prototype.has")?;
    Ok(ctx.map_contains(m, args.get(0))?.into())
}

/// Map.prototype.delete (24.1.3.3)
fn delete<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::Map, "Map.prototype.delete")?;
    Ok(ctx.map_remove(m, args.get(0))?.into())
}

/// Map.prototype.clear (24.1.3.1)
fn clear<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::Map, "Map.prototype.clear")?;
    ctx.map_clear(m);
    Ok(Value::UNDEFINED)
}

/// get Map.prototype.size (24.1.3.10)
fn size<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::Map, "get Map.prototype.size")?;
    Ok(Value::number(ctx.map_len(m) as f64))
}

/// Map.prototype.forEach (24.1.3.5)
fn for_each<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::Map, "Map.prototype.forEach")?;
    let f = callback(ctx, args)?;
    let mut cursor = Cursor::default();
    let f = ctx.callee(f);
    loop {
        let ctx = &mut ctx.inner();
        let Some((k, v)) = ctx.map_next(m, &mut cursor) else { break };
        ctx.call_back(f, args.get(1), [v, k, m.value()])?;
    }
    Ok(Value::UNDEFINED)
}

fn create_iterator<'s>(ctx: &mut Scope<'s>, args: Args<'s>, kind: IteratorKind, method: &str) -> JsResult<Value<'s>> {
    let m = this_collection(ctx, args, CellKind::Map, method)?;
    let proto = ctx.intrinsics.map_iterator_prototype;
    new_iterator(ctx, proto, kind, m.value())
}

/// Map.prototype.keys (24.1.3.8)
fn keys<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create_iterator(ctx, args, IteratorKind::MapKeys, "Map.prototype.keys")
}

/// Map.prototype.values (24.1.3.11)
fn values<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create_iterator(ctx, args, IteratorKind::MapValues, "Map.prototype.values")
}

/// Map.prototype.entries (24.1.3.4)
fn entries<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create_iterator(ctx, args, IteratorKind::MapEntries, "Map.prototype.entries")
}

/// %MapIteratorPrototype%.next (24.1.5.2.1)
fn next<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let kinds = [IteratorKind::MapKeys, IteratorKind::MapValues, IteratorKind::MapEntries];
    let (iterator, kind) = iterator_of(ctx, args.this(), &kinds, "Map Iterator")?;
    let step = ctx.builtin_step(iterator, kind)?;
    Ok(ctx.new_iter_result(step.unwrap_or(Value::UNDEFINED), step.is_none())?.value())
}

const METHODS: &[Method] = &[
    ("get", 1, get),
    ("getOrInsert", 2, get_or_insert),
    ("getOrInsertComputed", 2, get_or_insert_computed),
    ("set", 2, set),
    ("has", 1, has),
    ("delete", 1, delete),
    ("clear", 0, clear),
    ("forEach", 1, for_each),
    ("keys", 0, keys),
    ("values", 0, values),
];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.map_prototype;
    let constructor = ctx.define_constructor("Map", 0, map, proto)?;
    define_species(ctx, constructor)?;
    ctx.define_method(constructor, "groupBy", 2, group_by)?;
    define_methods(ctx, proto, METHODS)?;
    let entries = ctx.define_method(proto, "entries", 0, entries)?.value();
    ctx.set_intrinsic(entries, |i, v| i.map_entries = v);
    let key = ctx.symbols.iterator;
    ctx.define_data(proto, key.into(), entries, Attrs::HIDDEN)?;
    let key = ctx.atom("size")?;
    ctx.define_accessor(proto, key.into(), "size", size, None)?;
    define_tag(ctx, proto, "Map")?;
    let proto = ctx.intrinsics.map_iterator_prototype;
    let next = ctx.define_method(proto, "next", 0, next)?.value();
    ctx.set_intrinsic(next, |i, v| i.map_iterator_next = v);
    define_tag(ctx, proto, "Map Iterator")
}

#[cfg(test)]
mod tests;
