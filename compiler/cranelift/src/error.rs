//! Why a module was not compiled.

use cranelift_codegen::CodegenError;
use cranelift_module::ModuleError;
use yarrow_lir::WrongLir;

use crate::options::supported_targets;

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
