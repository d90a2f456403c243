//! Which of LLVM's passes run: the default pipeline of the level, except for very large functions.
//!
//! LLVM's time is superlinear in the number of blocks of a function. Measured at `O2` on code with
//! tag checks and slow paths (the larger figures are a state machine with 40 live values):
//!
//! | blocks | passes | code generation |
//! | --- | --- | --- |
//! | 1,000 | 0.12–0.16 s | 0.11–0.28 s |
//! | 3,000 | 0.41–0.47 s | 0.64–1.2 s |
//! | 10,000, large | 0.5 s | 2.7–8.3 s |
//! | 20,000, large | 1.3 s | 6.6–46 s |
//! | 20,000, huge | 1.3 s | 1 s |
//!
//! A function above [`LARGE_FUNCTION_BLOCKS`] gets [`LARGE_FUNCTION_PASSES`] alone and is hidden from
//! the pipeline by `optnone`, which is taken off before code generation. Above
//! [`HUGE_FUNCTION_BLOCKS`] it stays on, and code generation is that of `O0`.

use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::module::Module;
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::TargetMachine;
use inkwell::values::FunctionValue;

use crate::{LlvmError, OptLevel};

/// Functions with more basic blocks than this do not get the default pipeline.
pub const LARGE_FUNCTION_BLOCKS: u32 = 3000;

/// Functions with more get the code generation of `O0` as well.
pub const HUGE_FUNCTION_BLOCKS: u32 = 12_000;

/// Near-linear passes: SSA, and what pays most for code in that form.
const LARGE_FUNCTION_PASSES: &str = "sroa,early-cse,simplifycfg,instsimplify,adce";

pub(crate) fn optimise(module: &Module, machine: &TargetMachine, opt: OptLevel) -> Result<(), LlvmError> {
    let passes = match opt {
        OptLevel::O0 => return Ok(()),
        OptLevel::O1 => "default<O1>",
        OptLevel::O2 => "default<O2>",
        OptLevel::O3 => "default<O3>",
    };
    let large: Vec<_> = module.get_functions().filter(|f| f.count_basic_blocks() > LARGE_FUNCTION_BLOCKS).collect();
    for &function in &large {
        function
            .run_passes(LARGE_FUNCTION_PASSES, machine, PassBuilderOptions::create())
            .map_err(|e| LlvmError::Passes(e.to_string()))?;
        hide(module, function);
    }
    let env = std::env::var("YLT_PASSES").ok();
    let passes = env.as_deref().unwrap_or(passes);
    module.run_passes(passes, machine, PassBuilderOptions::create()).map_err(|e| LlvmError::Passes(e.to_string()))?;
    // Not `large`: the pipeline may have removed some of these.
    for function in module.get_functions() {
        if (1..=HUGE_FUNCTION_BLOCKS).contains(&function.count_basic_blocks()) {
            reveal(function);
        }
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
