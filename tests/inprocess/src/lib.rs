//! Programs in the harness's own process: for the harnesses that run many small pieces of code, each in a
//! child, where a command for each would take far longer than the piece.
//!
//! * [`load`]: MIR to something that runs, on any tier, and running it in a context;
//! * [`native`]: LIR to code in this process, by either back end;
//! * [`child`]: a forked copy of this process, with limits, that answers with text.

pub mod child;
pub mod load;
pub mod native;

/// Why a program that the frontend took is nothing that runs.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("the module has no symbol {0}")]
    MissingSymbol(String),
    #[error("the interpreter takes MIR")]
    Interpreter,
    #[error("Cranelift: {0}")]
    Cranelift(#[source] yarrow_cranelift::CraneliftError),
    #[error("LLVM: {0}")]
    Llvm(#[source] yarrow_llvm::LlvmError),
    #[error("{0}")]
    Io(#[from] std::io::Error),
}
