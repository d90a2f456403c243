//! What the module tells LLVM beyond the instructions: which accesses cannot alias, which way
//! branches go, what functions promise.
//!
//! Each [`Region`] is a scalar type of one TBAA tree, so accesses to different regions never alias.

use inkwell::attributes::{Attribute, AttributeLoc};
use inkwell::context::Context;
use inkwell::values::{FunctionValue, InstructionValue, MetadataValue};

use yarrow_lir::{Hint, Region, RtFn, RtTy};

use crate::error::LlvmError;

/// Weight of a branch's likely side against 1 for the other.
const LIKELY: u64 = 2000;

/// LLVM's encoding of `memory(none)` and `memory(read)`: two bits for each of its six locations.
const MEMORY_NONE: u64 = 0;
const MEMORY_READ: u64 = 0b01_01_01_01_01_01;

/// Metadata and attributes, made once a module.
pub(crate) struct Marks<'ctx> {
    tbaa_kind: u32,
    invariant_kind: u32,
    prof_kind: u32,
    roots: MetadataValue<'ctx>,
    header: MetadataValue<'ctx>,
    lengths: MetadataValue<'ctx>,
    elements: MetadataValue<'ctx>,
    heap: MetadataValue<'ctx>,
    context: MetadataValue<'ctx>,
    instance: MetadataValue<'ctx>,
    invariant: MetadataValue<'ctx>,
    empty: MetadataValue<'ctx>,
    then_likely: MetadataValue<'ctx>,
    other_likely: MetadataValue<'ctx>,
    nounwind: Attribute,
    willreturn: Attribute,
    cold: Attribute,
    memory_none: Attribute,
    memory_read: Attribute,
    frame_pointer: Attribute,
    optnone: Attribute,
    noinline: Attribute,
}

impl<'ctx> Marks<'ctx> {
    pub(crate) fn new(context: &'ctx Context) -> Self {
        let root = context.metadata_node(&[context.metadata_string("yarrow regions").into()]);
        let zero = context.i64_type().const_zero();
        let access = |name: &str| {
            let name = context.metadata_string(name);
            let ty = context.metadata_node(&[name.into(), root.into(), zero.into()]);
            context.metadata_node(&[ty.into(), ty.into(), zero.into()])
        };
        let weights = |then: u64, other: u64| {
            let name = context.metadata_string("branch_weights");
            let weight = |w| context.i32_type().const_int(w, false);
            context.metadata_node(&[name.into(), weight(then).into(), weight(other).into()])
        };
        let flag =
            |name: &str, value: u64| context.create_enum_attribute(Attribute::get_named_enum_kind_id(name), value);
        Marks {
            tbaa_kind: context.get_kind_id("tbaa"),
            invariant_kind: context.get_kind_id("invariant.load"),
            prof_kind: context.get_kind_id("prof"),
            roots: access("roots"),
            header: access("header"),
            lengths: access("lengths"),
            elements: access("elements"),
            heap: access("heap"),
            context: access("context"),
            instance: access("instance"),
            invariant: access("invariant"),
            empty: context.metadata_node(&[]),
            then_likely: weights(LIKELY, 1),
            other_likely: weights(1, LIKELY),
            nounwind: flag("nounwind", 0),
            willreturn: flag("willreturn", 0),
            cold: flag("cold", 0),
            memory_none: flag("memory", MEMORY_NONE),
            memory_read: flag("memory", MEMORY_READ),
            optnone: flag("optnone", 0),
            noinline: flag("noinline", 0),
            frame_pointer: context.create_string_attribute("frame-pointer", "non-leaf"),
        }
    }

    pub(crate) fn mark_store(&self, store: InstructionValue<'ctx>, region: Region) -> Result<(), LlvmError> {
        let access = match region {
            Region::Roots => self.roots,
            Region::Header => self.header,
            Region::Lengths => self.lengths,
            Region::Elements => self.elements,
            Region::Heap => self.heap,
            Region::Context => self.context,
            Region::Instance => self.instance,
            Region::Invariant => self.invariant,
        };
        Ok(store.set_metadata(access, self.tbaa_kind)?)
    }

    pub(crate) fn mark_load(&self, load: InstructionValue<'ctx>, region: Region) -> Result<(), LlvmError> {
        if region == Region::Invariant {
            load.set_metadata(self.empty, self.invariant_kind)?;
        }
        self.mark_store(load, region)
    }

    pub(crate) fn mark_branch(&self, branch: InstructionValue<'ctx>, hint: Hint) -> Result<(), LlvmError> {
        let weights = match hint {
            Hint::None => return Ok(()),
            Hint::Then => self.then_likely,
            Hint::Other => self.other_likely,
        };
        Ok(branch.set_metadata(weights, self.prof_kind)?)
    }

    /// A function of the module, defined from LIR.
    pub(crate) fn mark_defined(&self, function: FunctionValue<'ctx>, debug_info: bool) {
        function.add_attribute(AttributeLoc::Function, self.nounwind);
        if debug_info {
            function.add_attribute(AttributeLoc::Function, self.frame_pointer);
        }
    }

    /// A function that the passes skip, and for which code generation is that of `O0`. (LLVM asks for the
    /// second attribute where the first stands.)
    pub(crate) fn mark_unoptimised(&self, function: FunctionValue<'ctx>) {
        function.add_attribute(AttributeLoc::Function, self.optnone);
        function.add_attribute(AttributeLoc::Function, self.noinline);
    }

    /// A runtime function: its effects come from the table.
    pub(crate) fn mark_runtime(&self, function: FunctionValue<'ctx>, rt: RtFn) {
        let add = |attribute| function.add_attribute(AttributeLoc::Function, attribute);
        add(self.nounwind);
        if rt.effects().pure {
            add(self.willreturn);
            add(if reads_memory(rt) { self.memory_read } else { self.memory_none });
        }
        if is_cold(rt) {
            add(self.cold);
        }
    }

    /// A function that calls one of the runtime's on unlikely paths.
    pub(crate) fn mark_saving(&self, function: FunctionValue<'ctx>, rt: RtFn) {
        self.mark_runtime(function, rt);
        let add = |attribute| function.add_attribute(AttributeLoc::Function, attribute);
        add(self.noinline);
        add(self.cold);
    }
}

/// A pure function that is given neither the context nor a value depends on its numbers alone.
fn reads_memory(rt: RtFn) -> bool {
    rt.params().iter().any(|ty| match ty {
        RtTy::Ctx | RtTy::Sp | RtTy::Value | RtTy::Ptr => true,
        RtTy::I32 | RtTy::U32 | RtTy::Kind(_) | RtTy::I64 | RtTy::F64 | RtTy::Void => false,
    })
}

/// Errors, and the slow paths of what compiled code does inline.
fn is_cold(rt: RtFn) -> bool {
    rt.name().starts_with("rt_throw_") || rt == RtFn::rt_gc_poll
}
