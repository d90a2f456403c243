//! What the benchmarks share: the programs, the compiler as a library, and the comparison of engines.
//!
//! | file | what it does |
//! | --- | --- |
//! | `lib` | finds the programs and the `yarrow` command; source to MIR in this process |
//! | `engines` | the ways to run a program: Yarrow's tiers, the peers found on `PATH` |
//! | `measure` | builds and runs in interleaved rounds, holds the transcripts against each other |
//! | `statistics` | minimum, median, geometric mean |
//! | `report` | measurements to Markdown, and what of them README shows |
//! | `machine` | what the report says of the machine |

pub mod engines;
pub mod machine;
pub mod measure;
pub mod report;
pub mod shapes;
pub mod statistics;

use std::path::{Path, PathBuf};
use yarrow_frontend::FileLoader;
use yarrow_lir::OptLevel;
use yarrow_pipeline::{Compilation, Lowered, Settings};

/// What a program is a measure of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// It yields.
    Generators,
    /// Ordinary code.
    Plain,
    /// Nothing but the engine's own start and end.
    StartUp,
}

/// A benchmark program.
#[derive(Clone, Debug)]
pub struct Program {
    pub name: String,
    pub path: PathBuf,
    pub group: Group,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("programs")
}

/// The programs of a folder, sorted by name.
fn programs_in(dir: &Path, group_of: impl Fn(&Path) -> Group) -> Vec<Program> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap_or_else(|e| panic!("{}: {e}", dir.display()))
        .map(|e| e.expect("a readable entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "js"))
        .collect();
    found.sort();
    let program = |path: PathBuf| Program { name: name_of(&path), group: group_of(&path), path };
    found.into_iter().map(program).collect()
}

/// Every program of `benches/programs`, sorted by name.
///
/// # Panics
/// If the folder cannot be read.
#[must_use]
pub fn programs() -> Vec<Program> {
    programs_in(&folder(), |path| {
        let source = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        if source.contains("yield") { Group::Generators } else { Group::Plain }
    })
}

/// The programs that do next to nothing.
///
/// # Panics
/// If the folder cannot be read.
#[must_use]
pub fn start_up_programs() -> Vec<Program> {
    programs_in(&folder().join("startup"), |_| Group::StartUp)
}

/// File name without extension.
#[must_use]
pub fn name_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The `yarrow` to measure: `YARROW`, else the release build of this repository.
#[must_use]
pub fn yarrow() -> PathBuf {
    std::env::var_os("YARROW")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/yarrow"), PathBuf::from)
}

/// Source to MIR with the level's passes run and generators lowered, in this process.
///
/// # Panics
/// If the program does not compile.
#[must_use]
pub fn compile_to_mir(path: &Path, opt: OptLevel) -> Lowered<'static> {
    let compilation = Compilation::new(Settings::of_level(opt));
    let parsed = compilation.parse(path, &FileLoader, &yarrow_frontend::Options::default());
    parsed.unwrap_or_else(|e| panic!("{}: {e}", path.display())).optimise().lower_generators()
}
