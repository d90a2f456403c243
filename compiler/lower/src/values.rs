//! The representation of values in LIR: boxing, unboxing, tests of kind. Encodings are those of
//! `yarrow_abi::value`; what [`Kinds`] rules out is not tested.

use crate::facts::Kinds;
use crate::function::Lowering;
use yarrow_abi::functions::RtFn;
use yarrow_abi::layout::{CELL_KIND, CellKind};
use yarrow_abi::value::{
    self, DOUBLE_OFFSET, FALSE, HOLE, NOT_CELL_MASK, NULL, NUMBER_TAG, TDZ, TRUE, UNDEFINED, encode_bool, encode_int,
};
use yarrow_lir::{BinOp, Block, FloatCc, Hint, IntCc, MemType, Region, Type, UnOp, VReg};
use yarrow_mir::{self as mir, Const, Inst, Type as MirType};

/// Bits of the canonical NaN.
const NAN_BITS: u64 = 0x7ff8_0000_0000_0000;
const MINUS_ZERO_BITS: u64 = 1 << 63;

impl Lowering<'_, '_> {
    // --- boxing ---------------------------------------------------------------------------------

    pub fn box_i32(&mut self, i: VReg) -> VReg {
        let wide = self.b.un(UnOp::Zext, i);
        self.b.bin_imm(BinOp::Or, wide, NUMBER_TAG)
    }

    pub fn box_bool(&mut self, b: VReg) -> VReg {
        let wide = self.b.un(UnOp::Zext, b);
        self.b.bin_imm(BinOp::Or, wide, FALSE)
    }

    /// In the double encoding. Not every NaN has one: those that come from outside are replaced where they are loaded
    /// ([`Self::without_foreign_nan`]), and arithmetic makes no others than 0x7ff8…, 0xfff8… and its operands.
    pub fn box_f64(&mut self, d: VReg) -> VReg {
        let bits = self.b.un(UnOp::F64ToBits, d);
        self.b.bin_imm(BinOp::Add, bits, DOUBLE_OFFSET)
    }

    /// The number; the canonical NaN for any NaN.
    pub fn without_foreign_nan(&mut self, d: VReg) -> VReg {
        let mut join = self.join(Type::F64);
        let nan = self.b.new_block();
        let number = self.b.fcmp(FloatCc::Eq, d, d);
        self.b.leave_unless(number, nan);
        self.arrive(&mut join, d);
        self.enter(nan, &join);
        let canonical = self.b.f64(f64::from_bits(NAN_BITS));
        self.arrive(&mut join, canonical);
        self.close(join)
    }

    /// In the integer encoding where it is an integer other than -0, else as a double.
    pub fn box_number(&mut self, d: VReg) -> VReg {
        let mut join = self.join(Type::I64);
        let (integer, double) = (self.b.new_block(), self.b.new_block());
        let i = self.b.un(UnOp::F64ToI32, d);
        let back = self.b.un(UnOp::I32ToF64, i);
        let same = self.b.fcmp(FloatCc::Eq, back, d);
        self.b.branch(same, integer, double, Hint::None);
        self.b.switch_to(integer);
        let bits = self.b.un(UnOp::F64ToBits, d);
        let minus_zero = self.b.icmp_imm(IntCc::Eq, bits, MINUS_ZERO_BITS);
        self.b.leave_if(minus_zero, double);
        let v = self.box_i32(i);
        self.arrive(&mut join, v);
        self.enter(double, &join);
        let v = self.box_f64(d);
        self.arrive(&mut join, v);
        self.close(join)
    }

    /// A vreg as a boxed value.
    pub fn boxed(&mut self, v: mir::VReg) -> VReg {
        let ty = self.mir.ty(v);
        let r = self.reg(v);
        match ty {
            MirType::Value => r,
            MirType::I32 => self.box_i32(r),
            MirType::F64 => self.box_number(r),
            MirType::Bool => self.box_bool(r),
        }
    }

    // --- unboxing -------------------------------------------------------------------------------

    /// Payload of a value in the integer encoding.
    pub fn unbox_i32(&mut self, v: VReg) -> VReg {
        self.b.un(UnOp::Trunc, v)
    }

    fn unbox_double(&mut self, v: VReg) -> VReg {
        let bits = self.b.bin_imm(BinOp::Sub, v, DOUBLE_OFFSET);
        self.b.un(UnOp::BitsToF64, bits)
    }

