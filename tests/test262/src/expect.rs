//! The trials that are known not to pass, as the repository has them.
//!
//! A line is `path [mode] verdict`, sorted; without a mode it holds for every trial of the path. `dir/*` or
//! `dir/beginning-*` stands for all paths that begin so, of which no trial passes and all end alike: the names
//! of tests have their subject first. The longest beginning counts. What is not listed passes. So a list stays
//! true: a trial that passes against it counts as a failure.

use crate::outcome::{Outcome, Verdict};
use crate::plan::{Mode, Trial, matches};
use std::collections::BTreeMap;
use std::fmt::Write;

type Key = (String, Option<Mode>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectations(BTreeMap<Key, Verdict>);

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line} of the expectations is not `path [mode] verdict`")]
pub struct ExpectError {
    line: usize,
}

/// A trial that did not end as expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surprise {
    pub trial: usize,
    pub expected: Verdict,
}

impl Expectations {
    pub fn parse(text: &str) -> Result<Expectations, ExpectError> {
        let mut map = BTreeMap::new();
        for (i, line) in text.lines().enumerate() {
            let error = || ExpectError { line: i + 1 };
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fields: Vec<&str> = line.split(' ').collect();
            let (path, mode, verdict) = match fields[..] {
                [path, verdict] => (path, None, verdict),
                [path, mode, verdict] => (path, Some(Mode::parse(mode).ok_or_else(error)?), verdict),
                _ => return Err(error()),
            };
            map.insert((path.to_owned(), mode), Verdict::parse(verdict).ok_or_else(error)?);
        }
        Ok(Expectations(map))
    }

    pub fn to_text(&self) -> String {
        let mut out =
            String::from("# Trials that are known not to pass; `make test262 ARGS=--bless` writes this list.\n");
        for ((path, mode), verdict) in &self.0 {
            // Writing to a string does not fail.
            let _ = match mode {
                Some(mode) => writeln!(out, "{path} {mode} {verdict}"),
                None => writeln!(out, "{path} {verdict}"),
            };
        }
        out
    }

    /// How a trial should end.
    pub fn of(&self, path: &str, mode: Mode) -> Verdict {
        let listed = |path: &str, mode| self.0.get(&(path.to_owned(), mode)).copied();
        let listed_beginning = || beginnings(path).rev().find_map(|b| listed(&format!("{b}*"), None));
        listed(path, Some(mode)).or_else(|| listed(path, None)).or_else(listed_beginning).unwrap_or(Verdict::Pass)
    }

    pub fn surprises(&self, trials: &[Trial], outcomes: &[Outcome]) -> Vec<Surprise> {
        let each = trials.iter().zip(outcomes).enumerate();
        each.filter_map(|(i, (trial, outcome))| {
            let expected = self.of(&trial.path, trial.mode);
            (expected != outcome.verdict).then_some(Surprise { trial: i, expected })
        })
        .collect()
    }

    /// Replaces what is said of everything that the patterns choose. `trials` are all that they choose.
    pub fn bless(&mut self, patterns: &[String], trials: &[Trial], outcomes: &[Outcome]) {
        self.0.retain(|(path, _), _| !patterns.iter().any(|p| matches(path, p)));
        let mut by_path: BTreeMap<&str, Vec<(Mode, Verdict)>> = BTreeMap::new();
        for (trial, outcome) in trials.iter().zip(outcomes) {
            by_path.entry(&trial.path).or_default().push((trial.mode, outcome.verdict));
        }
        let folded = fold(&by_path, patterns);
        for (beginning, verdict) in &folded {
            self.0.insert((format!("{beginning}*"), None), *verdict);
        }
        for (path, ends) in by_path {
            if beginnings(path).any(|b| folded.contains_key(b)) {
                continue;
            }
            let first = ends[0].1;
            if ends.iter().all(|(_, v)| *v == first) {
                if first != Verdict::Pass {
                    self.0.insert((path.to_owned(), None), first);
                }
                continue;
            }
            for (mode, verdict) in ends.into_iter().filter(|(_, v)| *v != Verdict::Pass) {
                self.0.insert((path.to_owned(), Some(mode)), verdict);
            }
        }
        // Where a beginning of what was run is listed, what differs from it has to be.
        for (trial, outcome) in trials.iter().zip(outcomes) {
            if self.of(&trial.path, trial.mode) != outcome.verdict {
                self.0.insert((trial.path.clone(), Some(trial.mode)), outcome.verdict);
            }
        }
    }
}

/// What of a path may stand before the `*`, the shortest first.
fn beginnings(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices(['/', '-']).map(|(i, _)| &path[..=i])
}

