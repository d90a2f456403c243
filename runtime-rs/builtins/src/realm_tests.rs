//! Several realms in one context.

use crate::test_support::{Harness, with_builtins};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{JsResult, RealmId};

fn global_of<'s>(h: &mut Harness<'_, 's>, realm: RealmId, name: &str) -> Value<'s> {
    let global = h.ctx.global_of(realm);
    h.get(global.value(), name)
}

fn object(v: Value<'_>) -> Object<'_> {
    v.as_object().expect("an object")
}

#[test]
fn each_realm_has_its_own_objects_and_shares_symbols() {
    with_builtins(|h| {
        let other = h.ctx.new_realm().expect("room");
        for name in ["Object", "Array", "TypeError", "Proxy", "Iterator", "Uint8Array", "globalThis"] {
            assert_ne!(h.global(name), global_of(h, other, name), "{name}");
        }
        let (ours, theirs) = (h.global("Symbol"), global_of(h, other, "Symbol"));
        assert_ne!(ours, theirs);
        assert_eq!(h.get(ours, "iterator"), h.get(theirs, "iterator"));
        let text = h.string("x");
        assert_eq!(h.value(ours, "for", &[text]), h.value(theirs, "for", &[text]));
        assert_eq!(h.ctx.current_realm(), RealmId::default());
    });
}

#[test]
fn builtins_run_in_the_realm_they_were_made_in() {
    with_builtins(|h| {
        let other = h.ctx.new_realm().expect("room");
        let array = global_of(h, other, "Array");
        let made = h.value(array, "of", &[Value::int(1)]);
        let theirs = h.ctx.intrinsics_of(other).array_prototype.value();
        assert_eq!(h.ctx.prototype_of(object(made)), theirs);
        // Their function throws their error, also where it is reached through ours.
        let reflect = h.global("Reflect");
        let their_reflect = global_of(h, other, "Reflect");
        let get = h.get(their_reflect, "get");
        let list = h.ctx.new_array(&[]).expect("room").value();
        let apply = h.get(reflect, "apply");
        let throw = h.ctx.call(apply, reflect, &[get, Value::UNDEFINED, list]).expect_err("a TypeError");
        let thrown = h.ctx.caught(throw);
        let proto = h.ctx.intrinsics_of(other).type_error_prototype.value();
        assert_eq!(h.ctx.prototype_of(object(thrown)), proto);
        assert_eq!(h.ctx.current_realm(), RealmId::default(), "the realm is left by a throw too");
    });
}

fn note_realm<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    assert_eq!(ctx.current_realm(), RealmId::default(), "a function of the first realm runs in it");
    Ok(ctx.new_array(&[])?.value())
}

#[test]
fn functions_of_the_first_realm_run_in_it_when_another_calls_them() {
    with_builtins(|h| {
        let f = h.function(note_realm);
        let other = h.ctx.new_realm().expect("room");
        let array = global_of(h, other, "Array");
        let source = h.value(array, "of", &[Value::int(1), Value::int(2)]);
        let mapped = h.value(source, "map", &[f]);
        let ours = h.ctx.intrinsics.array_prototype.value();
        let theirs = h.ctx.intrinsics_of(other).array_prototype.value();
        assert_eq!(h.ctx.prototype_of(object(mapped)), theirs);
        let first = h.ctx.own_data(object(mapped), 0u32).expect("an element");
        assert_eq!(h.ctx.prototype_of(object(first)), ours);
    });
}

#[test]
fn the_default_prototype_is_that_of_new_targets_realm() {
    with_builtins(|h| {
        let other = h.ctx.new_realm().expect("room");
        // A function of the other realm whose `prototype` is no object.
        let target = h.ctx.in_realm(other, |ctx| {
            let name = ctx.names.empty;
            let f = ctx.new_native(name, 0, note_realm, yarrow_objects::NativeKind::Constructor);
            f.expect("room").value()
        });
        let map = h.global("Map");
        let made = h.ctx.construct(map, &[], target).expect("no throw");
        let theirs = h.ctx.intrinsics_of(other).map_prototype.value();
        assert_eq!(h.ctx.prototype_of(object(made)), theirs);
        h.ctx.collect();
        assert_eq!(h.ctx.prototype_of(object(made)), theirs);
    });
}

#[test]
fn a_promise_of_another_realm_is_resolved_in_its_own() {
    with_builtins(|h| {
        let other = h.ctx.new_realm().expect("room");
        let (ours, theirs) = (h.global("Promise"), global_of(h, other, "Promise"));
        let p = h.value(theirs, "resolve", &[Value::int(1)]);
        assert_eq!(h.value(theirs, "resolve", &[p]), p);
        assert_ne!(h.value(ours, "resolve", &[p]), p, "it is no promise of ours");
        // What they resolve with itself is rejected with their error.
        let resolvers = h.value(theirs, "withResolvers", &[]);
        let (promise, resolve) = (h.get(resolvers, "promise"), h.get(resolvers, "resolve"));
        h.ctx.call(resolve, Value::UNDEFINED, &[promise]).expect("no throw");
        let error = h.ctx.promise_result(object(promise));
        let proto = h.ctx.intrinsics_of(other).type_error_prototype.value();
        assert_eq!(h.ctx.prototype_of(object(error)), proto);
        let next = h.value(promise, "then", &[]);
        let theirs = h.ctx.intrinsics_of(other).promise_prototype.value();
        assert_eq!(h.ctx.prototype_of(object(next)), theirs);
        h.ctx.run_jobs().expect("no throw");
        assert_eq!(h.ctx.promise_result(object(next)), error);
        assert_eq!(h.ctx.current_realm(), RealmId::default());
    });
}
