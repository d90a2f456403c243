//! The levels of optimisation, as `-O0` to `-O3` name them: one type for all of the compiler.

use std::fmt;
use std::str::FromStr;

/// How hard the compiler tries. A later level never does less than an earlier one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OptLevel {
    /// Nothing but what a right translation needs: no pass over MIR, no fast path, no optimisation by a back end.
    O0,
    /// Where build time counts: the passes over MIR, few fast paths, the back end's cheap optimisations.
    O1,
    /// For release builds that are waited for.
    #[default]
    O2,
    /// Whatever it takes: fast paths without a limit; LLVM sees the whole module at once.
    O3,
}

impl OptLevel {
    /// Every level, in order.
    pub const ALL: [OptLevel; 4] = [OptLevel::O0, OptLevel::O1, OptLevel::O2, OptLevel::O3];

    /// The number after `-O`.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            OptLevel::O0 => 0,
            OptLevel::O1 => 1,
            OptLevel::O2 => 2,
            OptLevel::O3 => 3,
        }
    }

    /// Are the program's own optimisations made, or only what a right translation needs?
    #[must_use]
    pub const fn optimises(self) -> bool {
        !matches!(self, OptLevel::O0)
    }
}

/// A number that is no level.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the levels are 0, 1, 2 and 3")]
pub struct NoSuchLevel;

impl TryFrom<u8> for OptLevel {
    type Error = NoSuchLevel;

    fn try_from(number: u8) -> Result<OptLevel, NoSuchLevel> {
        OptLevel::ALL.into_iter().find(|level| level.number() == number).ok_or(NoSuchLevel)
    }
}

impl FromStr for OptLevel {
    type Err = NoSuchLevel;

    fn from_str(text: &str) -> Result<OptLevel, NoSuchLevel> {
        OptLevel::ALL.into_iter().find(|level| level.to_string() == text).ok_or(NoSuchLevel)
    }
}

/// As it is written after `-O`.
impl fmt::Display for OptLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{NoSuchLevel, OptLevel};

    #[test]
    fn levels_read_as_they_are_written_and_are_in_order() {
        for level in OptLevel::ALL {
            assert_eq!(level.to_string().parse(), Ok(level));
            assert_eq!(OptLevel::try_from(level.number()), Ok(level));
        }
        assert!(OptLevel::ALL.is_sorted());
        for wrong in ["", "4", "-1", "00", "2 ", "s", "O2"] {
            assert_eq!(wrong.parse::<OptLevel>(), Err(NoSuchLevel), "{wrong}");
        }
        assert_eq!(OptLevel::try_from(4), Err(NoSuchLevel));
    }
}
