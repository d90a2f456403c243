//! Runs test262, the conformance suite of ECMAScript, against Yarrow in this process: each test is
//! compiled, loaded into memory, and run in a child that starts with the harness evaluated.
//!
//! ```text
//! make test262                                        the generator set against expectations.txt
//! make test262 ARGS='--set language'                  another set
//! make test262 ARGS='language/statements/for-of'      what begins so; `*` stands for anything
//! make test262 ARGS='--bless'                         accept the results as expectations
//! make test262 ARGS='--failures out.txt built-ins/Map'  each trial that does not pass, and why
//! make test262 ARGS='--gc plain --gc stress:7'        each trial twice, compiled once
//! make test262 ARGS='--share 4'                       every fourth test of each directory
//! make test262 ARGS='--share 4 --turn 1'              every fourth one, from the second on
//! ```
//!
//! A test runs once or twice, as test262's INTERPRETING.md has it: each run is a *trial*. It ends with
//! pass, fail, unsupported (the compiler says that it lacks something), crash or timeout. The exit code
//! is 1 where a trial did not end as `expectations.txt` has it, better or worse, and 2 where the runner
//! itself fails. The checkout of test262 is `$TEST262_DIR`, or `yarrow/test262` in the cache directory.
//!
//! | file | what it does |
//! | --- | --- |
//! | `frontmatter`, `plan` | tests to trials |
//! | `pool` | batches to worker processes |
//! | `worker`, `engine` | a worker: realms, children, judgement |
//! | `compile` | a test's text to MIR |
//! | `host` | `print` and `$262` |
//! | `outcome`, `report`, `expect` | results, tables, the list of known failures |

mod compile;
mod engine;
mod expect;
mod frontmatter;
mod host;
mod outcome;
mod plan;
mod pool;
mod report;
mod worker;

use clap::Parser;
use expect::Expectations;
use outcome::{Outcome, Verdict};
use plan::Trial;
use std::error::Error;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use yarrow_inprocess::load::{Dispatch, GuardStress};
use yarrow_tiers::{Gc, Tier};

/// Address space of a test beyond what it starts with: each file of the harness that it loads, and the compiler's thread,
/// reserve 1 GiB, and a realm takes its share of what is left.
const MEMORY: u64 = 8 << 30;

