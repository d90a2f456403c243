//! What the harnesses share: where things are, running commands with a time limit.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The `yarrow` under test.
pub const YARROW: &str = env!("CARGO_BIN_EXE_yarrow");

/// The folder `tests` of the repository.
pub fn tests_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    /// `None` if a signal or the time limit ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs a command to its end, at most `limit`.
pub fn run(command: &mut Command, limit: Duration) -> Result<Answer, String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| format!("cannot run {command:?}: {e}"))?;
    let mut out = child.stdout.take().expect("piped");
    let mut err = child.stderr.take().expect("piped");
    let read = |r: &mut dyn Read| {
        let mut bytes = Vec::new();
        r.read_to_end(&mut bytes).map(|_| String::from_utf8_lossy(&bytes).into_owned())
    };
    std::thread::scope(|s| {
        let stdout = s.spawn(|| read(&mut out));
        let stderr = s.spawn(|| read(&mut err));
        let start = Instant::now();
        let status = loop {
            match child.try_wait().map_err(|e| e.to_string())? {
                Some(status) => break Some(status),
                None if start.elapsed() > limit => {
                    child.kill().map_err(|e| e.to_string())?;
                    child.wait().map_err(|e| e.to_string())?;
                    break None;
                }
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        };
        let text = |r: std::thread::Result<std::io::Result<String>>| {
            r.map_err(|_| "a reader panicked".to_owned())?.map_err(|e| e.to_string())
        };
        let (stdout, stderr) = (text(stdout.join())?, text(stderr.join())?);
        match status {
            Some(status) => Ok(Answer { code: status.code(), stdout, stderr }),
            None => Err(format!("{command:?} took longer than {limit:?}\n{stdout}\n{stderr}")),
        }
    })
}
