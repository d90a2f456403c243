//! Array.fromAsync (23.1.2.1): an async function, written as the steps between its awaits.
//!
//! What a step needs lies in an environment. A step ends where it waits, and says which step then follows; or where the promise is
//! resolved. A throw rejects that.

use super::access::construct_object;
use super::{create_at, create_from_species, get_at, set_length};
use crate::waiting::{Continuation, Waited, or_reject, wait};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{JsResult, Throw};

// Slots of the state.
const PROMISE: u32 = 0;
/// The array that is made.
const ARRAY: u32 = 1;
/// The index of its next element.
const INDEX: u32 = 2;
/// An open iterator, or the array-like object.
const SOURCE: u32 = 3;
/// That of an array-like object.
const LENGTH: u32 = 4;
const MAPPER: u32 = 5;
const THIS_ARG: u32 = 6;
/// The step that follows the wait.
const STEP: u32 = 7;
/// What is thrown once the iterator is closed.
const ERROR: u32 = 8;
const SLOTS: u32 = 9;

/// What is waited for, which says how it goes on.
#[derive(Clone, Copy)]
enum Step {
    /// The answer of the iterator's `next`.
    Next = 0,
    /// What the mapper made of a value of the iterator.
    Mapped = 1,
    /// The answer of the iterator's `return`.
    Closed = 2,
    /// An element of an array-like object.
    Element = 3,
    /// What the mapper made of that.
    MappedElement = 4,
}

const STEPS: [Step; 5] = [Step::Next, Step::Mapped, Step::Closed, Step::Element, Step::MappedElement];

/// Where a step has ended: at a wait for a value, or at the end.
type Ended<'s> = Option<(Step, Value<'s>)>;

/// Array.fromAsync (23.1.2.1)
pub(super) fn from_async<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let promise = ctx.new_promise()?;
    let state = ctx.new_environment(SLOTS)?;
    ctx.set_env_slot(state, PROMISE, promise.value());
    ctx.set_env_slot(state, INDEX, Value::int(0));
    ctx.set_env_slot(state, MAPPER, args.get(1));
    ctx.set_env_slot(state, THIS_ARG, args.get(2));
    or_reject(ctx, state, PROMISE, |ctx| {
        let ended = begin(ctx, state, args.this(), args.get(0))?;
        wait_at(ctx, state, ended)
    })?;
    Ok(promise.value())
}

const CONTINUATION: Continuation = Continuation { fulfilled: after_fulfilment, rejected: after_rejection };

fn after_fulfilment<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    go_on(ctx, args.data(), Ok(args.get(0)))
}

fn after_rejection<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    go_on(ctx, args.data(), Err(args.get(0)))
}

fn go_on<'s>(ctx: &mut Scope<'s>, state: Value<'s>, waited: Waited<'s>) -> JsResult<Value<'s>> {
    or_reject(ctx, state, PROMISE, |ctx| {
        let ended = follow(ctx, state, waited)?;
        wait_at(ctx, state, ended)
    })?;
    Ok(Value::UNDEFINED)
}

/// Waits where a step has ended. While waiting itself throws, that is what came of it.
fn wait_at(ctx: &mut Scope<'_>, state: Value<'_>, ended: Ended<'_>) -> JsResult<()> {
    let Some((mut step, v)) = ended else { return Ok(()) };
    let waits_for = ctx.slot(v);
    loop {
        let ctx = &mut ctx.inner();
        ctx.set_env_slot(state, STEP, Value::int(step as i32));
        let v = waits_for.get(ctx);
        let Err(throw) = wait(ctx, v, state, CONTINUATION) else { return Ok(()) };
        let reason = ctx.caught(throw);
        let Some((next, v)) = follow(ctx, state, Err(reason))? else { return Ok(()) };
        step = next;
        waits_for.set(v);
    }
}

/// Up to the first wait.
fn begin<'s>(ctx: &mut Scope<'s>, state: Value<'_>, c: Value<'_>, items: Value<'_>) -> JsResult<Ended<'s>> {
    let mapper = ctx.env_value(state, MAPPER);
    if !mapper.is_undefined() && !mapper.is_callable() {
        return Err(ctx.throw_not_callable(mapper));
    }
    if let Some(iter) = ctx.async_iter_open_if_iterable(items)? {
        ctx.set_env_slot(state, SOURCE, iter);
        let array = if c.as_object().is_some_and(|c| c.is_constructor()) {
            construct_object(ctx, c, &[])?
        } else {
            ctx.new_array(&[])?
        };
        ctx.set_env_slot(state, ARRAY, array.value());
        return ask_next(ctx, state);
    }
    let source = ctx.to_object(items)?;
    let length = ctx.length_of(source)?;
    let array = if c.as_object().is_some_and(|c| c.is_constructor()) {
        construct_object(ctx, c, &[Value::number(length as f64)])?
    } else {
        create_from_species(ctx, None, length)?
    };
    ctx.set_env_slot(state, SOURCE, source.value());
    ctx.set_env_slot(state, LENGTH, Value::number(length as f64));
    ctx.set_env_slot(state, ARRAY, array.value());
    ask_element(ctx, state)
}

