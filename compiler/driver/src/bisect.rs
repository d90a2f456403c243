//! `yarrow bisect`: finds the pass, and the function, with which a program stops doing what it should.
//!
//! What it should do is what the interpreter does with its MIR before any pass. Each other way to run it is a process of
//! its own, of this same command, since a miscompiled program may end any way, or not at all.

use crate::child::{self, Keeper};
use crate::cli::{BisectArgs, Engine};
use crate::error::{DriverError, io_error};
use crate::output::write_text;
use crate::watch::{Failure, parse_only};
use clap::ValueEnum;
use similar::TextDiff;
use std::ffi::OsString;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;
use yarrow_lir::OptLevel;
use yarrow_mir::text::{Locs, write_function_with};
use yarrow_mir::{FuncId, Program};
use yarrow_pipeline::{Compilation, Settings};

/// What a program did.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Outcome {
    /// As the system tells it; `None` if it was ended for taking too long.
    status: Option<String>,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
}

/// Who runs the program, with how many function passes.
#[derive(Clone, Copy)]
struct Way {
    engine: Engine,
    passes: usize,
}

pub fn bisect(args: &BisectArgs) -> Result<ExitCode, Failure> {
    let parse = || parse_only(&args.input, args.goal);
    let program = parse()?;
    let all = yarrow_opt::PASSES.len() * program.functions.len();
    let keeper = Keeper::new(None)?;
    let interpreted = |passes| observe(args, &keeper, Way { engine: Engine::Interp, passes });
    let right = interpreted(0)?;
    if right.status.is_none() {
        return Err(DriverError::BisectTimeout(args.timeout).into());
    }
    let compiled = |passes| observe(args, &keeper, Way { engine: args.backend, passes });

    let (found, outcome, engine) = if interpreted(all)? != right {
        let n = first(all, |n| Ok::<_, DriverError>(interpreted(n)? != right))?;
        (Some(n), interpreted(n)?, Engine::Interp)
    } else if compiled(0)? != right {
        (None, compiled(0)?, args.backend)
    } else if compiled(all)? != right {
        let n = first(all, |n| Ok::<_, DriverError>(compiled(n)? != right))?;
        (Some(n), compiled(n)?, args.backend)
    } else {
        let name = args.backend.name();
        write_text(None, &format!("With all passes, the interpreter and {name} do what the program says.\n"))?;
        return Ok(ExitCode::SUCCESS);
    };
    let mut report = String::new();
    let name = engine.name();
    match found {
        Some(n) => {
            let (before, after) = (passed(parse()?, n - 1), passed(parse()?, n));
            let pass = yarrow_opt::PASSES[(n - 1) / program.functions.len()].name;
            let changed = changed_functions(&before, &after);
            let functions: Vec<String> =
                changed.iter().map(|&id| format!("{id} ({})", after.functions[id].name)).collect();
            let functions = functions.join(", ");
            line(&mut report, &format!("Pass `{pass}` in {functions}, as {name} shows (--opt-bisect={n}):\n"));
            for id in changed {
                report.push_str(&difference(&mir(&before, id), &mir(&after, id), ("before", "after")));
            }
        }
        None => line(
            &mut report,
            &format!(
                "No pass: {name} differs from the interpreter without any. So it is generator lowering, the lowering to \
                 LIR or the back end; --backend=llvm and --backend=cranelift share all but the last."
            ),
        ),
    }
    line(&mut report, "\nWhat the program does then:\n");
    report.push_str(&outcome_difference(&right, &outcome));
    write_text(None, &report)?;
    Ok(ExitCode::from(1))
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("writing to a string does not fail");
}

/// The first number from 1 to `last` for which `wrong` holds, which it does for `last` and does not for 0.
fn first<E>(last: usize, mut wrong: impl FnMut(usize) -> Result<bool, E>) -> Result<usize, E> {
    let (mut right, mut found) = (0, last);
    while found - right > 1 {
        let middle = right + (found - right) / 2;
        if wrong(middle)? {
            found = middle;
        } else {
            right = middle;
        }
    }
    Ok(found)
}

/// The program after so many function passes.
fn passed(program: Program, passes: usize) -> Program {
    let settings = Settings { passes, ..Settings::of_level(OptLevel::default()) };
    Compilation::new(settings).of(program).optimise().into_program()
}

fn mir(program: &Program, id: FuncId) -> String {
    write_function_with(program, id, Locs::Hidden)
}

fn changed_functions(before: &Program, after: &Program) -> Vec<FuncId> {
    after
        .functions
        .keys()
        .filter(|&id| before.functions.get(id).is_none() || mir(before, id) != mir(after, id))
        .collect()
}

/// The lines that differ, with some around them.
fn difference(old: &str, new: &str, names: (&str, &str)) -> String {
    TextDiff::from_lines(old, new).unified_diff().context_radius(4).header(names.0, names.1).to_string()
}

fn outcome_difference(right: &Outcome, wrong: &Outcome) -> String {
    let text = |o: &Outcome| {
        let status = o.status.as_deref().unwrap_or("ended for taking too long");
        format!("{}{}({status})\n", String::from_utf8_lossy(&o.stdout), String::from_utf8_lossy(&o.stderr))
    };
    difference(&text(right), &text(wrong), ("right", "wrong"))
}

fn observe(args: &BisectArgs, keeper: &Keeper, way: Way) -> Result<Outcome, DriverError> {
    let this = std::env::current_exe().map_err(|e| io_error("find", Path::new("yarrow"), e))?;
    let engine = way.engine.to_possible_value().expect("every engine can be named");
    let mut flags: Vec<OsString> = vec!["run".into(), format!("--backend={}", engine.get_name()).into()];
    flags.extend(args.goal.flag().map(OsString::from));
    flags.push(format!("--opt-bisect={}", way.passes).into());
    if way.engine == Engine::Interp
        && let Some(last) = yarrow_opt::PASSES.last()
    {
        flags.push(format!("--after={}", last.name).into());
    }
    let mut command = Command::new(&this);
    command.args(flags).arg(&args.input).arg("--").args(&args.args);
    let scratch = child::scratch()?;
    let (status, [stdout, stderr]) =
        keeper.run_within(&mut command, scratch.path(), Duration::from_secs(args.timeout))?;
    Ok(Outcome { status: status.map(|s| s.to_string()), stdout, stderr })
}

#[cfg(test)]
mod tests {
    use super::{Outcome, first, outcome_difference};

    #[test]
    fn the_first_that_is_wrong_is_found_by_halves() {
        for last in 1..40 {
            for wanted in 1..=last {
                let mut asked = 0;
                let found = first(last, |n| {
                    asked += 1;
                    Ok::<_, ()>(n >= wanted)
                });
                assert_eq!(found, Ok(wanted));
                assert!(asked <= 6, "{asked} of {last}");
            }
        }
        assert_eq!(first(9, |_| Err("no answer")), Err("no answer"));
    }

    #[test]
    fn outcomes_are_shown_with_what_differs() {
        let right = Outcome { status: Some("exit status: 0".into()), stdout: b"1\n2\n".into(), stderr: Vec::new() };
        let wrong = Outcome { status: None, stdout: b"1\n3\n".into(), stderr: b"what\n".into() };
        assert_eq!(
            outcome_difference(&right, &wrong),
            "--- right\n+++ wrong\n@@ -1,3 +1,4 @@\n 1\n-2\n-(exit status: 0)\n+3\n+what\n+(ended for taking too long)\n"
        );
    }
}
