//! How deep in loops the blocks of a function lie.

use crate::flow::Flow;
use crate::ir::{Block, Function};
use cranelift_entity::SecondaryMap;
use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::BTreeMap;

/// Loops within more loops than this count as these.
pub const MAX_DEPTH: u8 = 4;

/// The number of loops around each block that likely edges make; 0 for unlikely blocks.
///
/// A loop is a strongly connected component; what is inside it are the components without the edges to the first of its blocks
/// in reverse postorder.
#[must_use]
pub fn loop_depths(f: &Function, flow: &Flow) -> SecondaryMap<Block, u8> {
    let mut depths = SecondaryMap::new();
    let mut place = SecondaryMap::<Block, usize>::new();
    let likely: Vec<Block> = flow.order.iter().copied().filter(|b| !flow.cold[*b]).collect();
    likely.iter().enumerate().for_each(|(i, b)| place[*b] = i);
    let mut work = vec![(likely, None)];
    while let Some((blocks, head)) = work.pop() {
        let mut graph = DiGraph::<Block, (), u32>::with_capacity(blocks.len(), 2 * blocks.len());
        let nodes: BTreeMap<Block, NodeIndex<u32>> = blocks.iter().map(|b| (*b, graph.add_node(*b))).collect();
        for (b, node) in &nodes {
            for to in f.blocks[*b].term.targets().into_iter().filter(|to| Some(*to) != head) {
                if let Some(to) = nodes.get(&to) {
                    graph.update_edge(*node, *to, ());
                }
            }
        }
        for component in tarjan_scc(&graph) {
            let first = component[0];
            if component.len() == 1 && !graph.contains_edge(first, first) {
                continue;
            }
            let inside: Vec<Block> = component.into_iter().map(|node| graph[node]).collect();
            inside.iter().for_each(|b| depths[*b] += 1);
            let head = inside.iter().copied().min_by_key(|b| place[*b]).expect("a component has a block");
            if depths[head] < MAX_DEPTH {
                work.push((inside, Some(head)));
            }
        }
    }
    depths
}

#[cfg(test)]
mod tests {
    use super::loop_depths;
    use crate::flow::Flow;
    use crate::ir::Block;
    use crate::parse::parse_module;
    use cranelift_entity::EntityRef;

    #[test]
    fn an_inner_loop_is_deeper_and_an_unlikely_block_is_in_none() {
        let text = r#"module "t"
func f0 export "f"(v0: i32) -> i32 {
bb0:
  jump bb1
bb1:
  jump bb2
bb2:
  branch v0, bb2, bb3
bb3:
  branch v0, bb1, bb4 likely then
bb4:
  return v0
}
"#;
        let module = parse_module(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        let f = module.functions.values().next().expect("a function");
        let depths = loop_depths(f, &Flow::compute(f));
        let found: Vec<u8> = (0..5).map(|b| depths[Block::new(b)]).collect();
        assert_eq!(found, [0, 1, 2, 1, 0]);
    }
}
