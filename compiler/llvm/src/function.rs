//! A function's vregs, its blocks and its terminators.
//!
//! Blocks come in reverse postorder, so that a vreg with one definition that dominates its uses is
//! LLVM's value itself. Only the others, where definitions meet, have an alloca, which LLVM's passes
//! turn into phis. What is compared stays a bit until somebody wants the word, and what is an address
//! is made a pointer where it is defined, once.

use std::cell::Cell;
use std::collections::HashSet;

use cranelift_entity::{PrimaryMap, SecondaryMap};
use inkwell::IntPredicate;
use inkwell::basic_block::BasicBlock;
use inkwell::builder::Builder;
use inkwell::values::{BasicValue, BasicValueEnum, FloatValue, FunctionValue, IntValue, PointerValue};
use yarrow_lir::flow::{Flow, Keeping};
use yarrow_lir::{self as lir, Block, Frequency, InstKind, Loc, Region, Terminator, Type, VReg};

use crate::debug::FunctionScopes;
use crate::error::LlvmError;
use crate::module::ModuleEmitter;
use crate::raw;

/// Where a vreg is.
enum Place<'ctx> {
    /// Nothing reads it.
    Nowhere,
    /// Set once its definition is emitted, which is before its uses are.
    Value(Cell<Option<Known<'ctx>>>),
    Slot(PointerValue<'ctx>),
}

/// What is known of a vreg's value.
#[derive(Clone, Copy)]
enum Known<'ctx> {
    Word(BasicValueEnum<'ctx>),
    /// An `i32` that is 0 or 1.
    Bit(IntValue<'ctx>),
    /// An `i64`, and the pointer it is.
    Address(BasicValueEnum<'ctx>, PointerValue<'ctx>),
}

pub(crate) struct FunctionEmitter<'e, 'ctx> {
    pub(crate) m: &'e ModuleEmitter<'ctx>,
    pub(crate) lir: &'e lir::Function,
    pub(crate) builder: Builder<'ctx>,
    places: PrimaryMap<VReg, Place<'ctx>>,
    /// Vregs that memory is accessed through.
    bases: SecondaryMap<VReg, bool>,
    blocks: SecondaryMap<Block, Option<BasicBlock<'ctx>>>,
    scopes: Option<FunctionScopes<'ctx>>,
    /// Only unlikely branches lead to the block that is being emitted.
    pub(crate) unlikely: bool,
    /// Only such blocks call.
    pub(crate) seldom_calls: bool,
}

pub(crate) fn emit_function<'ctx>(
    m: &ModuleEmitter<'ctx>,
    value: FunctionValue<'ctx>,
    lir: &lir::Function,
) -> Result<(), LlvmError> {
    let flow = Flow::compute(lir);
    // LLVM's entry block has no predecessors, LIR's may: hence a block of its own.
    let frame = m.context.append_basic_block(value, "frame");
    let mut blocks = SecondaryMap::with_capacity(lir.blocks.len());
    let mut bases = SecondaryMap::with_capacity(lir.vregs.len());
    for &block in &flow.order {
        blocks[block] = Some(m.context.append_basic_block(value, &block.to_string()));
        for inst in &lir.blocks[block].insts {
            if let InstKind::Load { base, .. } | InstKind::Store { base, .. } = inst.kind {
                bases[base] = true;
            }
        }
    }
    let likely = flow.order.iter().filter(|block| !flow.cold[**block]);
    let seldom_calls = !likely.flat_map(|block| &lir.blocks[*block].insts).any(|inst| inst.kind.is_call());
    let builder = m.context.create_builder();
    builder.position_at_end(frame);
    let scopes = m.debug.as_ref().map(|debug| debug.begin_function(value, lir));
    let mut f = FunctionEmitter {
        m,
        lir,
        builder,
        places: PrimaryMap::new(),
        bases,
        blocks,
        scopes,
        unlikely: false,
        seldom_calls,
    };
    f.emit_frame(value, &flow)?;
    for &block in &flow.order {
        let contents = &lir.blocks[block];
        f.builder.position_at_end(f.block(block));
        f.unlikely = flow.cold[block] && lir.frequency == Frequency::Often;
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
    /// Slots of the vregs that need one, and the parameters.
    fn emit_frame(&mut self, value: FunctionValue<'ctx>, flow: &Flow) -> Result<(), LlvmError> {
        for (vreg, ty) in &self.lir.vregs {
            let place = match flow.keeping[vreg] {
                Keeping::Unused => Place::Nowhere,
                Keeping::Value => Place::Value(Cell::new(None)),
                Keeping::Variable => Place::Slot(self.builder.build_alloca(self.m.types.of(*ty), &vreg.to_string())?),
            };
            self.places.push(place);
        }
        for (&param, arg) in self.lir.params.iter().zip(value.get_param_iter()) {
            self.set(param, arg)?;
        }
        self.set_location(self.lir.loc);
        self.builder.build_unconditional_branch(self.block(self.lir.entry))?;
        Ok(())
    }

    fn block(&self, block: Block) -> BasicBlock<'ctx> {
        self.blocks[block].unwrap_or_else(|| panic!("{block} of {} is not reachable", self.lir.name))
    }

    fn emit_terminator(&self, term: &Terminator) -> Result<(), LlvmError> {
        match term {
            Terminator::Jump(to) => {
                self.builder.build_unconditional_branch(self.block(*to))?;
            }
            Terminator::Branch { cond, then, other, hint } => {
                let cond = self.truth(*cond)?;
                let (then, other) = (self.block(*then), self.block(*other));
                let branch = self.builder.build_conditional_branch(cond, then, other)?;
                self.m.marks.mark_branch(branch, *hint)?;
            }
            Terminator::Switch { on, cases, default } => {
                let on = self.int(*on)?;
                let cases: Vec<_> = cases.iter().map(|(value, to)| (constant(on, *value), self.block(*to))).collect();
                self.builder.build_switch(on, self.block(*default), &cases)?;
            }
            Terminator::Dispatch { on, table } => self.emit_dispatch(*on, table)?,
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

    /// A jump through a constant table of addresses, which lies where this function does: addresses of blocks do not leave their module.
    fn emit_dispatch(&self, on: VReg, table: &[Block]) -> Result<(), LlvmError> {
        let types = &self.m.types;
        let targets: Vec<_> = table.iter().map(|to| self.block(*to)).collect();
        let addresses: Vec<_> = targets
            .iter()
            .map(|to| raw::block_address(*to).unwrap_or_else(|| panic!("{to:?} is behind the block of the frame")))
            .collect();
        let table = self.m.add_table(&addresses);
        let index = self.builder.build_int_z_extend(self.int(on)?, types.i64, "")?;
        // SAFETY: a dispatch is below its table's length, as LIR says.
        let at = unsafe { self.builder.build_in_bounds_gep(types.ptr, table, &[index], "")? };
        let address = self.builder.build_load(types.ptr, at, "")?;
        self.m.marks.mark_load(address.as_instruction_value().expect("a load is an instruction"), Region::Invariant)?;
        let mut seen = HashSet::new();
        let targets: Vec<_> = targets.into_iter().filter(|to| seen.insert(*to)).collect();
        self.builder.build_indirect_branch(address, &targets)?;
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

    fn known(&self, vreg: VReg) -> Option<Known<'ctx>> {
        match &self.places[vreg] {
            Place::Value(known) => known.get(),
            Place::Nowhere | Place::Slot(_) => None,
        }
    }

    pub(crate) fn get(&self, vreg: VReg) -> Result<BasicValueEnum<'ctx>, LlvmError> {
        if let Place::Slot(slot) = self.places[vreg] {
            return Ok(self.builder.build_load(self.m.types.of(self.ty(vreg)), slot, "")?);
        }
        match self.known(vreg) {
            Some(Known::Word(value) | Known::Address(value, _)) => Ok(value),
            Some(Known::Bit(bit)) => Ok(self.builder.build_int_z_extend(bit, self.m.types.i32, "")?.into()),
            None => panic!("{vreg} of {} is read before its definition", self.lir.name),
        }
    }

    pub(crate) fn int(&self, vreg: VReg) -> Result<IntValue<'ctx>, LlvmError> {
        Ok(self.get(vreg)?.into_int_value())
    }

    pub(crate) fn float(&self, vreg: VReg) -> Result<FloatValue<'ctx>, LlvmError> {
        Ok(self.get(vreg)?.into_float_value())
    }

    /// A vreg that is an address.
    pub(crate) fn pointer(&self, vreg: VReg) -> Result<PointerValue<'ctx>, LlvmError> {
        match self.known(vreg) {
            Some(Known::Address(_, pointer)) => Ok(pointer),
            Some(Known::Word(_) | Known::Bit(_)) | None => {
                Ok(self.builder.build_int_to_ptr(self.int(vreg)?, self.m.types.ptr, "")?)
            }
        }
    }

    pub(crate) fn set(&self, vreg: VReg, value: impl BasicValue<'ctx>) -> Result<(), LlvmError> {
        match &self.places[vreg] {
            Place::Nowhere => {}
            Place::Value(known) => {
                let value = value.as_basic_value_enum();
                let address = self.bases[vreg];
                known.set(Some(if address {
                    let pointer = self.builder.build_int_to_ptr(value.into_int_value(), self.m.types.ptr, "")?;
                    Known::Address(value, pointer)
                } else {
                    Known::Word(value)
                }));
            }
            Place::Slot(slot) => {
                self.builder.build_store(*slot, value)?;
            }
        }
        Ok(())
    }

    /// Defines an `i32` by a bit.
    pub(crate) fn set_bit(&self, vreg: VReg, bit: IntValue<'ctx>) -> Result<(), LlvmError> {
        match &self.places[vreg] {
            Place::Nowhere => Ok(()),
            Place::Value(known) => {
                known.set(Some(Known::Bit(bit)));
                Ok(())
            }
            Place::Slot(_) => self.set(vreg, self.builder.build_int_z_extend(bit, self.m.types.i32, "")?),
        }
    }

    /// The bit that the vreg was defined by.
    pub(crate) fn bit(&self, vreg: VReg) -> Option<IntValue<'ctx>> {
        match self.known(vreg) {
            Some(Known::Bit(bit)) => Some(bit),
            Some(Known::Word(_) | Known::Address(..)) | None => None,
        }
    }

    /// `vreg != 0`.
    pub(crate) fn truth(&self, vreg: VReg) -> Result<IntValue<'ctx>, LlvmError> {
        if let Some(bit) = self.bit(vreg) {
            return Ok(bit);
        }
        let value = self.int(vreg)?;
        let zero = value.get_type().const_zero();
        Ok(self.builder.build_int_compare(IntPredicate::NE, value, zero, "")?)
    }
}

fn constant<'ctx>(like: IntValue<'ctx>, value: i32) -> IntValue<'ctx> {
    like.get_type().const_int(i64::from(value).cast_unsigned(), true)
}
