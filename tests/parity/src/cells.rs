//! What runs in a pool: a program on a tier, and a random program on all.

use std::io;
use yarrow_fuzz::compare::{Guards, Machine, Written, difference};
use yarrow_fuzz::program;
use yarrow_tiers::launch::{Outcome, Yarrow};
use yarrow_tiers::programs::Program;
use yarrow_tiers::{Engine, Gc, Tier};

/// One run with what is to be said of it.
#[derive(Clone, Debug)]
pub struct Ran {
    pub name: String,
    pub tier: Tier,
    pub gc: Gc,
    /// The first difference.
    pub judgement: Result<(), String>,
}

/// A program on a tier, which builds it once for all modes.
#[derive(Clone, Debug)]
pub struct Cell<'t> {
    program: &'t Program,
    tier: Tier,
    modes: &'t [Gc],
}

pub fn programs<'t>(programs: &'t [Program], tiers: &[Tier], modes: &'t [Gc]) -> Vec<Cell<'t>> {
    let of = |program| tiers.iter().map(move |tier| Cell { program, tier: *tier, modes });
    programs.iter().flat_map(of).collect()
}

impl Cell<'_> {
    pub fn run(&self, yarrow: &Yarrow) -> io::Result<Vec<Ran>> {
        let Cell { program, tier, modes } = self;
        let ready = yarrow.prepare(*tier, &program.file, &program.options)?;
        let run = |gc: &Gc| {
            // A program may ask for a period of its own.
            let gc = if *gc == Gc::Plain { *gc } else { program.stress };
            let outcome = match &ready {
                Ok(ready) => ready.run(gc)?,
                Err(outcome) => outcome.clone(),
            };
            Ok(Ran { name: program.name.clone(), tier: *tier, gc, judgement: program.judge(&outcome) })
        };
        let mut all: Vec<Ran> = modes.iter().map(run).collect::<io::Result<_>>()?;
        if tier.engine == Engine::CraneliftInMemory {
            let outcome = match yarrow.prepare_with_failing_guards(*tier, &program.file, &program.options)? {
                Ok(ready) => ready.run(Gc::Plain)?,
                Err(outcome) => outcome,
            };
            let name = format!("{} with failing guards", program.name);
            all.push(Ran { name, tier: *tier, gc: Gc::Plain, judgement: program.judge(&outcome) });
        }
        Ok(all)
    }
}

/// The program of a seed, everywhere.
pub fn random(machine: &Machine, seed: u64) -> io::Result<Vec<Ran>> {
    let program = program(None, seed);
    let written = Written::new(program.goal, &program.source())?;
    let machine = machine.suited_to(&program);
    let mut reference: Option<Outcome> = machine.reference(&written)?;
    let mut all = Vec::new();
    for (tier, guards) in machine.ways() {
        let ready = machine.prepare(tier, guards, &written)?;
        for gc in &machine.modes {
            let outcome = match &ready {
                Ok(ready) => ready.run(*gc)?,
                Err(outcome) => outcome.clone(),
            };
            let judgement = difference(reference.as_ref(), &outcome).map_or(Ok(()), Err);
            let name = if guards == Guards::Fail { " with failing guards" } else { "" };
            all.push(Ran { name: format!("seed {seed}{name}"), tier, gc: *gc, judgement });
            reference = reference.or(Some(outcome));
        }
    }
    Ok(all)
}
