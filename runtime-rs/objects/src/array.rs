//! Arrays: creation, and the exotic `length` (10.4.2).

use crate::bare::{Descriptor, Object, Value};
use crate::cell::{ArrayCell, object_flags as flag};
use crate::context::{Context, Scope};
use crate::throw::JsResult;
use crate::values;
use crate::values::ObjectFields;
use yarrow_abi::layout::CellKind;

impl Context {
    /// An empty array with room for `cap` elements.
    pub(crate) fn new_array_with_capacity(&mut self, cap: u32) -> JsResult<Object> {
        let array = self.store.alloc_object(CellKind::Array, size_of::<ArrayCell>(), self.store.prefix.array_shape)?;
        if cap > 0 {
            let elements = self.store.new_buffer(cap)?;
            array.set_elements(elements);
        }
        Ok(array)
    }

    /// An array of these values (a HOLE makes a hole).
    pub(crate) fn new_array(&mut self, values: &[Value]) -> JsResult<Object> {
        let n = values.len() as u32;
        let array = self.new_array_with_capacity(n)?;
        if n > 0 {
            array.set_elements_len(n);
            array.with_dense(|elements| elements.copy_from_slice(values));
        }
        array.set_array_length(n);
        Ok(array)
    }

    /// ArrayCreate (10.4.2.2): `length` holes, and a prototype of one's own.
    pub(crate) fn array_create(&mut self, length: u32, proto: Option<Value>) -> JsResult<Object> {
        let array = self.new_array_with_capacity(0)?;
        array.set_array_length(length);
        if let Some(proto) = proto {
            let shape = self.root_shape(proto, 0, CellKind::Array);
            array.set_shape(shape);
        }
        Ok(array)
    }

    /// The end of ArraySetLength (10.4.2.4): the descriptor's value, if it has one, is a length.
    pub(crate) fn set_length(&mut self, array: Object, desc: &Descriptor) -> bool {
        let current = self.exotic_length(array);
        let Some(new) = self.validate(array, desc, current) else { return false };
        let mut complete = true;
        if let Some(length) = desc.value.and_then(Value::as_number) {
            let length = length as u32;
            let reached = if length < array.array_length() { self.truncate_elements(array, length) } else { length };
            array.set_array_length(reached);
            complete = reached == length;
        }
        if !new.attrs.writable() {
            array.set_flag(flag::LENGTH_READ_ONLY);
            self.make_sparse(array);
        }
        complete
    }

    /// IsArray (7.2.2).
    pub(crate) fn is_array(&mut self, v: Value) -> JsResult<bool> {
        let mut v = v;
        while let Some((target, _)) = v.as_object().and_then(crate::proxy::proxy_parts) {
            if target.is_null() {
                return Err(
                    self.throw_type_error(format_args!("Cannot perform 'IsArray' on a proxy that has been revoked"))
                );
            }
            v = target;
        }
        Ok(v.is_kind(CellKind::Array))
    }
}

impl Scope<'_> {
    /// ArraySetLength (10.4.2.4).
    pub(crate) fn define_array_length(
        &mut self,
        array: values::Object<'_>,
        desc: &values::Descriptor<'_>,
    ) -> JsResult<bool> {
        let mut desc = *desc;
        if let Some(v) = desc.value {
            let length = self.to_uint32(v)?;
            let number = self.to_number(v)?;
            if f64::from(length) != number {
                return Err(self.throw_range_error(format_args!("Invalid array length")));
            }
            desc.value = Some(values::Value::from(length));
        }
        Ok(self.set_length(array, &desc))
    }
}
