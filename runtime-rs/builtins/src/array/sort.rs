//! Array.prototype.sort and toSorted: a stable merge sort. The values are copied out, kept alive
//! by a rooted array, and written back when all comparisons have been made.

use super::{delete_at, get_at, get_present, is_plain, next_index, set_at};
use crate::table::Method;
use std::cmp::Ordering;
use yarrow_core::{Args, Context, FlatString, JsResult, JsString, Value, format_number};

/// Runs of this length are sorted by insertion before they are merged.
const RUN: usize = 8;

/// Whether `b` must come before `a`, which stands before it now.
pub(crate) type Precedes<'a> = dyn FnMut(&mut Context, Value, Value) -> JsResult<bool> + 'a;

/// Sorts the values, which are rooted elsewhere.
pub(crate) fn merge_sort(ctx: &mut Context, values: &mut Vec<Value>, precedes: &mut Precedes<'_>) -> JsResult<()> {
    let n = values.len();
    for start in (0..n).step_by(RUN) {
        for i in start + 1..n.min(start + RUN) {
            let v = values[i];
            let mut j = i;
            while j > start && precedes(ctx, v, values[j - 1])? {
                values[j] = values[j - 1];
                j -= 1;
            }
            values[j] = v;
        }
    }
    let mut width = RUN;
    let mut merged = Vec::with_capacity(n);
    while width < n {
        merged.clear();
        for start in (0..n).step_by(2 * width) {
            let (middle, end) = (n.min(start + width), n.min(start + 2 * width));
            if middle == end || !precedes(ctx, values[middle], values[middle - 1])? {
                merged.extend_from_slice(&values[start..end]);
                continue;
            }
            let (mut i, mut j) = (start, middle);
            while i < middle && j < end {
                if precedes(ctx, values[j], values[i])? {
                    merged.push(values[j]);
                    j += 1;
                } else {
                    merged.push(values[i]);
                    i += 1;
                }
            }
            merged.extend_from_slice(&values[i..middle]);
            merged.extend_from_slice(&values[j..end]);
        }
        std::mem::swap(values, &mut merged);
        width *= 2;
    }
    Ok(())
}

/// Order by the strings that the values convert to, converted once each.
fn sort_by_text(ctx: &mut Context, values: &mut Vec<Value>) -> JsResult<()> {
    if values.iter().all(|v| v.as_int().is_some()) {
        let mut keyed: Vec<(String, Value)> =
            values.iter().map(|&v| (format_number(v.as_number().unwrap_or(0.0)), v)).collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        *values = keyed.into_iter().map(|(_, v)| v).collect();
        return Ok(());
    }
    ctx.scope(|ctx| {
        let texts = ctx.new_array(&[])?;
        let texts = ctx.root(texts);
        for &v in values.iter() {
            let s = ctx.to_string(v)?;
            let s = ctx.flat(s)?;
            ctx.array_push(texts.object(), s.value())?;
        }
        let flat = |v: &Value| v.as_string().and_then(JsString::as_flat);
        let texts: Vec<Option<FlatString>> = texts.object().dense_elements().unwrap_or(&[]).iter().map(flat).collect();
        let mut keyed: Vec<(Option<FlatString>, Value)> = texts.into_iter().zip(values.iter().copied()).collect();
        keyed.sort_by(|a, b| match (a.0, b.0) {
            (Some(a), Some(b)) => a.chars().compare(b.chars()),
            _ => Ordering::Equal,
        });
        *values = keyed.into_iter().map(|(_, v)| v).collect();
        Ok(())
    })
}

/// SortCompare order (23.1.3.30.2): `undefined` last.
fn sort_values(ctx: &mut Context, values: &mut Vec<Value>, comparator: Value) -> JsResult<()> {
    let count = values.len();
    values.retain(|v| !v.is_undefined());
    if comparator.is_undefined() {
        sort_by_text(ctx, values)?;
    } else {
        merge_sort(ctx, values, &mut |ctx, b, a| {
            let order = ctx.call(comparator, Value::UNDEFINED, &[a, b])?;
            Ok(ctx.to_number(order)? > 0.0)
        })?;
    }
    values.resize(count, Value::UNDEFINED);
    Ok(())
}

pub(crate) fn check_comparator(ctx: &mut Context, f: Value) -> JsResult<()> {
    if f.is_undefined() || f.is_callable() {
        return Ok(());
    }
    Err(ctx.throw_type_error(format_args!("The comparison function must be either a function or undefined")))
}

/// Array.prototype.sort (23.1.3.30)
fn sort(ctx: &mut Context, args: Args) -> JsResult<Value> {
    check_comparator(ctx, args.get(0))?;
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    let kept = ctx.new_array(&[])?;
    let kept = ctx.root(kept);
    let mut next = 0;
    while let Some(k) = next_index(ctx, o.object(), &mut next, length) {
        if let Some(v) = get_present(ctx, o.object(), k)? {
            ctx.array_push(kept.object(), v)?;
        }
    }
    let mut values = kept.object().dense_elements().unwrap_or(&[]).to_vec();
    sort_values(ctx, &mut values, args.get(0))?;
    let array = o.object();
    let in_place = is_plain(ctx, array)
        && array.with_dense(|e| {
            let fits = e.len() == values.len();
            if fits {
                e.copy_from_slice(&values);
            }
            fits
        }) == Some(true);
    if in_place {
        ctx.write_barrier(array);
        return Ok(o.get());
    }
    for (k, &v) in values.iter().enumerate() {
        set_at(ctx, o.object(), k as u64, v)?;
    }
    let mut next = values.len() as u64;
    while let Some(k) = next_index(ctx, o.object(), &mut next, length) {
        delete_at(ctx, o.object(), k)?;
    }
    Ok(o.get())
}

/// Array.prototype.toSorted (23.1.3.34)
fn to_sorted(ctx: &mut Context, args: Args) -> JsResult<Value> {
    check_comparator(ctx, args.get(0))?;
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    if length > u64::from(u32::MAX) {
        return Err(ctx.throw_range_error(format_args!("Invalid array length")));
    }
    let kept = ctx.new_array_with_capacity(length as u32)?;
    let kept = ctx.root(kept);
    for k in 0..length {
        ctx.poll();
        let v = get_at(ctx, o.object(), k)?;
        ctx.array_push(kept.object(), v)?;
    }
    let mut values = kept.object().dense_elements().unwrap_or(&[]).to_vec();
    sort_values(ctx, &mut values, args.get(0))?;
    Ok(ctx.new_array(&values)?.value())
}

pub const METHODS: &[Method] = &[("sort", 1, sort), ("toSorted", 1, to_sorted)];
