//! The internal methods of objects (10.1 to 10.4): ordinary ones, with their exotic variants.

use crate::cell::object_flags as flag;
use crate::context::Scope;
use crate::exotic::{Behaviour, Lookup, behaviour};
use crate::scope::Keys;
use crate::throw::JsResult;
use crate::values::{Attrs, Descriptor, NamedKey, Object, Property, PropertyKey, Value};
use yarrow_abi::layout::CellKind;

impl<'s> Scope<'s> {
    // --- [[GetPrototypeOf]], [[SetPrototypeOf]], [[IsExtensible]], [[PreventExtensions]] ---------

    /// `[[SetPrototypeOf]]`: false if refused.
    pub fn set_prototype_of(&mut self, o: Object<'_>, proto: Value<'_>) -> JsResult<bool> {
        if o.is_proxy() {
            return self.proxy_set_prototype_of(o, proto);
        }
        Ok(self.ordinary_set_prototype_of(o, proto))
    }

    /// `[[IsExtensible]]`
    pub fn is_extensible(&mut self, o: Object<'_>) -> JsResult<bool> {
        if o.is_proxy() { self.proxy_is_extensible(o) } else { Ok(!o.has_flag(flag::NON_EXTENSIBLE)) }
    }

    /// `[[PreventExtensions]]`: false if refused.
    pub fn prevent_extensions(&mut self, o: Object<'_>) -> JsResult<bool> {
        if o.is_proxy() {
            return self.proxy_prevent_extensions(o);
        }
        self.ordinary_prevent_extensions(o)
    }

    // --- [[GetOwnProperty]], [[DefineOwnProperty]] -----------------------------------------------

    pub fn get_own_property(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<Option<Property<'s>>> {
        match behaviour(o, key) {
            Behaviour::Ordinary => {
                let found = self.ordinary_own_property(o, key)?;
                match found.and_then(|p| p.pending()) {
                    Some(frames) => self.settle_stack(o, frames).map(Some),
                    None => Ok(found),
                }
            }
            Behaviour::Proxy => self.proxy_get_own_property(o, key),
            Behaviour::Integer(i) => {
                let value = i.and_then(|i| self.typed_array_get(o, i));
                Ok(value.map(|value| Property { attrs: Attrs::ALL, value, setter: Value::UNDEFINED }))
            }
        }
    }

    /// `[[DefineOwnProperty]]`: false if refused.
    pub fn define_own_property(
        &mut self,
        o: Object<'_>,
        key: PropertyKey<'_>,
        desc: &Descriptor<'_>,
    ) -> JsResult<bool> {
        let ctx = &mut self.inner();
        match behaviour(o, key) {
            Behaviour::Ordinary => {}
            Behaviour::Proxy => return ctx.proxy_define_own_property(o, key, desc),
            Behaviour::Integer(i) => return ctx.typed_array_define(o, i, desc),
        }
        match key {
            PropertyKey::Index(i) => ctx.define_index(o, i, desc),
            PropertyKey::String(s) if s == ctx.names.length && o.is(CellKind::Array) => {
                ctx.define_array_length(o, desc)
            }
            PropertyKey::String(s) if s == ctx.names.length && ctx.exotic_length(o).is_some() => {
                let current = ctx.exotic_length(o);
                Ok(ctx.validate(o, desc, current).is_some())
            }
            PropertyKey::String(_) if o.is(CellKind::Namespace) => {
                let current = ctx.get_own_property(o, key)?;
                Ok(current.is_some_and(|c| {
                    desc.configurable != Some(true)
                        && desc.enumerable != Some(false)
                        && !desc.is_accessor()
                        && desc.writable != Some(false)
                        && desc.value.is_none_or(|v| ctx.same_value(v, c.value))
                }))
            }
            PropertyKey::String(s) => ctx.define_named(o, s.into(), desc),
            PropertyKey::Symbol(s) => ctx.define_named(o, s.into(), desc),
        }
    }

    fn define_named(&mut self, o: Object<'_>, key: NamedKey, desc: &Descriptor<'_>) -> JsResult<bool> {
        let mut place = self.own_place(o, key)?;
        if let Some(frames) = place.and_then(|place| self.property_at(o, place).pending()) {
            self.settle_stack(o, frames)?;
            place = self.own_place(o, key)?;
        }
        let current = place.map(|p| self.property_at(o, p));
        let Some(new) = self.validate(o, desc, current) else { return Ok(false) };
        let stored = if new.attrs.is_accessor() { self.new_accessor(new.value, new.setter)? } else { new.value };
        match place {
            None => self.add_property(o, key, stored, new.attrs)?,
            Some(place) => {
                if place.attrs != new.attrs {
                    self.set_attrs(o, key, new.attrs);
                } else if new.attrs.is_accessor() {
                    self.note_shape_change(o);
                }
                if o.has_flag(flag::WATCHED) && (!o.is(CellKind::Function) || key == self.names.prototype.into()) {
                    self.ctx.bump_epoch();
                }
                // The place may have moved only if the shape turned into a dictionary: slots stay.
                self.write_slot(o, place.slot, stored);
            }
        }
        Ok(true)
    }

