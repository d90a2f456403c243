//! The programs of `tests/programs`, each with its transcript.
//!
//! A program is a file `NAME.js` (or `.mjs`, `.cjs`, `.ts`, `.mts`, `.cts`) with `NAME.out` beside it (its
//! standard output), in folders whose entry is `main.js` as well; `NAME.err`, if there, is the first line of
//! standard error of a program that ends by an uncaught exception, with exit code 1. `NAME.code`, if there, is the exit code of
//! one that ends otherwise.
//!
//! A program with a line `// goal: script` is a script, whatever its package says. One that passes millions of
//! safepoints says `// gc-period: N` to have a collection at every N-th under stress. Programs may call `gc()`.

use crate::Gc;
use crate::difference::first_difference;
use crate::launch::Outcome;
use std::io;
use std::path::{Path, PathBuf};

/// A program with what it should do.
#[derive(Clone, Debug)]
pub struct Program {
    /// Below the folder of programs, without extension.
    pub name: String,
    pub file: PathBuf,
    /// For `yarrow`.
    pub options: Vec<&'static str>,
    /// The mode of the collector under stress.
    pub stress: Gc,
    stdout: String,
    /// Of an uncaught exception: the first line of standard error.
    error: Option<String>,
    code: i32,
}

/// Every program below a folder, sorted.
///
/// # Errors
/// If a file cannot be read, or says something of the collector that is no number.
pub fn programs_below(root: &Path) -> io::Result<Vec<Program>> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if is_source(&path) && path.with_extension("out").exists() {
                files.push(path);
            }
        }
    }
    files.sort();
    files.into_iter().map(|file| read(root, file)).collect()
}

fn is_source(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    ["js", "mjs", "cjs", "ts", "mts", "cts"].iter().any(|e| extension == *e)
}

fn read(root: &Path, file: PathBuf) -> io::Result<Program> {
    let source = std::fs::read_to_string(&file)?;
    let period = source.lines().find_map(|l| l.strip_prefix("// gc-period: "));
    let stress = match period.map(|n| format!("stress:{}", n.trim()).parse()) {
        None => Gc::STRESS,
        Some(Ok(gc)) => gc,
        Some(Err(_)) => return Err(io::Error::other(format!("{}: the gc-period is no number", file.display()))),
    };
    let error = match std::fs::read_to_string(file.with_extension("err")) {
        Ok(text) => Some(text.trim_end().to_owned()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(e) => return Err(e),
    };
    let code = match std::fs::read_to_string(file.with_extension("code")) {
        Ok(text) => text.trim().parse().map_err(|_| io::Error::other(format!("{}: no exit code", file.display())))?,
        Err(e) if e.kind() == io::ErrorKind::NotFound => i32::from(error.is_some()),
        Err(e) => return Err(e),
    };
    Ok(Program {
        name: file.strip_prefix(root).unwrap_or(&file).with_extension("").display().to_string(),
        options: if source.lines().any(|l| l == "// goal: script") { vec!["--script"] } else { Vec::new() },
        stress,
        stdout: std::fs::read_to_string(file.with_extension("out"))?,
        error,
        code,
        file,
    })
}

impl Program {
    /// Makes what it did what it should do, in the files beside it. That of an uncaught exception is asked for by a file
    /// that is there already, since a program that ends by one may be wrong.
    ///
    /// # Errors
    /// If it did not run, ended otherwise than before, or a file cannot be written.
    pub fn bless(&self, outcome: &Outcome) -> io::Result<()> {
        let Outcome::Ran { stdout, stderr, code } = outcome else {
            return Err(io::Error::other(format!("it did not run: {outcome:?}")));
        };
        if *code != self.code {
            return Err(io::Error::other(format!("exit code {code}\n--- standard error\n{stderr}")));
        }
        if *stdout != self.stdout {
            std::fs::write(self.file.with_extension("out"), stdout)?;
        }
        let first = stderr.lines().next().unwrap_or_default();
        match &self.error {
            Some(error) if error != first => std::fs::write(self.file.with_extension("err"), format!("{first}\n")),
            Some(_) | None => Ok(()),
        }
    }

    /// Holds what it did against what it should do.
    ///
    /// # Errors
    /// The first difference, with standard error.
    pub fn judge(&self, outcome: &Outcome) -> Result<(), String> {
        let (stdout, stderr, code) = match outcome {
            Outcome::Ran { stdout, stderr, code } => (stdout, stderr, *code),
            Outcome::Refused(why) => return Err(format!("does not build:\n{why}")),
            Outcome::Crashed(how) => return Err(format!("crashed: {how}")),
            Outcome::TimedOut => return Err("does not end".to_owned()),
        };
        let fail = |what: String| Err(format!("{what}\n--- standard error\n{stderr}"));
        if let Some(difference) = first_difference(&self.stdout, stdout) {
            return fail(difference);
        }
        if let Some(error) = &self.error {
            let got = stderr.lines().next().unwrap_or_default();
            if got != error {
                return fail(format!("standard error begins {got:?}, not {error:?}"));
            }
        }
        let expected = self.code;
        if code != expected { fail(format!("exit code {code}, not {expected}")) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(stdout: &str, stderr: &str, code: i32) -> Outcome {
        Outcome::Ran { stdout: stdout.to_owned(), stderr: stderr.to_owned(), code }
    }

    #[test]
    fn what_stands_beside_a_program_decides() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).expect("it can be written");
        file("a.js", "// goal: script\n// gc-period: 9\n");
        file("a.out", "x\n");
        file("b.ts", "");
        file("b.out", "");
        file("b.err", "Error: b\n");
        file("library.js", "");
        let programs = programs_below(dir.path()).expect("they can be read");
        let names: Vec<&str> = programs.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        let [a, b] = programs.try_into().expect("there are two");
        assert_eq!((a.options.as_slice(), a.stress), (["--script"].as_slice(), Gc::Stress(9)));
        assert_eq!(a.judge(&ran("x\n", "", 0)), Ok(()));
        assert!(a.judge(&ran("y\n", "", 0)).is_err());
        assert!(a.judge(&ran("x\n", "", 1)).is_err());
        assert_eq!(b.judge(&ran("", "Error: b\n  at b", 1)), Ok(()));
        assert!(b.judge(&ran("", "Error: b\n", 0)).is_err());
        assert!(b.judge(&ran("", "Error: c\n", 1)).is_err());
        assert!(b.judge(&Outcome::TimedOut).is_err());
        assert!(a.bless(&ran("y\n", "", 1)).is_err() && b.bless(&Outcome::TimedOut).is_err());
        a.bless(&ran("y\n", "", 0)).expect("it can be written");
        b.bless(&ran("z", "Error: c\n  at c", 1)).expect("it can be written");
        let [a, b] = programs_below(dir.path()).expect("they can be read").try_into().expect("there are two");
        assert_eq!(a.judge(&ran("y\n", "", 0)), Ok(()));
        assert_eq!(b.judge(&ran("z", "Error: c\n", 1)), Ok(()));
    }
}