    /// A value that is a number as an f64.
    pub fn number_to_f64(&mut self, v: VReg, kinds: Kinds) -> VReg {
        if let Some(source) = self.unboxed.get(&v) {
            return *source;
        }
        if !kinds.intersects(Kinds::DOUBLE) {
            let i = self.unbox_i32(v);
            return self.b.un(UnOp::I32ToF64, i);
        }
        let double = self.unbox_double(v);
        if !kinds.intersects(Kinds::INT) {
            return double;
        }
        let i = self.unbox_i32(v);
        let from_int = self.b.un(UnOp::I32ToF64, i);
        let is_int = self.b.icmp_imm(IntCc::Uge, v, NUMBER_TAG);
        self.b.select(is_int, from_int, double)
    }

    /// A value that is a number as an i32, by ToInt32.
    pub fn number_to_i32(&mut self, v: VReg, kinds: Kinds) -> VReg {
        if let Some(source) = self.unboxed.get(&v) {
            return self.f64_to_i32(*source);
        }
        if !kinds.intersects(Kinds::DOUBLE) {
            return self.unbox_i32(v);
        }
        let mut join = self.join(Type::I32);
        let double = self.b.new_block();
        if kinds.intersects(Kinds::INT) {
            let is_int = self.b.icmp_imm(IntCc::Uge, v, NUMBER_TAG);
            self.b.leave_unless(is_int, double);
            let i = self.unbox_i32(v);
            self.arrive(&mut join, i);
        } else {
            self.b.jump(double);
        }
        self.enter(double, &join);
        let d = self.unbox_double(v);
        let i = self.f64_to_i32(d);
        self.arrive(&mut join, i);
        self.close(join)
    }

    /// ToInt32 of an f64.
    pub fn f64_to_i32(&mut self, d: VReg) -> VReg {
        let mut join = self.join(Type::I32);
        let large = self.b.new_block();
        let magnitude = self.b.un(UnOp::Fabs, d);
        let bound = self.b.f64(9_223_372_036_854_775_808.0);
        let small = self.b.fcmp(FloatCc::Lt, magnitude, bound);
        self.b.leave_unless(small, large);
        let i = self.b.un(UnOp::F64ToI64Sat, d);
        let i = self.b.un(UnOp::Trunc, i);
        self.arrive(&mut join, i);
        self.enter(large, &join);
        let i = self.rt_value(RtFn::rt_f64_to_i32, &[d]);
        self.arrive(&mut join, i);
        self.close(join)
    }

    // --- tests ----------------------------------------------------------------------------------

    /// Leaves for `away` unless `v` is a cell.
    pub fn leave_unless_cell(&mut self, v: VReg, kinds: Kinds, away: Block) {
        if kinds.within(Kinds::CELLS) {
            return;
        }
        let tag = self.b.bin_imm(BinOp::And, v, NOT_CELL_MASK);
        let is_cell = self.b.icmp_imm(IntCc::Eq, tag, 0);
        self.b.leave_unless(is_cell, away);
    }

    /// The kind byte of a cell.
    pub fn cell_kind(&mut self, cell: VReg) -> VReg {
        self.b.load(MemType::U8, Region::Header, cell, CELL_KIND)
    }

    /// Leaves for `away` unless `v` is a cell of this kind.
    pub fn leave_unless_kind(&mut self, v: VReg, kinds: Kinds, kind: CellKind, away: Block) {
        self.leave_unless_cell(v, kinds, away);
        let actual = self.cell_kind(v);
        let matches = self.b.icmp_imm(IntCc::Eq, actual, kind as u64);
        self.b.leave_unless(matches, away);
    }

    /// Leaves for `away` unless `v` is an object.
    pub fn leave_unless_object(&mut self, v: VReg, kinds: Kinds, away: Block) {
        if kinds.within(Kinds::OBJECT) {
            return;
        }
        self.leave_unless_cell(v, kinds, away);
        let kind = self.cell_kind(v);
        let is_object = self.b.icmp_imm(IntCc::Uge, kind, u64::from(CellKind::FIRST_OBJECT));
        self.b.leave_unless(is_object, away);
    }

    /// Leaves for `away` unless `v` is in the integer encoding.
    pub fn leave_unless_int(&mut self, v: VReg, kinds: Kinds, away: Block) {
        if !kinds.within(Kinds::INT) {
            let is_int = self.b.icmp_imm(IntCc::Uge, v, NUMBER_TAG);
            self.b.leave_unless(is_int, away);
        }
    }

