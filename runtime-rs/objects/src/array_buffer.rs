//! The bytes of ArrayBuffer and SharedArrayBuffer objects (25.1, 25.2).

use crate::bare::{Object, Value};
use crate::cell::{OwnerCell, object_flags as flag};
use crate::context::Context;
use crate::throw::JsResult;
use crate::values::ObjectFields;
use yarrow_abi::layout::CellKind;
pub use yarrow_values::ByteStore;
use yarrow_values::zeroed;

/// Longest buffer: every element index fits a property key.
pub const MAX_BUFFER_BYTES: u64 = u32::MAX as u64 - 8;

impl Context {
    /// AllocateArrayBuffer (25.1.3.1), its bytes zeroed: RangeError where there is no room.
    pub(crate) fn new_array_buffer(
        &mut self,
        proto: Value,
        length: u64,
        max_length: Option<u64>,
        shared: bool,
    ) -> JsResult<Object> {
        if max_length.is_some_and(|max| length > max) {
            return Err(self.throw_range_error(format_args!("Invalid array buffer max length")));
        }
        if length.max(max_length.unwrap_or(0)) > MAX_BUFFER_BYTES || !self.store.heap.has_room(length as usize) {
            return Err(self.throw_range_error(format_args!("Array buffer allocation failed")));
        }
        let Some(bytes) = zeroed(length as usize, length as usize) else {
            return Err(self.throw_range_error(format_args!("Array buffer allocation failed")));
        };
        let shape = self.root_shape(proto, 0, CellKind::ArrayBuffer);
        let o = self.store.alloc_object(CellKind::ArrayBuffer, size_of::<OwnerCell>(), shape)?;
        let store = ByteStore { bytes, max_length: max_length.map(|m| m as usize), shared, detached: false };
        o.own(store);
        self.register(o);
        self.store.add_external(length as isize);
        Ok(o)
    }

    /// Changes the length of a buffer's bytes, new ones zero; RangeError where there is no room.
    pub(crate) fn resize_array_buffer(&mut self, buffer: Object, length: usize) -> JsResult<()> {
        let store = buffer.byte_store();
        let old = store.bytes.len();
        if length > old && !(self.store.heap.has_room(length - old) && store.grow(length)) {
            return Err(self.throw_range_error(format_args!("Array buffer allocation failed")));
        }
        store.bytes.truncate(length);
        self.store.add_external(length as isize - old as isize);
        Ok(())
    }

    /// DetachArrayBuffer (25.1.3.5) without a key. Nothing happens to shared buffers.
    pub(crate) fn detach_array_buffer(&mut self, buffer: Object) {
        let store = buffer.byte_store();
        if !store.shared {
            let bytes = std::mem::take(&mut store.bytes);
            store.detached = true;
            buffer.set_flag(flag::DETACHED);
            store.max_length = store.max_length.map(|_| 0);
            self.store.add_external(-(bytes.len() as isize));
        }
    }

    pub(crate) fn drop_byte_store(&mut self, o: Object) {
        let bytes = o.take_owned::<ByteStore>().map_or(0, |store| store.bytes.len());
        self.store.heap.add_external(-(bytes as isize));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growing_by_small_steps_moves_the_bytes_seldom() {
        let most = if cfg!(miri) { 2000 } else { 100_000 };
        let mut store = ByteStore { max_length: Some(most), ..ByteStore::default() };
        let mut moves = 0;
        for length in (1..=most).step_by(7) {
            let room = store.bytes.capacity();
            assert!(store.grow(length));
            store.bytes[length - 1] = 1;
            moves += usize::from(store.bytes.capacity() != room);
        }
        assert!(moves < 20, "{moves} moves");
        assert!(store.bytes.capacity() <= most);
        assert_eq!(store.bytes.iter().filter(|&&b| b == 1).count(), (1..=most).step_by(7).count());
        // What was cut off comes back as zeros.
        store.bytes.truncate(8);
        assert!(store.grow(16));
        assert_eq!(store.bytes[8..], [0; 8]);
    }
}
