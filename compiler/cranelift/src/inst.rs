//! The one match over LIR's instructions.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::immediates::Ieee64;
use cranelift_codegen::ir::{Inst, InstBuilder, InstructionData, MemFlagsData, Opcode, Value, types};
use yarrow_lir::{BinOp, FloatCc, InstKind, IntCc, MemType, OverflowOp, Region, UnOp, VReg};

use crate::declare::clif_type;
use crate::function::{FunctionEmitter, signature};

impl FunctionEmitter<'_, '_> {
    pub(crate) fn emit_inst(&mut self, inst: &InstKind) {
        match inst {
            InstKind::Iconst { dst, imm } => {
                let value = self.emit_iconst(*dst, *imm);
                self.set(*dst, value);
            }
            InstKind::Fconst { dst, imm } => {
                // By the bits: the payload of a NaN counts.
                let value = self.b.ins().f64const(Ieee64::with_bits(imm.to_bits()));
                self.set(*dst, value);
            }
            InstKind::Copy { dst, src } => {
                let value = self.get(*src);
                self.set(*dst, value);
            }
            InstKind::Binary { dst, op, lhs, rhs } => {
                let (lhs, rhs) = (self.get(*lhs), self.get(*rhs));
                let value = self.emit_binary(*op, lhs, rhs);
                self.set(*dst, value);
            }
            InstKind::Unary { dst, op, src } => {
                let src = self.get(*src);
                let value = self.emit_unary(*op, src);
                self.set(*dst, value);
            }
            InstKind::Overflow { dst, overflow, op, lhs, rhs } => {
                let (lhs, rhs) = (self.get(*lhs), self.get(*rhs));
                let (value, bit) = match (op, self.overflow_bound(*op, rhs)) {
                    (OverflowOp::Add, Some((beyond, bound))) => {
                        (self.b.ins().iadd(lhs, rhs), self.b.ins().icmp_imm_s(beyond, lhs, bound))
                    }
                    (OverflowOp::Sub, Some((beyond, bound))) => {
                        (self.b.ins().isub(lhs, rhs), self.b.ins().icmp_imm_s(beyond, lhs, bound))
                    }
                    (OverflowOp::Add, None) => self.b.ins().sadd_overflow(lhs, rhs),
                    (OverflowOp::Sub, None) => self.b.ins().ssub_overflow(lhs, rhs),
                    (OverflowOp::Mul, _) => self.b.ins().smul_overflow(lhs, rhs),
                };
                self.set(*dst, value);
                self.set_flag(*overflow, bit);
            }
            InstKind::Icmp { dst, cc, lhs, rhs } => {
                let (lhs, rhs) = (self.get(*lhs), self.get(*rhs));
                let bit = self.b.ins().icmp(int_condition(*cc), lhs, rhs);
                self.set_flag(*dst, bit);
            }
            InstKind::Fcmp { dst, cc, lhs, rhs } => {
                let condition = if lhs == rhs { self_condition(*cc) } else { float_condition(*cc) };
                let (lhs, rhs) = (self.get(*lhs), self.get(*rhs));
                let bit = self.b.ins().fcmp(condition, lhs, rhs);
                self.set_flag(*dst, bit);
            }
            InstKind::Select { dst, cond, then, other } => {
                let (cond, then, other) = (self.get(*cond), self.get(*then), self.get(*other));
                let value = self.b.ins().select(cond, then, other);
                self.set(*dst, value);
            }
            InstKind::Load { dst, mem, region, base, offset } => {
                let base = self.get(*base);
                let value = self.emit_load(*mem, *region, base, *offset);
                self.set(*dst, value);
            }
            InstKind::Store { mem, region, base, offset, src } => {
                let (base, src) = (self.get(*base), self.get(*src));
                let flags = self.flags(*region);
                match mem {
                    MemType::U8 => self.b.ins().istore8(flags, src, base, *offset),
                    MemType::U16 => self.b.ins().istore16(flags, src, base, *offset),
                    MemType::I32 | MemType::I64 | MemType::F64 => self.b.ins().store(flags, src, base, *offset),
                };
            }
            InstKind::FuncAddr { dst, func } => {
                let func = self.function(*func);
                let value = self.b.ins().func_addr(types::I64, func);
                self.set(*dst, value);
            }
            InstKind::DataAddr { dst, data } => {
                let data = self.data(*data);
                let value = self.b.ins().symbol_value(types::I64, data);
                self.set(*dst, value);
            }
            InstKind::StackPointer { dst } => {
                let value = self.b.ins().get_stack_pointer(types::I64);
                self.set(*dst, value);
            }
            InstKind::Call { dst, func, args } => {
                let args = self.args(args);
                let func = self.function(*func);
                let call = self.b.ins().call(func, &args);
                self.set_result(*dst, call);
            }
            InstKind::CallIndirect { dst, callee, args } => {
                let params = args.iter().map(|&a| self.ty(a));
                let signature = signature(self.unit, params, dst.map(|d| self.ty(d)));
                let signature = self.b.import_signature(signature);
                let callee = self.get(*callee);
                let args = self.args(args);
                let call = self.b.ins().call_indirect(signature, callee, &args);
                self.set_result(*dst, call);
            }
            InstKind::CallRt { dst, func, args } => {
                let args = self.args(args);
                let func = self.runtime_function(*func);
                let call = self.b.ins().call(func, &args);
                self.set_result(*dst, call);
            }
        }
    }

