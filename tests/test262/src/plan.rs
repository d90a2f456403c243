//! Which tests run, and how often: files to trials.

use crate::frontmatter::{self, Flags, Frontmatter, Phase};
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// How a test's source is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    Sloppy,
    Strict,
    Module,
    /// As it is, a script without harness.
    Raw,
}

impl Mode {
    pub const ALL: [Mode; 4] = [Mode::Sloppy, Mode::Strict, Mode::Module, Mode::Raw];

    pub fn name(self) -> &'static str {
        match self {
            Mode::Sloppy => "sloppy",
            Mode::Strict => "strict",
            Mode::Module => "module",
            Mode::Raw => "raw",
        }
    }

    pub fn parse(name: &str) -> Option<Mode> {
        Mode::ALL.into_iter().find(|m| m.name() == name)
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether a test is about what needs an event loop or asynchronous code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plain,
    Async,
}

/// One run of one test.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Below `test/`, with slashes.
    pub path: String,
    pub mode: Mode,
    pub kind: Kind,
    /// The harness files that it needs.
    pub includes: Vec<String>,
    /// The compiler alone decides it.
    pub frontend_only: bool,
}

/// What makes a test one of the asynchronous ones.
const ASYNC_FEATURES: &[&str] = &[
    "async-functions",
    "async-iteration",
    "top-level-await",
    "dynamic-import",
    "import-defer",
    "source-phase-imports",
    "source-phase-imports-module-source",
    "Promise",
    "Promise.allSettled",
    "Promise.any",
    "Promise.prototype.finally",
    "promise-try",
    "promise-with-resolvers",
    "await-dictionary",
    "Array.fromAsync",
    "Atomics.waitAsync",
    "explicit-resource-management-async",
];

/// Features of hosts that Yarrow is not, and tail calls, which it does not make: their tests would show how deep the stack is.
const FOREIGN_FEATURES: &[&str] = &["IsHTMLDDA", "tail-call-optimization"];

/// Directories below `test/` that are no part of the language without Intl, or that test the harness.
const SKIPPED: &[&str] = &["intl402/", "staging/intl402/"];

/// Named sets of directories and path prefixes.
const SETS: &[(&str, &[&str])] = &[
    (
        "generators",
        &[
            "language/statements/generators/",
            "language/expressions/generators/",
            "language/expressions/yield/",
            "language/statements/class/*gen-",
            "language/statements/class/*generator",
            "language/expressions/class/*gen-",
            "language/expressions/class/*generator",
            "language/expressions/object/*gen-",
            "language/expressions/object/*generator",
            "language/statements/for-of/",
            "language/destructuring/",
            "language/computed-property-names/",
            "built-ins/GeneratorFunction/",
            "built-ins/GeneratorPrototype/",
            "built-ins/ArrayIteratorPrototype/",
            "built-ins/MapIteratorPrototype/",
            "built-ins/SetIteratorPrototype/",
            "built-ins/StringIteratorPrototype/",
            "built-ins/Iterator/",
        ],
    ),
    (
        "async",
        &[
            "language/statements/async-",
            "language/expressions/async-",
            "language/statements/for-await-of/",
            "language/statements/await-using/",
            "language/expressions/await/",
            "language/expressions/dynamic-import/",
            "language/module-code/",
            "built-ins/AsyncDisposableStack/",
            "built-ins/AsyncFromSyncIteratorPrototype/",
            "built-ins/AsyncFunction/",
            "built-ins/AsyncGeneratorFunction/",
            "built-ins/AsyncGeneratorPrototype/",
            "built-ins/AsyncIteratorPrototype/",
            "built-ins/Array/fromAsync/",
            "built-ins/Promise/",
        ],
    ),
    ("language", &["language/"]),
    ("built-ins", &["built-ins/"]),
    ("annexB", &["annexB/"]),
    ("staging", &["staging/"]),
    ("all", &[""]),
];

#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
    #[error("{path}: {error}")]
    Frontmatter { path: String, error: frontmatter::FrontmatterError },
    #[error("unknown set `{name}`; there are: {}", set_names())]
    Set { name: String },
    #[error("no test matches {0}")]
    Nothing(String),
}

