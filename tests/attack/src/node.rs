//! The matrix under Node, where there is one: a cache that takes one kind for another does so on every tier.

use std::io::{self, Write};
use std::process::Command;
use std::time::Duration;
use tempfile::NamedTempFile;
use yarrow_tiers::command::{End, run};

/// What comes between a field of the matrix and what it says.
const SAYS: &str = ": ";

/// The kinds of functions.
const FUNCTIONS: &[&str] =
    &["function", "arrow", "callback", "method", "class", "derivedClass", "generatorFunction", "bound", "native"];

/// Fields in which V8 parts from the specification, or which its library decides: drivers, what the kind contains,
/// the reason.
const NOT_NODE: [(&[&str], &[&str], &str); 4] = [
    (&["applyWith"], &["ypedArray"], "V8 takes a typed array's own length, whatever its prototype's `length` says"),
    (
        &["bufferLength", "slice"],
        &["ypedArray"],
        "V8 makes a species of the array's own kind, whatever `constructor` says",
    ),
    (&["template", "add", "callToString", "boxedValue", "symbolText"], FUNCTIONS, "V8 keeps the source of functions"),
    (
        &["getDescriptors"],
        &["function", "callback", "oracle"],
        "V8's sloppy functions have properties `arguments` and `caller` of their own",
    ),
];

/// What runs a row of the matrix in Node.
#[derive(Debug)]
pub struct Node {
    program: NamedTempFile,
}

impl Node {
    /// With a program that defines `entries`; none where there is no Node.
    ///
    /// # Errors
    /// If the program cannot be written.
    pub fn with(source: &str, entries: &str) -> io::Result<Option<Node>> {
        if Command::new("node").arg("--version").output().is_err() {
            return Ok(None);
        }
        let mut program = tempfile::Builder::new().suffix(".cjs").tempfile()?;
        let begin = "globalThis.print = (text) => lines.push(text);\nconst lines = [];\n";
        let end = format!(
            "{entries}.run(process.argv[2], Number(process.argv[3]));\nprocess.stdout.write(lines.join('\\n') + '\\n');\n"
        );
        program.write_all(format!("{begin}{source}{end}").as_bytes())?;
        Ok(Some(Node { program }))
    }

    /// What Node says to a case of the matrix.
    ///
    /// # Errors
    /// If it does not end well.
    pub fn run(&self, path: &str, choices: u32, limit: Duration) -> io::Result<String> {
        let mut command = Command::new("node");
        command.arg("--expose-gc").arg(self.program.path()).arg(path).arg(choices.to_string());
        let answer = run(&mut command, limit)?;
        match answer.end {
            End::Exit(0) => Ok(answer.stdout),
            end => Err(io::Error::other(format!("node: {end:?}\n{}", answer.stderr))),
        }
    }
}

/// The first field of both transcripts that they differ in, but for those that are not Node's to decide.
#[must_use]
pub fn first_difference(ours: &str, nodes: &str) -> Option<String> {
    let nodes: std::collections::BTreeMap<&str, &str> = nodes.lines().filter_map(|l| l.split_once(SAYS)).collect();
    ours.lines().filter_map(|l| l.split_once(SAYS)).find_map(|(field, said)| {
        let node = nodes.get(field)?;
        (*node != said && !is_not_nodes(field)).then(|| format!("{field}: node says {node}, not {said}"))
    })
}

fn is_not_nodes(field: &str) -> bool {
    let mut parts = field.split(':').skip(1);
    let (driver, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let kind = kind.split(' ').next().unwrap_or_default();
    let among = |drivers: &[&str], kinds: &[&str]| drivers.contains(&driver) && kinds.iter().any(|k| kind.contains(k));
    NOT_NODE.iter().any(|(drivers, kinds, _)| among(drivers, kinds))
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn fields_of_both_are_compared() {
        let ours = "matrix:loop:map under A: 1\nmatrix:loop:map under B: 2\n";
        assert_eq!(first_difference(ours, "matrix:loop:map under B: 2\nmatrix:loop:map under C: 3\n"), None);
        let difference = first_difference(ours, "matrix:loop:map under A: 4\n").expect("there is one");
        assert!(difference.contains("node says 4, not 1"), "{difference}");
        assert_eq!(
            first_difference("matrix:slice:typedArray under A: 1\n", "matrix:slice:typedArray under A: 2\n"),
            None
        );
    }
}
