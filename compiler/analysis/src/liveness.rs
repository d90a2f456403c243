//! Liveness of vregs: a backward data-flow problem over the blocks, handler edges included.
//!
//! Handler edges leave from every instruction that may throw, so what is live into the handler is
//! live at each of them: within a block that may throw, a definition does not end the liveness of
//! a vreg that the handler reads.
//!
//! Most vregs are temporaries that never leave their block. Only the *global* ones (used in a block
//! before any definition there, or read by a handler) get a bit; so the sets stay small on large
//! functions.

use crate::order::{Order, compute_order};
use cranelift_entity::{EntityRef, SecondaryMap};
use fixedbitset::FixedBitSet;
use yarrow_mir::{Block, Function, Inst, VReg};

/// What is live at the borders of each reachable block.
#[derive(Clone, Debug)]
pub struct Liveness {
    order: Order,
    /// Dense numbering of the global vregs.
    index: SecondaryMap<VReg, u32>,
    globals: Vec<VReg>,
    live_in: SecondaryMap<Block, FixedBitSet>,
    live_out: SecondaryMap<Block, FixedBitSet>,
    /// Live into the block's handler, or empty.
    live_handler: SecondaryMap<Block, FixedBitSet>,
}

const LOCAL: u32 = u32::MAX;

/// Computes the liveness of `f`.
#[must_use]
pub fn compute_liveness(f: &Function) -> Liveness {
    let order = compute_order(f);
    let (index, globals) = number_globals(f, &order);
    let n = globals.len();
    let mut gen_set: SecondaryMap<Block, FixedBitSet> = SecondaryMap::with_default(FixedBitSet::new());
    let mut kill: SecondaryMap<Block, FixedBitSet> = SecondaryMap::with_default(FixedBitSet::new());
    for b in &order.blocks {
        let (g, k) = local_sets(f, *b, &index, n);
        gen_set[*b] = g;
        kill[*b] = k;
    }
    let empty = FixedBitSet::with_capacity(n);
    let mut live_in = SecondaryMap::with_default(empty.clone());
    let mut live_out = SecondaryMap::with_default(empty.clone());
    let mut live_handler = SecondaryMap::with_default(empty);
    let mut changed = true;
    while changed {
        changed = false;
        for b in order.blocks.iter().rev() {
            let data = &f.blocks[*b];
            let mut out = FixedBitSet::with_capacity(n);
            data.term.each_successor(|s| out.union_with(&live_in[s]));
            let mut inn = out.clone();
            if let Some(def) = data.term.def().filter(|d| index[*d] != LOCAL) {
                inn.set(index[def] as usize, false);
            }
            inn.difference_with(&kill[*b]);
            inn.union_with(&gen_set[*b]);
            if let Some(h) = data.handler.filter(|_| f.block_may_throw(*b)) {
                // Conservative and simple: what the handler reads is live throughout the block, unless
                // nothing in the block can throw before it is defined; a definition in front of every
                // throwing instruction still ends it.
                let mut from_handler: FixedBitSet = live_in[h].clone();
                from_handler.difference_with(&defined_before_first_throw(f, *b, &index, n));
                inn.union_with(&from_handler);
                live_handler[*b] = live_in[h].clone();
            }
            if inn != live_in[*b] || out != live_out[*b] {
                live_in[*b] = inn;
                live_out[*b] = out;
                changed = true;
            }
        }
    }
    Liveness { order, index, globals, live_in, live_out, live_handler }
}

/// Numbers the vregs that are live across some block border.
fn number_globals(f: &Function, order: &Order) -> (SecondaryMap<VReg, u32>, Vec<VReg>) {
    let mut index = SecondaryMap::with_default(LOCAL);
    let mut globals = Vec::new();
    let mut defined_in: SecondaryMap<VReg, Option<Block>> = SecondaryMap::with_default(None);
    for b in &order.blocks {
        let data = &f.blocks[*b];
        let mut seen_use = |v: VReg, defined_in: &SecondaryMap<VReg, Option<Block>>| {
            if defined_in[v] != Some(*b) && index[v] == LOCAL {
                index[v] = u32::try_from(globals.len()).expect("fewer than 2^32 vregs");
                globals.push(v);
            }
        };
        for inst in &data.insts {
            inst.args.iter().for_each(|a| seen_use(*a, &defined_in));
            if let Some(d) = inst.dst {
                defined_in[d] = Some(*b);
            }
        }
        data.term.each_use(|v| seen_use(v, &defined_in));
    }
    (index, globals)
}

