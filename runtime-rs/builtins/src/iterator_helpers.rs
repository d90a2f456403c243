//! The lazy helpers of Iterator.prototype (27.1.4), and %IteratorHelperPrototype% (27.1.2.1).
//!
//! Those over several iterators are in `iterator_zip.rs`.

use crate::iterator_helper_object::{
    BENEATH, BRAND, COUNTER, FRESH, FUNCTION, INNER, KIND, KINDS, Kind, STATE, new_helper, open_flattenable,
};
use crate::iterator_zip;
use crate::table::{define_methods, define_tag};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult, Throw};

const SUSPENDED: i32 = 1;
const RUNNING: i32 = 2;
const DONE: i32 = 3;

/// Longest list of a chunk or window.
const MAX_CHUNK: f64 = 4_294_967_295.0;

/// `this`, which is an object.
pub fn this_iterator<'s>(ctx: &mut Scope<'_>, args: Args<'s>, name: &str) -> JsResult<Value<'s>> {
    if args.this().is_object() {
        return Ok(args.this());
    }
    let text = ctx.describe(args.this());
    Err(ctx.throw_type_error(format_args!("Iterator.prototype.{name} called on non-object: {text}")))
}

/// Argument 0, which must be callable; the iterator is closed if it is not.
pub fn function_argument<'s>(ctx: &mut Scope<'_>, args: Args<'s>) -> JsResult<Value<'s>> {
    let f = args.get(0);
    if f.is_callable() {
        return Ok(f);
    }
    let throw = ctx.throw_not_callable(f);
    Err(ctx.iter_close_throw(args.this(), throw))
}

fn helper_with_function<'s>(ctx: &mut Scope<'s>, args: Args<'s>, kind: Kind, name: &str) -> JsResult<Value<'s>> {
    let iterator = this_iterator(ctx, args, name)?;
    let f = function_argument(ctx, args)?;
    let beneath = ctx.iter_from_iterator(iterator)?;
    new_helper(ctx, kind, beneath, f, Value::UNDEFINED)
}

/// The count of `take` and `drop`.
fn limit_argument(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<f64> {
    let n = ctx.to_number(args.get(0))?;
    let limit = n.trunc() + 0.0;
    if n.is_nan() || limit < 0.0 || (limit.is_finite() && limit > crate::array::access::MAX_SAFE) {
        let text = ctx.describe(args.get(0));
        return Err(ctx.throw_range_error(format_args!("{text} must be positive")));
    }
    Ok(limit)
}

fn helper_with_limit<'s>(ctx: &mut Scope<'s>, args: Args<'s>, kind: Kind, name: &str) -> JsResult<Value<'s>> {
    let iterator = this_iterator(ctx, args, name)?;
    let limit = match limit_argument(ctx, args) {
        Ok(limit) => limit,
        Err(throw) => return Err(ctx.iter_close_throw(iterator, throw)),
    };
    let beneath = ctx.iter_from_iterator(iterator)?;
    new_helper(ctx, kind, beneath, Value::number(limit), Value::UNDEFINED)
}

/// The size of chunks and windows: nothing is converted.
fn size_argument(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<f64> {
    match args.get(0).as_number().filter(|n| n.is_finite() && n.trunc() == *n) {
        Some(n) if (1.0..=MAX_CHUNK).contains(&n) => Ok(n),
        Some(n) => Err(ctx.throw_range_error(format_args!("{n} is out of range"))),
        None => {
            let text = ctx.describe(args.get(0));
            Err(ctx.throw_type_error(format_args!("{text} is not an integral number")))
        }
    }
}

fn window_kind(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<Kind> {
    let text = v.as_string().map(|s| s.to_rust());
    match text.as_deref() {
        None if v.is_undefined() => Ok(Kind::Windows),
        Some("only-full") => Ok(Kind::Windows),
        Some("allow-partial") => Ok(Kind::PartialWindows),
        _ => Err(ctx.throw_type_error(format_args!("undersized must be \"only-full\" or \"allow-partial\""))),
    }
}

fn helper_with_size<'s>(ctx: &mut Scope<'s>, args: Args<'s>, name: &str) -> JsResult<Value<'s>> {
    let iterator = this_iterator(ctx, args, name)?;
    let chosen = size_argument(ctx, args).and_then(|size| {
        let kind = if name == "chunks" { Kind::Chunks } else { window_kind(ctx, args.get(1))? };
        Ok((size, kind))
    });
    let (size, kind) = match chosen {
        Ok(chosen) => chosen,
        Err(throw) => return Err(ctx.iter_close_throw(iterator, throw)),
    };
    let beneath = ctx.iter_from_iterator(iterator)?;
    let buffer = ctx.new_array(&[])?;
    new_helper(ctx, kind, beneath, Value::number(size), buffer.value())
}

/// Iterator.prototype.chunks (proposal iterator-chunking)
fn iterator_chunks<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    helper_with_size(ctx, args, "chunks")
}

/// Iterator.prototype.windows (proposal iterator-chunking)
fn iterator_windows<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    helper_with_size(ctx, args, "windows")
}

/// Iterator.prototype.drop (27.1.4.2)
fn iterator_drop<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    helper_with_limit(ctx, args, Kind::Drop, "drop")
}

