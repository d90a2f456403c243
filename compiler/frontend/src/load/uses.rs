//! What a file may ask for while it runs, by `import()` and `import.meta.resolve()`, and whether its top level waits.

use std::collections::{BTreeSet, HashMap};

use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::Scoping;
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;
use oxc_syntax::symbol::SymbolId;

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
}

pub fn uses(program: &Program<'_>, scoping: &Scoping) -> Uses {
    let text = program.source_text;
    if !text.contains("await") && !text.contains("import") {
        return Uses::default();
    }
    let mut find = Find::new(scoping);
    find.visit_program(program);
    let Find { mut uses, imports, resolves, variables, .. } = find;
    let parts = |operand: &Operand| {
        let mut parts = Vec::new();
        operand.split(&variables, MAX_STEPS, &mut parts);
        merged(parts)
    };
    uses.imports = imports.iter().map(|(span, operand)| (*span, parts(operand))).collect();
    uses.resolves = resolves
        .iter()
        .filter_map(|operand| match parts(operand).as_slice() {
            [Part::Text(text)] => Some(text.clone()),
            _ => None,
        })
        .collect();
    uses
}

/// How many variables are looked through, one in the initial value of the other.
const MAX_STEPS: u32 = 8;

/// An expression, as far as it makes text.
#[derive(Debug)]
enum Operand {
    Text(String),
    /// A variable that has its initial value wherever it is read.
    Variable(SymbolId),
    Template(Vec<Operand>),
    Sum(Box<[Operand; 2]>),
    Other,
}

struct Find<'s> {
    scoping: &'s Scoping,
    uses: Uses,
    imports: Vec<(Span, Operand)>,
    resolves: Vec<Operand>,
    /// Initial values.
    variables: HashMap<SymbolId, Operand>,
    /// How many functions are around the place.
    depth: u32,
}

impl<'a> Visit<'a> for Find<'_> {
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
        self.uses.suspends |= self.depth == 0;
        walk::walk_await_expression(self, it);
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        self.uses.suspends |= self.depth == 0 && it.r#await;
        walk::walk_for_of_statement(self, it);
    }

    fn visit_variable_declaration(&mut self, it: &VariableDeclaration<'a>) {
        self.uses.suspends |= self.depth == 0 && it.kind.is_await();
        walk::walk_variable_declaration(self, it);
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        if let (BindingPattern::BindingIdentifier(id), Some(init)) = (&it.id, &it.init)
            && let Some(symbol) = id.symbol_id.get()
        {
            let operand = self.operand(init);
            // A `var` may be declared more than once.
            self.variables.entry(symbol).and_modify(|known| *known = Operand::Other).or_insert(operand);
        }
        walk::walk_variable_declarator(self, it);
    }

    fn visit_string_literal(&mut self, it: &StringLiteral<'a>) {
        if resolve::is_path(&it.value) && !it.lone_surrogates {
            self.uses.paths.insert(it.value.to_string());
        }
    }

    fn visit_template_element(&mut self, it: &TemplateElement<'a>) {
        if let Some(text) = it.value.cooked.as_ref().filter(|text| resolve::is_path(text) && !it.lone_surrogates) {
            self.uses.paths.insert(text.to_string());
        }
    }

    fn visit_import_expression(&mut self, it: &ImportExpression<'a>) {
        self.imports.push((it.source.span(), self.operand(&it.source)));
        walk::walk_import_expression(self, it);
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        if let Expression::StaticMemberExpression(m) = &it.callee
            && m.property.name == "resolve"
            && matches!(m.object, Expression::ImportMeta(_))
            && let Some(e) = it.arguments.first().and_then(Argument::as_expression)
        {
            let operand = self.operand(e);
            self.resolves.push(operand);
        }
        walk::walk_call_expression(self, it);
    }
}

impl<'s> Find<'s> {
    fn new(scoping: &'s Scoping) -> Self {
        let (imports, resolves, variables) = (Vec::new(), Vec::new(), HashMap::new());
        Find { scoping, uses: Uses::default(), imports, resolves, variables, depth: 0 }
    }

    fn operand(&self, e: &Expression<'_>) -> Operand {
        match e.get_inner_expression() {
            Expression::StringLiteral(s) if !s.lone_surrogates => Operand::Text(s.value.to_string()),
            Expression::TemplateLiteral(t) => {
                let mut parts = Vec::new();
                for (i, quasi) in t.quasis.iter().enumerate() {
                    parts.push(match &quasi.value.cooked {
                        Some(text) if !quasi.lone_surrogates => Operand::Text(text.to_string()),
                        _ => Operand::Other,
                    });
                    parts.extend(t.expressions.get(i).map(|e| self.operand(e)));
                }
                Operand::Template(parts)
            }
            Expression::BinaryExpression(b) if b.operator == BinaryOperator::Addition => {
                Operand::Sum(Box::new([self.operand(&b.left), self.operand(&b.right)]))
            }
            // What is appended to is seldom appended to twice.
            Expression::AssignmentExpression(a) if a.operator == AssignmentOperator::Addition => {
                let left = match &a.left {
                    AssignmentTarget::AssignmentTargetIdentifier(id) => self.variable(id, 1),
                    _ => Operand::Other,
                };
                Operand::Sum(Box::new([left, self.operand(&a.right)]))
            }
            Expression::Identifier(id) => self.variable(id, 0),
            _ => Operand::Other,
        }
    }

    /// A variable that is assigned so often beside its declaration.
    fn variable(&self, id: &IdentifierReference<'_>, writes: usize) -> Operand {
        let reference = id.reference_id.get().map(|r| self.scoping.get_reference(r));
        match reference.and_then(oxc_syntax::reference::Reference::symbol_id) {
            Some(s) if self.scoping.get_resolved_references(s).filter(|r| r.is_write()).count() == writes => {
                Operand::Variable(s)
            }
            _ => Operand::Other,
        }
    }
}

impl Operand {
    /// Appends the parts: is it a string, whatever its holes are?
    fn split(&self, variables: &HashMap<SymbolId, Operand>, steps: u32, parts: &mut Vec<Part>) -> bool {
        match self {
            Operand::Text(text) => parts.push(Part::Text(text.clone())),
            Operand::Variable(symbol) => match variables.get(symbol) {
                Some(value) if steps > 0 => return value.split(variables, steps - 1, parts),
                _ => {
                    parts.push(Part::Hole);
                    return false;
                }
            },
            Operand::Template(operands) => {
                for operand in operands {
                    let mut inner = Vec::new();
                    if operand.split(variables, steps, &mut inner) {
                        parts.extend(inner);
                    } else {
                        parts.push(Part::Hole);
                    }
                }
            }
            Operand::Sum(sides) => {
                let mut inner = Vec::new();
                let is_text = sides.iter().fold(false, |is, side| side.split(variables, steps, &mut inner) | is);
                if !is_text {
                    parts.push(Part::Hole);
                    return false;
                }
                parts.extend(inner);
            }
            Operand::Other => {
                parts.push(Part::Hole);
                return false;
            }
        }
        true
    }
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
