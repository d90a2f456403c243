//! What the words of a frame hold at each place of a function.
//!
//! A forward analysis over LIR: which vregs have the value that was stored into a slot last, and which location the marker
//! has. Where paths meet, what all of them agree on is left.

use cranelift_entity::SecondaryMap;
use smallvec::SmallVec;
use yarrow_abi::value::FRAME_MARKER_TAG;
use yarrow_lir::flow::Flow;
use yarrow_lir::{BinOp, Block, Function, Inst, InstKind, MemType, Region, VReg};

/// A store into the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameStore {
    /// The lower half of the marker, or all of it.
    Marker(u32),
    /// 0 into a slot, at entry.
    Clear(u32),
    /// A vreg into a slot.
    Root(u32, VReg),
}

/// Vregs that have the value a slot holds.
type Holders = SmallVec<[VReg; 2]>;

/// The words of the frame at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    slots: Vec<Holders>,
    /// The lower half of the marker, if known.
    pub marker: Option<u32>,
}

impl Contents {
    /// The vregs that have the value of a slot.
    #[must_use]
    pub fn holders(&self, slot: u32) -> &[VReg] {
        &self.slots[slot as usize]
    }

    fn meet(&mut self, other: &Contents) -> bool {
        let mut changed = false;
        for (mine, others) in self.slots.iter_mut().zip(&other.slots) {
            let before = mine.len();
            mine.retain(|v| others.contains(v));
            changed |= mine.len() != before;
        }
        if self.marker != other.marker && self.marker.is_some() {
            self.marker = None;
            changed = true;
        }
        changed
    }
}

/// How a function stores into its frame.
pub struct FrameStores<'f> {
    f: &'f Function,
    sp: VReg,
    slots: u32,
    constants: SecondaryMap<VReg, Option<i64>>,
    /// Is the vreg stored into a slot anywhere?
    tracked: SecondaryMap<VReg, bool>,
}

impl<'f> FrameStores<'f> {
    /// Of the frame of so many slots at `sp`.
    #[must_use]
    pub fn new(f: &'f Function, flow: &Flow, sp: VReg, slots: u32) -> Self {
        let mut constants = SecondaryMap::new();
        let mut seen = SecondaryMap::<VReg, bool>::new();
        for inst in flow.order.iter().flat_map(|b| &f.blocks[*b].insts) {
            for d in inst.kind.defs() {
                constants[d] = match inst.kind {
                    InstKind::Iconst { imm, .. } if !seen[d] => Some(imm),
                    _ => None,
                };
                seen[d] = true;
            }
        }
        let mut this = FrameStores { f, sp, slots, constants, tracked: SecondaryMap::new() };
        for b in &flow.order {
            for at in 0..f.blocks[*b].insts.len() {
                if let Some(FrameStore::Root(_, v)) = this.store_at(*b, at) {
                    this.tracked[v] = true;
                }
            }
        }
        this
    }

    /// Is the vreg stored into a slot anywhere?
    #[must_use]
    pub fn is_tracked(&self, v: VReg) -> bool {
        self.tracked[v]
    }

    /// What the instruction stores into the frame.
    #[must_use]
    pub fn store_at(&self, block: Block, at: usize) -> Option<FrameStore> {
        let insts = &self.f.blocks[block].insts;
        let InstKind::Store { mem, region: Region::Roots, base, offset, src } = insts[at].kind else { return None };
        let word = u32::try_from(offset / 8).ok().filter(|word| base == self.sp && *word <= self.slots)?;
        match (word, mem) {
            (0, MemType::I64) => self.whole_marker(&insts[..at], src).map(FrameStore::Marker),
            (0, _) => self.constants[src].map(low_half).map(FrameStore::Marker),
            (word, _) if self.constants[src] == Some(0) => Some(FrameStore::Clear(word - 1)),
            (word, _) => Some(FrameStore::Root(word - 1, src)),
        }
    }

    /// The lower half of a marker that was just put together.
    fn whole_marker(&self, before: &[Inst], src: VReg) -> Option<u32> {
        let made = before.iter().rev().find(|inst| inst.kind.defs().contains(&src))?;
        let InstKind::Binary { op: BinOp::Or, rhs, .. } = made.kind else { return None };
        self.constants[rhs].map(low_half)
    }

    /// Passes an instruction.
    pub fn step(&self, block: Block, at: usize, contents: &mut Contents) {
        match self.store_at(block, at) {
            Some(FrameStore::Marker(low)) => contents.marker = Some(low),
            Some(FrameStore::Clear(slot)) => contents.slots[slot as usize].clear(),
            Some(FrameStore::Root(slot, v)) => {
                let holders = &mut contents.slots[slot as usize];
                if !holders.contains(&v) {
                    *holders = Holders::from_slice(&[v]);
                }
            }
            None => {}
        }
        let inst = &self.f.blocks[block].insts[at].kind;
        for d in inst.defs().into_iter().filter(|d| self.tracked[*d]) {
            let copied = match inst {
                InstKind::Copy { src, .. } if *src != d => Some(*src),
                _ => None,
            };
            for holders in &mut contents.slots {
                holders.retain(|v| *v != d);
                if copied.is_some_and(|src| holders.contains(&src)) {
                    holders.push(d);
                }
            }
        }
    }

    /// The contents at the beginning of each reachable block.
    #[must_use]
    pub fn contents(&self, flow: &Flow) -> SecondaryMap<Block, Option<Contents>> {
        let mut entering: SecondaryMap<Block, Option<Contents>> = SecondaryMap::new();
        let nothing = Contents { slots: vec![Holders::new(); self.slots as usize], marker: None };
        entering[self.f.entry] = Some(nothing);
        let mut pending: SecondaryMap<Block, bool> = SecondaryMap::new();
        pending[self.f.entry] = true;
        let mut again = true;
        while again {
            again = false;
            for &b in &flow.order {
                if !std::mem::take(&mut pending[b]) {
                    continue;
                }
                let mut contents = entering[b].clone().expect("a pending block was reached");
                let data = &self.f.blocks[b];
                (0..data.insts.len()).for_each(|at| self.step(b, at, &mut contents));
                for to in data.term.targets() {
                    let changed = match &mut entering[to] {
                        Some(known) => known.meet(&contents),
                        unknown => {
                            *unknown = Some(contents.clone());
                            true
                        }
                    };
                    if changed {
                        pending[to] = true;
                        again = true;
                    }
                }
            }
        }
        entering
    }
}

/// Of a constant that was extended to 64 bits.
fn low_half(imm: i64) -> u32 {
    let low = (imm.cast_unsigned() & u64::from(u32::MAX)) as u32;
    debug_assert_eq!(u64::from(low) & FRAME_MARKER_TAG, FRAME_MARKER_TAG);
    low
}
