//! The one match over MIR instructions: each goes to its theme, or is a runtime function.

use crate::arith::{Arith, Bits, Double};
use crate::compare::Relation;
use crate::function::Lowering;
use crate::module::offset;
use yarrow_abi::functions::RtFn;
use yarrow_abi::kinds::MethodKind;
use yarrow_abi::layout::{CALL_HEADER, FUNCTION_ENV, FUNCTION_FIELDS, FUNCTION_HOME};
use yarrow_abi::value::{ITER_DONE, TDZ, UNDEFINED};
use yarrow_lir::{BinOp, IntCc};
use yarrow_mir::{Inst, Op};

impl Lowering<'_, '_> {
    pub fn lower_inst(&mut self, inst: &Inst) {
        if !self.inline && self.lower_out_of_line(inst) {
            return;
        }
        match inst.op {
            Op::Const(c) => self.lower_const(inst.dst.expect("a result"), c),
            Op::Copy => {
                let v = self.reg(inst.args[0]);
                self.result(inst, v);
            }
            Op::Convert => self.lower_convert(inst),
            Op::BoxDouble => {
                let d = self.reg(inst.args[0]);
                let v = self.box_f64(d);
                self.result(inst, v);
            }

            Op::Add => self.lower_arith(inst, Arith::Add),
            Op::Sub => self.lower_arith(inst, Arith::Sub),
            Op::Mul => self.lower_arith(inst, Arith::Mul),
            Op::Div => self.lower_double(inst, Double::Div),
            Op::Exp => self.lower_double(inst, Double::Exp),
            Op::Rem => self.lower_rem(inst),
            Op::BitAnd => self.lower_bits(inst, Bits::And),
            Op::BitOr => self.lower_bits(inst, Bits::Or),
            Op::BitXor => self.lower_bits(inst, Bits::Xor),
            Op::Shl => self.lower_bits(inst, Bits::Shl),
            Op::Shr => self.lower_bits(inst, Bits::Shr),
            Op::Ushr => self.lower_bits(inst, Bits::Ushr),
            Op::Lt => self.lower_relation(inst, Relation::Lt),
            Op::Le => self.lower_relation(inst, Relation::Le),
            Op::Gt => self.lower_relation(inst, Relation::Gt),
            Op::Ge => self.lower_relation(inst, Relation::Ge),
            Op::LooseEq => self.lower_loose_eq(inst),
            Op::StrictEq => self.lower_strict_eq(inst),
            Op::InstanceOf => self.lower_rt(inst, RtFn::rt_instanceof),
            Op::In => self.lower_rt(inst, RtFn::rt_in),
            Op::Neg => self.lower_neg(inst),
            Op::BitNot => self.lower_bit_not(inst),
            Op::Inc => self.lower_step(inst, Arith::Add, RtFn::rt_inc),
            Op::Dec => self.lower_step(inst, Arith::Sub, RtFn::rt_dec),
            Op::ToNumber => self.lower_to_number(inst, RtFn::rt_to_number),
            Op::ToNumeric => self.lower_to_number(inst, RtFn::rt_to_numeric),
            Op::ToInt32 => self.lower_to_int32(inst),
            Op::ToString => self.lower_rt(inst, RtFn::rt_to_string),
            Op::ToPropertyKey => self.lower_to_property_key(inst),
            Op::ToObject => self.lower_rt(inst, RtFn::rt_to_object),
            Op::CoerceThis => self.lower_coerce_this(inst),
            Op::MapArguments(n) => {
                self.lower_rt_with(inst, RtFn::rt_map_arguments, |me| Some(me.b.i32(n.cast_signed())));
            }
            Op::Truthy => self.lower_truthy(inst),
            Op::Not => {
                let r = self.reg(inst.args[0]);
                let v = self.b.bin_imm(BinOp::Xor, r, 1);
                self.set_bool(inst.dst.expect("a result"), v);
            }
            Op::Typeof => self.lower_rt(inst, RtFn::rt_typeof),
            Op::IsNullish => {
                let v = self.boxed(inst.args[0]);
                let flag = self.is_nullish(v);
                self.set_bool(inst.dst.expect("a result"), flag);
            }
            Op::IsUndefined => self.lower_is(inst, UNDEFINED),
            Op::IsTdz => self.lower_is(inst, TDZ),
            Op::IsDone => self.lower_is(inst, ITER_DONE),

            Op::Param(_)
            | Op::This
            | Op::Callee
            | Op::Env
            | Op::NewTarget
            | Op::Rest(_)
            | Op::Arguments
            | Op::Generator
            | Op::ResumeMode
            | Op::ResumeValue => panic!("{:?} of {} outside the prologue", inst.op, self.mir.name),

            Op::LoadGlobal(g) => self.lower_load_global(inst, g),
            Op::StoreGlobal(g) => self.lower_store_global(inst, g),
            Op::LoadBuiltin(name) => self.lower_load_builtin(inst, name, RtFn::rt_global_get),
            Op::LoadBuiltinOrUndefined(name) => {
                self.lower_load_builtin(inst, name, RtFn::rt_global_get_or_undefined);
            }
            Op::StoreBuiltin(name) => {
                let name = self.string(name);
                let v = self.boxed(inst.args[0]);
                let set = self.by_strictness(RtFn::rt_global_set, RtFn::rt_global_set_sloppy);
                self.rt(set, &[name, v]);
            }
            Op::DeleteBuiltin(name) => self.lower_rt_with(inst, RtFn::rt_global_delete, |me| Some(me.string(name))),
            Op::HasBuiltin(name) => self.lower_rt_with(inst, RtFn::rt_global_has, |me| Some(me.string(name))),
            Op::GlobalThis => self.lower_rt(inst, RtFn::rt_global_this),
            Op::CheckGlobal(sort, name) => {
                let args = [self.string(name), self.b.kind(sort)];
                self.rt(RtFn::rt_global_check, &args);
            }
            Op::DeclareGlobalLexical(name, global, mutability) => {
                let slot = offset(global.as_u32() as usize * 8);
                let args = [self.string(name), self.instance_addr(slot), self.b.kind(mutability)];
                self.rt(RtFn::rt_global_declare_lexical, &args);
            }
            Op::DeclareGlobalVar(name, deletable) => {
                let args = [self.string(name), self.b.kind(deletable)];
                self.rt(RtFn::rt_global_declare_var, &args);
            }
            Op::DeclareGlobalFunction(name, deletable) => {
                let closure = self.boxed(inst.args[0]);
                let args = [closure, self.string(name), self.b.kind(deletable)];
                self.rt(RtFn::rt_global_declare_function, &args);
            }
            Op::WithHas(name) => self.lower_rt_with(inst, RtFn::rt_with_has, |me| Some(me.string(name))),
            Op::WithGet(name) => {
                let get = self.by_strictness(RtFn::rt_with_get, RtFn::rt_with_get_sloppy);
                self.lower_rt_with(inst, get, |me| Some(me.string(name)));
            }
            Op::WithSet(name) => {
                let set = self.by_strictness(RtFn::rt_with_set, RtFn::rt_with_set_sloppy);
                self.lower_rt_with(inst, set, |me| Some(me.string(name)));
            }
            Op::DirectEval(scope, text) => self.lower_direct_eval(inst, scope, text),
            Op::NewEnv(slots) => self.lower_new_env(inst, slots),
            Op::LoadEnv(slot) => self.lower_load_env(inst, slot),
            Op::StoreEnv(slot) => self.lower_store_env(inst, slot),
            Op::CheckTdz(name) => {
                let v = self.boxed(inst.args[0]);
                let bad = self.b.icmp_imm(IntCc::Eq, v, TDZ);
                self.throw_if(bad, RtFn::rt_throw_tdz, |me| vec![me.string(name)]);
            }
            Op::ThrowConstAssign(name) => {
                let name = self.string(name);
                self.rt(RtFn::rt_throw_const_assign, &[name]);
            }
            Op::ThrowError(kind, text) => {
                let args = self.error_arguments(kind, text);
                self.rt(RtFn::rt_throw_error, &args);
            }
            Op::CheckDestructurable(text) => {
                let v = self.boxed(inst.args[0]);
                let bad = self.is_nullish(v);
                self.throw_if(bad, RtFn::rt_throw_not_destructurable, |me| vec![v, me.string(text)]);
            }

            Op::Closure(id) => self.lower_closure(inst, id),
            Op::SetFunctionName => {
                self.lower_rt_with(inst, RtFn::rt_set_function_name, |me| Some(me.b.kind(MethodKind::Method)))
            }
            Op::NewClass => self.lower_rt(inst, RtFn::rt_class_new),
            Op::SetFieldInitializer => self.lower_store_field(inst, FUNCTION_FIELDS),
            Op::SetHome => self.lower_store_field(inst, FUNCTION_HOME),
            Op::LoadHome => self.lower_load_field(inst, FUNCTION_HOME),
            Op::ClosureEnv => self.lower_load_field(inst, FUNCTION_ENV),
            Op::IsClosure(id) => self.lower_is_closure(inst, id),
            Op::SuperConstructor => self.lower_rt(inst, RtFn::rt_super_constructor),
            Op::InitFields => self.lower_init_fields(inst),
            Op::DerivedResult => self.lower_derived_result(inst),
            Op::Call(text) => self.lower_call(inst, text),
            Op::CallNext(text) => self.lower_call_next(inst, text),
            Op::NextYielded => {
                let yielded = self.yielded();
                self.set_bool(inst.dst.expect("a result"), yielded);
            }
            Op::CallSpread(text) => self.lower_rt_with(inst, RtFn::rt_call_spread, |me| Some(me.string(text))),
            Op::Construct(text) => self.lower_construct(inst, text),
            Op::ConstructSpread(text) => {
                self.lower_rt_with(inst, RtFn::rt_construct_spread, |me| Some(me.string(text)));
            }
            Op::CallKnown(id) => self.lower_direct_call(inst, id, &[], &inst.args),
            Op::CallClosure(id) => {
                let (callee, arguments) = inst.args.split_at(CALL_HEADER);
                self.lower_direct_call(inst, id, callee, arguments);
            }

            Op::NewObject(slots) => self.lower_new_object(inst, slots),
            Op::NewArray(capacity) => self.lower_new_array(inst, capacity),
            Op::ArrayPush => self.lower_array_push(inst),
            Op::ArrayAppend(text) => self.lower_rt_with(inst, RtFn::rt_array_append, |me| Some(me.string(text))),
            Op::GetProp(name) => self.lower_get_prop(inst, name),
            Op::SetProp(name) => {
                let slow = self.by_strictness(RtFn::rt_set_prop, RtFn::rt_set_prop_sloppy);
                self.lower_set_prop(inst, name, slow);
            }
            Op::InitProp(name) => self.lower_set_prop(inst, name, RtFn::rt_init_prop),
            Op::LoadField(layout, name) => {
                let v = self.load_field(inst.args[0], layout, name);
                self.result(inst, v);
            }
            Op::StoreField(layout, name) => {
                let value = self.reg(inst.args[1]);
                self.store_field(inst.args[0], layout, name, value);
            }
            Op::LearnLayout(layout) => {
                let learned = self.learn_layout(inst.args[0], layout);
                self.result(inst, learned);
            }
            Op::GetElem => self.lower_get_elem(inst),
            Op::SetElem => self.lower_set_elem(inst),
            Op::DefineField => self.lower_rt(inst, RtFn::rt_define_field),
            Op::DefineMethod(kind, enumerable) => {
                let mut args = self.boxed_arguments(inst);
                args.extend([self.b.kind(kind), self.b.kind(enumerable)]);
                self.rt(RtFn::rt_define_method, &args);
            }
            Op::SetProtoLiteral => self.lower_rt(inst, RtFn::rt_set_proto_literal),
            Op::CopyProps => self.lower_rt(inst, RtFn::rt_copy_props),
            Op::Delete => {
                let delete = self.by_strictness(RtFn::rt_delete, RtFn::rt_delete_sloppy);
                self.lower_rt(inst, delete);
            }
            Op::GetSuper => self.lower_rt(inst, RtFn::rt_get_super),
            Op::SetSuper => {
                let set = self.by_strictness(RtFn::rt_set_super, RtFn::rt_set_super_sloppy);
                self.lower_rt(inst, set);
            }
            Op::TemplateObject => self.lower_rt(inst, RtFn::rt_template_object),
            Op::BigInt(digits) => self.lower_rt_with(inst, RtFn::rt_bigint_new, |me| Some(me.string(digits))),
            Op::RegExp(pattern, flags) => {
                let args = [self.string(pattern), self.string(flags)];
                let v = self.rt_value(RtFn::rt_regexp_new, &args);
                self.result(inst, v);
            }
            Op::DisposeMethod => self.lower_rt(inst, RtFn::rt_dispose_method),
            Op::AsyncDisposeMethod => self.lower_rt(inst, RtFn::rt_async_dispose_method),
            Op::NewSuppressedError => self.lower_rt(inst, RtFn::rt_suppressed_error_new),
            Op::NewPrivateName(text) => self.lower_rt_with(inst, RtFn::rt_private_name, |me| Some(me.string(text))),
            Op::GetPrivate | Op::SetPrivate | Op::DefinePrivate(_) | Op::HasPrivate => self.lower_private(inst),
            Op::Literal(i) => {
                let count = self.cx.program.literals[i as usize].items.len();
                let words = self.cx.literal(i);
                let words = self.b.data_addr(words);
                let count = self.b.i32(i32::try_from(count).expect("fewer than 2^31 constants"));
                let strings = self.strings();
                let v = self.rt_value(RtFn::rt_literal_new, &[words, count, strings]);
                self.result(inst, v);
            }
            Op::Namespace(i) => {
                let count = self.cx.program.namespaces[i as usize].entries.len();
                let entries = self.cx.namespace(i);
                let entries = self.b.data_addr(entries);
                let count = self.b.i32(i32::try_from(count).expect("few exports"));
                let instance = self.instance();
                let v = self.rt_value(RtFn::rt_namespace_new, &[entries, count, instance]);
                self.result(inst, v);
            }

            Op::IterOpen(text) => self.lower_iter_open(inst, text),
            Op::IterNext => self.lower_iter_next(inst),
            Op::IterSkip => self.lower_rt(inst, RtFn::rt_iter_skip),
            Op::IterClose => self.lower_iter_close(inst),
            Op::IterCloseSilent => self.lower_rt(inst, RtFn::rt_iter_close_silent),
            Op::IterRest => self.lower_rt(inst, RtFn::rt_iter_rest),
            Op::AsyncIterOpen(text) => self.lower_rt_with(inst, RtFn::rt_async_iter_open, |me| Some(me.string(text))),
            Op::AsyncIterNext => self.lower_rt(inst, RtFn::rt_async_iter_next),
            Op::AsyncIterStep => {
                let args = [self.reg(inst.args[0]), self.reg(inst.args[1]), self.boxed(inst.args[2])];
                let v = self.rt_value(RtFn::rt_async_iter_step, &args);
                self.result(inst, v);
            }
            Op::AsyncIterClose => self.lower_rt(inst, RtFn::rt_async_iter_close),
            Op::IterResultDone => self.lower_iter_result_done(inst),
            Op::CheckIterResult => self.lower_check_iter_result(inst),
            Op::ForInOpen => self.lower_rt(inst, RtFn::rt_for_in_open),
            Op::ForInNext => self.lower_rt(inst, RtFn::rt_for_in_next),

            Op::EvaluateModule => self.lower_rt(inst, RtFn::rt_evaluate_module),
            Op::ProgramPromise => self.lower_rt(inst, RtFn::rt_program_promise),
            Op::ImportType => self.lower_rt(inst, RtFn::rt_import_type),
            Op::FindModule => self.lower_rt(inst, RtFn::rt_find_module),

            Op::Catch => {
                let v = self.take_exception();
                self.result(inst, v);
            }

            Op::NewGenerator(id) => self.lower_new_generator(inst, id),
            Op::AsyncStart => self.lower_rt(inst, RtFn::rt_async_start),
            Op::AsyncReturn => self.lower_rt(inst, RtFn::rt_async_return),
            Op::AsyncThrow => self.lower_rt(inst, RtFn::rt_async_throw),
            Op::LoadState => self.lower_load_state(inst),
            Op::SetState(state, kind) => self.lower_set_state(inst, state.as_u32(), kind),
            Op::SetRunning => self.lower_set_running(inst),
            Op::SetDone => self.lower_set_done(inst),
            Op::LoadFrame(slot) => self.lower_load_frame(inst, slot),
            Op::StoreFrame(slot) => self.lower_store_frame(inst, slot),
            Op::DelegateStep => self.lower_delegate_step(inst),
            Op::DelegateResult => self.lower_delegate_result(inst),
        }
    }

    /// The runtime function for strict code or the one for the rest.
    pub fn by_strictness(&self, strict: RtFn, sloppy: RtFn) -> RtFn {
        if self.mir.strict { strict } else { sloppy }
    }

    /// Is the operand this very word?
    fn lower_is(&mut self, inst: &Inst, word: u64) {
        let v = self.boxed(inst.args[0]);
        let flag = self.b.icmp_imm(IntCc::Eq, v, word);
        self.set_bool(inst.dst.expect("a result"), flag);
    }
}
