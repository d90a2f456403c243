//! Modules: linking, namespaces, order, errors.

use std::path::Path;
use std::sync::Mutex;

use crate::common::{MODULE, Memory, check_files};
use yarrow_frontend::{CompileError, Warnings, Watcher, compile, compile_observed};

#[test]
fn imports_and_exports_of_every_form() {
    let files = Memory::default()
        .with(
            "dir/main.js",
            "import def, { a as b, default as d2 } from './lib.js'; import * as ns from './lib.js'; import './side.js';
             export { b, ns }; export * from './star.js'; export * as star from './star.js'; export { a as aa } from './lib.js';
             export let x = 1, { y } = ns; export function f() { return ns.a + ns.missing + ns['a'] + b + def; }
             export class C {} export default class {}; const local = 2; export { local as 'a name' }; x = ns;",
        )
        .with("dir/lib.js", "export let a = 1; export default function () { return a; } a = 2;")
        .with("dir/side.js", "import '../up.js';")
        .with("up.js", "import { f } from './dir/main.js'; f;")
        .with("dir/star.js", "export * from './star.js'; export const s1 = 1; export var s2; export default 1;");
    let p = check_files(&files, "dir/main.js");
    let mut names: Vec<_> = p.exports.iter().map(|e| e.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["C", "a name", "aa", "b", "default", "f", "ns", "s1", "s2", "star", "x", "y"]);
    assert_eq!(p.files.len(), 5);
    assert_eq!(p.namespaces.len(), 2);
}

#[test]
fn an_acyclic_import_needs_no_check() {
    let files = Memory::default()
        .with("a.js", "import { x } from './b.js'; export function f() { return x; }")
        .with("b.js", "export const x = 1;");
    let text = yarrow_mir::text::write_program(&check_files(&files, "a.js"));
    assert!(!text.contains("check_tdz"), "{text}");
}

#[test]
fn typescript_is_erased() {
    let files = Memory::default()
        .with(
            "a.ts",
            "import { type T, U, v } from './b.ts'; import type { W } from './nowhere.ts';
             interface I { x: number } type A = I | T | U; declare const z: number; declare function q(): void; declare class DC {}
             export function f<X>(this: I, a?: number, ...b: X[]): a is number { return (a as any)! + (<any>b).length + (v satisfies number); }
             function over(a: string): void; function over(a: any) { return a; }
             abstract class C<T> extends Array<T> implements I { x: number = 1; y!: string; declare z: number; private readonly w = 2; abstract m(): void; [key: string]: any; constructor(x: number); constructor(x: any) { super(); } }
             export type { W }; export { over, C }; let g: Map<string, W> = new Map<string, any>();",
        )
        .with("b.ts", "export type T = number; export interface U {} export const v: number = 1;");
    check_files(&files, "a.ts");
}

fn error_of(files: &Memory) -> String {
    match compile(Path::new("a.js"), files, &MODULE) {
        Ok(_) => panic!("it compiles"),
        Err(e @ (CompileError::Input(_) | CompileError::Source { .. })) => e.to_string(),
    }
}

#[test]
fn imports_that_fail() {
    let files = Memory::default()
        .with(
            "a.js",
            "import { nope } from './b.js';\nimport x from 'package';\nimport './b';\nimport './gone.js';\nimport { two } from './c.js';\nexport { none } from './b.js';\nnope(x, two);",
        )
        .with("b.js", "export const two = 1;")
        .with("d.js", "export const two = 2;")
        .with("c.js", "export * from './b.js'; export * from './d.js';");
    let e = error_of(&files);
    for part in [
        "a.js:1:10",
        "`./b.js` does not provide an export named `nope`",
        "cannot resolve the package `package`",
        "a.js:2:15",
        "write `./b.js`",
        "cannot import `./gone.js`",
        "a.js:5:10",
        "several exports named `two`",
        "export named `none`",
    ] {
        assert!(e.contains(part), "{part} in\n{e}");
    }
}

/// Files whose kind follows Node's rule.
fn check_auto(files: &Memory, entry: &str) -> yarrow_mir::Program {
    match compile(Path::new(entry), files, &yarrow_frontend::Options::default()) {
        Ok(program) => program,
        Err(e) => panic!("{e}"),
    }
}

