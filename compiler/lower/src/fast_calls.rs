//! Calls of intrinsic functions done inline: the callee is compared with what the context holds
//! ([`FastBuiltin`]), and whatever the inline form does not cover goes the way of any call. No safepoint
//! lies in an inline form.

use crate::facts::Kinds;
use crate::function::Lowering;
use yarrow_abi::layout::{
    ARRAY_LENGTH, CALL_HEADER, CELL_FLAGS, CELL_SHAPE, CONTEXT_ARRAY_SHAPE, CONTEXT_SINGLE_CHARS, CellKind,
    ELEMENTS_CAP, ELEMENTS_LEN, FastBuiltin, OBJECT_ELEMENTS, SINGLE_CHARS, STRING_CHARS, STRING_LATIN1, STRING_LENGTH,
    STRING_ROPE, STRING_ROPE_LEFT, STRING_ROPE_RIGHT,
};
use yarrow_abi::value::UNDEFINED;
use yarrow_lir::{BinOp, Block, FloatCc, Hint, IntCc, MemType, Region, Type, UnOp, VReg};
use yarrow_mir::{self as mir, Inst, Type as MirType};

impl Lowering<'_, '_> {
    /// The intrinsic that a call may be one of.
    pub fn fast_builtin(&self, inst: &Inst) -> Option<FastBuiltin> {
        let f = *self.fast_callees.get(&inst.args[0])?;
        (inst.args.len() == CALL_HEADER + f.argument_count()).then_some(f)
    }

    /// The result of the inline form; leaves for `plain` where it does not apply.
    pub fn call_fast(&mut self, inst: &Inst, f: FastBuiltin, plain: Block) -> VReg {
        self.leave_unless_intrinsic(inst.args[0], f, plain);
        let args = &inst.args[CALL_HEADER..];
        match f {
            FastBuiltin::MathAbs => self.math_abs(args[0], plain),
            FastBuiltin::MathCeil => self.math_rounding(args[0], Some((FloatCc::Lt, 1)), plain),
            FastBuiltin::MathFloor => self.math_rounding(args[0], Some((FloatCc::Gt, -1)), plain),
            FastBuiltin::MathTrunc => self.math_rounding(args[0], None, plain),
            FastBuiltin::MathImul => {
                let a = self.i32_argument(args[0], plain);
                let b = self.i32_argument(args[1], plain);
                let product = self.b.bin(BinOp::Mul, a, b);
                self.box_i32(product)
            }
            FastBuiltin::MathMax => self.math_extreme((args[0], args[1]), (IntCc::Gt, FloatCc::Gt), plain),
            FastBuiltin::MathMin => self.math_extreme((args[0], args[1]), (IntCc::Lt, FloatCc::Lt), plain),
            FastBuiltin::MathSqrt => {
                let d = self.f64_argument(args[0], plain);
                let root = self.b.un(UnOp::Fsqrt, d);
                self.box_f64(root)
            }
            FastBuiltin::StringCharCodeAt => {
                let unit = self.code_unit(inst.args[1], args[0], plain);
                self.box_i32(unit)
            }
            FastBuiltin::StringFromCharCode => {
                let unit = self.i32_argument(args[0], plain);
                let single = self.b.icmp_imm(IntCc::Ult, unit, SINGLE_CHARS);
                self.b.leave_unless(single, plain);
                let strings = self.b.load(MemType::I64, Region::Context, self.ctx, CONTEXT_SINGLE_CHARS);
                let wide = self.b.un(UnOp::Zext, unit);
                let offset = self.b.bin_imm(BinOp::Shl, wide, 3);
                let place = self.b.bin(BinOp::Add, strings, offset);
                self.b.load(MemType::I64, Region::Context, place, 0)
            }
            FastBuiltin::ArrayPush => self.array_method_push(inst.args[1], args[0], plain),
            FastBuiltin::ArrayPop => self.array_take_last(inst.args[1], None, plain),
            FastBuiltin::ArrayShift => self.array_take_last(inst.args[1], Some(1), plain),
        }
    }

    /// Leaves unless the callee is this intrinsic.
    pub fn leave_unless_intrinsic(&mut self, callee: mir::VReg, f: FastBuiltin, away: Block) {
        let callee = self.boxed(callee);
        let intrinsic = self.b.load(MemType::I64, Region::Context, self.ctx, f.context_offset());
        let same = self.b.icmp(IntCc::Eq, callee, intrinsic);
        self.b.leave_unless(same, away);
    }

