//! Kinds of functions: how they are called, and whether they may suspend.

use crate::ids::FuncId;
use yarrow_abi::layout::{ASYNC_GENERATOR_SLOTS, GENERATOR_SLOTS};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FunctionKind {
    /// `function`: callable and constructible. When constructing, `Return` of a non-object
    /// returns `this`.
    Normal,
    /// Arrow functions and methods, getters, setters: not constructible.
    Method,
    /// Base class constructor: throws when called; `Return` of a non-object returns `this`.
    ClassBase,
    /// Derived class constructor: throws when called; `this` is the frontend's binding.
    ClassDerived,
    /// Before lowering it contains the suspensions; after it, only the part up to `InitialYield`.
    Generator,
    /// `async function`, arrow or method. Before lowering it contains the suspensions, and `Return` and exceptions settle the
    /// promise that a call returns; after it, the part up to the first of them, which returns the promise itself.
    Async,
    /// `async function*`, as `Generator`.
    AsyncGenerator,
    /// The resume function that generator lowering made of that function.
    Resume(FuncId),
    /// Top level of a module, or the program's init function. Called with nothing.
    Module,
    /// Top level of a script or of eval code, a program's init function. `Return` returns its completion
    /// value; [`crate::Op::Env`] is the environment around a direct eval.
    Script,
}

impl FunctionKind {
    /// Does a call make a generator object, async or not, before anything of the body runs?
    #[must_use]
    pub fn is_generator(self) -> bool {
        matches!(self, FunctionKind::Generator | FunctionKind::AsyncGenerator)
    }

    /// Byte offset of the frame in the cell that a function of this kind suspends into.
    #[must_use]
    pub fn frame_offset(self) -> i32 {
        if self == FunctionKind::AsyncGenerator { ASYNC_GENERATOR_SLOTS } else { GENERATOR_SLOTS }
    }

    /// May it contain suspensions, which generator lowering takes out?
    #[must_use]
    pub fn may_suspend(self) -> bool {
        self.is_generator() || self == FunctionKind::Async
    }
}

/// The message of the TypeError when a class is called.
#[must_use]
pub fn class_call_message(name: &str) -> String {
    if name.is_empty() {
        return "Class constructors cannot be invoked without 'new'".to_owned();
    }
    format!("Class constructor {name} cannot be invoked without 'new'")
}
