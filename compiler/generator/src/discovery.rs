//! Discovery of suspension points: which `yield`s are reachable, in which order they are numbered,
//! and what lives across each.
//!
//! In: a function without [`Terminator::Delegate`]. Out: one [`Suspension`] per state: state 0, the initial yield of generators, first;
//! then, from 1 on, the reachable yields and awaits in reverse postorder, which follows the source closely and does not depend on
//! block numbers. Async functions have no state 0.

use cranelift_entity::EntityRef;
use yarrow_analysis::{Liveness, compute_liveness};
use yarrow_mir::{Block, Function, Loc, State, SuspendKind, Terminator, VReg};

/// One suspension point.
#[derive(Clone, Debug)]
pub struct Suspension {
    pub state: State,
    /// The block that it ends.
    pub block: Block,
    /// `None` for the initial yield.
    pub kind: Option<SuspendKind>,
    pub loc: Loc,
    /// Vregs to be kept while suspended, ascending.
    pub live: Vec<VReg>,
}

/// Computes the suspensions of `f` in state order.
#[must_use]
pub fn compute_suspensions(f: &Function) -> Vec<Suspension> {
    let liveness = compute_liveness(f);
    let mut initial = None;
    let mut yields = Vec::new();
    for b in &liveness.order().blocks {
        let data = &f.blocks[*b];
        match &data.term {
            Terminator::InitialYield { .. } => {
                assert!(initial.is_none(), "{b} is a second initial yield of {}", f.name);
                initial = Some(suspension(f, &liveness, *b, None));
            }
            Terminator::Yield { kind, .. } => yields.push(suspension(f, &liveness, *b, Some(*kind))),
            Terminator::Delegate { .. } => panic!("{b} still ends in a yield* when suspensions are numbered"),
            Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Switch { .. }
            | Terminator::Guard { .. }
            | Terminator::Return(_)
            | Terminator::Throw(_)
            | Terminator::Unreachable => {}
        }
    }
    // A generator whose parameter defaults always throw never reaches its initial yield.
    for (i, s) in yields.iter_mut().enumerate() {
        s.state = State::new(i + 1);
    }
    initial.into_iter().chain(yields).collect()
}

/// What lives across the suspension of `b`: what its successors read, but for the value that
/// arrives with the resumption, and what the handler reads if a throw may arrive.
fn suspension(f: &Function, liveness: &Liveness, b: Block, kind: Option<SuspendKind>) -> Suspension {
    let data = &f.blocks[b];
    let result = data.term.def();
    let mut live: Vec<VReg> = liveness.live_out(b);
    live.retain(|v| Some(*v) != result);
    if data.term.may_throw() {
        live.extend(liveness.live_handler(b));
    }
    live.sort_unstable();
    live.dedup();
    Suspension { state: State::new(0), block: b, kind, loc: data.term_loc, live }
}
