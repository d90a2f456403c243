//! The one match over LIR's instructions.

use inkwell::types::BasicTypeEnum;
use inkwell::values::{BasicMetadataValueEnum, BasicValue, BasicValueEnum, CallSiteValue, IntValue, PointerValue};
use inkwell::{FloatPredicate, IntPredicate};
use yarrow_lir::{BinOp, FloatCc, InstKind, IntCc, MemType, OverflowOp, Region, UnOp, VReg};

use crate::error::LlvmError;
use crate::function::FunctionEmitter;
use crate::raw;
use crate::saving::is_rare;

impl<'ctx> FunctionEmitter<'_, 'ctx> {
    pub(crate) fn emit_inst(&self, inst: &InstKind) -> Result<(), LlvmError> {
        let types = &self.m.types;
        match inst {
            InstKind::Iconst { dst, imm } => {
                let ty = types.of(self.ty(*dst)).into_int_type();
                self.set(*dst, ty.const_int(imm.cast_unsigned(), true))?;
            }
            InstKind::Fconst { dst, imm } => {
                // Through the bits: the payload of a NaN counts.
                let bits = types.i64.const_int(imm.to_bits(), false);
                let value = self.builder.build_bit_cast(bits, types.f64, "")?;
                self.set(*dst, value)?;
            }
            InstKind::Copy { dst, src } => match self.bit(*src) {
                Some(bit) => self.set_bit(*dst, bit)?,
                None => self.set(*dst, self.get(*src)?)?,
            },
            InstKind::Binary { dst, op, lhs, rhs } => match self.emit_logic(*op, *lhs, *rhs)? {
                Some(bit) => self.set_bit(*dst, bit)?,
                None => self.set(*dst, self.emit_binary(*op, *lhs, *rhs)?)?,
            },
            InstKind::Unary { dst, op, src } => {
                let value = self.emit_unary(*op, *src)?;
                self.set(*dst, value)?;
            }
            InstKind::Overflow { dst, overflow, op, lhs, rhs } => {
                self.emit_overflow(*dst, *overflow, *op, *lhs, *rhs)?;
            }
            InstKind::Icmp { dst, cc, lhs, rhs } => {
                let (lhs, rhs) = (self.int(*lhs)?, self.int(*rhs)?);
                let bit = self.builder.build_int_compare(int_predicate(*cc), lhs, rhs, "")?;
                self.set_bit(*dst, bit)?;
            }
            InstKind::Fcmp { dst, cc, lhs, rhs } => {
                let (lhs, rhs) = (self.float(*lhs)?, self.float(*rhs)?);
                let bit = self.builder.build_float_compare(float_predicate(*cc), lhs, rhs, "")?;
                self.set_bit(*dst, bit)?;
            }
            InstKind::Select { dst, cond, then, other } => {
                let cond = self.truth(*cond)?;
                let (then, other) = (self.get(*then)?, self.get(*other)?);
                let value = self.builder.build_select(cond, then, other, "")?;
                self.set(*dst, value)?;
            }
            InstKind::Load { dst, mem, region, base, offset } => {
                let value = self.emit_load(*mem, *region, *base, *offset)?;
                self.set(*dst, value)?;
            }
            InstKind::Store { mem, region, base, offset, src } => {
                self.emit_store(*mem, *region, *base, *offset, *src)?;
            }
            InstKind::FuncAddr { dst, func } => {
                let address = self.m.function(*func).as_global_value().as_pointer_value();
                self.set_address(*dst, address)?;
            }
            InstKind::DataAddr { dst, data } => {
                self.set_address(*dst, self.m.data(*data).as_pointer_value())?;
            }
            InstKind::StackPointer { dst } => {
                // The register itself, on both architectures. `frameaddress` would keep a frame
                // pointer in every function, an alloca a stack slot.
                let call = self.intrinsic("llvm.stackaddress", &[types.ptr.into()], &[])?;
                self.set_address(*dst, result(call).into_pointer_value())?;
            }
            InstKind::Call { dst, func, args } => {
                let args = self.args(args)?;
                let call = self.builder.build_direct_call(self.m.function(*func), &args, "")?;
                self.set_result(*dst, call)?;
            }
            InstKind::CallIndirect { dst, callee, args } => {
                let params: Vec<_> = args.iter().map(|&a| types.of(self.ty(a)).into()).collect();
                let signature = self.m.signature(&params, dst.map(|d| self.ty(d)));
                let callee = self.builder.build_int_to_ptr(self.int(*callee)?, types.ptr, "")?;
                let args = self.args(args)?;
                let call = self.builder.build_indirect_call(signature, callee, &args, "")?;
                self.set_result(*dst, call)?;
            }
            InstKind::CallRt { dst, func, args } => {
                let args = self.args(args)?;
                let saves = self.unlikely && (self.seldom_calls || is_rare(*func));
                let callee = if saves { self.m.unlikely_function(*func)? } else { self.m.runtime_function(*func) };
                let call = self.builder.build_direct_call(callee, &args, "")?;
                call.set_call_convention(callee.get_call_conventions());
                self.set_result(*dst, call)?;
            }
        }
        Ok(())
    }

    /// The operation on bits, if it is one.
    fn emit_logic(&self, op: BinOp, lhs: VReg, rhs: VReg) -> Result<Option<IntValue<'ctx>>, LlvmError> {
        let (Some(l), Some(r)) = (self.bit(lhs), self.bit(rhs)) else { return Ok(None) };
        Ok(match op {
            BinOp::And => Some(self.builder.build_and(l, r, "")?),
            BinOp::Or => Some(self.builder.build_or(l, r, "")?),
            BinOp::Xor => Some(self.builder.build_xor(l, r, "")?),
            BinOp::Add
            | BinOp::Sub
            | BinOp::Mul
            | BinOp::Shl
            | BinOp::Lshr
            | BinOp::Ashr
            | BinOp::Urem
            | BinOp::Fadd
            | BinOp::Fsub
            | BinOp::Fmul
            | BinOp::Fdiv => None,
        })
    }

    fn emit_binary(&self, op: BinOp, lhs: VReg, rhs: VReg) -> Result<BasicValueEnum<'ctx>, LlvmError> {
        let b = &self.builder;
        let ints = || Ok::<_, LlvmError>((self.int(lhs)?, self.int(rhs)?));
        let floats = || Ok::<_, LlvmError>((self.float(lhs)?, self.float(rhs)?));
        let shift = || Ok::<_, LlvmError>((self.int(lhs)?, self.shift_count(rhs)?));
        Ok(match op {
            BinOp::Add => ints().map(|(l, r)| b.build_int_add(l, r, ""))??.into(),
            BinOp::Sub => ints().map(|(l, r)| b.build_int_sub(l, r, ""))??.into(),
            BinOp::Mul => ints().map(|(l, r)| b.build_int_mul(l, r, ""))??.into(),
            BinOp::And => ints().map(|(l, r)| b.build_and(l, r, ""))??.into(),
            BinOp::Or => ints().map(|(l, r)| b.build_or(l, r, ""))??.into(),
            BinOp::Xor => ints().map(|(l, r)| b.build_xor(l, r, ""))??.into(),
            BinOp::Shl => shift().map(|(l, r)| b.build_left_shift(l, r, ""))??.into(),
            BinOp::Lshr => shift().map(|(l, r)| b.build_right_shift(l, r, false, ""))??.into(),
            BinOp::Ashr => shift().map(|(l, r)| b.build_right_shift(l, r, true, ""))??.into(),
            BinOp::Urem => ints().map(|(l, r)| b.build_int_unsigned_rem(l, r, ""))??.into(),
            BinOp::Fadd => floats().map(|(l, r)| b.build_float_add(l, r, ""))??.into(),
            BinOp::Fsub => floats().map(|(l, r)| b.build_float_sub(l, r, ""))??.into(),
            BinOp::Fmul => floats().map(|(l, r)| b.build_float_mul(l, r, ""))??.into(),
            BinOp::Fdiv => floats().map(|(l, r)| b.build_float_div(l, r, ""))??.into(),
        })
    }

    /// LLVM's shifts by the width or more have no meaning; LIR's counts wrap.
    fn shift_count(&self, count: VReg) -> Result<IntValue<'ctx>, LlvmError> {
        let count = self.int(count)?;
        let ty = count.get_type();
        let mask = ty.const_int(u64::from(ty.get_bit_width()) - 1, false);
        Ok(self.builder.build_and(count, mask, "")?)
    }

    fn emit_unary(&self, op: UnOp, src: VReg) -> Result<BasicValueEnum<'ctx>, LlvmError> {
        let b = &self.builder;
        let t = &self.m.types;
        let math = |name: &'static str| -> Result<BasicValueEnum<'ctx>, LlvmError> {
            Ok(result(self.intrinsic(name, &[t.f64.into()], &[self.float(src)?.into()])?))
        };
        Ok(match op {
            UnOp::Fneg => b.build_float_neg(self.float(src)?, "")?.into(),
            UnOp::Fabs => math("llvm.fabs")?,
            UnOp::Fsqrt => math("llvm.sqrt")?,
            UnOp::Ffloor => math("llvm.floor")?,
            UnOp::Fceil => math("llvm.ceil")?,
            UnOp::Ftrunc => math("llvm.trunc")?,
            UnOp::Sext => b.build_int_s_extend(self.int(src)?, t.i64, "")?.into(),
            UnOp::Zext => b.build_int_z_extend(self.int(src)?, t.i64, "")?.into(),
            UnOp::Trunc => b.build_int_truncate(self.int(src)?, t.i32, "")?.into(),
            UnOp::I32ToF64 => b.build_signed_int_to_float(self.int(src)?, t.f64, "")?.into(),
            UnOp::U32ToF64 => b.build_unsigned_int_to_float(self.int(src)?, t.f64, "")?.into(),
            UnOp::F64ToI32 => {
                // Out of range it is poison, which is not to reach a branch.
                let i = b.build_float_to_signed_int(self.float(src)?, t.i32, "")?;
                raw::freeze(b, i).into()
            }
            UnOp::F64ToI64Sat => {
                let overload = [t.i64.into(), t.f64.into()];
                let args = [self.float(src)?.into()];
                result(self.intrinsic("llvm.fptosi.sat", &overload, &args)?)
            }
            UnOp::BitsToF64 => b.build_bit_cast(self.int(src)?, t.f64, "")?,
            UnOp::F64ToBits => b.build_bit_cast(self.float(src)?, t.i64, "")?,
        })
    }

    fn emit_overflow(&self, dst: VReg, overflow: VReg, op: OverflowOp, lhs: VReg, rhs: VReg) -> Result<(), LlvmError> {
        let name = match op {
            OverflowOp::Add => "llvm.sadd.with.overflow",
            OverflowOp::Sub => "llvm.ssub.with.overflow",
            OverflowOp::Mul => "llvm.smul.with.overflow",
        };
        let args = [self.int(lhs)?.into(), self.int(rhs)?.into()];
        let call = self.intrinsic(name, &[self.m.types.i32.into()], &args)?;
        let pair = result(call).into_struct_value();
        self.set(dst, self.builder.build_extract_value(pair, 0, "")?)?;
        let bit = self.builder.build_extract_value(pair, 1, "")?;
        self.set_bit(overflow, bit.into_int_value())
    }

    fn emit_load(
        &self,
        mem: MemType,
        region: Region,
        base: VReg,
        offset: i32,
    ) -> Result<BasicValueEnum<'ctx>, LlvmError> {
        let value = self.builder.build_load(self.memory_type(mem), self.place(base, offset)?, "")?;
        if let Some(load) = value.as_instruction_value() {
            self.m.marks.mark_load(load, region)?;
        }
        Ok(match mem {
            MemType::U8 | MemType::U16 => {
                let narrow = value.into_int_value();
                self.builder.build_int_z_extend(narrow, self.m.types.i32, "")?.into()
            }
            MemType::I32 | MemType::I64 | MemType::F64 => value,
        })
    }

    fn emit_store(&self, mem: MemType, region: Region, base: VReg, offset: i32, src: VReg) -> Result<(), LlvmError> {
        let value = match mem {
            MemType::U8 | MemType::U16 => {
                let narrow = self.memory_type(mem).into_int_type();
                self.builder.build_int_truncate(self.int(src)?, narrow, "")?.into()
            }
            MemType::I32 | MemType::I64 | MemType::F64 => self.get(src)?,
        };
        let store = self.builder.build_store(self.place(base, offset)?, value)?;
        self.m.marks.mark_store(store, region)
    }

    fn memory_type(&self, mem: MemType) -> BasicTypeEnum<'ctx> {
        let t = &self.m.types;
        match mem {
            MemType::U8 => t.i8.into(),
            MemType::U16 => t.i16.into(),
            MemType::I32 => t.i32.into(),
            MemType::I64 => t.i64.into(),
            MemType::F64 => t.f64.into(),
        }
    }

    /// `base + offset` as a pointer.
    fn place(&self, base: VReg, offset: i32) -> Result<PointerValue<'ctx>, LlvmError> {
        let t = &self.m.types;
        let base = self.pointer(base)?;
        if offset == 0 {
            return Ok(base);
        }
        let offset = t.i64.const_int(i64::from(offset).cast_unsigned(), true);
        // SAFETY: `i8` has a size, and one index fits it; without `inbounds`, any offset has a
        // meaning to LLVM.
        Ok(unsafe { self.builder.build_gep(t.i8, base, &[offset], "")? })
    }

    fn args(&self, args: &[VReg]) -> Result<Vec<BasicMetadataValueEnum<'ctx>>, LlvmError> {
        args.iter().map(|&a| Ok(self.get(a)?.into())).collect()
    }

    fn set_address(&self, dst: VReg, address: PointerValue<'ctx>) -> Result<(), LlvmError> {
        let word = self.builder.build_ptr_to_int(address, self.m.types.i64, "")?;
        self.set(dst, word)?;
        Ok(())
    }

    fn set_result(&self, dst: Option<VReg>, call: CallSiteValue<'ctx>) -> Result<(), LlvmError> {
        if let Some(dst) = dst {
            self.set(dst, result(call))?;
        }
        Ok(())
    }

    fn intrinsic(
        &self,
        name: &'static str,
        overload: &[BasicTypeEnum<'ctx>],
        args: &[BasicMetadataValueEnum<'ctx>],
    ) -> Result<CallSiteValue<'ctx>, LlvmError> {
        let declaration = self.m.intrinsic(name, overload)?;
        Ok(self.builder.build_direct_call(declaration, args, "")?)
    }
}

fn result(call: CallSiteValue<'_>) -> BasicValueEnum<'_> {
    call.try_as_basic_value().expect_basic("the verifier saw that this call has a result")
}

fn int_predicate(cc: IntCc) -> IntPredicate {
    match cc {
        IntCc::Eq => IntPredicate::EQ,
        IntCc::Ne => IntPredicate::NE,
        IntCc::Lt => IntPredicate::SLT,
        IntCc::Le => IntPredicate::SLE,
        IntCc::Gt => IntPredicate::SGT,
        IntCc::Ge => IntPredicate::SGE,
        IntCc::Ult => IntPredicate::ULT,
        IntCc::Ule => IntPredicate::ULE,
        IntCc::Ugt => IntPredicate::UGT,
        IntCc::Uge => IntPredicate::UGE,
    }
}

fn float_predicate(cc: FloatCc) -> FloatPredicate {
    match cc {
        FloatCc::Eq => FloatPredicate::OEQ,
        FloatCc::Ne => FloatPredicate::UNE,
        FloatCc::Lt => FloatPredicate::OLT,
        FloatCc::Le => FloatPredicate::OLE,
        FloatCc::Gt => FloatPredicate::OGT,
        FloatCc::Ge => FloatPredicate::OGE,
    }
}
