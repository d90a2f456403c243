//! Polls.

use yarrow_objects::Context;
use yarrow_objects::rooted::Scope;

/// The slow path of a poll.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_gc_poll(ctx: *mut Context, sp: *mut u64) {
    // SAFETY: the caller keeps the convention.
    unsafe { Scope::at(ctx, sp, [], |ctx, []| ctx.poll()) }
}
