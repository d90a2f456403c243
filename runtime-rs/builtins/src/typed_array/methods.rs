//! Methods and accessors of %TypedArray%.prototype (23.2.3) that call no function.

use super::{copy_elements, element_of, new_typed_array, species_create, throw_out_of_bounds, validate};
use crate::array::{last_index, relative_end, relative_index};
use crate::builtin_iterator::{IteratorKind, new_iterator};
use crate::table::{Method, define_methods};
use yarrow_core::{Args, Attrs, CellKind, Context, JsResult, Object, Root, StringBuilder, Value, View};

fn element(ctx: &mut Context, o: Root, k: usize) -> Value {
    ctx.typed_array_get(o.object(), k as u32).unwrap_or(Value::UNDEFINED)
}

fn this_view(ctx: &mut Context, args: Args) -> JsResult<(Object, View)> {
    if let Some(o) = args.this().as_kind(CellKind::TypedArray)
        && let Some(view) = o.view()
    {
        return Ok((o, view));
    }
    Err(ctx.throw_type_error(format_args!("this is not a typed array.")))
}

/// 23.2.3.2
fn buffer(ctx: &mut Context, args: Args) -> JsResult<Value> {
    Ok(this_view(ctx, args)?.1.buffer.value())
}

/// 23.2.3.3
fn byte_length(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, view) = this_view(ctx, args)?;
    Ok(Value::number((ctx.typed_array_length(o).unwrap_or(0) * view.element.size()) as f64))
}

/// 23.2.3.4
fn byte_offset(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, view) = this_view(ctx, args)?;
    Ok(Value::number(if ctx.typed_array_length(o).is_some() { view.offset as f64 } else { 0.0 }))
}

/// 23.2.3.21
fn length(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, _) = this_view(ctx, args)?;
    Ok(Value::number(ctx.typed_array_length(o).unwrap_or(0) as f64))
}

/// get %TypedArray%.prototype\[@@toStringTag\] (23.2.3.38)
fn tag(ctx: &mut Context, args: Args) -> JsResult<Value> {
    match args.this().as_kind(CellKind::TypedArray) {
        Some(o) => Ok(ctx.atom(element_of(o).array_name())?.value()),
        None => Ok(Value::UNDEFINED),
    }
}

/// 23.2.3.1
fn at(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    let relative = ctx.to_integer_or_infinity(args.get(0))?;
    let k = if relative >= 0.0 { relative } else { length as f64 + relative };
    if k < 0.0 || k >= length as f64 { Ok(Value::UNDEFINED) } else { Ok(element(ctx, o, k as usize)) }
}

/// The length now, which may be less than it was before arguments were converted.
fn length_again(ctx: &mut Context, o: Root) -> JsResult<usize> {
    match ctx.typed_array_length(o.object()) {
        Some(n) => Ok(n),
        None => Err(throw_out_of_bounds(ctx)),
    }
}

/// 23.2.3.6
fn copy_within(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    let to = relative_index(ctx, args.get(0), length as u64)? as usize;
    let from = relative_index(ctx, args.get(1), length as u64)? as usize;
    let last = relative_end(ctx, args.get(2), length as u64)? as usize;
    let count = last.saturating_sub(from).min(length - to);
    if count > 0 {
        let now = length_again(ctx, o)?;
        let count = count.min(now.saturating_sub(from)).min(now.saturating_sub(to));
        copy_elements(ctx, o.object(), from.min(now), o.object(), to.min(now), count)?;
    }
    Ok(o.get())
}

fn create_iterator(ctx: &mut Context, args: Args, kind: IteratorKind) -> JsResult<Value> {
    let (o, _) = validate(ctx, args.this())?;
    let proto = ctx.intrinsics.array_iterator_prototype;
    new_iterator(ctx, proto, kind, o.get())
}

/// 23.2.3.7
fn entries(ctx: &mut Context, args: Args) -> JsResult<Value> {
    create_iterator(ctx, args, IteratorKind::ArrayEntries)
}

/// 23.2.3.19
fn keys(ctx: &mut Context, args: Args) -> JsResult<Value> {
    create_iterator(ctx, args, IteratorKind::ArrayKeys)
}

/// 23.2.3.35
fn values(ctx: &mut Context, args: Args) -> JsResult<Value> {
    create_iterator(ctx, args, IteratorKind::ArrayValues)
}

