//! Array methods that look at elements and call nothing back: at, includes, indexOf, lastIndexOf,
//! join, toString, toLocaleString.

use super::access::this_array_like;
use super::{get_at, get_present, is_plain, last_index, next_index, previous_index};
use crate::cycle::UnderWay;
use crate::table::Method;
use std::cell::RefCell;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Chars, JsResult};

thread_local! {
    /// Arrays that a `join` is at work on: one that contains itself shows as nothing there, as in
    /// other engines.
    static JOINING: RefCell<UnderWay> = RefCell::default();
}

/// Array.prototype.at (23.1.3.1)
fn at<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)? as f64;
    let relative = ctx.to_integer_or_infinity(args.get(0))?;
    let k = if relative >= 0.0 { relative } else { length + relative };
    if k < 0.0 || k >= length {
        return Ok(Value::UNDEFINED);
    }
    get_at(ctx, o, k as u64)
}

/// Where a plain array has `wanted` from `from` on, by comparing words or numbers; the outer `None`
/// stands for arrays and values that need more than that.
fn find_plain(ctx: &Scope<'_>, o: Object<'_>, wanted: Value<'_>, from: u64) -> Option<Option<u64>> {
    if wanted.is_string() || wanted.is_bigint() || wanted.is_undefined() || !is_plain(ctx, o) {
        return None;
    }
    let rest = ctx.dense_elements(o)?.get(from as usize..).unwrap_or(&[]);
    let found = match wanted.as_number() {
        Some(n) if n.is_nan() => return None,
        Some(n) => rest.iter().position(|v| *v == wanted || v.as_number() == Some(n)),
        None => rest.iter().position(|v| *v == wanted),
    };
    Some(found.map(|i| from + i as u64))
}

/// Array.prototype.includes (23.1.3.16)
fn includes<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    if length == 0 {
        return Ok(Value::FALSE);
    }
    let mut k = super::relative_index(ctx, args.get(1), length)?;
    if let Some(found) = find_plain(ctx, o, args.get(0), k) {
        return Ok(found.is_some_and(|i| i < length).into());
    }
    while k < length {
        let ctx = &mut ctx.inner();
        if !args.get(0).is_undefined() {
            // What is absent is `undefined`.
            k = ctx.next_element(o, k, length);
            if k == length {
                break;
            }
        }
        ctx.poll();
        let v = get_at(ctx, o, k)?;
        if v == args.get(0) && !v.is_number() || ctx.same_value_zero(v, args.get(0)) {
            return Ok(Value::TRUE);
        }
        k += 1;
    }
    Ok(Value::FALSE)
}

/// Array.prototype.indexOf (23.1.3.17)
fn index_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_array_like(ctx, args)?;
    let length = ctx.length_of(o)?;
    if length == 0 {
        return Ok(Value::int(-1));
    }
    let mut k = super::relative_index(ctx, args.get(1), length)?;
    if let Some(found) = find_plain(ctx, o, args.get(0), k) {
        return Ok(found.filter(|&i| i < length).map_or(Value::int(-1), |i| Value::number(i as f64)));
    }
    while let Some(k) = next_index(ctx, o, &mut k, length) {
        let ctx = &mut ctx.inner();
        if let Some(v) = get_present(ctx, o, k)?
            && ctx.strict_equals(v, args.get(0))
        {
            return Ok(Value::number(k as f64));
        }
    }
    Ok(Value::int(-1))
}

/// Array.prototype.lastIndexOf (23.1.3.20)
fn last_index_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    if length == 0 {
        return Ok(Value::int(-1));
    }
    let Some(from) = last_index(ctx, args, length)? else { return Ok(Value::int(-1)) };
    let mut end = from + 1;
    while let Some(k) = previous_index(ctx, o, &mut end) {
        let ctx = &mut ctx.inner();
        if let Some(v) = get_present(ctx, o, k)?
            && ctx.strict_equals(v, args.get(0))
        {
            return Ok(Value::number(k as f64));
        }
    }
    Ok(Value::int(-1))
}

/// Runs `join` unless it is at work on this object already.
fn guarded<'s>(
    ctx: &mut Scope<'s>,
    o: Object<'_>,
    join: impl FnOnce(&mut Scope<'s>) -> JsResult<Value<'s>>,
) -> JsResult<Value<'s>> {
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
fn join<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    let separator =
        if args.get(0).is_undefined() { ctx.char_string(u16::from(b','))? } else { ctx.to_string(args.get(0))? };
    let separator = ctx.flat(separator)?;
    guarded(ctx, o, |ctx| {
        let mut builder = ctx.string_builder();
        let mut k = 0;
        while k < length {
            let ctx = &mut ctx.inner();
            if k > 0 {
                builder.push_chars(separator.chars());
            }
            let next = ctx.next_element(o, k, length);
            if next > k {
                // Of those that are absent nothing shows but what separates them.
                builder.push_repeated(separator.chars(), (next - k - 1) as usize);
                ctx.check_builder(&builder)?;
                k = next;
                continue;
            }
            ctx.poll();
            let v = get_at(ctx, o, k)?;
            k += 1;
            if !v.is_nullish() {
                let s = ctx.to_string(v)?;
                builder.push_chars(ctx.flat(s)?.chars());
            }
            ctx.check_builder(&builder)?;
        }
        Ok(ctx.finish_string(builder)?.value())
    })
}

/// Array.prototype.toString (23.1.3.36)
fn to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let key = ctx.names.join;
    let join = ctx.get(o, key)?;
    let f = if join.is_callable() { join } else { ctx.intrinsics.object_to_string };
    ctx.call(f, o.value(), &[])
}

/// Array.prototype.toLocaleString (23.1.3.32)
fn to_locale_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let length = ctx.length_of(o)?;
    let method = ctx.atom("toLocaleString")?;
    guarded(ctx, o, |ctx| {
        let mut builder = ctx.string_builder();
        let mut k = 0;
        while k < length {
            let ctx = &mut ctx.inner();
            if k > 0 {
                builder.push_unit(u16::from(b','));
            }
            let next = ctx.next_element(o, k, length);
            if next > k {
                builder.push_repeated(Chars::Latin1(b","), (next - k - 1) as usize);
                ctx.check_builder(&builder)?;
                k = next;
                continue;
            }
            ctx.poll();
            let v = get_at(ctx, o, k)?;
            k += 1;
            if !v.is_nullish() {
                let shown = ctx.invoke(v, method, &[])?;
                let s = ctx.to_string(shown)?;
                builder.push_chars(ctx.flat(s)?.chars());
            }
            ctx.check_builder(&builder)?;
        }
        Ok(ctx.finish_string(builder)?.value())
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
