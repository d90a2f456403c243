//! Scripts, sloppy code, `with`, eval.

use std::path::Path;

use yarrow_frontend::{EvalError, EvalSource, FunctionForm, Goal, Options, compile, compile_eval};
use yarrow_mir::Program;
use yarrow_mir::text::write_program;
use yarrow_mir::verify::verify_program;

use crate::common::{Memory, check};

fn verified(program: Program) -> Program {
    if let Err(errors) = verify_program(&program) {
        let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("{}\n{}", messages.join("\n"), write_program(&program));
    }
    program
}

fn script(text: &str) -> Program {
    let files = Memory::default().with("a.js", text);
    verified(compile(Path::new("a.js"), &files, &Options { goal: Goal::Script }).unwrap_or_else(|e| panic!("{e}")))
}

fn mir(text: &str) -> String {
    write_program(&script(text))
}

fn has(text: &str, expected: &[&str]) {
    let mir = mir(text);
    for e in expected {
        assert!(mir.contains(e), "no `{e}` for `{text}`:\n{mir}");
    }
}

fn has_not(text: &str, unexpected: &[&str]) {
    let mir = mir(text);
    for e in unexpected {
        assert!(!mir.contains(e), "`{e}` for `{text}`:\n{mir}");
    }
}

fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

/// Compiles the text as a direct eval in place of the first direct eval of a script.
fn direct(around: &str, text: &str) -> Result<Program, EvalError> {
    let around = script(around);
    let scope = around.eval_scopes.first().expect("there is a direct eval");
    compile_eval(&EvalSource::Direct { source: &units(text), scope }, 0).map(|e| verified(e.program))
}

fn message(result: Result<Program, EvalError>) -> String {
    match result {
        Ok(program) => panic!("it compiles:\n{}", write_program(&program)),
        Err(EvalError::Syntax { message, .. }) => message,
        Err(EvalError::Unsupported { message, .. }) => panic!("not supported: {message}"),
    }
}

#[test]
fn functions_know_whether_they_are_strict() {
    let program = script("function a() {} function b() { 'use strict'; (() => 1)(); } class C { m() {} }");
    let strict = |name: &str| program.functions.values().find(|f| f.name == name).map(|f| f.strict);
    assert_eq!((strict("a"), strict("b"), strict("m"), strict("C")), (Some(false), Some(true), Some(true), Some(true)));
    assert!(check("function a() {}").functions.values().all(|f| f.strict), "modules are strict");
}

#[test]
fn this_is_coerced_where_sloppy_code_uses_it() {
    has("function f() { return () => this; }", &["coerce_this"]);
    has_not("function f() { 'use strict'; return this; } function g() {}", &["coerce_this"]);
    has("this;", &["global_this"]);
}

#[test]
fn sloppy_arguments_share_their_values_with_simple_parameters() {
    has("function f(a, b) { a = 1; return arguments; }", &["map_arguments 2"]);
    has("function f(a, a) { return arguments; }", &["map_arguments 2"]);
    has_not("function f(a = 1) { return arguments; }", &["map_arguments"]);
    has_not("function f(a) { 'use strict'; return arguments; }", &["map_arguments"]);
}

#[test]
fn declarations_of_a_script_are_global() {
    has(
        "var v; let l; const c = 1; function f() { return l; }",
        &[
            "check_global lexical, \"l\"",
            "check_global function, \"f\"",
            "check_global var, \"v\"",
            "declare_global_lexical \"c\"",
            "declare_global_function \"f\", permanent",
            "declare_global_var \"v\", permanent",
        ],
    );
    has("v = 1; var v;", &["store_builtin \"v\""]);
}

#[test]
fn names_in_with_ask_the_object_first() {
    has("with (o) { x = y; }", &["to_object", "with_has \"x\"", "with_has \"y\"", "with_get \"y\"", "with_set \"x\""]);
    has("function f(x) { with (x) return typeof x; }", &["with_has \"x\""]);
    has_not("with (o) { (function (x) { return x; })(); }", &["with_has \"x\""]);
}

#[test]
fn a_direct_eval_describes_the_variables_around_it() {
    let program = script("function f(p) { let l; { const c = 1; eval(''); } }");
    let scope = program.eval_scopes.first().expect("there is a direct eval");
    for line in ["n c 1 0 1 e0.", "n l 0 0 1 e1.", "n p 0 0 0 e1.", "n arguments 0 0 0 e1."] {
        assert!(scope.lines().any(|l| l.starts_with(line)), "no `{line}` in\n{scope}");
    }
}

