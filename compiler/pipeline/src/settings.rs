//! What is wanted of a compilation.

use yarrow_lir::OptLevel;
use yarrow_lower::{Budget, Dispatch, GuardStress};

/// How to compile.
#[derive(Clone, Debug)]
pub struct Settings {
    pub opt: OptLevel,
    /// The most function passes to run over MIR: the way to the one that breaks a program.
    pub passes: usize,
    /// Which guards fail that would hold.
    pub guards: GuardStress,
    /// How generators find the state that they go on from.
    pub dispatch: Dispatch,
    /// DWARF line tables.
    pub debug_info: bool,
    /// A triple, for what is not run in this process; the host's if none.
    pub target: Option<String>,
}

impl Settings {
    /// All that the level stands for, for this machine, without debug information.
    #[must_use]
    pub fn of_level(opt: OptLevel) -> Settings {
        Settings {
            opt,
            passes: usize::MAX,
            guards: GuardStress::Never,
            dispatch: Dispatch::Auto,
            debug_info: false,
            target: None,
        }
    }

    pub(crate) fn llvm(&self) -> yarrow_llvm::Options {
        yarrow_llvm::Options {
            opt: self.opt,
            debug_info: self.debug_info,
            target: self.target.clone(),
            ..yarrow_llvm::Options::default()
        }
    }

    pub(crate) fn cranelift(&self) -> yarrow_cranelift::Options {
        yarrow_cranelift::Options { opt: self.opt, debug_info: self.debug_info, target: self.target.clone() }
    }
}

/// Whose start-up the code is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// An executable: the module is `yarrow_module`.
    Executable,
    /// A library: the module is named after it.
    Library(String),
}

/// Does the program count the resumptions of its generators?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counters {
    Absent,
    Present,
}

/// What LIR is to be for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub kind: UnitKind,
    /// The code refers to what the evaluator's archive alone defines.
    pub evaluates: bool,
    pub counters: Counters,
}

impl Unit {
    /// Of a program that is run in this process, which has whatever evaluates text.
    #[must_use]
    pub fn in_process(counters: Counters) -> Unit {
        Unit { kind: UnitKind::Executable, evaluates: false, counters }
    }

    /// The symbol of the module's descriptor.
    #[must_use]
    pub fn descriptor(&self) -> String {
        format!("{}_module", self.prefix())
    }

    /// The symbol of the cell that counts resumptions, where they are counted.
    #[must_use]
    pub fn resumption_counter(&self) -> Option<String> {
        (self.counters == Counters::Present).then(|| format!("{}_resumptions", self.prefix()))
    }

    /// The symbol of the cells that count failures of guards, where there are any: by index in [`guard_sites`](crate::guard_sites).
    /// Executables have it, since one thread alone runs their code.
    #[must_use]
    pub fn guard_counters(&self) -> Option<String> {
        (self.kind == UnitKind::Executable).then(|| format!("{}_guard_exits", self.prefix()))
    }

    fn prefix(&self) -> &str {
        match &self.kind {
            UnitKind::Executable => "yarrow",
            UnitKind::Library(name) => name,
        }
    }

    pub(crate) fn options(&self, settings: &Settings) -> yarrow_lower::Options {
        yarrow_lower::Options {
            symbol_prefix: self.prefix().to_owned(),
            main: self.kind == UnitKind::Executable,
            evaluates: self.evaluates,
            counters: self.counters == Counters::Present,
            counts_guards: self.kind == UnitKind::Executable,
            budget: Budget::of_level(settings.opt),
            guards: settings.guards,
            dispatch: settings.dispatch,
        }
    }
}
