//! What to make of a program.

use crate::inlining::Budget;

/// What to make of the program.
#[derive(Clone, Debug)]
pub struct Options {
    /// Prefix of the exported symbols.
    pub symbol_prefix: String,
    /// The module is an executable's, which nobody asks for exports by name: their table is left out, but for the `module.exports` of
    /// a CommonJS file, by which the runtime tells one.
    pub main: bool,
    /// The module may evaluate text: it refers to what the evaluator's archive alone defines.
    pub evaluates: bool,
    /// Each entry of a resume function adds 1 to the exported cell `<prefix>_resumptions`, a 64-bit integer
    /// that only the one thread of the program writes.
    pub count_resumptions: bool,
    /// How much code fast paths may take.
    pub budget: Budget,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            symbol_prefix: "yarrow".to_owned(),
            main: true,
            evaluates: false,
            count_resumptions: false,
            budget: Budget::USUAL,
        }
    }
}
