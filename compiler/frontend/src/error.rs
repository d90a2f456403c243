//! Why a compilation failed.

use std::path::PathBuf;

use yarrow_diag::{Colour, Diagnostic, SourceMap};

#[derive(Debug, thiserror::Error)]
pub enum InputError {
    #[error("cannot read {}: {source}", path.display())]
    Read { path: PathBuf, source: std::io::Error },
    #[error(
        "cannot read {}: it is a directory without an entry: its package.json names no `main` that is there, and there is no index.js",
        path.display()
    )]
    Directory { path: PathBuf },
    #[error("{} is not valid UTF-8: first bad byte at offset {offset}", path.display())]
    Utf8 { path: PathBuf, offset: usize },
    #[error("{}: unknown file extension; the compiler takes .js, .mjs, .cjs, .ts, .mts and .cts", path.display())]
    Extension { path: PathBuf },
    #[error("{0}")]
    Package(String),
    #[error("{} is larger than 2 GiB", path.display())]
    TooLarge { path: PathBuf },
    #[error("cannot start the compiling thread: {0}")]
    Thread(std::io::Error),
}

#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// The entry module cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The source is wrong, or uses what is not supported.
    #[error("{}", yarrow_diag::render(diagnostics, sources, Colour::Never))]
    Source { sources: SourceMap, diagnostics: Vec<Diagnostic> },
}
