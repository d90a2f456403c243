//! Expressions: the dispatch, names, members, `yield`.

use oxc_ast::ast::*;
use oxc_span::GetSpan;
use yarrow_mir::{Const, Op, StrId, SuspendKind, Terminator, Type, VReg};

use super::Lower;
use super::literal::{is_anonymous_function, is_index};
use crate::analyze::{Implicit, Storage};

/// Text of callees deeper than this is not shown in messages.
const TEXT_DEPTH: usize = 8;

/// `super.key` before it is read or assigned.
#[derive(Clone, Copy)]
pub struct SuperReference {
    pub base: VReg,
    pub key: VReg,
    pub this: VReg,
}

/// Where the value of a pattern comes from, which decides how messages name it.
#[derive(Clone, Copy)]
pub enum Origin<'a> {
    Expression(&'a Expression<'a>),
    Parameter,
    /// Part of another pattern, a step of a loop, what was caught.
    Unnamed,
}

impl<'a> Lower<'a, '_> {
    /// The value of an expression. It may be the register of a variable: see `hold`.
    pub fn expr(&mut self, e: &'a Expression<'a>) -> VReg {
        self.named_expr(e, "")
    }

    /// As `expr`; an anonymous function or class gets this name.
    pub fn named_expr(&mut self, e: &'a Expression<'a>, name: &str) -> VReg {
        let span = e.span();
        self.at(span.start);
        match e {
            Expression::BooleanLiteral(b) => self.f.b.constant(Const::Bool(b.value)),
            Expression::NullLiteral(_) => self.f.b.constant(Const::Null),
            Expression::NumericLiteral(n) => self.number(n.value),
            Expression::StringLiteral(s) => {
                let id = self.js_string(s.value.as_str(), s.lone_surrogates);
                self.f.b.constant(Const::Str(id))
            }
            Expression::BigIntLiteral(n) => {
                let digits = self.str(n.value.as_str());
                self.op(Op::BigInt(digits), &[])
            }
            Expression::RegExpLiteral(r) => {
                let pattern = self.str(r.regex.pattern.text.as_str());
                let flags = self.str(&r.regex.flags.to_string());
                self.op(Op::RegExp(pattern, flags), &[])
            }
            Expression::TemplateLiteral(t) => self.template(t),
            Expression::TaggedTemplateExpression(t) => self.tagged_template(t),
            Expression::Identifier(id) => self.identifier(id),
            Expression::ThisExpression(_) => self.this(span.start),
            Expression::Super(_) => self.unsupported(span, "super"),
            Expression::ArrayExpression(a) => self.array(a),
            Expression::ObjectExpression(o) => self.object(o),
            Expression::ArrowFunctionExpression(f) => self.arrow(f, name),
            Expression::FunctionExpression(f) => {
                let own = f.id.as_ref().map_or(name, |id| id.name.as_str());
                self.function(f, own)
            }
            Expression::ClassExpression(c) => {
                let own = c.id.as_ref().map_or(name, |id| id.name.as_str());
                self.class(c, own)
            }
            Expression::AssignmentExpression(a) => self.assignment(a),
            Expression::UpdateExpression(u) => self.update(u, true),
            Expression::BinaryExpression(b) => self.binary(b),
            Expression::LogicalExpression(l) => self.logical(l),
            Expression::ConditionalExpression(c) => self.conditional(c),
            Expression::UnaryExpression(u) => self.unary(u),
            Expression::PrivateInExpression(p) => {
                let v = self.private_in(p);
                self.boxed(v)
            }
            Expression::CallExpression(c) => self.call(c),
            Expression::NewExpression(n) => self.new_expression(n),
            Expression::ChainExpression(c) => self.chain(c),
            Expression::SequenceExpression(s) => {
                let (last, first) = s.expressions.split_last().expect("a sequence has expressions");
                for e in first {
                    self.effect_of(e);
                }
                self.expr(last)
            }
            Expression::ParenthesizedExpression(p) => self.named_expr(&p.expression, name),
            Expression::YieldExpression(y) => self.yield_expression(y),
            Expression::NewTarget(_) => match self.load_implicit(Implicit::NewTarget) {
                Some(v) => v,
                None => self.undefined(),
            },
            Expression::StaticMemberExpression(_)
            | Expression::ComputedMemberExpression(_)
            | Expression::PrivateFieldExpression(_) => self.member(e.to_member_expression()),
            Expression::AwaitExpression(a) => {
                let value = self.expr(&a.argument);
                self.at(span.start);
                self.await_value(value)
            }
            Expression::ImportExpression(e) => self.import_expression(e),
            Expression::ImportMeta(_) => self.import_meta(),
            Expression::JSXElement(_) | Expression::JSXFragment(_) => self.unsupported(span, "JSX"),
            Expression::V8IntrinsicExpression(_) => self.unsupported(span, "V8 intrinsic"),
            Expression::TSAsExpression(t) => self.named_expr(&t.expression, name),
            Expression::TSSatisfiesExpression(t) => self.named_expr(&t.expression, name),
            Expression::TSTypeAssertion(t) => self.named_expr(&t.expression, name),
            Expression::TSNonNullExpression(t) => self.named_expr(&t.expression, name),
            Expression::TSInstantiationExpression(t) => self.named_expr(&t.expression, name),
        }
    }

    /// As `expr`; an anonymous function or class gets the name of this property key.
    pub fn keyed_expr(&mut self, e: &'a Expression<'a>, key: VReg) -> VReg {
        match e.without_parentheses() {
            Expression::ClassExpression(c) if c.id.is_none() => self.define_class(c, "", Some(key)),
            e if is_anonymous_function(e) => {
                let function = self.expr(e);
                self.f.b.effect(Op::SetFunctionName, &[function, key]);
                function
            }
            e => self.expr(e),
        }
    }

    /// Evaluates for its effects only.
    pub fn effect_of(&mut self, e: &'a Expression<'a>) {
        match e {
            Expression::UpdateExpression(u) => {
                self.at(u.span.start);
                self.update(u, false);
            }
            Expression::ParenthesizedExpression(p) => self.effect_of(&p.expression),
            Expression::SequenceExpression(s) => s.expressions.iter().for_each(|e| self.effect_of(e)),
            e => {
                self.expr(e);
            }
        }
    }

    pub fn number(&mut self, n: f64) -> VReg {
        self.f.b.constant(super::constants::number(n))
    }

    /// A string that may hold lone surrogates, which oxc writes as U+FFFD and four hex digits.
    pub fn js_string(&mut self, s: &str, lone_surrogates: bool) -> StrId {
        if !lone_surrogates {
            return self.program.strings.intern(s);
        }
        let mut units = Vec::new();
        let mut rest = s;
        while let Some(at) = rest.find('\u{FFFD}') {
            units.extend(rest[..at].encode_utf16());
            let hex = rest.get(at + 3..at + 7).and_then(|h| u16::from_str_radix(h, 16).ok());
            units.push(hex.unwrap_or(0xFFFD));
            rest = &rest[at + if hex.is_some() { 7 } else { 3 }..];
        }
        units.extend(rest.encode_utf16());
        self.program.strings.intern_utf16(units)
    }

    /// Is it `undefined`, `NaN` or `Infinity` of the global object, which never change?
    pub fn is_constant_name(&self, id: &IdentifierReference<'a>) -> bool {
        matches!(id.name.as_str(), "undefined" | "NaN" | "Infinity")
    }

    pub fn identifier(&mut self, id: &'a IdentifierReference<'a>) -> VReg {
        self.at(id.span.start);
        if let Some(place) = self.scoped_place(id) {
            return self.load(place);
        }
        if let Some(v) = self.resolve(id) {
            return self.load_var(v, id.span.start);
        }
        match id.name.as_str() {
            "undefined" => self.undefined(),
            "NaN" => self.f.b.constant(Const::F64(f64::NAN)),
            "Infinity" => self.f.b.constant(Const::F64(f64::INFINITY)),
            name => {
                let name = self.str(name);
                self.op(Op::LoadBuiltin(name), &[])
            }
        }
    }

    /// `ns.name` of an imported namespace is the exporting module's variable.
    pub fn namespace_member(&mut self, m: &'a StaticMemberExpression<'a>) -> Option<VReg> {
        let Expression::Identifier(id) = &m.object else { return None };
        let var = self.resolve(id)?;
        let Storage::Namespace(ns) = self.analysis.var(var).storage else { return None };
        let name = m.property.name.as_str();
        let (module, target) = *self.linked.namespaces.get(ns as usize)?.get(name)?;
        let target = self.modules[module].analysis.var(target);
        let checked = target.tdz != crate::analyze::Tdz::Never && target.checked;
        let Storage::Global(g) = target.storage else { return None };
        self.at(m.span.start);
        let v = self.op(Op::LoadGlobal(g), &[]);
        if checked {
            let name = self.str(name);
            self.f.b.effect(Op::CheckTdz(name), &[v]);
        }
        Some(v)
    }

    pub fn member(&mut self, m: &'a MemberExpression<'a>) -> VReg {
        if let MemberExpression::StaticMemberExpression(s) = m
            && let Some(v) = self.namespace_member(s)
        {
            return v;
        }
        if matches!(m.object(), Expression::Super(_)) {
            let (value, _) = self.super_member(m);
            return value;
        }
        let object = self.member_object(m);
        self.get_member(object, m)
    }

    /// The object of a member expression; leaves the optional chain where it is nullish.
    pub fn member_object(&mut self, m: &'a MemberExpression<'a>) -> VReg {
        let object = self.expr(m.object());
        if m.optional() {
            self.leave_chain_if_nullish(object);
        }
        object
    }

    /// The property of an object already evaluated.
    pub fn get_member(&mut self, object: VReg, m: &'a MemberExpression<'a>) -> VReg {
        match m {
            MemberExpression::StaticMemberExpression(m) => {
                self.at(m.property.span.start);
                let name = self.str(m.property.name.as_str());
                self.op(Op::GetProp(name), &[object])
            }
            MemberExpression::ComputedMemberExpression(m) => {
                if let Some(name) = constant_name(&m.expression) {
                    self.at(m.expression.span().start);
                    let name = self.str(name);
                    return self.op(Op::GetProp(name), &[object]);
                }
                let object = self.hold(object, m.expression.span());
                let key = self.expr(&m.expression);
                self.at(m.expression.span().start);
                self.op(Op::GetElem, &[object, key])
            }
            MemberExpression::PrivateFieldExpression(m) => {
                let name = self.private_name(&m.field);
                self.at(m.field.span.start);
                self.op(Op::GetPrivate, &[object, name])
            }
        }
    }

    pub fn private_name(&mut self, id: &PrivateIdentifier<'a>) -> VReg {
        match self.analysis.private_name(id.span.start) {
            Some(v) => self.load_raw(v),
            None => self.unsupported(id.span, "private name outside of its class"),
        }
    }

    /// SuperProperty, 13.3.7.1: the operands of `GetSuper`, which are the object to look the key up
    /// in, the key, not yet converted, and `this`.
    pub fn super_reference(&mut self, m: &'a MemberExpression<'a>) -> SuperReference {
        let this = self.this(m.span().start);
        let key = match m {
            MemberExpression::StaticMemberExpression(m) => self.string(m.property.name.as_str()),
            MemberExpression::ComputedMemberExpression(m) => {
                let key = self.expr(&m.expression);
                self.detach(key)
            }
            MemberExpression::PrivateFieldExpression(m) => self.unsupported(m.span, "super.#private"),
        };
        let home = match self.load_implicit(Implicit::Home) {
            Some(home) => home,
            None => self.undefined(),
        };
        self.at(m.span().start);
        SuperReference { base: self.op(Op::SuperConstructor, &[home]), key, this }
    }

    /// `super.x` and the `this` to call it with.
    pub fn super_member(&mut self, m: &'a MemberExpression<'a>) -> (VReg, VReg) {
        let SuperReference { base, key, this } = self.super_reference(m);
        (self.op(Op::GetSuper, &[base, key, this]), this)
    }

    fn yield_expression(&mut self, y: &'a YieldExpression<'a>) -> VReg {
        let value = match &y.argument {
            Some(e) => self.expr(e),
            None => self.undefined(),
        };
        let text = match &y.argument {
            Some(e) if y.delegate && !stands_alone(e) => self.str("yield* (intermediate value)"),
            _ => self.str(""),
        };
        self.at(y.span.start);
        if self.in_async_generator() {
            if !y.delegate {
                return self.async_yield(value);
            }
            let iter = self.async_iter_open(text, value);
            return self.async_delegate(iter);
        }
        let result = self.f.b.vreg(Type::Value);
        let (resume, on_return) = (self.f.b.new_block(), self.f.b.new_block());
        if y.delegate {
            let iter = self.iter_open(text, value);
            self.f.b.terminate(Terminator::Delegate { iter, result, resume, on_return });
        } else {
            let (kind, on_return) = (SuspendKind::Yield, Some(on_return));
            self.f.b.terminate(Terminator::Yield { kind, value, result, resume, on_throw: None, on_return });
        }
        self.f.b.switch_to(on_return);
        self.emit_return(result);
        self.f.b.switch_to(resume);
        result
    }

    /// The source of what is iterated, as messages name it.
    pub fn iterable_text(&mut self, e: &Expression<'a>) -> StrId {
        self.str(&describe_iterable(e))
    }

    /// The source of an expression, as messages name it.
    pub fn source_text(&mut self, e: &Expression<'a>) -> StrId {
        self.str(&describe_source(e))
    }
}

