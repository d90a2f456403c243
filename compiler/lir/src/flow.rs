//! What both back ends ask of a function before they emit it: the order of its blocks, which are
//! cold, and which vregs need no phi.

use crate::ir::{Block, Function, Hint, Terminator, VReg};
use cranelift_entity::packed_option::PackedOption;
use cranelift_entity::{EntityRef, SecondaryMap};
use petgraph::algo::dominators::{Dominators, simple_fast};
use petgraph::graph::{DiGraph, NodeIndex};

/// How a vreg is kept while its function is emitted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing reads it.
    #[default]
    Unused,
    /// One definition that dominates every use.
    Value,
    /// Definitions that meet, or uses that no definition dominates.
    Variable,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Reachable blocks in reverse postorder, so that a block comes after its dominators.
    pub order: Vec<Block>,
    /// Edges into each block from reachable ones; the entry's own is not counted.
    pub predecessors: SecondaryMap<Block, u32>,
    /// Blocks that only unlikely branches lead to.
    pub cold: SecondaryMap<Block, bool>,
    /// How each vreg may be kept.
    pub keeping: SecondaryMap<VReg, Keeping>,
}

impl Flow {
    #[must_use]
    pub fn compute(f: &Function) -> Flow {
        let order = reverse_postorder(f);
        let mut predecessors = SecondaryMap::new();
        for &block in &order {
            for to in f.blocks[block].term.targets() {
                predecessors[to] += 1;
            }
        }
        let cold = cold_blocks(f);
        let keeping = Uses::collect(f, &order).keeping(f, &order, &predecessors);
        Flow { order, predecessors, cold, keeping }
    }
}

pub(crate) fn reverse_postorder(f: &Function) -> Vec<Block> {
    let mut seen = SecondaryMap::<Block, bool>::new();
    let mut order = Vec::with_capacity(f.blocks.len());
    let mut stack = vec![(f.entry, f.blocks[f.entry].term.targets())];
    seen[f.entry] = true;
    while let Some((block, targets)) = stack.last_mut() {
        match targets.pop() {
            Some(to) if !seen[to] => {
                seen[to] = true;
                stack.push((to, f.blocks[to].term.targets()));
            }
            Some(_) => {}
            None => {
                order.push(*block);
                stack.pop();
            }
        }
    }
    order.reverse();
    order
}

/// All that is not reached from the entry by likely edges.
fn cold_blocks(f: &Function) -> SecondaryMap<Block, bool> {
    let mut cold = SecondaryMap::with_default(true);
    let mut work = vec![f.entry];
    cold[f.entry] = false;
    while let Some(block) = work.pop() {
        let likely = match &f.blocks[block].term {
            Terminator::Branch { then, hint: Hint::Then, .. } => [*then].into_iter().collect(),
            Terminator::Branch { other, hint: Hint::Other, .. } => [*other].into_iter().collect(),
            term => term.targets(),
        };
        for to in likely {
            if cold[to] {
                cold[to] = false;
                work.push(to);
            }
        }
    }
    cold
}

/// Where vregs are assigned and read, as far as it matters.
struct Uses {
    definitions: SecondaryMap<VReg, u32>,
    /// The block of the last definition seen.
    defined_in: SecondaryMap<VReg, PackedOption<Block>>,
    /// Read in the block of its definition before it.
    read_early: SecondaryMap<VReg, bool>,
    read: SecondaryMap<VReg, bool>,
    /// Reads in other blocks than the one of the definition, each block once in a row.
    elsewhere: Vec<(VReg, Block)>,
}

impl Uses {
    fn collect(f: &Function, order: &[Block]) -> Uses {
        let mut uses = Uses {
            definitions: SecondaryMap::with_capacity(f.vregs.len()),
            defined_in: SecondaryMap::with_capacity(f.vregs.len()),
            read_early: SecondaryMap::with_capacity(f.vregs.len()),
            read: SecondaryMap::with_capacity(f.vregs.len()),
            elsewhere: Vec::new(),
        };
        for &param in &f.params {
            // In front of the entry block, which dominates everything.
            uses.definitions[param] = 1;
            uses.defined_in[param] = f.entry.into();
        }
        for &block in order {
            let data = &f.blocks[block];
            for inst in &data.insts {
                for v in inst.kind.uses() {
                    uses.read_in(v, block);
                }
                for v in inst.kind.defs() {
                    uses.definitions[v] += 1;
                    uses.defined_in[v] = block.into();
                }
            }
            if let Some(v) = data.term.used() {
                uses.read_in(v, block);
            }
        }
        uses
    }

    fn read_in(&mut self, v: VReg, block: Block) {
        self.read[v] = true;
        match self.defined_in[v].expand() {
            // Reverse postorder: a definition that dominates would have been seen.
            None => self.read_early[v] = true,
            Some(at) if at == block => {}
            Some(_) if self.elsewhere.last() == Some(&(v, block)) => {}
            Some(_) => self.elsewhere.push((v, block)),
        }
    }

