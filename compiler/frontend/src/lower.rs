//! Modules to MIR.
//!
//! Every unit of a module becomes one function. `init` runs them: it first puts every global in
//! its initial state, so that modules of a cycle see each other's hoisted functions and
//! uninitialised bindings, then calls the top levels in order of evaluation.

mod assign;
mod asynchronous;
mod call;
mod chain;
mod class;
mod constants;
mod context;
mod dynamic;
mod eval;
mod evaluation;
mod expr;
mod function;
mod imports;
mod jump;
mod literal;
mod loops;
mod made;
mod modules;
mod operator;
mod pattern;
mod program;
mod scope;
mod script;
mod stmt;
mod using;

use std::collections::{HashMap, HashSet};

use oxc_ast::ast::{
    Declaration, ExportDefaultDeclaration, ExportDefaultDeclarationKind, Expression, ModuleDeclaration,
};
use oxc_span::Span;
use yarrow_diag::{Diagnostic, SourceMap};
use yarrow_mir::{Const, FuncId, GlobalData, GlobalId, Loc, Op, Program as Mir, StrId, Terminator, Type, VReg};

use crate::analyze::{Analysis, Constant, Storage, Tdz, UnitId};
use crate::link::Linked;
use crate::load::{Module, ModuleIx};
use context::FnCx;

pub use program::{lower, lower_eval};

/// State of a global before any module runs.
enum Initial {
    Undefined,
    Tdz,
    Function(FuncId),
    Namespace(u32),
    True,
    /// `import.meta` of a module.
    Meta(ModuleIx),
    /// The function that JSON files are parsed with.
    JsonParse,
}

/// What `super()` must know of the constructor around it.
#[derive(Clone, Debug)]
struct Constructor {
    derived: bool,
    fields: FieldsStart,
    name: String,
}

/// When a constructor defines the fields of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FieldsStart {
    /// There are none.
    Never,
    /// With the object, or when `super()` returns.
    AtOnce,
    /// At the empty statement that marks the place.
    AtMark,
}

/// Lowers one module; `f` is the function being built.
struct Lower<'a, 'g> {
    module: ModuleIx,
    modules: &'g [Module<'a>],
    analysis: &'g Analysis<'a>,
    linked: &'g Linked,
    sources: &'g SourceMap,
    program: &'g mut Mir,
    diagnostics: &'g mut Vec<Diagnostic>,
    initial: &'g mut Vec<(GlobalId, Initial)>,
    constructors: HashMap<UnitId, Constructor>,
    /// Array and object literals known to have other members than constants, by their starts.
    computed_literals: HashSet<u32>,
    f: FnCx<'a>,
}

impl<'a> Lower<'a, '_> {
    fn lower_module(mut self) -> FuncId {
        let module = &self.modules[self.module];
        let program = module.program;
        self.f.b.function.name = self.sources.name(module.file).to_owned();
        self.f.b.function.loc = self.loc(0);
        self.f.b.function.source = (0, program.span.end);
        self.f.b.function.strict = self.analysis.unit(UnitId(0)).strict;
        self.initialise_globals();
        let root = module.scoping.root_scope_id().index();
        self.open_scope(root);
        self.declare_vars(root);
        self.open_variables(root);
        self.bind_commonjs();
        self.hoist_functions(&program.body);
        self.scope_statements(&program.body);
        self.close_scope(root);
        let undefined = self.undefined();
        if let Some(waits) = self.waits() {
            self.f.b.effect(Op::StoreGlobal(waits), &[undefined]);
        }
        self.f.b.terminate(Terminator::Return(undefined));
        let FnCx { b, .. } = self.f;
        self.program.functions.push(b.finish())
    }

    /// Globals of this module that no hoisted function fills.
    fn initialise_globals(&mut self) {
        for var in &self.analysis.vars {
            let Storage::Global(g) = var.storage else { continue };
            if !var.shared || var.constant == Constant::Yes && var.tdz == Tdz::Never {
                continue;
            }
            let checked = var.checked && var.tdz != Tdz::Never;
            self.initial.push((g, if checked { Initial::Tdz } else { Initial::Undefined }));
        }
    }

    fn module_declaration(&mut self, d: &'a ModuleDeclaration<'a>) {
        match d {
            ModuleDeclaration::ExportDeclaration(d) => match &d.declaration {
                Declaration::VariableDeclaration(d) => self.variable_declaration(d),
                Declaration::FunctionDeclaration(_) => {}
                Declaration::ClassDeclaration(c) => self.class_declaration(c),
                // Those of TypeScript that are left are types.
                _ => {}
            },
            ModuleDeclaration::ExportDefaultDeclaration(d) => self.export_default(d),
            ModuleDeclaration::ImportDeclaration(d) => {
                if d.phase.is_some() {
                    self.unsupported(d.span, "import phase");
                }
            }
            ModuleDeclaration::ExportNamedDeclaration(_)
            | ModuleDeclaration::ExportAllDeclaration(_)
            | ModuleDeclaration::ExportFromDeclaration(_)
            | ModuleDeclaration::TSExportAssignment(_)
            | ModuleDeclaration::TSNamespaceExportDeclaration(_) => {}
        }
    }

    fn export_default(&mut self, d: &'a ExportDefaultDeclaration<'a>) {
        let value = match &d.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(_)
            | ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => return,
            ExportDefaultDeclarationKind::ClassDeclaration(c) if c.id.is_some() => {
                return self.class_declaration(c);
            }
            ExportDefaultDeclarationKind::ClassDeclaration(c) => self.class(c, "default"),
            e => {
                let e: &'a Expression<'a> = e.to_expression();
                self.named_expr(e, "default")
            }
        };
        if let Some(var) = self.analysis.default_export {
            self.init_var(var, value);
        }
    }

    fn loc(&self, at: u32) -> Loc {
        let file = self.modules[self.module].file;
        let p = self.sources.position(file, at);
        Loc {
            file: u16::try_from(file.0).unwrap_or(u16::MAX),
            line: p.line,
            column: u16::try_from(p.column).unwrap_or(u16::MAX),
            inlined: Default::default(),
        }
    }

    /// Position of the instructions that follow.
    fn at(&mut self, offset: u32) {
        let loc = self.loc(offset);
        self.f.b.set_loc(loc);
    }

    fn str(&mut self, s: &str) -> StrId {
        self.program.strings.intern(s)
    }

    fn undefined(&mut self) -> VReg {
        self.f.b.constant(Const::Undefined)
    }

    fn string(&mut self, s: &str) -> VReg {
        let id = self.str(s);
        self.f.b.constant(Const::Str(id))
    }

    /// An instruction with a value as its result.
    fn op(&mut self, op: Op, args: &[VReg]) -> VReg {
        self.f.b.op(op, Type::Value, args)
    }

    fn new_global(&mut self, name: &str) -> GlobalId {
        let global = self.program.globals.push(GlobalData::new(name));
        self.initial.push((global, Initial::Undefined));
        global
    }

    /// Reports a construct that is not supported; stands for its value.
    fn unsupported(&mut self, span: Span, what: &str) -> VReg {
        self.error(span, format!("`{what}` is not supported yet"));
        self.undefined()
    }

    fn error(&mut self, span: Span, message: String) {
        let span = yarrow_diag::Span { file: self.modules[self.module].file, start: span.start, end: span.end };
        self.diagnostics.push(Diagnostic::error(message).with_label(span, ""));
    }
}
