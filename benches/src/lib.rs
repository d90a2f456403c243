//! What the benchmarks share: the programs, the compiler as a library, the `yarrow` command.

use std::path::{Path, PathBuf};

/// Every program of `benches/programs`, sorted by name.
///
/// # Panics
/// If the folder cannot be read.
#[must_use]
pub fn programs() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs");
    let mut found: Vec<PathBuf> = std::fs::read_dir(&dir)
        .unwrap_or_else(|e| panic!("{}: {e}", dir.display()))
        .map(|e| e.expect("a readable entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "js"))
        .collect();
    found.sort();
    found
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

/// Source to MIR with all passes run and generators lowered, in this process.
///
/// # Panics
/// If the program does not compile.
#[must_use]
pub fn compile_to_mir(path: &Path) -> yarrow_mir::Program {
    let mut program =
        yarrow_frontend::compile(path, &yarrow_frontend::FileLoader, &yarrow_frontend::Options::default())
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    yarrow_opt::optimize(&mut program, usize::MAX, |_, _, _| {});
    yarrow_generator::lower_generators(&mut program);
    program
}
