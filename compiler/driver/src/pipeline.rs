//! The order of the compiler: frontend, passes over MIR, generator lowering, LIR, a back end.

use crate::cli::CodegenArgs;
use crate::error::DriverError;
use crate::link::Evaluation;
use crate::progress::{Parallel, Phase, Progress};
use crate::usage::processor_time;
use std::path::Path;
use yarrow_frontend::{CompileError, FileLoader, Options};
use yarrow_generator::Lowered;
use yarrow_lir::OptLevel;
use yarrow_lower::Budget;
use yarrow_mir::Program;
use yarrow_opt::Pass;

/// Name of the step that `--dump` knows besides the passes.
pub const GENERATOR_STEP: &str = "generators";

/// Why a command failed: the user's program, or something else.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Program(#[from] CompileError),
    #[error(transparent)]
    Driver(#[from] DriverError),
}

/// Source to MIR as the frontend emits it: two phases.
pub fn parse(input: &Path, options: &Options, progress: &Progress) -> Result<Program, Failure> {
    progress.phase(Phase::Parse);
    let loaded = || progress.phase(Phase::Mir);
    let program = yarrow_frontend::compile_observed(input, &FileLoader, options, &loaded)?;
    verify(&program, "the frontend");
    Ok(program)
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

    fn show(&self, program: &Program, pass: &str, after: bool) {
        let (list, when) = if after { (&self.after, "after") } else { (&self.before, "before") };
        if list.iter().any(|p| p == pass) {
            eprintln!("; {when} {pass}\n{}", yarrow_mir::text::write_program(program));
        }
    }
}

/// The passes before generator lowering.
pub fn optimize(program: &mut Program, opt: OptLevel, bisect: usize, dumps: &Dumps) {
    if opt.optimises() {
        run_passes(program, yarrow_opt::PASSES, bisect, dumps);
    }
}

/// The passes up to the one of this name.
pub fn optimize_until(program: &mut Program, last: &str, bisect: usize, dumps: &Dumps) -> Result<(), DriverError> {
    let Some(end) = yarrow_opt::PASSES.iter().position(|p| p.name == last) else {
        let names: Vec<&str> = yarrow_opt::PASSES.iter().map(|p| p.name).collect();
        return Err(DriverError::UnknownPass(last.to_owned(), names.join(", ")));
    };
    run_passes(program, &yarrow_opt::PASSES[..=end], bisect, dumps);
    Ok(())
}

fn run_passes(program: &mut Program, passes: &[Pass], bisect: usize, dumps: &Dumps) {
    yarrow_opt::run_passes(program, passes, bisect, |program, pass, after| {
        dumps.show(program, pass.name, after);
        if after {
            verify(program, pass.name);
        }
    });
}

/// Generator lowering.
pub fn lower_generators(program: &mut Program, dumps: &Dumps) -> Vec<Lowered> {
    dumps.show(program, GENERATOR_STEP, false);
    let lowered = yarrow_generator::lower_generators(program);
    dumps.show(program, GENERATOR_STEP, true);
    verify(program, GENERATOR_STEP);
    lowered
}

/// In debug builds, and where `YARROW_VERIFY` is set: a wrong program after a step is our bug.
fn verify(program: &Program, step: &str) {
    if (cfg!(debug_assertions) || std::env::var_os("YARROW_VERIFY").is_some())
        && let Err(errors) = yarrow_mir::verify::verify_program(program)
    {
        let list: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("MIR is wrong after {step}:\n{}", list.join("\n"));
    }
}

/// Whose start-up the code is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// An executable: the module is `yarrow_module`.
    Executable,
    /// A library: the module is named after it.
    Library(String),
}

/// Does the program count the resumptions of its generators?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resumptions {
    Uncounted,
    Counted,
}

/// MIR to LIR.
#[must_use]
pub fn to_lir(
    program: &Program,
    unit: &Unit,
    evaluation: Evaluation,
    opt: OptLevel,
    resumptions: Resumptions,
) -> yarrow_lir::Module {
    let options = yarrow_lower::Options {
        symbol_prefix: match unit {
            Unit::Executable => "yarrow".to_owned(),
            Unit::Library(name) => name.clone(),
        },
        main: *unit == Unit::Executable,
        evaluates: evaluation == Evaluation::With,
        count_resumptions: resumptions == Resumptions::Counted,
        budget: Budget::of_level(opt),
    };
    yarrow_lower::lower_program(program, &options)
}

/// What Cranelift is to make of LIR.
#[must_use]
pub fn cranelift_options(args: &CodegenArgs, target: Option<String>) -> yarrow_cranelift::Options {
    yarrow_cranelift::Options { opt: args.opt, debug_info: args.debug, target }
}

/// LIR to LLVM's optimised form.
pub fn to_llvm(
    lir: &yarrow_lir::Module,
    args: &CodegenArgs,
    target: Option<String>,
) -> Result<yarrow_llvm::Compiled, DriverError> {
    Ok(yarrow_llvm::compile(lir, &llvm_options(args, target))?)
}

fn llvm_options(args: &CodegenArgs, target: Option<String>) -> yarrow_llvm::Options {
    yarrow_llvm::Options { opt: args.opt, debug_info: args.debug, target, ..yarrow_llvm::Options::default() }
}

/// LIR to objects for the linker, large modules in parts at the same time.
pub fn llvm_objects(
    lir: &yarrow_lir::Module,
    args: &CodegenArgs,
    target: Option<String>,
    progress: &Progress,
) -> Result<Vec<Vec<u8>>, DriverError> {
    let made = yarrow_llvm::compile_objects(lir, &llvm_options(args, target))?;
    progress.part(PASSES, made.passes);
    progress.part(EMISSION, made.emission);
    progress.in_parallel(Parallel { objects: made.objects.len(), threads: made.threads });
    Ok(made.objects)
}

/// Parts of LLVM's code generation; what else there is of it makes LLVM's form.
pub const PASSES: &str = "passes";
const EMISSION: &str = "emission";

/// LLVM's form to machine code, as a file or as text.
pub fn emit_llvm<T>(
    emit: impl FnOnce() -> Result<T, yarrow_llvm::LlvmError>,
    progress: &Progress,
) -> Result<T, DriverError> {
    let start = processor_time();
    let emitted = emit()?;
    progress.part(EMISSION, processor_time().saturating_sub(start));
    Ok(emitted)
}
