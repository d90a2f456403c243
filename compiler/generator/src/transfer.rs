//! What moves between vregs and frame at a suspension: which vregs it stores and which its resumption loads.
//!
//! A slot holds its vreg from the suspension that stores it for as long as nothing assigns the vreg: it is stored
//! again only where an assignment reaches the suspension, and loaded only where something reads it before the
//! next suspension (a store reads it, too). So what lives across many suspensions costs as much as its reads and
//! assignments do, not as many loads as there are suspensions.
//!
//! What the ramp stores is not part of it: it stores all that is live where it suspends. So only those blocks count that a
//! resumption reaches.
//!
//! Both are walks from the assignments forward and from the reads backward, vreg by vreg, that end at suspensions:
//! they see the blocks between two of them and no more. A slot cannot have been given to another vreg in between, since
//! it is written at suspensions only and its vreg was live at the last one.

use crate::discovery::Suspension;
use crate::layout::FrameLayout;
use cranelift_entity::SecondaryMap;
use yarrow_mir::{Block, Function, Terminator, VReg};

/// By suspension, each ascending.
#[derive(Clone, Debug, Default)]
pub struct Transfers {
    pub stores: Vec<Vec<VReg>>,
    pub loads: Vec<Vec<VReg>>,
}

/// Where a vreg is read and assigned.
#[derive(Clone, Debug, Default)]
struct Places {
    /// Blocks that read it before they assign it.
    reads: Vec<Block>,
    /// Blocks that assign it by an instruction.
    assigned: Vec<Block>,
    /// Suspensions whose resumption assigns it.
    delivered: Vec<Block>,
}

struct Walk<'a> {
    f: &'a Function,
    suspensions: &'a [Suspension],
    /// The suspension that a block ends in.
    suspension_of: SecondaryMap<Block, Option<usize>>,
    predecessors: SecondaryMap<Block, Vec<Block>>,
    /// Blocks whose exceptions come to a block.
    protected: SecondaryMap<Block, Vec<Block>>,
    /// The walk that came to the block last.
    seen: SecondaryMap<Block, u32>,
    walks: u32,
}

/// Computes what each suspension of `f` stores and loads.
#[must_use]
pub fn compute_transfers(f: &Function, suspensions: &[Suspension], layout: &FrameLayout) -> Transfers {
    let resumed = resumed_blocks(f, suspensions);
    let mut walk = Walk::new(f, suspensions);
    let mut transfers =
        Transfers { stores: vec![Vec::new(); suspensions.len()], loads: vec![Vec::new(); suspensions.len()] };
    let places = collect_places(f, layout, &resumed);
    for &(v, _) in &layout.saved {
        let places = &places[v];
        let stores = walk.stores(v, places);
        for &i in &stores {
            transfers.stores[i].push(v);
        }
        for i in walk.loads(v, places, &stores) {
            transfers.loads[i].push(v);
        }
    }
    transfers
}

/// The blocks that run after a resumption.
fn resumed_blocks(f: &Function, suspensions: &[Suspension]) -> SecondaryMap<Block, bool> {
    let mut resumed: SecondaryMap<Block, bool> = SecondaryMap::with_capacity(f.blocks.len());
    let mut work: Vec<Block> = Vec::new();
    for s in suspensions {
        let data = &f.blocks[s.block];
        data.term.each_successor(|to| work.push(to));
        work.extend(data.handler.filter(|_| data.term.may_throw()));
    }
    while let Some(b) = work.pop() {
        if std::mem::replace(&mut resumed[b], true) {
            continue;
        }
        let data = &f.blocks[b];
        data.term.each_successor(|to| work.push(to));
        work.extend(data.handler.filter(|_| f.block_may_throw(b)));
    }
    resumed
}

fn collect_places(
    f: &Function,
    layout: &FrameLayout,
    resumed: &SecondaryMap<Block, bool>,
) -> SecondaryMap<VReg, Places> {
    let mut places: SecondaryMap<VReg, Places> = SecondaryMap::new();
    let mut guarded = SecondaryMap::<Block, Option<VReg>>::new();
    for data in f.blocks.values() {
        if let Terminator::Guard { dst, ok, .. } = data.term {
            guarded[ok] = dst;
        }
    }
    for (b, data) in &f.blocks {
        let is_guard = matches!(data.term, Terminator::Guard { .. });
        if let Some(d) = data.term.def().filter(|d| layout.slot(*d).is_some() && !is_guard) {
            places[d].delivered.push(b);
        }
        if !resumed[b] {
            continue;
        }
        // Nothing but the guard leads here.
        if let Some(d) = guarded[b].filter(|d| layout.slot(*d).is_some()) {
            places[d].assigned.push(b);
        }
        let read = |v: VReg, places: &mut SecondaryMap<VReg, Places>| {
            if layout.slot(v).is_some() {
                let of = &mut places[v];
                if of.reads.last() != Some(&b) && of.assigned.last() != Some(&b) {
                    of.reads.push(b);
                }
            }
        };
        for inst in &data.insts {
            inst.args.iter().for_each(|v| read(*v, &mut places));
            if let Some(d) = inst.dst.filter(|d| layout.slot(*d).is_some())
                && places[d].assigned.last() != Some(&b)
            {
                places[d].assigned.push(b);
            }
        }
        data.term.each_use(|v| read(v, &mut places));
    }
    places
}

