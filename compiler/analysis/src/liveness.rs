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
use std::cell::RefCell;
use std::collections::{BinaryHeap, HashSet};
use yarrow_mir::{Block, Function, Inst, VReg};

/// What is live at the borders of each reachable block.
#[derive(Clone, Debug)]
pub struct Liveness {
    order: Order,
    /// Dense numbering of the global vregs.
    index: SecondaryMap<VReg, u32>,
    globals: Vec<VReg>,
    live_in: SecondaryMap<Block, FixedBitSet>,
    /// By reachable block: its successors, and its handler if it may throw to it.
    successors: SecondaryMap<Block, Vec<Block>>,
    handler: SecondaryMap<Block, Option<Block>>,
    /// No vreg; for walks.
    no_locals: RefCell<FixedBitSet>,
}

const LOCAL: u32 = u32::MAX;

/// What a block does to the global vregs.
#[derive(Clone, Debug, Default)]
struct Local {
    /// Used before a definition.
    used: Vec<u32>,
    defined: Vec<u32>,
    /// Defined before anything may throw.
    defined_first: Vec<u32>,
}

/// Computes the liveness of `f`.
#[must_use]
pub fn compute_liveness(f: &Function) -> Liveness {
    let order = compute_order(f);
    let (index, globals) = number_globals(f, &order);
    let n = globals.len();
    let mut successors: SecondaryMap<Block, Vec<Block>> = SecondaryMap::new();
    let mut handler = SecondaryMap::with_default(None);
    let mut locals: SecondaryMap<Block, Local> = SecondaryMap::new();
    // Positions in the order of the blocks that read a block's set.
    let mut readers: SecondaryMap<Block, Vec<usize>> = SecondaryMap::new();
    for (at, &b) in order.blocks.iter().enumerate() {
        let data = &f.blocks[b];
        data.term.each_successor(|to| successors[b].push(to));
        handler[b] = data.handler.filter(|_| f.block_may_throw(b));
        for &to in successors[b].iter().chain(&handler[b]) {
            readers[to].push(at);
        }
        locals[b] = local_effects(f, b, &index);
    }
    let mut liveness = Liveness {
        order,
        index,
        globals,
        live_in: SecondaryMap::with_default(FixedBitSet::with_capacity(n)),
        successors,
        handler,
        no_locals: RefCell::default(),
    };
    // The last block first, so that most are looked at once.
    let mut work: BinaryHeap<usize> = (0..liveness.order.blocks.len()).collect();
    let mut waits = FixedBitSet::with_capacity(work.len());
    waits.insert_range(..);
    while let Some(at) = work.pop() {
        waits.set(at, false);
        let b = liveness.order.blocks[at];
        let set = liveness.entry_set(f, b, &locals[b]);
        if set != liveness.live_in[b] {
            liveness.live_in[b] = set;
            work.extend(readers[b].iter().filter(|r| !waits.put(**r)));
        }
    }
    liveness
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

/// What `b` does to the global vregs.
fn local_effects(f: &Function, b: Block, index: &SecondaryMap<VReg, u32>) -> Local {
    let mut local = Local::default();
    let mut may_have_thrown = false;
    let data = &f.blocks[b];
    let global = |v: VReg| Some(index[v]).filter(|i| *i != LOCAL);
    let mut defined = HashSet::new();
    for inst in &data.insts {
        local.used.extend(inst.args.iter().filter_map(|v| global(*v)).filter(|i| !defined.contains(i)));
        may_have_thrown |= inst.effects(f).throws;
        if let Some(d) = inst.dst.and_then(global)
            && defined.insert(d)
        {
            local.defined.push(d);
        }
        if let Some(d) = inst.dst.and_then(global).filter(|_| !may_have_thrown) {
            local.defined_first.push(d);
        }
    }
    data.term.each_use(|v| local.used.extend(global(v).filter(|i| !defined.contains(i))));
    local
}

/// The vregs that are live at a place in a block.
#[derive(Debug)]
pub struct LiveSet<'l> {
    index: &'l SecondaryMap<VReg, u32>,
    globals: &'l [VReg],
    /// Global vregs, by number.
    global: FixedBitSet,
    /// The others, by themselves and as a list.
    local: FixedBitSet,
    locals: Vec<VReg>,
}

impl LiveSet<'_> {
    #[must_use]
    pub fn contains(&self, v: VReg) -> bool {
        match self.index[v] {
            LOCAL => self.local.contains(v.index()),
            i => self.global.contains(i as usize),
        }
    }

    fn insert(&mut self, v: VReg) {
        match self.index[v] {
            LOCAL if !self.local.put(v.index()) => self.locals.push(v),
            LOCAL => {}
            i => self.global.insert(i as usize),
        }
    }

    fn remove(&mut self, v: VReg) {
        match self.index[v] {
            LOCAL if self.local.contains(v.index()) => {
                self.local.set(v.index(), false);
                // The one that became live last is defined first, as a rule.
                let at = self.locals.iter().rposition(|l| *l == v).expect("the list has what the set has");
                self.locals.swap_remove(at);
            }
            LOCAL => {}
            i => self.global.set(i as usize, false),
        }
    }

    /// Adds the vregs to a set that is indexed by vreg.
    pub fn add_to(&self, set: &mut VRegSet) {
        set.global.union_with(&self.global);
        self.locals.iter().for_each(|v| set.local.insert(v.index()));
    }

    /// The vregs, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = VReg> + '_ {
        self.global.ones().map(|i| self.globals[i]).chain(self.locals.iter().copied())
    }
}

/// Vregs collected from places of one function: see [`LiveSet::add_to`].
#[derive(Clone, Debug)]
pub struct VRegSet {
    global: FixedBitSet,
    local: FixedBitSet,
}

