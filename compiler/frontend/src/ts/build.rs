//! Nodes of the tree, as the rewriting needs them. All stand at one offset.

use oxc_allocator::{ArenaBox, ArenaVec};
use oxc_ast::ast::*;
use oxc_span::Span;
use oxc_syntax::number::NumberBase;

use super::constant::Constant;
use super::{Lowering, Place};

fn point(at: u32) -> Span {
    Span::empty(at)
}

impl<'a> Lowering<'a, '_> {
    pub fn ident(&self, name: &str) -> Ident<'a> {
        Ident::from_str_in(name, &self.ast)
    }

    pub fn text(&self, text: &str) -> Str<'a> {
        Str::from_str_in(text, &self.ast)
    }

    pub fn name(&self, at: u32, name: &str) -> Expression<'a> {
        Expression::new_identifier(point(at), self.ident(name), &self.ast)
    }

    pub fn string(&self, at: u32, text: &str) -> Expression<'a> {
        Expression::new_string_literal(point(at), self.text(text), None, &self.ast)
    }

    pub fn number(&self, at: u32, n: f64) -> Expression<'a> {
        if n.is_nan() {
            return self.name(at, "NaN");
        }
        let size = n.abs();
        let literal = if size.is_infinite() {
            self.name(at, "Infinity")
        } else {
            Expression::new_numeric_literal(point(at), size, None, NumberBase::Decimal, &self.ast)
        };
        // `tsc` writes 0 for -0.
        if n < 0.0 {
            return Expression::new_unary_expression(point(at), UnaryOperator::UnaryNegation, literal, &self.ast);
        }
        literal
    }

    pub fn constant(&self, at: u32, c: &Constant) -> Expression<'a> {
        match c {
            Constant::Number(n) => self.number(at, *n),
            Constant::Text(s) => self.string(at, s),
        }
    }

    pub fn member_of(&self, at: u32, object: Expression<'a>, name: &str) -> Expression<'a> {
        let property = IdentifierName::new(point(at), self.ident(name), &self.ast);
        Expression::new_static_member_expression(point(at), object, property, false, &self.ast)
    }

    pub fn member(&self, at: u32, object: Expression<'a>, name: &str) -> AssignmentTarget<'a> {
        let property = IdentifierName::new(point(at), self.ident(name), &self.ast);
        AssignmentTarget::new_static_member_expression(point(at), object, property, false, &self.ast)
    }

    pub fn element(&self, at: u32, object: Expression<'a>, key: Expression<'a>) -> AssignmentTarget<'a> {
        AssignmentTarget::new_computed_member_expression(point(at), object, key, false, &self.ast)
    }

    /// A property of the object of the namespace or enum around.
    pub fn own_member(&self, at: u32, name: &str) -> AssignmentTarget<'a> {
        let object = self.around.last().map_or("", |a| a.object.as_str());
        self.member(at, self.name(at, object), name)
    }

    pub fn simple_target(&self, e: Expression<'a>) -> SimpleAssignmentTarget<'a> {
        match e {
            Expression::StaticMemberExpression(m) => SimpleAssignmentTarget::StaticMemberExpression(m),
            e => {
                let e = ArenaBox::new_in(e, &self.ast);
                let span = oxc_span::GetSpan::span(&*e);
                let key = self.string(span.start, "");
                SimpleAssignmentTarget::new_computed_member_expression(span, e.unbox(), key, false, &self.ast)
            }
        }
    }

    pub fn target_property(
        &self,
        span: Span,
        name: &str,
        target: AssignmentTarget<'a>,
        init: Option<Expression<'a>>,
    ) -> AssignmentTargetProperty<'a> {
        let key = PropertyKey::new_static_identifier(span, self.ident(name), &self.ast);
        let binding = match init {
            Some(init) => {
                AssignmentTargetMaybeDefault::new_assignment_target_with_default(span, target, init, &self.ast)
            }
            None => AssignmentTargetMaybeDefault::from(target),
        };
        AssignmentTargetProperty::new_assignment_target_property_property(span, key, binding, false, &self.ast)
    }

    pub fn assign(&self, at: u32, target: AssignmentTarget<'a>, value: Expression<'a>) -> Expression<'a> {
        Expression::new_assignment_expression(point(at), AssignmentOperator::Assign, target, value, &self.ast)
    }

    pub fn assign_statement(&self, at: u32, target: AssignmentTarget<'a>, value: Expression<'a>) -> Statement<'a> {
        Statement::new_expression_statement(point(at), self.assign(at, target, value), &self.ast)
    }

    /// A member of the enum `object` whose value may be a text of another file: only numbers have their name as well.
    /// `typeof (object.name = value) === "string" || (object[object.name] = "name")`
    pub fn assign_number_back(&self, at: u32, object: &str, name: &str, value: Expression<'a>) -> Statement<'a> {
        let member = || self.element(at, self.name(at, object), self.string(at, name));
        let assigned = self.assign(at, member(), value);
        let kind = Expression::new_unary_expression(point(at), UnaryOperator::Typeof, assigned, &self.ast);
        let string = self.string(at, "string");
        let is_text =
            Expression::new_binary_expression(point(at), kind, BinaryOperator::StrictEquality, string, &self.ast);
        let key = Expression::new_computed_member_expression(
            point(at),
            self.name(at, object),
            self.string(at, name),
            false,
            &self.ast,
        );
        let back = self.assign(at, self.element(at, self.name(at, object), key), self.string(at, name));
        let both = Expression::new_logical_expression(point(at), is_text, LogicalOperator::Or, back, &self.ast);
        Statement::new_expression_statement(point(at), both, &self.ast)
    }

    /// A call at the offset of its callee.
    pub fn call(&self, _at: u32, callee: Expression<'a>, argument: Expression<'a>) -> Expression<'a> {
        let span = oxc_span::GetSpan::span(&callee);
        let arguments = ArenaVec::from_array_in([Argument::from(argument)], &self.ast);
        Expression::new_call_expression(span, callee, None, arguments, false, &self.ast)
    }

    pub fn variable(
        &self,
        span: Span,
        kind: VariableDeclarationKind,
        name: &str,
        name_span: Span,
        init: Option<Expression<'a>>,
    ) -> ArenaBox<'a, VariableDeclaration<'a>> {
        let id = BindingPattern::new_binding_identifier(name_span, self.ident(name), &self.ast);
        let declarator = VariableDeclarator::new(span, id, None, init, false, &self.ast);
        let list = ArenaVec::from_array_in([declarator], &self.ast);
        VariableDeclaration::boxed(span, kind, list, false, &self.ast)
    }

    /// A declaration as a statement of this place.
    pub fn placed(&self, span: Span, d: ArenaBox<'a, VariableDeclaration<'a>>, place: Place) -> Statement<'a> {
        match place {
            Place::Exported => Statement::new_export_declaration(span, Declaration::VariableDeclaration(d), &self.ast),
            Place::Top | Place::Member | Place::Inner => Statement::VariableDeclaration(d),
        }
    }

    fn parameter(&self, at: u32, name: &str) -> FormalParameter<'a> {
        let pattern = BindingPattern::new_binding_identifier(point(at), self.ident(name), &self.ast);
        let none = ArenaVec::new_in(&self.ast);
        FormalParameter::new(point(at), none, pattern, None, None, false, None, false, false, &self.ast)
    }

    /// A function of at most one parameter.
    pub fn function(
        &self,
        span: Span,
        parameter: Option<&str>,
        body: ArenaVec<'a, Statement<'a>>,
    ) -> ArenaBox<'a, Function<'a>> {
        let at = span.start;
        let items = ArenaVec::from_iter_in(parameter.map(|p| self.parameter(at, p)), &self.ast);
        let kind = FormalParameterKind::FormalParameter;
        let params = ArenaBox::new_in(FormalParameters::new(point(at), kind, items, None, &self.ast), &self.ast);
        let none = ArenaVec::new_in(&self.ast);
        let body = ArenaBox::new_in(FunctionBody::new(span, none, body, &self.ast), &self.ast);
        let kind = FunctionType::FunctionExpression;
        Function::boxed(span, kind, None, false, false, false, None, None, params, None, Some(body), &self.ast)
    }

    /// `name || (name = {})`, or of a member of the namespace around
    /// `name = object.name || (object.name = {})`.
    fn object_to_fill(&self, at: u32, name: &str, place: Place) -> Expression<'a> {
        let empty = Expression::new_object_expression(point(at), ArenaVec::new_in(&self.ast), &self.ast);
        let variable = || {
            let id = SimpleAssignmentTarget::new_assignment_target_identifier(point(at), self.ident(name), &self.ast);
            AssignmentTarget::from(id)
        };
        let or =
            |left, right| Expression::new_logical_expression(point(at), left, LogicalOperator::Or, right, &self.ast);
        if place == Place::Member {
            let object = self.around.last().map_or("", |a| a.object.as_str());
            let known = self.member_of(at, self.name(at, object), name);
            let filled = or(known, self.assign(at, self.own_member(at, name), empty));
            return self.assign(at, variable(), filled);
        }
        or(self.name(at, name), self.assign(at, variable(), empty))
    }

    /// Calls a function with the object of this name, which the body fills under the name `object`.
    pub fn fill(&self, span: Span, name: &str, object: &str, body: Vec<Statement<'a>>, place: Place) -> Statement<'a> {
        let body = ArenaVec::from_iter_in(body, &self.ast);
        let function = Expression::FunctionExpression(self.function(span, Some(object), body));
        let argument = self.object_to_fill(span.start, name, place);
        Statement::new_expression_statement(span, self.call(span.start, function, argument), &self.ast)
    }
}
