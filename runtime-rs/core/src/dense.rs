//! Direct access to the dense elements of arrays, for the fast paths of built-ins. None of it
//! looks at prototypes or runs JavaScript.

use crate::cell::{BufferCell, object_flags};
use crate::context::Context;
use crate::error::JsResult;
use crate::object::Object;
use crate::value::Value;
use yarrow_abi::layout::CellKind;

impl Object {
    /// Lends the dense elements for change (a HOLE makes a hole); `None` as for
    /// [`Object::dense_elements`]. Follow it with [`Context::write_barrier`].
    pub fn with_dense<R>(self, change: impl FnOnce(&mut [Value]) -> R) -> Option<R> {
        let len = self.dense_elements()?.len();
        // SAFETY: `len` words of the buffer are in use. `change` has no way to the object's
        // buffer but the slice, short of calling this again on the same object.
        Some(change(unsafe { std::slice::from_raw_parts_mut(self.elements(), len) }))
    }
}

impl Context {
    /// Appends `value` to an array's dense elements up to `end`, which is not above its length.
    pub fn extend_dense(&mut self, array: Object, end: u32, value: Value) -> JsResult<()> {
        assert!(end <= array.array_length(), "elements behind the end of an array");
        let Some(len) = array.dense_elements().map(<[Value]>::len) else { return Ok(()) };
        if len >= end as usize {
            return Ok(());
        }
        if array.has_flag(object_flags::IS_PROTO) {
            self.forbid_fast_appends();
        }
        self.reserve_elements(array, end)?;
        array.set_elements_len(end);
        array.with_dense(|e| e[len..].fill(value));
        self.write_barrier(array);
        Ok(())
    }

    /// Shortens an array with dense elements to `length`; the buffer stays for elements to come.
    /// Nothing happens to other objects.
    pub fn truncate_dense(&mut self, array: Object, length: u32) {
        if !array.is(CellKind::Array) || length >= array.array_length() {
            return;
        }
        let cut = array.with_dense(|elements| {
            let rest = elements.get_mut(length as usize..)?;
            // What is left in a buffer is traced.
            rest.fill(Value::UNDEFINED);
            (!rest.is_empty()).then_some(())
        });
        match cut {
            None => return,
            Some(None) => {}
            // SAFETY: the buffer has elements beyond `length`, so it is not the shared empty one.
            Some(Some(())) => unsafe { (*array.elements().cast::<BufferCell>().sub(1)).len = length },
        }
        array.set_array_length(length);
    }
}
