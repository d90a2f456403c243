//! Which boxed vregs are likely to hold integers, or numbers at all, by what is done with them anywhere in the function.
//! Guesses, which guards test.

use cranelift_entity::SecondaryMap;
use std::collections::BTreeMap;
use yarrow_abi::layout::{CALL_HEADER, FastBuiltin};
use yarrow_analysis::{Truncated, compute_truncated, fast_callees, names_typed_arrays, settle};
use yarrow_mir::{Const, Function, GuardOp, Inst, Op, StrId, Strings, Type, VReg};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks {
    /// Used as the index of an element, or one computes such an index from it.
    index: bool,
    /// Arithmetic on numbers takes or gives it.
    number: bool,
    /// What takes doubles makes something of it, perhaps by way of sums.
    double: bool,
    /// A product or a quotient, or a sum with one.
    product: bool,
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
    callees: BTreeMap<VReg, FastBuiltin>,
    truncated: Truncated,
    typed_arrays: bool,
}

impl Evidence {
    /// Is it the name `length`?
    pub fn is_length(&self, name: StrId) -> bool {
        self.length == Some(name)
    }

    /// The intrinsic function that a call is likely to be of.
    pub fn builtin(&self, inst: &Inst) -> Option<FastBuiltin> {
        match inst.op {
            Op::Call(_) => self.callees.get(&inst.args[0]).copied(),
            _ => None,
        }
    }

    pub fn is_index(&self, v: VReg) -> bool {
        self.marks[v].index
    }

    pub fn is_number(&self, v: VReg) -> bool {
        self.marks[v].number || self.marks[v].double
    }

    /// Is it wanted as a double, and for nothing that an integer is wanted for?
    pub fn is_double(&self, v: VReg) -> bool {
        let of = self.marks[v];
        of.double && !of.index && !of.string
    }

