//! String methods by table, and callbacks that collect.

use crate::test_support::{Harness, with_builtins};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Scope, Value};

/// An argument of a test.
#[derive(Clone, Copy)]
enum Arg {
    S(&'static str),
    N(f64),
}
use Arg::{N, S};

fn check(h: &mut Harness<'_, '_>, text: &str, method: &str, args: &[Arg], expected: &str) {
    let s = h.string(text);
    let args: Vec<Value<'_>> = args
        .iter()
        .map(|a| match a {
            S(text) => h.string(text),
            N(n) => Value::number(*n),
        })
        .collect();
    assert_eq!(h.call(s, method, &args), expected, "{text:?}.{method}");
}

#[test]
fn methods_answer_what_the_specification_says() {
    with_builtins(|h| {
        let cases: &[(&str, &str, &[Arg], &str)] = &[
            ("abc", "at", &[N(-1.0)], "\"c\""),
            ("abc", "charAt", &[N(5.0)], "\"\""),
            ("abc", "charCodeAt", &[N(1.0)], "98"),
            ("abc", "charCodeAt", &[N(3.0)], "NaN"),
            ("\u{1f600}", "codePointAt", &[N(0.0)], "128512"),
            ("a", "concat", &[S("b"), N(1.0)], "\"ab1\""),
            ("hello", "includes", &[S("ell")], "true"),
            ("hello", "indexOf", &[S("l")], "2"),
            ("hello", "indexOf", &[S(""), N(9.0)], "5"),
            ("hello", "lastIndexOf", &[S("l")], "3"),
            ("hello", "lastIndexOf", &[S("l"), N(2.0)], "2"),
            ("hello", "startsWith", &[S("ell"), N(1.0)], "true"),
            ("hello", "endsWith", &[S("hell"), N(4.0)], "true"),
            ("7", "padStart", &[N(3.0), S("0")], "\"007\""),
            ("7", "padEnd", &[N(6.0), S("ab")], "\"7ababa\""),
            ("ab", "repeat", &[N(3.0)], "\"ababab\""),
            ("ab", "repeat", &[N(-1.0)], "RangeError: Invalid count value: -1"),
            ("ab", "repeat", &[N(1e12)], "RangeError: Invalid string length"),
            ("hello", "slice", &[N(-3.0), N(-1.0)], "\"ll\""),
            ("hello", "substring", &[N(3.0), N(1.0)], "\"el\""),
            ("hello", "substr", &[N(-3.0), N(2.0)], "\"ll\""),
            (" \u{a0}x\u{feff}\n", "trim", &[], "\"x\""),
            (" x ", "trimStart", &[], "\"x \""),
            (" x ", "trimEnd", &[], "\" x\""),
            ("a,b,,c", "split", &[S(",")], "[\"a\", \"b\", \"\", \"c\"]"),
            ("a,b,c", "split", &[S(","), N(2.0)], "[\"a\", \"b\"]"),
            ("abc", "split", &[S("")], "[\"a\", \"b\", \"c\"]"),
            ("abc", "split", &[], "[\"abc\"]"),
            ("", "split", &[S("")], "[]"),
            ("", "split", &[S(",")], "[\"\"]"),
            ("aXbX", "replace", &[S("X"), S("[$&$`$'$$$1]")], "\"a[XabX$$1]bX\""),
            ("aXbX", "replaceAll", &[S("X"), S("-")], "\"a-b-\""),
            ("abc", "replaceAll", &[S(""), S("_")], "\"_a_b_c_\""),
            ("Stra\u{df}e", "toUpperCase", &[], "\"STRASSE\""),
            ("\u{39f}\u{394}\u{39f}\u{3a3} \u{3a3}", "toLowerCase", &[], "\"οδος σ\""),
            ("\u{c9}A", "toLowerCase", &[], "\"éa\""),
            ("a", "localeCompare", &[S("B")], "-1"),
            ("x", "normalize", &[S("x")], "RangeError: The normalization form should be one of NFC, NFD, NFKC, NFKD."),
            ("e\u{301}\u{fb01}", "normalize", &[], "\"\u{e9}\u{fb01}\""),
            ("\u{e9}\u{fb01}", "normalize", &[S("NFKD")], "\"e\\u{301}fi\""),
            ("xay", "match", &[S("[a-m]")], "[\"a\"]"),
            ("xay", "search", &[S("[a-m]")], "1"),
            ("xay", "match", &[S("[")], "SyntaxError: Invalid regular expression: /[/: Unbalanced bracket"),
        ];
        for (text, method, args, expected) in cases {
            check(h, text, method, args, expected);
        }
    });
}

#[test]
fn lone_surrogates_are_told_and_mended() {
    with_builtins(|h| {
        let units = [0x61, 0xd800, 0x62, 0xd83d, 0xde00];
        let s = h.ctx.new_string_utf16(&units).expect("room").value();
        assert_eq!(h.call(s, "isWellFormed", &[]), "false");
        assert_eq!(h.call(s, "toWellFormed", &[]), "\"a\u{fffd}b\u{1f600}\"");
        let upper = h.value(s, "toUpperCase", &[]);
        assert_eq!(h.call(upper, "charCodeAt", &[Value::int(1)]), "55296");
    });
}

/// `(match, at) => { gc(); return match + at }`
fn tag<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    ctx.add(args.get(0), args.get(1))
}

#[test]
fn function_replacers_may_collect() {
    with_builtins(|h| {
        let f = h.function(tag);
        let (s, x) = (h.string("aXbX"), h.string("X"));
        assert_eq!(h.call(s, "replaceAll", &[x, f]), "\"aX1bX3\"");
    });
}

#[test]
fn iteration_is_by_code_point() {
    with_builtins(|h| {
        let s = h.string("a\u{1f600}");
        let key = h.ctx.symbols.iterator;
        let f = h.ctx.get_value(s, key).expect("no throw");
        let it = h.ctx.call(f, s, &[]).expect("no throw");
        assert_eq!(h.call(it, "next", &[]), "{value: \"a\", done: false}");
        assert_eq!(h.call(it, "next", &[]), "{value: \"\u{1f600}\", done: false}");
        assert_eq!(h.call(it, "next", &[]), "{value: undefined, done: true}");
    });
}

#[test]
fn statics() {
    with_builtins(|h| {
        let string = h.global("String");
        assert_eq!(h.call(string, "fromCharCode", &[Value::int(0x1_0061), Value::int(98)]), "\"ab\"");
        assert_eq!(h.call(string, "fromCodePoint", &[Value::int(0x1f600)]), "\"\u{1f600}\"");
        assert_eq!(h.call(string, "fromCodePoint", &[Value::number(1.5)]), "RangeError: Invalid code point 1.5");
        let parts = [h.string("a"), h.string("b")];
        let parts = h.ctx.new_array(&parts).expect("room").value();
        let cooked = h.object(&[("raw", parts)]);
        assert_eq!(h.call(string, "raw", &[cooked, Value::int(1), Value::int(2)]), "\"a1b\"");
    });
}
