//! Interprets MIR as the frontend emits it: before generator lowering, before or after any pass.
//!
//! The independent oracle of the compiler, and what runs code that arises at run time (`eval`). It
//! shares with compiled code the runtime's core and the calling convention, so functions, generators
//! and objects of both mix freely; of the compiler it uses the MIR alone: no analysis, no lowering.
//!
//! * [`load`] makes a [`Unit`] of a program: its functions decoded to a compact form, its globals, strings
//!   and inline caches in the context. A unit lives as long as the process.
//! * [`run`] runs the unit's init function.
//!
//! # Frames
//!
//! A frame lies on the root stack behind the arguments of the call:
//!
//! ```text
//! callee, this, arguments │ marker, registers, object, result │ temporaries, outgoing calls
//! ```
//!
//! *marker* names the source location, as in compiled frames. *object* is the object under construction,
//! or the generator being resumed; *result* is what the activation comes to. Each instruction has a scope of its own for
//! its temporaries ([`yarrow_objects::rooted::Scope`]). Every vreg has
//! a register and every register holds a boxed value, whatever the vreg's type: an `i32` in the integer
//! encoding, an `f64` in that of doubles. So the collector finds everything, and a generator that
//! suspends keeps its registers by a copy of the live ones into its frame slots. A register is cleared
//! where its value dies.

mod bindings;
mod code;
mod decode;
mod functions;
mod generators;
mod liveness;
mod load;
mod machine;
mod objects;
mod operators;
mod run;
mod step;

pub use code::Unit;
pub use load::load;
pub use run::run;
