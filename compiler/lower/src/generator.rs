//! What functions suspend into, after lowering: state, frame slots, and the direct resumption of a generator by its
//! consumers. A consumer resumes a generator itself if it neither runs nor is done; it asks for
//! the flags afterwards, so the generator stays rooted during the call.

use crate::function::{Join, Lowering};
use crate::props::header_bits;
use yarrow_abi::functions::RtFn;
use yarrow_abi::kinds::{Kind, ResumeMode};
use yarrow_abi::layout::{
    ARRAY_LENGTH, CELL_SHAPE, CONTEXT_GENERATOR_NEXT, CONTEXT_ITER_RESULT_SHAPE, CellKind, ELEMENTS_LEN,
    GENERATOR_CHAINED, GENERATOR_DEEP, GENERATOR_DEPTHS, GENERATOR_DESC, GENERATOR_DONE, GENERATOR_FLAGS,
    GENERATOR_RESUME, GENERATOR_RUNNING, GENERATOR_STATE, ITER_ARRAY_HEADER, ITER_SOURCE, ITER_STATE, OBJECT_ELEMENTS,
    OBJECT_INLINE, SIZE_CLASSES, SIZE_GRANULE,
};
use yarrow_abi::value::{FALSE, ITER_DONE, TRUE, UNDEFINED};
use yarrow_lir::{BinOp, Block, Hint, IntCc, MemType, Region, Type, UnOp, VReg};
use yarrow_mir::{FuncId, FunctionKind, Inst, Op, Slot, StrId, SuspendKind, Type as MirType};

/// Where a result object of the usual shape says whether it is the last.
const ITER_RESULT_DONE: i32 = OBJECT_INLINE + 8;

