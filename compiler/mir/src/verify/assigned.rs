//! Definite assignment: which uses of vregs may be reached without an assignment.
//!
//! # Approach
//! A bit matrix of blocks by vregs would not fit for the functions that bundlers make, so the work
//! is done a vreg at a time, and only for uses that no assignment precedes in their own block:
//!
//! 1. Each block is split before the first instruction that may throw, into a *start* and an
//!    *end*. The handler edge leaves the start: what the handler may count on is what is assigned
//!    where the first exception can arise, since the set of assigned vregs only grows after it.
//! 2. Dominators of that graph (semi-NCA). Where the first assignment of a vreg dominates a use,
//!    the use is fine; this settles nearly all, in constant time each.
//! 3. For the rest, a walk backwards from the use, stopped by assignments. If it comes to the
//!    entry, there is a path without one. It visits no block twice for one vreg.
//!
//! What a guard gives is assigned where the block begins that it goes on to, which has no other predecessor.
//!
//! Uses in blocks that cannot be reached are not looked at.

use crate::ir::{Block, Function, Terminator, VReg};
use crate::text::Place;
use cranelift_entity::EntityRef;
use std::collections::VecDeque;

/// A use that some path reaches without an assignment; the first one of its vreg.
pub(super) struct UnassignedUse {
    pub vreg: VReg,
    pub block: Block,
    pub place: Place,
    /// The predecessor that the path comes through; none if the use is in the entry block.
    pub from: Option<Block>,
}

/// The first assignment of a vreg in a block.
struct Def {
    vreg: VReg,
    block: Block,
    /// Before anything in the block may throw.
    in_start: bool,
}

/// The first use of a vreg in a block that does not assign it before.
struct Exposed {
    vreg: VReg,
    block: Block,
    place: Place,
}

/// One use for each vreg that may be used before it is assigned, in the order of the vregs.
/// All ids in `f` must be in range.
pub(super) fn compute_unassigned(f: &Function) -> Vec<UnassignedUse> {
    let flow = Flow::new(f);
    let (mut defs, mut uses) = collect(f, &flow);
    defs.sort_by_key(|d| d.vreg);
    uses.sort_by_key(|u| (u.vreg, u.place));
    let mut walk = Walk::new(f.blocks.len());
    let mut out = Vec::new();
    let mut defs = defs.as_slice();
    for uses in uses.chunk_by(|a, b| a.vreg == b.vreg) {
        let v = uses[0].vreg;
        let (_, rest) = defs.split_at(defs.partition_point(|d| d.vreg < v));
        let (own, rest) = rest.split_at(rest.partition_point(|d| d.vreg == v));
        defs = rest;
        let first = own.iter().min_by_key(|d| flow.number(d.node()));
        let mut open = uses
            .iter()
            .filter(|u| !first.is_some_and(|d| d.block != u.block && flow.dominates(d.node(), start(u.block))));
        if let Some(u) = open.next() {
            walk.begin(v, own);
            out.extend(std::iter::once(u).chain(open).find_map(|u| walk.check(f.entry, &flow, u)));
        }
    }
    out
}

fn collect(f: &Function, flow: &Flow) -> (Vec<Def>, Vec<Exposed>) {
    let mut defs = Vec::new();
    let mut uses = Vec::new();
    // By vreg: one more than the last block that assigned or used it.
    let mut assigned = vec![0; f.vregs.len()];
    let mut used = vec![0; f.vregs.len()];
    let mut guarded = vec![None; f.blocks.len()];
    for data in f.blocks.values() {
        if let Terminator::Guard { dst, ok, .. } = data.term {
            guarded[ok.index()] = dst;
        }
    }
    for (block, data) in f.blocks.iter() {
        if !flow.is_reachable(block) {
            continue;
        }
        let stamp = block.index() + 1;
        let mut on_use = |vreg: VReg, place, assigned: &[usize]| {
            if assigned[vreg.index()] != stamp && used[vreg.index()] != stamp {
                used[vreg.index()] = stamp;
                uses.push(Exposed { vreg, block, place });
            }
        };
        let mut on_def = |vreg: VReg, in_start, assigned: &mut [usize]| {
            if assigned[vreg.index()] != stamp {
                assigned[vreg.index()] = stamp;
                defs.push(Def { vreg, block, in_start });
            }
        };
        if let Some(dst) = guarded[block.index()] {
            on_def(dst, true, &mut assigned);
        }
        for (i, inst) in data.insts.iter().enumerate() {
            for a in &inst.args {
                on_use(*a, Place::Inst(block, i), &assigned);
            }
            if let Some(dst) = inst.dst {
                on_def(dst, i < flow.first_throw[block.index()], &mut assigned);
            }
        }
        data.term.each_use(|v| on_use(v, Place::Term(block), &assigned));
        if let Some(dst) = data.term.def().filter(|_| !matches!(data.term, Terminator::Guard { .. })) {
            on_def(dst, false, &mut assigned);
        }
    }
    (defs, uses)
}

