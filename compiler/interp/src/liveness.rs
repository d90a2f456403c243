//! Which vregs are still needed where, so that a frame keeps nothing alive that the program is done
//! with: registers are cleared where their values die, and a suspended generator is traced exactly.

use cranelift_entity::EntityRef;
use yarrow_mir::{Block, Function, Inst, Terminator, Type, VReg};

/// A set of vregs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Set(Vec<u64>);

impl Set {
    fn new(len: usize) -> Self {
        Set(vec![0; len.div_ceil(64)])
    }

    pub fn contains(&self, v: VReg) -> bool {
        self.0[v.index() / 64] & (1 << (v.index() % 64)) != 0
    }

    fn insert(&mut self, v: VReg) {
        self.0[v.index() / 64] |= 1 << (v.index() % 64);
    }

    fn remove(&mut self, v: VReg) {
        self.0[v.index() / 64] &= !(1 << (v.index() % 64));
    }

    fn union(&mut self, other: &Set) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    fn iter(&self) -> impl Iterator<Item = VReg> + '_ {
        (0..self.0.len() * 64).map(VReg::new).filter(|v| self.contains(*v))
    }

    /// The bits, 64 a word.
    pub fn words(&self) -> &[u64] {
        &self.0
    }
}

pub(crate) struct Liveness<'f> {
    f: &'f Function,
    /// By block: what is read before it is written, there or later.
    live_in: Vec<Set>,
}

impl<'f> Liveness<'f> {
    pub fn new(f: &'f Function) -> Self {
        let empty = Set::new(f.vregs.len());
        let mut liveness = Liveness { f, live_in: vec![empty; f.blocks.len()] };
        loop {
            let mut changed = false;
            for b in f.blocks.keys().rev() {
                let mut live = liveness.before_terminator(b);
                for inst in f.blocks[b].insts.iter().rev() {
                    liveness.step_back(b, inst, &mut live);
                }
                changed |= liveness.live_in[b.index()] != live;
                liveness.live_in[b.index()] = live;
            }
            if !changed {
                return liveness;
            }
        }
    }

    /// What the handler of the block needs, which any of its instructions may enter.
    fn handler(&self, b: Block) -> Option<&Set> {
        self.f.blocks[b].handler.map(|h| &self.live_in[h.index()])
    }

    /// What lives on the edges to the successors, the handler excepted.
    fn after_terminator(&self, term: &Terminator) -> Set {
        let mut live = Set::new(self.f.vregs.len());
        term.each_successor(|s| live.union(&self.live_in[s.index()]));
        if let Some(result) = term.def() {
            live.remove(result);
        }
        live
    }

    fn before_terminator(&self, b: Block) -> Set {
        let term = &self.f.blocks[b].term;
        let mut live = self.after_terminator(term);
        term.each_use(|v| live.insert(v));
        if let Some(handler) = self.handler(b) {
            live.union(handler);
        }
        live
    }

    /// From what lives behind an instruction to what lives before it.
    fn step_back(&self, b: Block, inst: &Inst, live: &mut Set) {
        if let Some(d) = inst.dst {
            live.remove(d);
        }
        if let Some(handler) = self.handler(b) {
            live.union(handler);
        }
        inst.args.iter().for_each(|a| live.insert(*a));
    }

    fn is_value(&self, v: VReg) -> bool {
        v.index() < self.f.vregs.len() && self.f.ty(v) == Type::Value
    }

    /// By instruction of the block: the boxed vregs that nobody needs behind it.
    pub fn deaths(&self, b: Block) -> Vec<Vec<VReg>> {
        let mut live = self.before_terminator(b);
        let mut deaths: Vec<Vec<VReg>> = Vec::new();
        for inst in self.f.blocks[b].insts.iter().rev() {
            let mut dead: Vec<VReg> = inst.args.iter().chain(&inst.dst).copied().collect();
            dead.retain(|v| self.is_value(*v) && !live.contains(*v));
            dead.sort_unstable();
            dead.dedup();
            deaths.push(dead);
            self.step_back(b, inst, &mut live);
        }
        deaths.reverse();
        deaths
    }

    /// By block: the boxed vregs that live at the end of some predecessor, but not here.
    pub fn dead_on_entry(&self) -> Vec<Vec<VReg>> {
        let mut arriving = vec![Set::new(self.f.vregs.len()); self.f.blocks.len()];
        for data in self.f.blocks.values() {
            let mut live = self.after_terminator(&data.term);
            data.term.each_use(|v| live.insert(v));
            data.term.each_successor(|s| arriving[s.index()].union(&live));
        }
        let dead = |(arriving, needed): (&Set, &Set)| {
            arriving.iter().filter(|v| self.is_value(*v) && !needed.contains(*v)).collect()
        };
        arriving.iter().zip(&self.live_in).map(dead).collect()
    }

    /// What a generator that is suspended at the end of the block needs.
    pub fn suspended(&self, b: Block) -> Set {
        let term = &self.f.blocks[b].term;
        let mut live = self.after_terminator(term);
        if let Terminator::Delegate { iter, .. } = term {
            live.insert(*iter);
        }
        if term.may_throw()
            && let Some(handler) = self.handler(b)
        {
            live.union(handler);
        }
        live
    }
}
