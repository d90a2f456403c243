//! Objects, properties, private names, literals.

use crate::decode::Inst;
use crate::machine::Machine;
use yarrow_core::{
    AllocCache, Context, GetCache, JsResult, JsString, MethodKind as CoreMethod, Object, PrivateKind, PropertyKey,
    SetCache, Symbol, Value,
};
use yarrow_mir::{Enumerable, MethodKind, StrId};

/// A key whose cell stays alive while JavaScript runs.
fn rooted_key(ctx: &mut Context, v: Value) -> JsResult<PropertyKey> {
    let key = ctx.to_property_key(v)?;
    ctx.root(key.root_value());
    Ok(key)
}

/// The key of `super[key]`: converted only where there is an object to look it up in.
fn super_key(ctx: &mut Context, base: Value, key: Value) -> JsResult<PropertyKey> {
    if !base.is_object() {
        ctx.get_elem(Value::NULL, key)?;
    }
    rooted_key(ctx, key)
}

fn delete(ctx: &mut Context, base: Value, key: Value, strict: bool) -> JsResult<bool> {
    if base.is_nullish() {
        return Err(ctx.throw_type_error(format_args!("Cannot convert undefined or null to object")));
    }
    let key = rooted_key(ctx, key)?;
    let o = ctx.to_object(base)?;
    if strict {
        ctx.delete_or_throw(o, key)?;
        return Ok(true);
    }
    ctx.delete(o, key)
}

fn copy_props(ctx: &mut Context, target: Value, source: Value, excluded: Value) -> JsResult<()> {
    let Some(target) = target.as_object() else { return Ok(()) };
    let mut keys = Vec::new();
    if excluded.is_object() {
        for v in ctx.unrooted_list_from_array_like(excluded)? {
            keys.push(rooted_key(ctx, v)?);
        }
    }
    ctx.copy_data_properties(target, source, &keys)
}

fn object(v: Value) -> Object {
    v.as_object().unwrap_or_else(|| panic!("{v:?} where an object is expected"))
}

fn string(v: Value) -> JsString {
    v.as_string().unwrap_or_else(|| panic!("{v:?} where a string is expected"))
}

fn private(v: Value) -> Symbol {
    v.as_symbol().unwrap_or_else(|| panic!("{v:?} where a private name is expected"))
}

