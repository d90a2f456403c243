//! Methods of %TypedArray%.prototype (23.2.3) that call a function for each element, and sorting.

use super::create::{element_of, new_typed_array, species_create, validate};
use crate::array::sort::{check_comparator, is_positive, merge_sort};
use crate::callback::{Callback, index_value};
use crate::table::{callable_argument, define_methods};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Object, Scope, Value};

fn element<'s>(ctx: &mut Scope<'s>, o: Object<'_>, k: usize) -> Value<'s> {
    ctx.typed_array_get(o, k as u32).unwrap_or(Value::UNDEFINED)
}

/// ValidateTypedArray, then the check of the callback: how all of them begin.
fn begin<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<(Object<'s>, usize)> {
    let begun = validate(ctx, args.this())?;
    callable_argument(ctx, args, 0)?;
    Ok(begun)
}

/// 23.2.3.15
fn for_each<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = begin(ctx, args)?;
    let back = Callback::new(ctx, args, o);
    for k in 0..length {
        let ctx = &mut ctx.inner();
        let v = element(ctx, o, k);
        back.call(ctx, v, k as u64)?;
    }
    Ok(Value::UNDEFINED)
}

/// Whether some element has a verdict of this truth.
fn any<'s>(ctx: &mut Scope<'s>, args: Args<'s>, wanted: bool) -> JsResult<bool> {
    let (o, length) = begin(ctx, args)?;
    let back = Callback::new(ctx, args, o);
    for k in 0..length {
        let ctx = &mut ctx.inner();
        let v = element(ctx, o, k);
        let verdict = back.call(ctx, v, k as u64)?;
        if ctx.to_boolean(verdict) == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}

/// 23.2.3.8
fn every<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok((!any(ctx, args, false)?).into())
}

/// 23.2.3.28
fn some<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(any(ctx, args, true)?.into())
}

/// FindViaPredicate (23.1.3.12.1): index and value.
fn find_via<'s>(ctx: &mut Scope<'s>, args: Args<'s>, backwards: bool) -> JsResult<(Value<'s>, Value<'s>)> {
    let (o, length) = begin(ctx, args)?;
    let back = Callback::new(ctx, args, o);
    for i in 0..length {
        let mut ctx = ctx.inner();
        let k = if backwards { length - 1 - i } else { i };
        let v = element(&mut ctx, o, k);
        let verdict = back.call(&mut ctx, v, k as u64)?;
        if ctx.to_boolean(verdict) {
            return Ok((Value::number(k as f64), ctx.escape(v)));
        }
    }
    Ok((Value::int(-1), Value::UNDEFINED))
}

/// 23.2.3.11
fn find<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(find_via(ctx, args, false)?.1)
}

/// 23.2.3.12
fn find_index<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(find_via(ctx, args, false)?.0)
}

/// 23.2.3.13
fn find_last<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(find_via(ctx, args, true)?.1)
}

/// 23.2.3.14
fn find_last_index<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(find_via(ctx, args, true)?.0)
}

/// 23.2.3.10
fn filter<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = begin(ctx, args)?;
    let back = Callback::new(ctx, args, o);
    let kept = ctx.new_array(&[])?;
    for k in 0..length {
        let ctx = &mut ctx.inner();
        let v = element(ctx, o, k);
        let verdict = back.call(ctx, v, k as u64)?;
        if ctx.to_boolean(verdict) {
            ctx.array_push(kept, v)?;
        }
    }
    let count = kept.array_length();
    let a = species_create(ctx, o, &[Value::from(count)])?;
    for k in 0..count {
        let ctx = &mut ctx.inner();
        let v = ctx.dense_element(kept, k as usize).unwrap_or(Value::UNDEFINED);
        ctx.set(a, k, v)?;
    }
    Ok(a.value())
}

/// 23.2.3.22
fn map<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = begin(ctx, args)?;
    let back = Callback::new(ctx, args, o);
    let a = species_create(ctx, o, &[Value::number(length as f64)])?;
    for k in 0..length {
        let ctx = &mut ctx.inner();
        let v = element(ctx, o, k);
        let mapped = back.call(ctx, v, k as u64)?;
        ctx.set(a, k as u32, mapped)?;
    }
    Ok(a.value())
}

