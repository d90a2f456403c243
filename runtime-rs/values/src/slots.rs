//! Objects in the store: their cells, the slots of named properties, and what shapes tell about them.

use crate::bare::{Object, Property, Value};
use crate::cell::{AccessorCell, CellHeader, ObjectCell};
use crate::elements::{buffer_cap, unpack};
use crate::shape::{Place, ShapeId};
use crate::{ObjectFields, OutOfMemory, Store};
use yarrow_abi::layout::{CellKind, OBJECT_INLINE};

impl Store {
    /// The address of a property slot that exists.
    pub fn slot_address(&self, o: Object, slot: u32) -> *mut Value {
        let inline_cap = u32::from(self.shapes.get(o.shape()).inline_cap);
        if slot < inline_cap {
            o.address().wrapping_add(OBJECT_INLINE as usize + slot as usize * 8).cast()
        } else {
            o.slots().wrapping_add((slot - inline_cap) as usize)
        }
    }

    #[inline]
    pub fn read_slot(&self, o: Object, slot: u32) -> Value {
        // SAFETY: the shape says that the slot exists.
        unsafe { self.slot_address(o, slot).read() }
    }

    pub fn write_slot(&mut self, o: Object, slot: u32, value: Value) {
        // SAFETY: the shape says that the slot exists.
        unsafe { self.slot_address(o, slot).write(value) };
        self.write_barrier(o);
    }

    /// Makes room for slot number `slot` beyond the inline capacity.
    pub fn reserve_slot(&mut self, o: Object, inline_cap: u32, slot: u32) -> Result<(), OutOfMemory> {
        if slot < inline_cap {
            return Ok(());
        }
        let need = slot - inline_cap + 1;
        let old = o.slots();
        let cap = buffer_cap(old);
        if need <= cap {
            return Ok(());
        }
        let new_cap = if cap == 0 { 4.max(need) } else { need.max(cap * 2) };
        let new = self.new_buffer(new_cap)?;
        // SAFETY: the new payload is longer than the old one, which holds `cap` words.
        unsafe { std::ptr::copy_nonoverlapping(old, new, cap as usize) };
        o.object().slots.set(new);
        Ok(())
    }

    pub fn alloc_object(&mut self, kind: CellKind, size: usize, shape: ShapeId) -> Result<Object, OutOfMemory> {
        debug_assert_eq!(self.shapes.get(shape).kind, kind, "a shape of another kind");
        let cell: *mut ObjectCell = self.alloc(kind, size)?;
        // SAFETY: a fresh cell of at least an object header.
        unsafe {
            (*cell).header.word.set(shape);
            (*cell).elements.set(self.prefix.empty_elements);
            Ok(Object::from_ptr(cell.cast()))
        }
    }

    pub fn new_accessor(&mut self, getter: Value, setter: Value) -> Result<Value, OutOfMemory> {
        self.new_cell(AccessorCell { header: CellHeader::new(0, 0), getter, setter })
    }

    pub fn is_dictionary(&self, o: Object) -> bool {
        self.shapes.get(o.shape()).dictionary.is_some()
    }

    /// The prototype in the object's shape: an object or null. Proxies, whose shape shows null, are asked by
    /// `[[GetPrototypeOf]]`.
    #[must_use]
    pub fn prototype_of(&self, o: Object) -> Value {
        self.shapes.get(o.shape()).proto
    }

    #[inline]
    pub fn property_at(&self, o: Object, place: Place) -> Property {
        let value = self.read_slot(o, place.slot);
        unpack(value, place.attrs)
    }
}
