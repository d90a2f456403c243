//! Gives vregs that only hold numbers or booleans their machine type, and makes the operators on
//! them machine operators.
//!
//! After `compute_types`: each boxed vreg with a narrower type changes to it. Then each
//! instruction is made to fit: an operator whose operands are numbers takes `f64` (or `i32`)
//! operands; wherever a boxed value is wanted, a `convert` in front makes one. A bit operation with
//! one known number converts the other operand by `to_int32`, which throws where the operator would.
//!
//! Counters that may exceed an i32 and are also wanted boxed, as keys, arguments, operands beside
//! unknown values or to be yielded, stay boxed (`boxed_counters`): as an f64 each such use would look for the integer
//! in it, while the boxed form nearly always is one.

use crate::facts::Facts;
use cranelift_entity::{EntityRef, SecondaryMap};
use petgraph::unionfind::UnionFind;
use std::collections::HashSet;
use yarrow_analysis::{Types, compute_types};
use yarrow_mir::{Block, Const, FuncId, Function, Inst, Loc, Op, Program, Terminator, Type, VReg};

/// Runs the pass.
pub fn run(program: &mut Program, _: &Facts, id: FuncId) {
    let f = &mut program.functions[id];
    let types = compute_types(f);
    let narrowed = f.vregs.keys().any(|v| f.ty(v) == Type::Value && types.get(f, v) != Type::Value);
    if !narrowed {
        return;
    }
    let boxed = boxed_counters(f, &types);
    for v in f.vregs.keys().collect::<Vec<_>>() {
        if !boxed[v] {
            f.vregs[v].ty = types.get(f, v);
        }
    }
    for b in f.blocks.keys().collect::<Vec<_>>() {
        rewrite_block(f, b, &boxed);
    }
}

/// Vregs of inferred type f64 whose every definition is an integer constant or a constant step from
/// another of them, where one of those that are computed from each other has a boxed use.
fn boxed_counters(f: &Function, types: &Types) -> SecondaryMap<VReg, bool> {
    let mut counter: SecondaryMap<VReg, bool> = SecondaryMap::with_default(false);
    for v in f.vregs.keys() {
        counter[v] = f.ty(v) == Type::Value && types.get(f, v) == Type::F64;
    }
    let mut definitions: SecondaryMap<VReg, Vec<&Inst>> = SecondaryMap::new();
    let mut readers: SecondaryMap<VReg, Vec<VReg>> = SecondaryMap::new();
    for data in f.blocks.values() {
        for inst in &data.insts {
            if let Some(d) = inst.dst.filter(|d| counter[*d]) {
                definitions[d].push(inst);
                inst.args.iter().for_each(|a| readers[*a].push(d));
            }
        }
        if let Some(d) = data.term.def() {
            counter[d] = false;
        }
    }
    let counts = |inst: &Inst, counter: &SecondaryMap<VReg, bool>| {
        let small = |i: usize| types.get(f, inst.args[i]) == Type::I32;
        let steps = |i: usize| counter[inst.args[i]] || small(i);
        match inst.op {
            Op::Const(Const::I32(_)) => true,
            Op::Copy | Op::Inc | Op::Dec | Op::ToNumeric => steps(0),
            Op::Add | Op::Sub => (steps(0) && small(1)) || (small(0) && steps(1)),
            _ => false,
        }
    };
    let mut work: Vec<VReg> = definitions.keys().filter(|v| counter[*v]).collect();
    while let Some(v) = work.pop() {
        if counter[v] && !definitions[v].iter().all(|inst| counts(inst, &counter)) {
            counter[v] = false;
            work.extend(&readers[v]);
        }
    }
    let mut boxed: SecondaryMap<VReg, bool> = SecondaryMap::with_default(false);
    for data in f.blocks.values() {
        for inst in &data.insts {
            let numbers = inst.args.iter().all(|a| is_number(types.get(f, *a)));
            if is_arithmetic(inst.op) && numbers {
                continue;
            }
            inst.args.iter().filter(|a| counter[**a]).for_each(|a| boxed[*a] = true);
        }
        // What is returned is boxed once.
        if let Terminator::Yield { value, .. } = data.term
            && counter[value]
        {
            boxed[value] = true;
        }
    }
    // Counters that are computed from each other are boxed together.
    let mut together = UnionFind::<usize>::new(f.vregs.len());
    for inst in f.blocks.values().flat_map(|b| &b.insts) {
        let Some(d) = inst.dst.filter(|d| counter[*d]) else { continue };
        for a in inst.args.iter().filter(|a| counter[**a]) {
            together.union(d.index(), a.index());
        }
    }
    let boxed_ones: Vec<usize> = f.vregs.keys().filter(|v| boxed[*v]).map(|v| together.find(v.index())).collect();
    let roots: HashSet<usize> = boxed_ones.into_iter().collect();
    for v in f.vregs.keys().filter(|v| counter[*v]) {
        boxed[v] = roots.contains(&together.find(v.index()));
    }
    boxed
}

