//! Appends LIR instructions to a function under construction: a cursor with a current block and a
//! current source position. Knows nothing of JavaScript; each method appends one instruction and
//! returns its fresh result. A call says its [`Cause`], which has to allow what the callee does.

use crate::cause::Cause;
use smallvec::SmallVec;
use yarrow_abi::functions::RtFn;
use yarrow_abi::kinds::Kind;
use yarrow_lir::{
    BinOp, Block, BlockData, Data, FloatCc, Func, Function, Hint, Inst, InstKind, IntCc, Loc, MemType, OverflowOp,
    Region, Terminator, Type, UnOp, VReg, machine_type,
};

/// Cursor over an LIR function.
#[derive(Debug)]
pub struct FnBuilder {
    pub function: Function,
    current: Block,
    loc: Loc,
}

impl FnBuilder {
    #[must_use]
    pub fn new(function: Function) -> Self {
        let current = function.entry;
        let loc = function.loc;
        FnBuilder { function, current, loc }
    }

    #[must_use]
    pub fn finish(self) -> Function {
        self.function
    }

    pub fn set_loc(&mut self, loc: Loc) {
        self.loc = loc;
    }

    #[must_use]
    pub fn current(&self) -> Block {
        self.current
    }

    pub fn new_block(&mut self) -> Block {
        self.function.blocks.push(BlockData::new())
    }

    pub fn switch_to(&mut self, b: Block) {
        self.current = b;
    }

    pub fn vreg(&mut self, ty: Type) -> VReg {
        self.function.vregs.push(ty)
    }

    #[must_use]
    pub fn ty(&self, v: VReg) -> Type {
        self.function.vregs[v]
    }

    fn push(&mut self, kind: InstKind) {
        let loc = self.loc;
        self.function.blocks[self.current].insts.push(Inst { kind, loc });
    }

    pub fn i32(&mut self, imm: i32) -> VReg {
        let dst = self.vreg(Type::I32);
        self.push(InstKind::Iconst { dst, imm: i64::from(imm) });
        dst
    }

    pub fn u32(&mut self, imm: u32) -> VReg {
        self.i32(imm.cast_signed())
    }

    /// A number of an enumeration, for a parameter that is one.
    pub fn kind(&mut self, kind: impl Kind) -> VReg {
        self.u32(kind.number())
    }

    /// A boxed value, an address or any other 64-bit word.
    pub fn word(&mut self, bits: u64) -> VReg {
        let dst = self.vreg(Type::I64);
        self.push(InstKind::Iconst { dst, imm: bits.cast_signed() });
        dst
    }

    pub fn f64(&mut self, imm: f64) -> VReg {
        let dst = self.vreg(Type::F64);
        self.push(InstKind::Fconst { dst, imm });
        dst
    }

    pub fn copy_to(&mut self, dst: VReg, src: VReg) {
        if dst != src {
            self.push(InstKind::Copy { dst, src });
        }
    }

    pub fn bin(&mut self, op: BinOp, lhs: VReg, rhs: VReg) -> VReg {
        let dst = self.vreg(self.ty(lhs));
        self.push(InstKind::Binary { dst, op, lhs, rhs });
        dst
    }

    /// `op` with a constant of the type of `lhs` (an integer).
    pub fn bin_imm(&mut self, op: BinOp, lhs: VReg, imm: u64) -> VReg {
        let rhs = self.imm_like(lhs, imm);
        self.bin(op, lhs, rhs)
    }

    fn imm_like(&mut self, like: VReg, imm: u64) -> VReg {
        match self.ty(like) {
            Type::I32 => self.i32((imm as u32).cast_signed()),
            Type::I64 => self.word(imm),
            Type::F64 => panic!("integer constant beside {like}, an f64"),
        }
    }

    pub fn un(&mut self, op: UnOp, src: VReg) -> VReg {
        let ty = match op {
            UnOp::Fneg | UnOp::Fabs | UnOp::Fsqrt | UnOp::Ffloor | UnOp::Fceil | UnOp::Ftrunc => Type::F64,
            UnOp::I32ToF64 | UnOp::U32ToF64 | UnOp::BitsToF64 => Type::F64,
            UnOp::Sext | UnOp::Zext | UnOp::F64ToBits | UnOp::F64ToI64Sat => Type::I64,
            UnOp::Trunc | UnOp::F64ToI32 => Type::I32,
        };
        let dst = self.vreg(ty);
        self.push(InstKind::Unary { dst, op, src });
        dst
    }

    /// The wrapped result and the overflow flag.
    pub fn overflow(&mut self, op: OverflowOp, lhs: VReg, rhs: VReg) -> (VReg, VReg) {
        let dst = self.vreg(Type::I32);
        let overflow = self.vreg(Type::I32);
        self.push(InstKind::Overflow { dst, overflow, op, lhs, rhs });
        (dst, overflow)
    }

