//! The machine of the language: what runs programs by the operations of objects. Nothing here looks into a cell: it is
//! written in safe Rust, and takes and returns values that are rooted.
//!
//! Each file adds its operations to [`Scope`](yarrow_objects::rooted::Scope) by a trait; `use yarrow_machine::prelude::*`
//! brings all of them.

#![forbid(unsafe_code)]

mod async_generator;
mod async_iteration;
pub mod builtin_iterator;
mod chain;
mod class;
mod coroutine;
mod delegate;
mod dispose;
mod eval;
mod event_loop;
mod finalization;
mod generator;
mod globals;
mod iterate;
mod jobs;
mod literal;
mod module_graph;
mod module_specifier;
mod operations;
mod promise;
mod promise_capability;
mod resume;

/// What the machine adds to scopes.
pub mod prelude {
    pub use crate::async_generator::AsyncGenerators;
    pub use crate::async_iteration::AsyncIteration;
    pub use crate::builtin_iterator::BuiltinIteration;
    pub use crate::class::Classes;
    pub use crate::coroutine::Coroutines;
    pub use crate::delegate::Delegation;
    pub use crate::dispose::Disposal;
    pub use crate::eval::Evaluation;
    pub use crate::event_loop::EventLoop;
    pub use crate::finalization::Finalization;
    pub use crate::globals::Globals;
    pub use crate::iterate::Iteration;
    pub use crate::jobs::JobQueue;
    pub use crate::literal::Literals;
    pub use crate::module_graph::ModuleGraphs;
    pub use crate::module_specifier::ModuleSpecifiers;
    pub use crate::operations::Operations;
    pub use crate::promise::Promises;
    pub use crate::promise_capability::PromiseCapabilities;
    pub use crate::resume::Resumption;
}

pub use async_generator::install_async_generators;
pub use class::{Integrity, MethodKind, PrivateKind};
pub use generator::install_generators;
pub use globals::{GlobalDeclaration, Strictness};
pub use operations::or_done;
pub use promise_capability::Capability;
pub use resume::Resumed;
