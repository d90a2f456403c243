//! The coordinator: hands batches to worker processes, and starts another where one dies.

use crate::outcome::Outcome;
use crate::plan::Trial;
use crate::worker::{DONE, job_line};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

/// Trials in a batch.
const BATCH: usize = 24;

/// Where there are fewer trials of one list of harness files than `FEW`.
const SMALL_BATCH: usize = 2;
const FEW: usize = 100;

/// Stack of a worker, where the compiler recurses and JavaScript runs.
const STACK: u64 = 64 << 20;

/// What the workers are told when they start.
#[derive(Clone, Debug)]
pub struct Setup {
    pub jobs: usize,
    /// Arguments of the worker process.
    pub arguments: Vec<String>,
    /// Outcomes of a trial: one for each mode of the collector.
    pub modes: usize,
}

struct Worker {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Worker {
    fn start(setup: &Setup) -> std::io::Result<Worker> {
        // The file of this very program, even if another has taken its name by now.
        let mut command = Command::new("/proc/self/exe");
        command.args(&setup.arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        command.env("YARROW_HEAP_MAX", "512m").env_remove("YARROW_GC");
        // SAFETY: only a system call between fork and exec.
        unsafe {
            command.pre_exec(|| {
                let stack = libc::rlimit { rlim_cur: STACK, rlim_max: libc::RLIM_INFINITY };
                libc::setrlimit(libc::RLIMIT_STACK, &raw const stack);
                Ok(())
            });
        }
        let mut child = command.spawn()?;
        let missing = || std::io::Error::other("a worker without pipes");
        let input = child.stdin.take().ok_or_else(missing)?;
        let output = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        Ok(Worker { child, input, output })
    }

    /// Runs a batch as far as the worker lives.
    fn run(&mut self, trials: &[&Trial], mut each: impl FnMut(usize, Outcome)) -> std::io::Result<()> {
        let mut text = format!("BATCH {}\n", trials.len());
        for trial in trials {
            text.push_str(&job_line(trial));
            text.push('\n');
        }
        self.input.write_all(text.as_bytes())?;
        self.input.flush()?;
        let mut line = String::new();
        loop {
            line.clear();
            if self.output.read_line(&mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            let line = line.trim_end_matches('\n');
            if line == DONE {
                return Ok(());
            }
            let parsed = line.split_once('\t').and_then(|(i, o)| Some((i.parse().ok()?, Outcome::from_line(o)?)));
            match parsed {
                Some((index, outcome)) if index < trials.len() => each(index, outcome),
                Some(_) | None => return Err(std::io::Error::other(format!("a worker said `{line}`"))),
            }
        }
    }

    fn end(mut self) {
        drop(self.input);
        // It has nothing left to do; how it ends does not matter.
        let _ = self.child.wait();
    }
}

/// Where no bar is drawn, a line for each tenth of the way.
fn tell_tenth(bar: &ProgressBar) {
    let (done, all) = (bar.position(), bar.length().unwrap_or(1).max(1));
    if bar.is_hidden() && done * 10 / all != (done - 1) * 10 / all {
        eprintln!("test262: {done} of {all}");
    }
}

/// Runs all trials; for each mode of the collector their outcomes, in the same order.
pub fn run(trials: &[Trial], setup: &Setup) -> std::io::Result<Vec<Vec<Outcome>>> {
    // Batches of one list of harness files. What few trials include is long, and so may the trials be: those go first, in small
    // batches, so that no worker is left with a long one at the end.
    let mut order: Vec<usize> = (0..trials.len()).collect();
    order.sort_by(|&a, &b| (&trials[a].includes, a).cmp(&(&trials[b].includes, b)));
    let mut groups: Vec<&[usize]> = order.chunk_by(|&a, &b| trials[a].includes == trials[b].includes).collect();
    groups.sort_by_key(|group| group.len());
    let mut batches: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        let size = if group.len() < FEW { SMALL_BATCH } else { BATCH };
        batches.extend(group.chunks(size).map(<[usize]>::to_vec));
    }
    batches.reverse();
    let queue = Mutex::new(batches);
    let outcomes = Mutex::new(vec![Vec::with_capacity(setup.modes); trials.len()]);
    let bar = ProgressBar::with_draw_target(Some(trials.len() as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg} eta {eta}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    let failed = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..setup.jobs {
            scope.spawn(|| {
                let served = serve(trials, setup, &queue, |index, outcome| {
                    let mut outcomes = outcomes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                    outcomes[index].push(outcome);
                    if outcomes[index].len() == setup.modes {
                        bar.inc(1);
                        tell_tenth(&bar);
                    }
                });
                if let (Err(error), Ok(mut failed)) = (served, failed.lock()) {
                    *failed = Some(error);
                }
            });
        }
    });
    bar.finish_and_clear();
    if let Some(error) = failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        return Err(error);
    }
    let outcomes = outcomes.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let of_mode = |mode: usize| {
        let each = outcomes.iter().map(|o| o.get(mode).cloned().unwrap_or_else(|| Outcome::crash("it was not run")));
        each.collect()
    };
    Ok((0..setup.modes).map(of_mode).collect())
}

/// One worker's share of the queue.
fn serve(
    trials: &[Trial],
    setup: &Setup,
    queue: &Mutex<Vec<Vec<usize>>>,
    mut done: impl FnMut(usize, Outcome),
) -> std::io::Result<()> {
    let next = || queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
    let mut worker: Option<Worker> = None;
    while let Some(mut batch) = next() {
        while !batch.is_empty() {
            let mut running = match worker.take() {
                Some(worker) => worker,
                None => Worker::start(setup)?,
            };
            let these: Vec<&Trial> = batch.iter().map(|&i| &trials[i]).collect();
            let mut answered = vec![0; batch.len()];
            let ran = running.run(&these, |index, outcome| {
                answered[index] += 1;
                done(batch[index], outcome);
            });
            match ran {
                Ok(()) => {
                    worker = Some(running);
                    batch.clear();
                }
                Err(error) => {
                    running.end();
                    // The first without an answer is to blame; the others are tried again.
                    let mut rest: Vec<usize> =
                        batch.iter().zip(&answered).filter(|(_, a)| **a == 0).map(|(&i, _)| i).collect();
                    if !rest.is_empty() {
                        let blamed = rest.remove(0);
                        (0..setup.modes)
                            .for_each(|_| done(blamed, Outcome::crash(format!("the worker died: {error}"))));
                    }
                    batch = rest;
                }
            }
        }
    }
    if let Some(worker) = worker {
        worker.end();
    }
    Ok(())
}
