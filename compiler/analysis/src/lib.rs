//! Analyses of one MIR function. Each is a plain value made by a `compute_` function; none
//! changes the function.

pub mod callees;
pub mod liveness;
pub mod marks;
pub mod order;
pub mod run_once;
pub mod truncated;
pub mod typed_arrays;
pub mod types;

pub use callees::fast_callees;
pub use liveness::{Liveness, VRegSet, Visit, compute_liveness};
pub use marks::settle;
pub use order::{Order, blocks_in_cycles, compute_order};
pub use run_once::functions_run_once;
pub use truncated::{DEEPEST, Truncated, compute_truncated};
pub use typed_arrays::names_typed_arrays;
pub use types::{Types, compute_types};
