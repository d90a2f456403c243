//! `make parity`: everything there is to run, on every tier, plain and under stress; and the matrix of it.
//!
//! ```text
//! make parity                                                   all of it
//! make parity ARGS='--only programs --tier cranelift-jit'       a part
//! make parity ARGS='--only random --seed 1000 --count 500'      other random programs
//! make parity ARGS='--only test262 --core-share 1'              the whole core of test262 on every tier
//! ```
//!
//! Four rows: the programs of `tests/programs` against their transcripts; random programs against Node, or
//! where it is missing against the reference tier; the generator core of test262, and a share of its asynchronous
//! tests, against its list of known failures, by its own runner. Of the programs and of the random ones many are
//! asynchronous. Each failure is printed with its first difference. The exit code is 1 where there
//! is one, 2 where something cannot be run.
//!
//! The interpreter and the in-memory tier run the whole core. The tiers that build an executable for each test take turns: each
//! runs a different quarter, so that every test runs on one of them. `--core-share 1` runs all tests on all tiers, which takes
//! two hours and more. Of the asynchronous tests, each tier runs a different eighth.
//!
//! | file | what it does |
//! | --- | --- |
//! | `cells` | the programs, and the random programs: each on a tier is a piece of work of a pool |
//! | `conformance` | the runner of test262 |
//! | `matrix` | passes by row, tier and mode; the table |

mod cells;
mod conformance;
mod matrix;

use clap::Parser;
use conformance::{Part, Set};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use matrix::{Matrix, Row};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use yarrow_fuzz::compare::Machine;
use yarrow_tiers::launch::Yarrow;
use yarrow_tiers::programs::programs_below;
use yarrow_tiers::{Gc, TIERS, Tier, Way};

/// Run everything on every tier, and print the matrix.
#[derive(Debug, Parser)]
#[command(name = "parity")]
struct Cli {
    /// A row to run, any number of times; every row if not given
    #[arg(long)]
    only: Vec<Row>,

    /// A tier to run on, any number of times; every tier if not given
    #[arg(long, value_parser = Tier::parse)]
    tier: Vec<Tier>,

    /// Leave the runs under stress out
    #[arg(long)]
    plain: bool,

    /// What the programs' names have to contain
    #[arg(long, default_value = "")]
    filter: String,

    /// How many random programs
    #[arg(long, default_value_t = 60)]
    count: u64,

    /// The first one's seed
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// Under stress, collect at every N-th safepoint of a test of test262
    #[arg(long, default_value_t = 1)]
    period: u32,

    /// Of test262's generator core, every N-th test of each directory on a tier that builds executables
    #[arg(long, value_name = "N", default_value = "4")]
    core_share: NonZeroUsize,

    /// Of test262's asynchronous tests, every N-th one of each directory
    #[arg(long, value_name = "N", default_value = "8")]
    share: NonZeroUsize,

    /// Pieces of work at a time
    #[arg(long, short, default_value_t = 2)]
    jobs: usize,

    /// The compiler to test
    #[arg(long, default_value = "target/release/yarrow")]
    yarrow: PathBuf,

    /// The folder of programs
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../programs"))]
    programs: PathBuf,

    /// The runner of test262
    #[arg(long, default_value = "target/release/yarrow-test262")]
    test262: PathBuf,
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("parity: {error}");
            ExitCode::from(2)
        }
    }
}

/// Did everything pass?
fn run(cli: &Cli) -> std::io::Result<bool> {
    let start = Instant::now();
    let wanted = |row: Row| cli.only.is_empty() || cli.only.contains(&row);
    let tiers = if cli.tier.is_empty() { TIERS.to_vec() } else { cli.tier.clone() };
    let modes = if cli.plain { vec![Gc::Plain] } else { vec![Gc::Plain, Gc::STRESS] };
    let yarrow = Yarrow { command: cli.yarrow.clone(), limit: Duration::from_secs(120) };
    let mut matrix = Matrix::new(tiers.clone());
    if wanted(Row::Programs) {
        let mut programs = programs_below(&cli.programs)?;
        programs.retain(|p| p.name.contains(&cli.filter));
        let work = cells::programs(&programs, &tiers, &modes);
        pool(cli, Row::Programs, &work, &mut matrix, |cell| cell.run(&yarrow))?;
    }
    if wanted(Row::Random) {
        let machine = Machine { tiers: tiers.clone(), modes: modes.clone(), ..Machine::new(yarrow.clone()) };
        let seeds: Vec<u64> = (cli.seed..cli.seed + cli.count).collect();
        pool(cli, Row::Random, &seeds, &mut matrix, |seed| cells::random(&machine, *seed))?;
    }
    for (row, set) in [(Row::Test262, Set::Core), (Row::Async, Set::Async)] {
        if wanted(row) {
            conformance(cli, row, set, &modes, &mut matrix)?;
        }
    }
    print!("{}", matrix.table());
    println!("{} min {} s", start.elapsed().as_secs() / 60, start.elapsed().as_secs() % 60);
    Ok(matrix.all_passed())
}

