//! What kinds of value each boxed vreg may hold: the union over all its definitions, wherever they
//! stand. Used to leave out checks, slow paths and root slots.

use cranelift_entity::SecondaryMap;
use smallvec::SmallVec;
use std::ops::{BitAnd, BitOr};
use yarrow_abi::value;
use yarrow_mir::{Const, Function, GuardOp, Inst, Op, Terminator, Type, VReg};

/// A set of kinds of value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    pub const NONE: Kinds = Kinds(0);
    /// A number in the integer encoding.
    pub const INT: Kinds = Kinds(1);
    /// A number in the double encoding.
    pub const DOUBLE: Kinds = Kinds(2);
    pub const NUMBER: Kinds = Kinds(1 | 2);
    pub const BOOL: Kinds = Kinds(4);
    pub const UNDEFINED: Kinds = Kinds(8);
    pub const NULL: Kinds = Kinds(16);
    /// A string that the module instance or the runtime keeps alive.
    pub const ATOM: Kinds = Kinds(32);
    /// Any other string.
    pub const STRING: Kinds = Kinds(64);
    /// A cell that is neither a string, a BigInt nor an object: a symbol, an environment, an iteration record.
    pub const CELL: Kinds = Kinds(128);
    /// An array or an ordinary object.
    pub const PLAIN: Kinds = Kinds(2048);
    pub const OBJECT: Kinds = Kinds(512 | 2048);
    pub const BIGINT: Kinds = Kinds(1024);
    /// Every cell.
    pub const CELLS: Kinds = Kinds(32 | 64 | 128 | 512 | 1024 | 2048);
    pub const ANY_STRING: Kinds = Kinds(32 | 64);
    /// TDZ, hole and "iteration over".
    pub const INTERNAL: Kinds = Kinds(256);
    pub const ANY: Kinds = Kinds(4095);
    pub const NULLISH: Kinds = Kinds(8 | 16);
    /// Of these, equal values have equal bits, and only those.
    pub const IDENTITY: Kinds = Kinds(4 | 8 | 16 | 128 | 512 | 256 | 2048);

    /// Is every value of the set in `of`?
    #[must_use]
    pub fn within(self, of: Kinds) -> bool {
        self.0 & !of.0 == 0
    }

    #[must_use]
    pub fn intersects(self, with: Kinds) -> bool {
        self.0 & with.0 != 0
    }

    /// May it be a cell that only a root keeps alive?
    #[must_use]
    pub fn may_be_collected(self) -> bool {
        self.intersects(Kinds::STRING | Kinds::CELL | Kinds::OBJECT | Kinds::BIGINT)
    }
}

impl BitOr for Kinds {
    type Output = Kinds;

    fn bitor(self, rhs: Kinds) -> Kinds {
        Kinds(self.0 | rhs.0)
    }
}

impl BitAnd for Kinds {
    type Output = Kinds;

    fn bitand(self, rhs: Kinds) -> Kinds {
        Kinds(self.0 & rhs.0)
    }
}

/// Kinds of each vreg of type `value`.
#[derive(Clone, Debug)]
pub struct Facts {
    kinds: SecondaryMap<VReg, Kinds>,
}

impl Facts {
    #[must_use]
    pub fn of(&self, v: VReg) -> Kinds {
        self.kinds[v]
    }
}

/// Computes the kinds of every vreg of `f`.
#[must_use]
pub fn compute_facts(f: &Function) -> Facts {
    let mut kinds: SecondaryMap<VReg, Kinds> = SecondaryMap::with_default(Kinds::NONE);
    for data in f.blocks.values() {
        if let Some(d) = data.term.def().filter(|d| f.ty(*d) == Type::Value) {
            kinds[d] = kinds[d] | terminator_kinds(&data.term);
        }
    }
    let mut changed = true;
    while changed {
        changed = false;
        for inst in f.blocks.values().flat_map(|b| &b.insts) {
            let Some(dst) = inst.dst.filter(|d| f.ty(*d) == Type::Value) else { continue };
            let merged = kinds[dst] | result_kinds(f, inst, &kinds);
            if merged != kinds[dst] {
                kinds[dst] = merged;
                changed = true;
            }
        }
    }
    Facts { kinds }
}

/// Kinds of what a terminator gives.
fn terminator_kinds(term: &Terminator) -> Kinds {
    match term {
        Terminator::Guard { op: GuardOp::Plain, .. } => Kinds::PLAIN,
        _ => Kinds::ANY,
    }
}

