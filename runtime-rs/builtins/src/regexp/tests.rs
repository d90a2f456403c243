//! RegExps through their methods, plain and not, and callbacks that collect.

use crate::inspect::{Options, inspect};
use crate::test_support::{Harness, with_builtins};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Scope, Value};

fn regexp<'s>(h: &mut Harness<'_, 's>, source: &str, flags: &str) -> Value<'s> {
    let args = [h.string(source), h.string(flags)];
    h.construct("RegExp", &args)
}

/// The same, but no longer plain: methods take the long way.
fn with_property<'s>(h: &mut Harness<'_, 's>, source: &str, flags: &str) -> Value<'s> {
    let r = regexp(h, source, flags);
    let (key, o) = (h.ctx.atom("extra").expect("room"), r.as_object().expect("an object"));
    h.ctx.create_data_property(o, key, Value::TRUE).expect("no throw");
    r
}

/// Text, method, source, flags, a second argument, and what comes out.
type Case = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>, &'static str);

#[test]
fn string_methods_answer_the_same_on_both_ways() {
    with_builtins(|h| {
        let cases: &[Case] = &[
            ("xaab", "match", "a", "", None, "[\"a\"]"),
            ("xaab", "match", "a", "g", None, "[\"a\", \"a\"]"),
            ("xaab", "match", "q", "g", None, "null"),
            ("xaab", "search", "a+b", "", None, "1"),
            ("xaab", "search", "q", "y", None, "-1"),
            ("a1b22c", "replace", "\\d+", "", Some("<$&>"), "\"a<1>b22c\""),
            ("a1b22c", "replace", "\\d+", "g", Some("<$`|$'>"), "\"a<a|b22c>b<a1b|c>c\""),
            ("aXbX", "replace", "(X)|(Y)", "g", Some("[$1$2$3$01$$]"), "\"a[X$3X$]b[X$3X$]\""),
            ("2020-05", "replace", "(?<y>\\d+)-(?<m>\\d+)", "", Some("$<m>/$<y>$<z>"), "\"05/2020\""),
            ("abc", "replace", "", "g", Some("_"), "\"_a_b_c_\""),
            ("a\u{1f600}b", "replace", "", "gu", Some("_"), "\"_a_\u{1f600}_b_\""),
            ("xxa", "replace", "x", "gy", Some("-"), "\"--a\""),
            ("axx", "replace", "x", "gy", Some("-"), "\"axx\""),
            ("abc", "replaceAll", "[ac]", "g", Some(""), "\"b\""),
            ("a, b,c", "split", ",\\s*", "", None, "[\"a\", \"b\", \"c\"]"),
            ("a1b2c", "split", "(\\d)", "", None, "[\"a\", \"1\", \"b\", \"2\", \"c\"]"),
            ("abc", "split", "", "", None, "[\"a\", \"b\", \"c\"]"),
            ("abc", "split", "x*", "y", None, "[\"a\", \"b\", \"c\"]"),
            ("", "split", "x", "", None, "[\"\"]"),
            ("", "split", "x?", "", None, "[]"),
            (
                "A<B>bold</B>C",
                "split",
                "<(\\/)?([^<>]+)>",
                "",
                None,
                "[\"A\", undefined, \"B\", \"bold\", \"/\", \"B\", \"C\"]",
            ),
            ("abc", "split", "$", "", None, "[\"abc\"]"),
            ("\u{1f600}x", "split", "", "u", None, "[\"\u{1f600}\", \"x\"]"),
        ];
        for &(text, method, source, flags, argument, expected) in cases {
            for plain in [true, false] {
                let r = if plain { regexp(h, source, flags) } else { with_property(h, source, flags) };
                let s = h.string(text);
                let mut args = vec![r];
                args.extend(argument.map(|a| h.string(a)));
                assert_eq!(h.call(s, method, &args), expected, "{text:?}.{method}(/{source}/{flags}) plain: {plain}");
            }
        }
    });
}