impl Machine<'_> {
    pub fn alloc_cache(&self, index: u32) -> &'static mut AllocCache {
        // SAFETY: a cache of the unit's instance, used for one access.
        unsafe { &mut *self.unit.cache(index).cast() }
    }

    fn get_cache(&self, inst: &Inst) -> &'static mut GetCache {
        // SAFETY: the instruction's own cache in the unit's instance; used for this one access.
        unsafe { &mut *self.unit.cache(inst.cache).cast() }
    }

    fn set_cache(&self, inst: &Inst) -> &'static mut SetCache {
        // SAFETY: the instruction's own cache in the unit's instance; used for this one access.
        unsafe { &mut *self.unit.cache(inst.cache).cast() }
    }

    // --- literals -------------------------------------------------------------------------------

    pub fn op_new_object(&mut self, inst: &Inst, slots: u32) -> JsResult<()> {
        let slots = slots.min(u32::from(u16::MAX)) as u16;
        let cache = self.alloc_cache(inst.cache);
        let result = self.ctx.new_literal(slots, cache).map(|o| o.value());
        self.finish_value(inst, result)
    }

    pub fn op_new_array(&mut self, inst: &Inst, capacity: u32) -> JsResult<()> {
        let result = self.ctx.new_array_with_capacity(capacity).map(|o| o.value());
        self.finish_value(inst, result)
    }

    pub fn op_array_push(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.array_push(object(self.arg(inst, 0)), self.arg(inst, 1));
        self.finish_effect(result)
    }

    pub fn op_array_append(&mut self, inst: &Inst) -> JsResult<()> {
        let array = object(self.arg(inst, 0));
        let result = self.ctx.iter_open(self.arg(inst, 1)).and_then(|iter| self.ctx.iter_collect(iter, array));
        self.finish_effect(result)
    }

    pub fn op_define_field(&mut self, inst: &Inst) -> JsResult<()> {
        let (o, v) = (object(self.arg(inst, 0)), self.arg(inst, 2));
        let result =
            rooted_key(self.ctx, self.arg(inst, 1)).and_then(|key| self.ctx.create_data_property_or_throw(o, key, v));
        self.finish_effect(result)
    }

    pub fn op_define_method(&mut self, inst: &Inst, kind: MethodKind, enumerable: Enumerable) -> JsResult<()> {
        let (o, f) = (object(self.arg(inst, 0)), object(self.arg(inst, 2)));
        let kind = match kind {
            MethodKind::Method => CoreMethod::Method,
            MethodKind::Getter => CoreMethod::Getter,
            MethodKind::Setter => CoreMethod::Setter,
            MethodKind::Field => panic!("DefineMethod of a field in {}", self.code.name),
        };
        let result = rooted_key(self.ctx, self.arg(inst, 1))
            .and_then(|key| self.ctx.define_method_property(o, key, f, kind, enumerable == Enumerable::Yes));
        self.finish_effect(result)
    }

    pub fn op_set_proto_literal(&mut self, inst: &Inst) -> JsResult<()> {
        let (o, proto) = (object(self.arg(inst, 0)), self.arg(inst, 1));
        if !proto.is_object() && !proto.is_null() {
            return Ok(());
        }
        let result = self.ctx.set_prototype_of(o, proto).map(|_| ());
        self.finish_effect(result)
    }

    pub fn op_copy_props(&mut self, inst: &Inst) -> JsResult<()> {
        let result = copy_props(self.ctx, self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2));
        self.finish_effect(result)
    }

    pub fn op_template_object(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.template_object(object(self.arg(inst, 0)), object(self.arg(inst, 1)));
        self.finish_value(inst, result)
    }

    // --- properties -----------------------------------------------------------------------------

    pub fn op_get_prop(&mut self, inst: &Inst) -> JsResult<()> {
        let base = self.arg(inst, 0);
        let cache = self.get_cache(inst);
        if let Some(v) = cache.hit(base, self.ctx.store.prefix.proto_epoch) {
            self.set(inst.dst, v);
            return Ok(());
        }
        let key = self.ctx.atom_of(Self::word(inst));
        let result = self.ctx.get_prop(base, key, cache);
        self.finish_value(inst, result)
    }

    pub fn op_set_prop(&mut self, inst: &Inst) -> JsResult<()> {
        let (base, v) = (self.arg(inst, 0), self.arg(inst, 1));
        let cache = self.set_cache(inst);
        if self.ctx.store_cached(base, v, cache) {
            return Ok(());
        }
        let key = self.ctx.atom_of(Self::word(inst));
        let result = if self.code.strict {
            self.ctx.set_prop(base, key, v, cache)
        } else {
            self.ctx.assign_prop(base, key, v, cache).map(|_| ())
        };
        self.finish_effect(result)
    }

    pub fn op_init_prop(&mut self, inst: &Inst) -> JsResult<()> {
        let key = self.ctx.atom_of(Self::word(inst));
        let cache = self.set_cache(inst);
        let result = self.ctx.init_prop(self.arg(inst, 0), key, self.arg(inst, 1), cache);
        self.finish_effect(result)
    }

    pub fn op_get_elem(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.get_elem(self.arg(inst, 0), self.arg(inst, 1));
        self.finish_value(inst, result)
    }

    pub fn op_set_elem(&mut self, inst: &Inst) -> JsResult<()> {
        let (base, key, v) = (self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2));
        let result = if self.code.strict {
            self.ctx.set_elem(base, key, v)
        } else {
            self.ctx.assign_elem(base, key, v).map(|_| ())
        };
        self.finish_effect(result)
    }

    pub fn op_delete(&mut self, inst: &Inst) -> JsResult<()> {
        let strict = self.code.strict;
        let result = delete(self.ctx, self.arg(inst, 0), self.arg(inst, 1), strict);
        self.finish_bool(inst, result)
    }

    pub fn op_get_super(&mut self, inst: &Inst) -> JsResult<()> {
        let (base, this) = (self.arg(inst, 0), self.arg(inst, 2));
        let result = super_key(self.ctx, base, self.arg(inst, 1)).and_then(|key| self.ctx.get_super(base, key, this));
        self.finish_value(inst, result)
    }

    pub fn op_set_super(&mut self, inst: &Inst) -> JsResult<()> {
        let (base, this, v) = (self.arg(inst, 0), self.arg(inst, 2), self.arg(inst, 3));
        let strict = self.code.strict;
        let result = super_key(self.ctx, base, self.arg(inst, 1)).and_then(|key| {
            if strict {
                self.ctx.set_super(base, key, this, v)
            } else {
                self.ctx.assign_super(base, key, this, v).map(|_| ())
            }
        });
        self.finish_effect(result)
    }

    // --- private names --------------------------------------------------------------------------

    pub fn op_new_private_name(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.store.new_private_name(Self::word(inst)).map(|s| s.value()).map_err(Into::into);
        self.finish_value(inst, result)
    }

    pub fn op_get_private(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.private_get(self.arg(inst, 0), private(self.arg(inst, 1)));
        self.finish_value(inst, result)
    }

    pub fn op_set_private(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.private_set(self.arg(inst, 0), private(self.arg(inst, 1)), self.arg(inst, 2));
        self.finish_effect(result)
    }

    pub fn op_define_private(&mut self, inst: &Inst, kind: MethodKind) -> JsResult<()> {
        let kind = match kind {
            MethodKind::Method => PrivateKind::Method,
            MethodKind::Getter => PrivateKind::Getter,
            MethodKind::Setter => PrivateKind::Setter,
            MethodKind::Field => PrivateKind::Field,
        };
        let name = private(self.arg(inst, 1));
        let result = self.ctx.private_define(self.arg(inst, 0), name, self.arg(inst, 2), kind);
        self.finish_effect(result)
    }

    pub fn op_has_private(&mut self, inst: &Inst) -> JsResult<()> {
        let o = self.arg(inst, 0);
        let result = if o.is_object() {
            self.ctx.private_has(o, private(self.arg(inst, 1)))
        } else {
            Err(self.ctx.throw_type_error(format_args!(
                "Cannot use 'in' operator to search for a private name in a non-object"
            )))
        };
        self.finish_bool(inst, result)
    }

    // --- the rest -------------------------------------------------------------------------------

    pub fn op_namespace(&mut self, inst: &Inst, i: u32) -> JsResult<()> {
        let entries = &self.unit.namespaces[i as usize];
        // SAFETY: the unit's instance, and strings and globals of it.
        let result = unsafe { self.ctx.new_namespace(entries, self.unit.instance) };
        self.finish_value(inst, result.map(|o| o.value()))
    }

    pub fn op_bigint(&mut self, inst: &Inst) -> JsResult<()> {
        let digits = Self::word(inst).as_string().map_or_else(String::new, |s| s.to_rust());
        let result = self.ctx.new_bigint_from_text(&digits);
        self.finish_value(inst, result)
    }

    pub fn op_regexp(&mut self, inst: &Inst, flags: StrId) -> JsResult<()> {
        let (pattern, flags) = (string(Self::word(inst)), string(self.unit.string(flags)));
        let result = self.ctx.new_regexp(pattern, flags);
        self.finish_value(inst, result.map(|o| o.value()))
    }

    pub fn op_dispose_method(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.get_dispose_method(self.arg(inst, 0));
        self.finish_value(inst, result)
    }

    pub fn op_new_suppressed_error(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.new_suppressed_error(self.arg(inst, 0), self.arg(inst, 1));
        self.finish_value(inst, result)
    }
}