    fn keeping(
        &self,
        f: &Function,
        order: &[Block],
        predecessors: &SecondaryMap<Block, u32>,
    ) -> SecondaryMap<VReg, Keeping> {
        let mut keeping = SecondaryMap::with_capacity(f.vregs.len());
        for v in f.vregs.keys().filter(|v| self.read[*v]) {
            let once = self.definitions[v] == 1 && !self.read_early[v];
            keeping[v] = if once { Keeping::Value } else { Keeping::Variable };
        }
        let dominance = Dominance::compute(f, order, predecessors);
        for &(v, block) in &self.elsewhere {
            if keeping[v] == Keeping::Value
                && let Some(at) = self.defined_in[v].expand()
                && !dominance.dominates(at, block)
            {
                keeping[v] = Keeping::Variable;
            }
        }
        keeping
    }
}

/// Where more edges meet, petgraph's algorithm would walk up the tree for each of them, which is the square of the length of
/// a function in which every other instruction may jump to one block. Such a block is taken for one that the entry
/// alone dominates: as if the entry could jump there, too, which makes no block dominate another that it does not.
const MAX_MEETING: u32 = 64;

/// The dominator tree as intervals: a block dominates those whose numbers lie in its own, and none besides.
struct Dominance {
    interval: SecondaryMap<Block, (u32, u32)>,
}

impl Dominance {
    fn compute(f: &Function, order: &[Block], predecessors: &SecondaryMap<Block, u32>) -> Dominance {
        let mut graph = DiGraph::<(), (), u32>::with_capacity(f.blocks.len(), 2 * f.blocks.len());
        for _ in f.blocks.keys() {
            graph.add_node(());
        }
        let node = |block: Block| NodeIndex::new(block.index());
        for &block in order {
            for to in f.blocks[block].term.targets() {
                if predecessors[to] <= MAX_MEETING {
                    graph.add_edge(node(block), node(to), ());
                }
            }
            if predecessors[block] > MAX_MEETING {
                graph.add_edge(node(f.entry), node(block), ());
            }
        }
        let dominators: Dominators<NodeIndex<u32>> = simple_fast(&graph, node(f.entry));
        let mut children = SecondaryMap::<Block, Vec<Block>>::new();
        for &block in order {
            if let Some(parent) = dominators.immediate_dominator(node(block)) {
                children[Block::new(parent.index())].push(block);
            }
        }
        let mut interval = SecondaryMap::<Block, (u32, u32)>::new();
        let mut next = 0;
        let mut stack = vec![(f.entry, 0)];
        interval[f.entry].0 = next;
        while let Some((block, child)) = stack.last_mut() {
            if let Some(&to) = children[*block].get(*child) {
                *child += 1;
                next += 1;
                interval[to].0 = next;
                stack.push((to, 0));
            } else {
                interval[*block].1 = next;
                stack.pop();
            }
        }
        Dominance { interval }
    }

    fn dominates(&self, a: Block, b: Block) -> bool {
        let (first, last) = self.interval[a];
        (first..=last).contains(&self.interval[b].0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Flow, Keeping};
    use crate::ir::{Block, VReg};
    use crate::parse::parse_module;
    use cranelift_entity::EntityRef;

    fn flow(text: &str) -> Flow {
        let module = parse_module(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        Flow::compute(module.functions.values().next().expect("a function"))
    }

    const DIAMOND: &str = r#"module "t"
func f0 export "f"(v0: i32) -> i32 {
  vregs v1: i32, v2: i32, v3: i32, v4: i32
bb0:
  v1 = iconst 1
  branch v0, bb1, bb2 likely then
bb1:
  v2 = iconst 2
  v3 = iconst 3
  jump bb3
bb2:
  v2 = iconst 4
  jump bb3
bb3:
  v2 = add v2, v1
  v4 = add v3, v2
  return v4
bb4:
  jump bb3
}
"#;

    #[test]
    fn only_vregs_whose_definitions_meet_or_do_not_dominate_are_variables() {
        let flow = flow(DIAMOND);
        let kept: Vec<_> = (0..5).map(|v| flow.keeping[VReg::new(v)]).collect();
        let (value, variable) = (Keeping::Value, Keeping::Variable);
        assert_eq!(kept, [value, value, variable, variable, value]);
    }

    #[test]
    fn unreachable_blocks_are_left_out_and_unlikely_ones_cold() {
        let flow = flow(DIAMOND);
        assert_eq!(flow.order.len(), 4);
        assert_eq!(flow.order[0], Block::new(0));
        assert_eq!(flow.predecessors[Block::new(3)], 2);
        let cold: Vec<_> = (0..4).map(|b| flow.cold[Block::new(b)]).collect();
        assert_eq!(cold, [false, false, true, false]);
    }
}
