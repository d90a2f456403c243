//! Names of the global environment, as storage knows them: the declarations of scripts, and the slots of the global
//! object.

use crate::bare::{FlatString, PropertyKey, Value};
use crate::context::{Context, Scope};
use crate::ic::{GlobalCache, with_cache};
use crate::scope::Cells;
use crate::script_record::Binding;
use crate::throw::{JsResult, Throw};
use crate::values;
use std::cell::Cell;

impl Context {
    // --- reading and writing ------------------------------------------------------------------------

    fn script_binding(&self, name: FlatString) -> Option<Binding> {
        self.script_record.bindings.get(name.into())
    }

    fn throw_uninitialised(&mut self, name: FlatString) -> Throw {
        let text = name.string();
        self.throw_reference_error(format_args!("Cannot access '{text}' before initialization"))
    }

    pub(crate) fn is_script_binding(&self, name: FlatString) -> bool {
        self.script_binding(name).is_some()
    }

    /// The value of a script's declaration or of a data property of the global object, filling the cache; `None` if
    /// there is neither.
    pub(crate) fn learn_global(&mut self, name: FlatString, cache: &mut GlobalCache) -> JsResult<Option<Value>> {
        if let Some(b) = self.script_binding(name) {
            let value = b.value();
            if value == Value::TDZ {
                return Err(self.throw_uninitialised(name));
            }
            // Once initialised it stays so.
            cache.epoch = self.store.prefix.proto_epoch;
            cache.slot = b.slot.cast();
            return Ok(Some(value));
        }
        let global = self.global;
        if let PropertyKey::String(s) = PropertyKey::from_atom(name)
            && let Some(place) = self.own_place(global, s.into())?
            && !place.attrs.is_accessor()
        {
            let address = self.store.slot_address(global, place.slot);
            cache.epoch = self.store.prefix.proto_epoch;
            cache.slot = address;
            // SAFETY: the global object's shape says that the slot exists.
            return Ok(Some(unsafe { address.read() }));
        }
        Ok(None)
    }

    /// Assigns to a script's declaration: false if there is none.
    pub(crate) fn assign_script_binding(&mut self, name: FlatString, value: Value) -> JsResult<bool> {
        let Some(b) = self.script_binding(name) else { return Ok(false) };
        if b.value() == Value::TDZ {
            return Err(self.throw_uninitialised(name));
        }
        if !b.mutable {
            return Err(self.throw_type_error(format_args!("Assignment to constant variable.")));
        }
        b.set(value);
        Ok(true)
    }

    /// Enters a script's lexical declaration, uninitialised.
    ///
    /// # Safety
    /// `slot` holds a value, is a root, and lives as long as the context.
    pub(crate) unsafe fn declare_global_lexical(&mut self, name: FlatString, slot: *mut u64, mutable: bool) {
        let binding = Binding { slot, mutable };
        binding.set(Value::TDZ);
        self.script_record.bindings.insert(name.into(), binding);
        // It hides a property of the global object that caches may have found.
        self.bump_epoch();
    }
}

impl<'s> Scope<'s> {
    /// The value of a script's declaration or of a data property of the global object, filling the site's cache; `None` if
    /// there is neither.
    pub fn learn_global(
        &mut self,
        name: values::FlatString<'_>,
        site: &Cell<GlobalCache>,
    ) -> JsResult<Option<values::Value<'s>>> {
        let found = with_cache(site, |cache| self.ctx.learn_global(name.detach(), cache))?;
        Ok(self.keep(found))
    }

    /// The value that the cache has for a name. It touches no root stack.
    #[must_use]
    #[inline]
    pub fn name_hit(&self, site: &Cell<GlobalCache>) -> Option<crate::values::Value<'_>> {
        let slot = with_cache(site, |cache| (cache.epoch == self.epoch()).then_some(cache.slot))?;
        // SAFETY: the slot is valid while the epoch lasts.
        Some(unsafe { slot.read() }).filter(|v| *v != Value::TDZ)
    }
}
