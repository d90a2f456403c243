//! What a program did, as far as configurations must agree on it: standard output, exit code, and the
//! first line about an exception that nobody caught.

use std::fmt::Write;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transcript {
    pub stdout: Vec<u8>,
    pub code: i32,
    /// The line that begins with `Uncaught`.
    pub uncaught: Option<String>,
}

impl Transcript {
    #[must_use]
    pub fn new(stdout: Vec<u8>, stderr: &[u8], code: i32) -> Transcript {
        let stderr = String::from_utf8_lossy(stderr);
        let uncaught = stderr.lines().find(|l| code != 0 && l.starts_with("Uncaught")).map(str::to_owned);
        Transcript { stdout, code, uncaught }
    }
}

/// Where two transcripts part, and what each has there.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    pub place: String,
    pub expected: String,
    pub got: String,
}

/// The first difference: of the output, then of the exception, then of the exit code.
#[must_use]
pub fn first_difference(expected: &Transcript, got: &Transcript) -> Option<Difference> {
    output_difference(&expected.stdout, &got.stdout)
        .or_else(|| {
            let show = |u: &Option<String>| u.clone().unwrap_or_else(|| "none".to_owned());
            (expected.uncaught != got.uncaught).then(|| Difference {
                place: "the uncaught exception".to_owned(),
                expected: show(&expected.uncaught),
                got: show(&got.uncaught),
            })
        })
        .or_else(|| {
            (expected.code != got.code).then(|| Difference {
                place: "the exit code".to_owned(),
                expected: expected.code.to_string(),
                got: got.code.to_string(),
            })
        })
}

fn output_difference(expected: &[u8], got: &[u8]) -> Option<Difference> {
    if expected == got {
        return None;
    }
    let same = expected.split_inclusive(|b| *b == b'\n').zip(got.split_inclusive(|b| *b == b'\n'));
    let (n, at) = same.take_while(|(a, b)| a == b).fold((0, 0), |(n, at), (a, _)| (n + 1, at + a.len()));
    Some(Difference {
        place: format!("line {} of the standard output", n + 1),
        expected: line_at(expected, at),
        got: line_at(got, at),
    })
}

/// Longer lines are cut: the difference is looked for in the programs, not here.
const SHOWN: usize = 120;

fn line_at(text: &[u8], at: usize) -> String {
    let Some(line) = text[at..].split_inclusive(|b| *b == b'\n').next() else { return "(end)".to_owned() };
    let line = String::from_utf8_lossy(line);
    let mut shown = String::new();
    for c in line.chars().take(SHOWN) {
        write!(shown, "{}", c.escape_debug()).expect("writing to a string does not fail");
    }
    let rest = if line.chars().nth(SHOWN).is_some() { " …" } else { "" };
    format!("\"{shown}\"{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(text: &str) -> Transcript {
        Transcript::new(text.as_bytes().to_vec(), b"", 0)
    }

    #[test]
    fn the_first_line_that_differs_is_named() {
        let d = first_difference(&output("a\nb\nc\n"), &output("a\nx\nc\n")).expect("they differ");
        assert_eq!(
            (d.place.as_str(), d.expected.as_str(), d.got.as_str()),
            ("line 2 of the standard output", "\"b\\n\"", "\"x\\n\"")
        );
        let d = first_difference(&output("a\nb"), &output("a\n")).expect("they differ");
        assert_eq!((d.expected.as_str(), d.got.as_str()), ("\"b\"", "(end)"));
        let d = first_difference(&output("a\n"), &output("a")).expect("they differ");
        assert_eq!((d.expected.as_str(), d.got.as_str()), ("\"a\\n\"", "\"a\""));
        assert_eq!(first_difference(&output("a\n"), &output("a\n")), None);
    }

    #[test]
    fn exceptions_and_exit_codes_count_but_not_the_rest_of_standard_error() {
        let thrown =
            |line: &str, code| Transcript::new(Vec::new(), format!("warning\n{line}\n  at f").as_bytes(), code);
        let d =
            first_difference(&thrown("Uncaught Error: a", 1), &thrown("Uncaught Error: b", 1)).expect("they differ");
        assert_eq!((d.expected.as_str(), d.got.as_str()), ("Uncaught Error: a", "Uncaught Error: b"));
        let d = first_difference(&thrown("", 3), &thrown("", 4)).expect("they differ");
        assert_eq!(d.place, "the exit code");
        let noisy = Transcript::new(Vec::new(), b"Uncaught is only a word here", 0);
        assert_eq!(first_difference(&noisy, &output("")), None);
    }
}
