//! Functions that suspend: making what they suspend into, suspending with a copy of the registers, resuming from it.

use crate::code::{Delegate, GeneratorCode, Inst, NONE, Term, Yield};
use crate::machine::Machine;
use crate::run::{Next, interp_resume};
use yarrow_abi::kinds::{Kind, ResumeMode};
use yarrow_abi::layout::GENERATOR_RUNNING;
use yarrow_machine::or_done;
use yarrow_machine::prelude::*;
use yarrow_mir::{FunctionKind, SuspendKind};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Scope, Value};

impl Machine<'_> {
    /// Answers the generator object of a call, not started.
    pub fn new_generator(&mut self, ctx: &mut Scope<'_>) -> JsResult<()> {
        let layout = self.code.generator.as_ref().unwrap_or_else(|| panic!("{} is no generator", self.code.name));
        let f = self.args().callee();
        let (resume, desc) = (interp_resume as *const u8, &raw const layout.desc);
        // SAFETY: resume function and descriptor belong together, and are never freed.
        let g = unsafe {
            match self.code.kind {
                FunctionKind::AsyncGenerator => ctx.async_generator_of(f, resume, desc)?,
                _ => ctx.generator_of(f, resume, desc, None)?,
            }
        };
        ctx.save_frame(g.value(), &self.frame, 0, 0);
        self.set_result(g.value());
        Ok(())
    }

    /// An async function waits for the first time: its result is the promise.
    pub fn start_async(&mut self, ctx: &mut Scope<'_>, y: &Yield) -> JsResult<()> {
        let layout = self.code.generator.as_ref().unwrap_or_else(|| panic!("{} never waits", self.code.name));
        // SAFETY: resume function and descriptor belong together, and are never freed.
        let coroutine = unsafe { ctx.new_coroutine(interp_resume as *const u8, &raw const layout.desc)? };
        ctx.save_frame(coroutine, &self.frame, y.state, y.kind.flags());
        let promise = ctx.async_start(coroutine, self.get(y.value))?;
        self.set_result(promise);
        Ok(())
    }

    pub fn suspend(&mut self, ctx: &mut Scope<'_>, state: u32, kind: SuspendKind) {
        ctx.save_frame(self.object(), &self.frame, state, kind.flags());
    }

    /// Continues what is suspended.
    pub fn resume(
        &mut self,
        ctx: &mut Scope<'_>,
        generator: Value<'_>,
        layout: &'static GeneratorCode,
        mode: ResumeMode,
        value: Value<'_>,
    ) -> JsResult<()> {
        self.set_object(generator);
        ctx.set_generator_flags(generator, GENERATOR_RUNNING);
        ctx.restore_frame(generator, &mut self.frame);
        let state = ctx.generator_state(generator);
        let block = layout.blocks[state as usize];
        if state == 0 {
            return self.run_after(ctx, block, Ok(Next::Block(block)));
        }
        let data = &self.code.blocks[block as usize];
        self.mark(data.loc);
        let next = match &data.term {
            Term::Yield(y) => {
                let to = match mode {
                    ResumeMode::Next => y.resume,
                    ResumeMode::Throw => y.on_throw,
                    ResumeMode::Return => y.on_return,
                };
                if to == NONE {
                    Err(ctx.throw(value))
                } else {
                    self.set(y.result, value);
                    Ok(Next::Block(to))
                }
            }
            Term::Delegate(d) => self.delegate(&mut ctx.inner(), d, mode, value),
            term => panic!("state {state} of {} is at {term:?}", self.code.name),
        };
        self.run_after(ctx, block, next)
    }

    /// Steps the inner iterator of a `yield*`: suspends with its answer, or goes on at its end.
    pub fn delegate(
        &mut self,
        ctx: &mut Scope<'_>,
        d: &Delegate,
        mode: ResumeMode,
        received: Value<'_>,
    ) -> JsResult<Next> {
        Ok(match ctx.delegate_step(self.get(d.iter), mode, received)? {
            Some(v) => {
                self.set_result(v);
                self.suspend(ctx, d.state, SuspendKind::Delegate);
                Next::Leave
            }
            None => {
                self.set(d.result, ctx.take_delegate_result());
                Next::Block(if mode == ResumeMode::Return { d.on_return } else { d.resume })
            }
        })
    }

    pub fn op_async_iter_step(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let number = self.arg(inst, 1).as_int().and_then(|n| u32::try_from(n).ok());
        let mode =
            number.and_then(ResumeMode::from_u32).unwrap_or_else(|| panic!("a resume mode in {}", self.code.name));
        self.set(inst.dst, or_done(ctx.async_iter_step(self.arg(inst, 0), mode, self.arg(inst, 2)))?);
        Ok(())
    }
}
