//! Property access of compiled code: by its inline caches where they know, else by the internal methods.

use crate::context::Scope;
use crate::ic::{GetCache, Hit, SetCache, with_cache};
use crate::scope::Cells;
use crate::throw::JsResult;
use crate::values::{FlatString, Object, PropertyKey, Value};
use std::cell::Cell;
use yarrow_abi::layout::CellKind;

/// The index that a key is, if it is encoded as one.
fn element_index(key: Value<'_>) -> Option<u32> {
    u32::try_from(key.as_int()?).ok()
}

impl<'s> Scope<'s> {
    /// Whether shapes alone may know the property: it is no index, nor `length`, which some objects compute.
    pub(crate) fn is_plain_name(&self, key: FlatString<'_>) -> bool {
        key != self.names.length && key.as_index().is_none()
    }

    /// Whether `key` is `length`, and an ordinary property of the object: that of arguments, or of an array-like.
    fn is_plain_length(&mut self, o: Object<'_>, key: FlatString<'_>) -> JsResult<bool> {
        if key != self.names.length || o.is(CellKind::Array) || o.is(CellKind::Wrapper) {
            return Ok(false);
        }
        Ok(self.own_place(o, key.into())?.is_some())
    }

    /// `base.key`, filling the cache.
    pub fn get_prop(&mut self, base: Value<'_>, key: FlatString<'_>, site: &Cell<GetCache>) -> JsResult<Value<'s>> {
        if let Some(getter) = with_cache(site, |cache| self.getter_hit(base, cache)) {
            let getter = self.callee(getter);
            return self.call_back(getter, base, []);
        }
        if let Some(start) = base.as_object().or_else(|| self.prototype_of_primitive(base))
            && (self.is_plain_name(key) || self.is_plain_length(start, key)?)
            && let Some(v) = with_cache(site, |cache| self.learn_get(base, start, key, cache))?
        {
            return Ok(v);
        }
        self.get_value(base, key)
    }

    /// `o[key]` for another receiver, as `super` reads: the table of all sites comes to know it.
    pub fn get_for(&mut self, o: Object<'_>, key: PropertyKey<'_>, receiver: Value<'_>) -> JsResult<Value<'s>> {
        if let PropertyKey::String(name) = key
            && self.is_plain_name(name)
            && let Some((value, getter)) = self.learn_for_all(o, name)?
        {
            return if getter.is_undefined() { Ok(value) } else { self.call(getter, receiver, &[]) };
        }
        self.get_with_receiver(o, key, receiver)
    }

    /// `base.key = value`, strict, filling the cache.
    pub fn set_prop(
        &mut self,
        base: Value<'_>,
        key: FlatString<'_>,
        value: Value<'_>,
        site: &Cell<SetCache>,
    ) -> JsResult<()> {
        if self.assign_prop(base, key, value, site)? {
            return Ok(());
        }
        Err(self.throw_set_refused(base, key.into()))
    }

    /// `base.key = value`, filling the cache: false if refused.
    pub fn assign_prop(
        &mut self,
        base: Value<'_>,
        key: FlatString<'_>,
        value: Value<'_>,
        site: &Cell<SetCache>,
    ) -> JsResult<bool> {
        if let Some(o) = base.as_object()
            && let Some(setter) = self.known_setter(o, key)
        {
            let setter = self.callee(setter);
            self.inner().call_back(setter, base, [value])?;
            return Ok(true);
        }
        if let Some(o) = base.as_object()
            && self.is_plain_name(key)
            && with_cache(site, |cache| self.learn_set(o, key, value, cache))?
        {
            return Ok(true);
        }
        if let Some(o) = base.as_object()
            && self.is_plain_name(key)
            && let Some(setter) = self.setter_of(o, key)?
        {
            self.inner().call(setter, base, &[value])?;
            return Ok(true);
        }
        self.assign_value(base, key.into(), value)
    }

    /// CreateDataPropertyOrThrow with a constant key, filling the cache.
    pub fn init_prop(
        &mut self,
        base: Value<'_>,
        key: FlatString<'_>,
        value: Value<'_>,
        site: &Cell<SetCache>,
    ) -> JsResult<()> {
        let Some(o) = base.as_object() else { return self.set_value(base, key.into(), value) };
        if with_cache(site, |cache| self.learn_init(o, key, value, cache))? {
            return Ok(());
        }
        self.create_data_property_or_throw(o, key, value)
    }

    /// The value that the cache has for `base.key`. It touches no root stack.
    #[must_use]
    #[inline]
    pub fn property_hit<'a>(&'a self, base: Value<'_>, site: &Cell<GetCache>) -> Option<Value<'a>> {
        // Nothing that is alive dies while the scope is borrowed.
        // SAFETY: the epoch is the context's.
        match with_cache(site, |cache| unsafe { cache.hit(base.detach(), self.epoch()) }) {
            Hit::Found(v) => Some(v),
            Hit::Getter | Hit::Unknown => None,
        }
    }

    /// `base[key]`.
    pub fn get_elem(&mut self, base: Value<'_>, key: Value<'_>) -> JsResult<Value<'s>> {
        if let (Some(o), Some(i)) = (base.as_object(), element_index(key)) {
            if o.is(CellKind::TypedArray) {
                return Ok(self.typed_array_get(o, i).unwrap_or(Value::UNDEFINED));
            }
            if let Some(v) = self.dense_element(o, i as usize) {
                return Ok(v);
            }
        }
        if base.is_nullish() {
            let name = self.describe_elem_key(key);
            return Err(self.throw_type_error(format_args!("Cannot read properties of {base:?} (reading '{name}')")));
        }
        let key = self.to_property_key(key)?;
        self.get_value(base, key)
    }

    /// `base[key] = value`, strict.
    pub fn set_elem(&mut self, base: Value<'_>, key: Value<'_>, value: Value<'_>) -> JsResult<()> {
        match self.assign_elem(base, key, value)? {
            None => Ok(()),
            Some(key) => Err(self.throw_set_refused(base, key)),
        }
    }

    /// `base[key] = value`: the property key if refused.
    pub fn assign_elem(
        &mut self,
        base: Value<'_>,
        key: Value<'_>,
        value: Value<'_>,
    ) -> JsResult<Option<PropertyKey<'s>>> {
        if self.store_dense(base, key, value)? {
            return Ok(None);
        }
        if let (Some(o), Some(i)) = (base.as_kind(CellKind::TypedArray), element_index(key)) {
            self.typed_array_set(o, Some(i), value)?;
            return Ok(None);
        }
        if base.is_nullish() {
            let name = self.describe_elem_key(key);
            return Err(self.throw_type_error(format_args!("Cannot set properties of {base:?} (setting '{name}')")));
        }
        let key = self.to_property_key(key)?;
        Ok((!self.assign_value(base, key, value)?).then_some(key))
    }

    fn describe_elem_key(&mut self, key: Value<'_>) -> String {
        self.describe(key)
    }
}
