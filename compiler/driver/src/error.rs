//! What can go wrong besides the user's program.

use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum DriverError {
    #[error("cannot {action} {}: {source}", path.display())]
    Io { action: &'static str, path: PathBuf, source: std::io::Error },
    #[error("cannot write {}: it is a directory", .0.display())]
    OutputIsDirectory(PathBuf),
    #[error("cannot write {}: the program is compiled from it; name another file with -o", .0.display())]
    OutputIsSource(PathBuf),
    #[error("the linker `{command}` failed\n{output}")]
    Linker { command: String, output: String },
    #[error("cannot run the linker `{command}`: {source}; install a C compiler or name one in CC")]
    LinkerMissing { command: String, source: std::io::Error },
    #[error("linking is only for the host; with --target use --emit=obj, asm or llvm-ir")]
    CrossLink,
    #[error("-o names one file, but --emit asks for {0}")]
    SeveralOutputs(usize),
    #[error("--dump={0}: expected before:PASS or after:PASS with PASS one of {1}")]
    UnknownDump(String, String),
    #[error("the interpreter does not end within {0} seconds; --timeout gives it more")]
    BisectTimeout(u64),
    #[error("{} does not parse", .0.display())]
    NotReducible(PathBuf),
    #[error("{} is not interesting: the command {why}", path.display())]
    NotInteresting { path: PathBuf, why: String },
    #[error("--after={0}")]
    UnknownPass(#[from] yarrow_pipeline::UnknownPass),
    #[error("this yarrow was built without the runtime that evaluates text; link with --no-eval")]
    NoEvalArchive,
    #[error("--emit={emit} needs --backend={backend}")]
    OtherBackend { emit: &'static str, backend: &'static str },
    #[error("--stats counts resumptions in this process, so it needs --backend=cranelift; --timings does not")]
    StatsOfBackend,
    #[error("{configuration} did not compile the program\n{output}")]
    Build { configuration: &'static str, output: String },
    #[error("the program compiled by {configuration} was ended by signal {signal}\n{output}")]
    Crashed { configuration: &'static str, signal: i32, output: String },
    #[error("{0}")]
    Disagreement(String),
    #[error("the probe compiled by {configuration} measured nothing: {output}")]
    Probe { configuration: &'static str, output: String },
    #[error("the page was not made: {0}")]
    Page(#[from] minijinja::Error),
    #[error(transparent)]
    Llvm(#[from] yarrow_llvm::LlvmError),
    #[error(transparent)]
    Cranelift(#[from] yarrow_cranelift::CraneliftError),
}

pub fn io_error(action: &'static str, path: &Path, source: std::io::Error) -> DriverError {
    DriverError::Io { action, path: path.to_owned(), source }
}

impl DriverError {
    /// 2 for misuse of the command line, else 1.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            DriverError::CrossLink
            | DriverError::SeveralOutputs(_)
            | DriverError::OtherBackend { .. }
            | DriverError::StatsOfBackend
            | DriverError::UnknownDump(..)
            | DriverError::UnknownPass(_) => 2,
            DriverError::Io { .. }
            | DriverError::OutputIsDirectory(_)
            | DriverError::OutputIsSource(_)
            | DriverError::Linker { .. }
            | DriverError::LinkerMissing { .. }
            | DriverError::NoEvalArchive
            | DriverError::BisectTimeout(_)
            | DriverError::NotReducible(_)
            | DriverError::NotInteresting { .. }
            | DriverError::Build { .. }
            | DriverError::Crashed { .. }
            | DriverError::Disagreement(_)
            | DriverError::Probe { .. }
            | DriverError::Page(_)
            | DriverError::Llvm(_)
            | DriverError::Cranelift(_) => 1,
        }
    }
}
