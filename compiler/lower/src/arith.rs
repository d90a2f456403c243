//! Operators that give numbers: on i32 and f64 as one or two machine instructions; on values the
//! integer encoding first, then doubles, then the runtime.

use crate::facts::Kinds;
use crate::function::{Join, Lowering};
use yarrow_abi::functions::RtFn;
use yarrow_abi::value::{DOUBLE_OFFSET, NUMBER_TAG};
use yarrow_lir::{BinOp, Hint, IntCc, OverflowOp, Type, UnOp, VReg};
use yarrow_mir::{self as mir, Inst, Type as MirType};

/// An operator with a fast path on two integers that may overflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arith {
    Add,
    Sub,
    Mul,
}

/// An operator on two numbers whose result is computed in doubles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Double {
    Div,
    Exp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bits {
    And,
    Or,
    Xor,
    Shl,
    Shr,
    Ushr,
}

impl Arith {
    fn parts(self) -> (OverflowOp, BinOp, BinOp, RtFn) {
        match self {
            Arith::Add => (OverflowOp::Add, BinOp::Add, BinOp::Fadd, RtFn::rt_add),
            Arith::Sub => (OverflowOp::Sub, BinOp::Sub, BinOp::Fsub, RtFn::rt_sub),
            Arith::Mul => (OverflowOp::Mul, BinOp::Mul, BinOp::Fmul, RtFn::rt_mul),
        }
    }
}

impl Bits {
    fn parts(self) -> (BinOp, RtFn) {
        match self {
            Bits::And => (BinOp::And, RtFn::rt_bit_and),
            Bits::Or => (BinOp::Or, RtFn::rt_bit_or),
            Bits::Xor => (BinOp::Xor, RtFn::rt_bit_xor),
            Bits::Shl => (BinOp::Shl, RtFn::rt_shl),
            Bits::Shr => (BinOp::Ashr, RtFn::rt_shr),
            Bits::Ushr => (BinOp::Lshr, RtFn::rt_ushr),
        }
    }
}

/// A boxed operand with the kinds it may have.
pub type Operand = (VReg, Kinds);

impl Lowering<'_, '_> {
    /// Are the operands machine numbers of one type? Otherwise they are taken boxed.
    pub fn machine_type(&self, inst: &Inst) -> Option<MirType> {
        let ty = self.mir.ty(inst.args[0]);
        let same = inst.args.iter().all(|a| self.mir.ty(*a) == ty);
        (same && ty != MirType::Value).then_some(ty)
    }

    /// An operand, boxed. One whose f64 is at hand counts as a double, whatever its encoding:
    /// [`Self::number_to_f64`] returns that f64.
    pub fn operand(&mut self, v: mir::VReg) -> Operand {
        let boxed = self.boxed(v);
        let kinds = if self.unboxed.contains_key(&boxed) { Kinds::DOUBLE } else { self.kinds(v) };
        (boxed, kinds)
    }

    /// Ends the fast paths in `slow`, the runtime's answer; there is none where `numbers` are all
    /// that may come.
    fn close_with_slow(
        &mut self,
        mut join: Join,
        slow: yarrow_lir::Block,
        numbers: bool,
        f: RtFn,
        args: &[VReg],
    ) -> VReg {
        if !numbers {
            self.enter(slow, &join);
            let v = self.rt_value(f, args);
            self.arrive(&mut join, v);
        }
        self.close(join)
    }

    pub fn lower_arith(&mut self, inst: &Inst, op: Arith) {
        let dst = inst.dst.expect("a result");
        let (_, int, double, _) = op.parts();
        match self.machine_type(inst) {
            Some(MirType::I32) => self.machine_binary(inst, int),
            Some(MirType::F64) => self.machine_binary(inst, double),
            Some(MirType::Value | MirType::Bool) | None => {
                let a = self.operand(inst.args[0]);
                let b = self.operand(inst.args[1]);
                let v = self.value_arith(op, a, b);
                self.set(dst, v);
            }
        }
    }

