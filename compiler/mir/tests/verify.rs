//! The verifier: each file of `verify/` breaks rules; the errors stand as comments beside the lines
//! they are about. `BLESS=1` rewrites the files.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use yarrow_mir::parse::parse_program;
use yarrow_mir::text::write_annotated;
use yarrow_mir::verify::{notes, verify_function, verify_program};
use yarrow_mir::{FuncId, Function, FunctionKind, Program};

#[test]
fn errors_stand_beside_their_lines() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/verify");
    let mut paths = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect::<Vec<_>>();
    paths.sort();
    assert!(paths.len() >= 25);
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let claim = text.lines().next().unwrap();
        assert!(claim.starts_with("; "), "{} begins with its claim", path.display());
        let program = parse_program(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let errors = verify_program(&program).expect_err(&path.display().to_string());
        let annotated = format!("{claim}\n{}", write_annotated(&program, &notes(&errors)));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, annotated).unwrap();
        } else {
            assert_eq!(text, annotated, "{}", path.display());
        }
        for f in program.functions.values() {
            let own = verify_function(&program, f).err().unwrap_or_default();
            assert!(own.iter().all(|e| errors.contains(e)), "{}", path.display());
        }
    }
}

fn verifies_quickly(text: &str) {
    let program = parse_program(text).unwrap();
    let begin = Instant::now();
    assert_eq!(verify_program(&program), Ok(()));
    let limit = if cfg!(debug_assertions) { 20 } else { 4 };
    assert!(begin.elapsed() < Duration::from_secs(limit), "took {:?}", begin.elapsed());
}

/// `blocks` blocks in a chain, each with a branch back to the first, all guarded by one handler, and
/// variables that are assigned and read all over.
#[test]
fn long_functions_take_time_in_proportion() {
    let (blocks, variables) = (100_000, 2_000);
    let mut text = String::from("function fn0 \"f\" normal {\n");
    for v in 0..variables {
        writeln!(text, "  v{v}: value").unwrap();
    }
    for v in variables..variables + blocks {
        writeln!(text, "  v{v}: bool").unwrap();
    }
    text.push_str("bb0:\n");
    for v in 0..variables {
        writeln!(text, "  v{v} = const undefined").unwrap();
    }
    text.push_str("  jump bb1\n");
    let last = blocks + 1;
    for b in 1..=blocks {
        let (v, w, t) = (b % variables, b * 7 % variables, variables + b - 1);
        writeln!(text, "bb{b} handler bb{last}:\n  v{v} = add v{w}, v{v}\n  v{t} = is_nullish v{v}").unwrap();
        let next = if b == blocks { 1 } else { b + 1 };
        writeln!(text, "  branch v{t}, bb1, bb{next}").unwrap();
    }
    writeln!(text, "bb{last}:\n  v0 = catch\n  throw v0\n}}").unwrap();
    verifies_quickly(&text);
}

/// Diamonds that assign a variable on both sides and read it after, and once more at the very end.
#[test]
fn variables_without_a_dominating_assignment_take_time_in_proportion() {
    let diamonds = 30_000;
    let mut text = String::from("function fn0 \"f\" normal params=1 {\n");
    for v in 0..=diamonds {
        writeln!(text, "  v{v}: value").unwrap();
    }
    writeln!(text, "  v{}: bool\nbb0:\n  v0 = param 0", diamonds + 1).unwrap();
    let t = diamonds + 1;
    for d in 0..diamonds {
        let (b, v) = (3 * d + 1, d + 1);
        writeln!(text, "  v{t} = is_nullish v{d}\n  branch v{t}, bb{b}, bb{}", b + 1).unwrap();
        writeln!(text, "bb{b}:\n  v{v} = const null\n  jump bb{}", b + 2).unwrap();
        writeln!(text, "bb{}:\n  v{v} = copy v{d}\n  jump bb{}", b + 1, b + 2).unwrap();
        writeln!(text, "bb{}:", b + 2).unwrap();
    }
    writeln!(text, "  return v{diamonds}\n}}").unwrap();
    verifies_quickly(&text);
}

/// The text form has no way to write it.
#[test]
fn each_state_has_a_position() {
    let mut program = parse_program(include_str!("text/lowered.mir")).unwrap();
    let frame = program.functions[FuncId::from_u32(1)].frame.as_mut().unwrap();
    frame.live.push(Vec::new());
    let errors = verify_program(&program).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].to_string(), "fn1 \"g\": the frame has 4 states, but 3 source positions");
}

#[test]
fn a_function_need_not_be_in_the_program() {
    let f = Function::new("f", FunctionKind::Generator);
    let errors = verify_function(&Program::default(), &f).unwrap_err();
    let expected = "\"f\": a generator function has an initial_yield, or a new_generator after lowering";
    assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
}
