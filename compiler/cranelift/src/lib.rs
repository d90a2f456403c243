//! LIR → Cranelift: takes a verified [`yarrow_lir::Module`], answers machine code as an object file
//! ([`compile`]) or in this process ([`compile_in_memory`]).
//!
//! Vregs with one definition that dominates its uses are SSA values as they are; Cranelift's
//! `Variable`s make phis for the others alone. Functions have the C calling convention and never
//! unwind. They are compiled by as many threads as there are cores: the code does not depend on how
//! many.
//!
//! It knows no JavaScript and does not link.
//!
//! | file | what it emits |
//! | --- | --- |
//! | `unit` | declarations, runtime functions, data objects; the threads |
//! | `function` | vregs, blocks, terminators |
//! | `inst` | the one match over instructions |
//! | `debug` | line tables |
//! | `target` | target machines and their settings |
//! | `memory` | code that is run where it was made |

mod debug;
mod function;
mod inst;
mod memory;
mod target;
mod unit;

use cranelift_codegen::CodegenError;
use cranelift_module::ModuleError;
use cranelift_object::{ObjectBuilder, ObjectModule};
use yarrow_lir::{WrongLir, require_valid};

use debug::Positions;

pub use memory::{Loaded, Resolve, compile_in_memory};
pub use target::supported_targets;

/// How hard Cranelift tries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OptLevel {
    /// No optimisation, quick register allocation.
    None,
    #[default]
    Speed,
}

/// What to compile for, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub opt: OptLevel,
    /// Frame pointers and line tables.
    pub debug_info: bool,
    /// A triple; the host's if none.
    pub target: Option<String>,
}

/// Why a module was not compiled.
#[derive(Debug, thiserror::Error)]
pub enum CraneliftError {
    #[error("unknown target `{triple}`; supported are: {}", supported_targets().join(", "))]
    UnknownTarget { triple: String },
    #[error("Cranelift does not know this machine: {0}")]
    UnknownHost(&'static str),
    #[error(transparent)]
    WrongLir(#[from] WrongLir),
    #[error("a setting of Cranelift: {0}")]
    Setting(#[from] cranelift_codegen::settings::SetError),
    #[error("Cranelift does not compile `{function}`: {source}")]
    Function { function: String, source: CodegenError },
    #[error("Cranelift refuses the module `{module}`: {source}")]
    Module { module: String, source: Box<ModuleError> },
    #[error("Cranelift emitted no object: {0}")]
    Emission(String),
    #[error("nothing defines the symbol `{0}`")]
    UnknownSymbol(String),
    #[error("there is no memory for the code: {0}")]
    Memory(String),
    #[error("a thread of code generation died")]
    Thread,
}

/// Compiles a module to an object file, if the verifier of LIR has nothing against it.
pub fn compile(lir: &yarrow_lir::Module, options: &Options) -> Result<Vec<u8>, CraneliftError> {
    require_valid(lir)?;
    let isa = target::object_isa(options)?;
    let named = |source: ModuleError| CraneliftError::Module { module: lir.name.clone(), source: Box::new(source) };
    let builder =
        ObjectBuilder::new(isa, lir.name.as_str(), cranelift_module::default_libcall_names()).map_err(named)?;
    let mut module = ObjectModule::new(builder);
    let positions = if options.debug_info { Positions::Kept } else { Positions::Dropped };
    let emitted = unit::emit_module(&mut module, lir, unit::Reach::Near, positions)?;
    let mut product = module.finish();
    if positions == Positions::Kept {
        debug::add_line_tables(&mut product, lir, &emitted.lines)?;
    }
    product.emit().map_err(|e| CraneliftError::Emission(e.to_string()))
}

/// Which text to write of each function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Cranelift's form before its optimisations.
    Clif,
    /// The machine's instructions.
    Assembly,
}

/// Each function as text, in the module's order.
pub fn list(lir: &yarrow_lir::Module, options: &Options, listing: Listing) -> Result<String, CraneliftError> {
    require_valid(lir)?;
    let isa = target::object_isa(options)?;
    let named = |source: ModuleError| CraneliftError::Module { module: lir.name.clone(), source: Box::new(source) };
    let builder =
        ObjectBuilder::new(isa, lir.name.as_str(), cranelift_module::default_libcall_names()).map_err(named)?;
    unit::list_functions(&mut ObjectModule::new(builder), lir, listing)
}
