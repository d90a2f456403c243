//! Facts of vregs that instructions hand on to each other, until nothing changes.

use cranelift_entity::SecondaryMap;
use yarrow_mir::{Inst, VReg};

/// Calls `hand_on` on each instruction, and again on those around each vreg that it returns, which are those whose facts have
/// changed. Facts that only grow, and have few steps, take time in proportion to the instructions.
pub fn settle(insts: &[&Inst], mut hand_on: impl FnMut(&Inst) -> Vec<VReg>) {
    let mut around = SecondaryMap::<VReg, Vec<usize>>::new();
    for (i, inst) in insts.iter().enumerate() {
        inst.args.iter().chain(&inst.dst).for_each(|v| around[*v].push(i));
    }
    let mut work: Vec<usize> = (0..insts.len()).rev().collect();
    let mut waits = vec![true; insts.len()];
    while let Some(i) = work.pop() {
        waits[i] = false;
        for v in hand_on(insts[i]) {
            for &other in &around[v] {
                if !std::mem::replace(&mut waits[other], true) {
                    work.push(other);
                }
            }
        }
    }
}