    fn emit_iconst(&mut self, dst: VReg, imm: i64) -> Value {
        let ty = clif_type(self.ty(dst));
        // Cranelift wants the bits above the type's width to be 0.
        let imm = if ty == types::I32 { imm & 0xffff_ffff } else { imm };
        self.b.ins().iconst(ty, imm)
    }

    fn emit_binary(&mut self, op: BinOp, lhs: Value, rhs: Value) -> Value {
        let ins = self.b.ins();
        match op {
            BinOp::Add => ins.iadd(lhs, rhs),
            BinOp::Sub => ins.isub(lhs, rhs),
            BinOp::Mul => ins.imul(lhs, rhs),
            BinOp::And => ins.band(lhs, rhs),
            BinOp::Or => ins.bor(lhs, rhs),
            BinOp::Xor => ins.bxor(lhs, rhs),
            // Counts are taken modulo the width here too.
            BinOp::Shl => ins.ishl(lhs, rhs),
            BinOp::Lshr => ins.ushr(lhs, rhs),
            BinOp::Ashr => ins.sshr(lhs, rhs),
            BinOp::Urem => ins.urem(lhs, rhs),
            BinOp::Fadd => ins.fadd(lhs, rhs),
            BinOp::Fsub => ins.fsub(lhs, rhs),
            BinOp::Fmul => ins.fmul(lhs, rhs),
            BinOp::Fdiv => ins.fdiv(lhs, rhs),
        }
    }

    fn emit_unary(&mut self, op: UnOp, src: Value) -> Value {
        let ins = self.b.ins();
        match op {
            UnOp::Fneg => ins.fneg(src),
            UnOp::Fabs => ins.fabs(src),
            UnOp::Fsqrt => ins.sqrt(src),
            UnOp::Ffloor => ins.floor(src),
            UnOp::Fceil => ins.ceil(src),
            UnOp::Ftrunc => ins.trunc(src),
            UnOp::Sext => ins.sextend(types::I64, src),
            UnOp::Zext => ins.uextend(types::I64, src),
            UnOp::Trunc => ins.ireduce(types::I32, src),
            UnOp::I32ToF64 => ins.fcvt_from_sint(types::F64, src),
            UnOp::U32ToF64 => ins.fcvt_from_uint(types::F64, src),
            UnOp::F64ToI32 => ins.fcvt_to_sint_sat(types::I32, src),
            UnOp::F64ToI64Sat => ins.fcvt_to_sint_sat(types::I64, src),
            UnOp::BitsToF64 => ins.bitcast(types::F64, MemFlagsData::new(), src),
            UnOp::F64ToBits => ins.bitcast(types::I64, MemFlagsData::new(), src),
        }
    }

