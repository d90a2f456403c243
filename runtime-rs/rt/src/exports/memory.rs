//! Polls and the slow path of allocation.

use yarrow_objects::rooted::Scope;
use yarrow_objects::{Context, Storage};

/// The slow path of a poll.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_poll(ctx: *mut Context, sp: *mut u64) {
    // SAFETY: the caller keeps the convention.
    unsafe { Scope::at(ctx, sp, [], |ctx, []| ctx.poll()) }
}

/// A zeroed cell of so many bytes; null and a pending RangeError at the heap's limit.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_alloc_slow(ctx: *mut Context, size: u32) -> *mut u8 {
    // SAFETY: the caller keeps the convention.
    let cell = unsafe { Storage::of(ctx, [], |ctx, []| ctx.alloc_slow(size as usize)) };
    cell.unwrap_or(std::ptr::null_mut())
}
