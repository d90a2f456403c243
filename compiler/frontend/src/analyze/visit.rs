//! The walk over a module that fills an [`Analysis`].

use std::collections::{HashMap, HashSet};

use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::Scoping;
use oxc_span::GetSpan;
use oxc_syntax::scope::{ScopeFlags, ScopeId};
use oxc_syntax::symbol::SymbolId;

use super::declare::{self, Collected, is_direct_eval};
use super::{
    Analysis, ClassInfo, Constant, EvalSite, Implicit, Root, Scope, ScopeIx, ScopeKind, Tdz, Unit, UnitId, UnitKind,
    VarId, address, scope_ix,
};

mod names;
mod top;

struct Use {
    var: VarId,
    unit: UnitId,
    at: u32,
    write: bool,
}

/// A class whose body is being walked.
struct OpenClass {
    scope: ScopeIx,
    names: HashMap<String, VarId>,
}

/// What the function about to be visited is.
#[derive(Clone, Copy, Default)]
struct Method {
    super_property: bool,
    super_call: bool,
}

/// Analyses a source. `root` says what its top level is.
pub fn analyze<'a>(program: &'a Program<'a>, scoping: &Scoping, root: Root<'_, 'a>) -> Analysis<'a> {
    Visitor::new(scoping, root).run(program)
}

struct Visitor<'a, 's> {
    out: Analysis<'a>,
    scoping: &'s Scoping,
    root: Root<'s, 'a>,
    unit: UnitId,
    scope: ScopeIx,
    uses: Vec<Use>,
    classes: Vec<OpenClass>,
    /// Private names around eval code.
    outer_private: HashMap<&'a str, VarId>,
    method: Method,
    in_field: bool,
    /// Is there a direct eval anywhere in the source?
    has_eval: bool,
    /// Variables that a direct eval may see.
    pinned: HashSet<VarId>,
}

impl<'a, 's> Visitor<'a, 's> {
    pub fn new(scoping: &'s Scoping, root: Root<'s, 'a>) -> Self {
        let mut out = Analysis { scope_env: vec![Vec::new(); scoping.scopes_len()], ..Analysis::default() };
        out.scopes.resize_with(scoping.scopes_len(), Scope::unused);
        out.symbol_var = vec![None; scoping.symbols_len()];
        Visitor {
            out,
            scoping,
            root,
            unit: UnitId(0),
            scope: scoping.root_scope_id().index(),
            uses: Vec::new(),
            classes: Vec::new(),
            outer_private: HashMap::new(),
            method: Method::default(),
            in_field: false,
            has_eval: false,
            pinned: HashSet::new(),
        }
    }

