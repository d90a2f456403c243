//! Iteration and `for-in`.

use crate::decode::Inst;
use crate::machine::Machine;
use yarrow_core::{Context, JsResult, Value};

/// The "iteration over" answer for `None`.
fn or_done(step: JsResult<Option<Value>>) -> JsResult<Value> {
    step.map(|v| v.unwrap_or(Value::ITER_DONE))
}

fn iter_rest(ctx: &mut Context, iter: Value) -> JsResult<Value> {
    let array = ctx.new_array(&[])?;
    let array = ctx.root(array);
    ctx.iter_collect(iter, array.object())?;
    Ok(array.get())
}

impl Machine<'_> {
    pub fn op_iter_open(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.iter_open_named(self.arg(inst, 0), Self::word(inst));
        self.finish_value(inst, result)
    }

    pub fn op_iter_next(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.iter_next(self.arg(inst, 0));
        self.finish_value(inst, or_done(result))
    }

    pub fn op_iter_skip(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.iter_step(self.arg(inst, 0));
        self.finish_effect(result.map(|_| ()))
    }

    pub fn op_iter_close(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.iter_close(self.arg(inst, 0));
        self.finish_effect(result)
    }

    pub fn op_iter_close_silent(&mut self, inst: &Inst) {
        self.ctx.iter_close_silent(self.arg(inst, 0));
        self.ctx.store.prefix.root_top = self.top;
    }

    pub fn op_iter_rest(&mut self, inst: &Inst) -> JsResult<()> {
        let result = iter_rest(self.ctx, self.arg(inst, 0));
        self.finish_value(inst, result)
    }

    pub fn op_for_in_open(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.for_in_open(self.arg(inst, 0));
        self.finish_value(inst, result)
    }

    pub fn op_for_in_next(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.for_in_next(self.arg(inst, 0));
        self.finish_value(inst, or_done(result))
    }
}
