//! Array methods that look at elements and call nothing back: at, includes, indexOf, lastIndexOf,
//! join, toString, toLocaleString.

use super::{get_at, get_present, is_plain, last_index, next_index, previous_index};
use crate::cycle::UnderWay;
use crate::table::Method;
use std::cell::RefCell;
use yarrow_core::{Args, Chars, Context, JsResult, Object, Value};

thread_local! {
    /// Arrays that a `join` is at work on: one that contains itself shows as nothing there, as in
    /// other engines.
    static JOINING: RefCell<UnderWay> = RefCell::default();
}

/// Array.prototype.at (23.1.3.1)
fn at(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())? as f64;
    let relative = ctx.to_integer_or_infinity(args.get(0))?;
    let k = if relative >= 0.0 { relative } else { length + relative };
    if k < 0.0 || k >= length {
        return Ok(Value::UNDEFINED);
    }
    get_at(ctx, o.object(), k as u64)
}

/// Where a plain array has `wanted` from `from` on, by comparing words or numbers; the outer `None`
/// stands for arrays and values that need more than that.
fn find_plain(ctx: &Context, o: Object, wanted: Value, from: u64) -> Option<Option<u64>> {
    if wanted.is_string() || wanted.is_bigint() || wanted.is_undefined() || !is_plain(ctx, o) {
        return None;
    }
    let rest = o.dense_elements()?.get(from as usize..).unwrap_or(&[]);
    let found = match wanted.as_number() {
        Some(n) if n.is_nan() => return None,
        Some(n) => rest.iter().position(|v| *v == wanted || v.as_number() == Some(n)),
        None => rest.iter().position(|v| *v == wanted),
    };
    Some(found.map(|i| from + i as u64))
}

/// Array.prototype.includes (23.1.3.16)
fn includes(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    if length == 0 {
        return Ok(Value::FALSE);
    }
    let mut k = super::relative_index(ctx, args.get(1), length)?;
    if let Some(found) = find_plain(ctx, o.object(), args.get(0), k) {
        return Ok(found.is_some_and(|i| i < length).into());
    }
    while k < length {
        if !args.get(0).is_undefined() {
            // What is absent is `undefined`.
            k = ctx.next_element(o.object(), k, length);
            if k == length {
                break;
            }
        }
        ctx.poll();
        let v = get_at(ctx, o.object(), k)?;
        if v == args.get(0) && !v.is_number() || ctx.same_value_zero(v, args.get(0)) {
            return Ok(Value::TRUE);
        }
        k += 1;
    }
    Ok(Value::FALSE)
}

/// Array.prototype.indexOf (23.1.3.17)
fn index_of(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    if length == 0 {
        return Ok(Value::int(-1));
    }
    let mut k = super::relative_index(ctx, args.get(1), length)?;
    if let Some(found) = find_plain(ctx, o.object(), args.get(0), k) {
        return Ok(found.filter(|&i| i < length).map_or(Value::int(-1), |i| Value::number(i as f64)));
    }
    while let Some(k) = next_index(ctx, o.object(), &mut k, length) {
        if let Some(v) = get_present(ctx, o.object(), k)?
            && ctx.strict_equals(v, args.get(0))
        {
            return Ok(Value::number(k as f64));
        }
    }
    Ok(Value::int(-1))
}

/// Array.prototype.lastIndexOf (23.1.3.20)
fn last_index_of(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    if length == 0 {
        return Ok(Value::int(-1));
    }
    let Some(from) = last_index(ctx, args, length)? else { return Ok(Value::int(-1)) };
    let mut end = from + 1;
    while let Some(k) = previous_index(ctx, o.object(), &mut end) {
        if let Some(v) = get_present(ctx, o.object(), k)?
            && ctx.strict_equals(v, args.get(0))
        {
            return Ok(Value::number(k as f64));
        }
    }
    Ok(Value::int(-1))
}

/// Runs `join` unless it is at work on this object already.
fn guarded(ctx: &mut Context, o: Object, join: impl FnOnce(&mut Context) -> JsResult<Value>) -> JsResult<Value> {
    let cyclic = JOINING.with_borrow(|stack| stack.contains(o));
    if cyclic {
        return Ok(ctx.names.empty.value());
    }
    JOINING.with_borrow_mut(|stack| stack.push(o));
    let result = join(ctx);
    JOINING.with_borrow_mut(UnderWay::pop);
    result
}

/// Array.prototype.join (23.1.3.18)
fn join(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    let separator =
        if args.get(0).is_undefined() { ctx.char_string(u16::from(b','))? } else { ctx.to_string(args.get(0))? };
    let separator = ctx.flat(separator)?;
    ctx.root(separator);
    guarded(ctx, o.object(), |ctx| {
        let mut builder = ctx.string_builder();
        let mut k = 0;
        while k < length {
            if k > 0 {
                builder.push_chars(separator.chars());
            }
            let next = ctx.next_element(o.object(), k, length);
            if next > k {
                // Of those that are absent nothing shows but what separates them.
                builder.push_repeated(separator.chars(), (next - k - 1) as usize);
                builder.check(ctx)?;
                k = next;
                continue;
            }
            ctx.poll();
            let v = get_at(ctx, o.object(), k)?;
            k += 1;
            if !v.is_nullish() {
                let s = ctx.to_string(v)?;
                builder.push_chars(ctx.flat(s)?.chars());
            }
            builder.check(ctx)?;
        }
        Ok(builder.finish(ctx)?.value())
    })
}

/// Array.prototype.toString (23.1.3.36)
fn to_string(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let key = ctx.names.join;
    let join = ctx.get(o.object(), key)?;
    let f = if join.is_callable() { join } else { ctx.intrinsics.object_to_string };
    ctx.call(f, o.get(), &[])
}

/// Array.prototype.toLocaleString (23.1.3.32)
fn to_locale_string(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.this())?;
    let o = ctx.root(o);
    let length = ctx.length_of(o.object())?;
    let method = ctx.atom("toLocaleString")?;
    ctx.root(method);
    guarded(ctx, o.object(), |ctx| {
        let mut builder = ctx.string_builder();
        let mut k = 0;
        while k < length {
            if k > 0 {
                builder.push_unit(u16::from(b','));
            }
            let next = ctx.next_element(o.object(), k, length);
            if next > k {
                builder.push_repeated(Chars::Latin1(b","), (next - k - 1) as usize);
                builder.check(ctx)?;
                k = next;
                continue;
            }
            ctx.poll();
            let v = get_at(ctx, o.object(), k)?;
            k += 1;
            if !v.is_nullish() {
                let shown = ctx.invoke(v, method, &[])?;
                let s = ctx.to_string(shown)?;
                builder.push_chars(ctx.flat(s)?.chars());
            }
            builder.check(ctx)?;
        }
        Ok(builder.finish(ctx)?.value())
    })
}

pub const METHODS: &[Method] = &[
    ("at", 1, at),
    ("includes", 1, includes),
    ("indexOf", 1, index_of),
    ("lastIndexOf", 1, last_index_of),
    ("join", 1, join),
    ("toString", 0, to_string),
    ("toLocaleString", 0, to_locale_string),
];
