//! `yarrow run`: the program compiled by Cranelift in this process, and run in it.

use crate::cli::RunArgs;
use crate::error::DriverError;
use crate::eval_use::evaluation;
use crate::link::Evaluation;
use crate::progress::{Phase, Progress};
use crate::timings;
use crate::watch::{self, Dumps, Failure, Watch};
use std::process::ExitCode;
use yarrow_abi::layout::ModuleDesc;
use yarrow_objects::Context;
use yarrow_pipeline::{Resumptions, Unit};
use yarrow_rt::program::Stop;

/// Compiles the program and runs it; returns its exit code.
pub fn run(args: &RunArgs) -> Result<ExitCode, Failure> {
    let progress = Progress::new();
    let watch = Watch { progress: &progress, dumps: Dumps::parse(&args.codegen.dump)? };
    let parsed = watch::parse(&args.input, args.goal, watch::settings(&args.codegen, None), &watch)?;
    let install_eval: fn(&mut Context) = match evaluation(parsed.program(), args.evaluation, &progress) {
        Evaluation::Without if args.evaluation.no_eval => |_| (),
        Evaluation::With | Evaluation::Without => yarrow_eval::install,
    };
    // What evaluates is in this process, whatever the module refers to.
    let unit = Unit::in_process(if args.stats.is_some() { Resumptions::Counted } else { Resumptions::Uncounted });
    let code = parsed.optimise().lower_generators().to_lir(&unit);
    let loaded = code.cranelift_in_memory(&yarrow_rt::symbols::address_of).map_err(DriverError::from)?;
    drop(code);
    progress.split(Phase::Load, loaded.loading());
    let address = |name: String| loaded.symbol(&name).map(<*const u8>::expose_provenance);
    let counter = unit.resumption_counter().and_then(address);
    let descriptor = address(unit.descriptor()).expect("lowering exports the module's descriptor");
    let arguments: Vec<String> = args.args.iter().map(|a| a.to_string_lossy().into_owned()).collect();
    progress.phase(Phase::Run);
    timings::report_at_exit(
        args.report(),
        (args.backend.name(), args.codegen.opt),
        progress,
        Some(loaded.code_size() as u64),
        move || counter.map(read_counter),
    );
    let code = yarrow_rt::program::run_program(|ctx| {
        install_eval(ctx);
        ctx.enter(|ctx| yarrow_builtins::set_arguments(ctx, &arguments))?;
        start(ctx, descriptor)
    });
    Ok(ExitCode::from(u8::try_from(code & 0xff).unwrap_or(1)))
}

/// Reads the counter at this address when the program has ended.
fn read_counter(address: usize) -> u64 {
    let counter = std::ptr::with_exposed_provenance::<u64>(address);
    // SAFETY: it is an aligned 64-bit cell of the module just compiled, whose memory is never freed, and the program's
    // thread, which alone writes it, has ended or is the one that exits.
    unsafe { counter.read_volatile() }
}

/// Loads the module whose descriptor lies at this address, and runs it.
fn start(ctx: &mut Context, descriptor: usize) -> Result<(), Stop> {
    let descriptor = std::ptr::with_exposed_provenance::<ModuleDesc>(descriptor);
    // SAFETY: it is the descriptor of the module just compiled, whose memory is never freed.
    let index = unsafe { ctx.load_module(descriptor) }?;
    ctx.enter(|ctx| ctx.run_module(index))?;
    Ok(())
}
