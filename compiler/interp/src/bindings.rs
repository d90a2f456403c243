//! Names of the global environment, direct eval's scopes, and the errors of bindings.

use crate::code::Inst;
use crate::machine::Machine;
use yarrow_machine::GlobalDeclaration;
use yarrow_machine::prelude::*;
use yarrow_mir::{Deletable, GlobalId, Mutability};
use yarrow_objects::rooted::{FlatString, Scope};
use yarrow_objects::{JsResult, expect_atom, expect_object};

impl Machine<'_> {
    /// The name in an instruction.
    pub fn name(&self, inst: &Inst) -> FlatString<'_> {
        expect_atom(self.word(inst))
    }

    pub fn op_load_builtin(&mut self, ctx: &mut Scope<'_>, inst: &Inst, must_exist: bool) -> JsResult<()> {
        if let Some(v) = ctx.name_hit(self.unit.site(inst.cache)) {
            self.set(inst.dst, v);
            return Ok(());
        }
        let (name, site) = (self.name(inst), self.unit.site(inst.cache));
        let v = if must_exist { ctx.load_name(name, site)? } else { ctx.load_name_or_undefined(name, site)? };
        self.set(inst.dst, v);
        Ok(())
    }

    pub fn op_store_builtin(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        ctx.global_assign(self.name(inst), self.arg(inst, 0), self.code.strictness)
    }

    pub fn op_check_global(&mut self, ctx: &mut Scope<'_>, inst: &Inst, sort: GlobalDeclaration) -> JsResult<()> {
        ctx.check_global_declaration(sort, self.name(inst))
    }

    pub fn op_declare_lexical(&mut self, ctx: &mut Scope<'_>, inst: &Inst, g: GlobalId, mutability: Mutability) {
        let slot = self.unit.global(g);
        // SAFETY: a global of the unit's instance, which is a root and stays.
        unsafe { ctx.declare_global_lexical(self.name(inst), slot, mutability == Mutability::Mutable) };
    }

    pub fn op_declare_var(&mut self, ctx: &mut Scope<'_>, inst: &Inst, deletable: Deletable) -> JsResult<()> {
        ctx.declare_global_var(self.name(inst), deletable == Deletable::Yes)
    }

    pub fn op_declare_function(&mut self, ctx: &mut Scope<'_>, inst: &Inst, deletable: Deletable) -> JsResult<()> {
        ctx.declare_global_function(self.name(inst), self.arg(inst, 0), deletable == Deletable::Yes)
    }

    pub fn op_check_destructurable(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let v = self.arg(inst, 0);
        if v.is_nullish() { Err(ctx.throw_not_destructurable(v, self.word(inst))) } else { Ok(()) }
    }

    // --- object scopes --------------------------------------------------------------------------

    pub fn op_with_has(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let b = ctx.with_has(expect_object(self.arg(inst, 0)), self.name(inst))?;
        self.set_bool(inst, b);
        Ok(())
    }

    pub fn op_with_get(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let v = ctx.with_get(expect_object(self.arg(inst, 0)), self.name(inst), self.code.strictness)?;
        self.set(inst.dst, v);
        Ok(())
    }

    pub fn op_with_set(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let scope = expect_object(self.arg(inst, 0));
        ctx.with_set(scope, self.name(inst), self.arg(inst, 1), self.code.strictness)
    }

    pub fn op_coerce_this(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        if self.arg(inst, 0).is_object() {
            self.pass_on(inst, 0);
            return Ok(());
        }
        let this = ctx.coerce_this(self.arg(inst, 0))?;
        self.set(inst.dst, this);
        Ok(())
    }
}
