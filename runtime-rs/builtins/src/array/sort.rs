//! Array.prototype.sort and toSorted: a stable merge sort. The values are copied out, kept alive
//! by a list, and written back when all comparisons have been made.

use super::{delete_at, get_at, get_present, is_packed, is_plain, next_index, set_at};
use crate::table::Method;
use yarrow_objects::rooted::{Args, JsString, Object, Scope, Value};
use yarrow_objects::{Chars, JsResult};

/// Runs of this length are sorted by insertion before they are merged.
const RUN: usize = 8;

/// Whether the first value must come before the second, which stands before it now.
pub(crate) type Precedes<'a, 'v> = dyn for<'i> FnMut(&mut Scope<'i>, Value<'v>, Value<'v>) -> JsResult<bool> + 'a;

/// Sorts the values. What `precedes` roots is released after each comparison.
pub(crate) fn merge_sort<'v>(
    ctx: &mut Scope<'_>,
    values: &mut Vec<Value<'v>>,
    precedes: &mut Precedes<'_, 'v>,
) -> JsResult<()> {
    let mut precedes = |ctx: &mut Scope<'_>, b, a| precedes(&mut ctx.inner(), b, a);
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

/// A number that orders integers as their texts are ordered: the hyphen comes before all digits, a text before those that it starts.
fn text_order(n: i32) -> u64 {
    const DIGITS: u32 = 10;
    let magnitude = u64::from(n.unsigned_abs());
    let digits = magnitude.checked_ilog10().map_or(1, |log| log + 1);
    let aligned = magnitude * 10_u64.pow(DIGITS - digits);
    u64::from(n >= 0) << 63 | aligned << 4 | u64::from(digits)
}

/// Order by the strings that the values convert to, converted once each.
fn sort_by_text<'v>(ctx: &mut Scope<'_>, values: &mut Vec<Value<'v>>) -> JsResult<()> {
    if let Some(numbers) = values.iter().map(|v| v.as_int()).collect::<Option<Vec<i32>>>() {
        let mut keyed: Vec<(u64, i32)> = numbers.into_iter().map(|n| (text_order(n), n)).collect();
        // What is equal is the same number.
        keyed.sort_unstable();
        *values = keyed.into_iter().map(|(_, n)| Value::int(n)).collect();
        return Ok(());
    }
    // Strings that are flat are kept alive by the list that keeps the values.
    if let Some(texts) = values.iter().map(|v| v.as_string()?.as_unroped()).collect::<Option<Vec<_>>>() {
        sort_keyed(values, texts.iter().map(|text| text.chars()));
        return Ok(());
    }
    let texts = ctx.new_array(&[])?;
    for &v in values.iter() {
        let ctx = &mut ctx.inner();
        let s = ctx.to_string(v)?;
        let s = ctx.flat(s)?;
        ctx.array_push(texts, s.value())?;
    }
    let texts: Vec<_> = (ctx.list_of_elements(texts, 0..values.len())?.values().iter())
        .map(|v| v.as_string().and_then(JsString::as_unroped))
        .collect();
    sort_keyed(values, texts.iter().map(|text| text.as_ref().map_or(Chars::Latin1(b""), |text| text.chars())));
    Ok(())
}

/// Sorts the values by their texts.
pub(crate) fn sort_keyed<'v, 't>(values: &mut Vec<Value<'v>>, texts: impl Iterator<Item = Chars<'t>>) {
    let mut keyed: Vec<(Chars<'t>, Value<'v>)> = texts.zip(values.iter().copied()).collect();
    sort_pairs(&mut keyed);
    *values = keyed.into_iter().map(|(_, v)| v).collect();
}

/// Not generic: the sort of the standard library is 7 KB for each closure.
#[inline(never)]
fn sort_pairs(keyed: &mut [(Chars<'_>, Value<'_>)]) {
    keyed.sort_by(|a, b| a.0.compare(b.0));
}

