//! `enum`.

use std::collections::HashSet;

use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, VisitMut, walk};
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;
use oxc_syntax::symbol::SymbolFlags;

use super::constant::{Constant, named_member};
use super::merged::Merged;
use super::{Around, Lowering, Place};

impl<'a> Lowering<'a, '_> {
    /// The variable of an enum or namespace, where this is its first declaration.
    pub fn declare_object(&mut self, span: Span, id: &BindingIdentifier<'a>, place: Place) -> Option<Statement<'a>> {
        let symbol = id.symbol_id.get()?;
        let flags = self.scoping.symbol_flags(symbol);
        if !self.declared.insert(symbol) || flags.intersects(SymbolFlags::Class | SymbolFlags::Function) {
            return None;
        }
        let kind = match place {
            Place::Top | Place::Exported => VariableDeclarationKind::Var,
            Place::Member | Place::Inner => VariableDeclarationKind::Let,
        };
        let declaration = self.variable(span, kind, id.name.as_str(), id.span, None);
        Some(self.placed(span, declaration, place))
    }

    pub fn enumeration(&mut self, d: TSEnumDeclaration<'a>, place: Place, out: &mut Vec<Statement<'a>>) {
        let name = d.id.name.as_str();
        let key = self.key_of(&d.id, place == Place::Member);
        if d.r#const {
            self.const_enums.insert(key.clone());
        }
        // Of one that is declared only the constants count.
        let is_declared = d.declare;
        if !is_declared {
            out.extend(self.declare_object(d.span, &d.id, place));
        }
        let object = self.fresh(name);
        let Some(scope) = d.body.scope_id.get() else { return };
        self.enums.entry(key.clone()).or_default();
        self.around.push(Around {
            scope,
            key: key.clone(),
            object: object.clone(),
            only_properties: Default::default(),
            is_enum: true,
        });
        let mut body = Vec::new();
        let names: HashSet<String> = d.body.members.iter().map(|m| m.id.static_name().to_string()).collect();
        let mut next = (!is_declared || d.r#const).then_some(0.0);
        for m in d.body.members {
            let at = m.span.start;
            let name = m.id.static_name().to_string();
            let mut imports = false;
            let (value, expression) = match m.initializer {
                Some(mut e) => match self.evaluate(&e) {
                    Some(c) => (Some(c.clone()), self.constant(at, &c)),
                    None => {
                        let mut named = Named { lowering: self, key: &key, names: &names, imports: false, later: None };
                        named.visit_expression(&e);
                        imports = named.imports;
                        if let Some(span) = named.later {
                            self.error(
                                span,
                                "SyntaxError: An enum member cannot refer to one that is declared after it",
                            );
                        }
                        self.visit_expression(&mut e);
                        (None, e)
                    }
                },
                None => {
                    if next.is_none() && !is_declared {
                        self.error(m.span, "SyntaxError: Enum member must have initializer");
                    }
                    (next.map(Constant::Number), self.number(at, next.unwrap_or_default()))
                }
            };
            next = match &value {
                Some(Constant::Number(n)) => Some(n + 1.0),
                _ => None,
            };
            let is_text = match &value {
                Some(c) => matches!(c, Constant::Text(_)),
                None => is_text(&expression),
            };
            let target = self.element(at, self.name(at, &object), self.string(at, &name));
            body.push(if is_text {
                self.assign_statement(at, target, expression)
            } else if imports {
                self.assign_number_back(at, &object, &name, expression)
            } else {
                let number = self.assign(at, target, expression);
                let back = self.element(at, self.name(at, &object), number);
                self.assign_statement(at, back, self.string(at, &name))
            });
            self.enums.entry(key.clone()).or_default().insert(name, value);
        }
        self.around.pop();
        if !is_declared {
            out.push(self.fill(d.span, name, &object, body, place));
        }
    }
}

/// What an initialiser that is no constant names, outside of functions.
struct Named<'l, 'a, 's> {
    lowering: &'l Lowering<'a, 's>,
    /// The enum around, and all names of its body.
    key: &'l Merged,
    names: &'l HashSet<String>,
    /// Does it name anything of another file?
    imports: bool,
    /// A member that follows.
    later: Option<Span>,
}

impl Named<'_, '_, '_> {
    fn member(&mut self, name: &str, span: Span) {
        let seen = self.lowering.enums.get(self.key).is_some_and(|members| members.contains_key(name));
        if self.names.contains(name) && !seen {
            self.later.get_or_insert(span);
        }
    }
}

impl<'a> Visit<'a> for Named<'_, 'a, '_> {
    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        let scoping = self.lowering.scoping;
        let Some(symbol) = it.reference_id.get().and_then(|r| scoping.get_reference(r).symbol_id()) else { return };
        let flags = scoping.symbol_flags(symbol);
        self.imports |= flags.intersects(SymbolFlags::Import);
        if flags.contains(SymbolFlags::EnumMember) {
            self.member(it.name.as_str(), it.span);
        }
    }

    fn visit_expression(&mut self, it: &Expression<'a>) {
        if let Some((object, name)) = named_member(it)
            && self.lowering.entity(object).as_ref() == Some(self.key)
        {
            self.member(name, it.span());
            return;
        }
        walk::walk_expression(self, it);
    }

    fn visit_function(&mut self, _it: &Function<'a>, _flags: ScopeFlags) {}

    fn visit_arrow_function_expression(&mut self, _it: &ArrowFunctionExpression<'a>) {}

    fn visit_ts_type(&mut self, _it: &TSType<'a>) {}
}

/// Is the value a string, as its form alone shows?
fn is_text(e: &Expression<'_>) -> bool {
    match e {
        Expression::TemplateLiteral(_) | Expression::StringLiteral(_) => true,
        Expression::ParenthesizedExpression(p) => is_text(&p.expression),
        Expression::BinaryExpression(b) => {
            b.operator == BinaryOperator::Addition && (is_text(&b.left) || is_text(&b.right))
        }
        _ => false,
    }
}
