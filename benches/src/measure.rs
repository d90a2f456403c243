//! Measures programs on engines: whole processes, in rounds that go through all engines, each round beginning
//! with another one, so that a machine that drifts drifts for all. An engine whose transcript is not the
//! reference's, that fails or that takes too long is told so and runs no more.

use crate::engines::{Engine, PEER_BASE, Prepared};
use crate::{Group, Program};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// After this a program is stopped.
pub const TIME_LIMIT: Duration = Duration::from_secs(300);

/// Why there is no time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    #[error("not built: {0}")]
    NotBuilt(String),
    #[error("failed: {0}")]
    Failed(String),
    #[error("another transcript: `{found}` instead of `{expected}`")]
    Differs { found: String, expected: String },
    #[error("not done after {} s", TIME_LIMIT.as_secs())]
    TooLong,
}

/// What one engine did with one program.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// Seconds of each run.
    pub runs: Vec<f64>,
    /// Seconds of each build.
    pub builds: Vec<f64>,
    /// Bytes of the executable, as built.
    pub size: Option<u64>,
    pub failure: Option<Failure>,
}

/// What all engines did with one program, in the engines' order.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: String,
    pub group: Group,
    pub engines: Vec<Measured>,
}

/// The order of a round: all engines, beginning with another one in each.
pub fn order(round: usize, engines: usize) -> impl Iterator<Item = usize> {
    (0..engines).map(move |i| (i + round) % engines)
}

/// Builds and runs a program on every engine; `told` hears what is being done.
#[must_use]
pub fn measure(program: &Program, engines: &[Engine], rounds: usize, scratch: &Path, told: &dyn Fn(&str)) -> Row {
    let mut row = Row {
        name: program.name.clone(),
        group: program.group,
        engines: engines.iter().map(|_| Measured::default()).collect(),
    };
    for round in 0..rounds {
        for at in order(round, engines.len()) {
            build(program, &engines[at], scratch, &mut row.engines[at], told);
        }
    }
    let prepared: Vec<Option<Prepared>> = engines
        .iter()
        .zip(&mut row.engines)
        .map(|(engine, measured)| {
            if measured.failure.is_some() {
                return None;
            }
            let prepared = engine.prepare(&program.name, &program.path, scratch);
            prepared.map_err(|e| measured.failure = Some(Failure::NotBuilt(e.to_string()))).ok()
        })
        .collect();
    let mut transcripts: Vec<Option<Vec<u8>>> = vec![None; engines.len()];
    for round in 0..rounds {
        for at in order(round, engines.len()) {
            let measured = &mut row.engines[at];
            let Some(prepared) = prepared[at].as_ref().filter(|_| measured.failure.is_none()) else { continue };
            told(&format!("{} on {}, round {}", program.name, engines[at].name, round + 1));
            match time(&mut prepared.command(), scratch) {
                Ok((seconds, output)) => {
                    measured.runs.push(seconds);
                    let before = transcripts[at].get_or_insert_with(|| output.clone());
                    measured.failure = difference(&output, before);
                }
                Err(failure) => measured.failure = Some(failure),
            }
        }
        if round == 0 {
            compare(engines, &transcripts, &mut row.engines);
        }
    }
    row
}

fn build(program: &Program, engine: &Engine, scratch: &Path, measured: &mut Measured, told: &dyn Fn(&str)) {
    let Some(mut command) = engine.build_command(&program.name, &program.path, scratch) else { return };
    if measured.failure.is_some() {
        return;
    }
    told(&format!("{}: building with {}", program.name, engine.name));
    match time(&mut command, scratch) {
        Ok((seconds, _)) => {
            measured.builds.push(seconds);
            measured.size = std::fs::metadata(engine.executable(&program.name, scratch)).ok().map(|m| m.len());
        }
        Err(Failure::Failed(why)) => measured.failure = Some(Failure::NotBuilt(why)),
        Err(failure) => measured.failure = Some(failure),
    }
}

/// Holds every transcript against that of the reference peer, or else the first there is.
fn compare(engines: &[Engine], transcripts: &[Option<Vec<u8>>], measured: &mut [Measured]) {
    let reference = engines.iter().position(|e| e.name == PEER_BASE).and_then(|at| transcripts[at].as_ref());
    let Some(expected) = reference.or_else(|| transcripts.iter().flatten().next()) else { return };
    for (transcript, measured) in transcripts.iter().zip(measured) {
        if let Some(found) = transcript
            && measured.failure.is_none()
        {
            measured.failure = difference(found, expected);
        }
    }
}

