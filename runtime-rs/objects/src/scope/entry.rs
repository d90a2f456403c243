//! Where code outside Rust comes in: the scope of one call of an export, or of one call of a function.

use super::{Held, Scope};
use crate::args::Args;
use crate::context::Context;
use crate::throw::JsResult;
use crate::values::Value;
use yarrow_abi::layout::{CALL_HEADER, CONSTRUCT_FLAG};

/// The word that compiled code expects: the value, or EXCEPTION, the thrown value being in its place.
#[must_use]
pub fn word_of(result: JsResult<Value<'_>>) -> u64 {
    match result {
        Ok(value) => value.bits(),
        Err(_) => Value::EXCEPTION.bits(),
    }
}

impl Scope<'_> {
    /// Runs `f` in a scope whose roots begin at `sp`, the first of them these values.
    ///
    /// # Safety
    /// A valid context that nothing else borrows, the first free word of its root stack, and values that are alive.
    #[inline(always)]
    pub unsafe fn at<const N: usize, R>(
        ctx: *mut Context,
        sp: *mut u64,
        words: [u64; N],
        f: impl for<'s> FnOnce(&mut Scope<'s>, [Value<'s>; N]) -> R,
    ) -> R {
        // SAFETY: the caller's promise. The scope is `f`'s alone; whoever called sets the top of the stack anew.
        unsafe {
            let ctx = &mut *ctx;
            ctx.store.prefix.root_top = sp;
            words.iter().for_each(|w| ctx.store.push_root(*w));
            f(Scope::on(ctx), words.map(|w| Value::from_bits(w)))
        }
    }

    /// Runs `f` as the body of a function that was called with what lies at `sp`; its result as the convention of calls
    /// has it.
    ///
    /// # Safety
    /// The JavaScript calling convention.
    #[inline(always)]
    pub unsafe fn called(
        ctx: *mut Context,
        sp: *mut u64,
        argc: u64,
        f: impl for<'s> FnOnce(&mut Scope<'s>, Args<'s>) -> JsResult<Value<'s>>,
    ) -> u64 {
        let top = sp.wrapping_add(CALL_HEADER + (argc & !CONSTRUCT_FLAG) as usize);
        // SAFETY: the caller's promise: what was passed lies below the scope and stays there.
        unsafe { Scope::at(ctx, top, [], |ctx, []| word_of(f(ctx, Args::new(sp, argc)))) }
    }
}

impl<'s> Scope<'s> {
    /// Roots a value in this scope.
    pub fn root<T: Held>(&mut self, value: T) -> T::In<'s> {
        self.keep(value)
    }

    /// Collects if an allocation has failed: the safepoints that do not poll do this, so that code that caught the
    /// RangeError of the heap's limit finds memory again.
    #[inline]
    pub fn collect_if_starved(&mut self) {
        self.ctx.collect_if_starved();
    }

    /// Collects if asked to: the poll of an interpreter.
    #[inline(always)]
    pub fn poll_if_pending(&mut self) {
        if self.ctx.store.prefix.gc_pending != 0 {
            self.poll_pending();
        }
    }

    /// Apart, so that those who poll need no room for it.
    #[cold]
    #[inline(never)]
    fn poll_pending(&mut self) {
        self.ctx.poll();
    }
}
