//! What becomes of an instruction in the typed copy, where these facts hold. The whole choice of guards is here.

use crate::evidence::Evidence;
use crate::facts::{Fact, Facts, Num};
use yarrow_abi::layout::{CALL_HEADER, FastBuiltin};
use yarrow_mir::{Builtin, Const, Function, GuardOp, Inst, Layout, Op, Type, VReg};

/// How an instruction takes its operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operands {
    /// As these; a boxed one is guarded.
    As(Num),
    /// By ToInt32; one of them is a number.
    Truncated,
}

/// How much is guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// What is indexed is an array, numbers are integers where nothing speaks against it.
    Bold,
    /// Elements are left to the operations as they are, numbers are doubles where they are not indices.
    Careful,
}

/// What becomes of an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// It stays, on boxed operands.
    Generic,
    /// It does nothing here.
    Drop,
    /// Its result is its operand, in this representation.
    Move(Num),
    /// It is a constant number.
    Constant(Num),
    /// It becomes an operator on machine numbers; `result` is `None` where that is a bool.
    Machine { operands: Operands, result: Option<Num> },
    /// It becomes a guard on integers; a missing second operand is 1.
    Guard(GuardOp),
    /// It becomes a guard on what its first operand holds: elements, a length, a property.
    Memory(GuardOp),
    /// It becomes an access to a field of its first operand, behind a guard on that if the object is not known to have the layout.
    Field { guarded: Option<Layout> },
    /// It becomes guards that the callee is this function, one for each argument from the last that the function takes on.
    Builtin(Builtin),
}

/// A call that becomes a guard saves so many operations.
const CALL_SAVED: usize = 4;

/// Only what ToInt32 makes of the result counts: it may wrap.
const WRAPPING: Plan = Plan::Machine { operands: Operands::As(Num::I32), result: Some(Num::I32) };
/// Whether it is guarded depends on what is known of the object.
const FIELD: Plan = Plan::Field { guarded: None };
const DOUBLES: Plan = Plan::Machine { operands: Operands::As(Num::F64), result: Some(Num::F64) };

impl Plan {
    /// How many operations the typed copy saves here, about.
    pub fn gains(self, f: &Function, inst: &Inst) -> usize {
        match self {
            Plan::Machine { .. } | Plan::Guard(_) => usize::from(is_boxed(f, inst)),
            Plan::Memory(GuardOp::Push) | Plan::Builtin(_) => CALL_SAVED,
            Plan::Memory(op) => usize::from(op.property().is_none()),
            Plan::Field { guarded } => usize::from(guarded.is_none()),
            Plan::Generic | Plan::Drop | Plan::Move(_) | Plan::Constant(_) => 0,
        }
    }
}

/// Does the instruction work on boxed values, so that it may become quicker?
pub fn works(f: &Function, inst: &Inst) -> bool {
    let moves = matches!(
        inst.op,
        Op::Copy
            | Op::Const(_)
            | Op::IsClosure(_)
            | Op::ClosureEnv
            | Op::LoadGlobal(_)
            | Op::LoadEnv(_)
            | Op::LoadBuiltin(_)
            | Op::CheckTdz(_)
    );
    is_boxed(f, inst) && !moves
}

/// Does the instruction take or give a boxed value?
pub fn is_boxed(f: &Function, inst: &Inst) -> bool {
    inst.args.iter().chain(&inst.dst).any(|v| f.ty(*v) == Type::Value)
}

