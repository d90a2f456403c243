//! Built-ins called through a context, as JavaScript would.

use crate::inspect::{Options, inspect};
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, Context, JsResult, Throw};

fn context() -> Box<Context> {
    let mut ctx = Context::new();
    assert!(crate::install(&mut ctx).is_ok());
    ctx
}

fn ok<T>(result: JsResult<T>) -> T {
    match result {
        Ok(v) => v,
        Err(_) => panic!("an exception"),
    }
}

/// The value of a path from the global object: `Object.prototype.toString`.
fn lookup<'s>(ctx: &mut Scope<'s>, path: &str) -> Value<'s> {
    let mut v = ctx.global.value();
    for part in path.split('.') {
        let key = ok(ctx.atom(part));
        v = ok(ctx.get_value(v, key));
    }
    v
}

fn text<'s>(ctx: &mut Scope<'s>, s: &str) -> Value<'s> {
    ok(ctx.new_string(s)).value()
}

fn call<'s>(ctx: &mut Scope<'s>, path: &str, this: Value<'_>, args: &[Value<'_>]) -> JsResult<Value<'s>> {
    let f = lookup(ctx, path);
    ctx.call(f, this, args)
}

fn message(ctx: &mut Scope<'_>, throw: Throw) -> String {
    let f = lookup(ctx, "Error.prototype.toString");
    let thrown = ctx.caught(throw);
    let s = ok(ctx.call(f, thrown, &[]));
    s.as_string().map_or_else(String::new, |s| s.to_rust())
}

fn show(ctx: &mut Scope<'_>, v: Value<'_>) -> String {
    inspect(ctx, v, Options::default()).unwrap()
}

fn put(ctx: &mut Scope<'_>, o: Object<'_>, name: &str, v: Value<'_>) {
    let key = ok(ctx.atom(name));
    ok(ctx.define_data(o, key.into(), v, Attrs::ALL));
}

/// An object of these properties.
fn object<'s>(ctx: &mut Scope<'s>, properties: &[(&str, Value<'_>)]) -> Object<'s> {
    let o = ok(ctx.new_object());
    for (name, v) in properties {
        put(ctx, o, name, *v);
    }
    o
}

fn parse<'s>(ctx: &mut Scope<'s>, json: &str) -> Value<'s> {
    let s = text(ctx, json);
    ok(call(ctx, "JSON.parse", Value::UNDEFINED, &[s]))
}

