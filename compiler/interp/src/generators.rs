//! Generators: making them, suspending with a copy of the registers, resuming from it.

use crate::code::{Delegate, GeneratorCode, NONE, Term};
use crate::machine::Machine;
use crate::run::{Next, interp_resume};
use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::{GENERATOR_DELEGATING, GENERATOR_RUNNING};
use yarrow_machine::prelude::*;
use yarrow_mir::SuspendKind;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{JsResult, expect_generator};

impl Machine<'_> {
    /// Answers the generator object of a call, not started.
    pub fn new_generator(&mut self, ctx: &mut Scope<'_>) -> JsResult<()> {
        let layout = self.code.generator.as_ref().unwrap_or_else(|| panic!("{} is no generator", self.code.name));
        let f = self.args().callee();
        // SAFETY: resume function and descriptor belong together, and are never freed.
        let g = unsafe { ctx.generator_of(f, interp_resume as *const u8, &raw const layout.desc, None)? };
        ctx.save_frame(g.value(), &self.frame, 0, 0);
        self.set_result(g.value());
        Ok(())
    }

    pub fn suspend(&mut self, ctx: &mut Scope<'_>, state: u32, kind: SuspendKind) {
        let flags = match kind {
            SuspendKind::Yield => 0,
            SuspendKind::Delegate => GENERATOR_DELEGATING,
        };
        ctx.save_frame(self.object(), &self.frame, state, flags);
    }

    /// Continues a suspended generator.
    pub fn resume(
        &mut self,
        ctx: &mut Scope<'_>,
        generator: Value<'_>,
        layout: &'static GeneratorCode,
        mode: ResumeMode,
        value: Value<'_>,
    ) -> JsResult<()> {
        self.set_object(generator);
        let g = expect_generator(generator);
        ctx.set_generator_flags(g, GENERATOR_RUNNING);
        ctx.restore_frame(generator, &mut self.frame);
        let state = ctx.generator_state(g);
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
}
