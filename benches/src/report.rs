//! Measurements as Markdown: the whole report, and the short table that README shows between two markers.
//!
//! A ratio is that of the two engines' fastest runs, made in the same rounds. Where an engine has no time, its
//! cell says why in a word, and the last section in full. Pure functions: what is read and written is the
//! caller's.

use crate::Group;
use crate::engines::{BASE, Engine, PEER_BASE};
use crate::machine::Machine;
use crate::measure::{Failure, Measured, Row};
use crate::statistics::{geometric_mean, median, minimum};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Everything that was measured.
#[derive(Clone, Debug)]
pub struct Results {
    pub date: String,
    pub machine: Machine,
    /// Processes that wanted to run, before and after.
    pub load: (Option<f64>, Option<f64>),
    pub rounds: usize,
    pub engines: Vec<Engine>,
    pub rows: Vec<Row>,
}

/// What README's short table stands between.
pub const MARKERS: (&str, &str) = ("<!-- bench: begin -->", "<!-- bench: end -->");

/// The text has not one of each marker, in their order.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the markers `{}` and `{}` are not there, or not once, in this order", MARKERS.0, MARKERS.1)]
pub struct NoMarkers;

/// The text with what stands between the markers replaced.
///
/// # Errors
/// If the markers are not there.
pub fn replace_between_markers(text: &str, inner: &str) -> Result<String, NoMarkers> {
    let (before, rest) = text.split_once(MARKERS.0).ok_or(NoMarkers)?;
    let (old, after) = rest.split_once(MARKERS.1).ok_or(NoMarkers)?;
    if before.contains(MARKERS.1) || old.contains(MARKERS.0) || after.contains(MARKERS.0) || after.contains(MARKERS.1) {
        return Err(NoMarkers);
    }
    Ok(format!("{before}{}\n\n{}\n\n{}{after}", MARKERS.0, inner.trim(), MARKERS.1))
}

const GROUPS: [(Group, &str); 2] = [(Group::Generators, "generators"), (Group::Plain, "plain programs")];

fn milliseconds(seconds: f64) -> String {
    format!("{:.1}", seconds * 1e3)
}

/// A ratio to two decimals, to three digits where it is long.
fn ratio(value: f64) -> String {
    if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

/// A Markdown table whose first column is text and whose others are figures.
fn table(head: &[String], body: &[Vec<String>]) -> String {
    table_of(1, head, body)
}

/// A Markdown table that begins with columns of text; the others are figures.
fn table_of(texts: usize, head: &[String], body: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule: Vec<String> = (0..head.len()).map(|i| if i < texts { "---" } else { "---:" }.to_owned()).collect();
    let mut text = line(head) + &line(&rule);
    for row in body {
        text += &line(row);
    }
    text
}

impl Measured {
    /// The fastest run, if all runs were right.
    fn fastest(&self) -> Option<f64> {
        minimum(&self.runs).filter(|_| self.failure.is_none())
    }

    /// In a word why there is no time.
    fn word(&self) -> &'static str {
        match self.failure {
            Some(Failure::NotBuilt(_)) => "not built",
            Some(Failure::Failed(_)) => "fails",
            Some(Failure::Differs { .. }) => "differs",
            Some(Failure::TooLong) => "too long",
            None => "-",
        }
    }
}

impl Results {
    fn column(&self, name: &str) -> Option<usize> {
        self.engines.iter().position(|e| e.name == name)
    }

