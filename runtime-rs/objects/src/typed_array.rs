//! TypedArray and DataView objects: views of a buffer, and the elements in their bytes (10.4.5, 25.1.3).
//!
//! Both kinds have the internal slots of [`View`]: buffer, byte offset, length (elements of a
//! TypedArray, bytes of a DataView; `undefined` if it follows the buffer's), and the element type.

use crate::bare::{Object, Value};
use crate::cell::{TypedArrayCell, object_flags as flag};
use crate::context::{Context, Scope};
use crate::throw::JsResult;
use crate::values;
use crate::values::ObjectFields;
use yarrow_abi::layout::{CellKind, TYPED_ARRAY_DATA};
use yarrow_values::{ElementType, RawElement, View, f16_to_f64, number_to_raw};

/// Values behind the header of a view.
const VIEW_WORDS: u16 = 4;
const VIEW_END: usize = TYPED_ARRAY_DATA as usize;

/// How many units of so many bytes a view has; see [`Context::typed_array_length`].
fn length_in(view: View<'static>, unit: usize) -> Option<usize> {
    let store = view.buffer.byte_store();
    if store.detached {
        return None;
    }
    let rest = store.bytes.len().checked_sub(view.offset)?;
    match view.length {
        None => Some(rest / unit),
        Some(n) if n * unit <= rest => Some(n),
        Some(_) => None,
    }
}

/// The bytes of an element, if the index is valid (IsValidIntegerIndex, 10.4.5.14).
fn element_in<'a>(view: &'a View<'static>, i: usize) -> Option<&'a mut [u8]> {
    let size = view.element.size();
    if i >= length_in(*view, size)? {
        return None;
    }
    let at = view.offset + i * size;
    Some(&mut view.buffer.byte_store().bytes[at..at + size])
}

impl Context {
    /// A TypedArray or DataView.
    pub(crate) fn new_view(&mut self, kind: CellKind, proto: Value, view: View<'static>) -> JsResult<Object> {
        let raw = if kind == CellKind::TypedArray { size_of::<TypedArrayCell>() - VIEW_END } else { 0 };
        let o = self.new_object_with_raw_words(kind, proto, VIEW_WORDS, raw)?;
        o.set_internal(0, view.buffer.value());
        o.set_internal(1, Value::number(view.offset as f64));
        o.set_internal(2, view.length.map_or(Value::UNDEFINED, |n| Value::number(n as f64)));
        o.set_internal(3, Value::int(view.element as i32));
        if kind == CellKind::TypedArray {
            o.set_flag(flag::EXOTIC);
            let cell = o.layout::<TypedArrayCell>();
            cell.element.set(view.element as u8);
            let store = view.buffer.byte_store();
            let fixed = view.length.filter(|_| store.max_length.is_none());
            let bytes = fixed.and_then(|n| store.bytes.get_mut(view.offset..)?.get_mut(..n * view.element.size()));
            if let (Some(length), Some(bytes)) = (fixed.and_then(|n| u32::try_from(n).ok()), bytes) {
                cell.data.set(bytes.as_mut_ptr());
                cell.length.set(length);
            }
        }
        Ok(o)
    }

    /// TypedArrayLength (10.4.5.12), or the byte length of a DataView; `None` if the view is out of
    /// bounds or its buffer detached.
    #[must_use]
    pub(crate) fn typed_array_length(&self, o: Object) -> Option<usize> {
        let view = o.view()?;
        length_in(view, if o.is(CellKind::DataView) { 1 } else { view.element.size() })
    }

    /// IsTypedArrayFixedLength (10.4.5.13)
    pub(crate) fn typed_array_is_fixed(&self, o: Object) -> bool {
        o.view().is_some_and(|v| {
            let store = v.buffer.byte_store();
            v.length.is_some() && (store.max_length.is_none() || store.shared)
        })
    }

    /// TypedArrayGetElement (10.4.5.15): `None` if the index is not valid.
    pub(crate) fn typed_array_get(&mut self, o: Object, i: u32) -> Option<Value> {
        let view = o.view()?;
        let bytes = element_in(&view, i as usize)?;
        let mut raw = RawElement::default();
        raw[..bytes.len()].copy_from_slice(bytes);
        // Only a BigInt needs room; at the heap's limit it reads as 0.
        Some(self.raw_to_value(view.element, raw).unwrap_or(Value::int(0)))
    }

    /// Stores an element; nothing happens if the index is not valid.
    pub(crate) fn typed_array_store(&mut self, o: Object, i: usize, raw: RawElement) {
        if let Some(bytes) = o.view().as_ref().and_then(|view| element_in(view, i)) {
            bytes.copy_from_slice(&raw[..bytes.len()]);
        }
    }

    /// RawBytesToNumeric (25.1.3.13)
    pub(crate) fn raw_to_value(&mut self, element: ElementType, raw: RawElement) -> JsResult<Value> {
        let half = u16::from_le_bytes([raw[0], raw[1]]);
        let word = u32::from_le_bytes([raw[0], raw[1], raw[2], raw[3]]);
        let long = u64::from_le_bytes(raw);
        Ok(match element {
            ElementType::Int8 => Value::int(i32::from(raw[0] as i8)),
            ElementType::Uint8 | ElementType::Uint8Clamped => Value::int(i32::from(raw[0])),
            ElementType::Int16 => Value::int(i32::from(half as i16)),
            ElementType::Uint16 => Value::int(i32::from(half)),
            ElementType::Int32 => Value::int(word as i32),
            ElementType::Uint32 => Value::number(f64::from(word)),
            ElementType::Float16 => Value::number(f16_to_f64(half)),
            ElementType::Float32 => Value::number(f64::from(f32::from_bits(word))),
            ElementType::Float64 => Value::number(f64::from_bits(long)),
            ElementType::BigInt64 => self.store.new_bigint_i128(i128::from(long as i64))?.value(),
            ElementType::BigUint64 => self.store.new_bigint_i128(i128::from(long))?.value(),
        })
    }
}

impl Scope<'_> {
    /// NumericToRawBytes (25.1.3.16) after ToNumber or ToBigInt.
    pub fn value_to_raw(&mut self, element: ElementType, v: values::Value<'_>) -> JsResult<RawElement> {
        let ctx = &mut self.inner();
        if element.is_bigint() {
            return Ok(ctx.to_bigint(v)?.wrap_u64().to_le_bytes());
        }
        let d = ctx.to_number(v)?;
        Ok(number_to_raw(element, d))
    }

    /// TypedArraySetElement (10.4.5.16); `None` is an index that is none.
    pub fn typed_array_set(&mut self, o: values::Object<'_>, i: Option<u32>, value: values::Value<'_>) -> JsResult<()> {
        let Some(element) = self.element_type(o) else { return Ok(()) };
        let raw = self.value_to_raw(element, value)?;
        if let Some(i) = i {
            self.typed_array_store(o, i as usize, raw);
        }
        Ok(())
    }

    /// `[[DefineOwnProperty]]` of an integer-indexed key (10.4.5.3)
    pub(crate) fn typed_array_define(
        &mut self,
        o: values::Object<'_>,
        i: Option<u32>,
        desc: &values::Descriptor<'_>,
    ) -> JsResult<bool> {
        let valid = i.is_some_and(|i| self.typed_array_length(o).is_some_and(|length| (i as usize) < length));
        let refused = desc.configurable == Some(false)
            || desc.enumerable == Some(false)
            || desc.is_accessor()
            || desc.writable == Some(false);
        if !valid || refused {
            return Ok(false);
        }
        if let Some(value) = desc.value {
            self.typed_array_set(o, i, value)?;
        }
        Ok(true)
    }
}
