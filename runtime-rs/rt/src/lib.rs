//! The runtime as compiled code and C hosts link it: the `rt_` functions, and `rt_main`.
//!
//! Everything here is a thin door to `yarrow-objects`; the semantics live there.

#![allow(non_upper_case_globals, reason = "C symbols")]

mod enter;
pub mod exports;
pub mod host;
pub mod libraries;
pub mod program;
pub mod symbols;