/// Operators that machine numbers serve as well as boxed ones.
fn is_arithmetic(op: Op) -> bool {
    matches!(
        op,
        Op::Copy
            | Op::Convert
            | Op::Add
            | Op::Sub
            | Op::Mul
            | Op::Div
            | Op::Rem
            | Op::Exp
            | Op::BitAnd
            | Op::BitOr
            | Op::BitXor
            | Op::BitNot
            | Op::Shl
            | Op::Shr
            | Op::Ushr
            | Op::Lt
            | Op::Le
            | Op::Gt
            | Op::Ge
            | Op::LooseEq
            | Op::StrictEq
            | Op::Neg
            | Op::Inc
            | Op::Dec
            | Op::ToNumber
            | Op::ToNumeric
            | Op::ToInt32
            | Op::Truthy
    )
}

fn rewrite_block(f: &mut Function, b: Block, boxed: &SecondaryMap<VReg, bool>) {
    let old = std::mem::take(&mut f.blocks[b].insts);
    let mut out = Vec::with_capacity(old.len());
    for inst in old {
        rewrite_inst(f, inst, boxed, &mut out);
    }
    let mut term = std::mem::replace(&mut f.blocks[b].term, Terminator::Unreachable);
    let loc = f.blocks[b].term_loc;
    match &mut term {
        Terminator::Return(v)
        | Terminator::Throw(v)
        | Terminator::Yield { value: v, .. }
        | Terminator::Delegate { iter: v, .. } => *v = convert(f, *v, Type::Value, loc, &mut out),
        Terminator::Jump(_)
        | Terminator::Branch { .. }
        | Terminator::Switch { .. }
        | Terminator::Guard { .. }
        | Terminator::Unreachable
        | Terminator::InitialYield { .. } => {}
    }
    f.blocks[b].insts = out;
    f.blocks[b].term = term;
}

/// `v` as a vreg of type `ty`, converted in front if it has another.
fn convert(f: &mut Function, v: VReg, ty: Type, loc: Loc, out: &mut Vec<Inst>) -> VReg {
    if f.ty(v) == ty {
        return v;
    }
    if f.ty(v) == Type::Bool && ty != Type::Value {
        let boxed = convert(f, v, Type::Value, loc, out);
        return convert(f, boxed, ty, loc, out);
    }
    let dst = f.new_vreg(ty);
    let op = if f.ty(v) == Type::Value && ty == Type::I32 { Op::ToInt32 } else { Op::Convert };
    out.push(Inst::new(op, Some(dst), [v], loc));
    dst
}

fn is_number(t: Type) -> bool {
    matches!(t, Type::I32 | Type::F64)
}

