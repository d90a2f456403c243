//! DisposableStack (27.3), and what AsyncDisposableStack shares with it.
//!
//! A stack has three internal slots: whether it is disposed of, an array of resources, three words each (how to dispose, the value,
//! the method), and which of the two classes it is of.

use crate::map::throw_requires_new;
use crate::table::{define_methods, define_tag};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult};

const DISPOSED: usize = 0;
const RESOURCES: usize = 1;
const IS_ASYNC: usize = 2;

/// The class of a stack.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Sync,
    Async,
}

impl Class {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Class::Sync => "DisposableStack",
            Class::Async => "AsyncDisposableStack",
        }
    }

    fn prototype<'s>(self, ctx: &Scope<'s>) -> Object<'s> {
        match self {
            Class::Sync => ctx.intrinsics.disposable_stack_prototype,
            Class::Async => ctx.intrinsics.async_disposable_stack_prototype,
        }
    }
}

/// How a resource's method is called.
#[derive(Clone, Copy)]
pub(crate) enum How {
    /// With the value as `this`.
    Use,
    /// With the value as argument.
    Adopt,
    Defer,
}

fn new_stack<'s>(ctx: &mut Scope<'s>, class: Class, proto: Object<'_>) -> JsResult<Object<'s>> {
    let o = ctx.new_object_of_kind(CellKind::DisposableStack, proto.value(), 3)?;
    o.set_internal(DISPOSED, Value::FALSE);
    o.set_internal(IS_ASYNC, (class == Class::Async).into());
    let resources = ctx.new_array(&[])?;
    o.set_internal(RESOURCES, resources.value());
    Ok(o)
}

/// What the constructors have in common.
pub(crate) fn construct<'s>(ctx: &mut Scope<'s>, args: Args<'s>, class: Class) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, class.name()));
    }
    let default = class.prototype(ctx);
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    Ok(new_stack(ctx, class, proto)?.value())
}

/// The receiver of a method.
pub(crate) fn this_stack<'s>(ctx: &mut Scope<'_>, args: Args<'s>, class: Class, name: &str) -> JsResult<Object<'s>> {
    match args.this().as_kind(CellKind::DisposableStack) {
        Some(o) if (ctx.internal(o, IS_ASYNC) == Value::TRUE) == (class == Class::Async) => Ok(o),
        _ => {
            let (text, of) = (ctx.describe(args.this()), class.name());
            Err(ctx
                .throw_type_error(format_args!("Method {of}.prototype.{name} called on incompatible receiver {text}")))
        }
    }
}

/// As above, and not yet disposed of.
pub(crate) fn pending_stack<'s>(ctx: &mut Scope<'_>, args: Args<'s>, class: Class, name: &str) -> JsResult<Object<'s>> {
    let o = this_stack(ctx, args, class, name)?;
    if is_disposed(ctx, o) {
        let of = class.name();
        return Err(ctx.throw_reference_error(format_args!("Cannot {name} a disposed {of}")));
    }
    Ok(o)
}

pub(crate) fn is_disposed(ctx: &mut Scope<'_>, stack: Object<'_>) -> bool {
    ctx.internal(stack, DISPOSED) == Value::TRUE
}

pub(crate) fn add(
    ctx: &mut Scope<'_>,
    stack: Object<'_>,
    how: How,
    value: Value<'_>,
    method: Value<'_>,
) -> JsResult<()> {
    if let Some(list) = ctx.internal(stack, RESOURCES).as_object() {
        for word in [Value::int(how as i32), value, method] {
            ctx.array_push(list, word)?;
        }
    }
    Ok(())
}

/// A stack with the resources of `o`, which is disposed of by that.
pub(crate) fn moved<'s>(ctx: &mut Scope<'s>, o: Object<'_>, class: Class) -> JsResult<Value<'s>> {
    let proto = class.prototype(ctx);
    let new = new_stack(ctx, class, proto)?;
    let (resources, empty) = (ctx.internal(o, RESOURCES), ctx.internal(new, RESOURCES));
    new.set_internal(RESOURCES, resources);
    o.set_internal(RESOURCES, empty);
    o.set_internal(DISPOSED, Value::TRUE);
    Ok(new.value())
}

