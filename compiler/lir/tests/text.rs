//! The text form comes back as it was printed, and what is not LIR is refused with its line.

use yarrow_lir::{
    Block, BlockData, DataObject, FloatCc, Function, Hint, Inst, InstKind, Linkage, Loc, MemType, Module, Region,
    Target, Terminator, Type, UnOp, parse_module, print_module,
};

/// One of each of what a text can hold.
const EVERYTHING: &str = r#"module "every\u{a}thing \"quoted\" \\"
file "a.js"
file "b/c.ts"

data d0 local readonly align 1 "text" {
  bytes 68 65 6c 6c 6f
}

data d1 export writable align 16 "table" {
  bytes 01 00 00 00 00 00 00 00
  ref f1
  ref d0
  zero 40
  ref extern "rt_abi_version_1"
  bytes 00 00
}

func f0 export once "f"(v3: i64, v0: f64) -> i64 @0:12:3 {
  vregs v1: i32, v2: i32, v4: f64, v5: i64
  entry bb1
bb0:
  v1 = iconst -7 @1:2:65535
  v5 = iconst -9223372036854775808
  v4 = fconst -0.0
  v4 = fconst 1e-300
  v4 = fconst 1.7976931348623157e308
  v4 = fconst -inf
  v4 = fconst 0xfff8000000000001
  v4 = copy v0
  v1 = add v1, v2
  v1 = urem v1, v2
  v4 = fdiv v4, v0
  v1 = f64_to_i32 v4
  v1, v2 = mul_overflow v1, v2
  v1 = icmp.uge v3, v5
  v1 = fcmp.ne v0, v4
  v5 = select v1, v3, v5
  v1 = load.u8.heap v3-2147483648
  v5 = load.i64.invariant v3+0
  store.u16.instance v3+6, v1
  v5 = func_addr f1
  v5 = data_addr d1
  v5 = stack_pointer
  v5 = call f0(v3, v0)
  call f1()
  v5 = call_indirect v5(v1, v4)
  call_indirect v5()
  v5 = call_rt rt_add(v3, v3, v5, v5)
  call_rt rt_gc_poll(v3, v3) @0:4:0
  branch v1, bb1, bb2 likely other
bb1:
  switch v1 [-2147483648: bb0, 3: bb2], bb2 @0:9:1
bb2:
  dispatch v1 [bb0, bb3, bb0] @0:9:2
bb3:
  dispatch v2 [bb3]
bb4:
  return v5
}

func f1 local "g"() {
bb0:
  return
bb1:
  jump bb0
bb2:
  unreachable
}
"#;

#[test]
fn a_text_with_everything_round_trips() {
    let module = parse_module(EVERYTHING).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(print_module(&module), EVERYTHING);
    assert_eq!(module.name, "every\nthing \"quoted\" \\");
}

#[test]
fn a_built_module_comes_back_the_same() {
    let mut f = Function::new("f", Linkage::Export, Some(Type::I32));
    let x = f.new_param(Type::F64);
    let y = f.vregs.push(Type::I32);
    let loc = Loc { file: 0, line: 3, column: 4 };
    let inst = |kind| Inst { kind, loc };
    let done = f.blocks.push(BlockData { insts: vec![], term: Terminator::Return(Some(y)), term_loc: Loc::default() });
    f.blocks[f.entry] = BlockData {
        insts: vec![
            inst(InstKind::Fcmp { dst: y, cc: FloatCc::Le, lhs: x, rhs: x }),
            inst(InstKind::Unary { dst: x, op: UnOp::Fsqrt, src: x }),
        ],
        term: Terminator::Branch { cond: y, then: done, other: done, hint: Hint::Then },
        term_loc: loc,
    };
    let mut module = Module { name: "built".to_owned(), ..Module::default() };
    module.files.push("x.js".to_owned());
    let func = module.functions.push(f);
    module.data.push(DataObject {
        name: "d".to_owned(),
        linkage: Linkage::Local,
        align: 8,
        writable: true,
        bytes: vec![0; 8],
        relocs: vec![(0, Target::Func(func))],
    });
    let again = parse_module(&print_module(&module)).unwrap_or_else(|e| panic!("{e}"));
    let (a, b) = (&module.functions[func], &again.functions[func]);
    assert_eq!(a.params, b.params);
    assert_eq!(a.loc, b.loc);
    for block in a.blocks.keys() {
        assert_eq!(a.blocks[block].insts, b.blocks[block].insts);
        assert_eq!(a.blocks[block].term, b.blocks[block].term);
        assert_eq!(a.blocks[block].term_loc, b.blocks[block].term_loc);
    }
    assert_eq!(print_module(&module), print_module(&again));
}

#[test]
fn words_and_spaces_are_free() {
    let text = "module \"m\" ; a comment\nfunc f0 local \"f\" (v0:i64)->f64{ vregs v1:f64\n\
                bb0:v1=load.f64.roots v0 + 8 return v1}";
    let module = parse_module(text).unwrap_or_else(|e| panic!("{e}"));
    let f = module.functions.values().next().expect("a function");
    let entry = &f.blocks[Block::from_u32(0)];
    assert!(matches!(entry.insts[0].kind, InstKind::Load { mem: MemType::F64, region: Region::Roots, offset: 8, .. }));
}

#[test]
fn what_is_not_lir_is_refused_with_its_line() {
    let in_body = |line: &str| format!("module \"m\"\nfunc f0 local \"f\"(v0: i64) {{\nbb0:\n{line}\n  return\n}}\n");
    let cases = [
        (String::new(), "line 1: expected module"),
        ("module \"m".to_owned(), "line 1: expected a name in quotes"),
        ("module \"m\"\n\nfunction".to_owned(), "line 3: expected `data` or `func`"),
        ("module \"m\"\nfunc f1 local \"f\"() {".to_owned(), "line 2: function 0 is missing"),
        (in_body("  v0 = frobnicate v0"), "line 4: unknown instruction `frobnicate`"),
        (in_body("  v0 = icmp.lower v0, v0"), "line 4: unknown comparison `lower`"),
        (in_body("  v0 = load.i64.moon v0+0"), "line 4: unknown region `moon`"),
        (in_body("  v0 = call_rt rt_nothing()"), "line 4: unknown runtime function `rt_nothing`"),
        (in_body("  v0 = copy"), "expected a vreg"),
        (in_body("  v0 = iconst 9223372036854775808"), "line 4: unknown number of this width"),
        (in_body("  v0 = iconst x"), "line 4: unknown number `x`"),
        (in_body("  v0 $ v0"), "line 4: unknown character `$`"),
        (in_body("  return\nbb5:"), "line 5: block 1 is missing or out of order"),
        (
            "module \"m\"\nfunc f0 local \"f\"(v1: i64) {\nbb0:\n  return\n}".to_owned(),
            "vreg 0 is missing or out of order",
        ),
        (
            "module \"m\"\nfunc f0 local \"f\"(v0: i64, v0: i64) {\nbb0:\n  return\n}".to_owned(),
            "vreg 0 is missing or out of order",
        ),
    ];
    for (text, expected) in cases {
        let error = parse_module(&text).expect_err(&text).to_string();
        assert!(error.contains(expected), "{text}\n{error}");
    }
}
