//! Which of LLVM's passes run.
//!
//! | level | passes | code generation |
//! | --- | --- | --- |
//! | `O0` | none | `O0` |
//! | `O1` | [`FUNCTION_PASSES`] | `O1`; `O0` for huge functions |
//! | `O2` | and [`LOOP_PASSES`] | `O2`; `O0` for huge functions |
//! | | none for functions that run once | `O0` |
//! | `O3` | LLVM's `O3`; [`FUNCTION_PASSES`] alone for large functions | `O3`; `O0` for huge functions |

use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::module::Module;
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::TargetMachine;
use inkwell::values::FunctionValue;

use crate::error::LlvmError;
use yarrow_lir::OptLevel;

/// Functions with more basic blocks than this do not get the default pipeline of `O3`.
pub const LARGE_FUNCTION_BLOCKS: u32 = 3000;

/// Functions with more are not optimised. (Those that are heavy from the start are compiled at `O0`, see `partition`, where a
/// module is made in parts.)
pub const HUGE_FUNCTION_BLOCKS: u32 = yarrow_lir::MAX_BLOCKS as u32;

/// Near-linear passes: SSA, and what pays most for code in that form.
const FUNCTION_PASSES: &str = "mem2reg,early-cse<memssa>,simplifycfg,instcombine<no-verify-fixpoint>";

/// What pays for loops besides.
const LOOP_PASSES: &str = "loop-simplify,lcssa,loop-mssa(licm)";

pub(crate) fn optimise(module: &Module, machine: &TargetMachine, opt: OptLevel) -> Result<(), LlvmError> {
    match opt {
        OptLevel::O0 => return Ok(()),
        OptLevel::O1 => run(module, machine, FUNCTION_PASSES)?,
        OptLevel::O2 => run(module, machine, &format!("{FUNCTION_PASSES},{LOOP_PASSES}"))?,
        OptLevel::O3 => optimise_whole(module, machine)?,
    }
    for function in module.get_functions() {
        if function.count_basic_blocks() > HUGE_FUNCTION_BLOCKS {
            hide(module, function);
        }
    }
    Ok(())
}

fn run(module: &Module, machine: &TargetMachine, passes: &str) -> Result<(), LlvmError> {
    module.run_passes(passes, machine, PassBuilderOptions::create()).map_err(|e| LlvmError::Passes(e.to_string()))
}

/// LLVM's own pipeline, with the large functions hidden from it.
fn optimise_whole(module: &Module, machine: &TargetMachine) -> Result<(), LlvmError> {
    let large = || module.get_functions().filter(|f| f.count_basic_blocks() > LARGE_FUNCTION_BLOCKS);
    for function in large() {
        function
            .run_passes(FUNCTION_PASSES, machine, PassBuilderOptions::create())
            .map_err(|e| LlvmError::Passes(e.to_string()))?;
    }
    // Before these passes merged its blocks, a function may have been larger.
    for function in large() {
        hide(module, function);
    }
    run(module, machine, "default<O3>")?;
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
