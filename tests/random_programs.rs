//! A quick share of the random programs: fixed seeds, every tier, plain and under stress. `make fuzz` runs new ones for as long as asked.

use libtest_mimic::{Arguments, Failed, Trial};
use std::time::Duration;
use yarrow_fuzz::compare::Machine;
use yarrow_fuzz::generate::generate;
use yarrow_tiers::launch::Yarrow;

/// How many programs, in trials of so many.
const TRIALS: u64 = 12;
const SEEDS_PER_TRIAL: u64 = 5;

fn main() {
    let args = Arguments::from_args();
    let yarrow = Yarrow { command: env!("CARGO_BIN_EXE_yarrow").into(), limit: Duration::from_secs(60) };
    let machine = Machine::new(yarrow);
    let trials = (0..TRIALS).map(|i| {
        let machine = machine.clone();
        let seeds = 1 + i * SEEDS_PER_TRIAL..1 + (i + 1) * SEEDS_PER_TRIAL;
        let name = format!("seeds_{}_to_{}_agree_on_every_tier", seeds.start, seeds.end - 1);
        Trial::test(name, move || seeds.into_iter().try_for_each(|seed| check(&machine, seed)))
    });
    libtest_mimic::run(&args, trials.collect()).exit();
}

fn check(machine: &Machine, seed: u64) -> Result<(), Failed> {
    match machine.compare(&generate(seed))? {
        None => Ok(()),
        Some(d) => Err(format!("seed {seed}: {}: {}", d.way, d.what).into()),
    }
}
