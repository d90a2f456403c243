//! Arrays through the context, with callbacks that collect: what is not rooted is poisoned.

use crate::test_support::{show, with_builtins};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Scope, Value};

fn ints<'s>(ctx: &mut Scope<'s>, values: &[i32]) -> Value<'s> {
    let values: Vec<Value<'_>> = values.iter().map(|&i| Value::int(i)).collect();
    ctx.new_array(&values).expect("room").value()
}

/// `(v) => { gc(); return "n" + v }`
fn name<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    let n = ctx.new_string("n")?;
    let v = ctx.to_string(args.get(0))?;
    Ok(ctx.concat(n, v)?.value())
}

/// `(v) => { gc(); return [v, [v]] }`
fn nest<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    let inner = ctx.new_array(&[args.get(0)])?;
    Ok(ctx.new_array(&[args.get(0), inner.value()])?.value())
}

/// `(a, b) => { gc(); return length of b - length of a }`
fn longer_first<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    let len = |v: Value<'_>| v.as_string().map_or(0, |s| s.len() as i32);
    Ok(Value::int(len(args.get(1)) - len(args.get(0))))
}

fn is_even<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    Ok(Value::bool(args.get(0).as_int().is_some_and(|i| i % 2 == 0)))
}

fn add<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    ctx.add(args.get(0), args.get(1))
}

#[test]
fn methods_answer_what_the_specification_says() {
    with_builtins(|h| {
        for (method, args, result) in [
            ("at", vec![-1], "5"),
            ("includes", vec![4], "true"),
            ("indexOf", vec![4], "3"),
            ("lastIndexOf", vec![9], "-1"),
            ("slice", vec![1, -1], "[2, 3, 4]"),
            ("slice", vec![-2], "[4, 5]"),
            ("concat", vec![6, 7], "[1, 2, 3, 4, 5, 6, 7]"),
            ("toReversed", vec![], "[5, 4, 3, 2, 1]"),
            ("toSpliced", vec![1, 2, 9], "[1, 9, 4, 5]"),
            ("with", vec![-1, 0], "[1, 2, 3, 4, 0]"),
            ("join", vec![], "\"1,2,3,4,5\""),
            ("toString", vec![], "\"1,2,3,4,5\""),
            ("fill", vec![0, 1, 3], "[1, 0, 0, 4, 5]"),
            ("copyWithin", vec![0, 3], "[4, 5, 3, 4, 5]"),
            ("copyWithin", vec![1, 0, 3], "[1, 1, 2, 3, 5]"),
            ("reverse", vec![], "[5, 4, 3, 2, 1]"),
        ] {
            let a = ints(h.ctx, &[1, 2, 3, 4, 5]);
            let args: Vec<Value<'_>> = args.into_iter().map(Value::int).collect();
            assert_eq!(h.call(a, method, &args), result, "{method}");
        }
    });
}

#[test]
fn mutators_change_the_array_and_its_length() {
    with_builtins(|h| {
        for (method, args, result, left) in [
            ("push", vec![6, 7], "7", "[1, 2, 3, 4, 5, 6, 7]"),
            ("pop", vec![], "5", "[1, 2, 3, 4]"),
            ("shift", vec![], "1", "[2, 3, 4, 5]"),
            ("unshift", vec![8, 9], "7", "[8, 9, 1, 2, 3, 4, 5]"),
            ("splice", vec![1, 2], "[2, 3]", "[1, 4, 5]"),
            ("splice", vec![1, 1, 7, 8, 9], "[2]", "[1, 7, 8, 9, 3, 4, 5]"),
            ("splice", vec![-2], "[4, 5]", "[1, 2, 3]"),
            ("splice", vec![0, 2, 7, 8], "[1, 2]", "[7, 8, 3, 4, 5]"),
        ] {
            let a = ints(h.ctx, &[1, 2, 3, 4, 5]);
            let args: Vec<Value<'_>> = args.into_iter().map(Value::int).collect();
            assert_eq!(h.call(a, method, &args), result, "{method}");
            assert_eq!(show(h.ctx, a), left, "{method}");
        }
    });
}

#[test]
fn array_likes_take_the_generic_path() {
    with_builtins(|h| {
        let o = h.object(&[("0", Value::int(3)), ("2", Value::int(1)), ("length", Value::int(3))]);
        let push = h.method("Array", "push");
        h.ctx.call(push, o, &[Value::int(2)]).expect("no throw");
        assert_eq!(show(h.ctx, o), "{0: 3, 2: 1, 3: 2, length: 4}");
        let sort = h.method("Array", "sort");
        h.ctx.call(sort, o, &[]).expect("no throw");
        assert_eq!(show(h.ctx, o), "{0: 1, 1: 2, 2: 3, length: 4}");
        let reverse = h.method("Array", "reverse");
        h.ctx.call(reverse, o, &[]).expect("no throw");
        assert_eq!(show(h.ctx, o), "{1: 3, 2: 2, 3: 1, length: 4}");
        let shift = h.method("Array", "shift");
        h.ctx.call(shift, o, &[]).expect("no throw");
        assert_eq!(show(h.ctx, o), "{0: 3, 1: 2, 2: 1, length: 3}");
    });
}

