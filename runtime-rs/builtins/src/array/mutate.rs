//! Array methods that change their receiver: copyWithin, fill, pop, push, reverse, shift, splice,
//! unshift.

use super::{
    MAX_SAFE, create_at, create_from_species, delete_at, get_at, get_present, is_full, is_packed, is_plain, next_index,
    relative_end, relative_index, set_at, set_length,
};
use crate::table::Method;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Object, Scope, Value};

/// Moves the element at `from` to `to`, or the absence of one.
fn move_element(ctx: &mut Scope<'_>, o: Object<'_>, from: u64, to: u64) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    match get_present(ctx, o, from)? {
        Some(v) => set_at(ctx, o, to, v),
        None => delete_at(ctx, o, to),
    }
}

/// Moves the elements of `from..end` by as much as `to` is away from `from`, the first one first; where
/// neither a source nor its target has a property there is nothing to move.
fn move_up_from(ctx: &mut Scope<'_>, o: Object<'_>, from: u64, end: u64, to: u64) -> JsResult<()> {
    let mut k = from;
    loop {
        let source = ctx.next_element(o, k, end);
        let target = ctx.next_element(o, k - from + to, end - from + to) - to + from;
        k = source.min(target);
        if k >= end {
            return Ok(());
        }
        ctx.poll();
        move_element(ctx, o, k, k - from + to)?;
        k += 1;
    }
}

/// The same, the last one first.
fn move_down_from(ctx: &mut Scope<'_>, o: Object<'_>, from: u64, end: u64, to: u64) -> JsResult<()> {
    let mut end = end;
    while end > from {
        let source = ctx.previous_element(o, end - 1, from);
        let target = ctx.previous_element(o, end - 1 - from + to, to).map(|k| k - to + from);
        let Some(k) = source.max(target) else { return Ok(()) };
        ctx.poll();
        move_element(ctx, o, k, k - from + to)?;
        end = k;
    }
    Ok(())
}

/// Deletes the elements of `from..end`, the last one first.
fn delete_down_from(ctx: &mut Scope<'_>, o: Object<'_>, from: u64, end: u64) -> JsResult<()> {
    let mut end = end;
    while end > from
        && let Some(k) = ctx.previous_element(o, end - 1, from)
    {
        ctx.poll();
        delete_at(ctx, o, k)?;
        end = k;
    }
    Ok(())
}

fn check_safe_length(ctx: &mut Scope<'_>, length: u64, added: u64) -> JsResult<()> {
    if (length + added) as f64 > MAX_SAFE {
        return Err(ctx.throw_type_error(format_args!(
            "Pushing {added} elements on an array-like of length {length} is disallowed, as the total surpasses 2**53-1"
        )));
    }
    Ok(())
}

/// Array.prototype.push (23.1.3.23)
fn push<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    if is_plain(ctx, o) && (o.array_length() as usize + args.len()) < u32::MAX as usize {
        for i in 0..args.len() {
            ctx.array_push(o, args.get(i))?;
        }
        return Ok(Value::from(o.array_length()));
    }
    let length = ctx.length_of(o)?;
    let new_length = length + args.len() as u64;
    check_safe_length(ctx, length, args.len() as u64)?;
    for i in 0..args.len() {
        set_at(ctx, o, length + i as u64, args.get(i))?;
    }
    set_length(ctx, o, new_length)?;
    Ok(Value::number(new_length as f64))
}

/// Array.prototype.pop (23.1.3.22)
fn pop<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    if is_full(ctx, o)
        && let Some(last) = o.array_length().checked_sub(1).and_then(|i| ctx.dense_word(o, i as usize))
    {
        ctx.truncate_dense(o, o.array_length() - 1);
        return Ok(if last.is_hole() { Value::UNDEFINED } else { last });
    }
    let length = ctx.length_of(o)?;
    if length == 0 {
        set_length(ctx, o, 0)?;
        return Ok(Value::UNDEFINED);
    }
    let v = get_at(ctx, o, length - 1)?;
    delete_at(ctx, o, length - 1)?;
    set_length(ctx, o, length - 1)?;
    Ok(v)
}

/// Array.prototype.shift (23.1.3.27)
fn shift<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    if is_full(ctx, o)
        && let Some(first) = ctx.dense_word(o, 0)
    {
        ctx.with_dense(o, |e| e.copy_within(1.., 0));
        ctx.truncate_dense(o, o.array_length() - 1);
        return Ok(if first.is_hole() { Value::UNDEFINED } else { first });
    }
    let length = ctx.length_of(o)?;
    if length == 0 {
        set_length(ctx, o, 0)?;
        return Ok(Value::UNDEFINED);
    }
    let first = get_at(ctx, o, 0)?;
    move_up_from(ctx, o, 1, length, 0)?;
    delete_at(ctx, o, length - 1)?;
    set_length(ctx, o, length - 1)?;
    Ok(first)
}

/// Array.prototype.unshift (23.1.3.37)
fn unshift<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let n = args.len();
    if is_full(ctx, o) && (o.array_length() as usize + n) < u32::MAX as usize {
        insert_gap(ctx, o, 0, n)?;
        ctx.write_dense(o, 0, args.from(0));
        return Ok(Value::from(o.array_length()));
    }
    let length = ctx.length_of(o)?;
    let n = n as u64;
    if n > 0 {
        check_safe_length(ctx, length, n)?;
        move_down_from(ctx, o, 0, length, n)?;
        for i in 0..n {
            set_at(ctx, o, i, args.get(i as usize))?;
        }
    }
    set_length(ctx, o, length + n)?;
    Ok(Value::number((length + n) as f64))
}

