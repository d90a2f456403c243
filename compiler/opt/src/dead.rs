//! Removes instructions whose result nothing reads and which do nothing else.

use crate::facts::Facts;
use yarrow_analysis::{Visit, compute_liveness};
use yarrow_mir::{FuncId, Function, Program};

/// Runs the pass until nothing more is dead.
pub fn run(program: &mut Program, _: &Facts, id: FuncId) {
    let f = &mut program.functions[id];
    while sweep(f) {}
}

fn sweep(f: &mut Function) -> bool {
    let liveness = compute_liveness(f);
    let mut any = false;
    for b in liveness.order().blocks.clone() {
        let mut dead = vec![false; f.blocks[b].insts.len()];
        liveness.walk_back(f, b, |i, inst, live| {
            dead[i] = inst.effects(f).removable && inst.dst.is_some_and(|d| !live.contains(d));
            // What only dead instructions read is dead, too.
            if dead[i] { Visit::Skip } else { Visit::Keep }
        });
        if dead.contains(&true) {
            any = true;
            let mut at = 0;
            f.blocks[b].insts.retain(|_| {
                at += 1;
                !dead[at - 1]
            });
        }
    }
    any
}
