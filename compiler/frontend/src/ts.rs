//! TypeScript to JavaScript, before analysis: what is more than types is rewritten in the tree, as
//! `tsc` does it for ES2022. Types are left where they are; nothing later looks at them.
//!
//! * `enum` and `namespace` become a variable and a function called with the object to fill;
//! * names that a namespace exports become properties of its object, const enum members literals;
//! * `import x = N.y`, `import x = require("…")`, `export =` become variables and an assignment;
//! * parameter properties and `accessor` fields become fields, assignments and methods.
//!
//! Synthesised nodes stand at the offset of what they come from; no two private names or class
//! elements share one.

mod build;
mod classes;
mod constant;
mod constants;
mod enums;
mod merged;
mod namespaces;

use std::collections::{HashMap, HashSet};

use oxc_allocator::{Allocator, ArenaVec, TakeIn};
use oxc_ast::ast::*;
use oxc_ast::builder::AstBuilder;
use oxc_ast_visit::{VisitMut, walk_mut};
use oxc_semantic::Scoping;
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeId;
use oxc_syntax::symbol::{SymbolFlags, SymbolId};

use constant::Constant;
use merged::Merged;

/// How fields of classes come to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fields {
    /// Defined on the object before the constructor's body, as ECMAScript has it.
    #[default]
    Defined,
    /// Assigned after the parameter properties, those with a value: `useDefineForClassFields: false`.
    Assigned,
}

/// What becomes of imports whose names no value uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Imports {
    #[default]
    Elided,
    /// They stay unless they say `type`: `verbatimModuleSyntax`.
    Verbatim,
}

/// What the tsconfig.json of a file says that a running program can tell.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    pub fields: Fields,
    pub imports: Imports,
}

/// What the rewriting leaves behind.
#[derive(Debug, Default)]
pub struct Lowered {
    /// Offsets of the setters that have the name of the getter before them.
    pub repeated_keys: HashSet<u32>,
    /// Offsets of the constructors that assign parameter properties before the fields; an empty statement of no length
    /// at the constructor's offset stands where the fields follow.
    pub late_fields: HashSet<u32>,
    /// Offsets of the calls of `require` that stand for `import x = require("…")`.
    pub requires: HashSet<u32>,
    /// What is not supported.
    pub errors: Vec<(Span, String)>,
}

/// Is it a module of values: has it imports or exports besides types, `import =` and `export =`?
pub fn is_module(program: &Program<'_>) -> bool {
    let declarations = || program.body.iter().filter_map(Statement::as_module_declaration);
    let assigns = declarations().any(|d| matches!(d, ModuleDeclaration::TSExportAssignment(_)));
    !assigns
        && declarations().any(|d| match d {
            ModuleDeclaration::ImportDeclaration(d) => !d.import_kind.is_type(),
            ModuleDeclaration::ExportAllDeclaration(d) => !d.export_kind.is_type(),
            ModuleDeclaration::ExportFromDeclaration(d) => !d.export_kind.is_type(),
            ModuleDeclaration::ExportNamedDeclaration(d) => !d.export_kind.is_type(),
            ModuleDeclaration::ExportDefaultDeclaration(_) | ModuleDeclaration::ExportDeclaration(_) => true,
            ModuleDeclaration::TSExportAssignment(_) | ModuleDeclaration::TSNamespaceExportDeclaration(_) => false,
        })
}

/// What a file is lowered to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Module,
    CommonJs,
}

/// Rewrites a program whose syntax is right; its symbols and scopes are not valid afterwards.
pub fn lower<'a>(
    program: &mut Program<'a>,
    scoping: &Scoping,
    target: Target,
    settings: Settings,
    allocator: &'a Allocator,
) -> Lowered {
    let merged = merged::collect(program, scoping);
    let mut names: HashSet<String> = scoping.symbol_names().map(str::to_owned).collect();
    names.extend(scoping.root_unresolved_references().keys().map(|n| n.as_str().to_owned()));
    let mut lowering = Lowering {
        ast: AstBuilder::new(allocator),
        scoping,
        target,
        settings,
        merged,
        names,
        enums: HashMap::new(),
        const_enums: HashSet::new(),
        keys: HashMap::new(),
        aliases: HashMap::new(),
        variables: HashMap::new(),
        exported_variables: HashMap::new(),
        declared: HashSet::new(),
        around: Vec::new(),
        export_assignment: None,
        out: Lowered::default(),
    };
    lowering.visit_program(program);
    if let Some(last) = lowering.export_assignment.take() {
        program.body.push(last);
    }
    lowering.out
}

