//! Reverse postorder of the reachable blocks, dominators and loop back edges, by petgraph's walks.

use cranelift_entity::{EntityRef, SecondaryMap};
use petgraph::algo::dominators::{self, Dominators};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{DfsPostOrder, IntoNeighbors, Walker};
use yarrow_mir::{Block, Cfg, Function};

/// Reachable blocks in reverse postorder, with each block's position.
#[derive(Clone, Debug)]
pub struct Order {
    pub blocks: Vec<Block>,
    position: SecondaryMap<Block, u32>,
}

const UNREACHABLE: u32 = u32::MAX;

/// Computes the reverse postorder from the entry; handler edges count.
#[must_use]
pub fn compute_order(f: &Function) -> Order {
    let cfg = Cfg::new(f);
    let mut blocks: Vec<Block> = DfsPostOrder::new(cfg, f.entry).iter(cfg).collect();
    blocks.reverse();
    let mut position = SecondaryMap::with_default(UNREACHABLE);
    for (i, b) in blocks.iter().enumerate() {
        position[*b] = u32::try_from(i).expect("fewer than 2^32 blocks");
    }
    Order { blocks, position }
}

/// Dominators of the reachable blocks (Cooper, Harvey and Kennedy's algorithm, as petgraph has it).
#[must_use]
pub fn compute_dominators(f: &Function) -> Dominators<Block> {
    dominators::simple_fast(Cfg::new(f), f.entry)
}

/// The blocks that control may come back to: in strongly connected components of several blocks, or going to themselves.
/// (Kosaraju's algorithm: that of Tarjan, as petgraph has it, recurses along chains of blocks, which may be long.)
#[must_use]
pub fn blocks_in_cycles(f: &Function) -> SecondaryMap<Block, bool> {
    let cfg = Cfg::new(f);
    let mut graph = DiGraph::<Block, (), u32>::with_capacity(f.blocks.len(), 2 * f.blocks.len());
    f.blocks.keys().for_each(|b| _ = graph.add_node(b));
    let node = |b: Block| NodeIndex::new(b.index());
    for b in f.blocks.keys() {
        cfg.neighbors(b).for_each(|to| _ = graph.add_edge(node(b), node(to), ()));
    }
    let mut cycles = SecondaryMap::with_capacity(f.blocks.len());
    for component in kosaraju_scc(&graph) {
        if component.len() > 1 || component.first().is_some_and(|n| graph.contains_edge(*n, *n)) {
            component.into_iter().for_each(|n| cycles[graph[n]] = true);
        }
    }
    cycles
}

impl Order {
    #[must_use]
    pub fn is_reachable(&self, b: Block) -> bool {
        self.position[b] != UNREACHABLE
    }

    /// Position in reverse postorder; `None` if unreachable.
    #[must_use]
    pub fn position(&self, b: Block) -> Option<u32> {
        Some(self.position[b]).filter(|p| *p != UNREACHABLE)
    }

    /// Does the edge go backwards in the order? Every cycle has such an edge, so a poll on each
    /// bounds the work between polls, in irreducible graphs too.
    #[must_use]
    pub fn is_back_edge(&self, from: Block, to: Block) -> bool {
        self.is_reachable(from) && self.position[to] <= self.position[from]
    }
}
