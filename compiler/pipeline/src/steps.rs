//! Source to LIR, each step's result a type.

use crate::code::Code;
use crate::observe::{GENERATOR_STEP, Observer, Step, When};
use crate::settings::{Settings, Unit};
use std::path::Path;
use yarrow_frontend::{CompileError, Loader};
use yarrow_mir::Program;
use yarrow_opt::{PASSES, Pass};

/// Tells the observer what the frontend does.
struct Watched<'o>(&'o dyn Observer);

impl yarrow_frontend::Watcher for Watched<'_> {
    fn loaded(&self) {
        self.0.begins(Step::Mir);
    }

    fn warned(&self, warnings: &yarrow_frontend::Warnings) {
        self.0.warned(warnings);
    }
}

/// A compilation that has not begun.
#[derive(Clone)]
pub struct Compilation<'o> {
    settings: Settings,
    observer: &'o dyn Observer,
}

impl Compilation<'static> {
    /// One that nobody watches.
    #[must_use]
    pub fn new(settings: Settings) -> Compilation<'static> {
        Compilation { settings, observer: &() }
    }
}

impl<'o> Compilation<'o> {
    /// One that `observer` sees go by.
    #[must_use]
    pub fn observed(settings: Settings, observer: &'o dyn Observer) -> Compilation<'o> {
        Compilation { settings, observer }
    }

    /// Source to MIR as the frontend emits it.
    ///
    /// # Errors
    /// What is wrong with the sources, or with the entry.
    pub fn parse(
        self,
        entry: &Path,
        loader: &dyn Loader,
        options: &yarrow_frontend::Options,
    ) -> Result<Parsed<'o>, CompileError> {
        self.observer.begins(Step::Parse);
        let program = yarrow_frontend::compile_observed(entry, loader, options, &Watched(self.observer))?;
        Ok(self.of(program))
    }

    /// A program that the frontend has made before.
    #[must_use]
    pub fn of(self, program: Program) -> Parsed<'o> {
        verify(&program, "the frontend");
        Parsed { compilation: self, program }
    }
}

/// MIR as the frontend emits it.
pub struct Parsed<'o> {
    compilation: Compilation<'o>,
    program: Program,
}

/// There is no pass of this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}: there is no such pass; the passes are {list}", list = PASSES.iter().map(|p| p.name).collect::<Vec<_>>().join(", "))]
pub struct UnknownPass(pub String);

impl<'o> Parsed<'o> {
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    #[must_use]
    pub fn into_program(self) -> Program {
        self.program
    }

    /// Runs the passes over MIR that the level asks for.
    #[must_use]
    pub fn optimise(self) -> Optimised<'o> {
        let passes = if self.compilation.settings.opt.optimises() { PASSES } else { &[] };
        self.run(passes)
    }

    /// Runs the passes up to the one of this name, at whatever level.
    ///
    /// # Errors
    /// If there is none.
    pub fn optimise_until(self, last: &str) -> Result<Optimised<'o>, UnknownPass> {
        let end = PASSES.iter().position(|p| p.name == last).ok_or_else(|| UnknownPass(last.to_owned()))?;
        Ok(self.run(&PASSES[..=end]))
    }

    fn run(mut self, passes: &[Pass]) -> Optimised<'o> {
        let Compilation { settings, observer } = &self.compilation;
        observer.begins(Step::Passes);
        yarrow_opt::run_passes(&mut self.program, passes, settings.passes, |program, pass, after| {
            observer.around(if after { When::After } else { When::Before }, pass.name, program);
            if after {
                verify(program, pass.name);
            }
        });
        Optimised { compilation: self.compilation, program: self.program }
    }
}

/// MIR after the passes, before generator lowering.
pub struct Optimised<'o> {
    compilation: Compilation<'o>,
    program: Program,
}

impl<'o> Optimised<'o> {
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    #[must_use]
    pub fn into_program(self) -> Program {
        self.program
    }

    /// Cuts each generator into its ramp and its resume function.
    #[must_use]
    pub fn lower_generators(mut self) -> Lowered<'o> {
        let observer = self.compilation.observer;
        observer.begins(Step::Generators);
        observer.around(When::Before, GENERATOR_STEP, &self.program);
        let generators = yarrow_generator::lower_generators(&mut self.program);
        observer.around(When::After, GENERATOR_STEP, &self.program);
        verify(&self.program, GENERATOR_STEP);
        Lowered { compilation: self.compilation, program: self.program, generators }
    }
}

/// MIR without suspensions.
pub struct Lowered<'o> {
    compilation: Compilation<'o>,
    program: Program,
    generators: Vec<yarrow_generator::Lowered>,
}

impl<'o> Lowered<'o> {
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// What became of each generator, in program order.
    #[must_use]
    pub fn generators(&self) -> &[yarrow_generator::Lowered] {
        &self.generators
    }

    /// MIR to LIR, for any number of units.
    #[must_use]
    pub fn to_lir(&self, unit: &Unit) -> Code<'o> {
        let Compilation { settings, observer } = &self.compilation;
        observer.begins(Step::Lir);
        let lir = yarrow_lower::lower_program(&self.program, &unit.options(settings));
        Code::new(lir, settings.clone(), *observer)
    }
}

/// In debug builds, and where `YARROW_VERIFY` is set: a wrong program after a step is our bug.
fn verify(program: &Program, step: &str) {
    if (cfg!(debug_assertions) || std::env::var_os("YARROW_VERIFY").is_some())
        && let Err(errors) = yarrow_mir::verify::verify_program(program)
    {
        let list: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("MIR is wrong after {step}:\n{}", list.join("\n"));
    }
}
