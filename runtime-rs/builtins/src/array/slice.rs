//! Array methods that make a new array of parts of others: concat, slice, flat, toReversed,
//! toSpliced, with.

use super::{
    MAX_SAFE, array_species, array_species_create, create_at, create_from_species, get_at, get_present, is_full,
    is_plain, next_index, relative_end, relative_index, set_length,
};
use crate::table::Method;
use yarrow_core::{Args, CellKind, Context, JsResult, Object, Root, Value};

/// IsConcatSpreadable (23.1.3.2.1)
fn is_concat_spreadable(ctx: &mut Context, v: Value) -> JsResult<bool> {
    let Some(o) = v.as_object() else { return Ok(false) };
    let key = ctx.symbols.is_concat_spreadable;
    let keep = ctx.root(o);
    let spreadable = ctx.get(o, key)?;
    if !spreadable.is_undefined() {
        return Ok(ctx.to_boolean(spreadable));
    }
    ctx.is_array(keep.get())
}

/// The elements of a concatenation in which nothing can be observed: plain arrays, other objects
/// and primitives, none with a say in whether it is spread. It runs no JavaScript.
fn concat_plain(ctx: &mut Context, items: &[Value]) -> JsResult<Option<Vec<Value>>> {
    let key = ctx.symbols.is_concat_spreadable;
    let mut words = Vec::new();
    for &item in items {
        match item.as_object() {
            Some(o) if ctx.chain_is_exotic(o) || ctx.has_property(o, key.into())? => return Ok(None),
            Some(o) if o.is(CellKind::Array) => {
                if !is_full(ctx, o) {
                    return Ok(None);
                }
                words.extend_from_slice(o.dense_elements().unwrap_or(&[]));
            }
            _ => words.push(item),
        }
    }
    Ok((words.len() < u32::MAX as usize).then_some(words))
}

/// Array.prototype.concat (23.1.3.2)
fn concat(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let species = array_species(ctx, o.object())?;
    if species.is_none() {
        let mut items = vec![o.get()];
        items.extend(args.to_vec());
        if let Some(words) = concat_plain(ctx, &items)? {
            return Ok(ctx.new_array(&words)?.value());
        }
    }
    let a = create_from_species(ctx, species, 0)?;
    let a = ctx.root(a);
    let mut n = 0u64;
    for i in 0..=args.len() {
        let item = if i == 0 { o.get() } else { args.get(i - 1) };
        if !ctx.scope(|ctx| is_concat_spreadable(ctx, item))? {
            if n as f64 >= MAX_SAFE {
                return Err(ctx.throw_type_error(format_args!("Invalid array length")));
            }
            create_at(ctx, a.object(), n, item)?;
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
            if let Some(v) = get_present(ctx, from, k)? {
                create_at(ctx, a.object(), n + k, v)?;
            }
        }
        n += length;
    }
    set_length(ctx, a.object(), n)?;
    Ok(a.get())
}

/// Array.prototype.slice (23.1.3.28)
fn slice(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    let start = relative_index(ctx, args.get(0), length)?;
    let end = relative_end(ctx, args.get(1), length)?;
    let count = end.saturating_sub(start);
    let species = array_species(ctx, o.object())?;
    let from = o.object();
    if species.is_none()
        && is_plain(ctx, from)
        && let Some(dense) = from.dense_elements()
        && dense.len() as u64 >= end
    {
        let part = dense.get(start as usize..(start + count) as usize).unwrap_or(&[]).to_vec();
        return Ok(ctx.new_array(&part)?.value());
    }
    let a = create_from_species(ctx, species, count)?;
    let a = ctx.root(a);
    let mut next = start;
    while let Some(k) = next_index(ctx, o.object(), &mut next, start + count) {
        if let Some(v) = get_present(ctx, o.object(), k)? {
            create_at(ctx, a.object(), k - start, v)?;
        }
    }
    set_length(ctx, a.object(), count)?;
    Ok(a.get())
}

