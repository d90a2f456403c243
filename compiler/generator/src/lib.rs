//! Generator lowering: each generator function becomes a *ramp*, which binds the parameters and
//! makes the generator object, and a *resume function*, a state machine over an explicit frame.
//!
//! # Frame layout and states
//!
//! The frame lies inside the generator object, behind its fixed fields (`yarrow_abi::layout`):
//! `slot_count` words of 8 bytes, each of one type. State 0 is "not started": the parameters are
//! bound and nothing of the body has run; states 1..n are the reachable `yield`s in reverse
//! postorder. "Running" and "finished" are flags beside the state, not states, so that the state a
//! finished generator died in stays visible to a debugger. For each state the frame records the
//! boxed slots live in it: the collector's map.
//!
//! # Steps
//!
//! 1. [`delegate`]: `yield*` becomes a loop around an ordinary suspension.
//! 2. [`discovery`]: the reachable suspensions, numbered, with what is live across each.
//! 3. [`layout`]: a slot for each vreg that lives across a suspension; vregs of one type that are
//!    never saved together share one.
//! 4. [`transfer`]: what each suspension stores in the frame, and what its resumption loads.
//! 5. [`split`]: cuts the function at the suspensions; dispatcher and completion blocks are MIR.
//!
//! `return(v)` and `throw(e)` enter through the same dispatcher by resume mode. They stay distinct:
//! a return goes to the suspension's `on_return` block, where the frontend has unwound the
//! enclosing `finally` blocks and iterators; it is never an exception.

pub mod delegate;
pub mod discovery;
pub mod layout;
pub mod prune;
pub mod split;
pub mod transfer;

pub use discovery::{Suspension, compute_suspensions};
pub use layout::{FrameLayout, compute_layout};

use yarrow_mir::{FuncId, FunctionKind, Program};

/// What lowering decided about one generator function, for `explain` and `--emit=cfg`.
#[derive(Clone, Debug)]
pub struct Lowered {
    /// The generator function, now its ramp.
    pub ramp: FuncId,
    pub resume: FuncId,
    pub suspensions: Vec<Suspension>,
    pub layout: FrameLayout,
}

/// Lowers every generator function of the program. Afterwards no suspension terminator is left.
pub fn lower_generators(program: &mut Program) -> Vec<Lowered> {
    let generators: Vec<FuncId> = program
        .functions
        .iter()
        .filter(|(_, f)| f.kind == FunctionKind::Generator && f.has_suspensions())
        .map(|(id, _)| id)
        .collect();
    generators.into_iter().map(|id| lower_generator(program, id)).collect()
}

/// Lowers the generator function `id`; its resume function is added to the program.
pub fn lower_generator(program: &mut Program, id: FuncId) -> Lowered {
    let f = &mut program.functions[id];
    delegate::expand_delegates(f);
    prune::prune_unreachable(f);
    let suspensions = compute_suspensions(f);
    let layout = compute_layout(f, &suspensions);
    let resume_id = program.functions.next_key();
    let f = &mut program.functions[id];
    let resume = split::build_resume(f, id, &suspensions, &layout);
    split::build_ramp(f, resume_id, &suspensions, &layout);
    program.functions.push(resume);
    Lowered { ramp: id, resume: resume_id, suspensions, layout }
}
