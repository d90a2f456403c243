//! What to compile for, and how.

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

impl Options {
    /// The same without optimisation.
    pub(crate) fn quick(&self) -> Options {
        Options { opt: OptLevel::None, ..self.clone() }
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
