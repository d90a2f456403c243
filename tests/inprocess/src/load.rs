//! MIR to something that runs, by the pipeline that the `yarrow` command has too.

use crate::{Fault, native};
use std::rc::Rc;
use yarrow_abi::layout::ModuleDesc;
use yarrow_mir::Program;
use yarrow_objects::rooted::Value;
use yarrow_objects::{Context, JsResult};
use yarrow_pipeline::{Compilation, Counters, Settings};
pub use yarrow_pipeline::{Dispatch, GuardStress};
use yarrow_tiers::{Engine, Tier};

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
pub fn load(program: Program, tier: Tier, guards: GuardStress, dispatch: Dispatch) -> Result<Unit, Fault> {
    if tier.engine == Engine::Interpreter {
        return Ok(Unit::Interp(Rc::new(program)));
    }
    let unit = yarrow_pipeline::Unit::in_process(Counters::Absent);
    let compilation = Compilation::new(Settings { guards, dispatch, ..Settings::of_level(tier.engine.level()) });
    let code = compilation.of(program).optimise().lower_generators().to_lir(&unit);
    native::load(&code, tier.engine, &unit.descriptor()).map(|desc| Unit::Native(desc.cast()))
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
            yarrow_rt::libraries::enable(ctx);
            let unit = yarrow_interp::load(ctx, Program::clone(program), None)?;
            yarrow_interp::run(ctx, unit, Value::UNDEFINED).map(|_| ())
        }
    })
}
