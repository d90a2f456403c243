//! The root stack: where the values lie that compiled frames and Rust code hold.

use crate::Store;
use std::mem::MaybeUninit;
use yarrow_gc::Stress;
use yarrow_gc::memory::{clear, map, unmap};

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
const STRESS_WORDS: usize = (64 << 10) / SMALLER;
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
pub struct RootMark(*mut u64);

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

/// The mapping of the root stack is full: some loop of a built-in has made a root for each of 2^29 turns.
#[cold]
#[inline(never)]
fn end_without_roots() -> ! {
    eprintln!("fatal: the root stack is used up");
    std::process::exit(70)
}

impl RootStack {
    /// Maps a root stack; `None` if there is no address space.
    pub(crate) fn try_new() -> Option<RootStack> {
        let mut words = WORDS;
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

impl Store {
    /// Puts a word on the root stack.
    #[inline]
    pub fn push_root(&mut self, word: u64) {
        self.push_slot(word);
    }

    /// Puts a word on the root stack; where it lies.
    #[inline]
    pub fn push_slot(&mut self, word: u64) -> *mut u64 {
        let at = self.prefix.root_top;
        if at >= self.roots.end {
            end_without_roots();
        }
        // SAFETY: `at` lies inside the mapping.
        unsafe { at.write(word) };
        self.prefix.root_top = at.wrapping_add(1);
        at
    }

    /// How far the root stack is in use.
    #[must_use]
    #[inline]
    pub fn root_mark(&self) -> RootMark {
        RootMark(self.prefix.root_top)
    }

    /// Releases what was rooted since.
    #[inline]
    pub fn release_roots(&mut self, mark: RootMark) {
        self.prefix.root_top = mark.0;
    }

    /// Gives programs twice the root stack that stress allows: interpreted frames are larger than compiled ones.
    pub fn make_room_for_interpreted_frames(&mut self) {
        let most = self.roots.base.wrapping_add(2 * STRESS_WORDS);
        self.prefix.root_limit = self.prefix.root_limit.max(most);
    }

    /// Zeroes the root stack above its top. A compiled frame does not initialise its slots, so that
    /// an unset one shows what an earlier, popped frame left there; cleared at each collection,
    /// such a word can only have been written since the last one, and so is not dangling.
    pub fn forget_popped_frames(&mut self) {
        let top = self.prefix.root_top;
        // SAFETY: the range lies in the mapping, above all that is live.
        unsafe { clear(top.cast(), self.roots.end as usize - top as usize) };
    }

    /// Whether the native stack or the root stack is used up.
    #[must_use]
    pub fn stack_is_used_up(&self) -> bool {
        let here = std::hint::black_box(0u8);
        (&raw const here as usize) < self.prefix.native_limit || self.prefix.root_top >= self.prefix.root_limit
    }

    /// Bytes of the native stack that may be used yet.
    #[must_use]
    pub fn native_stack_left(&self) -> usize {
        let here = std::hint::black_box(0u8);
        (&raw const here as usize).saturating_sub(self.prefix.native_limit)
    }
}
