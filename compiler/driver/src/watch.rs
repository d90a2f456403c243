//! The compiler as the command drives it: sources come from files, each step is shown and timed, and MIR is dumped where
//! `--dump` asks for it.

use crate::cli::{CodegenArgs, GoalArgs};
use crate::error::DriverError;
use crate::progress::{Phase, Progress};
use std::path::Path;
use yarrow_frontend::{CompileError, FileLoader};
use yarrow_lir::OptLevel;
use yarrow_mir::Program;
use yarrow_pipeline::{Compilation, GENERATOR_STEP, Observer, Parsed, Settings, Step, When};

/// Why a command failed: the user's program, or something else.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Program(#[from] CompileError),
    #[error(transparent)]
    Driver(#[from] DriverError),
}

/// What the options of the command line want of the compiler.
#[must_use]
pub fn settings(args: &CodegenArgs, target: Option<String>) -> Settings {
    Settings {
        opt: args.opt,
        passes: args.opt_bisect,
        guards: args.stress_guards,
        dispatch: args.dispatch,
        debug_info: args.debug,
        target,
    }
}

/// The program at `input`, as the frontend emits it.
pub fn parse<'o>(input: &Path, goal: GoalArgs, settings: Settings, watch: &'o Watch) -> Result<Parsed<'o>, Failure> {
    Ok(Compilation::observed(settings, watch).parse(input, &FileLoader, &goal.options())?)
}

/// The program at `input`, of which no code is to be made.
pub fn parse_only(input: &Path, goal: GoalArgs) -> Result<Program, Failure> {
    let progress = Progress::new();
    let watch = Watch { progress: &progress, dumps: Dumps::default() };
    Ok(parse(input, goal, Settings::of_level(OptLevel::O0), &watch)?.into_program())
}

/// What `--dump` asked for.
#[derive(Debug, Default)]
pub struct Dumps {
    before: Vec<String>,
    after: Vec<String>,
}

impl Dumps {
    pub fn parse(wanted: &[String]) -> Result<Dumps, DriverError> {
        let names: Vec<&str> = yarrow_opt::PASSES.iter().map(|p| p.name).chain([GENERATOR_STEP]).collect();
        let mut dumps = Dumps::default();
        for w in wanted {
            let unknown = || DriverError::UnknownDump(w.clone(), names.join(", "));
            let (when, pass) = w.split_once(':').ok_or_else(unknown)?;
            if !names.contains(&pass) {
                return Err(unknown());
            }
            match when {
                "before" => dumps.before.push(pass.to_owned()),
                "after" => dumps.after.push(pass.to_owned()),
                _ => return Err(unknown()),
            }
        }
        Ok(dumps)
    }
}

/// Tells the progress what is being done, and prints what is to be dumped.
#[derive(Debug)]
pub struct Watch<'p> {
    pub progress: &'p Progress,
    pub dumps: Dumps,
}

impl Observer for Watch<'_> {
    fn begins(&self, step: Step) {
        self.progress.phase(match step {
            Step::Parse => Phase::Parse,
            Step::Mir => Phase::Mir,
            Step::Passes => Phase::Passes,
            Step::Generators => Phase::Generators,
            Step::Lir => Phase::Lir,
            Step::CodeGeneration => Phase::CodeGeneration,
        });
    }

    fn warned(&self, warnings: &yarrow_frontend::Warnings) {
        self.progress.hide();
        eprint!("{}", yarrow_diag::render(&warnings.diagnostics, &warnings.sources, crate::spinner::colour()));
    }

    fn around(&self, when: When, pass: &str, program: &Program) {
        let (list, when) = match when {
            When::Before => (&self.dumps.before, "before"),
            When::After => (&self.dumps.after, "after"),
        };
        if list.iter().any(|p| p == pass) {
            eprintln!("; {when} {pass}\n{}", yarrow_mir::text::write_program(program));
        }
    }
}
