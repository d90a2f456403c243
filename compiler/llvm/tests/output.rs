//! What the emitted module tells LLVM and its users: alias regions, hints, effects, line tables,
//! targets, and the tiers of large functions.

use std::fmt::Write;

use yarrow_lir::{Module, OptLevel, parse_module, verify_module};
use yarrow_llvm::{
    Compiled, HUGE_FUNCTION_BLOCKS, LARGE_FUNCTION_BLOCKS, LlvmError, Options, compile, supported_targets,
};

fn lir(text: &str) -> Module {
    let module = parse_module(text).unwrap_or_else(|e| panic!("{e}"));
    verify_module(&module).unwrap_or_else(|e| panic!("{e:#?}"));
    module
}

fn compiled(text: &str, options: &Options) -> Compiled {
    compile(&lir(text), options).unwrap_or_else(|e| panic!("{e}"))
}

fn at(opt: OptLevel) -> Options {
    Options { opt, ..Options::default() }
}

#[test]
fn a_store_to_one_region_does_not_kill_a_load_from_another() {
    let text = r#"module "regions"
func f0 export "twice"(v0: i64, v1: i64) -> i64 {
  vregs v2: i64, v3: i64
bb0:
  v2 = load.i64.heap v0+8
  store.i64.roots v1+0, v1
  v3 = load.i64.heap v0+8
  v2 = add v2, v3
  return v2
}
"#;
    let ir = compiled(text, &at(OptLevel::O2)).llvm_ir();
    assert_eq!(ir.matches("load i64").count(), 1, "{ir}");
    let same = text.replace("roots", "heap");
    let ir = compiled(&same, &at(OptLevel::O2)).llvm_ir();
    assert_eq!(ir.matches("load i64").count(), 2, "{ir}");
}

#[test]
fn a_dispatch_is_an_indirect_branch_through_a_table_of_addresses() {
    let text = r#"module "dispatch"
func f0 export "pick"(v0: i32) -> i32 {
bb0:
  dispatch v0 [bb1, bb2, bb1]
bb1:
  v0 = iconst 3
  return v0
bb2:
  return v0
}
"#;
    for opt in OptLevel::ALL {
        let compiled = compiled(text, &at(opt));
        let ir = compiled.llvm_ir();
        assert!(ir.contains("constant [3 x ptr] [ptr blockaddress(@pick, "), "{ir}");
        assert!(ir.contains("indirectbr ptr ") && !ir.contains("switch "), "{ir}");
    }
    let assembly = compiled(text, &Options { target: Some("x86_64-unknown-linux-gnu".to_owned()), ..at(OptLevel::O2) });
    let assembly = assembly.assembly().unwrap_or_else(|e| panic!("{e}"));
    assert!(assembly.contains("jmpq\t*(%") && assembly.contains(".data.rel.ro"), "{assembly}");
}

#[test]
fn invariant_loads_survive_calls() {
    let text = r#"module "invariant"
func f0 export "twice"(v0: i64) -> i64 {
  vregs v1: i64, v2: i64, v3: i64
bb0:
  v2 = load.i64.invariant v0+8
  call_rt rt_gc_poll(v0, v0)
  v3 = load.i64.invariant v0+8
  v2 = add v2, v3
  return v2
}
"#;
    let ir = compiled(text, &at(OptLevel::O2)).llvm_ir();
    assert_eq!(ir.matches("load i64").count(), 1, "{ir}");
}

