//! What users see when their source is wrong or not supported.

use std::path::Path;

use crate::common::{Memory, compile_source};
use yarrow_frontend::{CompileError, FileLoader, compile};

/// The diagnostics as `line:column message`.
fn messages(text: &str) -> Vec<String> {
    match compile_source(text) {
        Ok(_) => Vec::new(),
        Err(CompileError::Input(e)) => vec![e.to_string()],
        Err(CompileError::Source { sources, diagnostics }) => diagnostics
            .iter()
            .map(|d| {
                let span = d.primary().expect("every diagnostic of a source has a span");
                let p = sources.position(span.file, span.start);
                format!("{}:{} {}", p.line, p.column, d.message)
            })
            .collect(),
    }
}

#[test]
fn what_is_not_supported_is_named_with_its_place() {
    let text = "async function f() {}\nconst r = /x/;\nlet n = 1n;\nimport('./x.js');\nasync () => 1;\n\nlet m = import.meta;\n";
    assert_eq!(
        messages(text),
        [
            "1:1 `async function` is not supported yet",
            "2:11 `RegExp literal` is not supported yet",
            "3:9 `BigInt` is not supported yet",
            "4:1 `import()` is not supported yet",
            "5:1 `async function` is not supported yet",
            "7:9 `import.meta` is not supported yet",
        ]
    );
    assert_eq!(messages("using x = y;"), ["1:1 `using` is not supported yet"]);
    assert_eq!(messages("@dec class A { @dec m() {} accessor x; }").len(), 3);
    assert!(messages("await 1;")[0].contains("`await` is not supported yet"));
    assert!(messages("for await (const x of y) {}")[0].contains("`for await` is not supported yet"));
}

#[test]
fn syntax_and_early_errors() {
    assert!(messages("let x = ;")[0].starts_with("1:9 SyntaxError"));
    for text in [
        "let a; let a;",
        "break;",
        "return 1;",
        "with (a) {}",
        "delete a;",
        "function f(a, a) {}",
        "class A { constructor() {} constructor() {} }",
        "class A { m() { super(); } }",
        "this.#x;",
        "l: l: ;",
        "continue l;",
        "export { nothing };",
        "yield = 1;",
        "01;",
        "'use strict'; eval = 1;",
        "new.target;",
        "for (let let of x);",
        "const x;",
        "`${",
        "({a = 1});",
        "a?.b = 1;",
        "let [x] ;",
        "<div/>;",
        "for (;;) { function f() { break; } }",
        "a: for (;;) { (() => { continue a; })(); }",
        "a: { class A { static { break a; } } }",
    ] {
        assert!(!messages(text).is_empty(), "{text}");
    }
    assert!(messages("\u{feff}#!/usr/bin/env yarrow\nlet a = 1;").is_empty());
    assert!(messages("#!/usr/bin/env yarrow\nlet a = 1;").is_empty());
    assert!(messages("").is_empty());
}

#[test]
fn input_that_cannot_be_read() {
    let error = |path: &str, files: Memory| compile(Path::new(path), &files).expect_err("it is no module").to_string();
    assert!(error("none.js", Memory::default()).contains("cannot read none.js"));
    assert!(
        error("bad.js", Memory::default().with("bad.js", vec![b'a', 0xff]))
            .contains("not valid UTF-8: first bad byte at offset 1")
    );
    assert!(error("a.txt", Memory::default().with("a.txt", "")).contains("unknown file extension"));
    let dir = std::env::temp_dir();
    let e = compile(&dir, &FileLoader).expect_err("it is a directory").to_string();
    assert!(e.contains("it is a directory"), "{e}");
}

#[test]
fn typescript_that_cannot_be_erased() {
    let files = Memory::default().with(
        "a.ts",
        "enum E { A }\nnamespace N { export const x = 1; }\nclass C { constructor(private x: number) {} }",
    );
    let e = compile(Path::new("a.ts"), &files).expect_err("not supported").to_string();
    for part in [
        "`enum` is not supported yet",
        "`namespace` is not supported yet",
        "`parameter properties` is not supported yet",
    ] {
        assert!(e.contains(part), "{e}");
    }
}
