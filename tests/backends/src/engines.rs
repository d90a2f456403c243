//! The table of engines.

use yarrow_lir::Module;
use yarrow_lir::OptLevel::{self, O0, O1, O2, O3};
use yarrow_llvm::Reloc;

use crate::support::resolve;

/// A back end and how it is to compile.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    Llvm { opt: OptLevel, reloc: Reloc, debug_info: bool },
    Cranelift { opt: OptLevel, debug_info: bool },
}

const fn llvm(opt: OptLevel) -> Engine {
    Engine::Llvm { opt, reloc: Reloc::Pic, debug_info: false }
}

const fn cranelift(opt: OptLevel) -> Engine {
    Engine::Cranelift { opt, debug_info: false }
}

/// Those whose object files are linked.
pub const OBJECT_ENGINES: &[Engine] = &[
    llvm(O0),
    llvm(O1),
    llvm(O2),
    llvm(O3),
    Engine::Llvm { opt: O2, reloc: Reloc::Static, debug_info: false },
    Engine::Llvm { opt: O2, reloc: Reloc::Pic, debug_info: true },
    cranelift(O0),
    cranelift(O2),
    Engine::Cranelift { opt: O0, debug_info: true },
    Engine::Cranelift { opt: O2, debug_info: true },
];

/// Those whose code is run in this process.
pub const MEMORY_ENGINES: &[Engine] = &[llvm(O0), llvm(O3), cranelift(O0), cranelift(O2)];

impl Engine {
    /// The flag that the linker's command wants.
    #[must_use]
    pub fn linking(&self) -> &'static str {
        match self {
            Engine::Llvm { reloc: Reloc::Static, .. } => "-no-pie",
            Engine::Llvm { reloc: Reloc::Pic, .. } | Engine::Cranelift { .. } => "-pie",
        }
    }

    /// The object file, or why there is none.
    pub fn object(&self, lir: &Module) -> Result<Vec<u8>, String> {
        match *self {
            Engine::Llvm { .. } => {
                let compiled = yarrow_llvm::compile(lir, &self.llvm_options()).map_err(|e| e.to_string())?;
                compiled.object().map_err(|e| e.to_string())
            }
            Engine::Cranelift { .. } => {
                yarrow_cranelift::compile(lir, &self.cranelift_options()).map_err(|e| e.to_string())
            }
        }
    }

    /// The module in this process's memory, from which it never goes.
    pub fn load(&self, lir: &Module) -> Result<InMemory, String> {
        Ok(match self {
            Engine::Llvm { .. } => InMemory::Llvm(
                yarrow_llvm::compile_in_memory(lir, &self.llvm_options(), &resolve).map_err(|e| e.to_string())?,
            ),
            Engine::Cranelift { .. } => InMemory::Cranelift(
                yarrow_cranelift::compile_in_memory(lir, &self.cranelift_options(), &resolve)
                    .map_err(|e| e.to_string())?,
            ),
        })
    }

    fn llvm_options(&self) -> yarrow_llvm::Options {
        match *self {
            Engine::Llvm { opt, reloc, debug_info } => {
                yarrow_llvm::Options { opt, reloc, debug_info, ..yarrow_llvm::Options::default() }
            }
            Engine::Cranelift { .. } => yarrow_llvm::Options::default(),
        }
    }

    fn cranelift_options(&self) -> yarrow_cranelift::Options {
        match *self {
            Engine::Cranelift { opt, debug_info } => yarrow_cranelift::Options { opt, debug_info, target: None },
            Engine::Llvm { .. } => yarrow_cranelift::Options::default(),
        }
    }
}

/// A module that was compiled into this process.
pub enum InMemory {
    Llvm(yarrow_llvm::Loaded),
    Cranelift(yarrow_cranelift::Loaded),
}

impl InMemory {
    /// Where an exported function or datum is.
    #[must_use]
    pub fn symbol(&self, name: &str) -> Option<*const u8> {
        match self {
            InMemory::Llvm(loaded) => loaded.symbol(name),
            InMemory::Cranelift(loaded) => loaded.symbol(name),
        }
    }

    /// Calls an exported function that has no parameters and returns 64 bits.
    ///
    /// # Safety
    /// The function is one, and what its code does is sound.
    #[must_use]
    pub unsafe fn call(&self, name: &str) -> u64 {
        let code = self.symbol(name).unwrap_or_else(|| panic!("`{name}` is not exported"));
        // SAFETY: the caller says that this is its signature; code in memory is never unloaded.
        let code: extern "C" fn() -> u64 = unsafe { std::mem::transmute(code) };
        code()
    }
}
