//! Promises through a context, as JavaScript would use them.

use crate::test_support::{Harness, show, with_builtins};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{CellKind, Job, JsResult, PromiseState};

/// Appends its argument to the array that is the function's own.
fn record<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(log) = args.data().as_object() {
        ctx.array_push(log, args.get(0))?;
    }
    Ok(Value::UNDEFINED)
}

fn throw_argument<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Err(ctx.throw(args.get(0)))
}

fn return_argument<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.get(0))
}

/// A log, and the function that writes it.
fn new_log<'s>(h: &mut Harness<'_, 's>) -> (Object<'s>, Value<'s>) {
    let log = h.ctx.new_array(&[]).expect("room");
    let name = h.ctx.names.empty;
    let f = h.ctx.new_native_with_data(name, 1, record, log.value()).expect("room");
    (log, f.value())
}

fn resolved<'s>(h: &mut Harness<'_, 's>, v: Value<'_>) -> Value<'s> {
    let promise = h.global("Promise");
    h.value(promise, "resolve", &[v])
}

fn rejected<'s>(h: &mut Harness<'_, 's>, v: Value<'_>) -> Value<'s> {
    let promise = h.global("Promise");
    h.value(promise, "reject", &[v])
}

fn run(h: &mut Harness<'_, '_>) {
    h.ctx.run_jobs().expect("no throw");
}

