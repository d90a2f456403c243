//! What a file may ask for while it runs, by `import()` and `import.meta.resolve()`, and whether its top level waits.

use std::collections::BTreeSet;

use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;

use super::resolve;

/// A part of an operand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    Hole,
}

/// What a file has of these.
#[derive(Debug, Default)]
pub struct Uses {
    /// Does its top level wait?
    pub suspends: bool,
    pub imports: Vec<(Span, Vec<Part>)>,
    pub resolves: Vec<String>,
    /// Strings that are paths.
    pub paths: BTreeSet<String>,
    /// How many functions are around the place.
    depth: u32,
}

pub fn uses(program: &Program<'_>) -> Uses {
    let mut uses = Uses::default();
    let text = program.source_text;
    if text.contains("await") || text.contains("import") {
        uses.visit_program(program);
    }
    uses
}

impl<'a> Visit<'a> for Uses {
    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        self.depth += 1;
        walk::walk_function(self, it, flags);
        self.depth -= 1;
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        self.depth += 1;
        walk::walk_arrow_function_expression(self, it);
        self.depth -= 1;
    }

    fn visit_await_expression(&mut self, it: &AwaitExpression<'a>) {
        self.suspends |= self.depth == 0;
        walk::walk_await_expression(self, it);
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        self.suspends |= self.depth == 0 && it.r#await;
        walk::walk_for_of_statement(self, it);
    }

    fn visit_variable_declaration(&mut self, it: &VariableDeclaration<'a>) {
        self.suspends |= self.depth == 0 && it.kind.is_await();
        walk::walk_variable_declaration(self, it);
    }

    fn visit_string_literal(&mut self, it: &StringLiteral<'a>) {
        if resolve::is_path(&it.value) && !it.lone_surrogates {
            self.paths.insert(it.value.to_string());
        }
    }

    fn visit_template_element(&mut self, it: &TemplateElement<'a>) {
        if let Some(text) = it.value.cooked.as_ref().filter(|text| resolve::is_path(text) && !it.lone_surrogates) {
            self.paths.insert(text.to_string());
        }
    }

    fn visit_import_expression(&mut self, it: &ImportExpression<'a>) {
        let mut parts = Vec::new();
        split(&it.source, &mut parts);
        self.imports.push((it.source.span(), merged(parts)));
        walk::walk_import_expression(self, it);
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        if let Expression::StaticMemberExpression(m) = &it.callee
            && m.property.name == "resolve"
            && matches!(m.object, Expression::ImportMeta(_))
            && let Some(e) = it.arguments.first().and_then(Argument::as_expression)
        {
            let mut parts = Vec::new();
            split(e, &mut parts);
            if let [Part::Text(text)] = merged(parts).as_slice() {
                self.resolves.push(text.clone());
            }
        }
        walk::walk_call_expression(self, it);
    }
}

/// Appends the parts of an expression: is it a string, whatever its holes are?
fn split(e: &Expression<'_>, parts: &mut Vec<Part>) -> bool {
    match e.get_inner_expression() {
        Expression::StringLiteral(s) if !s.lone_surrogates => parts.push(Part::Text(s.value.to_string())),
        Expression::TemplateLiteral(t) => {
            for (i, quasi) in t.quasis.iter().enumerate() {
                match &quasi.value.cooked {
                    Some(text) if !quasi.lone_surrogates => parts.push(Part::Text(text.to_string())),
                    _ => parts.push(Part::Hole),
                }
                if let Some(e) = t.expressions.get(i) {
                    let mut inner = Vec::new();
                    if split(e, &mut inner) { parts.extend(inner) } else { parts.push(Part::Hole) }
                }
            }
        }
        Expression::BinaryExpression(b) if b.operator == BinaryOperator::Addition => {
            let mut sides = (Vec::new(), Vec::new());
            let (left, right) = (split(&b.left, &mut sides.0), split(&b.right, &mut sides.1));
            if !left && !right {
                parts.push(Part::Hole);
                return false;
            }
            parts.extend(sides.0);
            parts.extend(sides.1);
        }
        _ => {
            parts.push(Part::Hole);
            return false;
        }
    }
    true
}

/// With neighbours put together.
fn merged(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        match (out.last_mut(), part) {
            (_, Part::Text(text)) if text.is_empty() => {}
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (Some(Part::Hole), Part::Hole) => {}
            (_, part) => out.push(part),
        }
    }
    if out.is_empty() {
        out.push(Part::Text(String::new()));
    }
    out
}
