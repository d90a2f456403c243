//! Control that leaves statements: `break`, `continue`, `return`, and what must run on the way,
//! `finally` blocks and the closing of iterators.

use oxc_ast::ast::{CatchClause, LabelIdentifier, TryStatement};
use oxc_span::Span;
use yarrow_mir::{Block, Const, FunctionKind, Op, Terminator, Type, VReg};

use super::Lower;
use super::context::{Control, Finally};
use super::expr::Origin;
use crate::analyze::{Implicit, scope_ix};

const NORMAL: i32 = 0;
pub const THROW: i32 = 1;
const RETURN: i32 = 2;
const FIRST_JUMP: i32 = 3;

#[derive(Clone, Copy)]
enum Exit {
    Return(VReg),
    /// To an entry of the control stack.
    Jump(usize),
}

impl<'a> Lower<'a, '_> {
    pub fn break_to(&mut self, label: Option<&LabelIdentifier<'a>>, span: Span) {
        let name = label.map(|l| l.name.as_str());
        let found = self.f.control.iter().rposition(|c| match (c, name) {
            (Control::Break { labels, .. }, Some(name)) => labels.contains(&name),
            (Control::Break { plain, .. }, None) => *plain,
            _ => false,
        });
        match found {
            Some(target) => self.exit(Exit::Jump(target)),
            None => self.illegal_jump(name, span, "Illegal break statement"),
        }
    }

    pub fn continue_to(&mut self, label: Option<&LabelIdentifier<'a>>, span: Span) {
        let name = label.map(|l| l.name.as_str());
        let found = self.f.control.iter().rposition(|c| match (c, name) {
            (Control::Continue { labels, .. }, Some(name)) => labels.contains(&name),
            (Control::Continue { .. }, None) => true,
            _ => false,
        });
        match found {
            Some(target) => self.exit(Exit::Jump(target)),
            None => self.illegal_jump(name, span, "Illegal continue statement: no surrounding loop"),
        }
    }

    /// A jump that oxc let pass, across the boundary of a function.
    fn illegal_jump(&mut self, label: Option<&str>, span: Span, message: &str) {
        match label {
            Some(label) => self.error(span, format!("SyntaxError: Undefined label '{label}'")),
            None => self.error(span, format!("SyntaxError: {message}")),
        }
    }

    /// Returns, running what is to run on the way out.
    pub fn emit_return(&mut self, value: VReg) {
        self.exit(Exit::Return(value));
    }

    fn exit(&mut self, exit: Exit) {
        if self.f.b.is_terminated() {
            return;
        }
        let handler = self.f.b.handler();
        let depth = self.f.control.len();
        self.unwind(exit, depth);
        self.f.b.set_handler(handler);
    }

    /// Leaves the entries of the control stack below `depth` in turn.
    fn unwind(&mut self, exit: Exit, depth: usize) {
        for i in (0..depth).rev() {
            let is_target = matches!(exit, Exit::Jump(target) if target == i);
            match &mut self.f.control[i] {
                Control::Break { to, .. } | Control::Continue { to, .. } => {
                    if is_target {
                        let to = *to;
                        self.f.b.jump(to);
                        return;
                    }
                }
                Control::Iterator { iter, is_async, handler } => {
                    let (iter, is_async, handler) = (*iter, *is_async, *handler);
                    self.continue_under(handler);
                    if is_async {
                        self.close_async(iter);
                    } else {
                        self.f.b.effect(Op::IterClose, &[iter]);
                    }
                }
                Control::Finally(f) => {
                    let (kind, value, block) = (f.kind, f.value, f.block);
                    let code = match exit {
                        Exit::Return(_) => {
                            f.returns = true;
                            RETURN
                        }
                        Exit::Jump(target) => {
                            let known = f.jumps.iter().position(|t| *t == target);
                            let n = known.unwrap_or_else(|| {
                                f.jumps.push(target);
                                f.jumps.len() - 1
                            });
                            FIRST_JUMP + i32::try_from(n).expect("fewer than 2^31 jumps")
                        }
                    };
                    match exit {
                        Exit::Return(v) => self.f.b.copy_to(value, v),
                        Exit::Jump(_) => self.f.b.op_to(Op::Const(Const::Undefined), value, &[]),
                    }
                    self.f.b.op_to(Op::Const(Const::I32(code)), kind, &[]);
                    self.f.b.jump(block);
                    return;
                }
            }
        }
        if let Exit::Return(v) = exit {
            self.final_return(v);
        }
    }

    fn final_return(&mut self, value: VReg) {
        let mut value = value;
        if self.f.kind == FunctionKind::ClassDerived {
            self.continue_under(None);
            let this = match self.load_implicit(Implicit::This) {
                Some(this) => this,
                None => self.f.b.constant(Const::Tdz),
            };
            value = self.op(Op::DerivedResult, &[value, this]);
        }
        self.f.b.terminate(Terminator::Return(value));
    }

    /// Continues in a new block with this handler, which new blocks inherit.
    pub fn continue_under(&mut self, handler: Option<Block>) -> Option<Block> {
        let former = self.f.b.set_handler(handler);
        let next = self.f.b.new_block();
        self.continue_in(next);
        former
    }

    /// Goes on in `next`; unless this place is unreachable, then `next` stays so too.
    pub fn continue_in(&mut self, next: Block) {
        self.f.b.jump(next);
        self.f.b.switch_to(next);
    }

    pub fn try_statement(&mut self, s: &'a TryStatement<'a>) {
        let Some(finalizer) = &s.finalizer else {
            if let Some(catch) = &s.handler {
                self.try_catch(s, catch);
            }
            return;
        };
        self.try_finally(
            |l| match &s.handler {
                Some(catch) => l.try_catch(s, catch),
                None => l.block(&s.block),
            },
            |l, _| l.aside_completion(|l| l.block(finalizer)),
        );
    }

    /// Runs `finalizer` however `body` is left. It may change the completion in the registers that
    /// it is given.
    pub fn try_finally(&mut self, body: impl FnOnce(&mut Self), finalizer: impl FnOnce(&mut Self, &Finally)) {
        let outer = self.f.b.handler();
        let (kind, value) = (self.f.b.vreg(Type::I32), self.f.b.vreg(Type::Value));
        let block = self.f.b.new_block();
        let caught = self.f.b.new_block();
        self.f.control.push(Control::Finally(Finally { kind, value, block, jumps: Vec::new(), returns: false }));
        self.continue_under(Some(caught));
        body(self);
        self.f.b.op_to(Op::Const(Const::Undefined), value, &[]);
        self.f.b.op_to(Op::Const(Const::I32(NORMAL)), kind, &[]);
        self.f.b.jump(block);
        self.f.b.set_handler(outer);
        let Some(Control::Finally(finally)) = self.f.control.pop() else {
            unreachable!("the control stack is balanced")
        };
        self.f.b.switch_to(caught);
        self.f.b.op_to(Op::Catch, value, &[]);
        self.f.b.op_to(Op::Const(Const::I32(THROW)), kind, &[]);
        self.f.b.jump(block);

        self.f.b.switch_to(block);
        finalizer(self, &finally);
        self.dispatch(&finally);
    }

    /// After the `finally` block: continues with the completion that led there.
    fn dispatch(&mut self, finally: &Finally) {
        let after = self.f.b.new_block();
        let rethrow = self.f.b.new_block();
        let mut cases = vec![(THROW, rethrow)];
        let mut exits = Vec::new();
        if finally.returns {
            let b = self.f.b.new_block();
            cases.push((RETURN, b));
            exits.push((b, Exit::Return(finally.value)));
        }
        for (code, target) in (FIRST_JUMP..).zip(&finally.jumps) {
            let b = self.f.b.new_block();
            cases.push((code, b));
            exits.push((b, Exit::Jump(*target)));
        }
        self.f.b.terminate(Terminator::Switch { on: finally.kind, cases, default: after });
        self.f.b.switch_to(rethrow);
        self.f.b.terminate(Terminator::Throw(finally.value));
        for (b, exit) in exits {
            self.f.b.switch_to(b);
            self.exit(exit);
        }
        self.f.b.switch_to(after);
    }

    fn try_catch(&mut self, s: &'a TryStatement<'a>, catch: &'a CatchClause<'a>) {
        let caught = self.f.b.new_block();
        let after = self.f.b.new_block();
        let bound = self.f.this_bound;
        let outer = self.continue_under(Some(caught));
        self.block(&s.block);
        self.f.b.jump(after);
        self.f.b.set_handler(outer);
        self.f.b.switch_to(caught);
        self.f.this_bound = bound;
        self.at(catch.span.start);
        let exception = self.op(Op::Catch, &[]);
        self.clear_completion();
        let (scope, body_scope) = (scope_ix(&catch.scope_id), scope_ix(&catch.body.scope_id));
        self.open_scope(scope);
        self.open_scope(body_scope);
        if let Some(p) = &catch.param {
            self.bind_pattern(&p.pattern, exception, Origin::Unnamed);
        }
        self.hoist_functions(&catch.body.body);
        self.scope_statements(&catch.body.body);
        self.close_scope(body_scope);
        self.close_scope(scope);
        self.f.b.jump(after);
        self.f.b.switch_to(after);
    }

    /// Runs `body` so that the iterator is closed however it is left but normally.
    pub fn closing(&mut self, iter: VReg, body: impl FnOnce(&mut Self)) {
        self.closing_either(iter, false, body);
    }

    /// Likewise, of an iterator that may be an async one.
    pub fn closing_either(&mut self, iter: VReg, is_async: bool, body: impl FnOnce(&mut Self)) {
        let failed = self.f.b.new_block();
        let outer = self.f.b.handler();
        self.f.control.push(Control::Iterator { iter, is_async, handler: outer });
        self.continue_under(Some(failed));
        body(self);
        self.f.control.pop();
        let loc = self.f.b.loc();
        self.f.b.set_handler(outer);
        let after = self.f.b.new_block();
        self.f.b.jump(after);
        self.f.b.switch_to(failed);
        let exception = self.op(Op::Catch, &[]);
        if is_async {
            self.close_async_silently(iter);
        } else {
            self.f.b.effect(Op::IterCloseSilent, &[iter]);
        }
        self.f.b.terminate(Terminator::Throw(exception));
        self.f.b.set_loc(loc);
        self.f.b.switch_to(after);
    }
}