/// What a tier runs of a set: all of it, or a share by its place among the tiers that take turns.
fn part(cli: &Cli, set: Set, tier: Tier) -> Part {
    let builds = |t: &Tier| matches!(t.way(), Way::Build(_));
    let (share, takers): (_, Vec<Tier>) = match set {
        Set::Core => (cli.core_share, TIERS.into_iter().filter(builds).collect()),
        Set::Async => (cli.share, TIERS.to_vec()),
    };
    match takers.iter().position(|t| *t == tier) {
        Some(place) => Part { set, share, turn: place % share },
        None => Part { set, share: NonZeroUsize::MIN, turn: 0 },
    }
}

/// A set of test262 on each tier.
fn conformance(cli: &Cli, row: Row, set: Set, modes: &[Gc], matrix: &mut Matrix) -> std::io::Result<()> {
    if !cli.test262.is_file() {
        return Err(std::io::Error::other(format!("there is no {}", cli.test262.display())));
    }
    let gc: Vec<Gc> = modes.iter().map(|gc| if *gc == Gc::Plain { *gc } else { Gc::Stress(cli.period) }).collect();
    for tier in matrix.tiers() {
        eprintln!("{row:?} on {}", tier.name);
        for report in conformance::run_part(part(cli, set, tier), &cli.test262, tier, &gc, cli.jobs)? {
            if let Some(what) = &report.failures {
                println!("FAILED {row:?} {} {}\n{what}", tier.name, report.gc);
            }
            matrix.add(row, tier, report.gc, report.passed, report.total);
        }
    }
    Ok(())
}

/// Runs each piece of work, several at a time, and enters its results; failures are printed as they come.
fn pool<W: Sync>(
    cli: &Cli,
    row: Row,
    work: &[W],
    matrix: &mut Matrix,
    run: impl Fn(&W) -> std::io::Result<Vec<cells::Ran>> + Sync,
) -> std::io::Result<()> {
    let bar = ProgressBar::with_draw_target(Some(work.len() as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} eta {eta}") {
        bar.set_style(style);
    }
    bar.set_message(format!("{row:?}").to_lowercase());
    let next = std::sync::atomic::AtomicUsize::new(0);
    let (send, results) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..cli.jobs.max(1) {
            let (send, next, run) = (send.clone(), &next, &run);
            scope.spawn(move || {
                while let Some(piece) = work.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                    // The receiver is gone once something could not be run.
                    if send.send(run(piece)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut done = 0;
        for ran in results {
            for ran in ran? {
                if let Err(what) = &ran.judgement {
                    bar.suspend(|| println!("FAILED {} {} {}\n{what}\n", ran.name, ran.tier.name, ran.gc));
                }
                matrix.add(row, ran.tier, ran.gc, usize::from(ran.judgement.is_ok()), 1);
            }
            bar.inc(1);
            done += 1;
            // Where there is no terminal, the bar says nothing.
            if bar.is_hidden() && (done % 200 == 0 || done == work.len()) {
                eprintln!("{row:?}: {done} of {}", work.len());
            }
        }
        bar.finish_and_clear();
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_tiers_run_the_core_once_between_them() {
        let cli = Cli::parse_from(["parity"]);
        let parts = TIERS.map(|tier| part(&cli, Set::Core, tier));
        let (whole, shares): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|p| p.share == NonZeroUsize::MIN);
        assert_eq!(whole.len(), 2);
        assert!(shares.iter().all(|p| p.share.get() == shares.len()));
        assert!(shares.iter().map(|p| p.turn).eq(0..shares.len()));
    }

    #[test]
    fn each_tier_has_its_turn_of_the_asynchronous_tests() {
        let cli = Cli::parse_from(["parity", "--share", "4"]);
        assert_eq!(TIERS.map(|tier| part(&cli, Set::Async, tier).turn), [0, 1, 2, 3, 0, 1]);
    }
}
