//! Guards: what they assume is tested, and what fails leaves. No path joins another but where a double and an integer are
//! both what is assumed.

use crate::arith::Arith;
use crate::facts::Kinds;
use crate::function::Lowering;
use crate::module::Guards;
use yarrow_abi::layout::{
    ARRAY_LENGTH, CellKind, GET_IC_OWN_OFFSET, GET_IC_OWN_SHAPE, SET_IC_OWN_OFFSET, SET_IC_OWN_SHAPE, STRING_LENGTH,
};
use yarrow_lir::{BinOp, Block, IntCc, MemType, Region, Type, UnOp};
use yarrow_mir::{GuardOp, VReg};

/// Of a linear congruential generator (Knuth's MMIX): its highest bits are the good ones.
const MULTIPLIER: u64 = 6_364_136_223_846_793_005;
const INCREMENT: u64 = 1_442_695_040_888_963_407;

impl Lowering<'_, '_> {
    /// Leaves for `exit` where the guard is to fail though it holds.
    fn stress_guard(&mut self, exit: Block) {
        let fails = match self.cx.guards {
            Guards::Hold => return,
            Guards::Fail => self.b.i32(1),
            Guards::FailBy(cell) => {
                let cell = self.b.data_addr(cell);
                let last = self.b.load(MemType::I64, Region::Instance, cell, 0);
                let scaled = self.b.bin_imm(BinOp::Mul, last, MULTIPLIER);
                let next = self.b.bin_imm(BinOp::Add, scaled, INCREMENT);
                self.b.store(MemType::I64, Region::Instance, cell, 0, next);
                let high = self.b.bin_imm(BinOp::Lshr, next, 60);
                self.b.icmp_imm(IntCc::Eq, high, 0)
            }
        };
        self.b.leave_if(fails, exit);
    }

    /// Leaves for `exit` unless the assumption holds; else defines `dst`.
    /// The cache is that of properties.
    pub fn lower_guard(&mut self, op: GuardOp, args: &[VReg], dst: Option<VReg>, exit: Block, cache: Option<i32>) {
        self.stress_guard(exit);
        let result = match op {
            GuardOp::I32 => {
                let (v, kinds) = self.operand(args[0]);
                self.leave_unless_int(v, kinds, exit);
                self.unbox_i32(v)
            }
            GuardOp::F64 => self.guard_f64(args[0], exit),
            GuardOp::AddI32 => self.guard_arith(Arith::Add, args, exit),
            GuardOp::SubI32 => self.guard_arith(Arith::Sub, args, exit),
            GuardOp::MulI32 => self.guard_arith(Arith::Mul, args, exit),
            GuardOp::RemI32 => {
                let (x, y) = (self.reg(args[0]), self.reg(args[1]));
                self.int_rem(x, y, exit)
            }
            GuardOp::Element => self.guard_element(args[0], args[1], exit),
            GuardOp::SetElement => return self.guard_set_element(args, exit),
            GuardOp::Length => self.guard_length(args[0], exit),
            GuardOp::GetProp(_) => {
                let object = self.guarded_object(args[0], exit);
                let ic = cache.unwrap_or_else(|| self.cx.new_ic());
                let at = self.own_offset(object, ic + GET_IC_OWN_SHAPE, ic + GET_IC_OWN_OFFSET, exit);
                self.load_at(object, at)
            }
            GuardOp::SetProp(_) => {
                let object = self.guarded_object(args[0], exit);
                let ic = cache.unwrap_or_else(|| self.cx.new_ic());
                let at = self.own_offset(object, ic + SET_IC_OWN_SHAPE, ic + SET_IC_OWN_OFFSET, exit);
                let address = self.address(object, at);
                let value = self.reg(args[1]);
                self.b.store(MemType::I64, Region::Heap, address, 0, value);
                return;
            }
        };
        self.set(dst.expect("it has a result"), result);
    }

    fn guarded_object(&mut self, v: VReg, exit: Block) -> yarrow_lir::VReg {
        let kinds = self.kinds(v);
        let object = self.reg(v);
        self.leave_unless_cell(object, kinds, exit);
        object
    }

    fn guard_arith(&mut self, op: Arith, args: &[VReg], exit: Block) -> yarrow_lir::VReg {
        let (x, y) = (self.reg(args[0]), self.reg(args[1]));
        self.checked_arith(op, x, y, exit)
    }

    fn guard_element(&mut self, object: VReg, index: VReg, exit: Block) -> yarrow_lir::VReg {
        let kinds = self.kinds(object);
        let (object, index) = (self.reg(object), self.reg(index));
        self.leave_unless_object(object, kinds, exit);
        let at = self.element(object, index, exit);
        let v = self.b.load(MemType::I64, Region::Elements, at, 0);
        self.leave_if_hole(v, exit);
        v
    }

    fn guard_set_element(&mut self, args: &[VReg], exit: Block) {
        let kinds = self.kinds(args[0]);
        let (object, index, value) = (self.reg(args[0]), self.reg(args[1]), self.reg(args[2]));
        let mut join = self.join(Type::I64);
        self.leave_unless_cell(object, kinds, exit);
        let kind = self.leave_unless_plain(object, exit);
        self.set_element(object, kind, index, value, &mut join, exit);
        self.close(join);
    }

    fn guard_length(&mut self, v: VReg, exit: Block) -> yarrow_lir::VReg {
        let kinds = self.kinds(v);
        let v = self.reg(v);
        let mut join = self.join(Type::I32);
        self.leave_unless_cell(v, kinds, exit);
        let kind = self.cell_kind(v);
        let is_array = self.b.icmp_imm(IntCc::Eq, kind, CellKind::Array as u64);
        let other = self.b.new_block();
        self.b.leave_unless(is_array, other);
        let length = self.b.load(MemType::I32, Region::Lengths, v, ARRAY_LENGTH);
        let small = self.b.icmp_imm(IntCc::Ge, length, 0);
        self.b.leave_unless(small, exit);
        self.arrive(&mut join, length);
        self.enter(other, &join);
        let is_string = self.b.icmp_imm(IntCc::Eq, kind, CellKind::String as u64);
        self.b.leave_unless(is_string, exit);
        let length = self.b.load(MemType::I32, Region::Heap, v, STRING_LENGTH);
        self.arrive(&mut join, length);
        self.close(join)
    }

    fn guard_f64(&mut self, v: VReg, exit: Block) -> yarrow_lir::VReg {
        let (v, kinds) = self.operand(v);
        if kinds.within(Kinds::DOUBLE) {
            return self.number_to_f64(v, kinds);
        }
        let mut join = self.join(Type::F64);
        let integer = self.b.new_block();
        let d = self.double_operand((v, kinds), integer);
        self.arrive(&mut join, d);
        self.enter(integer, &join);
        self.leave_unless_int(v, kinds, exit);
        let i = self.unbox_i32(v);
        let d = self.b.un(UnOp::I32ToF64, i);
        self.arrive(&mut join, d);
        self.close(join)
    }
}
