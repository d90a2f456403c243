//! Maps, Sets and their weak kin.

use crate::test_support::{Harness, show, with_builtins};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Scope, Value};

fn pairs<'s>(h: &mut Harness<'_, 's>, pairs: &[(i32, i32)]) -> Value<'s> {
    let pairs: Vec<Value<'_>> =
        pairs.iter().map(|&(k, v)| h.ctx.new_array(&[Value::int(k), Value::int(v)]).expect("room").value()).collect();
    h.ctx.new_array(&pairs).expect("room").value()
}

fn set_of<'s>(h: &mut Harness<'_, 's>, values: &[i32]) -> Value<'s> {
    let values: Vec<Value<'_>> = values.iter().map(|&i| Value::int(i)).collect();
    let values = h.ctx.new_array(&values).expect("room").value();
    h.construct("Set", &[values])
}

#[test]
fn maps_keep_order_and_find_keys_by_value() {
    with_builtins(|h| {
        let entries = pairs(h, &[(3, 1), (1, 2), (3, 4)]);
        let m = h.construct("Map", &[entries]);
        assert_eq!(show(h.ctx, m), "{3 => 4, 1 => 2}");
        assert_eq!(h.call(m, "get", &[Value::number(1.0)]), "2");
        let (a, b) = (h.string("a key of some length"), h.string("a key of some length"));
        h.value(m, "set", &[a, Value::NULL]);
        assert_eq!(h.call(m, "has", &[b]), "true");
        h.value(m, "set", &[Value::number(-0.0), Value::number(f64::NAN)]);
        assert_eq!(h.call(m, "get", &[Value::int(0)]), "NaN");
        assert_eq!(h.call(m, "delete", &[Value::int(3)]), "true");
        assert_eq!(h.call(m, "delete", &[Value::int(3)]), "false");
        let size = h.get(m, "size");
        assert_eq!(show(h.ctx, size), "3");
        let map = h.global("Map");
        let result = h.ctx.call(map, Value::UNDEFINED, &[]);
        assert_eq!(h.outcome(result), "TypeError: Constructor Map requires 'new'");
    });
}

#[test]
fn iterators_see_what_is_added_behind_them() {
    with_builtins(|h| {
        let entries = pairs(h, &[(1, 2), (3, 4)]);
        let m = h.construct("Map", &[entries]);
        let it = h.value(m, "entries", &[]);
        assert_eq!(h.call(it, "next", &[]), "{value: [1, 2], done: false}");
        h.value(m, "delete", &[Value::int(3)]);
        h.value(m, "set", &[Value::int(5), Value::int(6)]);
        assert_eq!(h.call(it, "next", &[]), "{value: [5, 6], done: false}");
        assert_eq!(h.call(it, "next", &[]), "{value: undefined, done: true}");
        let s = set_of(h, &[1, 1, 2]);
        let it = h.value(s, "values", &[]);
        assert_eq!(h.call(it, "next", &[]), "{value: 1, done: false}");
    });
}

fn parity<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    let odd = args.get(0).as_int().is_some_and(|i| i % 2 == 1);
    Ok(ctx.new_string(if odd { "odd ones out" } else { "even numbers" })?.value())
}

#[test]
fn group_by_collects_under_keys() {
    with_builtins(|h| {
        let f = h.function(parity);
        let map = h.global("Map");
        let values = [1, 2, 3].map(Value::int);
        let values = h.ctx.new_array(&values).expect("room").value();
        assert_eq!(h.call(map, "groupBy", &[values, f]), "{\"odd ones out\" => [1, 3], \"even numbers\" => [2]}");
    });
}

#[test]
fn sets_combine() {
    with_builtins(|h| {
        let a = set_of(h, &[1, 2, 3]);
        let b = set_of(h, &[3, 2, 9]);
        for (method, expected) in [
            ("union", "{1, 2, 3, 9}"),
            ("intersection", "{2, 3}"),
            ("difference", "{1}"),
            ("symmetricDifference", "{1, 9}"),
            ("isSubsetOf", "false"),
            ("isSupersetOf", "false"),
            ("isDisjointFrom", "false"),
        ] {
            assert_eq!(h.call(a, method, &[b]), expected, "{method}");
        }
        let small = set_of(h, &[2]);
        assert_eq!(h.call(small, "isSubsetOf", &[a]), "true");
        assert_eq!(h.call(a, "isSupersetOf", &[small]), "true");
        let entries = pairs(h, &[(3, 0)]);
        let m = h.construct("Map", &[entries]);
        assert_eq!(h.call(a, "difference", &[m]), "{1, 2}");
    });
}

#[test]
fn weak_ones_let_go() {
    with_builtins(|h| {
        let m = h.construct("WeakMap", &[]);
        let kept = h.object(&[]);
        let set = h.get(m, "set");
        h.ctx.call(set, m, &[kept, Value::int(1)]).expect("no throw");
        let c = h.global("WeakRef");
        let mut short = h.ctx.inner();
        let dead = short.new_object().expect("room").value();
        short.call(set, m, &[dead, Value::int(2)]).expect("no throw");
        let r = short.construct(c, &[dead], c).expect("no throw");
        let r = short.escape(r);
        h.ctx.clear_kept_objects();
        h.ctx.collect();
        assert_eq!(h.call(r, "deref", &[]), "undefined");
        assert_eq!(h.call(m, "get", &[kept]), "1");
        assert_eq!(m.as_object().map(|m| h.ctx.map_len(m)), Some(1));
        let symbol = h.global("Symbol");
        let name = h.string("registered");
        let registered = h.value(symbol, "for", &[name]);
        for bad in [Value::int(1), registered] {
            assert_eq!(h.call(m, "set", &[bad, bad]), "TypeError: Invalid value used as weak map key");
        }
    });
}