#[test]
fn effects_of_the_table_become_attributes() {
    let text = r#"module "effects"
func f0 export "f"(v0: i64, v1: f64) -> i64 {
  vregs v2: i64, v3: i32, v4: f64
bb0:
  v3 = call_rt rt_truthy(v0, v0)
  v3 = call_rt rt_truthy(v0, v0)
  v4 = call_rt rt_f64_pow(v1, v1)
  v2 = call_rt rt_typeof(v0, v0)
  call_rt rt_throw_stack_overflow(v0, v0)
  v2 = call_rt rt_add(v0, v0, v2, v2)
  return v2
}
"#;
    let ir = compiled(text, &at(OptLevel::O0)).llvm_ir();
    let attributes = |name: &str| {
        let declaration = ir
            .lines()
            .find(|l| l.starts_with("declare") && l.contains(name))
            .unwrap_or_else(|| panic!("{name} is not declared"));
        let group = declaration.rsplit(' ').next().expect("an attribute group");
        ir.lines()
            .find(|l| l.starts_with(&format!("attributes {group} ")))
            .unwrap_or_else(|| panic!("{group} is not there"))
            .to_owned()
    };
    assert!(attributes("@rt_truthy").contains("nounwind willreturn memory(read)"), "{ir}");
    assert!(attributes("@rt_f64_pow").contains("nounwind willreturn memory(none)"), "{ir}");
    assert!(attributes("@rt_throw_stack_overflow").contains("cold nounwind"), "{ir}");
    assert!(!attributes("@rt_add").contains("memory"), "{ir}");

    let ir = compiled(text, &at(OptLevel::O2)).llvm_ir();
    assert!(!ir.contains("call i32 @rt_truthy"), "a pure call without a user goes: {ir}");
}

#[test]
fn hints_become_branch_weights() {
    let text = r#"module "hints"
func f0 export "f"(v0: i32) -> i32 {
bb0:
  branch v0, bb1, bb2 likely other
bb1:
  v0 = iconst 7
  return v0
bb2:
  return v0
}
"#;
    let ir = compiled(text, &at(OptLevel::O0)).llvm_ir();
    assert!(ir.contains("!\"branch_weights\", i32 1, i32 2000"), "{ir}");
}

#[test]
fn line_tables_name_each_source_file() {
    let text = include_str!("../../../tests/backends/lir/calls.lir");
    let options = Options { debug_info: true, ..at(OptLevel::O0) };
    let assembly = compiled(text, &options).assembly().expect("assembly");
    assert!(assembly.contains("\"calls.js\""), "{assembly}");
    assert!(assembly.contains("\"other.js\""), "{assembly}");
    let locations: Vec<_> = assembly.lines().filter(|l| l.contains(".loc\t")).collect();
    assert!(locations.iter().any(|l| l.contains(" 6 10")), "{locations:#?}");
    assert!(locations.iter().any(|l| l.contains(" 9 1")), "{locations:#?}");
    let plain = compiled(text, &at(OptLevel::O0)).assembly().expect("assembly");
    assert!(!plain.contains(".loc"), "{plain}");
}

#[test]
fn every_supported_target_gets_an_object() {
    for triple in supported_targets() {
        for opt in [OptLevel::O0, OptLevel::O3] {
            let options = Options { target: Some((*triple).to_owned()), ..at(opt) };
            for text in [
                include_str!("../../../tests/backends/lir/calls.lir"),
                include_str!("../../../tests/backends/lir/floats.lir"),
                include_str!("../../../tests/backends/lir/dispatches.lir"),
            ] {
                let object = compiled(text, &options).object().expect("an object");
                assert!(object.starts_with(if triple.contains("apple") {
                    &[0xcf, 0xfa, 0xed, 0xfe]
                } else {
                    b"\x7fELF"
                }));
            }
        }
    }
}

#[test]
fn an_unknown_target_is_refused_with_those_known() {
    for triple in ["i686-unknown-linux-gnu", "x86_64", "nonsense", "", "wasm32-unknown-unknown"] {
        let options = Options { target: Some(triple.to_owned()), ..Options::default() };
        let error = compile(&Module::default(), &options).err().expect("an error");
        assert!(matches!(error, LlvmError::UnknownTarget { .. }), "{triple}: {error}");
        let message = error.to_string();
        assert!(message.contains(triple) && message.contains("aarch64-unknown-linux-gnu"));
    }
}

