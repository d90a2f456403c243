//! The memory of a module's instance: globals, strings and inline caches, cells of layouts. Code has its address, and reads and writes it
//! while its owner here does too: so the owner holds a pointer, not a `Box`, which would claim to be the only one.

use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;
use yarrow_abi::layout::{IC_FRESH, IC_SIZE, LAYOUT_NO_SHAPE, LAYOUT_SHAPES, LAYOUT_SIZE};
use yarrow_values::shape::FreedShapes;

pub(crate) struct Instance(NonNull<[u64]>);

impl Instance {
    /// So many words, all 0.
    pub(crate) fn new(words: usize) -> Instance {
        Instance(NonNull::from(Box::leak(vec![0u64; words].into_boxed_slice())))
    }

    /// The address for code. It stays where it is.
    pub(crate) fn address(&self) -> *mut u64 {
        self.0.as_ptr().cast()
    }
}

impl Deref for Instance {
    type Target = [u64];

    fn deref(&self) -> &[u64] {
        // SAFETY: the words live as long as this does; no code runs while the runtime looks at them.
        unsafe { self.0.as_ref() }
    }
}

impl DerefMut for Instance {
    fn deref_mut(&mut self) -> &mut [u64] {
        // SAFETY: as above.
        unsafe { self.0.as_mut() }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // SAFETY: the words came from a box, and the context that ends has run its last code.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

/// Empties those caches that hold one of these shapes. A word that only looks like its id costs a cache no more
/// than learning again.
pub(crate) fn forget_shapes(caches: &mut [u64], freed: &FreedShapes) {
    for cache in caches.chunks_exact_mut(IC_SIZE / 8) {
        if cache.iter().any(|&word| freed.contains(word as u32) || freed.contains((word >> 32) as u32)) {
            freshen(cache);
        }
    }
}

/// Makes the caches forget what they have learned.
pub(crate) fn freshen(caches: &mut [u64]) {
    caches.fill(0);
    for cache in caches.chunks_exact_mut(IC_SIZE / 8) {
        cache[0] = IC_FRESH;
    }
}

/// Puts what `f` gives for each shape of the cells in its place.
fn shapes_of_layouts(cells: &mut [u64], mut f: impl FnMut(u32) -> u32) {
    for cell in cells.chunks_exact_mut(LAYOUT_SIZE / 8) {
        for word in &mut cell[..LAYOUT_SHAPES / 2] {
            *word = u64::from(f(*word as u32)) | u64::from(f((*word >> 32) as u32)) << 32;
        }
    }
}

/// Takes all shapes from cells.
pub(crate) fn freshen_layouts(cells: &mut [u64]) {
    shapes_of_layouts(cells, |_| LAYOUT_NO_SHAPE);
}

/// Takes freed shapes from cells. The offsets stay: code that has compared a shape before may read them yet.
pub(crate) fn forget_shapes_of_layouts(cells: &mut [u64], freed: &FreedShapes) {
    shapes_of_layouts(cells, |shape| if freed.contains(shape) { LAYOUT_NO_SHAPE } else { shape });
}
