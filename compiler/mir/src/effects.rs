//! What each instruction may do besides computing its result.

use crate::ir::{Function, Inst, Op, Type};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effects {
    /// Has an edge to the block's handler.
    pub throws: bool,
    /// May run JavaScript (and so collect): a safepoint.
    pub calls_js: bool,
    /// May enter other code itself; else what it runs is called by the runtime, which checks the stacks and polls.
    pub enters_code: bool,
    /// Changes nothing but its vregs and never throws, though it may read memory: removed where its result is not used.
    pub removable: bool,
}

const PLAIN: Effects = Effects { throws: false, calls_js: false, enters_code: false, removable: false };
const REMOVABLE: Effects = Effects { removable: true, ..PLAIN };
const THROWS: Effects = Effects { throws: true, ..PLAIN };
/// Getters, conversions and the like.
const HOOKS: Effects = Effects { calls_js: true, ..THROWS };
const CALLS: Effects = Effects { enters_code: true, ..HOOKS };

impl Inst {
    /// Effects of the instruction in `f`, whose vreg types decide between the operators on values,
    /// which may call JavaScript, and those on machine numbers, which are removable.
    #[must_use]
    pub fn effects(&self, f: &Function) -> Effects {
        let on_values = self.args.iter().any(|a| f.ty(*a) == Type::Value);
        match self.op {
            Op::Const(_) | Op::Copy | Op::Convert | Op::BoxDouble => REMOVABLE,
            Op::Add
            | Op::Sub
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
            | Op::Lt
            | Op::Le
            | Op::Gt
            | Op::Ge
            | Op::LooseEq
            | Op::Neg
            | Op::BitNot
            | Op::Inc
            | Op::Dec => {
                if on_values {
                    HOOKS
                } else {
                    REMOVABLE
                }
            }
            Op::StrictEq
            | Op::Truthy
            | Op::Not
            | Op::Typeof
            | Op::IsNullish
            | Op::IsUndefined
            | Op::IsTdz
            | Op::IsDone
            | Op::IsClosure(_)
            | Op::ClosureEnv => REMOVABLE,
            Op::InstanceOf | Op::In | Op::ToNumber | Op::ToNumeric | Op::ToInt32 | Op::ToString | Op::ToPropertyKey => {
                HOOKS
            }
            Op::ToObject | Op::CoerceThis | Op::MapArguments(_) => THROWS,
            Op::Param(_) | Op::This | Op::Callee | Op::Env | Op::NewTarget => REMOVABLE,
            Op::Rest(_) | Op::Arguments => THROWS,
            Op::LoadGlobal(_) | Op::LoadEnv(_) | Op::LoadHome => REMOVABLE,
            Op::StoreGlobal(_) | Op::StoreEnv(_) => PLAIN,
            Op::LoadBuiltin(_) | Op::LoadBuiltinOrUndefined(_) => HOOKS,
            Op::StoreBuiltin(_) => CALLS,
            Op::DeleteBuiltin(_) | Op::HasBuiltin(_) => CALLS,
            Op::CheckGlobal(..) | Op::DeclareGlobalVar(..) | Op::DeclareGlobalFunction(..) => CALLS,
            Op::GlobalThis => REMOVABLE,
            Op::DeclareGlobalLexical(..) => THROWS,
            Op::WithHas(_) | Op::WithGet(_) | Op::WithSet(_) | Op::DirectEval(..) => CALLS,
            Op::BigInt(_) => THROWS,
            Op::RegExp(..) | Op::DisposeMethod | Op::AsyncDisposeMethod => CALLS,
            Op::NewSuppressedError => THROWS,
            Op::NewEnv(_) => THROWS,
            Op::CheckTdz(_) | Op::ThrowConstAssign(_) | Op::ThrowError(..) | Op::CheckDestructurable(_) => THROWS,
            Op::Closure(_) | Op::SetFunctionName => THROWS,
            Op::SetFieldInitializer | Op::SetHome | Op::SuperConstructor => PLAIN,
            Op::NewClass | Op::InitFields => CALLS,
            Op::DerivedResult => THROWS,
            Op::Call(_) | Op::CallNext(_) | Op::CallSpread(_) => CALLS,
            Op::Construct(_) | Op::ConstructSpread(_) | Op::CallKnown(_) | Op::CallClosure(_) => CALLS,
            Op::NextYielded => REMOVABLE,
            Op::NewObject(_) | Op::NewArray(_) | Op::Literal(_) | Op::ArrayPush => THROWS,
            Op::ArrayAppend(_) => CALLS,
            Op::GetProp(_) | Op::SetProp(_) | Op::InitProp(_) | Op::GetElem | Op::SetElem => HOOKS,
            Op::LoadField(..) => REMOVABLE,
            Op::StoreField(..) | Op::LearnLayout(_) => PLAIN,
            Op::DefineField | Op::DefineMethod(..) | Op::CopyProps | Op::Delete => CALLS,
            Op::SetProtoLiteral => PLAIN,
            Op::GetSuper | Op::SetSuper => CALLS,
            Op::TemplateObject | Op::NewPrivateName(_) => THROWS,
            Op::GetPrivate | Op::SetPrivate => HOOKS,
            Op::DefinePrivate(_) | Op::HasPrivate => CALLS,
            Op::Namespace(_) => THROWS,
            Op::IterOpen(_) | Op::IterNext | Op::IterSkip | Op::IterClose | Op::IterRest => CALLS,
            Op::AsyncIterOpen(_) | Op::AsyncIterNext | Op::AsyncIterStep | Op::AsyncIterClose => CALLS,
            Op::IterResultDone => CALLS,
            Op::CheckIterResult => THROWS,
            Op::IterCloseSilent => Effects { throws: false, ..CALLS },
            Op::ForInOpen | Op::ForInNext => CALLS,
            Op::EvaluateModule | Op::ProgramPromise | Op::ImportType | Op::FindModule => CALLS,
            Op::Catch => PLAIN,
            Op::NewGenerator(_) | Op::AsyncStart | Op::AsyncReturn => CALLS,
            Op::AsyncThrow => THROWS,
            Op::Generator | Op::ResumeMode | Op::ResumeValue => REMOVABLE,
            Op::LoadState | Op::LoadFrame(_) => PLAIN,
            Op::SetState(..) | Op::SetRunning | Op::SetDone | Op::StoreFrame(_) => PLAIN,
            Op::DelegateStep => CALLS,
            Op::DelegateResult => PLAIN,
        }
    }

    /// May an object have other properties afterwards, or have them elsewhere, so that what is known of layouts is lost?
    #[must_use]
    pub fn clobbers_layouts(&self, f: &Function) -> bool {
        self.effects(f).calls_js || matches!(self.op, Op::SetProtoLiteral | Op::SetFunctionName | Op::Catch)
    }
}
