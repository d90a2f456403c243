//! Target triples and the target machines made for them.

use std::sync::Once;

use inkwell::OptimizationLevel;
use inkwell::targets::{CodeModel, InitializationConfig, RelocMode, Target, TargetMachine, TargetTriple};

use crate::error::LlvmError;
use crate::options::{Options, Reloc};
use yarrow_lir::OptLevel;

/// Values are 64-bit words, so only these architectures are taken.
const ARCHITECTURES: &[&str] = &["x86_64", "aarch64", "arm64"];

pub(crate) fn create_machine(options: &Options) -> Result<TargetMachine, LlvmError> {
    static INITIALISED: Once = Once::new();
    INITIALISED.call_once(|| {
        Target::initialize_x86(&InitializationConfig::default());
        Target::initialize_aarch64(&InitializationConfig::default());
    });

    let triple = match &options.target {
        Some(name) => known_triple(name)?,
        None => TargetMachine::get_default_triple(),
    };
    let name = triple.as_str().to_string_lossy().into_owned();
    let target = Target::from_triple(&triple).map_err(|_| LlvmError::UnknownTarget { triple: name.clone() })?;
    let (cpu, features) = processor(options.cpu.as_deref());
    let reloc = match options.reloc {
        Reloc::Pic => RelocMode::PIC,
        Reloc::Static => RelocMode::Static,
    };
    target
        .create_target_machine(&triple, &cpu, &features, level(options.opt), reloc, CodeModel::Default)
        .ok_or(LlvmError::NoTargetMachine { triple: name, cpu })
}

/// LLVM takes nearly any text for a triple, so the architecture is checked here.
fn known_triple(name: &str) -> Result<TargetTriple, LlvmError> {
    let mut parts = name.split('-');
    let known = parts.next().is_some_and(|arch| ARCHITECTURES.contains(&arch));
    if !known || parts.count() < 2 || name.contains('\0') {
        return Err(LlvmError::UnknownTarget { triple: name.to_owned() });
    }
    Ok(TargetTriple::create(name))
}

/// Name and features. The empty name is the architecture's baseline.
fn processor(cpu: Option<&str>) -> (String, String) {
    match cpu {
        None => (String::new(), String::new()),
        Some("native") => {
            (TargetMachine::get_host_cpu_name().to_string(), TargetMachine::get_host_cpu_features().to_string())
        }
        Some(name) => (name.replace('\0', ""), String::new()),
    }
}

pub(crate) fn level(opt: OptLevel) -> OptimizationLevel {
    match opt {
        OptLevel::O0 => OptimizationLevel::None,
        OptLevel::O1 => OptimizationLevel::Less,
        OptLevel::O2 => OptimizationLevel::Default,
        OptLevel::O3 => OptimizationLevel::Aggressive,
    }
}
