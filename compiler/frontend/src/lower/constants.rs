//! Array and object literals of constants: from a certain size on they are data, not code.

use oxc_ast::ast::*;
use yarrow_mir::{Const, Literal, LiteralItem, Op, VReg};

use super::Lower;

/// Smaller literals are code: where it runs often, the code is quicker.
const MIN_ITEMS: usize = 64;

/// A literal that others are in.
#[derive(Clone, Copy)]
pub enum Nested<'a> {
    Array(&'a ArrayExpression<'a>),
    Object(&'a ObjectExpression<'a>),
}

impl<'a> Nested<'a> {
    fn of(e: &'a Expression<'a>) -> Option<Nested<'a>> {
        match e.without_parentheses() {
            Expression::ArrayExpression(a) => Some(Nested::Array(a)),
            Expression::ObjectExpression(o) => Some(Nested::Object(o)),
            _ => None,
        }
    }

    /// Where it starts in its file, which tells it from all others.
    fn start(self) -> u32 {
        match self {
            Nested::Array(a) => a.span.start,
            Nested::Object(o) => o.span.start,
        }
    }

    fn len(self) -> usize {
        match self {
            Nested::Array(a) => a.elements.len(),
            Nested::Object(o) => o.properties.len(),
        }
    }
}

impl<'a> Lower<'a, '_> {
    /// The literal as data, if it has constants only and enough of them.
    pub fn constant_literal(&mut self, whole: Nested<'a>) -> Option<VReg> {
        if self.computed_literals.contains(&whole.start()) {
            return None;
        }
        let literal = self.collect_literal(whole)?;
        if literal.items.len() < MIN_ITEMS {
            return None;
        }
        let index = u32::try_from(self.program.literals.len()).expect("fewer than 2^32 literals");
        self.program.literals.push(literal);
        Some(self.op(Op::Literal(index), &[]))
    }

    fn collect_literal(&mut self, whole: Nested<'a>) -> Option<Literal> {
        let mut items = vec![self.container(whole)];
        // Literals under way, and how far: nesting takes no stack.
        let mut under_way = vec![(whole, 0)];
        while let Some((literal, next)) = under_way.last_mut() {
            let (literal, at) = (*literal, *next);
            if at == literal.len() {
                under_way.pop();
                continue;
            }
            *next += 1;
            let Some(value) = self.literal_member(literal, at, &mut items) else {
                // None of those around this member has constants only: they are not looked through again.
                self.computed_literals.extend(under_way.iter().map(|(literal, _)| literal.start()));
                return None;
            };
            if let Some(inner) = value {
                items.push(self.container(inner));
                under_way.push((inner, 0));
            }
        }
        Some(Literal { items })
    }

    fn container(&self, literal: Nested<'a>) -> LiteralItem {
        let len = u32::try_from(literal.len()).expect("a file has fewer than 2^32 bytes");
        match literal {
            Nested::Array(_) => LiteralItem::Array(len),
            Nested::Object(_) => LiteralItem::Object(len),
        }
    }

    /// Adds a member to the items, but for what is a literal itself: that is returned. `None` if it is no constant.
    fn literal_member(
        &mut self,
        of: Nested<'a>,
        at: usize,
        items: &mut Vec<LiteralItem>,
    ) -> Option<Option<Nested<'a>>> {
        let value = match of {
            Nested::Array(a) => match &a.elements[at] {
                ArrayExpressionElement::SpreadElement(_) => return None,
                ArrayExpressionElement::Elision(_) => {
                    items.push(LiteralItem::Const(Const::Hole));
                    return Some(None);
                }
                element => element.to_expression(),
            },
            Nested::Object(o) => {
                let ObjectPropertyKind::ObjectProperty(p) = &o.properties[at] else { return None };
                let plain = p.kind == PropertyKind::Init && !p.method && !p.computed && !p.shorthand;
                if !plain || p.key.is_specific_static_name("__proto__") {
                    return None;
                }
                let key = match &p.key {
                    PropertyKey::StaticIdentifier(id) => Const::Str(self.str(&id.name)),
                    PropertyKey::StringLiteral(s) => Const::Str(self.js_string(s.value.as_str(), s.lone_surrogates)),
                    PropertyKey::NumericLiteral(n) => number(n.value),
                    _ => return None,
                };
                items.push(LiteralItem::Const(key));
                &p.value
            }
        };
        if let Some(inner) = Nested::of(value) {
            return Some(Some(inner));
        }
        let constant = self.literal_constant(value)?;
        items.push(LiteralItem::Const(constant));
        Some(None)
    }

    fn literal_constant(&mut self, e: &'a Expression<'a>) -> Option<Const> {
        Some(match e.without_parentheses() {
            Expression::NumericLiteral(n) => number(n.value),
            Expression::StringLiteral(s) => Const::Str(self.js_string(s.value.as_str(), s.lone_surrogates)),
            Expression::BooleanLiteral(b) => Const::Bool(b.value),
            Expression::NullLiteral(_) => Const::Null,
            Expression::TemplateLiteral(t) if t.expressions.is_empty() => {
                let text = t.quasis.first()?;
                Const::Str(self.js_string(text.value.cooked?.as_str(), text.lone_surrogates))
            }
            Expression::UnaryExpression(u) => match (u.operator, u.argument.without_parentheses()) {
                (UnaryOperator::UnaryNegation, Expression::NumericLiteral(n)) => number(-n.value),
                (UnaryOperator::Void, Expression::NumericLiteral(_)) => Const::Undefined,
                (UnaryOperator::LogicalNot, Expression::NumericLiteral(n)) => Const::Bool(n.value == 0.0),
                _ => return None,
            },
            _ => return None,
        })
    }
}

/// A number as a constant: an integer where it is one and is not -0.
pub fn number(n: f64) -> Const {
    #[allow(clippy::cast_possible_truncation, reason = "checked by the comparison")]
    let int = n as i32;
    let is_int = f64::from(int) == n && (int != 0 || n.is_sign_positive());
    if is_int { Const::I32(int) } else { Const::F64(n) }
}
