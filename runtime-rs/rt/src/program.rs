//! The life of a compiled program: a context, its module, the exit code.

use std::ffi::{c_char, c_int};
use yarrow_abi::layout::ModuleDesc;
use yarrow_core::{Context, Throw};

/// Native stack of the program's thread: address space, committed as it is used.
const STACK: usize = 256 << 20;

/// A module descriptor on its way to the program's thread.
struct Program(*const ModuleDesc);

// SAFETY: descriptors are immutable static data, but for the index, written under a lock.
unsafe impl Send for Program {}

impl Program {
    fn run(&self) -> i32 {
        let mut ctx = Context::new();
        let code = match yarrow_builtins::install(&mut ctx) {
            // SAFETY: the descriptor is that of a compiled program (the promise of `rt_main`).
            Ok(()) => match unsafe { ctx.load_module(self.0) } {
                Ok(index) => match ctx.run_module(index) {
                    Ok(_) => 0,
                    Err(throw) => report_uncaught(&mut ctx, throw),
                },
                Err(error) => {
                    ctx.write_stderr(format!("{error}\n").as_bytes());
                    1
                }
            },
            Err(throw) => report_uncaught(&mut ctx, throw),
        };
        ctx.stdout.flush();
        code
    }
}

/// Prints an exception that nobody caught, and answers the exit code.
fn report_uncaught(ctx: &mut Context, throw: Throw) -> i32 {
    ctx.root(throw.0);
    yarrow_builtins::report_uncaught(ctx, throw);
    1
}

/// Runs a compiled program: the body of `main`.
///
/// # Safety
/// `desc` is the descriptor of a compiled module; `argc` and `argv` are those of `main`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_main(desc: *const ModuleDesc, argc: c_int, argv: *const *const c_char) -> c_int {
    let _ = (argc, argv);
    let program = Program(desc);
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let program = program;
        program.run()
    });
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        Ok(Err(_)) | Err(_) => 70,
    }
}

/// Only a runtime of this ABI version defines the symbol that compiled objects refer to.
#[unsafe(no_mangle)]
pub static rt_abi_version_1: u32 = yarrow_abi::ABI_VERSION;
