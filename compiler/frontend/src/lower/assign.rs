//! Assignment and update.

use oxc_ast::ast::*;
use oxc_span::{GetSpan, Span};
use yarrow_abi::kinds::ErrorKind;
use yarrow_mir::{Op, StrId, Terminator, Type, VReg};

use super::Lower;
use super::expr::{Origin, SuperReference, constant_name};
use super::literal::is_anonymous_function;
use crate::analyze::{Constant, VarId};

/// A simple assignment target whose parts have been evaluated.
#[derive(Clone, Copy)]
pub enum Place {
    Var(VarId, u32),
    /// The same once it has been read, and so is known to be initialised.
    LoadedVar(VarId, u32),
    /// Of the global environment.
    Builtin(StrId, u32),
    /// Of an object scope, or what `otherwise` says where there is none at run time.
    Scoped {
        object: VReg,
        name: StrId,
        otherwise: Option<VarId>,
        loaded: bool,
        at: u32,
    },
    Name {
        object: VReg,
        name: StrId,
        at: u32,
    },
    Element {
        object: VReg,
        key: VReg,
        at: u32,
    },
    Private {
        object: VReg,
        name: VReg,
        at: u32,
    },
    Super {
        base: VReg,
        key: VReg,
        this: VReg,
        at: u32,
    },
    /// Reported as not supported.
    Nowhere,
}

impl Place {
    fn loaded(self) -> Place {
        match self {
            Place::Var(v, at) => Place::LoadedVar(v, at),
            Place::Scoped { object, name, otherwise, at, .. } => {
                Place::Scoped { object, name, otherwise, loaded: true, at }
            }
            place => place,
        }
    }
}

/// Does the place need its key converted, because it is used twice?
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Uses {
    Write,
    ReadWrite,
}

