//! Guards: what they assume is tested, and what fails leaves. No path joins another but where a double and an integer are
//! both what is assumed.

use crate::arith::{Arith, Operand};
use crate::facts::Kinds;
use crate::function::Lowering;
use crate::module::{Guards, offset};
use crate::props::Read;
use yarrow_abi::functions::RtFn;
use yarrow_abi::layout::{ARRAY_LENGTH, CellKind, ELEMENTS_LEN, FastBuiltin, OBJECT_ELEMENTS, STRING_LENGTH};
use yarrow_lir::{BinOp, Block, FloatCc, IntCc, MemType, Region, Type, UnOp};
use yarrow_mir::{Builtin, GuardOp, VReg};

/// Of a linear congruential generator (Knuth's MMIX): its highest bits are the good ones.
const MULTIPLIER: u64 = 6_364_136_223_846_793_005;
const INCREMENT: u64 = 1_442_695_040_888_963_407;

impl Lowering<'_, '_> {
    /// The block to leave for, by way of one that counts where failures are counted.
    pub fn counted_exit(&mut self, guard: yarrow_mir::Block, exit: Block) -> Block {
        let Some(counters) = &self.cx.guard_exits else { return exit };
        let (cells, index) = (counters.cells, counters.index[&(self.id, guard)]);
        let counts = self.b.new_block();
        let at = offset(8 * index);
        self.in_cold(counts, |me| {
            let cells = me.b.data_addr(cells);
            let count = me.b.load(MemType::I64, Region::Instance, cells, at);
            let more = me.b.bin_imm(BinOp::Add, count, 1);
            me.b.store(MemType::I64, Region::Instance, cells, at, more);
            me.b.jump(exit);
        });
        counts
    }

    /// Leaves for `exit` where the guard is to fail though it holds.
    pub fn stress_guard(&mut self, exit: Block) {
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
        if op != GuardOp::Below {
            self.stress_guard(exit);
        }
        let result = match op {
            GuardOp::Below => {
                let (x, y) = (self.reg(args[0]), self.reg(args[1]));
                let below = self.b.icmp(IntCc::Lt, x, y);
                self.b.leave_unless(below, exit);
                return;
            }
            GuardOp::I32 => {
                let (v, kinds) = self.operand(args[0]);
                self.leave_unless_int(v, kinds, exit);
                self.unbox_i32(v)
            }
            GuardOp::F64 => {
                let v = self.operand(args[0]);
                self.guarded_f64(v, exit)
            }
            GuardOp::AddI32 => self.guard_arith(Arith::Add, args, exit),
            GuardOp::SubI32 => self.guard_arith(Arith::Sub, args, exit),
            GuardOp::MulI32 => self.guard_arith(Arith::Mul, args, exit),
            GuardOp::RemI32 => {
                let (x, y) = (self.reg(args[0]), self.reg(args[1]));
                self.int_rem(x, y, exit)
            }
            GuardOp::Plain => {
                let kinds = self.kinds(args[0]);
                let v = self.reg(args[0]);
                self.leave_unless_cell(v, kinds, exit);
                self.leave_unless_plain(v, kinds, exit);
                v
            }
            GuardOp::Element => self.guard_element(args[0], args[1], exit),
            GuardOp::ElementF64 => self.guard_element_f64(args[0], args[1], exit),
            GuardOp::SetElement => {
                let value = (self.reg(args[2]), self.kinds(args[2]));
                return self.guard_set_element(args, value, exit);
            }
            GuardOp::SetElementF64 => {
                let d = self.reg(args[2]);
                let value = (self.box_f64(d), Kinds::DOUBLE);
                return self.guard_set_element(args, value, exit);
            }
            GuardOp::Length => self.guard_length(args[0], exit),
            GuardOp::GetMethod(name) => {
                let object = (self.reg(args[0]), self.kinds(args[0]));
                let ic = cache.unwrap_or_else(|| self.cx.new_ic());
                let slow = self.b.new_block();
                let mut join = self.read_property(object, name, ic, Read::Method, slow);
                self.enter(slow, &join);
                let name = self.string(name);
                let ic = self.instance_addr(ic);
                let v = self.rt_value(RtFn::rt_get_data, &[object.0, name, ic]);
                self.leave_if_hole(v, exit);
                self.arrive(&mut join, v);
                self.close(join)
            }
            GuardOp::LoadBuiltin(_) => {
                let ic = cache.unwrap_or_else(|| self.cx.new_ic());
                self.cached_global(ic, exit)
            }
            GuardOp::Layout(layout) => return self.guard_layout(args[0], layout, exit),
            GuardOp::Builtin(builtin) => self.guard_builtin(builtin, args, exit),
            GuardOp::Push => self.guard_push(args, exit),
        };
        self.set(dst.expect("it has a result"), result);
    }

