//! Frame layout: which slot each saved vreg gets.
//!
//! In: the suspensions of a function. Out: a [`FrameLayout`]. Two vregs *conflict* when some
//! suspension saves both; the slots of a frame are a colouring of that graph, greedy in order of
//! vreg number (so it is deterministic), among slots of the vreg's type. A slot is written only at
//! suspensions, so vregs that are live together in between but never across the same suspension
//! may still share one.

use crate::discovery::Suspension;
use cranelift_entity::{EntityRef, PrimaryMap, SecondaryMap};
use fixedbitset::FixedBitSet;
use yarrow_mir::{Frame, Function, Slot, State, Type, VReg};

/// Slots of a generator frame.
#[derive(Clone, Debug, Default)]
pub struct FrameLayout {
    pub slots: PrimaryMap<Slot, Type>,
    /// The saved vregs, ascending, each with its slot.
    pub saved: Vec<(VReg, Slot)>,
    slot_of: SecondaryMap<VReg, Option<Slot>>,
    /// Bytes before the first slot.
    before: usize,
}

impl FrameLayout {
    /// The slot of a saved vreg.
    #[must_use]
    pub fn slot(&self, v: VReg) -> Option<Slot> {
        self.slot_of[v]
    }

    /// Bytes of the object with this frame.
    #[must_use]
    pub fn object_size(&self) -> usize {
        self.before + 8 * self.slots.len()
    }

    /// The frame's description for the back end: by state, the boxed slots live in it. Where there is no suspension of state 0,
    /// nothing is live in it.
    #[must_use]
    pub fn frame(&self, f: &Function, suspensions: &[Suspension]) -> Frame {
        let mut frame = Frame { slots: self.slots.clone(), ..Frame::default() };
        if suspensions.first().is_some_and(|s| s.state != State::new(0)) {
            frame.live.push(Vec::new());
            frame.locs.push(f.loc);
        }
        for s in suspensions {
            let mut live: Vec<Slot> =
                s.live.iter().filter_map(|v| self.slot(*v)).filter(|slot| self.slots[*slot] == Type::Value).collect();
            live.sort_unstable();
            frame.live.push(live);
            frame.locs.push(s.loc);
        }
        frame
    }
}

/// Computes the layout for `suspensions` of `f`.
#[must_use]
pub fn compute_layout(f: &Function, suspensions: &[Suspension]) -> FrameLayout {
    let mut saved: Vec<VReg> = suspensions.iter().flat_map(|s| s.live.iter().copied()).collect();
    saved.sort_unstable();
    saved.dedup();
    let mut index = SecondaryMap::with_default(0usize);
    for (i, v) in saved.iter().enumerate() {
        index[*v] = i;
    }
    let conflicts = compute_conflicts(&saved, &index, suspensions);

    let mut layout = FrameLayout { before: f.kind.frame_offset().cast_unsigned() as usize, ..FrameLayout::default() };
    let mut members: PrimaryMap<Slot, FixedBitSet> = PrimaryMap::new();
    for (i, v) in saved.iter().enumerate() {
        let ty = f.ty(*v);
        let free = layout.slots.iter().find(|(slot, t)| **t == ty && members[*slot].is_disjoint(&conflicts[i]));
        let slot = match free {
            Some((slot, _)) => slot,
            None => {
                members.push(FixedBitSet::with_capacity(saved.len()));
                layout.slots.push(ty)
            }
        };
        members[slot].insert(i);
        layout.slot_of[*v] = Some(slot);
        layout.saved.push((*v, slot));
    }
    debug_assert!(layout.slots.len() <= saved.len(), "more slots than saved vregs in {}", f.name);
    debug_assert!(members.keys().all(|s| s.index() < layout.slots.len()));
    layout
}

/// The conflict matrix: row `i` holds the saved vregs that are saved together with number `i`.
fn compute_conflicts(
    saved: &[VReg],
    index: &SecondaryMap<VReg, usize>,
    suspensions: &[Suspension],
) -> Vec<FixedBitSet> {
    let n = saved.len();
    let mut conflicts = vec![FixedBitSet::with_capacity(n); n];
    for s in suspensions {
        let mut together = FixedBitSet::with_capacity(n);
        s.live.iter().for_each(|v| together.insert(index[*v]));
        s.live.iter().for_each(|v| conflicts[index[*v]].union_with(&together));
    }
    conflicts
}
