//! `yarrow compare`: one program by several configurations of the compiler.
//!
//! Every configuration builds the program in a process of its own, so that time and memory are of that build alone.
//! Each result runs once to warm up, which is also when its memory is measured and its transcript held
//! against the others; a disagreement ends the comparison. Then they run in turns, each round beginning with
//! another one. Programs with generators are run once more with counters, and each configuration compiles a
//! probe that tells what a resumption costs it.

pub mod configuration;
mod html;
mod probe;
mod results;
mod rows;
mod subject;
mod table;
mod transcript;

use configuration::Configuration;

use crate::cli::CompareArgs;
use crate::error::DriverError;
use crate::output::{FileKind, Output, write_file, write_text};
use crate::spinner::draw_target;
use crate::watch::{Failure, parse_only};
use indicatif::{ProgressBar, ProgressStyle};
use results::{Comparison, Machine, Outcome, Program, Result, Resumption, Statistics};
use std::path::Path;
use std::time::{Duration, Instant};
use subject::{Built, Compiler, Ran};
use transcript::Transcript;
use yarrow_mir::FunctionKind;
use yarrow_pipeline::Counters;

/// Of a build that takes less than this, up to [`BUILDS`] are made, and the middle one counts.
const QUICK_BUILDS: Duration = Duration::from_secs(2);
const BUILDS: usize = 3;

pub fn compare(args: &CompareArgs) -> std::result::Result<(), Failure> {
    let mut configurations = args.configs.clone();
    let mut seen = Vec::new();
    configurations.retain(|c| {
        !seen.contains(c) && {
            seen.push(*c);
            true
        }
    });
    let json_file = args.json.as_deref().filter(|path| *path != Path::new("-"));
    for path in json_file.into_iter().chain(args.html.as_deref()) {
        // What cannot be written is better told now than after all the work.
        drop(Output::new(path)?);
    }
    let has_generators = check(args)?;
    let comparison = Comparer::new(args, configurations)?.compare(has_generators)?;
    let json = || serde_json::to_string_pretty(&comparison).expect("numbers and strings are JSON") + "\n";
    if let Some(path) = json_file {
        write_file(path, json().as_bytes(), FileKind::Plain)?;
    }
    let on_terminal = if args.json.is_some() && json_file.is_none() { json() } else { table::render(&comparison) };
    write_text(None, &on_terminal)?;
    if let Some(path) = &args.html {
        write_file(path, html::render(&comparison)?.as_bytes(), FileKind::Plain)?;
    }
    Ok(())
}

/// Reports what is wrong with the program before anything is built; tells whether it has generators.
fn check(args: &CompareArgs) -> std::result::Result<bool, Failure> {
    let program = parse_only(&args.input, args.goal)?;
    Ok(program.functions.values().any(|f| f.kind == FunctionKind::Generator))
}

struct Comparer<'a> {
    args: &'a CompareArgs,
    compiler: Compiler<'a>,
    configurations: Vec<Configuration>,
    bar: ProgressBar,
}

impl<'a> Comparer<'a> {
    fn new(args: &'a CompareArgs, configurations: Vec<Configuration>) -> std::result::Result<Self, DriverError> {
        let bar = ProgressBar::with_draw_target(None, draw_target());
        bar.set_style(ProgressStyle::with_template("{spinner} {bar:24} {pos}/{len} {msg}").expect("a template"));
        Ok(Comparer { args, compiler: Compiler::new(args)?, configurations, bar })
    }

    fn compare(&self, has_generators: bool) -> std::result::Result<Comparison, DriverError> {
        let n = self.configurations.len();
        let probed = has_generators && !self.args.no_probe;
        let steps = n * (2 + usize::from(self.args.runs) + usize::from(probed)) + usize::from(has_generators);
        self.bar.set_length(steps as u64);
        self.bar.enable_steady_tick(Duration::from_millis(120));

        let mut subjects = Vec::new();
        for &c in &self.configurations {
            self.step("building", c);
            let build = if c.is_jit() { None } else { Some(self.build(c)?) };
            subjects.push(Subject { configuration: c, build, loads: Vec::new(), times: Vec::new(), memory: None });
        }
        let transcript = self.warm_up(&mut subjects)?;
        for round in 0..usize::from(self.args.runs) {
            for i in 0..n {
                let subject = &mut subjects[(i + round) % n];
                self.step("running", subject.configuration);
                let ran = self.compiler.run(subject.configuration, subject.exe(), Counters::Absent)?;
                self.agree(
                    (self.configurations[0], &transcript),
                    (subject.configuration, &ran.transcript),
                    subject.exe(),
                )?;
                subject.record(ran);
            }
        }
        let resumptions = if has_generators { Some(self.count_resumptions(&transcript)?) } else { None };
        let mut costs = vec![None; n];
        if probed && resumptions.is_some_and(|n| n > 0) {
            for (cost, &c) in costs.iter_mut().zip(&self.configurations) {
                self.step("probing", c);
                *cost = Some(probe::cost(&self.compiler, c)?);
            }
        }
        self.bar.finish_and_clear();
        Ok(self.assemble(subjects, &transcript, resumptions, &costs))
    }

