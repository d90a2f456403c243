//! Private members of objects, which no internal method sees.

use crate::context::Scope;
use crate::ic::with_cache;
use crate::private_cache::{PrivateAccess, PrivateCache};
use crate::scope::Cells;
use crate::throw::JsResult;
use crate::values::{Attrs, Object, Property, Symbol, Value};
use std::cell::Cell;

impl<'s> Scope<'s> {
    /// The private member of this name.
    pub fn own_private(&mut self, o: Object<'_>, name: Symbol<'_>) -> JsResult<Option<Property<'s>>> {
        let place = self.own_place(o, name.into())?;
        Ok(place.map(|place| self.property_at(o, place)))
    }

    /// Fills the cache of a site that reads the private member, or writes it.
    pub fn learn_private(
        &mut self,
        v: Value<'_>,
        name: Symbol<'_>,
        access: PrivateAccess,
        site: &Cell<PrivateCache>,
    ) -> JsResult<()> {
        match v.as_object() {
            Some(o) => with_cache(site, |cache| self.ctx.learn_private(o.detach(), name.detach(), access, cache)),
            None => Ok(()),
        }
    }

    /// Runs `define`, which may add the private member to `v`, and fills the cache of its site if it did.
    pub fn learn_private_add(
        &mut self,
        v: Value<'_>,
        name: Symbol<'_>,
        site: &Cell<PrivateCache>,
        define: impl FnOnce(&mut Self) -> JsResult<()>,
    ) -> JsResult<()> {
        let from = v.as_object().map(|o| o.shape());
        define(self)?;
        if let (Some(o), Some(from)) = (v.as_object(), from) {
            with_cache(site, |cache| self.ctx.learn_private_add(o.detach(), from, name.detach(), cache));
        }
        Ok(())
    }

    /// Adds a private member, which the object does not have.
    pub fn add_private(&mut self, o: Object<'_>, name: Symbol<'_>, value: Value<'_>, writable: bool) -> JsResult<()> {
        let attrs = if writable { Attrs::WRITABLE } else { Attrs::NONE };
        self.add_property(o, name.into(), value, attrs)
    }

    /// Writes a private member that the object has and that is no accessor.
    pub fn write_private(&mut self, o: Object<'_>, name: Symbol<'_>, value: Value<'_>) -> JsResult<()> {
        if let Some(place) = self.own_place(o, name.into())?.filter(|place| !place.attrs.is_accessor()) {
            self.write_slot(o, place.slot, value);
        }
        Ok(())
    }

    /// Gives a private accessor its functions, `undefined` where it has none; adds it if the object does not have it.
    pub fn put_private_accessor(
        &mut self,
        o: Object<'_>,
        name: Symbol<'_>,
        getter: Value<'_>,
        setter: Value<'_>,
    ) -> JsResult<()> {
        let pair = self.new_accessor(getter, setter)?;
        match self.own_place(o, name.into())?.filter(|place| place.attrs.is_accessor()) {
            Some(place) => {
                self.write_slot(o, place.slot, pair);
                Ok(())
            }
            None => self.add_property(o, name.into(), pair, Attrs::ACCESSOR),
        }
    }
}
