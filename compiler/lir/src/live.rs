//! Which of some vregs are read later, at the end of each block.

use crate::flow::Flow;
use crate::ir::{Block, Function, VReg};
use cranelift_entity::SecondaryMap;
use fixedbitset::FixedBitSet;

/// Positions of the vregs that are asked about.
pub type Positions = SecondaryMap<VReg, Option<u32>>;

/// The vregs at these positions, `count` of them, that are live at the end of each reachable block.
#[must_use]
pub fn live_out(f: &Function, flow: &Flow, positions: &Positions, count: usize) -> SecondaryMap<Block, FixedBitSet> {
    let none = FixedBitSet::with_capacity(count);
    let mut out: SecondaryMap<Block, FixedBitSet> = SecondaryMap::with_default(none.clone());
    let mut entering: SecondaryMap<Block, FixedBitSet> = SecondaryMap::with_default(none);
    let mut changed = true;
    while changed {
        changed = false;
        for &b in flow.order.iter().rev() {
            let data = &f.blocks[b];
            let mut live = out[b].clone();
            data.term.targets().iter().for_each(|to| live.union_with(&entering[*to]));
            out[b].clone_from(&live);
            if let Some(i) = data.term.used().and_then(|v| positions[v]) {
                live.insert(i as usize);
            }
            for inst in data.insts.iter().rev() {
                step_back(&inst.kind, positions, &mut live);
            }
            if live != entering[b] {
                entering[b] = live;
                changed = true;
            }
        }
    }
    out
}

/// What is live before an instruction, from what is after it.
pub fn step_back(inst: &crate::ir::InstKind, positions: &Positions, live: &mut FixedBitSet) {
    for v in inst.defs() {
        if let Some(i) = positions[v] {
            live.set(i as usize, false);
        }
    }
    for v in inst.uses() {
        if let Some(i) = positions[v] {
            live.insert(i as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::live_out;
    use crate::flow::Flow;
    use crate::ir::{Block, VReg};
    use crate::parse::parse_module;
    use cranelift_entity::{EntityRef, SecondaryMap};

    #[test]
    fn a_vreg_lives_from_its_definition_to_its_last_use_around_loops() {
        let text = r#"module "t"
func f0 export "f"(v0: i32) -> i32 {
  vregs v1: i32, v2: i32
bb0:
  v1 = iconst 1
  jump bb1
bb1:
  v2 = add v1, v0
  branch v2, bb1, bb2
bb2:
  return v2
}
"#;
        let module = parse_module(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        let f = module.functions.values().next().expect("a function");
        let mut positions = SecondaryMap::new();
        positions[VReg::new(1)] = Some(0);
        positions[VReg::new(2)] = Some(1);
        let out = live_out(f, &Flow::compute(f), &positions, 2);
        let found: Vec<Vec<usize>> = (0..3).map(|b| out[Block::new(b)].ones().collect()).collect();
        assert_eq!(found, [vec![0], vec![0, 1], vec![]]);
    }
}
