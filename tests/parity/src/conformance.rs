//! Sets of test262 on a tier, by its runner, in every mode of the collector at once.

use std::io;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use yarrow_tiers::command::{End, run};
use yarrow_tiers::{Gc, Tier};

/// What the runner says of a mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub gc: Gc,
    /// Trials that ended as expected.
    pub passed: usize,
    pub total: usize,
    /// The others, if there are any.
    pub failures: Option<String>,
}

/// What of test262 runs on a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub set: Set,
    /// Every N-th test of each directory.
    pub share: NonZeroUsize,
    /// Which one of each N, from 0.
    pub turn: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The generator core, without what needs asynchronous features.
    Core,
    /// The asynchronous tests.
    Async,
}

impl Part {
    fn arguments(self) -> Vec<String> {
        let set: &[&str] = match self.set {
            Set::Core => &["--set", "generators", "--no-async"],
            Set::Async => &["--set", "async"],
        };
        let numbers = [("--share", self.share.get()), ("--turn", self.turn)];
        let numbers = numbers.iter().flat_map(|(name, n)| [(*name).to_owned(), n.to_string()]);
        set.iter().map(|s| (*s).to_owned()).chain(numbers).collect()
    }
}

/// For a whole part.
const LIMIT: Duration = Duration::from_secs(3600);

/// For a trial, in seconds of processor time: the interpreter needs more than the runner's usual limit
/// for the heaviest ones when it collects at every poll.
const TRIAL_LIMIT: u32 = 180;

/// Exit codes of the runner: all as expected, or not.
const RAN: [End; 2] = [End::Exit(0), End::Exit(1)];

pub fn run_part(part: Part, runner: &Path, tier: Tier, modes: &[Gc], jobs: usize) -> io::Result<Vec<Report>> {
    let mut command = Command::new(runner);
    command.args(part.arguments());
    command.args(["--tier", tier.name, "--jobs", &jobs.to_string()]);
    command.args(["--timeout", &TRIAL_LIMIT.to_string()]);
    for gc in modes {
        command.args(["--gc", &gc.to_string()]);
    }
    let answer = run(&mut command, LIMIT)?;
    if !RAN.contains(&answer.end) {
        return Err(io::Error::other(format!("the runner of test262: {:?}\n{}", answer.end, answer.stderr)));
    }
    let report = |gc: &Gc| {
        parse(&answer.stdout, *gc).ok_or_else(|| io::Error::other(format!("the runner said\n{}", answer.stdout)))
    };
    modes.iter().map(report).collect()
}

/// The line `MODE: N of M trials …`, and the lines of the trials that it counts out, `PATH (HOW, MODE): …`.
fn parse(stdout: &str, gc: Gc) -> Option<Report> {
    let line = stdout.lines().find_map(|l| l.strip_prefix(&format!("{gc}: ")))?;
    let (passed, rest) = line.split_once(" of ")?;
    let (total, _) = rest.split_once(' ')?;
    let of_mode = format!(", {gc}): ");
    let failures: Vec<&str> = stdout.lines().filter(|l| l.contains(&of_mode)).collect();
    Some(Report {
        gc,
        passed: passed.parse().ok()?,
        total: total.parse().ok()?,
        failures: (!failures.is_empty()).then(|| failures.join("\n")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "trials pass fail\nall 3 1\nplain: 4 of 4 trials, all as expected\n\
        a/b.js (strict, stress:7): fail instead of pass: x\nstress:7: 3 of 4 trials as expected\n";

    #[test]
    fn each_mode_has_its_line_and_its_failures() {
        let plain = parse(SAID, Gc::Plain);
        assert_eq!(plain, Some(Report { gc: Gc::Plain, passed: 4, total: 4, failures: None }));
        let stress = parse(SAID, Gc::Stress(7)).expect("it is there");
        assert_eq!((stress.passed, stress.total), (3, 4));
        assert_eq!(stress.failures.as_deref(), Some("a/b.js (strict, stress:7): fail instead of pass: x"));
        assert_eq!(parse(SAID, Gc::STRESS), None);
    }
}
