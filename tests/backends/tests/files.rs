//! Each `lir/*.lir` computes what its `run` lines say, on every engine.

use std::path::{Path, PathBuf};

use yarrow_backends::{Engine, MEMORY_ENGINES, OBJECT_ENGINES, Program, Run, append_runs, resolve};
use yarrow_lir::{Module, parse_module, print_module, verify_module};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lir");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("lir is there")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "lir"))
        .collect();
    files.sort();
    assert!(files.len() > 5, "{files:?}");
    files
}

fn read(path: &Path) -> (Module, Vec<Run>) {
    let text = std::fs::read_to_string(path).expect("a readable file");
    let mut module = parse_module(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let runs = append_runs(&mut module, &text);
    verify_module(&module).unwrap_or_else(|e| panic!("{}: {e:#?}", path.display()));
    (module, runs)
}

fn check(path: &Path, engine: &Engine, runs: &[Run], results: &[u64], failures: &mut Vec<String>) {
    assert_eq!(runs.len(), results.len(), "{} with {engine:?}", path.display());
    let name = path.file_name().unwrap_or_default().display();
    for (run, &bits) in runs.iter().zip(results) {
        if !run.expected.allows(bits) {
            failures.push(format!("{name} with {engine:?}, {}: {}, but it is {bits:#x}", run.function, run.line));
        }
    }
}

fn assert_none(failures: &[String]) {
    let shown: Vec<_> = failures.iter().take(40).map(String::as_str).collect();
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), shown.join("\n"));
}

#[test]
fn files_survive_their_text_form() {
    for path in files() {
        let (module, _) = read(&path);
        let text = print_module(&module);
        let again = parse_module(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert_eq!(print_module(&again), text, "{}", path.display());
    }
}

#[test]
fn every_file_computes_what_it_says_in_memory() {
    let mut failures = Vec::new();
    for path in files() {
        let (module, runs) = read(&path);
        for engine in MEMORY_ENGINES {
            let loaded = engine.load(&module).unwrap_or_else(|e| panic!("{} with {engine:?}: {e}", path.display()));
            // SAFETY: the run functions have no parameters; what they call is the file's.
            let results: Vec<u64> = runs.iter().map(|run| unsafe { loaded.call(&run.function) }).collect();
            check(&path, engine, &runs, &results, &mut failures);
        }
    }
    assert_none(&failures);
}

#[test]
fn every_file_computes_what_it_says_as_a_program() {
    let mut failures = Vec::new();
    for path in files() {
        let (module, runs) = read(&path);
        let names: Vec<&str> = runs.iter().map(|r| &*r.function).collect();
        let program = Program::new(&names);
        for engine in OBJECT_ENGINES {
            let results = program.run(engine, &module);
            check(&path, engine, &runs, &results, &mut failures);
        }
    }
    assert_none(&failures);
}

#[test]
fn what_a_module_may_refer_to_is_there() {
    assert!(resolve("rt_f64_rem").is_some() && resolve("external_word").is_some());
    assert!(resolve("something_else").is_none());
}