/// Iterator.prototype.filter (27.1.4.4)
fn iterator_filter<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    helper_with_function(ctx, args, Kind::Filter, "filter")
}

/// Iterator.prototype.flatMap (27.1.4.6)
fn iterator_flat_map<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    helper_with_function(ctx, args, Kind::FlatMap, "flatMap")
}

/// Iterator.prototype.map (27.1.4.8)
fn iterator_map<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    helper_with_function(ctx, args, Kind::Map, "map")
}

/// Iterator.prototype.take (27.1.4.11)
fn iterator_take<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    helper_with_limit(ctx, args, Kind::Take, "take")
}

/// Calls the function of a helper with a value and the counter, which advances; closes the
/// iterator beneath if it throws.
fn call_function<'s>(ctx: &mut Scope<'s>, o: Object<'_>, value: Value<'_>) -> JsResult<Value<'s>> {
    let n = ctx.internal(o, COUNTER).as_number().unwrap_or(0.0);
    o.set_internal(COUNTER, Value::number(n + 1.0));
    let (f, beneath) = (ctx.internal(o, FUNCTION), ctx.internal(o, BENEATH));
    let result = ctx.call(f, Value::UNDEFINED, &[value, Value::number(n)]);
    result.map_err(|throw| ctx.iter_close_throw(beneath, throw))
}

/// One step of a helper: its next value, or `None` at its end.
fn step<'s>(ctx: &mut Scope<'s>, o: Object<'_>, kind: Kind) -> JsResult<Option<Value<'s>>> {
    let beneath = ctx.internal(o, BENEATH);
    let left = ctx.internal(o, FUNCTION).as_number().unwrap_or(0.0);
    match kind {
        Kind::Map => match ctx.iter_next(beneath)? {
            None => Ok(None),
            Some(v) => call_function(ctx, o, v).map(Some),
        },
        Kind::Filter => loop {
            let mut ctx = ctx.inner();
            let Some(v) = ctx.iter_next(beneath)? else { return Ok(None) };
            let verdict = call_function(&mut ctx, o, v)?;
            if ctx.to_boolean(verdict) {
                return Ok(Some(ctx.escape(v)));
            }
        },
        Kind::Take => {
            if left <= 0.0 {
                ctx.iter_close(beneath)?;
                return Ok(None);
            }
            o.set_internal(FUNCTION, Value::number(left - 1.0));
            ctx.iter_next(beneath)
        }
        Kind::Drop => {
            let mut left = left;
            while left > 0.0 {
                let ctx = &mut ctx.inner();
                left -= 1.0;
                if ctx.iter_next(beneath)?.is_none() {
                    return Ok(None);
                }
                ctx.poll();
            }
            o.set_internal(FUNCTION, Value::int(0));
            ctx.iter_next(beneath)
        }
        Kind::FlatMap => flat_map_step(ctx, o, beneath),
        Kind::Chunks => chunk_step(ctx, beneath, left),
        Kind::Windows | Kind::PartialWindows => window_step(ctx, o, beneath, kind, left),
        Kind::Concat => iterator_zip::concat_step(ctx, o),
        Kind::ZipShortest | Kind::ZipLongest | Kind::ZipStrict => iterator_zip::zip_step(ctx, o, kind),
    }
}