impl Liveness {
    /// A set for the vregs of the function, empty.
    #[must_use]
    pub fn vreg_set(&self, f: &Function) -> VRegSet {
        VRegSet {
            global: FixedBitSet::with_capacity(self.globals.len()),
            local: FixedBitSet::with_capacity(f.vregs.len()),
        }
    }

    #[must_use]
    pub fn set_has(&self, set: &VRegSet, v: VReg) -> bool {
        match self.index[v] {
            LOCAL => set.local.contains(v.index()),
            i => set.global.contains(i as usize),
        }
    }

    /// Adds a vreg to a set, or removes it.
    pub fn set(&self, set: &mut VRegSet, v: VReg, has: bool) {
        match self.index[v] {
            LOCAL => set.local.set(v.index(), has),
            i => set.global.set(i as usize, has),
        }
    }

    /// The vregs of a set, ascending.
    #[must_use]
    pub fn members(&self, set: &VRegSet) -> Vec<VReg> {
        let mut all: Vec<VReg> = set.global.ones().map(|i| self.globals[i]).collect();
        all.extend(set.local.ones().map(VReg::new));
        all.sort_unstable();
        all
    }

    #[must_use]
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// What is live on entry to `b`, as far as its successors and its handler are known.
    fn entry_set(&self, f: &Function, b: Block, local: &Local) -> FixedBitSet {
        let mut set = self.exit_set(b);
        if let Some(i) = f.blocks[b].term.def().map(|d| self.index[d]).filter(|i| *i != LOCAL) {
            set.set(i as usize, false);
        }
        local.defined.iter().for_each(|i| set.set(*i as usize, false));
        local.used.iter().for_each(|i| set.insert(*i as usize));
        if let Some(h) = self.handler[b] {
            // Conservative and simple: what the handler reads is live throughout the block, unless
            // nothing in the block can throw before it is defined; a definition in front of every
            // throwing instruction still ends it.
            let first: Vec<bool> = local.defined_first.iter().map(|i| set.contains(*i as usize)).collect();
            set.union_with(&self.live_in[h]);
            for (i, was_live) in local.defined_first.iter().zip(first) {
                set.set(*i as usize, was_live);
            }
        }
        set
    }

    fn exit_set(&self, b: Block) -> FixedBitSet {
        let mut successors = self.successors[b].iter();
        let Some(first) = successors.next() else { return FixedBitSet::with_capacity(self.globals.len()) };
        let mut set = self.live_in[*first].clone();
        successors.for_each(|to| set.union_with(&self.live_in[*to]));
        set
    }

    /// Live on entry to `b`, in a fixed order.
    pub fn live_in(&self, b: Block) -> impl Iterator<Item = VReg> + '_ {
        self.live_in[b].ones().map(|i| self.globals[i])
    }

    /// Live on leaving `b` by its terminator (not to the handler), in a fixed order. The
    /// terminator's own result counts where a successor reads it.
    #[must_use]
    pub fn live_out(&self, b: Block) -> Vec<VReg> {
        self.exit_set(b).ones().map(|i| self.globals[i]).collect()
    }

    #[must_use]
    pub fn is_live_in(&self, b: Block, v: VReg) -> bool {
        self.index[v] != LOCAL && self.live_in[b].contains(self.index[v] as usize)
    }

    /// Live into the handler of `b`, if `b` may throw to it.
    pub fn live_handler(&self, b: Block) -> impl Iterator<Item = VReg> + '_ {
        self.handler[b].into_iter().flat_map(|h| self.live_in(h))
    }

    /// Is it live into the handler of `b`, if `b` may throw to it?
    #[must_use]
    pub fn is_live_handler(&self, b: Block, v: VReg) -> bool {
        self.handler[b].is_some_and(|h| self.is_live_in(h, v))
    }

    /// Walks `b` backwards: calls `visit(index, instruction, live)` for each instruction with the
    /// set of vregs live *after* it, its own result included if it is read later, and what the
    /// handler reads if the instruction may throw. What must survive the instruction is this set
    /// without the result, unless the handler reads the result's former value.
    ///
    /// Where `visit` returns [`Visit::Skip`], the instruction is taken for one that is not there.
    pub fn walk_back<'f>(
        &self,
        f: &'f Function,
        b: Block,
        mut visit: impl FnMut(usize, &'f Inst, &LiveSet<'_>) -> Visit,
    ) {
        let data = &f.blocks[b];
        let mut local = self.no_locals.take();
        local.grow(f.vregs.len());
        let mut live =
            LiveSet { index: &self.index, globals: &self.globals, global: self.exit_set(b), local, locals: Vec::new() };
        if let Some(d) = data.term.def() {
            live.remove(d);
        }
        let handler = self.handler[b].map(|h| &self.live_in[h]);
        let may_throw = |live: &mut LiveSet<'_>| handler.into_iter().for_each(|set| live.global.union_with(set));
        if data.term.may_throw() {
            may_throw(&mut live);
        }
        data.term.each_use(|v| live.insert(v));
        for (i, inst) in data.insts.iter().enumerate().rev() {
            let throws = inst.effects(f).throws;
            if throws {
                may_throw(&mut live);
            }
            if visit(i, inst, &live) == Visit::Skip {
                continue;
            }
            if let Some(d) = inst.dst
                && !(throws && self.is_live_handler(b, d))
            {
                live.remove(d);
            }
            inst.args.iter().for_each(|a| live.insert(*a));
        }
        // What is local is defined in the block, and was removed there.
        debug_assert!(live.locals.is_empty(), "{:?} of {b} are used before they are defined", live.locals);
        self.no_locals.replace(live.local);
    }
}

/// What a walk makes of an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    Keep,
    Skip,
}
