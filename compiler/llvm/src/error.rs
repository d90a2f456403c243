//! Why a module was not compiled.

use inkwell::builder::BuilderError;
use inkwell::values::InstructionValueError;
use yarrow_lir::WrongLir;

use crate::options::supported_targets;

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
