//! The comparison as one self-contained page: plots as inline SVG, every figure in a table below them.
//!
//! The bars' lengths are percentages, so a plot fits any width while its text keeps its size.

use super::results::{Comparison, Result};
use super::rows::{Section, phase_names, sections};
use super::table::summary;
use crate::error::DriverError;
use crate::units::{bytes, milliseconds};
use minijinja::{AutoEscape, Environment, context};
use serde::Serialize;

const PAGE: &str = include_str!("page.html");

/// A plot: a row of bars for each configuration.
#[derive(Debug, Serialize)]
struct Plot {
    id: &'static str,
    title: &'static str,
    text: String,
    legend: Vec<Key>,
    rows: Vec<Bars>,
}

#[derive(Debug, Serialize)]
struct Key {
    colour: usize,
    name: String,
}

#[derive(Debug, Serialize)]
struct Bars {
    name: String,
    value: String,
    note: String,
    /// The row in words.
    title: String,
    bars: Vec<Bar>,
    whisker: Option<Whisker>,
}

/// In percent of the plot's width.
#[derive(Debug, Serialize)]
struct Bar {
    from: f64,
    width: f64,
    colour: usize,
}

#[derive(Debug, Serialize)]
struct Whisker {
    from: f64,
    to: f64,
}

/// Colours of the style sheet: 0 for a plot of one kind of bar, then one for each phase.
const PLAIN: usize = 0;
const PHASE_COLOURS: usize = 9;

/// The page.
pub fn render(c: &Comparison) -> std::result::Result<String, DriverError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    let arguments: String = c.program.arguments.iter().map(|a| format!(" {a}")).collect();
    let figures: Vec<Section> = sections(c);
    let names: Vec<&str> = c.configurations.iter().map(|r| r.name.as_str()).collect();
    let page = context! {
        program => format!("{}{arguments}", c.program.file),
        summary => summary(c),
        plots => plots(c),
        names => names,
        figures => figures,
        has_resumptions => c.resumptions.is_some(),
    };
    Ok(environment.render_str(PAGE, page)?)
}

fn plots(c: &Comparison) -> Vec<Plot> {
    let all = &c.configurations;
    let plots = [
        run_time(all),
        compile_time(all),
        one_bar("code", "Code size", "Machine code of the program, without the runtime.", all, &|r| {
            sized(r.compile.code_size)
        }),
        one_bar("executable", "Executable size", "With the runtime, stripped of debugging information.", all, &|r| {
            sized(r.executable_size)
        }),
        one_bar("compiler-memory", "Peak memory of the compiler", "Without the linker.", all, &|r| {
            sized(r.compile.peak_memory)
        }),
        one_bar(
            "memory",
            "Peak memory of the program",
            "Of cranelift-jit with the compiler in the same process.",
            all,
            &|r| sized(r.peak_memory),
        ),
        resumptions(c),
    ];
    plots.into_iter().filter(|p| !p.rows.is_empty()).collect()
}

/// A figure and how it is written.
fn sized(size: Option<u64>) -> Option<(f64, String)> {
    #[expect(clippy::cast_precision_loss, reason = "lengths of bars")]
    size.map(|n| (n as f64, bytes(n)))
}

/// A part of `most` in percent, to two digits.
fn percent(value: f64, most: f64) -> f64 {
    if most > 0.0 { (1e4 * value / most).round() / 100.0 } else { 0.0 }
}

fn most(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, f64::max)
}

fn run_time(all: &[Result]) -> Plot {
    let end = most(all.iter().map(|r| r.run.max));
    let rows = all.iter().map(|r| {
        let [min, median, max] = [r.run.min, r.run.median, r.run.max].map(milliseconds);
        Bars {
            name: r.name.clone(),
            value: format!("{median} ms"),
            note: r.ratio.map_or(String::new(), |x| format!("{x:.2}×")),
            title: format!("{}: median {median} ms, from {min} to {max} ms", r.name),
            bars: vec![Bar { from: 0.0, width: percent(r.run.median, end), colour: PLAIN }],
            whisker: Some(Whisker { from: percent(r.run.min, end), to: percent(r.run.max, end) }),
        }
    });
    let ratio = if all.iter().any(|r| r.ratio.is_some()) { " Ratios are to the median of llvm-O2." } else { "" };
    Plot {
        id: "run",
        title: "Run time",
        text: format!("Bars are medians, whiskers reach from the fastest to the slowest run.{ratio}"),
        legend: Vec::new(),
        rows: rows.collect(),
    }
}