    /// Defines a data property on an object that takes it: for making built-ins and fresh objects.
    pub fn define_data(&mut self, o: Object<'_>, key: PropertyKey<'_>, value: Value<'_>, attrs: Attrs) -> JsResult<()> {
        self.define_own_property(o, key, &Descriptor::data(value, attrs))?;
        Ok(())
    }

    // --- [[HasProperty]], [[Delete]], [[OwnPropertyKeys]] ----------------------------------------

    pub fn has_own_property(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<bool> {
        match behaviour(o, key) {
            Behaviour::Ordinary => Ok(self.inner().ordinary_own_property(o, key)?.is_some()),
            Behaviour::Proxy | Behaviour::Integer(_) => Ok(self.inner().get_own_property(o, key)?.is_some()),
        }
    }

    /// `[[GetOwnProperty]]` where only an enumerable property matters: makes no `stack`, which is hidden while pending.
    pub fn own_enumerable(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<Option<Property<'s>>> {
        let property = match behaviour(o, key) {
            Behaviour::Ordinary => self.ordinary_own_property(o, key)?,
            Behaviour::Proxy | Behaviour::Integer(_) => self.get_own_property(o, key)?,
        };
        Ok(property.filter(|p| p.attrs.enumerable()))
    }

    pub fn is_own_enumerable(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<bool> {
        Ok(self.inner().own_enumerable(o, key)?.is_some())
    }

    pub fn has_property(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<bool> {
        let ctx = &mut self.inner();
        let mut at = Some(o);
        while let Some(o) = at {
            match behaviour(o, key) {
                Behaviour::Ordinary => {}
                Behaviour::Proxy => return ctx.proxy_has(o, key),
                Behaviour::Integer(i) => return Ok(i.is_some_and(|i| ctx.typed_array_get(o, i).is_some())),
            }
            let found = match key {
                PropertyKey::String(name) if o.is(CellKind::Namespace) => ctx.namespace_has(o, name),
                PropertyKey::Index(i) if o.is(CellKind::Namespace) => {
                    let name = ctx.atom(&i.to_string())?;
                    ctx.namespace_has(o, name)
                }
                _ => ctx.has_own_property(o, key)?,
            };
            if found {
                return Ok(true);
            }
            at = ctx.prototype_of(o).as_object();
        }
        Ok(false)
    }

    /// `[[Delete]]`: false if refused.
    pub fn delete(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<bool> {
        let ctx = &mut self.inner();
        match behaviour(o, key) {
            Behaviour::Ordinary => {}
            Behaviour::Proxy => return ctx.proxy_delete(o, key),
            Behaviour::Integer(i) => return Ok(i.is_none_or(|i| ctx.typed_array_get(o, i).is_none())),
        }
        if o.is(CellKind::Namespace) && !matches!(key, PropertyKey::Symbol(_)) {
            // Exports cannot be deleted, initialised or not.
            return Ok(!ctx.has_property(o, key)?);
        }
        let Some(p) = ctx.ordinary_own_property(o, key)? else { return Ok(true) };
        if !p.attrs.configurable() {
            return Ok(false);
        }
        match key {
            PropertyKey::Index(i) => ctx.remove_index(o, i),
            PropertyKey::String(s) => ctx.remove_property(o, s.into()),
            PropertyKey::Symbol(s) => ctx.remove_property(o, s.into()),
        }
        Ok(true)
    }

    /// `[[OwnPropertyKeys]]`: indices ascending, strings, symbols; private names left out.
    pub fn own_keys(&mut self, o: Object<'_>) -> JsResult<Keys<'s>> {
        if o.is_proxy() {
            return self.proxy_own_keys(o);
        }
        self.ordinary_own_keys(o)
    }

    // --- [[Get]], [[Set]] --------------------------------------------------------------------------

    pub fn get<'k>(&mut self, o: Object<'_>, key: impl Into<PropertyKey<'k>>) -> JsResult<Value<'s>> {
        self.get_with_receiver(o, key.into(), o.value())
    }

    /// OrdinaryGet (10.1.8.1).
    pub fn get_with_receiver(
        &mut self,
        o: Object<'_>,
        key: PropertyKey<'_>,
        receiver: Value<'_>,
    ) -> JsResult<Value<'s>> {
        match self.lookup(o, key)? {
            Lookup::Absent => Ok(Value::UNDEFINED),
            Lookup::Exotic(holder) => self.exotic_get(holder, key, receiver),
            Lookup::Pending(holder, frames) => Ok(self.settle_stack(holder, frames)?.value),
            Lookup::Found(p) if p.attrs.is_accessor() => {
                if p.value.is_undefined() {
                    return Ok(Value::UNDEFINED);
                }
                self.call(p.value, receiver, &[])
            }
            Lookup::Found(p) => Ok(p.value),
        }
    }

    /// The key as shapes hold it, where only the shape of `o` decides about an assignment.
    fn plain_name(&self, o: Object<'_>, key: PropertyKey<'_>) -> Option<NamedKey> {
        if o.is(CellKind::Namespace) || o.has_flag(flag::WATCHED | flag::EXOTIC) {
            return None;
        }
        match key {
            PropertyKey::String(s) if s != self.names.length => Some(s.into()),
            PropertyKey::Symbol(s) => Some(s.into()),
            PropertyKey::String(_) | PropertyKey::Index(_) => None,
        }
    }

    /// OrdinarySet on the receiver itself where no function is called: `None` if one is.
    fn set_plain(&mut self, o: Object<'_>, key: NamedKey, value: Value<'_>) -> JsResult<Option<bool>> {
        let ctx = &mut self.inner();
        let mut at = Some(o);
        while let Some(p) = at {
            if p.is(CellKind::Namespace) || p.has_flag(flag::EXOTIC) {
                return Ok(None);
            }
            if let Some(place) = ctx.own_place(p, key)? {
                if p == o && ctx.property_at(o, place).pending().is_some() {
                    ctx.replace_property(o, key, value, Attrs::HIDDEN);
                    return Ok(Some(true));
                }
                if place.attrs.is_accessor() {
                    return Ok(None);
                }
                if !place.attrs.writable() {
                    return Ok(Some(false));
                }
                if p == o {
                    ctx.write_slot(o, place.slot, value);
                    return Ok(Some(true));
                }
                break;
            }
            at = ctx.prototype_of(p).as_object();
        }
        if o.has_flag(flag::NON_EXTENSIBLE) {
            return Ok(Some(false));
        }
        ctx.add_property(o, key, value, Attrs::ALL)?;
        Ok(Some(true))
    }

    /// Whether an assignment comes to a module namespace, whose `[[Set]]` (10.4.6.9) refuses everything,
    /// before it comes to the property.
    pub(crate) fn namespace_decides(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<bool> {
        let ctx = &mut self.inner();
        let mut at = Some(o);
        let mut any = false;
        while let Some(p) = at {
            any |= p.is(CellKind::Namespace);
            at = ctx.prototype_of(p).as_object();
        }
        let mut at = Some(o).filter(|_| any);
        while let Some(p) = at {
            if p.is(CellKind::Namespace) {
                return Ok(true);
            }
            if behaviour(p, key) != Behaviour::Ordinary || ctx.has_own_property(p, key)? {
                return Ok(false);
            }
            at = ctx.prototype_of(p).as_object();
        }
        Ok(false)
    }

    /// OrdinarySet (10.1.9.2): false if refused.
    pub fn set_with_receiver(
        &mut self,
        o: Object<'_>,
        key: PropertyKey<'_>,
        value: Value<'_>,
        receiver: Value<'_>,
    ) -> JsResult<bool> {
        if o.is(CellKind::Namespace) {
            return Ok(false);
        }
        if receiver == o.value()
            && let Some(named) = self.plain_name(o, key)
            && let Some(done) = self.set_plain(o, named, value)?
        {
            return Ok(done);
        }
        let ctx = &mut self.inner();
        if ctx.namespace_decides(o, key)? {
            return Ok(false);
        }
        let found = match ctx.lookup(o, key)? {
            Lookup::Exotic(holder) => return ctx.exotic_set(holder, key, value, receiver),
            Lookup::Found(p) => Some(p),
            // Its attributes are those of an assignment.
            Lookup::Pending(..) | Lookup::Absent => None,
        };
        if let Some(p) = found {
            if p.attrs.is_accessor() {
                if p.setter.is_undefined() {
                    return Ok(false);
                }
                ctx.call(p.setter, receiver, &[value])?;
                return Ok(true);
            }
            if !p.attrs.writable() {
                return Ok(false);
            }
        }
        ctx.set_on_receiver(key, value, receiver)
    }

    /// Set(o, key, value, true): TypeError if refused.
    pub fn set<'k>(&mut self, o: Object<'_>, key: impl Into<PropertyKey<'k>>, value: Value<'_>) -> JsResult<()> {
        let key = key.into();
        if self.set_with_receiver(o, key, value, o.value())? {
            Ok(())
        } else {
            Err(self.throw_set_refused(o.value(), key))
        }
    }
}
