//! What the compiler is doing: the one place that knows the phase. It is shown on a terminal's standard
//! error, once it takes longer than an eye blinks (nothing is shown where standard error is no terminal), and
//! its time is kept for `--timings`.

use indicatif::{ProgressBar, ProgressDrawTarget};
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

/// Wall time of each phase there was, in the phases' order.
#[derive(Clone, Debug, Default)]
pub struct Times {
    pub phases: Vec<(Phase, Duration)>,
    /// What code generation consists of, as far as the back end tells.
    pub parts: Vec<(&'static str, Duration)>,
}

impl Times {
    fn add(&mut self, phase: Phase, time: Duration) {
        match self.phases.binary_search_by_key(&phase, |(p, _)| *p) {
            Ok(at) => self.phases[at].1 += time,
            Err(at) => self.phases.insert(at, (phase, time)),
        }
    }
}

/// A spinner with the present phase, and a clock; the spinner is gone when the program runs, or when dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    clock: Mutex<Clock>,
}

#[derive(Debug, Default)]
struct Clock {
    running: Option<(Phase, Instant)>,
    times: Times,
}

impl Clock {
    fn stop(&mut self) {
        if let Some((phase, since)) = self.running.take() {
            self.times.add(phase, since.elapsed());
        }
    }
}

impl Progress {
    #[must_use]
    pub fn new() -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress { bar, clock: Mutex::default() }
    }

    fn clock(&self) -> MutexGuard<'_, Clock> {
        self.clock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Names the phase that begins, which ends the one before.
    pub fn phase(&self, phase: Phase) {
        if phase == Phase::Run {
            self.bar.finish_and_clear();
        } else {
            self.bar.set_message(phase.doing());
        }
        let mut clock = self.clock();
        clock.stop();
        clock.running = Some((phase, Instant::now()));
    }

    /// The last of the present phase, so much of it, was this phase already.
    pub fn split(&self, phase: Phase, time: Duration) {
        let mut clock = self.clock();
        if let Some((running, since)) = clock.running {
            let whole = since.elapsed();
            let time = time.min(whole);
            clock.times.add(running, whole - time);
            clock.times.add(phase, time);
            clock.running = None;
        }
    }

    /// Tells what a part of code generation took.
    pub fn part(&self, name: &'static str, time: Duration) {
        self.clock().times.parts.push((name, time));
    }

    /// Ends the present phase; what all took.
    pub fn stop(&self) -> Times {
        let mut clock = self.clock();
        clock.stop();
        clock.times.clone()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
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
        assert!(times.phases[2].1 >= Duration::from_millis(4));
        assert!(progress.stop().phases.iter().zip(&times.phases).all(|(a, b)| a.1 == b.1), "the clock stands still");
    }
}
