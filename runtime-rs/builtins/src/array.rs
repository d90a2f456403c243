//! Array (23.1): the constructor, and what its methods share. The methods lie in the modules below
//! and in [`crate::array_iteration`] (those with callbacks).
//!
//! Methods are generic over array-likes as the specification says. Fast paths serve *plain* arrays:
//! dense elements, with prototypes that have no elements of their own.

pub(crate) mod access;
mod from_async;
mod iterator;
mod mutate;
mod search;
mod slice;
pub(crate) mod sort;

pub(crate) use access::{
    MAX_SAFE, array_species, array_species_create, create_at, create_from_species, delete_at, get_at, get_present,
    is_full, is_packed, is_plain, last_index, next_index, previous_index, relative_end, relative_index, set_at,
    set_length,
};
pub(crate) use slice::flatten_value;
pub(crate) use sort::sort_keyed;

use crate::callback::index_value;
use crate::table::define_methods;
use access::{construct_object, return_this};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, JsResult};

/// Arrays made with a length have elements right away up to this size.
const MAX_PREALLOCATED: u32 = 1 << 20;

/// `length` holes.
fn new_holes<'s>(ctx: &mut Scope<'s>, length: u32) -> JsResult<Object<'s>> {
    if length > MAX_PREALLOCATED {
        return ctx.array_create(length, None);
    }
    ctx.new_array(&vec![Value::HOLE; length as usize])
}

/// Array ( ...values ) (23.1.1.1)
fn array<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let default = ctx.intrinsics.array_prototype;
    let proto = if args.is_construct() && args.new_target() != args.callee() {
        ctx.prototype_from_constructor(args.new_target(), default)?
    } else {
        default
    };
    let only = args.get(0);
    let made = match only.as_number() {
        Some(n) if args.len() == 1 => {
            let length = n as u32;
            if f64::from(length) != n {
                return Err(ctx.throw_range_error(format_args!("Invalid array length")));
            }
            new_holes(ctx, length)?
        }
        _ => ctx.new_array(args.from(0))?,
    };
    if proto != default {
        ctx.set_prototype_of(made, proto.value())?;
    }
    Ok(made.value())
}

/// Array.isArray (23.1.2.2)
fn is_array<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(ctx.is_array(args.get(0))?.into())
}

fn is_constructor(v: Value) -> bool {
    v.as_object().is_some_and(|o| o.is_constructor())
}

/// Array.of (23.1.2.3)
fn of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let c = args.this();
    if c == ctx.intrinsics.array || !is_constructor(c) {
        return Ok(ctx.new_array(args.from(0))?.value());
    }
    let a = construct_object(ctx, c, &[Value::number(args.len() as f64)])?;
    for k in 0..args.len() {
        let ctx = &mut ctx.inner();
        create_at(ctx, a, k as u64, args.get(k))?;
    }
    set_length(ctx, a, args.len() as u64)?;
    Ok(a.value())
}

/// The method that makes an iterator of the items of Array.from, or `undefined` where they are array-like.
fn iterator_method<'s>(ctx: &mut Scope<'s>, items: Value<'_>) -> JsResult<Value<'s>> {
    if items.is_nullish() {
        return Err(ctx.throw_not_iterable(items, Value::UNDEFINED));
    }
    if let Some(method) = ctx.intact_iterator_method(items)? {
        return Ok(method);
    }
    let key = ctx.symbols.iterator;
    let method = ctx.get_value(items, key)?;
    if method.is_nullish() || method.is_callable() {
        return Ok(if method.is_null() { Value::UNDEFINED } else { method });
    }
    Err(ctx.throw_type_error(format_args!(
        "%Array%.from requires that the property of the first argument, items[Symbol.iterator], \
         when exists, be a function"
    )))
}

/// Array.from (23.1.2.1)
fn from<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (c, map, this_arg) = (args.this(), args.get(1), args.get(2));
    if !map.is_undefined() && !map.is_callable() {
        return Err(ctx.throw_not_callable(map));
    }
    let using = iterator_method(ctx, args.get(0))?;
    let ours = c == ctx.intrinsics.array || !is_constructor(c);
    if !using.is_undefined() {
        if ours && map.is_undefined() {
            return Ok(ctx.iterable_to_array_by(args.get(0), using)?.value());
        }
        let a = if ours { ctx.new_array(&[])? } else { construct_object(ctx, c, &[])? };
        let iter = ctx.iter_open_by(args.get(0), using)?;
        let mut k = 0u64;
        loop {
            let ctx = &mut ctx.inner();
            let Some(v) = ctx.iter_next(iter)? else { break };
            let v = if map.is_undefined() { Ok(v) } else { ctx.call(map, this_arg, &[v, Value::number(k as f64)]) };
            if let Err(throw) = v.and_then(|v| create_at(ctx, a, k, v)) {
                return Err(ctx.iter_close_throw(iter, throw));
            }
            k += 1;
            ctx.poll();
        }
        set_length(ctx, a, k)?;
        return Ok(a.value());
    }
    let source = ctx.to_object(args.get(0))?;
    let length = ctx.length_of(source)?;
    let a = if ours {
        create_from_species(ctx, None, length)?
    } else {
        construct_object(ctx, c, &[Value::number(length as f64)])?
    };
    let mapper = ctx.callee(map);
    for k in 0..length {
        let ctx = &mut ctx.inner();
        let v = get_at(ctx, source, k)?;
        let v = if map.is_undefined() { v } else { ctx.call_back(mapper, this_arg, [v, index_value(k)])? };
        create_at(ctx, a, k, v)?;
    }
    set_length(ctx, a, length)?;
    Ok(a.value())
}

const UNSCOPABLES: [&str; 16] = [
    "at",
    "copyWithin",
    "entries",
    "fill",
    "find",
    "findIndex",
    "findLast",
    "findLastIndex",
    "flat",
    "flatMap",
    "includes",
    "keys",
    "toReversed",
    "toSorted",
    "toSpliced",
    "values",
];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.array_prototype;
    let constructor = ctx.define_constructor("Array", 1, array, proto)?;
    ctx.set_intrinsic(constructor.value(), |i, v| i.array = v);
    define_methods(
        ctx,
        constructor,
        &[("isArray", 1, is_array), ("of", 0, of), ("from", 1, from), ("fromAsync", 1, from_async::from_async)],
    )?;
    let species = ctx.symbols.species;
    ctx.define_accessor(constructor, species.into(), "[Symbol.species]", return_this, None)?;
    define_methods(ctx, proto, search::METHODS)?;
    define_methods(ctx, proto, mutate::METHODS)?;
    define_methods(ctx, proto, slice::METHODS)?;
    define_methods(ctx, proto, sort::METHODS)?;
    iterator::install(ctx)?;
    let unscopables = ctx.new_object_with(Value::NULL)?;
    for name in UNSCOPABLES {
        let key = ctx.atom(name)?;
        ctx.create_data_property(unscopables, key, Value::TRUE)?;
    }
    let key = ctx.symbols.unscopables;
    ctx.define_data(proto, key.into(), unscopables.value(), Attrs::CONFIGURABLE)
}

#[cfg(test)]
mod tests;
