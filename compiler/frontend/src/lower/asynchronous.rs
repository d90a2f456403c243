//! `await`, and what waits by it: `yield` and `yield*` of async generators, the closing of async iterators.
//!
//! An `await` is a suspension like `yield`. What the specification composes of awaits is composed here, of ordinary instructions.

use oxc_ast::ast::Function;
use yarrow_abi::kinds::{ErrorKind, Kind, ResumeMode};
use yarrow_mir::{Block, Const, FunctionKind, GlobalId, Op, StrId, SuspendKind, Terminator, Type, VReg};

use super::Lower;
use crate::analyze::UnitId;
use crate::load::url_of;

/// The kind of a function that may suspend; `None` of one that may not.
pub fn suspending(f: &Function<'_>) -> Option<FunctionKind> {
    match (f.r#async, f.generator) {
        (true, true) => Some(FunctionKind::AsyncGenerator),
        (true, false) => Some(FunctionKind::Async),
        (false, true) => Some(FunctionKind::Generator),
        (false, false) => None,
    }
}

impl Lower<'_, '_> {
    /// Is the function an async generator?
    pub fn in_async_generator(&self) -> bool {
        self.f.kind == FunctionKind::AsyncGenerator
    }

    /// Await (27.7.5.3): suspends until the promise of `value` is settled.
    pub fn await_value(&mut self, value: VReg) -> VReg {
        if let Some(waits) = self.waits() {
            let place = self.place_of_wait();
            let place = self.string(&place);
            self.f.b.effect(Op::StoreGlobal(waits), &[place]);
        }
        let result = self.f.b.vreg(Type::Value);
        let resume = self.f.b.new_block();
        let kind = SuspendKind::Await;
        self.f.b.terminate(Terminator::Yield { kind, value, result, resume, on_throw: None, on_return: None });
        self.f.b.switch_to(resume);
        result
    }

    /// At the top level of a module that waits: the global that says where.
    pub fn waits(&self) -> Option<GlobalId> {
        if self.f.unit != UnitId(0) {
            return None;
        }
        self.linked.files.get(self.module)?.waits
    }

    /// The current place as Node names one that a program waits at for ever.
    fn place_of_wait(&self) -> String {
        let (loc, file) = (self.f.b.loc(), self.file());
        let text = self.sources.text(file.file);
        let line = text.lines().nth((loc.line as usize).saturating_sub(1)).unwrap_or_default();
        let column = usize::from(loc.column).saturating_sub(1);
        format!("{}:{}\n{line}\n{:column$}^", url_of(&file.path), loc.line, "")
    }

    /// AsyncGeneratorYield (27.6.3.8) of what `yield` has awaited. Where it is resumed by a return, what was sent is awaited before the
    /// generator returns it.
    pub fn async_yield(&mut self, value: VReg) -> VReg {
        let value = self.await_value(value);
        let result = self.f.b.vreg(Type::Value);
        let (resume, on_return) = (self.f.b.new_block(), self.f.b.new_block());
        let kind = SuspendKind::Yield;
        self.f.b.terminate(Terminator::Yield {
            kind,
            value,
            result,
            resume,
            on_throw: None,
            on_return: Some(on_return),
        });
        self.f.b.switch_to(on_return);
        let awaited = self.await_value(result);
        self.emit_return(awaited);
        self.f.b.switch_to(resume);
        result
    }

    fn set_mode(&mut self, to: VReg, mode: ResumeMode) {
        self.f.b.op_to(Op::Const(Const::I32(mode.number().cast_signed())), to, &[]);
    }

    fn result_value(&mut self, result: VReg) -> VReg {
        let value = self.str("value");
        self.op(Op::GetProp(value), &[result])
    }

    /// `yield*` of an async generator (15.5.5), over an open iterator: its completion value.
    pub fn async_delegate(&mut self, iter: VReg) -> VReg {
        let (mode, received) = (self.f.b.vreg(Type::I32), self.f.b.vreg(Type::Value));
        let completion = self.f.b.vreg(Type::Value);
        self.set_mode(mode, ResumeMode::Next);
        self.f.b.op_to(Op::Const(Const::Undefined), received, &[]);
        let [step, called, missing, over, suspend, by_next, by_throw, by_return] =
            std::array::from_fn(|_| self.f.b.new_block());

        self.continue_in(step);
        let answer = self.op(Op::AsyncIterStep, &[iter, mode, received]);
        let none = self.f.b.op(Op::IsDone, Type::Bool, &[answer]);
        self.f.b.branch(none, missing, called);

        self.f.b.switch_to(called);
        let result = self.await_value(answer);
        let done = self.f.b.op(Op::IterResultDone, Type::Bool, &[result]);
        self.f.b.branch(done, over, suspend);

        self.f.b.switch_to(suspend);
        let value = self.result_value(result);
        self.f.b.terminate(Terminator::Yield {
            kind: SuspendKind::Yield,
            value,
            result: received,
            resume: by_next,
            on_throw: Some(by_throw),
            on_return: Some(by_return),
        });
        self.f.b.switch_to(by_next);
        self.set_mode(mode, ResumeMode::Next);
        self.f.b.jump(step);
        self.f.b.switch_to(by_throw);
        self.set_mode(mode, ResumeMode::Throw);
        self.f.b.jump(step);
        self.f.b.switch_to(by_return);
        self.await_return(received, mode, step);

        self.f.b.switch_to(missing);
        self.without_method(iter, mode, received);

        self.f.b.switch_to(over);
        let value = self.result_value(result);
        self.f.b.copy_to(completion, value);
        let (returns, goes_on) = (self.f.b.new_block(), self.f.b.new_block());
        let cases = vec![(ResumeMode::Return.number().cast_signed(), returns)];
        self.f.b.terminate(Terminator::Switch { on: mode, cases, default: goes_on });
        self.f.b.switch_to(returns);
        self.emit_return(completion);
        self.f.b.switch_to(goes_on);
        completion
    }

