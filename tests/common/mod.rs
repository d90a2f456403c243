//! What the harnesses share: where things are, running commands with a time limit.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use yarrow_tiers::command::{self, End};

/// The `yarrow` under test.
pub const YARROW: &str = env!("CARGO_BIN_EXE_yarrow");

/// The folder `tests` of the repository.
pub fn tests_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    /// `None` if a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs a command to its end, at most `limit`.
pub fn run(command: &mut Command, limit: Duration) -> Result<Answer, String> {
    let answer = command::run(command, limit).map_err(|e| format!("cannot run {command:?}: {e}"))?;
    let command::Answer { end, stdout, stderr } = answer;
    match end {
        End::Exit(code) => Ok(Answer { code: Some(code), stdout, stderr }),
        End::Killed(_) => Ok(Answer { code: None, stdout, stderr }),
        End::TimedOut => Err(format!("{command:?} took longer than {limit:?}\n{stdout}\n{stderr}")),
    }
}
