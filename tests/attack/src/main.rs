//! Attacks every function of the library: hooks that collect, change what is being walked and throw, in front of
//! everything that a built-in may ask; and each kind of object under each other kind's prototype, in front of
//! code that has learnt another.
//!
//! ```text
//! make attack SECONDS=600                                  new seeds as long as there is time
//! cargo run --release -p yarrow-attack -- --share          the fixed share, which `make test` runs
//! … -- --case 'Array.prototype.map' --seed 7               one case on all ways: its failures
//! … -- --case 'Array.prototype.map' --seed 7 --transcripts …and what it did
//! … -- --only matrix: --seconds 60                         cases whose path contains that
//! ```
//!
//! A *case* is a path and a seed: a function of the library, found by walking from the global object, or a row of
//! the matrix. It runs on every *way*, a tier and a mode of the collector, each time in a child that starts from the
//! same realm. Nothing may crash, panic or hang, and all ways have to write the same transcript, for the matrix Node's. The exit code is 1
//! where a case failed that `known.txt` does not name, and 2 where the harness itself fails.
//!
//! | file | what it does |
//! | --- | --- |
//! | `js/` | the attacks: the walk, the hooks, the makers of each kind, the disturbances, the matrix; what is left out, and why |
//! | `realm` | a realm with them, on a tier |
//! | `worker`, `pool` | the processes that run cases, and their judgement |
//! | `node` | the matrix in Node, where there is one |
//! | `case`, `known` | cases, failures, the list of known ones |

mod case;
mod known;
mod node;
mod pool;
mod realm;
mod worker;

use case::{Case, Kind, Way};
use clap::Parser;
use known::Known;
use pool::Setup;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use worker::Say;
use yarrow_inprocess::child::Limits;
use yarrow_tiers::{Engine, Gc, Tier};

/// Address space of a case beyond what it starts with; the compiler's thread alone reserves 1 GiB.
const MEMORY: u64 = 3 << 30;

/// Failures of a path that are printed.
const PRINTED: usize = 3;

/// Attack every function of the library.
#[derive(Debug, Parser)]
#[command(name = "attack")]
struct Cli {
    /// Run the fixed share: every path with the first seed
    #[arg(long, conflicts_with_all = ["seconds", "case", "list"])]
    share: bool,

    /// Run cases for so long
    #[arg(long, default_value_t = 600)]
    seconds: u64,

    /// Run one case
    #[arg(long)]
    case: Option<String>,

    /// The first seed, or that of the case
    #[arg(long, default_value_t = 1)]
    seed: u32,

    /// What the paths have to contain
    #[arg(long, default_value = "")]
    only: String,

    /// Print the paths of all cases
    #[arg(long)]
    list: bool,

    /// Print the transcripts of the case
    #[arg(long)]
    transcripts: bool,

    /// A tier to run on, any number of times: interp, cranelift-jit, llvm-O0, llvm-O2 or llvm-O3
    #[arg(long, value_parser = in_memory)]
    tier: Vec<Tier>,

    /// When garbage is collected, any number of times: plain, stress or stress:N
    #[arg(long)]
    gc: Vec<Gc>,

    /// Seconds of processor time for a case on one way
    #[arg(long, default_value_t = if cfg!(debug_assertions) { 120 } else { 30 })]
    timeout: u32,

    /// Worker processes; as many as there are processors if not given
    #[arg(long, short)]
    jobs: Option<usize>,

    /// The list of known failures
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/known.txt"))]
    known: PathBuf,

    #[arg(long, hide = true)]
    worker: bool,

    #[arg(long, hide = true, value_parser = way)]
    way: Vec<Way>,
}

/// A tier whose code is made in this process, with the runtime that is in it.
fn in_memory(name: &str) -> Result<Tier, String> {
    let tier = Tier::parse(name)?;
    if tier.engine == Engine::CraneliftObject { Err("it is linked outside".to_owned()) } else { Ok(tier) }
}

