//! Cases, runs and what went wrong with them.

use std::fmt;
use yarrow_tiers::{Gc, Tier};

/// A function of the library, or a row of the matrix, and the seed that chooses everything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub path: String,
    pub seed: u32,
}

/// Who runs a case, and when that collects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    pub tier: Tier,
    pub gc: Gc,
}

/// How the paths of the matrix's rows begin.
const MATRIX: &str = "matrix:";

impl Case {
    /// Whether it is a row of the matrix.
    #[must_use]
    pub fn is_matrix(&self) -> bool {
        self.path.starts_with(MATRIX)
    }

    /// The seed of the choices: two functions shall not meet the same ones.
    #[must_use]
    pub fn choices(&self) -> u32 {
        let hash = |h: u32, b: &u8| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193);
        let path = self.path.as_bytes().iter().fold(0x811c_9dc5, hash);
        path.rotate_left(5).wrapping_add(self.seed)
    }
}

/// A kind of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A signal, an abort, an exit in the midst of a case.
    Crash,
    /// A panic of the runtime.
    Panic,
    /// It did not end.
    Timeout,
    /// Another tier has another transcript.
    Tier,
    /// The same tier has another transcript when it collects at other times.
    Collection,
    /// Node says something else to a row of the matrix.
    Node,
    /// The case threw where nothing may: a fault of the harness, or a broken realm.
    Broken,
}

impl Kind {
    pub const ALL: [Kind; 7] =
        [Kind::Crash, Kind::Panic, Kind::Timeout, Kind::Tier, Kind::Collection, Kind::Node, Kind::Broken];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Crash => "crash",
            Kind::Panic => "panic",
            Kind::Timeout => "timeout",
            Kind::Tier => "tiers differ",
            Kind::Collection => "collection differs",
            Kind::Node => "node differs",
            Kind::Broken => "broken",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// What went wrong with a case on one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub kind: Kind,
    pub way: Way,
    /// In one line.
    pub message: String,
}

/// Most characters of a message.
const MESSAGE: usize = 700;

impl Failure {
    #[must_use]
    pub fn new(kind: Kind, way: Way, message: &str) -> Failure {
        let line = message.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MESSAGE).collect();
        Failure { kind, way, message: line }
    }

    /// One line, without its end.
    #[must_use]
    pub fn to_line(&self) -> String {
        format!("{}\t{}\t{}\t{}", self.kind.name(), self.way.tier.name, self.way.gc, self.message)
    }

    #[must_use]
    pub fn from_line(line: &str) -> Option<Failure> {
        let mut fields = line.splitn(4, '\t');
        let kind = Kind::parse(fields.next()?)?;
        let tier = Tier::parse(fields.next()?).ok()?;
        let gc = fields.next()?.parse().ok()?;
        Some(Failure { kind, way: Way { tier, gc }, message: fields.next()?.to_owned() })
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--tier {} --gc {}", self.tier.name, self.gc)
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--case '{}' --seed {}", self.path, self.seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_all_of_a_failure() {
        let way = Way { tier: Tier::parse("interp").expect("there is one"), gc: Gc::Stress(5) };
        for kind in Kind::ALL {
            let failure = Failure::new(kind, way, "a\tb\nc");
            assert_eq!(failure.message, "a b c");
            assert_eq!(Failure::from_line(&failure.to_line()), Some(failure));
        }
        assert_eq!(Failure::from_line("well\tinterp\tplain\t"), None);
    }

    #[test]
    fn choices_depend_on_path_and_seed() {
        let choices = |path: &str, seed| Case { path: path.to_owned(), seed }.choices();
        assert_ne!(choices("a", 1), choices("b", 1));
        assert_ne!(choices("a", 1), choices("a", 2));
    }
}
