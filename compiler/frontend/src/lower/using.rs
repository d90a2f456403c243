//! `using` and `await using` declarations: a scope that has some disposes of their values, last first, however it is
//! left, and chains the errors of that in SuppressedErrors.
//!
//! A resource is two registers, the value and its dispose method, both `undefined` until the declaration has run. Where the value is
//! `null` or `undefined`, the method of `using` stays so, and that of `await using` is `null`: the scope waits once for all of these.

use oxc_ast::ast::{Expression, ForStatementInit, Statement, VariableDeclaration, VariableDeclarator};
use oxc_span::{GetSpan, Span};
use yarrow_mir::{Block, Const, FunctionKind, Op, Terminator, Type, VReg};

use super::Lower;
use super::context::{Finally, Resource};
use super::jump::THROW;
use crate::misplaced::{Keyword, explain_at};

// What a scope with `await using` owes while it disposes: needsAwait and hasAwaited of the specification.
const NOTHING: i32 = 0;
const DUE: i32 = 1;
const WAITED: i32 = 2;

/// Each, and whether it is one of `await using`.
type Declarators<'a> = Vec<(&'a VariableDeclarator<'a>, bool)>;

fn declared_by<'a>(d: &'a VariableDeclaration<'a>) -> impl Iterator<Item = (&'a VariableDeclarator<'a>, bool)> {
    d.declarations.iter().filter(|_| d.kind.is_using()).map(|declarator| (declarator, d.kind.is_await()))
}

/// The `using` declarations directly in a statement list.
pub fn using_in<'a>(statements: impl IntoIterator<Item = &'a Statement<'a>>) -> Declarators<'a> {
    let declaration = |s: &'a Statement<'a>| match s {
        Statement::VariableDeclaration(d) => Some(d),
        _ => None,
    };
    statements.into_iter().filter_map(declaration).flat_map(|d| declared_by(d)).collect()
}

/// Those of the head of a `for`.
pub fn using_in_head<'a>(init: Option<&'a ForStatementInit<'a>>) -> Declarators<'a> {
    match init {
        Some(ForStatementInit::VariableDeclaration(d)) => declared_by(d).collect(),
        _ => Vec::new(),
    }
}

/// That of the head of a `for-of`.
pub fn using_of<'a>(d: &'a VariableDeclaration<'a>) -> Declarators<'a> {
    declared_by(d).collect()
}

