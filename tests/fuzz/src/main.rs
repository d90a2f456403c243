//! `yarrow-fuzz`: random programs until the time is over; failing ones are made small and kept.

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use yarrow_frontend::outline::Dialect;
use yarrow_fuzz::compare::Machine;
use yarrow_fuzz::program;
use yarrow_fuzz::tree::{Jobs, Kind};
use yarrow_reduce::reduce;
use yarrow_tiers::Tier;
use yarrow_tiers::launch::Yarrow;

/// How long a candidate may take.
const REDUCED_LIMIT: Duration = Duration::from_secs(10);

/// Runs random programs on every tier and compares what they print.
#[derive(Parser)]
struct Options {
    /// The compiler to test
    #[arg(long, default_value = "target/release/yarrow")]
    yarrow: PathBuf,

    /// How long to go on
    #[arg(long, default_value_t = 600)]
    seconds: u64,

    /// First seed; the following numbers come next
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// Print the program of the first seed and stop
    #[arg(long)]
    print: bool,

    /// Run this seed alone
    #[arg(long)]
    only: bool,

    /// What the programs are about: `generators` or `assumptions`; both in turns if not given
    #[arg(long, value_parser = Kind::parse)]
    kind: Option<Kind>,

    /// Where failing programs go
    #[arg(long, default_value = "target/fuzz")]
    out: PathBuf,

    /// A tier to run on, any number of times; every tier if not given
    #[arg(long, value_parser = Tier::parse)]
    tier: Vec<Tier>,

    /// Leave node out
    #[arg(long)]
    no_node: bool,

    /// Most runs spent on making a failing program small
    #[arg(long, default_value_t = 400)]
    tries: usize,
}

fn main() -> std::io::Result<ExitCode> {
    let options = Options::parse();
    if options.print {
        print!("{}", program(options.kind, options.seed).source());
        return Ok(ExitCode::SUCCESS);
    }
    let yarrow = Yarrow { command: options.yarrow.clone(), limit: Duration::from_secs(120) };
    let mut machine = Machine::new(yarrow);
    machine.node &= !options.no_node;
    if !options.tier.is_empty() {
        machine.tiers.clone_from(&options.tier);
    }
    let end = Instant::now() + Duration::from_secs(options.seconds);
    let bar = ProgressBar::new_spinner();
    bar.set_style(ProgressStyle::with_template("{spinner} {elapsed} {msg}").expect("a fixed template"));
    let (mut seed, mut failures, mut asynchronous) = (options.seed, 0, 0);
    while Instant::now() < end {
        bar.set_message(format!("seed {seed}, {failures} failures"));
        bar.tick();
        let done = seed - options.seed;
        if bar.is_hidden() && done > 0 && done.is_multiple_of(100) {
            println!("{done} programs, {failures} failures");
        }
        let program = program(options.kind, seed);
        asynchronous += u64::from(program.jobs == Jobs::Some);
        if let Some(difference) = machine.compare(&program)? {
            failures += 1;
            bar.suspend(|| {
                println!("seed {seed}: {}: {}", difference.way, difference.what);
            });
            // A program that only the reduction made wrong differs elsewhere: in what `yarrow check` says, or on node. One
            // that has lost its fuel does not end.
            let mut quick = machine.suited_to(&program);
            quick.yarrow.limit = quick.yarrow.limit.min(REDUCED_LIMIT);
            let mut fails = |code: &str| {
                let found = quick.compare_source(program.goal, code)?;
                Ok::<_, std::io::Error>(found.is_some_and(|d| d.way == difference.way))
            };
            let Some(small) = reduce(&program.code(), Dialect::JavaScript, options.tries, &mut fails)? else {
                return Err(std::io::Error::other(format!("seed {seed}: the program does not parse")));
            };
            std::fs::create_dir_all(&options.out)?;
            let path = options.out.join(format!("seed-{seed}.{}", program.goal.extension()));
            std::fs::write(&path, program.header() + &small.text)?;
            bar.suspend(|| println!("  made small: {} ({} statements)", path.display(), small.statements.1));
        }
        seed += 1;
        if options.only {
            break;
        }
    }
    bar.finish_and_clear();
    println!("{} programs, {asynchronous} of them asynchronous, {failures} failures", seed - options.seed);
    Ok(if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
