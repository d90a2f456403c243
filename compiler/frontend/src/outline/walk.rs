//! The walk over the syntax tree that finds lists and parts.

use super::structure::{Instead, Joint, List, Outline, Part};
use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_span::GetSpan;
use oxc_syntax::scope::ScopeFlags;
use std::ops::Range;

/// What encloses the present node.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    /// The part of the nearest statement.
    statement: Option<usize>,
    /// The part of the nearest expression, if no statement or function lies between.
    expression: Option<usize>,
}

pub(super) struct Walk<'t> {
    text: &'t str,
    around: Around,
    pub(super) outline: Outline,
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t str, comments: &[Comment]) -> Walk<'t> {
        let mut walk = Walk { text, around: Around::default(), outline: Outline::default() };
        walk.list(Joint::Nothing, comments.iter().map(|c| c.span));
        walk
    }

    fn list(&mut self, joint: Joint, elements: impl Iterator<Item = Span>) {
        self.outline.lists.push(List { elements: elements.map(range).collect(), joint });
    }

    fn part(&mut self, at: Range<usize>, by: Vec<Instead>) -> usize {
        self.outline.parts.push(Part { at, by });
        self.outline.parts.len() - 1
    }

    fn removable(&mut self, at: Range<usize>) {
        self.part(at, vec![Instead::Text("")]);
    }

    /// A part that may be replaced by this part of it.
    fn replaceable(&mut self, at: Span, by: Span) {
        self.part(range(at), vec![Instead::Source(range(by))]);
    }

    fn offer(&mut self, part: Option<usize>, by: Range<usize>) {
        let Some(part) = part.map(|p| &mut self.outline.parts[p]) else { return };
        // What an expression statement would lose is its semicolon.
        let same = self.text[part.at.clone()].trim_end_matches(';') == &self.text[by.clone()];
        let by = Instead::Source(by);
        if !same && !part.by.contains(&by) {
            part.by.push(by);
        }
    }

    fn within(&mut self, around: Around, f: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.around, around);
        f(self);
        self.around = outer;
    }

    /// `{ … }`: what is between the braces may stand for the statement around.
    fn braces(&mut self, block: Span) {
        let inner = range(block);
        if inner.len() >= 2 {
            self.offer(self.around.statement, inner.start + 1..inner.end - 1);
        }
    }

    /// What stands before a name, as `static async *`: all of it may go, or a word of it.
    fn words_before(&mut self, from: Span, name: Span) {
        let at = from.start as usize..name.start as usize;
        let words = self.text[at.clone()].trim_end_matches(|c: char| c == '[' || c.is_whitespace());
        if words.is_empty() {
            return;
        }
        let end = at.start + words.len();
        self.removable(if end < at.end && self.text[end..at.end].contains('[') { at.start..end } else { at.clone() });
        let mut start = at.start;
        for word in words.split_inclusive([' ', '*']).filter(|word| word.len() < words.len()) {
            self.removable(start..start + word.len());
            start += word.len();
        }
    }
}

