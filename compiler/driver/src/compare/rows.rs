//! The figures of a comparison as rows of text, a column for each configuration: what the table on the terminal
//! and the one on the page show.

use super::results::{Comparison, Result};
use crate::units::{bytes, count, milliseconds};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Section {
    pub title: String,
    pub rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
pub struct Row {
    pub label: String,
    /// A part of the row above it that is none.
    pub is_part: bool,
    /// The row that counts most of its section.
    pub is_main: bool,
    pub cells: Vec<String>,
}

/// Where there is nothing to tell.
const NOTHING: &str = "–";

/// All sections.
#[must_use]
pub fn sections(c: &Comparison) -> Vec<Section> {
    let all = &c.configurations;
    let row = |label: &str, cell: &dyn Fn(&Result) -> Option<String>| Row {
        label: label.to_owned(),
        is_part: false,
        is_main: false,
        cells: all.iter().map(|r| cell(r).unwrap_or_else(|| NOTHING.to_owned())).collect(),
    };
    let main = |row: Row| Row { is_main: true, ..row };
    let section = |title: &str, rows: Vec<Row>| Section { title: title.to_owned(), rows };

    let mut compile = Vec::new();
    for (name, parts) in phase_names(all) {
        let of = |r: &Result| r.compile.phases.iter().find(|p| p.name == name).cloned();
        compile.push(row(&name, &|r| of(r).map(|p| milliseconds(p.ms))));
        for part in parts {
            let ms = |r: &Result| of(r)?.parts.iter().find(|p| p.name == part).map(|p| milliseconds(p.ms));
            compile.push(Row { is_part: true, ..row(&part, &ms) });
        }
    }
    compile.push(main(row("total", &|r| Some(milliseconds(r.compile.total_ms)))));

    let mut run = vec![
        row("min", &|r| Some(milliseconds(r.run.min))),
        main(row("median", &|r| Some(milliseconds(r.run.median)))),
        row("max", &|r| Some(milliseconds(r.run.max))),
    ];
    if all.iter().any(|r| r.ratio.is_some()) {
        run.push(row("ratio to llvm-O2", &|r| r.ratio.map(|x| format!("{x:.2}"))));
    }
    let mut sections = vec![
        section("compile time, ms", compile),
        section("run time, ms", run),
        section(
            "size",
            vec![
                row("code", &|r| r.compile.code_size.map(bytes)),
                row("executable", &|r| r.executable_size.map(bytes)),
            ],
        ),
        section(
            "peak memory",
            vec![row("compiler", &|r| r.compile.peak_memory.map(bytes)), row("program", &|r| r.peak_memory.map(bytes))],
        ),
    ];
    if all.iter().any(|r| r.resumption.is_some()) {
        let share = |r: &Result| {
            let cost = r.resumption?;
            let [a, b] = [cost.share_for_of, cost.share_next].map(percent);
            // Where the machine was busy, the dearer kind may seem the cheaper one.
            let (low, high) = if cost.share_for_of <= cost.share_next { (a, b) } else { (b, a) };
            Some(if low == high { format!("{low} %") } else { format!("{low}–{high} %") })
        };
        let rows = vec![
            row("in one run", &|_| c.resumptions.map(count)),
            row("by for-of, ns", &|r| r.resumption.map(|x| format!("{:.1}", x.for_of_ns))),
            row("by next(), ns", &|r| r.resumption.map(|x| format!("{:.1}", x.next_ns))),
            row("share of run time", &share),
        ];
        sections.push(section("resumptions", rows));
    }
    sections
}

/// A share in percent; what is too small to estimate is called so.
fn percent(share: f64) -> String {
    if share < 0.01 { "<1".to_owned() } else { format!("{:.0}", 100.0 * share) }
}

/// The phases that any configuration has, with their parts, in order: those of the first with most of them,
/// then what others have besides.
#[must_use]
pub fn phase_names(all: &[Result]) -> Vec<(String, Vec<String>)> {
    let mut names: Vec<(String, Vec<String>)> = Vec::new();
    for result in all {
        let mut at = 0;
        for phase in &result.compile.phases {
            at = match names.iter().position(|(name, _)| *name == phase.name) {
                Some(found) => found,
                None => {
                    names.insert(at, (phase.name.clone(), Vec::new()));
                    at
                }
            };
            for part in &phase.parts {
                if !names[at].1.contains(&part.name) {
                    names[at].1.push(part.name.clone());
                }
            }
            at += 1;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::results::sample;
    use super::*;

    #[test]
    fn phases_of_all_configurations_are_merged_in_order() {
        let names: Vec<String> = phase_names(&sample().configurations).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["parse", "code generation", "load", "link", "start and end"]);
    }

    #[test]
    fn every_row_has_a_cell_for_each_configuration() {
        let sample = sample();
        for section in sections(&sample) {
            for row in section.rows {
                assert_eq!(row.cells.len(), sample.configurations.len(), "{}", row.label);
            }
        }
    }
}
