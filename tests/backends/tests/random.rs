//! Random modules return the same on every engine. `YARROW_SEEDS=FROM..TO` asks for others, and more.

use std::process::Command;

use yarrow_backends::{CHECKSUM, MEMORY_ENGINES, OBJECT_ENGINES, Program, random_module};
use yarrow_lir::{print_module, verify_module};

/// Of a process, which keeps all code in memory.
const BATCH: u64 = 100;
const SEEDS: u64 = 300;

fn seeds() -> (u64, u64) {
    let Ok(text) = std::env::var("YARROW_SEEDS") else { return (0, SEEDS) };
    let numbers = text.split_once("..").and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
    numbers.unwrap_or_else(|| panic!("YARROW_SEEDS is FROM..TO, not `{text}`"))
}

#[test]
fn engines_agree_on_random_modules() {
    let (mut from, to) = seeds();
    assert!(from < to);
    while from < to {
        let count = BATCH.min(to - from);
        let output = Command::new(env!("CARGO_BIN_EXE_yarrow-backends"))
            .args([from.to_string(), count.to_string()])
            .output()
            .expect("the program runs");
        let printed = String::from_utf8_lossy(&output.stdout);
        if !output.status.success() {
            let last: u64 = printed
                .lines()
                .filter_map(|l| l.strip_prefix("seed "))
                .next_back()
                .map_or(from, |seed| seed.parse().expect("a number"));
            let errors = String::from_utf8_lossy(&output.stderr);
            let text = match output.status.code() {
                Some(_) => String::new(),
                None => format!("died at seed {last}\n{}", print_module(&random_module(last))),
            };
            panic!("{}: {printed}\n{errors}\n{text}", output.status);
        }
        from += count;
    }
}

#[test]
fn object_files_of_random_modules_answer_the_same_as_code_in_memory() {
    let program = Program::new(&[CHECKSUM]);
    for seed in 1000..1004 {
        let module = random_module(seed);
        let loaded = MEMORY_ENGINES[0].load(&module).unwrap_or_else(|e| panic!("seed {seed}: {e}"));
        // SAFETY: a random module ends, and its accesses stay in its own data.
        let expected = unsafe { loaded.call(CHECKSUM) };
        for engine in OBJECT_ENGINES {
            let found = program.run(engine, &module);
            assert_eq!(found, [expected], "seed {seed} with {engine:?}\n{}", print_module(&module));
        }
    }
}

#[test]
fn random_modules_are_valid_and_depend_on_the_seed_alone() {
    let mut different = std::collections::BTreeSet::new();
    for seed in 0..200 {
        let module = random_module(seed);
        verify_module(&module).unwrap_or_else(|e| panic!("seed {seed}: {e:#?}\n{}", print_module(&module)));
        assert_eq!(print_module(&module), print_module(&random_module(seed)), "seed {seed}");
        different.insert(print_module(&module));
    }
    assert_eq!(different.len(), 200);
}
