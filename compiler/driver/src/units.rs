//! Figures for people: three digits or so, and a unit that fits; tables of them.

use comfy_table::Table;

/// A table without frame as text, no blanks at the ends of its lines.
#[must_use]
pub fn table_text(table: &Table) -> String {
    let lines = table.lines().map(|l| l.strip_prefix(' ').unwrap_or(&l).trim_end().to_owned() + "\n");
    lines.collect()
}

/// Milliseconds, without the unit.
#[must_use]
pub fn milliseconds(ms: f64) -> String {
    let digits = if ms < 10.0 {
        2
    } else if ms < 100.0 {
        1
    } else {
        0
    };
    format!("{ms:.digits$}")
}

/// A size in bytes, with its unit.
#[must_use]
pub fn bytes(n: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "sizes of files and memories are far below 2^53")]
    let n = n as f64;
    let (value, unit) = match n {
        n if n < 1024.0 => return format!("{n} B"),
        n if n < 1024.0 * 1024.0 => (n / 1024.0, "KiB"),
        n => (n / (1024.0 * 1024.0), "MiB"),
    };
    let digits = usize::from(value < 100.0);
    format!("{value:.digits$} {unit}")
}

/// A whole number in groups of three digits.
#[must_use]
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_about_three_digits() {
        assert_eq!([0.1234, 12.34, 1234.5].map(milliseconds), ["0.12", "12.3", "1234"]);
        assert_eq!([12, 2048, 150 << 10, 5 << 20].map(bytes), ["12 B", "2.0 KiB", "150 KiB", "5.0 MiB"]);
        assert_eq!([0, 999, 1000, 1_234_567].map(count), ["0", "999", "1\u{202f}000", "1\u{202f}234\u{202f}567"]);
    }
}
