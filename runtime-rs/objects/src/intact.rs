//! What is known of iterations that nobody has tampered with: see `fast_iteration.rs`; and of promises.

use yarrow_values::ShapeId;

/// What was found untouched in an epoch.
#[derive(Clone, Copy, Default)]
pub(crate) struct IntactCache {
    /// The epoch in which generator objects that have nothing but what %GeneratorPrototype% has were found untouched.
    pub generators: u64,
    /// The shape of promises that were found untouched, with the epoch: see `promise.rs`.
    pub promise: (ShapeId, u64),
    /// Shapes whose objects have no `then`, with the epoch.
    pub thenless: [(ShapeId, u64); 8],
    /// The shape of fresh promises in an epoch, in which it cannot die.
    pub fresh_promise: (ShapeId, u64),
}