    /// Leaves for `away` unless both are in the integer encoding.
    pub fn leave_unless_ints(&mut self, (a, ka): (VReg, Kinds), (b, kb): (VReg, Kinds), away: Block) {
        if ka.within(Kinds::INT) {
            self.leave_unless_int(b, kb, away);
        } else if kb.within(Kinds::INT) {
            self.leave_unless_int(a, ka, away);
        } else {
            // The tag is all ones, so both have it iff their conjunction does.
            let both = self.b.bin(BinOp::And, a, b);
            self.leave_unless_int(both, Kinds::ANY, away);
        }
    }

    /// As [`Self::leave_unless_ints`], where the other case is no less likely.
    pub fn fork_unless_ints(&mut self, (a, ka): (VReg, Kinds), (b, kb): (VReg, Kinds), away: Block) {
        let both = match (ka.within(Kinds::INT), kb.within(Kinds::INT)) {
            (true, true) => return,
            (true, false) => b,
            (false, true) => a,
            (false, false) => self.b.bin(BinOp::And, a, b),
        };
        let ints = self.b.icmp_imm(IntCc::Uge, both, NUMBER_TAG);
        let next = self.b.new_block();
        self.b.branch(ints, next, away, Hint::None);
        self.b.switch_to(next);
    }

    fn is_number(&mut self, v: VReg) -> VReg {
        self.b.icmp_imm(IntCc::Uge, v, DOUBLE_OFFSET)
    }

    /// Leaves for `away` unless `v` is a number.
    pub fn leave_unless_number(&mut self, v: VReg, kinds: Kinds, away: Block) {
        if !kinds.within(Kinds::NUMBER) {
            let number = self.is_number(v);
            self.b.leave_unless(number, away);
        }
    }

    /// Leaves for `away` unless both are numbers.
    pub fn leave_unless_numbers(&mut self, (a, ka): (VReg, Kinds), (b, kb): (VReg, Kinds), away: Block) {
        if ka.within(Kinds::NUMBER) {
            self.leave_unless_number(b, kb, away);
        } else if kb.within(Kinds::NUMBER) {
            self.leave_unless_number(a, ka, away);
        } else {
            let na = self.is_number(a);
            let nb = self.is_number(b);
            let both = self.b.bin(BinOp::And, na, nb);
            self.b.leave_unless(both, away);
        }
    }

    /// 1 for `undefined` and `null`, which differ in one bit.
    pub fn is_nullish(&mut self, v: VReg) -> VReg {
        const { assert!(NULL | 8 == UNDEFINED) };
        let merged = self.b.bin_imm(BinOp::Or, v, 8);
        self.b.icmp_imm(IntCc::Eq, merged, UNDEFINED)
    }

    // --- results --------------------------------------------------------------------------------

    /// Defines `dst`, of any type, by a 0 or 1.
    pub fn set_bool(&mut self, dst: mir::VReg, flag: VReg) {
        let v = match self.mir.ty(dst) {
            MirType::Bool | MirType::I32 => flag,
            MirType::Value => self.box_bool(flag),
            MirType::F64 => self.b.un(UnOp::I32ToF64, flag),
        };
        self.set(dst, v);
    }

    /// Defines `dst`, of any type, by an i32.
    pub fn set_i32(&mut self, dst: mir::VReg, i: VReg) {
        let v = match self.mir.ty(dst) {
            MirType::I32 => i,
            MirType::Value => self.box_i32(i),
            MirType::F64 => self.b.un(UnOp::I32ToF64, i),
            MirType::Bool => self.b.icmp_imm(IntCc::Ne, i, 0),
        };
        self.set(dst, v);
    }

    /// Defines `dst`, of type `value` or f64, by an f64.
    pub fn set_f64(&mut self, dst: mir::VReg, d: VReg) {
        let v = match self.mir.ty(dst) {
            MirType::F64 => d,
            MirType::Value => self.box_number(d),
            MirType::I32 | MirType::Bool => panic!("{dst} of {} cannot hold an f64", self.mir.name),
        };
        self.set(dst, v);
    }

    // --- instructions ---------------------------------------------------------------------------

