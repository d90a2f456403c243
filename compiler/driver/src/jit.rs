//! `yarrow run`: the program compiled by Cranelift in this process, and run in it.

use crate::cli::RunArgs;
use crate::error::DriverError;
use crate::eval_use::evaluation;
use crate::link::Evaluation;
use crate::progress::{Phase, Progress};
use crate::timings::{self, Counted, GuardExits};
use crate::watch::{self, Dumps, Failure, Watch};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::process::ExitCode;
use yarrow_abi::layout::ModuleDesc;
use yarrow_mir::{Block, FuncId, Program};
use yarrow_objects::Context;
use yarrow_pipeline::{Counters, Unit, assumption};
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
    let unit = Unit::in_process(if args.stats.is_some() { Counters::Present } else { Counters::Absent });
    let lowered = parsed.optimise().lower_generators();
    let guards = args.stats.as_ref().map_or_else(Vec::new, |_| guards_of(lowered.program()));
    let code = lowered.to_lir(&unit);
    let loaded = code.cranelift_in_memory(&yarrow_rt::symbols::address_of).map_err(DriverError::from)?;
    drop(code);
    progress.split(Phase::Load, loaded.loading());
    let address = |name: String| loaded.symbol(&name).map(<*const u8>::expose_provenance);
    let counter = unit.resumption_counter().and_then(address);
    let guard_cells = unit.guard_counters().and_then(address);
    let descriptor = address(unit.descriptor()).expect("lowering exports the module's descriptor");
    let arguments: Vec<String> = args.args.iter().map(|a| a.to_string_lossy().into_owned()).collect();
    progress.phase(Phase::Run);
    timings::report_at_exit(
        args.report(),
        (args.backend.name(), args.codegen.opt),
        progress,
        Some(loaded.code_size() as u64),
        move || Counted {
            resumptions: counter.map(read_counter),
            guard_exits: guard_cells.map_or_else(Vec::new, |cells| guard_exits(guards, cells)),
        },
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

/// What each guard of the program assumes, and where, in the order of their cells.
fn guards_of(program: &Program) -> Vec<GuardExits> {
    let describe = |(id, b): (FuncId, Block)| {
        let f = &program.functions[id];
        let data = &f.blocks[b];
        let loc = data.term_loc;
        let file = program.files.get(usize::from(loc.file)).map_or("", String::as_str);
        let place = format!("{file}:{}:{}", loc.line, loc.column);
        GuardExits { place, assumes: assumption(program, f, &data.term).unwrap_or_default(), exits: 0 }
    };
    yarrow_pipeline::guard_sites(program).into_iter().map(describe).collect()
}

/// Those that failed, by place and assumption, the most frequent first.
fn guard_exits(guards: Vec<GuardExits>, cells: usize) -> Vec<GuardExits> {
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    for (i, guard) in guards.into_iter().enumerate() {
        let exits = read_counter(cells + 8 * i);
        if exits > 0 {
            *counts.entry((guard.place, guard.assumes)).or_default() += exits;
        }
    }
    let mut failed: Vec<GuardExits> =
        counts.into_iter().map(|((place, assumes), exits)| GuardExits { place, assumes, exits }).collect();
    failed.sort_by_key(|g| Reverse(g.exits));
    failed
}

/// Loads the module whose descriptor lies at this address, and runs it.
fn start(ctx: &mut Context, descriptor: usize) -> Result<(), Stop> {
    let descriptor = std::ptr::with_exposed_provenance::<ModuleDesc>(descriptor);
    // SAFETY: it is the descriptor of the module just compiled, whose memory is never freed.
    let index = unsafe { ctx.load_module(descriptor) }?;
    ctx.enter(|ctx| ctx.run_module(index))?;
    Ok(())
}
