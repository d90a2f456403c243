//! Wrong LIR and what the verifier says of it. Most cases are one instruction in the body of `f2`.

use yarrow_lir::{parse_module, verify_module};

const AROUND: &str = r#"module "m"
data d0 local readonly align 8 "d" { zero 8 }
func f0 local "two"(v0: i64, v1: f64) -> i32 {
  vregs v2: i32
bb0:
  v2 = iconst 1
  return v2
}
func f1 local "none"() {
bb0:
  return
}
func f2 export "main"(v0: i64, v1: i32, v2: f64) -> i64 {
  vregs v3: i64, v4: i32, v5: f64
"#;

/// The verifier's messages for a body of `f2`.
fn verdict(body: &str) -> Vec<String> {
    let text = format!("{AROUND}{body}}}\n");
    let module = parse_module(&text).unwrap_or_else(|e| panic!("{e}:\n{text}"));
    match verify_module(&module) {
        Ok(()) => Vec::new(),
        Err(errors) => errors.iter().map(ToString::to_string).collect(),
    }
}

#[track_caller]
fn check(inst: &str, expected: &[&str]) {
    let found = verdict(&format!("bb0:\n  {inst}\n  return v0\n"));
    let expected: Vec<_> = expected.iter().map(|e| format!("f2 bb0 instruction 0: {e}")).collect();
    assert_eq!(found, expected, "{inst}");
}

#[test]
fn right_instructions_pass() {
    for inst in [
        "v3 = iconst 1",
        "v4 = iconst -1",
        "v5 = fconst 1.5",
        "v3 = add v0, v0",
        "v4 = shl v1, v1",
        "v5 = fmul v2, v2",
        "v4, v4 = add_overflow v1, v1",
        "v4 = icmp.lt v0, v0",
        "v5 = select v1, v2, v2",
        "v4 = load.u8.heap v0+0",
        "store.u16.heap v0+0, v1",
        "v4 = call f0(v0, v2)",
        "call f0(v0, v2)",
        "call_indirect v0(v1, v2)",
        "v3 = call_rt rt_add(v0, v0, v0, v0)",
        "call_rt rt_gc_poll(v0, v0)",
        "v5 = call_rt rt_f64_rem(v2, v2)",
    ] {
        check(inst, &[]);
    }
}

#[test]
fn operands_have_the_types_of_their_instruction() {
    check("v5 = iconst 1", &["v5 is f64, expected an integer"]);
    check("v3 = fconst 1.5", &["v3 is i64, expected f64"]);
    check("v3 = copy v1", &["v1 is i32, expected i64"]);
    check("v3 = add v0, v1", &["v1 is i32, expected i64"]);
    check("v5 = add v2, v2", &["v5 is f64, expected an integer"]);
    check("v3 = fadd v0, v0", &["v3 is i64, expected f64", "v0 is i64, expected f64", "v0 is i64, expected f64"]);
    check("v3 = sext v0", &["v0 is i64, expected i32"]);
    check("v3 = f64_to_i32 v2", &["v3 is i64, expected i32"]);
    check("v4, v3 = add_overflow v1, v1", &["v3 is i64, expected i32"]);
    check("v3 = icmp.eq v0, v0", &["v3 is i64, expected i32"]);
    check("v4 = icmp.eq v2, v2", &["v2 is f64, expected an integer"]);
    check("v4 = fcmp.eq v2, v0", &["v0 is i64, expected f64"]);
    check("v3 = select v0, v0, v0", &["v0 is i64, expected i32"]);
    check("v3 = stack_pointer", &[]);
    check("v4 = data_addr d0", &["v4 is i32, expected i64"]);
}

#[test]
fn accesses_have_their_width() {
    check("v3 = load.u8.heap v0+0", &["v3 is i64, expected i32"]);
    check("v4 = load.i32.heap v1+0", &["v1 is i32, expected i64"]);
    check("store.f64.heap v0+0, v0", &["v0 is i64, expected f64"]);
    check("store.i64.invariant v0+0, v0", &["a store to the invariant region"]);
}

#[test]
fn calls_pass_what_is_asked_for() {
    check("v4 = call f0(v0)", &["f0 takes 2 arguments, not 1"]);
    check("v4 = call f0(v0, v0)", &["v0 is i64, expected f64"]);
    check("v3 = call f0(v0, v2)", &["v3 is i64, expected i32"]);
    check("v3 = call f1()", &["f1 has no result for v3"]);
    check("v3 = call f9()", &["f9 does not exist"]);
    check("v3 = call_rt rt_truthy(v0, v0)", &["v3 is i64, expected i32"]);
    check("v4 = call_rt rt_truthy(v0)", &["rt_truthy takes 2 arguments, not 1"]);
    check("v3 = call_rt rt_gc_poll(v0, v0)", &["rt_gc_poll has no result for v3"]);
    check("call_indirect v1()", &["v1 is i32, expected i64"]);
}

#[test]
fn what_is_named_exists() {
    check("v3 = copy v99", &["v99 does not exist"]);
    check("v3 = data_addr d7", &["d7 does not exist"]);
    check("v3 = func_addr f7", &["f7 does not exist"]);
    assert_eq!(verdict("bb0:\n  jump bb4\n"), ["f2 bb0 terminator: bb4 does not exist"]);
    assert_eq!(verdict("  entry bb3\nbb0:\n  return v0\n"), ["f2: bb3 does not exist"]);
}

#[test]
fn terminators_are_checked() {
    assert_eq!(verdict("bb0:\n  return\n"), ["f2 bb0 terminator: the function has a result of type i64"]);
    assert_eq!(verdict("bb0:\n  return v1\n"), ["f2 bb0 terminator: v1 is i32, expected i64"]);
    assert_eq!(verdict("bb0:\n  branch v0, bb0, bb0\n"), ["f2 bb0 terminator: v0 is i64, expected i32"]);
    assert_eq!(verdict("bb0:\n  switch v1 [1: bb0, 1: bb0], bb0\n"), ["f2 bb0 terminator: case 1 occurs twice"]);
    assert_eq!(verdict("bb0:\n  dispatch v0 [bb0]\n"), ["f2 bb0 terminator: v0 is i64, expected i32"]);
    assert_eq!(verdict("bb0:\n  dispatch v1 []\n"), ["f2 bb0 terminator: the table is empty"]);
    assert_eq!(verdict("bb0:\n  dispatch v1 [bb0, bb1]\n"), ["f2 bb0 terminator: bb1 does not exist"]);
    assert_eq!(verdict("bb0:\n  dispatch v4 [bb0, bb0]\n"), ["f2: v4 is read but never assigned"]);
}

#[test]
fn a_vreg_that_is_read_is_assigned() {
    assert_eq!(verdict("bb0:\n  return v3\n"), ["f2: v3 is read but never assigned"]);
}

#[test]
fn symbols_are_defined_once() {
    let text = r#"module "m"
data d0 export readonly align 3 "rt_add" { zero 8 }
data d1 local readonly align 1 "same" { zero 1 }
data d2 local readonly align 1 "same" { zero 1 }
data d3 export readonly align 1 "" { zero 1 }
func f0 export "f"() {
bb0:
  return
}
func f1 local "f"() {
bb0:
  return
}
"#;
    let module = parse_module(text).unwrap_or_else(|e| panic!("{e}"));
    let errors = verify_module(&module).expect_err("wrong");
    let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        errors,
        [
            "f1: `f` is defined twice",
            "d0: \"rt_add\" is not a name for a symbol",
            "d3: \"\" is not a name for a symbol",
            "d0: alignment 3 is not a power of two",
        ]
    );
}

#[test]
fn relocations_lie_within_their_object() {
    let mut module = parse_module("module \"m\"\ndata d0 local readonly align 8 \"d\" { ref d0 ref d0 }")
        .unwrap_or_else(|e| panic!("{e}"));
    let object = module.data.values_mut().next().expect("an object");
    object.relocs[1].0 = 4;
    assert_eq!(verify_module(&module).expect_err("wrong").len(), 1);
    let object = module.data.values_mut().next().expect("an object");
    object.relocs[1].0 = 9;
    let errors = verify_module(&module).expect_err("wrong");
    assert_eq!(errors[0].to_string(), "d0: the relocation at 9 overlaps another or the end");
}
