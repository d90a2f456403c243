//! Target triples and the settings of the machines made for them.

use std::str::FromStr;

use cranelift_codegen::isa::{self, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use target_lexicon::Triple;

use crate::error::CraneliftError;
use crate::options::Options;
use yarrow_lir::OptLevel;

/// For object files: position-independent code for the target's baseline processor.
pub(crate) fn object_isa(options: &Options) -> Result<OwnedTargetIsa, CraneliftError> {
    let triple = match &options.target {
        Some(name) => known_triple(name)?,
        None => Triple::host(),
    };
    let unknown = || CraneliftError::UnknownTarget { triple: triple.to_string() };
    let builder = isa::lookup(triple.clone()).map_err(|_| unknown())?;
    builder.finish(flags(options, Placement::Anywhere)?).map_err(|_| unknown())
}

/// For code in memory: with everything that this processor can do.
pub(crate) fn host_isa(options: &Options) -> Result<OwnedTargetIsa, CraneliftError> {
    let builder = cranelift_native::builder().map_err(CraneliftError::UnknownHost)?;
    builder
        .finish(flags(options, Placement::Final)?)
        .map_err(|_| CraneliftError::UnknownTarget { triple: Triple::host().to_string() })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Placement {
    Anywhere,
    /// The code stays where it is made.
    Final,
}

fn flags(options: &Options, placement: Placement) -> Result<settings::Flags, CraneliftError> {
    let mut flags = settings::builder();
    flags.set("is_pic", if placement == Placement::Anywhere { "true" } else { "false" })?;
    let (level, allocator) = match options.opt {
        OptLevel::O0 => ("none", "single_pass"),
        OptLevel::O1 | OptLevel::O2 | OptLevel::O3 => ("speed", "backtracking"),
    };
    flags.set("opt_level", level)?;
    flags.set("regalloc_algorithm", allocator)?;
    flags.set("enable_verifier", if cfg!(debug_assertions) { "true" } else { "false" })?;
    // The depth of the native stack is checked by the code itself.
    flags.set("enable_probestack", "false")?;
    flags.set("preserve_frame_pointers", if options.debug_info { "true" } else { "false" })?;
    flags.set("unwind_info", "false")?;
    Ok(settings::Flags::new(flags))
}

fn known_triple(name: &str) -> Result<Triple, CraneliftError> {
    let unknown = || CraneliftError::UnknownTarget { triple: name.to_owned() };
    // As LLVM spells it.
    let spelt = name.strip_prefix("arm64-").map_or_else(|| name.to_owned(), |rest| format!("aarch64-{rest}"));
    let triple = Triple::from_str(&spelt).map_err(|_| unknown())?;
    let known =
        matches!(triple.architecture, target_lexicon::Architecture::X86_64 | target_lexicon::Architecture::Aarch64(_));
    if known && name.split('-').count() > 2 { Ok(triple) } else { Err(unknown()) }
}