impl Def {
    fn node(&self) -> usize {
        if self.in_start { start(self.block) } else { end(self.block) }
    }
}

/// The walk backwards for one vreg at a time. Marks hold one more than the index of a vreg, so
/// that nothing is cleared between vregs.
struct Walk {
    mark: usize,
    assigned: Vec<usize>,
    assigned_in_start: Vec<usize>,
    visited: Vec<usize>,
    /// Blocks that need the vreg at their beginning, with the predecessor of the use they lead to.
    queue: VecDeque<(Block, Option<Block>)>,
}

impl Walk {
    fn new(blocks: usize) -> Self {
        Walk {
            mark: 0,
            assigned: vec![0; blocks],
            assigned_in_start: vec![0; blocks],
            visited: vec![0; blocks],
            queue: VecDeque::new(),
        }
    }

    fn begin(&mut self, v: VReg, defs: &[Def]) {
        self.mark = v.index() + 1;
        self.queue.clear();
        for d in defs {
            self.assigned[d.block.index()] = self.mark;
            if d.in_start {
                self.assigned_in_start[d.block.index()] = self.mark;
            }
        }
    }

    fn check(&mut self, entry: Block, flow: &Flow, u: &Exposed) -> Option<UnassignedUse> {
        self.visit(u.block, None);
        while let Some((b, via)) = self.queue.pop_front() {
            if b == entry {
                return Some(UnassignedUse { vreg: u.vreg, block: u.block, place: u.place, from: via });
            }
            for (p, exceptional) in flow.preds(b) {
                let assigned = if exceptional { &self.assigned_in_start } else { &self.assigned };
                if assigned[p.index()] != self.mark {
                    self.visit(p, via.or(Some(p)));
                }
            }
        }
        None
    }

    fn visit(&mut self, b: Block, via: Option<Block>) {
        if std::mem::replace(&mut self.visited[b.index()], self.mark) != self.mark {
            self.queue.push_back((b, via));
        }
    }
}

fn start(b: Block) -> usize {
    2 * b.index()
}

fn end(b: Block) -> usize {
    2 * b.index() + 1
}

const UNREACHED: usize = usize::MAX;

/// The graph of starts and ends that the entry reaches, numbered in depth-first preorder, with its
/// dominator tree.
struct Flow {
    /// By block: index of the first instruction that may throw, or the number of instructions.
    first_throw: Vec<usize>,
    /// Number by node, [`UNREACHED`] if it is.
    numbers: Vec<usize>,
    nodes: Vec<usize>,
    /// Predecessors of number `n`: `preds[pred_ends[n - 1]..pred_ends[n]]`, as numbers.
    preds: Vec<usize>,
    pred_ends: Vec<usize>,
    /// By number: position in a preorder of the dominator tree, and size of the subtree there.
    tree: Vec<(usize, usize)>,
}

impl Flow {
    fn new(f: &Function) -> Self {
        let first_throw = f
            .blocks
            .values()
            .map(|b| b.insts.iter().position(|i| i.effects(f).throws).unwrap_or(b.insts.len()))
            .collect::<Vec<_>>();
        let (numbers, nodes, parents, edges) = number(f, &first_throw);
        let mut pred_ends = vec![0; nodes.len()];
        for (_, to) in &edges {
            pred_ends[*to] += 1;
        }
        let mut sum = 0;
        for e in &mut pred_ends {
            sum += *e;
            *e = sum - *e;
        }
        let mut preds = vec![0; edges.len()];
        for (from, to) in edges {
            preds[pred_ends[to]] = from;
            pred_ends[to] += 1;
        }
        let mut flow = Flow { first_throw, numbers, nodes, preds, pred_ends, tree: Vec::new() };
        let idoms = compute_idoms(parents, |n| flow.pred_numbers(n));
        flow.tree = compute_intervals(&idoms);
        flow
    }

