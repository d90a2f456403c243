//! Direct calls: a call whose callee can only be one known function skips the function object.
//!
//! The callee is known when it is the one closure ever stored in a global, or a closure made in the
//! same function and kept in a vreg with that one definition. A function that uses neither `this`
//! nor its environment, the function object, `arguments` or a rest parameter, and is no generator or
//! class, takes parameters alone ([`Op::CallKnown`]); to others that can be called directly, callee and `this` are passed too
//! ([`Op::CallClosure`]). A check of the temporal dead zone in front of the call stays where it is.

use crate::facts::{Facts, single_definitions};
use yarrow_mir::{FuncId, Op, Program, VReg};

/// Rewrites the calls of function `id`.
pub fn run(program: &mut Program, facts: &Facts, id: FuncId) {
    let f = &program.functions[id];
    let defs = single_definitions(f);
    let known = |v: VReg| -> Option<FuncId> {
        let callee = match defs[v]?.op {
            Op::Closure(callee) => callee,
            Op::LoadGlobal(g) => facts.function_of_global(g)?,
            _ => return None,
        };
        (facts.is_self_contained(callee) || facts.takes_direct_calls(callee)).then_some(callee)
    };
    let mut rewrites = Vec::new();
    for (b, data) in &f.blocks {
        for (i, inst) in data.insts.iter().enumerate() {
            if let Op::Call(_) = inst.op
                && let Some(callee) = known(inst.args[0])
            {
                let fits = inst.args.len() - 2 <= program.functions[callee].param_count as usize;
                if fits && facts.is_self_contained(callee) {
                    rewrites.push((b, i, Op::CallKnown(callee)));
                } else if facts.takes_direct_calls(callee) {
                    rewrites.push((b, i, Op::CallClosure(callee)));
                }
            }
        }
    }
    let f = &mut program.functions[id];
    for (b, i, op) in rewrites {
        let inst = &mut f.blocks[b].insts[i];
        inst.op = op;
        if matches!(op, Op::CallKnown(_)) {
            inst.args.drain(..2);
        }
    }
}
