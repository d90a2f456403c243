//! The host interface: the functions of `runtime-c/include/yarrow.h`, which documents them.
//!
//! They are the outermost layer: nothing of the runtime calls them. Each checks what C cannot: null
//! pointers, values of the wrong kind, dead handles; and turns a thrown exception into a status with
//! the exception pending in the context. Each has a scope of its own.

pub mod async_iterators;
mod callback;
pub mod calls;
pub mod event_loop;
pub mod exceptions;
pub mod generators;
pub mod handles;
pub mod lifecycle;
pub mod objects;
pub mod promises;
pub mod rejections;
pub mod values;

use std::ffi::{CStr, c_char};
use yarrow_abi::host::Status;
use yarrow_objects::rooted::{PropertyKey, Scope, Value};
use yarrow_objects::{Context, JsResult, Throw};

/// Why a function of the host's fails.
pub(crate) enum Failure {
    /// The exception is pending in the context.
    Threw,
    Is(Status),
}

impl From<Throw> for Failure {
    fn from(_: Throw) -> Failure {
        Failure::Threw
    }
}

pub(crate) const INVALID: Failure = Failure::Is(Status::Invalid);
pub(crate) const MISSING: Failure = Failure::Is(Status::Missing);

/// The status for the exception that is pending.
pub(crate) fn pending_status(ctx: &Scope<'_>) -> Status {
    if ctx.is_out_of_memory_pending() { Status::NoMemory } else { Status::Exception }
}

/// Runs `f` in a scope. An exception that was pending before stays so unless `f` throws another.
///
/// # Safety
/// `ctx` is a live context of this thread, or null.
pub(crate) unsafe fn answer<R>(
    ctx: *mut Context,
    f: impl for<'s> FnOnce(&mut Scope<'s>) -> Result<R, Failure>,
) -> Result<R, Status> {
    // SAFETY: the caller's promise.
    let Some(ctx) = (unsafe { ctx.as_mut() }) else { return Err(Status::Invalid) };
    ctx.enter(|ctx| {
        let pending = ctx.take_pending();
        let status = match f(ctx) {
            Ok(result) => {
                ctx.set_pending(pending);
                return Ok(result);
            }
            Err(Failure::Threw) => return Err(pending_status(ctx)),
            Err(Failure::Is(status)) => status,
        };
        ctx.set_pending(pending);
        Err(status)
    })
}

/// What a function that may have run JavaScript does before the host goes on: the finalisers of what has died, and what
/// JavaScript printed is out.
pub(crate) fn settle(ctx: &mut Scope<'_>) {
    let thrown = ctx.take_pending();
    ctx.run_finalisers();
    ctx.set_pending(thrown);
    ctx.flush_stdout();
}

/// Writes to a place of the host's, unless it is null.
///
/// # Safety
/// `to` is writable, or null.
pub(crate) unsafe fn write<T>(to: *mut T, value: T) {
    if !to.is_null() {
        // SAFETY: the caller's promise.
        unsafe { to.write(value) };
    }
}

/// Runs `f` and stores its value where the host wants it.
///
/// # Safety
/// As [`answer`], and `result` is writable, or null.
pub(crate) unsafe fn store(
    ctx: *mut Context,
    result: *mut u64,
    f: impl for<'s> FnOnce(&mut Scope<'s>) -> Result<Value<'s>, Failure>,
) -> Status {
    if result.is_null() {
        return Status::Invalid;
    }
    // SAFETY: the caller's promise.
    unsafe {
        match answer(ctx, |ctx| f(ctx).map(Value::bits)) {
            Ok(word) => {
                result.write(word);
                Status::Ok
            }
            Err(status) => status,
        }
    }
}

/// The text of a C string; nothing is valid in the place of null. Ill-formed UTF-8 is replaced.
///
/// # Safety
/// `text` is null or NUL-terminated.
pub(crate) unsafe fn text<'a>(text: *const c_char) -> Result<std::borrow::Cow<'a, str>, Failure> {
    if text.is_null() {
        return Err(INVALID);
    }
    // SAFETY: the caller's promise.
    Ok(unsafe { CStr::from_ptr(text) }.to_string_lossy())
}