    fn machine_binary(&mut self, inst: &Inst, op: BinOp) {
        let a = self.reg(inst.args[0]);
        let b = self.reg(inst.args[1]);
        let v = self.b.bin(op, a, b);
        if self.b.ty(v) == Type::F64 {
            self.set_f64(inst.dst.expect("a result"), v);
        } else {
            self.set_i32(inst.dst.expect("a result"), v);
        }
    }

    fn value_arith(&mut self, op: Arith, a: Operand, b: Operand) -> VReg {
        let (_, _, double, slow_fn) = op.parts();
        let numbers = a.1.within(Kinds::NUMBER) && b.1.within(Kinds::NUMBER);
        if !a.1.intersects(Kinds::NUMBER) || !b.1.intersects(Kinds::NUMBER) {
            return self.rt_value(slow_fn, &[a.0, b.0]);
        }
        let mut join = self.join(Type::I64);
        let in_doubles = self.b.new_block();
        let slow = self.b.new_block();
        if a.1.intersects(Kinds::INT) && b.1.intersects(Kinds::INT) {
            // Beside a known integer, a sum is nearly always one of integers.
            if op != Arith::Mul && (a.1.within(Kinds::INT) || b.1.within(Kinds::INT)) {
                self.leave_unless_ints(a, b, in_doubles);
            } else {
                self.fork_unless_ints(a, b, in_doubles);
            }
            let x = self.unbox_i32(a.0);
            let y = self.unbox_i32(b.0);
            let r = self.checked_arith(op, x, y, in_doubles);
            let v = self.box_i32(r);
            self.arrive(&mut join, v);
            self.enter(in_doubles, &join);
        } else {
            self.b.jump(in_doubles);
            self.b.switch_to(in_doubles);
        }
        if a.1 != Kinds::INT && b.1 != Kinds::INT {
            let mixed = self.b.new_block();
            let x = self.double_operand(a, mixed);
            let y = self.double_operand(b, mixed);
            let r = self.b.bin(double, x, y);
            let v = self.box_f64(r);
            self.arrive(&mut join, v);
            self.enter(mixed, &join);
        }
        self.leave_unless_numbers(a, b, slow);
        let x = self.number_to_f64(a.0, a.1);
        let y = self.number_to_f64(b.0, b.1);
        let r = self.b.bin(double, x, y);
        let v = self.box_f64(r);
        self.arrive(&mut join, v);
        self.close_with_slow(join, slow, numbers, slow_fn, &[a.0, b.0])
    }

    /// The result of integers if it is one, and not -0; else leaves.
    pub fn checked_arith(&mut self, op: Arith, x: VReg, y: VReg, away: yarrow_lir::Block) -> VReg {
        let (checked, ..) = op.parts();
        let (r, mut bad) = self.b.overflow(checked, x, y);
        if op == Arith::Mul {
            // 0 times a negative number is -0.
            let zero = self.b.icmp_imm(IntCc::Eq, r, 0);
            let signs = self.b.bin(BinOp::Or, x, y);
            let negative = self.b.icmp_imm(IntCc::Lt, signs, 0);
            let minus_zero = self.b.bin(BinOp::And, zero, negative);
            bad = self.b.bin(BinOp::Or, bad, minus_zero);
        }
        self.b.leave_if(bad, away);
        r
    }

    /// An operand in the double encoding as an f64; else leaves.
    pub fn double_operand(&mut self, (v, kinds): Operand, away: yarrow_lir::Block) -> VReg {
        if kinds.within(Kinds::DOUBLE) {
            return self.number_to_f64(v, kinds);
        }
        let bits = self.b.bin_imm(BinOp::Sub, v, DOUBLE_OFFSET);
        let double = self.b.icmp_imm(IntCc::Ult, bits, NUMBER_TAG - DOUBLE_OFFSET);
        self.b.leave_unless(double, away);
        self.b.un(UnOp::BitsToF64, bits)
    }

