//! Computes the lower 32 bits of sums in integers, beside the sums in doubles.
//!
//! A double that is a sum of few integers of 32 bits is exact, so what ToInt32 makes of it is the sum of the integers that wraps. Where
//! such a double is converted, a second vreg has the integer: defined where the double is, by the same steps. That spares the way
//! through the double, of which nothing is left if nobody else reads it (`dead`).

use crate::facts::Facts;
use cranelift_entity::SecondaryMap;
use yarrow_analysis::{DEEPEST, settle};
use yarrow_mir::{Const, FuncId, Function, Inst, Op, Program, Type, VReg};

/// Runs the pass.
pub fn run(program: &mut Program, _: &Facts, id: FuncId) {
    let f = &mut program.functions[id];
    let converts = |f: &Function, inst: &Inst| {
        inst.op == Op::Convert && f.ty(inst.args[0]) == Type::F64 && inst.dst.is_some_and(|d| f.ty(d) == Type::I32)
    };
    if !f.blocks.values().flat_map(|b| &b.insts).any(|inst| converts(f, inst)) {
        return;
    }
    let exact = exact_doubles(f);
    let mut wanted = SecondaryMap::<VReg, bool>::new();
    for inst in f.blocks.values().flat_map(|b| &b.insts).filter(|inst| converts(f, inst)) {
        wanted[inst.args[0]] |= exact[inst.args[0]];
    }
    let defining: Vec<&Inst> = definitions(f).collect();
    settle(&defining, |inst| {
        let wants = inst.dst.is_some_and(|d| wanted[d]);
        let doubles = inst.args.iter().filter(|a| wants && f.ty(**a) == Type::F64);
        doubles.copied().filter(|a| !std::mem::replace(&mut wanted[*a], true)).collect()
    });
    let mut low: SecondaryMap<VReg, Option<VReg>> = SecondaryMap::new();
    for v in f.vregs.keys().filter(|v| wanted[*v]).collect::<Vec<_>>() {
        low[v] = Some(f.new_vreg(Type::I32));
    }
    for b in f.blocks.keys().collect::<Vec<_>>() {
        let old = std::mem::take(&mut f.blocks[b].insts);
        let mut new = Vec::with_capacity(old.len());
        for mut inst in old {
            if converts(f, &inst)
                && let Some(v) = low[inst.args[0]]
            {
                (inst.op, inst.args[0]) = (Op::Copy, v);
            }
            let beside = inst.dst.and_then(|d| low[d]).map(|d| low_half(f, &inst, d, &low));
            new.push(inst);
            new.extend(beside);
        }
        f.blocks[b].insts = new;
    }
}

/// What defines doubles.
fn definitions(f: &Function) -> impl Iterator<Item = &Inst> {
    let insts = f.blocks.values().flat_map(|b| &b.insts);
    insts.filter(|inst| inst.dst.is_some_and(|d| f.ty(d) == Type::F64))
}

/// Doubles that are sums of few integers in each of their definitions: from [`DEEPEST`] on, and around loops, bits may be lost.
fn exact_doubles(f: &Function) -> SecondaryMap<VReg, bool> {
    let zeros = zeros(f);
    let mut depth = SecondaryMap::<VReg, u8>::with_default(DEEPEST);
    definitions(f).for_each(|inst| inst.dst.iter().for_each(|d| depth[*d] = 0));
    f.blocks.values().filter_map(|b| b.term.def()).for_each(|d| depth[d] = DEEPEST);
    let defining: Vec<&Inst> = definitions(f).collect();
    settle(&defining, |inst| {
        let d = inst.dst.expect("it defines a double");
        let of = |v: VReg| if f.ty(v) == Type::I32 { 0 } else { depth[v] };
        let deepest = || inst.args.iter().map(|a| of(*a)).max().unwrap_or(0);
        let here = match inst.op {
            Op::Const(c) if whole(c).is_some() => 0,
            Op::Convert | Op::Copy if f.ty(inst.args[0]) != Type::Value => deepest(),
            Op::Add | Op::Sub => (deepest() + 1).min(DEEPEST),
            Op::Ushr if zeros[inst.args[1]] => 0,
            _ => DEEPEST,
        };
        if here > depth[d] {
            depth[d] = here;
            return vec![d];
        }
        Vec::new()
    });
    let mut exact = SecondaryMap::new();
    f.vregs.keys().for_each(|v| exact[v] = depth[v] < DEEPEST);
    exact
}

/// Vregs that are 0 by each of their definitions.
fn zeros(f: &Function) -> SecondaryMap<VReg, bool> {
    let mut zero = SecondaryMap::<VReg, Option<bool>>::new();
    for data in f.blocks.values() {
        for inst in &data.insts {
            if let Some(d) = inst.dst {
                zero[d] = Some(zero[d] != Some(false) && inst.op == Op::Const(Const::I32(0)));
            }
        }
        data.term.def().iter().for_each(|d| zero[*d] = Some(false));
    }
    f.vregs.keys().map(|v| (v, zero[v] == Some(true))).collect()
}

/// An integer that a double holds exactly, with its neighbours.
fn whole(c: Const) -> Option<i64> {
    const LIMIT: f64 = (1_u64 << 40) as f64;
    match c {
        Const::I32(i) => Some(i.into()),
        Const::F64(d) if d.trunc() == d && d.abs() <= LIMIT => Some(d as i64),
        _ => None,
    }
}

/// The definition of the lower half `dst` of what `inst` defines.
fn low_half(f: &Function, inst: &Inst, dst: VReg, low: &SecondaryMap<VReg, Option<VReg>>) -> Inst {
    let half = |v: VReg| if f.ty(v) == Type::I32 { v } else { low[v].expect("what it is made of is wanted, too") };
    let (op, args) = match inst.op {
        // The lower 32 bits are what ToInt32 leaves of an integer.
        Op::Const(c) => (Op::Const(Const::I32(whole(c).expect("an integer") as i32)), vec![]),
        Op::Convert | Op::Copy | Op::Ushr => (Op::Copy, vec![half(inst.args[0])]),
        op => (op, inst.args.iter().map(|a| half(*a)).collect()),
    };
    Inst { op, dst: Some(dst), args: args.into(), ..inst.clone() }
}