    fn guard_builtin(&mut self, builtin: Builtin, args: &[VReg], exit: Block) -> yarrow_lir::VReg {
        self.leave_unless_intrinsic(args[0], builtin.function(), exit);
        match builtin {
            Builtin::Abs => {
                let d = self.reg(args[1]);
                self.b.un(UnOp::Fabs, d)
            }
            Builtin::Sqrt => {
                let d = self.reg(args[1]);
                self.b.un(UnOp::Fsqrt, d)
            }
            Builtin::Ceil => self.rounded(args[1], Some((FloatCc::Lt, 1)), exit),
            Builtin::Floor => self.rounded(args[1], Some((FloatCc::Gt, -1)), exit),
            Builtin::Trunc => self.rounded(args[1], None, exit),
            Builtin::Imul => {
                let (x, y) = (self.reg(args[1]), self.reg(args[2]));
                self.b.bin(BinOp::Mul, x, y)
            }
            Builtin::MaxI32 => self.extreme_i32((args[1], args[2]), IntCc::Gt),
            Builtin::MinI32 => self.extreme_i32((args[1], args[2]), IntCc::Lt),
            Builtin::MaxF64 => self.extreme_f64((args[1], args[2]), FloatCc::Gt, BinOp::And),
            Builtin::MinF64 => self.extreme_f64((args[1], args[2]), FloatCc::Lt, BinOp::Or),
            Builtin::CharCodeAt => self.code_unit(args[1], args[2], exit),
        }
    }

    fn extreme_i32(&mut self, (a, b): (VReg, VReg), cc: IntCc) -> yarrow_lir::VReg {
        let (x, y) = (self.reg(a), self.reg(b));
        let first = self.b.icmp(cc, x, y);
        self.b.select(first, x, y)
    }

    /// Of zeros, -0 is the smaller one: `zeros` combines the bits of equal numbers. A sum with NaN is NaN.
    fn extreme_f64(&mut self, (a, b): (VReg, VReg), cc: FloatCc, zeros: BinOp) -> yarrow_lir::VReg {
        let (x, y) = (self.reg(a), self.reg(b));
        let sum = self.b.bin(BinOp::Fadd, x, y);
        let (x_bits, y_bits) = (self.b.un(UnOp::F64ToBits, x), self.b.un(UnOp::F64ToBits, y));
        let bits = self.b.bin(zeros, x_bits, y_bits);
        let same = self.b.un(UnOp::BitsToF64, bits);
        let equal = self.b.fcmp(FloatCc::Eq, x, y);
        let neither = self.b.select(equal, same, sum);
        let second = self.b.fcmp(cc, y, x);
        let other = self.b.select(second, y, neither);
        let first = self.b.fcmp(cc, x, y);
        self.b.select(first, x, other)
    }

    pub fn guarded_object(&mut self, v: VReg, exit: Block) -> yarrow_lir::VReg {
        let kinds = self.kinds(v);
        let object = self.reg(v);
        self.leave_unless_cell(object, kinds, exit);
        object
    }

    fn guard_arith(&mut self, op: Arith, args: &[VReg], exit: Block) -> yarrow_lir::VReg {
        let (x, y) = (self.reg(args[0]), self.reg(args[1]));
        self.checked_arith(op, x, y, exit)
    }

    /// Where elements of TypedArrays are looked for, if the program seems to have some: the other paths get slower by it.
    fn typed_or(&mut self, exit: Block) -> Block {
        if self.cx.names_typed_arrays { self.b.new_block() } else { exit }
    }

