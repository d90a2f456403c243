//! What inkwell's interface does not do, and so all uses of LLVM's pointers by hand.
//!
//! | function | why not inkwell's |
//! | --- | --- |
//! | [`symbol_address`] | `ExecutionEngine` looks up functions alone, and a module's descriptor is a datum |
//! | [`freeze`] | it has no such instruction |
//! | [`block_address`] | its own is unsafe, for the sake of blocks that are removed |
//! | [`Detached`] | `Module<'ctx>` borrows its context, so no struct of safe Rust has both |

use inkwell::basic_block::BasicBlock;
use inkwell::builder::Builder;
use inkwell::context::Context;
use inkwell::execution_engine::ExecutionEngine;
use inkwell::module::Module;
use inkwell::values::{AsValueRef, IntValue, PointerValue};
use llvm_sys::core::LLVMBuildFreeze;
use llvm_sys::execution_engine::LLVMGetGlobalValueAddress;
use std::ffi::CString;

/// The address of a function or datum that the engine's modules define.
pub(crate) fn symbol_address(engine: &ExecutionEngine<'_>, name: &str) -> Option<usize> {
    let name = CString::new(name).ok()?;
    // SAFETY: the engine lives, and the name ends with a NUL.
    let address = unsafe { LLVMGetGlobalValueAddress(engine.as_mut_ptr(), name.as_ptr()) };
    usize::try_from(address).ok().filter(|a| *a != 0)
}

/// `value`; some integer where that is poison.
pub(crate) fn freeze<'ctx>(builder: &Builder<'ctx>, value: IntValue<'ctx>) -> IntValue<'ctx> {
    // SAFETY: the builder stands at the end of a block, in which `value` is defined, and both are of one context; the
    // result is an integer as `value` is.
    unsafe { IntValue::new(LLVMBuildFreeze(builder.as_mut_ptr(), value.as_value_ref(), c"".as_ptr())) }
}

/// The address of a block that is not its function's first, of which there is none.
pub(crate) fn block_address(block: BasicBlock<'_>) -> Option<PointerValue<'_>> {
    // SAFETY: the block is in a function: none is ever removed by hand, and LLVM's passes see to addresses themselves.
    unsafe { block.get_address() }
}

/// A module together with its context.
pub(crate) struct Detached {
    // The module belongs to `context`: it is declared, and so dropped, before it.
    module: Module<'static>,
    _context: Context,
}

impl Detached {
    /// Of a module that `make` makes in a fresh context.
    pub(crate) fn make<E>(make: impl FnOnce(&Context) -> Result<Module<'_>, E>) -> Result<Detached, E> {
        let context = Context::create();
        let module = make(&context)?;
        let raw = module.as_mut_ptr();
        std::mem::forget(module);
        // SAFETY: `raw` is the module just released by `forget`, so it has one owner. It lives in `context`, which is
        // kept beside it and dropped after it; LLVM's context has a stable address of its own.
        let module = unsafe { Module::new(raw) };
        Ok(Detached { module, _context: context })
    }

    /// No copy of it may outlive `self`: the lifetime says nothing of the context here, since `Module` is invariant.
    pub(crate) fn module(&self) -> &Module<'static> {
        &self.module
    }
}
