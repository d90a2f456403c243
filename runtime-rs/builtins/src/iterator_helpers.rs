//! Iterator.prototype's methods (27.1.4): the lazy helpers and those that consume.
//!
//! A lazy helper is an iterator object that keeps the record of the iterator beneath it, the
//! function or the count, a counter, the inner record of `flatMap`, and its state.

use crate::table::{callable_argument, define_methods, define_tag};
use yarrow_core::{Args, CellKind, Context, JsResult, Object, Root, Throw, Value};

const BENEATH: usize = 0;
const FUNCTION: usize = 1;
const COUNTER: usize = 2;
const INNER: usize = 3;
const KIND: usize = 4;
const STATE: usize = 5;
const SLOTS: u16 = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Map,
    Filter,
    Take,
    Drop,
    FlatMap,
}

const KINDS: [Kind; 5] = [Kind::Map, Kind::Filter, Kind::Take, Kind::Drop, Kind::FlatMap];

const FRESH: i32 = 0;
const SUSPENDED: i32 = 1;
const RUNNING: i32 = 2;
const DONE: i32 = 3;

fn this_iterator(ctx: &mut Context, args: Args, name: &str) -> JsResult<Value> {
    if args.this().is_object() {
        return Ok(args.this());
    }
    let text = ctx.describe(args.this());
    Err(ctx.throw_type_error(format_args!("Iterator.prototype.{name} called on non-object: {text}")))
}

/// GetIteratorDirect (7.4.2), rooted.
fn iterator_direct(ctx: &mut Context, iterator: Value) -> JsResult<Root> {
    let record = ctx.iter_from_iterator(iterator)?;
    Ok(ctx.root(record))
}

/// The prototype of lazy helpers is the data of the functions that make them.
fn new_helper(ctx: &mut Context, args: Args, kind: Kind, beneath: Root, operand: Value) -> JsResult<Value> {
    let o = ctx.new_object_of_kind(CellKind::BuiltinIterator, args.data(), SLOTS)?;
    o.set_internal(BENEATH, beneath.get());
    o.set_internal(FUNCTION, operand);
    o.set_internal(COUNTER, Value::int(0));
    o.set_internal(KIND, Value::int(kind as i32));
    o.set_internal(STATE, Value::int(FRESH));
    Ok(o.value())
}

fn helper_with_function(ctx: &mut Context, args: Args, kind: Kind, name: &str) -> JsResult<Value> {
    let iterator = this_iterator(ctx, args, name)?;
    let f = callable_argument(ctx, args, 0)?;
    let beneath = iterator_direct(ctx, iterator)?;
    new_helper(ctx, args, kind, beneath, f)
}

fn helper_with_limit(ctx: &mut Context, args: Args, kind: Kind, name: &str) -> JsResult<Value> {
    let iterator = this_iterator(ctx, args, name)?;
    let n = ctx.to_number(args.get(0))?;
    let limit = n.trunc() + 0.0;
    if n.is_nan() || limit < 0.0 {
        let text = ctx.describe(args.get(0));
        return Err(ctx.throw_range_error(format_args!("{text} must be positive")));
    }
    let beneath = iterator_direct(ctx, iterator)?;
    new_helper(ctx, args, kind, beneath, Value::number(limit))
}

/// Iterator.prototype.drop (27.1.4.2)
fn iterator_drop(ctx: &mut Context, args: Args) -> JsResult<Value> {
    helper_with_limit(ctx, args, Kind::Drop, "drop")
}

/// Iterator.prototype.filter (27.1.4.4)
fn iterator_filter(ctx: &mut Context, args: Args) -> JsResult<Value> {
    helper_with_function(ctx, args, Kind::Filter, "filter")
}

/// Iterator.prototype.flatMap (27.1.4.6)
fn iterator_flat_map(ctx: &mut Context, args: Args) -> JsResult<Value> {
    helper_with_function(ctx, args, Kind::FlatMap, "flatMap")
}

