//! The one match over MIR instructions: each goes to its theme.

use crate::code::Inst;
use crate::machine::Machine;
use yarrow_machine::or_done;
use yarrow_machine::prelude::*;
use yarrow_mir::{Enumerable, MethodKind, Op};
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{Arithmetic, JsResult, expect_function, expect_object, expect_string};

impl Machine<'_> {
    /// Runs one instruction.
    #[inline(always)]
    pub fn step(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        self.mark(inst.loc);
        match inst.op {
            Op::Const(_) => self.load_constant(inst),
            Op::Copy => self.pass_on(inst, 0),
            Op::Convert => self.convert(inst),
            // A register of that type holds it so.
            Op::BoxDouble => self.pass_on(inst, 0),

            Op::Add => return self.op_add(ctx, inst),
            Op::Sub => return self.op_arithmetic(ctx, inst, Arithmetic::Sub),
            Op::Mul => return self.op_arithmetic(ctx, inst, Arithmetic::Mul),
            Op::Div => return self.op_arithmetic(ctx, inst, Arithmetic::Div),
            Op::Rem => return self.op_arithmetic(ctx, inst, Arithmetic::Rem),
            Op::Exp => return self.op_arithmetic(ctx, inst, Arithmetic::Exp),
            Op::BitAnd => return self.op_bits(ctx, inst, Arithmetic::BitAnd),
            Op::BitOr => return self.op_bits(ctx, inst, Arithmetic::BitOr),
            Op::BitXor => return self.op_bits(ctx, inst, Arithmetic::BitXor),
            Op::Shl => return self.op_bits(ctx, inst, Arithmetic::Shl),
            Op::Shr => return self.op_bits(ctx, inst, Arithmetic::Shr),
            Op::Ushr => return self.op_bits(ctx, inst, Arithmetic::Ushr),
            Op::Lt => return self.op_compare(ctx, inst, |o| o.is_lt(), |a, b| a < b),
            Op::Le => return self.op_compare(ctx, inst, |o| o.is_le(), |a, b| a <= b),
            Op::Gt => return self.op_compare(ctx, inst, |o| o.is_gt(), |a, b| a > b),
            Op::Ge => return self.op_compare(ctx, inst, |o| o.is_ge(), |a, b| a >= b),
            Op::LooseEq => self.set_bool(inst, ctx.loose_equals(self.arg(inst, 0), self.arg(inst, 1))?),
            Op::StrictEq => self.set_bool(inst, ctx.strict_equals(self.arg(inst, 0), self.arg(inst, 1))),
            Op::InstanceOf => self.set_bool(inst, ctx.instance_of(self.arg(inst, 0), self.arg(inst, 1))?),
            Op::In => self.set_bool(inst, ctx.has_in(self.arg(inst, 0), self.arg(inst, 1))?),
            Op::Neg => return self.op_neg(ctx, inst),
            Op::BitNot => return self.op_bit_not(ctx, inst),
            Op::Inc => return self.op_step(ctx, inst, 1),
            Op::Dec => return self.op_step(ctx, inst, -1),
            Op::ToNumber => return self.op_to_number(ctx, inst),
            Op::ToNumeric => self.set(inst.dst, ctx.to_numeric(self.arg(inst, 0))?),
            Op::ToInt32 => {
                let d = ctx.bitwise_operand(self.arg(inst, 0))?;
                self.set(inst.dst, Value::int(ctx.to_int32(Value::number(d))?));
            }
            Op::ToString => self.set(inst.dst, ctx.to_string(self.arg(inst, 0))?.value()),
            Op::ToPropertyKey => self.set(inst.dst, ctx.key_value(self.arg(inst, 0))?),
            Op::ToObject => self.set(inst.dst, ctx.to_object(self.arg(inst, 0))?.value()),
            Op::CoerceThis => return self.op_coerce_this(ctx, inst),
            Op::MapArguments(n) => return self.op_map_arguments(ctx, inst, n),
            Op::Truthy => self.op_truthy(ctx, inst),
            Op::Not => {
                let b = self.arg(inst, 0) != Value::TRUE;
                self.set_bool(inst, b);
            }
            Op::Typeof => self.set(inst.dst, ctx.type_of(self.arg(inst, 0)).value()),
            Op::IsNullish => {
                let b = self.arg(inst, 0).is_nullish();
                self.set_bool(inst, b);
            }
            Op::IsUndefined => self.op_is(inst, Value::UNDEFINED),
            Op::IsTdz => self.op_is(inst, Value::TDZ),
            Op::IsDone => self.op_is(inst, Value::ITER_DONE),

            Op::Param(i) => self.set(inst.dst, self.args().get(i as usize)),
            Op::This => self.load_this(inst.dst),
            Op::Callee => self.set(inst.dst, self.args().callee()),
            Op::Env => self.set(inst.dst, self.args().data()),
            Op::NewTarget => self.set(inst.dst, self.args().new_target()),
            Op::Rest(from) => self.set(inst.dst, ctx.new_array(self.args().from(from as usize))?.value()),
            Op::Arguments => self.set(inst.dst, ctx.new_arguments(self.args().from(0))?.value()),

            Op::LoadGlobal(g) => self.set(inst.dst, self.unit.load_global(ctx, g)),
            Op::StoreGlobal(g) => self.unit.store_global(ctx, g, self.arg(inst, 0)),
            Op::LoadBuiltin(_) => return self.op_load_builtin(ctx, inst, true),
            Op::LoadBuiltinOrUndefined(_) => return self.op_load_builtin(ctx, inst, false),
            Op::StoreBuiltin(_) => return self.op_store_builtin(ctx, inst),
            Op::DeleteBuiltin(_) => self.set_bool(inst, ctx.global_delete(self.name(inst))?),
            Op::HasBuiltin(_) => self.set_bool(inst, ctx.global_has(self.name(inst))?),
            Op::GlobalThis => self.set(inst.dst, ctx.global.value()),
            Op::CheckGlobal(kind, _) => return self.op_check_global(ctx, inst, kind),
            Op::DeclareGlobalLexical(_, g, mutability) => self.op_declare_lexical(ctx, inst, g, mutability),
            Op::DeclareGlobalVar(_, deletable) => return self.op_declare_var(ctx, inst, deletable),
            Op::DeclareGlobalFunction(_, deletable) => return self.op_declare_function(ctx, inst, deletable),
            Op::WithHas(_) => return self.op_with_has(ctx, inst),
            Op::WithGet(_) => return self.op_with_get(ctx, inst),
            Op::WithSet(_) => return self.op_with_set(ctx, inst),
            Op::DirectEval(scope, _) => return self.op_direct_eval(ctx, inst, scope),
            Op::NewEnv(slots) => self.set(inst.dst, ctx.new_environment(slots)?),
            Op::LoadEnv(slot) => self.set(inst.dst, ctx.env_slot(self.arg(inst, 0), slot)),
            Op::StoreEnv(slot) => ctx.set_env_slot(self.arg(inst, 0), slot, self.arg(inst, 1)),
            Op::CheckTdz(_) => {
                if self.arg(inst, 0) == Value::TDZ {
                    return Err(ctx.throw_tdz(self.word(inst)));
                }
            }
            Op::ThrowConstAssign(_) => return Err(ctx.throw_const_assign()),
            Op::ThrowError(kind, _) => return Err(ctx.throw_new(kind, self.word(inst))),
            Op::CheckDestructurable(_) => return self.op_check_destructurable(ctx, inst),

            Op::Closure(f) => return self.op_closure(ctx, inst, f),
            Op::SetFunctionName => return ctx.name_function(self.arg(inst, 0), self.arg(inst, 1), MethodKind::Method),
            Op::NewClass => self.set(inst.dst, ctx.class_new(self.arg(inst, 0), self.arg(inst, 1))?),
            Op::SetFieldInitializer => ctx.set_field_initializer(self.arg(inst, 0), self.arg(inst, 1)),
            Op::SetHome => ctx.set_home_object(expect_function(self.arg(inst, 0)), self.arg(inst, 1)),
            Op::IsClosure(f) => {
                let b = self.is_closure(self.arg(inst, 0), f);
                self.set_bool(inst, b);
            }
            Op::ClosureEnv => self.set(inst.dst, ctx.closure_env(self.arg(inst, 0))),
            Op::LoadHome => self.set(inst.dst, ctx.home_object(self.arg(inst, 0))),
            Op::SuperConstructor => self.set(inst.dst, ctx.prototype_of(expect_object(self.arg(inst, 0)))),
            Op::InitFields => return ctx.init_fields(self.arg(inst, 0), self.arg(inst, 1)),
            Op::DerivedResult => return self.op_derived_result(ctx, inst),
            Op::Call(_) | Op::CallClosure(_) => return self.op_call(ctx, inst),
            Op::CallNext(_) => return self.op_call_next(ctx, inst),
            Op::NextYielded => self.set_bool(inst, self.yielded),
            Op::CallSpread(_) => self.set(
                inst.dst,
                ctx.call_spread(self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2), self.word(inst))?,
            ),
            Op::Construct(_) => return self.op_construct(ctx, inst),
            Op::ConstructSpread(_) => self.set(
                inst.dst,
                ctx.construct_spread(self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2), self.word(inst))?,
            ),
            Op::CallKnown(f) => return self.op_call_known(ctx, inst, f),

            Op::NewObject(slots) => return self.op_new_object(ctx, inst, slots),
            Op::NewArray(capacity) => self.set(inst.dst, ctx.new_array_with_capacity(capacity)?.value()),
            Op::Literal(i) => return self.op_literal(ctx, inst, i),
            Op::ArrayPush => return self.op_array_push(ctx, inst),
            Op::ArrayAppend(_) => {
                return ctx.append_iterable(self.arg(inst, 0), self.arg(inst, 1), self.word(inst));
            }
            // Guards on the heap fail, so what stands behind one is never done.
            Op::GetProp(_) | Op::LoadField(..) => return self.op_get_prop(ctx, inst),
            Op::SetProp(_) | Op::StoreField(..) => return self.op_set_prop(ctx, inst),
            Op::LearnLayout(_) => self.set(inst.dst, Value::int(0)),
            Op::InitProp(_) => return self.op_init_prop(ctx, inst),
            Op::GetElem => self.set(inst.dst, ctx.get_elem(self.arg(inst, 0), self.arg(inst, 1))?),
            Op::SetElem => {
                return ctx.put_elem(self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2), self.code.strictness);
            }
            Op::DefineField => return ctx.define_field(self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2)),
            Op::DefineMethod(kind, enumerable) => {
                let (o, key, f) = (self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2));
                return ctx.define_method_elem(o, key, f, kind, enumerable == Enumerable::Yes);
            }
            Op::SetProtoLiteral => return ctx.set_proto_literal(self.arg(inst, 0), self.arg(inst, 1)),
            Op::CopyProps => return ctx.copy_props(self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2)),
            Op::Delete => {
                self.set_bool(inst, ctx.delete_elem(self.arg(inst, 0), self.arg(inst, 1), self.code.strictness)?)
            }
            Op::GetSuper => {
                self.set(inst.dst, ctx.get_super_elem(self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2))?)
            }
            Op::SetSuper => {
                let (base, key, this) = (self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2));
                return ctx.put_super_elem(base, key, this, self.arg(inst, 3), self.code.strictness);
            }
            Op::TemplateObject => return self.op_template_object(ctx, inst),
            Op::BigInt(_) => self.set(inst.dst, ctx.new_bigint_from_text(&expect_string(self.word(inst)).to_rust())?),
            Op::RegExp(_, flags) => return self.op_regexp(ctx, inst, flags),
            Op::DisposeMethod => self.set(inst.dst, ctx.get_dispose_method(self.arg(inst, 0))?),
            Op::AsyncDisposeMethod => self.set(inst.dst, ctx.get_async_dispose_method(self.arg(inst, 0))?),
            Op::NewSuppressedError => {
                self.set(inst.dst, ctx.new_suppressed_error(self.arg(inst, 0), self.arg(inst, 1))?)
            }
            Op::NewPrivateName(_) => self.set(inst.dst, ctx.new_private_name(self.word(inst))?.value()),
            Op::GetPrivate => self.set(inst.dst, ctx.get_private(self.arg(inst, 0), self.arg(inst, 1))?),
            Op::SetPrivate => return ctx.put_private(self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2)),
            Op::DefinePrivate(kind) => {
                return ctx.define_private(self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2), kind);
            }
            Op::HasPrivate => self.set_bool(inst, ctx.has_private(self.arg(inst, 0), self.arg(inst, 1))?),
            Op::Namespace(i) => return self.op_namespace(ctx, inst, i),

            Op::IterOpen(_) => self.set(inst.dst, ctx.iter_open_named(self.arg(inst, 0), self.word(inst))?),
            Op::IterNext => self.set(inst.dst, or_done(ctx.iter_next(self.arg(inst, 0)))?),
            Op::IterSkip => return ctx.iter_step(self.arg(inst, 0)).map(|_| ()),
            Op::IterClose => return ctx.iter_close(self.arg(inst, 0)),
            Op::IterCloseSilent => ctx.iter_close_silent(self.arg(inst, 0)),
            Op::IterRest => self.set(inst.dst, ctx.iter_rest(self.arg(inst, 0))?),
            Op::AsyncIterOpen(_) => self.set(inst.dst, ctx.async_iter_open(self.arg(inst, 0), self.word(inst))?),
            Op::AsyncIterNext => self.set(inst.dst, ctx.async_iter_next(self.arg(inst, 0))?),
            Op::AsyncIterStep => return self.op_async_iter_step(ctx, inst),
            Op::AsyncIterClose => self.set(inst.dst, or_done(ctx.async_iter_close(self.arg(inst, 0)))?),
            Op::IterResultDone => self.set_bool(inst, ctx.iter_result_done(self.arg(inst, 0))?),
            Op::CheckIterResult => return ctx.check_iter_result(self.arg(inst, 0)),
            Op::ForInOpen => self.set(inst.dst, ctx.for_in_open(self.arg(inst, 0))?),
            Op::ForInNext => self.set(inst.dst, or_done(ctx.for_in_next(self.arg(inst, 0)))?),

            Op::EvaluateModule => self.set(inst.dst, ctx.evaluate_module(self.arg(inst, 0))?),
            Op::ProgramPromise => return ctx.await_program(self.arg(inst, 0), self.arg(inst, 1)),
            Op::ImportType => self.set(inst.dst, ctx.import_type(self.arg(inst, 0))?),
            Op::FindModule => {
                let url = ctx.find_module(self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2))?;
                self.set(inst.dst, url);
            }

            Op::Catch => self.set(inst.dst, ctx.take_pending()),

            Op::NewGenerator(_)
            | Op::AsyncStart
            | Op::AsyncReturn
            | Op::AsyncThrow
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
}
