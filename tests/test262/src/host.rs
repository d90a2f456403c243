//! What test262 asks of a host: `print` and `$262`.

use std::cell::RefCell;
use yarrow_core::{Args, Attrs, CellKind, Context, EvalRequest, JsResult, Value};

thread_local! {
    /// What the test printed: natives have nowhere else to put it.
    static PRINTED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// What the test printed so far.
pub fn printed() -> Vec<String> {
    PRINTED.take()
}

/// `print(value)`
fn print(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let text = ctx.to_string(args.get(0))?.to_rust();
    PRINTED.with_borrow_mut(|lines| lines.push(text));
    Ok(Value::UNDEFINED)
}

/// `$262.gc()`
fn gc(ctx: &mut Context, _: Args) -> JsResult<Value> {
    ctx.collect();
    Ok(Value::UNDEFINED)
}

/// `$262.evalScript(source)`
fn eval_script(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let source = ctx.to_string(args.get(0))?;
    ctx.root(source.value());
    ctx.evaluate(EvalRequest::Script { source })
}

/// `$262.createRealm()`: a realm with a `$262` of its own, which is the answer.
fn create_realm(ctx: &mut Context, _: Args) -> JsResult<Value> {
    let realm = ctx.new_realm()?;
    ctx.in_realm(realm, |ctx| {
        install(ctx)?;
        let key = ctx.store.atom("$262")?;
        let global = ctx.global;
        ctx.get(global, key)
    })
}

/// `$262.detachArrayBuffer(buffer)`
fn detach_array_buffer(ctx: &mut Context, args: Args) -> JsResult<Value> {
    match args.get(0).as_kind(CellKind::ArrayBuffer) {
        Some(buffer) => {
            ctx.detach_array_buffer(buffer);
            Ok(Value::NULL)
        }
        None => Err(ctx.throw_type_error(format_args!("not an ArrayBuffer"))),
    }
}

/// Agents run in threads of other hosts; here there are none.
fn no_agents(ctx: &mut Context, _: Args) -> JsResult<Value> {
    Err(ctx.throw_type_error(format_args!("$262.agent is not supported yet")))
}

/// Defines both on the global object of the current realm.
pub fn install(ctx: &mut Context) -> JsResult<()> {
    let global = ctx.global;
    ctx.define_method(global, "print", 1, print)?;
    let host = ctx.new_object()?;
    let host = ctx.root(host);
    let key = ctx.store.atom("$262")?;
    ctx.define_data(global, key.into(), host.get(), Attrs::HIDDEN)?;
    ctx.define_method(host.object(), "gc", 0, gc)?;
    ctx.define_method(host.object(), "evalScript", 1, eval_script)?;
    ctx.define_method(host.object(), "createRealm", 0, create_realm)?;
    ctx.define_method(host.object(), "detachArrayBuffer", 1, detach_array_buffer)?;
    let key = ctx.store.atom("global")?;
    ctx.define_data(host.object(), key.into(), global.value(), Attrs::HIDDEN)?;
    let agent = ctx.new_object()?;
    let key = ctx.store.atom("agent")?;
    ctx.define_data(host.object(), key.into(), agent.value(), Attrs::HIDDEN)?;
    for (name, length) in [("start", 1), ("broadcast", 1), ("getReport", 0), ("sleep", 1), ("monotonicNow", 0)] {
        ctx.define_method(agent, name, length, no_agents)?;
    }
    Ok(())
}
