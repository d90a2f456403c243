//! The steps by name, and who watches them.

use yarrow_mir::Program;

/// What generator lowering is called beside the passes.
pub const GENERATOR_STEP: &str = "generators";

/// A step, from when it begins to when the next one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Files read, parsed, checked, their names resolved.
    Parse,
    /// MIR made.
    Mir,
    /// The passes over MIR.
    Passes,
    /// Generator lowering.
    Generators,
    /// LIR made.
    Lir,
    /// The back end's work.
    CodeGeneration,
}

/// Is it before or after the pass?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Before,
    After,
}

/// Sees a compilation go by. What is not written does nothing.
pub trait Observer: Sync {
    /// A step begins.
    fn begins(&self, _step: Step) {}

    /// The program compiles, with warnings.
    fn warned(&self, _warnings: &yarrow_frontend::Warnings) {}

    /// The program around a pass, or around [`GENERATOR_STEP`].
    fn around(&self, _when: When, _pass: &str, _program: &Program) {}
}

/// Nobody.
impl Observer for () {}