impl<'a> Visit<'a> for Walk<'_> {
    fn visit_statements(&mut self, it: &oxc_allocator::ArenaVec<'a, Statement<'a>>) {
        self.list(Joint::Nothing, it.iter().map(GetSpan::span));
        walk::walk_statements(self, it);
    }

    fn visit_directives(&mut self, it: &oxc_allocator::ArenaVec<'a, Directive<'a>>) {
        self.list(Joint::Nothing, it.iter().map(|d| d.span));
        walk::walk_directives(self, it);
    }

    fn visit_arguments(&mut self, it: &oxc_allocator::ArenaVec<'a, Argument<'a>>) {
        self.list(Joint::Comma, it.iter().map(GetSpan::span));
        walk::walk_arguments(self, it);
    }

    fn visit_array_expression_elements(&mut self, it: &oxc_allocator::ArenaVec<'a, ArrayExpressionElement<'a>>) {
        let whole = !it.iter().any(ArrayExpressionElement::is_elision);
        self.list(Joint::Comma, it.iter().filter(|_| whole).map(GetSpan::span));
        walk::walk_array_expression_elements(self, it);
    }

    fn visit_object_property_kinds(&mut self, it: &oxc_allocator::ArenaVec<'a, ObjectPropertyKind<'a>>) {
        self.list(Joint::Comma, it.iter().map(GetSpan::span));
        walk::walk_object_property_kinds(self, it);
    }

    fn visit_sequence_expression(&mut self, it: &SequenceExpression<'a>) {
        self.list(Joint::Comma, it.expressions.iter().map(GetSpan::span));
        walk::walk_sequence_expression(self, it);
    }

    fn visit_variable_declarators(&mut self, it: &oxc_allocator::ArenaVec<'a, VariableDeclarator<'a>>) {
        self.list(Joint::Comma, it.iter().map(|d| d.span));
        walk::walk_variable_declarators(self, it);
    }

    fn visit_switch_cases(&mut self, it: &oxc_allocator::ArenaVec<'a, SwitchCase<'a>>) {
        self.list(Joint::Nothing, it.iter().map(|c| c.span));
        walk::walk_switch_cases(self, it);
    }

    fn visit_binding_properties(&mut self, it: &oxc_allocator::ArenaVec<'a, BindingProperty<'a>>) {
        self.list(Joint::Comma, it.iter().map(|p| p.span));
        walk::walk_binding_properties(self, it);
    }

    fn visit_array_pattern(&mut self, it: &ArrayPattern<'a>) {
        let whole = it.elements.iter().all(Option::is_some);
        self.list(Joint::Comma, it.elements.iter().flatten().filter(|_| whole).map(GetSpan::span));
        walk::walk_array_pattern(self, it);
    }

    fn visit_formal_parameter_list(&mut self, it: &oxc_allocator::ArenaVec<'a, FormalParameter<'a>>) {
        self.list(Joint::Comma, it.iter().map(|p| p.span));
        walk::walk_formal_parameter_list(self, it);
    }

    fn visit_class_elements(&mut self, it: &oxc_allocator::ArenaVec<'a, ClassElement<'a>>) {
        self.list(Joint::Nothing, it.iter().map(GetSpan::span));
        walk::walk_class_elements(self, it);
    }

    fn visit_decorators(&mut self, it: &oxc_allocator::ArenaVec<'a, Decorator<'a>>) {
        self.list(Joint::Nothing, it.iter().map(|d| d.span));
        walk::walk_decorators(self, it);
    }

    fn visit_import_declaration_specifiers(
        &mut self,
        it: &oxc_allocator::ArenaVec<'a, ImportDeclarationSpecifier<'a>>,
    ) {
        let whole = it.iter().all(|s| matches!(s, ImportDeclarationSpecifier::ImportSpecifier(_)));
        self.list(Joint::Comma, it.iter().filter(|_| whole).map(GetSpan::span));
        walk::walk_import_declaration_specifiers(self, it);
    }

    fn visit_export_specifiers(&mut self, it: &oxc_allocator::ArenaVec<'a, ExportSpecifier<'a>>) {
        self.list(Joint::Comma, it.iter().map(|s| s.span));
        walk::walk_export_specifiers(self, it);
    }

    fn visit_ts_enum_members(&mut self, it: &oxc_allocator::ArenaVec<'a, TSEnumMember<'a>>) {
        self.list(Joint::Comma, it.iter().map(|m| m.span));
        walk::walk_ts_enum_members(self, it);
    }

    fn visit_ts_signatures(&mut self, it: &oxc_allocator::ArenaVec<'a, TSSignature<'a>>) {
        self.list(Joint::Nothing, it.iter().map(GetSpan::span));
        walk::walk_ts_signatures(self, it);
    }

    fn visit_ts_class_implements_list(&mut self, it: &oxc_allocator::ArenaVec<'a, TSClassImplements<'a>>) {
        self.list(Joint::Comma, it.iter().map(|i| i.span));
        walk::walk_ts_class_implements_list(self, it);
    }

    /// Lines of text in a string, which may be a program for `eval`.
    fn visit_string_literal(&mut self, it: &StringLiteral<'a>) {
        let inner = range(it.span);
        let inner = inner.start + 1..inner.end.saturating_sub(1);
        let mut lines = Vec::new();
        let mut at = inner.start;
        for line in self.text.get(inner).unwrap_or_default().split_inclusive("\\n") {
            lines.push(at..at + line.len());
            at += line.len();
        }
        self.outline.lists.push(List { elements: lines, joint: Joint::Nothing });
    }

    fn visit_statement(&mut self, it: &Statement<'a>) {
        self.outline.statements += 1;
        self.offer(self.around.statement, range(it.span()));
        let part = self.part(range(it.span()), vec![Instead::Text(";"), Instead::Text("{}")]);
        self.within(Around { statement: Some(part), expression: None }, |me| walk::walk_statement(me, it));
    }

    fn visit_declaration(&mut self, it: &Declaration<'a>) {
        self.offer(self.around.statement, range(it.span()));
        walk::walk_declaration(self, it);
    }

    fn visit_block_statement(&mut self, it: &BlockStatement<'a>) {
        self.braces(it.span);
        walk::walk_block_statement(self, it);
    }

    fn visit_function_body(&mut self, it: &FunctionBody<'a>) {
        self.braces(it.span);
        let around = Around { expression: None, ..self.around };
        self.within(around, |me| walk::walk_function_body(me, it));
    }

    fn visit_if_statement(&mut self, it: &IfStatement<'a>) {
        if let Some(alternate) = &it.alternate {
            self.removable(it.consequent.span().end as usize..alternate.span().end as usize);
        }
        walk::walk_if_statement(self, it);
    }

    fn visit_try_statement(&mut self, it: &TryStatement<'a>) {
        if let Some(handler) = &it.handler {
            self.removable(range(handler.span));
        }
        if let Some(finalizer) = &it.finalizer {
            let before = it.handler.as_ref().map_or(it.block.span.end, |h| h.span.end);
            self.removable(before as usize..finalizer.span.end as usize);
        }
        walk::walk_try_statement(self, it);
    }

    fn visit_for_statement(&mut self, it: &ForStatement<'a>) {
        for head in [it.init.as_ref().map(GetSpan::span), it.test.as_ref().map(GetSpan::span)] {
            head.into_iter().for_each(|span| self.removable(range(span)));
        }
        it.update.iter().for_each(|update| self.removable(range(update.span())));
        walk::walk_for_statement(self, it);
    }

    fn visit_return_statement(&mut self, it: &ReturnStatement<'a>) {
        it.argument.iter().for_each(|argument| self.removable(range(argument.span())));
        walk::walk_return_statement(self, it);
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        if let Some(init) = &it.init {
            let name = it.type_annotation.as_ref().map_or(it.id.span().end, |t| t.span.end);
            self.removable(name as usize..init.span().end as usize);
        }
        walk::walk_variable_declarator(self, it);
    }

    fn visit_formal_parameter(&mut self, it: &FormalParameter<'a>) {
        if it.initializer.is_some() {
            let name = it.type_annotation.as_ref().map_or(it.pattern.span().end, |t| t.span.end);
            self.removable(name as usize..it.span.end as usize);
        }
        walk::walk_formal_parameter(self, it);
    }

    fn visit_assignment_pattern(&mut self, it: &AssignmentPattern<'a>) {
        self.replaceable(it.span, it.left.span());
        walk::walk_assignment_pattern(self, it);
    }

    fn visit_property_definition(&mut self, it: &PropertyDefinition<'a>) {
        if !it.computed {
            self.words_before(it.span, it.key.span());
        }
        if let Some(value) = &it.value {
            let name = it.type_annotation.as_ref().map_or(it.key.span().end, |t| t.span.end);
            self.removable(name as usize..value.span().end as usize);
        }
        walk::walk_property_definition(self, it);
    }

    fn visit_method_definition(&mut self, it: &MethodDefinition<'a>) {
        self.words_before(it.span, it.key.span());
        walk::walk_method_definition(self, it);
    }

    fn visit_object_property(&mut self, it: &ObjectProperty<'a>) {
        self.words_before(it.span, it.key.span());
        walk::walk_object_property(self, it);
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        let head = it.span.start as usize + "for".len()..it.left.span().start as usize;
        if it.r#await
            && let Some(at) = self.text[head.clone()].find("await")
        {
            self.removable(head.start + at..head.start + at + "await".len());
        }
        walk::walk_for_of_statement(self, it);
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        if it.r#async {
            self.words_before(it.span, it.params.span);
        }
        walk::walk_arrow_function_expression(self, it);
    }

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        let name = it.id.as_ref().map_or(it.params.span, |id| id.span);
        if (it.r#async || it.generator) && it.span.start < name.start {
            let heads: &[&str] = match (it.r#async, it.generator) {
                (true, true) => &["function ", "function* ", "async function "],
                _ => &["function "],
            };
            let heads = heads.iter().map(|t| Instead::Text(t)).collect();
            self.part(it.span.start as usize..name.start as usize, heads);
        }
        walk::walk_function(self, it, flags);
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        if let Some(heritage) = &it.heritage {
            let name = it.type_parameters.as_ref().map(|t| t.span.end).or(it.id.as_ref().map(|id| id.span.end));
            let class = it.span.start + "class".len() as u32;
            let end = heritage.type_arguments.as_ref().map_or(heritage.expression.span().end, |t| t.span.end);
            self.removable(name.unwrap_or(class) as usize..end as usize);
        }
        walk::walk_class(self, it);
    }

    fn visit_expression(&mut self, it: &Expression<'a>) {
        let at = range(it.span());
        match self.around.expression {
            Some(_) => self.offer(self.around.expression, at.clone()),
            None => self.offer(self.around.statement, at.clone()),
        }
        let by: &[&str] = match it {
            Expression::StringLiteral(_) | Expression::TemplateLiteral(_) => &["0", "''"],
            Expression::FunctionExpression(_) | Expression::ArrowFunctionExpression(_) => &["0", "() => 0"],
            _ => &["0"],
        };
        let part = self.part(at, by.iter().map(|t| Instead::Text(t)).collect());
        self.within(Around { expression: Some(part), ..self.around }, |me| walk::walk_expression(me, it));
    }

    fn visit_ts_type_annotation(&mut self, it: &TSTypeAnnotation<'a>) {
        self.removable(range(it.span));
        walk::walk_ts_type_annotation(self, it);
    }

    fn visit_ts_type_parameter_declaration(&mut self, it: &TSTypeParameterDeclaration<'a>) {
        self.removable(range(it.span));
        walk::walk_ts_type_parameter_declaration(self, it);
    }

    fn visit_ts_type_parameter_instantiation(&mut self, it: &TSTypeParameterInstantiation<'a>) {
        self.removable(range(it.span));
        walk::walk_ts_type_parameter_instantiation(self, it);
    }

    fn visit_ts_type(&mut self, it: &TSType<'a>) {
        self.part(range(it.span()), vec![Instead::Text("any")]);
        walk::walk_ts_type(self, it);
    }
}