    fn step(&self, doing: &str, configuration: Configuration) {
        self.bar.set_message(format!("{doing} {}", configuration.name()));
        self.bar.inc(1);
    }

    /// The build of median time of a few, or the only one if it takes long.
    fn build(&self, c: Configuration) -> std::result::Result<Built, DriverError> {
        let start = Instant::now();
        let mut builds = vec![self.compiler.build(c)?];
        while builds.len() < BUILDS && start.elapsed() < QUICK_BUILDS {
            builds.push(self.compiler.build(c)?);
        }
        builds.sort_by(|a, b| a.compile.total_ms.total_cmp(&b.compile.total_ms));
        Ok(builds.swap_remove((builds.len() - 1) / 2))
    }

    /// Runs each once; they must agree. What all of them answer.
    fn warm_up(&self, subjects: &mut [Subject]) -> std::result::Result<Transcript, DriverError> {
        let mut first: Option<(Configuration, Transcript)> = None;
        for subject in subjects {
            let c = subject.configuration;
            self.step("warming up", c);
            let ran = self.compiler.run_measured(c, subject.exe())?;
            subject.memory = ran.peak_memory;
            match &first {
                None => first = Some((c, ran.transcript)),
                Some((reference, transcript)) => {
                    self.agree((*reference, transcript), (c, &ran.transcript), subject.exe())?;
                }
            }
        }
        Ok(first.expect("there is at least one configuration").1)
    }

    /// An error if the two transcripts differ; it says so where the program differs from itself.
    fn agree(
        &self,
        (reference, expected): (Configuration, &Transcript),
        (c, got): (Configuration, &Transcript),
        exe: Option<&Path>,
    ) -> std::result::Result<(), DriverError> {
        let Some(difference) = transcript::first_difference(expected, got) else { return Ok(()) };
        let note = if c == reference || self.compiler.run(c, exe, Counters::Absent)?.transcript != *got {
            "\nTwo runs of one executable differ as well: what the program does depends on more than its text."
        } else {
            ""
        };
        let (first, second) = (reference.name(), c.name());
        let width = first.len().max(second.len());
        Err(DriverError::Disagreement(format!(
            "{first} and {second} do not agree: {}\n  {first:<width$}  {}\n  {second:<width$}  {}{note}",
            difference.place, difference.expected, difference.got
        )))
    }

    fn count_resumptions(&self, transcript: &Transcript) -> std::result::Result<u64, DriverError> {
        let jit = Configuration::CraneliftJit;
        self.step("counting resumptions with", jit);
        let ran = self.compiler.run(jit, None, Counters::Present)?;
        self.agree((self.configurations[0], transcript), (jit, &ran.transcript), None)?;
        Ok(ran.resumptions.unwrap_or(0))
    }

    fn assemble(
        &self,
        subjects: Vec<Subject>,
        transcript: &Transcript,
        resumptions: Option<u64>,
        costs: &[Option<results::Cost>],
    ) -> Comparison {
        let median_of = |s: &Subject| Statistics::of(&s.times).median;
        let base = subjects.iter().find(|s| s.configuration == Configuration::LlvmO2).map(median_of);
        let configurations = subjects
            .into_iter()
            .zip(costs)
            .map(|(subject, cost)| {
                let run = Statistics::of(&subject.times);
                let resumption = cost.zip(resumptions).map(|(cost, count)| Resumption::new(cost, count, run.median));
                let compile = subject.compile();
                Result {
                    name: subject.configuration.name().to_owned(),
                    compile,
                    executable_size: subject.build.as_ref().and_then(|b| b.executable_size),
                    ratio: base.map(|b| run.median / b),
                    run,
                    runs_ms: subject.times,
                    peak_memory: subject.memory,
                    resumption,
                }
            })
            .collect();
        Comparison {
            yarrow: env!("CARGO_PKG_VERSION").to_owned(),
            machine: Machine::this(),
            program: Program {
                file: self.args.input.display().to_string(),
                arguments: self.args.args.iter().map(|a| a.to_string_lossy().into_owned()).collect(),
            },
            runs: usize::from(self.args.runs),
            outcome: Outcome::of(transcript),
            resumptions,
            configurations,
        }
    }
}

/// A configuration and what is known of it so far.
struct Subject {
    configuration: Configuration,
    /// None if it compiles whenever it runs.
    build: Option<Built>,
    /// The compile times of such runs.
    loads: Vec<results::Compile>,
    times: Vec<f64>,
    memory: Option<u64>,
}

impl Subject {
    fn exe(&self) -> Option<&Path> {
        self.build.as_ref().map(|b| b.exe.as_path())
    }

    fn record(&mut self, ran: Ran) {
        self.times.push(ran.run_ms);
        self.loads.extend(ran.compile);
    }

    /// Of the build, or of the run whose compilation took the median time.
    fn compile(&self) -> results::Compile {
        if let Some(b) = &self.build {
            return b.compile.clone();
        }
        let mut loads: Vec<&results::Compile> = self.loads.iter().collect();
        loads.sort_by(|a, b| a.total_ms.total_cmp(&b.total_ms));
        loads[(loads.len() - 1) / 2].clone()
    }
}
