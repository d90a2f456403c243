//! Machine code in this process's memory.
//!
//! Addresses of code, and of data that names code, are handed out as plain pointers, and whoever runs
//! JavaScript keeps them for as long as a function object lives. So what is loaded is never unloaded.
//! Code and data lie in one reservation of address space, so that they reach each other by 32-bit
//! displacements; the runtime is called through absolute addresses.

use std::collections::HashMap;
use std::mem::ManuallyDrop;
use std::time::{Duration, Instant};

use cranelift_jit::{ArenaMemoryProvider, JITBuilder, JITModule};
use cranelift_module::{FuncOrDataId, Module, default_libcall_names};
use yarrow_lir::require_valid;

use crate::debug::Positions;
use crate::declare::{self, Reach};
use crate::error::CraneliftError;
use crate::options::Options;
use crate::{target, unit};

/// Answers the address of a function or datum that the module does not define.
pub type Resolve<'r> = &'r dyn Fn(&str) -> Option<*const u8>;

/// Address space for one module's code and data; 32-bit displacements reach twice as far.
const RESERVATION: usize = 1 << 30;

/// A module whose code lies in memory, for as long as the process lives.
#[derive(Debug)]
pub struct Loaded {
    symbols: HashMap<String, *const u8>,
    loading: Duration,
    code_size: usize,
}

impl Loaded {
    /// The address of an exported function or datum.
    #[must_use]
    pub fn symbol(&self, name: &str) -> Option<*const u8> {
        self.symbols.get(name).copied()
    }

    /// How long it took to put the code in its place.
    #[must_use]
    pub fn loading(&self) -> Duration {
        self.loading
    }

    /// Bytes of machine code.
    #[must_use]
    pub fn code_size(&self) -> usize {
        self.code_size
    }
}

/// Compiles a module into memory, if the verifier of LIR has nothing against it. What it refers to and
/// does not define is asked of `resolve`: a name that nobody knows is an error. `options.target` does
/// not count: the code is this machine's.
pub fn compile_in_memory(
    lir: &yarrow_lir::Module,
    options: &Options,
    resolve: Resolve<'_>,
) -> Result<Loaded, CraneliftError> {
    require_valid(lir)?;
    let isa = target::host_isa(options)?;
    let quick = target::host_isa(&options.quick())?;
    let mut builder = JITBuilder::with_isa(isa, default_libcall_names());
    for name in declare::imported_names(lir) {
        let address = resolve(&name).ok_or_else(|| CraneliftError::UnknownSymbol(name.clone()))?;
        builder.symbol(name, address);
    }
    for (name, address) in LIBCALLS {
        builder.symbol(*name, *address as *const u8);
    }
    let arena = ArenaMemoryProvider::new_with_size(RESERVATION).map_err(|e| CraneliftError::Memory(e.to_string()))?;
    builder.memory_provider(Box::new(arena));
    // Its memory is never freed: see the head of this file.
    let mut module = ManuallyDrop::new(JITModule::new(builder));
    let emitted = unit::emit_module(&mut *module, lir, &*quick, Reach::Far, Positions::Dropped)?;
    let start = Instant::now();
    module.finalize_definitions().map_err(|e| CraneliftError::Memory(e.to_string()))?;
    let exported = |name: &String| {
        let address = match module.declarations().get_name(name)? {
            FuncOrDataId::Func(id) => module.get_finalized_function(id),
            FuncOrDataId::Data(id) => module.get_finalized_data(id).0,
        };
        Some((name.clone(), address))
    };
    let symbols = declare::exported_names(lir).iter().filter_map(exported).collect();
    Ok(Loaded { symbols, loading: start.elapsed(), code_size: emitted.code_size })
}

extern "C" fn floor(x: f64) -> f64 {
    x.floor()
}

extern "C" fn ceil(x: f64) -> f64 {
    x.ceil()
}

extern "C" fn trunc(x: f64) -> f64 {
    x.trunc()
}

/// What Cranelift calls on processors that lack the instruction.
const LIBCALLS: &[(&str, extern "C" fn(f64) -> f64)] = &[("floor", floor), ("ceil", ceil), ("trunc", trunc)];