    /// Is it a product or a quotient, or wanted as a double?
    pub fn is_fraction(&self, v: VReg) -> bool {
        self.marks[v].product || self.marks[v].double
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

    /// Is the object of these accesses likely to be an array or an ordinary object?
    pub fn is_plain(&self, op: GuardOp) -> bool {
        let accesses =
            matches!(op, GuardOp::Element | GuardOp::ElementF64 | GuardOp::SetElement | GuardOp::SetElementF64);
        accesses && !self.typed_arrays
    }

    /// See [`yarrow_analysis::Truncated`].
    pub fn is_truncated(&self, v: VReg) -> bool {
        self.truncated.is_truncated(v)
    }

    /// See [`yarrow_analysis::Truncated`].
    pub fn is_small_integer(&self, v: VReg) -> bool {
        self.truncated.is_small_integer(v)
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
        Op::GetProp(name) | Op::SetProp(name) => Some(name),
        _ => None,
    });
    let length = props.find(|name| strings.display(*name) == "length");
    let mut marks = SecondaryMap::<VReg, Marks>::new();
    for v in f.vregs.keys() {
        marks[v].number = matches!(f.ty(v), Type::I32 | Type::F64);
    }
    let mut copied = SecondaryMap::<VReg, Vec<VReg>>::new();
    let callees = fast_callees(f, strings);
    for inst in f.blocks.values().flat_map(|b| &b.insts) {
        mark(&mut marks, inst);
        if matches!(inst.op, Op::Call(_))
            && let Some(builtin) = callees.get(&inst.args[0])
        {
            mark_builtin(&mut marks, inst, *builtin);
        }
        if let (Op::Copy, Some(d)) = (inst.op, inst.dst) {
            copied[inst.args[0]].push(d);
        }
    }
    let insts = || f.blocks.values().flat_map(|b| &b.insts);
    let moves: Vec<&Inst> = insts().filter(|inst| matches!(inst.op, Op::Copy | Op::Convert)).collect();
    settle(&moves, |inst| {
        let (from, to) = (marks[inst.args[0]], &mut marks[inst.dst.expect("a move has a result")]);
        let news = (from.constant && !to.constant) || (from.varies && !to.varies);
        (to.constant, to.varies) = (to.constant | from.constant, to.varies | from.varies);
        if news { inst.dst.into_iter().collect() } else { Vec::new() }
    });
    for inst in insts() {
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
    hand_on(f, &mut marks);
    Evidence { marks, length, callees, truncated: compute_truncated(f), typed_arrays: names_typed_arrays(strings) }
}

/// Hands marks on until nothing changes.
fn hand_on(f: &Function, marks: &mut SecondaryMap<VReg, Marks>) {
    let passes_on = |inst: &&Inst| inst.dst.is_some() && hands_on(inst.op);
    let insts: Vec<&Inst> = f.blocks.values().flat_map(|b| &b.insts).filter(passes_on).collect();
    settle(&insts, |inst| spread(marks, inst));
}

/// What one instruction says by itself.
fn mark(marks: &mut SecondaryMap<VReg, Marks>, inst: &Inst) {
    if let Some(d) = inst.dst {
        let of = &mut marks[d];
        match inst.op {
            Op::Const(Const::I32(_) | Const::F64(_)) => (of.number, of.constant) = (true, true),
            Op::Const(Const::Str(_)) | Op::ToString | Op::Typeof => (of.string, of.varies) = (true, true),
            Op::Const(_) => (of.empty, of.varies) = (true, true),
            // As its operand.
            Op::Copy | Op::Convert => {}
            _ => of.varies = true,
        }
    }
    match inst.op {
        Op::Call(_) | Op::CallNext(_) => marks[inst.args[0]].called = true,
        Op::GetElem | Op::SetElem => marks[inst.args[1]].index = true,
        Op::Mul | Op::Div | Op::Exp | Op::Neg => {
            inst.args.iter().for_each(|v| marks[*v].double = true);
            inst.args.iter().chain(&inst.dst).for_each(|v| marks[*v].number = true);
            inst.dst.iter().for_each(|d| marks[*d].product = true);
        }
        Op::Sub
        | Op::Rem
        | Op::BitAnd
        | Op::BitOr
        | Op::BitXor
        | Op::Shl
        | Op::Shr
        | Op::Ushr
        | Op::BitNot
        | Op::Inc
        | Op::Dec
        | Op::ToNumber
        | Op::ToNumeric => inst.args.iter().chain(&inst.dst).for_each(|v| marks[*v].number = true),
        _ => {}
    }
}

/// What the call of an intrinsic function says of its arguments and its result.
fn mark_builtin(marks: &mut SecondaryMap<VReg, Marks>, inst: &Inst, builtin: FastBuiltin) {
    let (double, index) = match builtin {
        FastBuiltin::MathAbs
        | FastBuiltin::MathCeil
        | FastBuiltin::MathFloor
        | FastBuiltin::MathSqrt
        | FastBuiltin::MathTrunc => (true, false),
        FastBuiltin::StringCharCodeAt => (false, true),
        FastBuiltin::MathImul | FastBuiltin::MathMax | FastBuiltin::MathMin => (false, false),
        FastBuiltin::StringFromCharCode => {
            for v in &inst.args[CALL_HEADER.min(inst.args.len())..] {
                marks[*v].number = true;
            }
            return;
        }
        FastBuiltin::ArrayPush | FastBuiltin::ArrayPop | FastBuiltin::ArrayShift => return,
    };
    for v in &inst.args[CALL_HEADER.min(inst.args.len())..] {
        let of = &mut marks[*v];
        (of.number, of.double, of.index) = (true, of.double | double, of.index | index);
    }
    inst.dst.iter().for_each(|d| marks[*d].number = true);
}

/// Do the operands say something of the result, or the result of them?
fn hands_on(op: Op) -> bool {
    matches!(op, Op::Add | Op::Sub | Op::Mul | Op::Rem | Op::Inc | Op::Dec | Op::Copy | Op::ToNumeric | Op::Convert)
}

/// Hands marks on between the operands and the result; the vregs whose marks have changed.
fn spread(marks: &mut SecondaryMap<VReg, Marks>, inst: &Inst) -> Vec<VReg> {
    let Some(d) = inst.dst else { return Vec::new() };
    let mut changed = Vec::new();
    let mut raise = |marks: &mut SecondaryMap<VReg, Marks>, v: VReg, by: Marks| {
        let old = marks[v];
        let new = Marks {
            index: old.index | by.index,
            number: old.number | by.number,
            double: old.double | by.double,
            product: old.product | by.product,
            string: old.string | by.string,
            sum: old.sum | by.sum,
            ..old
        };
        if new != old {
            marks[v] = new;
            changed.push(v);
        }
    };
    let of = marks[d];
    for a in &inst.args {
        let number = of.number && inst.op != Op::Add;
        let sum = of.sum && inst.op == Op::Copy;
        let double = of.double && matches!(inst.op, Op::Add | Op::Sub | Op::Copy | Op::ToNumeric | Op::Convert);
        raise(marks, *a, Marks { index: of.index, number, double, sum, ..Marks::default() });
    }
    // What a product is added to is wanted as one.
    if matches!(inst.op, Op::Add | Op::Sub) && inst.args.iter().any(|a| marks[*a].product) {
        raise(marks, d, Marks { product: true, ..Marks::default() });
        inst.args.iter().for_each(|a| raise(marks, *a, Marks { double: true, ..Marks::default() }));
    }
    match inst.op {
        Op::Add => {
            // A sum of strings is a string.
            let string = inst.args.iter().any(|a| marks[*a].string);
            let number = !string && inst.args.iter().any(|a| marks[*a].number);
            raise(marks, d, Marks { string, number, ..Marks::default() });
        }
        Op::Copy => {
            let Marks { number, product, string, sum, .. } = marks[inst.args[0]];
            raise(marks, d, Marks { number, product, string, sum, ..Marks::default() });
        }
        _ => {}
    }
    changed
}