/// Iterator.prototype.map (27.1.4.8)
fn iterator_map(ctx: &mut Context, args: Args) -> JsResult<Value> {
    helper_with_function(ctx, args, Kind::Map, "map")
}

/// Iterator.prototype.take (27.1.4.11)
fn iterator_take(ctx: &mut Context, args: Args) -> JsResult<Value> {
    helper_with_limit(ctx, args, Kind::Take, "take")
}

/// Calls the function of a helper with a value and the counter, which advances; closes the
/// iterator beneath if it throws.
fn call_function(ctx: &mut Context, o: Root, value: Value) -> JsResult<Value> {
    let n = o.object().internal(COUNTER).as_number().unwrap_or(0.0);
    o.object().set_internal(COUNTER, Value::number(n + 1.0));
    let f = o.object().internal(FUNCTION);
    ctx.call(f, Value::UNDEFINED, &[value, Value::number(n)]).map_err(|throw| close(ctx, o, throw))
}

fn close(ctx: &mut Context, o: Root, throw: Throw) -> Throw {
    let beneath = o.object().internal(BENEATH);
    ctx.iter_close_throw(beneath, throw)
}

/// One step of a helper: its next value, or `None` at its end.
fn step(ctx: &mut Context, o: Root, kind: Kind) -> JsResult<Option<Value>> {
    let beneath = o.object().internal(BENEATH);
    let left = o.object().internal(FUNCTION).as_number().unwrap_or(0.0);
    match kind {
        Kind::Map => match ctx.iter_next(beneath)? {
            None => Ok(None),
            Some(v) => call_function(ctx, o, v).map(Some),
        },
        Kind::Filter => {
            while let Some(v) = ctx.iter_next(o.object().internal(BENEATH))? {
                let kept = ctx.scope(|ctx| {
                    let v = ctx.root(v);
                    let verdict = call_function(ctx, o, v.get())?;
                    Ok(ctx.to_boolean(verdict).then(|| v.get()))
                })?;
                if kept.is_some() {
                    return Ok(kept);
                }
            }
            Ok(None)
        }
        Kind::Take => {
            if left <= 0.0 {
                ctx.iter_close(beneath)?;
                return Ok(None);
            }
            o.object().set_internal(FUNCTION, Value::number(left - 1.0));
            ctx.iter_next(beneath)
        }
        Kind::Drop => {
            let mut left = left;
            while left > 0.0 {
                left -= 1.0;
                if ctx.iter_next(o.object().internal(BENEATH))?.is_none() {
                    return Ok(None);
                }
            }
            o.object().set_internal(FUNCTION, Value::int(0));
            ctx.iter_next(o.object().internal(BENEATH))
        }
        Kind::FlatMap => flat_map_step(ctx, o),
    }
}

fn flat_map_step(ctx: &mut Context, o: Root) -> JsResult<Option<Value>> {
    loop {
        let inner = o.object().internal(INNER);
        if !inner.is_undefined() {
            match ctx.iter_next(inner) {
                Ok(Some(v)) => return Ok(Some(v)),
                Ok(None) => o.object().set_internal(INNER, Value::UNDEFINED),
                Err(throw) => return Err(close(ctx, o, throw)),
            }
        }
        let Some(v) = ctx.iter_next(o.object().internal(BENEATH))? else { return Ok(None) };
        let mapped = call_function(ctx, o, v)?;
        match open_flattenable(ctx, mapped) {
            Ok(record) => o.object().set_internal(INNER, record),
            Err(throw) => return Err(close(ctx, o, throw)),
        }
    }
}

/// GetIteratorFlattenable (7.4.5), strings rejected.
fn open_flattenable(ctx: &mut Context, v: Value) -> JsResult<Value> {
    if !v.is_object() {
        let text = ctx.describe(v);
        return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
    }
    ctx.scope(|ctx| {
        let v = ctx.root(v);
        let key = ctx.symbols.iterator;
        let method = ctx.get_method(v.get(), key)?;
        if method.is_undefined() {
            return ctx.iter_from_iterator(v.get());
        }
        let iterator = ctx.call(method, v.get(), &[])?;
        ctx.iter_from_iterator(iterator)
    })
}

