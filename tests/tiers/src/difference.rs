//! Comparing transcripts.

/// How many characters of a line are shown.
const SHOWN: usize = 200;

/// The first difference of two texts, line by line. Of long lines a part is shown, around the place where they differ.
#[must_use]
pub fn first_difference(expected: &str, got: &str) -> Option<String> {
    if expected == got {
        return None;
    }
    let (mut e, mut g) = (expected.lines(), got.lines());
    for line in 1.. {
        match (e.next(), g.next()) {
            (None, None) => return Some("they differ in their line ends".to_owned()),
            (a, b) if a == b => {}
            (a, b) => {
                let same = a.zip(b).map_or(0, |(a, b)| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count());
                let show = |s: Option<&str>| s.map_or("(end)".to_owned(), |s| excerpt(s, same));
                return Some(format!("line {line}\n  expected {}\n  got      {}", show(a), show(b)));
            }
        }
    }
    None
}

/// A line as a literal. Of a long one the part that begins a little before a place.
fn excerpt(line: &str, place: usize) -> String {
    let length = line.chars().count();
    if length <= SHOWN {
        return format!("{line:?}");
    }
    let from = place.saturating_sub(SHOWN / 4).min(length - SHOWN);
    let part: String = line.chars().skip(from).take(SHOWN).collect();
    format!("{part:?} (from {from} of {length} characters)")
}

#[cfg(test)]
mod tests {
    use super::{SHOWN, first_difference};

    #[test]
    fn the_first_line_that_differs_is_shown_from_both() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        let shown = first_difference("a\nb\n", "a\n").expect("they differ");
        assert_eq!(shown, "line 2\n  expected \"b\"\n  got      (end)");
        assert!(first_difference("a\n", "a").is_some());
    }
    #[test]
    fn long_lines_are_shown_around_the_place_where_they_differ() {
        let (a, b) = ("é".repeat(1000) + "a", "é".repeat(900) + "b");
        let shown = first_difference(&a, &b).expect("they differ");
        assert!(shown.contains("éb\" (from 701 of 901 characters)"), "{shown}");
        assert!(shown.contains("éa\" (from 801 of 1001 characters)"), "{shown}");
        assert!(shown.chars().count() < 2 * SHOWN + 100);
        let shown = first_difference(&a, "").expect("they differ");
        assert!(shown.ends_with("got      (end)") && shown.contains("(from 0 of 1001 characters)"), "{shown}");
    }
}
