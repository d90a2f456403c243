//! Operators, conditions and short circuits.

use oxc_ast::ast::*;
use oxc_span::{GetSpan, Span};
use yarrow_mir::{Block, Const, Op, Type, VReg};

use super::Lower;

/// What an operator comes to.
#[derive(Clone, Copy)]
pub enum Lowered {
    Value(Op),
    /// A comparison, to be negated or not.
    Compare(Op, bool),
}

pub fn binary_op(op: BinaryOperator) -> Lowered {
    match op {
        BinaryOperator::Addition => Lowered::Value(Op::Add),
        BinaryOperator::Subtraction => Lowered::Value(Op::Sub),
        BinaryOperator::Multiplication => Lowered::Value(Op::Mul),
        BinaryOperator::Division => Lowered::Value(Op::Div),
        BinaryOperator::Remainder => Lowered::Value(Op::Rem),
        BinaryOperator::Exponential => Lowered::Value(Op::Exp),
        BinaryOperator::ShiftLeft => Lowered::Value(Op::Shl),
        BinaryOperator::ShiftRight => Lowered::Value(Op::Shr),
        BinaryOperator::ShiftRightZeroFill => Lowered::Value(Op::Ushr),
        BinaryOperator::BitwiseOR => Lowered::Value(Op::BitOr),
        BinaryOperator::BitwiseXOR => Lowered::Value(Op::BitXor),
        BinaryOperator::BitwiseAnd => Lowered::Value(Op::BitAnd),
        BinaryOperator::Equality => Lowered::Compare(Op::LooseEq, false),
        BinaryOperator::Inequality => Lowered::Compare(Op::LooseEq, true),
        BinaryOperator::StrictEquality => Lowered::Compare(Op::StrictEq, false),
        BinaryOperator::StrictInequality => Lowered::Compare(Op::StrictEq, true),
        BinaryOperator::LessThan => Lowered::Compare(Op::Lt, false),
        BinaryOperator::LessEqualThan => Lowered::Compare(Op::Le, false),
        BinaryOperator::GreaterThan => Lowered::Compare(Op::Gt, false),
        BinaryOperator::GreaterEqualThan => Lowered::Compare(Op::Ge, false),
        BinaryOperator::In => Lowered::Compare(Op::In, false),
        BinaryOperator::Instanceof => Lowered::Compare(Op::InstanceOf, false),
    }
}

