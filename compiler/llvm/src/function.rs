//! A function's frame of allocas, its blocks and its terminators.

use cranelift_entity::PrimaryMap;
use inkwell::IntPredicate;
use inkwell::basic_block::BasicBlock;
use inkwell::builder::Builder;
use inkwell::values::{
    BasicValue, BasicValueEnum, FloatValue, FunctionValue, InstructionValue, IntValue, PointerValue,
};
use yarrow_lir::{self as lir, Block, Loc, Terminator, Type, VReg};

use crate::LlvmError;
use crate::debug::FunctionScopes;
use crate::module::ModuleEmitter;

pub(crate) struct FunctionEmitter<'e, 'ctx> {
    pub(crate) m: &'e ModuleEmitter<'ctx>,
    pub(crate) lir: &'e lir::Function,
    pub(crate) builder: Builder<'ctx>,
    slots: PrimaryMap<VReg, PointerValue<'ctx>>,
    blocks: PrimaryMap<Block, BasicBlock<'ctx>>,
    scopes: Option<FunctionScopes<'ctx>>,
}

pub(crate) fn emit_function<'ctx>(
    m: &ModuleEmitter<'ctx>,
    value: FunctionValue<'ctx>,
    lir: &lir::Function,
) -> Result<(), LlvmError> {
    // LLVM's entry block has no predecessors, LIR's may: hence a block of its own.
    let frame = m.context.append_basic_block(value, "frame");
    let mut blocks = PrimaryMap::with_capacity(lir.blocks.len());
    for block in lir.blocks.keys() {
        blocks.push(m.context.append_basic_block(value, &block.to_string()));
    }
    let builder = m.context.create_builder();
    builder.position_at_end(frame);
    let scopes = m.debug.as_ref().map(|debug| debug.begin_function(value, lir));
    let mut f = FunctionEmitter { m, lir, builder, slots: PrimaryMap::new(), blocks, scopes };
    f.emit_frame(value)?;
    for (block, contents) in &lir.blocks {
        f.builder.position_at_end(f.blocks[block]);
        for inst in &contents.insts {
            f.set_location(inst.loc);
            f.emit_inst(&inst.kind)?;
        }
        f.set_location(contents.term_loc);
        f.emit_terminator(&contents.term)?;
    }
    Ok(())
}

impl<'ctx> FunctionEmitter<'_, 'ctx> {
    /// One slot a vreg, the parameters stored to theirs.
    fn emit_frame(&mut self, value: FunctionValue<'ctx>) -> Result<(), LlvmError> {
        for (vreg, ty) in &self.lir.vregs {
            let ty = self.m.types.of(*ty);
            self.slots.push(self.builder.build_alloca(ty, &vreg.to_string())?);
        }
        for (&param, arg) in self.lir.params.iter().zip(value.get_param_iter()) {
            self.set(param, arg)?;
        }
        self.set_location(self.lir.loc);
        self.builder.build_unconditional_branch(self.blocks[self.lir.entry])?;
        Ok(())
    }

    fn emit_terminator(&self, term: &Terminator) -> Result<(), LlvmError> {
        match term {
            Terminator::Jump(to) => {
                self.builder.build_unconditional_branch(self.blocks[*to])?;
            }
            Terminator::Branch { cond, then, other, hint } => {
                let cond = self.truth(*cond)?;
                let (then, other) = (self.blocks[*then], self.blocks[*other]);
                let branch = self.builder.build_conditional_branch(cond, then, other)?;
                self.m.marks.mark_branch(branch, *hint)?;
            }
            Terminator::Switch { on, cases, default } => {
                let on = self.int(*on)?;
                let cases: Vec<_> = cases.iter().map(|(value, to)| (constant(on, *value), self.blocks[*to])).collect();
                self.builder.build_switch(on, self.blocks[*default], &cases)?;
            }
            Terminator::Return(None) => {
                self.builder.build_return(None)?;
            }
            Terminator::Return(Some(vreg)) => {
                let value = self.get(*vreg)?;
                self.builder.build_return(Some(&value))?;
            }
            Terminator::Unreachable => {
                self.builder.build_unreachable()?;
            }
        }
        Ok(())
    }

    fn set_location(&mut self, loc: Loc) {
        if let (Some(debug), Some(scopes)) = (&self.m.debug, &mut self.scopes) {
            self.builder.set_current_debug_location(debug.location(scopes, loc));
        }
    }

    pub(crate) fn ty(&self, vreg: VReg) -> Type {
        self.lir.vregs[vreg]
    }

    pub(crate) fn get(&self, vreg: VReg) -> Result<BasicValueEnum<'ctx>, LlvmError> {
        let ty = self.m.types.of(self.ty(vreg));
        Ok(self.builder.build_load(ty, self.slots[vreg], "")?)
    }

    pub(crate) fn int(&self, vreg: VReg) -> Result<IntValue<'ctx>, LlvmError> {
        Ok(self.get(vreg)?.into_int_value())
    }

    pub(crate) fn float(&self, vreg: VReg) -> Result<FloatValue<'ctx>, LlvmError> {
        Ok(self.get(vreg)?.into_float_value())
    }

    pub(crate) fn set(&self, vreg: VReg, value: impl BasicValue<'ctx>) -> Result<InstructionValue<'ctx>, LlvmError> {
        Ok(self.builder.build_store(self.slots[vreg], value)?)
    }

    /// `vreg != 0`.
    pub(crate) fn truth(&self, vreg: VReg) -> Result<IntValue<'ctx>, LlvmError> {
        let value = self.int(vreg)?;
        let zero = value.get_type().const_zero();
        Ok(self.builder.build_int_compare(IntPredicate::NE, value, zero, "")?)
    }
}

fn constant<'ctx>(like: IntValue<'ctx>, value: i32) -> IntValue<'ctx> {
    like.get_type().const_int(i64::from(value).cast_unsigned(), true)
}
