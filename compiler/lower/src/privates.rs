//! Private members, by private caches. A cache is about one private name: see `yarrow_abi::layout`.

use crate::function::Lowering;
use yarrow_abi::functions::RtFn;
use yarrow_abi::layout::{
    CELL_SHAPE, PRIVATE_IC_ADD_FROM, PRIVATE_IC_ADD_OFFSET, PRIVATE_IC_ADD_TO, PRIVATE_IC_NAME, PRIVATE_IC_OWN_OFFSET,
    PRIVATE_IC_OWN_SHAPE,
};
use yarrow_lir::{IntCc, MemType, Region, VReg};
use yarrow_mir::{Inst, Op, PrivateKind};

impl Lowering<'_, '_> {
    /// Goes by the cache where it is about this name and knows the receiver's shape, else by the runtime. Accessors, of which
    /// two make one member, are defined by the runtime alone.
    pub fn lower_private(&mut self, inst: &Inst) {
        let shape_at = match inst.op {
            Op::DefinePrivate(PrivateKind::Getter | PrivateKind::Setter) => return self.call_private(inst),
            Op::DefinePrivate(PrivateKind::Field | PrivateKind::Method) => PRIVATE_IC_ADD_FROM,
            _ => PRIVATE_IC_OWN_SHAPE,
        };
        let ic = self.cx.new_ic();
        let args = self.boxed_arguments(inst);
        let (object, name) = (args[0], args[1]);
        let kinds = self.kinds(inst.args[0]);
        let instance = self.instance();
        let slow = self.b.new_block();
        self.leave_unless_cell(object, kinds, slow);
        let known = self.b.load(MemType::I64, Region::Instance, instance, ic + PRIVATE_IC_NAME);
        let same = self.b.icmp(IntCc::Eq, name, known);
        self.b.leave_unless(same, slow);
        let shape = self.b.load(MemType::I32, Region::Header, object, CELL_SHAPE);
        let known = self.b.load(MemType::I32, Region::Instance, instance, ic + shape_at);
        let hit = self.b.icmp(IntCc::Eq, shape, known);
        self.b.leave_unless(hit, slow);

        let v = match inst.op {
            Op::GetPrivate => {
                let at = self.b.load(MemType::I32, Region::Instance, instance, ic + PRIVATE_IC_OWN_OFFSET);
                self.load_at(object, at)
            }
            Op::HasPrivate => self.b.i32(1),
            Op::SetPrivate => {
                self.private_store(object, instance, ic + PRIVATE_IC_OWN_OFFSET, args[2]);
                args[2]
            }
            _ => {
                self.private_store(object, instance, ic + PRIVATE_IC_ADD_OFFSET, args[2]);
                let to = self.b.load(MemType::I32, Region::Instance, instance, ic + PRIVATE_IC_ADD_TO);
                self.b.store(MemType::I32, Region::Header, object, CELL_SHAPE, to);
                args[2]
            }
        };
        let ty = self.b.ty(v);
        let mut join = self.join(ty);
        self.arrive(&mut join, v);
        self.enter(slow, &join);
        let v = self.private_in_runtime(inst, args, ic);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.private_result(inst, v);
    }

    /// The operation as a call of the runtime alone.
    pub fn call_private(&mut self, inst: &Inst) {
        let ic = self.cx.new_ic();
        let args = self.boxed_arguments(inst);
        let v = self.private_in_runtime(inst, args, ic);
        self.private_result(inst, v);
    }

    /// Stores to the slot whose offset lies at `offset_at` of the instance.
    fn private_store(&mut self, object: VReg, instance: VReg, offset_at: i32, value: VReg) {
        let at = self.b.load(MemType::I32, Region::Instance, instance, offset_at);
        let address = self.address(object, at);
        self.b.store(MemType::I64, Region::Heap, address, 0, value);
    }

    fn private_in_runtime(&mut self, inst: &Inst, mut args: Vec<VReg>, ic: i32) -> VReg {
        let func = match inst.op {
            Op::GetPrivate => RtFn::rt_private_get,
            Op::HasPrivate => RtFn::rt_private_has,
            Op::SetPrivate => RtFn::rt_private_set,
            Op::DefinePrivate(kind) => {
                args.push(self.b.kind(kind));
                RtFn::rt_private_define
            }
            _ => panic!("{:?} is about no private member", inst.op),
        };
        args.push(self.instance_addr(ic));
        self.rt_value(func, &args)
    }

    fn private_result(&mut self, inst: &Inst, v: VReg) {
        match (&inst.op, inst.dst) {
            (Op::HasPrivate, Some(dst)) => self.set_bool(dst, v),
            (Op::GetPrivate, _) => self.result(inst, v),
            _ => {}
        }
    }
}