/// The first line that is another one.
fn difference(found: &[u8], expected: &[u8]) -> Option<Failure> {
    if found == expected {
        return None;
    }
    let (found, expected) = (String::from_utf8_lossy(found), String::from_utf8_lossy(expected));
    let (mut left, mut right) = (found.lines(), expected.lines());
    loop {
        let (l, r) = (left.next(), right.next());
        if l != r || (l.is_none() && r.is_none()) {
            let shown = |line: Option<&str>| line.unwrap_or("(the end)").chars().take(60).collect();
            return Some(Failure::Differs { found: shown(l), expected: shown(r) });
        }
    }
}

/// Wall time of a process that succeeds, and what it printed.
fn time(command: &mut Command, scratch: &Path) -> Result<(f64, Vec<u8>), Failure> {
    let cannot = |e: std::io::Error| Failure::Failed(e.to_string());
    let errors = scratch.join("stderr");
    let stderr = std::fs::File::create(&errors).map_err(cannot)?;
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(stderr).spawn().map_err(cannot)?;
    let mut stdout = child.stdout.take().expect("standard output is a pipe");
    // The pipe ends with the process: waiting for that needs no polling.
    let (done, ended) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut output = Vec::new();
        let read = stdout.read_to_end(&mut output);
        // Nobody waits for it any more where the process was stopped.
        let _stopped = done.send(());
        read.map(|_| output)
    });
    if ended.recv_timeout(TIME_LIMIT).is_err() {
        child.kill().map_err(cannot)?;
        child.wait().map_err(cannot)?;
        return Err(Failure::TooLong);
    }
    let status = child.wait().map_err(cannot)?;
    let elapsed = start.elapsed();
    let output = reader.join().expect("the reader does not panic").map_err(cannot)?;
    if status.success() {
        return Ok((elapsed.as_secs_f64(), output));
    }
    let text = std::fs::read(&errors).unwrap_or_default();
    Err(Failure::Failed(reason(&String::from_utf8_lossy(&text)).unwrap_or_else(|| status.to_string())))
}

/// The line of an engine's error output that says why, without the file's path.
fn reason(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines.clone().find(|line| line.contains("rror")).or_else(|| lines.next())?;
    let from = line.find("error:").or_else(|| line.find("Error")).map_or(0, |at| {
        // `SyntaxError` begins before its last word.
        line[..at].rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |before| before + 1)
    });
    Some(line[from..].chars().take(100).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_round_begins_with_another_engine_and_has_all() {
        let rounds: Vec<Vec<usize>> = (0..4).map(|round| order(round, 3).collect()).collect();
        assert_eq!(rounds, [[0, 1, 2], [1, 2, 0], [2, 0, 1], [0, 1, 2]]);
    }

    #[test]
    fn reason_is_the_line_with_the_error_without_its_path() {
        let hermes = "/somewhere/a.js:3:1: error: invalid statement encountered.\nclass A {\n^~~~\n";
        assert_eq!(reason(hermes).as_deref(), Some("error: invalid statement encountered."));
        let thrown = "Uncaught ReferenceError: Property 'x' doesn't exist\n    at global (/somewhere/a.js:1:1)";
        assert_eq!(reason(thrown).as_deref(), Some("ReferenceError: Property 'x' doesn't exist"));
        assert_eq!(reason("\nsomething else\n").as_deref(), Some("something else"));
        assert_eq!(reason(""), None);
    }

    #[test]
    fn difference_names_the_first_line_that_is_another() {
        assert_eq!(difference(b"a\nb\n", b"a\nb\n"), None);
        let expected = Failure::Differs { found: "c".to_owned(), expected: "b".to_owned() };
        assert_eq!(difference(b"a\nc\n", b"a\nb\n"), Some(expected));
        let expected = Failure::Differs { found: "(the end)".to_owned(), expected: "b".to_owned() };
        assert_eq!(difference(b"a\n", b"a\nb\n"), Some(expected));
    }

    #[test]
    fn a_process_that_fails_tells_its_error_and_one_that_succeeds_its_output() {
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let run = |script: &str| time(Command::new("sh").args(["-c", script]), scratch.path());
        let (seconds, output) = run("sleep 0.02; echo done").expect("it succeeds");
        assert!(seconds >= 0.02, "{seconds}");
        assert_eq!(output, b"done\n");
        assert_eq!(run("echo 'TypeError: no' >&2; exit 3"), Err(Failure::Failed("TypeError: no".to_owned())));
    }
}