    pub fn run(mut self, program: &'a Program<'a>) -> Analysis<'a> {
        let root = self.scoping.root_scope_id().index();
        self.has_eval = declare::any_eval(program);
        self.enter_root(root, program);
        walk::walk_statements(&mut self, &program.body);
        for symbol in self.scoping.symbol_ids() {
            // Of names that have several variables, this is the one at the top.
            if self.scoping.symbol_scope_id(symbol).index() == root
                && let Some(var) = self.out.scopes[root].names.get(self.scoping.symbol_name(symbol))
            {
                self.out.symbol_var[symbol.index()] = Some(*var);
            }
        }
        for s in &program.body {
            self.note_exports(s);
        }
        self.finish(root)
    }

    fn finish(mut self, root: ScopeIx) -> Analysis<'a> {
        let uses = std::mem::take(&mut self.uses);
        for u in &uses {
            self.out.note_use(u.var, u.unit);
            if self.out.needs_check(u.var, u.unit, u.at) {
                self.out.vars[u.var.0].checked = true;
            }
            if u.write && self.out.vars[u.var.0].unit == u.unit {
                self.out.vars[u.var.0].writes.push(u.at);
            }
        }
        for v in &self.pinned {
            let var = &mut self.out.vars[v.0];
            var.captured = true;
            var.used = true;
            var.checked |= matches!(var.tdz, Tdz::After(_) | Tdz::Always);
        }
        for v in &mut self.out.vars {
            v.writes.sort_unstable();
        }
        self.out.unit_starts.sort_unstable();
        let pairs: Vec<_> = uses.iter().map(|u| (u.var, u.unit)).collect();
        self.out.assign_storage(&pairs, root);
        self.out
    }

    fn note_exports(&mut self, s: &'a Statement<'a>) {
        let share = |v: &mut Self, symbol: Option<SymbolId>| {
            if let Some(var) = symbol.and_then(|s| v.out.symbol_var(s)) {
                v.out.share(var);
            }
        };
        match s {
            Statement::ExportDeclaration(d) => match &d.declaration {
                Declaration::VariableDeclaration(d) => {
                    for d in &d.declarations {
                        for id in d.id.get_binding_identifiers() {
                            share(self, id.symbol_id.get());
                        }
                    }
                }
                d => share(self, d.id().and_then(|id| id.symbol_id.get())),
            },
            Statement::ExportNamedDeclaration(d) => {
                for s in &d.specifiers {
                    if let ModuleExportName::IdentifierReference(r) = &s.local {
                        let symbol = r.reference_id.get().and_then(|r| self.scoping.get_reference(r).symbol_id());
                        share(self, symbol);
                    }
                }
            }
            Statement::ExportDefaultDeclaration(d) => {
                let symbol = match &d.declaration {
                    ExportDefaultDeclarationKind::FunctionDeclaration(f) => f.id.as_ref(),
                    ExportDefaultDeclarationKind::ClassDeclaration(c) => c.id.as_ref(),
                    _ => None,
                };
                if let Some(id) = symbol {
                    share(self, id.symbol_id.get());
                } else {
                    let root = self.scoping.root_scope_id().index();
                    let var = self.out.new_var("default", UnitId(0), root);
                    self.out.vars[var.0].shared = true;
                    if !matches!(d.declaration, ExportDefaultDeclarationKind::FunctionDeclaration(_)) {
                        self.out.vars[var.0].tdz = Tdz::After(d.span.end);
                        self.out.vars[var.0].checked = true;
                    }
                    self.out.default_export = Some(var);
                }
            }
            _ => {}
        }
    }

    fn push_unit(&mut self, kind: UnitKind, scope: Option<ScopeIx>, start: u32, strict: bool) -> UnitId {
        let is_root = self.out.units.is_empty();
        let id = UnitId(self.out.units.len());
        let depth = if is_root { 0 } else { self.out.unit(self.unit).depth + 1 };
        let scope = scope.unwrap_or_else(|| self.new_scope(ScopeKind::Block));
        self.out.units.push(Unit {
            kind,
            parent: (!is_root).then_some(self.unit),
            depth,
            start,
            scope,
            implicit: [None; 5],
            reach: usize::MAX,
            this_props: HashSet::new(),
            fields: 0,
            strict,
            super_property: false,
            super_call: false,
            mapped: Vec::new(),
            given: false,
        });
        if !is_root {
            self.out.unit_starts.push(start);
        }
        id
    }

    fn within(&mut self, unit: UnitId, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.unit, unit);
        walk(self);
        self.unit = outer;
    }

    fn use_var(&mut self, var: VarId, at: u32) {
        self.uses.push(Use { var, unit: self.unit, at, write: false });
    }

    /// The variable that holds what the unit got from its caller; none where there is no such thing.
    fn implicit(&mut self, owner: UnitId, what: Implicit) -> Option<VarId> {
        let unit = self.out.unit(owner);
        if let Some(var) = unit.implicit[what as usize] {
            return Some(var);
        }
        // The function around a CommonJS file has arguments; what its `this` is, lowering knows.
        let is_file = what == Implicit::Arguments && matches!(self.root, Root::CommonJs);
        if unit.given || matches!(unit.kind, UnitKind::Module | UnitKind::Script) && !is_file {
            return None;
        }
        let name = match what {
            Implicit::This => "this",
            Implicit::Arguments => "arguments",
            Implicit::NewTarget => "new.target",
            Implicit::Home => "home",
            Implicit::Callee => "callee",
        };
        let scope = unit.scope;
        let var = self.out.new_var(name, owner, scope);
        self.out.units[owner.0].implicit[what as usize] = Some(var);
        Some(var)
    }

    fn use_implicit(&mut self, what: Implicit, at: u32) {
        let owner = self.out.this_unit(self.unit);
        if let Some(var) = self.implicit(owner, what) {
            self.use_var(var, at);
        }
    }

    fn set_tdz(&mut self, var: VarId, tdz: Tdz) {
        self.out.vars[var.0].tdz = tdz;
    }

    /// A hidden variable of the class scope.
    fn class_var(&mut self, scope: ScopeIx, name: &str) -> VarId {
        let once = self.out.classes.get(&scope).is_some_and(|c| c.once);
        let var = self.out.new_var(name, self.unit, scope);
        self.out.vars[var.0].shared = once;
        var
    }

    fn class_names(&mut self, class: &Class<'a>, scope: ScopeIx) -> HashMap<String, VarId> {
        let mut names = HashMap::new();
        for e in &class.body.body {
            let key = match e {
                ClassElement::MethodDefinition(m) => &m.key,
                ClassElement::PropertyDefinition(p) => &p.key,
                ClassElement::AccessorProperty(p) => &p.key,
                _ => continue,
            };
            let PropertyKey::PrivateIdentifier(id) = key else { continue };
            if !names.contains_key(id.name.as_str()) {
                let text = format!("#{}", id.name);
                let var = self.class_var(scope, &text);
                names.insert(id.name.to_string(), var);
                if let Some(info) = self.out.classes.get_mut(&scope) {
                    info.private_names.push((text, var));
                }
            }
        }
        names
    }

    /// In its body the class's name is a constant. For a declaration, the variable around stands for it
    /// unless something may assign that.
    fn class_name(&mut self, c: &Class<'a>, scope: ScopeIx) {
        let Some(id) = &c.id else { return };
        let Some(symbol) = id.symbol_id.get() else { return };
        let assigned = matches!(self.root, Root::Script)
            && self.scoping.symbol_scope_id(symbol) == self.scoping.root_scope_id()
            || self.scoping.symbol_is_mutated(symbol)
            || self.has_eval;
        if !c.is_expression() && !assigned {
            return;
        }
        let var = self.class_var(scope, id.name.as_str());
        self.out.vars[var.0].constant = Constant::Yes;
        self.set_tdz(var, Tdz::After(c.span.end));
        let s = &mut self.out.scopes[scope];
        s.names.insert(id.name.as_str(), var);
        s.lexicals.push(var);
        if c.is_expression() {
            self.out.declared.insert(address(id), var);
        } else if let Some(info) = self.out.classes.get_mut(&scope) {
            info.inner = Some(var);
        }
    }

    /// The unit of instance fields or static elements of the class, made when first asked for.
    fn element_unit(&mut self, scope: ScopeIx, is_static: bool, at: u32) -> UnitId {
        let info = self.out.classes.entry(scope).or_default();
        let known = if is_static { info.statics } else { info.fields };
        known.unwrap_or_else(|| {
            let unit = self.push_unit(UnitKind::ClassElements, None, at, true);
            self.out.units[unit.0].super_property = true;
            let info = self.out.classes.entry(scope).or_default();
            *(if is_static { &mut info.statics } else { &mut info.fields }) = Some(unit);
            unit
        })
    }

    /// Walks an element that runs in the unit of its class's elements.
    fn in_element(&mut self, unit: UnitId, in_field: bool, walk: impl FnOnce(&mut Self)) {
        let field = std::mem::replace(&mut self.in_field, in_field);
        let scope = self.out.unit(unit).scope;
        self.out.scopes[scope].parent.get_or_insert(self.scope);
        self.within(unit, |v| v.in_scope(scope, walk));
        self.in_field = field;
    }

    fn class_element(&mut self, e: &ClassElement<'a>, scope: ScopeIx, derived: bool) {
        match e {
            ClassElement::StaticBlock(b) => {
                let unit = self.element_unit(scope, true, b.span.start);
                self.out.unit_starts.push(b.span.start);
                self.in_element(unit, false, |v| {
                    v.use_implicit(Implicit::This, b.span.start);
                    v.visit_static_block(b);
                });
            }
            ClassElement::MethodDefinition(m) => {
                if let PropertyKey::PrivateIdentifier(id) = &m.key {
                    self.visit_private_identifier(id);
                    if !m.r#static {
                        let method = self.class_var(scope, &format!("#{}", id.name));
                        self.hide(scope, m.span.start, method);
                        let unit = self.element_unit(scope, false, m.span.start);
                        self.within(unit, |v| {
                            v.use_implicit(Implicit::This, m.span.start);
                            v.use_var(method, m.span.start);
                            v.visit_private_identifier(id);
                        });
                    }
                } else {
                    self.visit_property_key(&m.key);
                }
                let super_call = derived && m.kind == MethodDefinitionKind::Constructor;
                self.method = Method { super_property: true, super_call };
                self.visit_function(&m.value, ScopeFlags::Function);
            }
            ClassElement::PropertyDefinition(p) => {
                let unit = self.element_unit(scope, p.r#static, p.span.start);
                self.out.unit_starts.push(p.span.start);
                self.out.units[unit.0].fields += 1;
                if p.computed {
                    self.visit_property_key(&p.key);
                    let key = self.class_var(scope, "key");
                    self.hide(scope, p.span.start, key);
                    self.within(unit, |v| v.use_var(key, p.span.start));
                }
                self.in_element(unit, true, |v| {
                    v.use_implicit(Implicit::This, p.span.start);
                    if let PropertyKey::PrivateIdentifier(id) = &p.key {
                        v.visit_private_identifier(id);
                    }
                    if let Some(value) = &p.value {
                        v.visit_expression(value);
                    }
                });
            }
            ClassElement::AccessorProperty(_) | ClassElement::TSIndexSignature(_) => {}
        }
    }

    fn hide(&mut self, scope: ScopeIx, at: u32, var: VarId) {
        self.out.classes.entry(scope).or_default().hidden.insert(at, var);
    }

    /// Everything that the code of a direct eval can name lives where it can be found.
    fn note_direct_eval(&mut self, c: &CallExpression<'a>) {
        let mut next = Some(self.scope);
        while let Some(ix) = next {
            let scope = &mut self.out.scopes[ix];
            if std::mem::replace(&mut scope.pinned, true) {
                break;
            }
            self.pinned.extend(scope.names.values());
            self.pinned.extend(scope.object);
            let (arguments, parent) = (scope.arguments, scope.parent);
            if let Some(unit) = arguments {
                let var = self.implicit(unit, Implicit::Arguments);
                self.pinned.extend(var);
            }
            next = parent;
        }
        let owner = self.out.this_unit(self.unit);
        let unit = self.out.unit(owner);
        let wanted = [
            (Implicit::This, true),
            (Implicit::NewTarget, true),
            (Implicit::Home, unit.super_property),
            (Implicit::Callee, unit.super_call),
        ];
        for (what, wanted) in wanted {
            if wanted {
                let var = self.implicit(owner, what);
                self.pinned.extend(var);
            }
        }
        let mut private_names = Vec::new();
        for class in self.classes.iter().rev() {
            let mut names: Vec<_> = class.names.iter().map(|(n, v)| (format!("#{n}"), *v)).collect();
            names.sort_unstable_by_key(|(_, v)| *v);
            private_names.extend(names);
        }
        let mut outer: Vec<_> = self.outer_private.iter().map(|(n, v)| ((*n).to_owned(), *v)).collect();
        outer.sort_unstable_by_key(|(_, v)| *v);
        private_names.extend(outer);
        self.pinned.extend(private_names.iter().map(|(_, v)| *v));
        self.out.units[self.unit.0].reach = 0;
        let site = EvalSite { scope: self.scope, unit: self.unit, in_field: self.in_field, private_names };
        self.out.evals.insert(address(c), site);
    }
}

