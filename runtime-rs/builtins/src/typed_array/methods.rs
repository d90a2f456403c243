//! Methods and accessors of %TypedArray%.prototype (23.2.3) that call no function.

use super::create::{copy_elements, element_of, new_typed_array, species_create, throw_out_of_bounds, validate};
use crate::array::access::{last_index, relative_end, relative_index};
use crate::table::{Method, define_methods};
use yarrow_machine::builtin_iterator::{IteratorKind, new_iterator};
use yarrow_objects::rooted::{Args, JsString, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult, View};

fn element<'s>(ctx: &mut Scope<'s>, o: Object<'_>, k: usize) -> Value<'s> {
    ctx.typed_array_get(o, k as u32).unwrap_or(Value::UNDEFINED)
}

fn this_view<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<(Object<'s>, View<'s>)> {
    if let Some(o) = args.this().as_kind(CellKind::TypedArray)
        && let Some(view) = ctx.view(o)
    {
        return Ok((o, view));
    }
    Err(ctx.throw_type_error(format_args!("this is not a typed array.")))
}

/// 23.2.3.2
fn buffer<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(this_view(ctx, args)?.1.buffer.value())
}

/// 23.2.3.3
fn byte_length<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, view) = this_view(ctx, args)?;
    Ok(Value::number((ctx.typed_array_length(o).unwrap_or(0) * view.element.size()) as f64))
}

/// 23.2.3.4
fn byte_offset<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, view) = this_view(ctx, args)?;
    Ok(Value::number(if ctx.typed_array_length(o).is_some() { view.offset as f64 } else { 0.0 }))
}

/// 23.2.3.21
fn length<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, _) = this_view(ctx, args)?;
    Ok(Value::number(ctx.typed_array_length(o).unwrap_or(0) as f64))
}

/// get %TypedArray%.prototype\[@@toStringTag\] (23.2.3.38)
fn tag<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    match args.this().as_kind(CellKind::TypedArray) {
        Some(o) => {
            let name = element_of(ctx, o).array_name();
            Ok(ctx.atom(name)?.value())
        }
        None => Ok(Value::UNDEFINED),
    }
}

/// 23.2.3.1
fn at<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    let relative = ctx.to_integer_or_infinity(args.get(0))?;
    let k = if relative >= 0.0 { relative } else { length as f64 + relative };
    if k < 0.0 || k >= length as f64 { Ok(Value::UNDEFINED) } else { Ok(element(ctx, o, k as usize)) }
}

/// The length now, which may be less than it was before arguments were converted.
fn length_again(ctx: &mut Scope<'_>, o: Object<'_>) -> JsResult<usize> {
    match ctx.typed_array_length(o) {
        Some(n) => Ok(n),
        None => Err(throw_out_of_bounds(ctx)),
    }
}

/// 23.2.3.6
fn copy_within<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    let to = relative_index(ctx, args.get(0), length as u64)? as usize;
    let from = relative_index(ctx, args.get(1), length as u64)? as usize;
    let last = relative_end(ctx, args.get(2), length as u64)? as usize;
    let count = last.saturating_sub(from).min(length - to);
    if count > 0 {
        let now = length_again(ctx, o)?;
        let count = count.min(now.saturating_sub(from)).min(now.saturating_sub(to));
        copy_elements(ctx, o, from.min(now), o, to.min(now), count)?;
    }
    Ok(o.value())
}

fn create_iterator<'s>(ctx: &mut Scope<'s>, args: Args<'s>, kind: IteratorKind) -> JsResult<Value<'s>> {
    let (o, _) = validate(ctx, args.this())?;
    let proto = ctx.intrinsics.array_iterator_prototype;
    new_iterator(ctx, proto, kind, o.value())
}

/// 23.2.3.7
fn entries<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create_iterator(ctx, args, IteratorKind::ArrayEntries)
}

/// 23.2.3.19
fn keys<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create_iterator(ctx, args, IteratorKind::ArrayKeys)
}

/// 23.2.3.35
fn values<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    create_iterator(ctx, args, IteratorKind::ArrayValues)
}

/// 23.2.3.9
fn fill<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    let element = element_of(ctx, o);
    let raw = ctx.value_to_raw(element, args.get(0))?;
    let first = relative_index(ctx, args.get(1), length as u64)? as usize;
    let last = relative_end(ctx, args.get(2), length as u64)? as usize;
    let now = length_again(ctx, o)?;
    for k in first..last.min(now) {
        ctx.typed_array_store(o, k, raw);
    }
    Ok(o.value())
}

/// 23.2.3.16
fn includes<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    if length == 0 {
        return Ok(Value::FALSE);
    }
    let from = relative_index(ctx, args.get(1), length as u64)? as usize;
    for k in from..length {
        let ctx = &mut ctx.inner();
        let v = element(ctx, o, k);
        if ctx.same_value_zero(v, args.get(0)) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// 23.2.3.17
fn index_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    if length == 0 {
        return Ok(Value::int(-1));
    }
    let from = relative_index(ctx, args.get(1), length as u64)? as usize;
    for k in from..length {
        let ctx = &mut ctx.inner();
        if let Some(v) = ctx.typed_array_get(o, k as u32)
            && ctx.strict_equals(v, args.get(0))
        {
            return Ok(Value::number(k as f64));
        }
    }
    Ok(Value::int(-1))
}

