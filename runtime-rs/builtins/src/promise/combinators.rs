//! Promise.all, allSettled, any and race (27.2.4.1 to 27.2.4.5).
//!
//! What the functions of one call share lies in an environment: the values so far, how many are missing, the capability, and the keys
//! of the values where they are those of an object ([`super::keyed`]). A
//! function of an element has an environment of its own with that one and its index. It gives it up when it is called; the two of an
//! element of `allSettled` have one together.

use super::common::keyed_result;
use super::{invoke_then, this_constructor};
use crate::table::define_methods;
use yarrow_machine::Capability;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, List, Native, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult};

/// Which of the methods.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Combinator {
    All,
    AllSettled,
    Any,
    Race,
}

// Slots of the environment that the functions share.
const VALUES: u32 = 0;
const MISSING: u32 = 1;
const CAPABILITY: u32 = 2;
/// `undefined` where the result is an array.
const KEYS: u32 = 3;

// Slots of an element's.
const SHARED: u32 = 0;
const INDEX: u32 = 1;

/// What the methods have in common.
fn combine<'s>(ctx: &mut Scope<'s>, args: Args<'s>, which: Combinator, name: &str) -> JsResult<Value<'s>> {
    let c = this_constructor(ctx, args, name)?;
    let capability = ctx.new_promise_capability(c.value())?;
    let result = combine_with(ctx, c, args.get(0), capability, which);
    reject_if_thrown(ctx, capability, result)
}

/// IfAbruptRejectPromise (27.2.1.1.1): the promise.
pub(super) fn reject_if_thrown<'s>(
    ctx: &mut Scope<'_>,
    capability: Capability<'s>,
    result: JsResult<()>,
) -> JsResult<Value<'s>> {
    if let Err(throw) = result {
        let reason = ctx.caught(throw);
        ctx.call(capability.reject, Value::UNDEFINED, &[reason])?;
    }
    Ok(capability.promise)
}

/// GetPromiseResolve (27.2.4.1.1)
pub(super) fn promise_resolve_of<'s>(ctx: &mut Scope<'s>, c: Object<'_>) -> JsResult<Value<'s>> {
    let key = ctx.names.resolve;
    let resolve = ctx.get(c, key)?;
    if resolve.is_callable() {
        return Ok(resolve);
    }
    Err(ctx.throw_type_error(format_args!("resolve is not a function")))
}

fn combine_with(
    ctx: &mut Scope<'_>,
    c: Object<'_>,
    iterable: Value<'_>,
    capability: Capability<'_>,
    which: Combinator,
) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let resolve = promise_resolve_of(ctx, c)?;
    let iter = ctx.iter_open(iterable)?;
    let shared = match which {
        Combinator::Race => None,
        Combinator::All | Combinator::AllSettled | Combinator::Any => {
            Some(new_shared(ctx, capability, Value::UNDEFINED)?)
        }
    };
    let mut index = 0;
    // A throw of the iterator's leaves it done; any other closes it.
    loop {
        let ctx = &mut ctx.inner();
        let Some(next) = ctx.iter_next(iter)? else { break };
        if let Err(throw) = add_element(ctx, (c, resolve), next, shared.map(|s| (s, index)), capability, which) {
            return Err(ctx.iter_close_throw(iter, throw));
        }
        index += 1;
    }
    let Some(shared) = shared else { return Ok(()) };
    if which == Combinator::Any && ctx.env_value(shared, MISSING) == Value::int(1) {
        let values = ctx.env_value(shared, VALUES);
        let error = new_aggregate_error(ctx, values)?;
        return Err(ctx.throw(error.value()));
    }
    one_less(ctx, shared, which)
}

/// One is missing until the iteration ends.
pub(super) fn new_shared<'s>(ctx: &mut Scope<'s>, capability: Capability<'_>, keys: Value<'_>) -> JsResult<Value<'s>> {
    let shared = ctx.new_environment(4)?;
    let values = ctx.new_array(&[])?;
    let Capability { promise, resolve, reject } = capability;
    let capability = ctx.new_list(&[promise, resolve, reject])?;
    ctx.set_env_slot(shared, VALUES, values.value());
    ctx.set_env_slot(shared, MISSING, Value::int(1));
    ctx.set_env_slot(shared, CAPABILITY, capability.value());
    ctx.set_env_slot(shared, KEYS, keys);
    Ok(shared)
}

/// Makes a promise of what was iterated, and waits for it.
pub(super) fn add_element(
    ctx: &mut Scope<'_>,
    (c, resolve): (Object<'_>, Value<'_>),
    next: Value<'_>,
    place: Option<(Value<'_>, i32)>,
    capability: Capability<'_>,
    which: Combinator,
) -> JsResult<()> {
    if let Some((shared, _)) = place
        && let Some(values) = ctx.env_value(shared, VALUES).as_object()
    {
        ctx.array_push(values, Value::UNDEFINED)?;
    }
    let promise = if resolve == ctx.intrinsics.promise_resolve {
        ctx.promise_resolve_by(c, next)?
    } else {
        ctx.call(resolve, c.value(), &[next])?
    };
    let (on_fulfilled, on_rejected) = match place {
        None => (capability.resolve, capability.reject),
        Some((shared, index)) => {
            let element = ctx.new_environment(2)?;
            ctx.set_env_slot(element, SHARED, shared);
            ctx.set_env_slot(element, INDEX, Value::int(index));
            let missing = ctx.env_value(shared, MISSING).as_int().unwrap_or(0);
            ctx.set_env_slot(shared, MISSING, Value::int(missing + 1));
            let name = ctx.names.empty;
            let mut of = |native: Native| -> JsResult<Value<'_>> {
                Ok(ctx.new_native_with_data(name, 1, native, element)?.value())
            };
            match which {
                Combinator::AllSettled => (of(settled_fulfilled)?, of(settled_rejected)?),
                Combinator::Any => (capability.resolve, of(any_reject)?),
                Combinator::All | Combinator::Race => (of(all_resolve)?, capability.reject),
            }
        }
    };
    if c.value() == ctx.intrinsics.promise
        && let Some(p) = promise.as_kind(CellKind::Promise)
        && ctx.is_intact_promise(p)?
    {
        // Nobody would see the promise that `then` returns, and the functions throw nothing that it would show.
        return ctx.perform_promise_then(p, on_fulfilled, on_rejected, None);
    }
    invoke_then(ctx, promise, &[on_fulfilled, on_rejected])?;
    Ok(())
}

