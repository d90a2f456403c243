//! Boolean (20.3).

use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{CellKind, JsResult};

/// Boolean (20.3.1.1)
fn boolean_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = Value::bool(ctx.to_boolean(args.get(0)));
    if !args.is_construct() {
        return Ok(b);
    }
    let default = ctx.intrinsics.boolean_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let o = ctx.new_object_of_kind(CellKind::Wrapper, proto.value(), 1)?;
    o.set_internal(0, b);
    Ok(o.value())
}

/// ThisBooleanValue (20.3.3.3.1)
fn this_boolean_value(ctx: &mut Scope<'_>, args: Args<'_>, name: &str) -> JsResult<bool> {
    let this = args.this();
    let inner = this.as_kind(CellKind::Wrapper).map(|w| ctx.internal(w, 0));
    this.as_bool()
        .or(inner.and_then(Value::as_bool))
        .ok_or_else(|| ctx.throw_type_error(format_args!("Boolean.prototype.{name} requires that 'this' be a Boolean")))
}

/// Boolean.prototype.toString (20.3.3.2)
fn boolean_to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_boolean_value(ctx, args, "toString")?;
    Ok(if b { ctx.names.true_ } else { ctx.names.false_ }.value())
}

/// Boolean.prototype.valueOf (20.3.3.3)
fn boolean_value_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::bool(this_boolean_value(ctx, args, "valueOf")?))
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.boolean_prototype;
    ctx.define_constructor("Boolean", 1, boolean_constructor, proto)?;
    ctx.define_method(proto, "toString", 0, boolean_to_string)?;
    ctx.define_method(proto, "valueOf", 0, boolean_value_of)?;
    Ok(())
}