/// Chooses for `inst`.
pub fn plan(f: &Function, evidence: &Evidence, mood: Mood, facts: &Facts, inst: &Inst) -> Plan {
    let num = |i: usize| facts.num(f, inst.args[i]);
    let boxed = |v: &VReg| f.ty(*v) == Type::Value;
    // What has machine types is as it should be.
    if !is_boxed(f, inst) {
        return Plan::Generic;
    }
    match inst.op {
        Op::Const(Const::I32(_)) => Plan::Constant(Num::I32),
        Op::Const(Const::F64(_)) => Plan::Constant(Num::F64),
        Op::Copy | Op::Convert | Op::ToNumber => moved(f, inst, num(0)),
        Op::ToNumeric => match num(0) {
            None if evidence.may_be_number(inst.args[0]) && inst.dst.is_some_and(|d| boxed(&d)) => Plan::Move(Num::I32),
            known => moved(f, inst, known),
        },
        Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Rem | Op::Exp => arithmetic(evidence, mood, inst, num(0), num(1)),
        Op::GetElem if mood == Mood::Bold && num(1) == Some(Num::I32) => {
            let double = inst.dst.is_some_and(|d| boxed(&d) && evidence.is_double(d));
            Plan::Memory(if double { GuardOp::ElementF64 } else { GuardOp::Element })
        }
        Op::SetElem if mood == Mood::Bold && num(1) == Some(Num::I32) => {
            // Another number may be an integer, for others to find as one.
            let double = num(2) == Some(Num::F64) && !evidence.is_index(inst.args[2]) && !evidence.is_sum(inst.args[2]);
            Plan::Memory(if double { GuardOp::SetElementF64 } else { GuardOp::SetElement })
        }
        Op::GetProp(name) if mood == Mood::Bold && evidence.is_length(name) => Plan::Memory(GuardOp::Length),
        Op::GetProp(name) if mood == Mood::Bold => {
            let called = inst.dst.is_some_and(|d| evidence.is_called(d));
            if called { Plan::Memory(GuardOp::GetMethod(name)) } else { FIELD }
        }
        Op::LoadBuiltin(name) if mood == Mood::Bold => Plan::Memory(GuardOp::LoadBuiltin(name)),
        Op::SetProp(name) if mood == Mood::Bold && !evidence.is_length(name) => FIELD,
        Op::ToPropertyKey if num(0) == Some(Num::I32) => Plan::Move(Num::I32),
        Op::BitAnd | Op::BitOr | Op::BitXor | Op::Shl | Op::Shr | Op::BitNot
            if inst.args.iter().all(|v| evidence.may_be_number(*v)) =>
        {
            Plan::Machine { operands: Operands::Truncated, result: Some(Num::I32) }
        }
        Op::Ushr if inst.args.iter().all(|v| evidence.may_be_number(*v)) => {
            Plan::Machine { operands: Operands::Truncated, result: Some(Num::F64) }
        }
        Op::Inc | Op::Dec => match num(0) {
            Some(Num::F64) => DOUBLES,
            _ => Plan::Guard(if inst.op == Op::Inc { GuardOp::AddI32 } else { GuardOp::SubI32 }),
        },
        Op::Neg => DOUBLES,
        Op::Lt | Op::Le | Op::Gt | Op::Ge => comparison(evidence, mood, inst, num(0), num(1)),
        Op::StrictEq | Op::LooseEq => match (num(0), num(1)) {
            (Some(a), Some(b)) => compared(if a == b { a } else { Num::F64 }),
            _ => Plan::Generic,
        },
        Op::Truthy => num(0).map_or(Plan::Generic, compared),
        Op::Call(_)
            if mood == Mood::Bold && inst.args.len() == 3 && evidence.builtin(inst) == Some(FastBuiltin::ArrayPush) =>
        {
            Plan::Memory(GuardOp::Push)
        }
        Op::Call(_) => match evidence.builtin(inst).and_then(|f| builtin(f, evidence, mood, inst, num)) {
            Some(builtin) => Plan::Builtin(builtin),
            None => Plan::Generic,
        },
        Op::ToInt32 => match num(0) {
            Some(_) => Plan::Machine { operands: Operands::Truncated, result: Some(Num::I32) },
            None => Plan::Generic,
        },
        Op::CheckTdz(_) if num(0).is_some() => Plan::Drop,
        _ => Plan::Generic,
    }
}

/// A conversion between representations, where the operand's is known.
fn moved(f: &Function, inst: &Inst, num: Option<Num>) -> Plan {
    let to = inst.dst.map(|d| f.ty(d));
    match (num, to) {
        (Some(n), Some(Type::Value)) => Plan::Move(n),
        (Some(_), Some(Type::F64)) => Plan::Move(Num::F64),
        (Some(Num::I32), Some(Type::I32)) => Plan::Move(Num::I32),
        _ => Plan::Generic,
    }
}

fn compared(num: Num) -> Plan {
    Plan::Machine { operands: Operands::As(num), result: None }
}