    pub fn lower_const(&mut self, dst: mir::VReg, c: Const) {
        let v = match (c, self.mir.ty(dst)) {
            (Const::Bool(b), MirType::Bool) => self.b.i32(i32::from(b)),
            (Const::I32(i), MirType::I32) => self.b.i32(i),
            (Const::I32(i), MirType::F64) => self.b.f64(f64::from(i)),
            (Const::F64(d), MirType::F64) => self.b.f64(d),
            (Const::Undefined, MirType::Value) => self.b.word(UNDEFINED),
            (Const::Null, MirType::Value) => self.b.word(NULL),
            (Const::Bool(b), MirType::Value) => self.b.word(encode_bool(b)),
            (Const::Tdz, MirType::Value) => self.b.word(TDZ),
            (Const::Hole, MirType::Value) => self.b.word(HOLE),
            (Const::I32(i), MirType::Value) => self.b.word(encode_int(i)),
            (Const::F64(d), MirType::Value) => self.b.word(value::encode_number(d)),
            (Const::Str(s), MirType::Value) => self.string(s),
            (c, ty) => panic!("{c:?} for {dst} of {}, of type {ty:?}", self.mir.name),
        };
        self.set(dst, v);
    }

    pub fn lower_convert(&mut self, inst: &Inst) {
        let dst = inst.dst.expect("a result");
        let src = inst.args[0];
        let kinds = self.kinds(src);
        let r = self.reg(src);
        let v = match (self.mir.ty(src), self.mir.ty(dst)) {
            (a, b) if a == b => r,
            (MirType::I32, MirType::F64) => self.b.un(UnOp::I32ToF64, r),
            (MirType::I32, MirType::Value) => self.box_i32(r),
            (MirType::F64, MirType::Value) => self.box_number(r),
            (MirType::Bool, MirType::Value) => self.box_bool(r),
            (MirType::Value, MirType::F64) => self.number_to_f64(r, numeric(kinds)),
            (MirType::Value, MirType::I32) => self.number_to_i32(r, numeric(kinds)),
            (MirType::Value, MirType::Bool) => self.b.icmp_imm(IntCc::Eq, r, TRUE),
            (MirType::F64, MirType::I32) => self.f64_to_i32(r),
            (from, to) => panic!("conversion of {src} in {} from {from:?} to {to:?}", self.mir.name),
        };
        self.set(dst, v);
    }

    /// ToNumber and ToNumeric: `slow` for what is no number.
    pub fn lower_to_number(&mut self, inst: &Inst, slow: RtFn) {
        let dst = inst.dst.expect("a result");
        let kinds = self.kinds(inst.args[0]);
        let v = self.boxed(inst.args[0]);
        let mut join = self.join(Type::I64);
        let other = self.b.new_block();
        self.leave_unless_number(v, kinds, other);
        self.arrive(&mut join, v);
        if !kinds.within(Kinds::NUMBER) {
            self.enter(other, &join);
            let n = self.rt_value(slow, &[v]);
            self.arrive(&mut join, n);
        }
        let n = self.close(join);
        match self.mir.ty(dst) {
            MirType::Value => self.set(dst, n),
            MirType::F64 => {
                let d = self.number_to_f64(n, if kinds.within(Kinds::NUMBER) { kinds } else { Kinds::NUMBER });
                self.set(dst, d);
            }
            MirType::I32 | MirType::Bool => panic!("{dst} of {} cannot hold a number", self.mir.name),
        }
    }

    /// `this` of a function that is not strict: objects stay.
    pub fn lower_coerce_this(&mut self, inst: &Inst) {
        let kinds = self.kinds(inst.args[0]);
        let v = self.boxed(inst.args[0]);
        if kinds.within(Kinds::OBJECT) {
            self.result(inst, v);
            return;
        }
        let mut join = self.join(Type::I64);
        let primitive = self.b.new_block();
        self.leave_unless_object(v, kinds, primitive);
        self.arrive(&mut join, v);
        self.enter(primitive, &join);
        let this = self.rt_value(RtFn::rt_coerce_this, &[v]);
        self.arrive(&mut join, this);
        let this = self.close(join);
        self.result(inst, this);
    }

