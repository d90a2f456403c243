//! The `yarrow` command. Exit codes: 0 done, 1 diagnostics or a failure outside our hands, 2 wrong
//! usage, 101 a bug of ours (a panic).

mod bisect;
mod build;
mod child;
mod cli;
mod compare;
mod error;
mod eval_use;
mod explain;
mod interpret;
mod jit;
mod link;
mod output;
mod progress;
mod reduce;
mod sdk;
mod spinner;
mod timings;
mod units;
mod usage;
mod watch;

use clap::Parser;
use cli::{Cli, Command, Engine, ExplainArgs};
use progress::Progress;
use std::process::ExitCode;
use watch::{Dumps, Failure, Watch};
use yarrow_frontend::CompileError;
use yarrow_pipeline::Settings;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match execute(&cli.command) {
        Ok(code) => code,
        Err(failure) => {
            report(&failure);
            match failure {
                Failure::Program(_) => ExitCode::from(1),
                Failure::Driver(e) => ExitCode::from(e.exit_code()),
            }
        }
    }
}

fn execute(command: &Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Build(args) => build::build(args)?,
        Command::Run(args) => {
            return match args.backend {
                Engine::Cranelift => jit::run(args),
                Engine::Llvm => build::run(args),
                Engine::Interp => interpret::run(args),
            };
        }
        Command::Compare(args) => compare::compare(args)?,
        Command::Check(args) => drop(watch::parse_only(&args.input, args.goal)?),
        Command::Bisect(args) => return bisect::bisect(args),
        Command::Reduce(args) => reduce::reduce(args)?,
        Command::Explain(args) => explain_command(args)?,
        Command::Sdk(args) => sdk::write_sdk(&args.directory)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn explain_command(args: &ExplainArgs) -> Result<(), Failure> {
    let progress = Progress::new();
    let watch = Watch { progress: &progress, dumps: Dumps::default() };
    let parsed = watch::parse(&args.input, args.goal, Settings::of_level(args.opt), &watch)?;
    let lowered = parsed.optimise().lower_generators();
    progress.hide();
    output::write_text(None, &explain::explain(lowered.program(), lowered.generators()))?;
    Ok(())
}

fn report(failure: &Failure) {
    match failure {
        Failure::Program(CompileError::Source { sources, diagnostics }) => {
            eprint!("{}", yarrow_diag::render(diagnostics, sources, spinner::colour()));
            let n = diagnostics.len();
            eprintln!("\n{n} error{} found", if n == 1 { "" } else { "s" });
        }
        Failure::Program(e @ CompileError::Input(_)) => eprintln!("error: {e}"),
        Failure::Driver(e) => eprintln!("error: {e}"),
    }
}
