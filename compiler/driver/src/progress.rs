//! What the compiler is doing: the one place that knows the phase. Its time is kept for `--timings`, and
//! [`Spinner`] shows it.

use crate::spinner::Spinner;
use crate::usage::processor_time;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The steps from source to a program's end, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
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
    Link,
    /// The code put in its place in this process.
    Load,
    /// The program itself.
    Run,
}

impl Phase {
    /// As tables and JSON name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Phase::Parse => "parse",
            Phase::Mir => "MIR",
            Phase::Passes => "passes",
            Phase::Generators => "generators",
            Phase::Lir => "LIR",
            Phase::CodeGeneration => "code generation",
            Phase::Link => "link",
            Phase::Load => "load",
            Phase::Run => "run",
        }
    }

    fn doing(self) -> &'static str {
        match self {
            Phase::Parse => "parsing",
            Phase::Mir => "lowering to MIR",
            Phase::Passes => "optimising",
            Phase::Generators => "lowering generators",
            Phase::Lir => "lowering to LIR",
            Phase::CodeGeneration => "generating code",
            Phase::Link => "linking",
            Phase::Load => "loading",
            Phase::Run => "running",
        }
    }
}

/// What something took by the clock, and of all processors together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    pub wall: Duration,
    pub processor: Duration,
}

impl Spent {
    fn now(start: Instant) -> Spent {
        Spent { wall: start.elapsed(), processor: processor_time() }
    }

    fn minus(self, other: Spent) -> Spent {
        Spent { wall: self.wall.saturating_sub(other.wall), processor: self.processor.saturating_sub(other.processor) }
    }
}

/// How code was generated that was cut into several objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Parallel {
    pub objects: usize,
    /// As many at once.
    pub threads: usize,
}

/// What each phase there was took, in the phases' order.
#[derive(Clone, Debug, Default)]
pub struct Times {
    pub phases: Vec<(Phase, Spent)>,
    /// Processor time of what code generation consists of, as far as the back end tells.
    pub parts: Vec<(&'static str, Duration)>,
    pub parallel: Option<Parallel>,
}

impl Times {
    fn add(&mut self, phase: Phase, spent: Spent) {
        let at = self.phases.binary_search_by_key(&phase, |(p, _)| *p).unwrap_or_else(|at| {
            self.phases.insert(at, (phase, Spent::default()));
            at
        });
        let sum = &mut self.phases[at].1;
        sum.wall += spent.wall;
        sum.processor += spent.processor;
    }
}

/// A spinner with the present phase, and a clock; the spinner is gone when the program runs, or when dropped.
#[derive(Debug)]
pub struct Progress {
    spinner: Spinner,
    start: Instant,
    clock: Mutex<Clock>,
}

#[derive(Debug, Default)]
struct Clock {
    /// The present phase, and what was spent before it.
    running: Option<(Phase, Spent)>,
    times: Times,
}

impl Clock {
    fn stop(&mut self, now: Spent) {
        if let Some((phase, before)) = self.running.take() {
            self.times.add(phase, now.minus(before));
        }
    }
}

impl Progress {
    #[must_use]
    pub fn new() -> Progress {
        Progress { spinner: Spinner::new(), start: Instant::now(), clock: Mutex::default() }
    }

    fn clock(&self) -> MutexGuard<'_, Clock> {
        self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Names the phase that begins, which ends the one before.
    pub fn phase(&self, phase: Phase) {
        if phase == Phase::Run {
            self.hide();
        } else {
            self.spinner.say(phase.doing());
        }
        let now = Spent::now(self.start);
        let mut clock = self.clock();
        clock.stop(now);
        clock.running = Some((phase, now));
    }

    /// Shows nothing from now on: something else is to be written to the terminal.
    pub fn hide(&self) {
        self.spinner.end();
    }

    /// The last of the present phase, so much of it, was this phase already.
    pub fn split(&self, phase: Phase, time: Duration) {
        let now = Spent::now(self.start);
        let mut clock = self.clock();
        if let Some((running, before)) = clock.running.take() {
            let whole = now.minus(before);
            let last = Spent { wall: time.min(whole.wall), processor: time.min(whole.processor) };
            clock.times.add(running, whole.minus(last));
            clock.times.add(phase, last);
        }
    }

    /// Tells what a part of code generation took of the processors.
    pub fn part(&self, name: &'static str, time: Duration) {
        let parts = &mut self.clock().times.parts;
        match parts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += time,
            None => parts.push((name, time)),
        }
    }

    /// Tells how the code was generated.
    pub fn in_parallel(&self, parallel: Parallel) {
        self.clock().times.parallel = (parallel.objects > 1).then_some(parallel);
    }

    /// Ends the present phase; what all took.
    pub fn stop(&self) -> Times {
        let now = Spent::now(self.start);
        let mut clock = self.clock();
        clock.stop(now);
        clock.times.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_that_comes_again_adds_to_its_time_and_phases_keep_their_order() {
        let progress = Progress::new();
        for phase in [Phase::Parse, Phase::CodeGeneration, Phase::Lir, Phase::CodeGeneration] {
            progress.phase(phase);
            std::thread::sleep(Duration::from_millis(2));
        }
        let times = progress.stop();
        let names: Vec<_> = times.phases.iter().map(|(p, _)| p.name()).collect();
        assert_eq!(names, ["parse", "LIR", "code generation"]);
        assert!(times.phases[2].1.wall >= Duration::from_millis(4));
        assert!(progress.stop().phases.iter().zip(&times.phases).all(|(a, b)| a.1 == b.1), "the clock stands still");
    }
}
