//! Making and reading primitive values.

use crate::host::{INVALID, host, write};
use std::ffi::{c_char, c_int};
use yarrow_abi::host::{Kind, Status};
use yarrow_abi::layout::CellKind;
use yarrow_objects::Context;
use yarrow_objects::rooted::Value;

/// See `yarrow.h`.
#[unsafe(no_mangle)]
pub extern "C" fn rt_undefined() -> u64 {
    Value::UNDEFINED.bits()
}

/// See `yarrow.h`.
#[unsafe(no_mangle)]
pub extern "C" fn rt_null() -> u64 {
    Value::NULL.bits()
}

/// See `yarrow.h`.
#[unsafe(no_mangle)]
pub extern "C" fn rt_boolean(v: c_int) -> u64 {
    yarrow_abi::value::encode_bool(v != 0)
}

/// See `yarrow.h`.
#[unsafe(no_mangle)]
pub extern "C" fn rt_number(v: f64) -> u64 {
    yarrow_abi::value::encode_number(v)
}

fn kind_of(v: Value<'_>) -> Kind {
    if v.is_null() {
        return Kind::Null;
    }
    if v.is_bool() {
        return Kind::Boolean;
    }
    if v.is_number() {
        return Kind::Number;
    }
    if v.is_string() {
        return Kind::String;
    }
    if v.is_symbol() {
        return Kind::Symbol;
    }
    if v.is_bigint() {
        return Kind::BigInt;
    }
    let of_kind = [
        (CellKind::Array, Kind::Array),
        (CellKind::Function, Kind::Function),
        (CellKind::Generator, Kind::Generator),
        (CellKind::Error, Kind::Error),
        (CellKind::Promise, Kind::Promise),
        (CellKind::AsyncGenerator, Kind::AsyncGenerator),
    ];
    match of_kind.iter().find(|(cell, _)| v.is_kind(*cell)) {
        Some((_, kind)) => *kind,
        None if v.is_object() => Kind::Object,
        None => Kind::Undefined,
    }
}

/// See `yarrow.h`.
///
/// # Safety
/// The value is alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_kind_of(_: *mut Context, v: u64) -> Kind {
    // SAFETY: the host's promise.
    kind_of(unsafe { Value::from_bits(v) })
}

/// See `yarrow.h`.
///
/// # Safety
/// `result` is writable or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_as_number(_: *mut Context, v: u64, result: *mut f64) -> Status {
    // SAFETY: the host's promise.
    unsafe {
        match Value::from_bits(v).as_number() {
            Some(d) if !result.is_null() => {
                result.write(d);
                Status::Ok
            }
            _ => Status::Invalid,
        }
    }
}

/// Copies `text`, cut at a character, with a NUL.
///
/// # Safety
/// `buffer` has `capacity` bytes; `length` is writable or null.
pub(crate) unsafe fn copy_text(text: &str, buffer: *mut c_char, capacity: usize, length: *mut usize) {
    // SAFETY: the caller's promise.
    unsafe { write(length, text.len()) };
    if buffer.is_null() || capacity == 0 {
        return;
    }
    let mut n = text.len().min(capacity - 1);
    while !text.is_char_boundary(n) {
        n -= 1;
    }
    // SAFETY: n < capacity.
    unsafe {
        std::ptr::copy_nonoverlapping(text.as_ptr(), buffer.cast::<u8>(), n);
        buffer.add(n).write(0);
    }
}

/// See `yarrow.h`.
///
/// # Safety
/// `buffer` has `capacity` bytes; `length` is writable or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_string_copy(
    _: *mut Context,
    v: u64,
    buffer: *mut c_char,
    capacity: usize,
    length: *mut usize,
) -> Status {
    // SAFETY: the host's promise.
    unsafe {
        let Some(s) = Value::from_bits(v).as_string() else { return Status::Invalid };
        copy_text(&s.to_rust(), buffer, capacity, length);
    }
    Status::Ok
}

host! {
    store rt_string_make(utf8: *const c_char, length: usize) |ctx| {
        if utf8.is_null() && length > 0 {
            return Err(INVALID);
        }
        let bytes = if length == 0 { &[] } else { std::slice::from_raw_parts(utf8.cast::<u8>(), length) };
        Ok(ctx.new_string(&String::from_utf8_lossy(bytes))?.value())
    };
    call rt_to_display_string(v: u64) |ctx| {
        let v = ctx.value_of(v);
        Ok(ctx.to_string(v)?.value())
    };
    ask rt_to_boolean(v: u64) -> c_int = 0; |ctx| c_int::from(ctx.to_boolean(Value::from_bits(v)));
}