fn set_names() -> String {
    SETS.iter().map(|s| s.0).collect::<Vec<_>>().join(", ")
}

/// The patterns of a named set.
pub fn set(name: &str) -> Result<&'static [&'static str], PlanError> {
    SETS.iter().find(|s| s.0 == name).map(|s| s.1).ok_or_else(|| PlanError::Set { name: name.to_owned() })
}

/// Is a path chosen? A pattern is a prefix, in which each `*` stands for anything; with or without
/// `test/` before it.
pub fn matches(path: &str, pattern: &str) -> bool {
    let pattern = pattern.strip_prefix("test/").unwrap_or(pattern);
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

/// The trials of a checkout that any of the patterns chooses, sorted by path.
pub fn collect(checkout: &Path, patterns: &[String]) -> Result<Vec<Trial>, PlanError> {
    let mut trials = Vec::new();
    visit(&checkout.join("test"), "", patterns, &mut trials)?;
    if trials.is_empty() {
        return Err(PlanError::Nothing(patterns.join(" ")));
    }
    Ok(trials)
}

/// Keeps every `n`-th test of each directory, from the one of number `turn` on, and all trials of a test. The turns 0 to `n` - 1
/// keep each test once between them.
pub fn take_share(trials: &mut Vec<Trial>, n: usize, turn: usize) {
    let directory = |path: &str| path.rsplit_once('/').map_or(String::new(), |(dir, _)| dir.to_owned());
    // By directory: the last test, and how many there were before it.
    let mut seen: HashMap<String, (String, usize)> = HashMap::new();
    trials.retain(|t| {
        let (last, before) = seen.entry(directory(&t.path)).or_insert_with(|| (t.path.clone(), 0));
        if *last != t.path {
            t.path.clone_into(last);
            *before += 1;
        }
        *before % n == turn
    });
}

fn visit(dir: &Path, prefix: &str, patterns: &[String], out: &mut Vec<Trial>) -> Result<(), PlanError> {
    let io = |source| PlanError::Io { path: dir.to_owned(), source };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(io)? {
        let entry = entry.map_err(io)?;
        entries.push((entry.file_name().to_string_lossy().into_owned(), entry.file_type().map_err(io)?.is_dir()));
    }
    entries.sort();
    for (name, is_dir) in entries {
        if is_dir {
            let below = format!("{prefix}{name}/");
            if !SKIPPED.contains(&below.as_str()) {
                visit(&dir.join(&name), &below, patterns, out)?;
            }
            continue;
        }
        let path = format!("{prefix}{name}");
        if !is_test(&name) || !patterns.iter().any(|p| matches(&path, p)) {
            continue;
        }
        let bytes = std::fs::read(dir.join(&name)).map_err(io)?;
        let source = String::from_utf8_lossy(&bytes);
        let front =
            frontmatter::parse(&source).map_err(|error| PlanError::Frontmatter { path: path.clone(), error })?;
        out.extend(trials(&path, &front, &source));
    }
    Ok(())
}

fn is_test(name: &str) -> bool {
    name.ends_with(".js") && !name.contains("_FIXTURE")
}

/// The runs of one test.
pub fn trials(path: &str, front: &Frontmatter, source: &str) -> Vec<Trial> {
    let foreign = front.features.iter().any(|f| FOREIGN_FEATURES.contains(&f.as_str()));
    // The runner's agent may wait.
    if foreign || front.flags.can_block_is_false {
        return Vec::new();
    }
    let frontend_only = front.negative.as_ref().is_some_and(|n| n.phase != Phase::Runtime);
    let is_async = needs_async(path, front) || (!frontend_only && has_async_function(source));
    let kind = if is_async { Kind::Async } else { Kind::Plain };
    modes(front.flags)
        .iter()
        .map(|&mode| Trial {
            path: path.to_owned(),
            mode,
            kind,
            includes: if frontend_only { Vec::new() } else { harness_files(front) },
            frontend_only,
        })
        .collect()
}

fn modes(flags: Flags) -> &'static [Mode] {
    match flags {
        Flags { raw: true, .. } => &[Mode::Raw],
        Flags { module: true, .. } => &[Mode::Module],
        Flags { only_strict: true, .. } => &[Mode::Strict],
        Flags { no_strict: true, .. } => &[Mode::Sloppy],
        _ => &[Mode::Sloppy, Mode::Strict],
    }
}

