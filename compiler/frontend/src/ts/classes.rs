//! Parameter properties and `accessor` fields.

use oxc_allocator::{ArenaVec, TakeIn};
use oxc_ast::ast::*;
use oxc_span::{GetSpan, Span};

use super::{Fields, Lowering};

impl<'a> Lowering<'a, '_> {
    pub fn class(&mut self, c: &mut Class<'a>) {
        let old = c.body.body.take_in(&self.ast);
        let mut fields = Vec::new();
        let mut elements = Vec::new();
        let derived = c.heritage.is_some();
        let class_name = c.id.as_ref().map(|id| id.name);
        for e in old {
            match e {
                e if is_type(&e) => self.erased(&e),
                ClassElement::AccessorProperty(a) => self.accessor(a.unbox(), class_name, &mut elements),
                ClassElement::MethodDefinition(mut m) => {
                    if m.kind == MethodDefinitionKind::Constructor && m.value.body.is_some() {
                        self.parameter_properties(&mut m.value, derived, &mut fields);
                    }
                    elements.push(ClassElement::MethodDefinition(m));
                }
                e => elements.push(e),
            }
        }
        fields.extend(elements);
        c.body.body = ArenaVec::from_iter_in(fields, &self.ast);
    }

    fn field(
        &self,
        span: Span,
        key: PropertyKey<'a>,
        value: Option<Expression<'a>>,
        is_static: bool,
    ) -> ClassElement<'a> {
        let kind = PropertyDefinitionType::PropertyDefinition;
        let none = ArenaVec::new_in(&self.ast);
        ClassElement::new_property_definition(
            span, kind, none, key, None, value, false, is_static, false, false, false, false, false, None, &self.ast,
        )
    }

    /// An element that stands for a type leaves nothing behind, its computed name neither.
    fn erased(&mut self, e: &ClassElement<'a>) {
        if let ClassElement::PropertyDefinition(p) = e
            && let Some(d) = p.decorators.first()
        {
            self.error(d.span, "`decorators` is not supported yet");
        }
    }

    /// `constructor(readonly x)` assigns a field after `super()`, which is declared where fields are defined. Where
    /// they are assigned, they are assigned after it.
    fn parameter_properties(&mut self, f: &mut Function<'a>, derived: bool, fields: &mut Vec<ClassElement<'a>>) {
        let mut assignments = Vec::new();
        // Not where the parameter list is, in which names may not be initialised yet.
        let in_body = f.body.as_ref().map_or(f.span.end, |b| b.span.start);
        for p in &mut f.params.items {
            if !p.has_modifier() {
                continue;
            }
            (p.accessibility, p.readonly, p.r#override) = (None, false, false);
            let Some(name) = p.pattern.get_identifier_name() else { continue };
            let at = p.span.start;
            let key = PropertyKey::new_static_identifier(p.span, name, &self.ast);
            if self.settings.fields == Fields::Defined {
                fields.push(self.field(p.span, key, None, false));
            }
            let this = Expression::new_this_expression(Span::empty(at), &self.ast);
            let target = self.member(at, this, name.as_str());
            assignments.push(self.assign_statement(at, target, self.name(in_body, name.as_str())));
        }
        let Some(body) = f.body.as_mut().filter(|_| !assignments.is_empty()) else { return };
        if self.settings.fields == Fields::Assigned {
            self.out.late_fields.insert(f.span.start);
            assignments.push(Statement::new_empty_statement(Span::empty(f.span.start), &self.ast));
        }
        let left = if derived { self.insert_after_super(&mut body.statements, assignments) } else { Some(assignments) };
        if let Some(left) = left {
            self.insert(&mut body.statements, 0, left);
        }
    }

    fn insert(&self, list: &mut ArenaVec<'a, Statement<'a>>, at: usize, added: Vec<Statement<'a>>) {
        let mut new: Vec<Statement<'a>> = list.take_in(&self.ast).into_iter().collect();
        new.splice(at..at, added);
        *list = ArenaVec::from_iter_in(new, &self.ast);
    }

    /// Inserts statements after the statement `super(…)`, which may stand in `try`; returns them where there is none.
    fn insert_after_super(
        &self,
        list: &mut ArenaVec<'a, Statement<'a>>,
        mut added: Vec<Statement<'a>>,
    ) -> Option<Vec<Statement<'a>>> {
        for i in 0..list.len() {
            if calls_super(&list[i]) {
                self.insert(list, i + 1, added);
                return None;
            }
            if let Statement::TryStatement(t) = &mut list[i] {
                added = self.insert_after_super(&mut t.block.body, added)?;
            }
        }
        Some(added)
    }

    /// `accessor x = 1`: a private field with a getter and a setter.
    fn accessor(&mut self, a: AccessorProperty<'a>, class: Option<Ident<'a>>, out: &mut Vec<ClassElement<'a>>) {
        if a.r#type == AccessorPropertyType::TSAbstractAccessorProperty {
            return;
        }
        if let Some(d) = a.decorators.first() {
            self.error(d.span, "`decorators` is not supported yet");
            return;
        }
        let at = a.span.start;
        // Elements and the names in them are told apart by where they start.
        let (get_at, set_at) = (at + 1, at + 2);
        let computed = a.computed && !matches!(a.key, PropertyKey::StringLiteral(_) | PropertyKey::NumericLiteral(_));
        let (name, get_key, set_key) = match a.key {
            key if computed => {
                // The setter's name is the value that the getter's had.
                self.out.repeated_keys.insert(set_at);
                ("computed".to_owned(), key, PropertyKey::from(self.string(set_at, "")))
            }
            PropertyKey::StaticIdentifier(id) => {
                let key = || PropertyKey::new_static_identifier(id.span, id.name, &self.ast);
                (id.name.to_string(), key(), key())
            }
            PropertyKey::PrivateIdentifier(id) => {
                let key = || PropertyKey::new_private_identifier(id.span, id.name, &self.ast);
                (id.name.to_string(), key(), key())
            }
            PropertyKey::StringLiteral(s) => {
                let key = || PropertyKey::from(self.string(s.span.start, s.value.as_str()));
                ("string".to_owned(), key(), key())
            }
            PropertyKey::NumericLiteral(n) => {
                let key = || PropertyKey::from(self.number(n.span.start, n.value));
                ("number".to_owned(), key(), key())
            }
            key => {
                self.error(key.span(), "`accessor` with such a name is not supported yet");
                return;
            }
        };
        let storage = self.fresh(&format!("{name}_accessor_storage"));
        let key = PropertyKey::new_private_identifier(Span::empty(at), self.ident(&storage), &self.ast);
        out.push(self.field(a.span, key, a.value, a.r#static));
        let object = |at: u32| match class.filter(|_| a.r#static) {
            Some(class) => self.name(at, class.as_str()),
            None => Expression::new_this_expression(Span::empty(at), &self.ast),
        };
        let private = |at: u32| PrivateIdentifier::new(Span::empty(at), self.ident(&storage), &self.ast);
        let read = Expression::new_private_field_expression(
            Span::empty(get_at),
            object(get_at),
            private(get_at),
            false,
            &self.ast,
        );
        let body = Statement::new_return_statement(Span::empty(get_at), Some(read), &self.ast);
        let getter = self.function(Span::new(get_at, a.span.end), None, ArenaVec::from_array_in([body], &self.ast));
        let target = AssignmentTarget::new_private_field_expression(
            Span::empty(set_at),
            object(set_at),
            private(set_at),
            false,
            &self.ast,
        );
        let body = self.assign_statement(set_at, target, self.name(set_at, "value"));
        let body = ArenaVec::from_array_in([body], &self.ast);
        let setter = self.function(Span::new(set_at, a.span.end), Some("value"), body);
        for (at, key, computed, f, kind) in [
            (get_at, get_key, computed, getter, MethodDefinitionKind::Get),
            (set_at, set_key, false, setter, MethodDefinitionKind::Set),
        ] {
            let span = Span::new(at, a.span.end);
            let ty = MethodDefinitionType::MethodDefinition;
            let none = ArenaVec::new_in(&self.ast);
            out.push(ClassElement::new_method_definition(
                span, ty, none, key, f, kind, computed, a.r#static, false, false, None, &self.ast,
            ));
        }
    }
}

/// Does the element only tell the type of something?
fn is_type(e: &ClassElement<'_>) -> bool {
    match e {
        ClassElement::PropertyDefinition(p) => {
            p.declare || p.r#type == PropertyDefinitionType::TSAbstractPropertyDefinition
        }
        _ => false,
    }
}

fn calls_super(s: &Statement<'_>) -> bool {
    let Statement::ExpressionStatement(e) = s else { return false };
    matches!(e.expression.get_inner_expression(), Expression::CallExpression(c) if matches!(c.callee, Expression::Super(_)))
}
