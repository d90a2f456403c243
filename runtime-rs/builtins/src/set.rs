//! Set (24.2) and its iterators (24.2.6). The methods that combine sets are in `algebra`.

mod algebra;

use crate::map::{define_species, this_collection, throw_requires_new};
use crate::table::{Method, callback, define_methods, define_tag};
use algebra::insert;
use yarrow_machine::builtin_iterator::{IteratorKind, iterator_of, new_iterator};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Native, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, Cursor, JsResult};

/// Adds each value of an iterable by the target's method `add`; `native` does what `insert` does.
pub(crate) fn add_values(
    ctx: &mut Scope<'_>,
    target: Object<'_>,
    iterable: Value<'_>,
    native: Native,
    insert: fn(&mut Scope<'_>, Object<'_>, Value<'_>) -> JsResult<()>,
) -> JsResult<()> {
    let key = ctx.names.add;
    let adder = ctx.get(target, key)?;
    if !adder.is_callable() {
        let text = ctx.describe(adder);
        return Err(
            ctx.throw_type_error(format_args!("'{text}' returned for property 'add' of object is not a function"))
        );
    }
    let direct = adder.as_object().is_some_and(|f| yarrow_objects::is_native(f, native));
    let iter = ctx.iter_open(iterable)?;
    loop {
        let ctx = &mut ctx.inner();
        let Some(v) = ctx.iter_next(iter)? else { break };
        let added = if direct { insert(ctx, target, v) } else { ctx.call(adder, target.value(), &[v]).map(|_| ()) };
        if let Err(throw) = added {
            return Err(ctx.iter_close_throw(iter, throw));
        }
        ctx.poll();
    }
    Ok(())
}

/// `Set ( [ iterable ] )` (24.2.2.1)
fn set<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, "Set"));
    }
    let default = ctx.intrinsics.set_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let s = ctx.new_collection(CellKind::Set, proto.value())?;
    if !args.get(0).is_nullish() {
        add_values(ctx, s, args.get(0), add, insert)?;
    }
    Ok(s.value())
}

/// Set.prototype.add (24.2.4.1)
fn add<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.add")?;
    insert(ctx, s, args.get(0))?;
    Ok(s.value())
}

/// Set.prototype.has (24.2.4.8)
fn has<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.has")?;
    Ok(ctx.map_contains(s, args.get(0))?.into())
}

/// Set.prototype.delete (24.2.4.4)
fn delete<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.delete")?;
    Ok(ctx.map_remove(s, args.get(0))?.into())
}

/// Set.prototype.clear (24.2.4.2)
fn clear<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.clear")?;
    ctx.map_clear(s);
    Ok(Value::UNDEFINED)
}

/// get Set.prototype.size (24.2.4.14)
fn size<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "get Set.prototype.size")?;
    Ok(Value::number(ctx.map_len(s) as f64))
}

/// Set.prototype.forEach (24.2.4.7)
fn for_each<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.forEach")?;
    let f = callback(ctx, args)?;
    let mut cursor = Cursor::default();
    let f = ctx.callee(f);
    loop {
        let ctx = &mut ctx.inner();
        let Some((k, _)) = ctx.map_next(s, &mut cursor) else { break };
        ctx.call_back(f, args.get(1), [k, k, s.value()])?;
    }
    Ok(Value::UNDEFINED)
}

/// Set.prototype.values (24.2.4.17), which is `keys` and `@@iterator` too
fn values<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.values")?;
    let proto = ctx.intrinsics.set_iterator_prototype;
    new_iterator(ctx, proto, IteratorKind::SetValues, s.value())
}

/// Set.prototype.entries (24.2.4.6)
fn entries<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_collection(ctx, args, CellKind::Set, "Set.prototype.entries")?;
    let proto = ctx.intrinsics.set_iterator_prototype;
    new_iterator(ctx, proto, IteratorKind::SetEntries, s.value())
}

/// %SetIteratorPrototype%.next (24.2.6.2.1)
fn next<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let kinds = [IteratorKind::SetValues, IteratorKind::SetEntries];
    let (iterator, kind) = iterator_of(ctx, args.this(), &kinds, "Set Iterator")?;
    let step = ctx.builtin_step(iterator, kind)?;
    Ok(ctx.new_iter_result(step.unwrap_or(Value::UNDEFINED), step.is_none())?.value())
}

const METHODS: &[Method] = &[
    ("add", 1, add),
    ("has", 1, has),
    ("delete", 1, delete),
    ("clear", 0, clear),
    ("forEach", 1, for_each),
    ("entries", 0, entries),
];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.set_prototype;
    let constructor = ctx.define_constructor("Set", 0, set, proto)?;
    define_species(ctx, constructor)?;
    define_methods(ctx, proto, METHODS)?;
    define_methods(ctx, proto, algebra::METHODS)?;
    let values = ctx.define_method(proto, "values", 0, values)?.value();
    ctx.set_intrinsic(values, |i, v| i.set_values = v);
    let (keys, iterator) = (ctx.names.keys, ctx.symbols.iterator);
    ctx.define_data(proto, keys.into(), values, Attrs::HIDDEN)?;
    ctx.define_data(proto, iterator.into(), values, Attrs::HIDDEN)?;
    let key = ctx.atom("size")?;
    ctx.define_accessor(proto, key.into(), "size", size, None)?;
    define_tag(ctx, proto, "Set")?;
    let proto = ctx.intrinsics.set_iterator_prototype;
    let next = ctx.define_method(proto, "next", 0, next)?.value();
    ctx.set_intrinsic(next, |i, v| i.set_iterator_next = v);
    define_tag(ctx, proto, "Set Iterator")
}
