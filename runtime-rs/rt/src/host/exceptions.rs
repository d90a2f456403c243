//! Exceptions that are pending in a context.

use crate::host::values::copy_text;
use crate::host::{INVALID, host, settle, text};
use std::ffi::{c_char, c_int};
use yarrow_abi::host::Status;
use yarrow_abi::kinds::{ErrorKind, Kind};
use yarrow_objects::Context;
use yarrow_objects::rooted::{Scope, Value};

host! {
    effect rt_throw_value(v: u64) |ctx| {
        let v = ctx.value_of(v);
        Err(ctx.throw(v).into())
    };
    effect rt_throw_message(kind: u32, message: *const c_char) |ctx| {
        let message = text(message)?;
        match ErrorKind::from_u32(kind) {
            // Those that the header names.
            Some(kind) if kind.number() <= ErrorKind::SyntaxError.number() => {
                Err(ctx.throw_error(kind, format_args!("{message}")).into())
            }
            _ => Err(INVALID),
        }
    };
}

/// See `yarrow.h`.
///
/// # Safety
/// The pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_exception_take(ctx: *mut Context, result: *mut u64) -> Status {
    // SAFETY: the host's promise.
    let Some(ctx) = (unsafe { ctx.as_mut() }) else { return Status::Invalid };
    if result.is_null() {
        return Status::Invalid;
    }
    let thrown = ctx.enter(|ctx| ctx.take_pending().bits());
    // `undefined` stands for "none": a thrown `undefined` reads as none pending.
    if thrown == Value::UNDEFINED.bits() {
        return Status::Missing;
    }
    // SAFETY: the host's promise.
    unsafe { result.write(thrown) };
    Status::Ok
}

/// See `yarrow.h`.
///
/// # Safety
/// `buffer` has `capacity` bytes; `length` is writable or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_exception_message(
    ctx: *mut Context,
    with_stack: c_int,
    buffer: *mut c_char,
    capacity: usize,
    length: *mut usize,
) -> Status {
    // SAFETY: the host's promise.
    let Some(ctx) = (unsafe { ctx.as_mut() }) else { return Status::Invalid };
    let text = ctx.enter(|ctx| {
        let thrown = ctx.take_pending();
        if thrown.is_undefined() {
            return None;
        }
        let text = describe_exception(ctx, thrown, with_stack != 0);
        ctx.set_pending(if capacity > 0 { Value::UNDEFINED } else { thrown });
        settle(ctx);
        Some(text)
    });
    let Some(text) = text else { return Status::Missing };
    // SAFETY: the host's promise.
    unsafe { copy_text(&text, buffer, capacity, length) };
    Status::Ok
}

/// The text of a thrown value; what throws while it is made is dropped.
fn describe_exception(ctx: &mut Scope<'_>, thrown: Value<'_>, with_stack: bool) -> String {
    if with_stack && let Some(o) = thrown.as_object() {
        let key = ctx.names.stack;
        if let Some(stack) = ctx.own_text(o, key) {
            return stack;
        }
    }
    match ctx.to_string(thrown) {
        Ok(s) => s.to_rust(),
        Err(_) => "an exception that has no string form".to_owned(),
    }
}
