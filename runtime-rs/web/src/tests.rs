//! The libraries called through a context, as JavaScript would: what programs cannot show while there is no event loop, and what
//! holds when scripts have replaced the globals.

use crate::class::Class;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Native, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, Context, JsResult, NativeKind};

fn with_libraries(test: impl FnOnce(&mut Scope<'_>)) {
    let mut ctx = Context::new();
    ok(yarrow_builtins::install(&mut ctx));
    ctx.enter(|ctx| {
        for library in yarrow_abi::libraries::LIBRARIES {
            ok(crate::installer(library)(ctx));
        }
        test(ctx);
    });
}

fn ok<T>(result: JsResult<T>) -> T {
    match result {
        Ok(v) => v,
        Err(_) => panic!("an exception"),
    }
}

fn get<'s>(ctx: &mut Scope<'s>, v: Value<'_>, name: &str) -> Value<'s> {
    let key = ok(ctx.atom(name));
    ok(ctx.get_value(v, key))
}

fn global<'s>(ctx: &mut Scope<'s>, name: &str) -> Value<'s> {
    let global = ctx.global.value();
    get(ctx, global, name)
}

fn text<'s>(ctx: &mut Scope<'s>, s: &str) -> Value<'s> {
    ok(ctx.new_string(s)).value()
}

fn construct<'s>(ctx: &mut Scope<'s>, name: &str, args: &[Value<'_>]) -> Value<'s> {
    let constructor = global(ctx, name);
    ok(ctx.construct(constructor, args, constructor))
}

fn call<'s>(ctx: &mut Scope<'s>, on: Value<'_>, method: &str, args: &[Value<'_>]) -> JsResult<Value<'s>> {
    let f = get(ctx, on, method);
    ctx.call(f, on, args)
}

fn function<'s>(ctx: &mut Scope<'s>, native: Native) -> Value<'s> {
    let name = ctx.names.empty;
    ok(ctx.new_native(name, 0, native, NativeKind::Function)).value()
}

fn show(v: Value<'_>) -> String {
    v.as_string().map_or_else(|| format!("{v:?}"), |s| s.to_rust())
}

/// Makes all globals of the libraries `null`.
fn forget_globals(ctx: &mut Scope<'_>) {
    let global: Object<'_> = ctx.global;
    for name in yarrow_abi::libraries::LIBRARIES.iter().flat_map(|library| library.globals()) {
        let ctx = &mut ctx.inner();
        let key: PropertyKey<'_> = ok(ctx.atom(name)).into();
        ok(ctx.define_data(global, key, Value::NULL, Attrs::ALL));
    }
}

fn throw_type<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let kind = get(ctx, args.get(0), "type");
    Err(ctx.throw(kind))
}

/// A promise that is rejected: an object whose `then` calls its second argument at once.
fn rejected<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    fn then<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
        let reason = text(ctx, "rejected");
        ctx.call(args.get(1), Value::UNDEFINED, &[reason])
    }
    let o = ctx.new_object()?;
    ctx.define_method(o, "then", 2, then)?;
    Ok(o.value())
}

#[test]
fn what_a_listener_throws_is_reported_and_stops_nothing() {
    with_libraries(|ctx| {
        let target = construct(ctx, "EventTarget", &[]);
        let kind = text(ctx, "fail");
        for native in [throw_type as Native, rejected, throw_type] {
            let listener = function(ctx, native);
            ok(call(ctx, target, "addEventListener", &[kind, listener]));
        }
        let event = construct(ctx, "Event", &[kind]);
        assert_eq!(ok(call(ctx, target, "dispatchEvent", &[event])), Value::TRUE);
        for reported in ["fail", "rejected", "fail"] {
            let throw = ctx.drain().expect_err("the loop throws what was reported");
            let thrown = ctx.caught(throw);
            assert_eq!(show(thrown), reported);
        }
        ok(ctx.drain());
    });
}

#[test]
fn instances_are_made_though_scripts_have_replaced_the_globals() {
    with_libraries(|ctx| {
        let controller = construct(ctx, "AbortController", &[]);
        let url = {
            let input = text(ctx, "http://h/?a=b");
            construct(ctx, "URL", &[input])
        };
        let atob = global(ctx, "atob");
        forget_globals(ctx);
        ok(call(ctx, controller, "abort", &[]));
        let signal = get(ctx, controller, "signal");
        let reason = get(ctx, signal, "reason");
        let name = get(ctx, reason, "name");
        assert_eq!(show(name), "AbortError");
        let params = get(ctx, url, "searchParams");
        let shown = ok(call(ctx, params, "toString", &[]));
        assert_eq!(show(shown), "a=b");
        let wrong = text(ctx, "$");
        let Err(throw) = ctx.call(atob, Value::UNDEFINED, &[wrong]) else { panic!("it throws") };
        let thrown = ctx.caught(throw);
        let code = get(ctx, thrown, "code");
        assert_eq!(code, Value::int(5));
    });
}

#[test]
fn a_library_is_installed_once() {
    with_libraries(|ctx| {
        let before = crate::class::recall(ctx, Class::Url);
        let url = global(ctx, "URL");
        for library in yarrow_abi::libraries::LIBRARIES {
            ok(crate::installer(library)(ctx));
        }
        assert_eq!(crate::class::recall(ctx, Class::Url), before);
        assert_eq!(global(ctx, "URL"), url);
    });
}

#[test]
fn a_time_that_passed_aborts_a_signal() {
    with_libraries(|ctx| {
        let signals = global(ctx, "AbortSignal");
        let signal = ok(call(ctx, signals, "timeout", &[Value::int(1)]));
        let callback = crate::abort_signal::timeout_callback(ctx, signal.as_object().expect("a signal"));
        let callback = ok(callback).value();
        ok(ctx.call(callback, Value::UNDEFINED, &[]));
        let reason = get(ctx, signal, "reason");
        let (name, code) = (get(ctx, reason, "name"), get(ctx, reason, "code"));
        assert_eq!((show(name).as_str(), code), ("TimeoutError", Value::int(23)));
    });
}

#[test]
fn what_a_stream_has_not_decoded_is_dropped_with_the_decoder() {
    with_libraries(|ctx| {
        let options = ok(ctx.new_object());
        let key = ok(ctx.atom("stream"));
        ok(ctx.create_data_property(options, key, Value::TRUE));
        for _ in 0..50 {
            let ctx = &mut ctx.inner();
            let decoder = construct(ctx, "TextDecoder", &[]);
            let bytes = ok(crate::bytes::new_uint8_array(ctx, &[0xe2, 0x82]));
            let shown = ok(call(ctx, decoder, "decode", &[bytes.value(), options.value()]));
            assert_eq!(show(shown), "");
            ctx.collect();
            let rest = ok(crate::bytes::new_uint8_array(ctx, &[0xac]));
            let shown = ok(call(ctx, decoder, "decode", &[rest.value()]));
            assert_eq!(show(shown), "\u{20ac}");
        }
        ctx.collect();
    });
}
