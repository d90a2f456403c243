//! `yarrow build`, and `yarrow run --backend=llvm`.

use crate::cli::{Backend, BuildArgs, CodegenArgs, Emit, RunArgs};
use crate::error::{DriverError, io_error};
use crate::eval_use::evaluation;
use crate::link::{self, Evaluation, Symbols};
use crate::output::{FileKind, write_file, write_text};
use crate::progress::{Parallel, Phase, Progress};
use crate::timings::{self, Form, Report};
use crate::usage::processor_time;
use crate::watch::{self, Dumps, Failure, Watch};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use yarrow_cranelift::Listing;
use yarrow_mir::{ExportKind, Program};
use yarrow_pipeline::{Code, Counters, Lowered, Unit, UnitKind};

pub fn build(args: &BuildArgs) -> Result<(), Failure> {
    let emits = if args.lib { vec![Emit::Staticlib] } else { args.emit.clone() };
    if args.output.is_some() && emits.len() > 1 {
        return Err(DriverError::SeveralOutputs(emits.len()).into());
    }
    if args.target.is_some() && emits.contains(&Emit::Exe) {
        return Err(DriverError::CrossLink.into());
    }
    for (emit, name, backend, needed) in
        [(Emit::LlvmIr, "llvm-ir", Backend::Llvm, "llvm"), (Emit::Clif, "clif", Backend::Cranelift, "cranelift")]
    {
        if emits.contains(&emit) && args.backend != backend {
            return Err(DriverError::OtherBackend { emit: name, backend: needed }.into());
        }
    }
    let progress = Progress::new();
    let watch = Watch { progress: &progress, dumps: Dumps::parse(&args.codegen.dump)? };
    let settings = watch::settings(&args.codegen, args.target.clone());
    let parsed = watch::parse(&args.input, args.goal, settings, &watch)?;
    refuse_sources(args, parsed.program(), &emits)?;
    let evaluation = evaluation(parsed.program(), args.evaluation, &progress);
    if !args.codegen.dump.is_empty() || emits.iter().any(|emit| emit.is_text()) {
        progress.hide();
    }
    if emits.contains(&Emit::Staticlib) && evaluation == Evaluation::With && link::EVAL_ARCHIVE.is_empty() {
        return Err(DriverError::NoEvalArchive.into());
    }

    let optimised = parsed.optimise();
    let before = emits.contains(&Emit::Mir).then(|| yarrow_mir::text::write_program(optimised.program()));
    let lowered = optimised.lower_generators();
    let program = lowered.program();
    let mut machine = Machine { lowered: &lowered, progress: &progress, backend: args.backend, made: None };
    let (mut code_size, mut executable_size) = (None, None);
    for emit in &emits {
        let output = output_path(args, program, *emit);
        let text_to = output.as_deref();
        let file = || text_to.expect("binary outputs have a path");
        let unit = unit_of(args, program, *emit, evaluation);
        match emit {
            Emit::Mir => {
                let after = yarrow_mir::text::write_program(program);
                let before = before.as_deref().unwrap_or_default();
                let text = format!("; before generator lowering\n{before}\n; after generator lowering\n{after}");
                write_text(text_to, &text)?;
            }
            Emit::Cfg => write_text(text_to, &yarrow_mir::dot::program_dot(program))?,
            Emit::Lir => write_text(text_to, &yarrow_lir::print_module(machine.of(unit).code.lir()))?,
            Emit::Asm => write_text(text_to, &machine.assembly(unit)?)?,
            Emit::LlvmIr => write_text(text_to, &machine.llvm(unit)?.llvm_ir())?,
            Emit::Clif => {
                let text = machine.of(unit).code.cranelift_text(Listing::Clif).map_err(DriverError::from)?;
                write_text(text_to, &text)?;
            }
            Emit::Obj => write_file(file(), &machine.object(unit)?, FileKind::Plain)?,
            Emit::Staticlib => {
                let member = format!("{}.o", symbol_of(file()));
                link::make_archive(&machine.object(unit)?, &member, file())?;
            }
            Emit::Exe => {
                let objects = machine.objects(unit)?;
                progress.phase(Phase::Link);
                link::link_executable(&objects, file(), symbols(&args.codegen), evaluation)?;
                if args.timings.is_some() {
                    code_size = objects.iter().map(|o| timings::code_size(o)).sum();
                    executable_size = std::fs::metadata(file()).ok().map(|m| m.len());
                }
            }
        }
    }
    if let Some(header) = &args.header {
        write_header(header, program, &unit_of(args, program, Emit::Staticlib, evaluation))?;
    }
    if let Some(form) = &args.timings {
        let report = Report::new(args.backend.name(), args.codegen.opt, &progress.stop());
        progress.hide();
        Report { code_size, executable_size, ..report }.write(form)?;
    }
    Ok(())
}

