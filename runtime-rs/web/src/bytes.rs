//! What arguments hold as bytes: those of an ArrayBuffer, or the part of it that a view shows.

use std::ops::Range;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{CellKind, ElementType, JsResult, View};

/// The buffer behind a value, and which of its bytes are meant; `None` if it is neither a buffer nor a view. A view that is out of
/// bounds has none.
pub fn bytes_of<'s>(ctx: &mut Scope<'s>, v: Value<'_>) -> Option<(Object<'s>, Range<usize>)> {
    if let Some(buffer) = v.as_kind(CellKind::ArrayBuffer) {
        let length = ctx.byte_store(buffer).bytes.len();
        return Some((ctx.root(buffer), 0..length));
    }
    let o = v.as_object()?;
    let view = ctx.view(o)?;
    let unit = if o.is(CellKind::DataView) { 1 } else { view.element.size() };
    let length = ctx.typed_array_length(o).map_or(0, |n| n * unit);
    let start = if length == 0 { 0 } else { view.offset };
    Some((view.buffer, start..start + length))
}

/// A copy of the bytes.
pub fn copied(ctx: &mut Scope<'_>, v: Value<'_>) -> Option<Vec<u8>> {
    let ctx = &mut ctx.inner();
    let (buffer, range) = bytes_of(ctx, v)?;
    Some(ctx.byte_store(buffer).bytes[range].to_vec())
}

/// A fresh ArrayBuffer with these bytes.
pub fn new_buffer<'s>(ctx: &mut Scope<'s>, bytes: &[u8]) -> JsResult<Object<'s>> {
    let proto = ctx.intrinsics.array_buffer_prototype.value();
    let buffer = ctx.new_array_buffer(proto, bytes.len() as u64, None, false)?;
    ctx.byte_store_mut(buffer).bytes.copy_from_slice(bytes);
    Ok(buffer)
}

/// A fresh Uint8Array with these bytes.
pub fn new_uint8_array<'s>(ctx: &mut Scope<'s>, bytes: &[u8]) -> JsResult<Object<'s>> {
    let buffer = new_buffer(ctx, bytes)?;
    let proto = ctx.intrinsics.uint8_array_prototype.value();
    let view = View { buffer, offset: 0, length: Some(bytes.len()), element: ElementType::Uint8 };
    ctx.new_view(CellKind::TypedArray, proto, view)
}