    fn guard_element(&mut self, object: VReg, index: VReg, exit: Block) -> yarrow_lir::VReg {
        let kinds = self.kinds(object);
        let (object, index) = (self.reg(object), self.reg(index));
        self.leave_unless_object(object, kinds, exit);
        let mut join = self.join(Type::I64);
        let typed = self.typed_or(exit);
        let at = self.element(object, index, typed);
        let v = self.b.load(MemType::I64, Region::Elements, at, 0);
        self.leave_if_hole(v, exit);
        self.arrive(&mut join, v);
        if typed != exit {
            self.enter(typed, &join);
            self.get_typed_element(object, index, &mut join, exit);
        }
        self.close(join)
    }

    /// The number is looked at where it lies, so that an element of a TypedArray of doubles is never boxed.
    fn guard_element_f64(&mut self, object: VReg, index: VReg, exit: Block) -> yarrow_lir::VReg {
        let kinds = self.kinds(object);
        let (object, index) = (self.reg(object), self.reg(index));
        self.leave_unless_object(object, kinds, exit);
        let mut join = self.join(Type::F64);
        let typed = self.typed_or(exit);
        let at = self.element(object, index, typed);
        let v = self.b.load(MemType::I64, Region::Elements, at, 0);
        let d = self.guarded_f64((v, Kinds::ANY), exit);
        self.arrive(&mut join, d);
        if typed != exit {
            self.enter(typed, &join);
            self.get_typed_f64(object, index, &mut join, exit);
        }
        self.close(join)
    }

    fn guard_set_element(&mut self, args: &[VReg], value: Operand, exit: Block) {
        let kinds = self.kinds(args[0]);
        let (object, index) = (self.reg(args[0]), self.reg(args[1]));
        let mut join = self.join(Type::I64);
        self.leave_unless_cell(object, kinds, exit);
        let typed = self.typed_or(exit);
        self.leave_unless_plain(object, kinds, typed);
        let no_room = self.b.new_block();
        self.set_element(object, index, value.0, &mut join, (exit, no_room));
        self.enter(no_room, &join);
        self.append_with_room(object, value.0, exit);
        self.arrive(&mut join, value.0);
        if typed != exit {
            self.enter(typed, &join);
            self.set_typed_element(object, index, value, &mut join, exit);
        }
        self.close(join);
    }

    /// Room for more is nothing that a guess was wrong about.
    fn append_with_room(&mut self, array: yarrow_lir::VReg, value: yarrow_lir::VReg, exit: Block) {
        let done = self.rt(RtFn::rt_array_append_dense, &[array, value]).expect("a flag");
        self.b.leave_unless(done, exit);
    }

    /// The length that the array has with the value at its end.
    fn guard_push(&mut self, args: &[VReg], exit: Block) -> yarrow_lir::VReg {
        self.leave_unless_intrinsic(args[0], FastBuiltin::ArrayPush, exit);
        let kinds = self.kinds(args[1]);
        let (array, value) = (self.reg(args[1]), self.reg(args[2]));
        self.leave_unless_kind(array, kinds, CellKind::Array, exit);
        let elements = self.b.load(MemType::I64, Region::Header, array, OBJECT_ELEMENTS);
        let len = self.b.load(MemType::I32, Region::Lengths, elements, ELEMENTS_LEN);
        let mut join = self.join(Type::I32);
        let no_room = self.b.new_block();
        let longer = self.append(array, elements, len, value, (exit, no_room));
        self.arrive(&mut join, longer);
        self.enter(no_room, &join);
        self.append_with_room(array, value, exit);
        let longer = self.b.bin_imm(BinOp::Add, len, 1);
        self.arrive(&mut join, longer);
        self.close(join)
    }

    fn guard_length(&mut self, v: VReg, exit: Block) -> yarrow_lir::VReg {
        let kinds = self.kinds(v);
        let v = self.reg(v);
        let mut join = self.join(Type::I32);
        self.leave_unless_cell(v, kinds, exit);
        let kind = self.cell_kind(v);
        let is_array = self.b.icmp_imm(IntCc::Eq, kind, CellKind::Array as u64);
        let other = self.b.new_block();
        self.b.leave_unless(is_array, if kinds.within(Kinds::PLAIN) { exit } else { other });
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

    fn guarded_f64(&mut self, (v, kinds): Operand, exit: Block) -> yarrow_lir::VReg {
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
