//! JSON by table: texts that go through both directions, the wording of errors, and callbacks.

use crate::test_support::{Harness, show, with_builtins};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Scope, Value};

fn parse(h: &mut Harness<'_, '_>, text: &str) -> String {
    let json = h.global("JSON");
    let text = h.string(text);
    h.call(json, "parse", &[text])
}

fn stringify(h: &mut Harness<'_, '_>, args: &[Value<'_>]) -> String {
    let json = h.global("JSON");
    let f = h.get(json, "stringify");
    let result = h.ctx.call(f, json, args);
    match result {
        Ok(v) if v.is_string() => v.as_string().map_or_else(String::new, |s| s.to_rust()),
        result => h.outcome(result),
    }
}

#[test]
fn texts_survive_both_directions() {
    with_builtins(|h| {
        for text in [
            "null",
            "true",
            "-0.5",
            "1e+21",
            "\"a\\\"\\\\\\n\\u001f\"",
            "\"\u{e9}\u{3b1}\u{1f600}\"",
            "[]",
            "{}",
            "[1,[2,{}],\"\"]",
            "{\"b\":1,\"a\":{\"__proto__\":[null]}}",
            "\"\\ud800\"",
        ] {
            let json = h.global("JSON");
            let s = h.string(text);
            let v = h.value(json, "parse", &[s]);
            assert_eq!(stringify(h, &[v]), text);
        }
        assert_eq!(parse(h, " { \"2\" : 1 , \"1\" : [ 1 , 2 ] } "), "{1: [1, 2], 2: 1}");
        assert_eq!(parse(h, "\"\\u0041\\/\""), "\"A/\"");
    });
}

#[test]
fn errors_say_what_and_where() {
    with_builtins(|h| {
        for (text, message) in [
            ("", "Unexpected end of JSON input"),
            ("[1,", "Unexpected end of JSON input"),
            ("abc", "Unexpected token 'a', \"abc\" is not valid JSON"),
            ("undefined", "\"undefined\" is not valid JSON"),
            ("[1,]", "Unexpected token ']', \"[1,]\" is not valid JSON"),
            ("1 2", "Unexpected non-whitespace character after JSON at position 2"),
            ("{a:1}", "Expected property name or '}' in JSON at position 1"),
            ("{\"a\":1,}", "Expected double-quoted property name in JSON at position 7"),
            ("{\"a\" 1}", "Expected ':' after property name in JSON at position 5"),
            ("{\"a\":1\n \"b\"}", "Expected ',' or '}' after property value in JSON at position 8"),
            ("[1 2]", "Expected ',' or ']' after array element in JSON at position 3"),
            ("\"abc", "Unterminated string in JSON at position 4"),
            ("[1", "Expected ',' or ']' after array element in JSON at position 2"),
            ("\"\\x\"", "Bad escaped character in JSON at position 2"),
            ("-", "No number after minus sign in JSON at position 1"),
            ("01", "Unexpected number in JSON at position 1"),
            ("1.", "Unterminated fractional number in JSON at position 2"),
            (
                "[\"0123456789\", x, \"0123456789\"]",
                "Unexpected token 'x', ...\"3456789\", x, \"012345\"... is not valid JSON",
            ),
        ] {
            assert_eq!(parse(h, text), format!("SyntaxError: {message}"), "{text}");
        }
    });
}

#[test]
fn deep_texts_throw_instead_of_crashing() {
    with_builtins(|h| {
        let deep = "[".repeat(1_000_000);
        assert_eq!(parse(h, &deep), "RangeError: Maximum call stack size exceeded");
    });
}

#[test]
fn indentation_and_key_lists() {
    with_builtins(|h| {
        let inner = h.ctx.new_array(&[Value::int(1), Value::UNDEFINED]).expect("room").value();
        let empty = h.object(&[]);
        let o = h.object(&[("a", inner), ("b", Value::UNDEFINED), ("c", empty), ("d", Value::number(f64::NAN))]);
        let two = Value::int(2);
        assert_eq!(
            stringify(h, &[o, Value::NULL, two]),
            "{\n  \"a\": [\n    1,\n    null\n  ],\n  \"c\": {},\n  \"d\": null\n}"
        );
        let (c, a) = (h.string("c"), h.string("a"));
        let keys = h.ctx.new_array(&[c, a, c]).expect("room").value();
        assert_eq!(stringify(h, &[o, keys]), "{\"c\":{},\"a\":[1,null]}");
        assert_eq!(stringify(h, &[Value::UNDEFINED]), "undefined");
    });
}

#[test]
fn cycles_are_described() {
    with_builtins(|h| {
        let a = h.object(&[]);
        let list = h.ctx.new_array(&[a]).expect("room").value();
        let key = h.ctx.atom("list").expect("room");
        let o = a.as_object().expect("an object");
        h.ctx.create_data_property(o, key, list).expect("no throw");
        assert_eq!(
            stringify(h, &[a]),
            "TypeError: Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n    \
         |     property 'list' -> object with constructor 'Array'\n    --- index 0 closes the circle"
        );
    });
}

/// Doubles numbers and drops `true`, collecting.
fn revive<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    let v = args.get(1);
    Ok(match v.as_number() {
        Some(n) => Value::number(n * 2.0),
        None if v == Value::TRUE => Value::UNDEFINED,
        None => v,
    })
}

/// `() => { gc(); return "j" + "son" }`
fn to_json<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    let j = ctx.new_string("of ")?;
    let key = ctx.to_string(args.get(0))?;
    Ok(ctx.concat(j, key)?.value())
}

#[test]
fn callbacks_that_collect() {
    with_builtins(|h| {
        let f = h.function(revive);
        let json = h.global("JSON");
        let text = h.string("{\"a\":[1,true,{\"b\":2}],\"c\":true,\"some longer key\":7}");
        let v = h.value(json, "parse", &[text, f]);
        assert_eq!(show(h.ctx, v), "{a: [2, <hole>, {b: 4}], some longer key: 14}");
        assert_eq!(stringify(h, &[v, f]), "{\"a\":[4,null,{\"b\":8}],\"some longer key\":28}");
        let convert = h.function(to_json);
        let o = h.object(&[("toJSON", convert)]);
        let outer = h.object(&[("x", o), ("y", o)]);
        assert_eq!(stringify(h, &[outer]), "{\"x\":\"of x\",\"y\":\"of y\"}");
    });
}
