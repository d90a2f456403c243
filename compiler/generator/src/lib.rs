//! Generator lowering: each function that may suspend becomes a *ramp* and a *resume function*, a state machine over an explicit
//! frame. The ramp of a generator function, async or not, binds the parameters and makes the generator object. That of an async
//! function is the function itself up to its first `await`. `await` is a suspension like `yield`; what tells them apart is the
//! table at [`yarrow_mir::SuspendKind`].
//!
//! # Frame layout and states
//!
//! The frame lies inside the generator object or the coroutine of the async function, behind the fixed fields
//! (`yarrow_abi::layout`): `slot_count` words of 8 bytes, each of one type. State 0 is "not started": the parameters are
//! bound and nothing of the body has run; async functions are never in it. States 1..n are the reachable suspensions in
//! reverse postorder. "Running" and "finished" are flags beside the state, not states, so that the state a
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
//! 5. [`split`]: cuts the function at the suspensions; dispatcher and completion blocks are MIR. The dispatcher is a switch; that LIR may
//!    have a jump through a table in its place is `lower`'s matter.
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

use yarrow_mir::{FuncId, Function, FunctionKind, Op, Program};

/// What lowering decided about one function, for `explain` and `--emit=cfg`.
#[derive(Clone, Debug)]
pub struct Lowered {
    /// The function, now its ramp.
    pub ramp: FuncId,
    pub resume: FuncId,
    pub suspensions: Vec<Suspension>,
    pub layout: FrameLayout,
}

/// Lowers every function of the program that may suspend. Afterwards no suspension terminator is left.
pub fn lower_generators(program: &mut Program) -> Vec<Lowered> {
    let suspending: Vec<FuncId> = program.functions.iter().filter(|(_, f)| is_unlowered(f)).map(|(id, _)| id).collect();
    suspending.into_iter().filter_map(|id| lower_generator(program, id)).collect()
}

/// An async function without suspensions has to be lowered as well: it returns a promise.
fn is_unlowered(f: &Function) -> bool {
    let settles = || f.blocks.values().flat_map(|b| &b.insts).any(|i| matches!(i.op, Op::AsyncReturn | Op::AsyncThrow));
    f.kind.is_generator() && f.has_suspensions() || f.kind == FunctionKind::Async && !settles()
}

/// Lowers the function `id`; its resume function is added to the program. `None` if it is an async function that never waits, and so
/// has no resume function.
pub fn lower_generator(program: &mut Program, id: FuncId) -> Option<Lowered> {
    let f = &mut program.functions[id];
    delegate::expand_delegates(f);
    prune::prune_unreachable(f);
    let suspensions = compute_suspensions(f);
    let layout = compute_layout(f, &suspensions);
    let resume_id = program.functions.next_key();
    let f = &mut program.functions[id];
    if f.kind == FunctionKind::Async && suspensions.is_empty() {
        split::build_async_ramp(f, None, &suspensions, &layout);
        return None;
    }
    let resume = split::build_resume(f, id, &suspensions, &layout);
    if f.kind == FunctionKind::Async {
        split::build_async_ramp(f, Some(resume_id), &suspensions, &layout);
    } else {
        split::build_ramp(f, resume_id, &suspensions, &layout);
    }
    program.functions.push(resume);
    Some(Lowered { ramp: id, resume: resume_id, suspensions, layout })
}
