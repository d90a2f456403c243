//! The loops of a function: where typed copies are made.

use cranelift_entity::{EntityRef, SecondaryMap};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use yarrow_analysis::Order;
use yarrow_mir::{Block, Function};

/// An outermost loop: blocks that lead to each other, not counting the way to handlers.
#[derive(Debug)]
pub struct Loop {
    pub blocks: Vec<Block>,
    /// Where its cycles close: the heads of the loop and of those in it, in reverse postorder.
    pub heads: Vec<Block>,
}

/// The outermost loops of the blocks that are reached, in reverse postorder of their first heads.
pub fn compute_loops(f: &Function, order: &Order) -> Vec<Loop> {
    let mut graph = DiGraph::<Block, (), u32>::with_capacity(f.blocks.len(), 2 * f.blocks.len());
    f.blocks.keys().for_each(|b| _ = graph.add_node(b));
    let node = |b: Block| NodeIndex::new(b.index());
    let mut is_head = SecondaryMap::<Block, bool>::new();
    for b in f.blocks.keys().filter(|b| order.is_reachable(*b)) {
        f.blocks[b].term.each_successor(|to| {
            graph.add_edge(node(b), node(to), ());
            is_head[to] |= order.is_back_edge(b, to);
        });
    }
    let mut loops = Vec::new();
    for component in kosaraju_scc(&graph) {
        if component.len() == 1 && !graph.contains_edge(component[0], component[0]) {
            continue;
        }
        let mut blocks: Vec<Block> = component.into_iter().map(|n| graph[n]).collect();
        blocks.sort_by_key(|b| order.position(*b));
        let heads = blocks.iter().copied().filter(|b| is_head[*b]).collect();
        loops.push(Loop { blocks, heads });
    }
    loops.sort_by_key(|l| l.heads.first().and_then(|h| order.position(*h)));
    loops
}