fn fold<'s>(ctx: &mut Scope<'s>, args: Args<'s>, backwards: bool) -> JsResult<Value<'s>> {
    let (o, length) = begin(ctx, args)?;
    let function = ctx.callee(args.get(0));
    let at = |i: usize| if backwards { length - 1 - i } else { i };
    let accumulator = ctx.slot(args.get(1));
    let mut from = 0;
    if args.len() < 2 {
        if length == 0 {
            return Err(ctx.throw_type_error(format_args!("Reduce of empty array with no initial value")));
        }
        accumulator.set(element(ctx, o, at(0)));
        from = 1;
    }
    for i in from..length {
        let ctx = &mut ctx.inner();
        let k = at(i);
        let v = element(ctx, o, k);
        let all = [accumulator.get(ctx), v, index_value(k as u64), o.value()];
        accumulator.set(ctx.call_back(function, Value::UNDEFINED, all)?);
    }
    Ok(accumulator.get(ctx))
}

/// 23.2.3.23
fn reduce<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    fold(ctx, args, false)
}

/// 23.2.3.24
fn reduce_right<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    fold(ctx, args, true)
}

/// CompareTypedArrayElements (23.2.4.7) of BigInts without a comparator: whether `b` precedes `a`.
fn precedes(b: Value<'_>, a: Value<'_>) -> bool {
    match (a.as_bigint(), b.as_bigint()) {
        (Some(x), Some(y)) => y.compare(x).is_lt(),
        _ => false,
    }
}

/// The elements sorted, kept alive by a list.
fn sorted<'s>(ctx: &mut Scope<'s>, o: Object<'_>, length: usize, comparator: Value<'_>) -> JsResult<Vec<Value<'s>>> {
    let array = ctx.new_array(&[])?;
    for k in 0..length {
        let ctx = &mut ctx.inner();
        let v = element(ctx, o, k);
        ctx.array_push(array, v)?;
    }
    let mut values = ctx.list_of_elements(array, 0..length)?.values().to_vec();
    if !comparator.is_undefined() {
        let comparator = ctx.callee(comparator);
        merge_sort(ctx, &mut values, &mut |ctx, b, a| {
            let order = ctx.call_back(comparator, Value::UNDEFINED, [a, b])?;
            is_positive(ctx, order)
        })?;
    } else if let Some(mut numbers) = values.iter().map(|v| v.as_number()).collect::<Option<Vec<f64>>>() {
        // NaN comes last whatever its sign.
        numbers.iter_mut().filter(|n| n.is_nan()).for_each(|n| *n = f64::NAN);
        numbers.sort_unstable_by(f64::total_cmp);
        values = numbers.into_iter().map(Value::number).collect();
    } else {
        merge_sort(ctx, &mut values, &mut |_, b, a| Ok(precedes(b, a)))?;
    }
    Ok(values)
}

fn store_all(ctx: &mut Scope<'_>, o: Object<'_>, values: &[Value<'_>]) -> JsResult<()> {
    let kind = element_of(ctx, o);
    for (k, &v) in values.iter().enumerate() {
        let raw = ctx.value_to_raw(kind, v)?;
        ctx.typed_array_store(o, k, raw);
    }
    Ok(())
}

/// 23.2.3.29
fn sort<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_comparator(ctx, args.get(0))?;
    let (o, length) = validate(ctx, args.this())?;
    let values = sorted(ctx, o, length, args.get(0))?;
    store_all(ctx, o, &values)?;
    Ok(o.value())
}

/// 23.2.3.33
fn to_sorted<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_comparator(ctx, args.get(0))?;
    let (o, length) = validate(ctx, args.this())?;
    let element = element_of(ctx, o);
    let a = new_typed_array(ctx, element, length)?;
    let values = sorted(ctx, o, length, args.get(0))?;
    store_all(ctx, a, &values)?;
    Ok(a.value())
}

pub fn install(ctx: &mut Scope<'_>, proto: Object<'_>) -> JsResult<()> {
    define_methods(
        ctx,
        proto,
        &[
            ("every", 1, every),
            ("filter", 1, filter),
            ("find", 1, find),
            ("findIndex", 1, find_index),
            ("findLast", 1, find_last),
            ("findLastIndex", 1, find_last_index),
            ("forEach", 1, for_each),
            ("map", 1, map),
            ("reduce", 1, reduce),
            ("reduceRight", 1, reduce_right),
            ("some", 1, some),
            ("sort", 1, sort),
            ("toSorted", 1, to_sorted),
        ],
    )
}
