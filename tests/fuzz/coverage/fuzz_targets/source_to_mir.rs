//! Any text as source: diagnostics or MIR that verifies, never a panic. The first byte chooses what the text is
//! taken for.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::path::Path;
use yarrow_frontend::{Goal, Loader, Options};

/// One file.
struct Single<'s>(&'s [u8]);

impl Loader for Single<'_> {
    fn load(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        if path.file_stem().is_some_and(|name| name == "main") {
            Ok(self.0.to_vec())
        } else {
            Err(std::io::ErrorKind::NotFound.into())
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, source)) = bytes.split_first() else { return };
    let (path, goal) = match first % 4 {
        0 => ("main.mjs", Goal::Module),
        1 => ("main.js", Goal::Script),
        2 => ("main.cjs", Goal::CommonJs),
        _ => ("main.ts", Goal::Module),
    };
    if let Ok(program) = yarrow_frontend::compile(Path::new(path), &Single(source), &Options { goal }) {
        let problems = yarrow_mir::verify::verify_program(&program).err().unwrap_or_default();
        assert!(problems.is_empty(), "{}", problems[0]);
    }
});
