//! The text form: everything in `text/` is in the form that the printer writes, and verifies.
//! `BLESS=1` rewrites the files.

use std::fs;
use std::path::PathBuf;
use yarrow_mir::text::{Locs, write_function_with, write_program};
use yarrow_mir::{
    Block, Const, FuncId, Function, FunctionKind, Inst, Loc, Op, Program, StrId, Terminator, Type, VReg,
    parse::parse_program, verify::verify_program,
};

fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut paths = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect::<Vec<_>>();
    paths.sort();
    assert!(!paths.is_empty());
    paths.into_iter().map(|p| (p.clone(), fs::read_to_string(p).unwrap())).collect()
}

/// The comment lines at the head, and the rest.
fn split_claim(text: &str) -> (&str, &str) {
    let mut at = 0;
    for line in text.split_inclusive('\n').take_while(|l| l.starts_with(';')) {
        at += line.len();
    }
    text.split_at(at)
}

#[test]
fn printing_gives_the_text_that_was_read() {
    for (path, text) in files("text") {
        let (claim, body) = split_claim(&text);
        let program = parse_program(body).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let printed = write_program(&program);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, format!("{claim}{printed}")).unwrap();
        } else {
            assert_eq!(body, printed, "{}", path.display());
        }
        if let Err(errors) = verify_program(&program) {
            panic!("{}: {errors:#?}", path.display());
        }
    }
}

#[test]
fn wrong_programs_round_trip_too() {
    for (path, text) in files("verify") {
        let once = write_program(&parse_program(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())));
        assert_eq!(once, write_program(&parse_program(&once).unwrap()), "{}", path.display());
    }
}

#[test]
fn positions_can_be_left_out() {
    let program =
        parse_program("function fn0 \"f\" normal @1:1 {\n  v0: value\nbb0:\n  v0 = this @2:3\n  return v0 @2:5\n}\n")
            .unwrap();
    let text = write_function_with(&program, FuncId::from_u32(0), Locs::Hidden);
    assert_eq!(text, "function fn0 \"f\" normal {\n  v0: value\nbb0:\n  v0 = this\n  return v0\n}\n");
}

#[test]
fn strings_keep_every_code_unit() {
    let mut program = Program::default();
    let mut f = Function::new("\u{202E}\"\\\n\u{1F600}\u{7F}", FunctionKind::Normal);
    let units = (0..=0xFFFF).collect::<Vec<u16>>();
    let v = f.new_vreg(Type::Value);
    let s = program.strings.intern_utf16(units);
    f.blocks[Block::from_u32(0)].insts.push(Inst::new(Op::Const(Const::Str(s)), Some(v), [], Loc::default()));
    program.functions.push(f);
    let text = write_program(&program);
    let again = parse_program(&text).unwrap();
    assert_eq!(again.strings.iter().collect::<Vec<_>>(), program.strings.iter().collect::<Vec<_>>());
    assert_eq!(again.functions[FuncId::from_u32(0)].name, program.functions[FuncId::from_u32(0)].name);
    assert_eq!(write_program(&again), text);
}

#[test]
fn numbers_keep_every_bit() {
    let numbers = [
        0.0,
        -0.0,
        1.0,
        0.1,
        -1.5e300,
        5e-324,
        f64::MAX,
        f64::MIN_POSITIVE,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
    ];
    let mut program = Program::default();
    let mut f = Function::new("f", FunctionKind::Normal);
    let v = f.new_vreg(Type::F64);
    let insts = &mut f.blocks[Block::from_u32(0)].insts;
    insts.extend(numbers.map(|x| Inst::new(Op::Const(Const::F64(x)), Some(v), [], Loc::default())));
    insts.push(Inst::new(Op::Const(Const::I32(i32::MIN)), Some(v), [], Loc::default()));
    program.functions.push(f);
    let again = parse_program(&write_program(&program)).unwrap();
    let mut read = again.functions[FuncId::from_u32(0)].blocks[Block::from_u32(0)].insts.iter().map(|i| i.op);
    for (op, x) in read.clone().zip(numbers) {
        let Op::Const(Const::F64(y)) = op else { panic!("{op:?}") };
        assert_eq!(x.to_bits(), y.to_bits());
    }
    assert_eq!(read.next_back(), Some(Op::Const(Const::I32(i32::MIN))));
}

