//! Root slots written late: where a call may look at them, instead of where their values are made.
//!
//! The loops of compiled code seldom call: they do their work inline, and only unlikely paths lead to the runtime. What is stored into the
//! frame on the likely path is then seldom read. So
//!
//! * a slot is written before the calls across which its value lives, if they run less often than the value is made;
//! * the whole frame is made before the calls, if all of them are on unlikely paths. Its other slots are cleared there.
//!
//! In between a slot keeps what it held, which is a root still. The rest of a function is as it was, in the order it was.

use crate::root_contents::{Contents, FrameStore, FrameStores};
use cranelift_entity::SecondaryMap;
use fixedbitset::FixedBitSet;
use yarrow_lir::flow::Flow;
use yarrow_lir::live::{Positions, live_out, step_back};
use yarrow_lir::loops::loop_depths;
use yarrow_lir::{BinOp, Block, Data, Function, Inst, InstKind, Loc, MemType, Region, Type, VReg};

/// The frame of a function.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Its first word, the marker. No other memory is written through this vreg.
    pub sp: VReg,
    /// The first word behind it, which every call is given that may look at it.
    pub sp_out: VReg,
    /// Root slots, right behind the marker.
    pub slots: u32,
    /// The cell with the module's index.
    pub index: Data,
}

/// Larger products of blocks and slots are left alone, for the sake of the time it takes.
const MAX_WORK: usize = 200_000;

/// How many more stores than before there may be in the code, for each slot written late.
const MAX_GROWTH: usize = 12;

/// Stores of late frames in the code of one function.
const MAX_LATE_FRAME: usize = 100;

/// A call that may look at the frame.
struct FrameCall {
    block: Block,
    at: usize,
    /// A vreg with the value of each slot that is needed after the call.
    needed: Vec<Option<VReg>>,
    /// The lower half of the marker.
    marker: Option<u32>,
}

/// What is written late.
enum Late {
    Frame,
    Slots(FixedBitSet),
}

/// Rewrites the function.
pub fn write_roots_late(f: &mut Function, frame: Frame) {
    if f.blocks.len() * (frame.slots as usize + 1) > MAX_WORK {
        return;
    }
    let flow = Flow::compute(f);
    let stores = FrameStores::new(f, &flow, frame.sp, frame.slots);
    let entering = stores.contents(&flow);
    let calls = frame_calls(f, &flow, frame, &stores, &entering);
    let Some(late) = decide(f, &flow, frame, &stores, &calls) else { return };
    let removed = removed_stores(f, &flow, &stores, &late);
    rewrite(f, &flow, frame, &late, &removed, calls);
    if matches!(late, Late::Frame) {
        compute_end_locally(f, frame);
        remove_unused(f);
    }
}

/// The calls, in the order of the blocks.
fn frame_calls(
    f: &Function,
    flow: &Flow,
    frame: Frame,
    stores: &FrameStores<'_>,
    entering: &SecondaryMap<Block, Option<Contents>>,
) -> Vec<FrameCall> {
    let (positions, count) = holder_positions(f, flow, stores);
    let live = live_out(f, flow, &positions, count);
    let mut calls = Vec::new();
    for &block in &flow.order {
        let insts = &f.blocks[block].insts;
        let first = calls.len();
        let mut contents = entering[block].clone().expect("a reachable block");
        let mut found = Vec::new();
        for (at, inst) in insts.iter().enumerate() {
            if looks_at_frame(&inst.kind, frame) {
                found.push((at, contents.clone()));
            }
            stores.step(block, at, &mut contents);
        }
        let mut after = live[block].clone();
        if let Some(i) = f.blocks[block].term.used().and_then(|v| positions[v]) {
            after.insert(i as usize);
        }
        for (at, inst) in insts.iter().enumerate().rev() {
            if let Some((_, contents)) = found.pop_if(|(call, _)| *call == at) {
                let defined = inst.kind.defs();
                let lives =
                    |v: &VReg| !defined.contains(v) && positions[*v].is_some_and(|i| after.contains(i as usize));
                let needed = (0..frame.slots).map(|s| contents.holders(s).iter().copied().find(lives)).collect();
                calls.push(FrameCall { block, at, needed, marker: contents.marker });
            }
            step_back(&inst.kind, &positions, &mut after);
        }
        calls[first..].reverse();
    }
    calls
}

