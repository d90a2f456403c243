//! The protocol of iteration inline. Generator objects are their own iterators, the record of an array is made here: both ask a word
//! of the context, by shape, whether anybody has tampered with the protocol ([`yarrow_abi::layout::CONTEXT_INTACT`]). A `next` that is
//! written in JavaScript is called from here. The runtime fills the context's tables, and answers for everything else.

use crate::facts::Kinds;
use crate::function::Lowering;
use crate::module::offset;
use std::mem::offset_of;
use yarrow_abi::functions::RtFn;
use yarrow_abi::kinds::{Kind, ResumeMode};
use yarrow_abi::layout::{
    CELL_SHAPE, CONTEXT_BARE_ITERATORS, CONTEXT_INTACT, CONTEXT_RESULTS, CellKind, FUNCTION_CODE, FUNCTION_INFO,
    FunctionInfo, GENERATOR_CHAINED, GENERATOR_DONE, GENERATOR_FLAGS, GENERATOR_RESUME, GENERATOR_RUNNING,
    GENERATOR_STATE, INFO_NATIVE, INTACT_ENTRIES, INTACT_ENTRY, INTACT_ENTRY_EPOCH, ITER_ARRAY_HEADER, ITER_DONE_BIT,
    ITER_GENERIC_HEADER, ITER_RECORD_SIZE, ITER_SOURCE, ITER_STATE, RESULT_ENTRIES, RESULT_ENTRY, RESULT_ENTRY_DONE,
    RESULT_ENTRY_VALUE,
};
use yarrow_abi::value::{EXCEPTION, FALSE, ITER_DONE, TRUE, UNDEFINED};
use yarrow_lir::{BinOp, Block, Hint, IntCc, MemType, Region, Type, UnOp, VReg};
use yarrow_mir::{Inst, StrId};

