//! %ArrayIteratorPrototype% (23.1.5), and Array.prototype.keys, values, entries.

use crate::table::{define_methods, define_tag};
use yarrow_machine::builtin_iterator::{BuiltinIteration, IteratorKind, iterator_of, new_iterator};
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult};

fn create<'s>(ctx: &mut Scope<'s>, args: Args<'s>, kind: IteratorKind) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let proto = ctx.intrinsics.array_iterator_prototype;
    new_iterator(ctx, proto, kind, o.value())
}

/// Array.prototype.keys (23.1.3.19)
fn keys<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create(ctx, args, IteratorKind::ArrayKeys)
}

/// Array.prototype.values (23.1.3.38)
fn values<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create(ctx, args, IteratorKind::ArrayValues)
}

/// Array.prototype.entries (23.1.3.5)
fn entries<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create(ctx, args, IteratorKind::ArrayEntries)
}

/// %ArrayIteratorPrototype%.next (23.1.5.2.1)
fn next<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let kinds = [IteratorKind::ArrayKeys, IteratorKind::ArrayValues, IteratorKind::ArrayEntries];
    let (iterator, kind) = iterator_of(ctx, args.this(), &kinds, "Array Iterator")?;
    if let Some(source) = iterator.source(ctx).as_object().filter(|source| source.is(CellKind::TypedArray)) {
        crate::typed_array::create::validate(ctx, source.value())?;
    }
    let step = ctx.builtin_step(iterator, kind)?;
    Ok(ctx.new_iter_result(step.unwrap_or(Value::UNDEFINED), step.is_none())?.value())
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.array_prototype;
    define_methods(ctx, proto, &[("keys", 0, keys), ("entries", 0, entries)])?;
    let values = ctx.define_method(proto, "values", 0, values)?.value();
    let key = ctx.symbols.iterator;
    ctx.define_data(proto, key.into(), values, Attrs::HIDDEN)?;
    ctx.set_intrinsic(values, |i, v| i.array_values = v);
    let proto = ctx.intrinsics.array_iterator_prototype;
    let next = ctx.define_method(proto, "next", 0, next)?.value();
    ctx.set_intrinsic(next, |i, v| i.array_iterator_next = v);
    define_tag(ctx, proto, "Array Iterator")
}