/// An expression as error messages show it.
pub fn describe_source(e: &Expression<'_>) -> String {
    describe(e, TEXT_DEPTH)
}

/// The name of `object["name"]`, unless it is an array index.
pub fn constant_name<'a>(key: &Expression<'a>) -> Option<&'a str> {
    match key.get_inner_expression() {
        Expression::StringLiteral(s) if !s.lone_surrogates && !is_index(s.value.as_str()) => Some(s.value.as_str()),
        _ => None,
    }
}

/// What is iterated, as messages name it: what comes before "is not iterable". A call is named by its function.
pub fn describe_iterable(e: &Expression<'_>) -> String {
    let callee = match e.get_inner_expression() {
        Expression::CallExpression(c) => &c.callee,
        Expression::NewExpression(n) => &n.callee,
        e => return describe(e, TEXT_DEPTH),
    };
    format!("{} is not a function or its return value", describe(callee, TEXT_DEPTH - 1))
}

/// A name, a literal or another expression that has no operands.
fn stands_alone(e: &Expression<'_>) -> bool {
    let e = e.get_inner_expression();
    e.is_literal()
        || e.is_function()
        || matches!(
            e,
            Expression::Identifier(_)
                | Expression::ThisExpression(_)
                | Expression::ObjectExpression(_)
                | Expression::ArrayExpression(_)
                | Expression::ClassExpression(_)
                | Expression::TemplateLiteral(_)
        )
}