/// 23.2.3.20
fn last_index_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    if length == 0 {
        return Ok(Value::int(-1));
    }
    let Some(from) = last_index(ctx, args, length as u64)? else { return Ok(Value::int(-1)) };
    for k in (0..=from as usize).rev() {
        let ctx = &mut ctx.inner();
        if let Some(v) = ctx.typed_array_get(o, k as u32)
            && ctx.strict_equals(v, args.get(0))
        {
            return Ok(Value::number(k as f64));
        }
    }
    Ok(Value::int(-1))
}

/// Joins elements, whose texts `text_of` makes.
fn join_with<'s>(
    ctx: &mut Scope<'s>,
    o: Object<'_>,
    length: usize,
    separator: JsString<'_>,
    mut text_of: impl for<'i> FnMut(&mut Scope<'i>, Value<'i>) -> JsResult<Value<'i>>,
) -> JsResult<Value<'s>> {
    let separator = ctx.flat(separator)?;
    let mut builder = ctx.string_builder();
    for k in 0..length {
        let ctx = &mut ctx.inner();
        if k > 0 {
            builder.push_chars(separator.chars());
        }
        let v = element(ctx, o, k);
        if !v.is_undefined() {
            let text = text_of(ctx, v)?;
            let s = ctx.to_string(text)?;
            builder.push_chars(ctx.flat(s)?.chars());
        }
        if builder.len() > yarrow_objects::MAX_LENGTH {
            return Err(ctx.throw_range_error(format_args!("Invalid string length")));
        }
    }
    Ok(ctx.finish_string(builder)?.value())
}

/// 23.2.3.18
fn join<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    let separator =
        if args.get(0).is_undefined() { ctx.char_string(u16::from(b','))? } else { ctx.to_string(args.get(0))? };
    join_with(ctx, o, length, separator, |_, v| Ok(v))
}

/// 23.2.3.31
fn to_locale_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    let separator = ctx.char_string(u16::from(b','))?;
    let method = ctx.atom("toLocaleString")?;
    join_with(ctx, o, length, separator, |ctx, v| ctx.invoke(v, method, &[]))
}

/// 23.2.3.25
fn reverse<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    let element = element_of(ctx, o);
    for k in 0..length / 2 {
        let ctx = &mut ctx.inner();
        let (a, b) = (k, length - 1 - k);
        let (x, y) = (self::element(ctx, o, a), self::element(ctx, o, b));
        let (x, y) = (ctx.value_to_raw(element, x)?, ctx.value_to_raw(element, y)?);
        ctx.typed_array_store(o, a, y);
        ctx.typed_array_store(o, b, x);
    }
    Ok(o.value())
}

/// %TypedArray%.prototype.set (23.2.3.26)
fn set<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (target, view) = this_view(ctx, args)?;
    let offset = ctx.to_integer_or_infinity(args.get(1))?;
    if offset < 0.0 {
        return Err(ctx.throw_range_error(format_args!("offset is out of bounds")));
    }
    let Some(length) = ctx.typed_array_length(target) else { return Err(throw_out_of_bounds(ctx)) };
    if let Some(source) = args.get(0).as_kind(CellKind::TypedArray) {
        let Some(count) = ctx.typed_array_length(source) else { return Err(throw_out_of_bounds(ctx)) };
        let element = element_of(ctx, source);
        if element.is_bigint() != view.element.is_bigint() {
            return Err(
                ctx.throw_type_error(format_args!("Cannot mix BigInt and other types, use explicit conversions"))
            );
        }
        if count as f64 + offset > length as f64 {
            return Err(ctx.throw_range_error(format_args!("offset is out of bounds")));
        }
        let overlaps = ctx.view(source).is_some_and(|v| v.buffer == view.buffer) && element != view.element;
        let mut from = source;
        if overlaps {
            // The source as it was before the first store.
            from = new_typed_array(ctx, element, count)?;
            copy_elements(ctx, source, 0, from, 0, count)?;
        }
        copy_elements(ctx, from, 0, target, offset as usize, count)?;
        return Ok(Value::UNDEFINED);
    }
    let source = ctx.to_object(args.get(0))?;
    let count = ctx.length_of(source)?;
    if count as f64 + offset > length as f64 {
        return Err(ctx.throw_range_error(format_args!("offset is out of bounds")));
    }
    for k in 0..count {
        let ctx = &mut ctx.inner();
        let v = crate::array::access::get_at(ctx, source, k)?;
        ctx.typed_array_set(target, Some((offset as u64 + k) as u32), v)?;
    }
    Ok(Value::UNDEFINED)
}

