//! Guards: what they assume is tested, and what fails leaves. No path joins another but where a double and an integer are
//! both what is assumed.

use crate::arith::Arith;
use crate::facts::Kinds;
use crate::function::Lowering;
use yarrow_lir::{Block, Type, UnOp};
use yarrow_mir::{GuardOp, VReg};

impl Lowering<'_, '_> {
    /// Leaves for `exit` unless the assumption holds; else defines `dst`.
    pub fn lower_guard(&mut self, op: GuardOp, args: &[VReg], dst: VReg, exit: Block) {
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
        };
        self.set(dst, result);
    }

    fn guard_arith(&mut self, op: Arith, args: &[VReg], exit: Block) -> yarrow_lir::VReg {
        let (x, y) = (self.reg(args[0]), self.reg(args[1]));
        self.checked_arith(op, x, y, exit)
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