/// Positions of the vregs that may have the value of a slot.
fn holder_positions(f: &Function, flow: &Flow, stores: &FrameStores<'_>) -> (Positions, usize) {
    let mut positions = Positions::new();
    let mut count = 0;
    let all = flow.order.iter().flat_map(|b| (0..f.blocks[*b].insts.len()).map(move |at| (*b, at)));
    for (b, at) in all {
        let stored = match stores.store_at(b, at) {
            Some(FrameStore::Root(_, v)) => [Some(v), None],
            _ => match f.blocks[b].insts[at].kind {
                InstKind::Copy { dst, src } => [Some(dst), Some(src)],
                _ => [None, None],
            },
        };
        for v in stored.into_iter().flatten().filter(|v| stores.is_tracked(*v)) {
            if positions[v].is_none() {
                positions[v] = Some(count);
                count += 1;
            }
        }
    }
    (positions, count as usize)
}

fn looks_at_frame(inst: &InstKind, frame: Frame) -> bool {
    match inst {
        InstKind::Call { args, .. } | InstKind::CallIndirect { args, .. } | InstKind::CallRt { args, .. } => {
            args.contains(&frame.sp_out)
        }
        _ => false,
    }
}

fn decide(f: &Function, flow: &Flow, frame: Frame, stores: &FrameStores<'_>, calls: &[FrameCall]) -> Option<Late> {
    let words = frame.slots as usize + 2;
    if calls.iter().all(|call| flow.cold[call.block]) && calls.len() * words <= MAX_LATE_FRAME {
        return Some(Late::Frame);
    }
    let depths = loop_depths(f, flow);
    let frequency = |b: Block| if flow.cold[b] { 0.02 } else { 8f64.powi(depths[b].into()) };
    let mut made = vec![(0.0, 0); frame.slots as usize];
    for &b in &flow.order {
        for at in 0..f.blocks[b].insts.len() {
            if let Some(FrameStore::Root(slot, _)) = stores.store_at(b, at) {
                made[slot as usize].0 += frequency(b);
                made[slot as usize].1 += 1;
            }
        }
    }
    let mut late = FixedBitSet::with_capacity(frame.slots as usize);
    for (slot, (often, stores)) in made.into_iter().enumerate() {
        let readers = || calls.iter().filter(|call| call.needed[slot].is_some());
        let read: f64 = readers().map(|call| frequency(call.block)).sum();
        late.set(slot, read * 2.0 <= often && stores > 0 && readers().count() <= stores + MAX_GROWTH);
    }
    (!late.is_clear()).then_some(Late::Slots(late))
}

/// The stores that go, by block and place.
fn removed_stores(f: &Function, flow: &Flow, stores: &FrameStores<'_>, late: &Late) -> SecondaryMap<Block, Vec<usize>> {
    let mut removed = SecondaryMap::<Block, Vec<usize>>::new();
    for &b in &flow.order {
        for at in 0..f.blocks[b].insts.len() {
            let goes = match (stores.store_at(b, at), late) {
                (None, _) => false,
                (Some(_), Late::Frame) => true,
                (Some(FrameStore::Root(slot, _)), Late::Slots(slots)) => slots.contains(slot as usize),
                (Some(FrameStore::Marker(_) | FrameStore::Clear(_)), Late::Slots(_)) => false,
            };
            if goes {
                removed[b].push(at);
            }
        }
    }
    removed
}

fn rewrite(
    f: &mut Function,
    flow: &Flow,
    frame: Frame,
    late: &Late,
    removed: &SecondaryMap<Block, Vec<usize>>,
    calls: Vec<FrameCall>,
) {
    let mut calls = calls.into_iter().peekable();
    for &b in &flow.order {
        if removed[b].is_empty() && calls.peek().is_none_or(|call| call.block != b) {
            continue;
        }
        let insts = std::mem::take(&mut f.blocks[b].insts);
        let mut out = Vec::with_capacity(insts.len());
        for (at, inst) in insts.into_iter().enumerate() {
            if let Some(call) = calls.next_if(|call| (call.block, call.at) == (b, at)) {
                let mut writer = Writer { f, out: &mut out, sp: frame.sp, loc: inst.loc };
                match late {
                    Late::Frame => writer.write_frame(frame.index, &call),
                    Late::Slots(slots) => {
                        for slot in slots.ones() {
                            if let Some(v) = call.needed[slot] {
                                writer.write_slot(slot, v);
                            }
                        }
                    }
                }
            }
            if !removed[b].contains(&at) {
                out.push(inst);
            }
        }
        f.blocks[b].insts = out;
    }
}