/// Parts of LLVM's code generation; what else there is of it makes LLVM's form.
const PASSES: &str = "passes";
const EMISSION: &str = "emission";

/// What is made of the program for its outputs: a unit's LIR, and LLVM's form of it, once for all that need them.
struct Machine<'m> {
    lowered: &'m Lowered<'m>,
    progress: &'m Progress,
    backend: Backend,
    made: Option<Made<'m>>,
}

struct Made<'m> {
    unit: Unit,
    code: Code<'m>,
    llvm: Option<yarrow_llvm::Compiled>,
}

impl<'m> Machine<'m> {
    /// What is at hand if it is of this unit, else something fresh in its place.
    fn of(&mut self, unit: Unit) -> &mut Made<'m> {
        match &mut self.made {
            Some(made) if made.unit == unit => {}
            other => *other = Some(Made { code: self.lowered.to_lir(&unit), unit, llvm: None }),
        }
        self.made.as_mut().expect("just made")
    }

    fn llvm(&mut self, unit: Unit) -> Result<&yarrow_llvm::Compiled, DriverError> {
        let progress = self.progress;
        let made = self.of(unit);
        if made.llvm.is_none() {
            let compiled = made.code.llvm()?;
            progress.part(PASSES, compiled.passes());
            made.llvm = Some(compiled);
        }
        Ok(made.llvm.as_ref().expect("just made"))
    }

    fn object(&mut self, unit: Unit) -> Result<Vec<u8>, DriverError> {
        let progress = self.progress;
        match self.backend {
            Backend::Llvm => {
                let compiled = self.llvm(unit)?;
                emit_llvm(|| compiled.object(), progress)
            }
            Backend::Cranelift => Ok(self.of(unit).code.cranelift_object()?),
        }
    }

    /// Objects to link together: the one at hand, if LLVM's form was made for another output.
    fn objects(&mut self, unit: Unit) -> Result<Vec<Vec<u8>>, DriverError> {
        let (progress, backend) = (self.progress, self.backend);
        let made = self.of(unit.clone());
        match backend {
            Backend::Llvm if made.llvm.is_none() => llvm_objects(&made.code, progress),
            Backend::Llvm | Backend::Cranelift => Ok(vec![self.object(unit)?]),
        }
    }

    fn assembly(&mut self, unit: Unit) -> Result<String, DriverError> {
        let progress = self.progress;
        match self.backend {
            Backend::Llvm => {
                let compiled = self.llvm(unit)?;
                emit_llvm(|| compiled.assembly(), progress)
            }
            Backend::Cranelift => Ok(self.of(unit).code.cranelift_text(Listing::Assembly)?),
        }
    }
}

/// LIR to objects for the linker, large modules in parts at the same time.
fn llvm_objects(code: &Code<'_>, progress: &Progress) -> Result<Vec<Vec<u8>>, DriverError> {
    let made = code.llvm_objects()?;
    progress.part(PASSES, made.passes);
    progress.part(EMISSION, made.emission);
    progress.in_parallel(Parallel { objects: made.objects.len(), threads: made.threads });
    Ok(made.objects)
}

/// LLVM's form to machine code, as a file or as text.
fn emit_llvm<T>(
    emit: impl FnOnce() -> Result<T, yarrow_llvm::LlvmError>,
    progress: &Progress,
) -> Result<T, DriverError> {
    progress.phase(Phase::CodeGeneration);
    let start = processor_time();
    let emitted = emit()?;
    progress.part(EMISSION, processor_time().saturating_sub(start));
    Ok(emitted)
}

fn symbols(args: &CodegenArgs) -> Symbols {
    if args.debug { Symbols::Keep } else { Symbols::StripDebug }
}

/// Refuses outputs that are files which the program is compiled from.
fn refuse_sources(args: &BuildArgs, program: &Program, emits: &[Emit]) -> Result<(), DriverError> {
    let outputs = emits.iter().filter_map(|emit| output_path(args, program, *emit));
    let report = args.timings.as_ref().and_then(Form::file).map(Path::to_owned);
    let sources: Vec<PathBuf> = program.files.iter().filter_map(|f| std::fs::canonicalize(f).ok()).collect();
    for output in outputs.chain(args.header.clone()).chain(report) {
        if std::fs::canonicalize(&output).is_ok_and(|path| sources.contains(&path)) {
            return Err(DriverError::OutputIsSource(output));
        }
    }
    Ok(())
}

