//! Globals, the global environment, environments, object scopes, and the errors of bindings.

use crate::decode::Inst;
use crate::machine::Machine;
use yarrow_abi::functions::ErrorKind;
use yarrow_abi::layout::{CellKind, ENV_SLOTS};
use yarrow_core::{FlatString, GlobalCache, GlobalDeclaration, JsResult, Object, Strictness, Value};
use yarrow_mir::{Deletable, GlobalDecl, GlobalId, Mutability};

fn text_of(v: Value) -> String {
    v.as_string().map_or_else(String::new, |s| s.to_rust())
}

impl Machine<'_> {
    // --- globals --------------------------------------------------------------------------------

    pub fn op_load_global(&mut self, inst: &Inst, g: GlobalId) {
        // SAFETY: a global of the unit or of one around it, whose instances stay.
        let v = unsafe { Value::from_bits(self.unit.globals[g.as_u32() as usize].read()) };
        self.set(inst.dst, v);
    }

    pub fn op_store_global(&mut self, inst: &Inst, g: GlobalId) {
        let v = self.arg(inst, 0);
        // SAFETY: a global of the unit or of one around it, whose instances stay.
        unsafe { self.unit.globals[g.as_u32() as usize].write(v.bits()) };
    }

    fn global_cache(&self, inst: &Inst) -> &'static mut GlobalCache {
        // SAFETY: the instruction's own cache in the unit's instance; used for this one access.
        unsafe { &mut *self.unit.cache(inst.cache).cast() }
    }

    pub fn op_load_builtin(&mut self, inst: &Inst, must_exist: bool) -> JsResult<()> {
        let cache = self.global_cache(inst);
        if cache.epoch == self.ctx.store.prefix.proto_epoch {
            // SAFETY: the slot is valid while the epoch lasts.
            let v = unsafe { cache.slot.read() };
            if v != Value::TDZ {
                self.set(inst.dst, v);
                return Ok(());
            }
        }
        let name = self.ctx.atom_of(Self::word(inst));
        let result = match self.ctx.global_get(name, cache) {
            Ok(Some(v)) => Ok(v),
            Ok(None) if must_exist => {
                Err(self.ctx.throw_reference_error(format_args!("{} is not defined", name.string())))
            }
            Ok(None) => Ok(Value::UNDEFINED),
            Err(throw) => Err(throw),
        };
        self.finish_value(inst, result)
    }

    // --- environments ---------------------------------------------------------------------------

    pub fn op_new_env(&mut self, inst: &Inst, slots: u32) -> JsResult<()> {
        let result = self.ctx.new_environment(slots);
        self.finish_value(inst, result)
    }

    fn env_slot(&self, env: Value, slot: u32) -> *mut u64 {
        assert!(env.is_kind(CellKind::Environment), "{env:?} is no environment in {}", self.code.name);
        // SAFETY: the kind was checked; the first word of an environment is the number of its slots.
        unsafe {
            let cell = env.bits() as *mut u8;
            let count = cell.cast::<u32>().read();
            assert!(slot < count, "slot {slot} of an environment of {count} in {}", self.code.name);
            cell.add(ENV_SLOTS as usize).cast::<u64>().add(slot as usize)
        }
    }

    #[inline(always)]
    pub fn op_load_env(&mut self, inst: &Inst, slot: u32) {
        let at = self.env_slot(self.arg(inst, 0), slot);
        // SAFETY: a slot of a live environment.
        let v = unsafe { Value::from_bits(at.read()) };
        self.set(inst.dst, v);
    }

    #[inline(always)]
    pub fn op_store_env(&mut self, inst: &Inst, slot: u32) {
        let at = self.env_slot(self.arg(inst, 0), slot);
        // SAFETY: a slot of a live environment.
        unsafe { at.write(self.arg(inst, 1).bits()) };
    }

    // --- errors ---------------------------------------------------------------------------------

    #[inline(always)]
    pub fn op_check_tdz(&mut self, inst: &Inst) -> JsResult<()> {
        if self.arg(inst, 0) != Value::TDZ {
            return Ok(());
        }
        let name = text_of(Self::word(inst));
        Err(self.ctx.throw_reference_error(format_args!("Cannot access '{name}' before initialization")))
    }

    pub fn op_throw_const_assign(&mut self) -> JsResult<()> {
        Err(self.ctx.throw_type_error(format_args!("Assignment to constant variable.")))
    }

    pub fn op_throw_error(&mut self, inst: &Inst, kind: ErrorKind) -> JsResult<()> {
        let message = self.ctx.to_string(Self::word(inst))?;
        let error = self.ctx.new_error(kind, message)?;
        Err(self.ctx.throw(error.value()))
    }

    pub fn op_check_destructurable(&mut self, inst: &Inst) -> JsResult<()> {
        let v = self.arg(inst, 0);
        if !v.is_nullish() {
            return Ok(());
        }
        let text = text_of(Self::word(inst)).replace("''", &format!("'{v:?}'"));
        Err(self.ctx.throw_type_error(format_args!("Cannot destructure {text} as it is {v:?}.")))
    }

    // --- assignment to the global environment, declarations of scripts --------------------------

    fn strictness(&self) -> Strictness {
        if self.code.strict { Strictness::Strict } else { Strictness::Sloppy }
    }

    fn name(&self, inst: &Inst) -> FlatString {
        self.ctx.atom_of(Self::word(inst))
    }

    pub fn op_store_builtin(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.global_assign(self.name(inst), self.arg(inst, 0), self.strictness());
        self.finish_effect(result)
    }

    pub fn op_delete_builtin(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.global_delete(self.name(inst));
        self.finish_bool(inst, result)
    }

    pub fn op_check_global(&mut self, inst: &Inst, sort: GlobalDecl) -> JsResult<()> {
        let sort = match sort {
            GlobalDecl::Lexical => GlobalDeclaration::Lexical,
            GlobalDecl::Var => GlobalDeclaration::Var,
            GlobalDecl::Function => GlobalDeclaration::Function,
        };
        let result = self.ctx.check_global_declaration(sort, self.name(inst));
        self.finish_effect(result)
    }

    pub fn op_declare_lexical(&mut self, inst: &Inst, g: GlobalId, mutability: Mutability) {
        let slot = self.unit.globals[g.as_u32() as usize];
        // SAFETY: a global of the unit's instance, which is a root and stays.
        unsafe { self.ctx.declare_global_lexical(self.name(inst), slot, mutability == Mutability::Mutable) };
    }

    pub fn op_declare_var(&mut self, inst: &Inst, deletable: Deletable) -> JsResult<()> {
        let result = self.ctx.declare_global_var(self.name(inst), deletable == Deletable::Yes);
        self.finish_effect(result)
    }

    pub fn op_declare_function(&mut self, inst: &Inst, deletable: Deletable) -> JsResult<()> {
        let f = self.arg(inst, 0);
        let result = self.ctx.declare_global_function(self.name(inst), f, deletable == Deletable::Yes);
        self.finish_effect(result)
    }

    // --- object scopes --------------------------------------------------------------------------

    fn scope_object(&self, inst: &Inst) -> Object {
        let v = self.arg(inst, 0);
        v.as_object().unwrap_or_else(|| panic!("{v:?} where an object scope is expected"))
    }

    pub fn op_with_has(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.with_has(self.scope_object(inst), self.name(inst));
        self.finish_bool(inst, result)
    }

    pub fn op_with_get(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.with_get(self.scope_object(inst), self.name(inst), self.strictness());
        self.finish_value(inst, result)
    }

    pub fn op_with_set(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.with_set(self.scope_object(inst), self.name(inst), self.arg(inst, 1), self.strictness());
        self.finish_effect(result)
    }

    pub fn op_coerce_this(&mut self, inst: &Inst) -> JsResult<()> {
        let this = self.arg(inst, 0);
        let result = if this.is_object() { Ok(this) } else { self.ctx.coerce_this(this) };
        self.finish_value(inst, result)
    }
}
