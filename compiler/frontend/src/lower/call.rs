//! Calls, `new`, `super()`.

use oxc_allocator::ArenaVec;
use oxc_ast::ast::*;
use oxc_span::{GetSpan, Span};
use yarrow_abi::kinds::ErrorKind;
use yarrow_mir::{Const, Op, Type, VReg};

use super::constants::Nested;
use super::expr::describe_source;
use super::{FieldsStart, Lower};
use crate::analyze::{Implicit, address};

/// Arguments of a call.
pub enum Arguments {
    Each(Vec<VReg>),
    /// An array of them.
    Array(VReg),
}

impl<'a> Lower<'a, '_> {
    pub fn arguments(&mut self, arguments: &'a ArenaVec<'a, Argument<'a>>) -> Arguments {
        let end = arguments.last().map_or(0, |a| a.span().end);
        if arguments.iter().any(Argument::is_spread) {
            let array = self.array_up_to(arguments.iter().position(Argument::is_spread));
            // As in V8, messages name what is spread where nothing follows it.
            let last_only = arguments.iter().position(Argument::is_spread) == Some(arguments.len() - 1);
            for a in arguments {
                match a {
                    Argument::SpreadElement(s) => {
                        let v = self.expr(&s.argument);
                        self.at(s.argument.span().start);
                        let text =
                            if last_only { format!("...{}", describe_source(&s.argument)) } else { String::new() };
                        let text = self.str(&text);
                        self.f.b.effect(Op::ArrayAppend(text), &[array, v]);
                    }
                    a => {
                        let v = self.expr(a.to_expression());
                        self.f.b.effect(Op::ArrayPush, &[array, v]);
                    }
                }
            }
            return Arguments::Array(array);
        }
        let mut values = Vec::with_capacity(arguments.len());
        for a in arguments {
            let v = self.expr(a.to_expression());
            values.push(self.hold(v, Span::new(a.span().end, end.max(a.span().end))));
        }
        Arguments::Each(values)
    }

    /// The function of a call and its `this`.
    pub fn callee(&mut self, callee: &'a Expression<'a>) -> (VReg, VReg) {
        match callee.get_inner_expression() {
            Expression::ChainExpression(c) => self.chain_with_this(c),
            e if e.is_member_expression() => {
                let member = e.to_member_expression();
                if matches!(member.object(), Expression::Super(_)) {
                    return self.super_member(member);
                }
                if let MemberExpression::StaticMemberExpression(m) = member
                    && let Some(function) = self.namespace_member(m)
                {
                    let this = self.expr(&m.object);
                    return (function, this);
                }
                let object = self.member_object(member);
                let object = match member {
                    MemberExpression::ComputedMemberExpression(m) => self.hold(object, m.expression.span()),
                    _ => object,
                };
                (self.get_member(object, member), object)
            }
            Expression::Identifier(id) if self.is_scoped(id) => self.scoped_callee(id),
            e => {
                let function = self.expr(e);
                let this = self.undefined();
                (function, this)
            }
        }
    }

    /// Where messages place a call: at the name of the method, else at the callee.
    fn call_position(callee: &Expression<'a>) -> u32 {
        match callee.get_inner_expression() {
            Expression::StaticMemberExpression(m) => m.property.span.start,
            Expression::PrivateFieldExpression(m) => m.field.span.start,
            Expression::ComputedMemberExpression(m) => m.expression.span().start,
            e => e.span().start,
        }
    }

    pub fn call(&mut self, c: &'a CallExpression<'a>) -> VReg {
        if matches!(c.callee, Expression::Super(_)) {
            return self.super_call(c);
        }
        if let Some(value) = self.require_call(c) {
            return value;
        }
        if let Some(site) = self.analysis.evals.get(&address(c)) {
            return self.direct_eval(c, site);
        }
        let (function, this) = self.callee(&c.callee);
        let later = Span::new(c.callee.span().end, c.span.end.max(c.callee.span().end));
        let function = self.hold(function, later);
        let this = self.hold(this, later);
        if c.optional {
            self.leave_chain_if_nullish(function);
        }
        let arguments = self.arguments(&c.arguments);
        let text = self.source_text(&c.callee);
        self.at(Self::call_position(&c.callee));
        match arguments {
            Arguments::Each(values) => {
                let mut all = vec![function, this];
                all.extend(values);
                self.op(Op::Call(text), &all)
            }
            Arguments::Array(array) => self.op(Op::CallSpread(text), &[function, this, array]),
        }
    }

    pub fn new_expression(&mut self, n: &'a NewExpression<'a>) -> VReg {
        let callee = self.expr(&n.callee);
        let callee = self.hold(callee, Span::new(n.callee.span().end, n.span.end.max(n.callee.span().end)));
        let arguments = self.arguments(&n.arguments);
        let text = self.source_text(&n.callee);
        self.at(n.span.start);
        self.construct(callee, callee, arguments, text)
    }

    fn construct(&mut self, callee: VReg, new_target: VReg, arguments: Arguments, text: yarrow_mir::StrId) -> VReg {
        match arguments {
            Arguments::Each(values) => {
                let mut all = vec![callee, new_target];
                all.extend(values);
                self.op(Op::Construct(text), &all)
            }
            Arguments::Array(array) => self.op(Op::ConstructSpread(text), &[callee, new_target, array]),
        }
    }

    fn super_call(&mut self, c: &'a CallExpression<'a>) -> VReg {
        let (Some(callee), Some(new_target)) =
            (self.load_implicit(Implicit::Callee), self.load_implicit(Implicit::NewTarget))
        else {
            return self.unsupported(c.span, "super() outside of a constructor");
        };
        let parent = self.op(Op::SuperConstructor, &[callee]);
        let arguments = self.arguments(&c.arguments);
        let owner = self.analysis.this_unit(self.f.unit);
        let class = self.constructors.get(&owner).map_or("", |c| c.name.as_str());
        let text = super_text(class);
        let text = self.str(&text);
        self.at(c.span.start);
        let this = self.construct(parent, new_target, arguments, text);
        let Some(var) = self.analysis.implicit(self.f.unit, Implicit::This) else { return this };
        let bound = self.load_raw(var);
        let unbound = self.f.b.op(Op::IsTdz, Type::Bool, &[bound]);
        let twice = self.f.b.op(Op::Not, Type::Bool, &[unbound]);
        self.throw_if(twice, ErrorKind::ReferenceError, "Super constructor may only be called once");
        self.init_var(var, this);
        match self.constructors.get(&owner).map(|c| c.fields) {
            Some(FieldsStart::AtOnce) => self.f.b.effect(Op::InitFields, &[callee, this]),
            Some(FieldsStart::AtMark) => self.f.late_fields = Some((callee, this)),
            Some(FieldsStart::Never) | None => {}
        }
        this
    }

    pub fn array(&mut self, a: &'a ArrayExpression<'a>) -> VReg {
        if let Some(literal) = self.constant_literal(Nested::Array(a)) {
            return literal;
        }
        let spread = a.elements.iter().position(|e| matches!(e, ArrayExpressionElement::SpreadElement(_)));
        let array = self.array_up_to(Some(spread.unwrap_or(a.elements.len())));
        for e in &a.elements {
            match e {
                ArrayExpressionElement::SpreadElement(s) => {
                    let v = self.expr(&s.argument);
                    self.at(s.argument.span().start);
                    let text = self.iterable_text(&s.argument);
                    self.f.b.effect(Op::ArrayAppend(text), &[array, v]);
                }
                ArrayExpressionElement::Elision(_) => {
                    let hole = self.f.b.constant(Const::Hole);
                    self.f.b.effect(Op::ArrayPush, &[array, hole]);
                }
                e => {
                    let v = self.expr(e.to_expression());
                    self.f.b.effect(Op::ArrayPush, &[array, v]);
                }
            }
        }
        array
    }

    /// An empty array with room for the elements in front of a spread, which makes its own room: how many there will be is not
    /// known before.
    fn array_up_to(&mut self, spread: Option<usize>) -> VReg {
        let capacity = u32::try_from(spread.unwrap_or(0)).unwrap_or(u32::MAX);
        self.op(Op::NewArray(capacity), &[])
    }
}

/// How messages name the parent of a class that is constructed: the runtime puts the value behind the first two words.
pub fn super_text(class: &str) -> String {
    let class = if class.is_empty() { "anonymous class" } else { class };
    format!("Super constructor of {class}")
}