    /// ToPropertyKey: integers are keys already.
    pub fn lower_to_property_key(&mut self, inst: &Inst) {
        let kinds = self.kinds(inst.args[0]);
        let v = self.boxed(inst.args[0]);
        let mut join = self.join(Type::I64);
        let other = self.b.new_block();
        if kinds.intersects(Kinds::INT) {
            self.leave_unless_int(v, kinds, other);
            let negative = self.b.bin_imm(BinOp::And, v, 1 << 31);
            let negative = self.b.icmp_imm(IntCc::Ne, negative, 0);
            self.b.leave_if(negative, other);
            self.arrive(&mut join, v);
        } else {
            self.b.jump(other);
        }
        self.enter(other, &join);
        let key = self.rt_value(RtFn::rt_to_property_key, &[v]);
        self.arrive(&mut join, key);
        let key = self.close(join);
        self.result(inst, key);
    }

    /// ToInt32 of a value.
    pub fn lower_to_int32(&mut self, inst: &Inst) {
        let kinds = self.kinds(inst.args[0]);
        let v = self.boxed(inst.args[0]);
        let i = if kinds.within(Kinds::NUMBER) {
            self.number_to_i32(v, kinds)
        } else {
            let mut join = self.join(Type::I64);
            let other = self.b.new_block();
            self.leave_unless_number(v, kinds, other);
            self.arrive(&mut join, v);
            self.enter(other, &join);
            let n = self.rt_value(RtFn::rt_bitwise_operand, &[v]);
            self.arrive(&mut join, n);
            let n = self.close(join);
            self.number_to_i32(n, Kinds::NUMBER)
        };
        self.set_i32(inst.dst.expect("a result"), i);
    }

    pub fn lower_truthy(&mut self, inst: &Inst) {
        let arg = inst.args[0];
        let dst = inst.dst.expect("a result");
        let r = self.reg(arg);
        let flag = match self.mir.ty(arg) {
            MirType::Bool => r,
            MirType::I32 => self.b.icmp_imm(IntCc::Ne, r, 0),
            MirType::F64 => {
                let zero = self.b.f64(0.0);
                let less = self.b.fcmp(FloatCc::Lt, r, zero);
                let greater = self.b.fcmp(FloatCc::Gt, r, zero);
                self.b.bin(BinOp::Or, less, greater)
            }
            MirType::Value => self.truthy(r, self.facts.of(arg)),
        };
        self.set_bool(dst, flag);
    }

    /// ToBoolean of a value: booleans, nullish, integers and objects inline, in this order.
    pub fn truthy(&mut self, v: VReg, kinds: Kinds) -> VReg {
        if kinds.within(Kinds::BOOL) {
            return self.b.icmp_imm(IntCc::Eq, v, TRUE);
        }
        let mut join = self.join(Type::I32);
        let mut slow = self.b.new_block();
        if kinds.intersects(Kinds::BOOL | Kinds::NULLISH | Kinds::INT) {
            // The words of the first two are small, those of integers are large and begin with zero's: so moved
            // round by the small ones, all are at least zero's.
            const { assert!(IMMEDIATES > TRUE && IMMEDIATES > UNDEFINED && NUMBER_TAG == encode_int(0)) };
            let moved = self.b.bin_imm(BinOp::Sub, v, IMMEDIATES);
            let inline = self.b.icmp_imm(IntCc::Uge, moved, NUMBER_TAG - IMMEDIATES);
            let here = self.b.new_block();
            self.b.branch(inline, here, slow, Hint::None);
            self.b.switch_to(here);
            let is_true = self.b.icmp_imm(IntCc::Eq, v, TRUE);
            let not_zero = self.b.icmp_imm(IntCc::Ugt, v, NUMBER_TAG);
            let flag = self.b.bin(BinOp::Or, is_true, not_zero);
            self.arrive(&mut join, flag);
            self.enter(slow, &join);
            slow = self.b.new_block();
        }
        if kinds.intersects(Kinds::CELLS) {
            self.leave_unless_object(v, kinds, slow);
            let one = self.b.i32(1);
            self.arrive(&mut join, one);
        } else {
            self.b.jump(slow);
        }
        self.enter(slow, &join);
        let flag = self.rt_value(RtFn::rt_truthy, &[v]);
        self.arrive(&mut join, flag);
        self.close(join)
    }
}

/// Above the words of booleans, `undefined` and `null`, and below those of cells.
const IMMEDIATES: u64 = 64;

/// The kinds of a value that analysis has shown to be a number.
fn numeric(kinds: Kinds) -> Kinds {
    let n = kinds & Kinds::NUMBER;
    if n == Kinds::NONE { Kinds::NUMBER } else { n }
}