/// In the order of their evaluation.
fn harness_files(front: &Frontmatter) -> Vec<String> {
    if front.flags.raw {
        return Vec::new();
    }
    let mut files = vec!["assert.js".to_owned(), "sta.js".to_owned()];
    if front.flags.is_async {
        files.push("doneprintHandle.js".to_owned());
    }
    files.extend(front.includes.iter().filter(|i| !files.contains(i)).cloned().collect::<Vec<_>>());
    files
}

fn needs_async(path: &str, front: &Frontmatter) -> bool {
    front.flags.is_async
        || front.features.iter().any(|f| ASYNC_FEATURES.contains(&f.as_str()))
        || [
            "async-",
            "async_",
            "/async",
            "for-await",
            "await-using",
            "/Promise/",
            "/Async",
            "dynamic-import",
            "import-defer",
        ]
        .iter()
        .any(|p| path.contains(p))
}

/// Some tests are about all sorts of functions, and do not say so.
fn has_async_function(source: &str) -> bool {
    let code = source.split("---*/").nth(1).unwrap_or(source);
    ["async function", "async ()", "async*", "async *", "async method"].iter().any(|form| code.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modes_of(flags: &str) -> Vec<Mode> {
        let front = frontmatter::parse(&format!("/*---\nflags: [{flags}]\n---*/")).unwrap();
        trials("language/x.js", &front, "").iter().map(|t| t.mode).collect()
    }

    #[test]
    fn flags_say_which_modes_run() {
        assert_eq!(modes_of(""), [Mode::Sloppy, Mode::Strict]);
        assert_eq!(modes_of("onlyStrict"), [Mode::Strict]);
        assert_eq!(modes_of("noStrict"), [Mode::Sloppy]);
        assert_eq!(modes_of("module"), [Mode::Module]);
        assert_eq!(modes_of("raw"), [Mode::Raw]);
        assert_eq!(modes_of("CanBlockIsFalse"), []);
    }

    #[test]
    fn includes_follow_the_two_that_every_test_needs() {
        let front = frontmatter::parse("/*---\nflags: [async]\nincludes: [a.js, assert.js]\n---*/").unwrap();
        let trials = trials("language/x.js", &front, "");
        assert_eq!(trials[0].includes, ["assert.js", "sta.js", "doneprintHandle.js", "a.js"]);
        assert_eq!(trials[0].kind, Kind::Async);
    }

    #[test]
    fn a_share_is_taken_of_each_directory() {
        let of = |path: &str| trials(path, &frontmatter::parse("/*---\n---*/").unwrap(), "");
        let mut all: Vec<Trial> = ["a/1.js", "a/2.js", "a/3.js", "a/b/1.js", "c/1.js", "c/2.js"].map(of).concat();
        let mut rest = all.clone();
        take_share(&mut all, 2, 0);
        take_share(&mut rest, 2, 1);
        let paths = |trials: &[Trial]| trials.iter().map(|t| t.path.clone()).collect::<Vec<_>>();
        assert_eq!(paths(&all), ["a/1.js", "a/1.js", "a/3.js", "a/3.js", "a/b/1.js", "a/b/1.js", "c/1.js", "c/1.js"]);
        assert_eq!(paths(&rest), ["a/2.js", "a/2.js", "c/2.js", "c/2.js"]);
    }

    #[test]
    fn patterns_are_prefixes_with_stars() {
        assert!(matches("language/a/b.js", "language/a"));
        assert!(matches("language/a/b.js", "test/language/"));
        assert!(matches("language/statements/class/dstr/gen-meth-x.js", "language/statements/class/*gen-"));
        assert!(!matches("language/a/b.js", "language/b"));
        assert!(!matches("language/a/b.js", "language/*c"));
    }
}
