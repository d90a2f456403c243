//! The life of a compiled program: a context, its module, the exit code.

use std::ffi::{c_char, c_int};
use yarrow_abi::layout::ModuleDesc;
use yarrow_gc::Settings;
use yarrow_objects::{Context, LoadError, Throw};

/// Native stack of the program's thread: address space, committed as it is used. Each page of it that a
/// runaway recursion touches costs time, so it is no larger than some ten thousand calls of any kind need.
const STACK: usize = 16 << 20;

/// A module descriptor on its way to the program's thread.
struct Program(*const ModuleDesc);

// SAFETY: descriptors are immutable static data, but for the index, written under a lock.
unsafe impl Send for Program {}

impl Program {
    fn run(&self, ctx: &mut Context) -> Result<(), Stop> {
        // SAFETY: the descriptor is that of a compiled program (the promise of `rt_main`).
        let index = unsafe { ctx.load_module(self.0) }?;
        ctx.enter(|ctx| ctx.run_module(index))?;
        Ok(())
    }
}

/// Why a program ended early.
#[derive(Debug)]
pub enum Stop {
    Uncaught(Throw),
    NotLoaded(LoadError),
}

impl From<Throw> for Stop {
    fn from(throw: Throw) -> Self {
        Stop::Uncaught(throw)
    }
}

impl From<LoadError> for Stop {
    fn from(error: LoadError) -> Self {
        Stop::NotLoaded(error)
    }
}

/// Runs `body`, the top level, as a program: on a stack of its own size, in a fresh context with the built-ins, and then
/// the event loop; prints what nobody caught, and returns the exit code.
pub fn run_program(body: impl FnOnce(&mut Context) -> Result<(), Stop> + Send) -> i32 {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || run_here(body));
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(code)) => code,
            // The panic has printed its message.
            Ok(Err(_)) => 70,
            Err(error) => not_started(&format!("no thread could be made: {error}")),
        }
    })
}

/// Says why a program did not start, and returns the exit code.
fn not_started(why: &str) -> i32 {
    eprintln!("The program could not start: {why}");
    70
}

fn run_here(body: impl FnOnce(&mut Context) -> Result<(), Stop>) -> i32 {
    let Some(ctx) = Context::try_with_settings(Settings::from_env()) else {
        return not_started("there is not enough memory");
    };
    // The process ends with the program, and the system takes its memory back at once.
    let ctx = Box::leak(ctx);
    let started = match yarrow_builtins::install(ctx) {
        Ok(()) => body(ctx),
        Err(throw) => Err(Stop::Uncaught(throw)),
    };
    let top_level = match started {
        Ok(()) => Ok(()),
        Err(Stop::Uncaught(throw)) => Err(throw),
        Err(Stop::NotLoaded(error)) => {
            ctx.enter(|ctx| ctx.write_stderr(format!("{error}\n").as_bytes()));
            return 1;
        }
    };
    ctx.enter(|ctx| {
        let code = yarrow_builtins::run_to_end(ctx, top_level);
        ctx.write_statistics();
        code
    })
}

/// The body of `main`.
///
/// # Safety
/// `desc` is the descriptor of a compiled module; `argc` and `argv` are those of `main`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_main(desc: *const ModuleDesc, argc: c_int, argv: *const *const c_char) -> c_int {
    let _ = (argc, argv);
    let program = Program(desc);
    run_program(move |ctx| {
        let program = program;
        program.run(ctx)
    })
}

/// Only a runtime of this ABI version defines the symbol that compiled objects refer to.
#[unsafe(no_mangle)]
pub static rt_abi_version_1: u32 = yarrow_abi::ABI_VERSION;
