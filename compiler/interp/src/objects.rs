//! Properties by their inline caches, literals.

use crate::code::Inst;
use crate::machine::Machine;
use yarrow_machine::prelude::*;
use yarrow_mir::StrId;
use yarrow_objects::rooted::Scope;
use yarrow_objects::{JsResult, expect_object, expect_string};

impl Machine<'_> {
    pub fn op_new_object(&mut self, ctx: &mut Scope<'_>, inst: &Inst, slots: u32) -> JsResult<()> {
        let slots = slots.min(u32::from(u16::MAX)) as u16;
        let o = ctx.new_literal(slots, self.unit.site(inst.cache))?;
        self.set(inst.dst, o.value());
        Ok(())
    }

    pub fn op_array_push(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        ctx.array_push(expect_object(self.arg(inst, 0)), self.arg(inst, 1))
    }

    pub fn op_template_object(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let (cooked, raw) = (expect_object(self.arg(inst, 0)), expect_object(self.arg(inst, 1)));
        let object = ctx.template_object(cooked, raw)?;
        self.set(inst.dst, object);
        Ok(())
    }

    pub fn op_get_prop(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let base = self.arg(inst, 0);
        if let Some(v) = ctx.property_hit(base, self.unit.site(inst.cache)) {
            self.set(inst.dst, v);
            return Ok(());
        }
        let v = ctx.get_prop(base, self.name(inst), self.unit.site(inst.cache))?;
        self.set(inst.dst, v);
        Ok(())
    }

    pub fn op_set_prop(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let (base, v) = (self.arg(inst, 0), self.arg(inst, 1));
        if ctx.store_cached(base, v, self.unit.site(inst.cache)) {
            return Ok(());
        }
        ctx.put_prop(base, self.name(inst), v, self.code.strictness, self.unit.site(inst.cache))
    }

    pub fn op_init_prop(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        ctx.init_prop(self.arg(inst, 0), self.name(inst), self.arg(inst, 1), self.unit.site(inst.cache))
    }

    pub fn op_literal(&mut self, ctx: &mut Scope<'_>, inst: &Inst, i: u32) -> JsResult<()> {
        let made = ctx.literal(&self.unit.literals[i as usize], |s| self.string(StrId::from_u32(s)))?;
        self.set(inst.dst, made);
        Ok(())
    }

    pub fn op_namespace(&mut self, ctx: &mut Scope<'_>, inst: &Inst, i: u32) -> JsResult<()> {
        let entries = &self.unit.namespaces[i as usize];
        // SAFETY: the unit's instance, and strings and globals of it.
        let namespace = unsafe { ctx.new_namespace(entries, self.unit.instance)? };
        self.set(inst.dst, namespace.value());
        Ok(())
    }

    pub fn op_regexp(&mut self, ctx: &mut Scope<'_>, inst: &Inst, flags: StrId) -> JsResult<()> {
        let flags = self.string(flags);
        let regexp = ctx.new_regexp(expect_string(self.word(inst)), expect_string(flags))?;
        self.set(inst.dst, regexp.value());
        Ok(())
    }
}
