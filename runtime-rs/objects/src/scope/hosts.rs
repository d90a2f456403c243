//! What the host interface asks for.

use super::{Cells, Scope};
use crate::host::Finaliser;
use crate::module::LoadError;
use crate::throw::JsResult;
use crate::values::{Object, Value};
use yarrow_abi::layout::ModuleDesc;

impl<'s> Scope<'s> {
    // --- the pending exception --------------------------------------------------------------------------

    /// Takes the exception that code of the calling convention or a host has left, which is then no longer on its way;
    /// `undefined` if there is none.
    pub fn take_pending(&mut self) -> Value<'s> {
        let thrown = std::mem::replace(&mut self.ctx.store.prefix.exception, Value::UNDEFINED);
        self.keep(thrown)
    }

    /// Leaves an exception, or none, as [`Scope::take_pending`] found it.
    pub fn set_pending(&mut self, thrown: Value<'_>) {
        self.ctx.store.prefix.exception = thrown.detach();
    }

    /// Whether what is pending is the error of the heap's limit.
    #[must_use]
    pub fn is_out_of_memory_pending(&self) -> bool {
        self.ctx.is_out_of_memory(self.ctx.store.prefix.exception)
    }

    // --- handles ----------------------------------------------------------------------------------------

    /// Holds a value for the host; `None` if there are no more handles.
    pub fn hold(&mut self, value: Value<'_>) -> Option<u64> {
        self.ctx.handles.hold(value.detach())
    }

    /// The value held, `None` for what is no handle (any more).
    pub fn held(&mut self, handle: u64) -> Option<Value<'s>> {
        let value = self.ctx.handles.get(handle);
        self.keep(value)
    }

    /// Lets the value go; nothing happens for what is no handle (any more).
    pub fn release(&mut self, handle: u64) {
        self.ctx.handles.release(handle);
    }

    // --- host objects -----------------------------------------------------------------------------------

    /// An object without prototype that owns `pointer`; `finalise` takes it back.
    pub fn new_host_object(&mut self, pointer: *mut u8, finalise: Finaliser) -> JsResult<Object<'s>> {
        self.with_context(|ctx| ctx.new_host_object(pointer, finalise))
    }

    /// Whether the context is being dropped: what runs now are the last finalisers.
    #[must_use]
    pub fn is_closing(&self) -> bool {
        self.ctx.is_closing()
    }

    // --- modules ----------------------------------------------------------------------------------------

    /// The index of a loaded module.
    #[must_use]
    pub fn loaded_index(&self, desc: *const ModuleDesc) -> Option<usize> {
        self.ctx.loaded_index(desc)
    }

    /// Loads a module: see [`crate::Context::load_module`].
    ///
    /// # Safety
    /// `desc` is the descriptor of a compiled module.
    pub unsafe fn load_module(&mut self, desc: *const ModuleDesc) -> Result<usize, LoadError> {
        // SAFETY: the caller's promise.
        unsafe { self.ctx.load_module(desc) }
    }
}
