//! The order of the compiler, in one place: frontend, passes over MIR, generator lowering, LIR, a back end.
//!
//! Each step's result is a type that has the next step alone, so nobody can leave one out or do them in another order:
//!
//! ```text
//! Compilation ──parse, of──▶ Parsed ──optimise──▶ Optimised ──lower_generators──▶ Lowered ──to_lir──▶ Code
//! ```
//!
//! What the steps are to do is said once, by [`Settings`]. Who wants to see them go by gives an [`Observer`]. It reads
//! the source through a loader and writes nothing: files, linking and reports are the caller's.
//!
//! | file | what it has |
//! | --- | --- |
//! | `settings` | what is wanted, of the whole and of LIR |
//! | `observe` | the steps by name, and who watches them |
//! | `steps` | source to LIR |
//! | `code` | LIR to what either back end makes of it |

mod code;
mod observe;
mod settings;
mod steps;

pub use code::Code;
pub use observe::{GENERATOR_STEP, Observer, Step, When};
pub use settings::{Counters, Settings, Unit, UnitKind};
pub use steps::{Compilation, Lowered, Optimised, Parsed, UnknownPass};
pub use yarrow_lower::{Dispatch, GuardStress, assumption, guard_sites};
