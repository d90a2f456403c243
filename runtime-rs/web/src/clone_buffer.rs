//! Copies of buffers and of views of them, and the transfer of buffers: their bytes move to the copy.

use crate::bytes::new_buffer;
use crate::clone_error::{throw_data_clone, throw_wrong_argument};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult, Throw, View};

/// Buffers to transfer, each with the one that gets its bytes.
#[derive(Default)]
pub struct Transfer<'s>(Vec<(Object<'s>, Object<'s>)>);

impl Transfer<'_> {
    /// Moves the bytes.
    pub fn finish(self, ctx: &mut Scope<'_>) {
        for (from, to) in self.0 {
            let store = ctx.byte_store_mut(from);
            let (bytes, max_length) = (std::mem::take(&mut store.bytes), store.max_length);
            // What they weigh is counted for the context, whoever has them.
            let store = ctx.byte_store_mut(to);
            assert!(store.bytes.is_empty(), "no array knows where the bytes are");
            (store.bytes, store.max_length) = (bytes, max_length);
            ctx.detach_array_buffer(from);
        }
    }
}

fn throw_detached(ctx: &mut Scope<'_>) -> Throw {
    throw_data_clone(ctx, "An ArrayBuffer is detached and could not be cloned.")
}

/// The buffers of an iterable. Each has an empty copy in `memory`.
pub fn transfer_list<'s>(ctx: &mut Scope<'s>, list: Value<'_>, memory: Object<'_>) -> JsResult<Transfer<'s>> {
    let key = ctx.symbols.iterator;
    let is_iterable = list.is_object() && ctx.get_value(list, key)?.is_callable();
    if !is_iterable {
        let message = "Optional transferList argument must be an iterable";
        return Err(throw_wrong_argument(ctx, "ERR_INVALID_ARG_TYPE", message));
    }
    let list = ctx.iterable_to_array(list)?;
    let mut pairs: Vec<(Object<'s>, Object<'s>)> = Vec::new();
    for i in 0..list.array_length() as usize {
        let item = ctx.dense_element(list, i).and_then(|v| v.as_kind(CellKind::ArrayBuffer));
        let Some(from) = item.filter(|&o| !ctx.byte_store(o).shared) else {
            let message = "Found invalid object in transferList";
            return Err(throw_wrong_argument(ctx, "ERR_INVALID_TRANSFER_OBJECT", message));
        };
        if pairs.iter().any(|(other, _)| *other == from) {
            return Err(throw_data_clone(ctx, "Transfer list contains duplicate ArrayBuffer"));
        }
        if ctx.byte_store(from).detached {
            return Err(throw_detached(ctx));
        }
        let to = new_buffer(ctx, &[])?;
        ctx.map_insert(memory, from.value(), to.value())?;
        pairs.push((from, to));
    }
    Ok(Transfer(pairs))
}

/// The copy of a buffer, or the shared buffer itself.
pub fn clone_buffer<'s>(ctx: &mut Scope<'s>, memory: Object<'_>, o: Object<'_>) -> JsResult<Object<'s>> {
    if let Some(copy) = ctx.map_get(memory, o.value())?.and_then(Value::as_object) {
        return Ok(copy);
    }
    let store = ctx.byte_store(o);
    if store.shared {
        return Ok(ctx.root(o));
    }
    if store.detached {
        return Err(throw_detached(ctx));
    }
    let (length, max_length) = (store.bytes.len(), store.max_length);
    let proto = ctx.intrinsics.array_buffer_prototype.value();
    let copy = ctx.new_array_buffer(proto, length as u64, max_length.map(|n| n as u64), false)?;
    ctx.copy_bytes(o, 0..length, copy, 0);
    ctx.map_insert(memory, o.value(), copy.value())?;
    Ok(copy)
}

/// A view of the copy of a view's buffer.
pub fn clone_view<'s>(ctx: &mut Scope<'s>, memory: Object<'_>, o: Object<'_>) -> JsResult<Object<'s>> {
    let view = ctx.view(o).expect("a TypedArray or DataView");
    if ctx.typed_array_length(o).is_none() {
        return Err(throw_detached(ctx));
    }
    let buffer = clone_buffer(ctx, memory, view.buffer)?;
    let i = &ctx.intrinsics;
    let (kind, proto) = match o.is(CellKind::DataView) {
        true => (CellKind::DataView, i.data_view_prototype),
        false => (CellKind::TypedArray, i.typed_array_prototype_of(view.element)),
    };
    ctx.new_view(kind, proto.value(), View { buffer, ..view })
}