    fn emit_load(&mut self, mem: MemType, region: Region, base: Value, offset: i32) -> Value {
        let flags = self.flags(region);
        let ins = self.b.ins();
        match mem {
            MemType::U8 => ins.uload8(types::I32, flags, base, offset),
            MemType::U16 => ins.uload16(types::I32, flags, base, offset),
            MemType::I32 => ins.load(types::I32, flags, base, offset),
            MemType::I64 => ins.load(types::I64, flags, base, offset),
            MemType::F64 => ins.load(types::F64, flags, base, offset),
        }
    }

    fn flags(&self, region: Region) -> MemFlagsData {
        let flags = MemFlagsData::new().with_notrap().with_alias_region(Some(self.region(region)));
        match region {
            // Not `can_move`: Cranelift would repeat such a load before each use, and the instance's address
            // takes two.
            Region::Invariant => flags.with_readonly(),
            Region::Roots
            | Region::Header
            | Region::Lengths
            | Region::Elements
            | Region::Heap
            | Region::Context
            | Region::Instance => flags,
        }
    }

    fn args(&mut self, args: &[VReg]) -> Vec<Value> {
        args.iter().map(|&a| self.get(a)).collect()
    }

    /// Adding or subtracting a constant overflows where the other operand lies beyond a bound. Such a
    /// comparison joins the branch on it, as the flag of an addition does not: that one is stored and tested.
    fn overflow_bound(&self, op: OverflowOp, rhs: Value) -> Option<(IntCC, i64)> {
        let dfg = &self.b.func.dfg;
        if dfg.value_type(rhs) != types::I32 {
            return None;
        }
        let inst = dfg.value_def(dfg.resolve_aliases(rhs)).inst()?;
        let InstructionData::UnaryImm { opcode: Opcode::Iconst, imm } = dfg.insts[inst] else { return None };
        // Of an `i32`, the low half of the immediate counts.
        let constant = i64::from(imm.bits() as i32);
        let grows = match op {
            OverflowOp::Add => constant,
            OverflowOp::Sub => -constant,
            OverflowOp::Mul => return None,
        };
        Some(if grows >= 0 {
            (IntCC::SignedGreaterThan, i64::from(i32::MAX) - grows)
        } else {
            (IntCC::SignedLessThan, i64::from(i32::MIN) - grows)
        })
    }

    fn set_flag(&mut self, dst: VReg, bit: Value) {
        let flag = self.b.ins().uextend(types::I32, bit);
        self.set(dst, flag);
    }

    fn set_result(&mut self, dst: Option<VReg>, call: Inst) {
        if let Some(dst) = dst {
            let value = self.b.inst_results(call)[0];
            self.set(dst, value);
        }
    }
}

fn int_condition(cc: IntCc) -> IntCC {
    match cc {
        IntCc::Eq => IntCC::Equal,
        IntCc::Ne => IntCC::NotEqual,
        IntCc::Lt => IntCC::SignedLessThan,
        IntCc::Le => IntCC::SignedLessThanOrEqual,
        IntCc::Gt => IntCC::SignedGreaterThan,
        IntCc::Ge => IntCC::SignedGreaterThanOrEqual,
        IntCc::Ult => IntCC::UnsignedLessThan,
        IntCc::Ule => IntCC::UnsignedLessThanOrEqual,
        IntCc::Ugt => IntCC::UnsignedGreaterThan,
        IntCc::Uge => IntCC::UnsignedGreaterThanOrEqual,
    }
}

fn float_condition(cc: FloatCc) -> FloatCC {
    match cc {
        FloatCc::Eq => FloatCC::Equal,
        FloatCc::Ne => FloatCC::NotEqual,
        FloatCc::Lt => FloatCC::LessThan,
        FloatCc::Le => FloatCC::LessThanOrEqual,
        FloatCc::Gt => FloatCC::GreaterThan,
        FloatCc::Ge => FloatCC::GreaterThanOrEqual,
    }
}

/// Of a number compared with itself: only NaN differs, which is one test of the flags and not two.
fn self_condition(cc: FloatCc) -> FloatCC {
    match cc {
        FloatCc::Eq | FloatCc::Le | FloatCc::Ge => FloatCC::Ordered,
        FloatCc::Ne => FloatCC::Unordered,
        FloatCc::Lt | FloatCc::Gt => float_condition(cc),
    }
}
