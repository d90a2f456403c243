//! What to compile for, and how.

use yarrow_lir::OptLevel;

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

/// The triples that are known to work. Others of the same architectures are accepted.
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