    /// ToInt32 of a number; leaves where the argument is none.
    fn i32_argument(&mut self, v: mir::VReg, away: Block) -> VReg {
        match self.mir.ty(v) {
            MirType::I32 => self.reg(v),
            MirType::F64 => {
                let d = self.reg(v);
                self.f64_to_i32(d)
            }
            MirType::Value | MirType::Bool => {
                let (boxed, kinds) = self.operand(v);
                self.leave_unless_number(boxed, kinds, away);
                self.number_to_i32(boxed, narrow(kinds))
            }
        }
    }

    /// A number as an f64; leaves where the argument is none.
    fn f64_argument(&mut self, v: mir::VReg, away: Block) -> VReg {
        match self.mir.ty(v) {
            MirType::I32 => {
                let i = self.reg(v);
                self.b.un(UnOp::I32ToF64, i)
            }
            MirType::F64 => self.reg(v),
            MirType::Value | MirType::Bool => {
                let (boxed, kinds) = self.operand(v);
                self.leave_unless_number(boxed, kinds, away);
                self.number_to_f64(boxed, narrow(kinds))
            }
        }
    }

    fn math_abs(&mut self, v: mir::VReg, away: Block) -> VReg {
        let d = self.f64_argument(v, away);
        let d = self.b.un(UnOp::Fabs, d);
        self.box_number(d)
    }

    /// Rounds towards zero, then by a step where the result stands so to the argument. Leaves for
    /// results that are no integers of 32 bits or might be -0.
    fn math_rounding(&mut self, v: mir::VReg, step: Option<(FloatCc, i32)>, away: Block) -> VReg {
        let i = self.rounded(v, step, away);
        self.box_i32(i)
    }

    /// The same as an i32.
    pub fn rounded(&mut self, v: mir::VReg, step: Option<(FloatCc, i32)>, away: Block) -> VReg {
        let d = self.f64_argument(v, away);
        let magnitude = self.b.un(UnOp::Fabs, d);
        let bound = self.b.f64(2_147_483_647.0);
        let small = self.b.fcmp(FloatCc::Lt, magnitude, bound);
        self.b.leave_unless(small, away);
        let mut i = self.b.un(UnOp::F64ToI32, d);
        if let Some((cc, step)) = step {
            let back = self.b.un(UnOp::I32ToF64, i);
            let off = self.b.fcmp(cc, back, d);
            let next = self.b.bin_imm(BinOp::Add, i, i64::from(step).cast_unsigned());
            i = self.b.select(off, next, i);
        }
        let bits = self.b.un(UnOp::F64ToBits, d);
        let signed = self.b.icmp_imm(IntCc::Lt, bits, 0);
        let zero = self.b.icmp_imm(IntCc::Eq, i, 0);
        let minus_zero = self.b.bin(BinOp::And, signed, zero);
        self.b.leave_if(minus_zero, away);
        i
    }

    /// The argument that stands so to the other; leaves where neither does, but for integers.
    fn math_extreme(&mut self, (a, b): (mir::VReg, mir::VReg), (ints, doubles): (IntCc, FloatCc), away: Block) -> VReg {
        let (boxed_a, kinds_a) = self.operand(a);
        let (boxed_b, kinds_b) = self.operand(b);
        let mut join = self.join(Type::I64);
        let other = self.b.new_block();
        if kinds_a.intersects(Kinds::INT) && kinds_b.intersects(Kinds::INT) {
            self.leave_unless_ints((boxed_a, kinds_a), (boxed_b, kinds_b), other);
            let x = self.unbox_i32(boxed_a);
            let y = self.unbox_i32(boxed_b);
            let first = self.b.icmp(ints, x, y);
            let v = self.b.select(first, boxed_a, boxed_b);
            self.arrive(&mut join, v);
        } else {
            self.b.jump(other);
        }
        self.enter(other, &join);
        let x = self.f64_argument(a, away);
        let y = self.f64_argument(b, away);
        let first = self.b.fcmp(doubles, x, y);
        let second = self.b.fcmp(doubles, y, x);
        let either = self.b.bin(BinOp::Or, first, second);
        self.b.leave_unless(either, away);
        let v = self.b.select(first, boxed_a, boxed_b);
        self.arrive(&mut join, v);
        self.close(join)
    }

