//! Code compiled into this process: it runs, calls what is outside of it, and names data.

use yarrow_lir::{Module, OptLevel, parse_module, verify_module};
use yarrow_llvm::{LlvmError, Options, compile_in_memory};

const TEXT: &str = r#"module "memory"
data d0 export readonly align 8 "table" {
  ref f0
  ref extern "outside"
}
func f0 export "twice_outside"(v0: i64) -> i64 {
  vregs v1: i64, v2: i64
bb0:
  v1 = data_addr d0
  v1 = load.i64.invariant v1+8
  v2 = call_indirect v1(v0)
  v2 = add v2, v2
  return v2
}
"#;

extern "C" fn outside(n: i64) -> i64 {
    n + 1
}

fn lir(text: &str) -> Module {
    let module = parse_module(text).unwrap_or_else(|e| panic!("{e}"));
    verify_module(&module).unwrap_or_else(|e| panic!("{e:#?}"));
    module
}

fn resolve(name: &str) -> Option<*const u8> {
    (name == "outside").then_some(outside as *const u8)
}

#[test]
fn loaded_code_calls_what_is_outside_and_data_names_code() {
    for opt in [OptLevel::O0, OptLevel::O3] {
        let loaded = compile_in_memory(&lir(TEXT), &Options { opt, ..Options::default() }, &resolve)
            .unwrap_or_else(|e| panic!("{e}"));
        let table = loaded.symbol("table").expect("the table is exported").cast::<[usize; 2]>();
        // SAFETY: the table holds two addresses.
        let table = unsafe { table.read() };
        assert_eq!(table[1], outside as *const () as usize);
        let code = loaded.symbol("twice_outside").expect("the function is exported");
        assert_eq!(table[0], code as usize);
        // SAFETY: the function has this signature, and its code is never unloaded.
        let twice: extern "C" fn(i64) -> i64 = unsafe { std::mem::transmute(code) };
        assert_eq!(twice(20), 42, "at {opt:?}");
        assert!(loaded.symbol("missing").is_none());
    }
}

#[test]
fn a_name_that_nobody_knows_is_an_error() {
    let error = compile_in_memory(&lir(TEXT), &Options::default(), &|_| None).err();
    assert!(matches!(error, Some(LlvmError::UnknownSymbol(name)) if name == "outside"));
}
