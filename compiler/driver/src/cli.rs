//! The command line.

use crate::compare::configuration::Configuration;
use crate::timings::Form;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use yarrow_frontend::{Goal, Options};
use yarrow_lir::OptLevel;
use yarrow_pipeline::{Dispatch, GuardStress};

/// Ahead-of-time compiler for JavaScript and TypeScript.
#[derive(Debug, Parser)]
#[command(name = "yarrow", version, about, propagate_version = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compile a program to an executable, or to what --emit names
    Build(BuildArgs),
    /// Compile a program in this process and run it
    Run(RunArgs),
    /// Compile a program by several configurations, check that they agree, and measure them
    Compare(CompareArgs),
    /// Report the errors of a program without generating code
    Check(CheckArgs),
    /// Find the pass, and the function, with which a program stops doing what the interpreter does
    Bisect(BisectArgs),
    /// Make a program smaller, as long as a command of yours says that what you are after is still in it
    Reduce(ReduceArgs),
    /// Print, for each generator, its states, what is live across each, its slots and its frame's size
    Explain(ExplainArgs),
    /// Write the runtime archive, its C headers and a pkg-config file into a directory
    Sdk(SdkArgs),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    /// Native executable
    Exe,
    /// Object file
    Obj,
    /// Static library, without the runtime
    Staticlib,
    /// Assembly text
    Asm,
    /// LLVM IR after optimisation
    LlvmIr,
    /// Cranelift's IR before optimisation
    Clif,
    /// MIR before and after generator lowering
    Mir,
    /// LIR
    Lir,
    /// Control-flow graphs in Graphviz form, generator states marked
    Cfg,
}

impl Emit {
    /// Extension of the file that it is written to.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Emit::Exe => "",
            Emit::Obj => "o",
            Emit::Staticlib => "a",
            Emit::Asm => "s",
            Emit::LlvmIr => "ll",
            Emit::Clif => "clif",
            Emit::Mir => "mir",
            Emit::Lir => "lir",
            Emit::Cfg => "dot",
        }
    }

    /// Text goes to standard output unless a file is named.
    #[must_use]
    pub fn is_text(self) -> bool {
        match self {
            Emit::Exe | Emit::Obj | Emit::Staticlib => false,
            Emit::Asm | Emit::LlvmIr | Emit::Clif | Emit::Mir | Emit::Lir | Emit::Cfg => true,
        }
    }
}

/// What the entry file is.
#[derive(Args, Clone, Copy, Debug)]
#[group(multiple = false)]
pub struct GoalArgs {
    /// The entry is a module, and so is what it imports unless a package.json says otherwise
    #[arg(long)]
    pub module: bool,

    /// The entry is a script, whose declarations are global
    #[arg(long)]
    pub script: bool,

    /// The entry is a CommonJS file
    #[arg(long)]
    pub commonjs: bool,
}

impl GoalArgs {
    /// The flag that was given.
    #[must_use]
    pub fn flag(self) -> Option<&'static str> {
        let flags = [(self.module, "--module"), (self.script, "--script"), (self.commonjs, "--commonjs")];
        flags.into_iter().find(|f| f.0).map(|f| f.1)
    }

    /// As the frontend takes it; by Node's rule where no flag is given.
    #[must_use]
    pub fn options(self) -> Options {
        let goal = match (self.module, self.script, self.commonjs) {
            (true, _, _) => Goal::Module,
            (_, true, _) => Goal::Script,
            (_, _, true) => Goal::CommonJs,
            (false, false, false) => Goal::Auto,
        };
        Options { goal }
    }
}

/// Whether the program can evaluate source text.
#[derive(Args, Clone, Copy, Debug)]
#[group(multiple = false)]
pub struct EvalArgs {
    /// Link the compiler into the executable, so that eval works however it is reached (the default where the
    /// program uses `eval` or `Function`); a library has then to be linked with `pkg-config --libs yarrow-eval`
    #[arg(long)]
    pub eval: bool,

    /// Do without it: where the program uses eval there is a warning now and an EvalError at run time
    #[arg(long)]
    pub no_eval: bool,
}

/// What makes machine code of LIR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Backend {
    /// For release builds
    Llvm,
    /// For quick builds
    Cranelift,
}

impl Backend {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Backend::Llvm => "llvm",
            Backend::Cranelift => "cranelift",
        }
    }
}

/// What all commands that generate code take.
#[derive(Args, Debug)]
pub struct CodegenArgs {
    /// Optimisation level: 0 to 3 (Cranelift optimises from 1 on)
    #[arg(short = 'O', value_name = "LEVEL", default_value_t)]
    pub opt: OptLevel,

    /// Emit DWARF line tables, so that debuggers and profilers show source lines
    #[arg(short = 'g')]
    pub debug: bool,

    /// Print the MIR around a pass, on standard error: before:PASS or after:PASS
    #[arg(long, value_name = "WHEN:PASS")]
    pub dump: Vec<String>,

    /// Run at most N function passes, to find the one that breaks a program
    #[arg(long, value_name = "N", default_value_t = usize::MAX, hide_default_value = true)]
    pub opt_bisect: usize,

    /// Make guards of the optimiser fail though they hold, to test what they leave for: always, or by a sequence with this seed
    #[arg(long, value_name = "SEED", default_value_t, hide_default_value = true)]
    pub stress_guards: GuardStress,

    /// How generators and async functions find the state that they go on from: switch, indirectbr (a jump through a table of
    /// addresses; with Cranelift its jump table), or auto, which takes the switch for up to three states
    #[arg(long, value_name = "HOW", default_value_t)]
    pub dispatch: Dispatch,
}

