//! Results as tables and lists.

use crate::outcome::{Outcome, Verdict};
use crate::plan::{Kind, Trial};
use std::collections::BTreeMap;
use std::fmt::Write;
use yarrow_tiers::Gc;

/// How many trials ended how.
#[derive(Clone, Copy, Debug, Default)]
struct Tally([usize; Verdict::ALL.len()]);

impl Tally {
    fn add(&mut self, verdict: Verdict) {
        self.0[verdict as usize] += 1;
    }

    fn of(&self, verdict: Verdict) -> usize {
        self.0[verdict as usize]
    }

    fn total(&self) -> usize {
        self.0.iter().sum()
    }

    fn percent(&self) -> f64 {
        100.0 * self.of(Verdict::Pass) as f64 / self.total().max(1) as f64
    }
}

/// The directory under which a trial is counted.
fn directory(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    let depth = match parts.first().copied() {
        Some("language") if matches!(parts.get(1), Some(&"statements" | &"expressions")) => 3,
        _ => 2,
    };
    parts.truncate(depth);
    parts.join("/")
}

/// One row a directory, all of them, and all but the asynchronous ones.
pub fn summary(trials: &[Trial], outcomes: &[Outcome]) -> String {
    let mut rows: BTreeMap<String, Tally> = BTreeMap::new();
    let mut all = Tally::default();
    let mut plain = Tally::default();
    for (trial, outcome) in trials.iter().zip(outcomes) {
        rows.entry(directory(&trial.path)).or_default().add(outcome.verdict);
        all.add(outcome.verdict);
        if trial.kind == Kind::Plain {
            plain.add(outcome.verdict);
        }
    }
    let width = rows.keys().map(String::len).max().unwrap_or(0).max(28);
    let mut out = String::new();
    let mut row = |name: &str, t: &Tally| {
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{name:width$} {:>7} {:>7} {:>7} {:>7} {:>7} {:>6.2}%",
            t.of(Verdict::Pass),
            t.of(Verdict::Fail),
            t.of(Verdict::Unsupported),
            t.of(Verdict::Crash),
            t.of(Verdict::Timeout),
            t.percent()
        );
    };
    for (name, tally) in &rows {
        row(name, tally);
    }
    row("all", &all);
    row("without asynchronous tests", &plain);
    let head = format!(
        "{:width$} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}\n",
        "trials", "pass", "fail", "unsupp.", "crash", "timeout", ""
    );
    head + &out
}

/// Each trial that did not pass, by path, crashes after all others.
pub fn failures(trials: &[Trial], outcomes: &[Outcome]) -> String {
    let mut out = String::new();
    for crashes in [false, true] {
        for (trial, outcome) in trials.iter().zip(outcomes) {
            if outcome.verdict != Verdict::Pass && (outcome.verdict == Verdict::Crash) == crashes {
                let kind = if trial.kind == Kind::Async { " async" } else { "" };
                // Writing to a string does not fail.
                let _ = writeln!(out, "{} ({}{kind}) {}: {}", trial.path, trial.mode, outcome.verdict, outcome.message);
            }
        }
    }
    out
}

/// The most frequent messages, numbers and quoted names left out of account.
pub fn reasons(outcomes: &[Outcome], most: usize) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for outcome in outcomes.iter().filter(|o| o.verdict != Verdict::Pass) {
        *counts.entry(format!("{}: {}", outcome.verdict, general(&outcome.message))).or_default() += 1;
    }
    let mut list: Vec<_> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut out = String::new();
    for (reason, count) in list.into_iter().take(most) {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{count:>7} {reason}");
    }
    out
}

fn general(message: &str) -> String {
    let mut out = String::new();
    for c in message.chars().take(110) {
        if c.is_ascii_digit() {
            if !out.ends_with('N') {
                out.push('N');
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// All results of a mode of the collector, as the elements of a JSON array.
pub fn json(trials: &[Trial], outcomes: &[Outcome], gc: Gc) -> String {
    let mut lines = Vec::new();
    for (trial, outcome) in trials.iter().zip(outcomes) {
        lines.push(format!(
            "{{\"path\":{},\"mode\":\"{}\",\"gc\":\"{gc}\",\"async\":{},\"outcome\":\"{}\",\"message\":{}}}",
            quoted(&trial.path),
            trial.mode,
            trial.kind == Kind::Async,
            outcome.verdict,
            quoted(&outcome.message)
        ));
    }
    lines.join(",\n")
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_are_counted_three_deep_in_the_grammar() {
        assert_eq!(directory("language/statements/for-of/dstr/x.js"), "language/statements/for-of");
        assert_eq!(directory("built-ins/Array/prototype/at/x.js"), "built-ins/Array");
        assert_eq!(directory("language/types/x.js"), "language/types");
    }

    #[test]
    fn json_escapes_what_it_must() {
        assert_eq!(quoted("a\"b\\\u{1}é"), "\"a\\\"b\\\\\\u0001é\"");
    }
}
