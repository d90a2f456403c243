//! What to make of a program.

use crate::dispatch::Dispatch;
use crate::inlining::Budget;
use std::fmt;
use std::str::FromStr;

/// Makes guards fail that would hold, which changes no result: so all that stands behind their exits is run by tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GuardStress {
    /// They fail where what they assume does not hold.
    #[default]
    Never,
    /// All fail.
    Always,
    /// One in a few fails, by a sequence of pseudo-random numbers that begins here.
    Seed(u32),
}

/// Neither `always` nor a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there are: never, always, or the seed of a sequence, a number below 2^32")]
pub struct NoSuchStress;

impl FromStr for GuardStress {
    type Err = NoSuchStress;

    fn from_str(text: &str) -> Result<GuardStress, NoSuchStress> {
        match text {
            "never" => Ok(GuardStress::Never),
            "always" => Ok(GuardStress::Always),
            seed => seed.parse().map(GuardStress::Seed).map_err(|_| NoSuchStress),
        }
    }
}

/// As it is read.
impl fmt::Display for GuardStress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GuardStress::Never => f.write_str("never"),
            GuardStress::Always => f.write_str("always"),
            GuardStress::Seed(seed) => seed.fmt(f),
        }
    }
}

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
    /// Each entry of a resume function adds 1 to the exported cell `<prefix>_resumptions`, a 64-bit integer that only the one thread
    /// of the program writes.
    pub counters: bool,
    /// Each guard that fails adds 1 to its cell of the exported `<prefix>_guard_exits`, by its place in
    /// [`guard_sites`](crate::guard_sites), if there are guards. The module's descriptor tells the runtime of them.
    pub counts_guards: bool,
    /// How much code fast paths may take.
    pub budget: Budget,
    pub guards: GuardStress,
    /// How resume functions find the block of their state.
    pub dispatch: Dispatch,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            symbol_prefix: "yarrow".to_owned(),
            main: true,
            evaluates: false,
            counters: false,
            counts_guards: false,
            budget: Budget::USUAL,
            guards: GuardStress::Never,
            dispatch: Dispatch::Auto,
        }
    }
}
