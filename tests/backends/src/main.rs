//! `yarrow-backends FROM COUNT`: random modules by seed, on every engine in this process. A seed is
//! printed before its module is run, so that whoever watches knows whose code died; the text of a
//! module whose results differ follows.

use std::io::Write;
use std::process::ExitCode;

use yarrow_backends::{CHECKSUM, Engine, MEMORY_ENGINES, random_module};
use yarrow_lir::{print_module, verify_module};

/// More than any seed needs.
const SECONDS_A_SEED: u32 = 60;

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let [from, count] = numbers[..] else {
        eprintln!("usage: yarrow-backends FROM COUNT");
        return ExitCode::from(2);
    };
    let mut failed = false;
    for seed in from..from.saturating_add(count) {
        println!("seed {seed}");
        let _ = std::io::stdout().flush();
        // SAFETY: no handler is set, so that the process ends: code that does not return is a failure.
        unsafe { libc::alarm(SECONDS_A_SEED) };
        let module = random_module(seed);
        if let Err(errors) = verify_module(&module) {
            println!("{}\ninvalid: {errors:#?}", print_module(&module));
            return ExitCode::FAILURE;
        }
        let results: Vec<Result<u64, String>> = MEMORY_ENGINES.iter().map(|e| result(e, &module)).collect();
        if results.iter().any(|r| r.is_err() || *r != results[0]) {
            failed = true;
            println!("{}", print_module(&module));
            for (engine, result) in MEMORY_ENGINES.iter().zip(&results) {
                println!("{engine:?}: {result:x?}");
            }
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn result(engine: &Engine, module: &yarrow_lir::Module) -> Result<u64, String> {
    let loaded = engine.load(module)?;
    // SAFETY: a random module ends, and its accesses stay in its own data.
    Ok(unsafe { loaded.call(CHECKSUM) })
}
