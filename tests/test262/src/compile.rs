//! The text of a test to MIR, among the files of the checkout.

use crate::outcome::Outcome;
use std::io;
use std::path::{Path, PathBuf};
use yarrow_frontend::{CompileError, FileKind, FileLoader, Goal, Loader};
use yarrow_mir::Program;

/// Why a source is not a program.
#[derive(Clone, Debug)]
pub enum Rejected {
    /// The source is wrong: a SyntaxError.
    Wrong(String),
    /// The compiler does not support something in it yet.
    Unsupported(String),
}

impl Rejected {
    pub fn outcome(&self) -> Outcome {
        match self {
            Rejected::Wrong(message) => Outcome::fail(format!("rejected: {message}")),
            Rejected::Unsupported(message) => Outcome::unsupported(message),
        }
    }
}

/// The files of a checkout of test262, but for one, whose text is given.
struct Overlay<'t> {
    checkout: &'t Path,
    path: &'t Path,
    text: &'t str,
}

impl Loader for Overlay<'_> {
    fn load(&self, path: &Path) -> io::Result<Vec<u8>> {
        if path == self.path { Ok(self.text.as_bytes().to_vec()) } else { FileLoader.load(&self.checkout.join(path)) }
    }

    fn kind(&self, path: &Path) -> Option<FileKind> {
        FileLoader.kind(&self.checkout.join(path))
    }

    fn list(&self, path: &Path) -> Vec<String> {
        FileLoader.list(&self.checkout.join(path))
    }

    fn root(&self) -> PathBuf {
        self.checkout.to_owned()
    }
}

/// The text of a module or of a script, and what it imports beside it, to MIR. The path is one of the
/// checkout.
pub fn compile(checkout: &Path, path: &Path, text: &str, goal: Goal) -> Result<Program, Rejected> {
    let loader = Overlay { checkout, path, text };
    let options = yarrow_frontend::Options { goal };
    yarrow_frontend::compile(path, &loader, &options).map_err(|error| rejection(&error))
}

/// What the compiler says, as one line: an error of the source counts more than what is not supported.
fn rejection(error: &CompileError) -> Rejected {
    let CompileError::Source { diagnostics, .. } = error else { return Rejected::Wrong(error.to_string()) };
    let wrong = diagnostics.iter().find(|d| !is_unsupported(&d.message));
    match wrong.or(diagnostics.first()) {
        Some(d) if wrong.is_some() => Rejected::Wrong(d.message.clone()),
        Some(d) => Rejected::Unsupported(d.message.clone()),
        None => Rejected::Wrong(error.to_string()),
    }
}

fn is_unsupported(message: &str) -> bool {
    message.contains("not supported")
}
