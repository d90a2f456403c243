//! LIR: the low-level intermediate representation that both back ends take.
//!
//! [`ir`] is the data, [`print_module`] its text form, [`parse_module`] the way back, and
//! [`verify_module`] what the back ends rely on. [`flow`] is what they both ask of a function, [`loops`] and
//! [`live`] what whoever rewrites one asks, and
//! [`Function::is_heavy`] tells which ones are left to their quick ways. [`OptLevel`] is how hard whoever makes LIR, or
//! takes it, is to try.

mod error;
pub mod flow;
mod heavy;
pub mod ir;
mod level;
mod lexer;
pub mod live;
pub mod loops;
mod names;
mod parse;
mod runtime;
mod text;
mod verify;
mod visit;

pub use error::{ParseError, ParseErrorKind};
pub use heavy::{MAX_BLOCKS, MAX_SPANS};
pub use ir::*;
pub use level::{NoSuchLevel, OptLevel};
pub use parse::parse_module;
pub use runtime::machine_type;
pub use text::print_module;
pub use verify::{
    Place, VerifyError, Violation, WrongLir, is_float, register_type, require_valid, unary_types, verify_module,
};
/// The back ends see the table of runtime functions through LIR alone.
pub use yarrow_abi::functions::{RtFn, Ty as RtTy};
