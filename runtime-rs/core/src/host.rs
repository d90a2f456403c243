//! Host objects: cells that own a pointer of the embedder's.

use crate::cell::OwnerCell;
use crate::context::Context;
use crate::error::JsResult;
use crate::object::Object;
use crate::value::Value;
use yarrow_abi::layout::CellKind;

/// Called once when the object dies, with the pointer it owns. Must not use the context.
pub type Finaliser = unsafe extern "C" fn(*mut u8);

impl Context {
    /// An object without prototype that owns `pointer`; `finalise` takes it back.
    pub fn new_host_object(&mut self, pointer: *mut u8, finalise: Finaliser) -> JsResult<Object> {
        let shape = self.root_shape(Value::NULL, 0, CellKind::Host);
        let o = self.alloc_object(CellKind::Host, size_of::<OwnerCell>(), shape)?;
        let owner = o.cell::<OwnerCell>();
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*owner).owned = pointer;
            (*owner).extra = finalise as *mut u8;
        }
        self.register(o);
        Ok(o)
    }
}

impl crate::values::Object<'_> {
    /// The pointer of a host object.
    #[must_use]
    pub fn host_pointer(self) -> Option<*mut u8> {
        // SAFETY: the kind is checked.
        self.is(CellKind::Host).then(|| unsafe { (*self.cell::<OwnerCell>()).owned })
    }
}
