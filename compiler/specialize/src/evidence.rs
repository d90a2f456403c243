//! Which boxed vregs are likely to hold integers, or numbers at all, by what is done with them anywhere in the function.
//! Guesses, which guards test.

use cranelift_entity::SecondaryMap;
use yarrow_mir::{Const, Function, Inst, Op, StrId, Strings, Type, VReg};

#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    /// Used as the index of an element, or one computes such an index from it.
    index: bool,
    /// Arithmetic on numbers takes or gives it.
    number: bool,
    /// A string, sometimes.
    string: bool,
    /// Some definition is a constant that is neither a number nor a string.
    empty: bool,
    /// Some definition is a constant.
    constant: bool,
    /// Some definition is no constant.
    varies: bool,
    /// It is called.
    called: bool,
    /// Grows by what is not constant, around a loop or so.
    sum: bool,
}

/// The marks of each vreg.
#[derive(Debug)]
pub struct Evidence {
    marks: SecondaryMap<VReg, Marks>,
    length: Option<StrId>,
}

impl Evidence {
    /// Is it the name `length`?
    pub fn is_length(&self, name: StrId) -> bool {
        self.length == Some(name)
    }

    pub fn is_index(&self, v: VReg) -> bool {
        self.marks[v].index
    }

    pub fn is_number(&self, v: VReg) -> bool {
        self.marks[v].number
    }

    /// May it be a number, as far as can be told?
    pub fn may_be_number(&self, v: VReg) -> bool {
        !self.marks[v].string
    }

    /// Is it now and then `undefined`, `null`, a boolean?
    pub fn is_sometimes_empty(&self, v: VReg) -> bool {
        self.marks[v].empty
    }

    pub fn is_constant(&self, v: VReg) -> bool {
        self.marks[v].constant && !self.marks[v].varies
    }

    pub fn is_called(&self, v: VReg) -> bool {
        self.marks[v].called
    }

    /// Is it a sum that may well leave the range of i32?
    pub fn is_sum(&self, v: VReg) -> bool {
        self.marks[v].sum && !self.marks[v].index
    }
}

/// Looks at every instruction of `f`, until nothing new is found.
pub fn compute_evidence(f: &Function, strings: &Strings) -> Evidence {
    let mut props = f.blocks.values().flat_map(|b| &b.insts).filter_map(|inst| match inst.op {
        Op::GetProp(name) => Some(name),
        _ => None,
    });
    let length = props.find(|name| strings.display(*name) == "length");
    let mut marks = SecondaryMap::<VReg, Marks>::new();
    for v in f.vregs.keys() {
        marks[v].number = matches!(f.ty(v), Type::I32 | Type::F64);
    }
    let mut copied = SecondaryMap::<VReg, Vec<VReg>>::new();
    for inst in f.blocks.values().flat_map(|b| &b.insts) {
        mark(&mut marks, inst);
        if let (Op::Copy, Some(d)) = (inst.op, inst.dst) {
            copied[inst.args[0]].push(d);
        }
    }
    for inst in f.blocks.values().flat_map(|b| &b.insts) {
        let (Op::Add | Op::Sub, Some(d)) = (inst.op, inst.dst) else { continue };
        let comes_back = |v: VReg| v == d || copied[d].contains(&v);
        let by = match (comes_back(inst.args[0]), comes_back(inst.args[1])) {
            (true, false) => inst.args[1],
            (false, true) => inst.args[0],
            _ => continue,
        };
        if marks[by].varies {
            marks[d].sum = true;
        }
    }
    loop {
        let mut changed = false;
        for inst in f.blocks.values().flat_map(|b| &b.insts) {
            changed |= spread(&mut marks, inst);
        }
        if !changed {
            return Evidence { marks, length };
        }
    }
}

/// What one instruction says by itself.
fn mark(marks: &mut SecondaryMap<VReg, Marks>, inst: &Inst) {
    if let Some(d) = inst.dst {
        let of = &mut marks[d];
        match inst.op {
            Op::Const(Const::I32(_) | Const::F64(_)) => (of.number, of.constant) = (true, true),
            Op::Const(Const::Str(_)) | Op::ToString | Op::Typeof => (of.string, of.varies) = (true, true),
            Op::Const(_) => (of.empty, of.varies) = (true, true),
            _ => of.varies = true,
        }
    }
    match inst.op {
        Op::Call(_) => marks[inst.args[0]].called = true,
        Op::GetElem | Op::SetElem => marks[inst.args[1]].index = true,
        Op::Sub
        | Op::Mul
        | Op::Div
        | Op::Rem
        | Op::Exp
        | Op::BitAnd
        | Op::BitOr
        | Op::BitXor
        | Op::Shl
        | Op::Shr
        | Op::Ushr
        | Op::Neg
        | Op::BitNot
        | Op::Inc
        | Op::Dec
        | Op::ToNumber
        | Op::ToNumeric => inst.args.iter().chain(&inst.dst).for_each(|v| marks[*v].number = true),
        _ => {}
    }
}

/// Hands marks on through copies and arithmetic. Did any change?
fn spread(marks: &mut SecondaryMap<VReg, Marks>, inst: &Inst) -> bool {
    let Some(d) = inst.dst else { return false };
    let mut changed = false;
    let mut raise = |flag: &mut bool, to: bool| {
        changed |= to && !*flag;
        *flag |= to;
    };
    match inst.op {
        Op::Add | Op::Sub | Op::Mul | Op::Rem | Op::Inc | Op::Dec | Op::Copy | Op::ToNumeric | Op::Convert => {
            let of = marks[d];
            for a in &inst.args {
                raise(&mut marks[*a].index, of.index);
                if inst.op != Op::Add {
                    raise(&mut marks[*a].number, of.number);
                }
            }
        }
        _ => {}
    }
    if inst.op == Op::Add {
        // A sum of strings is a string.
        let string = inst.args.iter().any(|a| marks[*a].string);
        let number = inst.args.iter().any(|a| marks[*a].number);
        raise(&mut marks[d].string, string);
        raise(&mut marks[d].number, number && !string);
    }
    if matches!(inst.op, Op::Copy) {
        let from = marks[inst.args[0]];
        raise(&mut marks[d].string, from.string);
        raise(&mut marks[d].number, from.number);
        raise(&mut marks[d].sum, from.sum);
        let to = marks[d];
        raise(&mut marks[inst.args[0]].sum, to.sum);
    }
    changed
}
