//! Array methods that call a function for each element: every, filter, find and its kin, flatMap,
//! forEach, map, reduce, reduceRight, some.

use crate::array::access::this_array_like;
use crate::array::{array_species_create, create_at, flatten_value, get_at, get_present, next_index, previous_index};
use crate::callback::{Callback, index_value};
use crate::table::{Method, callable_argument, define_methods};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Object, Scope, Value};

/// ToObject of the receiver, its length, and the check of the callback: how all of them begin.
fn begin<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<(Object<'s>, u64)> {
    let o = this_array_like(ctx, args)?;
    let length = ctx.length_of(o)?;
    callable_argument(ctx, args, 0)?;
    Ok((o, length))
}

/// Array.prototype.forEach (23.1.3.15)
fn for_each<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = begin(ctx, args)?;
    let back = Callback::new(ctx, args, o);
    let mut from = 0;
    while let Some(k) = next_index(ctx, o, &mut from, length) {
        let ctx = &mut ctx.inner();
        if let Some(v) = get_present(ctx, o, k)? {
            back.call(ctx, v, k)?;
        }
    }
    Ok(Value::UNDEFINED)
}

/// Array.prototype.map (23.1.3.21)
fn map<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = begin(ctx, args)?;
    let back = Callback::new(ctx, args, o);
    let a = array_species_create(ctx, o, length)?;
    let mut from = 0;
    while let Some(k) = next_index(ctx, o, &mut from, length) {
        let ctx = &mut ctx.inner();
        if let Some(v) = get_present(ctx, o, k)? {
            let mapped = back.call(ctx, v, k)?;
            create_at(ctx, a, k, mapped)?;
        }
    }
    Ok(a.value())
}

/// Array.prototype.filter (23.1.3.8)
fn filter<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = begin(ctx, args)?;
    let back = Callback::new(ctx, args, o);
    let a = array_species_create(ctx, o, 0)?;
    let mut to = 0;
    let mut from = 0;
    while let Some(k) = next_index(ctx, o, &mut from, length) {
        let ctx = &mut ctx.inner();
        let Some(v) = get_present(ctx, o, k)? else { continue };
        let selected = back.call(ctx, v, k)?;
        if ctx.to_boolean(selected) {
            create_at(ctx, a, to, v)?;
            to += 1;
        }
    }
    Ok(a.value())
}

/// Calls the predicate until it returns `wanted`; whether it did.
fn any<'s>(ctx: &mut Scope<'s>, args: Args<'s>, wanted: bool) -> JsResult<bool> {
    let (o, length) = begin(ctx, args)?;
    let back = Callback::new(ctx, args, o);
    let mut from = 0;
    while let Some(k) = next_index(ctx, o, &mut from, length) {
        let ctx = &mut ctx.inner();
        if let Some(v) = get_present(ctx, o, k)? {
            let result = back.call(ctx, v, k)?;
            if ctx.to_boolean(result) == wanted {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Array.prototype.some (23.1.3.29)
fn some<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(any(ctx, args, true)?.into())
}

/// Array.prototype.every (23.1.3.6)
fn every<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok((!any(ctx, args, false)?).into())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Ascending,
    Descending,
}

/// FindViaPredicate (23.1.3.12.1): index and value.
fn find_via_predicate<'s>(
    ctx: &mut Scope<'s>,
    args: Args<'s>,
    direction: Direction,
) -> JsResult<Option<(u64, Value<'s>)>> {
    let (o, length) = begin(ctx, args)?;
    let back = Callback::new(ctx, args, o);
    for i in 0..length {
        let k = if direction == Direction::Ascending { i } else { length - 1 - i };
        let mut ctx = ctx.inner();
        let v = get_at(&mut ctx, o, k)?;
        let found = back.call(&mut ctx, v, k)?;
        if ctx.to_boolean(found) {
            return Ok(Some((k, ctx.escape(v))));
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
fn find<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(value_of_find(find_via_predicate(ctx, args, Direction::Ascending)?))
}

/// Array.prototype.findIndex (23.1.3.10)
fn find_index<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(index_of_find(find_via_predicate(ctx, args, Direction::Ascending)?))
}

/// Array.prototype.findLast (23.1.3.11)
fn find_last<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(value_of_find(find_via_predicate(ctx, args, Direction::Descending)?))
}

/// Array.prototype.findLastIndex (23.1.3.12)
fn find_last_index<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(index_of_find(find_via_predicate(ctx, args, Direction::Descending)?))
}

/// Array.prototype.flatMap (23.1.3.14)
fn flat_map<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    if !args.get(0).is_callable() {
        return Err(ctx.throw_type_error(format_args!("flatMap mapper function is not callable")));
    }
    let a = array_species_create(ctx, o, 0)?;
    let back = Callback::new(ctx, args, o);
    let mut to = 0;
    let mut from = 0;
    while let Some(k) = next_index(ctx, o, &mut from, length) {
        let ctx = &mut ctx.inner();
        if let Some(v) = get_present(ctx, o, k)? {
            let mapped = back.call(ctx, v, k)?;
            to = flatten_value(ctx, a, mapped, to, 1.0)?;
        }
    }
    Ok(a.value())
}

fn reduce_in<'s>(ctx: &mut Scope<'s>, args: Args<'s>, direction: Direction) -> JsResult<Value<'s>> {
    let (o, length) = begin(ctx, args)?;
    let function = ctx.callee(args.get(0));
    let accumulator = ctx.slot(args.get(1));
    let mut started = args.len() > 1;
    let (mut from, mut end) = (0, length);
    loop {
        let ctx = &mut ctx.inner();
        let next = match direction {
            Direction::Ascending => next_index(ctx, o, &mut from, end),
            Direction::Descending => previous_index(ctx, o, &mut end),
        };
        let Some(k) = next else { break };
        let Some(v) = get_present(ctx, o, k)? else { continue };
        if started {
            let words = [accumulator.get(ctx), v, index_value(k), o.value()];
            accumulator.set(ctx.call_back(function, Value::UNDEFINED, words)?);
        } else {
            accumulator.set(v);
            started = true;
        }
    }
    if started {
        return Ok(accumulator.get(ctx));
    }
    Err(ctx.throw_type_error(format_args!("Reduce of empty array with no initial value")))
}

/// Array.prototype.reduce (23.1.3.24)
fn reduce<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    reduce_in(ctx, args, Direction::Ascending)
}

/// Array.prototype.reduceRight (23.1.3.25)
fn reduce_right<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
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

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.array_prototype;
    define_methods(ctx, proto, METHODS)
}
