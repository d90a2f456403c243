//! A program on a tier: built where the tier builds, then run as often as asked.

use crate::command::{Answer, End, run};
use crate::{Gc, Tier, Way};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

/// The compiler under test.
#[derive(Clone, Debug)]
pub struct Yarrow {
    pub command: PathBuf,
    /// For a build, and for a run.
    pub limit: Duration,
}

/// What a program did on a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Ran {
        stdout: String,
        stderr: String,
        code: i32,
    },
    /// The build ended with diagnostics.
    Refused(String),
    /// A signal ended the program or the compiler, or the compiler panicked.
    Crashed(String),
    TimedOut,
}

/// What runs a program on a tier.
#[derive(Debug)]
pub struct Ready {
    command: PathBuf,
    arguments: Vec<OsString>,
    limit: Duration,
    /// Where the executable is, for as long as this lives.
    _dir: Option<TempDir>,
}

/// What programs of tests find in their environment: `gc()`, and timers that do the same however slow the tier is.
pub const ENVIRONMENT: [(&str, &str); 2] = [("YARROW_EXPOSE_GC", "1"), ("YARROW_VIRTUAL_TIME", "1")];

/// The seed is any.
const FAILING_GUARDS: &str = "--stress-guards=1";

/// Exit code of `yarrow` for a fault of its own.
const FAULT: i32 = 101;

impl Yarrow {
    /// What the compiler has against a program, on any tier.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn check(&self, file: &Path, options: &[&str]) -> io::Result<Result<(), Outcome>> {
        let answer = run(Command::new(&self.command).arg("check").args(options).arg(file), self.limit)?;
        Ok(built(answer))
    }

    /// As [`Yarrow::prepare`], but that now and then a guard of the optimiser fails though it holds: then, too, a program does what
    /// it does else.
    ///
    /// # Errors
    /// As there.
    pub fn prepare_with_failing_guards(
        &self,
        tier: Tier,
        file: &Path,
        options: &[&str],
    ) -> io::Result<Result<Ready, Outcome>> {
        self.prepare(tier, file, &[&[FAILING_GUARDS], options].concat())
    }

    /// Builds where the tier builds; what went wrong there.
    ///
    /// # Errors
    /// If the compiler cannot be started, or there is no place for the executable.
    pub fn prepare(&self, tier: Tier, file: &Path, options: &[&str]) -> io::Result<Result<Ready, Outcome>> {
        match tier.way() {
            Way::Run(arguments) => {
                let words = ["run"].iter().chain(arguments).chain(options).map(OsString::from);
                let arguments = words.chain([file.as_os_str().to_owned()]).collect();
                Ok(Ok(Ready { command: self.command.clone(), arguments, limit: self.limit, _dir: None }))
            }
            Way::Build(arguments) => {
                let dir = tempfile::tempdir()?;
                let exe = dir.path().join("program");
                let mut build = Command::new(&self.command);
                build.arg("build").args(arguments).args(options).arg(file).arg("-o").arg(&exe);
                let answer = run(&mut build, self.limit)?;
                Ok(built(answer).map(|()| Ready {
                    command: exe,
                    arguments: Vec::new(),
                    limit: self.limit,
                    _dir: Some(dir),
                }))
            }
        }
    }
}

fn built(answer: Answer) -> Result<(), Outcome> {
    match answer.end {
        End::Exit(0) => Ok(()),
        End::Exit(FAULT) => Err(Outcome::Crashed(format!("yarrow: {}", answer.stderr))),
        End::Exit(_) => Err(Outcome::Refused(answer.stderr)),
        End::Killed(how) => Err(Outcome::Crashed(format!("yarrow: {how}\n{}", answer.stderr))),
        End::TimedOut => Err(Outcome::TimedOut),
    }
}

impl Ready {
    /// Runs it. The program may call `gc()`, and no time passes while it runs.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn run(&self, gc: Gc) -> io::Result<Outcome> {
        let answer = run(&mut self.command(gc), self.limit)?;
        Ok(Outcome::of(answer))
    }

    /// The command that [`Ready::run`] runs, while this lives.
    #[must_use]
    pub fn command(&self, gc: Gc) -> Command {
        let mut command = Command::new(&self.command);
        command.args(&self.arguments).envs(ENVIRONMENT).env_remove("YARROW_GC");
        if let Some(value) = gc.variable() {
            command.env("YARROW_GC", value);
        }
        command
    }
}

impl Outcome {
    /// What a program's own command answered.
    #[must_use]
    pub fn of(answer: Answer) -> Outcome {
        let Answer { end, stdout, stderr } = answer;
        match end {
            End::Exit(FAULT) => Outcome::Crashed(stderr),
            End::Exit(code) => Outcome::Ran { stdout, stderr, code },
            End::Killed(how) => Outcome::Crashed(format!("{how}\n{stderr}")),
            End::TimedOut => Outcome::TimedOut,
        }
    }
}
