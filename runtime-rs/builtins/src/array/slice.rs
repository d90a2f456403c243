//! Array methods that make a new array of parts of others: concat, slice, flat, toReversed,
//! toSpliced, with.

use super::access::this_array_like;
use super::{
    MAX_SAFE, array_species, array_species_create, create_at, create_from_species, get_at, get_present, is_full,
    is_plain, next_index, relative_end, relative_index, set_length,
};
use crate::table::Method;
use yarrow_objects::rooted::{Args, Inner, Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult};

/// IsConcatSpreadable (23.1.3.2.1)
fn is_concat_spreadable(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<bool> {
    let Some(o) = v.as_object() else { return Ok(false) };
    let key = ctx.symbols.is_concat_spreadable;
    let spreadable = ctx.get(o, key)?;
    if !spreadable.is_undefined() {
        return Ok(ctx.to_boolean(spreadable));
    }
    ctx.is_array(v)
}

/// A concatenation in which nothing can be observed: of plain arrays, other objects and primitives, none with a say in
/// whether it is spread. It runs no JavaScript.
fn concat_plain<'s>(ctx: &mut Scope<'s>, items: &[Value<'_>]) -> JsResult<Option<Object<'s>>> {
    let key = ctx.symbols.is_concat_spreadable;
    let mut length = 0;
    for item in items {
        length += match item.as_object() {
            Some(o) if ctx.chain_is_exotic(o) || ctx.has_property(o, key.into())? => return Ok(None),
            Some(o) if o.is(CellKind::Array) => match ctx.dense_len(o).filter(|_| is_full(ctx, o)) {
                Some(n) => n,
                None => return Ok(None),
            },
            _ => 1,
        };
    }
    if length >= u32::MAX as usize {
        return Ok(None);
    }
    Ok(Some(ctx.array_of_spread(items, length)?))
}

/// Array.prototype.concat (23.1.3.2)
fn concat<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_array_like(ctx, args)?;
    let species = array_species(ctx, o)?;
    if species.is_none() {
        let mut items = vec![o.value()];
        items.extend(args.from(0));
        if let Some(array) = concat_plain(ctx, &items)? {
            return Ok(array.value());
        }
    }
    let a = create_from_species(ctx, species, 0)?;
    let mut n = 0u64;
    for i in 0..=args.len() {
        let ctx = &mut ctx.inner();
        let item = if i == 0 { o.value() } else { args.get(i - 1) };
        if !is_concat_spreadable(ctx, item)? {
            if n as f64 >= MAX_SAFE {
                return Err(ctx.throw_type_error(format_args!("Invalid array length")));
            }
            create_at(ctx, a, n, item)?;
            n += 1;
            continue;
        }
        let Some(from) = item.as_object() else { continue };
        let length = ctx.length_of(from)?;
        if (n + length) as f64 > MAX_SAFE {
            return Err(ctx.throw_type_error(format_args!("Invalid array length")));
        }
        let mut next = 0;
        while let Some(k) = next_index(ctx, from, &mut next, length) {
            let ctx = &mut ctx.inner();
            if let Some(v) = get_present(ctx, from, k)? {
                create_at(ctx, a, n + k, v)?;
            }
        }
        n += length;
    }
    set_length(ctx, a, n)?;
    Ok(a.value())
}

/// Array.prototype.slice (23.1.3.28)
fn slice<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    let start = relative_index(ctx, args.get(0), length)?;
    let end = relative_end(ctx, args.get(1), length)?;
    let count = end.saturating_sub(start);
    let species = array_species(ctx, o)?;
    if species.is_none() && is_plain(ctx, o) && ctx.dense_len(o).is_some_and(|n| n as u64 >= end) {
        return Ok(ctx.array_of_elements(o, start as usize..(start + count) as usize)?.value());
    }
    let a = create_from_species(ctx, species, count)?;
    let mut next = start;
    while let Some(k) = next_index(ctx, o, &mut next, start + count) {
        let ctx = &mut ctx.inner();
        if let Some(v) = get_present(ctx, o, k)? {
            create_at(ctx, a, k - start, v)?;
        }
    }
    set_length(ctx, a, count)?;
    Ok(a.value())
}