    /// The code unit at an index, an i32.
    pub fn code_unit(&mut self, receiver: mir::VReg, index: mir::VReg, away: Block) -> VReg {
        let string = self.boxed(receiver);
        let kinds = self.kinds(receiver);
        self.leave_unless_kind(string, kinds, CellKind::String, away);
        let index = self.index_argument(index, away);
        let length = self.b.load(MemType::I32, Region::Heap, string, STRING_LENGTH);
        let inside = self.b.icmp(IntCc::Ult, index, length);
        self.b.leave_unless(inside, away);
        // A rope that was flattened before has the flat string as its left part.
        let flat = self.b.vreg(Type::I64);
        self.b.copy_to(flat, string);
        let read = self.b.new_block();
        let rope = self.b.new_block();
        let flags = self.b.load(MemType::U8, Region::Header, string, CELL_FLAGS);
        let is_rope = self.b.bin_imm(BinOp::And, flags, u64::from(STRING_ROPE));
        self.b.branch(is_rope, rope, read, Hint::None);
        self.b.switch_to(rope);
        let right = self.b.load(MemType::I64, Region::Heap, string, STRING_ROPE_RIGHT);
        let unflattened = self.b.icmp_imm(IntCc::Ne, right, 0);
        self.b.leave_if(unflattened, away);
        let left = self.b.load(MemType::I64, Region::Heap, string, STRING_ROPE_LEFT);
        self.b.copy_to(flat, left);
        self.b.jump(read);
        self.b.switch_to(read);
        let mut join = self.join(Type::I32);
        let narrow = self.b.new_block();
        let wide = self.b.new_block();
        let flags = self.b.load(MemType::U8, Region::Header, flat, CELL_FLAGS);
        let latin1 = self.b.bin_imm(BinOp::And, flags, u64::from(STRING_LATIN1));
        let index = self.b.un(UnOp::Zext, index);
        self.b.branch(latin1, narrow, wide, Hint::Then);
        self.enter(narrow, &join);
        let at = self.b.bin(BinOp::Add, flat, index);
        let unit = self.b.load(MemType::U8, Region::Heap, at, STRING_CHARS);
        self.arrive(&mut join, unit);
        self.enter(wide, &join);
        let twice = self.b.bin_imm(BinOp::Shl, index, 1);
        let at = self.b.bin(BinOp::Add, flat, twice);
        let unit = self.b.load(MemType::U16, Region::Heap, at, STRING_CHARS);
        self.arrive(&mut join, unit);
        self.close(join)
    }

    /// An argument that is an integer; leaves where it is none.
    fn index_argument(&mut self, v: mir::VReg, away: Block) -> VReg {
        match self.mir.ty(v) {
            MirType::I32 => self.reg(v),
            MirType::F64 => {
                let d = self.reg(v);
                self.exact_i32(d, away)
            }
            MirType::Value | MirType::Bool => {
                let boxed = self.boxed(v);
                match self.unboxed.get(&boxed).copied() {
                    Some(source) => self.exact_i32(source, away),
                    None => {
                        let kinds = self.kinds(v);
                        self.leave_unless_int(boxed, kinds, away);
                        self.unbox_i32(boxed)
                    }
                }
            }
        }
    }

    /// Dense elements of more than 2^31 do not fit the heap: the new length is an i32.
    fn array_method_push(&mut self, receiver: mir::VReg, value: mir::VReg, away: Block) -> VReg {
        let array = self.boxed(receiver);
        let kinds = self.kinds(receiver);
        let value = self.boxed(value);
        self.leave_unless_kind(array, kinds, CellKind::Array, away);
        let elements = self.b.load(MemType::I64, Region::Header, array, OBJECT_ELEMENTS);
        let len = self.b.load(MemType::I32, Region::Lengths, elements, ELEMENTS_LEN);
        let len = self.append(array, elements, len, value, (away, away));
        self.box_i32(len)
    }

