//! Yarrow's back ends and the other engines found on PATH (node, deno, bun, qjs, hermes) on every program of
//! `benches/programs`: prints the report, and with `--write` puts it into `benches/RESULTS.md` and its short
//! form into `README.md`.
//!
//! `RUNS` (or `--runs`) sets the rounds, 5 by default; `PEERS=node,qjs` names the peers; an argument (or `FILTER`)
//! chooses the programs whose name contains it; `YARROW` is the command to measure.
//! Ends with 1 if one of Yarrow's own tiers fails or prints something else.

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use yarrow_benches::engines::{NoPeer, peers, tiers};
use yarrow_benches::machine::{Machine, load, today};
use yarrow_benches::measure::measure;
use yarrow_benches::report::{NoMarkers, Results, replace_between_markers};
use yarrow_benches::{Program, programs, start_up_programs, yarrow};

#[derive(Parser)]
#[command(about = "Compares Yarrow's back ends with each other and with the engines on PATH")]
struct Arguments {
    /// Only programs whose name contains this
    filter: Option<String>,

    /// Rounds
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    runs: Option<u32>,

    /// Peers, by comma; those on PATH if not given
    #[arg(long)]
    peers: Option<String>,

    /// Write RESULTS.md and README's table
    #[arg(long, conflicts_with = "filter")]
    write: bool,

    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error("RUNS: `{0}` is not a number of rounds")]
    Runs(String),
    #[error("there is no yarrow at {}: build it, or set YARROW", .0.display())]
    NoYarrow(PathBuf),
    #[error("no program's name contains `{0}`")]
    NoProgram(String),
    #[error("a part of the programs is not written: leave FILTER out")]
    Part,
    #[error(transparent)]
    Peer(#[from] NoPeer),
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: std::io::Error },
    #[error("README.md: {0}")]
    Markers(#[from] NoMarkers),
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Writes a file whole or not at all.
fn write(path: &Path, text: &str) -> Result<(), Failed> {
    let failed = |error| Failed::File { path: path.to_owned(), error };
    let mut file = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(Path::new("."))).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    readable(file.as_file()).map_err(failed)?;
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}

/// A temporary file is its owner's alone; a file of the repository is not.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

fn rounds(arguments: &Arguments) -> Result<usize, Failed> {
    let given = match (arguments.runs, variable("RUNS").filter(|text| !text.is_empty())) {
        (Some(runs), _) => runs,
        (None, Some(text)) => text.parse().ok().filter(|n| *n > 0).ok_or(Failed::Runs(text))?,
        (None, None) => 5,
    };
    Ok(usize::try_from(given).unwrap_or(usize::MAX))
}

fn run(arguments: &Arguments) -> Result<bool, Failed> {
    let rounds = rounds(arguments)?;
    let filter = arguments.filter.clone().or_else(|| variable("FILTER")).unwrap_or_default();
    if arguments.write && !filter.is_empty() {
        return Err(Failed::Part);
    }
    let yarrow = yarrow();
    if !yarrow.is_file() {
        return Err(Failed::NoYarrow(yarrow));
    }
    let mut engines = tiers(&yarrow);
    engines.extend(peers(arguments.peers.clone().or_else(|| variable("PEERS")).as_deref())?);
    let chosen: Vec<Program> =
        start_up_programs().into_iter().chain(programs()).filter(|p| p.name.contains(&filter)).collect();
    if chosen.is_empty() {
        return Err(Failed::NoProgram(filter));
    }
    let scratch = tempfile::tempdir().map_err(|error| Failed::File { path: std::env::temp_dir(), error })?;
    // Draws nothing where standard error is no terminal.
    let bar = ProgressBar::new(chosen.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed_precise} {wide_msg}") {
        bar.set_style(style);
    }
    let before = load();
    let mut rows = Vec::new();
    for program in &chosen {
        rows.push(measure(program, &engines, rounds, scratch.path(), &|doing| bar.set_message(doing.to_owned())));
        bar.inc(1);
    }
    bar.finish_and_clear();
    let results = Results { date: today(), machine: Machine::this(), load: (before, load()), rounds, engines, rows };
    if arguments.write {
        let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
        let readme = benches.join("../README.md");
        let text = std::fs::read_to_string(&readme).map_err(|error| Failed::File { path: readme.clone(), error })?;
        let text = replace_between_markers(&text, &results.short())?;
        write(&benches.join("RESULTS.md"), &results.full())?;
        write(&readme, &text)?;
        eprintln!("wrote benches/RESULTS.md and the table of README.md");
    } else {
        print!("{}", results.full());
    }
    Ok(results.ours_succeeded())
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("peers: a tier of Yarrow's failed or printed something else: see the report");
            ExitCode::FAILURE
        }
        Err(failed) => {
            eprintln!("peers: {failed}");
            ExitCode::from(2)
        }
    }
}
