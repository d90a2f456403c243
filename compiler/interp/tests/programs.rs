//! MIR programs with what they come to: `; expect: VALUE` as the console shows it, or `; throws: TEXT`.
//! Each runs plain and with a collection at every safepoint.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::path::Path;
use yarrow_builtins::{InspectOptions, inspect};
use yarrow_gc::{Settings, Stress};
use yarrow_machine::prelude::*;
use yarrow_mir::Program;
use yarrow_mir::ops::Position;
use yarrow_mir::parse::parse_program;
use yarrow_mir::verify::verify_program;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{Context, JsResult};

fn read(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|p| (p.display().to_string(), std::fs::read_to_string(p).unwrap())).collect()
}

fn parse(name: &str, text: &str) -> Program {
    parse_program(text).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Text after `key` at the start of a line.
fn after<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines().find_map(|l| l.strip_prefix(key)).map(str::trim)
}

fn run<'s>(ctx: &mut Scope<'s>, program: Program) -> JsResult<Value<'s>> {
    let unit = yarrow_interp::load(ctx, program, None)?;
    let value = yarrow_interp::run(ctx, unit, Value::UNDEFINED)?;
    ctx.run_jobs()?;
    Ok(value)
}

#[test]
fn programs_come_to_what_they_say() {
    let mut wrong = Vec::new();
    for (name, text) in read("tests/programs") {
        for stress in [Stress::Off, Stress::Every(NonZero::<u32>::MIN)] {
            let program = parse(&name, &text);
            if let Err(errors) = verify_program(&program) {
                panic!("{name}: {errors:#?}");
            }
            let mut ctx = Context::with_settings(Settings { stress, ..Settings::default() });
            yarrow_builtins::install(&mut ctx).expect("memory for the built-ins");
            let (key, shown) = ctx.enter(|ctx| {
                let (key, value) = match run(ctx, program) {
                    Ok(v) => ("; expect:", v),
                    Err(throw) => ("; throws:", ctx.caught(throw)),
                };
                (key, inspect(ctx, value, InspectOptions::default()).unwrap())
            });
            let expected = after(&text, key);
            let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
            let matches = expected.is_some_and(|e| {
                if key == "; throws:" { shown.trim_start_matches('[').starts_with(e) } else { shown == e }
            });
            if !matches {
                wrong.push(format!("{name} ({stress:?}):\n  {key} {shown}\n  wanted {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Operations of a program that may stand before generator lowering.
fn operations(program: &Program) -> BTreeSet<&'static str> {
    let all = program.functions.values().flat_map(|f| f.blocks.values()).flat_map(|b| &b.insts).map(|i| i.op.info());
    all.filter(|i| matches!(i.position, Position::Anywhere | Position::Entry | Position::HandlerHead))
        .map(|i| i.name)
        .collect()
}

#[test]
fn every_operation_is_in_some_program() {
    let mut wanted = BTreeSet::new();
    for (name, text) in read("../mir/tests/text") {
        wanted.extend(operations(&parse(&name, &text)));
    }
    for (name, text) in read("tests/programs") {
        for op in operations(&parse(&name, &text)) {
            wanted.remove(op);
        }
    }
    assert!(wanted.is_empty(), "no program has {wanted:?}");
}