fn way(text: &str) -> Result<Way, String> {
    let (tier, gc) = text.split_once('/').ok_or("no way")?;
    Ok(Way { tier: in_memory(tier)?, gc: gc.parse()? })
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("attack: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<ExitCode, String> {
    let say = if cli.transcripts { Say::Transcripts } else { Say::Failures };
    if cli.worker {
        worker::serve(&cli.way, Limits { seconds: cli.timeout, memory: MEMORY }, say)?;
        return Ok(ExitCode::SUCCESS);
    }
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let setup = Setup { jobs: cli.jobs.unwrap_or_else(cores).max(1), ways: ways(cli), timeout: cli.timeout, say };
    if let Some(path) = &cli.case {
        return one(&setup, &Case { path: path.clone(), seed: cli.seed });
    }
    let paths = pool::list(&Setup { ways: setup.ways[..1].to_vec(), ..setup.clone() }).map_err(|e| e.to_string())?;
    let paths: Vec<String> = paths.into_iter().filter(|p| p.contains(&cli.only)).collect();
    if cli.list {
        paths.iter().for_each(|path| println!("{path}"));
        return Ok(ExitCode::SUCCESS);
    }
    many(cli, &setup, &paths)
}

/// Every tier asked for with every mode; the first of all is the reference.
fn ways(cli: &Cli) -> Vec<Way> {
    let tiers = if cli.tier.is_empty() {
        ["interp", "cranelift-jit"].iter().filter_map(|t| Tier::parse(t).ok()).collect()
    } else {
        cli.tier.clone()
    };
    let modes = if cli.gc.is_empty() { vec![Gc::Plain, Gc::Stress(PERIOD)] } else { cli.gc.clone() };
    tiers.iter().flat_map(|&tier| modes.iter().map(move |&gc| Way { tier, gc })).collect()
}

/// Under stress, a collection comes at every so many safepoints, besides those in each hook: the dead are poisoned in
/// any case, and at every safepoint most of the time would go into collections while the harness writes.
const PERIOD: u32 = 61;

fn one(setup: &Setup, case: &Case) -> Result<ExitCode, String> {
    let left = Mutex::new(Some(case.clone()));
    let failures = AtomicUsize::new(0);
    let setup = Setup { jobs: 1, ..setup.clone() };
    let next = || left.lock().ok().and_then(|mut left| left.take());
    pool::run(&setup, next, |_, reply| {
        reply.transcripts.iter().for_each(|line| println!("{line}"));
        for failure in &reply.failures {
            println!("{}: {}: {}", failure.kind.name(), failure.way, failure.message);
        }
        failures.fetch_add(reply.failures.len(), Ordering::Relaxed);
    })
    .map_err(|e| e.to_string())?;
    Ok(if failures.into_inner() == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// What is counted while cases run.
#[derive(Debug, Default)]
struct Tally {
    cases: usize,
    failures: BTreeMap<Kind, usize>,
    known: usize,
    list: Known,
    printed: BTreeMap<String, usize>,
}

fn many(cli: &Cli, setup: &Setup, paths: &[String]) -> Result<ExitCode, String> {
    if paths.is_empty() {
        return Err(format!("no path contains `{}`", cli.only));
    }
    let text = std::fs::read_to_string(&cli.known).map_err(|e| format!("{}: {e}", cli.known.display()))?;
    let tally = Mutex::new(Tally { list: Known::parse(&text)?, ..Tally::default() });
    let started = Instant::now();
    let end = started + Duration::from_secs(cli.seconds);
    let at = AtomicUsize::new(0);
    let next = || {
        let at = at.fetch_add(1, Ordering::Relaxed);
        let round = at / paths.len();
        let over = if cli.share { round > 0 } else { Instant::now() >= end };
        let seed = cli.seed.wrapping_add(u32::try_from(round).unwrap_or(0));
        (!over).then(|| Case { path: paths[at % paths.len()].clone(), seed })
    };
    pool::run(setup, next, |case, reply| {
        let mut tally = tally.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        tally.cases += 1;
        if tally.list.note(&case.path, !reply.failures.is_empty()) {
            tally.known += reply.failures.len();
            return;
        }
        for failure in &reply.failures {
            *tally.failures.entry(failure.kind).or_default() += 1;
            let printed = tally.printed.entry(case.path.clone()).or_default();
            *printed += 1;
            if *printed <= PRINTED {
                println!("{}: attack {case} {}\n  {}", failure.kind.name(), failure.way, failure.message);
            }
        }
    })
    .map_err(|e| e.to_string())?;
    let tally = tally.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok(report(cli, setup, paths.len(), &tally, started.elapsed()))
}

fn report(cli: &Cli, setup: &Setup, paths: usize, tally: &Tally, took: Duration) -> ExitCode {
    let build = if cfg!(debug_assertions) { "debug" } else { "release" };
    println!(
        "attack ({build}): {} cases of {paths} paths, each on {} ways: {} runs in {} s",
        tally.cases,
        setup.ways.len(),
        tally.cases * setup.ways.len(),
        took.as_secs()
    );
    for way in &setup.ways {
        println!("  {way}");
    }
    let total: usize = tally.failures.values().sum();
    let by_kind: Vec<String> =
        Kind::ALL.iter().map(|k| format!("{} {}", tally.failures.get(k).unwrap_or(&0), k.name())).collect();
    println!("{total} failures ({}), {} known ones", by_kind.join(", "), tally.known);
    let stale = if cli.share && cli.only.is_empty() { tally.list.stale() } else { Vec::new() };
    for entry in &stale {
        println!("known.txt: nothing fails under `{entry}` any more");
    }
    if total == 0 && stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
