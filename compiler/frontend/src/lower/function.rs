//! Functions: parameters, implicit variables, bodies, closures.

use oxc_ast::ast::{
    ArrowFunctionBody, ArrowFunctionExpression, BindingIdentifier, BindingPattern, Expression, FormalParameter,
    FormalParameters, Function as JsFunction, FunctionBody, Statement,
};
use oxc_span::{GetSpan, Span};
use yarrow_mir::{Const, FuncId, Function, FunctionKind, Op, Terminator, Type, VReg};

use super::asynchronous::suspending;
use super::context::FnCx;
use super::expr::Origin;
use super::using::using_in;
use super::{FieldsStart, Lower};
use crate::analyze::{IMPLICITS, Implicit, ScopeIx, Storage, UnitId, UnitKind, VarId, scope_ix};

#[derive(Clone, Copy)]
pub enum Body<'a> {
    Statements(&'a FunctionBody<'a>),
    Expression(&'a Expression<'a>),
    Missing,
}

/// A function of the source, about to be lowered.
pub struct Source<'a, 'n> {
    pub name: &'n str,
    pub kind: FunctionKind,
    pub scope: ScopeIx,
    pub unit: UnitId,
    /// Name of a function expression, bound in its own scope.
    pub own_name: Option<&'a BindingIdentifier<'a>>,
    pub params: &'a FormalParameters<'a>,
    pub body: Body<'a>,
    pub span: Span,
}

