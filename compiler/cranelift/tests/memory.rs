//! Code compiled into this process: it runs, calls what is outside of it, and names data.

use yarrow_cranelift::{CraneliftError, Options, compile_in_memory};
use yarrow_lir::{Module, OptLevel, parse_module, verify_module};

const TEXT: &str = r#"module "memory"
data d0 export readonly align 8 "table" {
  ref f0
  ref extern "outside"
}
data d1 export writable align 8 "counter" {
  zero 8
}
func f0 export "twice_outside"(v0: i64) -> i64 {
  vregs v1: i64, v2: i64
bb0:
  v1 = data_addr d0
  v1 = load.i64.invariant v1+8
  v2 = call_indirect v1(v0)
  v2 = add v2, v2
  v1 = data_addr d1
  store.i64.instance v1+0, v2
  return v2
}
func f1 export "remainder"(v0: f64, v1: f64) -> f64 {
bb0:
  v0 = call_rt rt_f64_rem(v0, v1)
  v0 = ffloor v0
  return v0
}
"#;

extern "C" fn outside(n: i64) -> i64 {
    n + 1
}

extern "C" fn remainder(a: f64, b: f64) -> f64 {
    a % b
}

fn lir(text: &str) -> Module {
    let module = parse_module(text).unwrap_or_else(|e| panic!("{e}"));
    verify_module(&module).unwrap_or_else(|e| panic!("{e:#?}"));
    module
}

fn resolve(name: &str) -> Option<*const u8> {
    match name {
        "outside" => Some(outside as *const u8),
        "rt_f64_rem" => Some(remainder as *const u8),
        _ => None,
    }
}

fn options() -> impl Iterator<Item = Options> {
    [(OptLevel::O0, false), (OptLevel::O2, false), (OptLevel::O2, true)].into_iter().map(|(opt, debug_info)| Options {
        opt,
        debug_info,
        target: None,
    })
}

#[test]
fn loaded_code_calls_what_is_outside_and_data_names_code() {
    for options in options() {
        let loaded = compile_in_memory(&lir(TEXT), &options, &resolve).unwrap_or_else(|e| panic!("{e}"));
        let table = loaded.symbol("table").expect("the table is exported").cast::<[usize; 2]>();
        // SAFETY: the table holds two addresses.
        let table = unsafe { table.read() };
        assert_eq!(table[1], outside as *const () as usize);
        let code = loaded.symbol("twice_outside").expect("the function is exported");
        assert_eq!(table[0], code as usize);
        // SAFETY: the function has this signature, and its code is never unloaded.
        let twice: extern "C" fn(i64) -> i64 = unsafe { std::mem::transmute(code) };
        assert_eq!(twice(20), 42, "{options:?}");
        let counter = loaded.symbol("counter").expect("the counter is exported").cast::<i64>();
        // SAFETY: the object has eight bytes.
        assert_eq!(unsafe { counter.read() }, 42);
        assert!(loaded.symbol("missing").is_none());
    }
}

#[test]
fn runtime_functions_are_asked_of_the_caller() {
    for options in options() {
        let loaded = compile_in_memory(&lir(TEXT), &options, &resolve).unwrap_or_else(|e| panic!("{e}"));
        let code = loaded.symbol("remainder").expect("the function is exported");
        // SAFETY: the function has this signature, and its code is never unloaded.
        let remainder: extern "C" fn(f64, f64) -> f64 = unsafe { std::mem::transmute(code) };
        assert!(remainder(-5.5, 2.0).to_bits() == (-2.0_f64).to_bits(), "{options:?}");
    }
}

#[test]
fn modules_with_the_same_names_live_side_by_side() {
    let texts = [TEXT.to_owned(), TEXT.replace("add v2, v2", "sub v2, v2")];
    let loaded = texts
        .map(|text| compile_in_memory(&lir(&text), &Options::default(), &resolve).unwrap_or_else(|e| panic!("{e}")));
    let results = loaded.map(|loaded| {
        let code = loaded.symbol("twice_outside").expect("the function is exported");
        // SAFETY: the function has this signature, and its code is never unloaded.
        let twice: extern "C" fn(i64) -> i64 = unsafe { std::mem::transmute(code) };
        twice(4)
    });
    assert_eq!(results, [10, 0]);
}

#[test]
fn a_name_that_nobody_knows_is_an_error() {
    let error = compile_in_memory(&lir(TEXT), &Options::default(), &|_| None).err();
    assert!(matches!(error, Some(CraneliftError::UnknownSymbol(name)) if name == "outside"));
    let without = |name: &str| (name == "outside").then_some(outside as *const u8);
    let error = compile_in_memory(&lir(TEXT), &Options::default(), &without).err();
    assert!(matches!(error, Some(CraneliftError::UnknownSymbol(name)) if name == "rt_f64_rem"));
}
