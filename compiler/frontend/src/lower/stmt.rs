//! Statements but loops and `try`.

use oxc_ast::ast::*;
use oxc_span::GetSpan;
use yarrow_mir::{Op, Terminator, Type, VReg};

use super::Lower;
use super::context::Control;
use super::expr::Origin;
use super::using::using_in;
use crate::analyze::scope_ix;

impl<'a> Lower<'a, '_> {
    pub fn statements(&mut self, statements: &'a [Statement<'a>]) {
        for s in statements {
            self.statement(s);
        }
    }

    pub fn block(&mut self, b: &'a BlockStatement<'a>) {
        let scope = scope_ix(&b.scope_id);
        self.open_scope(scope);
        self.hoist_functions(&b.body);
        self.scope_statements(&b.body);
        self.close_scope(scope);
    }

    pub fn statement(&mut self, s: &'a Statement<'a>) {
        if !matches!(s, Statement::LabeledStatement(_)) && !s.is_iteration_statement() && !self.f.labels.is_empty() {
            let labels = std::mem::take(&mut self.f.labels);
            return self.labelled(labels, |l| l.statement(s));
        }
        self.at(s.span().start);
        self.begin_completion(s);
        match s {
            Statement::BlockStatement(b) => self.block(b),
            Statement::BreakStatement(s) => self.break_to(s.label.as_ref(), s.span),
            Statement::ContinueStatement(s) => self.continue_to(s.label.as_ref(), s.span),
            Statement::EmptyStatement(s) if s.span.is_empty() => {
                if let Some((constructor, this)) = self.f.late_fields {
                    self.f.b.effect(Op::InitFields, &[constructor, this]);
                }
            }
            Statement::DebuggerStatement(_) | Statement::EmptyStatement(_) => {}
            Statement::DoWhileStatement(s) => self.do_while(s),
            Statement::ExpressionStatement(s) => match self.f.completion {
                Some(completion) => {
                    let value = self.expr(&s.expression);
                    self.f.b.copy_to(completion, value);
                }
                None => self.effect_of(&s.expression),
            },
            Statement::ForInStatement(s) => self.for_in(s),
            Statement::ForOfStatement(s) => self.for_of(s),
            Statement::ForStatement(s) => self.for_statement(s),
            Statement::IfStatement(s) => self.if_statement(s),
            Statement::LabeledStatement(s) => {
                self.f.labels.push(s.label.name.as_str());
                self.statement(&s.body);
                self.f.labels.clear();
            }
            Statement::ReturnStatement(s) => {
                let value = match &s.argument {
                    Some(e) => {
                        let value = self.expr(e);
                        if self.in_async_generator() {
                            self.at(s.span.start);
                            self.await_value(value)
                        } else {
                            value
                        }
                    }
                    None => self.undefined(),
                };
                self.emit_return(value);
            }
            Statement::SwitchStatement(s) => self.switch(s),
            Statement::ThrowStatement(s) => {
                let value = self.expr(&s.argument);
                self.at(s.span.start);
                self.f.b.terminate(Terminator::Throw(value));
            }
            Statement::TryStatement(s) => self.try_statement(s),
            Statement::WhileStatement(s) => self.while_statement(s),
            Statement::WithStatement(s) => self.with_statement(s),
            Statement::VariableDeclaration(d) => self.variable_declaration(d),
            Statement::FunctionDeclaration(f) => self.function_statement(f),
            Statement::ClassDeclaration(c) => self.class_declaration(c),
            s => {
                // Declarations of TypeScript that are left are types.
                if let Some(d) = s.as_module_declaration() {
                    self.module_declaration(d);
                }
            }
        }
    }

    /// A statement that `break label` leaves.
    fn labelled(&mut self, labels: Vec<&'a str>, body: impl FnOnce(&mut Self)) {
        let to = self.f.b.new_block();
        self.f.control.push(Control::Break { labels, plain: false, to });
        body(self);
        self.f.control.pop();
        self.continue_in(to);
    }

    pub fn variable_declaration(&mut self, d: &'a VariableDeclaration<'a>) {
        if d.declare || self.is_refused(d) {
            return;
        }
        for declarator in &d.declarations {
            self.at(declarator.span.start);
            match &declarator.init {
                Some(init) => {
                    if let BindingPattern::BindingIdentifier(id) = &declarator.id
                        && let Some(place) = self.binding_place(id)
                    {
                        let value = self.named_expr(init, id.name.as_str());
                        self.store(place, value);
                        continue;
                    }
                    let value = match declarator.id.get_identifier_name() {
                        Some(name) => self.named_expr(init, name.as_str()),
                        None => self.expr(init),
                    };
                    if d.kind.is_using() {
                        self.use_resource(declarator, value);
                        self.bind_pattern(&declarator.id, value, Origin::Unnamed);
                    } else {
                        self.bind_pattern(&declarator.id, value, Origin::Expression(init));
                    }
                }
                None if d.kind.is_var() => {}
                None => {
                    let undefined = self.undefined();
                    self.bind_pattern(&declarator.id, undefined, Origin::Unnamed);
                }
            }
        }
    }

    pub fn class_declaration(&mut self, c: &'a Class<'a>) {
        if c.declare {
            return;
        }
        let name = c.id.as_ref().map_or("", |id| id.name.as_str());
        self.class(c, name);
    }

    fn if_statement(&mut self, s: &'a IfStatement<'a>) {
        // `else if` chains are as long as the programmer likes.
        let done = self.f.b.new_block();
        let mut s = s;
        loop {
            let (then, other) = (self.f.b.new_block(), self.f.b.new_block());
            self.condition(&s.test, then, other);
            self.f.b.switch_to(then);
            self.statement(&s.consequent);
            self.f.b.jump(done);
            self.f.b.switch_to(other);
            match &s.alternate {
                Some(Statement::IfStatement(next)) => s = next,
                Some(alternate) => {
                    self.statement(alternate);
                    break;
                }
                None => break,
            }
        }
        self.continue_in(done);
    }

    fn switch(&mut self, s: &'a SwitchStatement<'a>) {
        let on = self.expr(&s.discriminant);
        let on = self.hold(on, s.span);
        let scope = scope_ix(&s.scope_id);
        self.open_scope(scope);
        for c in &s.cases {
            self.hoist_functions(&c.consequent);
        }
        let exit = self.f.b.new_block();
        // A jump to `exit` leaves the scope, so it disposes of what the cases use.
        self.f.control.push(Control::Break { labels: Vec::new(), plain: true, to: exit });
        let using = using_in(s.cases.iter().flat_map(|c| &c.consequent));
        self.disposing(using, |l| l.cases(s, on));
        self.f.control.pop();
        self.f.b.jump(exit);
        self.close_scope(scope);
        self.f.b.switch_to(exit);
    }

    /// CaseBlockEvaluation, 14.12.2.
    fn cases(&mut self, s: &'a SwitchStatement<'a>, on: VReg) {
        let end = self.f.b.new_block();
        let bodies: Vec<_> = s.cases.iter().map(|_| self.f.b.new_block()).collect();
        let mut default = end;
        for (c, body) in s.cases.iter().zip(&bodies) {
            let Some(test) = &c.test else {
                default = *body;
                continue;
            };
            let value = self.expr(test);
            let equal = self.f.b.op(Op::StrictEq, Type::Bool, &[on, value]);
            let next = self.f.b.new_block();
            self.f.b.branch(equal, *body, next);
            self.f.b.switch_to(next);
        }
        self.f.b.jump(default);
        for (i, c) in s.cases.iter().enumerate() {
            self.f.b.switch_to(bodies[i]);
            self.statements(&c.consequent);
            self.f.b.jump(bodies.get(i + 1).copied().unwrap_or(end));
        }
        self.f.b.switch_to(end);
    }
}
