//! Array methods that call a function for each element: every, filter, find and its kin, flatMap,
//! forEach, map, reduce, reduceRight, some.

use crate::array::{array_species_create, create_at, flatten_value, get_at, get_present, next_index, previous_index};
use crate::table::{Method, callable_argument, define_methods};
use yarrow_core::{Args, Context, JsResult, Root, Value};

/// ToObject of the receiver, its length, and the check of the callback: how all of them begin.
fn begin(ctx: &mut Context, args: Args) -> JsResult<(Root, u64)> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    callable_argument(ctx, args, 0)?;
    Ok((o, length))
}

fn call_back(ctx: &mut Context, args: Args, o: &Root, v: Value, k: u64) -> JsResult<Value> {
    ctx.call(args.get(0), args.get(1), &[v, Value::number(k as f64), o.get()])
}

/// Array.prototype.forEach (23.1.3.15)
fn for_each(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = begin(ctx, args)?;
    let mut from = 0;
    while let Some(k) = next_index(ctx, o.object(), &mut from, length) {
        if let Some(v) = get_present(ctx, o.object(), k)? {
            call_back(ctx, args, &o, v, k)?;
        }
    }
    Ok(Value::UNDEFINED)
}

/// Array.prototype.map (23.1.3.21)
fn map(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = begin(ctx, args)?;
    let a = array_species_create(ctx, o.object(), length)?;
    let a = ctx.root(a);
    let mut from = 0;
    while let Some(k) = next_index(ctx, o.object(), &mut from, length) {
        if let Some(v) = get_present(ctx, o.object(), k)? {
            let mapped = call_back(ctx, args, &o, v, k)?;
            create_at(ctx, a.object(), k, mapped)?;
        }
    }
    Ok(a.get())
}

/// Array.prototype.filter (23.1.3.8)
fn filter(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = begin(ctx, args)?;
    let a = array_species_create(ctx, o.object(), 0)?;
    let a = ctx.root(a);
    let v = ctx.root(Value::UNDEFINED);
    let mut to = 0;
    let mut from = 0;
    while let Some(k) = next_index(ctx, o.object(), &mut from, length) {
        let Some(element) = get_present(ctx, o.object(), k)? else { continue };
        v.set(element);
        let selected = call_back(ctx, args, &o, element, k)?;
        if ctx.to_boolean(selected) {
            create_at(ctx, a.object(), to, v.get())?;
            to += 1;
        }
    }
    Ok(a.get())
}

