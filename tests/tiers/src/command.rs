//! Running a command to its end, or to a time limit.

use std::io::Read;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    Exit(i32),
    /// A signal ended it; which, in words.
    Killed(String),
    TimedOut,
}

/// What a command answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub end: End,
    pub stdout: String,
    pub stderr: String,
}

/// Runs a command with no standard input, at most for `limit`.
///
/// # Errors
/// If it cannot be started or waited for.
pub fn run(command: &mut Command, limit: Duration) -> std::io::Result<Answer> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (mut out, mut err) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|s| {
        let stdout = s.spawn(|| text(out.as_mut()));
        let stderr = s.spawn(|| text(err.as_mut()));
        let deadline = Instant::now() + limit;
        let mut pause = Duration::from_micros(500);
        let end = loop {
            if let Some(status) = child.try_wait()? {
                break end_of(status);
            }
            if Instant::now() > deadline {
                child.kill()?;
                child.wait()?;
                break End::TimedOut;
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(10));
        };
        let joined = |r: std::thread::Result<std::io::Result<String>>| {
            r.unwrap_or_else(|_| Err(std::io::Error::other("a reader of a pipe panicked")))
        };
        Ok(Answer { end, stdout: joined(stdout.join())?, stderr: joined(stderr.join())? })
    })
}

fn text(pipe: Option<&mut impl Read>) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        pipe.read_to_end(&mut bytes)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn end_of(status: ExitStatus) -> End {
    match status.code() {
        Some(code) => End::Exit(code),
        None => End::Killed(status.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration) -> Answer {
        run(Command::new("sh").args(["-c", script]), limit).expect("sh can be run")
    }

    #[test]
    fn each_way_to_end_is_told_from_the_others() {
        let long = Duration::from_secs(20);
        let answer = shell("echo a; echo b >&2; exit 3", long);
        assert_eq!(answer, Answer { end: End::Exit(3), stdout: "a\n".to_owned(), stderr: "b\n".to_owned() });
        assert!(matches!(shell("kill -9 $$", long).end, End::Killed(_)));
        assert_eq!(shell("exec sleep 20", Duration::from_millis(50)).end, End::TimedOut);
    }
}
