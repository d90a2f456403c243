//! LIR → LLVM: takes a verified [`yarrow_lir::Module`], answers an optimised LLVM module that can
//! be written as an object file, as assembly or as LLVM's text.
//!
//! A vreg with one definition is an LLVM value; one with several is an alloca of the entry block, of
//! which LLVM's passes make phis (none do at `O0`). Pointers are `i64` but where memory is accessed
//! and at indirect calls.
//! Functions have the C calling convention and never unwind.
//!
//! Or, [`compile_in_memory`], be run in this process.
//!
//! It knows no JavaScript and does not link.
//!
//! | file | what it emits |
//! | --- | --- |
//! | `module` | declarations, runtime functions, data objects |
//! | `function` | vregs, blocks, terminators |
//! | `inst` | the one match over instructions |
//! | `marks` | alias regions, branch weights, attributes |
//! | `debug` | line tables |
//! | `parts` | large modules as several objects, made at the same time |
//! | `target`, `pipeline` | target machines; which passes run |
//! | `memory` | code that is run where it was made |

mod debug;
mod function;
mod inst;
mod marks;
mod memory;
mod module;
mod parts;
mod pipeline;
mod target;

use inkwell::builder::BuilderError;
use inkwell::context::Context;
use inkwell::module::Module;
use inkwell::support::LLVMString;
use inkwell::targets::{FileType, TargetMachine};
use inkwell::values::InstructionValueError;
use std::time::{Duration, Instant};
use yarrow_lir::{WrongLir, require_valid};

pub use memory::{Loaded, Resolve, compile_in_memory};
pub use parts::{Objects, compile_objects};
use parts::{Part, Partition};
pub use pipeline::{HUGE_FUNCTION_BLOCKS, LARGE_FUNCTION_BLOCKS};
pub use target::supported_targets;

/// How hard LLVM tries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OptLevel {
    O0,
    O1,
    #[default]
    O2,
    O3,
}

/// Position independence of the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reloc {
    #[default]
    Pic,
    Static,
}

/// What to compile for, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub opt: OptLevel,
    /// DWARF line tables and frame pointers.
    pub debug_info: bool,
    /// A triple; the host's if none.
    pub target: Option<String>,
    /// A processor by LLVM's name, or `native`; the target's baseline if none.
    pub cpu: Option<String>,
    pub reloc: Reloc,
}

/// Why a module was not compiled.
#[derive(Debug, thiserror::Error)]
pub enum LlvmError {
    #[error("unknown target `{triple}`; supported are: {}", supported_targets().join(", "))]
    UnknownTarget { triple: String },
    #[error("LLVM has no target machine for `{triple}` with processor `{cpu}`")]
    NoTargetMachine { triple: String, cpu: String },
    #[error(transparent)]
    WrongLir(#[from] WrongLir),
    #[error("LLVM lacks the intrinsic `{0}`")]
    NoIntrinsic(&'static str),
    #[error("LLVM refuses the module `{module}`: {message}")]
    Invalid { module: String, message: String },
    #[error("LLVM's passes failed: {0}")]
    Passes(String),
    #[error("LLVM emitted no code: {0}")]
    Emission(String),
    #[error("nothing defines the symbol `{0}`")]
    UnknownSymbol(String),
    #[error("building LLVM's form failed: {0}")]
    Build(#[from] BuilderError),
    #[error("marking an LLVM instruction failed: {0}")]
    Mark(#[from] InstructionValueError),
}

/// Wall time of the steps of [`compile`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Making LLVM's form.
    pub building: Duration,
    /// Optimising it.
    pub passes: Duration,
}

/// An optimised module.
pub struct Compiled {
    // The module belongs to `context`: it is declared, and so dropped, before it.
    module: Module<'static>,
    machine: TargetMachine,
    times: Times,
    _context: Context,
}

impl Compiled {
    /// The object file.
    pub fn object(&self) -> Result<Vec<u8>, LlvmError> {
        self.emit(FileType::Object)
    }

    /// The same as assembly text.
    pub fn assembly(&self) -> Result<String, LlvmError> {
        let text = self.emit(FileType::Assembly)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// LLVM's form of the module, after optimisation.
    #[must_use]
    pub fn llvm_ir(&self) -> String {
        self.module.print_to_string().to_string()
    }

    /// What it took to make it.
    #[must_use]
    pub fn times(&self) -> Times {
        self.times
    }

    /// The object file, of a module that nothing else is asked of.
    fn object_once(&self) -> Result<Vec<u8>, LlvmError> {
        self.emit_module(&self.module, FileType::Object)
    }

    fn emit(&self, kind: FileType) -> Result<Vec<u8>, LlvmError> {
        // Code generation changes the module it is given, so each output takes a copy.
        self.emit_module(&self.module.clone(), kind)
    }

    fn emit_module(&self, module: &Module<'static>, kind: FileType) -> Result<Vec<u8>, LlvmError> {
        let buffer = self
            .machine
            .write_to_memory_buffer(module, kind)
            .map_err(|e: LLVMString| LlvmError::Emission(e.to_string()))?;
        let bytes = buffer.as_slice();
        // LLVM ends the text of a buffer with a NUL that inkwell counts in.
        let end = if kind == FileType::Assembly { text_end(bytes) } else { bytes.len() };
        Ok(bytes[..end].to_vec())
    }
}

fn text_end(bytes: &[u8]) -> usize {
    bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len())
}

/// Compiles a module, if the verifier of LIR has nothing against it. (Debug builds have LLVM verify its form, too.)
pub fn compile(lir: &yarrow_lir::Module, options: &Options) -> Result<Compiled, LlvmError> {
    require_valid(lir)?;
    compile_part(lir, options, Partition::whole().part(0))
}

/// A part of a verified module.
fn compile_part(lir: &yarrow_lir::Module, options: &Options, part: Part<'_>) -> Result<Compiled, LlvmError> {
    let start = Instant::now();
    let machine = target::create_machine(options)?;
    let context = Context::create();
    let module = module::emit_module(&context, lir, part, &machine, options)?;
    if cfg!(debug_assertions) {
        verify(&module)?;
    }
    let built = Instant::now();
    pipeline::optimise(&module, &machine, options.opt)?;
    let times = Times { building: built - start, passes: built.elapsed() };
    let raw = module.as_mut_ptr();
    std::mem::forget(module);
    // SAFETY: `raw` is the module just released by `forget`, so it has one owner. It lives in
    // `context`, which `Compiled` keeps and drops after the module; LLVM's context has a stable
    // address of its own.
    let module = unsafe { Module::new(raw) };
    Ok(Compiled { module, machine, times, _context: context })
}

fn verify(module: &Module) -> Result<(), LlvmError> {
    module.verify().map_err(|e| LlvmError::Invalid {
        module: module.get_name().to_string_lossy().into_owned(),
        message: e.to_string(),
    })
}
