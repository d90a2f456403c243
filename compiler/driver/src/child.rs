//! Running a command: how long it takes, what it returns, how much memory it needs.

use crate::error::{DriverError, io_error};
use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub status: ExitStatus,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub time: Duration,
    /// In bytes; known where it was asked for.
    pub peak_memory: Option<u64>,
}

/// Is the memory to be measured too? That stops the command for a moment before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    Ignored,
    Measured,
}

/// Runs a command to its end. It has no input, and its outputs go to files in `scratch`: a pipe would have us
/// take part in what is measured.
pub fn run(command: &mut Command, scratch: &Path, memory: Memory) -> Result<Ended, DriverError> {
    let outputs = Outputs::of(command, scratch)?;
    let program = Path::new(command.get_program()).to_owned();
    let start = Instant::now();
    let (status, peak_memory) = match memory {
        Memory::Ignored => (command.status(), None),
        Memory::Measured => match measured::status(command) {
            Ok((status, peak)) => (Ok(status), peak),
            Err(e) => (Err(e), None),
        },
    };
    let time = start.elapsed();
    let status = status.map_err(|e| io_error("run", &program, e))?;
    let [stdout, stderr] = outputs.read()?;
    Ok(Ended { status, stdout, stderr, time, peak_memory })
}

/// Runs commands that may not end, one after the other. A command that takes too long is killed with all that it has
/// started, and so is one that runs when this process is interrupted. For that, each is a process group of its own.
#[derive(Debug)]
pub struct Keeper {
    running: Arc<Mutex<Option<Pid>>>,
}

impl Keeper {
    /// With a file, if there is one, that is removed when this process is interrupted.
    pub fn new(temporary: Option<PathBuf>) -> Result<Keeper, DriverError> {
        let failed = |e| io_error("watch", Path::new("signals"), e);
        let mut signals = Signals::new([SIGINT, SIGTERM]).map_err(failed)?;
        let running = Arc::new(Mutex::new(None));
        let seen = Arc::clone(&running);
        std::thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                let Some(signal) = signals.forever().next() else { return };
                // Held to the end, so that no other command is started.
                let running = seen.lock().unwrap_or_else(PoisonError::into_inner);
                end_group(*running);
                if let Some(file) = &temporary {
                    std::fs::remove_file(file).ok();
                }
                std::process::exit(128 + signal);
            })
            .map_err(failed)?;
        Ok(Keeper { running })
    }

    /// Runs a command as [`run`] does, for so long: its status, `None` if it was ended then, and its outputs.
    pub fn run_within(
        &self,
        command: &mut Command,
        scratch: &Path,
        timeout: Duration,
    ) -> Result<(Option<ExitStatus>, [Vec<u8>; 2]), DriverError> {
        let outputs = Outputs::of(command, scratch)?;
        let program = Path::new(command.get_program()).to_owned();
        let failed = |e| io_error("run", &program, e);
        let running = || self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut child, group) = {
            let mut running = running();
            let child = command.process_group(0).spawn().map_err(failed)?;
            let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
            *running = group;
            (child, group)
        };
        let end = Instant::now() + timeout;
        let status = loop {
            match child.try_wait().map_err(failed)? {
                Some(status) => break Some(status),
                None if Instant::now() >= end => {
                    end_group(group);
                    child.wait().map_err(failed)?;
                    break None;
                }
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        };
        *running() = None;
        Ok((status, outputs.read()?))
    }
}

/// Kills what is left of a process group.
fn end_group(group: Option<Pid>) {
    if let Some(group) = group {
        // A group that has ended meanwhile is what is wanted.
        kill_process_group(group, Signal::KILL).ok();
    }
}

/// The files that a command without input writes its standard output and error to.
struct Outputs([PathBuf; 2]);

impl Outputs {
    fn of(command: &mut Command, scratch: &Path) -> Result<Outputs, DriverError> {
        let paths = [scratch.join("stdout"), scratch.join("stderr")];
        let create = |i: usize| File::create(&paths[i]).map_err(|e| io_error("write", &paths[i], e));
        command.stdin(Stdio::null()).stdout(create(0)?).stderr(create(1)?);
        Ok(Outputs(paths))
    }

    fn read(&self) -> Result<[Vec<u8>; 2], DriverError> {
        let read = |i: usize| std::fs::read(&self.0[i]).map_err(|e| io_error("read", &self.0[i], e));
        Ok([read(0)?, read(1)?])
    }
}

/// On Linux the command is traced, to the one end that it stops before it ends, when its status still
/// tells the high-water mark of its memory. The `maxrss` that `wait4` returns is too high for a small program: it
/// counts the process before its program started, which is a copy of ours.
#[cfg(target_os = "linux")]
mod measured {
    use crate::usage::high_water_mark;
    use std::io::{Error, ErrorKind, Result};
    use std::os::unix::process::{CommandExt, ExitStatusExt};
    use std::process::{Command, ExitStatus};
    use std::ptr::null_mut;

