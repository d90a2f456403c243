//! `yarrow run --backend=interp`: the program's MIR in this process, by the interpreter.

use crate::cli::RunArgs;
use crate::error::DriverError;
use crate::progress::{Phase, Progress};
use crate::timings;
use crate::watch::{self, Dumps, Failure, Watch};
use std::process::ExitCode;
use yarrow_mir::Program;
use yarrow_objects::Context;
use yarrow_objects::rooted::Value;

/// Runs the program as the frontend emits it, or as it is after the pass that `--after` names.
pub fn run(args: &RunArgs) -> Result<ExitCode, Failure> {
    if args.stats.is_some() {
        return Err(DriverError::StatsOfBackend.into());
    }
    let progress = Progress::new();
    let watch = Watch { progress: &progress, dumps: Dumps::parse(&args.codegen.dump)? };
    let parsed = watch::parse(&args.input, args.goal, watch::settings(&args.codegen, None), &watch)?;
    let program = match &args.after {
        Some(pass) => parsed.optimise_until(pass).map_err(DriverError::from)?.into_program(),
        None => parsed.into_program(),
    };
    let arguments: Vec<String> = args.args.iter().map(|a| a.to_string_lossy().into_owned()).collect();
    let install: fn(&mut Context) = if args.evaluation.no_eval { |_| () } else { yarrow_eval::install };
    progress.phase(Phase::Run);
    timings::report_at_exit(
        args.report(),
        (args.backend.name(), args.codegen.opt),
        progress,
        None,
        timings::Counted::default,
    );
    let code = interpret(program, &arguments, install);
    Ok(ExitCode::from(u8::try_from(code & 0xff).unwrap_or(1)))
}

fn interpret(program: Program, arguments: &[String], install_eval: fn(&mut Context)) -> i32 {
    yarrow_rt::program::run_program(|ctx| {
        install_eval(ctx);
        ctx.enter(|ctx| yarrow_builtins::set_arguments(ctx, arguments))?;
        ctx.enter(|ctx| {
            yarrow_rt::libraries::enable(ctx);
            let unit = yarrow_interp::load(ctx, program, None)?;
            yarrow_interp::run(ctx, unit, Value::UNDEFINED).map(|_| ())
        })?;
        Ok(())
    })
}
