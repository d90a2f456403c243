//! Setters that assignments have come to, by the shape of the receiver and the name: one table for all sites, since those that
//! come to a setter are few, and see several classes. An inherited one is known while the epoch lasts.

use crate::bare::{FlatString, Object, Value};
use crate::cell::AccessorCell;
use crate::context::Context;
use crate::shape::ShapeId;
use crate::throw::JsResult;

const ENTRIES: usize = 16;

/// An accessor of the chain at `slot`, or an own one at `offset` where that is null. No object has shape 0.
#[derive(Clone, Copy)]
struct Known {
    shape: ShapeId,
    offset: u32,
    key: u64,
    epoch: u64,
    slot: *const Value,
}

pub(crate) struct Setters([Known; ENTRIES]);

impl Default for Setters {
    fn default() -> Setters {
        Setters([Known { shape: 0, offset: 0, key: 0, epoch: 0, slot: std::ptr::null() }; ENTRIES])
    }
}

fn entry(shape: ShapeId, key: u64) -> usize {
    // Names are cells of at least 16 bytes.
    (shape as usize ^ (key >> 4) as usize) % ENTRIES
}

impl Context {
    /// The setter that is known for an assignment to `o.key`. It looks nothing up.
    #[inline]
    pub(crate) fn known_setter(&self, o: Object, key: FlatString) -> Option<Value> {
        let (shape, key) = (o.shape(), key.value().bits());
        let known = &self.setters.0[entry(shape, key)];
        if (known.shape, known.key, known.epoch) != (shape, key, self.store.prefix.proto_epoch) {
            return None;
        }
        // SAFETY: an own entry's offset is that of a slot of its shape; a slot of the chain stays where it is while the epoch
        // lasts.
        let stored = unsafe {
            if known.slot.is_null() {
                o.address().add(known.offset as usize).cast::<Value>().read()
            } else {
                known.slot.read()
            }
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
        let at = if found.holder == o {
            self.inline_offset(o, found.shape, found.place).map(|offset| (offset, std::ptr::null()))
        } else {
            let address = self.store.slot_address(found.holder, found.place.slot);
            (!self.store.is_dictionary(o)).then_some((0, address.cast_const()))
        };
        if let Some((offset, slot)) = at {
            let (shape, key, epoch) = (o.shape(), key.value().bits(), self.store.prefix.proto_epoch);
            self.setters.0[entry(shape, key)] = Known { shape, offset, key, epoch, slot };
        }
        Ok(Some(setter))
    }
}