fn flat_map_step<'s>(ctx: &mut Scope<'s>, o: Object<'_>, beneath: Value<'_>) -> JsResult<Option<Value<'s>>> {
    loop {
        let mut ctx = ctx.inner();
        let inner = ctx.internal(o, INNER);
        if !inner.is_undefined() {
            match ctx.iter_next(inner) {
                Ok(Some(v)) => return Ok(Some(ctx.escape(v))),
                Ok(None) => o.set_internal(INNER, Value::UNDEFINED),
                Err(throw) => return Err(ctx.iter_close_throw(beneath, throw)),
            }
        }
        let Some(v) = ctx.iter_next(beneath)? else { return Ok(None) };
        let mapped = call_function(&mut ctx, o, v)?;
        match open_flattenable(&mut ctx, mapped) {
            Ok(record) => o.set_internal(INNER, record),
            Err(throw) => return Err(ctx.iter_close_throw(beneath, throw)),
        }
    }
}

fn chunk_step<'s>(ctx: &mut Scope<'s>, beneath: Value<'_>, size: f64) -> JsResult<Option<Value<'s>>> {
    let chunk = ctx.new_array(&[])?;
    while f64::from(chunk.array_length()) < size {
        let ctx = &mut ctx.inner();
        match ctx.iter_next(beneath)? {
            Some(v) => ctx.array_push(chunk, v)?,
            None if chunk.array_length() == 0 => return Ok(None),
            None => break,
        }
        ctx.poll();
    }
    Ok(Some(chunk.value()))
}

/// The buffer in INNER holds the last values, at most `size`.
fn window_step<'s>(
    ctx: &mut Scope<'s>,
    o: Object<'_>,
    beneath: Value<'_>,
    kind: Kind,
    size: f64,
) -> JsResult<Option<Value<'s>>> {
    let Some(buffer) = ctx.internal(o, INNER).as_object() else { return Ok(None) };
    while slide(ctx, buffer, beneath, size)? {
        if f64::from(buffer.array_length()) == size {
            return elements_of(ctx, buffer).map(Some);
        }
        ctx.poll();
    }
    // What a full window has been yielded of is not yielded again.
    o.set_internal(INNER, Value::UNDEFINED);
    let held = f64::from(buffer.array_length());
    if kind == Kind::PartialWindows && held > 0.0 && held < size {
        return elements_of(ctx, buffer).map(Some);
    }
    Ok(None)
}

/// Takes the next value into the buffer, out of which the first one falls if it is full; false if there is none.
fn slide(ctx: &mut Scope<'_>, buffer: Object<'_>, beneath: Value<'_>, size: f64) -> JsResult<bool> {
    let ctx = &mut ctx.inner();
    let Some(v) = ctx.iter_next(beneath)? else { return Ok(false) };
    let held = buffer.array_length() as usize;
    if held as f64 == size {
        ctx.with_dense(buffer, |words| words.copy_within(1.., 0));
        ctx.write_dense(buffer, held - 1, &[v]);
    } else {
        ctx.array_push(buffer, v)?;
    }
    Ok(true)
}

/// A new array of the elements of one of ours.
fn elements_of<'s>(ctx: &mut Scope<'s>, array: Object<'_>) -> JsResult<Value<'s>> {
    Ok(ctx.array_of_elements(array, 0..array.array_length() as usize)?.value())
}

