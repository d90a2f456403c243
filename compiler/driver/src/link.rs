//! Linking: the system's C compiler driver joins the program's objects, the start-up stub and the
//! runtime archive, which `yarrow` carries; so a copied `yarrow` needs no files beside it. Of the archive
//! there are two: that with eval has the compiler in it.

use crate::error::{DriverError, io_error};
use crate::output::{FileKind, Output};
use std::path::Path;
use std::process::Command;

/// The runtime, as a static archive.
pub static RUNTIME_ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/libyarrow_rt.a"));
static START_STUB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/libyarrow_start.a"));
/// The runtime with the compiler in it; empty in a `yarrow` built without.
pub static EVAL_ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/libyarrow_eval.a"));

/// System libraries that the runtime needs, as for the C compiler.
pub const SYSTEM_LIBRARIES: &[&str] =
    if cfg!(yarrow_asan) { &["-fsanitize=address", "-lpthread", "-ldl", "-lm"] } else { &["-lpthread", "-ldl", "-lm"] };

/// Does the executable keep what a debugger reads?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbols {
    Keep,
    StripDebug,
}

/// Can the program evaluate source text?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evaluation {
    Without,
    With,
}

/// Links `objects` to the executable `destination`.
pub fn link_executable(
    objects: &[Vec<u8>],
    destination: &Path,
    symbols: Symbols,
    evaluation: Evaluation,
) -> Result<(), DriverError> {
    let archive = match evaluation {
        Evaluation::Without => RUNTIME_ARCHIVE,
        Evaluation::With if EVAL_ARCHIVE.is_empty() => return Err(DriverError::NoEvalArchive),
        Evaluation::With => EVAL_ARCHIVE,
    };
    let output = Output::new(destination)?;
    let dir = tempfile::tempdir().map_err(|e| io_error("make", &std::env::temp_dir(), e))?;
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).map_err(|e| io_error("write", &path, e)).map(|()| path)
    };
    let programs = objects.iter().enumerate().map(|(i, object)| write(&format!("program{i}.o"), object));
    let programs = programs.collect::<Result<Vec<_>, _>>()?;
    let start = write("libyarrow_start.a", START_STUB)?;
    let runtime = write("libyarrow_rt.a", archive)?;

    let mut cc = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
    cc.arg("-o").arg(output.path()).args(programs).arg(start).arg(runtime);
    // The names of constants, which begin with `.L`, say nothing to anyone.
    cc.args(SYSTEM_LIBRARIES).args(["-Wl,--gc-sections", "-Wl,--as-needed", "-Wl,--discard-locals"]);
    if symbols == Symbols::StripDebug {
        cc.arg("-Wl,--strip-debug");
    }
    run_linker(&mut cc)?;
    output.commit(FileKind::Executable)
}

/// Puts `object` into the static library `destination`.
pub fn make_archive(object: &[u8], member: &str, destination: &Path) -> Result<(), DriverError> {
    let output = Output::new(destination)?;
    let dir = tempfile::tempdir().map_err(|e| io_error("make", &std::env::temp_dir(), e))?;
    let path = dir.path().join(member);
    std::fs::write(&path, object).map_err(|e| io_error("write", &path, e))?;
    // `ar` refuses to extend what is not an archive, such as the empty temporary file.
    let archive = dir.path().join("archive.a");
    run_linker(Command::new(std::env::var_os("AR").unwrap_or_else(|| "ar".into())).arg("rcs").arg(&archive).arg(path))?;
    std::fs::copy(&archive, output.path()).map_err(|e| io_error("write", destination, e))?;
    output.commit(FileKind::Plain)
}

fn run_linker(command: &mut Command) -> Result<(), DriverError> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|source| DriverError::LinkerMissing { command: name.clone(), source })?;
    if output.status.success() {
        return Ok(());
    }
    let text = [output.stdout, output.stderr].concat();
    Err(DriverError::Linker { command: name, output: String::from_utf8_lossy(&text).into_owned() })
}
