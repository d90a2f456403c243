use super::{Frame, write_roots_late};
use cranelift_entity::EntityRef;
use std::fmt::Write;
use yarrow_lir::{Data, InstKind, Region, VReg, parse_module, print_module, verify_module};

/// v0 is the context, v1 the frame, of two slots, v2 what is behind it.
const HEAD: &str = r#"module "t"
data d0 local writable align 4 "index" {
  zero 4
}
func f0 export "f"(v0: i64, v1: i64, v3: i64) -> i64 {
"#;

/// The function rewritten: its calls, with what is stored into the frame between them in each block.
fn rewritten(body: &str) -> String {
    let text = format!(
        "{HEAD}  vregs v2: i64, v4: i64, v5: i32, v6: i32, v7: i64, v8: i64, v9: i64, v10: i32\nbb0:\n  v4 = iconst 24\n  v2 = add v1, v4\n\
         v5 = iconst 306\n  store.i32.roots v1+0, v5\n  v7 = iconst 0\n  store.i64.roots v1+8, v7\n  store.i64.roots v1+16, v7\n{body}}}\n"
    );
    let mut module = parse_module(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    let (func, _) = module.functions.iter().next().expect("a function");
    let frame = Frame { sp: VReg::new(1), sp_out: VReg::new(2), slots: 2, index: Data::new(0) };
    write_roots_late(&mut module.functions[func], frame);
    if let Err(errors) = verify_module(&module) {
        panic!("{errors:?}\n{}", print_module(&module));
    }
    let mut out = String::new();
    for (b, data) in &module.functions[func].blocks {
        for inst in &data.insts {
            match inst.kind {
                InstKind::Store { region: Region::Roots, base, offset, src, .. } if base == VReg::new(1) => {
                    let _ = write!(out, "{b}: [{offset}] = {src}; ");
                }
                InstKind::CallRt { func, .. } => {
                    let _ = write!(out, "{b}: {}; ", func.name());
                }
                _ => {}
            }
        }
    }
    out
}

/// A loop around an unlikely call.
const LOOP: &str = "  store.i64.roots v1+8, v3\n  jump bb1\nbb1:\n  v8 = load.i64.heap v3+0\n  store.i64.roots v1+16, v8\n  v6 = load.i32.context v0+0\n  branch v6, bb2, bb3 likely other\n\
    bb2:\n  call_rt rt_gc_poll(v0, v2)\n  jump bb3\nbb3:\n  v10 = load.i32.heap v8+0\n  branch v10, bb1, bb4\nbb4:\n  return v3\n";

/// `first`, then on an unlikely path `call`, then `last`.
fn around(first: &str, call: &str, last: &str) -> String {
    format!(
        "{first}  v6 = load.i32.context v0+0\n  branch v6, bb1, bb2 likely other\nbb1:\n{call}  jump bb2\nbb2:\n{last}"
    )
}

const POLL: &str = "  call_rt rt_gc_poll(v0, v2)\n";

#[test]
fn a_frame_that_only_unlikely_calls_look_at_is_made_before_them() {
    let found = rewritten(LOOP);
    assert_eq!(found, "bb2: [4] = v14; bb2: [0] = v15; bb2: [8] = v3; bb2: [16] = v8; bb2: rt_gc_poll; ");
}

#[test]
fn a_slot_that_is_written_in_a_loop_and_read_by_an_unlikely_call_is_written_before_that() {
    let found = rewritten(&LOOP.replace("bb4:\n", &format!("bb4:\n{POLL}")));
    let entry = "bb0: [0] = v5; bb0: [8] = v7; bb0: [16] = v7; bb0: [8] = v3; ";
    assert_eq!(found, format!("{entry}bb2: [16] = v8; bb2: rt_gc_poll; bb4: rt_gc_poll; "));
}

#[test]
fn a_likely_call_keeps_the_frame_and_the_slots_it_needs() {
    let body = format!("  store.i64.roots v1+8, v3\n{POLL}  return v3\n");
    let found = rewritten(&body);
    assert_eq!(found, "bb0: [0] = v5; bb0: [8] = v7; bb0: [16] = v7; bb0: [8] = v3; bb0: rt_gc_poll; ");
}

#[test]
fn a_copy_that_shares_the_slot_and_dies_leaves_the_value_to_the_other() {
    let shared = "  store.i64.roots v1+8, v3\n  v8 = copy v3\n  store.i64.roots v1+8, v8\n";
    let found = rewritten(&around(shared, POLL, "  return v3\n"));
    assert!(found.contains("[8] = v3; "), "{found}");
}

#[test]
fn a_slot_whose_value_dies_in_the_call_is_cleared_in_a_late_frame() {
    let made = "  v8 = copy v3\n  store.i64.roots v1+8, v8\n";
    let call = "  v8 = call_rt rt_add(v0, v2, v8, v3)\n  store.i64.roots v1+8, v8\n";
    let found = rewritten(&around(made, call, "  return v8\n"));
    assert!(!found.contains("[8] = v8; ") && found.contains("[8] = "), "{found}");
}

#[test]
fn a_slot_of_a_vreg_that_changed_since_has_its_old_value_no_more() {
    let made = "  store.i64.roots v1+8, v3\n  v3 = load.i64.heap v3+0\n";
    let found = rewritten(&around(made, POLL, "  return v3\n"));
    assert!(!found.contains("[8] = v3; "), "{found}");
}