#[test]
fn a_newer_processor_gets_its_instructions() {
    let text = include_str!("../../../tests/backends/lir/floats.lir");
    let target = Some("x86_64-unknown-linux-gnu".to_owned());
    let of = |cpu: Option<&str>| {
        let options = Options { target: target.clone(), cpu: cpu.map(str::to_owned), ..at(OptLevel::O2) };
        compiled(text, &options).assembly().expect("assembly")
    };
    assert!(!of(None).contains("roundsd"));
    assert!(of(Some("x86-64-v2")).contains("roundsd"));
}

#[test]
fn the_stack_pointer_is_read_from_its_register() {
    let text = include_str!("../../../tests/backends/lir/calls.lir");
    for (triple, read) in [("x86_64-unknown-linux-gnu", "%rsp, %rax"), ("aarch64-unknown-linux-gnu", "x0, sp")] {
        let options = Options { target: Some(triple.to_owned()), ..at(OptLevel::O2) };
        let assembly = compiled(text, &options).assembly().expect("assembly");
        let body = assembly.split("\nstack_now:").nth(1).expect("the function");
        let body = body.split("ret").next().expect("its body");
        assert!(body.contains(read), "{body}");
        assert!(!body.contains("push"), "{body}");
    }
}

/// A function whose blocks each store a different word, and its blocks cannot be merged.
fn long_function(blocks: u32) -> String {
    let mut text = String::from("module \"long\"\nfunc f0 export \"long\"(v0: i64) -> i32 {\n");
    text.push_str("  vregs v1: i32, v2: i32\nbb0:\n  v1 = iconst 0\n  v2 = iconst 1\n  jump bb1\n");
    for block in 1..blocks {
        let _ = writeln!(
            text,
            "bb{block}:\n  v1 = load.i32.heap v0+{}\n  branch v1, bb{}, bb{blocks}",
            4 * block,
            block + 1
        );
    }
    let _ = writeln!(text, "bb{blocks}:\n  v1 = add v1, v2\n  return v1\n}}");
    text
}

#[test]
fn large_functions_are_optimised_a_little_and_huge_ones_less() {
    let large = long_function(LARGE_FUNCTION_BLOCKS + 1);
    let huge = long_function(HUGE_FUNCTION_BLOCKS + 1);
    for opt in [OptLevel::O2, OptLevel::O3] {
        let large = compiled(&large, &at(opt)).llvm_ir();
        assert!(!large.contains("alloca") && !large.contains("optnone"));
        let huge = compiled(&huge, &at(opt)).llvm_ir();
        assert!(!huge.contains("alloca") && huge.contains("optnone"));
    }
}

#[test]
fn data_goes_where_it_may_be_written_or_not() {
    let text = include_str!("../../../tests/backends/lir/memory.lir");
    let ir = compiled(text, &at(OptLevel::O0)).llvm_ir();
    assert!(ir.contains("@text = private unnamed_addr constant [4 x i8]"), "{ir}");
    assert!(ir.contains("@scratch = private global [64 x i8] zeroinitializer, align 16"), "{ir}");
    assert!(ir.contains("@links = constant <{ [8 x i8], ptr, ptr, [8 x i8], ptr }>"), "{ir}");
}

#[test]
fn outputs_do_not_disturb_each_other() {
    let module = compiled(include_str!("../../../tests/backends/lir/control.lir"), &at(OptLevel::O2));
    let before = module.llvm_ir();
    let object = module.object().expect("an object");
    module.assembly().expect("assembly");
    assert_eq!(object, module.object().expect("an object"));
    assert_eq!(before, module.llvm_ir());
}

#[cfg(debug_assertions)]
#[test]
fn wrong_lir_is_refused_by_name() {
    let text = "module \"w\"\nfunc f0 local \"f\"(v0: i64) -> i32 {\nbb0:\n  return v0\n}\n";
    let module = parse_module(text).unwrap_or_else(|e| panic!("{e}"));
    let error = compile(&module, &Options::default()).err().expect("an error");
    assert_eq!(error.to_string(), "wrong LIR in `w`: f0 bb0 terminator: v0 is i64, expected i32");
}
