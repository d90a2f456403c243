//! Edits of a text: what is left when something goes.

use std::ops::Range;
use yarrow_frontend::outline::{Joint, List};

/// The text with another one at this place.
pub(crate) fn replace(text: &str, at: &Range<usize>, by: &str) -> String {
    format!("{}{by}{}", &text[..at.start], &text[at.end..])
}

/// The text without these elements of a list.
pub(crate) fn without(text: &str, list: &List, gone: Range<usize>) -> String {
    let elements = &list.elements;
    match list.joint {
        Joint::Nothing => {
            // The ones at the edges decide, since between them all goes.
            let mut out = text[..elements[gone.start].start].to_owned();
            let mut rest = &text[elements[gone.end - 1].end..];
            let line = out.rfind('\n').map_or(0, |at| at + 1);
            if out[line..].trim().is_empty()
                && let Some((end_of_line, after)) = rest.split_once('\n')
                && end_of_line.trim().is_empty()
            {
                out.truncate(line);
                rest = after;
            }
            out + rest
        }
        // A comma goes along: the one after, or at the end of the list the one before. Where all go, so does one that
        // ends the list.
        Joint::Comma => {
            let (start, end) = match (elements.get(gone.end), gone.start.checked_sub(1)) {
                (Some(next), _) => (elements[gone.start].start, next.start),
                (None, Some(before)) => (elements[before].end, elements[gone.end - 1].end),
                (None, None) => {
                    let end = elements[gone.end - 1].end;
                    let after = &text[end..];
                    let comma = after.trim_start().strip_prefix(',').map_or(0, |rest| after.len() - rest.len());
                    (elements[0].start, end + comma)
                }
            };
            replace(text, &(start..end), "")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without;
    use yarrow_frontend::outline::{Dialect, outline};

    /// Of the list with this number.
    fn check(text: &str, list: usize, gone: std::ops::Range<usize>, expected: &str) {
        let outline = outline(text, Dialect::JavaScript).expect("it parses");
        let list = outline.lists.iter().filter(|l| !l.elements.is_empty()).nth(list).expect("a list");
        assert_eq!(without(text, list, gone), expected);
    }

    #[test]
    fn one_comma_goes_with_an_element() {
        check("f(a, b, c)", 1, 0..1, "f(b, c)");
        check("f(a, b, c)", 1, 1..2, "f(a, c)");
        check("f(a, b, c)", 1, 2..3, "f(a, b)");
        check("f(a, b, c,)", 1, 0..3, "f()");
        check("f(a, b, c,)", 1, 1..3, "f(a,)");
    }

    #[test]
    fn a_line_goes_with_the_statements_that_fill_it() {
        check("a;\n  b;\nc;\n", 0, 1..2, "a;\nc;\n");
        check("a; b; c;", 0, 1..2, "a;  c;");
    }
}
