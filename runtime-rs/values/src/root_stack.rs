//! The root stack: where the values lie that compiled frames and Rust code hold.

use std::mem::MaybeUninit;
use yarrow_gc::Stress;
use yarrow_gc::memory::{affordable, map, unmap};

/// Root stacks under Miri are so many times smaller: each collection clears what is unused of one, which is slow there.
const SMALLER: usize = if cfg!(miri) { 16 } else { 1 };
/// Words of the root stack that programs may use; a call beyond is a RangeError. Small enough that an
/// overflow costs few milliseconds, large enough for some 100,000 calls and as many arguments.
const PROGRAM_WORDS: usize = (512 << 10) / SMALLER;
/// Words of the root stack's mapping. What lies above the programs' part is for Rust code, whose roots
/// have no limit of their own: more than a string has units, so that one root for each of them fits.
/// Address space only: what is used of it counts as memory of the heap.
const WORDS: usize = if cfg!(miri) { 2 * PROGRAM_WORDS } else { 1 << 29 };
/// What the mapping may shrink to where address space is scarce.
const MIN_WORDS: usize = (8 << 20) / SMALLER;
/// Root stack under stress, where each call scans all of it: endless recursion shall end soon.
pub(crate) const STRESS_WORDS: usize = (64 << 10) / SMALLER;
/// Native stack kept for runtime code that runs near the limit.
const NATIVE_RESERVE: usize = 256 << 10;

/// The mapping of a root stack. Its top and limit are in [`crate::Prefix`], since compiled code moves them.
pub struct RootStack {
    pub base: *mut u64,
    /// Behind the last word.
    pub end: *mut u64,
}

/// A height of the root stack.
#[derive(Clone, Copy)]
pub struct RootMark(pub(crate) *mut u64);

/// The lowest address that code on the current thread's stack may reach. Miri has no stack that ends.
pub(crate) fn native_limit() -> usize {
    if cfg!(miri) {
        return 0;
    }
    let mut attr = MaybeUninit::<libc::pthread_attr_t>::uninit();
    let mut base = std::ptr::null_mut();
    let mut size = 0;
    // SAFETY: pthread_getattr_np initialises the attributes that the other two use.
    let ok = unsafe {
        libc::pthread_getattr_np(libc::pthread_self(), attr.as_mut_ptr()) == 0 && {
            let ok = libc::pthread_attr_getstack(attr.as_ptr(), &raw mut base, &raw mut size) == 0;
            libc::pthread_attr_destroy(attr.as_mut_ptr());
            ok
        }
    };
    let here = std::hint::black_box(0u8);
    if ok { base as usize + NATIVE_RESERVE } else { (&raw const here as usize).saturating_sub(512 << 10) }
}

impl RootStack {
    /// Maps a root stack; `None` if there is no address space.
    pub(crate) fn try_new() -> Option<RootStack> {
        let mut words = affordable(WORDS * 8, 16).max(MIN_WORDS * 8) / 8;
        loop {
            let base: *mut u64 = map(words * 8).cast();
            if !base.is_null() {
                return Some(RootStack { base, end: base.wrapping_add(words) });
            }
            words /= 2;
            if words < MIN_WORDS {
                return None;
            }
        }
    }

    /// The words below `top`, the live part.
    ///
    /// # Safety
    /// `top` is that of this stack, which nobody changes as long as the slice is used.
    #[must_use]
    pub unsafe fn below(&self, top: *const u64) -> &[u64] {
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts(self.base, (top as usize - self.base as usize) / 8) }
    }

    /// The end of the programs' part.
    pub(crate) fn program_limit(&self, stress: Stress) -> *mut u64 {
        self.base.wrapping_add(match stress {
            Stress::Off => PROGRAM_WORDS,
            Stress::Every(_) => STRESS_WORDS,
        })
    }
}

impl Drop for RootStack {
    fn drop(&mut self) {
        // SAFETY: it owns the mapping, and nothing uses its roots any more.
        unsafe { unmap(self.base.cast(), self.end as usize - self.base as usize) };
    }
}
