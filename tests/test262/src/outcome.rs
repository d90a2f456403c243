//! How a trial ended, and the one line by which a worker says so.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Pass,
    /// It ran, and did wrong.
    Fail,
    /// The compiler says that it does not support something yet.
    Unsupported,
    /// The compiler or the runtime broke down.
    Crash,
    Timeout,
}

impl Verdict {
    pub const ALL: [Verdict; 5] =
        [Verdict::Pass, Verdict::Fail, Verdict::Unsupported, Verdict::Crash, Verdict::Timeout];

    pub fn name(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::Unsupported => "unsupported",
            Verdict::Crash => "crash",
            Verdict::Timeout => "timeout",
        }
    }

    pub fn parse(name: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|v| v.name() == name)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub verdict: Verdict,
    /// Why, in one line; empty for a pass.
    pub message: String,
}

/// Longest message kept.
const MESSAGE: usize = 600;

impl Outcome {
    pub const PASS: Outcome = Outcome { verdict: Verdict::Pass, message: String::new() };

    pub fn new(verdict: Verdict, message: impl AsRef<str>) -> Outcome {
        let one_line: String =
            message.as_ref().trim().chars().map(|c| if c.is_control() { ' ' } else { c }).take(MESSAGE).collect();
        Outcome { verdict, message: one_line }
    }

    pub fn fail(message: impl AsRef<str>) -> Outcome {
        Outcome::new(Verdict::Fail, message)
    }

    pub fn unsupported(message: impl AsRef<str>) -> Outcome {
        Outcome::new(Verdict::Unsupported, message)
    }

    pub fn crash(message: impl AsRef<str>) -> Outcome {
        Outcome::new(Verdict::Crash, message)
    }

    /// One line, without its end.
    pub fn to_line(&self) -> String {
        format!("{}\t{}", self.verdict, self.message)
    }

    pub fn from_line(line: &str) -> Option<Outcome> {
        let (verdict, message) = line.split_once('\t')?;
        Some(Outcome { verdict: Verdict::parse(verdict)?, message: message.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_all() {
        let outcome = Outcome::fail("a\tb\nc");
        assert_eq!(outcome.message, "a b c");
        assert_eq!(Outcome::from_line(&outcome.to_line()), Some(outcome));
        assert_eq!(Outcome::from_line("well\tx"), None);
    }
}