/// The helper that `this` is, its kind and its state.
fn this_helper(ctx: &mut Context, args: Args, name: &str) -> JsResult<(Object, Kind, i32)> {
    if let Some(o) = args.this().as_kind(CellKind::BuiltinIterator)
        && Some(ctx.prototype_of(o)) == home(args)
    {
        let kind = KINDS[o.internal(KIND).as_int().unwrap_or(0) as usize % KINDS.len()];
        return Ok((o, kind, o.internal(STATE).as_int().unwrap_or(DONE)));
    }
    let text = ctx.describe(args.this());
    Err(ctx.throw_type_error(format_args!("Iterator Helper.prototype.{name} called on incompatible receiver {text}")))
}

/// The prototype of helpers, which is the data of their methods.
fn home(args: Args) -> Option<Value> {
    Some(args.data()).filter(|v| v.is_object())
}

fn throw_running(ctx: &mut Context) -> Throw {
    ctx.throw_type_error(format_args!("Generator is already running"))
}

/// %IteratorHelperPrototype%.next (27.1.2.1.1)
fn helper_next(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, kind, state) = this_helper(ctx, args, "next")?;
    match state {
        RUNNING => return Err(throw_running(ctx)),
        DONE => return Ok(ctx.new_iter_result(Value::UNDEFINED, true)?.value()),
        _ => o.set_internal(STATE, Value::int(RUNNING)),
    }
    let o = ctx.root(o);
    let stepped = step(ctx, o, kind);
    let state = if matches!(stepped, Ok(Some(_))) { SUSPENDED } else { DONE };
    o.object().set_internal(STATE, Value::int(state));
    let value = stepped?;
    Ok(ctx.new_iter_result(value.unwrap_or(Value::UNDEFINED), value.is_none())?.value())
}

/// %IteratorHelperPrototype%.return (27.1.2.1.2)
fn helper_return(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, _, state) = this_helper(ctx, args, "return")?;
    match state {
        RUNNING => return Err(throw_running(ctx)),
        DONE => {}
        _ => {
            o.set_internal(STATE, Value::int(DONE));
            let o = ctx.root(o);
            let inner = o.object().internal(INNER);
            if !inner.is_undefined()
                && let Err(throw) = ctx.iter_close(inner)
            {
                return Err(close(ctx, o, throw));
            }
            ctx.iter_close(o.object().internal(BENEATH))?;
        }
    }
    Ok(ctx.new_iter_result(Value::UNDEFINED, true)?.value())
}

/// What a consuming method does after a call of its function.
enum Verdict {
    Continue,
    Stop(Value),
}

/// Calls the function argument for each value until a verdict ends it, closing the iterator.
fn consume(
    ctx: &mut Context,
    args: Args,
    name: &str,
    mut judge: impl FnMut(&Context, Value, Value) -> Verdict,
) -> JsResult<Option<Value>> {
    let iterator = this_iterator(ctx, args, name)?;
    let f = callable_argument(ctx, args, 0)?;
    let record = iterator_direct(ctx, iterator)?;
    let mut k = 0.0;
    while let Some(v) = ctx.iter_next(record.get())? {
        let verdict = ctx.scope(|ctx| {
            let v = ctx.root(v);
            let result = ctx.call(f, Value::UNDEFINED, &[v.get(), Value::number(k)]);
            result.map(|r| judge(ctx, v.get(), r))
        });
        match verdict {
            Ok(Verdict::Continue) => {}
            Ok(Verdict::Stop(result)) => {
                let result = ctx.root(result);
                ctx.iter_close(record.get())?;
                return Ok(Some(result.get()));
            }
            Err(throw) => return Err(ctx.iter_close_throw(record.get(), throw)),
        }
        k += 1.0;
    }
    Ok(None)
}