/// A namespace or enum body around a place.
struct Around {
    scope: ScopeId,
    key: Merged,
    /// Name of the parameter that holds its object.
    object: String,
    /// Of a namespace: symbols of this body that are properties of the object only.
    only_properties: HashSet<SymbolId>,
    is_enum: bool,
}

struct Lowering<'a, 's> {
    ast: AstBuilder<'a>,
    scoping: &'s Scoping,
    target: Target,
    settings: Settings,
    /// By namespace: the names that any of its bodies exports.
    merged: HashMap<Merged, HashSet<String>>,
    /// All names that mean something in the file.
    names: HashSet<String>,
    /// By enum: the members seen so far, with their values where they are constants.
    enums: HashMap<Merged, HashMap<String, Option<Constant>>>,
    const_enums: HashSet<Merged>,
    /// By symbol: the keys of the namespaces and enums seen so far.
    keys: HashMap<SymbolId, Merged>,
    /// The names by which namespaces export other namespaces and enums, and the keys of those.
    aliases: HashMap<Merged, Merged>,
    /// The `const` variables seen so far whose values are constants.
    variables: HashMap<SymbolId, Constant>,
    /// Those that namespaces export, by the key of the namespace and the name.
    exported_variables: HashMap<Merged, Constant>,
    /// Namespaces and enums whose variable is there.
    declared: HashSet<SymbolId>,
    around: Vec<Around>,
    export_assignment: Option<Statement<'a>>,
    out: Lowered,
}

/// Where a declaration stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The top level of the file.
    Top,
    /// Exported from the top level.
    Exported,
    /// Exported from the namespace around.
    Member,
    /// In a block, function or namespace.
    Inner,
}

