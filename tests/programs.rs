//! Runs every program of `tests/programs` on every tier and compares its transcript.
//!
//! A program is a file `NAME.js` (or `.mjs`, `.cjs`, `.ts`, `.mts`, `.cts`) with `NAME.out` beside it (its
//! standard output), in folders whose entry is `main.js` as well; `NAME.err`, if there, is the first line of
//! standard error of a program that ends by an uncaught exception, with exit code 1.
//!
//! A program with a line `// goal: script` is a script, whatever its package says.
//!
//! The programs may call `gc()`, which collects at once (`YARROW_EXPOSE_GC`).
//!
//! Tiers: the interpreter on what the frontend emits, LLVM at -O0 and -O3, each plain and with a collection at
//! every safepoint; programs that pass millions of safepoints say `// gc-period: N` to collect at every N-th.

mod common;
#[path = "common/difference.rs"]
mod difference;
#[path = "common/files.rs"]
mod files;

use common::{YARROW, run, tests_dir};
use difference::first_difference;
use files::files_below;
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

#[derive(Clone, Copy)]
enum Tier {
    Interpreter,
    /// Compiled with this option.
    Llvm(&'static str),
}

const TIERS: &[(&str, Tier)] =
    &[("interp", Tier::Interpreter), ("llvm-O0", Tier::Llvm("-O0")), ("llvm-O3", Tier::Llvm("-O3"))];

fn main() {
    let args = Arguments::from_args();
    let root = tests_dir().join("programs");
    let programs = files_below(&root, &|p| p.extension().is_some_and(is_source) && p.with_extension("out").exists());
    assert!(programs.len() >= 120, "only {} programs found below {}", programs.len(), root.display());
    let mut trials = Vec::new();
    for program in &programs {
        let name = program.strip_prefix(&root).expect("below the root").with_extension("");
        for (tier_name, tier) in TIERS {
            let program = program.clone();
            let name = format!("{}::{tier_name}", name.display());
            trials.push(Trial::test(name, move || check(&program, *tier)));
        }
    }
    libtest_mimic::run(&args, trials).exit();
}

fn is_source(extension: &std::ffi::OsStr) -> bool {
    ["js", "mjs", "cjs", "ts", "mts", "cts"].iter().any(|e| extension == *e)
}

fn check(program: &Path, tier: Tier) -> Result<(), Failed> {
    let stress = stress(program)?;
    let ways = [None, Some(("YARROW_GC", stress.as_str()))];
    match tier {
        Tier::Interpreter => ways.into_iter().try_for_each(|env| {
            let mut command = Command::new(YARROW);
            command.args(["run", "--tier=interp"]).args(goal(program)?).arg(program);
            run_and_compare(program, command, env)
        }),
        Tier::Llvm(opt) => {
            let dir = tempfile::tempdir()?;
            let exe = dir.path().join("program");
            let built = run(
                Command::new(YARROW).arg("build").args(goal(program)?).arg(program).arg(opt).arg("-o").arg(&exe),
                Duration::from_secs(120),
            )?;
            if built.code != Some(0) {
                return Err(format!("does not build ({:?}):\n{}", built.code, built.stderr).into());
            }
            ways.into_iter().try_for_each(|env| run_and_compare(program, Command::new(&exe), env))
        }
    }
}

/// `stress`, or `stress:N` for a program that asks for a period.
fn stress(program: &Path) -> Result<String, Failed> {
    let source = std::fs::read_to_string(program)?;
    let period = source.lines().find_map(|l| l.strip_prefix("// gc-period: "));
    Ok(period.map_or("stress".to_owned(), |n| format!("stress:{}", n.trim())))
}

fn goal(program: &Path) -> Result<Option<&'static str>, Failed> {
    let source = std::fs::read_to_string(program)?;
    Ok(source.lines().any(|l| l == "// goal: script").then_some("--script"))
}

fn run_and_compare(program: &Path, mut command: Command, env: Option<(&str, &str)>) -> Result<(), Failed> {
    command.envs(env).env("YARROW_EXPOSE_GC", "1");
    let answer = run(&mut command, Duration::from_secs(120))?;
    let how = env.map_or("plain".to_owned(), |(k, v)| format!("{k}={v}"));
    let fail = |what: String| Err(Failed::from(format!("{how}: {what}\n--- standard error\n{}", answer.stderr)));
    let expected = std::fs::read_to_string(program.with_extension("out"))?;
    if let Some(difference) = first_difference(&expected, &answer.stdout) {
        return fail(difference);
    }
    match std::fs::read_to_string(program.with_extension("err")) {
        Ok(first) => {
            let got = answer.stderr.lines().next().unwrap_or_default();
            if got != first.trim_end() {
                return fail(format!("standard error begins {got:?}, not {:?}", first.trim_end()));
            }
            if answer.code != Some(1) {
                return fail(format!("exit code {:?}, not 1", answer.code));
            }
        }
        Err(_) if answer.code != Some(0) => return fail(format!("exit code {:?}, not 0", answer.code)),
        Err(_) => {}
    }
    Ok(())
}
