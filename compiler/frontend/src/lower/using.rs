//! `using` declarations: a scope that has some disposes of their values, last first, however it is
//! left, and chains the errors of that in SuppressedErrors.
//!
//! A resource is two registers, the value and its dispose method, both `undefined` until the
//! declaration has run (and the method for good where the value is `null` or `undefined`).

use oxc_ast::ast::{Expression, ForStatementInit, Statement, VariableDeclaration, VariableDeclarator};
use yarrow_mir::{Const, Op, Terminator, Type, VReg};

use super::Lower;
use super::context::{Finally, Resource};
use super::jump::THROW;

type Declarators<'a> = Vec<&'a VariableDeclarator<'a>>;

fn declared_by<'a>(d: &'a VariableDeclaration<'a>) -> impl Iterator<Item = &'a VariableDeclarator<'a>> {
    // `await using` is reported where it is lowered.
    d.declarations.iter().filter(|_| d.kind.is_using() && !d.kind.is_await())
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
        for d in declarators {
            let (value, method) = (self.undefined(), self.undefined());
            resources.push(Resource { value, method });
            self.f.resources.insert(d.span.start, Resource { value, method });
        }
        self.try_finally(body, |l, finally| {
            for r in resources.into_iter().rev() {
                l.dispose(r, finally);
            }
        });
    }

    /// Evaluates a declaration's value and makes it a resource.
    pub fn use_resource(&mut self, d: &VariableDeclarator<'a>, value: VReg) {
        let Some(Resource { value: kept, method }) = self.f.resources.get(&d.span.start).copied() else { return };
        self.at(d.init.as_ref().map_or(d.span.start, |e: &Expression<'a>| oxc_span::GetSpan::span(e).start));
        self.f.b.copy_to(kept, value);
        self.f.b.op_to(Op::DisposeMethod, method, &[value]);
    }

    /// Dispose (of one resource), 27.5.5.3: an error becomes the completion, or suppresses it.
    fn dispose(&mut self, r: Resource, finally: &Finally) {
        let (run, failed, next) = (self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block());
        let missing = self.f.b.op(Op::IsUndefined, Type::Bool, &[r.method]);
        self.f.b.branch(missing, next, run);
        self.f.b.switch_to(run);
        let outer = self.continue_under(Some(failed));
        let text = self.str("[Symbol.dispose]");
        self.op(Op::Call(text), &[r.method, r.value]);
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
}
