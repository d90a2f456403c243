//! The comparison as one table of text.

use super::results::{Comparison, Outcome};
use super::rows::sections;
use crate::units::table_text;
use comfy_table::{Cell, CellAlignment, Table, presets};

/// The table and what it is of.
#[must_use]
pub fn render(c: &Comparison) -> String {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    let names = c.configurations.iter().map(|r| Cell::new(&r.name).set_alignment(CellAlignment::Right));
    table.set_header(std::iter::once(Cell::new("")).chain(names));
    for section in sections(c) {
        table.add_row([section.title.as_str()]);
        for row in section.rows {
            let label = format!("{}{}", if row.is_part { "    " } else { "  " }, row.label);
            let cells = row.cells.iter().map(|text| Cell::new(text).set_alignment(CellAlignment::Right));
            table.add_row(std::iter::once(Cell::new(label)).chain(cells));
        }
    }
    format!("{}\n{}\n", table_text(&table), summary(c))
}

/// A sentence on what was compared.
#[must_use]
pub fn summary(c: &Comparison) -> String {
    let runs = if c.runs == 1 { "1 run".to_owned() } else { format!("{} interleaved runs", c.runs) };
    let machine = match &c.machine.processor {
        Some(name) => format!("{name}, {} cores, {}", c.machine.cores, c.machine.system),
        None => format!("{} cores, {}", c.machine.cores, c.machine.system),
    };
    format!("{runs} of each, {}; yarrow {} on {machine}.", agreement(&c.outcome), c.yarrow)
}

fn agreement(outcome: &Outcome) -> String {
    let printed = format!("all print the same {} bytes", outcome.stdout_bytes);
    match &outcome.uncaught {
        Some(line) => format!("{printed} and end with `{line}`"),
        None if outcome.exit_code != 0 => format!("{printed} and exit with {}", outcome.exit_code),
        None => printed,
    }
}

#[cfg(test)]
mod tests {
    use super::super::results::sample;

    #[test]
    fn one_line_a_row_with_the_columns_aligned() {
        let text = super::render(&sample());
        let median = text.lines().find(|l| l.trim_start().starts_with("median ")).expect("a median");
        assert!(median.ends_with("3.00") && median.contains("2.00"), "{text}");
        let widths: Vec<usize> = ["parse", "median ", "executable"]
            .iter()
            .map(|label| text.lines().find(|l| l.trim_start().starts_with(label)).expect("a row").chars().count())
            .collect();
        assert_eq!(widths[0], widths[1], "{text}");
        assert!(text.lines().all(|l| l.chars().count() <= 120), "{text}");
        assert!(text.contains("all print the same 6 bytes"), "{text}");
    }
}