    fn number(&self, node: usize) -> usize {
        self.numbers[node]
    }

    fn is_reachable(&self, b: Block) -> bool {
        self.numbers[start(b)] != UNREACHED
    }

    fn pred_numbers(&self, n: usize) -> &[usize] {
        let begin = if n == 0 { 0 } else { self.pred_ends[n - 1] };
        &self.preds[begin..self.pred_ends[n]]
    }

    /// Reachable predecessors of `b`, and whether the edge is that of an exception.
    fn preds(&self, b: Block) -> impl Iterator<Item = (Block, bool)> {
        self.pred_numbers(self.numbers[start(b)]).iter().map(|n| {
            let node = self.nodes[*n];
            (Block::new(node / 2), node.is_multiple_of(2))
        })
    }

    /// Both nodes are reachable.
    fn dominates(&self, a: usize, b: usize) -> bool {
        let (at, size) = self.tree[self.numbers[a]];
        (at..at + size).contains(&self.tree[self.numbers[b]].0)
    }
}

/// Numbers by node, nodes by number, parents in the depth-first tree by number, edges.
type Numbering = (Vec<usize>, Vec<usize>, Vec<usize>, Vec<(usize, usize)>);

fn number(f: &Function, first_throw: &[usize]) -> Numbering {
    let mut numbers = vec![UNREACHED; 2 * f.blocks.len()];
    let mut nodes = Vec::new();
    let mut parents = Vec::new();
    let mut edges = Vec::new();
    let mut stack = vec![(start(f.entry), 0)];
    while let Some((node, parent)) = stack.pop() {
        if numbers[node] != UNREACHED {
            edges.push((parent, numbers[node]));
            continue;
        }
        let n = nodes.len();
        if n > 0 {
            edges.push((parent, n));
        }
        numbers[node] = n;
        nodes.push(node);
        parents.push(parent);
        let b = Block::new(node / 2);
        let data = &f.blocks[b];
        if node == end(b) {
            data.term.each_successor(|s| stack.push((start(s), n)));
        } else {
            stack.push((end(b), n));
            if let Some(h) = data.handler
                && (first_throw[b.index()] < data.insts.len() || data.term.may_throw())
            {
                stack.push((start(h), n));
            }
        }
    }
    (numbers, nodes, parents, edges)
}

/// Immediate dominators by number, from the parents in the depth-first tree: the semi-NCA algorithm
/// of Georgiadis, Tarjan and Werneck. The root is its own.
fn compute_idoms<'a>(parents: Vec<usize>, preds: impl Fn(usize) -> &'a [usize]) -> Vec<usize> {
    let mut idoms = parents.clone();
    let mut ancestors = parents;
    let mut labels = (0..idoms.len()).collect::<Vec<_>>();
    let mut semis = labels.clone();
    let mut path = Vec::new();
    for w in (1..idoms.len()).rev() {
        let mut semi = idoms[w];
        for v in preds(w) {
            // The least semidominator on the way up from v among the numbers above w; compresses it.
            let mut v = *v;
            while ancestors[v] > w {
                path.push(v);
                v = ancestors[v];
            }
            let (top, mut least) = (ancestors[v], labels[v]);
            while let Some(x) = path.pop() {
                ancestors[x] = top;
                if semis[least] < semis[labels[x]] {
                    labels[x] = least;
                } else {
                    least = labels[x];
                }
                v = x;
            }
            semi = semi.min(semis[labels[v]]);
        }
        semis[w] = semi;
    }
    for w in 1..idoms.len() {
        let mut d = idoms[w];
        while d > semis[w] {
            d = idoms[d];
        }
        idoms[w] = d;
    }
    idoms
}

/// Position in a preorder of the dominator tree and size of the subtree, by number.
fn compute_intervals(idoms: &[usize]) -> Vec<(usize, usize)> {
    let mut tree = vec![(0, 1); idoms.len()];
    for w in (1..idoms.len()).rev() {
        tree[idoms[w]].1 += tree[w].1;
    }
    let mut next = vec![1; idoms.len()];
    for w in 1..idoms.len() {
        let at = next[idoms[w]];
        next[idoms[w]] += tree[w].1;
        tree[w].0 = at;
        next[w] = at + 1;
    }
    tree
}