/// The resources of a stack, which is disposed of by that.
pub(crate) fn take_resources<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> JsResult<Option<Object<'s>>> {
    let empty = ctx.new_array(&[])?;
    let list = ctx.internal(o, RESOURCES);
    o.set_internal(DISPOSED, Value::TRUE);
    o.set_internal(RESOURCES, empty.value());
    Ok(list.as_object())
}

/// How many resources a list has.
pub(crate) fn count(list: Object<'_>) -> u32 {
    list.array_length() / 3
}

/// Calls the method of a resource.
pub(crate) fn call_disposer<'s>(ctx: &mut Scope<'s>, list: Object<'_>, i: u32) -> JsResult<Value<'s>> {
    let mut word = |k| ctx.dense_element(list, (i * 3 + k) as usize).unwrap_or(Value::UNDEFINED);
    let (how, value, method) = (word(0), word(1), word(2));
    match how.as_int() {
        Some(n) if n == How::Use as i32 => ctx.call(method, value, &[]),
        Some(n) if n == How::Adopt as i32 => ctx.call(method, Value::UNDEFINED, &[value]),
        _ => ctx.call(method, Value::UNDEFINED, &[]),
    }
}

/// DisposableStack (27.3.1.1)
fn disposable_stack_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    construct(ctx, args, Class::Sync)
}

/// DisposableStack.prototype.adopt (27.3.3.1)
fn adopt<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, Class::Sync, "adopt")?;
    let f = crate::table::callable_argument(ctx, args, 1)?;
    add(ctx, o, How::Adopt, args.get(0), f)?;
    Ok(args.get(0))
}

/// DisposableStack.prototype.defer (27.3.3.2)
fn defer<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, Class::Sync, "defer")?;
    let f = crate::table::callable_argument(ctx, args, 0)?;
    add(ctx, o, How::Defer, Value::UNDEFINED, f)?;
    Ok(Value::UNDEFINED)
}

/// DisposableStack.prototype.use (27.3.3.6)
fn use_resource<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, Class::Sync, "use")?;
    let method = ctx.get_dispose_method(args.get(0))?;
    if !method.is_undefined() {
        add(ctx, o, How::Use, args.get(0), method)?;
    }
    Ok(args.get(0))
}

/// get DisposableStack.prototype.disposed (27.3.3.4)
fn disposed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_stack(ctx, args, Class::Sync, "disposed")?;
    Ok(ctx.internal(o, DISPOSED))
}

/// DisposableStack.prototype.move (27.3.3.5)
fn move_stack<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, Class::Sync, "move")?;
    moved(ctx, o, Class::Sync)
}

/// DisposableStack.prototype.dispose (27.3.3.3)
fn dispose<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_stack(ctx, args, Class::Sync, "dispose")?;
    if !is_disposed(ctx, o)
        && let Some(list) = take_resources(ctx, o)?
    {
        dispose_resources(ctx, list)?;
    }
    Ok(Value::UNDEFINED)
}

/// DisposeResources (7.5.9): the last first; all errors but the last are suppressed.
fn dispose_resources(ctx: &mut Scope<'_>, list: Object<'_>) -> JsResult<()> {
    let pending = ctx.slot(Value::UNDEFINED);
    let mut threw = false;
    for i in (0..count(list)).rev() {
        let ctx = &mut ctx.inner();
        if let Err(throw) = call_disposer(ctx, list, i) {
            let error = ctx.caught(throw);
            let earlier = pending.get(ctx);
            pending.set(if threw { ctx.new_suppressed_error(error, earlier)? } else { error });
            threw = true;
        }
    }
    let error = pending.get(ctx);
    if threw { Err(ctx.throw(error)) } else { Ok(()) }
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.disposable_stack_prototype;
    ctx.define_constructor("DisposableStack", 0, disposable_stack_constructor, proto)?;
    define_methods(
        ctx,
        proto,
        &[("adopt", 2, adopt), ("defer", 1, defer), ("move", 0, move_stack), ("use", 1, use_resource)],
    )?;
    let f = ctx.define_method(proto, "dispose", 0, dispose)?;
    let key = ctx.symbols.dispose;
    ctx.define_data(proto, key.into(), f.value(), Attrs::HIDDEN)?;
    let key = ctx.atom("disposed")?;
    ctx.define_accessor(proto, key.into(), "disposed", disposed, None)?;
    define_tag(ctx, proto, "DisposableStack")
}