fn arithmetic(evidence: &Evidence, mood: Mood, inst: &Inst, a: Option<Num>, b: Option<Num>) -> Plan {
    let [x, y] = [inst.args[0], inst.args[1]];
    let dst = inst.dst.expect("an operator has a result");
    let index = evidence.is_index(dst);
    let doubles = a == Some(Num::F64) || b == Some(Num::F64);
    let some = a.is_some() || b.is_some();
    if !evidence.may_be_number(x) || !evidence.may_be_number(y) {
        return Plan::Generic;
    }
    match inst.op {
        Op::Add | Op::Sub => {
            let known = some || evidence.is_number(x) || evidence.is_number(y) || index;
            let wraps = |v: VReg, known: Option<Num>| match known {
                Some(Num::I32) => true,
                Some(Num::F64) => evidence.is_small_integer(v),
                None => mood == Mood::Bold,
            };
            let truncated = evidence.is_truncated(dst) && some && wraps(x, a) && wraps(y, b);
            let integers = index || (some && !evidence.is_sum(dst) && mood == Mood::Bold);
            if inst.op == Op::Add && !known {
                Plan::Generic
            } else if truncated {
                WRAPPING
            } else if doubles || !integers {
                DOUBLES
            } else {
                Plan::Guard(if inst.op == Op::Add { GuardOp::AddI32 } else { GuardOp::SubI32 })
            }
        }
        Op::Mul if index && !doubles => Plan::Guard(GuardOp::MulI32),
        Op::Rem if !doubles && (index || some) && (mood == Mood::Bold || a == b) => Plan::Guard(GuardOp::RemI32),
        _ => DOUBLES,
    }
}

fn comparison(evidence: &Evidence, mood: Mood, inst: &Inst, a: Option<Num>, b: Option<Num>) -> Plan {
    let [x, y] = [inst.args[0], inst.args[1]];
    if !evidence.may_be_number(x) || !evidence.may_be_number(y) {
        return Plan::Generic;
    }
    let index = evidence.is_index(x) || evidence.is_index(y);
    match (a, b) {
        (Some(Num::F64), _) | (_, Some(Num::F64)) => compared(Num::F64),
        (Some(_), Some(_)) => compared(Num::I32),
        (Some(_), None) | (None, Some(_)) => {
            let known = if a.is_some() { x } else { y };
            let ints = index || (mood == Mood::Bold && !evidence.is_constant(known));
            compared(if ints { Num::I32 } else { Num::F64 })
        }
        (None, None) if index => compared(Num::I32),
        (None, None) if evidence.is_number(x) || evidence.is_number(y) => compared(Num::F64),
        (None, None) => Plan::Generic,
    }
}

/// The form of an intrinsic function to assume that a call is of.
fn builtin(
    f: FastBuiltin,
    evidence: &Evidence,
    mood: Mood,
    inst: &Inst,
    num: impl Fn(usize) -> Option<Num>,
) -> Option<Builtin> {
    let args = CALL_HEADER.min(inst.args.len())..inst.args.len();
    let dst = inst.dst?;
    if args.is_empty() || !args.clone().all(|i| evidence.may_be_number(inst.args[i])) {
        return None;
    }
    let count = args.len();
    let integers = || {
        let some = args.clone().any(|i| num(i) == Some(Num::I32));
        let doubles = args.clone().any(|i| num(i) == Some(Num::F64));
        !doubles && (evidence.is_index(dst) || (some && mood == Mood::Bold && !evidence.is_double(dst)))
    };
    Some(match f {
        FastBuiltin::MathAbs if count == 1 => Builtin::Abs,
        FastBuiltin::MathCeil if count == 1 => Builtin::Ceil,
        FastBuiltin::MathFloor if count == 1 => Builtin::Floor,
        FastBuiltin::MathTrunc if count == 1 => Builtin::Trunc,
        FastBuiltin::MathSqrt if count == 1 => Builtin::Sqrt,
        FastBuiltin::MathImul if count == 2 => Builtin::Imul,
        FastBuiltin::MathMax if count >= 2 && integers() => Builtin::MaxI32,
        FastBuiltin::MathMax if count >= 2 => Builtin::MaxF64,
        FastBuiltin::MathMin if count >= 2 && integers() => Builtin::MinI32,
        FastBuiltin::MathMin if count >= 2 => Builtin::MinF64,
        FastBuiltin::StringCharCodeAt if count == 1 && num(CALL_HEADER) != Some(Num::F64) => Builtin::CharCodeAt,
        _ => return None,
    })
}

/// The number that a guard on memory gives, if one.
pub fn number_of(op: GuardOp) -> Option<Num> {
    number_type(op.result())
}

fn number_type(ty: Option<Type>) -> Option<Num> {
    match ty? {
        Type::I32 => Some(Num::I32),
        Type::F64 => Some(Num::F64),
        Type::Value | Type::Bool => None,
    }
}

/// How a plan takes the operands, if as numbers.
pub fn operands(plan: Plan) -> Option<Operands> {
    match plan {
        Plan::Generic | Plan::Drop | Plan::Constant(_) | Plan::Memory(_) | Plan::Field { .. } => None,
        Plan::Move(n) => Some(Operands::As(n)),
        Plan::Machine { operands, .. } => Some(operands),
        Plan::Guard(_) => Some(Operands::As(Num::I32)),
        Plan::Builtin(builtin) => Some(Operands::As(builtin_operand(builtin))),
    }
}