/// Calls the predicate until it answers `wanted`; whether it did.
fn any(ctx: &mut Context, args: Args, wanted: bool) -> JsResult<bool> {
    let (o, length) = begin(ctx, args)?;
    let mut from = 0;
    while let Some(k) = next_index(ctx, o.object(), &mut from, length) {
        if let Some(v) = get_present(ctx, o.object(), k)? {
            let result = call_back(ctx, args, &o, v, k)?;
            if ctx.to_boolean(result) == wanted {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Array.prototype.some (23.1.3.29)
fn some(ctx: &mut Context, args: Args) -> JsResult<Value> {
    Ok(any(ctx, args, true)?.into())
}

/// Array.prototype.every (23.1.3.6)
fn every(ctx: &mut Context, args: Args) -> JsResult<Value> {
    Ok((!any(ctx, args, false)?).into())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Ascending,
    Descending,
}

/// FindViaPredicate (23.1.3.12.1): index and value.
fn find_via_predicate(ctx: &mut Context, args: Args, direction: Direction) -> JsResult<Option<(u64, Value)>> {
    let (o, length) = begin(ctx, args)?;
    let v = ctx.root(Value::UNDEFINED);
    for i in 0..length {
        let k = if direction == Direction::Ascending { i } else { length - 1 - i };
        v.set(get_at(ctx, o.object(), k)?);
        let found = call_back(ctx, args, &o, v.get(), k)?;
        if ctx.to_boolean(found) {
            return Ok(Some((k, v.get())));
        }
    }
    Ok(None)
}

fn value_of_find(found: Option<(u64, Value)>) -> Value {
    found.map_or(Value::UNDEFINED, |(_, v)| v)
}

fn index_of_find(found: Option<(u64, Value)>) -> Value {
    found.map_or(Value::int(-1), |(k, _)| Value::number(k as f64))
}

/// Array.prototype.find (23.1.3.9)
fn find(ctx: &mut Context, args: Args) -> JsResult<Value> {
    Ok(value_of_find(find_via_predicate(ctx, args, Direction::Ascending)?))
}

/// Array.prototype.findIndex (23.1.3.10)
fn find_index(ctx: &mut Context, args: Args) -> JsResult<Value> {
    Ok(index_of_find(find_via_predicate(ctx, args, Direction::Ascending)?))
}

/// Array.prototype.findLast (23.1.3.11)
fn find_last(ctx: &mut Context, args: Args) -> JsResult<Value> {
    Ok(value_of_find(find_via_predicate(ctx, args, Direction::Descending)?))
}

/// Array.prototype.findLastIndex (23.1.3.12)
fn find_last_index(ctx: &mut Context, args: Args) -> JsResult<Value> {
    Ok(index_of_find(find_via_predicate(ctx, args, Direction::Descending)?))
}

/// Array.prototype.flatMap (23.1.3.14)
fn flat_map(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = begin(ctx, args)?;
    let a = array_species_create(ctx, o.object(), 0)?;
    let a = ctx.root(a);
    let mut to = 0;
    let mut from = 0;
    while let Some(k) = next_index(ctx, o.object(), &mut from, length) {
        to = ctx.scope(|ctx| {
            let Some(v) = get_present(ctx, o.object(), k)? else { return Ok(to) };
            let mapped = call_back(ctx, args, &o, v, k)?;
            flatten_value(ctx, a, mapped, to, 1.0)
        })?;
    }
    Ok(a.get())
}

fn reduce_in(ctx: &mut Context, args: Args, direction: Direction) -> JsResult<Value> {
    let (o, length) = begin(ctx, args)?;
    let accumulator = ctx.root(args.get(1));
    let mut started = args.len() > 1;
    let (mut from, mut end) = (0, length);
    loop {
        let next = match direction {
            Direction::Ascending => next_index(ctx, o.object(), &mut from, end),
            Direction::Descending => previous_index(ctx, o.object(), &mut end),
        };
        let Some(k) = next else { break };
        let Some(v) = get_present(ctx, o.object(), k)? else { continue };
        if started {
            let words = [accumulator.get(), v, Value::number(k as f64), o.get()];
            accumulator.set(ctx.call(args.get(0), Value::UNDEFINED, &words)?);
        } else {
            accumulator.set(v);
            started = true;
        }
    }
    if started {
        return Ok(accumulator.get());
    }
    Err(ctx.throw_type_error(format_args!("Reduce of empty array with no initial value")))
}

/// Array.prototype.reduce (23.1.3.24)
fn reduce(ctx: &mut Context, args: Args) -> JsResult<Value> {
    reduce_in(ctx, args, Direction::Ascending)
}

/// Array.prototype.reduceRight (23.1.3.25)
fn reduce_right(ctx: &mut Context, args: Args) -> JsResult<Value> {
    reduce_in(ctx, args, Direction::Descending)
}

const METHODS: &[Method] = &[
    ("forEach", 1, for_each),
    ("map", 1, map),
    ("filter", 1, filter),
    ("some", 1, some),
    ("every", 1, every),
    ("find", 1, find),
    ("findIndex", 1, find_index),
    ("findLast", 1, find_last),
    ("findLastIndex", 1, find_last_index),
    ("flatMap", 1, flat_map),
    ("reduce", 1, reduce),
    ("reduceRight", 1, reduce_right),
];

pub fn install(ctx: &mut Context) -> JsResult<()> {
    let proto = ctx.intrinsics.array_prototype;
    define_methods(ctx, proto, METHODS)
}
