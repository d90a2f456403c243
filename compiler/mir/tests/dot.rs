//! Pictures: what a reader looks for in them.

use yarrow_mir::FuncId;
use yarrow_mir::dot::{function_dot, program_dot};
use yarrow_mir::parse::parse_program;

fn picture(text: &str, function: u32) -> String {
    function_dot(&parse_program(text).unwrap(), FuncId::from_u32(function))
}

#[track_caller]
fn has(picture: &str, line: &str) {
    assert!(picture.lines().any(|l| l.trim() == line), "no line {line}\nin {picture}");
}

#[test]
fn suspensions_are_numbered_and_coloured_and_handlers_dashed() {
    let p = picture(include_str!("text/generator.mir"), 0);
    has(
        &p,
        r#"fn0_bb0 [label="{bb0 suspends in s0|v0 = param 0\lv1 = param 1\l|initial_yield resume bb1\l}", style=filled, fillcolor=lightskyblue];"#,
    );
    has(
        &p,
        r#"fn0_bb3 [label="{bb3 suspends in s1|yield v2 -\> v3, resume bb4, throw bb8, return bb6\l}", style=filled, fillcolor=palegreen];"#,
    );
    has(&p, r#"fn0_bb4 -> fn0_bb7 [style=dashed, color=red];"#);
    has(&p, r#"fn0_bb3 -> fn0_bb8 [label="throw"];"#);
    has(&p, r#"fn0_bb2 -> fn0_bb3 [label="true"];"#);
    has(&p, r#"fn0_bb1 -> fn0_bb2;"#);
    assert!(p.contains(r#"iter_open \"xs\\uD800\", v3\l"#), "{p}");
}

#[test]
fn dispatched_states_are_coloured() {
    let p = picture(include_str!("text/lowered.mir"), 1);
    assert!(p.contains("{bb2 resumes s1|"), "{p}");
    assert!(p.contains("{bb4 suspends in s2|"), "{p}");
    has(&p, r#"fn1_bb0 -> fn1_bb3 [label="else"];"#);
}

#[test]
fn a_program_has_a_box_for_each_function() {
    let p = program_dot(&parse_program(include_str!("text/objects.mir")).unwrap());
    for i in 0..5 {
        assert!(p.contains(&format!("subgraph cluster_fn{i} {{")), "{p}");
    }
    assert_eq!(p.matches('{').count() - p.matches("\\{").count(), p.matches('}').count() - p.matches("\\}").count());
}