impl<'a> Lowering<'a, '_> {
    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.out.errors.push((span, message.into()));
    }

    /// A name like this one that nothing in the file is called.
    fn fresh(&mut self, name: &str) -> String {
        let mut i = 1;
        loop {
            let fresh = format!("{name}_{i}");
            if self.names.insert(fresh.clone()) {
                return fresh;
            }
            i += 1;
        }
    }

    fn statements(&mut self, list: &mut ArenaVec<'a, Statement<'a>>, place: Place) {
        let old = list.take_in(&self.ast);
        let mut new = Vec::new();
        for s in old {
            self.statement(s, place, &mut new);
        }
        *list = ArenaVec::from_iter_in(new, &self.ast);
    }

    fn statement(&mut self, s: Statement<'a>, place: Place, out: &mut Vec<Statement<'a>>) {
        match s {
            Statement::TSEnumDeclaration(d) => self.enumeration(d.unbox(), place, out),
            Statement::TSNamespaceDeclaration(d) => self.namespace(d.unbox(), place, out),
            Statement::TSImportEqualsDeclaration(d) => self.import_equals(d.unbox(), place, out),
            Statement::TSExportAssignment(mut d) => {
                if self.target == Target::Module {
                    self.error(d.span, "SyntaxError: `export =` stands in CommonJS files only");
                    return;
                }
                self.visit_expression(&mut d.expression);
                let at = d.span.start;
                let target = self.member(at, self.name(at, "module"), "exports");
                let value = d.unbox().expression;
                self.export_assignment = Some(self.assign_statement(at, target, value));
            }
            Statement::ExportDeclaration(d) => {
                let span = d.span;
                match d.unbox().declaration {
                    Declaration::TSEnumDeclaration(d) => self.enumeration(d.unbox(), Place::Exported, out),
                    Declaration::TSNamespaceDeclaration(d) => self.namespace(d.unbox(), Place::Exported, out),
                    Declaration::TSImportEqualsDeclaration(d) => self.import_equals(d.unbox(), Place::Exported, out),
                    declaration => {
                        let mut s = Statement::new_export_declaration(span, declaration, &self.ast);
                        self.visit_statement(&mut s);
                        out.push(s);
                    }
                }
            }
            mut s => {
                self.visit_statement(&mut s);
                out.push(s);
            }
        }
    }

    /// `import x = …`, where a value uses it.
    fn import_equals(&mut self, d: TSImportEqualsDeclaration<'a>, place: Place, out: &mut Vec<Statement<'a>>) {
        let symbol = d.id.symbol_id.get();
        let used = symbol.is_some_and(|s| self.scoping.get_resolved_references(s).any(|r| r.is_value()));
        if d.import_kind.is_type() || !used && !matches!(place, Place::Exported | Place::Member) {
            return;
        }
        let entity = match &d.module_reference {
            TSModuleReference::ExternalModuleReference(_) => None,
            TSModuleReference::IdentifierReference(id) => self.named_entity(id),
            TSModuleReference::QualifiedName(q) => self.qualified_entity(q),
        };
        if let Some(entity) = entity {
            if let Some(a) = self.around.last().filter(|_| place == Place::Member) {
                self.aliases.insert(format!("{}.{}", a.key, d.id.name), entity.clone());
            }
            self.keys.extend(symbol.map(|s| (s, entity)));
        }
        let at = d.span.start;
        let value = match d.module_reference {
            TSModuleReference::ExternalModuleReference(r) => {
                self.out.requires.insert(r.span.start);
                let callee = self.name(r.span.start, "require");
                let specifier =
                    Expression::StringLiteral(oxc_allocator::ArenaBox::new_in(r.unbox().expression, &self.ast));
                self.call(at, callee, specifier)
            }
            TSModuleReference::IdentifierReference(mut id) => {
                if !self.is_value(&id) {
                    return;
                }
                match self.rewritten(&mut id) {
                    Some(e) => e,
                    None => Expression::Identifier(id),
                }
            }
            TSModuleReference::QualifiedName(q) => match self.qualified(q.unbox()) {
                Some(value) => value,
                None => return,
            },
        };
        if place == Place::Member {
            let target = self.own_member(at, d.id.name.as_str());
            out.push(self.assign_statement(at, target, value));
            return;
        }
        let kind = VariableDeclarationKind::Const;
        let declaration = self.variable(d.span, kind, d.id.name.as_str(), d.id.span, Some(value));
        out.push(self.placed(d.span, declaration, place));
    }

    fn is_value(&self, id: &IdentifierReference<'a>) -> bool {
        let symbol = id.reference_id.get().and_then(|r| self.scoping.get_reference(r).symbol_id());
        symbol.is_none_or(|s| self.scoping.symbol_flags(s).intersects(SymbolFlags::Value | SymbolFlags::Import))
    }

    fn qualified(&mut self, q: TSQualifiedName<'a>) -> Option<Expression<'a>> {
        let at = q.span.start;
        let left = match q.left {
            TSTypeName::IdentifierReference(mut id) => {
                if !self.is_value(&id) {
                    return None;
                }
                match self.rewritten(&mut id) {
                    Some(e) => e,
                    None => Expression::Identifier(id),
                }
            }
            TSTypeName::QualifiedName(q) => self.qualified(q.unbox())?,
            TSTypeName::ThisExpression(_) => return None,
        };
        Some(self.member_of(at, left, q.right.name.as_str()))
    }

    /// The key of an enum or namespace declared here, from now on that of its symbol.
    fn key_of(&mut self, id: &BindingIdentifier<'a>, exported: bool) -> Merged {
        let around = self.around.last().filter(|_| exported).map(|a| a.key.as_str());
        let key = merged::key(id, around);
        self.keys.extend(id.symbol_id.get().map(|symbol| (symbol, key.clone())));
        key
    }

    fn is_within(&self, mut scope: ScopeId, outer: ScopeId) -> bool {
        loop {
            if scope == outer {
                return true;
            }
            match self.scoping.scope_parent_id(scope) {
                Some(parent) => scope = parent,
                None => return false,
            }
        }
    }

    /// What a name means that some namespace or enum around exports: a property, or a constant.
    fn rewritten(&mut self, id: &mut IdentifierReference<'a>) -> Option<Expression<'a>> {
        let symbol = id.reference_id.get().and_then(|r| self.scoping.get_reference(r).symbol_id());
        let scope = symbol.map(|s| self.scoping.symbol_scope_id(s));
        let at = id.span.start;
        let name = id.name.as_str();
        for a in self.around.iter().rev() {
            let mut own = false;
            if let (Some(symbol), Some(scope)) = (symbol, scope)
                && self.is_within(scope, a.scope)
            {
                own = scope == a.scope && (a.is_enum || a.only_properties.contains(&symbol));
                if !own {
                    return None;
                }
            }
            if a.is_enum {
                match self.enums.get(&a.key).and_then(|members| members.get(name)) {
                    Some(Some(c)) => return Some(self.constant(at, &c.clone())),
                    // A function can ask for a member that follows.
                    None if !own => {}
                    Some(None) | None => return Some(self.member_of(at, self.name(at, &a.object), name)),
                }
            } else if self.merged.get(&a.key).is_some_and(|names| names.contains(name)) {
                return Some(self.member_of(at, self.name(at, &a.object), name));
            }
        }
        None
    }
}

impl<'a> VisitMut<'a> for Lowering<'a, '_> {
    fn visit_program(&mut self, it: &mut Program<'a>) {
        self.statements(&mut it.body, Place::Top);
    }

    fn visit_statements(&mut self, it: &mut ArenaVec<'a, Statement<'a>>) {
        // A block in a namespace exports nothing.
        self.statements(it, Place::Inner);
    }

    fn visit_expression(&mut self, it: &mut Expression<'a>) {
        if let Expression::Identifier(id) = it {
            if let Some(e) = self.rewritten(id) {
                *it = e;
            }
            return;
        }
        if let Some(c) = self.const_enum_member(it) {
            *it = self.constant(it.span().start, &c);
            return;
        }
        walk_mut::walk_expression(self, it);
    }

    fn visit_variable_declaration(&mut self, it: &mut VariableDeclaration<'a>) {
        self.note_variables(it);
        walk_mut::walk_variable_declaration(self, it);
    }

    fn visit_object_property(&mut self, it: &mut ObjectProperty<'a>) {
        walk_mut::walk_object_property(self, it);
        it.shorthand &= matches!(it.value, Expression::Identifier(_));
    }

    fn visit_simple_assignment_target(&mut self, it: &mut SimpleAssignmentTarget<'a>) {
        if let SimpleAssignmentTarget::AssignmentTargetIdentifier(id) = it {
            if let Some(e) = self.rewritten(id) {
                *it = self.simple_target(e);
            }
            return;
        }
        walk_mut::walk_simple_assignment_target(self, it);
    }

    fn visit_assignment_target_property(&mut self, it: &mut AssignmentTargetProperty<'a>) {
        if let AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(p) = it
            && let Some(e) = self.rewritten(&mut p.binding)
        {
            let target = AssignmentTarget::from(self.simple_target(e));
            let mut init = p.init.take();
            if let Some(init) = &mut init {
                self.visit_expression(init);
            }
            *it = self.target_property(p.binding.span, p.binding.name.as_str(), target, init);
            return;
        }
        walk_mut::walk_assignment_target_property(self, it);
    }

    fn visit_class(&mut self, it: &mut Class<'a>) {
        if it.declare {
            return;
        }
        self.class(it);
        walk_mut::walk_class(self, it);
    }

    fn visit_ts_type(&mut self, _it: &mut TSType<'a>) {}

    fn visit_ts_type_annotation(&mut self, _it: &mut TSTypeAnnotation<'a>) {}
}