    pub fn status(command: &mut Command) -> Result<(ExitStatus, Option<u64>)> {
        // SAFETY: between fork and exec only an async-signal-safe system call is made. Where it is not allowed
        // the command runs untraced.
        unsafe {
            command.pre_exec(|| {
                libc::ptrace(libc::PTRACE_TRACEME, 0, null_mut::<u8>(), null_mut::<u8>());
                Ok(())
            });
        }
        let child = command.spawn()?;
        let pid = libc::pid_t::try_from(child.id()).map_err(|e| Error::new(ErrorKind::InvalidData, e))?;
        let mut peak = None;
        let mut started = false;
        loop {
            let (status, usage) = wait(pid)?;
            if !libc::WIFSTOPPED(status) {
                let peak = peak.or_else(|| if started { None } else { crate::usage::max_rss(&usage) });
                return Ok((ExitStatus::from_raw(status), peak));
            }
            let mut signal = libc::WSTOPSIG(status);
            if status >> 8 == libc::SIGTRAP | (libc::PTRACE_EVENT_EXIT << 8) {
                peak = std::fs::read_to_string(format!("/proc/{pid}/status")).ok().and_then(|s| high_water_mark(&s));
                signal = 0;
            } else if !started {
                // The stop that follows exec.
                started = true;
                signal = 0;
                let options = libc::PTRACE_O_TRACEEXIT | libc::PTRACE_O_EXITKILL;
                request(libc::PTRACE_SETOPTIONS, pid, options)?;
            }
            request(libc::PTRACE_CONT, pid, signal)?;
        }
    }

    fn wait(pid: libc::pid_t) -> Result<(i32, libc::rusage)> {
        let mut status = 0;
        // SAFETY: all-zero is a valid value of this struct of integers.
        let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
        loop {
            // SAFETY: both may be written to.
            if unsafe { libc::wait4(pid, &raw mut status, 0, &raw mut usage) } == pid {
                return Ok((status, usage));
            }
            let error = Error::last_os_error();
            if error.kind() != ErrorKind::Interrupted {
                return Err(error);
            }
        }
    }

    fn request(request: libc::c_uint, pid: libc::pid_t, value: i32) -> Result<()> {
        // SAFETY: requests that take an integer, to our own traced child, which is stopped.
        let failed = unsafe { libc::ptrace(request, pid, null_mut::<u8>(), i64::from(value)) } == -1;
        let error = Error::last_os_error();
        // A child that was killed while it was stopped is only waited for.
        if failed && error.raw_os_error() != Some(libc::ESRCH) { Err(error) } else { Ok(()) }
    }
}

#[cfg(not(target_os = "linux"))]
mod measured {
    use std::io::{Error, Result};
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, ExitStatus};

    pub fn status(command: &mut Command) -> Result<(ExitStatus, Option<u64>)> {
        let child = command.spawn()?;
        let pid = child.id().cast_signed();
        let mut status = 0;
        // SAFETY: all-zero is a valid value of this struct of integers.
        let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
        // SAFETY: both may be written to.
        if unsafe { libc::wait4(pid, &raw mut status, 0, &raw mut usage) } == -1 {
            return Err(Error::last_os_error());
        }
        Ok((ExitStatus::from_raw(status), crate::usage::max_rss(&usage)))
    }
}

/// A temporary folder, for as long as the answer lives.
pub fn scratch() -> Result<tempfile::TempDir, DriverError> {
    tempfile::tempdir().map_err(|e| io_error("make", &std::env::temp_dir(), e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, memory: Memory) -> Ended {
        let dir = tempfile::tempdir().expect("a temporary folder");
        run(Command::new("sh").args(["-c", script]), dir.path(), memory).expect("sh runs")
    }

    #[test]
    fn the_answer_is_the_same_with_and_without_measuring() {
        for memory in [Memory::Ignored, Memory::Measured] {
            let ended = shell("echo out; echo err >&2; trap 'echo usr1' USR1; kill -USR1 $$; exit 3", memory);
            assert_eq!(ended.status.code(), Some(3));
            assert_eq!((ended.stdout.as_slice(), ended.stderr.as_slice()), (&b"out\nusr1\n"[..], &b"err\n"[..]));
            let killed = shell("kill -SEGV $$", memory);
            assert_eq!(std::os::unix::process::ExitStatusExt::signal(&killed.status), Some(libc::SIGSEGV));
        }
    }

    #[test]
    fn what_takes_too_long_ends_with_all_that_it_started() {
        let keeper = Keeper::new(None).expect("signals are watched");
        let dir = tempfile::tempdir().expect("a temporary folder");
        let within = |script: &str, ms| {
            let mut command = Command::new("sh");
            let ran = keeper.run_within(command.args(["-c", script]), dir.path(), Duration::from_millis(ms));
            let (status, [stdout, _]) = ran.expect("sh runs");
            (status.and_then(|s| s.code()), String::from_utf8(stdout).expect("text"))
        };
        assert_eq!(within("echo out; exit 3", 60_000), (Some(3), "out\n".to_owned()));
        let (status, child) = within("sleep 600 & echo $!; wait", 500);
        assert_eq!(status, None);
        let alive = format!("/proc/{}/stat", child.trim());
        // A signal takes its time, and whoever inherits the child may not have waited for it yet.
        let ended = || std::fs::read_to_string(&alive).map_or(true, |stat| stat.contains(") Z "));
        let patience = Instant::now() + Duration::from_secs(60);
        while cfg!(target_os = "linux") && !ended() {
            assert!(Instant::now() < patience, "it sleeps on");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// The test's own process is made bigger than the command first.
    #[test]
    fn memory_is_the_command_s_own() {
        let ours = vec![1_u8; 64 << 20];
        let peak = shell("exit 0", Memory::Measured).peak_memory.expect("measured");
        assert!(peak > 100_000 && peak < 32 << 20, "{peak} bytes beside {}", std::hint::black_box(&ours).len());
    }
}
