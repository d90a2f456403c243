//! Deep and large sources.

use std::time::{Duration, Instant};

use crate::common::compile_source;

const DEPTH: usize = 10_000;

#[test]
fn deep_nesting_compiles() {
    let nest = |open: &str, inner: &str, close: &str| format!("{}{inner}{}", open.repeat(DEPTH), close.repeat(DEPTH));
    for text in [
        nest("(", "1", ")"),
        format!("x = {};", nest("[", "", "]")),
        nest("{", "", "}"),
        format!("x = {};", nest("!", "1", "")),
        format!("x = {};", nest("a ? b : ", "1", "")),
        format!("x = {};", nest("{a: ", "1", "}")),
        nest("if (a) ", ";", ""),
        nest("if (a) ; else ", ";", ""),
        nest("for (;;) { ", "", "}"),
        format!("x = {};", nest("f(", "", ")")),
        format!("x{};", ".f()".repeat(DEPTH)),
        format!("x = {};", nest("() => ", "1", "")),
        format!("let {} = x;", nest("[", "a", "]")),
        nest("try { ", "", "} catch {}"),
        nest("function f() { ", "", "}"),
        format!("x = {};", nest("`${", "1", "}`")),
    ] {
        if let Err(e) = compile_source(&text) {
            panic!("{}: {e}", &text[..40]);
        }
    }
}

#[test]
fn nesting_beyond_the_limit_is_a_diagnostic() {
    let text = format!("{}{}", "(".repeat(100_000), ")".repeat(100_000));
    let e = compile_source(&text).expect_err("too deep").to_string();
    assert!(e.contains("nesting is too deep"), "{e}");
}

#[test]
fn long_operator_chains_compile() {
    let chain = |op: &str| format!("x = {}1;", format!("1{op}").repeat(100_000));
    for op in ["+", " && ", " ?? ", "*1+", " < "] {
        compile_source(&chain(op)).unwrap_or_else(|e| panic!("{op}: {e}"));
    }
}

#[test]
fn large_sources_take_linear_time() {
    let mut text = String::new();
    let mut i = 0;
    while text.len() < 5_000_000 {
        text.push_str(&format!(
            "function f{i}(a, b) {{ let c = a + b * {i}; if (c > 1) {{ return () => c; }} return {{ c, d: 'é' }}; }} "
        ));
        i += 1;
    }
    let start = Instant::now();
    compile_source(&text).unwrap_or_else(|e| panic!("{e}"));
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}