#[test]
fn exec_describes_the_match_and_moves() {
    with_builtins(|h| {
        let r = regexp(h, "(?<n>a)(b)?", "dg");
        let s = h.string("xaa");
        let found = h.value(r, "exec", &[s]);
        let shown = inspect(h.ctx, found, Options::default()).unwrap();
        assert_eq!(
            shown.split_whitespace().collect::<Vec<_>>().join(" "),
            "[ 'a', 'a', undefined, index: 1, input: 'xaa', groups: [Object: null prototype] { n: 'a' }, \
         indices: [ [ 1, 2 ], [ 1, 2 ], undefined, groups: [Object: null prototype] { n: [Array] } ] ]"
        );
        let last_index = |h: &mut Harness<'_, '_>| h.get(r, "lastIndex").as_int();
        assert_eq!(last_index(h), Some(2));
        assert_eq!(h.call(r, "test", &[s]), "true");
        assert_eq!(last_index(h), Some(3));
        assert_eq!(h.call(r, "exec", &[s]), "null");
        assert_eq!(last_index(h), Some(0));
    });
}

#[test]
fn source_and_flags_read_back() {
    with_builtins(|h| {
        for (source, flags, expected) in [
            ("", "", "\"/(?:)/\""),
            ("a/b", "yvsmigd", "\"/a\\\\/b/dgimsvy\""),
            ("[/]\\/", "", "\"/[/]\\\\//\""),
            ("\n\\\n\u{2028}", "", "\"/\\\\n\\\\n\\\\u2028/\""),
        ] {
            let r = regexp(h, source, flags);
            assert_eq!(h.call(r, "toString", &[]), expected);
        }
        let proto = h.global("RegExp");
        let proto = h.get(proto, "prototype");
        assert_eq!(h.call(proto, "toString", &[]), "\"/(?:)/\"");
        assert_eq!(h.get(proto, "global"), Value::UNDEFINED);
        let r = regexp(h, "x", "g");
        assert_eq!(inspect(h.ctx, r, Options::default()).unwrap(), "/x/g");
        let r = with_property(h, "x", "");
        assert_eq!(inspect(h.ctx, r, Options::default()).unwrap(), "/x/ { extra: true }");
    });
}

#[test]
fn escape_makes_any_text_literal() {
    with_builtins(|h| {
        let constructor = h.global("RegExp");
        for (text, expected) in
            [("a.b", "\\x61\\.b"), ("1-\n \u{2028}/_\u{e9}", "\\x31\\x2d\\n\\x20\\u2028\\/_\u{e9}"), ("_a", "_a")]
        {
            let s = h.string(text);
            assert_eq!(h.call(constructor, "escape", &[s]), format!("{expected:?}"));
        }
        assert_eq!(h.call(constructor, "escape", &[Value::int(1)]), "TypeError: 1 is not a string");
    });
}

/// `(match, ...) => { gc(); return match + match }`
fn twice<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    ctx.add(args.get(0), args.get(0))
}

#[test]
fn replacers_may_collect() {
    with_builtins(|h| {
        for plain in [true, false] {
            let r = if plain { regexp(h, "[a-c](x)?", "g") } else { with_property(h, "[a-c](x)?", "g") };
            let (s, f) = (h.string("-ax-\u{e9}b-"), h.function(twice));
            assert_eq!(h.call(s, "replace", &[r, f]), "\"-axax-\u{e9}bb-\"");
        }
    });
}

#[test]
fn match_all_iterates() {
    with_builtins(|h| {
        let r = regexp(h, "a|$", "g");
        let s = h.string("ba");
        let it = h.value(s, "matchAll", &[r]);
        for expected in
            ["{value: [\"a\"], done: false}", "{value: [\"\"], done: false}", "{value: undefined, done: true}"]
        {
            assert_eq!(h.call(it, "next", &[]), expected);
        }
        let r = regexp(h, "a", "");
        assert_eq!(
            h.call(s, "matchAll", &[r]),
            "TypeError: String.prototype.matchAll called with a non-global RegExp argument"
        );
    });
}

#[test]
fn a_changed_prototype_is_noticed() {
    with_builtins(|h| {
        let r = regexp(h, "a", "g");
        let s = h.string("aa");
        assert_eq!(h.call(r, "test", &[s]), "true");
        let constructor = h.global("RegExp");
        let proto = h.get(constructor, "prototype").as_object().expect("an object");
        fn never<'s>(_: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
            Ok(Value::NULL)
        }
        let f = h.function(never);
        let key = h.ctx.names.exec;
        h.ctx.set(proto, key, f).expect("no throw");
        assert_eq!(h.call(r, "test", &[s]), "false");
        assert_eq!(h.call(s, "match", &[r]), "null");
    });
}