impl Lowering<'_, '_> {
    pub fn lower_new_generator(&mut self, inst: &Inst, id: FuncId) {
        let resume_id = self.cx.resume_function(id);
        let desc = self.cx.frame_desc(resume_id);
        let resume = self.cx.entries[resume_id].unwrap_or_else(|| panic!("{resume_id} has no entry"));
        let callee = self.reg(inst.args[0]);
        let resume = self.b.func_addr(resume);
        let desc = self.b.data_addr(desc);
        let made = match self.mir.kind {
            FunctionKind::Async => Some(self.rt_value(RtFn::rt_coroutine_new, &[resume, desc])),
            FunctionKind::AsyncGenerator => Some(self.rt_value(RtFn::rt_async_generator_new, &[callee, resume, desc])),
            _ => None,
        };
        if let Some(v) = made {
            self.result(inst, v);
            return;
        }
        let ic = self.cx.new_ic();
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        let slots = self.cx.program.functions[resume_id].frame.as_ref().map_or(0, |f| f.slots.len());
        let size = self.mir.kind.frame_offset().cast_unsigned() as usize + slots * 8;
        if size <= SIZE_CLASSES * SIZE_GRANULE {
            let shape = self.shape_for(callee, ic, slow);
            let cell = self.bump(size, slow);
            self.begin_object(cell, shape, header_bits(CellKind::Generator, 0));
            self.b.store(MemType::I64, Region::Heap, cell, GENERATOR_RESUME, resume);
            self.b.store(MemType::I64, Region::Heap, cell, GENERATOR_DESC, desc);
            self.arrive(&mut join, cell);
        } else {
            self.b.jump(slow);
        }
        self.enter(slow, &join);
        let cache = self.instance_addr(ic);
        let v = self.rt_value(RtFn::rt_generator_new, &[callee, resume, desc, cache]);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    // --- state and frame ------------------------------------------------------------------------

    fn load_flags(&mut self, generator: VReg) -> VReg {
        self.b.load(MemType::I32, Region::Heap, generator, GENERATOR_FLAGS)
    }

    fn store_flags(&mut self, generator: VReg, flags: u32) {
        let flags = self.b.i32(flags.cast_signed());
        self.b.store(MemType::I32, Region::Heap, generator, GENERATOR_FLAGS, flags);
    }

    pub fn lower_load_state(&mut self, inst: &Inst) {
        let generator = self.reg(inst.args[0]);
        let state = self.b.load(MemType::I32, Region::Heap, generator, GENERATOR_STATE);
        self.set_i32(inst.dst.expect("a result"), state);
    }

    pub fn lower_set_state(&mut self, inst: &Inst, state: u32, kind: SuspendKind) {
        let generator = self.reg(inst.args[0]);
        let state = self.b.i32(state.cast_signed());
        self.b.store(MemType::I32, Region::Heap, generator, GENERATOR_STATE, state);
        match (kind, self.depth) {
            (SuspendKind::Delegate, Some(depth)) => {
                let flags = self.b.bin_imm(BinOp::Or, depth, kind.flags().into());
                self.b.store(MemType::I32, Region::Heap, generator, GENERATOR_FLAGS, flags);
            }
            _ => self.store_flags(generator, kind.flags()),
        }
    }

    pub fn lower_set_running(&mut self, inst: &Inst) {
        let generator = self.reg(inst.args[0]);
        self.store_flags(generator, GENERATOR_RUNNING);
    }

    pub fn lower_set_done(&mut self, inst: &Inst) {
        let generator = self.reg(inst.args[0]);
        self.store_flags(generator, GENERATOR_DONE);
    }

    /// Type and offset of a frame slot: of this resume function, or of what is made here.
    fn frame_slot(&self, slot: Slot) -> (MirType, i32) {
        let program = self.cx.program;
        let ramp = match self.mir.kind {
            FunctionKind::Resume(ramp) => program.functions[ramp].kind,
            kind => kind,
        };
        let made = || {
            self.mir.blocks.values().flat_map(|b| &b.insts).find_map(|i| match i.op {
                Op::NewGenerator(id) => program.functions[self.cx.resume_function(id)].frame.as_ref(),
                _ => None,
            })
        };
        let frame = self.mir.frame.as_ref().or_else(made);
        let frame = frame.unwrap_or_else(|| panic!("{slot} in {}, which has no frame", self.mir.name));
        let at = i32::try_from(slot.as_u32() * 8).expect("small frame");
        (frame.slots[slot], ramp.frame_offset() + at)
    }

    pub fn lower_load_frame(&mut self, inst: &Inst, slot: Slot) {
        let (ty, at) = self.frame_slot(slot);
        let generator = self.reg(inst.args[0]);
        let v = self.b.load(memory_type(ty), Region::Heap, generator, at);
        self.result(inst, v);
    }

    pub fn lower_store_frame(&mut self, inst: &Inst, slot: Slot) {
        let (ty, at) = self.frame_slot(slot);
        let generator = self.reg(inst.args[0]);
        let v = self.reg(inst.args[1]);
        self.b.store(memory_type(ty), Region::Heap, generator, at, v);
    }

    // --- direct resumption ----------------------------------------------------------------------

    /// Leaves for `away` unless `generator`, a Generator cell, may be resumed by its own code, or has one of the flags `other`.
    fn leave_unless_resumable(&mut self, generator: VReg, other: u32, away: Block) {
        let flags = self.load_flags(generator);
        let reasons = GENERATOR_RUNNING | GENERATOR_DONE | GENERATOR_CHAINED | other;
        let blocked = self.b.bin_imm(BinOp::And, flags, u64::from(reasons));
        self.b.leave_if(blocked, away);
    }

    /// Resumes by `next`; leaves if it threw. The answer is a value or, if delegating, perhaps a
    /// `RawResult`.
    fn resume_next(&mut self, generator: VReg, sent: VReg) -> VReg {
        self.mark();
        let resume = self.b.load(MemType::I64, Region::Heap, generator, GENERATOR_RESUME);
        let mode = self.b.word(ResumeMode::Next.number().into());
        let v = self.b.call_indirect(self.cause, resume, &[self.ctx, self.sp_out, generator, mode, sent]);
        self.check_value(v);
        v
    }

    pub fn lower_iter_next(&mut self, inst: &Inst) {
        let iter = self.reg(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        let unwrap = self.b.new_block();
        self.leave_unless_kind(iter, kinds, CellKind::Generator, slow);
        self.leave_unless_resumable(iter, GENERATOR_DEEP, slow);
        let undefined = self.b.word(UNDEFINED);
        let v = self.resume_next(iter, undefined);
        let flags = self.load_flags(iter);
        let marker = self.marker;
        self.b.leave_if(flags, unwrap);
        self.arrive(&mut join, v);

        self.b.switch_to(unwrap);
        self.marker = marker;
        self.unwrap_delegated(iter, flags, v, &mut join);

        self.enter(slow, &join);
        let record = self.b.new_block();
        let v = self.next_element(iter, record);
        self.arrive(&mut join, v);
        self.enter(record, &join);
        let v = self.next_of_record(iter);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    /// The next element of a record over an array; leaves for `away` at its end, at a hole, and where
    /// `iter` is something else.
    fn next_element(&mut self, iter: VReg, away: Block) -> VReg {
        let header = self.b.load(MemType::I64, Region::Header, iter, CELL_SHAPE);
        let over_array = self.b.icmp_imm(IntCc::Eq, header, ITER_ARRAY_HEADER);
        self.b.leave_unless(over_array, away);
        let array = self.b.load(MemType::I64, Region::Heap, iter, ITER_SOURCE);
        let state = self.b.load(MemType::I64, Region::Heap, iter, ITER_STATE);
        self.leave_unless_int(state, crate::facts::Kinds::ANY, away);
        let index = self.unbox_i32(state);
        let elements = self.b.load(MemType::I64, Region::Header, array, OBJECT_ELEMENTS);
        let len = self.b.load(MemType::I32, Region::Lengths, elements, ELEMENTS_LEN);
        let present = self.b.icmp(IntCc::Ult, index, len);
        self.b.leave_unless(present, away);
        let length = self.b.load(MemType::I32, Region::Lengths, array, ARRAY_LENGTH);
        let inside = self.b.icmp(IntCc::Ult, index, length);
        self.b.leave_unless(inside, away);
        let wide = self.b.un(UnOp::Zext, index);
        let bytes = self.b.bin_imm(BinOp::Shl, wide, 3);
        let at = self.b.bin(BinOp::Add, elements, bytes);
        let v = self.b.load(MemType::I64, Region::Elements, at, 0);
        self.leave_if_hole(v, away);
        let next = self.b.bin_imm(BinOp::Add, index, 1);
        let next = self.box_i32(next);
        self.b.store(MemType::I64, Region::Heap, iter, ITER_STATE, next);
        v
    }

    /// The value that a consumer without result objects takes from an answer whose flags are not 0.
    fn unwrap_delegated(&mut self, generator: VReg, flags: VReg, v: VReg, join: &mut Join) {
        let marker = self.marker;
        let open = self.b.new_block();
        let plain = self.b.new_block();
        let done = self.b.bin_imm(BinOp::And, flags, u64::from(GENERATOR_DONE));
        self.b.leave_if(done, open);
        self.leave_unless_cell(v, crate::facts::Kinds::ANY, plain);
        let kind = self.cell_kind(v);
        let raw = self.b.icmp_imm(IntCc::Eq, kind, CellKind::RawResult as u64);
        self.b.branch(raw, open, plain, Hint::Other);
        self.b.switch_to(plain);
        self.arrive(join, v);
        self.b.switch_to(open);
        self.marker = marker;
        let v = self.rt_value(RtFn::rt_generator_unwrap, &[generator, v]);
        self.arrive(join, v);
    }

    /// `generator.next(value)` where the callee is the intrinsic `next`: resumes the generator and
    /// makes the result object; leaves for `plain` where it cannot.
    pub fn call_generator_next(&mut self, inst: &Inst, join: &mut Join, plain: Block) -> VReg {
        let (generator, v) = self.resume_callee(inst, plain);
        let marker = self.marker;
        let runtime = self.b.new_block();
        let flags = self.load_flags(generator);
        self.b.leave_if(flags, runtime);
        let result = self.new_iter_result(v, runtime);
        self.arrive(join, result);
        self.b.switch_to(runtime);
        self.marker = marker;
        self.rt_value(RtFn::rt_generator_result, &[generator, v])
    }

    /// Resumes the generator of a call of `next`, if the callee is the intrinsic one and it can be resumed; else leaves for
    /// `plain`. The generator, and what it has answered.
    fn resume_callee(&mut self, inst: &Inst, plain: Block) -> (VReg, VReg) {
        let callee = self.boxed(inst.args[0]);
        let generator = self.boxed(inst.args[1]);
        let kinds = self.kinds(inst.args[1]);
        let next = self.b.load(MemType::I64, Region::Context, self.ctx, CONTEXT_GENERATOR_NEXT);
        let intrinsic = self.b.icmp(IntCc::Eq, callee, next);
        self.b.leave_unless(intrinsic, plain);
        self.leave_unless_kind(generator, kinds, CellKind::Generator, plain);
        let deep = self.b.new_block();
        self.leave_unless_resumable(generator, GENERATOR_DEEP, deep);
        let sent = match inst.args.get(2) {
            Some(a) => self.boxed(*a),
            None => self.b.word(UNDEFINED),
        };
        let mut join = self.join(Type::I64);
        let v = self.resume_next(generator, sent);
        self.arrive(&mut join, v);
        self.enter(deep, &join);
        let flags = self.load_flags(generator);
        let deep = self.b.bin_imm(BinOp::And, flags, u64::from(GENERATOR_DEEP));
        self.b.leave_unless(deep, plain);
        let v = self.rt_value(RtFn::rt_generator_answer, &[generator, sent]);
        self.arrive(&mut join, v);
        (generator, self.close(join))
    }

    /// A call of `next` whose result nobody sees as an object. There is one where the callee is not the intrinsic `next`, where
    /// the generator is at its end, and where a `yield*` passes on that of an inner iterator.
    pub fn lower_call_next(&mut self, inst: &Inst, text: StrId) {
        self.mark();
        let mut join = self.join(Type::I64);
        let plain = self.b.new_block();
        let flagged = self.b.new_block();
        let result = self.b.new_block();
        let yielded = self.b.new_block();
        let (generator, v) = self.resume_callee(inst, plain);
        let marker = self.marker;
        let flags = self.load_flags(generator);
        self.b.leave_if(flags, flagged);
        self.b.jump(yielded);

        self.b.switch_to(flagged);
        let done = self.b.bin_imm(BinOp::And, flags, u64::from(GENERATOR_DONE));
        self.b.leave_if(done, result);
        self.leave_unless_cell(v, crate::facts::Kinds::ANY, yielded);
        let kind = self.cell_kind(v);
        let raw = self.b.icmp_imm(IntCc::Eq, kind, CellKind::RawResult as u64);
        self.b.branch(raw, result, yielded, Hint::Other);

        self.b.switch_to(yielded);
        self.marker = marker;
        self.set_yielded(true);
        self.arrive(&mut join, v);

        self.b.switch_to(result);
        self.marker = marker;
        let object = self.rt_value(RtFn::rt_generator_result, &[generator, v]);
        self.set_yielded(false);
        self.arrive(&mut join, object);

        self.enter(plain, &join);
        let object = self.call_value(inst, text);
        self.set_yielded(false);
        self.arrive(&mut join, object);
        let v = self.close(join);
        self.result(inst, v);
    }

    /// Whether the last `call_next` gave a yielded value. It is asked right behind it.
    pub fn yielded(&mut self) -> VReg {
        *self.yielded.get_or_insert_with(|| self.b.vreg(Type::I32))
    }

    pub fn set_yielded(&mut self, yielded: bool) {
        let to = self.yielded();
        let flag = self.b.i32(yielded.into());
        self.b.copy_to(to, flag);
    }

    /// `{ value: v, done: false }` from the bucket of its size, or leaves for `away`.
    fn new_iter_result(&mut self, v: VReg, away: Block) -> VReg {
        const INLINE_SLOTS: u16 = 2;
        let size = usize::try_from(ITER_RESULT_DONE + 8).expect("positive");
        let cell = self.bump(size, away);
        let shape = self.b.load(MemType::I32, Region::Context, self.ctx, CONTEXT_ITER_RESULT_SHAPE);
        self.begin_object(cell, shape, header_bits(CellKind::Object, INLINE_SLOTS));
        self.b.store(MemType::I64, Region::Heap, cell, OBJECT_INLINE, v);
        let not_done = self.b.word(FALSE);
        self.b.store(MemType::I64, Region::Heap, cell, ITER_RESULT_DONE, not_done);
        cell
    }

    /// Whether a result object says that its iterator is done. One of the usual shape has it in its
    /// second slot, a boolean unless a program made the object.
    pub fn lower_iter_result_done(&mut self, inst: &Inst) {
        let result = self.boxed(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let mut join = self.join(Type::I32);
        let slow = self.b.new_block();
        self.leave_unless_cell(result, kinds, slow);
        let shape = self.b.load(MemType::I32, Region::Header, result, CELL_SHAPE);
        let usual = self.b.load(MemType::I32, Region::Context, self.ctx, CONTEXT_ITER_RESULT_SHAPE);
        let is_usual = self.b.icmp(IntCc::Eq, shape, usual);
        self.b.leave_unless(is_usual, slow);
        let done = self.b.load(MemType::I64, Region::Heap, result, ITER_RESULT_DONE);
        let lowest = self.b.bin_imm(BinOp::Or, done, FALSE ^ TRUE);
        let is_boolean = self.b.icmp_imm(IntCc::Eq, lowest, TRUE);
        self.b.leave_unless(is_boolean, slow);
        let is_true = self.b.icmp_imm(IntCc::Eq, done, TRUE);
        self.arrive(&mut join, is_true);
        self.enter(slow, &join);
        let v = self.rt_value(RtFn::rt_iter_result_done, &[result]);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.set_bool(inst.dst.expect("a result"), v);
    }

    /// Throws unless the result is an object.
    pub fn lower_check_iter_result(&mut self, inst: &Inst) {
        let result = self.boxed(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let slow = self.b.new_block();
        let after = self.b.new_block();
        self.leave_unless_object(result, kinds, slow);
        self.b.jump(after);
        self.b.switch_to(slow);
        self.rt_value(RtFn::rt_check_iter_result, &[result]);
        self.b.jump(after);
        self.b.switch_to(after);
    }

    // --- yield* ---------------------------------------------------------------------------------

    pub fn lower_delegate_step(&mut self, inst: &Inst) {
        let iter = self.reg(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let mode = self.reg(inst.args[1]);
        let sent = self.boxed(inst.args[2]);
        let completion = self.completion();
        let depth = *self.depth.get_or_insert_with(|| self.b.vreg(Type::I32));
        let one = self.b.i32(GENERATOR_DEPTHS[0].cast_signed());
        self.b.copy_to(depth, one);
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        let ended = self.b.new_block();
        let delegating = self.b.new_block();
        let plain = self.b.new_block();
        let raw = self.b.new_block();
        let not_next = self.b.icmp_imm(IntCc::Ne, mode, ResumeMode::Next.number().into());
        self.b.leave_if(not_next, slow);
        self.leave_unless_kind(iter, kinds, CellKind::Generator, slow);
        self.leave_unless_resumable(iter, 0, slow);
        let v = self.resume_next(iter, sent);
        let flags = self.load_flags(iter);
        let done = self.b.bin_imm(BinOp::And, flags, u64::from(GENERATOR_DONE));
        let marker = self.marker;
        self.b.leave_if(done, ended);
        self.b.branch(flags, delegating, plain, Hint::Other);

        // One more passes the value on.
        self.b.switch_to(delegating);
        let counted = self.b.bin_imm(BinOp::And, flags, GENERATOR_DEPTHS.iter().sum::<u32>().into());
        let counted = self.b.bin_imm(BinOp::Shl, counted, 1);
        let most = self.b.bin_imm(BinOp::And, flags, GENERATOR_DEEP.into());
        let counted = self.b.bin(BinOp::Or, counted, most);
        self.b.copy_to(depth, counted);
        self.leave_unless_cell(v, crate::facts::Kinds::ANY, plain);
        let kind = self.cell_kind(v);
        let is_raw = self.b.icmp_imm(IntCc::Eq, kind, CellKind::RawResult as u64);
        self.b.branch(is_raw, raw, plain, Hint::Other);

        self.b.switch_to(plain);
        self.arrive(&mut join, v);

        self.b.switch_to(ended);
        self.marker = marker;
        self.b.copy_to(completion, v);
        let over = self.b.word(ITER_DONE);
        self.arrive(&mut join, over);

        // Each `yield*` of a chain asks a result object of the innermost iterator whether it is done.
        self.b.switch_to(raw);
        self.marker = marker;
        let zero = self.b.word(0);
        self.b.copy_to(completion, zero);
        let passed = self.rt_value(RtFn::rt_delegate_pass, &[v]);
        self.arrive(&mut join, passed);

        self.enter(slow, &join);
        let zero = self.b.word(0);
        self.b.copy_to(completion, zero);
        let v = self.rt_value(RtFn::rt_delegate_step, &[iter, mode, sent]);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    pub fn lower_delegate_result(&mut self, inst: &Inst) {
        let completion = self.completion();
        let mut join = self.join(Type::I64);
        let ask = self.b.new_block();
        let here = self.b.icmp_imm(IntCc::Ne, completion, 0);
        self.b.leave_unless(here, ask);
        self.arrive(&mut join, completion);
        self.enter(ask, &join);
        let v = self.rt_value(RtFn::rt_delegate_result, &[]);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    /// The completion value of the `yield*` that just ended, or 0 if the runtime has it. No
    /// safepoint lies between its definition and its use.
    fn completion(&mut self) -> VReg {
        *self.completion.get_or_insert_with(|| self.b.vreg(Type::I64))
    }
}

/// How a frame slot of this type lies in memory.
fn memory_type(ty: MirType) -> MemType {
    match ty {
        MirType::Value => MemType::I64,
        MirType::I32 | MirType::Bool => MemType::I32,
        MirType::F64 => MemType::F64,
    }
}
