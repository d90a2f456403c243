//! The top level of scripts and of eval code: declarations that go to the scopes around, and completion
//! values.
//!
//! GlobalDeclarationInstantiation, 16.1.7, and EvalDeclarationInstantiation, 19.2.1.3, stand at the head of the
//! one function that the top level becomes. The completion value is a register that every statement with a
//! value assigns; a statement that would have `undefined` for want of one assigns that first (UpdateEmpty).

use oxc_ast::ast::Statement;
use yarrow_mir::{
    Const, Deletable, FuncId, FunctionKind, GlobalDeclaration, GlobalId, Inst, Mutability, Op, StrId, Terminator, Type,
    VReg,
};

use super::context::FnCx;
use super::scope::links;
use super::using::using_in;
use super::{Initial, Lower};
use crate::analyze::{Constant, Storage, UnitId, VarTarget};

/// Is the completion value asked for?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    Drop,
    /// The first so many bytes of the source were added to it.
    Keep {
        added: usize,
    },
}

/// What the top level is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopLevel {
    Script,
    Eval,
}

impl<'a> Lower<'a, '_> {
    /// Lowers a script or eval code to the program's `init`.
    pub fn lower_script(mut self, top: TopLevel, completion: Completion) -> FuncId {
        let module = &self.modules[self.module];
        let program = module.program;
        let unit = self.analysis.unit(UnitId(0));
        self.f.b.function.name = module.path.display().to_string();
        self.f.b.function.loc = self.loc(0);
        self.f.b.function.source = (0, program.span.end);
        self.f.b.function.strict = unit.strict;
        self.f.kind = FunctionKind::Script;
        self.f.b.function.kind = FunctionKind::Script;
        self.at(0);
        if unit.needs_env() {
            self.f.outer = links(&self.analysis.outer_envs);
            self.f.closure_env = Some(self.op(Op::Env, &[]));
        }
        if let Completion::Keep { added } = completion {
            let value = self.f.b.vreg(Type::Value);
            // A directive is an expression statement, too.
            let directive = program.directives.iter().rfind(|d| d.span.start as usize >= added);
            let first = match directive {
                Some(d) => {
                    let text = self.js_string(d.expression.value.as_str(), d.expression.lone_surrogates);
                    Const::Str(text)
                }
                None => Const::Undefined,
            };
            self.f.b.op_to(Op::Const(first), value, &[]);
            self.f.completion = Some(value);
        }
        let root = module.scoping.root_scope_id().index();
        self.initialise_lexicals();
        self.open_scope(root);
        self.declare_vars(root);
        self.open_variables(root);
        match top {
            TopLevel::Script => self.declare_globally(&program.body, Deletable::No),
            TopLevel::Eval if unit.strict => self.hoist_functions(&program.body),
            TopLevel::Eval => self.declare_globally(&program.body, Deletable::Yes),
        }
        self.disposing(using_in(&program.body), |l| l.statements(&program.body));
        self.close_scope(root);
        let value = match self.f.completion {
            Some(value) => value,
            None => self.undefined(),
        };
        self.f.b.terminate(Terminator::Return(value));
        self.initialise_globals_first();
        let FnCx { b, .. } = self.f;
        self.program.functions.push(b.finish())
    }

    /// Variables of the top level that inner functions use are globals of the program.
    fn initialise_lexicals(&mut self) {
        for (i, var) in self.analysis.vars.iter().enumerate() {
            let Storage::Global(g) = var.storage else { continue };
            // A script's own are uninitialised once they are declared.
            let declared = self.analysis.top_is_script && self.analysis.top.lexicals.iter().any(|(_, v)| v.0 == i);
            if !var.shared || declared {
                continue;
            }
            let checked = var.checked && var.tdz != crate::analyze::Tdz::Never;
            self.initial.push((g, if checked { Initial::Tdz } else { Initial::Undefined }));
        }
    }

    /// What globals hold before anything runs, in front of everything.
    fn initialise_globals_first(&mut self) {
        let f = &mut self.f.b.function;
        let loc = f.loc;
        let mut insts = Vec::new();
        let mut store = |f: &mut yarrow_mir::Function, g: GlobalId, op: Op, args: &[VReg]| {
            let v = f.new_vreg(Type::Value);
            insts.push(Inst::new(op, Some(v), args.iter().copied(), loc));
            insts.push(Inst::new(Op::StoreGlobal(g), None, [v], loc));
        };
        for (g, state) in self.initial.iter() {
            let op = match state {
                Initial::Tdz => Op::Const(Const::Tdz),
                Initial::True => Op::Const(Const::Bool(true)),
                Initial::Undefined
                | Initial::Function(_)
                | Initial::Namespace(_)
                | Initial::Meta(_)
                | Initial::JsonParse => Op::Const(Const::Undefined),
            };
            store(f, *g, op, &[]);
        }
        let entry = f.entry;
        f.blocks[entry].insts.splice(0..0, insts);
    }

    /// Declarations that become visible around the script or the sloppy eval code.
    fn declare_globally(&mut self, body: &'a [Statement<'a>], deletable: Deletable) {
        let top = &self.analysis.top;
        let target = |name: &str| top.targets.get(name).copied().unwrap_or(VarTarget::Global);
        let is_global = |name: &str| target(name) == VarTarget::Global;
        if deletable == Deletable::No {
            for (name, _) in &top.lexicals {
                let name = self.str(name);
                self.f.b.effect(Op::CheckGlobal(GlobalDeclaration::Lexical, name), &[]);
            }
        }
        for (name, _) in top.functions.iter().rev().filter(|(n, _)| is_global(n)) {
            let name = self.str(name);
            self.f.b.effect(Op::CheckGlobal(GlobalDeclaration::Function, name), &[]);
        }
        for name in top.vars.iter().filter(|n| is_global(n)) {
            let name = self.str(name);
            self.f.b.effect(Op::CheckGlobal(GlobalDeclaration::Var, name), &[]);
        }
        for name in &top.block_functions {
            self.declare_block_function(name, target(name), deletable);
        }
        if deletable == Deletable::No {
            for (name, var) in &top.lexicals {
                let var = self.analysis.var(*var);
                let Storage::Global(g) = var.storage else { continue };
                let mutability = if var.constant == Constant::No { Mutability::Mutable } else { Mutability::Constant };
                let name = self.str(name);
                self.f.b.effect(Op::DeclareGlobalLexical(name, g, mutability), &[]);
            }
        }
        for s in body {
            let mut s = s;
            while let Statement::LabeledStatement(l) = s {
                s = &l.body;
            }
            let Statement::FunctionDeclaration(f) = s else { continue };
            let Some((name, _)) = top.functions.iter().find(|(_, at)| *at == crate::analyze::address(&**f)) else {
                continue;
            };
            let closure = self.function(f, name);
            let text = self.str(name);
            match target(name) {
                VarTarget::Var(var) => self.init_var(var, closure),
                VarTarget::Object(object) => {
                    let object = self.load_raw(object);
                    self.f.b.effect(Op::InitProp(text), &[object, closure]);
                }
                VarTarget::Global => self.f.b.effect(Op::DeclareGlobalFunction(text, deletable), &[closure]),
            }
        }
        for name in &top.vars {
            let text = self.str(name);
            match target(name) {
                VarTarget::Var(_) => {}
                VarTarget::Object(object) => {
                    let object = self.load_raw(object);
                    self.declare_in_object(object, text);
                }
                VarTarget::Global => self.f.b.effect(Op::DeclareGlobalVar(text, deletable), &[]),
            }
        }
    }

    /// A variable of the object scope, `undefined` unless it is there.
    fn declare_in_object(&mut self, object: VReg, name: StrId) {
        let has = self.f.b.op(Op::WithHas(name), Type::Bool, &[object]);
        let (absent, done) = (self.f.b.new_block(), self.f.b.new_block());
        self.f.b.branch(has, done, absent);
        self.f.b.switch_to(absent);
        let undefined = self.undefined();
        self.f.b.effect(Op::InitProp(name), &[object, undefined]);
        self.continue_in(done);
    }

    /// B.3.2.2 and B.3.2.3: a function in a block declares a variable where that is possible.
    fn declare_block_function(&mut self, name: &'a str, target: VarTarget, deletable: Deletable) {
        let text = self.str(name);
        match target {
            VarTarget::Var(_) => {}
            VarTarget::Object(object) => {
                let object = self.load_raw(object);
                self.declare_in_object(object, text);
            }
            VarTarget::Global => {
                let possible = self.f.b.vreg(Type::Bool);
                let (refused, done) = (self.f.b.new_block(), self.f.b.new_block());
                let outer = self.continue_under(Some(refused));
                self.f.b.effect(Op::CheckGlobal(GlobalDeclaration::Var, text), &[]);
                self.f.b.set_handler(outer);
                let declare = self.f.b.new_block();
                self.continue_in(declare);
                self.f.b.effect(Op::DeclareGlobalVar(text, deletable), &[]);
                self.f.b.op_to(Op::Const(Const::Bool(true)), possible, &[]);
                self.f.b.jump(done);
                self.f.b.switch_to(refused);
                self.op(Op::Catch, &[]);
                self.f.b.op_to(Op::Const(Const::Bool(false)), possible, &[]);
                self.continue_in(done);
                self.f.block_functions.insert(name.to_owned(), possible);
            }
        }
    }

    /// Gives the global variable of a function in a block its value.
    pub fn store_block_function(&mut self, name: &str, text: StrId, value: VReg) {
        let Some(possible) = self.f.block_functions.get(name).copied() else {
            self.f.b.effect(Op::StoreBuiltin(text), &[value]);
            return;
        };
        let (store, done) = (self.f.b.new_block(), self.f.b.new_block());
        self.f.b.branch(possible, store, done);
        self.f.b.switch_to(store);
        self.f.b.effect(Op::StoreBuiltin(text), &[value]);
        self.continue_in(done);
    }

    /// Before a statement: one that completes with `undefined` for want of a value.
    pub fn begin_completion(&mut self, s: &Statement<'a>) {
        let valued = s.is_iteration_statement()
            || matches!(
                s,
                Statement::IfStatement(_)
                    | Statement::SwitchStatement(_)
                    | Statement::TryStatement(_)
                    | Statement::WithStatement(_)
            );
        if valued {
            self.clear_completion();
        }
    }

    pub fn clear_completion(&mut self) {
        if let Some(value) = self.f.completion {
            self.f.b.op_to(Op::Const(Const::Undefined), value, &[]);
        }
    }

    /// Runs a `finally` block: what it completes with does not count, unless it jumps away.
    pub fn aside_completion(&mut self, finalizer: impl FnOnce(&mut Self)) {
        let Some(value) = self.f.completion else { return finalizer(self) };
        let kept = self.op(Op::Copy, &[value]);
        self.clear_completion();
        finalizer(self);
        self.f.b.copy_to(value, kept);
    }
}
