//! One LIR module through every back end, in every way each can compile it. All must compute the same.
//!
//! An [`Engine`] is a back end with its options. It makes an object file, or code in this process;
//! either way a test asks only for exported functions without parameters that return 64 bits.
//!
//! | file | what |
//! | --- | --- |
//! | `engines` | the table of engines |
//! | `runs` | the `run` lines of a LIR file, as functions of its module |
//! | [`operations`] | every operation, by kind |
//! | `random` | random modules that end |
//! | `program` | object files in a C program |
//! | `support` | what modules may refer to: `support.c` |

mod engines;
pub mod operations;
mod program;
mod random;
mod runs;
mod support;

pub use engines::{Engine, InMemory, MEMORY_ENGINES, OBJECT_ENGINES};
pub use program::Program;
pub use random::{CHECKSUM, random_module};
pub use runs::{Expected, Run, append_runs};
pub use support::resolve;
