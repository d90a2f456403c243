//! Promise.prototype.finally (27.2.5.3).
//!
//! Its functions capture lists that JavaScript never sees: the callback and the constructor; the value to go on with.

use super::invoke_then;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, List, Native, Scope, Value};
use yarrow_objects::{CellKind, JsResult};

pub fn promise_finally<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(o) = args.this().as_object() else {
        return Err(ctx.throw_type_error(format_args!("Promise.prototype.finally called on non-object")));
    };
    let default = ctx.intrinsics.promise;
    let c = match o.is(CellKind::Promise) && ctx.is_intact_promise(o)? {
        true => default,
        false => ctx.species_constructor(o, default)?,
    };
    let on_finally = args.get(0);
    if !on_finally.is_callable() {
        return invoke_then(ctx, args.this(), &[on_finally, on_finally]);
    }
    let captured = ctx.new_list(&[on_finally, c])?.value();
    let name = ctx.names.empty;
    let then = ctx.new_native_with_data(name, 1, then_finally, captured)?;
    let catch = ctx.new_native_with_data(name, 1, catch_finally, captured)?;
    invoke_then(ctx, args.this(), &[then.value(), catch.value()])
}

/// Calls the callback, and goes on once the promise of its result is fulfilled.
fn call_finally<'s>(ctx: &mut Scope<'s>, args: Args<'s>, go_on: Native) -> JsResult<Value<'s>> {
    let captured = List::of(args.data());
    let (on_finally, c) = (captured.get(0), captured.get(1));
    let result = ctx.call(on_finally, Value::UNDEFINED, &[])?;
    let Some(c) = c.as_object() else { return Ok(Value::UNDEFINED) };
    let promise = ctx.promise_resolve_by(c, result)?;
    let name = ctx.names.empty;
    let go_on = ctx.new_native_with_data(name, 0, go_on, args.get(0))?;
    invoke_then(ctx, promise, &[go_on.value()])
}

/// Then Finally Functions (27.2.5.3.1)
fn then_finally<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    call_finally(ctx, args, return_value)
}

/// Catch Finally Functions (27.2.5.3.2)
fn catch_finally<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    call_finally(ctx, args, throw_reason)
}

fn return_value<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.data())
}

fn throw_reason<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Err(ctx.throw(args.data()))
}
