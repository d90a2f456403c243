//! Compiles each `tests/lir/*.lir` at every level, links it with a C program made of the file's `run`
//! lines and `support.c`, and runs that. Likewise once with line tables, and once at a fixed address.
//!
//! `; run NAME(ARGS) = RESULT` calls a function; the types are those of its LIR. Integers are decimal
//! or hexadecimal, doubles decimal, `nan` (any) or `0x` and their bits; no result is `void`.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use yarrow_lir::{Function, Module, Type, parse_module, verify_module};
use yarrow_llvm::{OptLevel, Options, Reloc, compile};

const LEVELS: [OptLevel; 4] = [OptLevel::O0, OptLevel::O1, OptLevel::O2, OptLevel::O3];

#[test]
fn every_lir_file_computes_what_it_says() {
    let mut files: Vec<_> = std::fs::read_dir(dir().join("lir"))
        .expect("tests/lir is there")
        .map(|entry| entry.expect("a readable entry").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    for path in &files {
        let text = std::fs::read_to_string(path).expect("a readable file");
        let module = parse_module(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        verify_module(&module).unwrap_or_else(|e| panic!("{}: {e:#?}", path.display()));
        let program = c_program(&module, &text);
        for opt in LEVELS {
            let what = format!("{} at {opt:?}", path.display());
            run(&what, &module, &program, &Options { opt, ..Options::default() });
        }
        let fixed = Options { opt: OptLevel::O2, reloc: Reloc::Static, ..Options::default() };
        run(&format!("{} at a fixed address", path.display()), &module, &program, &fixed);
        let debug = Options { opt: OptLevel::O2, debug_info: true, ..Options::default() };
        run(&format!("{} with -g", path.display()), &module, &program, &debug);
    }
}

fn dir() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"))
}

fn run(what: &str, module: &Module, program: &str, options: &Options) {
    let compiled = compile(module, options).unwrap_or_else(|e| panic!("{what}: {e}"));
    let object = compiled.object().unwrap_or_else(|e| panic!("{what}: {e}"));
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| scratch.path().join(name);
    std::fs::write(at("module.o"), object).expect("written");
    std::fs::write(at("main.c"), program).expect("written");
    let pie = match options.reloc {
        Reloc::Pic => "-pie",
        Reloc::Static => "-no-pie",
    };
    let cc = Command::new("cc")
        .args(["-w", "-fno-builtin", pie, "-o"])
        .args([at("main"), at("main.c"), dir().join("support.c"), at("module.o")])
        .arg("-lm")
        .output()
        .expect("cc runs");
    assert!(cc.status.success(), "{what}: {}", String::from_utf8_lossy(&cc.stderr));
    let output = Command::new(at("main")).output().expect("the program runs");
    assert!(output.status.success(), "{what}:\n{}", String::from_utf8_lossy(&output.stdout));
}

fn c_program(module: &Module, text: &str) -> String {
    let mut out = String::from(
        "#include <stdint.h>\n#include <stdio.h>\n#include <string.h>\n\
         static uint64_t bits(double d) { uint64_t b; memcpy(&b, &d, 8); return b; }\n\
         static double num(uint64_t b) { double d; memcpy(&d, &b, 8); return d; }\n",
    );
    for f in module.functions.values() {
        let params: Vec<_> = f.params.iter().map(|&p| c_type(Some(f.vregs[p]))).collect();
        let _ = writeln!(out, "{} {}({});", c_type(f.result), f.name, params.join(", "));
    }
    out.push_str("int main(void) { int failed = 0;\n");
    for line in text.lines().filter_map(|l| l.strip_prefix("; run ")) {
        check(&mut out, module, line);
    }
    out.push_str("return failed; }\n");
    out
}

fn check(out: &mut String, module: &Module, line: &str) {
    let (call, expected) = line.split_once(" = ").expect("`=` in a run line");
    let (name, args) = call.split_once('(').expect("`(` in a run line");
    let args = args.strip_suffix(')').expect("`)` in a run line");
    let f: &Function = module.functions.values().find(|f| f.name == name).expect("the function of a run line");
    let args: Vec<_> = args
        .split(',')
        .filter(|a| !a.trim().is_empty())
        .zip(&f.params)
        .map(|(arg, &p)| c_value(f.vregs[p], arg.trim()))
        .collect();
    let call = format!("{name}({})", args.join(", "));
    let _ = match f.result {
        None => writeln!(out, "{call};"),
        Some(Type::F64) if expected == "nan" => {
            writeln!(out, "{{ double r = {call}; if (r == r) {{ failed = 1; puts(\"{line}\"); }} }}")
        }
        Some(ty) => {
            let (cast, expected) = match ty {
                Type::F64 => ("bits", format!("bits({})", c_value(ty, expected))),
                Type::I32 => ("(uint32_t)", format!("(uint32_t){}", c_value(ty, expected))),
                Type::I64 => ("(uint64_t)", format!("(uint64_t){}", c_value(ty, expected))),
            };
            writeln!(
                out,
                "{{ uint64_t r = {cast}({call}); if (r != {expected}) {{ failed = 1; \
                 printf(\"{line}: got %llx\\n\", (unsigned long long)r); }} }}"
            )
        }
    };
}

fn c_type(ty: Option<Type>) -> &'static str {
    match ty {
        None => "void",
        Some(Type::I32) => "int32_t",
        Some(Type::I64) => "int64_t",
        Some(Type::F64) => "double",
    }
}

fn c_value(ty: Type, text: &str) -> String {
    match ty {
        Type::I32 => format!("(int32_t)({text}LL)"),
        Type::I64 if text.starts_with('-') => format!("(int64_t)({text}LL)"),
        Type::I64 => format!("(int64_t)({text}ULL)"),
        Type::F64 => match text {
            "nan" => "num(0x7ff8000000000000ULL)".to_owned(),
            "inf" => "(1.0/0.0)".to_owned(),
            "-inf" => "(-1.0/0.0)".to_owned(),
            bits if bits.starts_with("0x") => format!("num({bits}ULL)"),
            decimal => decimal.to_owned(),
        },
    }
}
