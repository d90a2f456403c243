//! What JavaScript computes with, as Rust holds it: values, objects, strings, symbols, BigInts and property keys.
//!
//! Each of them carries a lifetime, and the cell behind it is alive for as long as that lifetime. There are two ways
//! to come by one:
//!
//! * It is **rooted**: its word lies on the root stack, in a [`crate::Scope`] that lasts for the lifetime. Whatever a
//!   scope returns is. Objects do not move, so what is held is the word itself: the slot keeps it alive, and nobody
//!   reads it back.
//! * It is **borrowed** from `&Scope`. Only what takes `&mut Scope` may collect, so nothing collects meanwhile.
//!
//! A value of an ended scope, or a borrowed one across a call that may run JavaScript, is an error of the borrow
//! checker. `docs/rooting.md` explains the rule with examples.
//!
//! Values without a cell (numbers, booleans, `undefined`, …) are valid for every lifetime.

mod bigint;
mod key;
mod object;
mod string;
mod symbol;
mod value;

pub use bigint::BigInt;
pub(crate) use bigint::{BigIntCell, NEGATIVE};
pub use key::{Descriptor, Property, PropertyKey};
pub use object::Object;
pub use string::{FlatString, JsString};
pub(crate) use symbol::PRIVATE;
pub use symbol::Symbol;
pub use value::Value;
