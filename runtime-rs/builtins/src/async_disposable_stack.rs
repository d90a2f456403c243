//! AsyncDisposableStack (27.4). Its objects are those of [`crate::disposable_stack`].

use crate::disposable_stack::{
    Class, How, add, call_disposer, construct, count, is_disposed, moved, pending_stack, take_resources, this_stack,
};
use crate::table::{callable_argument, define_methods, define_tag};
use crate::waiting::{Continuation, Waited, or_reject, wait};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, JsResult};

// Slots of the state of `disposeAsync`.
const PROMISE: u32 = 0;
const LIST: u32 = 1;
/// How many resources are left.
const LEFT: u32 = 2;
/// Has something thrown, and what is to be thrown.
const THREW: u32 = 3;
const ERROR: u32 = 4;
/// needsAwait and hasAwaited of the specification.
const NEEDS_AWAIT: u32 = 5;
const HAS_AWAITED: u32 = 6;
const SLOTS: u32 = 7;

/// AsyncDisposableStack (27.4.1.1)
fn async_disposable_stack_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    construct(ctx, args, Class::Async)
}

/// AsyncDisposableStack.prototype.adopt (27.4.3.1)
fn adopt<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, Class::Async, "adopt")?;
    let f = callable_argument(ctx, args, 1)?;
    add(ctx, o, How::Adopt, args.get(0), f)?;
    Ok(args.get(0))
}

/// AsyncDisposableStack.prototype.defer (27.4.3.2)
fn defer<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, Class::Async, "defer")?;
    let f = callable_argument(ctx, args, 0)?;
    add(ctx, o, How::Defer, Value::UNDEFINED, f)?;
    Ok(Value::UNDEFINED)
}

/// AsyncDisposableStack.prototype.use (27.4.3.6). The method of null and undefined is `null`.
fn use_resource<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, Class::Async, "use")?;
    let method = ctx.get_async_dispose_method(args.get(0))?;
    add(ctx, o, How::Use, args.get(0), method)?;
    Ok(args.get(0))
}

/// get AsyncDisposableStack.prototype.disposed (27.4.3.4)
fn disposed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_stack(ctx, args, Class::Async, "disposed")?;
    Ok(is_disposed(ctx, o).into())
}

/// AsyncDisposableStack.prototype.move (27.4.3.5)
fn move_stack<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, Class::Async, "move")?;
    moved(ctx, o, Class::Async)
}

/// AsyncDisposableStack.prototype.disposeAsync (27.4.3.3)
fn dispose_async<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let promise = ctx.new_promise()?;
    let o = match this_stack(ctx, args, Class::Async, "disposeAsync") {
        Ok(o) => o,
        Err(throw) => {
            let reason = ctx.caught(throw);
            ctx.reject_promise(promise, reason)?;
            return Ok(promise.value());
        }
    };
    if is_disposed(ctx, o) {
        ctx.resolve_promise(promise, Value::UNDEFINED)?;
        return Ok(promise.value());
    }
    let state = ctx.new_environment(SLOTS)?;
    ctx.set_env_slot(state, PROMISE, promise.value());
    if let Some(list) = take_resources(ctx, o)? {
        ctx.set_env_slot(state, LIST, list.value());
        ctx.set_env_slot(state, LEFT, Value::int(count(list).cast_signed()));
    }
    for slot in [THREW, NEEDS_AWAIT, HAS_AWAITED] {
        ctx.set_env_slot(state, slot, Value::FALSE);
    }
    or_reject(ctx, state, PROMISE, |ctx| dispose_resources(ctx, state))?;
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
        if let Err(reason) = waited {
            suppress(ctx, state, reason)?;
        }
        dispose_resources(ctx, state)
    })?;
    Ok(Value::UNDEFINED)
}

/// DisposeResources (7.5.9), up to where it waits or has ended. All resources are those of `await using`.
fn dispose_resources(ctx: &mut Scope<'_>, state: Value<'_>) -> JsResult<()> {
    loop {
        let ctx = &mut ctx.inner();
        let Some((list, i)) = next_resource(ctx, state) else { break };
        if ctx.dense_element(list, i as usize * 3 + 2) == Some(Value::NULL) {
            ctx.set_env_slot(state, NEEDS_AWAIT, Value::TRUE);
            continue;
        }
        let waiting = call_disposer(ctx, list, i).and_then(|result| {
            ctx.set_env_slot(state, HAS_AWAITED, Value::TRUE);
            wait(ctx, result, state, CONTINUATION)
        });
        match waiting {
            Ok(()) => return Ok(()),
            Err(throw) => {
                let error = ctx.caught(throw);
                suppress(ctx, state, error)?;
            }
        }
    }
    if ctx.env_value(state, NEEDS_AWAIT) == Value::TRUE && ctx.env_value(state, HAS_AWAITED) == Value::FALSE {
        ctx.set_env_slot(state, HAS_AWAITED, Value::TRUE);
        return wait(ctx, Value::UNDEFINED, state, CONTINUATION);
    }
    let Some(promise) = ctx.env_value(state, PROMISE).as_object() else { return Ok(()) };
    if ctx.env_value(state, THREW) == Value::TRUE {
        let error = ctx.env_value(state, ERROR);
        return ctx.reject_promise(promise, error);
    }
    ctx.resolve_promise(promise, Value::UNDEFINED)
}

/// The last resource that is left, which then is no longer.
fn next_resource<'s>(ctx: &mut Scope<'s>, state: Value<'_>) -> Option<(Object<'s>, u32)> {
    let list = ctx.env_value(state, LIST).as_object()?;
    let left = ctx.env_value(state, LEFT).as_int()?.checked_sub(1)?;
    let i = u32::try_from(left).ok()?;
    ctx.set_env_slot(state, LEFT, Value::int(left));
    Some((list, i))
}

/// An error becomes what is thrown, or suppresses it.
fn suppress(ctx: &mut Scope<'_>, state: Value<'_>, error: Value<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let error = if ctx.env_value(state, THREW) == Value::TRUE {
        let earlier = ctx.env_value(state, ERROR);
        ctx.new_suppressed_error(error, earlier)?
    } else {
        ctx.root(error)
    };
    ctx.set_env_slot(state, THREW, Value::TRUE);
    ctx.set_env_slot(state, ERROR, error);
    Ok(())
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.async_disposable_stack_prototype;
    let name = Class::Async.name();
    ctx.define_constructor(name, 0, async_disposable_stack_constructor, proto)?;
    define_methods(
        ctx,
        proto,
        &[("adopt", 2, adopt), ("defer", 1, defer), ("move", 0, move_stack), ("use", 1, use_resource)],
    )?;
    let f = ctx.define_method(proto, "disposeAsync", 0, dispose_async)?;
    let key = ctx.symbols.async_dispose;
    ctx.define_data(proto, key.into(), f.value(), Attrs::HIDDEN)?;
    let key = ctx.atom("disposed")?;
    ctx.define_accessor(proto, key.into(), "disposed", disposed, None)?;
    define_tag(ctx, proto, name)
}
