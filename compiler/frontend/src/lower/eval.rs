//! Direct eval: the call, and the description of the scopes around it.

use oxc_ast::ast::{CallExpression, Expression};
use oxc_span::{GetSpan, Span};
use yarrow_mir::{Const, Op, Type, VReg};

use super::call::Arguments;
use super::scope::linked_scopes;
use super::{FieldsStart, Lower};
use crate::analyze::{
    EvalSite, IMPLICITS, Implicit, Outer, OuterKind, OuterName, OuterPlace, OuterScope, ScopeIx, ScopeKind, Storage,
    TopThis, UnitKind, VarId,
};

impl<'a> Lower<'a, '_> {
    pub fn direct_eval(&mut self, c: &'a CallExpression<'a>, site: &EvalSite) -> VReg {
        let Expression::Identifier(id) = c.callee.without_parentheses() else {
            return self.unsupported(c.span, "this form of eval");
        };
        let later = Span::new(c.callee.span().end, c.span.end.max(c.callee.span().end));
        let (callee, this) = self.callee(&c.callee);
        let callee = self.hold(callee, later);
        let arguments = self.arguments(&c.arguments);
        let text = self.str("eval");
        self.at(id.span.start);
        let scope = self.eval_scope(site, c.span.start);
        let env = match self.current_env() {
            Some(env) => env,
            None => self.undefined(),
        };
        match arguments {
            Arguments::Each(values) => {
                let mut all = vec![callee, env];
                all.extend(values);
                if !self.is_scoped(id) {
                    return self.op(Op::DirectEval(scope, text), &all);
                }
                // The function may be that of an object scope, which is its `this`.
                let result = self.f.b.vreg(Type::Value);
                let intrinsic = self.op(Op::LoadBuiltinOrUndefined(text), &[]);
                let same = self.f.b.op(Op::StrictEq, Type::Bool, &[callee, intrinsic]);
                let (eval, call, done) = (self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block());
                self.f.b.branch(same, eval, call);
                self.f.b.switch_to(eval);
                self.f.b.op_to(Op::DirectEval(scope, text), result, &all);
                self.f.b.jump(done);
                self.f.b.switch_to(call);
                all[1] = this;
                self.f.b.op_to(Op::Call(text), result, &all);
                self.continue_in(done);
                result
            }
            Arguments::Array(array) => {
                // Of eval's arguments only the first counts; any other function gets all of them.
                let result = self.f.b.vreg(Type::Value);
                let intrinsic = self.op(Op::LoadBuiltinOrUndefined(text), &[]);
                let same = self.f.b.op(Op::StrictEq, Type::Bool, &[callee, intrinsic]);
                let (eval, call, done) = (self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block());
                self.f.b.branch(same, eval, call);
                self.f.b.switch_to(eval);
                let first = self.f.b.constant(Const::I32(0));
                let first = self.op(Op::GetElem, &[array, first]);
                self.f.b.op_to(Op::DirectEval(scope, text), result, &[callee, env, first]);
                self.f.b.jump(done);
                self.f.b.switch_to(call);
                self.f.b.op_to(Op::CallSpread(text), result, &[callee, this, array]);
                self.continue_in(done);
                result
            }
        }
    }

    fn eval_scope(&mut self, site: &EvalSite, at: u32) -> u32 {
        let text = self.outer_of(site, at).to_string();
        let known = self.program.eval_scopes.iter().position(|t| *t == text);
        let ix = known.unwrap_or_else(|| {
            self.program.eval_scopes.push(text);
            self.program.eval_scopes.len() - 1
        });
        u32::try_from(ix).unwrap_or(u32::MAX)
    }

    /// Where the variable is, from here: environments are those of these scopes, innermost first.
    fn outer_place(&self, v: VarId, envs: &[ScopeIx]) -> Option<OuterPlace> {
        let var = self.analysis.var(v);
        match var.storage {
            Storage::Env(slot) => {
                let hops = envs.iter().position(|s| *s == var.scope)?;
                Some(OuterPlace::Env { hops: u32::try_from(hops).ok()?, slot })
            }
            Storage::Global(g) => Some(OuterPlace::Global(g.as_u32())),
            Storage::Namespace(n) => Some(OuterPlace::Global(self.linked.namespace_objects[n as usize].as_u32())),
            Storage::Register | Storage::Broken => None,
        }
    }

    fn outer_of<'t>(&'t self, site: &'t EvalSite, at: u32) -> Outer<'t> {
        let mut envs: Vec<ScopeIx> = self.f.envs.iter().rev().map(|(s, _)| *s).collect();
        if self.f.closure_env.is_some() {
            envs.extend(linked_scopes(self.f.outer.as_ref()));
        }
        let owner = self.analysis.this_unit(site.unit);
        let unit = self.analysis.unit(owner);
        let mut implicit = [None; 5];
        for what in IMPLICITS {
            if what != Implicit::Arguments {
                let var = unit.implicit[what as usize];
                implicit[what as usize] = var.and_then(|v| self.outer_place(v, &envs));
            }
        }
        if unit.kind == UnitKind::Module && implicit[0].is_none() {
            let this = self.linked.files.get(self.module).and_then(|f| f.this);
            implicit[0] = this.map(|g| OuterPlace::Global(g.as_u32()));
        }
        let constructor = self.constructors.get(&owner);
        let private = |(name, v): &'t (String, VarId)| Some((name.as_str(), self.outer_place(*v, &envs)?));
        Outer {
            strict: self.f.b.function.strict,
            this: if unit.kind == UnitKind::Script { TopThis::Global } else { TopThis::Undefined },
            in_field: site.in_field,
            in_function: matches!(unit.kind, UnitKind::Function | UnitKind::ClassElements),
            super_property: unit.super_property,
            super_call: unit.super_call,
            derived: constructor.is_some_and(|c| c.derived),
            has_fields: constructor.is_some_and(|c| c.fields != FieldsStart::Never),
            implicit,
            scopes: self.outer_scopes(site, at, &envs),
            private_names: site.private_names.iter().filter_map(private).collect(),
        }
    }

    fn outer_scopes<'t>(&'t self, site: &'t EvalSite, at: u32, envs: &[ScopeIx]) -> Vec<OuterScope<'t>> {
        let mut out: Vec<OuterScope<'t>> = Vec::new();
        let mut next = Some(site.scope);
        let mut in_body = false;
        while let Some(ix) = next {
            let scope = &self.analysis.scopes[ix];
            next = scope.parent;
            let object = scope.object.and_then(|v| self.outer_place(v, envs));
            let names = self.outer_names(ix, site, at, envs);
            let mut push = |kind, object, names| out.push(OuterScope { kind, object, names });
            match scope.kind {
                ScopeKind::None => {}
                ScopeKind::With => push(OuterKind::With, object, names),
                ScopeKind::Catch => push(OuterKind::Catch, object, names),
                ScopeKind::Outer(kind) => push(kind, object, names),
                ScopeKind::Block | ScopeKind::Class | ScopeKind::FunctionName => {
                    push(OuterKind::Block, object, names);
                }
                ScopeKind::Body => {
                    in_body = true;
                    push(OuterKind::Var, object, names);
                }
                ScopeKind::Parameters => {
                    let has_body =
                        self.analysis.body_scopes.values().any(|b| self.analysis.scopes[*b].parent == Some(ix));
                    if in_body {
                        push(OuterKind::Block, object, names);
                    } else if has_body {
                        // In a parameter list: what evals there declare lies outside of the parameters.
                        push(OuterKind::Block, None, names);
                        push(OuterKind::Var, object, Vec::new());
                    } else {
                        push(OuterKind::Var, object, names);
                    }
                    in_body = false;
                }
                ScopeKind::Root => match self.analysis.unit(crate::analyze::UnitId(0)).kind {
                    // Scripts' variables are known by name.
                    UnitKind::Script if self.analysis.top_is_script => {}
                    UnitKind::Module => push(OuterKind::Var, object, names),
                    _ if self.analysis.unit(crate::analyze::UnitId(0)).strict => push(OuterKind::Var, object, names),
                    _ => push(OuterKind::Block, object, names),
                },
            }
        }
        out
    }

    fn outer_names<'t>(&'t self, ix: ScopeIx, site: &EvalSite, at: u32, envs: &[ScopeIx]) -> Vec<OuterName<'t>> {
        let scope = &self.analysis.scopes[ix];
        let mut vars: Vec<(&'t str, VarId)> = scope.names.iter().map(|(n, v)| (*n, *v)).collect();
        vars.sort_unstable_by_key(|(_, v)| *v);
        if let Some(unit) = scope.arguments
            && let Some(var) = self.analysis.unit(unit).implicit[Implicit::Arguments as usize]
            && !scope.names.contains_key("arguments")
        {
            vars.push(("arguments", var));
        }
        let name = |(name, v): (&'t str, VarId)| {
            Some(OuterName {
                name,
                constant: self.analysis.var(v).constant,
                checked: self.analysis.needs_check(v, site.unit, at),
                lexical: scope.lexical.contains(name),
                place: self.outer_place(v, envs)?,
            })
        };
        vars.into_iter().filter_map(name).collect()
    }
}
