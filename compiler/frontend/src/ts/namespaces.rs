//! `namespace`: a function that fills an object with what is exported.

use std::collections::HashSet;

use oxc_allocator::ArenaVec;
use oxc_ast::ast::*;
use oxc_ast_visit::VisitMut;
use oxc_syntax::symbol::SymbolId;

use super::merged::is_instantiated;
use super::{Around, Lowering, Place};

impl<'a> Lowering<'a, '_> {
    pub fn namespace(&mut self, d: TSNamespaceDeclaration<'a>, place: Place, out: &mut Vec<Statement<'a>>) {
        if d.declare || !is_instantiated(&d) {
            return;
        }
        let name = d.id.name.as_str();
        let key = self.key_of(&d.id, place == Place::Member);
        out.extend(self.declare_object(d.span, &d.id, place));
        let object = self.fresh(name);
        let Some(scope) = d.scope_id.get() else { return };
        let mut around = Around { scope, key, object: object.clone(), only_properties: HashSet::new(), is_enum: false };
        let mut body = Vec::new();
        match d.body {
            TSNamespaceDeclarationBody::TSNamespaceDeclaration(inner) => {
                self.around.push(around);
                self.namespace(inner.unbox(), Place::Member, &mut body);
            }
            TSNamespaceDeclarationBody::TSModuleBlock(b) => {
                around.only_properties = b.body.iter().flat_map(|s| property_symbols(s)).collect();
                self.around.push(around);
                for s in b.unbox().body {
                    match s {
                        Statement::ExportDeclaration(e) => self.exported_member(e.unbox().declaration, &mut body),
                        Statement::ExportNamedDeclaration(e) if !e.specifiers.is_empty() => {
                            self.error(e.span, "SyntaxError: Export declarations are not permitted in a namespace");
                        }
                        s => self.statement(s, Place::Inner, &mut body),
                    }
                }
            }
        }
        self.around.pop();
        out.push(self.fill(d.span, name, &object, body, place));
    }

    /// A declaration that the namespace around exports.
    fn exported_member(&mut self, d: Declaration<'a>, out: &mut Vec<Statement<'a>>) {
        // A declared enum has constants.
        if d.declare() && !matches!(d, Declaration::TSEnumDeclaration(_)) {
            return;
        }
        match d {
            Declaration::TSEnumDeclaration(d) => self.enumeration(d.unbox(), Place::Member, out),
            Declaration::TSNamespaceDeclaration(d) => self.namespace(d.unbox(), Place::Member, out),
            Declaration::TSImportEqualsDeclaration(d) => self.import_equals(d.unbox(), Place::Member, out),
            Declaration::VariableDeclaration(d) => {
                self.note_exported_variables(&d);
                for declarator in d.unbox().declarations {
                    let Some(mut init) = declarator.init else { continue };
                    self.visit_expression(&mut init);
                    let at = declarator.span.start;
                    let mut pattern = declarator.id;
                    self.visit_binding_pattern(&mut pattern);
                    let target = self.property_target(pattern);
                    out.push(self.assign_statement(at, target, init));
                }
            }
            Declaration::FunctionDeclaration(f) => {
                let named = f.id.as_ref().filter(|_| f.body.is_some()).map(|id| (f.span.end, id.name));
                let mut s = Statement::FunctionDeclaration(f);
                self.visit_statement(&mut s);
                out.push(s);
                self.export_name(named, out);
            }
            Declaration::ClassDeclaration(c) => {
                let named = c.id.as_ref().map(|id| (c.span.end, id.name));
                let mut s = Statement::ClassDeclaration(c);
                self.visit_statement(&mut s);
                out.push(s);
                self.export_name(named, out);
            }
            _ => {}
        }
    }

    fn export_name(&mut self, named: Option<(u32, Ident<'a>)>, out: &mut Vec<Statement<'a>>) {
        if let Some((at, name)) = named {
            let target = self.own_member(at, name.as_str());
            out.push(self.assign_statement(at, target, self.name(at, name.as_str())));
        }
    }

    /// The pattern of a declaration as a target: its names as properties of the object around.
    fn property_target(&mut self, p: BindingPattern<'a>) -> AssignmentTarget<'a> {
        match p {
            BindingPattern::BindingIdentifier(id) => self.own_member(id.span.start, id.name.as_str()),
            BindingPattern::ObjectPattern(o) => {
                let o = o.unbox();
                let rest = o.rest.map(|r| self.property_rest(r.unbox()));
                let mut properties = Vec::new();
                for p in o.properties {
                    let binding = self.property_target_or_default(p.value);
                    properties.push(AssignmentTargetProperty::new_assignment_target_property_property(
                        p.span, p.key, binding, p.computed, &self.ast,
                    ));
                }
                let properties = ArenaVec::from_iter_in(properties, &self.ast);
                AssignmentTarget::new_object_assignment_target(o.span, properties, rest, &self.ast)
            }
            BindingPattern::ArrayPattern(a) => {
                let a = a.unbox();
                let rest = a.rest.map(|r| self.property_rest(r.unbox()));
                let mut elements = Vec::new();
                for e in a.elements {
                    elements.push(e.map(|e| self.property_target_or_default(e)));
                }
                let elements = ArenaVec::from_iter_in(elements, &self.ast);
                AssignmentTarget::new_array_assignment_target(a.span, elements, rest, &self.ast)
            }
            BindingPattern::AssignmentPattern(a) => self.property_target(a.unbox().left),
        }
    }

    fn property_target_or_default(&mut self, p: BindingPattern<'a>) -> AssignmentTargetMaybeDefault<'a> {
        match p {
            BindingPattern::AssignmentPattern(a) => {
                let a = a.unbox();
                let target = self.property_target(a.left);
                AssignmentTargetMaybeDefault::new_assignment_target_with_default(a.span, target, a.right, &self.ast)
            }
            p => AssignmentTargetMaybeDefault::from(self.property_target(p)),
        }
    }

    fn property_rest(&mut self, r: BindingRestElement<'a>) -> oxc_allocator::ArenaBox<'a, AssignmentTargetRest<'a>> {
        let target = self.property_target(r.argument);
        AssignmentTargetRest::boxed(r.span, target, &self.ast)
    }
}

/// Symbols of an exported statement that have no variable of their own.
fn property_symbols(s: &Statement<'_>) -> Vec<SymbolId> {
    let Statement::ExportDeclaration(e) = s else { return Vec::new() };
    match &e.declaration {
        Declaration::VariableDeclaration(d) if !d.declare => d
            .declarations
            .iter()
            .flat_map(|d| d.id.get_binding_identifiers())
            .filter_map(|id| id.symbol_id.get())
            .collect(),
        Declaration::TSImportEqualsDeclaration(d) => d.id.symbol_id.get().into_iter().collect(),
        _ => Vec::new(),
    }
}