/// Does V8 place the expression where it begins? Only such are named where an array pattern takes them apart.
pub fn is_placed_at_start(e: &Expression<'_>) -> bool {
    match e.get_inner_expression() {
        Expression::CallExpression(c) => matches!(c.callee.get_inner_expression(), Expression::Identifier(_)),
        Expression::UpdateExpression(u) => u.prefix,
        Expression::UnaryExpression(_) | Expression::ConditionalExpression(_) | Expression::NewExpression(_) => true,
        e => stands_alone(e),
    }
}

/// The form is V8's: what has no name is an intermediate value, operators stand in parentheses.
fn describe(e: &Expression<'_>, depth: usize) -> String {
    const UNNAMED: &str = "(intermediate value)";
    if depth == 0 {
        return UNNAMED.to_owned();
    }
    let inner = |e: &Expression<'_>| describe(e, depth - 1);
    match e.get_inner_expression() {
        Expression::Identifier(id) => id.name.to_string(),
        Expression::ThisExpression(_) => "this".to_owned(),
        Expression::NullLiteral(_) => "null".to_owned(),
        Expression::BooleanLiteral(b) => b.value.to_string(),
        Expression::NumericLiteral(n) => n.raw.map_or_else(|| n.value.to_string(), |raw| raw.to_string()),
        Expression::StringLiteral(s) if s.value.len() <= 40 && !s.lone_surrogates => format!("\"{}\"", s.value),
        Expression::RegExpLiteral(r) if r.span.size() <= 40 => {
            r.raw.map_or_else(|| UNNAMED.to_owned(), |raw| raw.to_string())
        }
        Expression::StaticMemberExpression(m) => {
            let dot = if m.optional { "?." } else { "." };
            format!("{}{dot}{}", inner(&m.object), m.property.name)
        }
        Expression::PrivateFieldExpression(m) => {
            let dot = if m.optional { "?." } else { "" };
            format!("{}{dot}[#{}]", inner(&m.object), m.field.name)
        }
        Expression::ComputedMemberExpression(m) => {
            let object = inner(&m.object);
            let (dot, bracket) = if m.optional { ("?.", "?.[") } else { (".", "[") };
            match m.expression.get_inner_expression() {
                Expression::StringLiteral(s) => format!("{object}{dot}{}", s.value),
                Expression::TemplateLiteral(t) if t.expressions.is_empty() => match template_text(t) {
                    Some(name) => format!("{object}{dot}{name}"),
                    None => format!("{object}{bracket}{UNNAMED}]"),
                },
                key => format!("{object}{bracket}{}]", inner(key)),
            }
        }
        Expression::CallExpression(c) => format!("{}(...)", inner(&c.callee)),
        Expression::TaggedTemplateExpression(t) => format!("{}(...)", inner(&t.tag)),
        Expression::TemplateLiteral(t) if t.expressions.is_empty() => match template_text(t) {
            Some(text) if text.len() <= 40 => format!("\"{text}\""),
            _ => UNNAMED.to_owned(),
        },
        Expression::TemplateLiteral(t) => t.expressions.iter().map(inner).collect(),
        Expression::UnaryExpression(u) => {
            let argument = inner(&u.argument);
            match u.operator {
                UnaryOperator::UnaryNegation if matches!(u.argument, Expression::NumericLiteral(_)) => {
                    format!("-{argument}")
                }
                operator if operator.is_keyword() => format!("({} {argument})", operator.as_str()),
                operator => format!("({}{argument})", operator.as_str()),
            }
        }
        Expression::UpdateExpression(u) => {
            let (argument, operator) = (target_name(&u.argument, depth), u.operator.as_str());
            if u.prefix { format!("({operator}{argument})") } else { format!("({argument}{operator})") }
        }
        Expression::BinaryExpression(b) => {
            format!("({} {} {})", inner(&b.left), b.operator.as_str(), inner(&b.right))
        }
        Expression::LogicalExpression(l) => {
            format!("({} {} {})", inner(&l.left), l.operator.as_str(), inner(&l.right))
        }
        Expression::SequenceExpression(s) => {
            format!("({})", s.expressions.iter().map(inner).collect::<Vec<_>>().join(" , "))
        }
        Expression::ConditionalExpression(_) => UNNAMED.repeat(3),
        Expression::AssignmentExpression(a) => match a.left.as_simple_assignment_target() {
            Some(target) => target_name(target, depth),
            None => UNNAMED.to_owned(),
        },
        Expression::ObjectExpression(o) if o.properties.len() <= 4 => {
            format!("{{{}}}", UNNAMED.repeat(o.properties.len()))
        }
        Expression::ArrayExpression(a) if a.elements.len() <= 4 => {
            // Of data nested deeper the beginning is enough.
            let inner = |e: &Expression<'_>| describe(e, (depth - 1).min(2));
            let elements = a.elements.iter().map(|e| match e {
                ArrayExpressionElement::SpreadElement(s) => format!("(...{})", inner(&s.argument)),
                ArrayExpressionElement::Elision(_) => UNNAMED.to_owned(),
                e => inner(e.to_expression()),
            });
            format!("[{}]", elements.collect::<Vec<_>>().join(","))
        }
        _ => UNNAMED.to_owned(),
    }
}

/// The text of a template that has no expressions.
fn template_text<'a>(t: &TemplateLiteral<'a>) -> Option<&'a str> {
    Some(t.quasis.first()?.value.cooked?.as_str())
}

/// What is assigned to.
fn target_name(target: &SimpleAssignmentTarget<'_>, depth: usize) -> String {
    match target {
        SimpleAssignmentTarget::AssignmentTargetIdentifier(id) => id.name.to_string(),
        SimpleAssignmentTarget::StaticMemberExpression(m) => {
            format!("{}.{}", describe(&m.object, depth - 1), m.property.name)
        }
        SimpleAssignmentTarget::ComputedMemberExpression(m) => {
            format!("{}[{}]", describe(&m.object, depth - 1), describe(&m.expression, depth - 1))
        }
        _ => "(intermediate value)".to_owned(),
    }
}
