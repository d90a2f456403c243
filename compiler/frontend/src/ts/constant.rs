//! The value of an enum member that is known here.

use oxc_ast::ast::Expression;

/// The parts of `E.name` and `E["name"]`.
pub fn named_member<'e, 'a>(e: &'e Expression<'a>) -> Option<(&'e Expression<'a>, &'e str)> {
    match e {
        Expression::StaticMemberExpression(m) => Some((&m.object, m.property.name.as_str())),
        Expression::ComputedMemberExpression(m) => match &m.expression {
            Expression::StringLiteral(s) => Some((&m.object, s.value.as_str())),
            _ => None,
        },
        _ => None,
    }
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
