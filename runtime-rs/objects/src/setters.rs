//! Setters that assignments have come to, by the shape of the receiver and the name: one table for all sites, since those that
//! come to a setter are few, and see several classes. An inherited one is known while the epoch lasts.

use crate::bare::{FlatString, Object, Value};
use crate::cell::AccessorCell;
use crate::context::Context;
use crate::setter_table::{Accessor, Assignment};
use crate::throw::JsResult;

impl Context {
    fn assignment(&self, o: Object, key: FlatString) -> Assignment {
        Assignment { shape: o.shape(), key: key.value().bits(), epoch: self.store.prefix.proto_epoch }
    }

    /// The setter that is known for an assignment to `o.key`. It looks nothing up.
    #[inline]
    pub(crate) fn known_setter(&self, o: Object, key: FlatString) -> Option<Value> {
        let Accessor { offset, slot } = self.setters.get(self.assignment(o, key))?;
        // SAFETY: an own entry's offset is that of a slot of its shape; a slot of the chain stays where it is while the epoch
        // lasts.
        let stored = unsafe {
            if slot.is_null() { o.address().add(offset as usize).cast::<Value>().read() } else { slot.read() }
        };
        Some(stored.layout::<AccessorCell>()?.setter).filter(|setter| setter.is_callable())
    }

    /// The setter that an assignment to the object comes to, if the chain up to it has ordinary objects only. It is known from
    /// then on.
    pub(crate) fn setter_of(&mut self, o: Object, key: FlatString) -> JsResult<Option<Value>> {
        let Some(found) = self.find_slot(o, key.into())? else { return Ok(None) };
        if !found.place.attrs.is_accessor() {
            return Ok(None);
        }
        let setter = self.store.property_at(found.holder, found.place).setter;
        if !setter.is_callable() {
            return Ok(None);
        }
        if found.holder != o && !self.store.is_dictionary(o) {
            let slot = self.store.slot_address(found.holder, found.place.slot);
            self.setters.put(self.assignment(o, key), Accessor { offset: 0, slot });
        } else if found.holder == o
            && let Some(offset) = self.inline_offset(o, found.shape, found.place)
        {
            self.setters.put(self.assignment(o, key), Accessor { offset, slot: std::ptr::null() });
        }
        Ok(Some(setter))
    }
}