    /// The value of a return is awaited. If that throws, it is as if a throw had been received.
    fn await_return(&mut self, received: VReg, mode: VReg, step: Block) {
        let failed = self.f.b.new_block();
        let outer = self.continue_under(Some(failed));
        let awaited = self.await_value(received);
        self.f.b.copy_to(received, awaited);
        self.set_mode(mode, ResumeMode::Return);
        self.f.b.jump(step);
        self.f.b.set_handler(outer);
        self.f.b.switch_to(failed);
        self.f.b.op_to(Op::Catch, received, &[]);
        self.set_mode(mode, ResumeMode::Throw);
        self.f.b.jump(step);
    }

    /// The iterator has no method of the resume mode, which is no `next`.
    fn without_method(&mut self, iter: VReg, mode: VReg, received: VReg) {
        let (throws, returns) = (self.f.b.new_block(), self.f.b.new_block());
        let cases = vec![(ResumeMode::Throw.number().cast_signed(), throws)];
        self.f.b.terminate(Terminator::Switch { on: mode, cases, default: returns });
        self.f.b.switch_to(returns);
        let awaited = self.await_value(received);
        self.emit_return(awaited);
        self.f.b.switch_to(throws);
        self.close_async(iter);
        let message = self.str("The iterator does not provide a 'throw' method.");
        self.f.b.effect(Op::ThrowError(ErrorKind::TypeError, message), &[]);
        self.f.b.terminate(Terminator::Unreachable);
    }

    /// GetIterator(iterable, async); the text is the source of the iterable.
    pub fn async_iter_open(&mut self, text: StrId, iterable: VReg) -> VReg {
        let iter = self.f.b.function.new_named_vreg(Type::Value, "(iterator)");
        self.f.b.op_to(Op::AsyncIterOpen(text), iter, &[iterable]);
        iter
    }

    /// One step of `for await`: the value, in the block where the iterator is not done. Else control is at `exit`.
    pub fn async_iter_next(&mut self, iter: VReg, exit: Block) -> VReg {
        let answer = self.op(Op::AsyncIterNext, &[iter]);
        let result = self.await_value(answer);
        let done = self.f.b.op(Op::IterResultDone, Type::Bool, &[result]);
        let there = self.f.b.new_block();
        self.f.b.branch(done, exit, there);
        self.f.b.switch_to(there);
        self.result_value(result)
    }

    /// AsyncIteratorClose (7.4.13) with a completion that is not a throw.
    pub fn close_async(&mut self, iter: VReg) {
        let (wait, closed) = (self.f.b.new_block(), self.f.b.new_block());
        let answer = self.op(Op::AsyncIterClose, &[iter]);
        let none = self.f.b.op(Op::IsDone, Type::Bool, &[answer]);
        self.f.b.branch(none, closed, wait);
        self.f.b.switch_to(wait);
        let result = self.await_value(answer);
        self.f.b.effect(Op::CheckIterResult, &[result]);
        self.continue_in(closed);
    }

    /// AsyncIteratorClose with a throw completion: what closing throws is dropped.
    pub fn close_async_silently(&mut self, iter: VReg) {
        let (failed, closed) = (self.f.b.new_block(), self.f.b.new_block());
        let outer = self.continue_under(Some(failed));
        let wait = self.f.b.new_block();
        let answer = self.op(Op::AsyncIterClose, &[iter]);
        let none = self.f.b.op(Op::IsDone, Type::Bool, &[answer]);
        self.f.b.branch(none, closed, wait);
        self.f.b.switch_to(wait);
        self.await_value(answer);
        self.f.b.jump(closed);
        self.f.b.set_handler(outer);
        self.f.b.switch_to(failed);
        self.op(Op::Catch, &[]);
        self.continue_in(closed);
    }
}
