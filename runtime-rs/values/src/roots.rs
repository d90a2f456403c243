//! Roots: words on the root stack of a store, and how far both stacks reach.

use crate::Store;
use crate::bare::Value;
use crate::root_stack::{RootMark, STRESS_WORDS};
use yarrow_gc::memory::clear;

/// The mapping of the root stack is full: some loop of a built-in has made a root for each of 2^29 turns.
#[cold]
#[inline(never)]
fn end_without_roots() -> ! {
    eprintln!("fatal: the root stack is used up");
    std::process::exit(70)
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

    /// Puts values on the root stack, in this order; where the first lies.
    pub fn push_roots(&mut self, values: &[Value]) -> *mut Value {
        let at = self.prefix.root_top.cast::<Value>();
        let end = at.wrapping_add(values.len());
        if end.cast::<u64>() > self.roots.end {
            end_without_roots();
        }
        // SAFETY: as many words from `at` on lie inside the mapping, and nothing else uses them yet.
        unsafe { at.copy_from_nonoverlapping(values.as_ptr(), values.len()) };
        self.prefix.root_top = end.cast();
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