impl<'a> Lower<'a, '_> {
    /// A statement list that is all of its scope.
    pub fn scope_statements(&mut self, statements: &'a [Statement<'a>]) {
        self.disposing(using_in(statements), |l| l.statements(statements));
    }

    /// Lowers the scope of these declarations.
    pub fn disposing(&mut self, declarators: Declarators<'a>, body: impl FnOnce(&mut Self)) {
        if declarators.is_empty() {
            return body(self);
        }
        let mut resources = Vec::with_capacity(declarators.len());
        for (d, waits) in declarators {
            let (value, method) = (self.undefined(), self.undefined());
            let resource = Resource { value, method, waits };
            resources.push(resource);
            self.f.resources.insert(d.span.start, resource);
        }
        self.try_finally(body, |l, finally| l.dispose_resources(resources, finally));
    }

    /// DisposeResources (7.5.9)
    fn dispose_resources(&mut self, resources: Vec<Resource>, finally: &Finally) {
        let waiting = resources.iter().any(|r| r.waits).then(|| self.f.b.vreg(Type::I32));
        if let Some(waiting) = waiting {
            self.set_waiting(waiting, NOTHING);
        }
        for r in resources.into_iter().rev() {
            self.dispose(r, finally, waiting);
        }
        if let Some(waiting) = waiting {
            self.wait_if_due(waiting, WAITED);
        }
    }

    fn set_waiting(&mut self, waiting: VReg, to: i32) {
        self.f.b.op_to(Op::Const(Const::I32(to)), waiting, &[]);
    }

    /// Waits, where that is due, and says what has become of it.
    fn wait_if_due(&mut self, waiting: VReg, then: i32) {
        let (due, next) = (self.f.b.new_block(), self.f.b.new_block());
        self.f.b.terminate(Terminator::Switch { on: waiting, cases: vec![(DUE, due)], default: next });
        self.f.b.switch_to(due);
        let undefined = self.undefined();
        self.await_value(undefined);
        self.set_waiting(waiting, then);
        self.continue_in(next);
    }

    /// Is it `await using` where nothing can be awaited? That is reported.
    pub fn is_refused(&mut self, d: &VariableDeclaration<'a>) -> bool {
        if !d.kind.is_await() || matches!(self.f.kind, FunctionKind::Async | FunctionKind::AsyncGenerator) {
            return false;
        }
        let module = &self.modules[self.module];
        let explanation = explain_at(module.program, Keyword::AwaitUsing, d.span.start);
        let keyword = Span::sized(d.span.start, "await".len() as u32);
        self.diagnostics.push(explanation.diagnostic(module.file, keyword));
        true
    }

    /// Evaluates a declaration's value and makes it a resource.
    pub fn use_resource(&mut self, d: &VariableDeclarator<'a>, value: VReg) {
        let Some(Resource { value: kept, method, waits }) = self.f.resources.get(&d.span.start).copied() else {
            return;
        };
        self.at(d.init.as_ref().map_or(d.span.start, |e: &Expression<'a>| e.span().start));
        self.f.b.copy_to(kept, value);
        self.f.b.op_to(if waits { Op::AsyncDisposeMethod } else { Op::DisposeMethod }, method, &[value]);
    }

    /// Disposes of one resource: an error becomes the completion, or suppresses it.
    fn dispose(&mut self, r: Resource, finally: &Finally, waiting: Option<VReg>) {
        let (run, failed, next) = (self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block());
        let missing = self.f.b.op(Op::IsUndefined, Type::Bool, &[r.method]);
        self.f.b.branch(missing, next, run);
        self.f.b.switch_to(run);
        match waiting {
            Some(waiting) if r.waits => self.owe_wait_for_nothing(r, waiting, next),
            Some(waiting) => self.wait_if_due(waiting, NOTHING),
            None => {}
        }
        let outer = self.continue_under(Some(failed));
        let text = self.str(if r.waits { "[Symbol.asyncDispose]" } else { "[Symbol.dispose]" });
        let result = self.op(Op::Call(text), &[r.method, r.value]);
        if let Some(waiting) = waiting.filter(|_| r.waits) {
            self.set_waiting(waiting, WAITED);
            self.await_value(result);
        }
        self.f.b.jump(next);
        self.f.b.set_handler(outer);

        self.f.b.switch_to(failed);
        let error = self.op(Op::Catch, &[]);
        let (suppress, only) = (self.f.b.new_block(), self.f.b.new_block());
        self.f.b.terminate(Terminator::Switch { on: finally.kind, cases: vec![(THROW, suppress)], default: only });
        self.f.b.switch_to(suppress);
        self.f.b.op_to(Op::NewSuppressedError, finally.value, &[error, finally.value]);
        self.f.b.jump(next);
        self.f.b.switch_to(only);
        self.f.b.copy_to(finally.value, error);
        self.f.b.op_to(Op::Const(Const::I32(THROW)), finally.kind, &[]);
        self.f.b.jump(next);
        self.f.b.switch_to(next);
    }

    /// A resource of `await using` without a value has nothing to call, but the scope is to wait at least once.
    fn owe_wait_for_nothing(&mut self, r: Resource, waiting: VReg, next: Block) {
        let (nothing, owe, call) = (self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block());
        let null = self.f.b.constant(Const::Null);
        let is_nothing = self.f.b.op(Op::StrictEq, Type::Bool, &[r.method, null]);
        self.f.b.branch(is_nothing, nothing, call);
        self.f.b.switch_to(nothing);
        self.f.b.terminate(Terminator::Switch { on: waiting, cases: vec![(WAITED, next)], default: owe });
        self.f.b.switch_to(owe);
        self.set_waiting(waiting, DUE);
        self.f.b.jump(next);
        self.f.b.switch_to(call);
    }
}
