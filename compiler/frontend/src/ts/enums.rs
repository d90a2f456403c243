//! `enum`.

use oxc_ast::ast::*;
use oxc_ast_visit::VisitMut;
use oxc_span::Span;
use oxc_syntax::symbol::SymbolFlags;

use super::constant::Constant;
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
        let mut next = (!is_declared || d.r#const).then_some(0.0);
        for m in d.body.members {
            let at = m.span.start;
            let name = m.id.static_name().to_string();
            let (value, expression) = match m.initializer {
                Some(mut e) => match self.evaluate(&e) {
                    Some(c) => (Some(c.clone()), self.constant(at, &c)),
                    None => {
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
