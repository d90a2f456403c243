//! Runs every program of `tests/programs` on the tiers of `yarrow-tiers`, and compares its transcript.
//!
//! Each runs plain on Cranelift in memory, on LLVM's `-O2`, and on one tier of [`BY_TURNS`]; on Cranelift in memory once more with
//! guards of the optimiser that fail though they hold. `tests/interpreted.rs` has all of them on the interpreter. With a
//! collection at every safepoint each runs on one of [`STRESSED`], a tier of each kind of code. `make parity` runs the rest.
//! `make asan` runs those with linked code of Cranelift, which are stressed then.

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::time::Duration;
use yarrow_lir::OptLevel;
use yarrow_tiers::launch::Yarrow;
use yarrow_tiers::programs::{Program, programs_below};
use yarrow_tiers::{Engine, Gc, TIERS, Tier};

/// The tiers that run programs under stress, in turn. A runtime that AddressSanitizer watches is in linked programs alone; it
/// knows cells as dead once they are swept, and so needs many collections.
const STRESSED: &[Engine] = if cfg!(yarrow_asan) {
    &[Engine::CraneliftObject]
} else {
    &[Engine::Interpreter, Engine::CraneliftInMemory, Engine::Llvm(OptLevel::O2)]
};

/// Tiers of linked code that share most of their way with the others: each program has one of them.
const BY_TURNS: [Engine; 3] = [Engine::Llvm(OptLevel::O3), Engine::Llvm(OptLevel::O0), Engine::CraneliftObject];

/// And on these, resumptions find their state by one of these, in turn. On the other tiers the compiler chooses.
const DISPATCHES: [&str; 2] = ["--dispatch=indirectbr", "--dispatch=switch"];

fn main() -> std::io::Result<()> {
    let args = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/programs");
    let programs = programs_below(&root)?;
    assert!(programs.len() >= 120, "only {} programs found below {}", programs.len(), root.display());
    let limit = Duration::from_secs(if cfg!(yarrow_asan) { 600 } else { 120 });
    let yarrow = Yarrow { command: PathBuf::from(env!("CARGO_BIN_EXE_yarrow")), limit };
    let mut trials = Vec::new();
    for (i, program) in programs.iter().enumerate() {
        let has_turn = |engine| match BY_TURNS.iter().position(|&e| e == engine) {
            Some(turn) if !cfg!(yarrow_asan) => i % BY_TURNS.len() == turn,
            _ => true,
        };
        // So that each meets each of the others.
        let stressed = STRESSED[i / BY_TURNS.len() % STRESSED.len()];
        for tier in TIERS.into_iter().filter(|tier| has_turn(tier.engine)) {
            let is_stressed = tier.engine == stressed;
            // `tests/interpreted.rs` has run it plainly.
            if tier.engine == Engine::Interpreter && !is_stressed {
                continue;
            }
            let (mut program, yarrow) = (program.clone(), yarrow.clone());
            if BY_TURNS.contains(&tier.engine) {
                program.options.push(DISPATCHES[i / BY_TURNS.len() % DISPATCHES.len()]);
            }
            let name = format!("{}::{}", program.name, tier.name);
            trials.push(Trial::test(name, move || check(&yarrow, &program, tier, is_stressed)));
        }
    }
    libtest_mimic::run(&args, trials).exit()
}

fn check(yarrow: &Yarrow, program: &Program, tier: Tier, is_stressed: bool) -> Result<(), Failed> {
    let ready = match yarrow.prepare(tier, &program.file, &program.options)? {
        Ok(ready) => ready,
        Err(outcome) => return Ok(program.judge(&outcome)?),
    };
    let stress = is_stressed.then_some(program.stress);
    let plain = (tier.engine != Engine::Interpreter).then_some(Gc::Plain);
    for gc in [plain, stress].into_iter().flatten() {
        program.judge(&ready.run(gc)?).map_err(|what| format!("{gc}: {what}"))?;
    }
    if tier.engine == Engine::CraneliftInMemory {
        let outcome = match yarrow.prepare_with_failing_guards(tier, &program.file, &program.options)? {
            Ok(ready) => ready.run(Gc::Plain)?,
            Err(outcome) => outcome,
        };
        program.judge(&outcome).map_err(|what| format!("guards fail: {what}"))?;
    }
    Ok(())
}