/// SortCompare order (23.1.3.30.2): `undefined` last.
fn sort_values<'v>(ctx: &mut Scope<'_>, values: &mut Vec<Value<'v>>, comparator: Value<'_>) -> JsResult<()> {
    let count = values.len();
    values.retain(|v| !v.is_undefined());
    if comparator.is_undefined() {
        sort_by_text(ctx, values)?;
    } else {
        let comparator = ctx.callee(comparator);
        merge_sort(ctx, values, &mut |ctx, b, a| {
            let order = ctx.call_back(comparator, Value::UNDEFINED, [a, b])?;
            is_positive(ctx, order)
        })?;
    }
    values.resize(count, Value::UNDEFINED);
    Ok(())
}

/// Whether what a comparator returned is a number above zero.
pub(crate) fn is_positive(ctx: &mut Scope<'_>, order: Value<'_>) -> JsResult<bool> {
    match order.as_int() {
        Some(order) => Ok(order > 0),
        None => Ok(ctx.to_number(order)? > 0.0),
    }
}

pub(crate) fn check_comparator(ctx: &mut Scope<'_>, f: Value<'_>) -> JsResult<()> {
    if f.is_undefined() || f.is_callable() {
        return Ok(());
    }
    Err(ctx.throw_type_error(format_args!("The comparison function must be either a function or undefined")))
}

/// Array.prototype.sort (23.1.3.30)
fn sort<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_comparator(ctx, args.get(0))?;
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    let mut values = if is_packed(ctx, o) { copy_of(ctx, o)? } else { present_values(ctx, o, length)? };
    sort_values(ctx, &mut values, args.get(0))?;
    if is_plain(ctx, o) && ctx.dense_len(o) == Some(values.len()) {
        ctx.write_dense(o, 0, &values);
        return Ok(o.value());
    }
    for (k, &v) in values.iter().enumerate() {
        set_at(ctx, o, k as u64, v)?;
    }
    let mut next = values.len() as u64;
    while let Some(k) = next_index(ctx, o, &mut next, length) {
        delete_at(ctx, o, k)?;
    }
    Ok(o.value())
}

/// SortIndexedProperties (23.1.3.30.1) without the sorting, holes left out: the values are kept alive by a list.
fn present_values<'s>(ctx: &mut Scope<'s>, o: Object<'_>, length: u64) -> JsResult<Vec<Value<'s>>> {
    let present = ctx.new_array(&[])?;
    let mut next = 0;
    while let Some(k) = next_index(ctx, o, &mut next, length) {
        let ctx = &mut ctx.inner();
        if let Some(v) = get_present(ctx, o, k)? {
            ctx.array_push(present, v)?;
        }
    }
    copy_of(ctx, present)
}

/// The elements of an array without holes, kept alive by a list.
fn copy_of<'s>(ctx: &mut Scope<'s>, array: Object<'_>) -> JsResult<Vec<Value<'s>>> {
    Ok(ctx.list_of_elements(array, 0..array.array_length() as usize)?.values().to_vec())
}

/// Array.prototype.toSorted (23.1.3.34)
fn to_sorted<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_comparator(ctx, args.get(0))?;
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    if length > u64::from(u32::MAX) {
        return Err(ctx.throw_range_error(format_args!("Invalid array length")));
    }
    if is_packed(ctx, o) {
        let mut values = copy_of(ctx, o)?;
        sort_values(ctx, &mut values, args.get(0))?;
        return Ok(ctx.new_array(&values)?.value());
    }
    let elements = ctx.new_array_with_capacity(length as u32)?;
    for k in 0..length {
        let ctx = &mut ctx.inner();
        ctx.poll();
        let v = get_at(ctx, o, k)?;
        ctx.array_push(elements, v)?;
    }
    let mut values = copy_of(ctx, elements)?;
    sort_values(ctx, &mut values, args.get(0))?;
    Ok(ctx.new_array(&values)?.value())
}

pub const METHODS: &[Method] = &[("sort", 1, sort), ("toSorted", 1, to_sorted)];
