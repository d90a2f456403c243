//! LIR → LLVM: takes a verified [`yarrow_lir::Module`], returns an optimised LLVM module that can
//! be written as an object file, as assembly or as LLVM's text.
//!
//! A vreg with one definition is an LLVM value; one with several is an alloca of the entry block, of
//! which LLVM's passes make phis (none do at `O0`). Pointers are `i64` but where memory is accessed
//! and at indirect calls.
//! Functions have the C calling convention and never unwind.
//!
//! Or, [`compile_in_memory`], be run in this process.
//!
//! It knows no JavaScript and does not link.
//!
//! | file | what it emits |
//! | --- | --- |
//! | `module` | declarations, runtime functions, data objects |
//! | `function` | vregs, blocks, terminators |
//! | `inst` | the one match over instructions |
//! | `saving` | calls of the runtime on unlikely paths |
//! | `marks` | alias regions, branch weights, attributes |
//! | `debug` | line tables |
//! | `compile` | the steps of one module, or of one part |
//! | `partition`, `parts` | large modules as several objects, made at the same time |
//! | `target`, `pipeline` | target machines; which passes run |
//! | `memory` | code that is run where it was made |
//! | `raw` | what inkwell does not do: the calls of LLVM's C interface by hand |

mod compile;
mod debug;
mod error;
mod function;
mod inst;
mod marks;
mod memory;
mod module;
mod options;
mod partition;
mod parts;
mod pipeline;
mod raw;
mod saving;
mod target;

use partition::Partition;
use yarrow_lir::require_valid;

pub use compile::Compiled;
use compile::compile_part;
pub use error::LlvmError;
pub use memory::{Loaded, Resolve, compile_in_memory};
pub use options::{Options, Reloc, supported_targets};
pub use parts::{Objects, compile_objects};
pub use pipeline::{HUGE_FUNCTION_BLOCKS, LARGE_FUNCTION_BLOCKS};

/// Compiles a module, if the verifier of LIR has nothing against it. (Debug builds have LLVM verify its form, too.)
pub fn compile(lir: &yarrow_lir::Module, options: &Options) -> Result<Compiled, LlvmError> {
    require_valid(lir)?;
    compile_part(lir, options, Partition::whole().part(0))
}
