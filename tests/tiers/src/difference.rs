//! Comparing transcripts.

/// The first difference of two texts, line by line.
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
                let show = |s: Option<&str>| s.map_or("(end)".to_owned(), |s| format!("{s:?}"));
                return Some(format!("line {line}\n  expected {}\n  got      {}", show(a), show(b)));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_line_that_differs_is_shown_from_both() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        let shown = first_difference("a\nb\n", "a\n").expect("they differ");
        assert_eq!(shown, "line 2\n  expected \"b\"\n  got      (end)");
        assert!(first_difference("a\n", "a").is_some());
    }
}