/// The words of an array of the host's.
///
/// # Safety
/// `words` points at `count` of them, or is null.
pub(crate) unsafe fn words<'a>(words: *const u64, count: usize) -> Result<&'a [u64], Failure> {
    if count == 0 {
        return Ok(&[]);
    }
    if words.is_null() {
        return Err(INVALID);
    }
    // SAFETY: the caller's promise.
    Ok(unsafe { std::slice::from_raw_parts(words, count) })
}

/// Roots the values of an array of the host's.
///
/// # Safety
/// As [`words`], and they are values that are alive.
pub(crate) unsafe fn values<'s>(
    ctx: &mut Scope<'s>,
    array: *const u64,
    count: usize,
) -> Result<Vec<Value<'s>>, Failure> {
    // SAFETY: the caller's promise.
    unsafe { Ok(words(array, count)?.iter().map(|w| ctx.value_of(*w)).collect()) }
}

pub(crate) fn key<'s>(ctx: &mut Scope<'s>, name: &str) -> JsResult<PropertyKey<'s>> {
    let s = ctx.new_string(name)?;
    ctx.key_from_string(s)
}

/// Defines functions of the host interface. `store` has one more parameter, `result`, where the value goes; `call` is the
/// same and may run JavaScript; `effect` has no result, `run` is the same and may run JavaScript; `ask` returns what it
/// comes to, or the default for what is no context.
macro_rules! host {
    () => {};
    (store $name:ident($($x:ident: $t:ty),*) |$ctx:ident| $body:expr; $($rest:tt)*) => {
        /// See `yarrow.h`.
        ///
        /// # Safety
        /// The pointers are null or valid, and the values are alive.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(ctx: *mut Context, $($x: $t,)* result: *mut u64) -> yarrow_abi::host::Status {
            // SAFETY: the host's promise.
            unsafe { $crate::host::store(ctx, result, |$ctx| $body) }
        }
        $crate::host::host! { $($rest)* }
    };
    (call $name:ident($($x:ident: $t:ty),*) |$ctx:ident| $body:expr; $($rest:tt)*) => {
        $crate::host::host! {
            store $name($($x: $t),*) |$ctx| {
                #[allow(clippy::redundant_closure_call, reason = "the body may end early")]
                let outcome = (|| -> Result<_, $crate::host::Failure> { $body })();
                $crate::host::settle($ctx);
                outcome
            };
        }
        $crate::host::host! { $($rest)* }
    };
    (effect $name:ident($($x:ident: $t:ty),*) |$ctx:ident| $body:expr; $($rest:tt)*) => {
        /// See `yarrow.h`.
        ///
        /// # Safety
        /// The pointers are null or valid, and the values are alive.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(ctx: *mut Context, $($x: $t),*) -> yarrow_abi::host::Status {
            // SAFETY: the host's promise.
            unsafe { $crate::host::answer(ctx, |$ctx| $body).map_or_else(|status| status, |()| yarrow_abi::host::Status::Ok) }
        }
        $crate::host::host! { $($rest)* }
    };
    (run $name:ident($($x:ident: $t:ty),*) |$ctx:ident| $body:expr; $($rest:tt)*) => {
        $crate::host::host! {
            effect $name($($x: $t),*) |$ctx| {
                #[allow(clippy::redundant_closure_call, reason = "the body may end early")]
                let outcome = (|| -> Result<_, $crate::host::Failure> { $body })();
                $crate::host::settle($ctx);
                outcome
            };
        }
        $crate::host::host! { $($rest)* }
    };
    (ask $name:ident($($x:ident: $t:ty),*) -> $r:ty = $default:expr; |$ctx:ident| $body:expr; $($rest:tt)*) => {
        /// See `yarrow.h`.
        ///
        /// # Safety
        /// The pointers are null or valid, and the values are alive.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(ctx: *mut Context, $($x: $t),*) -> $r {
            // SAFETY: the host's promise.
            unsafe { $crate::host::answer(ctx, |$ctx| Ok($body)).unwrap_or($default) }
        }
        $crate::host::host! { $($rest)* }
    };
}
pub(crate) use host;