/// Iterator.prototype.every (27.1.4.3)
fn iterator_every(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let found =
        consume(
            ctx,
            args,
            "every",
            |ctx, _, r| {
                if ctx.to_boolean(r) { Verdict::Continue } else { Verdict::Stop(Value::FALSE) }
            },
        )?;
    Ok(found.unwrap_or(Value::TRUE))
}

/// Iterator.prototype.find (27.1.4.5)
fn iterator_find(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let found =
        consume(ctx, args, "find", |ctx, v, r| if ctx.to_boolean(r) { Verdict::Stop(v) } else { Verdict::Continue })?;
    Ok(found.unwrap_or(Value::UNDEFINED))
}

/// Iterator.prototype.forEach (27.1.4.7)
fn iterator_for_each(ctx: &mut Context, args: Args) -> JsResult<Value> {
    consume(ctx, args, "forEach", |_, _, _| Verdict::Continue)?;
    Ok(Value::UNDEFINED)
}

/// Iterator.prototype.some (27.1.4.10)
fn iterator_some(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let found =
        consume(
            ctx,
            args,
            "some",
            |ctx, _, r| {
                if ctx.to_boolean(r) { Verdict::Stop(Value::TRUE) } else { Verdict::Continue }
            },
        )?;
    Ok(found.unwrap_or(Value::FALSE))
}

/// Iterator.prototype.reduce (27.1.4.9)
fn iterator_reduce(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let iterator = this_iterator(ctx, args, "reduce")?;
    let f = callable_argument(ctx, args, 0)?;
    let record = iterator_direct(ctx, iterator)?;
    let accumulator = ctx.root(args.get(1));
    let mut k = 0.0;
    if args.len() < 2 {
        match ctx.iter_next(record.get())? {
            Some(first) => accumulator.set(first),
            None => {
                return Err(ctx.throw_type_error(format_args!("Reduce of a done iterator with no initial value")));
            }
        }
        k = 1.0;
    }
    while let Some(v) = ctx.iter_next(record.get())? {
        match ctx.call(f, Value::UNDEFINED, &[accumulator.get(), v, Value::number(k)]) {
            Ok(result) => accumulator.set(result),
            Err(throw) => return Err(ctx.iter_close_throw(record.get(), throw)),
        }
        k += 1.0;
    }
    Ok(accumulator.get())
}

/// Iterator.prototype.toArray (27.1.4.12)
fn iterator_to_array(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let iterator = this_iterator(ctx, args, "toArray")?;
    let record = iterator_direct(ctx, iterator)?;
    let array = ctx.new_array(&[])?;
    let array = ctx.root(array);
    ctx.iter_collect(record.get(), array.object())?;
    Ok(array.get())
}

pub fn install(ctx: &mut Context) -> JsResult<()> {
    use yarrow_core::{Attrs, Native};
    let proto = ctx.intrinsics.iterator_prototype;
    let helper = ctx.new_object_with(proto.value())?;
    let lazy: [(&str, u16, Native, Object); 7] = [
        ("next", 0, helper_next, helper),
        ("return", 0, helper_return, helper),
        ("drop", 1, iterator_drop, proto),
        ("filter", 1, iterator_filter, proto),
        ("flatMap", 1, iterator_flat_map, proto),
        ("map", 1, iterator_map, proto),
        ("take", 1, iterator_take, proto),
    ];
    for (name, length, native, on) in lazy {
        let atom = ctx.atom(name)?;
        let f = ctx.new_native_with_data(atom, length, native, helper.value())?;
        ctx.define_data(on, atom.into(), f.value(), Attrs::HIDDEN)?;
    }
    define_tag(ctx, helper, "Iterator Helper")?;
    define_methods(
        ctx,
        proto,
        &[
            ("every", 1, iterator_every),
            ("find", 1, iterator_find),
            ("forEach", 1, iterator_for_each),
            ("reduce", 1, iterator_reduce),
            ("some", 1, iterator_some),
            ("toArray", 0, iterator_to_array),
        ],
    )
}
