//! `yarrow build`, and `yarrow run --backend=llvm`.

use crate::cli::{Backend, BuildArgs, CodegenArgs, Emit, RunArgs};
use crate::error::{DriverError, io_error};
use crate::eval_use::evaluation;
use crate::link::{self, Evaluation, Symbols};
use crate::output::{FileKind, write_file, write_text};
use crate::pipeline::{self, Dumps, Failure, Resumptions, Unit};
use crate::progress::{Phase, Progress};
use crate::timings::{self, Form, Report};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use yarrow_cranelift::Listing;
use yarrow_lir::OptLevel;
use yarrow_mir::{ExportKind, Program};

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
    let dumps = Dumps::parse(&args.codegen.dump)?;
    let progress = Progress::new();
    let mut program = pipeline::parse(&args.input, &args.goal.options(), &progress)?;
    refuse_sources(args, &program, &emits)?;
    let evaluation = evaluation(&program, args.evaluation, &progress);
    if !args.codegen.dump.is_empty() || emits.iter().any(|emit| emit.is_text()) {
        progress.hide();
    }
    if emits.contains(&Emit::Staticlib) && evaluation == Evaluation::With && link::EVAL_ARCHIVE.is_empty() {
        return Err(DriverError::NoEvalArchive.into());
    }

    progress.phase(Phase::Passes);
    pipeline::optimize(&mut program, args.codegen.opt, args.codegen.opt_bisect, &dumps);
    let before = emits.contains(&Emit::Mir).then(|| yarrow_mir::text::write_program(&program));
    progress.phase(Phase::Generators);
    pipeline::lower_generators(&mut program, &dumps);
    progress.phase(Phase::Lir);
    let mut machine = None;
    let (mut code_size, mut executable_size) = (None, None);
    for emit in &emits {
        let output = output_path(args, &program, *emit);
        let text_to = output.as_deref();
        let file = || text_to.expect("binary outputs have a path");
        let unit = unit_of(args, &program, *emit);
        match emit {
            Emit::Mir => {
                let after = yarrow_mir::text::write_program(&program);
                let before = before.as_deref().unwrap_or_default();
                let text = format!("; before generator lowering\n{before}\n; after generator lowering\n{after}");
                write_text(text_to, &text)?;
            }
            Emit::Cfg => write_text(text_to, &yarrow_mir::dot::program_dot(&program))?,
            Emit::Lir => write_text(
                text_to,
                &yarrow_lir::print_module(&Machine::of(&mut machine, &program, unit, evaluation, args.codegen.opt).lir),
            )?,
            Emit::Asm => write_text(
                text_to,
                &Machine::of(&mut machine, &program, unit, evaluation, args.codegen.opt).assembly(args, &progress)?,
            )?,
            Emit::LlvmIr => write_text(
                text_to,
                &Machine::of(&mut machine, &program, unit, evaluation, args.codegen.opt)
                    .llvm(args, &progress)?
                    .llvm_ir(),
            )?,
            Emit::Clif => {
                let lir = &Machine::of(&mut machine, &program, unit, evaluation, args.codegen.opt).lir;
                let options = pipeline::cranelift_options(&args.codegen, args.target.clone());
                let text = yarrow_cranelift::list(lir, &options, Listing::Clif).map_err(DriverError::from)?;
                write_text(text_to, &text)?;
            }
            Emit::Obj => write_file(
                file(),
                &Machine::of(&mut machine, &program, unit, evaluation, args.codegen.opt).object(args, &progress)?,
                FileKind::Plain,
            )?,
            Emit::Staticlib => {
                let member = format!("{}.o", symbol_of(file()));
                link::make_archive(
                    &Machine::of(&mut machine, &program, unit, evaluation, args.codegen.opt).object(args, &progress)?,
                    &member,
                    file(),
                )?;
            }
            Emit::Exe => {
                let objects =
                    Machine::of(&mut machine, &program, unit, evaluation, args.codegen.opt).objects(args, &progress)?;
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
        write_header(header, &program, &unit_of(args, &program, Emit::Staticlib), evaluation)?;
    }
    if let Some(form) = &args.timings {
        let report = Report::new(args.backend.name(), args.codegen.opt, &progress.stop());
        drop(progress);
        Report { code_size, executable_size, ..report }.write(form)?;
    }
    Ok(())
}

/// A unit's LIR, and LLVM's form of it, made once for all outputs.
struct Machine {
    unit: Unit,
    lir: yarrow_lir::Module,
    llvm: Option<yarrow_llvm::Compiled>,
}

impl Machine {
    /// The one at hand if it is of this unit, else a fresh one in its place.
    fn of<'m>(
        at_hand: &'m mut Option<Machine>,
        program: &Program,
        unit: Unit,
        evaluation: Evaluation,
        opt: OptLevel,
    ) -> &'m mut Machine {
        if at_hand.as_ref().is_none_or(|m| m.unit != unit) {
            let lir = pipeline::to_lir(program, &unit, evaluation, opt, Resumptions::Uncounted);
            *at_hand = Some(Machine { lir, unit, llvm: None });
        }
        at_hand.as_mut().expect("just made")
    }

    fn llvm(&mut self, args: &BuildArgs, progress: &Progress) -> Result<&yarrow_llvm::Compiled, DriverError> {
        if self.llvm.is_none() {
            progress.phase(Phase::CodeGeneration);
            let compiled = pipeline::to_llvm(&self.lir, &args.codegen, args.target.clone())?;
            progress.part(pipeline::PASSES, compiled.passes());
            self.llvm = Some(compiled);
        }
        Ok(self.llvm.as_ref().expect("just made"))
    }

    fn object(&mut self, args: &BuildArgs, progress: &Progress) -> Result<Vec<u8>, DriverError> {
        match args.backend {
            Backend::Llvm => {
                let compiled = self.llvm(args, progress)?;
                progress.phase(Phase::CodeGeneration);
                pipeline::emit_llvm(|| compiled.object(), progress)
            }
            Backend::Cranelift => {
                progress.phase(Phase::CodeGeneration);
                let options = pipeline::cranelift_options(&args.codegen, args.target.clone());
                Ok(yarrow_cranelift::compile(&self.lir, &options)?)
            }
        }
    }

    /// Objects to link together: the one at hand, if LLVM's form was made for another output.
    fn objects(&mut self, args: &BuildArgs, progress: &Progress) -> Result<Vec<Vec<u8>>, DriverError> {
        match (args.backend, &self.llvm) {
            (Backend::Llvm, None) => {
                progress.phase(Phase::CodeGeneration);
                pipeline::llvm_objects(&self.lir, &args.codegen, args.target.clone(), progress)
            }
            (Backend::Llvm, Some(_)) | (Backend::Cranelift, _) => Ok(vec![self.object(args, progress)?]),
        }
    }

    fn assembly(&mut self, args: &BuildArgs, progress: &Progress) -> Result<String, DriverError> {
        match args.backend {
            Backend::Llvm => {
                let compiled = self.llvm(args, progress)?;
                progress.phase(Phase::CodeGeneration);
                pipeline::emit_llvm(|| compiled.assembly(), progress)
            }
            Backend::Cranelift => {
                let options = pipeline::cranelift_options(&args.codegen, args.target.clone());
                Ok(yarrow_cranelift::list(&self.lir, &options, Listing::Assembly)?)
            }
        }
    }
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
fn unit_of(args: &BuildArgs, program: &Program, emit: Emit) -> Unit {
    if emit != Emit::Staticlib {
        return Unit::Executable;
    }
    let path = output_path(args, program, emit).unwrap_or_default();
    Unit::Library(symbol_of(&path))
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
fn write_header(path: &Path, program: &Program, unit: &Unit, evaluation: Evaluation) -> Result<(), DriverError> {
    let Unit::Library(name) = unit else { return Ok(()) };
    let guard = format!("{}_H", name.to_ascii_uppercase());
    let package = match evaluation {
        Evaluation::Without => "yarrow",
        Evaluation::With => "yarrow-eval",
    };
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

/// Builds to a temporary executable and runs it; answers its exit code.
pub fn run(args: &RunArgs) -> Result<ExitCode, Failure> {
    if args.stats.is_some() {
        return Err(DriverError::StatsOfBackend.into());
    }
    let dumps = Dumps::parse(&args.codegen.dump)?;
    let progress = Progress::new();
    let mut program = pipeline::parse(&args.input, &args.goal.options(), &progress)?;
    let evaluation = evaluation(&program, args.evaluation, &progress);
    progress.phase(Phase::Passes);
    pipeline::optimize(&mut program, args.codegen.opt, args.codegen.opt_bisect, &dumps);
    progress.phase(Phase::Generators);
    pipeline::lower_generators(&mut program, &dumps);
    progress.phase(Phase::Lir);
    let lir = pipeline::to_lir(&program, &Unit::Executable, evaluation, args.codegen.opt, Resumptions::Uncounted);
    progress.phase(Phase::CodeGeneration);
    let objects = pipeline::llvm_objects(&lir, &args.codegen, None, &progress)?;
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