/// 23.2.3.27
fn slice<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    let first = relative_index(ctx, args.get(0), length as u64)? as usize;
    let last = relative_end(ctx, args.get(1), length as u64)? as usize;
    let count = last.saturating_sub(first);
    let a = species_create(ctx, o, &[Value::number(count as f64)])?;
    if count == 0 {
        return Ok(a.value());
    }
    let last = last.min(length_again(ctx, o)?);
    let count = last.saturating_sub(first);
    if element_of(ctx, o) == element_of(ctx, a) {
        copy_forwards(ctx, o, first, a, count);
        return Ok(a.value());
    }
    for k in 0..count {
        let ctx = &mut ctx.inner();
        let v = element(ctx, o, first + k);
        ctx.set(a, k as u32, v)?;
    }
    Ok(a.value())
}

/// Copies bytes one after the other, as the specification does for a species that shares the buffer.
fn copy_forwards(ctx: &mut Scope<'_>, from: Object<'_>, start: usize, to: Object<'_>, count: usize) {
    let (Some(a), Some(b)) = (ctx.view(from), ctx.view(to)) else { return };
    let size = a.element.size();
    let room = ctx.typed_array_length(to).unwrap_or(0).min(count) * size;
    let (first, target) = (a.offset + start * size, b.offset);
    if room > 0 && a.buffer != b.buffer {
        ctx.copy_bytes(a.buffer, first..first + room, b.buffer, target);
        return;
    }
    let bytes = &mut ctx.byte_store_mut(a.buffer).bytes;
    for i in 0..room {
        bytes[target + i] = bytes[first + i];
    }
}

/// 23.2.3.30
fn subarray<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, view) = this_view(ctx, args)?;
    let length = ctx.typed_array_length(o).unwrap_or(0) as u64;
    let first = relative_index(ctx, args.get(0), length)?;
    let offset = view.offset + first as usize * view.element.size();
    let mut all = vec![view.buffer.value(), Value::number(offset as f64)];
    if view.length.is_some() || !args.get(1).is_undefined() {
        let last = relative_end(ctx, args.get(1), length)?;
        all.push(Value::number(last.saturating_sub(first) as f64));
    }
    Ok(species_create(ctx, o, &all)?.value())
}

/// 23.2.3.32
fn to_reversed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    let kind = element_of(ctx, o);
    let a = new_typed_array(ctx, kind, length)?;
    for k in 0..length {
        let ctx = &mut ctx.inner();
        let v = element(ctx, o, length - 1 - k);
        let raw = ctx.value_to_raw(kind, v)?;
        ctx.typed_array_store(a, k, raw);
    }
    Ok(a.value())
}

/// 23.2.3.36
fn with<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, length) = validate(ctx, args.this())?;
    let kind = element_of(ctx, o);
    let relative = ctx.to_integer_or_infinity(args.get(0))?;
    let k = if relative >= 0.0 { relative } else { length as f64 + relative };
    let raw = ctx.value_to_raw(kind, args.get(1))?;
    let now = ctx.typed_array_length(o).unwrap_or(0);
    if k < 0.0 || k >= now as f64 {
        return Err(ctx.throw_range_error(format_args!("Invalid typed array index")));
    }
    let a = new_typed_array(ctx, kind, length)?;
    for i in 0..length {
        let ctx = &mut ctx.inner();
        let v = element(ctx, o, i);
        let old = if v.is_undefined() && kind.is_bigint() {
            ctx.value_to_raw(kind, Value::FALSE)?
        } else {
            ctx.value_to_raw(kind, v)?
        };
        ctx.typed_array_store(a, i, if i == k as usize { raw } else { old });
    }
    Ok(a.value())
}

const METHODS: &[Method] = &[
    ("at", 1, at),
    ("copyWithin", 2, copy_within),
    ("entries", 0, entries),
    ("fill", 1, fill),
    ("includes", 1, includes),
    ("indexOf", 1, index_of),
    ("join", 1, join),
    ("keys", 0, keys),
    ("lastIndexOf", 1, last_index_of),
    ("reverse", 0, reverse),
    ("set", 1, set),
    ("slice", 2, slice),
    ("subarray", 2, subarray),
    ("toLocaleString", 0, to_locale_string),
    ("toReversed", 0, to_reversed),
    ("with", 2, with),
];

pub fn install(ctx: &mut Scope<'_>, proto: Object<'_>) -> JsResult<()> {
    define_methods(ctx, proto, METHODS)?;
    let values = ctx.define_method(proto, "values", 0, values)?;
    let key = ctx.symbols.iterator;
    ctx.define_data(proto, key.into(), values.value(), Attrs::HIDDEN)?;
    // The same function as that of arrays.
    let (array, key) = (ctx.intrinsics.array_prototype, ctx.names.to_string);
    let to_string = ctx.get(array, key)?;
    ctx.define_data(proto, key.into(), to_string, Attrs::HIDDEN)?;
    let getters: [Method; 4] =
        [("buffer", 0, buffer), ("byteLength", 0, byte_length), ("byteOffset", 0, byte_offset), ("length", 0, length)];
    for (name, _, getter) in getters {
        let key = ctx.atom(name)?;
        ctx.define_accessor(proto, key.into(), name, getter, None)?;
    }
    let key = ctx.symbols.to_string_tag;
    ctx.define_accessor(proto, key.into(), "[Symbol.toStringTag]", tag, None)
}
