//! Promise (27.2), and `queueMicrotask`. The operations behind it are the machine's.

mod combinators;
mod common;
mod finally;
mod keyed;
#[cfg(test)]
mod tests;

use crate::node_error::throw_argument_type;
use crate::promise::common::{invoke_then, this_constructor};
use crate::table::{define_methods, define_tag};
use yarrow_machine::Capability;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{CellKind, Job, JsResult};

/// Promise (27.2.3.1)
fn promise_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(ctx.throw_type_error(format_args!("Promise constructor cannot be invoked without 'new'")));
    }
    let executor = args.get(0);
    if !executor.is_callable() {
        let text = ctx.describe(executor);
        return Err(ctx.throw_type_error(format_args!("Promise resolver {text} is not a function")));
    }
    let promise = if args.new_target() == ctx.intrinsics.promise {
        ctx.new_promise()?
    } else {
        let default = ctx.intrinsics.promise_prototype;
        let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
        ctx.new_promise_with(proto)?
    };
    let called = if ctx.reads_one_argument(executor) {
        let resolve = ctx.create_resolve_function(promise)?;
        ctx.call(executor, Value::UNDEFINED, &[resolve])
    } else {
        let (resolve, reject) = ctx.create_resolving_functions(promise)?;
        ctx.call(executor, Value::UNDEFINED, &[resolve, reject])
    };
    if let Err(throw) = called {
        let reason = ctx.caught(throw);
        if ctx.take_resolution(promise) {
            ctx.reject_promise(promise, reason)?;
        }
    }
    Ok(promise.value())
}

/// Promise.resolve (27.2.4.7)
fn promise_resolve<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let c = this_constructor(ctx, args, "PromiseResolve")?;
    ctx.promise_resolve_by(c, args.get(0))
}

/// Promise.reject (27.2.4.6)
fn promise_reject<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let c = this_constructor(ctx, args, "PromiseReject")?;
    let capability = ctx.new_result_capability(c.value())?;
    reject(ctx, capability, args.get(0))?;
    Ok(capability.promise)
}

/// Rejects the promise of a capability.
fn reject(ctx: &mut Scope<'_>, capability: Capability<'_>, reason: Value<'_>) -> JsResult<()> {
    match capability.promise.as_kind(CellKind::Promise) {
        Some(p) if capability.reject.is_undefined() => ctx.reject_promise(p, reason),
        _ => ctx.call(capability.reject, Value::UNDEFINED, &[reason]).map(|_| ()),
    }
}

/// Promise.try (27.2.4.8)
fn promise_try<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let c = this_constructor(ctx, args, "Promise.try")?;
    let capability = ctx.new_promise_capability(c.value())?;
    match ctx.call(args.get(0), Value::UNDEFINED, args.from(1)) {
        Ok(v) => ctx.call(capability.resolve, Value::UNDEFINED, &[v])?,
        Err(throw) => {
            let reason = ctx.caught(throw);
            ctx.call(capability.reject, Value::UNDEFINED, &[reason])?
        }
    };
    Ok(capability.promise)
}

/// Promise.withResolvers (27.2.4.9)
fn promise_with_resolvers<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let c = this_constructor(ctx, args, "Promise.withResolvers")?;
    let Capability { promise, resolve, reject } = ctx.new_promise_capability(c.value())?;
    let o = ctx.new_object()?;
    for (name, v) in [("promise", promise), ("resolve", resolve), ("reject", reject)] {
        let key = ctx.atom(name)?;
        ctx.create_data_property(o, key, v)?;
    }
    Ok(o.value())
}

/// get Promise[@@species] (27.2.4.10)
fn species<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.this())
}

/// Promise.prototype.then (27.2.5.4)
fn promise_then<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(p) = args.this().as_kind(CellKind::Promise) else {
        let text = ctx.describe(args.this());
        return Err(
            ctx.throw_type_error(format_args!("Method Promise.prototype.then called on incompatible receiver {text}"))
        );
    };
    ctx.promise_then(p, args.get(0), args.get(1))
}

/// Promise.prototype.catch (27.2.5.1)
fn promise_catch<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    invoke_then(ctx, args.this(), &[Value::UNDEFINED, args.get(0)])
}

/// queueMicrotask (HTML 8.7), with the error of Node
fn queue_microtask<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let callback = args.get(0);
    if !callback.is_callable() {
        return Err(throw_argument_type(ctx, "callback", "of type function", callback));
    }
    ctx.enqueue(Job::Call { callback })?;
    Ok(Value::UNDEFINED)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.promise_prototype;
    let promise = ctx.define_constructor("Promise", 1, promise_constructor, proto)?;
    ctx.set_intrinsic(promise.value(), |i, f| i.promise = f);
    combinators::install(ctx, promise)?;
    keyed::install(ctx, promise)?;
    let resolve = ctx.define_method(promise, "resolve", 1, promise_resolve)?;
    ctx.set_intrinsic(resolve.value(), |i, f| i.promise_resolve = f);
    define_methods(
        ctx,
        promise,
        &[("reject", 1, promise_reject), ("withResolvers", 0, promise_with_resolvers), ("try", 1, promise_try)],
    )?;
    let key = ctx.symbols.species;
    ctx.define_accessor(promise, key.into(), "[Symbol.species]", species, None)?;
    if let Some(p) = ctx.get_own_property(promise, key.into())? {
        ctx.set_intrinsic(p.value, |i, f| i.promise_species = f);
    }
    let then = ctx.define_method(proto, "then", 2, promise_then)?;
    ctx.set_intrinsic(then.value(), |i, f| i.promise_then = f);
    define_methods(ctx, proto, &[("catch", 1, promise_catch), ("finally", 1, finally::promise_finally)])?;
    define_tag(ctx, proto, "Promise")?;
    ctx.watch_promises(promise);
    let global = ctx.global;
    // As in Node, it is enumerable.
    let f = ctx.define_method(global, "queueMicrotask", 1, queue_microtask)?;
    let key = ctx.atom("queueMicrotask")?;
    ctx.define_data(global, key.into(), f.value(), yarrow_objects::Attrs::ALL)
}
