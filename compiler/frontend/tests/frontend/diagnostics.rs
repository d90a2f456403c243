//! What users see when their source is wrong or not supported.

use std::path::Path;

use crate::common::{MODULE, Memory, compile_source};
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
    let text = "import.defer('./x.js');\n\n\nimport defer * as x from './x.js';\n";
    assert!(messages(text)[0].starts_with("1:1 `import phase` is not supported yet"));
    assert_eq!(messages("@dec class A { @dec m() {} }").len(), 2);
    assert_eq!(messages("class A { @dec accessor x; }"), ["1:11 `decorators` is not supported yet"]);
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
        "using x;",
        "switch (1) { default: using x = y; }",
        "for (using x in y);",
        "/(/;",
        "/(?<n>)\\k<m>/;",
        "/[b-a]/;",
        "/a/gg;",
        "class A { #x; m() { delete this?.#x; } }",
        "({ __proto__: 1, '__proto__': 2 });",
        "a?.b`x`;",
    ] {
        assert!(!messages(text).is_empty(), "{text}");
    }
    assert!(messages("\u{feff}#!/usr/bin/env yarrow\nlet a = 1;").is_empty());
    assert!(messages("#!/usr/bin/env yarrow\nlet a = 1;").is_empty());
    assert!(messages("").is_empty());
}

#[test]
fn input_that_cannot_be_read() {
    let error =
        |path: &str, files: Memory| compile(Path::new(path), &files, &MODULE).expect_err("it is no module").to_string();
    assert!(error("none.js", Memory::default()).contains("cannot read none.js"));
    assert!(
        error("bad.js", Memory::default().with("bad.js", vec![b'a', 0xff]))
            .contains("not valid UTF-8: first bad byte at offset 1")
    );
    assert!(error("a.txt", Memory::default().with("a.txt", "")).contains("unknown file extension"));
    let dir = std::env::temp_dir();
    let e = compile(&dir, &FileLoader, &MODULE).expect_err("it is a directory").to_string();
    assert!(e.contains("it is a directory"), "{e}");
}

#[test]
fn typescript_that_is_not_supported() {
    let error = |path: &str, text: &str| {
        let files = Memory::default().with(path, text);
        compile(Path::new(path), &files, &MODULE).expect_err("not supported").to_string()
    };
    assert!(error("a.ts", "@dec class C {}").contains("`decorators` is not supported yet"));
    assert!(error("a.ts", "export = 1;").contains("`export =` stands in CommonJS files only"));
}
