//! Objects, arrays and their properties.

use crate::host::{INVALID, host, key, text, values};
use std::ffi::c_char;
use yarrow_abi::layout::CellKind;
use yarrow_objects::Context;

host! {
    store rt_object_make() |ctx| Ok(ctx.new_object()?.value());
    store rt_array_make(elements: *const u64, count: usize) |ctx| {
        let elements = values(ctx, elements, count)?;
        Ok(ctx.new_array(&elements)?.value())
    };
    call rt_get(object: u64, name: *const c_char) |ctx| {
        let (o, key) = (ctx.value_of(object), key(ctx, &text(name)?)?);
        Ok(ctx.get_value(o, key)?)
    };
    run rt_set(object: u64, name: *const c_char, v: u64) |ctx| {
        let (o, v, key) = (ctx.value_of(object), ctx.value_of(v), key(ctx, &text(name)?)?);
        Ok(ctx.set_value(o, key, v)?)
    };
    call rt_get_index(object: u64, index: u32) |ctx| {
        let (o, key) = (ctx.value_of(object), ctx.key_from_number(f64::from(index))?);
        Ok(ctx.get_value(o, key)?)
    };
    run rt_set_index(object: u64, index: u32, v: u64) |ctx| {
        let (o, v, key) = (ctx.value_of(object), ctx.value_of(v), ctx.key_from_number(f64::from(index))?);
        Ok(ctx.set_value(o, key, v)?)
    };
    effect rt_length(v: u64, result: *mut u32) |ctx| {
        let v = ctx.value_of(v);
        let length = match v.as_string() {
            Some(s) => s.len() as u64,
            None => ctx.length_of(v.as_kind(CellKind::Array).ok_or(INVALID)?)?,
        };
        if result.is_null() {
            return Err(INVALID);
        }
        result.write(u32::try_from(length).map_err(|_| INVALID)?);
        Ok(())
    };
}
