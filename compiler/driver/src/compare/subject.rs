//! Builds and runs of one configuration, by this very `yarrow` as a command.

use super::configuration::Configuration;
use super::results::Compile;
use super::transcript::Transcript;
use crate::child::{self, Ended, Memory};
use crate::cli::CompareArgs;
use crate::error::{DriverError, io_error};
use crate::timings::Report;
use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use yarrow_pipeline::Counters;

/// An executable and what making it took.
#[derive(Debug)]
pub struct Built {
    pub exe: PathBuf,
    pub compile: Compile,
    pub executable_size: Option<u64>,
}

/// A run of the program.
#[derive(Debug)]
pub struct Ran {
    pub transcript: Transcript,
    pub run_ms: f64,
    pub peak_memory: Option<u64>,
    /// Where it was compiled in the process that ran it.
    pub compile: Option<Compile>,
    pub resumptions: Option<u64>,
}

/// What is compiled, and for what.
pub struct Compiler<'a> {
    yarrow: PathBuf,
    input: &'a Path,
    flags: Vec<&'static str>,
    arguments: &'a [OsString],
    scratch: tempfile::TempDir,
}

impl<'a> Compiler<'a> {
    /// Of the program that the user names.
    pub fn new(args: &'a CompareArgs) -> Result<Compiler<'a>, DriverError> {
        let yarrow = std::env::current_exe().map_err(|e| io_error("find", Path::new("yarrow itself"), e))?;
        let evaluation = [(args.evaluation.eval, "--eval"), (args.evaluation.no_eval, "--no-eval")];
        let evaluation = evaluation.into_iter().filter(|f| f.0).map(|f| f.1);
        let flags = args.goal.flag().into_iter().chain(evaluation).collect();
        Ok(Compiler { yarrow, input: &args.input, flags, arguments: &args.args, scratch: child::scratch()? })
    }

    /// The same `yarrow` for another program without arguments.
    pub fn of_probe(&self, input: &'a Path) -> Result<Compiler<'a>, DriverError> {
        Ok(Compiler {
            yarrow: self.yarrow.clone(),
            input,
            flags: vec!["--script"],
            arguments: &[],
            scratch: child::scratch()?,
        })
    }

    fn command(&self, verb: &str, c: Configuration) -> Command {
        let mut command = Command::new(&self.yarrow);
        command.arg(verb).arg(self.input).args(&self.flags).args(c.options());
        command
    }

    pub fn build(&self, c: Configuration) -> Result<Built, DriverError> {
        let exe = self.scratch.path().join(c.name());
        let report = self.scratch.path().join("build.json");
        let mut command = self.command("build", c);
        command.arg("-o").arg(&exe).arg(json_option("--timings", &report));
        let ended = child::run(&mut command, self.scratch.path(), Memory::Ignored)?;
        if !ended.status.success() {
            return Err(build_failed(c, &ended));
        }
        let report = read_report(&report)?;
        Ok(Built { exe, executable_size: report.executable_size, compile: Compile::new(report, ended.time) })
    }

    /// Runs the executable, or compiles and runs the program.
    pub fn run(&self, c: Configuration, exe: Option<&Path>, counting: Counters) -> Result<Ran, DriverError> {
        self.run_by(c, exe, counting, Memory::Ignored)
    }

    /// The same, and tells the memory it needed.
    pub fn run_measured(&self, c: Configuration, exe: Option<&Path>) -> Result<Ran, DriverError> {
        self.run_by(c, exe, Counters::Absent, Memory::Measured)
    }

    fn run_by(
        &self,
        c: Configuration,
        exe: Option<&Path>,
        counting: Counters,
        memory: Memory,
    ) -> Result<Ran, DriverError> {
        let Some(exe) = exe else { return self.run_in_place(c, counting) };
        let ended = child::run(Command::new(exe).args(self.arguments), self.scratch.path(), memory)?;
        let run_ms = ended.time.as_secs_f64() * 1e3;
        let peak_memory = ended.peak_memory;
        Ok(Ran { transcript: transcript(c, ended)?, run_ms, peak_memory, compile: None, resumptions: None })
    }

    /// Such a run tells its own times, and its memory.
    fn run_in_place(&self, c: Configuration, counting: Counters) -> Result<Ran, DriverError> {
        let report = self.scratch.path().join("run.json");
        let option = match counting {
            Counters::Absent => "--timings",
            Counters::Present => "--stats",
        };
        let mut command = self.command("run", c);
        command.arg(json_option(option, &report)).arg("--").args(self.arguments);
        // What an earlier run told is not to be taken for what this one does.
        match std::fs::remove_file(&report) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(io_error("remove", &report, e)),
            _ => {}
        }
        let ended = child::run(&mut command, self.scratch.path(), Memory::Ignored)?;
        if ended.status.signal().is_none() && !report.exists() {
            return Err(build_failed(c, &ended));
        }
        let time = ended.time;
        let transcript = transcript(c, ended)?;
        let report = read_report(&report)?;
        Ok(Ran {
            transcript,
            run_ms: report.run_ms.unwrap_or_default(),
            peak_memory: report.peak_memory,
            resumptions: report.resumptions,
            compile: Some(Compile::new(report, time)),
        })
    }
}

fn json_option(option: &str, file: &Path) -> OsString {
    let mut text = OsString::from(format!("{option}=json:"));
    text.push(file);
    text
}

fn read_report(path: &Path) -> Result<Report, DriverError> {
    let text = std::fs::read_to_string(path).map_err(|e| io_error("read", path, e))?;
    serde_json::from_str(&text).map_err(|e| io_error("read", path, e.into()))
}

fn build_failed(c: Configuration, ended: &Ended) -> DriverError {
    let output = String::from_utf8_lossy(&ended.stderr).trim_end().to_owned();
    DriverError::Build { configuration: c.name(), output }
}

/// A program that a signal ends has no transcript.
fn transcript(c: Configuration, ended: Ended) -> Result<Transcript, DriverError> {
    match ended.status.code() {
        Some(code) => Ok(Transcript::new(ended.stdout, &ended.stderr, code)),
        None => Err(DriverError::Crashed {
            configuration: c.name(),
            signal: ended.status.signal().unwrap_or_default(),
            output: String::from_utf8_lossy(&ended.stderr).trim_end().to_owned(),
        }),
    }
}