/// The helper that `this` is, its kind and its state.
fn this_helper<'s>(ctx: &mut Scope<'_>, args: Args<'s>, name: &str) -> JsResult<(Object<'s>, Kind, i32)> {
    if let Some(o) = args.this().as_kind(CellKind::BuiltinIterator)
        && let Some(kind) = ctx.internal(o, KIND).as_int().and_then(|n| KINDS.get((n - BRAND) as usize))
    {
        let state = ctx.internal(o, STATE).as_int().unwrap_or(DONE);
        return Ok((o, *kind, state));
    }
    let text = ctx.describe(args.this());
    Err(ctx.throw_type_error(format_args!("Iterator Helper.prototype.{name} called on incompatible receiver {text}")))
}

fn throw_running(ctx: &mut Scope<'_>) -> Throw {
    ctx.throw_type_error(format_args!("Generator is already running"))
}

fn set_state(o: Object<'_>, state: i32) {
    o.set_internal(STATE, Value::int(state));
}

/// %IteratorHelperPrototype%.next (27.1.2.1.1)
fn helper_next<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, kind, state) = this_helper(ctx, args, "next")?;
    match state {
        RUNNING => return Err(throw_running(ctx)),
        DONE => return Ok(ctx.new_iter_result(Value::UNDEFINED, true)?.value()),
        _ => set_state(o, RUNNING),
    }
    let stepped = step(ctx, o, kind);
    // The last of undersized windows leaves no buffer: that was the end.
    let over = kind == Kind::PartialWindows && ctx.internal(o, INNER).is_undefined();
    set_state(o, if matches!(stepped, Ok(Some(_))) && !over { SUSPENDED } else { DONE });
    let value = stepped?;
    Ok(ctx.new_iter_result(value.unwrap_or(Value::UNDEFINED), value.is_none())?.value())
}

/// %IteratorHelperPrototype%.return (27.1.2.1.2)
fn helper_return<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, kind, state) = this_helper(ctx, args, "return")?;
    match state {
        RUNNING => return Err(throw_running(ctx)),
        DONE => {}
        _ => {
            // One that has not started is over before what is beneath it closes.
            set_state(o, if state == FRESH { DONE } else { RUNNING });
            let closed = close_beneath(ctx, o, kind);
            set_state(o, DONE);
            closed?;
        }
    }
    Ok(ctx.new_iter_result(Value::UNDEFINED, true)?.value())
}

fn close_beneath(ctx: &mut Scope<'_>, o: Object<'_>, kind: Kind) -> JsResult<()> {
    let (beneath, inner) = (ctx.internal(o, BENEATH), ctx.internal(o, INNER));
    match kind {
        Kind::Concat => ctx.iter_close(inner),
        Kind::ZipShortest | Kind::ZipLongest | Kind::ZipStrict => match beneath.as_object() {
            Some(list) => iterator_zip::close_all(ctx, list),
            None => Ok(()),
        },
        Kind::FlatMap => {
            if !inner.is_undefined()
                && let Err(throw) = ctx.iter_close(inner)
            {
                return Err(ctx.iter_close_throw(beneath, throw));
            }
            ctx.iter_close(beneath)
        }
        Kind::Map | Kind::Filter | Kind::Take | Kind::Drop | Kind::Chunks | Kind::Windows | Kind::PartialWindows => {
            ctx.iter_close(beneath)
        }
    }
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.iterator_prototype;
    let helper = ctx.intrinsics.iterator_helper_prototype;
    define_methods(ctx, helper, &[("next", 0, helper_next), ("return", 0, helper_return)])?;
    define_tag(ctx, helper, "Iterator Helper")?;
    define_methods(
        ctx,
        proto,
        &[
            ("chunks", 1, iterator_chunks),
            ("drop", 1, iterator_drop),
            ("filter", 1, iterator_filter),
            ("flatMap", 1, iterator_flat_map),
            ("map", 1, iterator_map),
            ("take", 1, iterator_take),
            ("windows", 1, iterator_windows),
        ],
    )
}
