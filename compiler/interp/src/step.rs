//! The one match over MIR instructions: each goes to its theme.

use crate::decode::Inst;
use crate::machine::Machine;
use yarrow_core::{Arithmetic, JsResult, Value};
use yarrow_mir::Op;

impl Machine<'_> {
    /// Runs one instruction.
    #[inline(always)]
    pub fn step(&mut self, inst: &Inst) -> JsResult<()> {
        self.mark(inst.loc);
        match inst.op {
            Op::Const(_) => self.set(inst.dst, Self::word(inst)),
            Op::Copy => self.set(inst.dst, self.arg(inst, 0)),
            Op::Convert => self.convert(inst),

            Op::Add => return self.op_add(inst),
            Op::Sub => return self.op_arithmetic(inst, Arithmetic::Sub),
            Op::Mul => return self.op_arithmetic(inst, Arithmetic::Mul),
            Op::Div => return self.op_arithmetic(inst, Arithmetic::Div),
            Op::Rem => return self.op_arithmetic(inst, Arithmetic::Rem),
            Op::Exp => return self.op_arithmetic(inst, Arithmetic::Exp),
            Op::BitAnd => return self.op_bits(inst, Arithmetic::BitAnd),
            Op::BitOr => return self.op_bits(inst, Arithmetic::BitOr),
            Op::BitXor => return self.op_bits(inst, Arithmetic::BitXor),
            Op::Shl => return self.op_bits(inst, Arithmetic::Shl),
            Op::Shr => return self.op_bits(inst, Arithmetic::Shr),
            Op::Ushr => return self.op_bits(inst, Arithmetic::Ushr),
            Op::Lt => return self.op_compare(inst, |o| o.is_lt(), |a, b| a < b),
            Op::Le => return self.op_compare(inst, |o| o.is_le(), |a, b| a <= b),
            Op::Gt => return self.op_compare(inst, |o| o.is_gt(), |a, b| a > b),
            Op::Ge => return self.op_compare(inst, |o| o.is_ge(), |a, b| a >= b),
            Op::LooseEq => return self.op_loose_eq(inst),
            Op::StrictEq => self.op_strict_eq(inst),
            Op::InstanceOf => return self.op_instance_of(inst),
            Op::In => return self.op_in(inst),
            Op::Neg => return self.op_neg(inst),
            Op::BitNot => return self.op_bit_not(inst),
            Op::Inc => return self.op_step(inst, 1),
            Op::Dec => return self.op_step(inst, -1),
            Op::ToNumber => return self.op_to_number(inst),
            Op::ToNumeric => return self.op_to_numeric(inst),
            Op::ToInt32 => return self.op_to_int32(inst),
            Op::ToString => return self.op_to_string(inst),
            Op::ToPropertyKey => return self.op_to_property_key(inst),
            Op::ToObject => return self.op_to_object(inst),
            Op::CoerceThis => return self.op_coerce_this(inst),
            Op::MapArguments(n) => return self.op_map_arguments(inst, n),
            Op::Truthy => self.op_truthy(inst),
            Op::Not => {
                let b = self.arg(inst, 0) != Value::TRUE;
                self.set_bool(inst, b);
            }
            Op::Typeof => self.op_typeof(inst),
            Op::IsNullish => {
                let b = self.arg(inst, 0).is_nullish();
                self.set_bool(inst, b);
            }
            Op::IsUndefined => self.op_is(inst, Value::UNDEFINED),
            Op::IsTdz => self.op_is(inst, Value::TDZ),
            Op::IsDone => self.op_is(inst, Value::ITER_DONE),

            Op::Param(i) => self.set(inst.dst, self.arguments().get(i as usize).copied().unwrap_or(Value::UNDEFINED)),
            Op::This => self.set(inst.dst, self.this()),
            Op::Callee => self.set(inst.dst, self.incoming(0)),
            Op::Env => self.set(inst.dst, self.env()),
            Op::NewTarget => {
                let target = if self.is_construct() { self.incoming(1) } else { Value::UNDEFINED };
                self.set(inst.dst, target);
            }
            Op::Rest(from) => return self.op_rest(inst, from),
            Op::Arguments => return self.op_arguments(inst),

            Op::LoadGlobal(g) => self.op_load_global(inst, g),
            Op::StoreGlobal(g) => self.op_store_global(inst, g),
            Op::LoadBuiltin(_) => return self.op_load_builtin(inst, true),
            Op::LoadBuiltinOrUndefined(_) => return self.op_load_builtin(inst, false),
            Op::StoreBuiltin(_) => return self.op_store_builtin(inst),
            Op::DeleteBuiltin(_) => return self.op_delete_builtin(inst),
            Op::GlobalThis => self.set(inst.dst, self.ctx.global.value()),
            Op::CheckGlobal(kind, _) => return self.op_check_global(inst, kind),
            Op::DeclareGlobalLexical(_, g, mutability) => self.op_declare_lexical(inst, g, mutability),
            Op::DeclareGlobalVar(_, deletable) => return self.op_declare_var(inst, deletable),
            Op::DeclareGlobalFunction(_, deletable) => return self.op_declare_function(inst, deletable),
            Op::WithHas(_) => return self.op_with_has(inst),
            Op::WithGet(_) => return self.op_with_get(inst),
            Op::WithSet(_) => return self.op_with_set(inst),
            Op::DirectEval(scope, _) => return self.op_direct_eval(inst, scope),
            Op::NewEnv(slots) => return self.op_new_env(inst, slots),
            Op::LoadEnv(slot) => self.op_load_env(inst, slot),
            Op::StoreEnv(slot) => self.op_store_env(inst, slot),
            Op::CheckTdz(_) => return self.op_check_tdz(inst),
            Op::ThrowConstAssign(_) => return self.op_throw_const_assign(),
            Op::ThrowError(kind, _) => return self.op_throw_error(inst, kind),
            Op::CheckDestructurable(_) => return self.op_check_destructurable(inst),

            Op::Closure(f) => return self.op_closure(inst, f),
            Op::SetFunctionName => return self.op_set_function_name(inst),
            Op::NewClass => return self.op_new_class(inst),
            Op::SetFieldInitializer => self.op_set_field_initializer(inst),
            Op::SetHome => self.op_set_home(inst),
            Op::LoadHome => self.op_load_home(inst),
            Op::SuperConstructor => self.op_super_constructor(inst),
            Op::InitFields => return self.op_init_fields(inst),
            Op::DerivedResult => return self.op_derived_result(inst),
            Op::Call(_) => return self.op_call(inst),
            Op::CallSpread(_) => return self.op_call_spread(inst),
            Op::Construct(_) => return self.op_construct(inst),
            Op::ConstructSpread(_) => return self.op_construct_spread(inst),
            Op::CallKnown(f) => return self.op_call_known(inst, f),

            Op::NewObject(slots) => return self.op_new_object(inst, slots),
            Op::NewArray(capacity) => return self.op_new_array(inst, capacity),
            Op::ArrayPush => return self.op_array_push(inst),
            Op::ArrayAppend => return self.op_array_append(inst),
            Op::GetProp(_) => return self.op_get_prop(inst),
            Op::SetProp(_) => return self.op_set_prop(inst),
            Op::InitProp(_) => return self.op_init_prop(inst),
            Op::GetElem => return self.op_get_elem(inst),
            Op::SetElem => return self.op_set_elem(inst),
            Op::DefineField => return self.op_define_field(inst),
            Op::DefineMethod(kind, enumerable) => return self.op_define_method(inst, kind, enumerable),
            Op::SetProtoLiteral => return self.op_set_proto_literal(inst),
            Op::CopyProps => return self.op_copy_props(inst),
            Op::Delete => return self.op_delete(inst),
            Op::GetSuper => return self.op_get_super(inst),
            Op::SetSuper => return self.op_set_super(inst),
            Op::TemplateObject => return self.op_template_object(inst),
            Op::BigInt(_) => return self.op_bigint(inst),
            Op::RegExp(_, flags) => return self.op_regexp(inst, flags),
            Op::DisposeMethod => return self.op_dispose_method(inst),
            Op::NewSuppressedError => return self.op_new_suppressed_error(inst),
            Op::NewPrivateName(_) => return self.op_new_private_name(inst),
            Op::GetPrivate => return self.op_get_private(inst),
            Op::SetPrivate => return self.op_set_private(inst),
            Op::DefinePrivate(kind) => return self.op_define_private(inst, kind),
            Op::HasPrivate => return self.op_has_private(inst),
            Op::Namespace(i) => return self.op_namespace(inst, i),

            Op::IterOpen(_) => return self.op_iter_open(inst),
            Op::IterNext => return self.op_iter_next(inst),
            Op::IterSkip => return self.op_iter_skip(inst),
            Op::IterClose => return self.op_iter_close(inst),
            Op::IterCloseSilent => self.op_iter_close_silent(inst),
            Op::IterRest => return self.op_iter_rest(inst),
            Op::ForInOpen => return self.op_for_in_open(inst),
            Op::ForInNext => return self.op_for_in_next(inst),

            Op::Catch => {
                let thrown = std::mem::replace(&mut self.ctx.store.prefix.exception, Value::UNDEFINED);
                self.set(inst.dst, thrown);
            }

            Op::NewGenerator(_)
            | Op::Generator
            | Op::ResumeMode
            | Op::ResumeValue
            | Op::LoadState
            | Op::SetState(..)
            | Op::SetRunning
            | Op::SetDone
            | Op::LoadFrame(_)
            | Op::StoreFrame(_)
            | Op::DelegateStep
            | Op::DelegateResult => {
                panic!("{:?} in {}: the interpreter runs generators before they are lowered", inst.op, self.code.name)
            }
        }
        Ok(())
    }

    /// Stores the result of an operation that may have used the root stack.
    #[inline(always)]
    pub fn finish_value(&mut self, inst: &Inst, result: JsResult<Value>) -> JsResult<()> {
        self.ctx.store.prefix.root_top = self.top;
        self.set(inst.dst, result?);
        Ok(())
    }

    #[inline(always)]
    pub fn finish_bool(&mut self, inst: &Inst, result: JsResult<bool>) -> JsResult<()> {
        self.finish_value(inst, result.map(Value::bool))
    }

    #[inline(always)]
    pub fn finish_effect(&mut self, result: JsResult<()>) -> JsResult<()> {
        self.ctx.store.prefix.root_top = self.top;
        result
    }
}
