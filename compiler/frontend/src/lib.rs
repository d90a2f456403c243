//! JavaScript and TypeScript source to MIR.
//!
//! [`compile`] loads the entry module and what it imports, parses and checks them with oxc, and
//! lowers all of them into one [`yarrow_mir::Program`]. What is not supported is a diagnostic with
//! its span; user input never makes it panic. The phases, each a folder or file of its own:
//!
//! * `load`: files to parsed modules, dependencies first;
//! * `analyze`: scopes, what each name stands for, which variables are captured, checked, assigned where;
//! * `link`: imports to the exporting module's variables;
//! * `lower`: statements and expressions to MIR.
//!
//! [`outline`] says of a text what a smaller one may leave out. [`compile_eval`] (`eval`) does the same with text that a running program evaluates: scripts, `eval`, functions
//! made from text.

mod analyze;
mod call_targets;
mod cjs;
mod error;
mod eval;
mod json;
mod link;
mod load;
mod lower;
mod misplaced;
mod options;
pub mod outline;
mod ts;

use std::path::Path;

pub use error::{CompileError, InputError};
pub use eval::{EvalError, EvalSource, Evaluated, FunctionForm, compile_eval};
pub use load::{FileKind, FileLoader, Loader};
pub use options::{Goal, Options};
use yarrow_mir::Program;

/// Stack of the thread that compiles: parser and lowering recurse with the nesting of the source.
/// Only what is used of it is ever backed by memory.
const STACK_SIZE: usize = 1 << 30;

/// Compiles the module at `entry` and everything it imports, read through `loader`.
///
/// # Errors
/// An entry that cannot be read, or the diagnostics of all modules, in source order.
pub fn compile(entry: &Path, loader: &dyn Loader, options: &Options) -> Result<Program, CompileError> {
    compile_observed(entry, loader, options, &())
}

/// What is said of a program that compiles.
#[derive(Debug)]
pub struct Warnings {
    pub sources: yarrow_diag::SourceMap,
    pub diagnostics: Vec<yarrow_diag::Diagnostic>,
}

/// Who watches a compilation.
pub trait Watcher: Sync {
    /// All files are read, parsed and analysed; the first of them is about to be lowered.
    fn loaded(&self) {}

    /// The program compiles, with warnings.
    fn warned(&self, _warnings: &Warnings) {}
}

/// Nobody.
impl Watcher for () {}

/// The same, watched.
///
/// # Errors
/// As [`compile`].
pub fn compile_observed(
    entry: &Path,
    loader: &dyn Loader,
    options: &Options,
    watcher: &dyn Watcher,
) -> Result<Program, CompileError> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("frontend".to_owned()).stack_size(STACK_SIZE);
        let compiling = thread
            .spawn_scoped(scope, || compile_here(entry, loader, options, watcher))
            .map_err(|source| CompileError::Input(InputError::Thread(source)))?;
        compiling.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn compile_here(
    entry: &Path,
    loader: &dyn Loader,
    options: &Options,
    watcher: &dyn Watcher,
) -> Result<Program, CompileError> {
    let allocator = oxc_allocator::Allocator::default();
    let mut graph = load::load(&allocator, entry, loader, options)?;
    watcher.loaded();
    let mut program = Program::default();
    let linked = link::link(&mut graph, &mut program);
    load::broken::set_aside(&mut graph);
    lower::lower(&mut graph, &linked, &mut program);
    let load::Graph { sources, mut diagnostics, .. } = graph;
    yarrow_diag::sort(&mut diagnostics);
    let errors = diagnostics.iter().any(|d| d.severity == yarrow_diag::Severity::Error);
    if !errors {
        program.files = sources.names().map(str::to_owned).collect();
        if !diagnostics.is_empty() {
            watcher.warned(&Warnings { sources, diagnostics });
        }
        return Ok(program);
    }
    diagnostics.retain(|d| d.severity == yarrow_diag::Severity::Error);
    Err(CompileError::Source { sources, diagnostics })
}
