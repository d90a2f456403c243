//! Calls: the outgoing area at `sp_out` gets callee, `this` (or new.target) and the arguments, which
//! roots them; the callee owns the area from then on.

use crate::function::Lowering;
use crate::module::offset;
use crate::prologue::direct_header;
use crate::props::header_bits;
use std::mem::offset_of;
use yarrow_abi::functions::RtFn;
use yarrow_abi::kinds::ErrorKind;
use yarrow_abi::layout::{
    CALL_HEADER, CONSTRUCT_FLAG, CONTEXT_FUNCTION_SHAPE, CellKind, FUNCTION_CODE, FUNCTION_ENV, FUNCTION_FIELDS,
    FUNCTION_HOME, FUNCTION_INFO, FUNCTION_SIZE, FunctionInfo, INFO_CONSTRUCTOR, INFO_NATIVE,
};
use yarrow_abi::value::{TDZ, UNDEFINED};
use yarrow_lir::{BinOp, Block, Hint, IntCc, MemType, Region, Type, VReg};
use yarrow_mir::{self as mir, FuncId, FunctionKind, Inst, StrId};

impl Lowering<'_, '_> {
    /// Defines the instruction's result, if it has one.
    pub fn result(&mut self, inst: &Inst, v: VReg) {
        if let Some(d) = inst.dst {
            self.set(d, v);
        }
    }

    /// Code of a block that control seldom reaches and never comes back from.
    pub fn in_cold(&mut self, block: Block, emit: impl FnOnce(&mut Self)) {
        let here = self.b.current();
        let marker = self.marker;
        self.b.switch_to(block);
        emit(self);
        self.b.switch_to(here);
        self.marker = marker;
    }

    /// Throws a new error where `bad` is not 0.
    pub fn throw_if(&mut self, bad: VReg, func: RtFn, args: impl FnOnce(&mut Self) -> Vec<VReg>) {
        let away = self.b.new_block();
        self.b.leave_if(bad, away);
        self.in_cold(away, |me| {
            let args = args(me);
            me.throw_rt(func, &args);
        });
    }

    pub fn error_arguments(&mut self, kind: ErrorKind, text: StrId) -> Vec<VReg> {
        vec![self.b.kind(kind), self.string(text)]
    }

    /// Callee, `this` or new.target, and arguments, as the instruction has them.
    pub fn store_outgoing(&mut self, args: &[mir::VReg]) {
        for (i, a) in args.iter().enumerate() {
            let v = self.boxed(*a);
            let at = i32::try_from(8 * i).expect("few arguments");
            self.b.store(MemType::I64, Region::Roots, self.sp_out, at, v);
        }
    }