#[test]
fn the_kind_of_a_file_follows_its_name_its_package_and_its_syntax() {
    let files = Memory::default()
        .with("esm/package.json", r#"{ "type": "module" }"#)
        .with("esm/a.js", "let await_ = 1; this.x; require;")
        .with("cjs/package.json", r#"{ "type": "commonjs" }"#)
        .with("cjs/a.js", "return module.exports = exports;")
        .with("none/esm.js", "export let exports = import.meta;")
        .with("none/cjs.js", "if (require.main === module) return;")
        .with("none/a.mjs", "let module = 1;")
        .with("none/a.cjs", "return __filename + __dirname;")
        .with("none/a.cts", "import type { T } from './types.mjs'; import x = require('./a.cjs'); export = x;")
        .with("none/a.mts", "import type { T } from './nowhere.mjs'; export const x: T = 1;");
    for entry in
        ["esm/a.js", "cjs/a.js", "none/esm.js", "none/cjs.js", "none/a.mjs", "none/a.cjs", "none/a.cts", "none/a.mts"]
    {
        let is_commonjs = ["cjs/a.js", "none/cjs.js", "none/a.cjs", "none/a.cts"].contains(&entry);
        let exports = check_auto(&files, entry).exports;
        let whole = exports.iter().any(|e| e.name == "default" && e.kind == yarrow_mir::ExportKind::Properties);
        assert_eq!(whole, is_commonjs, "{entry}: {exports:?}");
    }
    let error = |entry: &str, files: &Memory| {
        let result = compile(Path::new(entry), files, &yarrow_frontend::Options::default());
        result.expect_err("it is of another kind").to_string()
    };
    let files = files.with("cjs/b.js", "import './a.js';").with("esm/b.js", "return;");
    assert!(error("cjs/b.js", &files).contains("outside a module"));
    assert!(error("esm/b.js", &files).contains("SyntaxError"));
}

#[test]
fn packages_are_found_by_their_exports_and_conditions() {
    let files = Memory::default()
        .with("app/main.mjs", "import a from 'p'; import b from 'p/sub'; import '#own'; import 'app'; a(b);")
        .with(
            "app/package.json",
            r##"{ "name": "app", "exports": "./self.mjs", "imports": { "#own": "./self.mjs" } }"##,
        )
        .with("app/self.mjs", "export {};")
        .with(
            "node_modules/p/package.json",
            r#"{ "exports": { ".": { "require": "./no.js", "import": "./yes.mjs" }, "./sub": "./s.cjs" } }"#,
        )
        .with("node_modules/p/yes.mjs", "export default f => f;")
        .with("node_modules/p/s.cjs", "module.exports = require('q') + require('./t');")
        .with("node_modules/p/t.js", "exports.t = 1;")
        .with("node_modules/p/node_modules/q/index.js", "module.exports = 2;");
    let p = check_auto(&files, "app/main.mjs");
    let mut names = p.files.clone();
    names.sort_unstable();
    let q = "node_modules/p/node_modules/q/index.js";
    assert_eq!(
        names,
        ["app/main.mjs", "app/self.mjs", q, "node_modules/p/s.cjs", "node_modules/p/t.js", "node_modules/p/yes.mjs"]
    );
    let hidden = Memory::default()
        .with("main.mjs", "import 'p/inner.js';")
        .with("node_modules/p/package.json", r#"{ "exports": "./index.js" }"#)
        .with("node_modules/p/inner.js", "");
    let e = compile(Path::new("main.mjs"), &hidden, &MODULE).expect_err("not exported").to_string();
    assert!(e.contains("is not defined by \"exports\" in"), "{e}");
}

/// Keeps what is warned of.
#[derive(Default)]
struct Heard(Mutex<Vec<String>>);

impl Watcher for Heard {
    fn warned(&self, warnings: &Warnings) {
        let mut heard = self.0.lock().expect("nobody panicked");
        heard.extend(warnings.diagnostics.iter().map(|d| d.message.clone()));
    }
}

#[test]
fn import_calls_load_what_can_be_known() {
    let files = Memory::default()
        .with(
            "a.js",
            "import('./b.js'); import(`./t/${x}.js`); import('./t/' + x + '.js'); import(`./t/${x}/in.js`); import(x);
             import('./none.js'); import('./wrong.js'); import(`${x}.js`); import('node:fs');",
        )
        .with("b.js", "import './c.js'; await 1;")
        .with("c.js", "")
        .with("t/one.js", "")
        .with("t/two.js", "")
        .with("t/text.txt", "")
        .with("t/dir/in.js", "")
        .with("wrong.js", "let a a;");
    let heard = Heard::default();
    let program = compile_observed(Path::new("a.js"), &files, &MODULE, &heard).expect("it compiles");
    yarrow_mir::verify::verify_program(&program).expect("right MIR");
    assert_eq!(program.files.len(), 7, "{:?}", program.files);
    let heard = heard.0.into_inner().expect("nobody panicked");
    let begin = |text: &str| heard.iter().filter(|m| m.starts_with(text)).count();
    assert_eq!(begin("what this `import()` names cannot be known"), 2, "{heard:?}");
    assert_eq!(begin("cannot import `./none.js`"), 1, "{heard:?}");
    assert_eq!(begin("cannot import `node:fs`"), 1, "{heard:?}");
    assert_eq!(begin("SyntaxError"), 1, "{heard:?}");
    assert_eq!(heard.len(), 5, "{heard:?}");
}

#[test]
fn programs_that_do_not_wait_have_no_graph() {
    let files = Memory::default().with("a.js", "import './b.js'; async () => await 1;").with("b.js", "");
    let text = yarrow_mir::text::write_program(&check_files(&files, "a.js"));
    assert!(!text.contains("evaluate_module"), "{text}");
    let text = yarrow_mir::text::write_program(&check_files(&files.with("b.js", "await 1;"), "a.js"));
    assert!(text.contains("evaluate_module"), "{text}");
}
