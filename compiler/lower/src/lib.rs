//! MIR → LIR: value representation, inline caches, safepoints, root slots, static data.
//!
//! In: a program after generator lowering, in which no terminator suspends. Out: one object file's
//! worth of LIR that exports `<prefix>_module`, a `ModuleDesc`. The contract with the runtime is
//! `yarrow-abi`; the map of this crate:
//!
//! * [`facts`]: what kinds of value a vreg may hold; [`frame`]: safepoints and root slots;
//! * [`function`]: one function, its blocks and terminators; `prologue` its entry; `insts` the match
//!   over instructions, with `values`, `arith`, `compare`, `props`, `privates`, `calls`, `fast_calls`, `generator` by theme;
//! * [`inlining`]: where operations have fast paths inline; `out_of_line`: the calls that stand elsewhere;
//! * [`cause`]: what a call may do where it stands, by the effects of MIR and of the runtime's table;
//! * `late_roots`, by `root_contents`: root slots that are written before calls alone;
//! * `thread`: branches on flags; `dispatch`: how a resumption finds its state;
//! * `module`: what functions share; `data`: the static tables; [`builder`]: the LIR cursor.
//!
//! A function has up to two forms: a generic entry with the JavaScript calling convention, if a
//! closure or the runtime refers to it, and a direct form with its parameters in registers, if it
//! is called directly. Of a function that has both, the direct form holds the body.

mod arith;
pub mod builder;
mod bytes;
mod calls;
pub mod cause;
mod compare;
mod data;
mod delegates;
mod dispatch;
pub mod facts;
mod fast_calls;
pub mod frame;
pub mod function;
mod generator;
mod guard_sites;
mod guards;
pub mod inlining;
mod insts;
mod iteration;
mod late_roots;
mod layout_cells;
mod layouts;
mod module;
mod options;
mod out_of_line;
mod privates;
mod prologue;
mod props;
mod root_contents;
mod sites;
mod thread;
mod typed_arrays;
mod values;

#[cfg(test)]
mod tests;

pub use dispatch::{Dispatch, NoSuchDispatch};
use function::{Form, lower_function};
pub use guard_sites::{assumption, guard_sites};
pub use inlining::Budget;
use module::ModuleCx;
pub use options::{GuardStress, NoSuchStress, Options};
use yarrow_mir::{FunctionKind, Program};

/// Lowers a whole program.
///
/// # Panics
/// If the program breaks MIR's rules.
#[must_use]
pub fn lower_program(program: &Program, options: &Options) -> yarrow_lir::Module {
    let mut cx = ModuleCx::new(program, options);
    for (id, f) in program.functions.iter() {
        let entry = cx.entries[id];
        let direct = cx.direct[id];
        match (direct, entry) {
            (Some(direct), entry) => {
                lower_function(&mut cx, id, Form::Direct, direct);
                if let Some(entry) = entry {
                    prologue::lower_entry(&mut cx, id, entry, direct);
                }
            }
            (None, Some(entry)) => {
                let form = if matches!(f.kind, FunctionKind::Resume(_)) { Form::Resume } else { Form::Generic };
                lower_function(&mut cx, id, form, entry);
            }
            (None, None) => {}
        }
    }
    data::write_module_desc(&mut cx);
    cx.module
}
