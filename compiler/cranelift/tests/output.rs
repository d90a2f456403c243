//! Object files and listings: their targets, symbols, relocations and line tables; the same bytes
//! each time; errors.

use object::{Architecture, BinaryFormat, File, Object, ObjectSection, ObjectSymbol, SymbolKind};
use yarrow_cranelift::{CraneliftError, Listing, Options, compile, list, supported_targets};
use yarrow_lir::{Module, OptLevel, parse_module, print_module, verify_module};

const CALLS: &str = include_str!("../../../tests/backends/lir/calls.lir");
const FLOATS: &str = include_str!("../../../tests/backends/lir/floats.lir");
const DISPATCHES: &str = include_str!("../../../tests/backends/lir/dispatches.lir");
const ACCESSES: &str = include_str!("../../../tests/backends/lir/accesses.lir");

fn lir(text: &str) -> Module {
    let module = parse_module(text).unwrap_or_else(|e| panic!("{e}"));
    verify_module(&module).unwrap_or_else(|e| panic!("{e:#?}"));
    module
}

fn for_target(triple: &str, debug_info: bool) -> Options {
    Options { target: Some(triple.to_owned()), debug_info, ..Options::default() }
}

fn compiled(text: &str, options: &Options) -> Vec<u8> {
    compile(&lir(text), options).unwrap_or_else(|e| panic!("{options:?}: {e}"))
}

fn architecture(triple: &str) -> Architecture {
    if triple.starts_with("x86_64") { Architecture::X86_64 } else { Architecture::Aarch64 }
}

#[test]
fn every_supported_target_gets_an_object_of_its_format() {
    for triple in supported_targets() {
        for opt in [OptLevel::O0, OptLevel::O2] {
            for text in [CALLS, FLOATS, ACCESSES, DISPATCHES] {
                let bytes = compiled(text, &Options { opt, ..for_target(triple, true) });
                let file = File::parse(&*bytes).unwrap_or_else(|e| panic!("{triple}: {e}"));
                assert_eq!(file.architecture(), architecture(triple));
                let macho = triple.contains("apple");
                assert_eq!(file.format(), if macho { BinaryFormat::MachO } else { BinaryFormat::Elf });
            }
        }
    }
}

#[test]
fn exports_and_imports_are_symbols_and_functions_have_sizes() {
    for triple in ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"] {
        let bytes = compiled(CALLS, &for_target(triple, false));
        let file = File::parse(&*bytes).expect("an object");
        let symbol = |name: &str| {
            file.symbols().find(|s| s.name() == Ok(name)).unwrap_or_else(|| panic!("{triple}: no symbol `{name}`"))
        };
        for name in ["ten", "fact", "stack_now"] {
            assert_eq!(symbol(name).kind(), SymbolKind::Text, "{name}");
            assert!(symbol(name).size() > 0, "{name}");
        }
        assert!(symbol("ten").is_global() && symbol("fact").is_local());
        for name in ["rt_f64_rem", "combine", "polls_seen"] {
            assert!(symbol(name).is_undefined(), "{name}");
        }
        assert_eq!(symbol("cell").size(), 32);
        assert!(file.section_by_name(".note.GNU-stack").is_some(), "the stack need not be executable");
    }
}

#[test]
fn only_debug_builds_have_line_tables() {
    for triple in supported_targets() {
        for debug_info in [false, true] {
            let bytes = compiled(CALLS, &for_target(triple, debug_info));
            let file = File::parse(&*bytes).expect("an object");
            for name in [".debug_line", ".debug_info", ".debug_abbrev", ".debug_ranges"] {
                assert_eq!(file.section_by_name(name).is_some(), debug_info, "{triple} {name}");
            }
            if debug_info {
                let lines = file.section_by_name(".debug_line").expect("it was found above");
                let text = String::from_utf8_lossy(lines.data().expect("it has data")).into_owned();
                assert!(text.contains("calls.js") && text.contains("other.js"), "{triple}: {text}");
                let functions = lir(CALLS).functions.len();
                assert!(lines.relocations().count() >= functions, "{triple}: a sequence for each function");
            }
        }
    }
}

#[test]
fn an_unknown_target_is_refused_with_those_known() {
    for triple in
        ["i686-unknown-linux-gnu", "x86_64", "nonsense", "", "wasm32-unknown-unknown", "riscv64gc-unknown-linux-gnu"]
    {
        let error = compile(&Module::default(), &for_target(triple, false)).expect_err("an error");
        assert!(matches!(error, CraneliftError::UnknownTarget { .. }), "{triple}: {error}");
        let message = error.to_string();
        assert!(message.contains(triple) && message.contains("aarch64-unknown-linux-gnu"));
        let error = list(&Module::default(), &for_target(triple, false), Listing::Clif).expect_err("an error");
        assert!(matches!(error, CraneliftError::UnknownTarget { .. }), "{triple}: {error}");
    }
}

