//! Calls of the runtime on unlikely paths, which leave the registers alone.
//!
//! A call in C's convention costs the likely path, too: what lives across it is moved into registers that the function
//! saves at its entry, and back. Functions with such calls in many places spend more on that than on their work. So the
//! call goes to a function that saves every register itself (LLVM's `preserve_mostcc`) and calls the runtime's: one for
//! each function of the runtime, which the linker keeps once.

use inkwell::module::{Linkage, Module};
use inkwell::targets::TargetTriple;
use inkwell::values::{BasicMetadataValueEnum, BasicValue, FunctionValue};
use inkwell::{GlobalVisibility, comdat::ComdatSelectionKind};
use yarrow_lir::RtFn;

use crate::error::LlvmError;
use crate::marks::Marks;

/// LLVM's number of `preserve_mostcc`.
pub(crate) const PRESERVE_MOST: u32 = 14;

/// Functions that sites which miss their caches call each time: saving the registers made a twentieth of programs with many such sites.
/// They are called so by functions alone that seldom call anything, and so have no registers to save else.
const OFTEN: [&str; 6] = ["rt_get_", "rt_set_", "rt_private_", "rt_super_", "rt_iter_", "rt_delegate_"];

/// Is the function called seldom where its call is unlikely?
pub(crate) fn is_rare(rt: RtFn) -> bool {
    !OFTEN.iter().any(|prefix| rt.name().starts_with(prefix))
}

/// Object files of this target fold functions of one name by groups.
pub(crate) fn has_groups(triple: &TargetTriple) -> bool {
    let name = triple.as_str().to_string_lossy();
    !["apple", "darwin", "macos"].iter().any(|part| name.contains(part))
}

/// The function that saves the registers and calls `callee`.
pub(crate) fn make_saving<'ctx>(
    (module, marks): (&Module<'ctx>, &Marks<'ctx>),
    rt: RtFn,
    callee: FunctionValue<'ctx>,
    groups: bool,
) -> Result<FunctionValue<'ctx>, LlvmError> {
    let name = format!("yarrow.saving.{}", rt.name());
    let value = module.add_function(&name, callee.get_type(), Some(Linkage::LinkOnceODR));
    value.set_call_conventions(PRESERVE_MOST);
    let global = value.as_global_value();
    global.set_visibility(GlobalVisibility::Hidden);
    if groups {
        let group = module.get_or_insert_comdat(&name);
        group.set_selection_kind(ComdatSelectionKind::Any);
        global.set_comdat(group);
    }
    marks.mark_saving(value, rt);
    let context = module.get_context();
    let builder = context.create_builder();
    builder.position_at_end(context.append_basic_block(value, "frame"));
    let args: Vec<BasicMetadataValueEnum<'ctx>> = value.get_param_iter().map(Into::into).collect();
    let result = builder.build_direct_call(callee, &args, "")?.try_as_basic_value().basic();
    builder.build_return(result.as_ref().map(|r| r as &dyn BasicValue<'ctx>))?;
    Ok(value)
}
