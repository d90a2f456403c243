//! The walk over a module that fills an [`Analysis`].

use std::cell::Cell;
use std::collections::HashMap;

use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::Scoping;
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::{ScopeFlags, ScopeId};
use oxc_syntax::symbol::{SymbolFlags, SymbolId};

use super::{Analysis, ClassInfo, Constant, Implicit, ScopeIx, Tdz, Unit, UnitId, UnitKind, VarId, scope_ix};

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

/// From this offset on the symbol stands for another variable, while in force.
struct Shadow {
    symbol: SymbolId,
    var: VarId,
    from: u32,
}

pub struct Visitor<'a, 's> {
    out: Analysis<'a>,
    scoping: &'s Scoping,
    unit: UnitId,
    uses: Vec<Use>,
    classes: Vec<OpenClass>,
    shadows: Vec<Shadow>,
}

impl<'a, 's> Visitor<'a, 's> {
    pub fn new(scoping: &'s Scoping) -> Self {
        let out = Analysis {
            scope_unit: vec![UnitId(0); scoping.scopes_len()],
            scope_env: vec![Vec::new(); scoping.scopes_len()],
            ..Analysis::default()
        };
        Visitor { out, scoping, unit: UnitId(0), uses: Vec::new(), classes: Vec::new(), shadows: Vec::new() }
    }

