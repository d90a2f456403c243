//! MIR: the middle intermediate representation, where everything about JavaScript is decided.
//!
//! [`ir`] holds the data, [`builder`] a cursor to make it with, [`effects`] what each instruction
//! may do, [`graph`] petgraph's view of it, [`ops`] the table of operations, [`text`] and [`parse`]
//! the text form, [`verify`] the rules that every pass keeps, [`dot`] pictures.

pub mod builder;
pub mod dot;
pub mod effects;
mod error;
mod function_kind;
pub mod graph;
mod guard;
mod ids;
pub mod ir;
mod lex;
mod literal;
pub mod ops;
pub mod parse;
mod strings;
mod terminator;
pub mod text;
pub mod verify;

pub use builder::Builder;
pub use effects::Effects;
pub use graph::Cfg;
pub use guard::{Builtin, GuardOp};
pub use ir::*;
