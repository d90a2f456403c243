//! Machine code in this process's memory, beside the object file of [`crate::compile`].
//!
//! Addresses of code, and of data that names code, are handed out as plain pointers, and whoever runs
//! JavaScript keeps them for as long as a function object lives. So what is loaded is never unloaded:
//! the engine and its LLVM context are leaked, on purpose.

use inkwell::context::Context;
use inkwell::execution_engine::ExecutionEngine;
use inkwell::module::Module;
use inkwell::values::AnyValue;
use yarrow_lir::require_valid;

use crate::compile::{emit_module, verify};
use crate::error::LlvmError;
use crate::options::Options;
use crate::partition::Partition;
use crate::{pipeline, raw, target};

/// Answers the address of a function or datum that the module does not define.
pub type Resolve<'r> = &'r dyn Fn(&str) -> Option<*const u8>;

/// A module whose code lies in memory, for as long as the process lives.
#[derive(Clone)]
pub struct Loaded {
    engine: ExecutionEngine<'static>,
}

impl Loaded {
    /// The address of an exported function or datum.
    #[must_use]
    pub fn symbol(&self, name: &str) -> Option<*const u8> {
        raw::symbol_address(&self.engine, name).map(|address| address as *const u8)
    }
}

/// Compiles a module into memory, if the verifier of LIR has nothing against it. What it refers to and
/// does not define is asked of `resolve`: a name that nobody knows is an error. `options.target` and
/// `options.reloc` do not count: the code is this machine's.
pub fn compile_in_memory(
    lir: &yarrow_lir::Module,
    options: &Options,
    resolve: Resolve<'_>,
) -> Result<Loaded, LlvmError> {
    require_valid(lir)?;
    let options = Options { target: None, ..options.clone() };
    let machine = target::create_machine(&options)?;
    let context: &'static Context = Box::leak(Box::new(Context::create()));
    let module = emit_module(context, lir, Partition::whole().part(0), &machine, &options)?;
    if cfg!(debug_assertions) {
        verify(&module)?;
    }
    pipeline::optimise(&module, &machine, options.opt)?;
    let engine = module
        .create_jit_execution_engine(target::level(options.opt))
        .map_err(|e| LlvmError::Emission(e.to_string()))?;
    bind(&module, &engine, resolve)?;
    // The engine owns the module now; this handle must not drop it.
    std::mem::forget(module);
    let loaded = Loaded { engine };
    std::mem::forget(loaded.clone());
    Ok(loaded)
}

/// Gives each declaration without a definition its address.
fn bind(module: &Module<'static>, engine: &ExecutionEngine<'static>, resolve: Resolve<'_>) -> Result<(), LlvmError> {
    let bind = |name: &str, value: &dyn AnyValue<'static>| -> Result<(), LlvmError> {
        let address = resolve(name).ok_or_else(|| LlvmError::UnknownSymbol(name.to_owned()))?;
        engine.add_global_mapping(value, address as usize);
        Ok(())
    };
    for function in module.get_functions().filter(|f| f.count_basic_blocks() == 0) {
        let name = function.get_name().to_string_lossy();
        // LLVM makes code of these itself, or calls the C library's.
        if !name.starts_with("llvm.") {
            bind(&name, &function)?;
        }
    }
    for global in module.get_globals().filter(|g| g.get_initializer().is_none()) {
        bind(&global.get_name().to_string_lossy(), &global)?;
    }
    Ok(())
}