/// From a wait to the next.
fn follow<'s>(ctx: &mut Scope<'s>, state: Value<'_>, waited: Waited<'_>) -> JsResult<Ended<'s>> {
    let step = ctx.env_value(state, STEP).as_int().and_then(|n| STEPS.get(n as usize)).copied().unwrap_or(Step::Next);
    match (step, waited) {
        (Step::Next, Ok(result)) => after_next(ctx, state, result),
        (Step::Mapped, Ok(v)) => define(ctx, state, v),
        (Step::Mapped, Err(reason)) => close(ctx, state, reason),
        (Step::Closed, _) => {
            let error = ctx.env_value(state, ERROR);
            Err(ctx.throw(error))
        }
        (Step::Element, Ok(v)) => match map(ctx, state, v)? {
            Some(mapped) => Ok(Some((Step::MappedElement, mapped))),
            None => define_element(ctx, state, v),
        },
        (Step::MappedElement, Ok(v)) => define_element(ctx, state, v),
        (Step::Next | Step::Element | Step::MappedElement, Err(reason)) => Err(ctx.throw(reason)),
    }
}

/// Calls the mapper, if there is one.
fn map<'s>(ctx: &mut Scope<'s>, state: Value<'_>, v: Value<'_>) -> JsResult<Option<Value<'s>>> {
    let mapper = ctx.env_value(state, MAPPER);
    if mapper.is_undefined() {
        return Ok(None);
    }
    let (this_arg, index) = (ctx.env_value(state, THIS_ARG), ctx.env_value(state, INDEX));
    ctx.call(mapper, this_arg, &[v, index]).map(Some)
}

/// The array and its next index.
fn place<'s>(ctx: &mut Scope<'s>, state: Value<'_>) -> (Option<Object<'s>>, u64) {
    let index = ctx.env_value(state, INDEX).as_number().unwrap_or(0.0) as u64;
    (ctx.env_value(state, ARRAY).as_object(), index)
}

/// Adds an element to the array.
fn add(ctx: &mut Scope<'_>, state: Value<'_>, v: Value<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    if let (Some(array), index) = place(ctx, state) {
        create_at(ctx, array, index, v)?;
        ctx.set_env_slot(state, INDEX, Value::number((index + 1) as f64));
    }
    Ok(())
}

/// Resolves the promise with the array.
fn end<'s>(ctx: &mut Scope<'s>, state: Value<'_>) -> JsResult<Ended<'s>> {
    let ctx = &mut ctx.inner();
    if let (Some(array), index) = place(ctx, state) {
        set_length(ctx, array, index)?;
        if let Some(promise) = ctx.env_value(state, PROMISE).as_object() {
            ctx.resolve_promise(promise, array.value())?;
        }
    }
    Ok(None)
}

// --- Of an iterator ---------------------------------------------------------------------------------

fn ask_next<'s>(ctx: &mut Scope<'s>, state: Value<'_>) -> JsResult<Ended<'s>> {
    let iter = ctx.env_value(state, SOURCE);
    Ok(Some((Step::Next, ctx.async_iter_promise(iter)?)))
}

fn after_next<'s>(ctx: &mut Scope<'s>, state: Value<'_>, result: Value<'_>) -> JsResult<Ended<'s>> {
    if ctx.iter_result_done(result)? {
        return end(ctx, state);
    }
    let key = ctx.names.value;
    let v = ctx.get_value(result, key)?;
    match map(ctx, state, v) {
        Ok(Some(mapped)) => Ok(Some((Step::Mapped, mapped))),
        Ok(None) => define(ctx, state, v),
        Err(throw) => close_after(ctx, state, throw),
    }
}

fn define<'s>(ctx: &mut Scope<'s>, state: Value<'_>, v: Value<'_>) -> JsResult<Ended<'s>> {
    match add(ctx, state, v) {
        Ok(()) => ask_next(ctx, state),
        Err(throw) => close_after(ctx, state, throw),
    }
}

fn close_after<'s>(ctx: &mut Scope<'s>, state: Value<'_>, throw: Throw) -> JsResult<Ended<'s>> {
    let reason = ctx.caught(throw);
    close(ctx, state, reason)
}

/// AsyncIteratorClose (7.4.13) with a throw completion: what closing throws is dropped.
fn close<'s>(ctx: &mut Scope<'s>, state: Value<'_>, reason: Value<'_>) -> JsResult<Ended<'s>> {
    ctx.set_env_slot(state, ERROR, reason);
    let iter = ctx.env_value(state, SOURCE);
    match ctx.async_iter_close(iter) {
        Ok(Some(answer)) => return Ok(Some((Step::Closed, answer))),
        Ok(None) => {}
        Err(throw) => {
            ctx.caught(throw);
        }
    }
    Err(ctx.throw(reason))
}

// --- Of an array-like object ------------------------------------------------------------------------

fn ask_element<'s>(ctx: &mut Scope<'s>, state: Value<'_>) -> JsResult<Ended<'s>> {
    let length = ctx.env_value(state, LENGTH).as_number().unwrap_or(0.0) as u64;
    let (_, index) = place(ctx, state);
    if index >= length {
        return end(ctx, state);
    }
    let Some(source) = ctx.env_value(state, SOURCE).as_object() else { return Ok(None) };
    Ok(Some((Step::Element, get_at(ctx, source, index)?)))
}

fn define_element<'s>(ctx: &mut Scope<'s>, state: Value<'_>, v: Value<'_>) -> JsResult<Ended<'s>> {
    add(ctx, state, v)?;
    ask_element(ctx, state)
}
