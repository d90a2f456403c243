//! The frontend from source text to verified MIR, or to diagnostics.

mod common;
mod diagnostics;
mod limits;
mod lowering;
mod modules;
mod scopes;