#[test]
fn structures_are_shown_as_node_shows_them() {
    context().enter(|ctx| {
        for (json, shown) in [
            ("[]", "[]"),
            ("{}", "{}"),
            ("[1,2,3]", "[ 1, 2, 3 ]"),
            (r#"{"a":1,"b-c":"x","1":null}"#, "{ '1': null, a: 1, 'b-c': 'x' }"),
            (r#"{"a":{"b":{"c":{"d":1}}}}"#, "{ a: { b: { c: [Object] } } }"),
            (r#"{"a":{"b":{"c":[1]}}}"#, "{ a: { b: { c: [Array] } } }"),
            (r#"["it's","say \"hi\"","a\nb\\"]"#, "[ \"it's\", 'say \"hi\"', 'a\\nb\\\\' ]"),
            ("[1,2,3,4,5,6,7]", "[\n  1, 2, 3, 4,\n  5, 6, 7\n]"),
            (r#"[[1,[2,[3,[4]]]]]"#, "[ [ 1, [ 2, [Array] ] ] ]"),
        ] {
            let v = parse(ctx, json);
            assert_eq!(show(ctx, v), shown, "{json}");
        }
    });
}

#[test]
fn long_objects_take_a_line_for_each_property() {
    context().enter(|ctx| {
        let long = "x".repeat(40);
        let s = text(ctx, &long);
        let o = object(ctx, &[("first", s), ("second", s)]);
        assert_eq!(show(ctx, o.value()), format!("{{\n  first: '{long}',\n  second: '{long}'\n}}"));
    });
}

#[test]
fn cycles_accessors_symbols_and_null_prototypes() {
    context().enter(|ctx| {
        let o = object(ctx, &[("a", Value::int(1))]);
        put(ctx, o, "self", o.value());
        assert_eq!(show(ctx, o.value()), "<ref *1> { a: 1, self: [Circular *1] }");
        let bare = ok(ctx.new_object_with(Value::NULL));
        assert_eq!(show(ctx, bare.value()), "[Object: null prototype] {}");
        let key = ctx.symbols.iterator;
        ok(ctx.define_data(bare, key.into(), Value::number(-0.0), Attrs::ALL));
        assert_eq!(show(ctx, bare.value()), "[Object: null prototype] { [Symbol(Symbol.iterator)]: -0 }");
        let o = ok(ctx.new_object());
        let f = lookup(ctx, "isNaN");
        for (name, getter, setter) in [("g", f, Value::UNDEFINED), ("s", Value::UNDEFINED, f), ("b", f, f)] {
            let key = ok(ctx.atom(name));
            let desc = yarrow_objects::rooted::Descriptor::accessor(getter, setter, Attrs::ENUMERABLE);
            ok(ctx.define_own_property(o, key.into(), &desc));
        }
        assert_eq!(show(ctx, o.value()), "{ g: [Getter], s: [Setter], b: [Getter/Setter] }");
    });
}

#[test]
fn functions_errors_and_wrappers() {
    context().enter(|ctx| {
        let f = lookup(ctx, "isNaN");
        assert_eq!(show(ctx, f), "[Function: isNaN]");
        let math = lookup(ctx, "Math");
        assert!(show(ctx, math).starts_with("Object [Math] {"));
        let three = ok(ctx.to_object(Value::int(3)));
        assert_eq!(show(ctx, three.value()), "[Number: 3]");
        let s = text(ctx, "ab");
        let boxed = ok(ctx.to_object(s));
        put(ctx, boxed, "x", Value::TRUE);
        assert_eq!(show(ctx, boxed.value()), "[String: 'ab'] { x: true }");
        let constructor = lookup(ctx, "TypeError");
        let options = object(ctx, &[("cause", Value::int(7))]);
        let error = ok(ctx.construct(constructor, &[s, options.value()], constructor));
        assert_eq!(show(ctx, error), "[TypeError: ab] { [cause]: 7 }");
    });
}

#[test]
fn holes_and_long_arrays() {
    context().enter(|ctx| {
        let holes = ok(ctx.new_array(&[Value::HOLE, Value::int(1), Value::HOLE, Value::HOLE]));
        assert_eq!(show(ctx, holes.value()), "[ <1 empty item>, 1, <2 empty items> ]");
        put(ctx, holes, "extra", Value::int(1));
        assert_eq!(show(ctx, holes.value()), "[ <1 empty item>, 1, <2 empty items>, extra: 1 ]");
        let many: Vec<Value<'_>> = (0..102).map(Value::int).collect();
        let many = ok(ctx.new_array(&many));
        assert!(show(ctx, many.value()).ends_with("99,\n  ... 2 more items\n]"));
    });
}

#[test]
fn definition_failures_say_what_node_says() {
    context().enter(|ctx| {
        let s = text(ctx, "x");
        let frozen = object(ctx, &[("x", Value::int(1))]).value();
        ok(call(ctx, "Object.freeze", Value::UNDEFINED, &[frozen]));
        assert_eq!(ok(call(ctx, "Object.isFrozen", Value::UNDEFINED, &[frozen])), Value::TRUE);
        let desc = object(ctx, &[("value", Value::int(2))]).value();
        for (path, args, expected) in [
            ("Object.defineProperty", vec![frozen, s, desc], "TypeError: Cannot redefine property: x"),
            (
                "Object.defineProperty",
                vec![Value::int(1), s, desc],
                "TypeError: Object.defineProperty called on non-object",
            ),
            ("Object.defineProperty", vec![frozen, s, s], "TypeError: Property description must be an object: x"),
            (
                "Object.create",
                vec![Value::UNDEFINED],
                "TypeError: Object prototype may only be an Object or null: undefined",
            ),
            ("Object.keys", vec![Value::NULL], "TypeError: Cannot convert undefined or null to object"),
            ("Symbol.keyFor", vec![s], "TypeError: x is not a symbol"),
        ] {
            let Err(throw) = call(ctx, path, Value::UNDEFINED, &args) else { panic!("{path} did not throw") };
            assert_eq!(message(ctx, throw), expected);
        }
    });
}

#[test]
fn entries_come_back_as_the_same_object() {
    context().enter(|ctx| {
        let v = parse(ctx, r#"{"b":1,"a":[2],"7":3}"#);
        let entries = ok(call(ctx, "Object.entries", Value::UNDEFINED, &[v]));
        assert_eq!(show(ctx, entries), "[ [ '7', 3 ], [ 'b', 1 ], [ 'a', [ 2 ] ] ]");
        let back = ok(call(ctx, "Object.fromEntries", Value::UNDEFINED, &[entries]));
        assert_eq!(show(ctx, back), "{ '7': 3, b: 1, a: [ 2 ] }");
    });
}

#[test]
fn registered_symbols_are_found_again() {
    context().enter(|ctx| {
        let s = text(ctx, "key");
        let a = ok(call(ctx, "Symbol.for", Value::UNDEFINED, &[s]));
        let s = text(ctx, "key");
        let b = ok(call(ctx, "Symbol.for", Value::UNDEFINED, &[s]));
        assert!(a == b && a.is_symbol());
        let key = ok(call(ctx, "Symbol.keyFor", Value::UNDEFINED, &[a]));
        assert_eq!(show(ctx, key), "'key'");
    });
}

#[test]
fn bound_functions_know_their_name_and_length() {
    context().enter(|ctx| {
        let f = lookup(ctx, "Math.max");
        let bound = ok(call(ctx, "Function.prototype.bind", f, &[Value::NULL, Value::int(5)]));
        assert_eq!(show(ctx, bound), "[Function: bound max]");
        let key = ctx.names.length;
        assert_eq!(ok(ctx.get_value(bound, key)), Value::int(1));
        assert_eq!(ok(ctx.call(bound, Value::UNDEFINED, &[Value::int(3)])), Value::int(5));
    });
}

fn double<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::number(ctx.to_number(args.get(0))? * 2.0))
}

#[test]
fn lazy_helpers_stop_at_their_limit() {
    context().enter(|ctx| {
        let array = parse(ctx, "[1,2,3,4]");
        let key = ctx.symbols.iterator;
        let iterator = ok(ctx.invoke(array, key, &[]));
        let name = ctx.names.empty;
        let f = ok(ctx.new_native(name, 1, double, yarrow_objects::NativeKind::Function)).value();
        let mapped = ok(call(ctx, "Iterator.prototype.map", iterator, &[f]));
        let taken = ok(call(ctx, "Iterator.prototype.take", mapped, &[Value::int(2)]));
        let all = ok(call(ctx, "Iterator.prototype.toArray", taken, &[]));
        assert_eq!(show(ctx, all), "[ 2, 4 ]");
        let key = ctx.names.next;
        let end = ok(ctx.invoke(mapped, key, &[]));
        assert_eq!(show(ctx, end), "{ value: undefined, done: true }");
    });
}

#[test]
fn random_numbers_are_in_range_and_differ() {
    context().enter(|ctx| {
        let mut last = -1.0;
        for _ in 0..100 {
            let v = ok(call(ctx, "Math.random", Value::UNDEFINED, &[])).as_number().unwrap_or(-1.0);
            assert!((0.0..1.0).contains(&v) && v != last);
            last = v;
        }
    });
}
