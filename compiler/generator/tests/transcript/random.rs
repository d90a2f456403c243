//! Random functions that suspend, of the shape that the frontend makes: all vregs are assigned before
//! the initial yield of a generator, or the body of an async function; nothing leads back in front of it, handlers begin with `catch`.
//!
//! Each block first stores its number in a global: the transcript shows the path, and no loop is
//! without an event.

use yarrow_mir::{
    Block, Const, Function, FunctionKind, GlobalId, GuardOp, Inst, Loc, Op, SuspendKind, Terminator, Type, VReg,
};

pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.next() as usize % n
    }

    pub fn small(&mut self) -> i32 {
        self.below(20) as i32
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

struct Vregs {
    values: Vec<VReg>,
    ints: Vec<VReg>,
    bools: Vec<VReg>,
    /// Only ever holds the number of the block.
    marker: VReg,
}

struct Targets {
    plain: Vec<Block>,
    handlers: Vec<Block>,
}

fn inst(op: Op, dst: Option<VReg>, args: &[VReg]) -> Inst {
    Inst::new(op, dst, args.iter().copied(), Loc::default())
}

pub fn random_function(r: &mut Random) -> Function {
    let kind =
        r.pick(&[FunctionKind::Generator, FunctionKind::Generator, FunctionKind::Async, FunctionKind::AsyncGenerator]);
    let mut f = Function::new("f", kind);
    let mut vregs = |n: usize, ty| (0..n).map(|_| f.new_vreg(ty)).collect::<Vec<_>>();
    let v = Vregs {
        values: vregs(2 + r.below(4), Type::Value),
        ints: vregs(1 + r.below(3), Type::I32),
        bools: vregs(1 + r.below(2), Type::Bool),
        marker: vregs(1, Type::Value)[0],
    };
    let prologue = f.new_block();
    let prologue_handler = f.new_block();
    let plain: Vec<Block> = (0..2 + r.below(9)).map(|_| f.new_block()).collect();
    let handlers: Vec<Block> = (0..1 + r.below(3)).map(|_| f.new_block()).collect();
    let targets = Targets { plain, handlers };

    let mut insts = Vec::new();
    for x in v.values.iter().chain(&v.ints) {
        insts.push(inst(Op::Const(Const::I32(r.small())), Some(*x), &[]));
    }
    for x in &v.bools {
        insts.push(inst(Op::Const(Const::Bool(r.below(2) == 0)), Some(*x), &[]));
    }
    let entry = f.entry;
    f.blocks[entry].insts = insts;
    f.blocks[entry].term = Terminator::Jump(prologue);
    fill(r, &mut f, prologue, &v);
    let body = targets.plain[0];
    f.blocks[prologue].term =
        if kind.is_generator() { Terminator::InitialYield { resume: body } } else { Terminator::Jump(body) };
    if r.below(2) == 0 {
        f.blocks[prologue].handler = Some(prologue_handler);
    }
    let caught = r.pick(&v.values);
    f.blocks[prologue_handler].insts = vec![inst(Op::Catch, Some(caught), &[])];
    f.blocks[prologue_handler].term = Terminator::Throw(caught);

    let body: Vec<Block> = targets.plain.iter().chain(&targets.handlers).copied().collect();
    for b in body {
        fill(r, &mut f, b, &v);
        if targets.handlers.contains(&b) {
            let caught = r.pick(&v.values);
            f.blocks[b].insts.insert(0, inst(Op::Catch, Some(caught), &[]));
        }
        if r.below(2) == 0 {
            f.blocks[b].handler = Some(r.pick(&targets.handlers));
        }
        f.blocks[b].term = random_terminator(r, kind, &v, &targets);
        if r.below(6) == 0 {
            guard(r, &mut f, b, &v, &targets);
        }
    }
    f
}

/// Puts a guard in front of the block's terminator, which may suspend. Where it holds, its result is read at the next block.
fn guard(r: &mut Random, f: &mut Function, b: Block, v: &Vregs, targets: &Targets) {
    let (ok, next, exit) = (f.new_block(), f.new_block(), r.pick(&targets.plain));
    let handler = f.blocks[b].handler;
    let op = r.pick(&GuardOp::ON_NUMBERS);
    let args = op.args().iter().map(|ty| r.pick(if *ty == Type::Value { &v.values } else { &v.ints })).collect();
    let dst = f.new_vreg(op.result().expect("chosen so"));
    let mut term = std::mem::replace(&mut f.blocks[b].term, Terminator::Guard { op, args, dst: Some(dst), ok, exit });
    let mut after = targets.plain[0];
    if let Terminator::Jump(to) | Terminator::Yield { resume: to, .. } = &mut term {
        after = std::mem::replace(to, next);
    }
    fill(r, f, ok, v);
    f.blocks[ok].handler = handler;
    f.blocks[ok].term = term;
    let x = r.pick(&v.values);
    f.blocks[next].insts = vec![inst(Op::Convert, Some(x), &[dst])];
    f.blocks[next].term = Terminator::Jump(after);
}

fn fill(r: &mut Random, f: &mut Function, b: Block, v: &Vregs) {
    let number = i32::try_from(b.as_u32()).expect("few blocks");
    let data = &mut f.blocks[b].insts;
    data.push(inst(Op::Const(Const::I32(1000 + number)), Some(v.marker), &[]));
    data.push(inst(Op::StoreGlobal(GlobalId::from_u32(0)), None, &[v.marker]));
    for _ in 0..r.below(4) {
        let (x, y, z) = (r.pick(&v.values), r.pick(&v.values), r.pick(&v.values));
        let (i, j, k) = (r.pick(&v.ints), r.pick(&v.ints), r.pick(&v.ints));
        data.push(match r.below(11) {
            0 => inst(Op::Const(Const::I32(r.small())), Some(x), &[]),
            1 => inst(Op::Copy, Some(x), &[y]),
            2 | 3 => inst(Op::Add, Some(x), &[y, z]),
            4 => inst(Op::Const(Const::I32(r.small())), Some(i), &[]),
            5 => inst(Op::Inc, Some(i), &[j]),
            6 => inst(Op::Add, Some(i), &[j, k]),
            7 => inst(Op::Convert, Some(x), &[i]),
            8 => inst(Op::Lt, Some(r.pick(&v.bools)), &[i, j]),
            9 => inst(Op::Truthy, Some(r.pick(&v.bools)), &[x]),
            _ => inst(Op::StoreGlobal(GlobalId::from_u32(0)), None, &[x]),
        });
    }
}

fn random_terminator(r: &mut Random, function: FunctionKind, v: &Vregs, targets: &Targets) -> Terminator {
    let value = r.pick(&v.values);
    let result = r.pick(&v.values);
    let (a, b, c) = (r.pick(&targets.plain), r.pick(&targets.plain), r.pick(&targets.plain));
    match r.below(20) {
        0..3 => Terminator::Jump(a),
        3..7 => Terminator::Branch { cond: r.pick(&v.bools), then: a, other: b },
        7 => Terminator::Switch { on: r.pick(&v.ints), cases: vec![(0, a), (3, b)], default: c },
        8 => Terminator::Return(value),
        9 => Terminator::Throw(value),
        10..12 if function == FunctionKind::Generator => {
            Terminator::Delegate { iter: value, result, resume: a, on_return: b }
        }
        _ => {
            let kind = match function {
                FunctionKind::Async => SuspendKind::Await,
                FunctionKind::AsyncGenerator => r.pick(&[SuspendKind::Yield, SuspendKind::Await]),
                _ => r.pick(&[SuspendKind::Yield, SuspendKind::Yield, SuspendKind::Delegate]),
            };
            let on_throw = (r.below(3) == 0).then_some(c);
            Terminator::Yield { kind, value, result, resume: a, on_throw, on_return: kind.takes_return().then_some(b) }
        }
    }
}
