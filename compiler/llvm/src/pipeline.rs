//! Which of LLVM's passes run: the default pipeline of the level, except for very large functions.
//!
//! The default pipeline's time is superlinear in the number of blocks of a function, so a function
//! above [`LARGE_FUNCTION_BLOCKS`] gets [`LARGE_FUNCTION_PASSES`] alone and is hidden from the
//! pipeline by `optnone`; the attributes go before code generation, which is then that of the level.

use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::module::Module;
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::TargetMachine;
use inkwell::values::FunctionValue;

use crate::{LlvmError, OptLevel};

/// Functions with more basic blocks than this do not get the default pipeline.
pub const LARGE_FUNCTION_BLOCKS: u32 = 3000;

/// Near-linear passes: SSA, and what pays most for code in that form.
const LARGE_FUNCTION_PASSES: &str = "sroa,early-cse,simplifycfg,instsimplify,adce";

pub(crate) fn optimise(
    module: &Module,
    machine: &TargetMachine,
    opt: OptLevel,
) -> Result<(), LlvmError> {
    let passes = match opt {
        OptLevel::O0 => return Ok(()),
        OptLevel::O1 => "default<O1>",
        OptLevel::O2 => "default<O2>",
        OptLevel::O3 => "default<O3>",
    };
    let large: Vec<_> =
        module.get_functions().filter(|f| f.count_basic_blocks() > LARGE_FUNCTION_BLOCKS).collect();
    for &function in &large {
        function
            .run_passes(LARGE_FUNCTION_PASSES, machine, PassBuilderOptions::create())
            .map_err(|e| LlvmError::Passes(e.to_string()))?;
        hide(module, function);
    }
    module
        .run_passes(passes, machine, PassBuilderOptions::create())
        .map_err(|e| LlvmError::Passes(e.to_string()))?;
    for function in module.get_functions().filter(|f| f.count_basic_blocks() > 0) {
        reveal(function);
    }
    Ok(())
}

/// LLVM asks for the second attribute where the first stands.
const HIDING: [&str; 2] = ["optnone", "noinline"];

fn hide(module: &Module, function: FunctionValue) {
    for name in HIDING {
        let kind = Attribute::get_named_enum_kind_id(name);
        let attribute = module.get_context().create_enum_attribute(kind, 0);
        function.add_attribute(AttributeLoc::Function, attribute);
    }
}

fn reveal(function: FunctionValue) {
    for name in HIDING {
        let kind = Attribute::get_named_enum_kind_id(name);
        function.remove_enum_attribute(AttributeLoc::Function, kind);
    }
}
