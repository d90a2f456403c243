//! Random programs dense in generators, half of them in asynchronous functions and generators too, run on every tier, their transcripts compared.
//!
//! * [`tree`]: a program as a tree of statements and expressions, and its text;
//! * [`generate`]: a tree from a seed: the same seed gives the same program for ever;
//! * [`compare`]: a program on every tier and on Node, and the first difference;
//!
//! A failing program is made small by `yarrow-reduce`, which `yarrow reduce` is too.
//!
//! A program ends by itself: each loop iteration, call and trace costs fuel, and without fuel all of them
//! throw; jobs and timers come from such code alone. What it prints depends on the language alone: of errors only the kind is shown.

pub mod asynchronous;
pub mod compare;
pub mod expressions;
pub mod features;
pub mod generate;
pub mod tree;
