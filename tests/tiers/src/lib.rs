//! The ways to run a program: one table for every harness.
//!
//! * [`TIERS`]: the table, and [`Gc`], the ways of each tier to collect;
//! * [`command`]: runs a command to its end or to a time limit;
//! * [`launch`]: a program on a tier, ready to run, and what it did;
//! * [`programs`]: the programs of `tests/programs` and their transcripts;
//! * [`difference`]: where two transcripts part.
//!
//! Harnesses that run `yarrow` as a command take the arguments from here as well; the one of test262, which
//! runs in its own process, the names and the engines.

pub mod command;
pub mod difference;
pub mod launch;
pub mod programs;

use std::fmt;
use std::str::FromStr;
use yarrow_lir::OptLevel;

/// Who runs a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// MIR as the frontend emits it.
    Interpreter,
    /// Cranelift's code, in the process that made it.
    CraneliftInMemory,
    /// Cranelift's object, linked.
    CraneliftObject,
    /// LLVM's object, linked.
    Llvm(OptLevel),
}

impl Engine {
    /// How hard its compiler tries; for Cranelift what the command takes where none is given.
    #[must_use]
    pub fn level(self) -> OptLevel {
        match self {
            Engine::Interpreter => OptLevel::O0,
            Engine::CraneliftInMemory | Engine::CraneliftObject => OptLevel::default(),
            Engine::Llvm(level) => level,
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    pub name: &'static str,
    pub engine: Engine,
}

/// How `yarrow` runs a program: the command and its arguments before the file's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// `yarrow run ARGUMENTS FILE`
    Run(&'static [&'static str]),
    /// `yarrow build ARGUMENTS FILE -o EXE`, then the executable.
    Build(&'static [&'static str]),
}

/// Every tier. The first is the reference: it shares least with the others.
pub const TIERS: [Tier; 6] = [
    Tier { name: "interp", engine: Engine::Interpreter },
    Tier { name: "cranelift-jit", engine: Engine::CraneliftInMemory },
    Tier { name: "cranelift", engine: Engine::CraneliftObject },
    Tier { name: "llvm-O0", engine: Engine::Llvm(OptLevel::O0) },
    Tier { name: "llvm-O2", engine: Engine::Llvm(OptLevel::O2) },
    Tier { name: "llvm-O3", engine: Engine::Llvm(OptLevel::O3) },
];

impl Tier {
    /// The tier of a name; else a message that lists them.
    ///
    /// # Errors
    /// If there is none.
    pub fn parse(name: &str) -> Result<Tier, String> {
        let found = TIERS.iter().find(|t| t.name == name).copied();
        found.ok_or_else(|| format!("there are: {}", TIERS.map(|t| t.name).join(", ")))
    }

    #[must_use]
    pub fn way(self) -> Way {
        match self.engine {
            Engine::Interpreter => Way::Run(&["--backend=interp"]),
            Engine::CraneliftInMemory => Way::Run(&["--backend=cranelift"]),
            Engine::CraneliftObject => Way::Build(&["--backend=cranelift"]),
            Engine::Llvm(OptLevel::O0) => Way::Build(&["--backend=llvm", "-O0"]),
            Engine::Llvm(OptLevel::O1) => Way::Build(&["--backend=llvm", "-O1"]),
            Engine::Llvm(OptLevel::O2) => Way::Build(&["--backend=llvm", "-O2"]),
            Engine::Llvm(OptLevel::O3) => Way::Build(&["--backend=llvm", "-O3"]),
        }
    }
}

/// When the collector runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gc {
    /// When it is due.
    Plain,
    /// At every N-th safepoint.
    Stress(u32),
}

impl Gc {
    /// At every safepoint.
    pub const STRESS: Gc = Gc::Stress(1);

    /// The value of `YARROW_GC`.
    #[must_use]
    pub fn variable(self) -> Option<String> {
        match self {
            Gc::Plain => None,
            Gc::Stress(1) => Some("stress".to_owned()),
            Gc::Stress(n) => Some(format!("stress:{n}")),
        }
    }
}

impl fmt::Display for Gc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.variable().as_deref().unwrap_or("plain"))
    }
}

impl FromStr for Gc {
    type Err = String;

    fn from_str(text: &str) -> Result<Gc, String> {
        let bad = || "there are: plain, stress, stress:N".to_owned();
        match text.split_once(':') {
            None if text == "plain" => Ok(Gc::Plain),
            None if text == "stress" => Ok(Gc::STRESS),
            Some(("stress", n)) => n.parse().ok().filter(|n| *n > 0).map(Gc::Stress).ok_or_else(bad),
            _ => Err(bad()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_name_their_tier() {
        for tier in TIERS {
            assert_eq!(Tier::parse(tier.name), Ok(tier));
        }
        assert!(Tier::parse("llvm-O9").is_err());
    }

    #[test]
    fn a_mode_of_the_collector_reads_as_it_is_written() {
        for gc in [Gc::Plain, Gc::STRESS, Gc::Stress(7)] {
            assert_eq!(gc.to_string().parse(), Ok(gc));
        }
        for wrong in ["", "stress:", "stress:0", "plain:1"] {
            assert!(wrong.parse::<Gc>().is_err(), "{wrong}");
        }
    }
}
