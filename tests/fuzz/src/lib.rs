//! Random programs dense in generators, run on every tier, their transcripts compared.
//!
//! * [`tree`]: a program as a tree of statements and expressions, and its text;
//! * [`generate`]: a tree from a seed: the same seed gives the same program for ever;
//! * [`tiers`]: the ways to run a program, and the comparison;
//! * [`shrink`]: a smaller program that still fails.
//!
//! A program ends by itself: each loop iteration, call and trace costs fuel, and without fuel all of them
//! throw. What it prints depends on the language alone: of errors only the kind is shown.

pub mod expressions;
pub mod generate;
pub mod shrink;
pub mod tiers;
pub mod tree;
