//! Private members, by private caches. A cache is about one private name: see `yarrow_abi::layout`.

use crate::function::Lowering;
use yarrow_abi::functions::RtFn;
use yarrow_abi::layout::{
    CELL_SHAPE, PRIVATE_IC_ADD_FROM, PRIVATE_IC_ADD_OFFSET, PRIVATE_IC_ADD_TO, PRIVATE_IC_NAME, PRIVATE_IC_OWN_OFFSET,
    PRIVATE_IC_OWN_SHAPE,
};
use yarrow_lir::{Block, IntCc, MemType, Region, Type, VReg};
use yarrow_mir::{Inst, Op, PrivateKind};

/// A site's operands, once the receiver has proved to be of a shape that the cache knows.
struct Hit {
    object: VReg,
    instance: VReg,
    slow: Block,
}

impl Lowering<'_, '_> {
    pub fn lower_get_private(&mut self, inst: &Inst) {
        let ic = self.cx.new_ic();
        let mut join = self.join(Type::I64);
        let Hit { object, instance, slow } = self.private_hit(inst, ic, PRIVATE_IC_OWN_SHAPE);
        let at = self.b.load(MemType::I32, Region::Instance, instance, ic + PRIVATE_IC_OWN_OFFSET);
        let v = self.load_at(object, at);
        self.arrive(&mut join, v);
        self.enter(slow, &join);
        let args = self.private_arguments(inst, ic);
        let v = self.rt_value(RtFn::rt_private_get, &args);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    pub fn lower_set_private(&mut self, inst: &Inst) {
        let ic = self.cx.new_ic();
        let value = self.boxed(inst.args[2]);
        let Hit { object, instance, slow } = self.private_hit(inst, ic, PRIVATE_IC_OWN_SHAPE);
        self.private_store(object, instance, ic + PRIVATE_IC_OWN_OFFSET, value);
        self.finish_private_store(inst, ic, value, slow, RtFn::rt_private_set);
    }

    /// Accessors, of which two make one member, are the runtime's.
    pub fn lower_define_private(&mut self, inst: &Inst, kind: PrivateKind) {
        if let PrivateKind::Getter | PrivateKind::Setter = kind {
            self.call_private(inst, RtFn::rt_private_define);
            return;
        }
        let ic = self.cx.new_ic();
        let value = self.boxed(inst.args[2]);
        let Hit { object, instance, slow } = self.private_hit(inst, ic, PRIVATE_IC_ADD_FROM);
        self.private_store(object, instance, ic + PRIVATE_IC_ADD_OFFSET, value);
        let to = self.b.load(MemType::I32, Region::Instance, instance, ic + PRIVATE_IC_ADD_TO);
        self.b.store(MemType::I32, Region::Heap, object, CELL_SHAPE, to);
        self.finish_private_store(inst, ic, value, slow, RtFn::rt_private_define);
    }

    /// Stores to the slot whose offset lies at `offset_at` of the instance.
    fn private_store(&mut self, object: VReg, instance: VReg, offset_at: i32, value: VReg) {
        let at = self.b.load(MemType::I32, Region::Instance, instance, offset_at);
        let address = self.address(object, at);
        self.b.store(MemType::I64, Region::Heap, address, 0, value);
    }

    /// Ends a store with what the runtime does in its place.
    fn finish_private_store(&mut self, inst: &Inst, ic: i32, value: VReg, slow: Block, func: RtFn) {
        let mut join = self.join(Type::I64);
        self.arrive(&mut join, value);
        self.enter(slow, &join);
        let args = self.private_arguments(inst, ic);
        self.rt_value(func, &args);
        self.arrive(&mut join, value);
        self.close(join);
    }

    pub fn lower_has_private(&mut self, inst: &Inst) {
        let ic = self.cx.new_ic();
        let mut join = self.join(Type::I32);
        let Hit { slow, .. } = self.private_hit(inst, ic, PRIVATE_IC_OWN_SHAPE);
        let yes = self.b.i32(1);
        self.arrive(&mut join, yes);
        self.enter(slow, &join);
        let args = self.private_arguments(inst, ic);
        let v = self.rt_value(RtFn::rt_private_has, &args);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.set_bool(inst.dst.expect("a result"), v);
    }

    /// The operation as a call of the runtime alone.
    pub fn call_private(&mut self, inst: &Inst, func: RtFn) {
        let ic = self.cx.new_ic();
        let args = self.private_arguments(inst, ic);
        let result = self.rt_value(func, &args);
        match inst.op {
            Op::GetPrivate => self.result(inst, result),
            Op::HasPrivate => self.set_bool(inst.dst.expect("a result"), result),
            _ => {}
        }
    }

    /// What the runtime's function takes: the operands, the kind of what is defined, the cache.
    fn private_arguments(&mut self, inst: &Inst, ic: i32) -> Vec<VReg> {
        let mut args = self.boxed_arguments(inst);
        if let Op::DefinePrivate(kind) = inst.op {
            args.push(self.b.kind(kind));
        }
        args.push(self.instance_addr(ic));
        args
    }

    /// Goes on where the cache is about this name and its shape at `shape_at` is the receiver's; else leaves for `slow`.
    fn private_hit(&mut self, inst: &Inst, ic: i32, shape_at: i32) -> Hit {
        let object = self.boxed(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let name = self.boxed(inst.args[1]);
        let instance = self.instance();
        let slow = self.b.new_block();
        self.leave_unless_cell(object, kinds, slow);
        let known = self.b.load(MemType::I64, Region::Instance, instance, ic + PRIVATE_IC_NAME);
        let same = self.b.icmp(IntCc::Eq, name, known);
        self.b.leave_unless(same, slow);
        let shape = self.b.load(MemType::I32, Region::Heap, object, CELL_SHAPE);
        let known = self.b.load(MemType::I32, Region::Instance, instance, ic + shape_at);
        let hit = self.b.icmp(IntCc::Eq, shape, known);
        self.b.leave_unless(hit, slow);
        Hit { object, instance, slow }
    }
}
