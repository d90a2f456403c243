//! Random programs, run on every tier, their transcripts compared. Half are dense in generators, half of those asynchronous too; the
//! others break what the optimiser assumes of hot loops.
//!
//! * [`tree`]: a program as a tree of statements and expressions, and its text;
//! * [`generate`]: a tree from a seed, dense in generators: the same seed gives the same program for ever;
//! * [`assumptions`]: the same, of hot loops that break what the optimiser assumes;
//! * [`compare`]: a program on every tier and on Node, and the first difference;
//!
//! A failing program is made small by `yarrow-reduce`, which `yarrow reduce` is too.
//!
//! A program ends by itself. In the first kind each loop iteration, call and trace costs fuel, and without fuel all of them
//! throw; jobs and timers come from such code alone. The loops of the second kind are bounded by their form. What it prints depends on the language alone: of errors only the kind is shown.

pub mod assumptions;
pub mod asynchronous;
mod classes;
pub mod compare;
mod dense;
mod disturbances;
pub mod expressions;
pub mod features;
pub mod generate;
mod hot;
pub mod tree;

use tree::{Kind, Program};

/// The program of a seed: one of each kind in turns, where no kind is asked for.
#[must_use]
pub fn program(kind: Option<Kind>, seed: u64) -> Program {
    let in_turns = if seed.is_multiple_of(2) { Kind::Generators } else { Kind::Assumptions };
    match kind.unwrap_or(in_turns) {
        Kind::Generators => generate::generate(seed),
        Kind::Assumptions => assumptions::generate(seed),
    }
}