/// What a function of an element shares with the others, and its index, the first time that it is called.
fn take_element<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> Option<(Value<'s>, u32)> {
    let element = args.data();
    let shared = ctx.env_value(element, SHARED);
    if shared.is_undefined() {
        return None;
    }
    ctx.set_env_slot(element, SHARED, Value::UNDEFINED);
    Some((shared, ctx.env_value(element, INDEX).as_int()? as u32))
}

/// Stores the value of an element; the last settles the promise.
fn store(ctx: &mut Scope<'_>, (shared, index): (Value<'_>, u32), v: Value<'_>, which: Combinator) -> JsResult<()> {
    if let Some(values) = ctx.env_value(shared, VALUES).as_object() {
        ctx.write_dense(values, index as usize, &[v]);
    }
    one_less(ctx, shared, which)
}

pub(super) fn one_less(ctx: &mut Scope<'_>, shared: Value<'_>, which: Combinator) -> JsResult<()> {
    let missing = ctx.env_value(shared, MISSING).as_int().unwrap_or(0) - 1;
    ctx.set_env_slot(shared, MISSING, Value::int(missing));
    if missing > 0 {
        return Ok(());
    }
    let values = ctx.env_value(shared, VALUES);
    let capability = List::of(ctx.env_value(shared, CAPABILITY));
    let (resolve, reject) = (capability.get(1), capability.get(2));
    if which == Combinator::Any {
        let error = new_aggregate_error(ctx, values)?;
        ctx.call(reject, Value::UNDEFINED, &[error.value()])?;
        return Ok(());
    }
    let result = match ctx.env_value(shared, KEYS).as_object() {
        Some(keys) => keyed_result(ctx, keys, values)?,
        None => values,
    };
    ctx.call(resolve, Value::UNDEFINED, &[result])?;
    Ok(())
}

fn new_aggregate_error<'s>(ctx: &mut Scope<'s>, errors: Value<'_>) -> JsResult<Object<'s>> {
    let proto = ctx.intrinsics.aggregate_error_prototype;
    let error = ctx.new_error_object(proto)?;
    let message = "All promises were rejected";
    // As in V8, it comes from nowhere: its stack has no frames.
    let stack = ctx.new_string(&format!("AggregateError: {message}"))?.value();
    let message = ctx.new_string(message)?.value();
    let names = [(ctx.names.stack, stack), (ctx.names.message, message), (ctx.names.errors, ctx.root(errors))];
    for (key, value) in names {
        ctx.define_data(error, key.into(), value, Attrs::HIDDEN)?;
    }
    Ok(error)
}

/// Promise.all Resolve Element Functions (27.2.4.1.3)
fn all_resolve<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(element) = take_element(ctx, args) {
        store(ctx, element, args.get(0), Combinator::All)?;
    }
    Ok(Value::UNDEFINED)
}

/// Promise.any Reject Element Functions (27.2.4.3.2)
fn any_reject<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(element) = take_element(ctx, args) {
        store(ctx, element, args.get(0), Combinator::Any)?;
    }
    Ok(Value::UNDEFINED)
}

fn settled<'s>(ctx: &mut Scope<'s>, args: Args<'s>, status: &str, name: &str) -> JsResult<Value<'s>> {
    let Some(element) = take_element(ctx, args) else { return Ok(Value::UNDEFINED) };
    let o = ctx.new_object()?;
    let text = ctx.atom(status)?;
    for (name, v) in [("status", text.value()), (name, args.get(0))] {
        let key = ctx.atom(name)?;
        ctx.create_data_property(o, key, v)?;
    }
    store(ctx, element, o.value(), Combinator::AllSettled)?;
    Ok(Value::UNDEFINED)
}

/// Promise.allSettled Resolve Element Functions (27.2.4.2.2)
fn settled_fulfilled<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    settled(ctx, args, "fulfilled", "value")
}

/// Promise.allSettled Reject Element Functions (27.2.4.2.3)
fn settled_rejected<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    settled(ctx, args, "rejected", "reason")
}

/// Promise.all (27.2.4.1)
fn promise_all<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    combine(ctx, args, Combinator::All, "Promise.all")
}

/// Promise.allSettled (27.2.4.2)
fn promise_all_settled<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    combine(ctx, args, Combinator::AllSettled, "Promise.allSettled")
}

/// Promise.any (27.2.4.3)
fn promise_any<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    combine(ctx, args, Combinator::Any, "Promise.any")
}

/// Promise.race (27.2.4.5)
fn promise_race<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    combine(ctx, args, Combinator::Race, "Promise.race")
}

pub fn install(ctx: &mut Scope<'_>, promise: Object<'_>) -> JsResult<()> {
    define_methods(
        ctx,
        promise,
        &[
            ("all", 1, promise_all),
            ("allSettled", 1, promise_all_settled),
            ("any", 1, promise_any),
            ("race", 1, promise_race),
        ],
    )
}