/// FlattenIntoArray (23.1.3.13.1) of a source and its length, without a mapper; answers the next index.
/// `target` and `source` are rooted by the caller.
fn flatten_into(ctx: &mut Context, target: Root, source: (Object, u64), mut at: u64, depth: f64) -> JsResult<u64> {
    ctx.check_stack()?;
    let (source, length) = source;
    let mut next = 0;
    while let Some(k) = next_index(ctx, source, &mut next, length) {
        at = ctx.scope(|ctx| {
            let Some(v) = get_present(ctx, source, k)? else { return Ok(at) };
            flatten_value(ctx, target, v, at, depth)
        })?;
    }
    Ok(at)
}

/// Adds one element, flattened to `depth` if it is an array.
pub(crate) fn flatten_value(ctx: &mut Context, target: Root, v: Value, at: u64, depth: f64) -> JsResult<u64> {
    if depth > 0.0
        && let Some(inner) = v.as_object()
        && ctx.is_array(v)?
    {
        ctx.root(inner);
        let length = ctx.length_of(inner)?;
        return flatten_into(ctx, target, (inner, length), at, depth - 1.0);
    }
    create_at(ctx, target.object(), at, v)?;
    Ok(at + 1)
}

/// Array.prototype.flat (23.1.3.13)
fn flat(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    let depth = if args.get(0).is_undefined() { 1.0 } else { ctx.to_integer_or_infinity(args.get(0))? };
    let a = array_species_create(ctx, o.object(), 0)?;
    let a = ctx.root(a);
    flatten_into(ctx, a, (o.object(), length), 0, depth)?;
    Ok(a.get())
}

/// An array of `length` elements that `element` answers; it may run JavaScript.
fn new_array_of(
    ctx: &mut Context,
    length: u64,
    mut element: impl FnMut(&mut Context, u64) -> JsResult<Value>,
) -> JsResult<Value> {
    if length > u64::from(u32::MAX) {
        return Err(ctx.throw_range_error(format_args!("Invalid array length")));
    }
    // So that a length that there is no memory for ends at once.
    let a = ctx.new_array_with_capacity(length as u32)?;
    let a = ctx.root(a);
    for k in 0..length {
        ctx.poll();
        let v = element(ctx, k)?;
        ctx.array_push(a.object(), v)?;
    }
    Ok(a.get())
}

/// Array.prototype.toReversed (23.1.3.33)
fn to_reversed(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    new_array_of(ctx, length, |ctx, k| get_at(ctx, o.object(), length - 1 - k))
}

/// Array.prototype.toSpliced (23.1.3.35)
fn to_spliced(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    let (start, skipped) = super::mutate::splice_range(ctx, args, length)?;
    let items = args.len().saturating_sub(2) as u64;
    let new_length = length - skipped + items;
    if new_length as f64 > MAX_SAFE {
        return Err(ctx.throw_type_error(format_args!("Invalid array length")));
    }
    new_array_of(ctx, new_length, |ctx, k| {
        if k < start {
            get_at(ctx, o.object(), k)
        } else if k < start + items {
            Ok(args.get((k - start) as usize + 2))
        } else {
            get_at(ctx, o.object(), k - items + skipped)
        }
    })
}

/// Array.prototype.with (23.1.3.39)
fn with(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    let relative = ctx.to_integer_or_infinity(args.get(0))?;
    let index = if relative >= 0.0 { relative } else { length as f64 + relative };
    if index < 0.0 || index >= length as f64 {
        return Err(ctx.throw_range_error(format_args!("Invalid index : {relative}")));
    }
    new_array_of(ctx, length, |ctx, k| if k == index as u64 { Ok(args.get(1)) } else { get_at(ctx, o.object(), k) })
}

pub const METHODS: &[Method] = &[
    ("concat", 1, concat),
    ("slice", 2, slice),
    ("flat", 0, flat),
    ("toReversed", 0, to_reversed),
    ("toSpliced", 2, to_spliced),
    ("with", 2, with),
];
