//! Calls for when a callee is none of the functions that it is likely to be.

use cranelift_entity::SecondaryMap;
use yarrow_mir::{Block, Function, Op, Terminator};

/// The blocks that control comes to where each question whether a callee is a known function has been denied.
pub fn compute_unlikely(f: &Function) -> SecondaryMap<Block, bool> {
    let mut unlikely = SecondaryMap::new();
    for data in f.blocks.values() {
        if let Terminator::Branch { cond, other, .. } = data.term
            && data.insts.last().is_some_and(|inst| inst.dst == Some(cond) && matches!(inst.op, Op::IsClosure(_)))
        {
            unlikely[other] = f.blocks[other].insts.iter().any(|inst| matches!(inst.op, Op::Call(_)));
        }
    }
    unlikely
}
