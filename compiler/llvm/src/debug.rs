//! DWARF line tables: one compile unit a module, one subprogram a function, one location an
//! instruction, so that debuggers and profilers show the source. No variables.

use std::path::Path;

use inkwell::context::Context;
use inkwell::debug_info::{
    AsDIScope, DIFile, DIFlags, DIFlagsConstants, DILocation, DIScope, DISubprogram, DWARFEmissionKind,
    DWARFSourceLanguage, DebugInfoBuilder,
};
use inkwell::module::{FlagBehavior, Module};
use inkwell::values::FunctionValue;
use yarrow_lir::{self as lir, Linkage, Loc};

use crate::options::Options;
use yarrow_lir::OptLevel;

/// Version of LLVM's debug metadata, which a module must state.
const DEBUG_METADATA_VERSION: u64 = 3;
/// Valgrind, before its version 3.22, takes LLVM's forms of version 5 for a corrupt file.
const DWARF_VERSION: u64 = 4;

pub(crate) struct DebugInfo<'ctx> {
    builder: DebugInfoBuilder<'ctx>,
    context: &'ctx Context,
    files: Vec<DIFile<'ctx>>,
    optimised: bool,
}

/// The scopes of one function's locations.
pub(crate) struct FunctionScopes<'ctx> {
    subprogram: DISubprogram<'ctx>,
    own_file: u16,
    loc: Loc,
    /// Scopes of code that comes from other files, by file.
    foreign: Vec<(u16, DIScope<'ctx>)>,
}

impl<'ctx> DebugInfo<'ctx> {
    pub(crate) fn new(context: &'ctx Context, module: &Module<'ctx>, lir: &lir::Module, options: &Options) -> Self {
        let word = |value| context.i32_type().const_int(value, false);
        let version = word(DEBUG_METADATA_VERSION);
        module.add_basic_value_flag("Debug Info Version", FlagBehavior::Warning, version);
        module.add_basic_value_flag("Dwarf Version", FlagBehavior::Warning, word(DWARF_VERSION));

        let optimised = options.opt != OptLevel::O0;
        let (directory, name) = split_path(lir.files.first().map_or(&*lir.name, |f| f));
        // DWARF has no code for the source language; debuggers parse expressions as C then.
        let (builder, unit) = module.create_debug_info_builder(
            true,
            DWARFSourceLanguage::C11,
            &name,
            &directory,
            "yarrow",
            optimised,
            "",
            0,
            "",
            DWARFEmissionKind::LineTablesOnly,
            0,
            false,
            true,
            "",
            "",
        );
        let mut files: Vec<_> = lir
            .files
            .iter()
            .map(|path| {
                let (directory, name) = split_path(path);
                builder.create_file(&name, &directory)
            })
            .collect();
        if files.is_empty() {
            files.push(unit.get_file());
        }
        DebugInfo { builder, context, files, optimised }
    }

    pub(crate) fn begin_function(&self, function: FunctionValue<'ctx>, lir: &lir::Function) -> FunctionScopes<'ctx> {
        let file = self.file(lir.loc.file);
        let ty = self.builder.create_subroutine_type(file, None, &[], DIFlags::PUBLIC);
        let subprogram = self.builder.create_function(
            file.as_debug_info_scope(),
            &lir.name,
            None,
            file,
            lir.loc.line,
            ty,
            lir.linkage == Linkage::Local,
            true,
            lir.loc.line,
            DIFlags::PUBLIC,
            self.optimised,
        );
        function.set_subprogram(subprogram);
        FunctionScopes { subprogram, own_file: lir.loc.file, loc: lir.loc, foreign: Vec::new() }
    }

    /// The location of an instruction: its own, or the function's if it has none.
    pub(crate) fn location(&self, scopes: &mut FunctionScopes<'ctx>, loc: Loc) -> DILocation<'ctx> {
        let loc = if loc.line == 0 { Loc { column: 0, ..scopes.loc } } else { loc };
        let scope = self.scope(scopes, loc);
        self.builder.create_debug_location(self.context, loc.line, u32::from(loc.column), scope, None)
    }

    /// Must be called once the last location is made.
    pub(crate) fn finish(&self) {
        self.builder.finalize();
    }

    fn scope(&self, scopes: &mut FunctionScopes<'ctx>, loc: Loc) -> DIScope<'ctx> {
        let whole = scopes.subprogram.as_debug_info_scope();
        if loc.file == scopes.own_file {
            return whole;
        }
        if let Some((_, scope)) = scopes.foreign.iter().find(|(file, _)| *file == loc.file) {
            return *scope;
        }
        let file = self.file(loc.file);
        let block = self.builder.create_lexical_block(whole, file, loc.line, u32::from(loc.column));
        let scope = block.as_debug_info_scope();
        scopes.foreign.push((loc.file, scope));
        scope
    }

    fn file(&self, index: u16) -> DIFile<'ctx> {
        self.files.get(usize::from(index)).copied().unwrap_or(self.files[0])
    }
}

fn split_path(path: &str) -> (String, String) {
    let path = Path::new(path);
    let text = |part: Option<&std::ffi::OsStr>| part.map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    let directory = path.parent().map(|p| p.as_os_str());
    (text(directory), text(path.file_name()))
}