    pub fn lower_double(&mut self, inst: &Inst, op: Double) {
        let dst = inst.dst.expect("a result");
        if self.machine_type(inst).is_some() {
            let x = self.as_f64(inst.args[0]);
            let y = self.as_f64(inst.args[1]);
            let r = self.double_op(op, x, y);
            self.set_f64(dst, r);
            return;
        }
        let slow_fn = match op {
            Double::Div => RtFn::rt_div,
            Double::Exp => RtFn::rt_exp,
        };
        let a = self.operand(inst.args[0]);
        let b = self.operand(inst.args[1]);
        let numbers = a.1.within(Kinds::NUMBER) && b.1.within(Kinds::NUMBER);
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        self.leave_unless_numbers(a, b, slow);
        let x = self.number_to_f64(a.0, a.1);
        let y = self.number_to_f64(b.0, b.1);
        let r = self.double_op(op, x, y);
        let v = self.box_f64(r);
        self.arrive(&mut join, v);
        let v = self.close_with_slow(join, slow, numbers, slow_fn, &[a.0, b.0]);
        self.set(dst, v);
    }

    fn double_op(&mut self, op: Double, x: VReg, y: VReg) -> VReg {
        match op {
            Double::Div => self.b.bin(BinOp::Fdiv, x, y),
            Double::Exp => self.rt_value(RtFn::rt_f64_pow, &[x, y]),
        }
    }

    /// A vreg of a machine type as an f64.
    pub fn as_f64(&mut self, v: mir::VReg) -> VReg {
        let r = self.reg(v);
        match self.mir.ty(v) {
            MirType::F64 => r,
            MirType::I32 | MirType::Bool => self.b.un(UnOp::I32ToF64, r),
            MirType::Value => panic!("{v} of {} is boxed", self.mir.name),
        }
    }

    pub fn lower_rem(&mut self, inst: &Inst) {
        let dst = inst.dst.expect("a result");
        if self.machine_type(inst).is_some() {
            let x = self.as_f64(inst.args[0]);
            let y = self.as_f64(inst.args[1]);
            let r = self.f64_rem(x, y);
            self.set_f64(dst, r);
            return;
        }
        let a = self.operand(inst.args[0]);
        let b = self.operand(inst.args[1]);
        let numbers = a.1.within(Kinds::NUMBER) && b.1.within(Kinds::NUMBER);
        let mut join = self.join(Type::I64);
        let in_doubles = self.b.new_block();
        let slow = self.b.new_block();
        if a.1.intersects(Kinds::INT) && b.1.intersects(Kinds::INT) {
            self.leave_unless_ints(a, b, in_doubles);
            let x = self.unbox_i32(a.0);
            let y = self.unbox_i32(b.0);
            let r = self.int_rem(x, y, in_doubles);
            let v = self.box_i32(r);
            self.arrive(&mut join, v);
            self.enter(in_doubles, &join);
        } else {
            self.b.jump(in_doubles);
            self.b.switch_to(in_doubles);
        }
        self.leave_unless_numbers(a, b, slow);
        let x = self.number_to_f64(a.0, a.1);
        let y = self.number_to_f64(b.0, b.1);
        let r = self.f64_rem(x, y);
        let v = self.box_f64(r);
        self.arrive(&mut join, v);
        let v = self.close_with_slow(join, slow, numbers, RtFn::rt_rem, &[a.0, b.0]);
        self.set(dst, v);
    }

    /// `x % y` where neither the dividend is negative (-0) nor the divisor 0 or negative; else leaves.
    pub fn int_rem(&mut self, x: VReg, y: VReg, away: yarrow_lir::Block) -> VReg {
        let positive = self.b.icmp_imm(IntCc::Gt, y, 0);
        let natural = self.b.icmp_imm(IntCc::Ge, x, 0);
        let both = self.b.bin(BinOp::And, positive, natural);
        self.b.leave_unless(both, away);
        self.b.bin(BinOp::Urem, x, y)
    }

    /// `%` on doubles, by integers where both are natural numbers.
    fn f64_rem(&mut self, x: VReg, y: VReg) -> VReg {
        let mut join = self.join(Type::F64);
        let slow = self.b.new_block();
        let xi = self.exact_i32(x, slow);
        let yi = self.exact_i32(y, slow);
        // A dividend of 0 may be -0.
        let nonzero = self.b.icmp_imm(IntCc::Ne, xi, 0);
        self.b.leave_unless(nonzero, slow);
        let r = self.int_rem(xi, yi, slow);
        let d = self.b.un(UnOp::I32ToF64, r);
        self.arrive(&mut join, d);
        self.enter(slow, &join);
        let d = self.rt_value(RtFn::rt_f64_rem, &[x, y]);
        self.arrive(&mut join, d);
        self.close(join)
    }