/// Global vregs used before a definition in `b`, and those defined in it.
fn local_sets(f: &Function, b: Block, index: &SecondaryMap<VReg, u32>, n: usize) -> (FixedBitSet, FixedBitSet) {
    let mut gen_set = FixedBitSet::with_capacity(n);
    let mut kill = FixedBitSet::with_capacity(n);
    let mut used = |v: VReg, kill: &FixedBitSet| {
        let i = index[v];
        if i != LOCAL && !kill.contains(i as usize) {
            gen_set.insert(i as usize);
        }
    };
    for inst in &f.blocks[b].insts {
        inst.args.iter().for_each(|a| used(*a, &kill));
        if let Some(d) = inst.dst
            && index[d] != LOCAL
        {
            kill.insert(index[d] as usize);
        }
    }
    f.blocks[b].term.each_use(|v| used(v, &kill));
    (gen_set, kill)
}

/// Global vregs that `b` defines before anything in it may throw.
fn defined_before_first_throw(f: &Function, b: Block, index: &SecondaryMap<VReg, u32>, n: usize) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(n);
    for inst in &f.blocks[b].insts {
        if inst.effects(f).throws {
            break;
        }
        if let Some(d) = inst.dst
            && index[d] != LOCAL
        {
            set.insert(index[d] as usize);
        }
    }
    set
}

/// A set of live vregs while walking a block.
#[derive(Clone, Debug, Default)]
pub struct LiveSet {
    words: FixedBitSet,
}

impl LiveSet {
    #[must_use]
    pub fn contains(&self, v: VReg) -> bool {
        self.words.contains(v.index())
    }

    pub fn insert(&mut self, v: VReg) {
        self.words.grow(v.index() + 1);
        self.words.insert(v.index());
    }

    pub fn remove(&mut self, v: VReg) {
        if v.index() < self.words.len() {
            self.words.set(v.index(), false);
        }
    }

    /// The vregs, ascending.
    pub fn iter(&self) -> impl Iterator<Item = VReg> + '_ {
        self.words.ones().map(VReg::new)
    }
}

impl Liveness {
    #[must_use]
    pub fn order(&self) -> &Order {
        &self.order
    }

    fn expand<'a>(&'a self, set: &'a FixedBitSet) -> impl Iterator<Item = VReg> + 'a {
        set.ones().map(|i| self.globals[i])
    }

    /// Live on entry to `b`, in a fixed order.
    pub fn live_in(&self, b: Block) -> impl Iterator<Item = VReg> + '_ {
        self.expand(&self.live_in[b])
    }

    /// Live on leaving `b` by its terminator (not to the handler), in a fixed order. The
    /// terminator's own result counts where a successor reads it.
    pub fn live_out(&self, b: Block) -> impl Iterator<Item = VReg> + '_ {
        self.expand(&self.live_out[b])
    }

    #[must_use]
    pub fn is_live_in(&self, b: Block, v: VReg) -> bool {
        self.index[v] != LOCAL && self.live_in[b].contains(self.index[v] as usize)
    }

    /// Live into the handler of `b`, if `b` may throw to it.
    pub fn live_handler(&self, b: Block) -> impl Iterator<Item = VReg> + '_ {
        self.expand(&self.live_handler[b])
    }

    /// Walks `b` backwards: calls `visit(index, instruction, live)` for each instruction with the
    /// set of vregs live *after* it, its own result included if it is read later, and what the
    /// handler reads if the instruction may throw. What must survive the instruction is this set
    /// without the result, unless the handler reads the result's former value.
    pub fn walk_back<'f>(&self, f: &'f Function, b: Block, mut visit: impl FnMut(usize, &'f Inst, &LiveSet)) {
        let data = &f.blocks[b];
        let mut live = LiveSet::default();
        self.live_out(b).for_each(|v| live.insert(v));
        if let Some(d) = data.term.def() {
            live.remove(d);
        }
        let handler: Vec<VReg> = self.live_handler(b).collect();
        if data.term.may_throw() {
            handler.iter().for_each(|v| live.insert(*v));
        }
        data.term.each_use(|v| live.insert(v));
        for (i, inst) in data.insts.iter().enumerate().rev() {
            let throws = inst.effects(f).throws;
            if throws {
                handler.iter().for_each(|v| live.insert(*v));
            }
            visit(i, inst, &live);
            if let Some(d) = inst.dst
                && !(throws && handler.contains(&d))
            {
                live.remove(d);
            }
            inst.args.iter().for_each(|a| live.insert(*a));
        }
    }
}