fn compile_time(all: &[Result]) -> Plot {
    let names: Vec<String> = phase_names(all).into_iter().map(|(name, _)| name).collect();
    let colour = |i: usize| 1 + i % PHASE_COLOURS;
    let end = most(all.iter().map(|r| r.compile.total_ms));
    let rows = all.iter().map(|r| {
        let mut from = 0.0;
        let mut bars = Vec::new();
        let mut words = Vec::new();
        for (i, name) in names.iter().enumerate() {
            let Some(phase) = r.compile.phases.iter().find(|p| p.name == *name) else { continue };
            bars.push(Bar { from: percent(from, end), width: percent(phase.ms, end), colour: colour(i) });
            words.push(format!("{name} {}", milliseconds(phase.ms)));
            from += phase.ms;
        }
        let total = milliseconds(r.compile.total_ms);
        Bars {
            name: r.name.clone(),
            value: format!("{total} ms"),
            note: String::new(),
            title: format!("{}: {total} ms, of which {}", r.name, words.join(", ")),
            bars,
            whisker: None,
        }
    });
    Plot {
        id: "compile",
        title: "Compile time",
        text: "The whole command, by phase.".to_owned(),
        rows: rows.collect(),
        legend: names.into_iter().enumerate().map(|(i, name)| Key { colour: colour(i), name }).collect(),
    }
}

/// A plot of one figure; configurations that have none are left out.
fn one_bar(
    id: &'static str,
    title: &'static str,
    text: &str,
    all: &[Result],
    figure: &dyn Fn(&Result) -> Option<(f64, String)>,
) -> Plot {
    let figures: Vec<(&Result, (f64, String))> = all.iter().filter_map(|r| Some((r, figure(r)?))).collect();
    let end = most(figures.iter().map(|(_, (n, _))| *n));
    let rows = figures.into_iter().map(|(r, (n, value))| Bars {
        name: r.name.clone(),
        title: format!("{}: {value}", r.name),
        value,
        note: String::new(),
        bars: vec![Bar { from: 0.0, width: percent(n, end), colour: PLAIN }],
        whisker: None,
    });
    Plot { id, title, text: text.to_owned(), legend: Vec::new(), rows: rows.collect() }
}

/// For-of beneath, `next()` behind it: the second needs what the first needs, and more.
fn resumptions(c: &Comparison) -> Plot {
    let all = &c.configurations;
    let end = most(all.iter().filter_map(|r| r.resumption).map(|x| x.next_ns.max(x.for_of_ns)));
    let rows = all.iter().filter_map(|r| {
        let x = r.resumption?;
        let (low, high) = (percent(x.for_of_ns, end), percent(x.next_ns, end));
        let value = format!("{:.1}, {:.1} ns", x.for_of_ns, x.next_ns);
        Some(Bars {
            name: r.name.clone(),
            title: format!("{}: {:.1} ns by for-of, {:.1} ns by next()", r.name, x.for_of_ns, x.next_ns),
            value,
            note: String::new(),
            bars: vec![
                Bar { from: 0.0, width: low, colour: FOR_OF },
                Bar { from: low, width: (high - low).max(0.0), colour: NEXT },
            ],
            whisker: None,
        })
    });
    let key = |colour, name: &str| Key { colour, name: name.to_owned() };
    Plot {
        id: "resumption",
        title: "Cost of a resumption",
        text: "Of a small generator that each configuration compiled, with the loop that pulls it.".to_owned(),
        legend: vec![key(FOR_OF, "by for-of"), key(NEXT, "more by next()")],
        rows: rows.collect(),
    }
}

const FOR_OF: usize = PLAIN;
const NEXT: usize = 3;

#[cfg(test)]
mod tests {
    use super::super::results::sample;
    use super::*;

    #[test]
    fn what_the_user_names_is_escaped() {
        let page = render(&sample()).expect("the template is right");
        assert!(page.contains("a &lt;b&gt;.js --x") && !page.contains("a <b>"), "{page}");
        assert!(!page.contains("http"), "nothing is fetched");
    }

    #[test]
    fn bars_stay_within_the_plot() {
        for plot in plots(&sample()) {
            for row in plot.rows {
                let end = row.bars.last().map_or(0.0, |b| b.from + b.width);
                assert!(end > 0.0 && end < 100.1, "{}: {end}", row.title);
                assert!(row.whisker.is_none_or(|w| w.from <= w.to && w.to <= 100.0), "{}", row.title);
            }
        }
    }
}
