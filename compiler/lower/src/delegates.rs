//! Where a generator that is suspended in a `yield*` keeps the iterator: what the runtime finds the next one of a chain by.

use std::collections::BTreeMap;
use yarrow_mir::{Function, Op, Slot, State, SuspendKind, Terminator, VReg};

/// By state of a resume function that is a suspension in a `yield*`, the slot of its iterator, where it can be told.
pub fn delegate_slots(f: &Function) -> Vec<(State, Slot)> {
    let insts = || f.blocks.values().flat_map(|b| &b.insts);
    if !insts().any(|i| i.op == Op::DelegateStep) {
        return Vec::new();
    }
    let slots: BTreeMap<VReg, Slot> = insts()
        .filter_map(|i| match i.op {
            Op::LoadFrame(slot) => Some((i.dst?, slot)),
            Op::StoreFrame(slot) => Some((i.args[1], slot)),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for data in f.blocks.values() {
        let Some(step) = data.insts.iter().find(|i| i.op == Op::DelegateStep) else { continue };
        let Terminator::Branch { other: suspends, .. } = data.term else { continue };
        for inst in &f.blocks[suspends].insts {
            if let (Op::SetState(state, SuspendKind::Delegate), Some(slot)) = (inst.op, slots.get(&step.args[0])) {
                found.push((state, *slot));
            }
        }
    }
    found
}