    fn rows(&self, group: Group) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.group == group)
    }

    fn benchmarks(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.group != Group::StartUp)
    }

    fn names(&self) -> impl Iterator<Item = String> {
        self.engines.iter().map(|e| e.name.to_owned())
    }

    /// Whether all of Yarrow's own tiers did all programs.
    #[must_use]
    pub fn ours_succeeded(&self) -> bool {
        let ours = |row: &Row| self.engines.iter().zip(&row.engines).all(|(e, m)| !e.is_ours() || m.failure.is_none());
        self.rows.iter().all(ours)
    }

    /// Geometric mean of an engine's ratios to another in a group, over the programs that both did.
    fn mean(&self, group: Group, engine: usize, base: usize) -> String {
        let rows: Vec<&Row> = self.rows(group).collect();
        let of = |row: &&Row| Some(row.engines[engine].fastest()? / row.engines[base].fastest()?);
        let ratios: Vec<f64> = rows.iter().filter_map(of).collect();
        match geometric_mean(&ratios) {
            Some(mean) if ratios.len() == rows.len() => ratio(mean),
            Some(mean) => format!("{} ({} of {})", ratio(mean), ratios.len(), rows.len()),
            None => "-".to_owned(),
        }
    }

    /// The fastest start-up of an engine, in milliseconds.
    fn start_up(&self, engine: usize) -> String {
        let row = self.rows(Group::StartUp).next();
        row.and_then(|row| row.engines[engine].fastest()).map_or_else(|| "-".to_owned(), milliseconds)
    }

    /// Geometric mean of an engine's build times, in milliseconds.
    fn build_time(&self, engine: usize) -> String {
        let builds: Vec<f64> = self.benchmarks().filter_map(|row| minimum(&row.engines[engine].builds)).collect();
        geometric_mean(&builds).map_or_else(|| "-".to_owned(), milliseconds)
    }

    /// The engines that others are compared with, of those there are.
    fn bases(&self) -> Vec<(usize, &'static str)> {
        [PEER_BASE, BASE].into_iter().filter_map(|name| Some((self.column(name)?, name))).collect()
    }

    /// A line for each engine: its mean ratios by group, what it needs to start and to build.
    fn summary(&self, bases: &[(usize, &'static str)]) -> String {
        let mut head = vec!["engine".to_owned()];
        let groups: Vec<_> = GROUPS.iter().filter(|(group, _)| self.rows(*group).next().is_some()).collect();
        for (_, base) in bases {
            head.extend(groups.iter().map(|(_, name)| format!("{name} / {base}")));
        }
        head.extend(["start-up ms".to_owned(), "build ms".to_owned()]);
        let row = |(at, engine): (usize, &Engine)| {
            let name = if engine.is_ours() { format!("**Yarrow {}**", engine.name) } else { engine.name.to_owned() };
            let mut cells = vec![name];
            for (base, _) in bases {
                cells.extend(groups.iter().map(|(group, _)| self.mean(*group, at, *base)));
            }
            cells.extend([self.start_up(at), self.build_time(at)]);
            cells
        };
        table(&head, &self.engines.iter().enumerate().map(row).collect::<Vec<_>>())
    }

    /// A line for each program of a group: every engine's ratio to one.
    fn ratios(&self, group: Group, base: usize) -> String {
        let head: Vec<String> = std::iter::once("program".to_owned()).chain(self.names()).collect();
        let mut body: Vec<Vec<String>> = Vec::new();
        for row in self.rows(group) {
            let cell = |measured: &Measured| match (measured.fastest(), row.engines[base].fastest()) {
                (Some(time), Some(of)) => ratio(time / of),
                _ => measured.word().to_owned(),
            };
            body.push(std::iter::once(row.name.clone()).chain(row.engines.iter().map(cell)).collect());
        }
        let means = (0..self.engines.len()).map(|at| self.mean(group, at, base));
        body.push(std::iter::once("geometric mean".to_owned()).chain(means).collect());
        table(&head, &body)
    }

    /// Build times and the sizes of executables.
    fn builds(&self) -> String {
        let built: Vec<(usize, &Engine)> = self.engines.iter().enumerate().filter(|(_, e)| e.is_built()).collect();
        let mut head = vec!["program".to_owned()];
        head.extend(built.iter().map(|(_, e)| format!("{} ms", e.name)));
        head.extend(built.iter().map(|(_, e)| format!("{} KiB", e.name)));
        let mut body = Vec::new();
        for row in &self.rows {
            let mut cells = vec![row.name.clone()];
            for (at, _) in &built {
                let times = &row.engines[*at].builds;
                let shown = minimum(times).zip(median(times)).map(|(least, middle)| pair(least, middle));
                cells.push(shown.unwrap_or_else(|| row.engines[*at].word().to_owned()));
            }
            for (at, _) in &built {
                cells.push(row.engines[*at].size.map_or_else(|| "-".to_owned(), |bytes| (bytes / 1024).to_string()));
            }
            body.push(cells);
        }
        table(&head, &body)
    }

    /// The times themselves.
    fn times(&self) -> String {
        let head: Vec<String> = std::iter::once("program".to_owned()).chain(self.names()).collect();
        let cell = |measured: &Measured| match (measured.fastest(), median(&measured.runs)) {
            (Some(least), Some(middle)) => pair(least, middle),
            _ => measured.word().to_owned(),
        };
        let row = |row: &Row| std::iter::once(row.name.clone()).chain(row.engines.iter().map(cell)).collect();
        table(&head, &self.rows.iter().map(row).collect::<Vec<_>>())
    }

    /// Every failure, programs with the same one together.
    fn failures(&self) -> String {
        let mut text = String::new();
        for (at, engine) in self.engines.iter().enumerate() {
            let mut programs: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for row in &self.rows {
                if let Some(failure) = &row.engines[at].failure {
                    programs.entry(failure.to_string()).or_default().push(&row.name);
                }
            }
            for (failure, names) in programs {
                let _infallible = writeln!(text, "- {}: {}: {failure}", engine.name, names.join(", "));
            }
        }
        if text.is_empty() { "Every engine ran every program, and all transcripts agree.\n".to_owned() } else { text }
    }

    /// Where a tier stands against the reference peer: the programs on which it does best and worst.
    fn extremes(&self, engine: usize, base: usize, many: usize) -> Option<(String, String)> {
        let mut ratios: Vec<(f64, &str)> = self
            .benchmarks()
            .filter_map(|row| Some((row.engines[engine].fastest()? / row.engines[base].fastest()?, row.name.as_str())))
            .collect();
        ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
        if ratios.len() < 2 * many {
            return None;
        }
        let shown = |(value, name): &(f64, &str)| format!("{name} {}", ratio(*value));
        let best: Vec<String> = ratios.iter().take(many).map(shown).collect();
        let worst: Vec<String> = ratios.iter().rev().take(many).map(shown).collect();
        Some((best.join(", "), worst.join(", ")))
    }

    fn machine_line(&self) -> String {
        let Machine { processor, cores, kernel } = &self.machine;
        let load = match self.load {
            (Some(before), Some(after)) => format!("; load average {before:.1} before, {after:.1} after"),
            _ => String::new(),
        };
        format!("{processor}, {cores} cores, {kernel}{load}")
    }

    /// What README shows.
    #[must_use]
    pub fn short(&self) -> String {
        let bases = self.bases();
        let versions: Vec<String> =
            self.engines.iter().filter(|e| !e.is_ours()).map(|e| format!("{} {}", e.name, e.version)).collect();
        let with = if versions.is_empty() { String::new() } else { format!(", with {}", versions.join(", ")) };
        let mut text = format!(
            "Measured on {}: {} programs{with}, on {}. Whole processes, {} interleaved rounds, ratios of the fastest \
             runs, geometric means: below 1 is faster than the engine after the slash. `cranelift-jit` is `yarrow run`: \
             its times include compilation. Every transcript was held against the others.\n\n{}",
            self.date,
            self.benchmarks().count(),
            self.machine_line(),
            self.rounds,
            self.summary(&bases),
        );
        if let (Some(ours), Some(peer)) = (self.column(BASE), self.column(PEER_BASE))
            && let Some((best, worst)) = self.extremes(ours, peer, 5)
        {
            let _infallible = write!(text, "\nAgainst {PEER_BASE}, {BASE} does best on {best}; worst on {worst}.");
        }
        if let (Some(cranelift), Some(llvm)) = (self.column("cranelift"), self.column(BASE))
            && let Some((best, worst)) = self.extremes(cranelift, llvm, 3)
        {
            let _infallible = write!(text, "\nAgainst {BASE}, cranelift does best on {best}; worst on {worst}.");
        }
        text
    }

    /// The whole report.
    #[must_use]
    pub fn full(&self) -> String {
        let bases = self.bases();
        let mut text = format!(
            "# Benchmarks: Yarrow and its peers\n\nMade by `make bench-results` on {}; not to be edited.\n\n\
             - Machine: {}.\n- Each program of `benches/programs` in {} rounds; a round runs it once on every engine, \
             and begins with another engine than the one before.\n- Wall time of whole processes, from start to end: \
             an engine's own start-up and compilation count, and `yarrow run` compiles each time. `yarrow build` is \
             measured apart.\n- Ratios are those of the fastest runs of both engines; below 1 is faster. The means are \
             geometric.\n- Every run's standard output is compared with that of the others; an engine that differs or \
             fails has no time.\n- Programs that yield are *generators*, the others *plain*.\n\n",
            self.date,
            self.machine_line(),
            self.rounds
        );
        let engines: Vec<Vec<String>> = self
            .engines
            .iter()
            .map(|e| vec![e.name.to_owned(), e.version.clone(), format!("`{}`", e.shown())])
            .collect();
        let mut section = |title: &str, body: &str| {
            let _infallible = write!(text, "## {title}\n\n{body}\n");
        };
        section("Engines", &table_of(3, &["engine", "version", "command"].map(str::to_owned), &engines));
        section("Geometric means", &self.summary(&bases));
        for (group, name) in GROUPS {
            for (base, base_name) in &bases {
                if self.rows(group).next().is_some() {
                    section(&format!("Ratio to {base_name}: {name}"), &self.ratios(group, *base));
                }
            }
        }
        section("Build time in ms, minimum / median, and size of the executable", &self.builds());
        section("Times in ms, minimum / median", &self.times());
        section("What did not run", &self.failures());
        text.truncate(text.trim_end().len());
        text + "\n"
    }
}

fn pair(least: f64, middle: f64) -> String {
    format!("{} / {}", milliseconds(least), milliseconds(middle))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engines::tiers;
    use std::path::Path;

    fn timed(runs: &[f64]) -> Measured {
        Measured { runs: runs.to_vec(), builds: vec![0.25, 0.2], size: Some(2048), failure: None }
    }

    fn failed(failure: Failure) -> Measured {
        Measured { runs: vec![0.001], failure: Some(failure), ..Measured::default() }
    }

    /// Three tiers, the second slower, the third not right.
    fn results() -> Results {
        let engines = tiers(Path::new("yarrow-that-is-not-there")).into_iter().take(3).collect();
        let differs = Failure::Differs { found: "1".to_owned(), expected: "2".to_owned() };
        let row = |name: &str, group, engines| Row { name: name.to_owned(), group, engines };
        Results {
            date: "2026-01-31".to_owned(),
            machine: Machine { processor: "P".to_owned(), cores: 2, kernel: "linux 6.1".to_owned() },
            load: (Some(0.0), None),
            rounds: 3,
            engines,
            rows: vec![
                row("a", Group::Plain, vec![timed(&[0.9, 0.1, 0.5]), timed(&[0.4, 0.2, 0.2]), failed(differs.clone())]),
                row("b", Group::Plain, vec![timed(&[0.1]), timed(&[0.8]), timed(&[0.3])]),
                row("c", Group::Generators, vec![timed(&[0.1]), timed(&[0.1]), failed(differs)]),
            ],
        }
    }

    #[test]
    fn ratios_are_of_the_fastest_runs_and_their_mean_is_geometric() {
        let text = results().ratios(Group::Plain, 0);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[2], "| a | 1.00 | 2.00 | differs |");
        assert_eq!(lines[3], "| b | 1.00 | 8.00 | 3.00 |");
        assert_eq!(lines[4], "| geometric mean | 1.00 | 4.00 | 3.00 (1 of 2) |");
    }

    #[test]
    fn a_failure_is_told_with_its_programs_and_never_counts_as_a_time() {
        let results = results();
        assert!(!results.ours_succeeded());
        let text = results.full();
        assert!(text.contains("- cranelift: a, c: another transcript: `1` instead of `2`"), "{text}");
        assert!(text.contains("| c | 100.0 / 100.0 | 100.0 / 100.0 | differs |"), "{text}");
        assert!(text.contains("| a | 100.0 / 500.0 | 200.0 / 200.0 | differs |"), "{text}");
    }

    #[test]
    fn builds_have_times_and_sizes() {
        let text = results().builds();
        assert!(text.contains("| b | 200.0 / 225.0 | 200.0 / 225.0 | 200.0 / 225.0 | 2 | 2 | 2 |"), "{text}");
    }

    #[test]
    fn only_what_stands_between_the_markers_is_replaced() {
        let text = format!("above\n{}\nold\n{}\nbelow\n", MARKERS.0, MARKERS.1);
        let new = replace_between_markers(&text, "new\n").expect("the markers are there");
        assert_eq!(new, format!("above\n{}\n\nnew\n\n{}\nbelow\n", MARKERS.0, MARKERS.1));
        assert_eq!(replace_between_markers(&new, "new").as_deref(), Ok(new.as_str()));
    }

    #[test]
    fn without_one_of_each_marker_nothing_is_replaced() {
        let (begin, end) = MARKERS;
        for text in [String::new(), begin.to_owned(), format!("{end}{begin}"), format!("{begin}{end}{begin}{end}")] {
            assert_eq!(replace_between_markers(&text, "new"), Err(NoMarkers), "{text}");
        }
    }
}
