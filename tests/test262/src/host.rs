//! What test262 asks of a host: `print` and `$262`.

use std::cell::RefCell;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Attrs, CellKind, EvalRequest, JsResult};

thread_local! {
    /// What the test printed: natives have nowhere else to put it.
    static PRINTED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// What the test printed so far.
pub fn printed() -> Vec<String> {
    PRINTED.take()
}

/// `print(value)`
fn print<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let text = ctx.to_string(args.get(0))?.to_rust();
    PRINTED.with_borrow_mut(|lines| lines.push(text));
    Ok(Value::UNDEFINED)
}

/// `$262.gc()`
fn gc<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    Ok(Value::UNDEFINED)
}

/// `$262.evalScript(source)`
fn eval_script<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let source = ctx.to_string(args.get(0))?;
    ctx.evaluate(EvalRequest::Script { source })
}

/// `$262.createRealm()`: a realm with a `$262` of its own, which is the answer.
fn create_realm<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    let realm = ctx.new_realm()?;
    ctx.in_realm(realm, |ctx| {
        install(ctx)?;
        let key = ctx.atom("$262")?;
        let global = ctx.global;
        ctx.get(global, key)
    })
}

/// `$262.detachArrayBuffer(buffer)`
fn detach_array_buffer<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    match args.get(0).as_kind(CellKind::ArrayBuffer) {
        Some(buffer) => {
            ctx.detach_array_buffer(buffer);
            Ok(Value::NULL)
        }
        None => Err(ctx.throw_type_error(format_args!("not an ArrayBuffer"))),
    }
}

/// Agents run in threads of other hosts; here there are none.
fn no_agents<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    Err(ctx.throw_type_error(format_args!("$262.agent is not supported yet")))
}

/// Defines both on the global object of the current realm.
pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let global = ctx.global;
    ctx.define_method(global, "print", 1, print)?;
    let host = ctx.new_object()?;
    let key = ctx.atom("$262")?;
    ctx.define_data(global, key.into(), host.value(), Attrs::HIDDEN)?;
    ctx.define_method(host, "gc", 0, gc)?;
    ctx.define_method(host, "evalScript", 1, eval_script)?;
    ctx.define_method(host, "createRealm", 0, create_realm)?;
    ctx.define_method(host, "detachArrayBuffer", 1, detach_array_buffer)?;
    let key = ctx.atom("global")?;
    ctx.define_data(host, key.into(), global.value(), Attrs::HIDDEN)?;
    let agent = ctx.new_object()?;
    let key = ctx.atom("agent")?;
    ctx.define_data(host, key.into(), agent.value(), Attrs::HIDDEN)?;
    for (name, length) in [("start", 1), ("broadcast", 1), ("getReport", 0), ("sleep", 1), ("monotonicNow", 0)] {
        ctx.define_method(agent, name, length, no_agents)?;
    }
    Ok(())
}