    /// `d` as an integer, if it is one (-0 counts); else leaves.
    pub fn exact_i32(&mut self, d: VReg, away: yarrow_lir::Block) -> VReg {
        let i = self.b.un(UnOp::F64ToI32, d);
        let back = self.b.un(UnOp::I32ToF64, i);
        let exact = self.b.fcmp(yarrow_lir::FloatCc::Eq, back, d);
        self.b.leave_unless(exact, away);
        i
    }

    pub fn lower_bits(&mut self, inst: &Inst, op: Bits) {
        let dst = inst.dst.expect("a result");
        let (int, slow_fn) = op.parts();
        if self.machine_type(inst).is_some() {
            let x = self.as_i32(inst.args[0]);
            let y = self.as_i32(inst.args[1]);
            let r = self.b.bin(int, x, y);
            if op == Bits::Ushr && self.mir.ty(dst) != MirType::I32 {
                let d = self.b.un(UnOp::U32ToF64, r);
                self.set_f64(dst, d);
            } else {
                self.set_i32(dst, r);
            }
            return;
        }
        let a = self.operand(inst.args[0]);
        let b = self.operand(inst.args[1]);
        let numbers = a.1.within(Kinds::NUMBER) && b.1.within(Kinds::NUMBER);
        let mut join = self.join(Type::I64);
        let in_doubles = self.b.new_block();
        let slow = self.b.new_block();
        let x = self.b.vreg(Type::I32);
        let y = self.b.vreg(Type::I32);
        let compute = self.b.new_block();
        self.leave_unless_ints(a, b, in_doubles);
        let i = self.unbox_i32(a.0);
        self.b.copy_to(x, i);
        let i = self.unbox_i32(b.0);
        self.b.copy_to(y, i);
        self.b.jump(compute);
        self.b.switch_to(in_doubles);
        self.leave_unless_numbers(a, b, slow);
        let i = self.number_to_i32(a.0, a.1);
        self.b.copy_to(x, i);
        let i = self.number_to_i32(b.0, b.1);
        self.b.copy_to(y, i);
        self.b.jump(compute);
        self.b.switch_to(compute);
        let r = self.b.bin(int, x, y);
        let v = if op == Bits::Ushr { self.box_u32(r) } else { self.box_i32(r) };
        self.arrive(&mut join, v);
        let v = self.close_with_slow(join, slow, numbers, slow_fn, &[a.0, b.0]);
        if self.mir.ty(dst) == MirType::Value {
            self.set(dst, v);
        } else {
            let i = self.number_to_i32(v, Kinds::NUMBER);
            self.set_i32(dst, i);
        }
    }

    /// A vreg of a machine type as an i32.
    fn as_i32(&mut self, v: mir::VReg) -> VReg {
        let r = self.reg(v);
        match self.mir.ty(v) {
            MirType::I32 | MirType::Bool => r,
            MirType::F64 => self.f64_to_i32(r),
            MirType::Value => panic!("{v} of {} is boxed", self.mir.name),
        }
    }

    fn box_u32(&mut self, r: VReg) -> VReg {
        let small = self.b.icmp_imm(IntCc::Ge, r, 0);
        let int = self.box_i32(r);
        let d = self.b.un(UnOp::U32ToF64, r);
        let double = self.box_f64(d);
        self.b.select(small, int, double)
    }

    pub fn lower_bit_not(&mut self, inst: &Inst) {
        let dst = inst.dst.expect("a result");
        if self.machine_type(inst).is_some() {
            let x = self.as_i32(inst.args[0]);
            let r = self.b.bin_imm(BinOp::Xor, x, u64::from(u32::MAX));
            self.set_i32(dst, r);
            return;
        }
        let a = self.operand(inst.args[0]);
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        self.leave_unless_number(a.0, a.1, slow);
        let x = self.number_to_i32(a.0, a.1);
        let r = self.b.bin_imm(BinOp::Xor, x, u64::from(u32::MAX));
        let v = self.box_i32(r);
        self.arrive(&mut join, v);
        let v = self.close_with_slow(join, slow, a.1.within(Kinds::NUMBER), RtFn::rt_bit_not, &[a.0]);
        self.set(dst, v);
    }

