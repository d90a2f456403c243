//! Closures, classes, calls.

use crate::code::Inst;
use crate::machine::Machine;
use crate::run::{call, interp_entry};
use yarrow_abi::kinds::ErrorKind;
use yarrow_abi::layout::CellKind;
use yarrow_machine::prelude::*;
use yarrow_mir::FuncId;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{JsResult, expect_object};

const DERIVED_RESULT: &str = "Derived constructors may only return object or undefined";
const DERIVED_THIS: &str =
    "Must call super constructor in derived class before accessing 'this' or returning from derived constructor";

impl Machine<'_> {
    pub fn op_map_arguments(&mut self, ctx: &mut Scope<'_>, inst: &Inst, parameters: u32) -> JsResult<()> {
        let object = expect_object(self.arg(inst, 0));
        ctx.map_arguments(object, self.arg(inst, 1), self.arg(inst, 2), parameters)
    }

    pub fn op_closure(&mut self, ctx: &mut Scope<'_>, inst: &Inst, id: FuncId) -> JsResult<()> {
        let info = &raw const self.unit.code(id).info;
        // SAFETY: code and info belong together; units are never freed.
        let f = unsafe { ctx.new_closure(interp_entry as *const u8, info, self.arg(inst, 0))? };
        self.set(inst.dst, f.value());
        Ok(())
    }

    pub fn op_derived_result(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let (returned, this) = (self.arg(inst, 0), self.arg(inst, 1));
        if returned.is_object() {
            self.pass_on(inst, 0);
        } else if !returned.is_undefined() {
            return Err(ctx.throw_error(ErrorKind::TypeError, format_args!("{DERIVED_RESULT}")));
        } else if this == Value::TDZ {
            return Err(ctx.throw_error(ErrorKind::ReferenceError, format_args!("{DERIVED_THIS}")));
        } else {
            self.pass_on(inst, 1);
        }
        Ok(())
    }

    // --- calls ----------------------------------------------------------------------------------

    pub fn op_call(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let callee = self.arg(inst, 0);
        if !callee.is_kind(CellKind::Function) {
            return Err(ctx.throw_not_function(callee, self.word(inst)));
        }
        let result = ctx.call_words(self.listed(inst, 0))?;
        self.set(inst.dst, result);
        Ok(())
    }

    /// A call of `next` whose result nobody sees.
    pub fn op_call_next(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let callee = self.arg(inst, 0);
        if !callee.is_kind(CellKind::Function) {
            return Err(ctx.throw_not_function(callee, self.word(inst)));
        }
        let sent = self.listed(inst, 2).next().unwrap_or(Value::UNDEFINED);
        let step = match ctx.generator_step(callee, self.arg(inst, 1), sent)? {
            Some(step) => step,
            None => (ctx.call_words(self.listed(inst, 0))?, false),
        };
        self.set(inst.dst, step.0);
        self.yielded = step.1;
        Ok(())
    }

    /// A call that may be a direct eval: the callee, the environment, then the arguments.
    pub fn op_direct_eval(&mut self, ctx: &mut Scope<'_>, inst: &Inst, scope: u32) -> JsResult<()> {
        let (callee, env) = (self.arg(inst, 0), self.arg(inst, 1));
        if !callee.is_kind(CellKind::Function) {
            return Err(ctx.throw_not_function(callee, self.word(inst)));
        }
        let result = if ctx.is_intrinsic_eval(callee) {
            let x = self.listed(inst, 2).next().unwrap_or(Value::UNDEFINED);
            ctx.direct_eval(x, &self.unit.eval_scopes[scope as usize], env, self.unit.instance)?
        } else {
            ctx.call_words([callee, Value::UNDEFINED].into_iter().chain(self.listed(inst, 2)))?
        };
        self.set(inst.dst, result);
        Ok(())
    }

    pub fn op_construct(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let result = ctx.construct_words(self.listed(inst, 0), self.word(inst))?;
        self.set(inst.dst, result);
        Ok(())
    }

    /// Is it a function object of this function?
    pub fn is_closure(&self, v: Value<'_>, id: FuncId) -> bool {
        let info = &raw const self.unit.code(id).info;
        v.as_kind(CellKind::Function).is_some_and(|f| f.is_closure_of(interp_entry as *const u8, info))
    }

    pub fn op_call_known(&mut self, ctx: &mut Scope<'_>, inst: &Inst, id: FuncId) -> JsResult<()> {
        let code = self.unit.code(id);
        let words = [Value::UNDEFINED; 2].into_iter().chain(self.listed(inst, 0));
        let result = ctx.run_words(words, |ctx, args| call(ctx, code, args))?;
        self.set(inst.dst, result);
        Ok(())
    }
}
