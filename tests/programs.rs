//! Runs every program of `tests/programs` on every tier and compares its transcript.
//!
//! A program is a file `NAME.js` with `NAME.out` beside it (its standard output), in folders whose
//! entry is `main.js` as well; `NAME.err`, if there, is the first line of standard error of a program
//! that ends by an uncaught exception, with exit code 1.
//!
//! The programs may call `gc()`, which collects at once (`YARROW_EXPOSE_GC`).
//!
//! Tiers: LLVM at -O0 and -O3, each plain and with a collection at every safepoint; programs that pass
//! millions of safepoints say `// gc-period: N` to collect at every N-th.

mod common;
#[path = "common/difference.rs"]
mod difference;
#[path = "common/files.rs"]
mod files;

use common::{YARROW, run, tests_dir};
use difference::first_difference;
use files::files_below;
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

#[derive(Clone, Copy)]
struct Tier {
    name: &'static str,
    opt: &'static str,
}

const TIERS: &[Tier] = &[Tier { name: "llvm-O0", opt: "-O0" }, Tier { name: "llvm-O3", opt: "-O3" }];

fn main() {
    let args = Arguments::from_args();
    let root = tests_dir().join("programs");
    let programs =
        files_below(&root, &|p| p.extension().is_some_and(|e| e == "js") && p.with_extension("out").exists());
    assert!(programs.len() >= 120, "only {} programs found below {}", programs.len(), root.display());
    let mut trials = Vec::new();
    for program in &programs {
        let name = program.strip_prefix(&root).expect("below the root").with_extension("");
        for tier in TIERS {
            let program = program.clone();
            let name = format!("{}::{}", name.display(), tier.name);
            trials.push(Trial::test(name, move || check(&program, *tier)));
        }
    }
    libtest_mimic::run(&args, trials).exit();
}

fn check(program: &Path, tier: Tier) -> Result<(), Failed> {
    let dir = tempfile::tempdir()?;
    let exe = dir.path().join("program");
    let built = run(
        Command::new(YARROW).arg("build").arg(program).arg(tier.opt).arg("-o").arg(&exe),
        Duration::from_secs(120),
    )?;
    if built.code != Some(0) {
        return Err(format!("does not build ({:?}):\n{}", built.code, built.stderr).into());
    }
    run_and_compare(program, &exe, None)?;
    run_and_compare(program, &exe, Some(("YARROW_GC", &stress(program)?)))
}

/// `stress`, or `stress:N` for a program that asks for a period.
fn stress(program: &Path) -> Result<String, Failed> {
    let source = std::fs::read_to_string(program)?;
    let period = source.lines().find_map(|l| l.strip_prefix("// gc-period: "));
    Ok(period.map_or("stress".to_owned(), |n| format!("stress:{}", n.trim())))
}

fn run_and_compare(program: &Path, exe: &PathBuf, env: Option<(&str, &str)>) -> Result<(), Failed> {
    let mut command = Command::new(exe);
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
