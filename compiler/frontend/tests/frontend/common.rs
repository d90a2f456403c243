//! Sources in memory.

use std::collections::HashMap;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use yarrow_frontend::{CompileError, Goal, Loader, Options, compile};
use yarrow_mir::Program;
use yarrow_mir::verify::verify_program;

/// Files without a kind of their own are modules.
pub const MODULE: Options = Options { goal: Goal::Module };

#[derive(Default)]
pub struct Memory {
    files: HashMap<PathBuf, Vec<u8>>,
}

impl Memory {
    pub fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(PathBuf::from(path), text.into());
        self
    }
}

impl Loader for Memory {
    fn load(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| Error::from(ErrorKind::NotFound))
    }

    fn list(&self, path: &Path) -> Vec<String> {
        let inside = self.files.keys().filter_map(|file| file.strip_prefix(path).ok()?.components().next());
        let mut names: Vec<String> = inside.map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

pub fn compile_source(text: &str) -> Result<Program, CompileError> {
    compile(Path::new("a.js"), &Memory::default().with("a.js", text), &MODULE)
}

/// Compiles and verifies.
pub fn check(text: &str) -> Program {
    check_files(&Memory::default().with("a.js", text), "a.js")
}

pub fn check_files(files: &Memory, entry: &str) -> Program {
    let program = match compile(Path::new(entry), files, &MODULE) {
        Ok(program) => program,
        Err(e) => panic!("{e}"),
    };
    if let Err(errors) = verify_program(&program) {
        let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("{}\n{}", messages.join("\n"), yarrow_mir::text::write_program(&program));
    }
    program
}