    pub fn run(mut self, program: &'a Program<'a>) -> Analysis<'a> {
        let root = self.scoping.root_scope_id().index();
        self.push_unit(UnitKind::Module, Some(root), 0);
        for symbol in self.scoping.symbol_ids() {
            let var = self.out.new_var(self.scoping.symbol_name(symbol), UnitId(0), root);
            self.out.symbol_var.push(Some(var));
            let flags = self.scoping.symbol_flags(symbol);
            let constant = if flags.intersects(SymbolFlags::ConstVariable | SymbolFlags::Import) {
                Constant::Yes
            } else if flags.contains(SymbolFlags::FunctionExpression)
                && !flags.contains(SymbolFlags::FunctionScopedVariable)
            {
                Constant::FunctionName
            } else {
                Constant::No
            };
            self.out.vars[var.0].constant = constant;
        }
        self.visit_program(program);
        for s in &program.body {
            self.note_exports(s);
        }
        self.finish(root)
    }

    fn finish(mut self, root: ScopeIx) -> Analysis<'a> {
        for symbol in self.scoping.symbol_ids() {
            let scope = self.scoping.symbol_scope_id(symbol).index();
            let var = &mut self.out.vars[symbol.index()];
            var.scope = scope;
            var.unit = self.out.scope_unit[scope];
        }
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

    fn push_unit(&mut self, kind: UnitKind, scope: Option<ScopeIx>, start: u32) -> UnitId {
        let is_root = self.out.units.is_empty();
        let id = UnitId(self.out.units.len());
        let depth = if is_root { 0 } else { self.out.unit(self.unit).depth + 1 };
        let scope = scope.unwrap_or_else(|| {
            self.out.scope_unit.push(id);
            self.out.scope_env.push(Vec::new());
            self.out.scope_env.len() - 1
        });
        self.out.units.push(Unit {
            kind,
            parent: (!is_root).then_some(self.unit),
            depth,
            start,
            scope,
            implicit: [None; 5],
            reach: usize::MAX,
            this_props: std::collections::HashSet::new(),
            fields: 0,
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

    fn use_implicit(&mut self, what: Implicit, at: u32) {
        let owner = self.out.this_unit(self.unit);
        let unit = self.out.unit(owner);
        if unit.kind == UnitKind::Module {
            return;
        }
        let var = match unit.implicit[what as usize] {
            Some(var) => var,
            None => {
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
                var
            }
        };
        self.use_var(var, at);
    }

    fn set_tdz(&mut self, symbol: Option<SymbolId>, tdz: Tdz) {
        if let Some(var) = symbol.and_then(|s| self.out.symbol_var(s)) {
            self.out.vars[var.0].tdz = tdz;
        }
    }

    fn declare_lexical(&mut self, d: &VariableDeclaration<'a>, init: Option<u32>) {
        if d.kind.is_var() {
            return;
        }
        for declarator in &d.declarations {
            let init = init.unwrap_or(declarator.span.end);
            for id in declarator.id.get_binding_identifiers() {
                self.set_tdz(id.symbol_id.get(), Tdz::After(init));
            }
        }
    }

    fn declare_params(&mut self, params: &FormalParameters<'a>) {
        let list = params.span;
        let mut declare = |pattern: &BindingPattern<'a>, init: u32| {
            for id in pattern.get_binding_identifiers() {
                self.set_tdz(id.symbol_id.get(), Tdz::Parameter { list, init });
            }
        };
        for p in &params.items {
            declare(&p.pattern, p.span.end);
        }
        if let Some(rest) = &params.rest {
            declare(&rest.rest.argument, rest.span.end);
        }
    }

    fn head(&mut self, left: &ForStatementLeft<'a>, right: &Expression<'a>) {
        if let ForStatementLeft::VariableDeclaration(d) = left {
            self.declare_lexical(d, Some(right.span().end));
        }
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

    /// In its body the class's name is a constant. The symbol stands for it unless it is assigned.
    fn shadow_class_name(&mut self, c: &Class<'a>, scope: ScopeIx) {
        let Some(id) = &c.id else { return };
        let Some(symbol) = id.symbol_id.get() else { return };
        if c.is_expression() {
            self.out.vars[symbol.index()].constant = Constant::Yes;
            return;
        }
        if !self.scoping.symbol_is_mutated(symbol) {
            return;
        }
        let var = self.class_var(scope, id.name.as_str());
        self.out.vars[var.0].constant = Constant::Yes;
        if let Some(info) = self.out.classes.get_mut(&scope) {
            info.inner = Some(var);
        }
        self.shadows.push(Shadow { symbol, var, from: id.span.end });
    }

    /// A `var` in the body of the name of a parameter is a variable of its own, where expressions in
    /// the parameter list can tell.
    fn shadow_params(&mut self, unit: UnitId, params: &FormalParameters<'a>, scope: ScopeIx) {
        let simple = |p: &FormalParameter<'a>| p.initializer.is_none() && p.pattern.is_binding_identifier();
        if params.items.iter().all(simple) {
            return;
        }
        let rest = params.rest.iter().flat_map(|r| r.rest.argument.get_binding_identifiers());
        let ids = params.items.iter().flat_map(|p| p.pattern.get_binding_identifiers()).chain(rest);
        for id in ids {
            let Some(symbol) = id.symbol_id.get() else { continue };
            if self.scoping.symbol_redeclarations(symbol).is_empty() {
                continue;
            }
            let Some(param) = self.out.symbol_var(symbol) else { continue };
            let var = self.out.new_var(id.name.as_str(), unit, scope);
            self.out.body_vars.entry(unit).or_default().push((param, var));
            self.shadows.push(Shadow { symbol, var, from: params.span.end });
        }
    }

    fn shadowed(&self, symbol: SymbolId, at: u32) -> Option<VarId> {
        self.shadows.iter().rev().find(|s| s.symbol == symbol && s.from <= at).map(|s| s.var)
    }

    /// The unit of instance fields or static elements of the class, made when first asked for.
    fn element_unit(&mut self, scope: ScopeIx, is_static: bool, at: u32) -> UnitId {
        let info = self.out.classes.entry(scope).or_default();
        let known = if is_static { info.statics } else { info.fields };
        known.unwrap_or_else(|| {
            let unit = self.push_unit(UnitKind::ClassElements, None, at);
            let info = self.out.classes.entry(scope).or_default();
            *(if is_static { &mut info.statics } else { &mut info.fields }) = Some(unit);
            unit
        })
    }

    fn class_element(&mut self, e: &ClassElement<'a>, scope: ScopeIx) {
        match e {
            ClassElement::StaticBlock(b) => {
                let unit = self.element_unit(scope, true, b.span.start);
                self.out.unit_starts.push(b.span.start);
                self.within(unit, |v| {
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
                self.within(unit, |v| {
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

    fn function(&mut self, kind: UnitKind, scope: ScopeIx, span: Span, params: &FormalParameters<'a>) -> UnitId {
        let unit = self.push_unit(kind, Some(scope), span.start);
        self.out.own_unit.insert(scope, unit);
        self.declare_params(params);
        unit
    }
}

impl<'a> Visit<'a> for Visitor<'a, '_> {
    fn enter_scope(&mut self, _flags: ScopeFlags, scope: &Cell<Option<ScopeId>>) {
        self.out.scope_unit[scope_ix(scope)] = self.unit;
    }

    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        let Some(reference) = it.reference_id.get().map(|r| self.scoping.get_reference(r)) else { return };
        let at = it.span.start;
        if let Some(var) = reference.symbol_id().and_then(|s| self.shadowed(s, at)) {
            self.out.inner_uses.insert(at, var);
            self.uses.push(Use { var, unit: self.unit, at, write: reference.is_write() });
            return;
        }
        match reference.symbol_id().and_then(|s| self.out.symbol_var(s)) {
            Some(_) if !reference.is_value() => {}
            Some(var) => self.uses.push(Use { var, unit: self.unit, at, write: reference.is_write() }),
            None if it.name == "arguments" => self.use_implicit(Implicit::Arguments, at),
            None => {}
        }
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
        } else {
            walk::walk_call_expression(self, it);
        }
    }

    fn visit_private_identifier(&mut self, it: &PrivateIdentifier<'a>) {
        let found = self.classes.iter().rev().find_map(|c| c.names.get(it.name.as_str()).copied());
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

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        if it.body.is_none() {
            return;
        }
        let unit = self.function(UnitKind::Function, scope_ix(&it.scope_id), it.span, &it.params);
        if it.is_declaration() {
            self.out.units[unit.0].start = 0;
        }
        let shadows = self.shadows.len();
        self.shadow_params(unit, &it.params, scope_ix(&it.scope_id));
        self.within(unit, |v| walk::walk_function(v, it, flags));
        self.shadows.truncate(shadows);
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        let unit = self.function(UnitKind::Arrow, scope_ix(&it.scope_id), it.span, &it.params);
        let shadows = self.shadows.len();
        self.shadow_params(unit, &it.params, scope_ix(&it.scope_id));
        self.within(unit, |v| walk::walk_arrow_function_expression(v, it));
        self.shadows.truncate(shadows);
    }

    fn visit_variable_declaration(&mut self, it: &VariableDeclaration<'a>) {
        if it.declare {
            return;
        }
        self.declare_lexical(it, None);
        walk::walk_variable_declaration(self, it);
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        walk::walk_for_of_statement(self, it);
        self.head(&it.left, &it.right);
    }

    fn visit_for_in_statement(&mut self, it: &ForInStatement<'a>) {
        walk::walk_for_in_statement(self, it);
        self.head(&it.left, &it.right);
    }

    fn visit_switch_statement(&mut self, it: &SwitchStatement<'a>) {
        walk::walk_switch_statement(self, it);
        for symbol in self.scoping.get_bindings(ScopeId::from_usize(scope_ix(&it.scope_id))).values() {
            if let Some(var) = self.out.symbol_var(*symbol)
                && matches!(self.out.var(var).tdz, Tdz::After(_))
            {
                self.out.vars[var.0].tdz = Tdz::Always;
            }
        }
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        if it.declare {
            return;
        }
        if let Some(id) = &it.id {
            self.set_tdz(id.symbol_id.get(), Tdz::After(it.span.end));
        }
        let scope = scope_ix(&it.scope_id);
        self.enter_scope(ScopeFlags::StrictMode, &it.scope_id);
        let parent = self.scoping.scope_parent_id(ScopeId::from_usize(scope));
        let once = it.r#type == ClassType::ClassDeclaration && parent == Some(self.scoping.root_scope_id());
        self.out.classes.insert(scope, ClassInfo { once, ..ClassInfo::default() });
        let names = self.class_names(it, scope);
        let shadows = self.shadows.len();
        self.shadow_class_name(it, scope);
        self.classes.push(OpenClass { scope, names });
        self.visit_decorators(&it.decorators);
        if let Some(heritage) = &it.heritage {
            self.visit_expression(&heritage.expression);
        }
        for e in &it.body.body {
            self.class_element(e, scope);
        }
        debug_assert_eq!(self.classes.last().map(|c| c.scope), Some(scope));
        self.classes.pop();
        self.shadows.truncate(shadows);
    }

    fn visit_binding_identifier(&mut self, it: &BindingIdentifier<'a>) {
        let at = it.span.start;
        if let Some(var) = it.symbol_id.get().and_then(|s| self.shadowed(s, at)) {
            self.out.inner_uses.insert(at, var);
            self.uses.push(Use { var, unit: self.unit, at, write: true });
        }
    }

    fn visit_catch_clause(&mut self, it: &CatchClause<'a>) {
        let shadows = self.shadows.len();
        if let Some(CatchParameter { pattern: BindingPattern::BindingIdentifier(id), .. }) = &it.param
            && let Some(symbol) = id.symbol_id.get()
            && !self.scoping.symbol_redeclarations(symbol).is_empty()
        {
            // `catch (e) { var e; }`: the parameter is not the variable.
            let scope = scope_ix(&it.body.scope_id);
            let var = self.out.new_var(id.name.as_str(), self.unit, scope);
            self.shadows.push(Shadow { symbol, var, from: it.span.start });
        }
        walk::walk_catch_clause(self, it);
        self.shadows.truncate(shadows);
    }

    fn visit_ts_type(&mut self, _it: &TSType<'a>) {}

    fn visit_ts_type_annotation(&mut self, _it: &TSTypeAnnotation<'a>) {}
}