#[test]
fn a_broken_program_prints() {
    let mut program = Program::default();
    let mut f = Function::new("f", FunctionKind::Resume(FuncId::from_u32(9)));
    let (s, v, b) = (StrId::from_u32(5), VReg::from_u32(7), Block::from_u32(3));
    f.blocks[Block::from_u32(0)].insts.push(Inst::new(Op::GetProp(s), None, [v, v], Loc::default()));
    f.blocks[Block::from_u32(0)].term = Terminator::Jump(b);
    program.functions.push(f);
    let text = write_program(&program);
    assert!(text.contains("get_prop str5, v7, v7"), "{text}");
    let errors = verify_program(&program).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(errors[0], "fn0 \"f\": fn9 does not exist");
    assert_eq!(errors[1], "fn0 \"f\", bb0, instruction 0: v7 does not exist");
}

#[test]
fn errors_name_the_place() {
    let check = |text: &str, expected: &str| match parse_program(text) {
        Ok(_) => panic!("{text:?} parses"),
        Err(e) => assert_eq!(e.to_string(), expected, "{text:?}"),
    };
    let body = |line: &str| format!("function fn0 \"f\" normal {{\n  v0: value\nbb0:\n  {line}\n}}\n");
    check(
        "fil \"a\"",
        "1:1: expected file, global, namespace, literal, eval_scope, export, init or function, found `fil`",
    );
    check("file \"a", "1:6: the string does not end on its line");
    check("file \"a\\x\"", "1:8: unknown escape in a string");
    check("file \"\\uD800\"", "1:6: a name cannot hold a lone surrogate");
    check("global g1 \"x\"", "1:8: ids are declared in order: expected g0");
    check("init %", "1:6: unexpected character '%'");
    check("init fn4294967295", "1:6: expected a function, found `fn4294967295`");
    check("function fn0 \"f\" normal {", "1:26: expected a block, found the end of the text");
    check("function fn0 \"f\" normal {\n  v0..v99999: value", "2:13: a declaration stands for 4096 vregs at most");
    check(&body("v0 = frob v0"), "4:8: there is no operation `frob`");
    check(&body("v0 = add v0 v0"), "4:15: expected a comma, found `v0`");
    check(&body("v0 = param v0"), "4:14: expected a number, found `v0`");
    check(&body("v0 = const i32 1.5"), "4:18: expected a number in range, found `1.5`");
    check(&body("return v0 @1:65536"), "4:16: expected a number in range, found `65536`");
    check(&body("return v0, v0"), "4:12: expected the end of the line, found `,`");
    check(&body("v0 = this"), "5:1: expected an instruction or a terminator, found `}`");
}

/// Deterministic random bytes of damage to the corpus; the parser answers, and what it accepts can
/// be verified and printed.
#[test]
fn damaged_text_is_answered() {
    let corpus = files("text").into_iter().chain(files("verify")).map(|(_, t)| t.into_bytes()).collect::<Vec<_>>();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let alphabet = b"v0123456789bsglotfn:=,->@.{}\"\\u \n;-e_\xF0\x80";
    let (mut accepted, mut refused) = (0, 0);
    for round in 0..20_000 {
        let mut text = corpus[round % corpus.len()].clone();
        for _ in 0..=random(3) {
            if text.is_empty() {
                break;
            }
            let at = random(text.len());
            let byte = alphabet[random(alphabet.len())];
            match random(5) {
                0 => text[at] = byte,
                1 => text.insert(at, byte),
                2 => drop(text.remove(at)),
                3 => {
                    let to = at + random(20.min(text.len() - at));
                    text.drain(at..to);
                }
                _ => {
                    let from = random(text.len());
                    let piece = text[from..text.len().min(from + 30)].to_vec();
                    text.splice(at..at, piece);
                }
            }
        }
        match parse_program(&String::from_utf8_lossy(&text)) {
            Ok(program) => {
                accepted += 1;
                let _verdict = verify_program(&program);
                let printed = write_program(&program);
                assert_eq!(write_program(&parse_program(&printed).unwrap()), printed);
            }
            Err(_) => refused += 1,
        }
    }
    assert!(accepted > 1000 && refused > 1000, "{accepted} accepted, {refused} refused");
}
