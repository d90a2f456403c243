//! Error and its kin (20.5).

use crate::object_prototype::find_in_chain;
use crate::table::define_value;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, FlatString, Native, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, ErrorKind, JsResult};

/// InstallErrorCause (20.5.8.1)
fn install_error_cause(ctx: &mut Scope<'_>, error: Object<'_>, options: Value<'_>) -> JsResult<()> {
    let Some(options) = options.as_object() else { return Ok(()) };
    let key = ctx.names.cause;
    if ctx.has_property(options, key.into())? {
        let cause = ctx.get(options, key)?;
        ctx.define_data(error, key.into(), cause, Attrs::HIDDEN)?;
    }
    Ok(())
}

/// A data property that the prototype chain shows, as text. Nothing runs but the traps of Proxies.
pub fn data_text(ctx: &mut Scope<'_>, o: Object<'_>, key: FlatString<'_>) -> Option<String> {
    find_in_chain(ctx, o, |ctx, holder| match ctx.get_own_property(holder, key.into()) {
        Ok(Some(p)) => Some(p.value.as_string().map(|s| s.to_rust())),
        _ => None,
    })?
}

/// What the constructors have in common: an object from new.target, `stack`, `message`, `cause`.
fn construct_error<'s>(
    ctx: &mut Scope<'s>,
    args: Args<'s>,
    default: Object<'_>,
    message: Value<'_>,
    options: Value<'_>,
) -> JsResult<Object<'s>> {
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let error = ctx.new_error_object(proto)?;
    // The constructors of derived classes are no part of the trace.
    ctx.capture_stack(error, args.new_target().as_object())?;
    if !message.is_undefined() {
        let message = ctx.to_string(message)?;
        let key = ctx.names.message;
        ctx.define_data(error, key.into(), message.value(), Attrs::HIDDEN)?;
    }
    install_error_cause(ctx, error, options)?;
    Ok(error)
}

fn native_error<'s>(ctx: &mut Scope<'s>, args: Args<'s>, kind: ErrorKind) -> JsResult<Value<'s>> {
    let default = ctx.intrinsics.error_prototype(kind);
    Ok(construct_error(ctx, args, default, args.get(0), args.get(1))?.value())
}

/// Error (20.5.1.1)
fn error_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    native_error(ctx, args, ErrorKind::Error)
}

/// TypeError (20.5.6.1.1)
fn type_error_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    native_error(ctx, args, ErrorKind::TypeError)
}

/// RangeError (20.5.6.1.1)
fn range_error_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    native_error(ctx, args, ErrorKind::RangeError)
}

/// ReferenceError (20.5.6.1.1)
fn reference_error_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    native_error(ctx, args, ErrorKind::ReferenceError)
}

/// SyntaxError (20.5.6.1.1)
fn syntax_error_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    native_error(ctx, args, ErrorKind::SyntaxError)
}

/// EvalError (20.5.6.1.1)
fn eval_error_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    native_error(ctx, args, ErrorKind::EvalError)
}

/// URIError (20.5.6.1.1)
fn uri_error_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    native_error(ctx, args, ErrorKind::UriError)
}

/// AggregateError (20.5.7.1.1): `errors` is read last.
fn aggregate_error_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let default = ctx.intrinsics.aggregate_error_prototype;
    let error = construct_error(ctx, args, default, args.get(1), args.get(2))?;
    let list = ctx.iterable_to_array(args.get(0))?;
    let key = ctx.names.errors;
    ctx.define_data(error, key.into(), list.value(), Attrs::HIDDEN)?;
    Ok(error.value())
}

/// SuppressedError (20.5.8.1)
fn suppressed_error_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let default = ctx.intrinsics.suppressed_error_prototype;
    let error = construct_error(ctx, args, default, args.get(2), Value::UNDEFINED)?;
    define_value(ctx, error, "error", args.get(0), Attrs::HIDDEN)?;
    define_value(ctx, error, "suppressed", args.get(1), Attrs::HIDDEN)?;
    Ok(error.value())
}

/// Error.isError (20.5.2.1)
fn error_is_error<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.get(0).is_kind(CellKind::Error).into())
}

/// Error.captureStackTrace, as V8 has it.
fn error_capture_stack_trace<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(o) = args.get(0).as_object().filter(|o| !o.is_proxy()) else {
        return Err(ctx.throw_type_error(format_args!("invalid_argument")));
    };
    if !ctx.is_extensible(o)? {
        return Err(ctx.throw_type_error(format_args!("Cannot define property stack, object is not extensible")));
    }
    ctx.capture_stack(o, args.get(1).as_object())?;
    Ok(Value::UNDEFINED)
}

/// Error.prototype.toString (20.5.3.4)
fn error_to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(o) = args.this().as_object() else {
        let text = ctx.describe(args.this());
        return Err(ctx
            .throw_type_error(format_args!("Method Error.prototype.toString called on incompatible receiver {text}")));
    };
    Ok(ctx.error_text(o)?.value())
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let i = &ctx.intrinsics;
    let table: [(&str, u16, Native, Object); 9] = [
        ("Error", 1, error_constructor, i.error_prototype),
        ("TypeError", 1, type_error_constructor, i.type_error_prototype),
        ("RangeError", 1, range_error_constructor, i.range_error_prototype),
        ("ReferenceError", 1, reference_error_constructor, i.reference_error_prototype),
        ("SyntaxError", 1, syntax_error_constructor, i.syntax_error_prototype),
        ("EvalError", 1, eval_error_constructor, i.eval_error_prototype),
        ("URIError", 1, uri_error_constructor, i.uri_error_prototype),
        ("AggregateError", 2, aggregate_error_constructor, i.aggregate_error_prototype),
        ("SuppressedError", 3, suppressed_error_constructor, i.suppressed_error_prototype),
    ];
    let empty = ctx.names.empty.value();
    for (name, length, native, proto) in table {
        let ctx = &mut ctx.inner();
        let constructor = ctx.define_constructor(name, length, native, proto)?;
        let text = ctx.atom(name)?;
        define_value(ctx, proto, "name", text.value(), Attrs::HIDDEN)?;
        define_value(ctx, proto, "message", empty, Attrs::HIDDEN)?;
        if name == "Error" {
            ctx.set_intrinsic(constructor.value(), |i, v| i.error = v);
        } else {
            let base = ctx.intrinsics.error;
            ctx.set_prototype_of(constructor, base)?;
        }
    }
    let proto = ctx.intrinsics.error_prototype;
    ctx.define_method(proto, "toString", 0, error_to_string)?;
    if let Some(error) = ctx.intrinsics.error.as_object() {
        ctx.define_method(error, "isError", 1, error_is_error)?;
        ctx.define_method(error, "captureStackTrace", 2, error_capture_stack_trace)?;
        define_value(ctx, error, "stackTraceLimit", Value::int(10), Attrs::ALL)?;
    }
    Ok(())
}
