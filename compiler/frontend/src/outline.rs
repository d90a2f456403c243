//! What of a source text may be left out, or replaced by a part of itself. This is all that a program reducer has to know of the
//! language.
//!
//! In: a text that parses, as a module, as CommonJS or as a script, whichever comes first. Nothing is resolved or checked.
//!
//! Out: the lists and the parts of the text, in the order in which their nodes begin; a node comes before those within it. So an edit
//! within the i-th changes neither its own number nor those of the ones before it. Whether the text after an edit still parses, only
//! another outline of it tells.

mod structure;
mod walk;

use crate::STACK_SIZE;
use crate::load::is_nested_too_deep;
use oxc_allocator::Allocator;
use oxc_ast_visit::Visit;
use oxc_parser::{ParseOptions, Parser};
use oxc_span::SourceType;
pub use structure::{Instead, Joint, List, Outline, Part};
use walk::Walk;

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    JavaScript,
    TypeScript,
}

/// The outline of a text; `None` if it does not parse.
#[must_use]
pub fn outline(text: &str, dialect: Dialect) -> Option<Outline> {
    if is_nested_too_deep(text) {
        return None;
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("outline".to_owned()).stack_size(STACK_SIZE);
        let outlining = thread.spawn_scoped(scope, || outline_here(text, dialect)).ok()?;
        outlining.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn outline_here(text: &str, dialect: Dialect) -> Option<Outline> {
    let base = match dialect {
        Dialect::JavaScript => SourceType::mjs(),
        Dialect::TypeScript => SourceType::ts(),
    };
    let kinds = [base.with_module(true), base.with_commonjs(true), base.with_script(true)];
    kinds.into_iter().find_map(|kind| {
        let allocator = Allocator::default();
        let options = ParseOptions {
            preserve_parens: true,
            allow_return_outside_function: kind.is_commonjs(),
            ..ParseOptions::default()
        };
        let parsed = Parser::new(&allocator, text, kind).with_options(options).parse();
        if parsed.panicked || !parsed.diagnostics.is_empty() {
            return None;
        }
        let mut walk = Walk::new(text, &parsed.program.comments);
        walk.visit_program(&parsed.program);
        Some(walk.outline)
    })
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Instead, Joint, outline};

    /// The lists of more than no element, and what may stand for what.
    fn told(text: &str, dialect: Dialect) -> (Vec<String>, Vec<String>) {
        let outline = outline(text, dialect).expect("it parses");
        let lists = outline.lists.iter().filter(|l| !l.elements.is_empty()).map(|l| {
            let elements: Vec<&str> = l.elements.iter().map(|e| &text[e.clone()]).collect();
            elements.join(if l.joint == Joint::Comma { " , " } else { " | " })
        });
        let parts = outline.parts.iter().flat_map(|p| {
            p.by.iter().map(|by| {
                let by = match by {
                    Instead::Source(at) => &text[at.clone()],
                    Instead::Text(by) => by,
                };
                format!("{} -> {by}", &text[p.at.clone()])
            })
        });
        (lists.collect(), parts.collect())
    }

    #[test]
    fn lists_are_found_wherever_there_is_one() {
        let of = |text| told(text, Dialect::JavaScript).0;
        assert_eq!(of("/* a */ f(1, 2); // b"), ["/* a */ | // b", "f(1, 2);", "1 , 2"]);
        assert_eq!(
            of("class A { x = 1; m(a, b) {} }"),
            ["class A { x = 1; m(a, b) {} }", "x = 1; | m(a, b) {}", "a , b"]
        );
        assert_eq!(of("x = { a, b: [1, ...c] };"), ["x = { a, b: [1, ...c] };", "a , b: [1, ...c]", "1 , ...c"]);
        assert_eq!(of("x = [1, , 2];"), ["x = [1, , 2];"], "a hole is no element that could go alone");
        assert_eq!(of("var a = 1, b;"), ["var a = 1, b;", "a = 1 , b"]);
        assert_eq!(of("import a, { b } from 'c';")[1..], ["c"], "braces belong to some of the names");
        assert_eq!(of("eval(\"a\\nb\");")[2], "a\\n | b");
        assert_eq!(of("switch (a) { case 1: b; c; }")[1..], ["case 1: b; c;", "b; | c;"]);
    }

    #[test]
    fn statements_and_expressions_may_become_what_is_in_them() {
        let (_, parts) = told("if (a) { b(c); } else d;", Dialect::JavaScript);
        for wanted in [
            "if (a) { b(c); } else d; -> { b(c); }",
            "{ b(c); } ->  b(c); ",
            "if (a) { b(c); } else d; -> d;",
            "if (a) { b(c); } else d; -> a",
            " else d; -> ",
            "b(c) -> c",
            "b(c) -> 0",
        ] {
            assert!(parts.iter().any(|p| p == wanted), "{wanted}: {parts:#?}");
        }
    }

    #[test]
    fn types_may_go() {
        let (_, parts) = told("function f<T>(a: T): a is string { return a as any; }", Dialect::TypeScript);
        for wanted in ["<T> -> ", ": T -> ", ": a is string -> ", "a as any -> a"] {
            assert!(parts.iter().any(|p| p == wanted), "{wanted}: {parts:#?}");
        }
    }

    #[test]
    fn what_does_not_parse_has_none() {
        assert!(outline("let x = ;", Dialect::JavaScript).is_none());
        assert!(outline("let x: number;", Dialect::JavaScript).is_none());
        assert!(outline(&"(".repeat(100_000), Dialect::JavaScript).is_none());
        for text in ["import 'a'", "return 1", "with (a) b", "x = 08"] {
            assert!(outline(text, Dialect::JavaScript).is_some(), "{text}");
        }
    }
}
