//! Comparisons and equality. Results are 0 or 1.

use crate::arith::Operand;
use crate::facts::Kinds;
use crate::function::Lowering;
use yarrow_abi::functions::RtFn;
use yarrow_abi::layout::{CELL_SHAPE, CellKind, STRING_ATOM};
use yarrow_abi::value::{DOUBLE_OFFSET, NOT_CELL_MASK};
use yarrow_lir::{BinOp, FloatCc, Hint, IntCc, MemType, Region, Type, VReg};
use yarrow_mir::{Inst, Type as MirType};

/// A relational operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Lt,
    Le,
    Gt,
    Ge,
}

impl Relation {
    fn parts(self) -> (IntCc, FloatCc, RtFn) {
        match self {
            Relation::Lt => (IntCc::Lt, FloatCc::Lt, RtFn::rt_lt),
            Relation::Le => (IntCc::Le, FloatCc::Le, RtFn::rt_le),
            Relation::Gt => (IntCc::Gt, FloatCc::Gt, RtFn::rt_gt),
            Relation::Ge => (IntCc::Ge, FloatCc::Ge, RtFn::rt_ge),
        }
    }
}

impl Lowering<'_, '_> {
    pub fn lower_relation(&mut self, inst: &Inst, op: Relation) {
        let dst = inst.dst.expect("a result");
        let (int, double, slow_fn) = op.parts();
        let flag = match self.machine_type(inst) {
            Some(MirType::I32 | MirType::Bool) => {
                let x = self.reg(inst.args[0]);
                let y = self.reg(inst.args[1]);
                self.b.icmp(int, x, y)
            }
            Some(MirType::F64) => {
                let x = self.reg(inst.args[0]);
                let y = self.reg(inst.args[1]);
                self.b.fcmp(double, x, y)
            }
            Some(MirType::Value) | None => {
                let a = self.operand(inst.args[0]);
                let b = self.operand(inst.args[1]);
                self.value_relation(int, double, slow_fn, a, b)
            }
        };
        self.set_bool(dst, flag);
    }

    fn value_relation(&mut self, int: IntCc, double: FloatCc, slow_fn: RtFn, a: Operand, b: Operand) -> VReg {
        let numbers = a.1.within(Kinds::NUMBER) && b.1.within(Kinds::NUMBER);
        if !a.1.intersects(Kinds::NUMBER) || !b.1.intersects(Kinds::NUMBER) {
            return self.rt_value(slow_fn, &[a.0, b.0]);
        }
        let mut join = self.join(Type::I32);
        let in_doubles = self.b.new_block();
        let slow = self.b.new_block();
        if a.1.intersects(Kinds::INT) && b.1.intersects(Kinds::INT) {
            self.leave_unless_ints(a, b, in_doubles);
            let x = self.unbox_i32(a.0);
            let y = self.unbox_i32(b.0);
            let flag = self.b.icmp(int, x, y);
            self.arrive(&mut join, flag);
            self.enter(in_doubles, &join);
        } else {
            self.b.jump(in_doubles);
            self.b.switch_to(in_doubles);
        }
        self.leave_unless_numbers(a, b, slow);
        let x = self.number_to_f64(a.0, a.1);
        let y = self.number_to_f64(b.0, b.1);
        let flag = self.b.fcmp(double, x, y);
        self.arrive(&mut join, flag);
        if !numbers {
            self.enter(slow, &join);
            let flag = self.rt_value(slow_fn, &[a.0, b.0]);
            self.arrive(&mut join, flag);
        }
        self.close(join)
    }

    pub fn lower_strict_eq(&mut self, inst: &Inst) {
        let dst = inst.dst.expect("a result");
        let flag = match self.machine_type(inst) {
            Some(MirType::I32 | MirType::Bool) => {
                let x = self.reg(inst.args[0]);
                let y = self.reg(inst.args[1]);
                self.b.icmp(IntCc::Eq, x, y)
            }
            Some(MirType::F64) => {
                let x = self.reg(inst.args[0]);
                let y = self.reg(inst.args[1]);
                self.b.fcmp(FloatCc::Eq, x, y)
            }
            Some(MirType::Value) | None => {
                let a = self.operand(inst.args[0]);
                let b = self.operand(inst.args[1]);
                self.value_strict_eq(a, b)
            }
        };
        self.set_bool(dst, flag);
    }

