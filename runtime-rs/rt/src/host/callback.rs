//! Functions of the host that the runtime calls: who owns them, and what their statuses mean.

use crate::host::{Failure, INVALID};
use std::ffi::{c_int, c_void};
use yarrow_abi::host::Status;
use yarrow_abi::kinds::ErrorKind;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{Context, JsResult};

pub(crate) type Finalizer = unsafe extern "C" fn(*mut c_void);

/// A function of the host with what it was given.
#[derive(Clone, Copy)]
pub(crate) struct Callback<F> {
    pub function: F,
    pub user: *mut c_void,
    pub finalizer: Option<Finalizer>,
}

/// Takes a callback back when its owner has died.
unsafe extern "C" fn drop_callback<F>(_: *mut Context, pointer: *mut u8) {
    // SAFETY: the host object owned this box, and gives it up once.
    let callback = unsafe { Box::from_raw(pointer.cast::<Callback<F>>()) };
    if let Some(finalizer) = callback.finalizer {
        // SAFETY: the host's promise for its own finalizer and pointer.
        unsafe { finalizer(callback.user) };
    }
}

/// Makes the owner of a callback for `f`. Where that fails, the host keeps `user`, and no finalizer runs.
pub(crate) fn with_owner<'s, F: Copy, R>(
    ctx: &mut Scope<'s>,
    callback: Callback<F>,
    f: impl FnOnce(&mut Scope<'s>, Object<'s>) -> JsResult<R>,
) -> Result<R, Failure> {
    if ctx.is_closing() {
        return Err(INVALID);
    }
    let owned = Box::into_raw(Box::new(callback));
    match ctx.new_host_object(owned.cast(), drop_callback::<F>) {
        Ok(owner) => f(ctx, owner).map_err(|throw| {
            // SAFETY: the owner is alive, and so is its box.
            unsafe { (*owned).finalizer = None };
            throw.into()
        }),
        Err(throw) => {
            // SAFETY: nothing else owns the box.
            drop(unsafe { Box::from_raw(owned) });
            Err(throw.into())
        }
    }
}

/// The callback of an owner that is alive. A context that is being freed has taken it back.
///
/// # Safety
/// `owner` was made by [`with_owner`] with this type.
pub(crate) unsafe fn owned_by<F: Copy>(ctx: &mut Scope<'_>, owner: Value<'_>) -> JsResult<Callback<F>> {
    match owner.as_object().and_then(Object::host_pointer) {
        // SAFETY: the caller's promise; who has not been finalised has its box.
        Some(pointer) => Ok(unsafe { *pointer.cast::<Callback<F>>() }),
        None => Err(ctx.throw_type_error(format_args!("not a host function"))),
    }
}

/// What the status means that a function of the host has returned.
pub(crate) fn outcome(ctx: &mut Scope<'_>, status: c_int) -> JsResult<()> {
    const OK: c_int = Status::Ok as c_int;
    const EXCEPTION: c_int = Status::Exception as c_int;
    const NO_MEMORY: c_int = Status::NoMemory as c_int;
    match status {
        OK => Ok(()),
        EXCEPTION => Err(ctx.pending_throw()),
        NO_MEMORY => Err(ctx.throw_out_of_memory()),
        _ => Err(ctx.throw_error(ErrorKind::Error, format_args!("the host function failed with status {status}"))),
    }
}