/// FlattenIntoArray (23.1.3.13.1) of a source and its length, without a mapper; returns the next index.
fn flatten_into(
    ctx: &mut Scope<'_>,
    target: Object<'_>,
    source: (Object<'_>, u64),
    mut at: u64,
    depth: f64,
) -> JsResult<u64> {
    ctx.check_stack()?;
    let (source, length) = source;
    let mut next = 0;
    while let Some(k) = next_index(ctx, source, &mut next, length) {
        let ctx = &mut ctx.inner();
        if let Some(v) = get_present(ctx, source, k)? {
            at = flatten_value(ctx, target, v, at, depth)?;
        }
    }
    Ok(at)
}

/// Adds one element, flattened to `depth` if it is an array.
pub(crate) fn flatten_value(
    ctx: &mut Scope<'_>,
    target: Object<'_>,
    v: Value<'_>,
    at: u64,
    depth: f64,
) -> JsResult<u64> {
    if depth > 0.0
        && let Some(inner) = v.as_object()
        && ctx.is_array(v)?
    {
        let length = ctx.length_of(inner)?;
        return flatten_into(ctx, target, (inner, length), at, depth - 1.0);
    }
    create_at(ctx, target, at, v)?;
    Ok(at + 1)
}

/// Array.prototype.flat (23.1.3.13)
fn flat<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    let depth = if args.get(0).is_undefined() { 1.0 } else { ctx.to_integer_or_infinity(args.get(0))? };
    let a = array_species_create(ctx, o, 0)?;
    flatten_into(ctx, a, (o, length), 0, depth)?;
    Ok(a.value())
}

/// An array of `length` elements that `element` returns; it may run JavaScript.
fn new_array_of<'s>(
    ctx: &mut Scope<'s>,
    length: u64,
    mut element: impl for<'i> FnMut(&mut Inner<'i, 's>, u64) -> JsResult<Value<'i>>,
) -> JsResult<Value<'s>> {
    if length > u64::from(u32::MAX) {
        return Err(ctx.throw_range_error(format_args!("Invalid array length")));
    }
    // So that a length that there is no memory for ends at once.
    let a = ctx.new_array_with_capacity(length as u32)?;
    for k in 0..length {
        let ctx = &mut ctx.inner();
        ctx.poll();
        let v = element(ctx, k)?;
        ctx.array_push(a, v)?;
    }
    Ok(a.value())
}

/// Array.prototype.toReversed (23.1.3.33)
fn to_reversed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    new_array_of(ctx, length, |ctx, k| get_at(ctx, o, length - 1 - k))
}

/// Array.prototype.toSpliced (23.1.3.35)
fn to_spliced<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    let (start, skipped) = super::mutate::splice_range(ctx, args, length)?;
    let items = args.len().saturating_sub(2) as u64;
    let new_length = length - skipped + items;
    if new_length as f64 > MAX_SAFE {
        return Err(ctx.throw_type_error(format_args!("Invalid array length")));
    }
    new_array_of(ctx, new_length, |ctx, k| {
        if k < start {
            get_at(ctx, o, k)
        } else if k < start + items {
            Ok(args.get((k - start) as usize + 2))
        } else {
            get_at(ctx, o, k - items + skipped)
        }
    })
}

/// Array.prototype.with (23.1.3.39)
fn with<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    let relative = ctx.to_integer_or_infinity(args.get(0))?;
    let index = if relative >= 0.0 { relative } else { length as f64 + relative };
    if index < 0.0 || index >= length as f64 {
        return Err(ctx.throw_range_error(format_args!("Invalid index : {relative}")));
    }
    new_array_of(ctx, length, |ctx, k| if k == index as u64 { Ok(args.get(1)) } else { get_at(ctx, o, k) })
}

pub const METHODS: &[Method] = &[
    ("concat", 1, concat),
    ("slice", 2, slice),
    ("flat", 0, flat),
    ("toReversed", 0, to_reversed),
    ("toSpliced", 2, to_spliced),
    ("with", 2, with),
];
