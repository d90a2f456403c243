//! A quick share of the random programs: fixed seeds, plain and under stress, by the interpreter, with Cranelift in memory, and on one
//! of the tiers that link an executable. `make fuzz` runs new ones on every tier for as long as asked.

use libtest_mimic::{Arguments, Failed, Trial};
use std::time::Duration;
use yarrow_fuzz::compare::Machine;
use yarrow_fuzz::program;
use yarrow_lir::OptLevel;
use yarrow_tiers::Engine;
use yarrow_tiers::launch::Yarrow;

/// How many programs, in trials of so many.
const TRIALS: u64 = 12;
const SEEDS_PER_TRIAL: u64 = 3;

/// Each trial has one of them.
const LINKED: [Engine; 4] =
    [Engine::CraneliftObject, Engine::Llvm(OptLevel::O0), Engine::Llvm(OptLevel::O2), Engine::Llvm(OptLevel::O3)];

fn main() {
    let args = Arguments::from_args();
    let yarrow = Yarrow { command: env!("CARGO_BIN_EXE_yarrow").into(), limit: Duration::from_secs(60) };
    let machine = Machine::new(yarrow);
    let trials = (0..TRIALS).map(|i| {
        let mut machine = machine.clone();
        let has_turn =
            |engine| LINKED.iter().position(|&e| e == engine).is_none_or(|turn| i as usize % LINKED.len() == turn);
        machine.tiers.retain(|tier| has_turn(tier.engine));
        let seeds = 1 + i * SEEDS_PER_TRIAL..1 + (i + 1) * SEEDS_PER_TRIAL;
        let name = format!("seeds_{}_to_{}_agree", seeds.start, seeds.end - 1);
        Trial::test(name, move || seeds.into_iter().try_for_each(|seed| check(&machine, seed)))
    });
    libtest_mimic::run(&args, trials.collect()).exit();
}

fn check(machine: &Machine, seed: u64) -> Result<(), Failed> {
    match machine.compare(&program(None, seed))? {
        None => Ok(()),
        Some(d) => Err(format!("seed {seed}: {}: {}", d.way, d.what).into()),
    }
}