impl<'a> Lower<'a, '_> {
    /// Starts a new function; the former one is the answer, to be given to `leave_function`.
    pub fn enter_function(&mut self, name: &str, kind: FunctionKind, unit: UnitId, span: Span) -> FnCx<'a> {
        let mut function = Function::new(name, kind);
        function.source = (span.start, span.end);
        function.loc = self.loc(span.start);
        function.strict = self.analysis.unit(unit).strict;
        let chain = self.env_chain();
        let outer = std::mem::replace(&mut self.f, FnCx::new(function, unit, chain));
        self.at(span.start);
        if self.analysis.unit(unit).needs_env() {
            self.f.closure_env = Some(self.op(Op::Env, &[]));
        }
        outer
    }

    /// Ends the function, falling off its end.
    pub fn leave_function(&mut self, outer: FnCx<'a>) -> FuncId {
        let undefined = self.undefined();
        self.emit_return(undefined);
        let done = std::mem::replace(&mut self.f, outer);
        self.program.functions.push(done.b.finish())
    }

    /// `this`, `arguments`, … into the variables that hold them.
    pub fn bind_implicit(&mut self, unit: UnitId) {
        let kind = self.f.kind;
        for what in IMPLICITS {
            let Some(var) = self.analysis.unit(unit).implicit[what as usize] else { continue };
            let value = match what {
                Implicit::This if kind == FunctionKind::ClassDerived => self.f.b.constant(Const::Tdz),
                Implicit::This if !self.analysis.unit(unit).strict => {
                    let this = self.op(Op::This, &[]);
                    self.op(Op::CoerceThis, &[this])
                }
                Implicit::This => self.op(Op::This, &[]),
                Implicit::Arguments => self.op(Op::Arguments, &[]),
                Implicit::NewTarget => self.op(Op::NewTarget, &[]),
                Implicit::Home => {
                    let callee = self.op(Op::Callee, &[]);
                    self.op(Op::LoadHome, &[callee])
                }
                Implicit::Callee => self.op(Op::Callee, &[]),
            };
            self.init_var_fresh(var, value);
        }
    }

    pub fn lower_function(&mut self, s: &Source<'a, '_>) -> FuncId {
        let outer = self.enter_function(s.name, s.kind, s.unit, s.span);
        let unit = self.analysis.unit(s.unit);
        let fields = self.constructors.get(&s.unit).map(|c| c.fields);
        let function = &mut self.f.b.function;
        function.param_count = u32::try_from(s.params.items.len()).unwrap_or(u32::MAX);
        let required = s.params.items.iter().take_while(|p| p.initializer.is_none()).count();
        function.length = u32::try_from(required).unwrap_or(u32::MAX);
        function.inline_slots = u32::try_from((unit.this_props.len() + 2).min(64)).unwrap_or(64);

        // What the caller gave can be read in the entry block only.
        let params: Vec<VReg> = (0..).zip(&s.params.items).map(|(i, p)| self.param(i, p)).collect();
        let rest = s.params.rest.as_ref().map(|_| self.op(Op::Rest(self.f.b.function.param_count), &[]));
        let callee = s.own_name.and_then(|id| {
            let var = self.analysis.declared(id).filter(|v| self.analysis.var(*v).used)?;
            Some((var, self.op(Op::Callee, &[])))
        });
        let mapped = unit.implicit[Implicit::Arguments as usize]
            .and_then(|v| Some((v, self.analysis.mapped_arguments(s.unit)?)))
            .map(|(v, n)| (v, n, self.op(Op::Callee, &[])));
        if s.kind == FunctionKind::ClassBase
            && let Some(start @ (FieldsStart::AtOnce | FieldsStart::AtMark)) = fields
        {
            let (callee, this) = (self.op(Op::Callee, &[]), self.op(Op::This, &[]));
            if start == FieldsStart::AtOnce {
                self.f.b.effect(Op::InitFields, &[callee, this]);
            } else {
                self.f.late_fields = Some((callee, this));
            }
        }
        self.open_scope(s.scope);
        if unit.kind != UnitKind::Arrow {
            self.bind_implicit(s.unit);
        }
        if let Some((var, callee)) = callee {
            self.init_var(var, callee);
        }
        let bound: Vec<VarId> = s
            .params
            .items
            .iter()
            .flat_map(|p| p.pattern.get_binding_identifiers())
            .chain(s.params.rest.iter().flat_map(|r| r.rest.argument.get_binding_identifiers()))
            .map(|id| self.declared(id))
            .collect();
        self.open_variables(s.scope);
        self.bind_params(s.params, &bound, &params, rest);
        if let Some((arguments, n, callee)) = mapped {
            let env = if n == 0 { self.undefined() } else { self.env_of(s.scope) };
            let arguments = self.load_raw(arguments);
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            self.f.b.effect(Op::MapArguments(n), &[arguments, env, callee]);
        }
        for (param, var) in self.analysis.body_vars.get(&s.unit).into_iter().flatten() {
            let value = self.load_raw(*param);
            self.init_var(*var, value);
        }
        let body_scope = self.analysis.body_scopes.get(&s.unit).copied();
        self.declare_vars(body_scope.unwrap_or(s.scope));
        if let Some(body_scope) = body_scope {
            self.open_variables(body_scope);
        }
        if let Body::Statements(body) = s.body {
            self.hoist_functions(&body.statements);
        }
        if s.kind.is_generator() {
            let resume = self.f.b.new_block();
            self.f.b.terminate(Terminator::InitialYield { resume });
            self.f.b.switch_to(resume);
        }
        match s.body {
            Body::Statements(body) => {
                self.disposing(using_in(&body.statements), |l| l.body_statements(&body.statements));
            }
            Body::Expression(e) => {
                let v = self.expr(e);
                self.emit_return(v);
            }
            Body::Missing => {}
        }
        self.leave_function(outer)
    }

    /// Parameter `i`, in the register of its variable where nothing can see it earlier.
    fn param(&mut self, i: u32, p: &'a FormalParameter<'a>) -> VReg {
        if let BindingPattern::BindingIdentifier(id) = &p.pattern
            && p.initializer.is_none()
        {
            let var = self.declared(id);
            if self.analysis.var(var).storage == Storage::Register && !self.analysis.var(var).checked {
                let r = self.load_raw(var);
                self.f.b.op_to(Op::Param(i), r, &[]);
                return r;
            }
        }
        self.op(Op::Param(i), &[])
    }

    fn body_statements(&mut self, statements: &'a [Statement<'a>]) {
        for s in statements {
            self.statement(s);
            if let Statement::ExpressionStatement(e) = s
                && let Expression::CallExpression(c) = &e.expression
                && matches!(c.callee, Expression::Super(_))
            {
                self.f.this_bound = true;
            }
        }
    }

    fn bind_params(&mut self, params: &'a FormalParameters<'a>, bound: &[VarId], values: &[VReg], rest: Option<VReg>) {
        for v in bound {
            if self.analysis.var(*v).checked {
                let tdz = self.f.b.constant(Const::Tdz);
                self.init_var(*v, tdz);
            }
        }
        for (p, value) in params.items.iter().zip(values) {
            if !p.decorators.is_empty() {
                self.unsupported(p.span, "parameter decorators");
            }
            if p.has_modifier() {
                self.unsupported(p.span, "parameter properties");
            }
            self.at(p.span.start);
            let value = match &p.initializer {
                Some(init) => {
                    let name = p.pattern.get_identifier_name();
                    self.default_value(*value, init, name.as_ref().map(|n| n.as_str()))
                }
                None => *value,
            };
            self.bind_pattern(&p.pattern, value, Origin::Parameter);
        }
        if let (Some(r), Some(value)) = (&params.rest, rest) {
            self.bind_pattern(&r.rest.argument, value, Origin::Parameter);
        }
    }

    /// `value`, or `init` where it is undefined.
    pub fn default_value(&mut self, value: VReg, init: &'a Expression<'a>, name: Option<&str>) -> VReg {
        let result = self.f.b.vreg(Type::Value);
        let (missing, there, done) = (self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block());
        let undefined = self.f.b.op(Op::IsUndefined, Type::Bool, &[value]);
        self.f.b.branch(undefined, missing, there);
        self.f.b.switch_to(there);
        self.f.b.copy_to(result, value);
        self.f.b.jump(done);
        self.f.b.switch_to(missing);
        let v = match name {
            Some(name) => self.named_expr(init, name),
            None => self.expr(init),
        };
        self.f.b.copy_to(result, v);
        self.f.b.jump(done);
        self.f.b.switch_to(done);
        result
    }

    /// Lowers a `function` of any form but a method.
    pub fn function_body(&mut self, f: &'a JsFunction<'a>, name: &str) -> FuncId {
        let kind = suspending(f).unwrap_or(FunctionKind::Normal);
        self.function_of_kind(f, name, kind, f.span)
    }

    pub fn function_of_kind(&mut self, f: &'a JsFunction<'a>, name: &str, kind: FunctionKind, span: Span) -> FuncId {
        let scope = scope_ix(&f.scope_id);
        let source = Source {
            name,
            kind,
            scope,
            unit: self.analysis.unit_of_function(scope),
            own_name: f.id.as_ref().filter(|_| f.is_expression()),
            params: &f.params,
            body: f.body.as_deref().map_or(Body::Missing, Body::Statements),
            span,
        };
        self.lower_function(&source)
    }

    pub fn function(&mut self, f: &'a JsFunction<'a>, name: &str) -> VReg {
        let id = self.function_body(f, name);
        self.at(f.span.start);
        self.closure(id, self.analysis.unit_of_function(scope_ix(&f.scope_id)))
    }

    pub fn arrow(&mut self, f: &'a ArrowFunctionExpression<'a>, name: &str) -> VReg {
        let scope = scope_ix(&f.scope_id);
        let unit = self.analysis.unit_of_function(scope);
        let body = match &f.body {
            ArrowFunctionBody::FunctionBody(b) => Body::Statements(b),
            e => Body::Expression(e.to_expression()),
        };
        let source = Source {
            name,
            kind: if f.r#async { FunctionKind::Async } else { FunctionKind::Method },
            scope,
            unit,
            own_name: None,
            params: &f.params,
            body,
            span: f.span(),
        };
        let id = self.lower_function(&source);
        self.at(f.span.start);
        self.closure(id, unit)
    }

    pub fn closure(&mut self, id: FuncId, unit: UnitId) -> VReg {
        let env = if self.analysis.unit(unit).needs_env() { self.current_env() } else { None };
        let env = match env {
            Some(env) => env,
            None => self.undefined(),
        };
        self.op(Op::Closure(id), &[env])
    }
}