impl<'a> Walk<'a> {
    fn new(f: &'a Function, suspensions: &'a [Suspension]) -> Walk<'a> {
        let mut suspension_of = SecondaryMap::with_default(None);
        for (i, s) in suspensions.iter().enumerate() {
            suspension_of[s.block] = Some(i);
        }
        let mut predecessors: SecondaryMap<Block, Vec<Block>> = SecondaryMap::new();
        let mut protected: SecondaryMap<Block, Vec<Block>> = SecondaryMap::new();
        for (b, data) in &f.blocks {
            data.term.each_successor(|to| predecessors[to].push(b));
            if let Some(h) = data.handler.filter(|_| f.block_may_throw(b)) {
                protected[h].push(b);
            }
        }
        let seen = SecondaryMap::with_capacity(f.blocks.len());
        Walk { f, suspensions, suspension_of, predecessors, protected, seen, walks: 0 }
    }

    fn is_live(&self, suspension: usize, v: VReg) -> bool {
        self.suspensions[suspension].live.binary_search(&v).is_ok()
    }

    /// Whether this walk comes to the block for the first time.
    fn enter(&mut self, b: Block) -> bool {
        std::mem::replace(&mut self.seen[b], self.walks) != self.walks
    }

    /// The suspensions that an assignment of `v` comes to.
    fn stores(&mut self, v: VReg, places: &Places) -> Vec<usize> {
        self.walks += 1;
        let mut stores = Vec::new();
        // Blocks at whose end, and in whose handler, the slot may not hold the vreg.
        let mut work: Vec<Block> = Vec::new();
        let mut begin = |walk: &mut Walk<'_>, b: Block| {
            if walk.enter(b) {
                work.push(b);
            }
        };
        places.assigned.iter().for_each(|b| begin(self, *b));
        for b in &places.delivered {
            self.f.blocks[*b].term.each_successor(|to| begin(self, to));
        }
        while let Some(b) = work.pop() {
            let data = &self.f.blocks[b];
            let mut next = Vec::new();
            match self.suspension_of[b] {
                Some(i) if self.is_live(i, v) => stores.push(i),
                // What is not live here is assigned before it is read.
                Some(_) => {}
                None => data.term.each_successor(|to| next.push(to)),
            }
            next.extend(data.handler.filter(|_| self.f.block_may_throw(b)));
            next.retain(|to| self.enter(*to));
            work.extend(next);
        }
        stores.sort_unstable();
        stores
    }

    /// The suspensions after which `v` is read before the next one, by a store or otherwise.
    fn loads(&mut self, v: VReg, places: &Places, stores: &[usize]) -> Vec<usize> {
        self.walks += 1;
        let mut loads = Vec::new();
        // Blocks that need the vreg on entry.
        let mut work: Vec<Block> = Vec::new();
        for b in places.reads.iter().copied() {
            if self.enter(b) {
                work.push(b);
            }
        }
        for &i in stores {
            let b = self.suspensions[i].block;
            if places.assigned.binary_search(&b).is_err() && self.enter(b) {
                work.push(b);
            }
        }
        while let Some(b) = work.pop() {
            let mut next = Vec::new();
            for &p in &self.predecessors[b] {
                match self.suspension_of[p] {
                    Some(i) => loads.push(i),
                    None if places.assigned.binary_search(&p).is_ok() => {}
                    None => next.push(p),
                }
            }
            for &p in &self.protected[b] {
                // An exception may arrive at the resumption, or leave before any assignment.
                loads.extend(self.suspension_of[p]);
                next.push(p);
            }
            next.retain(|p| self.enter(*p));
            work.extend(next);
        }
        loads.retain(|i| self.is_live(*i, v));
        loads.sort_unstable();
        loads.dedup();
        loads
    }
}