    pub fn lower_call(&mut self, inst: &Inst, text: StrId) {
        if let Some(f) = self.fast_builtin(inst) {
            let mut join = self.join(Type::I64);
            let plain = self.b.new_block();
            let v = self.call_fast(inst, f, plain);
            self.arrive(&mut join, v);
            self.enter(plain, &join);
            self.mark();
            let v = self.call_value(inst, text);
            self.arrive(&mut join, v);
            let v = self.close(join);
            self.result(inst, v);
            return;
        }
        self.mark();
        if !self.next_callees.contains(&inst.args[0]) {
            let v = self.call_value(inst, text);
            self.result(inst, v);
            return;
        }
        let mut join = self.join(Type::I64);
        let plain = self.b.new_block();
        let v = self.call_generator_next(inst, &mut join, plain);
        self.arrive(&mut join, v);
        self.enter(plain, &join);
        let v = self.call_value(inst, text);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    /// The general call.
    pub fn call_value(&mut self, inst: &Inst, text: StrId) -> VReg {
        if self.checked_callees.contains(&inst.args[0]) {
            return self.call_through_runtime(inst, text);
        }
        let callee = self.boxed(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let bad = self.b.new_block();
        self.leave_unless_kind(callee, kinds, CellKind::Function, bad);
        self.in_cold(bad, |me| {
            let text = me.string(text);
            me.throw_rt(RtFn::rt_throw_not_callable, &[callee, text]);
        });
        let code = self.b.load(MemType::I64, Region::Heap, callee, FUNCTION_CODE);
        self.store_outgoing(&inst.args);
        let argc = self.b.word((inst.args.len() - CALL_HEADER) as u64);
        let v = self.b.call_indirect(self.cause, code, &[self.ctx, self.sp_out, argc]);
        self.check_value(v);
        v
    }

    /// The general call as one of the runtime.
    pub fn call_through_runtime(&mut self, inst: &Inst, text: StrId) -> VReg {
        let checks = self.checked_callees.contains(&inst.args[0]);
        self.store_outgoing(&inst.args);
        let argc = self.b.word((inst.args.len() - CALL_HEADER) as u64);
        let text = self.string(text);
        self.rt_value(if checks { RtFn::rt_call_checked } else { RtFn::rt_call_value }, &[argc, text])
    }

    /// A compiled constructor is entered directly, all else goes through the runtime.
    pub fn lower_construct(&mut self, inst: &Inst, text: StrId) {
        let callee = self.boxed(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let count = (inst.args.len() - CALL_HEADER) as u64;
        self.mark();
        self.store_outgoing(&inst.args);
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        self.leave_unless_kind(callee, kinds, CellKind::Function, slow);
        let info = self.b.load(MemType::I64, Region::Heap, callee, FUNCTION_INFO);
        let flags = self.b.load(MemType::I32, Region::Invariant, info, offset(offset_of!(FunctionInfo, flags)));
        let wanted = self.b.bin_imm(BinOp::And, flags, u64::from(INFO_CONSTRUCTOR | INFO_NATIVE));
        let compiled = self.b.icmp_imm(IntCc::Eq, wanted, u64::from(INFO_CONSTRUCTOR));
        self.b.leave_unless(compiled, slow);
        let code = self.b.load(MemType::I64, Region::Heap, callee, FUNCTION_CODE);
        let argc = self.b.word(count | CONSTRUCT_FLAG);
        let v = self.b.call_indirect(self.cause, code, &[self.ctx, self.sp_out, argc]);
        self.check_value(v);
        self.arrive(&mut join, v);
        self.enter(slow, &join);
        let argc = self.b.word(count);
        let text = self.string(text);
        let v = self.rt_value(RtFn::rt_construct, &[argc, text]);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    /// The runtime tells the intrinsic `eval` from other callees.
    pub fn lower_direct_eval(&mut self, inst: &Inst, scope: u32, text: StrId) {
        let callee = self.boxed(inst.args[0]);
        let env = self.boxed(inst.args[1]);
        self.b.store(MemType::I64, Region::Roots, self.sp_out, 0, callee);
        let undefined = self.b.word(UNDEFINED);
        self.b.store(MemType::I64, Region::Roots, self.sp_out, 8, undefined);
        let arguments = &inst.args[2..];
        for (i, a) in arguments.iter().enumerate() {
            let v = self.boxed(*a);
            self.b.store(MemType::I64, Region::Roots, self.sp_out, offset(8 * (CALL_HEADER + i)), v);
        }
        let argc = self.b.word(arguments.len() as u64);
        let scope = self.cx.eval_scope(scope);
        let scope = self.b.data_addr(scope);
        let instance = self.instance();
        let text = self.string(text);
        let v = self.rt_value(RtFn::rt_direct_eval, &[argc, env, scope, instance, text]);
        self.result(inst, v);
    }

    /// A call of the direct form; `header` is callee and `this`, where they may be asked for.
    pub fn lower_direct_call(&mut self, inst: &Inst, id: FuncId, header: &[mir::VReg], arguments: &[mir::VReg]) {
        let callee = &self.cx.program.functions[id];
        let callable = matches!(callee.kind, FunctionKind::Normal | FunctionKind::Method | FunctionKind::Module);
        assert!(callable, "{id} ({}) is called directly but is of kind {:?}", callee.name, callee.kind);
        let params = callee.param_count as usize;
        let taken = header.iter().zip(direct_header(callee)).filter(|(_, taken)| *taken);
        let passed: Vec<mir::VReg> = taken.map(|(v, _)| *v).chain(arguments.iter().copied().take(params)).collect();
        let target = self.cx.direct[id].unwrap_or_else(|| panic!("{id} has no direct form"));
        self.mark();
        let mut args = vec![self.ctx, self.sp_out];
        args.extend(passed.into_iter().map(|v| self.boxed(v)));
        for _ in arguments.len()..params {
            args.push(self.b.word(UNDEFINED));
        }
        let v = self.b.call(self.cause, target, &args);
        self.check_value(v);
        self.result(inst, v);
    }

    pub fn lower_closure(&mut self, inst: &Inst, id: FuncId) {
        let entry = self.cx.entries[id].unwrap_or_else(|| panic!("{id} has no entry"));
        let info = self.cx.info(id);
        let code = self.b.func_addr(entry);
        let info = self.b.data_addr(info);
        let env = self.reg(inst.args[0]);
        let plain = match self.cx.program.functions[id].kind {
            FunctionKind::Normal
            | FunctionKind::Method
            | FunctionKind::ClassBase
            | FunctionKind::ClassDerived
            | FunctionKind::Module
            | FunctionKind::Script => true,
            FunctionKind::Generator | FunctionKind::Async | FunctionKind::AsyncGenerator | FunctionKind::Resume(_) => {
                false
            }
        };
        if !plain {
            let v = self.rt_value(RtFn::rt_closure, &[code, info, env]);
            self.result(inst, v);
            return;
        }
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        let cell = self.bump(FUNCTION_SIZE as usize, slow);
        let shape = self.b.load(MemType::I32, Region::Context, self.ctx, CONTEXT_FUNCTION_SHAPE);
        self.begin_object(cell, shape, header_bits(CellKind::Function, 0));
        let undefined = self.b.word(UNDEFINED);
        let fields = [
            (FUNCTION_CODE, code),
            (FUNCTION_ENV, env),
            (FUNCTION_INFO, info),
            (FUNCTION_HOME, undefined),
            (FUNCTION_FIELDS, undefined),
        ];
        for (at, v) in fields {
            self.b.store(MemType::I64, Region::Heap, cell, at, v);
        }
        self.arrive(&mut join, cell);
        self.enter(slow, &join);
        let v = self.rt_value(RtFn::rt_closure, &[code, info, env]);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    /// By the entry, which functions of other realms do not have in common.
    pub fn lower_is_closure(&mut self, inst: &Inst, id: FuncId) {
        let callee = self.boxed(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let Some(entry) = self.cx.entries[id] else {
            // Nothing makes function objects of it.
            let no = self.b.i32(0);
            self.set_bool(inst.dst.expect("a result"), no);
            return;
        };
        let mut join = self.join(Type::I32);
        let other = self.b.new_block();
        self.stress_guard(other);
        self.leave_unless_kind(callee, kinds, CellKind::Function, other);
        let entry = self.b.func_addr(entry);
        let code = self.b.load(MemType::I64, Region::Heap, callee, FUNCTION_CODE);
        let same = self.b.icmp(IntCc::Eq, code, entry);
        self.arrive(&mut join, same);
        self.enter(other, &join);
        let no = self.b.i32(0);
        self.arrive(&mut join, no);
        let flag = self.close(join);
        self.set_bool(inst.dst.expect("a result"), flag);
    }

    /// Runs the field initialisers of a class, if it has any.
    pub fn lower_init_fields(&mut self, inst: &Inst) {
        let constructor = self.reg(inst.args[0]);
        let this = self.reg(inst.args[1]);
        let mut join = self.join(Type::I64);
        let run = self.b.new_block();
        let fields = self.b.load(MemType::I64, Region::Heap, constructor, FUNCTION_FIELDS);
        let none = self.b.icmp_imm(IntCc::Eq, fields, UNDEFINED);
        let here = self.b.new_block();
        self.b.branch(none, here, run, Hint::None);
        self.b.switch_to(here);
        self.arrive(&mut join, this);
        self.enter(run, &join);
        self.rt_value(RtFn::rt_init_fields, &[constructor, this]);
        self.arrive(&mut join, this);
        self.close(join);
    }

    /// What a derived constructor returns.
    pub fn lower_derived_result(&mut self, inst: &Inst) {
        let returned = self.boxed(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let this = self.boxed(inst.args[1]);
        let mut join = self.join(Type::I64);
        let primitive = self.b.new_block();
        self.leave_unless_object(returned, kinds, primitive);
        self.arrive(&mut join, returned);
        self.enter(primitive, &join);
        let messages = self.cx.messages;
        let bad = self.b.icmp_imm(IntCc::Ne, returned, UNDEFINED);
        self.throw_if(bad, RtFn::rt_throw_error, |me| {
            me.error_arguments(ErrorKind::TypeError, messages.derived_result)
        });
        let bad = self.b.icmp_imm(IntCc::Eq, this, TDZ);
        self.throw_if(bad, RtFn::rt_throw_error, |me| {
            me.error_arguments(ErrorKind::ReferenceError, messages.derived_this)
        });
        self.arrive(&mut join, this);
        let v = self.close(join);
        self.result(inst, v);
    }

    /// Loads a word of a cell.
    pub fn lower_load_field(&mut self, inst: &Inst, at: i32) {
        let cell = self.reg(inst.args[0]);
        let v = self.b.load(MemType::I64, Region::Heap, cell, at);
        self.result(inst, v);
    }

    /// Stores a value in a word of a cell.
    pub fn lower_store_field(&mut self, inst: &Inst, at: i32) {
        let cell = self.reg(inst.args[0]);
        let v = self.boxed(inst.args[1]);
        self.b.store(MemType::I64, Region::Heap, cell, at, v);
    }

    /// The instruction's operands, boxed.
    pub fn boxed_arguments(&mut self, inst: &Inst) -> Vec<VReg> {
        inst.args.iter().map(|a| self.boxed(*a)).collect()
    }

    /// The instruction is one runtime function of its operands.
    pub fn lower_rt(&mut self, inst: &Inst, func: RtFn) {
        self.lower_rt_with(inst, func, |_| None);
    }

    /// Likewise, with one more argument behind the operands.
    pub fn lower_rt_with(&mut self, inst: &Inst, func: RtFn, last: impl FnOnce(&mut Self) -> Option<VReg>) {
        let mut args = self.boxed_arguments(inst);
        args.extend(last(self));
        let result = self.rt(func, &args);
        if let (Some(d), Some(v)) = (inst.dst, result) {
            if self.b.ty(v) == Type::I64 {
                self.set(d, v);
            } else {
                self.set_bool(d, v);
            }
        }
    }
}