    pub fn lower_neg(&mut self, inst: &Inst) {
        let dst = inst.dst.expect("a result");
        let r = self.reg(inst.args[0]);
        match self.machine_type(inst) {
            Some(MirType::I32 | MirType::Bool) => {
                let zero = self.b.i32(0);
                let v = self.b.bin(BinOp::Sub, zero, r);
                self.set_i32(dst, v);
            }
            Some(MirType::F64) => {
                let v = self.b.un(UnOp::Fneg, r);
                self.set_f64(dst, v);
            }
            Some(MirType::Value) | None => {
                let a = self.operand(inst.args[0]);
                let mut join = self.join(Type::I64);
                let in_doubles = self.b.new_block();
                let slow = self.b.new_block();
                self.leave_unless_int(a.0, a.1, in_doubles);
                let x = self.unbox_i32(a.0);
                let zero = self.b.i32(0);
                let (n, overflow) = self.b.overflow(OverflowOp::Sub, zero, x);
                let minus_zero = self.b.icmp_imm(IntCc::Eq, x, 0);
                let bad = self.b.bin(BinOp::Or, overflow, minus_zero);
                self.b.leave_if(bad, in_doubles);
                let v = self.box_i32(n);
                self.arrive(&mut join, v);
                self.enter(in_doubles, &join);
                self.leave_unless_number(a.0, a.1, slow);
                let d = self.number_to_f64(a.0, a.1);
                let n = self.b.un(UnOp::Fneg, d);
                let v = self.box_f64(n);
                self.arrive(&mut join, v);
                let v = self.close_with_slow(join, slow, a.1.within(Kinds::NUMBER), RtFn::rt_neg, &[a.0]);
                self.set(dst, v);
            }
        }
    }

    /// `++` and `--`: `op` is `Add` or `Sub`, of 1.
    pub fn lower_step(&mut self, inst: &Inst, op: Arith, slow_fn: RtFn) {
        let dst = inst.dst.expect("a result");
        let (checked, int, double, _) = op.parts();
        let r = self.reg(inst.args[0]);
        match self.machine_type(inst) {
            Some(MirType::I32 | MirType::Bool) => {
                let v = self.b.bin_imm(int, r, 1);
                self.set_i32(dst, v);
            }
            Some(MirType::F64) => {
                let one = self.b.f64(1.0);
                let v = self.b.bin(double, r, one);
                self.set_f64(dst, v);
            }
            Some(MirType::Value) | None => {
                let a = self.operand(inst.args[0]);
                let mut join = self.join(Type::I64);
                let in_doubles = self.b.new_block();
                let slow = self.b.new_block();
                self.leave_unless_int(a.0, a.1, in_doubles);
                let x = self.unbox_i32(a.0);
                let one = self.b.i32(1);
                let (n, overflow) = self.b.overflow(checked, x, one);
                self.b.leave_if(overflow, in_doubles);
                let v = self.box_i32(n);
                self.arrive(&mut join, v);
                self.enter(in_doubles, &join);
                self.leave_unless_number(a.0, a.1, slow);
                let d = self.number_to_f64(a.0, a.1);
                let one = self.b.f64(1.0);
                let n = self.b.bin(double, d, one);
                let v = self.box_f64(n);
                self.arrive(&mut join, v);
                let v = self.close_with_slow(join, slow, a.1.within(Kinds::NUMBER), slow_fn, &[a.0]);
                self.set(dst, v);
            }
        }
    }

    /// A branch with no expectation, continuing in the first block.
    pub fn fork(&mut self, cond: VReg) -> (yarrow_lir::Block, yarrow_lir::Block) {
        let then = self.b.new_block();
        let other = self.b.new_block();
        self.b.branch(cond, then, other, Hint::None);
        (then, other)
    }
}