/// 23.2.3.9
fn fill(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    let raw = ctx.value_to_raw(element_of(o.object()), args.get(0))?;
    let first = relative_index(ctx, args.get(1), length as u64)? as usize;
    let last = relative_end(ctx, args.get(2), length as u64)? as usize;
    let now = length_again(ctx, o)?;
    for k in first..last.min(now) {
        ctx.typed_array_store(o.object(), k, raw);
    }
    Ok(o.get())
}

/// 23.2.3.16
fn includes(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    if length == 0 {
        return Ok(Value::FALSE);
    }
    let from = relative_index(ctx, args.get(1), length as u64)? as usize;
    for k in from..length {
        let v = element(ctx, o, k);
        if ctx.same_value_zero(v, args.get(0)) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// 23.2.3.17
fn index_of(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    if length == 0 {
        return Ok(Value::int(-1));
    }
    let from = relative_index(ctx, args.get(1), length as u64)? as usize;
    for k in from..length {
        if let Some(v) = ctx.typed_array_get(o.object(), k as u32)
            && ctx.strict_equals(v, args.get(0))
        {
            return Ok(Value::number(k as f64));
        }
    }
    Ok(Value::int(-1))
}

/// 23.2.3.20
fn last_index_of(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    if length == 0 {
        return Ok(Value::int(-1));
    }
    let Some(from) = last_index(ctx, args, length as u64)? else { return Ok(Value::int(-1)) };
    for k in (0..=from as usize).rev() {
        if let Some(v) = ctx.typed_array_get(o.object(), k as u32)
            && ctx.strict_equals(v, args.get(0))
        {
            return Ok(Value::number(k as f64));
        }
    }
    Ok(Value::int(-1))
}

/// Joins elements; `text_of` makes their texts.
fn join_with(
    ctx: &mut Context,
    o: Root,
    length: usize,
    separator: Value,
    mut text_of: impl FnMut(&mut Context, Value) -> JsResult<Value>,
) -> JsResult<Value> {
    let separator = ctx.root(separator);
    let mut builder = StringBuilder::default();
    for k in 0..length {
        if k > 0
            && let Some(s) = separator.get().as_string()
        {
            builder.push_chars(ctx.flat(s)?.chars());
        }
        let v = element(ctx, o, k);
        if !v.is_undefined() {
            let text = text_of(ctx, v)?;
            let s = ctx.to_string(text)?;
            builder.push_chars(ctx.flat(s)?.chars());
        }
        if builder.len() > yarrow_core::MAX_LENGTH {
            return Err(ctx.throw_range_error(format_args!("Invalid string length")));
        }
    }
    Ok(builder.finish(ctx)?.value())
}

/// 23.2.3.18
fn join(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    let separator =
        if args.get(0).is_undefined() { ctx.char_string(u16::from(b','))? } else { ctx.to_string(args.get(0))? };
    join_with(ctx, o, length, separator.value(), |_, v| Ok(v))
}

/// 23.2.3.31
fn to_locale_string(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    let separator = ctx.char_string(u16::from(b','))?;
    let method = ctx.atom("toLocaleString")?;
    ctx.root(method.value());
    join_with(ctx, o, length, separator.value(), |ctx, v| ctx.invoke(v, method, &[]))
}

/// 23.2.3.25
fn reverse(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    let element = element_of(o.object());
    for k in 0..length / 2 {
        let (a, b) = (k, length - 1 - k);
        let (x, y) = (self::element(ctx, o, a), self::element(ctx, o, b));
        let (x, y) = (ctx.value_to_raw(element, x)?, ctx.value_to_raw(element, y)?);
        ctx.typed_array_store(o.object(), a, y);
        ctx.typed_array_store(o.object(), b, x);
    }
    Ok(o.get())
}

/// %TypedArray%.prototype.set (23.2.3.26)
fn set(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (target, view) = this_view(ctx, args)?;
    let offset = ctx.to_integer_or_infinity(args.get(1))?;
    if offset < 0.0 {
        return Err(ctx.throw_range_error(format_args!("offset is out of bounds")));
    }
    let Some(length) = ctx.typed_array_length(target) else { return Err(throw_out_of_bounds(ctx)) };
    if let Some(source) = args.get(0).as_kind(CellKind::TypedArray) {
        let Some(count) = ctx.typed_array_length(source) else { return Err(throw_out_of_bounds(ctx)) };
        if element_of(source).is_bigint() != view.element.is_bigint() {
            return Err(
                ctx.throw_type_error(format_args!("Cannot mix BigInt and other types, use explicit conversions"))
            );
        }
        if count as f64 + offset > length as f64 {
            return Err(ctx.throw_range_error(format_args!("offset is out of bounds")));
        }
        let overlaps = source.view().is_some_and(|v| v.buffer == view.buffer) && element_of(source) != view.element;
        let mut from = source;
        if overlaps {
            // The source as it was before the first store.
            from = new_typed_array(ctx, element_of(source), count)?;
            copy_elements(ctx, source, 0, from, 0, count)?;
        }
        copy_elements(ctx, from, 0, target, offset as usize, count)?;
        return Ok(Value::UNDEFINED);
    }
    let source = ctx.to_object(args.get(0))?;
    let source = ctx.root(source);
    let count = ctx.length_of(source.object())?;
    if count as f64 + offset > length as f64 {
        return Err(ctx.throw_range_error(format_args!("offset is out of bounds")));
    }
    for k in 0..count {
        let v = crate::array::get_at(ctx, source.object(), k)?;
        ctx.typed_array_set(target, Some((offset as u64 + k) as u32), v)?;
    }
    Ok(Value::UNDEFINED)
}

/// 23.2.3.27
fn slice(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    let first = relative_index(ctx, args.get(0), length as u64)? as usize;
    let last = relative_end(ctx, args.get(1), length as u64)? as usize;
    let count = last.saturating_sub(first);
    let a = species_create(ctx, o, &[Value::number(count as f64)])?;
    if count == 0 {
        return Ok(a.get());
    }
    let last = last.min(length_again(ctx, o)?);
    let count = last.saturating_sub(first);
    if element_of(o.object()) == element_of(a.object()) {
        copy_forwards(ctx, o.object(), first, a.object(), count);
        return Ok(a.get());
    }
    for k in 0..count {
        let v = element(ctx, o, first + k);
        ctx.set(a.object(), k as u32, v)?;
    }
    Ok(a.get())
}

/// Copies bytes one after the other, as the specification does for a species that shares the buffer.
fn copy_forwards(ctx: &Context, from: Object, start: usize, to: Object, count: usize) {
    let (Some(a), Some(b)) = (from.view(), to.view()) else { return };
    let size = a.element.size();
    let room = ctx.typed_array_length(to).unwrap_or(0).min(count) * size;
    for i in 0..room {
        let byte = a.buffer.byte_store().bytes[a.offset + start * size + i];
        b.buffer.byte_store().bytes[b.offset + i] = byte;
    }
}

/// 23.2.3.30
fn subarray(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, view) = this_view(ctx, args)?;
    let o = ctx.root(o);
    let length = ctx.typed_array_length(o.object()).unwrap_or(0) as u64;
    let first = relative_index(ctx, args.get(0), length)?;
    let offset = view.offset + first as usize * view.element.size();
    let mut all = vec![view.buffer.value(), Value::number(offset as f64)];
    if view.length.is_some() || !args.get(1).is_undefined() {
        let last = relative_end(ctx, args.get(1), length)?;
        all.push(Value::number(last.saturating_sub(first) as f64));
    }
    Ok(species_create(ctx, o, &all)?.get())
}

/// 23.2.3.32
fn to_reversed(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    let kind = element_of(o.object());
    let a = new_typed_array(ctx, kind, length)?;
    for k in 0..length {
        let v = element(ctx, o, length - 1 - k);
        let raw = ctx.value_to_raw(kind, v)?;
        ctx.typed_array_store(a, k, raw);
    }
    Ok(a.value())
}

/// 23.2.3.36
fn with(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, length) = validate(ctx, args.this())?;
    let kind = element_of(o.object());
    let relative = ctx.to_integer_or_infinity(args.get(0))?;
    let k = if relative >= 0.0 { relative } else { length as f64 + relative };
    let raw = ctx.value_to_raw(kind, args.get(1))?;
    let now = ctx.typed_array_length(o.object()).unwrap_or(0);
    if k < 0.0 || k >= now as f64 {
        return Err(ctx.throw_range_error(format_args!("Invalid typed array index")));
    }
    let a = new_typed_array(ctx, kind, length)?;
    for i in 0..length {
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

pub fn install(ctx: &mut Context, proto: Object) -> JsResult<()> {
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
