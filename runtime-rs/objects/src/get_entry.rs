//! What caches know of a property of objects of a shape.

use crate::bare::Value;
use crate::shape::ShapeId;
use crate::values;
use crate::values::ObjectFields;
use yarrow_abi::layout as abi;

/// Marks an entry for an own property out of line. No slot has this address.
pub(crate) const OUT_OF_LINE: *const Value = std::ptr::dangling();
/// Marks the slot of an accessor. No address is negative.
pub(crate) const GETTER: usize = abi::GET_IC_GETTER as usize;

/// An own property at `offset` if `slot` is null, an own one at `offset` of the slots
/// out of line if it is `OUT_OF_LINE`, else one of the prototype chain, valid in the epoch in which
/// it was learned. An address with the bit `GETTER` is that of an accessor, null with it stands for an own one.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct GetEntry {
    pub shape: ShapeId,
    pub offset: u32,
    pub slot: *const Value,
}

impl GetEntry {
    /// Of no object.
    pub(crate) const NONE: GetEntry = GetEntry { shape: 0, offset: 0, slot: std::ptr::null() };

    pub(crate) fn is_getter(&self) -> bool {
        self.slot.addr() & GETTER != 0
    }

    /// Is it of the prototype chain, or of a getter?
    pub(crate) fn is_inherited(&self) -> bool {
        !self.slot.is_null() && self.slot != OUT_OF_LINE
    }

    /// What the entry says of an object, if it is a value: `current` tells whether the epoch is the one in which it was learned.
    ///
    /// # Safety
    /// The object has the entry's shape.
    #[inline]
    pub(crate) unsafe fn read<'v>(&self, o: values::Object<'v>, current: bool) -> Option<values::Value<'v>> {
        // SAFETY: an own entry's offset is that of a slot of its shape; a slot of the chain stays
        // where it is while the epoch lasts.
        unsafe {
            if self.slot.is_null() {
                Some(o.address().add(self.offset as usize).cast::<Value>().read())
            } else if self.slot == OUT_OF_LINE {
                Some(o.slots().cast::<u8>().add(self.offset as usize).cast::<Value>().read())
            } else if current && !self.is_getter() {
                Some(self.slot.read())
            } else {
                None
            }
        }
    }
}
