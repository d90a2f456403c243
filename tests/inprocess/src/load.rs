//! MIR to something that runs: the compiler's steps in the order in which the `yarrow` command has them, and
//! code in memory at their end.

use crate::{Fault, native};
use std::rc::Rc;
use yarrow_abi::layout::ModuleDesc;
use yarrow_mir::Program;
use yarrow_objects::rooted::Value;
use yarrow_objects::{Context, JsResult};
use yarrow_tiers::{Engine, Tier};

/// Of the symbols of compiled modules.
const PREFIX: &str = "test";

/// The symbol of a module's descriptor.
const DESCRIPTOR: &str = "test_module";

/// A program that is ready to run, in any context, any number of times.
#[derive(Clone, Debug)]
pub enum Unit {
    /// A module in memory, which is never unloaded.
    Native(*const ModuleDesc),
    /// MIR, which the interpreter takes.
    Interp(Rc<Program>),
}

/// MIR to something that runs.
///
/// # Errors
/// If the back end, the linker or the loader fails.
pub fn load(mut program: Program, tier: Tier) -> Result<Unit, Fault> {
    if tier.engine == Engine::Interpreter {
        return Ok(Unit::Interp(Rc::new(program)));
    }
    let level = tier.engine.level();
    if level.optimises() {
        yarrow_opt::optimize(&mut program, usize::MAX, |_, _, _| {});
    }
    yarrow_generator::lower_generators(&mut program);
    let options = yarrow_lower::Options {
        symbol_prefix: PREFIX.to_owned(),
        budget: yarrow_lower::Budget::of_level(level),
        ..yarrow_lower::Options::default()
    };
    let lir = yarrow_lower::lower_program(&program, &options);
    native::load(&lir, tier.engine, DESCRIPTOR).map(|desc| Unit::Native(desc.cast()))
}

/// Runs the top level of a program in the current realm.
///
/// # Errors
/// What it throws.
pub fn evaluate(ctx: &mut Context, unit: &Unit) -> JsResult<()> {
    ctx.enter(|ctx| match unit {
        // SAFETY: compiled modules are never unloaded.
        Unit::Native(desc) => match unsafe { ctx.load_module(*desc) } {
            Ok(index) => ctx.run_module(index),
            Err(error) => Err(ctx.throw_range_error(format_args!("{error}"))),
        },
        Unit::Interp(program) => {
            let unit = yarrow_interp::load(ctx, Program::clone(program), None)?;
            yarrow_interp::run(ctx, unit, Value::UNDEFINED).map(|_| ())
        }
    })
}
