//! DisposableStack (27.3).
//!
//! A stack has three internal slots: whether it is disposed of, and an array of resources, three words
//! each: how to dispose, the value, the method.

use crate::map::throw_requires_new;
use crate::table::{define_methods, define_tag};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult};

const DISPOSED: usize = 0;
const RESOURCES: usize = 1;

/// How a resource's method is called.
#[derive(Clone, Copy)]
enum How {
    /// With the value as `this`.
    Use,
    /// With the value as argument.
    Adopt,
    Defer,
}

fn new_stack<'s>(ctx: &mut Scope<'s>, proto: Object<'_>) -> JsResult<Object<'s>> {
    let o = ctx.new_object_of_kind(CellKind::DisposableStack, proto.value(), 2)?;
    o.set_internal(DISPOSED, Value::FALSE);
    let resources = ctx.new_array(&[])?;
    o.set_internal(RESOURCES, resources.value());
    Ok(o)
}

/// DisposableStack (27.3.1.1)
fn disposable_stack_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, "DisposableStack"));
    }
    let default = ctx.intrinsics.disposable_stack_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    Ok(new_stack(ctx, proto)?.value())
}

fn this_stack<'s>(ctx: &mut Scope<'_>, args: Args<'s>, name: &str) -> JsResult<Object<'s>> {
    match args.this().as_kind(CellKind::DisposableStack) {
        Some(o) => Ok(o),
        None => {
            let text = ctx.describe(args.this());
            Err(ctx.throw_type_error(format_args!(
                "Method DisposableStack.prototype.{name} called on incompatible receiver {text}"
            )))
        }
    }
}

/// As above, and not yet disposed of.
fn pending_stack<'s>(ctx: &mut Scope<'_>, args: Args<'s>, name: &str) -> JsResult<Object<'s>> {
    let o = this_stack(ctx, args, name)?;
    if ctx.internal(o, DISPOSED) == Value::TRUE {
        return Err(ctx.throw_reference_error(format_args!("Cannot {name} a disposed DisposableStack")));
    }
    Ok(o)
}

fn add(ctx: &mut Scope<'_>, stack: Object<'_>, how: How, value: Value<'_>, method: Value<'_>) -> JsResult<()> {
    if let Some(list) = ctx.internal(stack, RESOURCES).as_object() {
        for word in [Value::int(how as i32), value, method] {
            ctx.array_push(list, word)?;
        }
    }
    Ok(())
}

/// DisposableStack.prototype.adopt (27.3.3.1)
fn adopt<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, "adopt")?;
    let f = crate::table::callable_argument(ctx, args, 1)?;
    add(ctx, o, How::Adopt, args.get(0), f)?;
    Ok(args.get(0))
}

/// DisposableStack.prototype.defer (27.3.3.2)
fn defer<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, "defer")?;
    let f = crate::table::callable_argument(ctx, args, 0)?;
    add(ctx, o, How::Defer, Value::UNDEFINED, f)?;
    Ok(Value::UNDEFINED)
}

/// DisposableStack.prototype.use (27.3.3.6)
fn use_resource<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, "use")?;
    let method = ctx.get_dispose_method(args.get(0))?;
    if !method.is_undefined() {
        add(ctx, o, How::Use, args.get(0), method)?;
    }
    Ok(args.get(0))
}

/// get DisposableStack.prototype.disposed (27.3.3.4)
fn disposed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_stack(ctx, args, "disposed")?;
    Ok(ctx.internal(o, DISPOSED))
}

/// DisposableStack.prototype.move (27.3.3.5)
fn move_stack<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = pending_stack(ctx, args, "move")?;
    let proto = ctx.intrinsics.disposable_stack_prototype;
    let new = new_stack(ctx, proto)?;
    let (resources, empty) = (ctx.internal(o, RESOURCES), ctx.internal(new, RESOURCES));
    new.set_internal(RESOURCES, resources);
    o.set_internal(RESOURCES, empty);
    o.set_internal(DISPOSED, Value::TRUE);
    Ok(new.value())
}

/// DisposableStack.prototype.dispose (27.3.3.3)
fn dispose<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_stack(ctx, args, "dispose")?;
    if ctx.internal(o, DISPOSED) == Value::TRUE {
        return Ok(Value::UNDEFINED);
    }
    o.set_internal(DISPOSED, Value::TRUE);
    let list = ctx.internal(o, RESOURCES);
    let empty = ctx.new_array(&[])?;
    o.set_internal(RESOURCES, empty.value());
    if let Some(list) = list.as_object() {
        dispose_resources(ctx, list)?;
    }
    Ok(Value::UNDEFINED)
}

/// DisposeResources (7.5.9): the last first; all errors but the last are suppressed.
fn dispose_resources(ctx: &mut Scope<'_>, list: Object<'_>) -> JsResult<()> {
    let pending = ctx.slot(Value::UNDEFINED);
    let mut threw = false;
    let count = list.array_length() / 3;
    for i in (0..count).rev() {
        let ctx = &mut ctx.inner();
        let mut word = |k| ctx.dense_element(list, (i * 3 + k) as usize).unwrap_or(Value::UNDEFINED);
        let (how, value, method) = (word(0), word(1), word(2));
        let result = match how.as_int() {
            Some(n) if n == How::Use as i32 => ctx.call(method, value, &[]),
            Some(n) if n == How::Adopt as i32 => ctx.call(method, Value::UNDEFINED, &[value]),
            _ => ctx.call(method, Value::UNDEFINED, &[]),
        };
        if let Err(throw) = result {
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
