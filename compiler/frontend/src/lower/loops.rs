//! Loops.

use oxc_ast::ast::*;
use oxc_span::GetSpan;
use yarrow_mir::{Block, Op, StrId, Type, VReg};

use super::Lower;
use super::context::Control;
use super::expr::Origin;
use super::using::{using_in_head, using_of};
use crate::analyze::{ScopeIx, scope_ix};

impl<'a> Lower<'a, '_> {
    /// Opens the iteration of `iterable`, whose source is `text`.
    pub fn iter_open(&mut self, text: StrId, iterable: VReg) -> VReg {
        let iter = self.f.b.function.new_named_vreg(Type::Value, "(iterator)");
        self.f.b.op_to(Op::IterOpen(text), iter, &[iterable]);
        iter
    }

    /// One step of `for-of`: the value, in the block where the iterator is not done. Else control is at `exit`.
    fn iter_next(&mut self, iter: VReg, exit: Block) -> VReg {
        let value = self.op(Op::IterNext, &[iter]);
        let done = self.f.b.op(Op::IsDone, Type::Bool, &[value]);
        let there = self.f.b.new_block();
        self.f.b.branch(done, exit, there);
        self.f.b.switch_to(there);
        value
    }

    /// Runs `body` as that of a loop.
    fn in_loop(&mut self, labels: &[&'a str], exit: Block, next: Block, body: impl FnOnce(&mut Self)) {
        self.f.control.push(Control::Break { labels: labels.to_vec(), plain: true, to: exit });
        self.f.control.push(Control::Continue { labels: labels.to_vec(), to: next });
        body(self);
        self.f.control.pop();
        self.f.control.pop();
    }

    pub fn while_statement(&mut self, s: &'a WhileStatement<'a>) {
        let labels = std::mem::take(&mut self.f.labels);
        let (head, body, exit) = (self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block());
        self.continue_in(head);
        self.condition(&s.test, body, exit);
        self.f.b.switch_to(body);
        self.in_loop(&labels, exit, head, |l| l.statement(&s.body));
        self.f.b.jump(head);
        self.f.b.switch_to(exit);
    }

    pub fn do_while(&mut self, s: &'a DoWhileStatement<'a>) {
        let labels = std::mem::take(&mut self.f.labels);
        let (body, test, exit) = (self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block());
        self.continue_in(body);
        self.in_loop(&labels, exit, test, |l| l.statement(&s.body));
        self.continue_in(test);
        self.condition(&s.test, body, exit);
        self.f.b.switch_to(exit);
    }

    pub fn for_statement(&mut self, s: &'a ForStatement<'a>) {
        let labels = std::mem::take(&mut self.f.labels);
        let scope = scope_ix(&s.scope_id);
        self.open_scope(scope);
        let exit = self.f.b.new_block();
        self.f.control.push(Control::Break { labels: labels.clone(), plain: true, to: exit });
        self.disposing(using_in_head(s.init.as_ref()), |l| l.for_loop(s, scope, labels));
        self.f.control.pop();
        self.f.b.jump(exit);
        self.close_scope(scope);
        self.f.b.switch_to(exit);
    }

    fn for_loop(&mut self, s: &'a ForStatement<'a>, scope: ScopeIx, labels: Vec<&'a str>) {
        match &s.init {
            Some(ForStatementInit::VariableDeclaration(d)) => self.variable_declaration(d),
            Some(e) => self.effect_of(e.to_expression()),
            None => {}
        }
        if s.init.as_ref().is_some_and(|i| self.analysis.has_unit_in(i.span())) {
            self.copy_env(scope);
        }
        let (head, body, next, end) =
            (self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block());
        self.continue_in(head);
        match &s.test {
            Some(test) => self.condition(test, body, end),
            None => self.f.b.jump(body),
        }
        self.f.b.switch_to(body);
        self.f.control.push(Control::Continue { labels, to: next });
        self.statement(&s.body);
        self.f.control.pop();
        self.continue_in(next);
        self.copy_env(scope);
        if let Some(update) = &s.update {
            self.effect_of(update);
        }
        self.f.b.jump(head);
        self.f.b.switch_to(end);
    }

    /// The object iterated over: its loop variables are in scope but not initialised.
    fn head(&mut self, scope: ScopeIx, left: &ForStatementLeft<'a>, right: &'a Expression<'a>) -> VReg {
        let lexical = matches!(left, ForStatementLeft::VariableDeclaration(d) if d.kind.is_lexical());
        if !lexical {
            return self.expr(right);
        }
        self.open_scope(scope);
        let value = self.expr(right);
        self.close_scope(scope);
        value
    }

    /// Gives the loop's binding or target the value of this iteration.
    fn assign_loop_value(&mut self, left: &'a ForStatementLeft<'a>, value: VReg) {
        match left {
            ForStatementLeft::VariableDeclaration(d) => {
                if self.is_refused(d) {
                    return;
                }
                let Some(declarator) = d.declarations.first() else { return };
                if d.kind.is_using() {
                    self.use_resource(declarator, value);
                }
                self.bind_pattern(&declarator.id, value, Origin::Unnamed);
            }
            target => self.assign_target(target.to_assignment_target(), value, Origin::Unnamed),
        }
    }

    pub fn for_of(&mut self, s: &'a ForOfStatement<'a>) {
        let labels = std::mem::take(&mut self.f.labels);
        let scope = scope_ix(&s.scope_id);
        let iterable = self.head(scope, &s.left, &s.right);
        let text = self.iterable_text(&s.right);
        self.at(s.right.span().start);
        let iter = if s.r#await { self.async_iter_open(text, iterable) } else { self.iter_open(text, iterable) };
        let (head, exit) = (self.f.b.new_block(), self.f.b.new_block());
        self.continue_in(head);
        let value = if s.r#await { self.async_iter_next(iter, exit) } else { self.iter_next(iter, exit) };
        self.f.control.push(Control::Break { labels: labels.clone(), plain: true, to: exit });
        self.closing_either(iter, s.r#await, |l| {
            // A jump to `next` stays within the iteration, so it does not close.
            let next = l.f.b.new_block();
            l.f.control.push(Control::Continue { labels, to: next });
            l.open_scope(scope);
            l.at(s.left.span().start);
            let using = match &s.left {
                ForStatementLeft::VariableDeclaration(d) => using_of(d),
                _ => Vec::new(),
            };
            l.disposing(using, |l| {
                l.assign_loop_value(&s.left, value);
                l.statement(&s.body);
            });
            l.close_scope(scope);
            l.f.control.pop();
            l.continue_in(next);
        });
        self.f.control.pop();
        self.f.b.jump(head);
        self.f.b.switch_to(exit);
    }

    pub fn for_in(&mut self, s: &'a ForInStatement<'a>) {
        let labels = std::mem::take(&mut self.f.labels);
        let scope = scope_ix(&s.scope_id);
        if let ForStatementLeft::VariableDeclaration(d) = &s.left
            && let Some(VariableDeclarator { id, init: Some(init), .. }) = d.declarations.first()
        {
            // `for (var x = 1 in o)`, B.3.5.
            let value = self.named_expr(init, id.get_identifier_name().as_ref().map_or("", |n| n.as_str()));
            self.bind_pattern(id, value, Origin::Expression(init));
        }
        let object = self.head(scope, &s.left, &s.right);
        self.at(s.right.span().start);
        let iter = self.op(Op::ForInOpen, &[object]);
        let (head, body, exit) = (self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block());
        self.continue_in(head);
        let value = self.op(Op::ForInNext, &[iter]);
        let done = self.f.b.op(Op::IsDone, Type::Bool, &[value]);
        self.f.b.branch(done, exit, body);
        self.f.b.switch_to(body);
        self.in_loop(&labels, exit, head, |l| {
            l.open_scope(scope);
            l.at(s.left.span().start);
            l.assign_loop_value(&s.left, value);
            l.statement(&s.body);
            l.close_scope(scope);
        });
        self.f.b.jump(head);
        self.f.b.switch_to(exit);
    }
}
