//! Doors for compiled code and for hosts.

use super::{Cells, Scope};
use crate::context::Context;
use crate::throw::{JsResult, Throw};
use crate::values::{FlatString, Object, Value};
use yarrow_abi::layout::{FrameDesc, FunctionInfo};

/// With so many bytes left, the heap counts as full.
const LITTLE: usize = 1 << 19;

impl<'s> Scope<'s> {
    /// A closure of compiled code. Its prototype is by kind of function.
    ///
    /// # Safety
    /// `code` is a function of the calling convention, and `info` outlives the context.
    pub unsafe fn new_closure(
        &mut self,
        code: *const u8,
        info: *const FunctionInfo,
        env: Value<'_>,
    ) -> JsResult<Object<'s>> {
        // SAFETY: the caller's promise.
        let f = unsafe { self.ctx.new_closure(code, info, env.detach()) }?;
        Ok(self.keep(f))
    }

    /// A generator object in state 0, its frame zeroed.
    ///
    /// # Safety
    /// `resume` and `desc` are those of one compiled generator function, and outlive the context.
    pub unsafe fn new_generator(
        &mut self,
        proto: Value<'_>,
        resume: *const u8,
        desc: *const FrameDesc,
    ) -> JsResult<Object<'s>> {
        // SAFETY: the caller's promise.
        let g = unsafe { self.ctx.new_generator(proto.detach(), resume, desc) }?;
        Ok(self.keep(g))
    }

    /// A module namespace over globals of an instance: (string index, global index) pairs.
    ///
    /// # Safety
    /// `instance` is an instance of this context, and the indices lie in it.
    pub unsafe fn new_namespace(&mut self, entries: &[(u32, u32)], instance: *mut u64) -> JsResult<Object<'s>> {
        // SAFETY: the caller's promise.
        let o = unsafe { self.ctx.new_namespace(entries, instance) }?;
        Ok(self.keep(o))
    }

    /// Enters a script's lexical declaration, uninitialised.
    ///
    /// # Safety
    /// `slot` holds a value, is a root, and lives as long as the context.
    pub unsafe fn declare_global_lexical(&mut self, name: FlatString<'_>, slot: *mut u64, mutable: bool) {
        // SAFETY: the caller's promise.
        unsafe { self.ctx.declare_global_lexical(name.detach(), slot, mutable) };
    }

    // --- hosts ----------------------------------------------------------------------------------------

    /// The context as a host knows it. What is done with it may collect, and roots nothing in this scope.
    pub fn context(&mut self) -> *mut Context {
        &raw mut self.ctx
    }

    /// Roots the value that a host or compiled code has given as a word.
    ///
    /// # Safety
    /// It is a value that is alive now.
    pub unsafe fn value_of(&mut self, word: u64) -> Value<'s> {
        // SAFETY: the caller's promise.
        self.keep(unsafe { Value::from_bits(word) })
    }

    /// The throw of the exception that compiled code or a host has left in the context.
    pub fn pending_throw(&mut self) -> Throw {
        self.ctx.pending_throw()
    }

    /// The error thrown at the heap's limit.
    pub fn throw_out_of_memory(&mut self) -> Throw {
        self.ctx.throw_out_of_memory()
    }

    /// Whether this is that error, and there is indeed next to no room: it also says that a single wish was too large.
    pub fn is_starved_by(&mut self, thrown: Value<'_>) -> bool {
        self.ctx.is_out_of_memory(thrown.detach()) && !self.ctx.store.has_room(LITTLE)
    }
}