#[test]
fn local_names_may_be_those_of_others() {
    let text = r#"module "names"
data d0 local readonly align 8 "same" {
  bytes 01 00 00 00 00 00 00 00
}
data d1 local readonly align 8 "same" {
  bytes 02 00 00 00 00 00 00 00
}
func f0 local "same"() -> i32 {
  vregs v0: i32
bb0:
  v0 = iconst 1
  return v0
}
func f1 local "same"() -> i32 {
  vregs v0: i32
bb0:
  v0 = iconst 2
  return v0
}
func f2 export "same.1"() -> i32 {
  vregs v0: i32
bb0:
  v0 = call f0()
  return v0
}
"#;
    for debug_info in [false, true] {
        let bytes = compiled(text, &for_target("x86_64-unknown-linux-gnu", debug_info));
        let file = File::parse(&*bytes).expect("an object");
        let mut names: Vec<_> = file
            .symbols()
            .filter(|s| s.kind() == SymbolKind::Text && s.is_definition())
            .filter_map(|s| s.name().ok().map(str::to_owned))
            .collect();
        names.sort();
        assert_eq!(names, ["same", "same.1", "same.2"]);
    }
}

/// So many functions that several threads compile them.
fn large() -> Module {
    let mut module = lir(CALLS);
    let sample = lir(FLOATS).functions;
    for copy in 0..200 {
        for function in sample.values() {
            let mut function = function.clone();
            function.name = format!("{}_{copy}", function.name);
            module.functions.push(function);
        }
    }
    verify_module(&module).unwrap_or_else(|e| panic!("{e:#?}"));
    module
}

#[test]
fn the_same_module_gives_the_same_bytes() {
    let large = large();
    for options in [for_target("x86_64-unknown-linux-gnu", true), for_target("aarch64-apple-darwin", true)] {
        let objects: Vec<_> = (0..3).map(|_| compile(&large, &options).expect("an object")).collect();
        assert!(objects[0] == objects[1] && objects[1] == objects[2]);
    }
}

#[test]
fn listings_have_each_function_in_the_modules_order() {
    for listing in [Listing::Clif, Listing::Assembly] {
        let text = list(&lir(CALLS), &Options::default(), listing).expect("a listing");
        let heads: Vec<_> = text.lines().filter_map(|l| l.strip_prefix("; ")).filter(|l| !l.contains(' ')).collect();
        let names: Vec<_> = lir(CALLS).functions.values().map(|f| f.name.clone()).collect();
        let found: Vec<_> = heads.into_iter().filter(|h| names.iter().any(|n| n == h)).collect();
        assert_eq!(found, names, "{listing:?}");
    }
    let clif = list(&lir(CALLS), &Options::default(), Listing::Clif).expect("a listing");
    assert!(clif.contains("call_indirect") && clif.contains("imul"), "{clif}");
    let arm = list(&lir(CALLS), &for_target("aarch64-unknown-linux-gnu", false), Listing::Assembly).expect("a listing");
    assert!(arm.contains("stp") && arm.contains("blr"), "{arm}");
    let intel = list(&lir(CALLS), &for_target("x86_64-unknown-linux-gnu", false), Listing::Assembly);
    assert!(intel.expect("a listing").contains("%rsp"));
}

#[test]
fn debug_builds_keep_frame_pointers() {
    let leaf = r#"module "leaf"
func f0 export "leaf"(v0: i32) -> i32 {
bb0:
  v0 = add v0, v0
  return v0
}
"#;
    let of = |debug_info| {
        let options = for_target("x86_64-unknown-linux-gnu", debug_info);
        list(&lir(leaf), &options, Listing::Assembly).expect("a listing")
    };
    assert!(of(true).contains("%rbp"));
}

#[test]
fn a_module_without_functions_has_an_object() {
    let data = "module \"data\"\ndata d0 export readonly align 8 \"word\" {\n  bytes 01 02 03 04 05 06 07 08\n}\n";
    for text in ["module \"empty\"\n", data] {
        for debug_info in [false, true] {
            let bytes = compiled(text, &for_target("x86_64-unknown-linux-gnu", debug_info));
            assert!(File::parse(&*bytes).is_ok(), "{}", print_module(&lir(text)));
        }
    }
}

#[test]
fn data_goes_where_it_may_be_written_or_not() {
    let bytes = compiled(ACCESSES, &for_target("x86_64-unknown-linux-gnu", false));
    let file = File::parse(&*bytes).expect("an object");
    let size = |name: &str| file.section_by_name(name).map_or(0, |s| s.size());
    assert!(size(".bss") >= 96 + 64, "zeros take no room in the file");
    assert!(size(".data") >= 40 && size(".data.rel.ro") >= 48, "addresses are filled in, then only read");
}

#[cfg(debug_assertions)]
#[test]
fn wrong_lir_is_refused_by_name() {
    let text = "module \"w\"\nfunc f0 local \"f\"(v0: i64) -> i32 {\nbb0:\n  return v0\n}\n";
    let module = parse_module(text).unwrap_or_else(|e| panic!("{e}"));
    let error = compile(&module, &Options::default()).expect_err("an error");
    assert_eq!(error.to_string(), "wrong LIR in `w`: f0 bb0 terminator: v0 is i64, expected i32");
}
