//! What a comparison found: the JSON that `--json` writes, and what table and page are made from.

use super::transcript::Transcript;
use crate::timings::{PhaseTime, Report};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Of one resumption, with the loop round it and without the collector, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Cost {
    pub for_of_ns: f64,
    pub next_ns: f64,
}

#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The version.
    pub yarrow: String,
    pub machine: Machine,
    pub program: Program,
    /// Timed runs of each configuration.
    pub runs: usize,
    pub outcome: Outcome,
    /// Counted over one run; none where the program has no generators.
    pub resumptions: Option<u64>,
    pub configurations: Vec<Result>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    pub system: String,
    pub processor: Option<String>,
    pub cores: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct Program {
    pub file: String,
    pub arguments: Vec<String>,
}

/// What all runs answered.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    pub exit_code: i32,
    pub stdout_bytes: usize,
    pub uncaught: Option<String>,
}

/// Of one configuration.
#[derive(Clone, Debug, Serialize)]
pub struct Result {
    pub name: String,
    pub compile: Compile,
    pub executable_size: Option<u64>,
    pub run: Statistics,
    pub runs_ms: Vec<f64>,
    /// Median to LLVM -O2's, where that was compared too.
    pub ratio: Option<f64>,
    /// Of the running program, in bytes.
    pub peak_memory: Option<u64>,
    pub resumption: Option<Resumption>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Compile {
    pub phases: Vec<PhaseTime>,
    /// The whole command, without the run of the program.
    pub total_ms: f64,
    /// Of the compiler, in bytes.
    pub peak_memory: Option<u64>,
    /// Bytes of machine code, without the runtime.
    pub code_size: Option<u64>,
}

/// Name of what a command takes besides its phases.
const REST: &str = "start and end";

impl Compile {
    /// Of a command that reports so and took `whole`.
    #[must_use]
    pub fn new(report: Report, whole: Duration) -> Compile {
        let total_ms = (whole.as_secs_f64() * 1e3 - report.run_ms.unwrap_or(0.0)).max(report.total_ms);
        let mut phases = report.phases;
        phases.push(PhaseTime::new(REST, total_ms - report.total_ms));
        Compile { phases, total_ms, peak_memory: report.peak_memory, code_size: report.code_size }
    }
}

/// In milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Statistics {
    pub min: f64,
    pub median: f64,
    pub max: f64,
}

impl Statistics {
    /// Of at least one figure.
    #[must_use]
    pub fn of(values: &[f64]) -> Statistics {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let n = sorted.len();
        Statistics { min: sorted[0], median: sorted[(n - 1) / 2].midpoint(sorted[n / 2]), max: sorted[n - 1] }
    }
}

/// What resuming costs by the probe, and what it so makes of the program's time.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Resumption {
    /// By `for-of`, which needs no result objects.
    pub for_of_ns: f64,
    /// By `next()` of an iterator that nothing is known of.
    pub next_ns: f64,
    /// Of the run time's median, 0 to 1, if all resumptions were of the first kind.
    pub share_for_of: f64,
    /// If all were of the second.
    pub share_next: f64,
}

impl Resumption {
    #[must_use]
    pub fn new(cost: Cost, count: u64, run_ms: f64) -> Resumption {
        #[expect(clippy::cast_precision_loss, reason = "an estimate")]
        let share = |ns: f64| (count as f64 * ns / (run_ms * 1e6)).min(1.0);
        let Cost { for_of_ns, next_ns } = cost;
        Resumption { for_of_ns, next_ns, share_for_of: share(for_of_ns), share_next: share(next_ns) }
    }
}

impl Outcome {
    #[must_use]
    pub fn of(transcript: &Transcript) -> Outcome {
        Outcome {
            exit_code: transcript.code,
            stdout_bytes: transcript.stdout.len(),
            uncaught: transcript.uncaught.clone(),
        }
    }
}

impl Machine {
    /// The one we are on.
    #[must_use]
    pub fn this() -> Machine {
        let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let processor = info.lines().find_map(|l| l.strip_prefix("model name")?.split_once(':'));
        Machine {
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            processor: processor.map(|(_, name)| name.trim().to_owned()),
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        }
    }
}

/// Two configurations with made-up figures.
#[cfg(test)]
pub fn sample() -> Comparison {
    let phase = PhaseTime::new;
    let result = |name: &str, phases: Vec<PhaseTime>, runs_ms: Vec<f64>, ratio, size: Option<u64>| Result {
        name: name.to_owned(),
        compile: Compile {
            total_ms: phases.iter().map(|p| p.ms).sum(),
            phases,
            peak_memory: Some(30 << 20),
            code_size: Some(25_000),
        },
        executable_size: size,
        run: Statistics::of(&runs_ms),
        runs_ms,
        ratio,
        peak_memory: Some(5 << 20),
        resumption: Some(Resumption::new(Cost { for_of_ns: 4.0, next_ns: 12.0 }, 1000, 2.0)),
    };
    let llvm = vec![phase("parse", 2.0), phase("code generation", 60.0), phase("link", 40.0), phase(REST, 5.0)];
    let jit = vec![phase("parse", 2.0), phase("code generation", 8.0), phase("load", 0.5), phase(REST, 5.0)];
    Comparison {
        yarrow: "0.0.0".to_owned(),
        machine: Machine { system: "linux x86_64".to_owned(), processor: None, cores: 2 },
        program: Program { file: "a <b>.js".to_owned(), arguments: vec!["--x".to_owned()] },
        runs: 3,
        outcome: Outcome { exit_code: 0, stdout_bytes: 6, uncaught: None },
        resumptions: Some(1000),
        configurations: vec![
            result("llvm-O2", llvm, vec![2.0, 1.9, 2.3], Some(1.0), Some(2_500_000)),
            result("cranelift-jit", jit, vec![3.0, 2.9, 3.3], Some(1.5), None),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_or_between_the_two() {
        assert_eq!(Statistics::of(&[3.0, 1.0, 2.0]), Statistics { min: 1.0, median: 2.0, max: 3.0 });
        assert_eq!(Statistics::of(&[4.0, 1.0, 2.0, 9.0]).median, 3.0);
        assert_eq!(Statistics::of(&[5.0]), Statistics { min: 5.0, median: 5.0, max: 5.0 });
    }

    #[test]
    fn shares_are_of_the_run_time_and_never_above_it() {
        let r = Resumption::new(Cost { for_of_ns: 5.0, next_ns: 50.0 }, 1_000_000, 10.0);
        assert!((r.share_for_of - 0.5).abs() < 1e-9);
        assert!((r.share_next - 1.0).abs() < 1e-9);
    }
}
