//! LIR → Cranelift: takes a verified [`yarrow_lir::Module`], returns machine code as an object file
//! ([`compile`]) or in this process ([`compile_in_memory`]).
//!
//! Vregs with one definition that dominates its uses are SSA values as they are; Cranelift's
//! `Variable`s make phis for the others alone. Functions have the C calling convention and never
//! unwind. They are compiled by as many threads as there are cores: the code does not depend on how
//! many.
//!
//! It knows no JavaScript and does not link.
//!
//! | file | what it emits |
//! | --- | --- |
//! | `declare` | declarations, runtime functions |
//! | `unit` | data objects; the threads |
//! | `function` | vregs, blocks, terminators |
//! | `inst` | the one match over instructions |
//! | `debug` | line tables |
//! | `target` | target machines and their settings |
//! | `memory` | code that is run where it was made |

mod debug;
mod declare;
mod error;
mod function;
mod inst;
mod memory;
mod options;
mod target;
mod unit;

use cranelift_module::ModuleError;
use cranelift_object::{ObjectBuilder, ObjectModule};
use yarrow_lir::require_valid;

use debug::Positions;
use declare::Reach;

pub use error::CraneliftError;
pub use memory::{Loaded, Resolve, compile_in_memory};
pub use options::{Listing, Options, supported_targets};

/// Compiles a module to an object file, if the verifier of LIR has nothing against it.
pub fn compile(lir: &yarrow_lir::Module, options: &Options) -> Result<Vec<u8>, CraneliftError> {
    require_valid(lir)?;
    let isa = target::object_isa(options)?;
    let quick = target::object_isa(&options.quick())?;
    let named = |source: ModuleError| CraneliftError::Module { module: lir.name.clone(), source: Box::new(source) };
    let builder =
        ObjectBuilder::new(isa, lir.name.as_str(), cranelift_module::default_libcall_names()).map_err(named)?;
    let mut module = ObjectModule::new(builder);
    let positions = if options.debug_info { Positions::Kept } else { Positions::Dropped };
    let emitted = unit::emit_module(&mut module, lir, &*quick, Reach::Near, positions)?;
    let mut product = module.finish();
    if positions == Positions::Kept {
        debug::add_line_tables(&mut product, lir, &emitted.lines)?;
    }
    product.emit().map_err(|e| CraneliftError::Emission(e.to_string()))
}

/// Each function as text, in the module's order.
pub fn list(lir: &yarrow_lir::Module, options: &Options, listing: Listing) -> Result<String, CraneliftError> {
    require_valid(lir)?;
    let isa = target::object_isa(options)?;
    let quick = target::object_isa(&options.quick())?;
    let named = |source: ModuleError| CraneliftError::Module { module: lir.name.clone(), source: Box::new(source) };
    let builder =
        ObjectBuilder::new(isa, lir.name.as_str(), cranelift_module::default_libcall_names()).map_err(named)?;
    unit::list_functions(&mut ObjectModule::new(builder), lir, &*quick, listing)
}
