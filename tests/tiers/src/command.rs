//! Running a command to its end, or to a time limit.

use std::io::Read;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// By the clock, a command may take this many times its limit: the machine has other work, and waiting takes no processor time.
const BY_CLOCK: u32 = 6;

/// Holds what the command starts to `limit` of processor time, in whole seconds: the kernel ends it by `SIGXCPU`. What a
/// command waits for has no such limit, see [`latest_end`].
pub fn limit_processor_time(command: &mut Command, limit: Duration) {
    let seconds = limit.as_secs().max(1);
    let time = libc::rlimit { rlim_cur: seconds, rlim_max: seconds + 5 };
    // SAFETY: setrlimit may be called between fork and exec.
    unsafe {
        command.pre_exec(move || match libc::setrlimit(libc::RLIMIT_CPU, &raw const time) {
            0 => Ok(()),
            _ => Err(std::io::Error::last_os_error()),
        });
    }
}

/// When a command that starts now, with a limit of processor time, is taken for one that waits for ever.
#[must_use]
pub fn latest_end(limit: Duration) -> Instant {
    Instant::now() + limit * BY_CLOCK
}

/// Did the limit of processor time end it?
#[must_use]
pub fn is_out_of_time(status: ExitStatus) -> bool {
    status.signal() == Some(libc::SIGXCPU)
}

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

/// Runs a command with no standard input. It may take `limit` of processor time, and some times that by the clock.
///
/// # Errors
/// If it cannot be started or waited for.
pub fn run(command: &mut Command, limit: Duration) -> std::io::Result<Answer> {
    limit_processor_time(command, limit);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (mut out, mut err) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|s| {
        let stdout = s.spawn(|| text(out.as_mut()));
        let stderr = s.spawn(|| text(err.as_mut()));
        let deadline = latest_end(limit);
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
        None if is_out_of_time(status) => End::TimedOut,
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
        assert_eq!(shell("while :; do :; done", Duration::from_secs(1)).end, End::TimedOut);
    }
}