/// The representation of what is passed to the function.
pub fn builtin_operand(builtin: Builtin) -> Num {
    let last = GuardOp::Builtin(builtin).args().last().copied();
    number_type(last).expect("a number is passed last")
}

/// The operands of an instruction that a plan takes as numbers, if it takes some so.
pub fn numbers(plan: Plan, inst: &Inst) -> &[VReg] {
    match plan {
        Plan::Builtin(_) => &inst.args[CALL_HEADER..],
        _ => &inst.args,
    }
}

/// The operand to guard where operands are truncated of which none is known to be a number: beside a number, ToInt32 throws
/// where the operator would; two BigInts give a BigInt.
pub fn guarded_first(f: &Function, facts: &Facts, inst: &Inst) -> Option<VReg> {
    inst.args.first().copied().filter(|_| inst.args.iter().all(|v| facts.num(f, *v).is_none()))
}

/// The object of an access that is guarded to be an array or an ordinary one.
pub fn indexed(f: &Function, evidence: &Evidence, facts: &Facts, inst: &Inst, op: GuardOp) -> Option<VReg> {
    inst.args.first().copied().filter(|object| evidence.is_plain(op) && facts.num(f, *object).is_none())
}

/// What an instruction makes of the facts. `keeps_boxed` says of which vregs the boxed form is kept at hand always.
pub fn apply(
    f: &Function,
    evidence: &Evidence,
    facts: &mut Facts,
    inst: &Inst,
    plan: Plan,
    keeps_boxed: impl Fn(VReg) -> bool,
) {
    match operands(plan) {
        Some(Operands::As(num)) => {
            let numbers = numbers(plan, inst);
            inst.args[..inst.args.len() - numbers.len()].iter().for_each(|a| facts.note_boxed(*a));
            for a in numbers.iter().filter(|a| f.ty(**a) == Type::Value) {
                if facts.get(*a).is_none() {
                    facts.set(*a, Fact { num, boxed: true });
                }
            }
        }
        Some(Operands::Truncated) => {
            if let Some(v) = guarded_first(f, facts, inst) {
                facts.set(v, Fact { num: Num::I32, boxed: true });
            }
        }
        None if plan == Plan::Drop => {}
        None if let Plan::Memory(op) = plan => {
            let boxed = inst.args.iter().zip(op.args()).filter(|(_, ty)| **ty == Type::Value);
            boxed.for_each(|(a, _)| facts.note_boxed(*a));
            if let Some(object) = indexed(f, evidence, facts, inst, op) {
                facts.set_plain(object);
            }
        }
        None => inst.args.iter().for_each(|a| facts.note_boxed(*a)),
    }
    if let Plan::Field { guarded: Some(layout) } = plan {
        facts.set_layout(inst.args[0], layout);
    }
    let clobbers = match plan {
        Plan::Generic => inst.clobbers_layouts(f),
        // What is no number is converted.
        Plan::Machine { operands: Operands::Truncated, .. } => inst.args.iter().any(|v| facts.num(f, *v).is_none()),
        Plan::Drop
        | Plan::Move(_)
        | Plan::Constant(_)
        | Plan::Machine { .. }
        | Plan::Guard(_)
        | Plan::Memory(_)
        | Plan::Field { .. }
        | Plan::Builtin(_) => false,
    };
    if clobbers {
        facts.forget_layouts();
    }
    let Some(dst) = inst.dst.filter(|d| f.ty(*d) == Type::Value) else { return };
    let copies = inst.op == Op::Copy && plan == Plan::Generic;
    let copied = if copies { facts.layout(inst.args[0]) } else { None };
    let plain = copies && facts.is_plain(inst.args[0]);
    let result = match plan {
        Plan::Memory(op) => number_of(op),
        Plan::Builtin(builtin) => number_of(GuardOp::Builtin(builtin)),
        Plan::Generic | Plan::Drop | Plan::Field { .. } => None,
        Plan::Move(n) | Plan::Constant(n) => Some(n),
        Plan::Machine { result, .. } => result,
        Plan::Guard(_) => Some(Num::I32),
    };
    match result {
        Some(num) => facts.set(dst, Fact { num, boxed: keeps_boxed(dst) }),
        None => facts.forget(dst),
    }
    if let Some(layout) = copied {
        facts.set_layout(dst, layout);
    }
    if plain {
        facts.set_plain(dst);
    }
}
