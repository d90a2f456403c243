//! Objects that own a pointer, or refer to a cell without keeping it alive.

use crate::bare::{Object, Value};
use crate::cell::OwnerCell;
use yarrow_abi::layout::CellKind;

impl crate::Object<'_> {
    /// The pointer of a host object; `None` once its finaliser has got it.
    #[must_use]
    pub fn host_pointer(self) -> Option<*mut u8> {
        // SAFETY: the kind is checked.
        let owned = self.is(CellKind::Host).then(|| unsafe { (*self.cell::<OwnerCell>()).owned })?;
        (!owned.is_null()).then_some(owned)
    }
}

impl Object {
    /// What a WeakRef refers to, or `undefined` once it has died.
    #[must_use]
    pub fn weak_target(self) -> Value {
        if !self.is(CellKind::WeakRef) {
            return Value::UNDEFINED;
        }
        // SAFETY: the kind was checked; the collector clears the word when the target dies.
        unsafe { Value::from_bits((*self.cell::<OwnerCell>()).owned as u64) }
    }

    pub fn set_weak_target(self, target: Value) {
        // SAFETY: callers pass WeakRefs.
        unsafe { (*self.cell::<OwnerCell>()).owned = target.bits() as *mut u8 };
    }
}
