//! Direct access to the dense elements of arrays, for the fast paths of built-ins. None of it
//! looks at prototypes or runs JavaScript.

use crate::bare::{Object, Value};
use crate::cell::object_flags;
use crate::context::Context;
use crate::throw::JsResult;
use yarrow_abi::layout::CellKind;

impl Context {
    /// Appends `value` to an array's dense elements up to `end`, which is not above its length.
    pub(crate) fn extend_dense(&mut self, array: Object, end: u32, value: Value) -> JsResult<()> {
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
        self.store.write_barrier(array);
        Ok(())
    }

    /// Appends to an array whose elements are all dense, values that are not among them; false if that cannot be.
    pub(crate) fn append_dense(&mut self, array: Object, values: &[Value]) -> JsResult<bool> {
        let length = array.array_length();
        let dense = array.dense_elements().is_some_and(|e| e.len() == length as usize);
        let Some(end) = u32::try_from(values.len()).ok().and_then(|n| length.checked_add(n)).filter(|_| dense) else {
            return Ok(false);
        };
        let own = array.dense_elements().unwrap_or(&[]).as_ptr_range();
        assert!(values.is_empty() || !own.contains(&values.as_ptr()), "elements that are appended to their own array");
        self.reserve_elements(array, end)?;
        array.set_elements_len(end);
        array.with_dense(|e| e[length as usize..].copy_from_slice(values));
        array.set_array_length(end);
        self.store.write_barrier(array);
        Ok(true)
    }

    /// Shortens an array with dense elements to `length`; the buffer stays for elements to come.
    /// Nothing happens to other objects.
    pub(crate) fn truncate_dense(&mut self, array: Object, length: u32) {
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
            Some(Some(())) => array.set_elements_len(length),
        }
        array.set_array_length(length);
    }
}
