//! Text tests of the passes before generator lowering.

#[path = "../../analysis/tests/harness/mod.rs"]
mod harness;

use yarrow_mir::Program;
use yarrow_mir::text::{Locs, write_function_with};

/// Runs the pass called `name` over every function of the programs in its folder.
fn check(name: &str) {
    let pass = yarrow_opt::PASSES.iter().find(|p| p.name == name).expect("a pass of that name");
    harness::check_folder(env!("CARGO_MANIFEST_DIR"), name, |program: &mut Program| {
        let facts = yarrow_opt::facts::compute_facts(program);
        for id in program.functions.keys().collect::<Vec<_>>() {
            (pass.run)(program, &facts, id);
        }
        let functions: Vec<String> =
            program.functions.keys().map(|id| write_function_with(program, id, Locs::Hidden)).collect();
        functions.join("\n")
    });
}

#[test]
fn dead() {
    check("dead");
}

#[test]
fn direct_calls() {
    check("direct-calls");
}

#[test]
fn fold() {
    check("fold");
}

#[test]
fn inline() {
    check("inline");
}

#[test]
fn narrow() {
    check("narrow");
}

#[test]
fn next_results() {
    check("next-results");
}

#[test]
fn unbox() {
    check("unbox");
}

#[test]
fn ranges() {
    check("ranges");
}

#[test]
fn specialize() {
    check("specialize");
}

#[test]
fn webs() {
    check("webs");
}