/// Kinds of a value constant.
#[must_use]
pub fn const_kinds(c: Const) -> Kinds {
    match c {
        Const::Undefined => Kinds::UNDEFINED,
        Const::Null => Kinds::NULL,
        Const::Bool(_) => Kinds::BOOL,
        Const::Tdz | Const::Hole => Kinds::INTERNAL,
        Const::I32(_) => Kinds::INT,
        Const::F64(d) if value::is_int(value::encode_number(d)) => Kinds::INT,
        Const::F64(_) => Kinds::DOUBLE,
        Const::Str(_) => Kinds::ATOM,
    }
}

/// What the numeric operators give: numbers and BigInts.
const NUMERIC: Kinds = Kinds(1 | 2 | 1024);

/// Does an operator with these operands give a number if anything, because one of them is no BigInt and
/// does not convert to one?
fn numeric(operands: &[Kinds]) -> bool {
    operands.iter().any(|k| !k.intersects(Kinds::BIGINT | Kinds::OBJECT))
}

/// Kinds that `inst` may give its result, of type `value`.
fn result_kinds(f: &Function, inst: &Inst, kinds: &SecondaryMap<VReg, Kinds>) -> Kinds {
    let arg = |i: usize| match f.ty(inst.args[i]) {
        Type::Value => kinds[inst.args[i]],
        Type::I32 => Kinds::INT,
        Type::F64 => Kinds::NUMBER,
        Type::Bool => Kinds::BOOL,
    };
    match inst.op {
        Op::Const(c) => const_kinds(c),
        Op::Copy | Op::Convert => arg(0),
        Op::BoxDouble => Kinds::DOUBLE,
        Op::Add => {
            let (a, b) = (arg(0), arg(1));
            if a == Kinds::NONE || b == Kinds::NONE {
                Kinds::NONE
            } else if a.within(Kinds::NUMBER) && b.within(Kinds::NUMBER) {
                Kinds::NUMBER
            } else if a.within(Kinds::ANY_STRING) || b.within(Kinds::ANY_STRING) {
                Kinds::STRING
            } else if numeric(&[a, b]) {
                Kinds::NUMBER | Kinds::STRING
            } else {
                Kinds::NUMBER | Kinds::STRING | Kinds::BIGINT
            }
        }
        Op::Sub | Op::Mul | Op::Div | Op::Rem | Op::Exp => {
            let (a, b) = (arg(0), arg(1));
            if a == Kinds::NONE || b == Kinds::NONE {
                Kinds::NONE
            } else if numeric(&[a, b]) {
                Kinds::NUMBER
            } else {
                NUMERIC
            }
        }
        Op::Neg | Op::Inc | Op::Dec | Op::ToNumeric => match arg(0) {
            Kinds::NONE => Kinds::NONE,
            a if numeric(&[a]) => Kinds::NUMBER,
            _ => NUMERIC,
        },
        Op::ToNumber | Op::Ushr => Kinds::NUMBER,
        Op::BitAnd | Op::BitOr | Op::BitXor | Op::Shl | Op::Shr | Op::BitNot => {
            let args: SmallVec<[Kinds; 2]> = (0..inst.args.len()).map(arg).collect();
            if args.contains(&Kinds::NONE) {
                Kinds::NONE
            } else if args.iter().all(|a| a.within(Kinds::NUMBER)) {
                // Computed inline and encoded as an integer; else as the runtime likes.
                Kinds::INT
            } else if numeric(&args) {
                Kinds::NUMBER
            } else {
                NUMERIC
            }
        }
        Op::Typeof => Kinds::ATOM,
        Op::ToString => Kinds::ATOM | Kinds::STRING,
        Op::ToPropertyKey => Kinds::INT | Kinds::ATOM | Kinds::STRING | Kinds::CELL,
        Op::ForInNext => Kinds::ATOM | Kinds::STRING | Kinds::INTERNAL,
        Op::Rest(_) | Op::NewObject(_) | Op::NewArray(_) | Op::Literal(_) => Kinds::PLAIN,
        Op::Callee
        | Op::Arguments
        | Op::Closure(_)
        | Op::NewClass
        | Op::TemplateObject
        | Op::Namespace(_)
        | Op::IterRest
        | Op::ToObject
        | Op::CoerceThis
        | Op::GlobalThis
        | Op::RegExp(..)
        | Op::NewSuppressedError
        | Op::Construct(_)
        | Op::ConstructSpread(_)
        | Op::AsyncStart
        | Op::AsyncReturn
        | Op::AsyncThrow
        | Op::EvaluateModule => Kinds::OBJECT,
        // An object or a coroutine, which is none.
        Op::NewGenerator(_) | Op::Generator | Op::AsyncIterOpen(_) => Kinds::CELL | Kinds::OBJECT,
        Op::NewEnv(_) | Op::NewPrivateName(_) | Op::ForInOpen => Kinds::CELL,
        Op::BigInt(_) => Kinds::BIGINT,
        Op::DisposeMethod => Kinds::OBJECT | Kinds::UNDEFINED,
        Op::AsyncDisposeMethod => Kinds::OBJECT | Kinds::NULL,
        Op::IterOpen(_) => Kinds::CELL | Kinds::OBJECT,
        Op::Env | Op::ClosureEnv => Kinds::CELL | Kinds::UNDEFINED,
        Op::NewTarget | Op::LoadHome => Kinds::OBJECT | Kinds::UNDEFINED,
        Op::SuperConstructor => Kinds::OBJECT | Kinds::NULL,
        Op::Lt
        | Op::Le
        | Op::Gt
        | Op::Ge
        | Op::LooseEq
        | Op::StrictEq
        | Op::InstanceOf
        | Op::In
        | Op::Truthy
        | Op::Not
        | Op::IsNullish
        | Op::IsUndefined
        | Op::IsTdz
        | Op::IsDone
        | Op::IsClosure(_)
        | Op::IterResultDone
        | Op::NextYielded
        | Op::Delete
        | Op::DeleteBuiltin(_)
        | Op::HasBuiltin(_)
        | Op::WithHas(_)
        | Op::HasPrivate => Kinds::BOOL,
        Op::ToInt32 | Op::ResumeMode | Op::LoadState | Op::LearnLayout(_) => Kinds::INT,
        Op::Param(_)
        | Op::This
        | Op::LoadGlobal(_)
        | Op::LoadBuiltin(_)
        | Op::LoadBuiltinOrUndefined(_)
        | Op::LoadEnv(_)
        | Op::WithGet(_)
        | Op::DirectEval(..)
        | Op::DerivedResult
        | Op::Call(_)
        | Op::CallNext(_)
        | Op::CallSpread(_)
        | Op::CallKnown(_)
        | Op::CallClosure(_)
        | Op::GetProp(_)
        | Op::LoadField(..)
        | Op::GetElem
        | Op::GetSuper
        | Op::GetPrivate
        | Op::IterNext
        | Op::AsyncIterNext
        | Op::AsyncIterStep
        | Op::AsyncIterClose
        | Op::ImportType
        | Op::FindModule
        | Op::Catch
        | Op::ResumeValue
        | Op::LoadFrame(_)
        | Op::DelegateStep
        | Op::DelegateResult => Kinds::ANY,
        Op::StoreGlobal(_)
        | Op::StoreBuiltin(_)
        | Op::CheckGlobal(..)
        | Op::DeclareGlobalLexical(..)
        | Op::DeclareGlobalVar(..)
        | Op::DeclareGlobalFunction(..)
        | Op::WithSet(_)
        | Op::MapArguments(_)
        | Op::StoreEnv(_)
        | Op::CheckTdz(_)
        | Op::ThrowConstAssign(_)
        | Op::ThrowError(..)
        | Op::CheckDestructurable(_)
        | Op::SetFunctionName
        | Op::SetFieldInitializer
        | Op::SetHome
        | Op::InitFields
        | Op::ArrayPush
        | Op::ArrayAppend(_)
        | Op::SetProp(_)
        | Op::StoreField(..)
        | Op::InitProp(_)
        | Op::SetElem
        | Op::DefineField
        | Op::DefineMethod(..)
        | Op::SetProtoLiteral
        | Op::CopyProps
        | Op::SetSuper
        | Op::SetPrivate
        | Op::DefinePrivate(_)
        | Op::IterSkip
        | Op::CheckIterResult
        | Op::ProgramPromise
        | Op::IterClose
        | Op::IterCloseSilent
        | Op::SetState(..)
        | Op::SetRunning
        | Op::SetDone
        | Op::StoreFrame(_) => Kinds::ANY,
    }
}