fn object(v: Value<'_>) -> Object<'_> {
    v.as_object().expect("an object")
}

#[test]
fn reactions_run_as_jobs_in_the_order_of_registration() {
    with_builtins(|h| {
        let p = h.ctx.new_promise().expect("room");
        let (log, f) = new_log(h);
        let (g, id) = (h.function(throw_argument), h.function(return_argument));
        h.value(p.value(), "then", &[f]);
        let thrown = h.value(p.value(), "then", &[g]);
        h.value(thrown, "catch", &[f]);
        let passed = h.value(p.value(), "then", &[id]);
        h.value(passed, "then", &[f]);
        h.value(p.value(), "then", &[f]);
        h.ctx.resolve_promise(p, Value::int(7)).expect("room");
        assert_eq!(show(h.ctx, log.value()), "[]");
        run(h);
        assert_eq!(show(h.ctx, log.value()), "[7, 7, 7, 7]");
        assert!(h.ctx.take_unhandled_rejection().is_none());
    });
}

#[test]
fn a_promise_that_nobody_has_tampered_with_resolves_to_itself() {
    with_builtins(|h| {
        let p = resolved(h, Value::int(1));
        assert!(h.ctx.is_intact_promise(object(p)).expect("room"));
        assert_eq!(resolved(h, p), p);
        let key = h.ctx.names.constructor;
        h.ctx.set(object(p), key, Value::int(1)).expect("no throw");
        assert!(!h.ctx.is_intact_promise(object(p)).expect("room"));
        assert_ne!(resolved(h, p), p);
        let other = resolved(h, Value::int(2));
        assert!(h.ctx.is_intact_promise(object(other)).expect("room"));
        let proto = h.ctx.intrinsics.promise_prototype;
        let key = h.ctx.names.then;
        let mine = h.function(return_argument);
        h.ctx.set(proto, key, mine).expect("no throw");
        assert!(!h.ctx.is_intact_promise(object(other)).expect("room"));
    });
}

#[test]
fn a_changed_species_is_seen() {
    with_builtins(|h| {
        let p = resolved(h, Value::int(1));
        assert!(h.ctx.is_intact_promise(object(p)).expect("room"));
        let promise = object(h.global("Promise"));
        let key = h.ctx.symbols.species;
        h.ctx.delete(promise, key.into()).expect("no throw");
        assert!(!h.ctx.is_intact_promise(object(p)).expect("room"));
    });
}

#[test]
fn a_promise_resolved_with_itself_is_rejected() {
    with_builtins(|h| {
        let p = h.ctx.new_promise().expect("room");
        h.ctx.resolve_promise(p, p.value()).expect("room");
        assert_eq!(h.ctx.promise_state(p), PromiseState::Rejected);
        assert_eq!(h.ctx.take_unhandled_rejection(), Some(p));
        let (_, f) = new_log(h);
        h.value(p.value(), "catch", &[f]);
        assert_eq!(h.ctx.take_late_handling(), Some(p));
        assert!(h.ctx.take_unhandled_rejection().is_none());
    });
}

#[test]
fn a_rejection_that_gets_a_handler_in_time_is_not_reported() {
    with_builtins(|h| {
        let p = rejected(h, Value::int(1));
        let (log, f) = new_log(h);
        h.value(p, "then", &[Value::UNDEFINED, f]);
        for i in 0..1000 {
            let p = rejected(h, Value::int(i));
            h.value(p, "catch", &[f]);
        }
        assert!(h.ctx.take_unhandled_rejection().is_none());
        run(h);
        assert_eq!(log.array_length(), 1001);
    });
}

#[test]
fn coroutines_wait_in_the_order_of_their_awaits_among_other_reactions() {
    with_builtins(|h| {
        let p = h.ctx.new_promise().expect("room");
        let (_, f) = new_log(h);
        let coroutines: Vec<Value<'_>> = (0..3).map(|_| h.ctx.new_object().expect("room").value()).collect();
        h.ctx.await_promise(p, coroutines[0]).expect("room");
        h.value(p.value(), "then", &[f]);
        h.ctx.await_promise(p, coroutines[1]).expect("room");
        h.ctx.await_promise(p, coroutines[2]).expect("room");
        h.ctx.collect();
        h.ctx.reject_promise(p, Value::int(5)).expect("room");
        assert!(h.ctx.take_unhandled_rejection().is_none(), "awaits handle it");
        let mut order = Vec::new();
        while let Some(job) = h.ctx.take_job() {
            order.push(match job {
                Job::Resume { coroutine, value, .. } if value == Value::int(5) => {
                    coroutines.iter().position(|&c| c == coroutine)
                }
                _ => None,
            });
        }
        assert_eq!(order, [Some(0), None, Some(1), Some(2)]);
        h.ctx.await_promise(p, coroutines[1]).expect("room");
        h.ctx.await_value(Value::int(3), coroutines[2]).expect("room");
        assert!(matches!(h.ctx.take_job(), Some(Job::Resume { coroutine, .. }) if coroutine == coroutines[1]));
        assert!(matches!(h.ctx.take_job(), Some(Job::Resume { value, .. }) if value == Value::int(3)));
    });
}

#[test]
fn an_exception_of_a_microtask_leaves_the_rest_of_the_queue() {
    with_builtins(|h| {
        let (log, f) = new_log(h);
        let thrower = h.function(throw_argument);
        let global = h.ctx.global.value();
        for callback in [f, thrower, f] {
            h.value(global, "queueMicrotask", &[callback]);
        }
        let throw = h.ctx.run_jobs().expect_err("an exception");
        h.ctx.caught(throw);
        assert!(h.ctx.has_jobs() && log.array_length() == 1);
        run(h);
        assert_eq!(log.array_length(), 2);
        let message = h.call(global, "queueMicrotask", &[Value::int(1)]);
        assert_eq!(message, "TypeError: The \"callback\" argument must be of type function. Received type number (1)");
    });
}

#[test]
fn jobs_and_reactions_survive_collections() {
    with_builtins(|h| {
        let (log, f) = new_log(h);
        {
            let turn = &mut h.ctx.inner();
            let p = turn.new_promise().expect("room");
            let next = turn.promise_then(p, Value::UNDEFINED, Value::UNDEFINED).expect("room");
            let next = next.as_kind(CellKind::Promise).expect("a promise");
            turn.promise_then(next, f, Value::UNDEFINED).expect("room");
            let text = turn.new_string("kept alive by the job").expect("room");
            turn.resolve_promise(p, text.value()).expect("room");
        }
        h.ctx.collect();
        run(h);
        assert_eq!(show(h.ctx, log.value()), "[\"kept alive by the job\"]");
    });
}

#[test]
fn combinators_collect_what_their_promises_come_to() {
    with_builtins(|h| {
        let promise = h.global("Promise");
        for (method, shown) in [
            ("all", "rejected 2"),
            ("race", "fulfilled 1"),
            ("any", "fulfilled 1"),
            (
                "allSettled",
                "fulfilled [{status: \"fulfilled\", value: 1}, {status: \"rejected\", reason: 2}, {status: \"fulfilled\", value: 3}]",
            ),
        ] {
            let (one, two) = (resolved(h, Value::int(1)), rejected(h, Value::int(2)));
            let list = h.ctx.new_array(&[one, two, Value::int(3)]).expect("room");
            let p = object(h.value(promise, method, &[list.value()]));
            run(h);
            let result = h.ctx.promise_result(p);
            let text = show(h.ctx, result);
            let state = if h.ctx.promise_state(p) == PromiseState::Rejected { "rejected" } else { "fulfilled" };
            assert_eq!(format!("{state} {text}"), shown, "{method}");
        }
        let empty = h.ctx.new_array(&[]).expect("room").value();
        let p = object(h.value(promise, "any", &[empty]));
        let error = h.ctx.promise_result(p);
        let message = h.get(error, "message");
        assert_eq!(show(h.ctx, message), "\"All promises were rejected\"");
    });
}

#[test]
fn a_rejection_passes_through_finally() {
    with_builtins(|h| {
        let (log, f) = new_log(h);
        let p = rejected(h, Value::int(4));
        let q = object(h.value(p, "finally", &[f]));
        run(h);
        assert_eq!(h.ctx.promise_result(q), Value::int(4));
        assert_eq!(show(h.ctx, log.value()), "[undefined]");
        assert_eq!(h.ctx.take_unhandled_rejection(), Some(q));
    });
}
