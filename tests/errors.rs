//! Bad input: each file of `tests/errors` says in its comments what `yarrow check` must answer:
//! `// expect: TEXT` (part of the diagnostic) and `// line: N`. Never a panic, always exit code 1.

mod common;
#[path = "common/files.rs"]
mod files;

use common::{YARROW, run, tests_dir};
use files::files_below;
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

fn main() {
    let args = Arguments::from_args();
    let root = tests_dir().join("errors");
    let expecting = |p: &Path| std::fs::read_to_string(p).is_ok_and(|s| s.contains("// expect: "));
    let files = files_below(&root, &|p| p.extension().is_some_and(is_source) && expecting(p));
    assert!(!files.is_empty(), "no files below {}", root.display());
    let trials = files
        .into_iter()
        .map(|file| {
            let name = file.strip_prefix(&root).expect("below the root").display().to_string();
            Trial::test(name, move || check(&file))
        })
        .collect();
    libtest_mimic::run(&args, trials).exit();
}

fn is_source(extension: &std::ffi::OsStr) -> bool {
    ["js", "mjs", "cjs", "ts", "mts", "cts"].iter().any(|e| extension == *e)
}

fn check(file: &Path) -> Result<(), Failed> {
    let source = std::fs::read_to_string(file)?;
    let after = |key: &str| {
        source.lines().filter_map(move |l| l.split_once(key)).map(|(_, v)| v.trim().to_owned()).collect::<Vec<_>>()
    };
    let answer = run(Command::new(YARROW).arg("check").arg(file).env("NO_COLOR", "1"), Duration::from_secs(60))?;
    if answer.code != Some(1) {
        return Err(format!("exit code {:?}, not 1\n{}", answer.code, answer.stderr).into());
    }
    if !answer.stdout.is_empty() {
        return Err(format!("standard output is not empty:\n{}", answer.stdout).into());
    }
    for text in after("// expect: ") {
        if !answer.stderr.contains(&text) {
            return Err(format!("no {text:?} in\n{}", answer.stderr).into());
        }
    }
    let name = file.file_name().expect("a file").to_string_lossy();
    for line in after("// line: ") {
        if !answer.stderr.contains(&format!("{name}:{line}:")) {
            return Err(format!("no {name}:{line}: in\n{}", answer.stderr).into());
        }
    }
    Ok(())
}
