//! Direct calls: a call whose callee can only be one known function skips the function object.
//!
//! The callee is known when it is the one closure ever stored in a global, or a closure made in the
//! same function and kept in a vreg with that one definition. The function must use neither `this`
//! nor its environment, the function object, `arguments` or a rest parameter, nor be a generator or
//! class. A check of the temporal dead zone in front of the call stays where it is.

use cranelift_entity::SecondaryMap;
use yarrow_mir::{FuncId, Function, FunctionKind, GlobalId, Inst, Op, Program, VReg};

/// Rewrites the calls of function `id`.
pub fn run(program: &mut Program, id: FuncId) {
    let f = &program.functions[id];
    let defs = single_definitions(f);
    let known = |v: VReg| -> Option<FuncId> {
        let callee = match defs[v]?.op {
            Op::Closure(callee) => callee,
            Op::LoadGlobal(g) => function_of_global(program, g)?,
            _ => return None,
        };
        is_self_contained(&program.functions[callee]).then_some(callee)
    };
    let mut rewrites = Vec::new();
    for (b, data) in &f.blocks {
        for (i, inst) in data.insts.iter().enumerate() {
            if let Op::Call(_) = inst.op
                && let Some(callee) = known(inst.args[0])
                && inst.args.len() - 2 <= program.functions[callee].param_count as usize
            {
                rewrites.push((b, i, callee));
            }
        }
    }
    let f = &mut program.functions[id];
    for (b, i, callee) in rewrites {
        let inst = &mut f.blocks[b].insts[i];
        inst.op = Op::CallKnown(callee);
        inst.args.drain(..2);
    }
}

/// By vreg, its definition where it has exactly one.
fn single_definitions(f: &Function) -> SecondaryMap<VReg, Option<&Inst>> {
    let mut count: SecondaryMap<VReg, u32> = SecondaryMap::with_default(0);
    let mut def: SecondaryMap<VReg, Option<&Inst>> = SecondaryMap::with_default(None);
    for data in f.blocks.values() {
        for inst in &data.insts {
            if let Some(d) = inst.dst {
                count[d] += 1;
                def[d] = Some(inst);
            }
        }
        if let Some(d) = data.term.def() {
            count[d] += 2;
        }
    }
    for v in f.vregs.keys() {
        if count[v] != 1 {
            def[v] = None;
        }
    }
    def
}

/// The function whose closure is the only thing ever stored in `g`, but for the marker of its
/// temporal dead zone. An `undefined` counts as another value: nothing in front of a call would notice it.
fn function_of_global(program: &Program, g: GlobalId) -> Option<FuncId> {
    let mut found = None;
    for f in program.functions.values() {
        for data in f.blocks.values() {
            for inst in data.insts.iter().filter(|i| i.op == Op::StoreGlobal(g)) {
                match stored_function(f, inst.args[0]) {
                    Stored::Marker => {}
                    Stored::Closure(c) if found.is_none() => found = Some(c),
                    Stored::Closure(_) | Stored::Other => return None,
                }
            }
        }
    }
    found
}

enum Stored {
    Marker,
    Closure(FuncId),
    Other,
}

fn stored_function(f: &Function, v: VReg) -> Stored {
    let mut result = None;
    for inst in f.blocks.values().flat_map(|d| &d.insts).filter(|i| i.dst == Some(v)) {
        if result.is_some() {
            return Stored::Other;
        }
        result = Some(match inst.op {
            Op::Closure(c) => Stored::Closure(c),
            Op::Const(yarrow_mir::Const::Tdz) => Stored::Marker,
            _ => Stored::Other,
        });
    }
    result.unwrap_or(Stored::Other)
}

fn is_self_contained(f: &Function) -> bool {
    let kind = match f.kind {
        FunctionKind::Normal | FunctionKind::Method => true,
        FunctionKind::ClassBase
        | FunctionKind::ClassDerived
        | FunctionKind::Generator
        | FunctionKind::Resume(_)
        | FunctionKind::Module => false,
    };
    kind && !f
        .blocks
        .values()
        .flat_map(|d| &d.insts)
        .any(|i| matches!(i.op, Op::This | Op::Callee | Op::Env | Op::NewTarget | Op::Rest(_) | Op::Arguments))
}