/// Where an output goes: `-o`, else the input's name with the kind's extension in the current
/// directory; text without `-o` goes to standard output when it is the only output.
fn output_path(args: &BuildArgs, program: &Program, emit: Emit) -> Option<PathBuf> {
    if args.output.is_some() {
        return args.output.clone();
    }
    if emit.is_text() && args.emit.len() == 1 {
        return None;
    }
    // A folder stands for the file that it names as its entry.
    let entry = program.files.first().filter(|_| args.input.is_dir()).map_or(args.input.as_path(), Path::new);
    // Not `with_extension`, which would take the `.app` off `my.app`.
    let stem = entry.file_stem().unwrap_or_default().to_string_lossy();
    Some(PathBuf::from(match emit {
        Emit::Exe => stem.into_owned(),
        Emit::Staticlib => format!("lib{stem}.{}", emit.extension()),
        Emit::Obj | Emit::Asm | Emit::LlvmIr | Emit::Clif | Emit::Mir | Emit::Lir | Emit::Cfg => {
            format!("{stem}.{}", emit.extension())
        }
    }))
}

/// Libraries are named after their output file, `libshapes.a` → `shapes`, everything else is a program.
fn unit_of(args: &BuildArgs, program: &Program, emit: Emit, evaluation: Evaluation) -> Unit {
    let kind = if emit == Emit::Staticlib {
        UnitKind::Library(symbol_of(&output_path(args, program, emit).unwrap_or_default()))
    } else {
        UnitKind::Executable
    };
    Unit { kind, evaluates: evaluation == Evaluation::With, counters: Counters::Absent }
}

/// A C identifier from a file name.
fn symbol_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let stem = stem.strip_prefix("lib").filter(|s| !s.is_empty()).unwrap_or(&stem);
    let mut name: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, '_');
    }
    name
}

/// The C header of a library: its module, its exports in a comment.
fn write_header(path: &Path, program: &Program, unit: &Unit) -> Result<(), DriverError> {
    let UnitKind::Library(name) = &unit.kind else { return Ok(()) };
    let guard = format!("{}_H", name.to_ascii_uppercase());
    let package = if unit.evaluates { "yarrow-eval" } else { "yarrow" };
    let mut text = format!(
        "/* {name}: a compiled JavaScript module. Load it with rt_module_load, take its exports with\n \
         * rt_module_export; link it with `pkg-config --libs {package}`. Generated by yarrow {}.\n *\n * Exports:\n",
        env!("CARGO_PKG_VERSION")
    );
    for export in &program.exports {
        // Export names may hold anything; keep the comment closed.
        writeln!(text, " *   {}", export.name.replace("*/", "* /")).expect("writing to a string does not fail");
        if export.kind == ExportKind::Properties {
            text.push_str(" *   and the own enumerable properties of that\n");
        }
    }
    write!(
        text,
        " */\n#ifndef {guard}\n#define {guard}\n\n#include \"yarrow.h\"\n\n#ifdef __cplusplus\nextern \"C\" {{\n#endif\n\n\
         extern const rt_module {name}_module;\n\n#ifdef __cplusplus\n}}\n#endif\n\n#endif\n"
    )
    .expect("writing to a string does not fail");
    write_file(path, text.as_bytes(), FileKind::Plain)
}

/// Builds to a temporary executable and runs it; returns its exit code.
pub fn run(args: &RunArgs) -> Result<ExitCode, Failure> {
    if args.stats.is_some() {
        return Err(DriverError::StatsOfBackend.into());
    }
    let progress = Progress::new();
    let watch = Watch { progress: &progress, dumps: Dumps::parse(&args.codegen.dump)? };
    let parsed = watch::parse(&args.input, args.goal, watch::settings(&args.codegen, None), &watch)?;
    let evaluation = evaluation(parsed.program(), args.evaluation, &progress);
    let evaluates = evaluation == Evaluation::With;
    let unit = Unit { kind: UnitKind::Executable, evaluates, counters: Counters::Absent };
    let code = parsed.optimise().lower_generators().to_lir(&unit);
    let objects = llvm_objects(&code, &progress)?;
    let dir = tempfile::tempdir().map_err(|e| io_error("make", &std::env::temp_dir(), e))?;
    let exe = dir.path().join("program");
    progress.phase(Phase::Link);
    link::link_executable(&objects, &exe, symbols(&args.codegen), evaluation)?;
    progress.phase(Phase::Run);
    let status = std::process::Command::new(&exe).args(&args.args).status().map_err(|e| io_error("run", &exe, e))?;
    if let Some(form) = &args.timings {
        Report::new(args.backend.name(), args.codegen.opt, &progress.stop()).write(form)?;
    }
    Ok(exit_code(status))
}

/// The program's exit code; 128 + n for signal n, as shells have it.
fn exit_code(status: std::process::ExitStatus) -> ExitCode {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status).map(|s| 128 + s);
    #[cfg(not(unix))]
    let signal = None;
    let code = status.code().or(signal).unwrap_or(1);
    ExitCode::from(u8::try_from(code & 0xff).unwrap_or(1))
}