/// Moves what a full array has from `at` on up by `n`.
fn insert_gap(ctx: &mut Scope<'_>, o: Object<'_>, at: usize, n: usize) -> JsResult<()> {
    let old = o.array_length() as usize;
    for _ in 0..n {
        ctx.array_push(o, Value::HOLE)?;
    }
    ctx.with_dense(o, |e| e.copy_within(at..old, at + n));
    Ok(())
}

/// Array.prototype.reverse (23.1.3.26)
fn reverse<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    if is_packed(ctx, o) {
        ctx.with_dense(o, |e| e.reverse());
        return Ok(o.value());
    }
    let length = ctx.length_of(o)?;
    let mut lower = 0;
    while lower < length / 2 {
        let down = ctx.previous_element(o, length - 1 - lower, length / 2);
        let from_end = down.map_or(length / 2, |k| length - 1 - k);
        lower = ctx.next_element(o, lower, length / 2).min(from_end);
        if lower == length / 2 {
            break;
        }
        ctx.poll();
        let upper = length - 1 - lower;
        let ctx = &mut ctx.inner();
        let low = get_present(ctx, o, lower)?;
        let high = get_present(ctx, o, upper)?;
        match high {
            Some(v) => set_at(ctx, o, lower, v)?,
            None if low.is_some() => delete_at(ctx, o, lower)?,
            None => {}
        }
        match low {
            Some(v) => set_at(ctx, o, upper, v)?,
            None if high.is_some() => delete_at(ctx, o, upper)?,
            None => {}
        }
        lower += 1;
    }
    Ok(o.value())
}

/// Array.prototype.fill (23.1.3.7)
fn fill<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    let start = relative_index(ctx, args.get(1), length)?;
    let end = relative_end(ctx, args.get(2), length)?;
    let filled = if is_plain(ctx, o) && u64::from(o.array_length()) == length {
        let dense = ctx.dense_len(o).unwrap_or(0) as u64;
        if start <= dense && end > dense {
            ctx.extend_dense(o, end as u32, args.get(0))?;
        }
        ctx.fill_dense(o, start as usize..end as usize, args.get(0)) as u64
    } else {
        0
    };
    for k in start.max(filled)..end {
        set_at(ctx, o, k, args.get(0))?;
    }
    Ok(o.value())
}

/// Array.prototype.copyWithin (23.1.3.4)
fn copy_within<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    let to = relative_index(ctx, args.get(0), length)?;
    let from = relative_index(ctx, args.get(1), length)?;
    let end = relative_end(ctx, args.get(2), length)?;
    let count = end.saturating_sub(from).min(length - to);
    if from < to && to < from + count {
        move_down_from(ctx, o, from, from + count, to)?;
    } else {
        move_up_from(ctx, o, from, from + count, to)?;
    }
    Ok(o.value())
}

/// Start and deleteCount of splice and toSpliced.
pub(super) fn splice_range(ctx: &mut Scope<'_>, args: Args<'_>, length: u64) -> JsResult<(u64, u64)> {
    let start = relative_index(ctx, args.get(0), length)?;
    let count = match args.len() {
        0 => 0,
        1 => length - start,
        _ => ctx.to_integer_or_infinity(args.get(1))?.clamp(0.0, (length - start) as f64) as u64,
    };
    Ok((start, count))
}

/// Array.prototype.splice (23.1.3.31)
fn splice<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    let (start, deleted) = splice_range(ctx, args, length)?;
    let items = args.len().saturating_sub(2);
    let new_length = (length - deleted) as f64 + items as f64;
    check_safe_length(ctx, length - deleted, items as u64)?;
    let species = super::array_species(ctx, o)?;
    if species.is_none() && is_full(ctx, o) && u64::from(o.array_length()) == length && new_length < f64::from(u32::MAX)
    {
        return splice_full(ctx, o, args, start as usize, deleted as usize);
    }
    let removed = create_from_species(ctx, species, deleted)?;
    let mut next = start;
    while let Some(k) = next_index(ctx, o, &mut next, start + deleted) {
        let ctx = &mut ctx.inner();
        if let Some(v) = get_present(ctx, o, k)? {
            create_at(ctx, removed, k - start, v)?;
        }
    }
    set_length(ctx, removed, deleted)?;
    let items = items as u64;
    if items < deleted {
        move_up_from(ctx, o, start + deleted, length, start + items)?;
        delete_down_from(ctx, o, length - deleted + items, length)?;
    } else if items > deleted {
        move_down_from(ctx, o, start + deleted, length, start + items)?;
    }
    for i in 0..items {
        set_at(ctx, o, start + i, args.get(i as usize + 2))?;
    }
    set_length(ctx, o, length - deleted + items)?;
    Ok(removed.value())
}

fn splice_full<'s>(
    ctx: &mut Scope<'s>,
    o: Object<'_>,
    args: Args<'s>,
    start: usize,
    deleted: usize,
) -> JsResult<Value<'s>> {
    let removed = ctx.array_of_elements(o, start..start + deleted)?;
    let items = args.len().saturating_sub(2);
    if items > deleted {
        insert_gap(ctx, o, start + deleted, items - deleted)?;
    } else if items < deleted {
        let shrunk = o.array_length() - (deleted - items) as u32;
        ctx.with_dense(o, |e| e.copy_within(start + deleted.., start + items));
        ctx.truncate_dense(o, shrunk);
    }
    ctx.write_dense(o, start, args.from(2));
    Ok(removed.value())
}

pub const METHODS: &[Method] = &[
    ("push", 1, push),
    ("pop", 0, pop),
    ("shift", 0, shift),
    ("unshift", 1, unshift),
    ("reverse", 0, reverse),
    ("fill", 1, fill),
    ("copyWithin", 2, copy_within),
    ("splice", 2, splice),
];
