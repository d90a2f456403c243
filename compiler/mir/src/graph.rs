//! petgraph's view of a function's blocks: [`Cfg`] borrows the function and implements the graph
//! traits, so that petgraph's walks, orders and dominators run on it without a copy.
//!
//! An edge leads to each successor of the terminator and to the handler, if anything in the block
//! may throw.

use crate::ir::{Block, Function};
use cranelift_entity::EntityRef;
use fixedbitset::FixedBitSet;
use petgraph::visit::{
    GraphBase, GraphProp, GraphRef, IntoNeighbors, IntoNodeIdentifiers, NodeCount, NodeIndexable, Visitable,
};

/// The control-flow graph of a function.
#[derive(Clone, Copy, Debug)]
pub struct Cfg<'f> {
    pub function: &'f Function,
}

impl<'f> Cfg<'f> {
    #[must_use]
    pub fn new(function: &'f Function) -> Self {
        Cfg { function }
    }

    /// Successors of `b`, its handler last.
    #[must_use]
    pub fn successors(self, b: Block) -> Vec<Block> {
        self.function.successors(b)
    }
}

impl Function {
    /// Successors of `b`: of its terminator, then its handler if something in `b` may throw.
    #[must_use]
    pub fn successors(&self, b: Block) -> Vec<Block> {
        let data = &self.blocks[b];
        let mut out = Vec::with_capacity(2);
        data.term.each_successor(|s| out.push(s));
        if let Some(h) = data.handler
            && self.block_may_throw(b)
        {
            out.push(h);
        }
        out
    }

    /// May an instruction or the terminator of `b` throw?
    #[must_use]
    pub fn block_may_throw(&self, b: Block) -> bool {
        let data = &self.blocks[b];
        data.term.may_throw() || data.insts.iter().any(|i| i.effects(self).throws)
    }
}

impl GraphBase for Cfg<'_> {
    type NodeId = Block;
    type EdgeId = (Block, Block);
}

impl GraphRef for Cfg<'_> {}

impl GraphProp for Cfg<'_> {
    type EdgeType = petgraph::Directed;
}

impl IntoNeighbors for Cfg<'_> {
    type Neighbors = std::vec::IntoIter<Block>;

    fn neighbors(self, b: Block) -> Self::Neighbors {
        self.successors(b).into_iter()
    }
}

impl NodeCount for Cfg<'_> {
    fn node_count(&self) -> usize {
        self.function.blocks.len()
    }
}

impl NodeIndexable for Cfg<'_> {
    fn node_bound(&self) -> usize {
        self.function.blocks.len()
    }

    fn to_index(&self, b: Block) -> usize {
        b.index()
    }

    fn from_index(&self, i: usize) -> Block {
        Block::new(i)
    }
}

impl IntoNodeIdentifiers for Cfg<'_> {
    type NodeIdentifiers = cranelift_entity::Keys<Block>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        self.function.blocks.keys()
    }
}

/// Visited blocks.
#[derive(Clone, Debug, Default)]
pub struct Visited(FixedBitSet);

impl petgraph::visit::VisitMap<Block> for Visited {
    fn visit(&mut self, b: Block) -> bool {
        !self.0.put(b.index())
    }

    fn is_visited(&self, b: &Block) -> bool {
        self.0.contains(b.index())
    }

    fn unvisit(&mut self, b: Block) -> bool {
        let was = self.0.contains(b.index());
        self.0.set(b.index(), false);
        was
    }
}

impl Visitable for Cfg<'_> {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited(FixedBitSet::with_capacity(self.function.blocks.len()))
    }

    fn reset_map(&self, map: &mut Visited) {
        map.0.clear();
        map.0.grow(self.function.blocks.len());
    }
}
