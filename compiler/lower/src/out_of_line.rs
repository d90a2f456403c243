//! The short form of operations on values: one call of the runtime, which does all of it. It stands
//! where [`crate::inlining`] finds no fast path worth its code. The long forms end in the same calls.

use crate::facts::Kinds;
use crate::function::Lowering;
use yarrow_abi::functions::RtFn;
use yarrow_mir::{Inst, Op, Type};

impl Lowering<'_, '_> {
    /// Lowers the instruction to a call, if it has such a form and the other one is longer.
    pub fn lower_out_of_line(&mut self, inst: &Inst) -> bool {
        if let Some(func) = self.runtime_form(inst) {
            self.lower_rt(inst, func);
            return true;
        }
        let v = match inst.op {
            Op::GetProp(name) => {
                let object = self.boxed(inst.args[0]);
                let ic = self.property_cache();
                let args = [object, self.string(name), self.instance_addr(ic)];
                self.rt_value(RtFn::rt_get_prop, &args)
            }
            Op::SetProp(name) | Op::InitProp(name) => {
                let func = match inst.op {
                    Op::InitProp(_) => RtFn::rt_init_prop,
                    _ => self.by_strictness(RtFn::rt_set_prop, RtFn::rt_set_prop_sloppy),
                };
                let (object, value) = (self.boxed(inst.args[0]), self.boxed(inst.args[1]));
                let ic = self.property_cache();
                let args = [object, self.string(name), value, self.instance_addr(ic)];
                self.rt_value(func, &args);
                return true;
            }
            Op::GetPrivate | Op::SetPrivate | Op::DefinePrivate(_) | Op::HasPrivate => {
                self.call_private(inst);
                return true;
            }
            Op::LoadBuiltin(name) | Op::LoadBuiltinOrUndefined(name) => {
                let func = match inst.op {
                    Op::LoadBuiltin(_) => RtFn::rt_global_get,
                    _ => RtFn::rt_global_get_or_undefined,
                };
                let ic = self.property_cache();
                let args = [self.string(name), self.instance_addr(ic)];
                self.rt_value(func, &args)
            }
            Op::NewObject(slots) => {
                let ic = self.cx.new_ic();
                let args = [self.b.i32(slots.cast_signed()), self.instance_addr(ic)];
                self.rt_value(RtFn::rt_object_new, &args)
            }
            Op::IterOpen(text) => {
                let args = [self.boxed(inst.args[0]), self.string(text)];
                self.rt_value(RtFn::rt_iter_open, &args)
            }
            Op::NewArray(capacity) => {
                let capacity = self.b.i32(capacity.cast_signed());
                self.rt_value(RtFn::rt_array_new, &[capacity])
            }
            Op::NewEnv(slots) => {
                let slots = self.b.i32(slots.cast_signed());
                self.rt_value(RtFn::rt_env_new, &[slots])
            }
            Op::Closure(id) => {
                let entry = self.cx.entries[id].unwrap_or_else(|| panic!("{id} has no entry"));
                let info = self.cx.info(id);
                let args = [self.b.func_addr(entry), self.b.data_addr(info), self.reg(inst.args[0])];
                self.rt_value(RtFn::rt_closure, &args)
            }
            Op::Call(text) | Op::CallNext(text) => {
                if matches!(inst.op, Op::CallNext(_)) {
                    self.set_yielded(false);
                }
                self.call_through_runtime(inst, text)
            }
            _ => return false,
        };
        self.result(inst, v);
        true
    }

    /// The function of the runtime that is all of the operation. None on machine numbers, which take
    /// fewer instructions than the call.
    fn runtime_form(&self, inst: &Inst) -> Option<RtFn> {
        let func = match inst.op {
            Op::Add => RtFn::rt_add,
            Op::Sub => RtFn::rt_sub,
            Op::Mul => RtFn::rt_mul,
            Op::Div => RtFn::rt_div,
            Op::Rem => RtFn::rt_rem,
            Op::Exp => RtFn::rt_exp,
            Op::BitAnd => RtFn::rt_bit_and,
            Op::BitOr => RtFn::rt_bit_or,
            Op::BitXor => RtFn::rt_bit_xor,
            Op::Shl => RtFn::rt_shl,
            Op::Shr => RtFn::rt_shr,
            Op::Ushr => RtFn::rt_ushr,
            Op::Neg => RtFn::rt_neg,
            Op::BitNot => RtFn::rt_bit_not,
            Op::Inc => RtFn::rt_inc,
            Op::Dec => RtFn::rt_dec,
            Op::ToNumber | Op::ToNumeric if self.some_argument_within(inst, Kinds::NUMBER) => return None,
            Op::ToNumber => RtFn::rt_to_number,
            Op::ToNumeric => RtFn::rt_to_numeric,
            Op::Lt => RtFn::rt_lt,
            Op::Le => RtFn::rt_le,
            Op::Gt => RtFn::rt_gt,
            Op::Ge => RtFn::rt_ge,
            // Identity is one comparison.
            Op::StrictEq if self.some_argument_within(inst, Kinds::IDENTITY) => return None,
            Op::StrictEq => RtFn::rt_strict_eq,
            Op::LooseEq if self.some_argument_within(inst, Kinds::NULLISH) => return None,
            Op::LooseEq => RtFn::rt_loose_eq,
            Op::Truthy if self.some_argument_within(inst, Kinds::BOOL) => return None,
            Op::Truthy => RtFn::rt_truthy,
            Op::GetElem => RtFn::rt_get_elem,
            Op::SetElem => self.by_strictness(RtFn::rt_set_elem, RtFn::rt_set_elem_sloppy),
            Op::ArrayPush => RtFn::rt_array_push,
            Op::IterNext => RtFn::rt_iter_next,
            Op::IterClose => RtFn::rt_iter_close,
            _ => return None,
        };
        let values = inst.args.iter().any(|a| self.mir.ty(*a) == Type::Value);
        let boxed = inst.dst.is_none_or(|d| matches!(self.mir.ty(d), Type::Value | Type::Bool));
        (values && boxed).then_some(func)
    }

    fn some_argument_within(&self, inst: &Inst, kinds: Kinds) -> bool {
        inst.args.iter().any(|a| self.kinds(*a).within(kinds))
    }
}
