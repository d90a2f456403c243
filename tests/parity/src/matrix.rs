//! Passes by row, tier and mode of the collector.

use clap::ValueEnum;
use std::collections::BTreeMap;
use std::fmt::Write;
use yarrow_tiers::{Gc, Tier};

/// A row of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Row {
    Programs,
    Random,
    /// The generator core of test262.
    Test262,
    /// The share of test262's asynchronous tests.
    Async,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: usize,
    total: usize,
}

/// Whether a run was one under stress, at whatever period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mode {
    Plain,
    Stress,
}

#[derive(Debug)]
pub struct Matrix {
    tiers: Vec<Tier>,
    counts: BTreeMap<(Row, Mode, &'static str), Count>,
}

impl Matrix {
    pub fn new(tiers: Vec<Tier>) -> Matrix {
        Matrix { tiers, counts: BTreeMap::new() }
    }

    pub fn tiers(&self) -> Vec<Tier> {
        self.tiers.clone()
    }

    pub fn add(&mut self, row: Row, tier: Tier, gc: Gc, passed: usize, total: usize) {
        let mode = match gc {
            Gc::Plain => Mode::Plain,
            Gc::Stress(_) => Mode::Stress,
        };
        let count = self.counts.entry((row, mode, tier.name)).or_default();
        count.passed += passed;
        count.total += total;
    }

    /// Nothing failed, and something ran.
    pub fn all_passed(&self) -> bool {
        !self.counts.is_empty() && self.counts.values().all(|c| c.passed == c.total && c.total > 0)
    }

    /// One line a row and mode, one column a tier.
    pub fn table(&self) -> String {
        let mut out = format!("\n{:20}", "passed/total");
        // Writing to a string does not fail.
        for tier in &self.tiers {
            let _ = write!(out, " {:>13}", tier.name);
        }
        out.push('\n');
        let mut rows: Vec<(Row, Mode)> = self.counts.keys().map(|(row, mode, _)| (*row, *mode)).collect();
        rows.dedup();
        for (row, mode) in rows {
            let name = match row {
                Row::Programs => "programs",
                Row::Random => "random",
                Row::Test262 => "test262",
                Row::Async => "test262 async",
            };
            let how = match mode {
                Mode::Plain => "plain",
                Mode::Stress => "stress",
            };
            let _ = write!(out, "{:20}", format!("{name} {how}"));
            for tier in &self.tiers {
                let count = self.counts.get(&(row, mode, tier.name));
                let _ = write!(out, " {:>13}", count.map_or("-".to_owned(), |c| format!("{}/{}", c.passed, c.total)));
            }
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yarrow_tiers::TIERS;

    #[test]
    fn a_row_for_each_mode_and_a_column_for_each_tier() {
        let [a, b, ..] = TIERS;
        let mut matrix = Matrix::new(vec![a, b]);
        assert!(!matrix.all_passed(), "nothing ran");
        matrix.add(Row::Programs, a, Gc::Plain, 1, 1);
        matrix.add(Row::Programs, a, Gc::Stress(7), 1, 1);
        matrix.add(Row::Programs, a, Gc::Stress(9), 1, 1);
        assert!(matrix.all_passed());
        matrix.add(Row::Random, b, Gc::Plain, 0, 1);
        assert!(!matrix.all_passed());
        let table = matrix.table();
        let words: Vec<Vec<&str>> = table.lines().skip(1).map(|l| l.split_whitespace().collect()).collect();
        assert_eq!(words[0], ["passed/total", a.name, b.name]);
        assert_eq!(words[1], ["programs", "plain", "1/1", "-"]);
        assert_eq!(words[2], ["programs", "stress", "2/2", "-"]);
        assert_eq!(words[3], ["random", "plain", "-", "0/1"]);
    }
}
