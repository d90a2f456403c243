//! Gives each web of a vreg a vreg of its own, so that what is known of one is not weakened by the others.
//!
//! A *web* is the definitions of a vreg together with the uses that they reach: two definitions belong to one web if both
//! reach some use. (Muchnick, Advanced Compiler Design and Implementation, 16.3.3.) They are found by union: a block that the vreg
//! lives into stands for what reaches its beginning, and is of the web of what leaves each predecessor. To a handler leads all that its
//! block holds at any time.

use crate::facts::Facts;
use cranelift_entity::SecondaryMap;
use petgraph::unionfind::UnionFind;
use std::collections::HashMap;
use yarrow_analysis::{Liveness, compute_liveness};
use yarrow_mir::{Block, FuncId, Function, Program, VReg};

/// Functions with more blocks times vregs of several definitions are left alone.
const MOST_WORK: usize = 1 << 22;

/// Runs the pass.
pub fn run(program: &mut Program, _: &Facts, id: FuncId) {
    let f = &mut program.functions[id];
    let candidates = assigned_twice(f);
    if candidates.is_empty() || candidates.len().saturating_mul(f.blocks.len()) > MOST_WORK {
        return;
    }
    let live = compute_liveness(f);
    let mut accesses = Accesses::compute(f, &candidates);
    for v in candidates {
        split(f, &live, v, accesses.of.remove(&v).unwrap_or_default());
    }
}

/// The vregs with more than one definition.
fn assigned_twice(f: &Function) -> Vec<VReg> {
    let mut count = SecondaryMap::<VReg, u32>::new();
    for data in f.blocks.values() {
        data.insts.iter().filter_map(|i| i.dst).chain(data.term.def()).for_each(|d| count[d] += 1);
    }
    f.vregs.keys().filter(|v| count[*v] > 1).collect()
}

/// Where in a block a vreg is read or assigned; the terminator has the number of instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Use(usize),
    Def(usize),
}

/// By vreg, its accesses by block, in order.
struct Accesses {
    of: HashMap<VReg, Vec<(Block, Vec<Access>)>>,
}

impl Accesses {
    fn compute(f: &Function, of: &[VReg]) -> Accesses {
        let mut accesses = Accesses { of: of.iter().map(|v| (*v, Vec::new())).collect() };
        for (b, data) in &f.blocks {
            for (i, inst) in data.insts.iter().enumerate() {
                inst.args.iter().for_each(|v| accesses.note(*v, b, Access::Use(i)));
                inst.dst.iter().for_each(|v| accesses.note(*v, b, Access::Def(i)));
            }
            let end = data.insts.len();
            data.term.each_use(|v| accesses.note(v, b, Access::Use(end)));
            data.term.def().iter().for_each(|v| accesses.note(*v, b, Access::Def(end)));
        }
        accesses
    }

    fn note(&mut self, v: VReg, b: Block, access: Access) {
        let Some(blocks) = self.of.get_mut(&v) else { return };
        match blocks.last_mut() {
            Some((last, list)) if *last == b => list.push(access),
            _ => blocks.push((b, vec![access])),
        }
    }
}

/// Gives the webs of `v` other than that of its first definition new vregs.
fn split(f: &mut Function, live: &Liveness, v: VReg, accesses: Vec<(Block, Vec<Access>)>) {
    // Nodes: the beginnings of blocks that `v` lives into, then its definitions.
    let mut entries: HashMap<Block, usize> = HashMap::new();
    for b in f.blocks.keys().filter(|b| live.is_live_in(*b, v)) {
        entries.insert(b, entries.len());
    }
    let mut nodes = entries.len();
    let mut defs: HashMap<(Block, usize), usize> = HashMap::new();
    let mut last: HashMap<Block, usize> = entries.clone();
    let mut all: HashMap<Block, Vec<usize>> = HashMap::new();
    for (b, list) in &accesses {
        for access in list {
            if let Access::Def(i) = access {
                defs.insert((*b, *i), nodes);
                last.insert(*b, nodes);
                all.entry(*b).or_default().push(nodes);
                nodes += 1;
            }
        }
    }
    let mut webs = UnionFind::<usize>::new(nodes);
    for (b, data) in &f.blocks {
        let Some(leaves) = last.get(&b) else { continue };
        data.term.each_successor(|to| {
            if let Some(entry) = entries.get(&to) {
                webs.union(*entry, *leaves);
            }
        });
        if let Some(entry) = data.handler.and_then(|h| entries.get(&h)) {
            entries.get(&b).into_iter().chain(all.get(&b).into_iter().flatten()).for_each(|node| {
                webs.union(*entry, *node);
            });
        }
    }
    let mut first = None;
    let mut vregs: HashMap<usize, VReg> = HashMap::new();
    for (b, list) in accesses {
        let mut current = entries.get(&b).copied();
        for access in list {
            // What is not reached by a definition is in code that is not reached.
            let node = match access {
                Access::Use(_) => current,
                Access::Def(i) => defs.get(&(b, i)).copied(),
            };
            let Some(node) = node else { continue };
            let web = webs.find(node);
            let to = *vregs.entry(web).or_insert_with(|| if first.replace(web).is_none() { v } else { new_web(f, v) });
            rename(f, b, access, v, to);
            if let Access::Def(_) = access {
                current = Some(node);
            }
        }
    }
}

fn new_web(f: &mut Function, v: VReg) -> VReg {
    let data = f.vregs[v].clone();
    f.vregs.push(data)
}

fn rename(f: &mut Function, b: Block, access: Access, v: VReg, to: VReg) {
    let data = &mut f.blocks[b];
    let put = |at: &mut VReg| {
        if *at == v {
            *at = to;
        }
    };
    match access {
        Access::Use(i) if i == data.insts.len() => data.term.each_use_mut(put),
        Access::Use(i) => data.insts[i].args.iter_mut().for_each(put),
        Access::Def(i) if i == data.insts.len() => data.term.each_def_mut(put),
        Access::Def(i) => data.insts[i].dst.iter_mut().for_each(put),
    }
}