impl<'a> Lower<'a, '_> {
    pub fn identifier_place(&mut self, id: &'a IdentifierReference<'a>) -> Place {
        if let Some(place) = self.scoped_place(id) {
            return place;
        }
        match self.resolve(id) {
            Some(v) => Place::Var(v, id.span.start),
            None => Place::Builtin(self.str(id.name.as_str()), id.span.start),
        }
    }

    /// Evaluates the parts of a target; `later` is what is evaluated before it is assigned.
    pub fn place(&mut self, t: &'a SimpleAssignmentTarget<'a>, uses: Uses, later: Span) -> Place {
        match t {
            SimpleAssignmentTarget::AssignmentTargetIdentifier(id) => self.identifier_place(id),
            SimpleAssignmentTarget::ComputedMemberExpression(m) if self.analysis.call_targets.contains(&m.span.end) => {
                self.call_place(m)
            }
            SimpleAssignmentTarget::TSAsExpression(t) => self.expression_place(&t.expression, uses, later),
            SimpleAssignmentTarget::TSSatisfiesExpression(t) => self.expression_place(&t.expression, uses, later),
            SimpleAssignmentTarget::TSNonNullExpression(t) => self.expression_place(&t.expression, uses, later),
            SimpleAssignmentTarget::TSTypeAssertion(t) => self.expression_place(&t.expression, uses, later),
            t => self.member_place(t.to_member_expression(), uses, later),
        }
    }

    fn expression_place(&mut self, e: &'a Expression<'a>, uses: Uses, later: Span) -> Place {
        match e.get_inner_expression() {
            Expression::Identifier(id) => self.identifier_place(id),
            e if e.is_member_expression() => self.member_place(e.to_member_expression(), uses, later),
            e => {
                self.unsupported(e.span(), "this assignment target");
                Place::Nowhere
            }
        }
    }

    fn member_place(&mut self, m: &'a MemberExpression<'a>, uses: Uses, later: Span) -> Place {
        let at = m.span().start;
        if matches!(m.object(), Expression::Super(_)) {
            let SuperReference { base, key, this } = self.super_reference(m);
            if uses == Uses::Write || matches!(m, MemberExpression::StaticMemberExpression(_)) {
                return Place::Super { base, key, this, at };
            }
            self.check_base(base, |l| l.op(Op::GetSuper, &[base, key, this]));
            let key = self.op(Op::ToPropertyKey, &[key]);
            return Place::Super { base, key, this, at };
        }
        let object = self.expr(m.object());
        let object = self.hold(object, Span::new(m.object().span().end, later.end.max(m.object().span().end)));
        match m {
            MemberExpression::StaticMemberExpression(m) => {
                Place::Name { object, name: self.str(m.property.name.as_str()), at: m.property.span.start }
            }
            MemberExpression::ComputedMemberExpression(m) => {
                let at = m.expression.span().start;
                if let Some(name) = constant_name(&m.expression) {
                    return Place::Name { object, name: self.str(name), at };
                }
                let key = self.expr(&m.expression);
                if uses == Uses::ReadWrite && !is_key(&m.expression) {
                    self.at(at);
                    self.check_base(object, |l| l.op(Op::GetElem, &[object, key]));
                    let key = self.op(Op::ToPropertyKey, &[key]);
                    return Place::Element { object, key, at };
                }
                let key = self.hold(key, Span::new(m.span.end, later.end.max(m.span.end)));
                Place::Element { object, key, at }
            }
            MemberExpression::PrivateFieldExpression(m) => {
                Place::Private { object, name: self.private_name(&m.field), at: m.field.span.start }
            }
        }
    }

    /// Reading a property of `undefined` or `null` throws before its key is converted; `read` is that.
    fn check_base(&mut self, base: VReg, read: impl FnOnce(&mut Self) -> VReg) {
        let (fail, ok) = (self.f.b.new_block(), self.f.b.new_block());
        let nullish = self.f.b.op(Op::IsNullish, Type::Bool, &[base]);
        self.f.b.branch(nullish, fail, ok);
        self.f.b.switch_to(fail);
        read(self);
        self.f.b.terminate(Terminator::Unreachable);
        self.f.b.switch_to(ok);
    }

    pub fn load(&mut self, place: Place) -> VReg {
        match place {
            Place::Var(v, at) | Place::LoadedVar(v, at) => {
                self.at(at);
                self.load_var(v, at)
            }
            Place::Builtin(name, at) => {
                self.at(at);
                self.op(Op::LoadBuiltin(name), &[])
            }
            Place::Scoped { object, name, otherwise, at, .. } => self.load_scoped(object, name, otherwise, at),
            Place::Name { object, name, at } => {
                self.at(at);
                self.op(Op::GetProp(name), &[object])
            }
            Place::Element { object, key, at } => {
                self.at(at);
                self.op(Op::GetElem, &[object, key])
            }
            Place::Private { object, name, at } => {
                self.at(at);
                self.op(Op::GetPrivate, &[object, name])
            }
            Place::Super { base, key, this, at } => {
                self.at(at);
                self.op(Op::GetSuper, &[base, key, this])
            }
            Place::Nowhere => self.undefined(),
        }
    }

    /// Assigns; returns where the value is now.
    pub fn store(&mut self, place: Place, value: VReg) -> VReg {
        match place {
            Place::Var(v, _) | Place::LoadedVar(v, _) => {
                if self.check_assignable(place, v) {
                    return self.init_var_fresh(v, value);
                }
            }
            Place::Builtin(name, at) => {
                self.at(at);
                self.f.b.effect(Op::StoreBuiltin(name), &[value]);
            }
            Place::Scoped { .. } => self.store_scoped(place, value),
            Place::Name { object, name, at } => {
                self.at(at);
                self.f.b.effect(Op::SetProp(name), &[object, value]);
            }
            Place::Element { object, key, at } => {
                self.at(at);
                self.f.b.effect(Op::SetElem, &[object, key, value]);
            }
            Place::Private { object, name, at } => {
                self.at(at);
                self.f.b.effect(Op::SetPrivate, &[object, name, value]);
            }
            Place::Super { base, key, this, at } => {
                self.at(at);
                self.f.b.effect(Op::SetSuper, &[base, key, this, value]);
            }
            Place::Nowhere => {}
        }
        value
    }

    pub fn assignment(&mut self, a: &'a AssignmentExpression<'a>) -> VReg {
        let Some(target) = a.left.as_simple_assignment_target() else {
            let value = self.expr(&a.right);
            let value = self.detach(value);
            self.assign_target(&a.left, value, Origin::Expression(&a.right));
            return value;
        };
        let name = match target {
            SimpleAssignmentTarget::AssignmentTargetIdentifier(id)
                if is_anonymous_function(&a.right) && id.span.start == a.span.start =>
            {
                &id.name
            }
            _ => "",
        };
        if a.operator.is_assign() {
            let place = self.place(target, Uses::Write, a.right.span());
            let resolvable = match place {
                Place::Builtin(name, at) if self.f.b.function.strict && !is_inert(&a.right) => {
                    self.at(at);
                    Some((name, at, self.f.b.op(Op::HasBuiltin(name), Type::Bool, &[])))
                }
                _ => None,
            };
            let value = self.named_expr(&a.right, name);
            if let Some((name, at, resolvable)) = resolvable {
                self.check_resolvable(name, at, resolvable);
            }
            return self.assign_result(place, value, &a.right);
        }
        let place = self.place(target, Uses::ReadWrite, a.right.span());
        let old = self.load(place);
        let place = place.loaded();
        if let Some(op) = a.operator.to_logical_operator() {
            let result = self.f.b.vreg(Type::Value);
            self.f.b.copy_to(result, old);
            let done = self.short_circuit(op, old);
            let value = self.named_expr(&a.right, name);
            self.f.b.copy_to(result, value);
            self.store_copy(place, result);
            self.continue_in(done);
            return result;
        }
        let op = a.operator.to_binary_operator().expect("an operator that is not `=` nor logical is binary");
        let old = self.hold(old, a.right.span());
        let right = self.expr(&a.right);
        self.at(a.span.start);
        let value = self.apply(op, old, right);
        self.store(place, value)
    }

    /// In strict code a name that is unresolvable before the right-hand side is evaluated cannot be
    /// assigned, even where that has defined it: PutValue, 6.2.5.6.
    fn check_resolvable(&mut self, name: StrId, at: u32, resolvable: VReg) {
        let (fail, ok) = (self.f.b.new_block(), self.f.b.new_block());
        self.f.b.branch(resolvable, ok, fail);
        self.f.b.switch_to(fail);
        self.at(at);
        let message = format!("{} is not defined", String::from_utf16_lossy(self.program.strings.get(name)));
        let message = self.str(&message);
        self.f.b.effect(Op::ThrowError(ErrorKind::ReferenceError, message), &[]);
        self.f.b.terminate(Terminator::Unreachable);
        self.f.b.switch_to(ok);
    }

    /// As `store` of a value that is read again, so must stay where it is.
    pub fn store_copy(&mut self, place: Place, value: VReg) {
        match place {
            Place::Var(v, _) | Place::LoadedVar(v, _) => {
                if self.check_assignable(place, v) {
                    self.init_var(v, value);
                }
            }
            place => {
                self.store(place, value);
            }
        }
    }

    /// Before an assignment to a variable: throws where it is not initialised, or constant.
    /// Answers whether the assignment takes place.
    fn check_assignable(&mut self, place: Place, v: VarId) -> bool {
        let var = self.analysis.var(v);
        let name = self.program.strings.intern(&var.name);
        if let Place::Var(_, at) = place {
            self.at(at);
            if self.analysis.needs_check(v, self.f.unit, at) {
                let old = self.load_raw(v);
                self.f.b.effect(Op::CheckTdz(name), &[old]);
            }
        }
        match var.constant {
            Constant::No => true,
            Constant::FunctionName if !self.f.b.function.strict => false,
            Constant::Yes | Constant::FunctionName => {
                self.f.b.effect(Op::ThrowConstAssign(name), &[]);
                false
            }
        }
    }

    /// The instruction that made the value may make it in the variable's register only where it
    /// belongs to this very expression.
    fn assign_result(&mut self, place: Place, value: VReg, e: &Expression<'a>) -> VReg {
        let own = makes_own_result(e);
        if own {
            return self.store(place, value);
        }
        self.store_copy(place, value);
        value
    }

    pub fn update(&mut self, u: &'a UpdateExpression<'a>, used: bool) -> VReg {
        let place = self.place(&u.argument, Uses::ReadWrite, Span::new(u.span.end, u.span.end));
        let op = match u.operator {
            UpdateOperator::Increment => Op::Inc,
            UpdateOperator::Decrement => Op::Dec,
        };
        let old = self.load(place);
        let place = place.loaded();
        self.at(u.span.start);
        if !used || u.prefix {
            let new = self.op(op, &[old]);
            return self.store(place, new);
        }
        let old = self.op(Op::ToNumeric, &[old]);
        let new = self.op(op, &[old]);
        self.store(place, new);
        old
    }
}

