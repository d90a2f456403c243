//! Workers, one for each processor: cases go to whoever is free.

use crate::case::{Case, Failure, Kind, Way};
use crate::worker::{DONE, Say, TRANSCRIPT};
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

/// Stack of a worker and of its children.
const STACK: u64 = 16 << 20;

/// How workers are started.
#[derive(Clone, Debug)]
pub struct Setup {
    pub jobs: usize,
    pub ways: Vec<Way>,
    pub timeout: u32,
    pub say: Say,
}

/// What a worker answered.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    pub failures: Vec<Failure>,
    pub transcripts: Vec<String>,
}

struct Worker {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Worker {
    fn start(setup: &Setup) -> io::Result<Worker> {
        // The file of this very program, even if another has taken its name by now.
        let mut command = Command::new("/proc/self/exe");
        command.arg("--worker").args(["--timeout", &setup.timeout.to_string()]);
        if setup.say == Say::Transcripts {
            command.arg("--transcripts");
        }
        for way in &setup.ways {
            command.arg(format!("--way={}/{}", way.tier.name, way.gc));
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).env("YARROW_EXPOSE_GC", "1").env_remove("YARROW_GC");
        // SAFETY: only a system call between fork and exec.
        unsafe {
            command.pre_exec(|| {
                let stack = libc::rlimit { rlim_cur: STACK, rlim_max: libc::RLIM_INFINITY };
                libc::setrlimit(libc::RLIMIT_STACK, &raw const stack);
                Ok(())
            });
        }
        let mut child = command.spawn()?;
        let missing = || io::Error::other("a worker without pipes");
        let input = child.stdin.take().ok_or_else(missing)?;
        let output = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        Ok(Worker { child, input, output })
    }

    /// Sends a line and reads the answer's.
    fn ask(&mut self, line: &str) -> io::Result<Vec<String>> {
        self.input.write_all(format!("{line}\n").as_bytes())?;
        self.input.flush()?;
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let line = line.trim_end_matches('\n');
            if line == DONE {
                return Ok(lines);
            }
            lines.push(line.to_owned());
        }
    }

    fn run(&mut self, case: &Case) -> io::Result<Reply> {
        let mut reply = Reply::default();
        for line in self.ask(&format!("{}\t{}", case.seed, case.path))? {
            match (line.strip_prefix(TRANSCRIPT), Failure::from_line(&line)) {
                (Some(said), _) => reply.transcripts.push(said.to_owned()),
                (None, Some(failure)) => reply.failures.push(failure),
                (None, None) => return Err(io::Error::other(format!("a worker said `{line}`"))),
            }
        }
        Ok(reply)
    }

    fn end(mut self) {
        drop(self.input);
        // It has nothing left to do; how it ends does not matter.
        let _ = self.child.wait();
    }
}

/// The paths of all cases.
///
/// # Errors
/// If no worker can be started or answers.
pub fn list(setup: &Setup) -> io::Result<Vec<String>> {
    let mut worker = Worker::start(setup)?;
    let paths = worker.ask("list");
    worker.end();
    paths
}

/// Runs cases as long as `next` gives any, and reports each.
///
/// # Errors
/// If a worker cannot be started.
pub fn run(
    setup: &Setup,
    next: impl Fn() -> Option<Case> + Sync,
    done: impl Fn(&Case, Reply) + Sync,
) -> io::Result<()> {
    let failed = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..setup.jobs {
            scope.spawn(|| {
                if let (Err(error), Ok(mut failed)) = (serve(setup, &next, &done), failed.lock()) {
                    *failed = Some(error);
                }
            });
        }
    });
    let error = failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    error.map_or(Ok(()), Err)
}

fn serve(setup: &Setup, next: &impl Fn() -> Option<Case>, done: &impl Fn(&Case, Reply)) -> io::Result<()> {
    let mut idle: Option<Worker> = None;
    while let Some(case) = next() {
        let mut worker = match idle.take() {
            Some(worker) => worker,
            None => Worker::start(setup)?,
        };
        match worker.run(&case) {
            Ok(reply) => {
                done(&case, reply);
                idle = Some(worker);
            }
            Err(error) => {
                worker.end();
                let blame = |&way| Failure::new(Kind::Crash, way, &format!("the worker died: {error}"));
                done(
                    &case,
                    Reply { failures: setup.ways.first().iter().map(|w| blame(w)).collect(), ..Reply::default() },
                );
            }
        }
    }
    if let Some(worker) = idle {
        worker.end();
    }
    Ok(())
}
