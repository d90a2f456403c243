//! Modules to MIR.
//!
//! Every unit of a module becomes one function. `init` runs them: it first puts every global in
//! its initial state, so that modules of a cycle see each other's hoisted functions and
//! uninitialised bindings, then calls the top levels in order of evaluation.

mod assign;
mod call;
mod chain;
mod class;
mod expr;
mod function;
mod jump;
mod literal;
mod loops;
mod operator;
mod pattern;
mod scope;
mod stmt;

use std::collections::{HashMap, HashSet};

use oxc_ast::ast::{
    Declaration, ExportDefaultDeclaration, ExportDefaultDeclarationKind, Expression, ModuleDeclaration,
};
use oxc_span::{GetSpan, Span};
use yarrow_diag::{Diagnostic, SourceMap};
use yarrow_mir::{
    Builder, Const, FuncId, Function, FunctionKind, GlobalData, GlobalId, Loc, Op, Program as Mir, StrId, Terminator,
    Type, VReg,
};

use crate::analyze::{Analysis, Constant, Storage, Tdz, UnitId};
use crate::link::Linked;
use crate::load::{Graph, Module, ModuleIx};
use function::FnCx;

/// State of a global before any module runs.
enum Initial {
    Undefined,
    Tdz,
    Function(FuncId),
    Namespace(u32),
}

/// What `super()` must know of the constructor around it.
#[derive(Clone, Copy, Debug)]
struct Constructor {
    derived: bool,
    has_fields: bool,
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
    f: FnCx<'a>,
}

pub fn lower(graph: &mut Graph<'_>, linked: &Linked, program: &mut Mir) {
    let mut initial = Vec::new();
    let mut bodies = Vec::new();
    for &ix in &graph.order {
        let module = &graph.modules[ix];
        if module.analysis.units.is_empty() {
            continue;
        }
        let lower = Lower {
            module: ix,
            modules: &graph.modules,
            analysis: &module.analysis,
            linked,
            sources: &graph.sources,
            program,
            diagnostics: &mut graph.diagnostics,
            initial: &mut initial,
            constructors: HashMap::new(),
            f: FnCx::new(Function::new("", FunctionKind::Module), UnitId(0), None),
        };
        bodies.push(lower.lower_module());
    }
    for ((m, v), ns) in &linked.namespace_globals {
        if let Storage::Global(g) = graph.modules[*m].analysis.var(*v).storage {
            initial.push((g, Initial::Namespace(*ns)));
        }
    }
    program.init = Some(build_init(program, &linked.namespace_objects, &initial, &bodies));
}

fn build_init(
    program: &mut Mir,
    namespace_objects: &[GlobalId],
    initial: &[(GlobalId, Initial)],
    bodies: &[FuncId],
) -> FuncId {
    let mut b = Builder::new(Function::new("init", FunctionKind::Module));
    for (ns, global) in (0..).zip(namespace_objects) {
        let v = b.op(Op::Namespace(ns), Type::Value, &[]);
        b.effect(Op::StoreGlobal(*global), &[v]);
    }
    let functions: HashSet<GlobalId> =
        initial.iter().filter(|(_, s)| matches!(s, Initial::Function(_))).map(|(g, _)| *g).collect();
    for (global, state) in initial {
        if matches!(state, Initial::Undefined) && functions.contains(global) {
            continue;
        }
        let v = match state {
            Initial::Undefined => b.constant(Const::Undefined),
            Initial::Tdz => b.constant(Const::Tdz),
            Initial::Function(f) => {
                let env = b.constant(Const::Undefined);
                b.op(Op::Closure(*f), Type::Value, &[env])
            }
            Initial::Namespace(ns) => b.op(Op::LoadGlobal(namespace_objects[*ns as usize]), Type::Value, &[]),
        };
        b.effect(Op::StoreGlobal(*global), &[v]);
    }
    for f in bodies {
        b.op(Op::CallKnown(*f), Type::Value, &[]);
    }
    let undefined = b.constant(Const::Undefined);
    b.terminate(Terminator::Return(undefined));
    program.functions.push(b.finish())
}

impl<'a> Lower<'a, '_> {
    fn lower_module(mut self) -> FuncId {
        let module = &self.modules[self.module];
        let program = module.program;
        self.f.b.function.name = module.path.display().to_string();
        self.f.b.function.loc = self.loc(0);
        self.f.b.function.source = (0, program.span.end);
        self.initialise_globals();
        let root = module.scoping.root_scope_id().index();
        self.open_scope(root);
        self.declare_vars(root, &[]);
        self.hoist_functions(&program.body);
        self.statements(&program.body);
        self.close_scope(root);
        let undefined = self.undefined();
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
                other => self.ts_declaration(other),
            },
            ModuleDeclaration::ExportDefaultDeclaration(d) => self.export_default(d),
            ModuleDeclaration::ImportDeclaration(d) => {
                if d.phase.is_some() {
                    self.unsupported(d.span, "import phase");
                }
                if let Some(with) = &d.with_clause {
                    self.unsupported(with.span, "import attributes");
                }
            }
            ModuleDeclaration::ExportNamedDeclaration(_)
            | ModuleDeclaration::ExportAllDeclaration(_)
            | ModuleDeclaration::ExportFromDeclaration(_) => {}
            ModuleDeclaration::TSExportAssignment(d) => {
                self.unsupported(d.span, "export =");
            }
            ModuleDeclaration::TSNamespaceExportDeclaration(d) => {
                self.unsupported(d.span, "export as namespace");
            }
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
        let global = self.program.globals.push(GlobalData { name: name.to_owned() });
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

    fn ts_declaration(&mut self, d: &'a Declaration<'a>) {
        let what = match d {
            Declaration::TSEnumDeclaration(d) if !d.declare => "enum",
            Declaration::TSNamespaceDeclaration(d) if !d.declare => "namespace",
            Declaration::TSExternalModuleDeclaration(d) if !d.declare => "module",
            Declaration::TSImportEqualsDeclaration(_) => "import =",
            _ => return,
        };
        self.unsupported(d.span(), what);
    }
}
