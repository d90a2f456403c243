//! Definite assignment against an oracle: the textbook data flow with a set of vregs at each point.

use std::collections::BTreeSet;
use yarrow_mir::text::write_function;
use yarrow_mir::verify::{Problem, verify_function};
use yarrow_mir::{Block, Const, Function, FunctionKind, Inst, Loc, Op, Program, Terminator, Type, VReg};

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

const VREGS: usize = 6;

fn random_function(r: &mut Random) -> Function {
    let mut f = Function::new("f", FunctionKind::Generator);
    for _ in 0..VREGS {
        f.new_vreg(Type::Value);
    }
    let blocks = 2 + r.below(14);
    while f.blocks.len() < blocks {
        f.new_block();
    }
    for b in 0..blocks {
        let mut block = || Block::from_u32(1 + r.below(blocks - 1) as u32);
        let targets = [block(), block(), block()];
        let vreg = |r: &mut Random| VReg::from_u32(r.below(VREGS) as u32);
        let data = &mut f.blocks[Block::from_u32(b as u32)];
        if r.below(2) == 0 {
            data.handler = Some(targets[2]);
        }
        let many = if b == 0 { 6 } else { 4 };
        for _ in 0..r.below(many) {
            let dst = vreg(r);
            let inst = match r.below(6) {
                0 => Inst::new(Op::Copy, Some(dst), [vreg(r)], Loc::default()),
                1 => Inst::new(Op::NewObject(0), Some(dst), [], Loc::default()),
                _ => Inst::new(Op::Const(Const::Null), Some(dst), [], Loc::default()),
            };
            data.insts.push(inst);
        }
        data.term = match r.below(8) {
            0 => Terminator::Return(vreg(r)),
            1 => Terminator::Throw(vreg(r)),
            2 => Terminator::Delegate { iter: vreg(r), result: vreg(r), resume: targets[0], on_return: targets[1] },
            3 | 4 => Terminator::Jump(targets[0]),
            _ => {
                let cases = vec![(0, targets[0])];
                Terminator::Switch { on: vreg(r), cases, default: targets[1] }
            }
        };
    }
    f
}

type Assigned = BTreeSet<VReg>;

/// The vregs with a use that is not assigned on all paths.
fn oracle(f: &Function) -> BTreeSet<VReg> {
    // What is assigned on all paths to each block that has been reached.
    let mut at = vec![None::<Assigned>; f.blocks.len()];
    at[f.entry.as_u32() as usize] = Some(Assigned::new());
    loop {
        let before = at.clone();
        let mut meet = |b: Block, set: &Assigned| {
            let known = &mut at[b.as_u32() as usize];
            *known = Some(known.as_ref().map_or_else(|| set.clone(), |k| k & set));
        };
        for (b, data) in f.blocks.iter() {
            let Some(mut set) = before[b.as_u32() as usize].clone() else {
                continue;
            };
            for inst in &data.insts {
                if let Some(h) = data.handler.filter(|_| inst.effects(f).throws) {
                    meet(h, &set);
                }
                set.extend(inst.dst);
            }
            if let Some(h) = data.handler.filter(|_| data.term.may_throw()) {
                meet(h, &set);
            }
            set.extend(data.term.def());
            data.term.each_successor(|s| meet(s, &set));
        }
        if at == before {
            break;
        }
    }
    let mut wrong = BTreeSet::new();
    for (b, data) in f.blocks.iter() {
        let Some(mut set) = at[b.as_u32() as usize].clone() else {
            continue;
        };
        for inst in &data.insts {
            wrong.extend(inst.args.iter().filter(|v| !set.contains(v)));
            set.extend(inst.dst);
        }
        data.term.each_use(|v| {
            if !set.contains(&v) {
                wrong.insert(v);
            }
        });
    }
    wrong
}

#[test]
fn definite_assignment_agrees_with_the_textbook() {
    let mut random = Random(7);
    let (mut clean, mut broken) = (0, 0);
    for round in 0..20_000 {
        let mut program = Program::default();
        let id = program.functions.push(random_function(&mut random));
        let f = &program.functions[id];
        let errors = verify_function(&program, f).err().unwrap_or_default();
        let found = errors
            .iter()
            .filter_map(|e| match e.problem {
                Problem::Unassigned { vreg, .. } | Problem::UnassignedInEntry { vreg, .. } => Some(vreg),
                _ => None,
            })
            .collect::<BTreeSet<_>>();
        let expected = oracle(f);
        assert_eq!(found, expected, "round {round}: {}", write_function(&program, id));
        if expected.is_empty() {
            clean += 1;
        } else {
            broken += 1;
        }
    }
    assert!(clean > 500 && broken > 500, "{clean} clean, {broken} broken");
}
