//! Calls as assignment targets, `f() = 1`. In sloppy code they are a ReferenceError once the call has been made
//! (AssignmentTargetType is web-compat); the parser takes them for a SyntaxError.
//!
//! [`parse`] puts `[0]` behind such a call and parses again. [`inserted`] tells where, so that lowering knows these targets. On a line
//! that has one, diagnostics show the rest of the line a few columns further right than it stands.

use std::collections::HashSet;

use oxc_allocator::Allocator;
use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_diagnostics::OxcDiagnostic;
use oxc_parser::{ParseOptions, Parser, ParserReturn};
use oxc_span::SourceType;

const MARK: &str = "[0]";
/// Attempts: each finds one more call.
const LIMIT: usize = 100;

fn is_refusal(d: &OxcDiagnostic) -> bool {
    d.message == "Cannot assign to this expression"
}

/// Parses; the text of the answer may have marks in it.
pub fn parse<'a>(
    allocator: &'a Allocator,
    text: &'a str,
    source_type: SourceType,
    options: ParseOptions,
) -> ParserReturn<'a> {
    let plain = Parser::new(allocator, text, source_type).with_options(options).parse();
    if source_type.is_strict() || source_type.is_typescript() || !plain.diagnostics.iter().any(is_refusal) {
        return plain;
    }
    let mut marked = text.to_owned();
    let mut parsed = Parser::new(allocator, text, source_type).with_options(options).parse();
    for _ in 0..LIMIT {
        let Some(refusal) = parsed.diagnostics.iter().find(|d| is_refusal(d)) else { break };
        let Some(at) = refusal.labels.iter().next().map(|l| (l.offset() + l.len()) as usize) else { return plain };
        if !marked.get(..at).is_some_and(|t| t.ends_with(')')) {
            return plain;
        }
        marked.insert_str(at, MARK);
        parsed = Parser::new(allocator, allocator.alloc_str(&marked), source_type).with_options(options).parse();
    }
    let mut check = Check { marks: inserted(text, &marked), found: 0 };
    check.visit_program(&parsed.program);
    if parsed.panicked || check.found != check.marks.len() { plain } else { parsed }
}

/// The ends of the marks in a text that was parsed.
pub fn inserted(text: &str, marked: &str) -> HashSet<u32> {
    let mut marks = HashSet::new();
    if text.len() == marked.len() {
        return marks;
    }
    let (text, marked) = (text.as_bytes(), marked.as_bytes());
    let (mut i, mut j) = (0, 0);
    while j < marked.len() {
        if text.get(i) == Some(&marked[j]) {
            (i, j) = (i + 1, j + 1);
        } else {
            j += MARK.len();
            marks.extend(u32::try_from(j));
        }
    }
    marks
}

/// Counts the marks that stand where a call may.
struct Check {
    marks: HashSet<u32>,
    found: usize,
}

impl Check {
    fn target(&mut self, target: Option<&SimpleAssignmentTarget<'_>>) {
        if let Some(SimpleAssignmentTarget::ComputedMemberExpression(m)) = target
            && self.marks.contains(&m.span.end)
            && matches!(m.object, Expression::CallExpression(_))
        {
            self.found += 1;
        }
    }
}

impl<'a> Visit<'a> for Check {
    fn visit_assignment_expression(&mut self, it: &AssignmentExpression<'a>) {
        if !it.operator.is_logical() {
            self.target(it.left.as_simple_assignment_target());
        }
        walk::walk_assignment_expression(self, it);
    }

    fn visit_update_expression(&mut self, it: &UpdateExpression<'a>) {
        self.target(Some(&it.argument));
        walk::walk_update_expression(self, it);
    }

    fn visit_for_in_statement(&mut self, it: &ForInStatement<'a>) {
        self.target(it.left.as_assignment_target().and_then(|t| t.as_simple_assignment_target()));
        walk::walk_for_in_statement(self, it);
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        self.target(it.left.as_assignment_target().and_then(|t| t.as_simple_assignment_target()));
        walk::walk_for_of_statement(self, it);
    }
}