    pub fn icmp(&mut self, cc: IntCc, lhs: VReg, rhs: VReg) -> VReg {
        let dst = self.vreg(Type::I32);
        self.push(InstKind::Icmp { dst, cc, lhs, rhs });
        dst
    }

    pub fn icmp_imm(&mut self, cc: IntCc, lhs: VReg, imm: u64) -> VReg {
        let rhs = self.imm_like(lhs, imm);
        self.icmp(cc, lhs, rhs)
    }

    pub fn fcmp(&mut self, cc: FloatCc, lhs: VReg, rhs: VReg) -> VReg {
        let dst = self.vreg(Type::I32);
        self.push(InstKind::Fcmp { dst, cc, lhs, rhs });
        dst
    }

    pub fn select(&mut self, cond: VReg, then: VReg, other: VReg) -> VReg {
        let dst = self.vreg(self.ty(then));
        self.push(InstKind::Select { dst, cond, then, other });
        dst
    }

    pub fn load(&mut self, mem: MemType, region: Region, base: VReg, offset: i32) -> VReg {
        let ty = match mem {
            MemType::U8 | MemType::U16 | MemType::I32 => Type::I32,
            MemType::I64 => Type::I64,
            MemType::F64 => Type::F64,
        };
        let dst = self.vreg(ty);
        self.push(InstKind::Load { dst, mem, region, base, offset });
        dst
    }

    pub fn store(&mut self, mem: MemType, region: Region, base: VReg, offset: i32, src: VReg) {
        self.push(InstKind::Store { mem, region, base, offset, src });
    }

    pub fn func_addr(&mut self, func: Func) -> VReg {
        let dst = self.vreg(Type::I64);
        self.push(InstKind::FuncAddr { dst, func });
        dst
    }

    pub fn data_addr(&mut self, data: Data) -> VReg {
        let dst = self.vreg(Type::I64);
        self.push(InstKind::DataAddr { dst, data });
        dst
    }

    pub fn stack_pointer(&mut self) -> VReg {
        let dst = self.vreg(Type::I64);
        self.push(InstKind::StackPointer { dst });
        dst
    }

    /// A call of a function of this module, which gives a word.
    pub fn call(&mut self, cause: Cause, func: Func, args: &[VReg]) -> VReg {
        cause.check_entry();
        let dst = self.vreg(Type::I64);
        self.push(InstKind::Call { dst: Some(dst), func, args: SmallVec::from_slice(args) });
        dst
    }

    /// A call through a pointer, which gives a word.
    pub fn call_indirect(&mut self, cause: Cause, callee: VReg, args: &[VReg]) -> VReg {
        cause.check_entry();
        let dst = self.vreg(Type::I64);
        self.push(InstKind::CallIndirect { dst: Some(dst), callee, args: SmallVec::from_slice(args) });
        dst
    }

    /// A runtime function with all its arguments, the context included.
    pub fn call_rt(&mut self, cause: Cause, func: RtFn, args: &[VReg]) -> Option<VReg> {
        cause.check_runtime(func);
        let params = func.params();
        assert_eq!(args.len(), params.len(), "arguments of {}", func.name());
        for (i, (arg, param)) in args.iter().zip(params).enumerate() {
            assert_eq!(Some(self.ty(*arg)), machine_type(*param), "argument {i} of {}", func.name());
        }
        let dst = machine_type(func.result()).map(|ty| self.vreg(ty));
        self.push(InstKind::CallRt { dst, func, args: SmallVec::from_slice(args) });
        dst
    }

    pub fn terminate(&mut self, term: Terminator) {
        let loc = self.loc;
        let data = &mut self.function.blocks[self.current];
        data.term = term;
        data.term_loc = loc;
    }

    pub fn jump(&mut self, b: Block) {
        self.terminate(Terminator::Jump(b));
    }

    pub fn branch(&mut self, cond: VReg, then: Block, other: Block, hint: Hint) {
        self.terminate(Terminator::Branch { cond, then, other, hint });
    }

    /// Continues in a fresh block where `cond` is 0; leaves for `away`, rarely, where it is not.
    pub fn leave_if(&mut self, cond: VReg, away: Block) {
        let next = self.new_block();
        self.branch(cond, away, next, Hint::Other);
        self.switch_to(next);
    }

    /// Continues in a fresh block where `cond` is not 0, as nearly always; else leaves for `away`.
    pub fn leave_unless(&mut self, cond: VReg, away: Block) {
        let next = self.new_block();
        self.branch(cond, next, away, Hint::Then);
        self.switch_to(next);
    }
}
