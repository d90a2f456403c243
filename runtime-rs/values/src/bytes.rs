//! The bytes of buffers, and views of them.

use crate::bare::Object;
use crate::owner::Owned;
use std::alloc::Layout;
use yarrow_abi::layout::CellKind;

/// What a buffer object owns. Where there is no `max_length`, the bytes stay where they are until they are taken away for good:
/// TypedArrays know their address.
#[derive(Default)]
pub struct ByteStore {
    pub bytes: Vec<u8>,
    /// The `maxByteLength` of a resizable (or growable) buffer.
    pub max_length: Option<usize>,
    pub shared: bool,
    pub detached: bool,
}

impl ByteStore {
    /// Appends zeros up to this length; false if there is no memory. Reserves twice what there was, within the
    /// longest that the buffer may be, so that growing by small steps copies each byte a few times at most.
    pub fn grow(&mut self, length: usize) -> bool {
        if length <= self.bytes.capacity() {
            self.bytes.resize(length, 0);
            return true;
        }
        let twice = (2 * self.bytes.len()).min(self.max_length.unwrap_or(length));
        let Some(mut grown) = zeroed(length, length.max(twice)) else { return false };
        grown[..self.bytes.len()].copy_from_slice(&self.bytes);
        self.bytes = grown;
        true
    }
}

impl Object {
    /// The bytes of an ArrayBuffer or SharedArrayBuffer. Do not hold them across calls into the context.
    #[allow(clippy::mut_from_ref, reason = "the store belongs to the cell, which is shared by nature")]
    #[must_use]
    pub fn byte_store(&self) -> &mut ByteStore {
        self.owned()
    }
}

// SAFETY: buffers are made with one.
unsafe impl Owned for ByteStore {
    fn owns(o: Object) -> bool {
        o.is(CellKind::ArrayBuffer)
    }
}

/// `length` zero bytes with room for `capacity`, of which the system gives no page before it is used; `None` where it
/// has not so many.
pub fn zeroed(length: usize, capacity: usize) -> Option<Vec<u8>> {
    assert!(length <= capacity, "more bytes than room for them");
    if capacity == 0 {
        return Some(Vec::new());
    }
    let layout = Layout::array::<u8>(capacity).ok()?;
    // SAFETY: the layout is not empty. The vector gets what its allocator gave for its element type and
    // capacity, and zeroed bytes are bytes.
    unsafe {
        let bytes = std::alloc::alloc_zeroed(layout);
        (!bytes.is_null()).then(|| Vec::from_raw_parts(bytes, length, capacity))
    }
}
