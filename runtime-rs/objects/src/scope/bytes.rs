//! The bytes of buffers, and the views on them.

use super::{Cells, Scope};
use crate::values::{ElementType, Object};
use std::ops::Range;

// No value comes out of these, so there is nothing to root. Each object is alive for the call, and nothing collects in
// it.
impl Scope<'_> {
    /// The element type that a TypedArray or DataView was made with; `None` for other objects.
    #[must_use]
    pub fn element_type(&self, o: Object<'_>) -> Option<ElementType> {
        o.detach().view().map(|view| view.element)
    }

    /// Copies bytes from one buffer to `at` of another, or within one, as if all were read before the first is
    /// written. All of these bytes exist.
    pub fn copy_bytes(&mut self, from: Object<'_>, range: Range<usize>, to: Object<'_>, at: usize) {
        let (from, to) = (from.detach(), to.detach());
        let bytes = &mut to.byte_store().bytes;
        if from == to {
            bytes.copy_within(range, at);
        } else {
            bytes[at..at + range.len()].copy_from_slice(&from.byte_store().bytes[range]);
        }
    }
}