#[derive(Args, Debug)]
pub struct BuildArgs {
    /// Entry file, or a folder with one
    pub input: PathBuf,

    #[command(flatten)]
    pub goal: GoalArgs,

    /// Output file (default: the input's name without extension, or with that of --emit)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// What to write
    #[arg(long, value_enum, value_delimiter = ',', default_value = "exe")]
    pub emit: Vec<Emit>,

    /// Compile a library for C hosts: the same as --emit=staticlib with the symbols named after the output
    #[arg(long, conflicts_with = "emit")]
    pub lib: bool,

    /// With --lib: write a C header that declares the library's module
    #[arg(long, value_name = "FILE", requires = "lib")]
    pub header: Option<PathBuf>,

    #[command(flatten)]
    pub evaluation: EvalArgs,

    /// What generates the code
    #[arg(long, value_enum, default_value = "llvm")]
    pub backend: Backend,

    /// Tell what each phase took: table, json (on standard error) or json:FILE
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true, default_missing_value = "table")]
    pub timings: Option<Form>,

    /// Target triple (objects, assembly and IR; linking is for the host)
    #[arg(long, value_name = "TRIPLE")]
    pub target: Option<String>,

    #[command(flatten)]
    pub codegen: CodegenArgs,
}

/// How `run` runs a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Compiled in this process, which is quick
    Cranelift,
    /// Compiled to a temporary executable
    Llvm,
    /// Interpreted in this process, as the frontend emits it
    Interp,
}

impl Engine {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Engine::Cranelift => "cranelift-jit",
            Engine::Llvm => "llvm",
            Engine::Interp => "interp",
        }
    }
}

#[derive(Args, Debug)]
pub struct RunArgs {
    /// Entry file, or a folder with one
    pub input: PathBuf,

    #[command(flatten)]
    pub goal: GoalArgs,

    #[command(flatten)]
    pub codegen: CodegenArgs,

    #[command(flatten)]
    pub evaluation: EvalArgs,

    /// How to run it
    #[arg(long, value_enum, default_value = "cranelift")]
    pub backend: Engine,

    /// Tell, at the end, what each phase and the program took: table, json (on standard error) or json:FILE
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true, default_missing_value = "table")]
    pub timings: Option<Form>,

    /// The same and, counted, how often generators were resumed and which guards failed
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true, default_missing_value = "table", conflicts_with = "timings")]
    pub stats: Option<Form>,

    /// With --backend=interp: interpret what the passes up to this one make of it
    #[arg(long, value_name = "PASS")]
    pub after: Option<String>,

    /// Arguments of the program
    #[arg(last = true)]
    pub args: Vec<std::ffi::OsString>,
}

impl RunArgs {
    /// The form of the report that is asked for.
    #[must_use]
    pub fn report(&self) -> Option<&Form> {
        self.stats.as_ref().or(self.timings.as_ref())
    }
}

#[derive(Args, Debug)]
pub struct CompareArgs {
    /// Entry file, or a folder with one
    pub input: PathBuf,

    #[command(flatten)]
    pub goal: GoalArgs,

    #[command(flatten)]
    pub evaluation: EvalArgs,

    /// What to compare
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        value_name = "NAME,…",
        default_values = ["cranelift", "cranelift-jit", "llvm-O0", "llvm-O2", "llvm-O3"]
    )]
    pub configs: Vec<Configuration>,

    /// Timed runs of each
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    pub runs: u16,

    /// Do not measure what a resumption costs
    #[arg(long)]
    pub no_probe: bool,

    /// Write the figures to a file, or with - to standard output in place of the table
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,

    /// Write a page with plots
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    /// Arguments of the program
    #[arg(last = true)]
    pub args: Vec<std::ffi::OsString>,
}

#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Entry file, or a folder with one
    pub input: PathBuf,

    #[command(flatten)]
    pub goal: GoalArgs,
}

#[derive(Args, Debug)]
pub struct BisectArgs {
    /// Entry file, or a folder with one
    pub input: PathBuf,

    #[command(flatten)]
    pub goal: GoalArgs,

    /// What runs the compiled program
    #[arg(long, value_enum, default_value = "cranelift")]
    pub backend: Engine,

    /// Seconds after which a run is ended
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub timeout: u64,

    /// Arguments of the program
    #[arg(last = true)]
    pub args: Vec<std::ffi::OsString>,
}

#[derive(Args, Debug)]
pub struct ReduceArgs {
    /// The file; it stays as it is
    pub input: PathBuf,

    /// What tells: a shell command in which {} stands for the program's path, which else comes last; exit status 0
    /// means that the program is still interesting
    #[arg(long, value_name = "CMD")]
    pub test: String,

    /// Where the smallest interesting program goes, whenever a smaller one is found (default: the input's name with
    /// `.reduced` before its extension)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Seconds after which the command is ended; the program is then not interesting
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub timeout: u64,

    /// Run the command at most N times
    #[arg(long, value_name = "N", default_value_t = usize::MAX, hide_default_value = true)]
    pub tries: usize,
}

#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// Entry file, or a folder with one
    pub input: PathBuf,

    #[command(flatten)]
    pub goal: GoalArgs,

    /// Optimisation level that the explained code is compiled at
    #[arg(short = 'O', value_name = "LEVEL", default_value_t)]
    pub opt: OptLevel,
}

#[derive(Args, Debug)]
pub struct SdkArgs {
    /// Directory, created if missing
    pub directory: PathBuf,
}