/// Has each block that reads the end of the frame compute it.
fn compute_end_locally(f: &mut Function, frame: Frame) {
    let bytes = 8 * (i64::from(frame.slots) + 1);
    for b in f.blocks.keys().collect::<Vec<_>>() {
        if !f.blocks[b].insts.iter().any(|inst| inst.kind.uses().contains(&frame.sp_out)) {
            continue;
        }
        let [end, size] = [f.vregs.push(Type::I64), f.vregs.push(Type::I64)];
        let insts = &mut f.blocks[b].insts;
        insts.iter_mut().for_each(|inst| inst.kind.replace_uses(frame.sp_out, end));
        let loc = insts[0].loc;
        let add = InstKind::Binary { dst: end, op: BinOp::Add, lhs: frame.sp, rhs: size };
        insts.splice(0..0, [InstKind::Iconst { dst: size, imm: bytes }, add].map(|kind| Inst { kind, loc }));
    }
}

/// Removes what only the frame at entry was made of, so that back ends do not take later values from there.
fn remove_unused(f: &mut Function) {
    let mut uses: SecondaryMap<VReg, u32> = SecondaryMap::new();
    for data in f.blocks.values() {
        data.insts.iter().flat_map(|inst| inst.kind.uses()).chain(data.term.used()).for_each(|v| uses[v] += 1);
    }
    let mut again = true;
    while again {
        again = false;
        for data in f.blocks.values_mut() {
            data.insts.retain(|inst| {
                let unused = inst.kind.is_pure() && inst.kind.defs().iter().all(|d| uses[*d] == 0);
                if unused {
                    inst.kind.uses().into_iter().for_each(|v| uses[v] -= 1);
                    again = true;
                }
                !unused
            });
        }
    }
}

/// Writes words of the frame before a call.
struct Writer<'w> {
    f: &'w mut Function,
    out: &'w mut Vec<Inst>,
    sp: VReg,
    loc: Loc,
}

impl Writer<'_> {
    fn push(&mut self, kind: InstKind) {
        self.out.push(Inst { kind, loc: self.loc });
    }

    fn store(&mut self, mem: MemType, offset: i32, src: VReg) {
        let base = self.sp;
        self.push(InstKind::Store { mem, region: Region::Roots, base, offset, src });
    }

    fn constant(&mut self, ty: Type, imm: i64) -> VReg {
        let dst = self.f.vregs.push(ty);
        self.push(InstKind::Iconst { dst, imm });
        dst
    }

    fn write_slot(&mut self, slot: usize, v: VReg) {
        let offset = i32::try_from(8 * (slot + 1)).expect("few slots");
        self.store(MemType::I64, offset, v);
    }

    /// The halves of the marker (see [`yarrow_abi::value::FRAME_MARKER_TAG`]) are stored apart, since the lower one is a constant.
    fn write_frame(&mut self, index: Data, call: &FrameCall) {
        let cell = self.f.vregs.push(Type::I64);
        self.push(InstKind::DataAddr { dst: cell, data: index });
        let loaded = self.f.vregs.push(Type::I32);
        let (mem, region) = (MemType::I32, Region::Invariant);
        self.push(InstKind::Load { dst: loaded, mem, region, base: cell, offset: 0 });
        let eight = self.constant(Type::I32, 8);
        let high = self.f.vregs.push(Type::I32);
        self.push(InstKind::Binary { dst: high, op: BinOp::Shl, lhs: loaded, rhs: eight });
        self.store(MemType::I32, 4, high);
        let marker = call.marker.unwrap_or(yarrow_abi::value::FRAME_MARKER_TAG as u32);
        let low = self.constant(Type::I32, i64::from(marker.cast_signed()));
        self.store(MemType::I32, 0, low);
        let mut zero = None;
        for (slot, needed) in call.needed.iter().enumerate() {
            let v = match needed {
                Some(v) => *v,
                None => *zero.get_or_insert_with(|| self.constant(Type::I64, 0)),
            };
            self.write_slot(slot, v);
        }
    }
}

#[cfg(test)]
mod tests;
