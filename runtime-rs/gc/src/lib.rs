//! A non-moving mark-sweep heap.
//!
//! *In*: requests for cells, and at a collection a list of roots and a tracing function.
//! *Out*: zeroed memory, and after a collection the answer to "is this cell marked".
//!
//! # Small cells
//! Cells of up to 512 bytes lie in 64 KiB blocks of one size class each, in one reserved range of
//! addresses, so that one comparison tells a small cell from a large one and the mark bit of a
//! cell is found from its address alone (one bit for each 16 bytes, in a side table).
//! Allocation bumps through a *run*, a stretch of free cells found by the lazy sweeper, which
//! reads nothing but mark bits: what was not marked by the last collection and lies ahead of the
//! sweeper is free. Cells allocated since lie behind it. So un-allocated memory is never
//! interpreted, and a new cell needs no bit set.
//!
//! # Large cells
//! Each is a `calloc` of its own with a header before it, in a list.
//!
//! # When it collects
//! Never by itself. [`Heap::pending`] says that the owner should, at its next safepoint. The hard
//! limit makes allocation return null.
//!
//! Allocation was weighed against linked free lists: runs keep the inlined path to one compare
//! and one add, and clearing a whole run at once is faster than clearing each cell.

mod heap;
mod large;
mod machine;
pub mod memory;
mod settings;

pub use heap::{Bucket, Buckets, Collection, Heap, Marker};
pub use settings::{Settings, Stress, parse_size};
