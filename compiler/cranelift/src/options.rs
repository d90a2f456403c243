//! What to compile for, and how.

use yarrow_lir::OptLevel;

/// What to compile for, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Cranelift tries as hard from `O1` on; at `O0`, it allocates registers quickly and optimises nothing.
    pub opt: OptLevel,
    /// Frame pointers and line tables.
    pub debug_info: bool,
    /// A triple; the host's if none.
    pub target: Option<String>,
}

impl Options {
    /// The same without optimisation.
    pub(crate) fn quick(&self) -> Options {
        Options { opt: OptLevel::O0, ..self.clone() }
    }
}

/// Which text to write of each function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Cranelift's form before its optimisations.
    Clif,
    /// The machine's instructions.
    Assembly,
}

/// The triples that are known to work.
#[must_use]
pub fn supported_targets() -> &'static [&'static str] {
    &[
        "x86_64-unknown-linux-gnu",
        "x86_64-unknown-linux-musl",
        "x86_64-apple-darwin",
        "aarch64-unknown-linux-gnu",
        "aarch64-unknown-linux-musl",
        "aarch64-apple-darwin",
    ]
}