/// Run test262 against Yarrow.
#[derive(Debug, Parser)]
#[command(name = "test262")]
struct Cli {
    /// Which tests: paths below `test/`, or their beginnings; `*` stands for anything.
    patterns: Vec<String>,
    /// A named set: generators, async, language, built-ins, annexB, staging, all.
    #[arg(long)]
    set: Option<String>,
    /// Who runs the code: interp, cranelift-jit, cranelift, llvm-O0, llvm-O2 or llvm-O3.
    #[arg(long, default_value = "cranelift-jit", value_parser = Tier::parse)]
    tier: Tier,
    /// Worker processes; as many as there are processors if not given.
    #[arg(long, short)]
    jobs: Option<usize>,
    /// Seconds of processor time for a test; five times as many where garbage is collected at every chance.
    #[arg(long, default_value_t = 60)]
    timeout: u32,
    /// When garbage is collected: plain, stress (at every chance) or stress:N (at every N-th); each one given runs.
    #[arg(long, default_value = "plain")]
    gc: Vec<Gc>,
    /// Every N-th test of each directory alone.
    #[arg(long, value_name = "N", default_value = "1")]
    share: NonZeroUsize,
    /// Which test of each N of `--share`, counted from 0. All N turns together run every test once.
    #[arg(long, value_name = "K", default_value = "0")]
    turn: usize,
    /// Make guards of the optimiser fail though they hold: always, or by a sequence with this seed.
    #[arg(long, value_name = "SEED", default_value_t)]
    stress_guards: GuardStress,
    /// How generators find the state that they go on from: switch, indirectbr or auto.
    #[arg(long, value_name = "HOW", default_value_t)]
    dispatch: Dispatch,
    /// Take the results as expectations.
    #[arg(long, conflicts_with_all = ["no_async", "gc", "share"])]
    bless: bool,
    /// Do not compare with the expectations.
    #[arg(long)]
    no_expectations: bool,
    /// Write all results here, as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Write each trial that does not pass here, with its message.
    #[arg(long)]
    failures: Option<PathBuf>,
    /// Leave out tests that need asynchronous features.
    #[arg(long)]
    no_async: bool,
    /// How many of the most frequent reasons to print.
    #[arg(long, default_value_t = 0)]
    reasons: usize,
    /// The checkout of test262, instead of `$TEST262_DIR`.
    #[arg(long)]
    test262: Option<PathBuf>,
    /// The list of known failures.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/expectations.txt"))]
    expectations: PathBuf,
    #[arg(long, hide = true)]
    worker: bool,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("test262: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<ExitCode, Box<dyn Error>> {
    let checkout = checkout(cli)?;
    if cli.worker {
        // Some evaluate 65,536 texts, with several collections in each under stress.
        let slow = if cli.gc.iter().any(|gc| matches!(gc, Gc::Stress(_))) { 5 } else { 1 };
        let limits = yarrow_inprocess::child::Limits { seconds: cli.timeout * slow, memory: MEMORY };
        worker::serve(&mut engine::Engine::new(
            checkout,
            cli.tier,
            cli.gc.clone(),
            limits,
            cli.stress_guards,
            cli.dispatch,
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut patterns = cli.patterns.clone();
    if let Some(set) = &cli.set {
        patterns.extend(plan::set(set)?.iter().map(|&p| p.to_owned()));
    } else if patterns.is_empty() {
        patterns.extend(plan::set("generators")?.iter().map(|&p| p.to_owned()));
    }
    let mut trials = plan::collect(&checkout, &patterns)?;
    if cli.turn >= cli.share.get() {
        return Err(format!("--turn {} of --share {}: turns count from 0", cli.turn, cli.share).into());
    }
    plan::take_share(&mut trials, cli.share.get(), cli.turn);
    if cli.no_async {
        trials.retain(|t| t.kind == plan::Kind::Plain);
    }
    let runs = pool::run(&trials, &setup(cli, &checkout))?;
    let several = runs.len() > 1;
    let (mut failures, mut json) = (String::new(), Vec::new());
    for (gc, outcomes) in cli.gc.iter().zip(&runs) {
        if several {
            println!("{} {gc}", cli.tier.name);
            failures.push_str(&format!("# {gc}\n"));
        }
        print!("{}", report::summary(&trials, outcomes));
        if cli.reasons > 0 {
            print!("\n{}", report::reasons(outcomes, cli.reasons));
        }
        failures.push_str(&report::failures(&trials, outcomes));
        json.push(report::json(&trials, outcomes, *gc));
    }
    if let Some(path) = &cli.failures {
        write(path, &failures)?;
    }
    if let Some(path) = &cli.json {
        write(path, &format!("[\n{}\n]\n", json.join(",\n")))?;
    }
    compare(cli, &patterns, &trials, &runs)
}

/// Expectations: rewritten, or held against the results of each mode.
fn compare(
    cli: &Cli,
    patterns: &[String],
    trials: &[Trial],
    runs: &[Vec<Outcome>],
) -> Result<ExitCode, Box<dyn Error>> {
    if cli.no_expectations {
        return Ok(ExitCode::SUCCESS);
    }
    let text = match std::fs::read_to_string(&cli.expectations) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        other => other.map_err(|e| format!("{}: {e}", cli.expectations.display()))?,
    };
    let mut expectations = Expectations::parse(&text)?;
    if cli.bless {
        expectations.bless(patterns, trials, &runs[0]);
        write(&cli.expectations, &expectations.to_text())?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut code = ExitCode::SUCCESS;
    for (gc, outcomes) in cli.gc.iter().zip(runs) {
        let surprises = expectations.surprises(trials, outcomes);
        for s in surprises.iter().take(200) {
            let (trial, outcome) = (&trials[s.trial], &outcomes[s.trial]);
            let colon = if outcome.verdict == Verdict::Pass { "" } else { ": " };
            println!(
                "{} ({}, {gc}): {} instead of {}{colon}{}",
                trial.path, trial.mode, outcome.verdict, s.expected, outcome.message
            );
        }
        if !surprises.is_empty() {
            code = ExitCode::from(1);
        }
        let all = if surprises.is_empty() { ", all" } else { "" };
        println!("{gc}: {} of {} trials{all} as expected", trials.len() - surprises.len(), trials.len());
    }
    Ok(code)
}

fn setup(cli: &Cli, checkout: &Path) -> pool::Setup {
    let jobs = cli.jobs.or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let mut arguments = vec!["--worker".to_owned()];
    let timeout = cli.timeout.to_string();
    let checkout = checkout.to_string_lossy();
    let guards = cli.stress_guards.to_string();
    let dispatch = cli.dispatch.to_string();
    let pairs = [
        ("--tier", cli.tier.name),
        ("--timeout", &timeout),
        ("--test262", &checkout),
        ("--stress-guards", &guards),
        ("--dispatch", &dispatch),
    ];
    arguments.extend(pairs.iter().flat_map(|(name, value)| [(*name).to_owned(), (*value).to_owned()]));
    arguments.extend(cli.gc.iter().flat_map(|gc| ["--gc".to_owned(), gc.to_string()]));
    pool::Setup { jobs: jobs.max(1), arguments, modes: cli.gc.len() }
}

fn checkout(cli: &Cli) -> Result<PathBuf, Box<dyn Error>> {
    let named = || std::env::var_os("TEST262_DIR").filter(|d| !d.is_empty()).map(PathBuf::from);
    let dir = match cli.test262.clone().or_else(named) {
        Some(dir) => dir,
        None => {
            let cache = std::env::var_os("XDG_CACHE_HOME").filter(|c| !c.is_empty()).map(PathBuf::from);
            let home = || std::env::var_os("HOME").map(|h| Path::new(&h).join(".cache"));
            let cache = cache.or_else(home).ok_or("neither TEST262_DIR nor HOME is set")?;
            cache.join("yarrow").join("test262")
        }
    };
    if !dir.join("harness").join("assert.js").is_file() {
        return Err(format!(
            "no checkout of test262 at {}: set TEST262_DIR, or run `make test262` with a network",
            dir.display()
        )
        .into());
    }
    Ok(dir)
}

fn write(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    // Whole or not at all: others may be reading it.
    let part = path.with_extension("part");
    std::fs::write(&part, text)
        .and_then(|()| std::fs::rename(&part, path))
        .map_err(|e| format!("{}: {e}", path.display()).into())
}