impl<'a> Lower<'a, '_> {
    /// Keeps a value that is wanted after `later` has been evaluated: the register of a variable
    /// that is assigned there is copied.
    pub fn hold(&mut self, value: VReg, later: Span) -> VReg {
        let Some(v) = self.f.variables.get(&value) else { return value };
        if !self.analysis.is_assigned_in(*v, later) {
            return value;
        }
        self.op(Op::Copy, &[value])
    }

    /// A copy of the register of any variable.
    pub fn detach(&mut self, value: VReg) -> VReg {
        if self.f.variables.contains_key(&value) { self.op(Op::Copy, &[value]) } else { value }
    }

    pub fn boxed(&mut self, bool: VReg) -> VReg {
        self.op(Op::Convert, &[bool])
    }

    /// Left operands nest as deep as chains are long, so they are not followed by recursion.
    pub fn binary(&mut self, e: &'a BinaryExpression<'a>) -> VReg {
        let v = self.binary_raw(e);
        if self.f.b.function.ty(v) == Type::Bool { self.boxed(v) } else { v }
    }

    /// The result of a comparison is a `Bool`.
    fn binary_raw(&mut self, e: &'a BinaryExpression<'a>) -> VReg {
        let mut chain = vec![e];
        while let Expression::BinaryExpression(left) = &chain[chain.len() - 1].left {
            chain.push(left);
        }
        let innermost = chain[chain.len() - 1];
        let mut left = self.expr(&innermost.left);
        while let Some(e) = chain.pop() {
            if self.f.b.function.ty(left) == Type::Bool {
                left = self.boxed(left);
            }
            left = self.hold(left, e.right.span());
            let right = self.expr(&e.right);
            self.at(e.span.start);
            left = self.apply(e.operator, left, right);
        }
        left
    }

    pub fn apply(&mut self, op: BinaryOperator, left: VReg, right: VReg) -> VReg {
        match binary_op(op) {
            Lowered::Value(op) => self.op(op, &[left, right]),
            Lowered::Compare(op, negate) => {
                let v = self.f.b.op(op, Type::Bool, &[left, right]);
                if negate { self.f.b.op(Op::Not, Type::Bool, &[v]) } else { v }
            }
        }
    }

    /// ToBoolean of an expression, as a `Bool`.
    pub fn bool(&mut self, e: &'a Expression<'a>) -> VReg {
        let v = match e.get_inner_expression() {
            Expression::BinaryExpression(b) => self.binary_raw(b),
            Expression::PrivateInExpression(p) => self.private_in(p),
            Expression::UnaryExpression(u) if u.operator == UnaryOperator::LogicalNot => {
                let v = self.bool(&u.argument);
                return self.f.b.op(Op::Not, Type::Bool, &[v]);
            }
            Expression::UnaryExpression(u) if u.operator == UnaryOperator::Delete => self.delete(u),
            e => self.expr(e),
        };
        if self.f.b.function.ty(v) == Type::Bool { v } else { self.f.b.op(Op::Truthy, Type::Bool, &[v]) }
    }

    /// Branches on an expression.
    pub fn condition(&mut self, e: &'a Expression<'a>, then: Block, other: Block) {
        match e.get_inner_expression() {
            Expression::BooleanLiteral(b) => self.f.b.jump(if b.value { then } else { other }),
            Expression::UnaryExpression(u) if u.operator == UnaryOperator::LogicalNot => {
                self.condition(&u.argument, other, then);
            }
            Expression::LogicalExpression(l) if l.operator != LogicalOperator::Coalesce => {
                let right = self.f.b.new_block();
                if l.operator == LogicalOperator::And {
                    self.condition(&l.left, right, other);
                } else {
                    self.condition(&l.left, then, right);
                }
                self.f.b.switch_to(right);
                self.condition(&l.right, then, other);
            }
            e => {
                let v = self.bool(e);
                self.f.b.branch(v, then, other);
            }
        }
    }

    pub fn logical(&mut self, e: &'a LogicalExpression<'a>) -> VReg {
        let result = self.f.b.vreg(Type::Value);
        let left = self.expr(&e.left);
        self.f.b.copy_to(result, left);
        let done = self.short_circuit(e.operator, left);
        let right = self.expr(&e.right);
        self.f.b.copy_to(result, right);
        self.continue_in(done);
        result
    }

    /// Goes on where `left` does not decide; the answer is where to go on in any case.
    pub fn short_circuit(&mut self, op: LogicalOperator, left: VReg) -> Block {
        let (more, done) = (self.f.b.new_block(), self.f.b.new_block());
        match op {
            LogicalOperator::And => {
                let v = self.f.b.op(Op::Truthy, Type::Bool, &[left]);
                self.f.b.branch(v, more, done);
            }
            LogicalOperator::Or => {
                let v = self.f.b.op(Op::Truthy, Type::Bool, &[left]);
                self.f.b.branch(v, done, more);
            }
            LogicalOperator::Coalesce => {
                let v = self.f.b.op(Op::IsNullish, Type::Bool, &[left]);
                self.f.b.branch(v, more, done);
            }
        }
        self.f.b.switch_to(more);
        done
    }

    pub fn conditional(&mut self, e: &'a ConditionalExpression<'a>) -> VReg {
        let result = self.f.b.vreg(Type::Value);
        let done = self.f.b.new_block();
        let mut e = e;
        loop {
            let (then, other) = (self.f.b.new_block(), self.f.b.new_block());
            self.condition(&e.test, then, other);
            self.f.b.switch_to(then);
            let v = self.expr(&e.consequent);
            self.f.b.copy_to(result, v);
            self.f.b.jump(done);
            self.f.b.switch_to(other);
            match &e.alternate {
                Expression::ConditionalExpression(next) => e = next,
                alternate => {
                    let v = self.expr(alternate);
                    self.f.b.copy_to(result, v);
                    break;
                }
            }
        }
        self.continue_in(done);
        result
    }

    pub fn unary(&mut self, e: &'a UnaryExpression<'a>) -> VReg {
        match e.operator {
            UnaryOperator::UnaryNegation => {
                if let Expression::NumericLiteral(n) = e.argument.without_parentheses() {
                    return self.number(-n.value);
                }
                self.unary_op(Op::Neg, e)
            }
            UnaryOperator::UnaryPlus => self.unary_op(Op::ToNumber, e),
            UnaryOperator::BitwiseNot => self.unary_op(Op::BitNot, e),
            UnaryOperator::LogicalNot => {
                let v = self.bool(&e.argument);
                let v = self.f.b.op(Op::Not, Type::Bool, &[v]);
                self.boxed(v)
            }
            UnaryOperator::Typeof => {
                if let Expression::Identifier(id) = e.argument.get_inner_expression()
                    && let Some(v) = self.typeof_operand(id)
                {
                    return self.op(Op::Typeof, &[v]);
                }
                self.unary_op(Op::Typeof, e)
            }
            UnaryOperator::Void => {
                self.effect_of(&e.argument);
                self.undefined()
            }
            UnaryOperator::Delete => {
                let v = self.delete(e);
                self.boxed(v)
            }
        }
    }

    fn unary_op(&mut self, op: Op, e: &'a UnaryExpression<'a>) -> VReg {
        let v = self.expr(&e.argument);
        self.at(e.span.start);
        self.op(op, &[v])
    }

    pub fn private_in(&mut self, e: &'a PrivateInExpression<'a>) -> VReg {
        let object = self.expr(&e.right);
        let name = self.private_name(&e.left);
        self.at(e.span.start);
        self.f.b.op(Op::HasPrivate, Type::Bool, &[object, name])
    }

    /// As a `Bool`.
    fn delete(&mut self, e: &'a UnaryExpression<'a>) -> VReg {
        let result = self.f.b.vreg(Type::Bool);
        let done = self.f.b.new_block();
        let argument = e.argument.get_inner_expression();
        let (member, chained) = match argument {
            Expression::ChainExpression(c) => (c.expression.as_member_expression(), true),
            other => (other.as_member_expression(), false),
        };
        let Some(member) = member else {
            if let Expression::Identifier(id) = argument {
                return self.delete_name(id);
            }
            self.effect_of(argument);
            return self.f.b.op(Op::Const(Const::Bool(true)), Type::Bool, &[]);
        };
        let absent = chained.then(|| self.f.b.new_block());
        self.f.chains.extend(absent);
        if matches!(member.object(), Expression::Super(_)) {
            self.super_reference(member);
            let message = self.str("Unsupported reference to 'super'");
            self.f.b.effect(Op::ThrowError(yarrow_abi::kinds::ErrorKind::ReferenceError, message), &[]);
            self.f.b.op_to(Op::Const(Const::Bool(true)), result, &[]);
        } else {
            let object = self.member_object(member);
            let key = match member {
                MemberExpression::StaticMemberExpression(m) => self.string(m.property.name.as_str()),
                MemberExpression::ComputedMemberExpression(m) => {
                    let object = self.hold(object, m.expression.span());
                    let key = self.expr(&m.expression);
                    self.at(e.span.start);
                    self.f.b.op_to(Op::Delete, result, &[object, key]);
                    key
                }
                MemberExpression::PrivateFieldExpression(m) => self.unsupported(m.span, "delete of a private field"),
            };
            if !matches!(member, MemberExpression::ComputedMemberExpression(_)) {
                self.at(e.span.start);
                self.f.b.op_to(Op::Delete, result, &[object, key]);
            }
        }
        self.f.b.jump(done);
        if let Some(absent) = absent {
            self.f.chains.pop();
            self.f.b.switch_to(absent);
            self.f.b.op_to(Op::Const(Const::Bool(true)), result, &[]);
            self.f.b.jump(done);
        }
        self.f.b.switch_to(done);
        result
    }
}
