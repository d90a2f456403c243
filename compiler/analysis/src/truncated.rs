//! Sums of which only the lower 32 bits are ever seen.
//!
//! `((h << 5) - h + c) | 0`: the operators on bits take what ToInt32 makes of their operands, so additions and subtractions of
//! integers in front of them may wrap, as long as the exact sum is below 2^53, from where on doubles lose bits.

use cranelift_entity::SecondaryMap;
use yarrow_mir::{Function, Inst, Op, Type, VReg};

/// A sum of more sums, and one that goes around a loop, counts as seen whole.
const DEEPEST: u8 = 8;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks {
    /// Something else than ToInt32 sees it.
    seen: bool,
    /// It is a sum of sums, so deep.
    depth: u8,
}

/// By vreg.
#[derive(Clone, Debug)]
pub struct Truncated {
    marks: SecondaryMap<VReg, Marks>,
}

impl Truncated {
    /// Do only the lower 32 bits of the vreg count, if it is a sum of integers of 32 bits?
    #[must_use]
    pub fn is_truncated(&self, v: VReg) -> bool {
        !self.marks[v].seen && self.marks[v].depth < DEEPEST
    }
}

/// Computes which vregs of `f` are truncated wherever they are used.
#[must_use]
pub fn compute_truncated(f: &Function) -> Truncated {
    let mut marks = SecondaryMap::<VReg, Marks>::new();
    for data in f.blocks.values() {
        for inst in data.insts.iter().filter(|inst| !truncates(f, inst)) {
            inst.args.iter().for_each(|v| marks[*v].seen = true);
        }
        data.term.each_use(|v| marks[v].seen = true);
    }
    let insts: Vec<&Inst> = f.blocks.values().flat_map(|b| &b.insts).filter(|inst| passes_on(f, inst)).collect();
    let mut around = SecondaryMap::<VReg, Vec<usize>>::new();
    for (i, inst) in insts.iter().enumerate() {
        inst.args.iter().chain(&inst.dst).for_each(|v| around[*v].push(i));
    }
    let mut work: Vec<usize> = (0..insts.len()).rev().collect();
    let mut waits = vec![true; insts.len()];
    while let Some(i) = work.pop() {
        waits[i] = false;
        let inst = insts[i];
        let Some(d) = inst.dst else { continue };
        let deepest = inst.args.iter().map(|a| marks[*a].depth).max().unwrap_or(0);
        let step = u8::from(!matches!(inst.op, Op::Copy | Op::Convert));
        let depth = (deepest + step).min(DEEPEST).max(marks[d].depth);
        let seen = marks[d].seen;
        let of_result = std::iter::once((d, Marks { seen, depth }));
        let of_operands = inst.args.iter().map(|a| (*a, Marks { seen: marks[*a].seen | seen, ..marks[*a] }));
        let changes: Vec<(VReg, Marks)> = of_result.chain(of_operands).filter(|(v, new)| marks[*v] != *new).collect();
        for (v, new) in changes {
            // An operand may be the result.
            marks[v] = Marks { seen: marks[v].seen | new.seen, depth: marks[v].depth.max(new.depth) };
            for &other in &around[v] {
                if !std::mem::replace(&mut waits[other], true) {
                    work.push(other);
                }
            }
        }
    }
    Truncated { marks }
}

/// Does the instruction see of its operands what ToInt32 makes of them, or hand them on to who does?
fn truncates(f: &Function, inst: &Inst) -> bool {
    match inst.op {
        Op::BitAnd | Op::BitOr | Op::BitXor | Op::BitNot | Op::Shl | Op::Shr | Op::Ushr | Op::ToInt32 => true,
        // The other way round, from a double, it truncates; to a double, nothing does.
        Op::Convert if inst.dst.is_some_and(|d| f.ty(d) == Type::I32) => true,
        _ => passes_on(f, inst),
    }
}

/// Is what is seen of the result what is seen of the operands?
fn passes_on(f: &Function, inst: &Inst) -> bool {
    let boxed = inst.dst.is_some_and(|d| f.ty(d) == Type::Value);
    match inst.op {
        Op::Add | Op::Sub | Op::Copy => inst.dst.is_some(),
        Op::Convert => boxed,
        _ => false,
    }
}
