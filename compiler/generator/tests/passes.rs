//! Text tests of the steps of generator lowering.

#[path = "../../analysis/tests/harness/mod.rs"]
mod harness;

use std::fmt::Write;
use yarrow_generator::{compute_layout, compute_suspensions, delegate, lower_generators, prune};
use yarrow_mir::text::{Locs, write_function_with};
use yarrow_mir::{Function, Program};

fn check(folder: &str, pass: impl Fn(&mut Program) -> String) {
    harness::check_folder(env!("CARGO_MANIFEST_DIR"), folder, pass);
}

fn print(program: &Program) -> String {
    let functions: Vec<String> =
        program.functions.keys().map(|id| write_function_with(program, id, Locs::Hidden)).collect();
    functions.join("\n")
}

/// What `describe` writes on each function that may suspend, in the frame of a function.
fn report(program: &Program, describe: impl Fn(&Function, &mut String) -> std::fmt::Result) -> String {
    let mut out = String::new();
    for (id, f) in program.functions.iter().filter(|(_, f)| f.kind.may_suspend()) {
        writeln!(out, "function {id} {:?}", f.name).expect("strings take any text");
        describe(f, &mut out).expect("strings take any text");
        out.push_str("}\n");
    }
    out
}

fn list<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn delegate() {
    check("delegate", |program| {
        let mut expanded = program.clone();
        expanded.functions.values_mut().for_each(delegate::expand_delegates);
        // A step within lowering: only what comes of it in the end keeps the verifier's rules.
        lower_generators(program);
        print(&expanded)
    });
}

#[test]
fn discovery() {
    check("discovery", |program| {
        report(program, |f, out| {
            for s in compute_suspensions(f) {
                let kind = s.kind.map_or_else(|| "initial".to_owned(), |k| format!("{k:?}").to_lowercase());
                writeln!(out, "  {} {} {kind}: {}", s.state, s.block, list(&s.live))?;
            }
            Ok(())
        })
    });
}

#[test]
fn layout() {
    check("layout", |program| {
        report(program, |f, out| {
            let suspensions = compute_suspensions(f);
            let layout = compute_layout(f, &suspensions);
            writeln!(out, "  slots = {}", layout.slots.len())?;
            for (slot, ty) in &layout.slots {
                let held: Vec<_> = layout.saved.iter().filter(|(_, s)| *s == slot).map(|(v, _)| *v).collect();
                writeln!(out, "  {slot} {}: {}", format!("{ty:?}").to_lowercase(), list(&held))?;
            }
            for (state, live) in &layout.frame(f, &suspensions).live {
                writeln!(out, "  {state} boxed: {}", list(live))?;
            }
            Ok(())
        })
    });
}

#[test]
fn split() {
    check("split", |program| {
        lower_generators(program);
        print(program)
    });
}

#[test]
fn prune() {
    check("prune", |program| {
        program.functions.values_mut().for_each(prune::prune_unreachable);
        print(program)
    });
}
