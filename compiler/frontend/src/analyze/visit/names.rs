//! Scopes: what they declare, and what a name stands for.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use oxc_ast::ast::*;
use oxc_ast_visit::Visit;
use oxc_syntax::scope::ScopeId;

use super::super::declare::{self, Collected, Lexical, lexical, lexical_variables};
use super::super::{
    Binding, Constant, Implicit, ObjectScope, OuterKind, Scope, ScopeIx, ScopeKind, Tdz, UnitId, UnitKind, VarId,
    VarTarget, address, scope_ix,
};
use super::{Use, Visitor};

impl Scope<'_> {
    /// Of a scope that is not entered yet.
    pub fn unused() -> Self {
        Scope {
            kind: ScopeKind::None,
            parent: None,
            names: HashMap::new(),
            lexical: HashSet::new(),
            vars: Vec::new(),
            lexicals: Vec::new(),
            object: None,
            arguments: None,
            pinned: false,
        }
    }
}

impl<'a> Visitor<'a, '_> {
    /// A scope that the syntax tree has none for.
    pub fn new_scope(&mut self, kind: ScopeKind) -> ScopeIx {
        self.out.scope_env.push(Vec::new());
        self.out.scopes.push(Scope { kind, ..Scope::unused() });
        self.out.scopes.len() - 1
    }

    /// A scope of the syntax tree, inside of the current one.
    pub fn open(&mut self, id: &Cell<Option<ScopeId>>, kind: ScopeKind) -> ScopeIx {
        let ix = scope_ix(id);
        let scope = &mut self.out.scopes[ix];
        scope.kind = kind;
        scope.parent = Some(self.scope);
        ix
    }

    pub fn in_scope(&mut self, scope: ScopeIx, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.scope, scope);
        walk(self);
        self.scope = outer;
    }

    pub fn is_strict(&self, scope: ScopeIx) -> bool {
        self.scoping.scope_flags(ScopeId::from_usize(scope)).is_strict_mode()
    }

    /// The identifier declares the variable in this scope.
    pub fn declare(&mut self, scope: ScopeIx, id: &BindingIdentifier<'a>, var: VarId) {
        self.out.scopes[scope].names.insert(id.name.as_str(), var);
        self.note_declared(id, var);
    }

    fn note_declared(&mut self, id: &BindingIdentifier<'a>, var: VarId) {
        self.out.declared.insert(address(id), var);
        if let Some(symbol) = id.symbol_id.get()
            && let Some(slot) = self.out.symbol_var.get_mut(symbol.index())
        {
            slot.get_or_insert(var);
        }
    }

    fn declare_lexical(&mut self, d: &Lexical<'a, '_>, tdz: Option<u32>) {
        let scope = self.scope;
        let (constant, end) = match d {
            Lexical::Variable { constant, end, .. } => (*constant, Some(tdz.unwrap_or(*end))),
            Lexical::Class(c, _) => (false, Some(c.span.end)),
            Lexical::Function(_) => (false, None),
            Lexical::Import(_) => (true, None),
        };
        let id = d.id();
        let known = self.out.scopes[scope].names.get(id.name.as_str()).copied();
        let var = match (d, known) {
            // Functions of one name share a variable.
            (Lexical::Function(_), Some(var)) => var,
            _ => self.out.new_var(id.name.as_str(), self.unit, scope),
        };
        if constant {
            self.out.vars[var.0].constant = Constant::Yes;
        }
        if let Some(end) = end {
            self.set_tdz(var, Tdz::After(end));
            self.out.scopes[scope].lexicals.push(var);
        }
        self.out.scopes[scope].lexical.insert(id.name.as_str());
        self.declare(scope, id, var);
    }

    /// Declarations of a block.
    pub fn declare_list(&mut self, statements: &[Statement<'a>]) {
        lexical(statements, &mut |d| self.declare_lexical(&d, None));
    }

    /// Declarations in the head of a loop, initialised at this offset.
    pub fn declare_head(&mut self, d: &VariableDeclaration<'a>, init: Option<u32>) {
        lexical_variables(d, &mut |d| self.declare_lexical(&d, init));
    }

    /// Lexical declarations of a function's or script's top level, where functions are variables.
    pub fn declare_top(&mut self, statements: &[Statement<'a>]) {
        lexical(statements, &mut |d| {
            if !matches!(d, Lexical::Function(_)) {
                self.declare_lexical(&d, None);
            }
        });
    }

    fn declare_var(&mut self, unit: UnitId, env: ScopeIx, name: &'a str) -> VarId {
        if let Some(var) = self.out.scopes[self.scope].names.get(name) {
            return *var;
        }
        if name == "arguments"
            && self.out.scopes[self.scope].arguments.is_some()
            && let Some(var) = self.implicit(unit, Implicit::Arguments)
        {
            return var;
        }
        let var = self.out.new_var(name, unit, env);
        let scope = &mut self.out.scopes[self.scope];
        scope.names.insert(name, var);
        scope.vars.push(var);
        var
    }

    /// Everything that a body declares, in the current scope, whose variables live in the environment of `env`.
    pub fn declare_body(&mut self, unit: UnitId, env: ScopeIx, found: &Collected<'a, '_>, list: &[Statement<'a>]) {
        for name in &found.vars {
            self.declare_var(unit, env, name);
        }
        for f in &found.functions {
            if let Some(id) = &f.id {
                let var = self.declare_var(unit, env, id.name.as_str());
                self.note_declared(id, var);
            }
        }
        self.declare_top(list);
        if env != self.scope {
            // Lexical variables of a body's own scope live with its function's.
            for var in self.out.scopes[self.scope].names.values() {
                self.out.vars[var.0].scope = env;
            }
            let lexicals = std::mem::take(&mut self.out.scopes[self.scope].lexicals);
            self.out.scopes[env].lexicals.extend(lexicals);
        }
    }

    /// Functions in blocks that are variables of the function around, too.
    pub fn declare_block_functions(
        &mut self,
        unit: UnitId,
        env: ScopeIx,
        found: &Collected<'a, '_>,
        params: &HashSet<&'a str>,
    ) {
        for f in &found.block_functions {
            if params.contains(f.name) {
                continue;
            }
            let var = self.declare_var(unit, env, f.name);
            self.uses.push(Use { var, unit, at: 0, write: true });
            self.out.block_functions.insert(f.function, VarTarget::Var(var));
        }
    }

    /// The scopes of a function, with its parameters and body walked (but for the body of an arrow function
    /// that is an expression). Answers the body's scope.
    pub fn function<'b>(
        &mut self,
        unit: UnitId,
        scope: ScopeIx,
        params: &'b FormalParameters<'a>,
        found: Collected<'a, 'b>,
        body: Option<&'b FunctionBody<'a>>,
    ) -> ScopeIx {
        let outer = self.scope;
        self.out.scopes[scope].kind = ScopeKind::Parameters;
        self.out.scopes[scope].parent = Some(outer);
        let is_arrow = self.out.unit(unit).kind == UnitKind::Arrow;
        let strict = self.out.unit(unit).strict;
        let names = self.declare_params(unit, scope, params);
        let has_expressions = params.items.iter().any(|p| p.initializer.is_some() || has_expression(&p.pattern))
            || params.rest.as_ref().is_some_and(|r| has_expression(&r.rest.argument));
        let mut own = found.functions.iter().any(|f| f.id.as_ref().is_some_and(|id| id.name == "arguments"));
        if let Some(body) = body {
            lexical(&body.statements, &mut |d| own |= d.name() == "arguments");
        }
        if !is_arrow && !names.contains("arguments") && (has_expressions || !own) {
            self.out.scopes[scope].arguments = Some(unit);
        }
        let body_scope = if has_expressions {
            let body_scope = self.new_scope(ScopeKind::Body);
            self.out.scopes[body_scope].parent = Some(scope);
            self.out.body_scopes.insert(unit, body_scope);
            body_scope
        } else {
            scope
        };
        let outer_unit = std::mem::replace(&mut self.unit, unit);
        self.in_scope(body_scope, |v| {
            if has_expressions {
                v.declare_again(unit, scope, body_scope, &found);
            }
            let list = body.map_or(&[][..], |b| &b.statements);
            v.declare_body(unit, scope, &found, list);
            v.declare_block_functions(unit, scope, &found, &names);
        });
        if found.eval && !strict {
            let object = self.out.new_var("(variables)", unit, scope);
            self.out.scopes[body_scope].object = Some(object);
        }
        if has_expressions && !strict && declare::params_have_eval(params) {
            let object = self.out.new_var("(variables)", unit, scope);
            self.out.scopes[scope].object = Some(object);
        }
        self.in_scope(scope, |v| v.visit_formal_parameters(params));
        if let Some(body) = body {
            self.in_scope(body_scope, |v| v.visit_function_body(body));
        }
        self.unit = outer_unit;
        body_scope
    }

    /// A `var` in a body of its own scope that has the name of a parameter starts with its value.
    fn declare_again(&mut self, unit: UnitId, scope: ScopeIx, body_scope: ScopeIx, found: &Collected<'a, '_>) {
        let functions = found.functions.iter().filter_map(|f| f.id.as_ref()).map(|id| id.name.as_str());
        // One in a block takes the place of the arguments object when it is evaluated (B.3.2.1).
        let in_blocks = found.block_functions.iter().map(|f| f.name).filter(|name| *name == "arguments");
        let names: Vec<&'a str> = found.vars.iter().copied().chain(functions).chain(in_blocks).collect();
        for name in names {
            if self.out.scopes[body_scope].names.contains_key(name) {
                continue;
            }
            let param = match self.out.scopes[scope].names.get(name) {
                Some(param) => Some(*param),
                None if name == "arguments" && self.out.scopes[scope].arguments.is_some() => {
                    self.implicit(unit, Implicit::Arguments)
                }
                None => None,
            };
            let Some(param) = param else { continue };
            let var = self.out.new_var(name, unit, scope);
            self.out.scopes[body_scope].names.insert(name, var);
            self.out.body_vars.entry(unit).or_default().push((param, var));
        }
    }

    fn declare_params(&mut self, unit: UnitId, scope: ScopeIx, params: &FormalParameters<'a>) -> HashSet<&'a str> {
        let list = params.span;
        let mut names = HashSet::new();
        let mut one = |v: &mut Self, pattern: &BindingPattern<'a>, init: u32| {
            for id in pattern.get_binding_identifiers() {
                let var = v.out.new_var(id.name.as_str(), unit, scope);
                v.set_tdz(var, Tdz::Parameter { list, init });
                v.declare(scope, id, var);
                names.insert(id.name.as_str());
                v.out.units[unit.0].mapped.push(var);
            }
        };
        for p in &params.items {
            one(self, &p.pattern, p.span.end);
        }
        if let Some(rest) = &params.rest {
            one(self, &rest.rest.argument, rest.span.end);
        }
        let simple = |p: &FormalParameter<'a>| p.initializer.is_none() && p.pattern.is_binding_identifier();
        if params.rest.is_none() && params.items.iter().all(simple) {
            self.out.simple_params.insert(unit);
        }
        names
    }

    /// The branch of an `if`: a function there has a block of its own.
    pub fn branch(&mut self, s: &Statement<'a>) {
        let Statement::FunctionDeclaration(f) = s else { return self.visit_statement(s) };
        let scope = self.new_scope(ScopeKind::Block);
        self.out.scopes[scope].parent = Some(self.scope);
        self.out.branch_scopes.insert(address(&**f), scope);
        self.in_scope(scope, |v| {
            v.declare_list(std::slice::from_ref(s));
            v.visit_statement(s);
        });
    }

    /// What a name stands for in the current scope.
    pub fn lookup(&mut self, name: &str) -> Binding {
        let mut objects = Vec::new();
        let mut next = Some(self.scope);
        while let Some(ix) = next {
            let scope = &self.out.scopes[ix];
            if let Some(var) = scope.names.get(name) {
                return Binding { objects, var: Some(*var) };
            }
            if name == "arguments"
                && let Some(unit) = scope.arguments
            {
                let var = self.implicit(unit, Implicit::Arguments);
                return Binding { objects, var };
            }
            if let Some(var) = scope.object {
                let is_with = matches!(scope.kind, ScopeKind::With | ScopeKind::Outer(OuterKind::With));
                objects.push(ObjectScope { var, is_with });
            }
            next = scope.parent;
        }
        Binding { objects, var: None }
    }

    pub fn use_binding(&mut self, binding: &Binding, at: u32, write: bool) {
        for object in &binding.objects {
            self.use_var(object.var, at);
        }
        if let Some(var) = binding.var {
            self.uses.push(Use { var, unit: self.unit, at, write });
        }
    }

    pub fn conflict(&mut self, message: impl FnOnce() -> String) {
        self.out.conflict.get_or_insert_with(message);
    }
}

/// Has the pattern a default or a computed key?
fn has_expression(p: &BindingPattern<'_>) -> bool {
    match p {
        BindingPattern::BindingIdentifier(_) => false,
        BindingPattern::AssignmentPattern(_) => true,
        BindingPattern::ObjectPattern(o) => {
            o.properties.iter().any(|p| p.computed || has_expression(&p.value))
                || o.rest.as_ref().is_some_and(|r| has_expression(&r.argument))
        }
        BindingPattern::ArrayPattern(a) => {
            a.elements.iter().flatten().any(has_expression)
                || a.rest.as_ref().is_some_and(|r| has_expression(&r.argument))
        }
    }
}