#[test]
fn eval_code_finds_the_variables_around_it() {
    let around = "function f(p) { let l; eval(''); }";
    let text = write_program(&direct(around, "p = l; var v; v").unwrap_or_else(|e| panic!("{e}")));
    assert!(text.contains("load_env") && text.contains("store_env") && text.contains("with_has \"v\""), "{text}");
    let nested = direct(around, "let m; eval('m')").unwrap_or_else(|e| panic!("{e}"));
    assert!(nested.eval_scopes[0].contains("\nn m ") && nested.eval_scopes[0].contains("\nn p "));
}

#[test]
fn eval_code_may_use_what_the_function_around_it_has() {
    let method = "({ m() { eval(''); } })";
    assert!(direct(method, "super.x; new.target; () => this").is_ok());
    assert!(message(direct(method, "super()")).to_lowercase().contains("super"));
    assert!(message(direct(method, "function f() { super.x }")).contains("super"));
    assert!(message(direct("eval('')", "new.target")).contains("new.target"));
    let class = "class A extends B { #p; constructor() { eval(''); } }";
    assert!(direct(class, "super(); this.#p; #p in this").is_ok());
    assert!(message(direct(class, "this.#q")).contains("#q"));
    assert!(message(direct("class A { x = eval(''); }", "arguments")).contains("arguments"));
    assert!(direct("class A { x = eval(''); }", "(function () { arguments; })").is_ok());
}

#[test]
fn variables_of_eval_code_conflict_with_lexical_ones_around() {
    let conflict = |around: &str, text: &str| {
        let m = message(direct(around, text));
        assert!(m.ends_with("has already been declared"), "{m}");
    };
    conflict("function f() { let a; eval(''); }", "var a");
    conflict("{ let a; eval(''); }", "function a() {}");
    conflict("function f(a = eval('')) {}", "var a");
    conflict("function f(a = eval('')) {}", "var arguments");
    assert!(direct("function f(a) { try {} catch (e) { eval(''); } }", "var a, e").is_ok());
    assert!(direct("function f() { 'use strict'; let a; eval(''); }", "var a").is_ok());
}

#[test]
fn functions_made_from_text_are_functions_alone() {
    let make = |params: &str, body: &str| {
        let (params, body) = (units(params), units(body));
        compile_eval(&EvalSource::Function { form: FunctionForm::Normal, params: &params, body: &body }, 0)
    };
    let made = make("a,b", "return a").unwrap_or_else(|e| panic!("{e}"));
    let f = made.program.functions.values().find(|f| f.name == "anonymous").expect("it is there");
    let (start, end) = (f.source.0 as usize, f.source.1 as usize);
    assert_eq!(&made.text[start..end], "function anonymous(a,b\n) {\nreturn a\n}");
    for (params, body) in
        [("", "}) (function () {"), ("/*", "*/) {"), ("a) {}, function (b", ""), ("a", "super.a"), ("", "}")]
    {
        assert!(matches!(make(params, body), Err(EvalError::Syntax { .. })), "{params:?} {body:?}");
    }
}

#[test]
fn lone_surrogates_in_literals_survive() {
    let mut source = units("'");
    source.push(0xd800);
    source.extend(units("'; /\\"));
    source.push(0xdfff);
    source.extend(units("/"));
    let program = compile_eval(&EvalSource::Indirect { source: &source }, 0).unwrap_or_else(|e| panic!("{e}")).program;
    assert!(program.strings.iter().any(|s| s == [0xd800]));
    assert!(program.strings.iter().any(|s| s == [0x5c, 0xdfff]));
}

#[test]
fn an_error_in_evaluated_text_has_its_place() {
    let error =
        compile_eval(&EvalSource::Script { source: &units("let a;\nlet  a;") }, 0).expect_err("a is declared twice");
    assert!(matches!(error, EvalError::Syntax { line: 1, .. } | EvalError::Syntax { line: 2, .. }), "{error:?}");
    let scope = script("function f() { 'use strict'; eval(''); }").eval_scopes[0].clone();
    let error =
        compile_eval(&EvalSource::Direct { source: &units("  )"), scope: &scope }, 0).expect_err("no expression");
    assert!(matches!(error, EvalError::Syntax { line: 1, column: 3, .. }), "{error:?}");
}
