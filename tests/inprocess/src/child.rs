//! Children: a forked copy of this process, with limits, that answers with text.
//!
//! A child inherits everything that was set up before it, costs a few milliseconds, and may crash or
//! hang without harm. Only a process with one thread forks here.

use std::ffi::CStr;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::fd::{AsRawFd, FromRawFd};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How a child ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It came to its end.
    Well,
    /// It used up its time.
    Timeout,
    /// A signal or exit, with the last of what it wrote to standard error.
    Crash(String),
}

/// Exit code of a child whose work panicked.
const PANICKED: i32 = 101;

/// What a child may use.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Of processor time.
    pub seconds: u32,
    /// Of address space, beyond what it starts with.
    pub memory: u64,
}

/// A file in memory, for what a child has to say.
fn memory_file(name: &CStr) -> std::io::Result<File> {
    // SAFETY: the name ends with a NUL.
    let fd = unsafe { libc::memfd_create(name.as_ptr(), libc::MFD_CLOEXEC) };
    if fd < 0 {
        return Err(std::io::Error::last_os_error());
    }
    // SAFETY: a descriptor just made, which nobody else owns.
    Ok(unsafe { File::from_raw_fd(fd) })
}

/// Where the child writes its answer, in pieces: what is written counts even if it crashes later.
#[derive(Debug)]
pub struct Answer(File);

impl Answer {
    /// A second writer of the same answer.
    ///
    /// # Errors
    /// If there are no more descriptors.
    pub fn another(&self) -> std::io::Result<Answer> {
        self.0.try_clone().map(Answer)
    }

    /// Writes a line, at once.
    pub fn line(&mut self, line: &str) {
        // The parent sees a missing line.
        let _ = writeln!(self.0, "{line}");
    }
}

/// Runs `f` in a child; what it answered, and how it ended.
///
/// # Errors
/// If there can be no child, or its answer cannot be read.
pub fn in_child(limits: Limits, f: impl FnOnce(&mut Answer)) -> std::io::Result<(String, Ended)> {
    let mut answer = Answer(memory_file(c"answer")?);
    let mut errors = memory_file(c"errors")?;
    // SAFETY: this process has one thread, so the child has all that it needs.
    let pid = unsafe { libc::fork() };
    if pid < 0 {
        return Err(std::io::Error::last_os_error());
    }
    if pid == 0 {
        confine(limits, &errors);
        // A panic ends this child alone: unwound further, it would go on as a second parent.
        let ran = catch_unwind(AssertUnwindSafe(|| f(&mut answer)));
        let code = if ran.is_ok() { 0 } else { PANICKED };
        // SAFETY: leaves at once; what the parent set up is the parent's to tear down.
        unsafe { libc::_exit(code) };
    }
    let mut status = 0;
    // SAFETY: waits for the child just made.
    while unsafe { libc::waitpid(pid, &raw mut status, 0) } < 0 {
        let error = std::io::Error::last_os_error();
        if error.kind() != std::io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    let mut text = Vec::new();
    answer.0.seek(SeekFrom::Start(0))?;
    answer.0.read_to_end(&mut text)?;
    let ended = if libc::WIFSIGNALED(status) {
        match libc::WTERMSIG(status) {
            libc::SIGXCPU | libc::SIGALRM => Ended::Timeout,
            signal => Ended::Crash(format!("{}{}", signal_name(signal), complaint(&mut errors)?)),
        }
    } else if libc::WEXITSTATUS(status) != 0 {
        Ended::Crash(format!("exit {}{}", libc::WEXITSTATUS(status), complaint(&mut errors)?))
    } else {
        Ended::Well
    };
    Ok((String::from_utf8_lossy(&text).into_owned(), ended))
}

/// In the child: limits, and standard streams that do not mix with the worker's answers.
fn confine(limits: Limits, errors: &File) {
    let seconds = u64::from(limits.seconds);
    // SAFETY: plain system calls on this process alone.
    unsafe {
        let cpu = libc::rlimit { rlim_cur: seconds, rlim_max: seconds + 5 };
        libc::setrlimit(libc::RLIMIT_CPU, &raw const cpu);
        let core = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
        libc::setrlimit(libc::RLIMIT_CORE, &raw const core);
        if let Some(now) = address_space() {
            let space = libc::rlimit { rlim_cur: now + limits.memory, rlim_max: now + limits.memory };
            libc::setrlimit(libc::RLIMIT_AS, &raw const space);
        }
        // Waiting takes no processor time.
        libc::alarm(limits.seconds * 6 + 30);
        let null = libc::open(c"/dev/null".as_ptr(), libc::O_RDWR);
        libc::dup2(null, 0);
        libc::dup2(null, 1);
        libc::dup2(errors.as_raw_fd(), 2);
    }
}

/// Bytes of address space in use.
fn address_space() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').next()?.parse().ok()?;
    Some(pages * 4096)
}

fn signal_name(signal: i32) -> String {
    match signal {
        libc::SIGSEGV => "SIGSEGV".to_owned(),
        libc::SIGABRT => "SIGABRT".to_owned(),
        libc::SIGBUS => "SIGBUS".to_owned(),
        libc::SIGILL => "SIGILL".to_owned(),
        libc::SIGFPE => "SIGFPE".to_owned(),
        libc::SIGTRAP => "SIGTRAP".to_owned(),
        libc::SIGKILL => "SIGKILL".to_owned(),
        n => format!("signal {n}"),
    }
}

/// The panic in what a child wrote to standard error, or its last line.
fn complaint(errors: &mut File) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    errors.seek(SeekFrom::Start(0))?;
    errors.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let from = lines.iter().position(|l| l.contains("panicked at")).unwrap_or(lines.len().saturating_sub(1));
    let said = lines.iter().skip(from).take(3).take_while(|l| !l.starts_with("note:") && !l.starts_with("stack back"));
    let said = said.copied().collect::<Vec<_>>().join(" ");
    Ok(if said.is_empty() { said } else { format!(": {said}") })
}