/// Can the expression be evaluated without running anything else?
fn is_inert(e: &Expression<'_>) -> bool {
    e.is_literal()
        || matches!(
            e.get_inner_expression(),
            Expression::FunctionExpression(_) | Expression::ArrowFunctionExpression(_)
        )
}

/// Is the value of the expression a property key without conversion?
fn is_key(e: &Expression<'_>) -> bool {
    matches!(
        e.get_inner_expression(),
        Expression::NumericLiteral(_) | Expression::StringLiteral(_) | Expression::UpdateExpression(_)
    )
}

/// Is the last instruction of this expression one that makes its value in a fresh register?
pub fn makes_own_result(e: &Expression<'_>) -> bool {
    match e.get_inner_expression() {
        Expression::BinaryExpression(_)
        | Expression::NumericLiteral(_)
        | Expression::StringLiteral(_)
        | Expression::BooleanLiteral(_)
        | Expression::NullLiteral(_)
        | Expression::UnaryExpression(_)
        | Expression::NewExpression(_)
        | Expression::StaticMemberExpression(_)
        | Expression::ComputedMemberExpression(_)
        | Expression::ArrowFunctionExpression(_)
        | Expression::FunctionExpression(_) => true,
        Expression::CallExpression(c) => !matches!(c.callee, Expression::Super(_)),
        _ => false,
    }
}
