//! Objects that own something of Rust's, or refer to a cell without keeping it alive.

use crate::bare::{Object, Value};
use crate::cell::OwnerCell;
use std::any::Any;
use yarrow_abi::layout::CellKind;

/// What the objects of a kind own: a box, which is freed when the object has died.
///
/// # Safety
/// The objects that `owns` tells of own a box of this type, or nothing.
pub unsafe trait Owned: Sized {
    fn owns(o: Object) -> bool;
}

/// What a cell of the kind [`CellKind::RustData`] owns: a value of any type.
pub struct RustData(pub Box<dyn Any>);

// SAFETY: these cells are made with one.
unsafe impl Owned for RustData {
    fn owns(o: Object) -> bool {
        o.is(CellKind::RustData)
    }
}

impl crate::Object<'_> {
    /// The pointer of a host object; `None` once its finaliser has got it.
    #[must_use]
    pub fn host_pointer(self) -> Option<*mut u8> {
        let owned = self.layout_if::<OwnerCell>().filter(|_| self.is(CellKind::Host))?.owned.get();
        (!owned.is_null()).then_some(owned)
    }
}

impl Object {
    /// Gives a fresh object what it owns.
    pub fn own<T: Owned>(self, data: T) {
        assert!(T::owns(self), "an object of the kind");
        self.layout::<OwnerCell>().owned.set(Box::into_raw(Box::new(data)).cast());
    }

    /// What an object owns. Do not hold it across calls into the context.
    #[allow(clippy::mut_from_ref, reason = "it belongs to the cell, which is shared by nature")]
    #[must_use]
    pub fn owned<T: Owned>(&self) -> &mut T {
        assert!(T::owns(*self), "an object of the kind");
        // SAFETY: the kind has a box of this type, which lives as long as the object.
        unsafe { self.layout::<OwnerCell>().owned.get().cast::<T>().as_mut() }.expect("it owns it until it dies")
    }

    /// What a dead object owned.
    #[must_use]
    pub fn take_owned<T: Owned>(self) -> Option<Box<T>> {
        assert!(T::owns(self), "an object of the kind");
        let owned = self.layout::<OwnerCell>().owned.replace(std::ptr::null_mut());
        // SAFETY: the kind has a box of this type, which is nobody else's from here on.
        (!owned.is_null()).then(|| unsafe { Box::from_raw(owned.cast::<T>()) })
    }

    /// What a WeakRef refers to, or `undefined` once it has died.
    #[must_use]
    pub fn weak_target(self) -> Value {
        if !self.is(CellKind::WeakRef) {
            return Value::UNDEFINED;
        }
        // SAFETY: the kind was checked; the collector clears the word when the target dies.
        unsafe { Value::from_bits(self.layout::<OwnerCell>().owned.get() as u64) }
    }

    pub fn set_weak_target(self, target: Value) {
        assert!(self.is(CellKind::WeakRef), "not a WeakRef");
        self.layout::<OwnerCell>().owned.set(target.bits() as *mut u8);
    }
}