    /// Takes the last element off an Array that has no more than `most`; `undefined` of an empty one. Leaves, before it changes
    /// anything, for a hole, a longer array, a length beyond the elements, an array with flags or properties of its own.
    fn array_take_last(&mut self, receiver: mir::VReg, most: Option<u64>, away: Block) -> VReg {
        let array = self.boxed(receiver);
        let kinds = self.kinds(receiver);
        self.leave_unless_kind(array, kinds, CellKind::Array, away);
        let elements = self.b.load(MemType::I64, Region::Header, array, OBJECT_ELEMENTS);
        let len = self.b.load(MemType::I32, Region::Lengths, elements, ELEMENTS_LEN);
        let length = self.b.load(MemType::I32, Region::Lengths, array, ARRAY_LENGTH);
        let full = self.b.icmp(IntCc::Eq, length, len);
        self.b.leave_unless(full, away);
        self.leave_unless_usual_array(array, away);
        if let Some(most) = most {
            let short = self.b.icmp_imm(IntCc::Ule, len, most);
            self.b.leave_unless(short, away);
        }
        let mut join = self.join(Type::I64);
        let empty = self.b.new_block();
        let some = self.b.new_block();
        self.b.branch(len, some, empty, Hint::Other);
        self.b.switch_to(empty);
        let undefined = self.b.word(UNDEFINED);
        self.arrive(&mut join, undefined);
        self.b.switch_to(some);
        let last = self.b.bin_imm(BinOp::Sub, len, 1);
        let wide = self.b.un(UnOp::Zext, last);
        let bytes = self.b.bin_imm(BinOp::Shl, wide, 3);
        let at = self.b.bin(BinOp::Add, elements, bytes);
        let value = self.b.load(MemType::I64, Region::Elements, at, 0);
        self.leave_if_hole(value, away);
        // What is left in a buffer is traced.
        let undefined = self.b.word(UNDEFINED);
        self.b.store(MemType::I64, Region::Elements, at, 0, undefined);
        self.b.store(MemType::I32, Region::Lengths, elements, ELEMENTS_LEN, last);
        self.b.store(MemType::I32, Region::Lengths, array, ARRAY_LENGTH, last);
        self.arrive(&mut join, value);
        self.close(join)
    }

    /// Leaves for `away` where an Array has flags or properties of its own.
    fn leave_unless_usual_array(&mut self, array: VReg, away: Block) {
        let shape = self.b.load(MemType::I32, Region::Header, array, CELL_SHAPE);
        let usual = self.b.load(MemType::I32, Region::Context, self.ctx, CONTEXT_ARRAY_SHAPE);
        let plain = self.b.icmp(IntCc::Eq, shape, usual);
        self.b.leave_unless(plain, away);
        let flags = self.b.load(MemType::U8, Region::Header, array, CELL_FLAGS);
        self.b.leave_if(flags, away);
    }

    /// Stores `value` behind the last element of an Array, at `len`; returns the new length. Leaves,
    /// before the store, where that takes more: a length beyond the elements, an array with flags or properties of its own; for
    /// `no_room` where that is all that lacks.
    pub fn append(
        &mut self,
        array: VReg,
        elements: VReg,
        len: VReg,
        value: VReg,
        (away, no_room): (Block, Block),
    ) -> VReg {
        let length = self.b.load(MemType::I32, Region::Lengths, array, ARRAY_LENGTH);
        let full = self.b.icmp(IntCc::Eq, length, len);
        self.b.leave_unless(full, away);
        self.leave_unless_usual_array(array, away);
        let cap = self.b.load(MemType::I32, Region::Lengths, elements, ELEMENTS_CAP);
        let room = self.b.icmp(IntCc::Ult, len, cap);
        self.b.leave_unless(room, no_room);
        let wide = self.b.un(UnOp::Zext, len);
        let bytes = self.b.bin_imm(BinOp::Shl, wide, 3);
        let at = self.b.bin(BinOp::Add, elements, bytes);
        self.b.store(MemType::I64, Region::Elements, at, 0, value);
        let longer = self.b.bin_imm(BinOp::Add, len, 1);
        self.b.store(MemType::I32, Region::Lengths, elements, ELEMENTS_LEN, longer);
        self.b.store(MemType::I32, Region::Lengths, array, ARRAY_LENGTH, longer);
        longer
    }
}

/// The kinds of what a test has shown to be a number.
pub fn narrow(kinds: Kinds) -> Kinds {
    let n = kinds & Kinds::NUMBER;
    if n == Kinds::NONE { Kinds::NUMBER } else { n }
}
