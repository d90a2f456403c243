//! Sums of which only the lower 32 bits are ever seen.
//!
//! `((h << 5) - h + c) | 0`: the operators on bits take what ToInt32 makes of their operands, so additions and subtractions of
//! integers in front of them may wrap, as long as the exact sum is below 2^53, from where on doubles lose bits.

use crate::marks::settle;
use cranelift_entity::SecondaryMap;
use yarrow_mir::{Const, Function, Inst, Op, Type, VReg};

/// A sum of more sums, and one that goes around a loop, counts as seen whole.
pub const DEEPEST: u8 = 8;

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
    whole: SecondaryMap<VReg, bool>,
}

impl Truncated {
    /// Do only the lower 32 bits of the vreg count, if it is a sum of integers of 32 bits?
    #[must_use]
    pub fn is_truncated(&self, v: VReg) -> bool {
        !self.marks[v].seen && self.marks[v].depth < DEEPEST
    }

    /// Is the vreg an integer wherever it is a number, and few sums away from such of 32 bits?
    #[must_use]
    pub fn is_small_integer(&self, v: VReg) -> bool {
        self.whole[v] && self.marks[v].depth < DEEPEST
    }
}

/// Computes which vregs of `f` are truncated wherever they are used.
#[must_use]
pub fn compute_truncated(f: &Function) -> Truncated {
    let whole = compute_integers(f);
    let mut marks = SecondaryMap::<VReg, Marks>::new();
    for data in f.blocks.values() {
        for inst in data.insts.iter().filter(|inst| !truncates(f, inst) && !passes_on(f, &whole, inst)) {
            inst.args.iter().for_each(|v| marks[*v].seen = true);
        }
        data.term.each_use(|v| marks[v].seen = true);
    }
    let insts: Vec<&Inst> =
        f.blocks.values().flat_map(|b| &b.insts).filter(|inst| passes_on(f, &whole, inst) || is_sum(inst)).collect();
    settle(&insts, |inst| {
        let Some(d) = inst.dst else { return Vec::new() };
        let deepest = inst.args.iter().map(|a| marks[*a].depth).max().unwrap_or(0);
        let depth = (deepest + u8::from(is_sum(inst))).min(DEEPEST);
        let mut changed = Vec::new();
        if depth > marks[d].depth {
            marks[d].depth = depth;
            changed.push(d);
        }
        if marks[d].seen && passes_on(f, &whole, inst) {
            changed.extend(inst.args.iter().filter(|a| !std::mem::replace(&mut marks[**a].seen, true)));
        }
        changed
    });
    Truncated { marks, whole }
}

fn is_sum(inst: &Inst) -> bool {
    matches!(inst.op, Op::Add | Op::Sub)
}

/// Does the instruction see of its operands what ToInt32 makes of them?
fn truncates(f: &Function, inst: &Inst) -> bool {
    match inst.op {
        Op::BitAnd | Op::BitOr | Op::BitXor | Op::BitNot | Op::Shl | Op::Shr | Op::Ushr | Op::ToInt32 => true,
        Op::Convert => inst.dst.is_some_and(|d| f.ty(d) == Type::I32),
        _ => false,
    }
}

/// Is what is seen of the result what is seen of the operands? Of a sum, where all are integers: beside a fraction, ToInt32 rounds
/// a sum that has wrapped the other way.
fn passes_on(f: &Function, whole: &SecondaryMap<VReg, bool>, inst: &Inst) -> bool {
    match inst.op {
        Op::Add | Op::Sub => inst.args.iter().all(|a| whole[*a]),
        Op::Copy => true,
        Op::Convert => inst.dst.is_some_and(|d| f.ty(d) == Type::Value),
        _ => false,
    }
}

/// By vreg: is each definition an integer, if it is a number?
fn compute_integers(f: &Function) -> SecondaryMap<VReg, bool> {
    let mut other = SecondaryMap::<VReg, bool>::new();
    let mut defined = SecondaryMap::<VReg, bool>::new();
    let mut from: Vec<&Inst> = Vec::new();
    for data in f.blocks.values() {
        for inst in &data.insts {
            let Some(d) = inst.dst else { continue };
            defined[d] = true;
            match inst.op {
                Op::Const(Const::I32(_)) => {}
                Op::BitAnd | Op::BitOr | Op::BitXor | Op::BitNot | Op::Shl | Op::Shr | Op::Ushr | Op::ToInt32 => {}
                Op::Add | Op::Sub | Op::Copy | Op::Convert | Op::Inc | Op::Dec | Op::ToNumeric => from.push(inst),
                _ => other[d] = true,
            }
        }
        data.term.def().iter().for_each(|d| other[*d] = true);
    }
    for v in f.vregs.keys() {
        other[v] = f.ty(v) != Type::I32 && (other[v] || !defined[v] || f.ty(v) == Type::Bool);
    }
    settle(&from, |inst| {
        let Some(d) = inst.dst.filter(|d| f.ty(*d) != Type::I32) else { return Vec::new() };
        let fraction = inst.args.iter().any(|a| other[*a]);
        if fraction && !std::mem::replace(&mut other[d], true) { vec![d] } else { Vec::new() }
    });
    let mut whole = SecondaryMap::new();
    f.vregs.keys().for_each(|v| whole[v] = !other[v]);
    whole
}
