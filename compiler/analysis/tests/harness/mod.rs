//! Text tests of passes over MIR: each `tests/PASS/*.mir` is a program that goes through the pass;
//! what comes out is compared with `NAME.out` beside it (`BLESS=1` rewrites it).
//!
//! The first line of a file is a comment with the claim in words. Further comments state it as checks,
//! independently of the snapshot:
//!
//! ```text
//! ; check: line TEXT              a line is TEXT, but for its indentation
//! ; check: contains TEXT          TEXT occurs
//! ; check: absent TEXT in fn1 bb5 TEXT does not occur in that block
//! ; check: count TEXT = 2 in fn1  TEXT occurs so often in that function
//! ```

use std::fs;
use std::path::{Path, PathBuf};
use yarrow_mir::Program;
use yarrow_mir::parse::parse_program;
use yarrow_mir::text::write_annotated;
use yarrow_mir::verify::{notes, verify_program};

/// Runs `pass` over the programs of `tests/FOLDER` of the crate in `root`; it returns what to show.
pub fn check_folder(root: &str, folder: &str, pass: impl Fn(&mut Program) -> String) {
    let mut wrong = Vec::new();
    for path in programs(&Path::new(root).join("tests").join(folder)) {
        let text = fs::read_to_string(&path).expect("a readable file");
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check_program(&path, &text, &pass)));
        match result {
            Ok(Ok(())) => {}
            Ok(Err(message)) => wrong.push(format!("{}: {message}", path.display())),
            Err(_) => wrong.push(format!("{}: the pass panicked", path.display())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn programs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("a readable folder").path()).collect();
    paths.sort();
    paths.retain(|p| {
        let is_program = p.extension().is_some_and(|e| e == "mir");
        assert!(is_program || p.with_extension("mir").exists(), "{} belongs to no program", p.display());
        is_program
    });
    assert!(!paths.is_empty(), "no programs in {}", folder.display());
    paths
}

fn check_program(path: &Path, text: &str, pass: impl Fn(&mut Program) -> String) -> Result<(), String> {
    let claim = text.lines().next().unwrap_or_default();
    if !claim.starts_with("; ") || claim.starts_with("; check:") {
        return Err("the first line is no claim".to_owned());
    }
    let mut program = parse_program(text).map_err(|e| e.to_string())?;
    verify(&program, "before")?;
    let shown = pass(&mut program);
    verify(&program, "after")?;

    let checks: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("; check: ")).collect();
    if checks.is_empty() {
        return Err("no checks".to_owned());
    }
    for check in checks {
        if !holds(check, &shown)? {
            return Err(format!("{claim}\ndoes not hold: {check}\n{shown}"));
        }
    }
    let snapshot = path.with_extension("out");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&snapshot, &shown).map_err(|e| e.to_string())?;
    }
    let expected = fs::read_to_string(&snapshot).map_err(|e| format!("{}: {e}", snapshot.display()))?;
    if shown == expected { Ok(()) } else { Err(format!("{claim}\nexpected\n{expected}\nfound\n{shown}")) }
}

fn verify(program: &Program, when: &str) -> Result<(), String> {
    verify_program(program).map_err(|errors| {
        let list: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("wrong {when} the pass: {}\n{}", list.join("; "), write_annotated(program, &notes(&errors)))
    })
}

fn holds(check: &str, shown: &str) -> Result<bool, String> {
    let (check, part) = match check.rsplit_once(" in fn") {
        Some((check, place)) => (check, part(shown, &format!("fn{place}"))?),
        None => (check, shown.to_owned()),
    };
    let (verb, text) = check.split_once(' ').ok_or_else(|| format!("not a check: {check}"))?;
    match verb {
        "line" => Ok(part.lines().any(|l| l.trim() == text)),
        "contains" => Ok(part.contains(text)),
        "absent" => Ok(!part.contains(text)),
        "count" => {
            let (text, n) = text.rsplit_once(" = ").ok_or_else(|| format!("no count: {check}"))?;
            let n: usize = n.parse().map_err(|_| format!("no count: {check}"))?;
            Ok(part.matches(text).count() == n)
        }
        _ => Err(format!("not a check: {check}")),
    }
}

/// The lines of `fnN` or of `fnN bbM`.
fn part(shown: &str, place: &str) -> Result<String, String> {
    let mut words = place.split(' ');
    let function = words.next().unwrap_or_default();
    let block = words.next();
    let mut lines = shown.lines().skip_while(|l| !l.starts_with(&format!("function {function} "))).peekable();
    if lines.peek().is_none() {
        return Err(format!("there is no {function}:\n{shown}"));
    }
    let own = lines.take_while(|l| *l != "}");
    let lines: Vec<&str> = match block {
        None => own.collect(),
        Some(b) => {
            let is_head = |l: &str| l.starts_with("bb");
            let is_own = |l: &str| l == format!("{b}:") || l.starts_with(&format!("{b} "));
            let mut rest = own.skip_while(|l| !is_own(l));
            rest.next().into_iter().chain(rest.take_while(|l| !is_head(l))).collect()
        }
    };
    if lines.is_empty() { Err(format!("there is no {place}:\n{shown}")) } else { Ok(lines.join("\n") + "\n") }
}
