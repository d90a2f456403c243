//! What the constructors and methods of TypedArrays share: validation, new arrays, copies between them.

use yarrow_objects::rooted::{List, Object, Scope, Value};
use yarrow_objects::{CellKind, ElementType, JsResult, View};

pub(crate) fn throw_out_of_bounds(ctx: &mut Scope<'_>) -> yarrow_objects::Throw {
    ctx.throw_type_error(format_args!("the TypedArray is out of bounds or its buffer is detached"))
}

/// ValidateTypedArray (23.2.4.4): the array and its length.
pub(crate) fn validate<'v>(ctx: &mut Scope<'_>, v: Value<'v>) -> JsResult<(Object<'v>, usize)> {
    let Some(o) = v.as_kind(CellKind::TypedArray) else {
        return Err(ctx.throw_type_error(format_args!("this is not a typed array.")));
    };
    match ctx.typed_array_length(o) {
        Some(length) => Ok((o, length)),
        None => Err(throw_out_of_bounds(ctx)),
    }
}

/// The element type of a TypedArray.
pub(crate) fn element_of(ctx: &Scope<'_>, o: Object<'_>) -> ElementType {
    ctx.element_type(o).unwrap_or(ElementType::Uint8)
}

/// AllocateTypedArrayBuffer (23.2.5.1.6), the view made with it.
pub(crate) fn allocate<'s>(
    ctx: &mut Scope<'s>,
    proto: Object<'_>,
    element: ElementType,
    length: u64,
) -> JsResult<Object<'s>> {
    let bytes = length.saturating_mul(element.size() as u64);
    let buffer_proto = ctx.intrinsics.array_buffer_prototype.value();
    if bytes > yarrow_objects::MAX_BUFFER_BYTES {
        return Err(ctx.throw_range_error(format_args!("Invalid typed array length: {length}")));
    }
    let buffer = ctx.new_array_buffer(buffer_proto, bytes, None, false)?;
    let view = View { buffer, offset: 0, length: Some(length as usize), element };
    ctx.new_view(CellKind::TypedArray, proto.value(), view)
}

/// A TypedArray of the current realm.
pub(crate) fn new_typed_array<'s>(ctx: &mut Scope<'s>, element: ElementType, length: usize) -> JsResult<Object<'s>> {
    let proto = ctx.intrinsics.typed_array_prototype_of(element);
    allocate(ctx, proto, element, length as u64)
}

/// Copies elements between arrays of the same content type: bytes if they are alike.
pub(crate) fn copy_elements(
    ctx: &mut Scope<'_>,
    from: Object<'_>,
    start: usize,
    to: Object<'_>,
    at: usize,
    count: usize,
) -> JsResult<()> {
    let (Some(a), Some(b)) = (ctx.view(from), ctx.view(to)) else { return Ok(()) };
    if a.element == b.element {
        let size = a.element.size();
        let first = a.offset + start * size;
        ctx.copy_bytes(a.buffer, first..first + count * size, b.buffer, b.offset + at * size);
        return Ok(());
    }
    for k in 0..count {
        let ctx = &mut ctx.inner();
        let v = ctx.typed_array_get(from, (start + k) as u32).unwrap_or(Value::UNDEFINED);
        let raw = ctx.value_to_raw(b.element, v)?;
        ctx.typed_array_store(to, at + k, raw);
    }
    Ok(())
}

/// TypedArrayCreateFromCtor (23.2.4.2)
pub(crate) fn create_from_constructor<'s>(
    ctx: &mut Scope<'s>,
    c: Value<'_>,
    args: &[Value<'_>],
) -> JsResult<Object<'s>> {
    let made = ctx.construct(c, args, c)?;
    let (o, length) = validate(ctx, made)?;
    if let [only] = args
        && let Some(n) = only.as_number()
        && (length as f64) < n
    {
        return Err(
            ctx.throw_type_error(format_args!("Derived TypedArray constructor created an array which was too small"))
        );
    }
    Ok(o)
}

/// TypedArraySpeciesCreate (23.2.4.1)
pub(crate) fn species_create<'s>(
    ctx: &mut Scope<'s>,
    exemplar: Object<'_>,
    args: &[Value<'_>],
) -> JsResult<Object<'s>> {
    let element = element_of(ctx, exemplar);
    let default = List::of(ctx.intrinsics.typed_arrays).get(element as usize);
    let c = ctx.species_constructor(exemplar, default)?;
    let made = create_from_constructor(ctx, c, args)?;
    if element_of(ctx, made).is_bigint() != element.is_bigint() {
        return Err(ctx.throw_type_error(format_args!("Content type of the species differs")));
    }
    Ok(made)
}