    fn value_strict_eq(&mut self, a: Operand, b: Operand) -> VReg {
        let by_identity = Kinds::IDENTITY;
        let possible = a.1 & b.1;
        if a.1.within(by_identity) || b.1.within(by_identity) || (a.1 | b.1).within(Kinds::INT) {
            return self.b.icmp(IntCc::Eq, a.0, b.0);
        }
        let mut join = self.join(Type::I32);
        let numbers = self.b.new_block();
        let differ = self.b.new_block();
        let equal = self.b.icmp(IntCc::Eq, a.0, b.0);
        let same = self.b.new_block();
        self.b.branch(equal, same, differ, Hint::None);
        self.b.switch_to(same);
        if possible.intersects(Kinds::DOUBLE) {
            let other = self.b.icmp_imm(IntCc::Ult, a.0, DOUBLE_OFFSET);
            let here = self.b.new_block();
            self.b.branch(other, here, numbers, Hint::None);
            self.b.switch_to(here);
        }
        let one = self.b.i32(1);
        self.arrive(&mut join, one);
        self.enter(differ, &join);
        // An atom and another string may be equal, though the kinds do not intersect.
        let strings = a.1.intersects(Kinds::ANY_STRING) && b.1.intersects(Kinds::ANY_STRING);
        if strings || possible.intersects(Kinds::BIGINT) {
            let both = self.b.bin(BinOp::Or, a.0, b.0);
            let tag = self.b.bin_imm(BinOp::And, both, NOT_CELL_MASK);
            let cells = self.b.icmp_imm(IntCc::Eq, tag, 0);
            let (then, other) = self.fork(cells);
            self.b.switch_to(then);
            // Not the same cell: objects differ, and so do atoms.
            let apart = self.b.new_block();
            let object = self.cell_kind(a.0);
            let object = self.b.icmp_imm(IntCc::Uge, object, u64::from(CellKind::FIRST_OBJECT));
            let no_object = self.b.new_block();
            self.b.branch(object, apart, no_object, Hint::None);
            self.b.switch_to(no_object);
            let word = self.b.load(MemType::I64, Region::Header, a.0, CELL_SHAPE);
            let other_word = self.b.load(MemType::I64, Region::Header, b.0, CELL_SHAPE);
            let common = self.b.bin(BinOp::And, word, other_word);
            const { assert!(CellKind::String as u8 == 1) };
            let atom = (CellKind::String as u64) << 32 | u64::from(STRING_ATOM) << 40;
            let mask = 0xff << 32 | u64::from(STRING_ATOM) << 40;
            let atoms = self.b.bin_imm(BinOp::And, common, mask);
            let atoms = self.b.icmp_imm(IntCc::Eq, atoms, atom);
            let ask = self.b.new_block();
            self.b.branch(atoms, apart, ask, Hint::None);
            self.b.switch_to(apart);
            let zero = self.b.i32(0);
            self.arrive(&mut join, zero);
            self.enter(ask, &join);
            let flag = self.rt_value(RtFn::rt_strict_eq, &[a.0, b.0]);
            self.arrive(&mut join, flag);
            self.enter(other, &join);
        }
        if a.1.intersects(Kinds::NUMBER) && b.1.intersects(Kinds::NUMBER) {
            let unequal = self.b.new_block();
            self.leave_unless_numbers(a, b, unequal);
            self.b.jump(numbers);
            self.b.switch_to(numbers);
            let x = self.number_to_f64(a.0, a.1);
            let y = self.number_to_f64(b.0, b.1);
            let flag = self.b.fcmp(FloatCc::Eq, x, y);
            self.arrive(&mut join, flag);
            self.enter(unequal, &join);
        }
        let zero = self.b.i32(0);
        self.arrive(&mut join, zero);
        self.close(join)
    }

    pub fn lower_loose_eq(&mut self, inst: &Inst) {
        let dst = inst.dst.expect("a result");
        if self.machine_type(inst).is_some() {
            self.lower_strict_eq(inst);
            return;
        }
        let a = self.operand(inst.args[0]);
        let b = self.operand(inst.args[1]);
        let nullish = Kinds::NULLISH;
        let flag = if a.1.within(nullish) {
            self.is_nullish(b.0)
        } else if b.1.within(nullish) {
            self.is_nullish(a.0)
        } else {
            let (int, double) = (IntCc::Eq, FloatCc::Eq);
            self.value_relation(int, double, RtFn::rt_loose_eq, a, b)
        };
        self.set_bool(dst, flag);
    }
}
