//! The programs of `tests/programs` by the interpreter alone, as the frontend emits them and after all passes over MIR, and
//! their transcripts: what can be told of a change of the frontend, of a pass or of the runtime without a back end, which
//! takes most of a build. `make check` runs it. With `BLESS=1`, what the source prints becomes the transcript.
//!
//! Each runs in a process of its own, which is this test's executable again.

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;
use yarrow_frontend::{CompileError, FileLoader, Goal, Options};
use yarrow_objects::rooted::Value;
use yarrow_tiers::command::run;
use yarrow_tiers::launch::{ENVIRONMENT, Outcome};
use yarrow_tiers::programs::{Program, programs_below};

/// The argument by which this executable is to interpret a file.
const INTERPRET: &str = "--interpret";

/// What is interpreted.
const WAYS: [&str; 2] = ["source", "optimised"];

const LIMIT: Duration = Duration::from_secs(120);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, INTERPRET, way, file] => interpret(way, Path::new(file), Goal::Auto),
        [_, INTERPRET, way, file, "--script"] => interpret(way, Path::new(file), Goal::Script),
        _ => trials(),
    }
}

fn trials() -> ExitCode {
    let args = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/programs");
    let programs = programs_below(&root).expect("the programs can be read");
    assert!(programs.len() >= 120, "only {} programs found below {}", programs.len(), root.display());
    let mut trials = Vec::new();
    for program in &programs {
        for way in WAYS {
            let program = program.clone();
            trials.push(Trial::test(format!("{}::{way}", program.name), move || check(&program, way)));
        }
    }
    libtest_mimic::run(&args, trials).exit_code()
}

fn check(program: &Program, way: &str) -> Result<(), Failed> {
    let mut this = Command::new(std::env::current_exe()?);
    this.args([INTERPRET, way]).arg(&program.file).args(&program.options);
    this.envs(ENVIRONMENT).env_remove("YARROW_GC");
    let outcome = Outcome::of(run(&mut this, LIMIT)?);
    if way == WAYS[0] && std::env::var_os("BLESS").is_some() {
        return Ok(program.bless(&outcome)?);
    }
    Ok(program.judge(&outcome)?)
}

fn interpret(way: &str, file: &Path, goal: Goal) -> ExitCode {
    let mut program = match yarrow_frontend::compile(file, &FileLoader, &Options { goal }) {
        Ok(program) => program,
        Err(CompileError::Source { sources, diagnostics }) => {
            eprint!("{}", yarrow_diag::render(&diagnostics, &sources, yarrow_diag::Colour::Never));
            return ExitCode::FAILURE;
        }
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    if way == "optimised" {
        yarrow_opt::run_passes(&mut program, yarrow_opt::PASSES, usize::MAX, |_, _, _| ());
        if let Err(errors) = yarrow_mir::verify::verify_program(&program) {
            panic!("MIR is wrong after the passes: {errors:#?}");
        }
    }
    let code = yarrow_rt::program::run_program(|ctx| {
        yarrow_eval::install(ctx);
        ctx.enter(|ctx| yarrow_builtins::set_arguments(ctx, &[]))?;
        ctx.enter(|ctx| {
            let unit = yarrow_interp::load(ctx, program, None)?;
            yarrow_interp::run(ctx, unit, Value::UNDEFINED).map(|_| ())
        })?;
        Ok(())
    });
    ExitCode::from(u8::try_from(code & 0xff).unwrap_or(1))
}
