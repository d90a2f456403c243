//! Functions that run once.

use crate::order::blocks_in_cycles;
use cranelift_entity::SecondaryMap;
use yarrow_mir::{FuncId, Function, FunctionKind, Op, Program, VReg};

/// Top levels, and functions made and called once by code that runs once. (What runs a CommonJS file is counted
/// among the top levels, though each `require` asks it: it has one question before its code.)
#[must_use]
pub fn functions_run_once(program: &Program) -> SecondaryMap<FuncId, bool> {
    let mut made = SecondaryMap::<FuncId, u32>::new();
    for f in program.functions.values() {
        for inst in f.blocks.values().flat_map(|b| &b.insts) {
            match inst.op {
                Op::Closure(id) | Op::CallKnown(id) => made[id] += 1,
                _ => {}
            }
        }
    }
    let mut once = SecondaryMap::new();
    let mut work: Vec<FuncId> = Vec::new();
    for (id, f) in program.functions.iter() {
        if matches!(f.kind, FunctionKind::Module | FunctionKind::Script) {
            once[id] = true;
            work.push(id);
        }
    }
    while let Some(id) = work.pop() {
        let f = &program.functions[id];
        let cycles = blocks_in_cycles(f);
        let called_once = callees_of_one_call(f);
        for (_, data) in f.blocks.iter().filter(|(b, _)| !cycles[*b]) {
            for inst in &data.insts {
                let callee = match (&inst.op, inst.dst) {
                    (Op::CallKnown(callee), _) => *callee,
                    (Op::Closure(callee), Some(v)) if called_once[v] => *callee,
                    _ => continue,
                };
                if made[callee] == 1 && !once[callee] {
                    once[callee] = true;
                    work.push(callee);
                }
            }
        }
    }
    once
}

/// The vregs that are the callee of one call and nothing else.
fn callees_of_one_call(f: &Function) -> SecondaryMap<VReg, bool> {
    let mut calls = SecondaryMap::<VReg, u32>::new();
    let mut others = SecondaryMap::<VReg, bool>::new();
    for data in f.blocks.values() {
        for inst in &data.insts {
            for (i, v) in inst.args.iter().enumerate() {
                if i == 0 && matches!(inst.op, Op::Call(_) | Op::CallClosure(_)) {
                    calls[*v] += 1
                } else {
                    others[*v] = true
                }
            }
        }
        data.term.each_use(|v| others[v] = true);
    }
    calls.iter().map(|(v, count)| (v, *count == 1 && !others[v])).collect()
}