fn rewrite_inst(f: &mut Function, mut inst: Inst, boxed: &SecondaryMap<VReg, bool>, out: &mut Vec<Inst>) {
    let loc = inst.loc;
    let ty = |f: &Function, i: usize| f.ty(inst.args[i]);
    let gives = |f: &Function, t: Type| inst.dst.is_some_and(|d| f.ty(d) == t);
    // A counter that stays boxed is a number beside an f64.
    let in_doubles = |f: &Function| {
        let number = |i: usize| is_number(ty(f, i)) || boxed[inst.args[i]];
        number(0) && number(1) && (ty(f, 0) == Type::F64 || ty(f, 1) == Type::F64)
    };
    match inst.op {
        Op::Const(c) => {
            if let (Const::I32(i), Some(d)) = (c, inst.dst)
                && f.ty(d) == Type::F64
            {
                inst.op = Op::Const(Const::F64(f64::from(i)));
            }
            out.push(inst);
        }
        Op::Copy | Op::ToNumeric if inst.op == Op::Copy || is_number(ty(f, 0)) => {
            let dst = inst.dst.expect("a copy has a destination");
            inst.op = if ty(f, 0) == f.ty(dst) { Op::Copy } else { Op::Convert };
            out.push(inst);
        }
        Op::ToNumber if is_number(ty(f, 0)) => {
            let dst = inst.dst.expect("to_number has a destination");
            inst.op = if ty(f, 0) == f.ty(dst) { Op::Copy } else { Op::Convert };
            out.push(inst);
        }
        Op::Convert => {
            let dst = inst.dst.expect("a conversion has a destination");
            if ty(f, 0) == f.ty(dst) {
                inst.op = Op::Copy;
            }
            out.push(inst);
        }
        Op::Add | Op::Sub if gives(f, Type::I32) && ty(f, 0) == Type::I32 && ty(f, 1) == Type::I32 => out.push(inst),
        Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Rem | Op::Exp
            if (is_number(ty(f, 0)) && is_number(ty(f, 1))) || gives(f, Type::F64) =>
        {
            typed(f, inst, Type::F64, Type::F64, out);
        }
        Op::BitAnd | Op::BitOr | Op::BitXor | Op::Shl | Op::Shr
            if is_number(ty(f, 0)) || is_number(ty(f, 1)) || gives(f, Type::I32) =>
        {
            typed(f, inst, Type::I32, Type::I32, out);
        }
        Op::Ushr if is_number(ty(f, 0)) || is_number(ty(f, 1)) || gives(f, Type::F64) => {
            typed(f, inst, Type::I32, Type::F64, out);
        }
        Op::Lt | Op::Le | Op::Gt | Op::Ge | Op::LooseEq | Op::StrictEq
            if (is_number(ty(f, 0)) && is_number(ty(f, 1))) || in_doubles(f) =>
        {
            if inst.op == Op::LooseEq {
                inst.op = Op::StrictEq;
            }
            let both_int = ty(f, 0) == Type::I32 && ty(f, 1) == Type::I32;
            typed(f, inst, if both_int { Type::I32 } else { Type::F64 }, Type::Bool, out);
        }
        Op::StrictEq if ty(f, 0) == Type::Bool && ty(f, 1) == Type::Bool => out.push(inst),
        Op::Neg if is_number(ty(f, 0)) || gives(f, Type::F64) => typed(f, inst, Type::F64, Type::F64, out),
        Op::BitNot if is_number(ty(f, 0)) || gives(f, Type::I32) => typed(f, inst, Type::I32, Type::I32, out),
        Op::Inc | Op::Dec if is_number(ty(f, 0)) || gives(f, Type::F64) => {
            let result = f.ty(inst.dst.expect("inc has a destination"));
            let at = if result == Type::I32 { Type::I32 } else { Type::F64 };
            typed(f, inst, at, at, out);
        }
        Op::Truthy if is_number(ty(f, 0)) => out.push(inst),
        Op::Truthy if ty(f, 0) == Type::Bool => {
            inst.op = Op::Copy;
            out.push(inst);
        }
        Op::ToInt32 if is_number(ty(f, 0)) => {
            let dst = inst.dst.expect("to_int32 has a destination");
            inst.op = if ty(f, 0) == f.ty(dst) { Op::Copy } else { Op::Convert };
            out.push(inst);
        }
        Op::Not => out.push(inst),
        // Everything else takes boxed operands, but for those that machine types belong to.
        _ => {
            for i in 0..inst.args.len() {
                if takes_machine_operand(inst.op, i) {
                    continue;
                }
                inst.args[i] = convert(f, inst.args[i], Type::Value, loc, out);
            }
            out.push(inst);
        }
    }
}

/// Operands that are machine numbers by the instruction's definition.
fn takes_machine_operand(op: Op, i: usize) -> bool {
    matches!((op, i), (Op::DelegateStep | Op::AsyncIterStep, 1))
}

/// Pushes `inst` with operands of type `at`, its result of type `result` moved to the destination.
fn typed(f: &mut Function, mut inst: Inst, at: Type, result: Type, out: &mut Vec<Inst>) {
    for i in 0..inst.args.len() {
        inst.args[i] = convert(f, inst.args[i], at, inst.loc, out);
    }
    let dst = inst.dst.expect("an operator has a destination");
    if f.ty(dst) == result {
        out.push(inst);
    } else {
        let t = f.new_vreg(result);
        let loc = inst.loc;
        inst.dst = Some(t);
        out.push(inst);
        out.push(Inst::new(Op::Convert, Some(dst), [t], loc));
    }
}