/// The shortest beginnings of more than one test, all of whose trials end alike and do not pass.
fn fold<'t>(by_path: &BTreeMap<&'t str, Vec<(Mode, Verdict)>>, patterns: &[String]) -> BTreeMap<&'t str, Verdict> {
    let mut tests: BTreeMap<&str, (usize, Option<Verdict>)> = BTreeMap::new();
    for (path, ends) in by_path {
        let first = ends[0].1;
        let same = ends.iter().all(|(_, v)| *v == first).then_some(first);
        // Only what was run as a whole.
        for beginning in beginnings(path).filter(|b| patterns.iter().any(|p| matches(b, p))) {
            let entry = tests.entry(beginning).or_insert((0, same));
            entry.0 += 1;
            entry.1 = entry.1.filter(|v| Some(*v) == same);
        }
    }
    let mut out: BTreeMap<&str, Verdict> = BTreeMap::new();
    for (beginning, (tests, verdict)) in tests {
        let Some(verdict) = verdict.filter(|v| *v != Verdict::Pass && tests > 1) else { continue };
        // Shorter ones come first, and the last one is the only that can be a beginning of this.
        if !out.last_key_value().is_some_and(|(b, _)| beginning.starts_with(b)) {
            out.insert(beginning, verdict);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Kind;

    fn trial(path: &str, mode: Mode) -> Trial {
        Trial { path: path.to_owned(), mode, kind: Kind::Plain, includes: Vec::new(), frontend_only: false }
    }

    fn outcome(verdict: Verdict) -> Outcome {
        Outcome::new(verdict, "")
    }

    const TEXT: &str = "a/x.js fail\na/y.js strict crash\nb/* unsupported\n";

    #[test]
    fn a_path_a_mode_or_a_directory_is_listed() {
        let e = Expectations::parse(TEXT).unwrap();
        assert_eq!(e.of("a/x.js", Mode::Sloppy), Verdict::Fail);
        assert_eq!(e.of("a/y.js", Mode::Strict), Verdict::Crash);
        assert_eq!(e.of("a/y.js", Mode::Sloppy), Verdict::Pass);
        assert_eq!(e.of("b/c/z.js", Mode::Module), Verdict::Unsupported);
        assert_eq!(Expectations::parse("a/x.js sometimes"), Err(ExpectError { line: 1 }));
    }

    #[test]
    fn an_unexpected_pass_is_a_surprise_too() {
        let e = Expectations::parse(TEXT).unwrap();
        let trials = [trial("a/x.js", Mode::Strict), trial("a/w.js", Mode::Strict), trial("b/z.js", Mode::Strict)];
        let outcomes = [outcome(Verdict::Pass), outcome(Verdict::Fail), outcome(Verdict::Unsupported)];
        let expected: Vec<_> = e.surprises(&trials, &outcomes).iter().map(|s| (s.trial, s.expected)).collect();
        assert_eq!(expected, [(0, Verdict::Fail), (1, Verdict::Pass)]);
    }

    #[test]
    fn blessing_rewrites_what_was_run_and_folds_directories() {
        let mut e = Expectations::parse("a/x.js fail\nc/q.js fail\n").unwrap();
        let trials = [
            trial("a/x.js", Mode::Sloppy),
            trial("a/x.js", Mode::Strict),
            trial("a/d/1.js", Mode::Strict),
            trial("a/d/2.js", Mode::Strict),
        ];
        let ends = [Verdict::Pass, Verdict::Fail, Verdict::Unsupported, Verdict::Unsupported].map(outcome);
        e.bless(&["a/".to_owned()], &trials, &ends);
        let body = e.to_text();
        let lines: Vec<&str> = body.lines().skip(1).collect();
        assert_eq!(lines, ["a/d/* unsupported", "a/x.js strict fail", "c/q.js fail"]);
        assert_eq!(e.surprises(&trials, &ends), []);
        assert_eq!(Expectations::parse(&body), Ok(e));
    }

    #[test]
    fn what_begins_alike_and_ends_alike_is_one_line() {
        let mut e = Expectations::default();
        let names = ["a/async-gen-1.js", "a/async-gen-2.js", "a/async-x.js", "a/gen-1.js"];
        let trials = names.map(|name| trial(name, Mode::Strict));
        let ends = [Verdict::Unsupported, Verdict::Unsupported, Verdict::Pass, Verdict::Fail].map(outcome);
        e.bless(&["a/".to_owned()], &trials, &ends);
        let body = e.to_text();
        let lines: Vec<&str> = body.lines().skip(1).collect();
        assert_eq!(lines, ["a/async-gen-* unsupported", "a/gen-1.js fail"]);
        assert_eq!(e.surprises(&trials, &ends), []);
    }

    #[test]
    fn blessing_a_part_of_a_listed_directory_lists_what_differs() {
        let mut e = Expectations::parse(TEXT).unwrap();
        let trials = [trial("b/z.js", Mode::Strict)];
        let ends = [outcome(Verdict::Pass)];
        e.bless(&["b/z.js".to_owned()], &trials, &ends);
        assert_eq!(e.surprises(&trials, &ends), []);
        assert_eq!(e.of("b/y.js", Mode::Strict), Verdict::Unsupported);
    }
}
