//! Variables: registers, environment slots, globals; scopes and their environments.

use std::rc::Rc;

use oxc_ast::ast::{
    BindingIdentifier, Declaration, ExportDefaultDeclarationKind, Function, IdentifierReference, Statement,
};
use yarrow_abi::kinds::ErrorKind;
use yarrow_mir::{Const, FunctionKind, Op, Terminator, Type, VReg};

use super::context::EnvLink;
use super::{Initial, Lower};
use crate::analyze::{Implicit, ScopeIx, Storage, UnitKind, VarId};

/// Environments around eval code, innermost first.
pub fn links(scopes: &[ScopeIx]) -> Option<Rc<EnvLink>> {
    scopes.iter().rev().fold(None, |outer, scope| Some(Rc::new(EnvLink { scope: *scope, outer })))
}

/// The scopes whose environments they are, innermost first.
pub fn linked_scopes(link: Option<&Rc<EnvLink>>) -> Vec<ScopeIx> {
    let mut scopes = Vec::new();
    let mut next = link;
    while let Some(l) = next {
        scopes.push(l.scope);
        next = l.outer.as_ref();
    }
    scopes
}

pub const THIS_UNINITIALISED: &str =
    "Must call super constructor in derived class before accessing 'this' or returning from derived constructor";

impl<'a> Lower<'a, '_> {
    /// The variable that an identifier names; none for a property of the global object.
    /// Names that only an object at run time can tell have none either: see `objects_of`.
    pub fn resolve(&self, id: &IdentifierReference<'a>) -> Option<VarId> {
        let binding = self.analysis.reference(id.reference_id.get()?)?;
        if binding.objects.is_empty() { binding.var } else { None }
    }

    /// The variable of a declaration but `var`, which may be a global or go through a `with`.
    pub fn declared(&self, id: &BindingIdentifier<'a>) -> VarId {
        self.analysis.declared(id).expect("every declaration but those of scripts declares a variable")
    }

    /// The register of a variable that has one.
    fn register(&mut self, v: VarId) -> VReg {
        if let Some(r) = self.f.registers.get(&v) {
            return *r;
        }
        let r = self.f.b.function.new_named_vreg(Type::Value, &self.analysis.var(v).name);
        self.f.registers.insert(v, r);
        self.f.variables.insert(r, v);
        r
    }

    /// Reads without a check.
    pub fn load_raw(&mut self, v: VarId) -> VReg {
        match self.analysis.var(v).storage {
            Storage::Register => self.register(v),
            Storage::Env(slot) => {
                let env = self.env_of(self.analysis.var(v).scope);
                self.op(Op::LoadEnv(slot), &[env])
            }
            Storage::Global(g) => self.op(Op::LoadGlobal(g), &[]),
            Storage::Namespace(n) => self.op(Op::LoadGlobal(self.linked.namespace_objects[n as usize]), &[]),
            Storage::Broken => self.undefined(),
        }
    }

    /// Reads for a use at this offset.
    pub fn load_var(&mut self, v: VarId, at: u32) -> VReg {
        let value = self.load_raw(v);
        if self.analysis.needs_check(v, self.f.unit, at) {
            let name = self.program.strings.intern(&self.analysis.var(v).name);
            self.f.b.effect(Op::CheckTdz(name), &[value]);
        }
        value
    }

    /// Initialises or hidden assignment: no checks.
    pub fn init_var(&mut self, v: VarId, value: VReg) {
        match self.analysis.var(v).storage {
            Storage::Register => {
                let r = self.register(v);
                if r != value {
                    self.f.b.copy_to(r, value);
                }
            }
            Storage::Env(slot) => {
                let env = self.env_of(self.analysis.var(v).scope);
                self.f.b.effect(Op::StoreEnv(slot), &[env, value]);
            }
            Storage::Global(g) => self.f.b.effect(Op::StoreGlobal(g), &[value]),
            Storage::Namespace(_) | Storage::Broken => {}
        }
    }

    /// As `init_var` of a value just computed into a fresh register: where the variable has a
    /// register, the value is computed into it directly. Answers where the value is now.
    pub fn init_var_fresh(&mut self, v: VarId, value: VReg) -> VReg {
        if self.analysis.var(v).storage == Storage::Register && !self.f.variables.contains_key(&value) {
            let r = self.register(v);
            let current = self.f.b.current();
            let reachable = !self.f.b.is_terminated();
            if reachable
                && let Some(last) = self.f.b.function.blocks[current].insts.last_mut()
                && last.dst == Some(value)
            {
                last.dst = Some(r);
                return r;
            }
        }
        self.init_var(v, value);
        value
    }

    /// The environment of a scope around this place.
    pub fn env_of(&mut self, scope: ScopeIx) -> VReg {
        if let Some((_, env)) = self.f.envs.iter().rev().find(|(s, _)| *s == scope) {
            return *env;
        }
        let mut env = self.f.closure_env.expect("a unit that uses an outer environment is given one");
        let mut link = self.f.outer.clone();
        while let Some(l) = link {
            if l.scope == scope {
                return env;
            }
            env = self.op(Op::LoadEnv(0), &[env]);
            link = l.outer.clone();
        }
        unreachable!("scope {scope} of a captured variable is not around its use")
    }

    /// The innermost environment here, for a closure; none where there is none.
    pub fn current_env(&self) -> Option<VReg> {
        self.f.envs.last().map(|(_, env)| *env).or(self.f.closure_env)
    }

    /// The chain of environments that a closure made here sees.
    pub fn env_chain(&self) -> Option<Rc<EnvLink>> {
        let outer = if self.f.closure_env.is_some() { self.f.outer.clone() } else { None };
        self.f.envs.iter().fold(outer, |outer, (scope, _)| Some(Rc::new(EnvLink { scope: *scope, outer })))
    }

    /// Makes the environment of a scope, if any of its variables needs one.
    fn open_env(&mut self, scope: ScopeIx) {
        let slots = self.analysis.scope_env[scope].len();
        if slots == 0 {
            return;
        }
        let env = self.new_env(slots);
        self.f.envs.push((scope, env));
    }

    fn new_env(&mut self, slots: usize) -> VReg {
        let slots = u32::try_from(slots + 1).expect("fewer than 2^32 variables");
        let env = self.op(Op::NewEnv(slots), &[]);
        if let Some(outer) = self.current_env() {
            self.f.b.effect(Op::StoreEnv(0), &[env, outer]);
        }
        env
    }

    /// Enters a scope: its environment, and the markers of bindings not yet initialised.
    pub fn open_scope(&mut self, scope: ScopeIx) {
        self.open_env(scope);
        for &v in &self.analysis.scopes[scope].lexicals {
            let var = self.analysis.var(v);
            let local = matches!(var.storage, Storage::Register | Storage::Env(_));
            if local && var.checked {
                let tdz = self.f.b.constant(Const::Tdz);
                self.init_var(v, tdz);
            }
        }
    }

    pub fn close_scope(&mut self, scope: ScopeIx) {
        if self.f.envs.last().is_some_and(|(s, _)| *s == scope) {
            self.f.envs.pop();
        }
    }

    /// CreatePerIterationEnvironment: a new environment with the same values.
    pub fn copy_env(&mut self, scope: ScopeIx) {
        let slots = self.analysis.scope_env[scope].len();
        if slots == 0 {
            return;
        }
        let (_, old) = self.f.envs.pop().expect("the loop's environment is open");
        let new = self.new_env(slots);
        for slot in 1..=u32::try_from(slots).expect("fewer than 2^32 variables") {
            let v = self.op(Op::LoadEnv(slot), &[old]);
            self.f.b.effect(Op::StoreEnv(slot), &[new, v]);
        }
        self.f.b.copy_to(old, new);
        self.f.envs.push((scope, old));
    }

    /// `var` bindings of a function scope start as `undefined`, but for its parameters.
    pub fn declare_vars(&mut self, scope: ScopeIx) {
        for &v in &self.analysis.scopes[scope].vars {
            if self.analysis.var(v).storage == Storage::Register {
                let undefined = self.undefined();
                self.init_var_fresh(v, undefined);
            }
        }
    }

    /// Function declarations of a statement list are there from the start of its scope.
    pub fn hoist_functions(&mut self, statements: &'a [Statement<'a>]) {
        for s in statements {
            let mut s = s;
            while let Statement::LabeledStatement(l) = s {
                s = &l.body;
            }
            match s {
                Statement::FunctionDeclaration(f) => self.hoist_function(f),
                Statement::ExportDeclaration(d) => {
                    if let Declaration::FunctionDeclaration(f) = &d.declaration {
                        self.hoist_function(f);
                    }
                }
                Statement::ExportDefaultDeclaration(d) => {
                    if let ExportDefaultDeclarationKind::FunctionDeclaration(f) = &d.declaration {
                        self.hoist_function(f);
                    }
                }
                _ => {}
            }
        }
    }

    pub fn hoist_function(&mut self, f: &'a Function<'a>) {
        if f.body.is_none() || f.declare {
            return;
        }
        let (var, name) = match &f.id {
            Some(id) => (Some(self.declared(id)), id.name.as_str()),
            None => (self.analysis.default_export, "default"),
        };
        let Some(var) = var else { return };
        if (self.f.kind == FunctionKind::Module || self.waits().is_some())
            && let Storage::Global(g) = self.analysis.var(var).storage
            && self.f.envs.is_empty()
        {
            // Visible to the other modules of a cycle before this one runs.
            let id = self.function_body(f, name);
            self.initial.push((g, Initial::Function(id)));
            return;
        }
        let closure = self.function(f, name);
        self.init_var_fresh(var, closure);
    }

    /// `this`, `arguments` and their kin; none at module level.
    pub fn load_implicit(&mut self, what: Implicit) -> Option<VReg> {
        let v = self.analysis.implicit(self.f.unit, what)?;
        Some(self.load_raw(v))
    }

    pub fn this(&mut self, at: u32) -> VReg {
        self.at(at);
        let owner = self.analysis.this_unit(self.f.unit);
        let Some(this) = self.load_implicit(Implicit::This) else {
            return match self.analysis.unit(owner).kind {
                UnitKind::Script => self.op(Op::GlobalThis, &[]),
                _ => self.commonjs_this().unwrap_or_else(|| self.undefined()),
            };
        };
        if self.constructors.get(&owner).is_some_and(|c| c.derived) && !self.f.this_bound {
            let unbound = self.f.b.op(Op::IsTdz, Type::Bool, &[this]);
            self.throw_if(unbound, ErrorKind::ReferenceError, THIS_UNINITIALISED);
        }
        this
    }

    pub fn throw_if(&mut self, cond: VReg, kind: ErrorKind, message: &str) {
        let (fail, ok) = (self.f.b.new_block(), self.f.b.new_block());
        self.f.b.branch(cond, fail, ok);
        self.f.b.switch_to(fail);
        let message = self.str(message);
        self.f.b.effect(Op::ThrowError(kind, message), &[]);
        self.f.b.terminate(Terminator::Unreachable);
        self.f.b.switch_to(ok);
    }
}
