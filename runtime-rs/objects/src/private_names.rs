//! Private members of objects, which no internal method sees.

use crate::context::Scope;
use crate::throw::JsResult;
use crate::values::{Attrs, Object, Property, Symbol, Value};

impl<'s> Scope<'s> {
    /// The private member of this name.
    pub fn own_private(&mut self, o: Object<'_>, name: Symbol<'_>) -> JsResult<Option<Property<'s>>> {
        let place = self.own_place(o, name.into())?;
        Ok(place.map(|place| self.property_at(o, place)))
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
