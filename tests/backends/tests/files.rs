//! Each `lir/*.lir` computes what its `run` lines say, on every engine.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use yarrow_backends::{
    Engine, MEMORY_ENGINES, OBJECT_ENGINES, Run, SUPPORT_SOURCE, append_runs, resolve,
};
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

/// A C program that prints what functions answer, to be linked with the object they are in.
struct Program {
    folder: tempfile::TempDir,
}

impl Program {
    fn new(functions: &[&str]) -> Program {
        let mut text = String::from("#include <stdint.h>\n#include <stdio.h>\n");
        for name in functions {
            let _ = writeln!(text, "uint64_t {name}(void);");
        }
        text.push_str("static uint64_t (*const functions[])(void) = {\n");
        for name in functions {
            let _ = writeln!(text, "    {name},");
        }
        text.push_str(
            "};\nint main(void) {\n    for (unsigned i = 0; i < sizeof functions / sizeof *functions; i++) {\n        \
             printf(\"%016llx\\n\", (unsigned long long)functions[i]());\n        fflush(stdout);\n    }\n    return 0;\n}\n",
        );
        let program = Program { folder: tempfile::tempdir().expect("a temporary folder") };
        let source = program.at("main.c");
        std::fs::write(&source, text).expect("written");
        for (from, to) in [(source.as_path(), "main.o"), (Path::new(SUPPORT_SOURCE), "support.o")] {
            cc(Command::new("cc").args(["-w", "-fPIC", "-fno-builtin", "-c", "-o"]).arg(program.at(to)).arg(from));
        }
        program
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, engine: &Engine, module: &Module) -> Vec<u64> {
        let what = format!("{} with {engine:?}", module.name);
        let object = engine.object(module).unwrap_or_else(|e| panic!("{what}: {e}"));
        std::fs::write(self.at("module.o"), object).expect("written");
        let objects = ["main.o", "support.o", "module.o"].map(|name| self.at(name));
        cc(Command::new("cc").arg(engine.linking()).arg("-o").arg(self.at("main")).args(objects).arg("-lm"));
        let output = Command::new(self.at("main")).output().expect("the program runs");
        let printed = String::from_utf8(output.stdout).expect("hexadecimal digits");
        assert!(output.status.success(), "{what} after {} results: {}", printed.lines().count(), output.status);
        printed.lines().map(|line| u64::from_str_radix(line, 16).expect("hexadecimal digits")).collect()
    }
}

fn cc(command: &mut Command) {
    let output = command.output().expect("cc runs");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_a_module_may_refer_to_is_there() {
    assert!(resolve("rt_f64_rem").is_some() && resolve("external_word").is_some());
    assert!(resolve("something_else").is_none());
}
