//! Source to something that runs: the compiler's steps in the order in which the `yarrow` command has
//! them, and code in memory at their end.

use crate::native;
use crate::outcome::Outcome;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use yarrow_abi::layout::ModuleDesc;
use yarrow_core::{Context, JsResult, Value};
use yarrow_frontend::{CompileError, FileKind, FileLoader, Goal, Loader};
use yarrow_mir::Program;
use yarrow_tiers::{Engine, Tier};

/// Why a source is not a program.
#[derive(Clone, Debug)]
pub enum Rejected {
    /// The source is wrong: a SyntaxError.
    Wrong(String),
    /// The compiler does not support something in it yet.
    Unsupported(String),
}

impl Rejected {
    pub fn outcome(&self) -> Outcome {
        match self {
            Rejected::Wrong(message) => Outcome::fail(format!("rejected: {message}")),
            Rejected::Unsupported(message) => Outcome::unsupported(message),
        }
    }
}

/// The files of a checkout of test262, but for one, whose text is given.
struct Overlay<'t> {
    checkout: &'t Path,
    path: &'t Path,
    text: &'t str,
}

impl Loader for Overlay<'_> {
    fn load(&self, path: &Path) -> io::Result<Vec<u8>> {
        if path == self.path { Ok(self.text.as_bytes().to_vec()) } else { FileLoader.load(&self.checkout.join(path)) }
    }

    fn kind(&self, path: &Path) -> Option<FileKind> {
        FileLoader.kind(&self.checkout.join(path))
    }

    fn root(&self) -> PathBuf {
        self.checkout.to_owned()
    }
}

/// The text of a module or of a script, and what it imports beside it, to MIR. The path is one of the
/// checkout.
pub fn compile(checkout: &Path, path: &Path, text: &str, goal: Goal) -> Result<Program, Rejected> {
    let loader = Overlay { checkout, path, text };
    let options = yarrow_frontend::Options { goal };
    yarrow_frontend::compile(path, &loader, &options).map_err(|error| rejection(&error))
}

/// What the compiler says, as one line: an error of the source counts more than what is not supported.
fn rejection(error: &CompileError) -> Rejected {
    let CompileError::Source { diagnostics, .. } = error else { return Rejected::Wrong(error.to_string()) };
    let wrong = diagnostics.iter().find(|d| !is_unsupported(&d.message));
    match wrong.or(diagnostics.first()) {
        Some(d) if wrong.is_some() => Rejected::Wrong(d.message.clone()),
        Some(d) => Rejected::Unsupported(d.message.clone()),
        None => Rejected::Wrong(error.to_string()),
    }
}

fn is_unsupported(message: &str) -> bool {
    message.contains("not supported")
}

/// Of the symbols of compiled modules.
const PREFIX: &str = "test";

/// The symbol of a module's descriptor.
const DESCRIPTOR: &str = "test_module";

/// A program that is ready to run, in any context, any number of times.
#[derive(Clone)]
pub enum Unit {
    /// A module in memory, which is never unloaded.
    Native(*const ModuleDesc),
    Interp(Rc<Program>),
}

/// MIR to something that runs.
pub fn load(mut program: Program, tier: Tier) -> Result<Unit, Outcome> {
    if tier.engine == Engine::Interpreter {
        return Ok(Unit::Interp(Rc::new(program)));
    }
    let level = tier.engine.level();
    if level > 0 {
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
pub fn evaluate(ctx: &mut Context, unit: &Unit) -> JsResult<Value> {
    match unit {
        // SAFETY: compiled modules are never unloaded.
        Unit::Native(desc) => match unsafe { ctx.load_module(*desc) } {
            Ok(index) => ctx.run_module(index),
            Err(error) => Err(ctx.throw_range_error(format_args!("{error}"))),
        },
        Unit::Interp(program) => {
            let unit = yarrow_interp::load(ctx, Program::clone(program), None)?;
            yarrow_interp::run(ctx, unit, Value::UNDEFINED)
        }
    }
}
