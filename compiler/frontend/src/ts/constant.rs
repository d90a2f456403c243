//! The value of an enum member that is known here.

use oxc_ast::ast::{Expression, IdentifierReference};

/// The parts of `E.name` and `E["name"]`.
pub fn named_member<'e, 'a>(e: &'e Expression<'a>) -> Option<(&'e IdentifierReference<'a>, &'e str)> {
    let (object, name) = match e {
        Expression::StaticMemberExpression(m) => (&m.object, m.property.name.as_str()),
        Expression::ComputedMemberExpression(m) => match &m.expression {
            Expression::StringLiteral(s) => (&m.object, s.value.as_str()),
            _ => return None,
        },
        _ => return None,
    };
    let Expression::Identifier(id) = object else { return None };
    Some((id, name))
}

#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    Number(f64),
    Text(String),
}

impl Constant {
    /// As it is written in a template or concatenation; none where that takes more than digits.
    pub fn text(&self) -> Option<String> {
        match self {
            Constant::Text(s) => Some(s.clone()),
            Constant::Number(n) if n.fract() == 0.0 && n.abs() < 1e15 => Some(format!("{}", n + 0.0)),
            Constant::Number(_) => None,
        }
    }
}