#[test]
fn holes_are_skipped_by_callbacks_and_kept_by_copies() {
    with_builtins(|h| {
        let words = [Value::int(1), Value::HOLE, Value::int(3)];
        let f = h.function(name);
        let a = h.ctx.new_array(&words).expect("room").value();
        assert_eq!(h.call(a, "map", &[f]), "[\"n1\", <hole>, \"n3\"]");
        let a = h.ctx.new_array(&words).expect("room").value();
        assert_eq!(h.call(a, "slice", &[Value::int(1)]), "[<hole>, 3]");
        let a = h.ctx.new_array(&words).expect("room").value();
        assert_eq!(h.call(a, "reverse", &[]), "[3, <hole>, 1]");
        let a = h.ctx.new_array(&words).expect("room").value();
        assert_eq!(h.call(a, "toReversed", &[]), "[3, undefined, 1]");
        let a = h.ctx.new_array(&words).expect("room").value();
        assert_eq!(h.call(a, "includes", &[Value::UNDEFINED]), "true");
        assert_eq!(h.call(a, "indexOf", &[Value::UNDEFINED]), "-1");
        assert_eq!(h.call(a, "sort", &[]), "[1, 3, <hole>]");
    });
}

#[test]
fn callbacks_that_collect_find_everything_alive() {
    with_builtins(|h| {
        let (name, nest, is_even, add) = (h.function(name), h.function(nest), h.function(is_even), h.function(add));
        let a = ints(h.ctx, &[1, 2, 3, 4]);
        assert_eq!(h.call(a, "map", &[name]), "[\"n1\", \"n2\", \"n3\", \"n4\"]");
        assert_eq!(h.call(a, "filter", &[is_even]), "[2, 4]");
        assert_eq!(h.call(a, "flatMap", &[nest]), "[1, [1], 2, [2], 3, [3], 4, [4]]");
        assert_eq!(h.call(a, "findLastIndex", &[is_even]), "3");
        assert_eq!(h.call(a, "every", &[is_even]), "false");
        let start = h.ctx.new_string("s").expect("room").value();
        assert_eq!(h.call(a, "reduceRight", &[add, start]), "\"s4321\"");
        let from = h.static_method("Array", "from");
        let array = h.global("Array");
        let made = h.ctx.call(from, array, &[a, name]).expect("no throw");
        assert_eq!(show(h.ctx, made), "[\"n1\", \"n2\", \"n3\", \"n4\"]");
        let empty = h.ctx.new_array(&[]).expect("room").value();
        assert_eq!(h.call(empty, "reduce", &[add]), "TypeError: Reduce of empty array with no initial value");
    });
}

#[test]
fn sorting_is_stable_and_by_text_without_comparator() {
    with_builtins(|h| {
        let a = ints(h.ctx, &[10, 9, -1, 100, 1]);
        assert_eq!(h.call(a, "sort", &[]), "[-1, 1, 10, 100, 9]");
        let compare = h.function(longer_first);
        let words: Vec<Value<'_>> = (0..40)
            .map(|i| {
                let text = format!("{}{}", "x".repeat(i % 3), i);
                h.ctx.new_string(&text).expect("room").value()
            })
            .collect();
        let a = h.ctx.new_array(&words).expect("room").value();
        let sorted = h.call(a, "toSorted", &[compare]);
        let mut expected: Vec<String> = (0..40).map(|i| format!("\"{}{}\"", "x".repeat(i % 3), i)).collect();
        expected.sort_by_key(|s| std::cmp::Reverse(s.len()));
        assert_eq!(sorted, format!("[{}]", expected.join(", ")));
    });
}

#[test]
fn iterators_follow_the_protocol() {
    with_builtins(|h| {
        let a = ints(h.ctx, &[7, 8]);
        let entries = h.value(a, "entries", &[]);
        assert_eq!(h.call(entries, "next", &[]), "{value: [0, 7], done: false}");
        assert_eq!(h.call(entries, "next", &[]), "{value: [1, 8], done: false}");
        h.value(a, "push", &[Value::int(9)]);
        assert_eq!(h.call(entries, "next", &[]), "{value: [2, 9], done: false}");
        assert_eq!(h.call(entries, "next", &[]), "{value: undefined, done: true}");
        h.value(a, "push", &[Value::int(9)]);
        assert_eq!(h.call(entries, "next", &[]), "{value: undefined, done: true}");
        let flat = ints(h.ctx, &[1]);
        let outer = h.ctx.new_array(&[flat, a]).expect("room").value();
        assert_eq!(h.call(outer, "flat", &[]), "[1, 7, 8, 9, 9]");
    });
}

#[test]
fn an_array_that_contains_itself_joins() {
    with_builtins(|h| {
        let a = ints(h.ctx, &[1]);
        h.value(a, "push", &[a, Value::int(2)]);
        assert_eq!(h.call(a, "join", &[]), "\"1,,2\"");
    });
}