impl Lowering<'_, '_> {
    pub fn lower_iter_open(&mut self, inst: &Inst, text: StrId) {
        let iterable = self.boxed(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        let generator = self.b.new_block();
        let other = self.b.new_block();
        self.leave_unless_cell(iterable, kinds, slow);
        let kind = self.cell_kind(iterable);
        let is_generator = self.b.icmp_imm(IntCc::Eq, kind, CellKind::Generator as u64);
        self.b.branch(is_generator, generator, other, Hint::None);
        self.b.switch_to(generator);
        self.leave_unless_intact(iterable, slow);
        self.arrive(&mut join, iterable);

        self.b.switch_to(other);
        let is_array = self.b.icmp_imm(IntCc::Eq, kind, CellKind::Array as u64);
        self.b.leave_unless(is_array, slow);
        self.leave_unless_intact(iterable, slow);
        let record = self.bump(ITER_RECORD_SIZE, slow);
        let header = self.b.word(ITER_ARRAY_HEADER);
        self.b.store(MemType::I64, Region::Header, record, CELL_SHAPE, header);
        self.b.store(MemType::I64, Region::Heap, record, ITER_SOURCE, iterable);
        let zero = self.b.i32(0);
        let first = self.box_i32(zero);
        self.b.store(MemType::I64, Region::Heap, record, ITER_STATE, first);
        self.arrive(&mut join, record);

        self.enter(slow, &join);
        let text = self.string(text);
        let v = self.rt_value(RtFn::rt_iter_open, &[iterable, text]);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    /// Leaves for `away` unless iterating the object is known to do what the protocol would do.
    fn leave_unless_intact(&mut self, object: VReg, away: Block) {
        let entry = self.entry_of_shape(object, CONTEXT_INTACT, INTACT_ENTRIES, INTACT_ENTRY, away);
        let then = self.b.load(MemType::I64, Region::Context, entry, CONTEXT_INTACT + INTACT_ENTRY_EPOCH);
        self.leave_unless_now(then, away);
    }

    /// The entry for the object's shape in the table at `table` of the context, of `count` entries of `size` bytes that begin with
    /// their shapes: what to add to the offset in the context of a part of the first entry. Leaves for `away` where another shape has it.
    fn entry_of_shape(&mut self, object: VReg, table: i32, count: usize, size: i32, away: Block) -> VReg {
        let shape = self.b.load(MemType::I32, Region::Header, object, CELL_SHAPE);
        let index = self.b.bin_imm(BinOp::And, shape, (count - 1) as u64);
        let index = self.b.un(UnOp::Zext, index);
        let at = self.b.bin_imm(BinOp::Shl, index, size.trailing_zeros().into());
        let entry = self.b.bin(BinOp::Add, self.ctx, at);
        let known = self.b.load(MemType::I32, Region::Context, entry, table);
        let same = self.b.icmp(IntCc::Eq, shape, known);
        self.b.leave_unless(same, away);
        entry
    }

    /// A generator is resumed by `return` directly; what it yields then, if it does, nobody sees. The record of an array has nothing
    /// to close as long as no program has given `return` to iterators.
    pub fn lower_iter_close(&mut self, inst: &Inst) {
        let iter = self.reg(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let slow = self.b.new_block();
        let after = self.b.new_block();
        let record = self.b.new_block();
        let started = self.b.new_block();
        let fresh = self.b.new_block();
        let marker = self.marker;
        self.leave_unless_kind(iter, kinds, CellKind::Generator, record);
        let flags = self.b.load(MemType::I32, Region::Heap, iter, GENERATOR_FLAGS);
        let blocked = u64::from(GENERATOR_RUNNING | GENERATOR_DONE | GENERATOR_CHAINED);
        let blocked = self.b.bin_imm(BinOp::And, flags, blocked);
        self.b.leave_if(blocked, slow);
        self.leave_unless_intact(iter, slow);
        let state = self.b.load(MemType::I32, Region::Heap, iter, GENERATOR_STATE);
        self.b.branch(state, started, fresh, Hint::Then);

        self.b.switch_to(started);
        self.mark();
        let resume = self.b.load(MemType::I64, Region::Heap, iter, GENERATOR_RESUME);
        let mode = self.b.word(ResumeMode::Return.number().into());
        let undefined = self.b.word(UNDEFINED);
        let answer = self.b.call_indirect(self.cause, resume, &[self.ctx, self.sp_out, iter, mode, undefined]);
        self.check_value(answer);
        self.b.jump(after);

        // One that has not begun has no code to run.
        self.b.switch_to(fresh);
        self.marker = marker;
        let done = self.b.i32(GENERATOR_DONE.cast_signed());
        self.b.store(MemType::I32, Region::Heap, iter, GENERATOR_FLAGS, done);
        self.b.jump(after);

        self.b.switch_to(record);
        self.marker = marker;
        let header = self.b.load(MemType::I64, Region::Header, iter, CELL_SHAPE);
        let over_array = self.b.icmp_imm(IntCc::Eq, header, ITER_ARRAY_HEADER);
        self.b.leave_unless(over_array, slow);
        let bare = self.b.load(MemType::I64, Region::Context, self.ctx, CONTEXT_BARE_ITERATORS);
        self.leave_unless_now(bare, slow);
        let header = self.b.word(ITER_ARRAY_HEADER | ITER_DONE_BIT);
        self.b.store(MemType::I64, Region::Header, iter, CELL_SHAPE, header);
        self.b.jump(after);

        self.b.switch_to(slow);
        self.marker = marker;
        self.rt(RtFn::rt_iter_close, &[iter]);
        self.b.jump(after);
        self.b.switch_to(after);
        self.marker = None;
    }

    /// A step of a record that is none over an array. A `next` that is compiled code is called from here, and the result asked where
    /// it lies, if it has a shape that the context knows.
    pub fn next_of_record(&mut self, iter: VReg) -> VReg {
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        let threw = self.b.new_block();
        let ask = self.b.new_block();
        let over = self.b.new_block();
        let header = self.b.load(MemType::I64, Region::Header, iter, CELL_SHAPE);
        let generic = self.b.icmp_imm(IntCc::Eq, header, ITER_GENERIC_HEADER);
        self.b.leave_unless(generic, slow);
        let next = self.b.load(MemType::I64, Region::Heap, iter, ITER_STATE);
        self.leave_unless_kind(next, Kinds::ANY, CellKind::Function, slow);
        let info = self.b.load(MemType::I64, Region::Heap, next, FUNCTION_INFO);
        let flags = self.b.load(MemType::I32, Region::Invariant, info, offset(offset_of!(FunctionInfo, flags)));
        let native = self.b.bin_imm(BinOp::And, flags, u64::from(INFO_NATIVE));
        self.b.leave_if(native, slow);
        self.mark();
        let source = self.b.load(MemType::I64, Region::Heap, iter, ITER_SOURCE);
        self.b.store(MemType::I64, Region::Roots, self.sp_out, 0, next);
        self.b.store(MemType::I64, Region::Roots, self.sp_out, 8, source);
        let code = self.b.load(MemType::I64, Region::Heap, next, FUNCTION_CODE);
        let argc = self.b.word(0);
        let result = self.b.call_indirect(self.cause, code, &[self.ctx, self.sp_out, argc]);
        let marker = self.marker;
        let exception = self.b.icmp_imm(IntCc::Eq, result, EXCEPTION);
        self.b.leave_if(exception, threw);
        self.leave_unless_cell(result, Kinds::ANY, ask);
        let entry = self.entry_of_shape(result, CONTEXT_RESULTS, RESULT_ENTRIES, RESULT_ENTRY, ask);
        let done_at = self.b.load(MemType::I32, Region::Context, entry, CONTEXT_RESULTS + RESULT_ENTRY_DONE);
        let value_at = self.b.load(MemType::I32, Region::Context, entry, CONTEXT_RESULTS + RESULT_ENTRY_VALUE);
        self.b.leave_unless(done_at, ask);
        self.b.leave_unless(value_at, ask);
        let done = self.load_at(result, done_at);
        let goes_on = self.b.icmp_imm(IntCc::Eq, done, FALSE);
        self.b.leave_unless(goes_on, over);
        let v = self.load_at(result, value_at);
        self.arrive(&mut join, v);

        self.b.switch_to(over);
        self.marker = marker;
        let is_true = self.b.icmp_imm(IntCc::Eq, done, TRUE);
        self.b.leave_unless(is_true, ask);
        self.set_record_done(iter);
        let end = self.b.word(ITER_DONE);
        self.arrive(&mut join, end);

        self.b.switch_to(ask);
        self.marker = marker;
        let v = self.rt_value(RtFn::rt_iter_result_value, &[iter, result]);
        self.arrive(&mut join, v);

        // Whoever handles the exception does not close what has thrown it.
        self.in_cold(threw, |me| {
            me.set_record_done(iter);
            let fail = me.fail_block();
            me.b.jump(fail);
        });

        self.enter(slow, &join);
        let v = self.rt_value(RtFn::rt_iter_next, &[iter]);
        self.arrive(&mut join, v);
        self.close(join)
    }

    fn set_record_done(&mut self, iter: VReg) {
        let header = self.b.word(ITER_GENERIC_HEADER | ITER_DONE_BIT);
        self.b.store(MemType::I64, Region::Header, iter, CELL_SHAPE, header);
    }
}
