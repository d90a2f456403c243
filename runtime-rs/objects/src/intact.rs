//! What is known of iterations that nobody has tampered with: see `fast_iteration.rs`.

use yarrow_values::ShapeId;

/// Shapes whose iteration was found untouched in an epoch.
#[derive(Clone, Copy, Default)]
pub(crate) struct IntactCache {
    pub entries: [(ShapeId, u64); 8],
    /// The epoch in which the iterators of the fast forms were found to have neither `return` nor `throw`.
    pub bare: u64,
}
