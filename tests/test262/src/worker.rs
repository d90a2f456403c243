//! The process that runs trials, one batch after the other, as its standard input says.
//!
//! A batch is `BATCH n` and `n` jobs, `mode TAB frontend|run TAB path TAB includes`, separated by
//! commas. The answers are `index TAB outcome`, in any order, then `DONE`; a trial has one for each mode of the
//! collector, in their order.

use crate::engine::{Engine, Job};
use crate::outcome::Outcome;
use crate::plan::{Mode, Trial};
use std::io::{BufRead, Write};

pub const DONE: &str = "DONE";

/// The line that asks for a trial.
pub fn job_line(trial: &Trial) -> String {
    let how = if trial.frontend_only { "frontend" } else { "run" };
    format!("{}\t{how}\t{}\t{}", trial.mode, trial.path, trial.includes.join(","))
}

fn parse_job(line: &str) -> Option<Job> {
    let mut fields = line.split('\t');
    let mode = Mode::parse(fields.next()?)?;
    let frontend_only = fields.next()? == "frontend";
    let path = fields.next()?.to_owned();
    let includes = fields.next()?.split(',').filter(|i| !i.is_empty()).map(str::to_owned).collect();
    Some(Job { path, mode, includes, frontend_only })
}

/// Serves batches until standard input ends.
pub fn serve(engine: &mut Engine) -> std::io::Result<()> {
    let mut input = std::io::stdin().lock().lines();
    let bad = || std::io::Error::other("not a batch");
    while let Some(head) = input.next().transpose()? {
        let n: usize = head.strip_prefix("BATCH ").and_then(|n| n.parse().ok()).ok_or_else(bad)?;
        let mut jobs = Vec::with_capacity(n);
        for _ in 0..n {
            let line = input.next().ok_or_else(bad)??;
            jobs.push(parse_job(&line).ok_or_else(bad)?);
        }
        let mut failed = None;
        let modes = engine.modes.len();
        let mut say = |index: usize, outcomes: &[Outcome]| {
            let mut out = std::io::stdout().lock();
            let lines = outcomes.iter().map(|outcome| format!("{index}\t{}\n", outcome.to_line()));
            let said = out.write_all(lines.collect::<String>().as_bytes()).and_then(|()| out.flush());
            failed = failed.take().or(said.err());
        };
        let (frontend, run): (Vec<usize>, Vec<usize>) = (0..jobs.len()).partition(|&i| jobs[i].frontend_only);
        let alone: Vec<Job> = frontend.iter().map(|&i| jobs[i].clone()).collect();
        engine.check(&alone, |at, outcome| say(frontend[at], &vec![outcome; modes]));
        for index in run {
            let outcomes = engine.run(&jobs[index]);
            say(index, &outcomes);
        }
        if let Some(error) = failed {
            return Err(error);
        }
        println!("{DONE}");
    }
    Ok(())
}