impl<'a> Visit<'a> for Visitor<'a, '_> {
    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        let Some(id) = it.reference_id.get() else { return };
        let reference = self.scoping.get_reference(id);
        if !reference.is_value() {
            return;
        }
        let at = it.span.start;
        let binding = self.lookup(it.name.as_str());
        if it.name == "arguments" && self.in_field {
            self.conflict(|| {
                "'arguments' is not allowed in class field initializer or static initialization block".to_owned()
            });
        }
        self.use_binding(&binding, at, reference.is_write());
        self.out.references.insert(id, binding);
    }

    fn visit_this_expression(&mut self, it: &ThisExpression) {
        self.use_implicit(Implicit::This, it.span.start);
    }

    fn visit_new_target(&mut self, it: &NewTarget) {
        self.use_implicit(Implicit::NewTarget, it.span.start);
    }

    fn visit_super(&mut self, it: &Super) {
        self.use_implicit(Implicit::Home, it.span.start);
        self.use_implicit(Implicit::This, it.span.start);
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        if let Expression::Super(s) = &it.callee {
            for what in [Implicit::Callee, Implicit::NewTarget, Implicit::This] {
                self.use_implicit(what, s.span.start);
            }
            self.visit_arguments(&it.arguments);
            return;
        }
        if is_direct_eval(it) {
            self.note_direct_eval(it);
        }
        walk::walk_call_expression(self, it);
    }

    fn visit_private_identifier(&mut self, it: &PrivateIdentifier<'a>) {
        let found = self.classes.iter().rev().find_map(|c| c.names.get(it.name.as_str()).copied());
        let found = found.or_else(|| {
            let name = format!("#{}", it.name);
            self.outer_private.get(name.as_str()).copied()
        });
        if let Some(var) = found {
            self.use_var(var, it.span.start);
            self.out.private_uses.insert(it.span.start, var);
        }
    }

    fn visit_assignment_expression(&mut self, it: &AssignmentExpression<'a>) {
        if let AssignmentTarget::StaticMemberExpression(m) = &it.left
            && matches!(m.object, Expression::ThisExpression(_))
        {
            let unit = self.out.this_unit(self.unit);
            self.out.units[unit.0].this_props.insert(m.property.name.as_str());
        }
        walk::walk_assignment_expression(self, it);
    }

    fn visit_object_property(&mut self, it: &ObjectProperty<'a>) {
        self.visit_property_key(&it.key);
        if it.method || it.kind != PropertyKind::Init {
            self.method = Method { super_property: true, super_call: false };
        }
        self.visit_expression(&it.value);
    }

    fn visit_function(&mut self, it: &Function<'a>, _flags: ScopeFlags) {
        let method = std::mem::take(&mut self.method);
        let Some(body) = it.body.as_deref() else { return };
        let scope = scope_ix(&it.scope_id);
        let start = if it.is_declaration() { 0 } else { it.span.start };
        let unit = self.push_unit(UnitKind::Function, Some(scope), it.span.start, self.is_strict(scope));
        let u = &mut self.out.units[unit.0];
        u.start = start;
        (u.super_property, u.super_call) = (method.super_property, method.super_call);
        self.out.own_unit.insert(scope, unit);
        let outer = self.scope;
        if let Some(id) = it.id.as_ref().filter(|_| it.is_expression() && !matches!(self.root, Root::Function)) {
            let names = self.new_scope(ScopeKind::FunctionName);
            let var = self.out.new_var(id.name.as_str(), unit, scope);
            self.out.vars[var.0].constant = Constant::FunctionName;
            self.declare(names, id, var);
            self.out.scopes[names].parent = Some(self.scope);
            self.scope = names;
        }
        if matches!(self.root, Root::Function) {
            self.root = Root::IndirectEval;
        }
        let field = std::mem::take(&mut self.in_field);
        self.function(unit, scope, &it.params, declare::collect(&body.statements, self.is_strict(scope)), Some(body));
        self.in_field = field;
        self.scope = outer;
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        let scope = scope_ix(&it.scope_id);
        let strict = self.is_strict(scope);
        let unit = self.push_unit(UnitKind::Arrow, Some(scope), it.span.start, strict);
        self.out.own_unit.insert(scope, unit);
        match &it.body {
            ArrowFunctionBody::FunctionBody(body) => {
                self.function(unit, scope, &it.params, declare::collect(&body.statements, strict), Some(body));
            }
            e => {
                let e = e.to_expression();
                let found = Collected { eval: !strict && declare::has_eval(e), ..Collected::default() };
                let body_scope = self.function(unit, scope, &it.params, found, None);
                self.within(unit, |v| v.in_scope(body_scope, |v| v.visit_expression(e)));
            }
        }
    }

    fn visit_variable_declaration(&mut self, it: &VariableDeclaration<'a>) {
        if it.declare {
            return;
        }
        if it.kind.is_var() {
            for declarator in &it.declarations {
                for id in declarator.id.get_binding_identifiers() {
                    let binding = self.lookup(id.name.as_str());
                    self.use_binding(&binding, id.span.start, true);
                    if let Some(var) = binding.var {
                        self.out.declared.insert(address(id), var);
                    }
                    self.out.bindings.insert(address(id), binding);
                }
            }
        }
        walk::walk_variable_declaration(self, it);
    }

    fn visit_block_statement(&mut self, it: &BlockStatement<'a>) {
        let scope = self.open(&it.scope_id, ScopeKind::Block);
        self.in_scope(scope, |v| {
            v.declare_list(&it.body);
            walk::walk_statements(v, &it.body);
        });
    }

    fn visit_static_block(&mut self, it: &StaticBlock<'a>) {
        let scope = self.open(&it.scope_id, ScopeKind::Block);
        let field = std::mem::take(&mut self.in_field);
        self.in_scope(scope, |v| {
            let found = declare::collect(&it.body, true);
            v.declare_body(v.unit, scope, &found, &it.body);
            walk::walk_statements(v, &it.body);
        });
        self.in_field = field;
    }

    fn visit_for_statement(&mut self, it: &ForStatement<'a>) {
        let scope = self.open(&it.scope_id, ScopeKind::Block);
        self.in_scope(scope, |v| {
            if let Some(ForStatementInit::VariableDeclaration(d)) = &it.init {
                v.declare_head(d, None);
            }
            walk::walk_for_statement(v, it);
        });
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        let scope = self.open(&it.scope_id, ScopeKind::Block);
        self.in_scope(scope, |v| {
            if let ForStatementLeft::VariableDeclaration(d) = &it.left {
                v.declare_head(d, Some(it.right.span().end));
            }
            walk::walk_for_of_statement(v, it);
        });
    }

    fn visit_for_in_statement(&mut self, it: &ForInStatement<'a>) {
        let scope = self.open(&it.scope_id, ScopeKind::Block);
        self.in_scope(scope, |v| {
            if let ForStatementLeft::VariableDeclaration(d) = &it.left {
                v.declare_head(d, Some(it.right.span().end));
            }
            walk::walk_for_in_statement(v, it);
        });
    }

    fn visit_switch_statement(&mut self, it: &SwitchStatement<'a>) {
        self.visit_expression(&it.discriminant);
        let scope = self.open(&it.scope_id, ScopeKind::Block);
        self.in_scope(scope, |v| {
            for c in &it.cases {
                v.declare_list(&c.consequent);
            }
            for var in v.out.scopes[scope].lexicals.clone() {
                v.set_tdz(var, Tdz::Always);
            }
            v.visit_switch_cases(&it.cases);
        });
    }

    fn visit_if_statement(&mut self, it: &IfStatement<'a>) {
        let mut it = it;
        loop {
            self.visit_expression(&it.test);
            self.branch(&it.consequent);
            match &it.alternate {
                Some(Statement::IfStatement(next)) => it = next,
                Some(alternate) => return self.branch(alternate),
                None => return,
            }
        }
    }

    fn visit_with_statement(&mut self, it: &WithStatement<'a>) {
        self.visit_expression(&it.object);
        let scope = self.open(&it.scope_id, ScopeKind::With);
        let object = self.out.new_var("(with)", self.unit, scope);
        self.out.scopes[scope].object = Some(object);
        self.in_scope(scope, |v| v.visit_statement(&it.body));
    }

    fn visit_catch_clause(&mut self, it: &CatchClause<'a>) {
        let simple = it.param.as_ref().is_none_or(|p| p.pattern.is_binding_identifier());
        let scope = self.open(&it.scope_id, if simple { ScopeKind::Catch } else { ScopeKind::Block });
        self.in_scope(scope, |v| {
            if let Some(p) = &it.param {
                for id in p.pattern.get_binding_identifiers() {
                    let var = v.out.new_var(id.name.as_str(), v.unit, scope);
                    v.declare(scope, id, var);
                    if !simple {
                        v.set_tdz(var, Tdz::After(p.span.end));
                        v.out.scopes[scope].lexicals.push(var);
                    }
                }
                v.visit_binding_pattern(&p.pattern);
            }
            v.visit_block_statement(&it.body);
        });
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        if it.declare {
            return;
        }
        let scope = self.open(&it.scope_id, ScopeKind::Class);
        let parent = self.scoping.scope_parent_id(ScopeId::from_usize(scope));
        let once = it.r#type == ClassType::ClassDeclaration && parent == Some(self.scoping.root_scope_id());
        self.out.classes.insert(scope, ClassInfo { once, ..ClassInfo::default() });
        self.visit_decorators(&it.decorators);
        self.in_scope(scope, |v| {
            let names = v.class_names(it, scope);
            v.class_name(it, scope);
            if let Some(heritage) = &it.heritage {
                // Private names of the class are not known to its heritage.
                v.visit_expression(&heritage.expression);
            }
            v.classes.push(OpenClass { scope, names });
            for e in &it.body.body {
                v.class_element(e, scope, it.heritage.is_some());
            }
            debug_assert_eq!(v.classes.last().map(|c| c.scope), Some(scope));
            v.classes.pop();
        });
    }

    fn visit_ts_type(&mut self, _it: &TSType<'a>) {}

    fn visit_ts_type_annotation(&mut self, _it: &TSTypeAnnotation<'a>) {}
}
