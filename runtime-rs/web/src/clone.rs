//! `structuredClone`: what is passed is copied with all that it refers to, cycles and shared parts as such. Getters run, and what
//! they throw is thrown. Buffers to transfer are empty before the copy is returned, and untouched if it fails.

use crate::class::{Class, define_methods, is_installed, remember};
use crate::clone_buffer::{Transfer, clone_buffer, clone_view, transfer_list};
use crate::clone_error::{throw_uncloneable, throw_wrong_argument};
use yarrow_objects::rooted::{Args, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, CellKind, Cursor, ErrorKind, JsResult, error_name};

fn structured_clone<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.is_empty() {
        return Err(throw_wrong_argument(ctx, "ERR_MISSING_ARGS", "The value argument must be specified"));
    }
    let options = args.get(1);
    if !options.is_nullish() && !options.is_object() {
        let message = "The options argument must be either an object or undefined";
        return Err(throw_wrong_argument(ctx, "ERR_INVALID_ARG_TYPE", message));
    }
    let mut list = Value::UNDEFINED;
    if options.is_object() {
        let key = ctx.atom("transfer")?;
        list = ctx.get_value(options, key)?;
    }
    let memory = ctx.new_collection(CellKind::Map, Value::NULL)?;
    let mut transfer = Transfer::default();
    if !list.is_nullish() {
        transfer = transfer_list(ctx, list, memory)?;
    }
    let copy = clone(ctx, memory, args.get(0))?;
    transfer.finish(ctx);
    Ok(copy)
}

/// The copy of a value. `memory` maps the objects that have one to it.
fn clone<'s>(ctx: &mut Scope<'s>, memory: Object<'_>, v: Value<'_>) -> JsResult<Value<'s>> {
    let mut inner = ctx.inner();
    let copy = clone_within(&mut inner, memory, v)?;
    Ok(inner.escape(copy))
}

fn clone_within<'s>(ctx: &mut Scope<'s>, memory: Object<'_>, v: Value<'_>) -> JsResult<Value<'s>> {
    let Some(o) = v.as_object() else {
        if v.is_symbol() {
            return Err(throw_uncloneable(ctx, v));
        }
        return Ok(ctx.root(v));
    };
    if let Some(copy) = ctx.map_get(memory, v)? {
        return Ok(copy);
    }
    ctx.check_stack()?;
    if o.is_proxy() || o.is_callable() {
        return Err(throw_uncloneable(ctx, v));
    }
    let is = |kind| o.is(kind);
    let keep = |ctx: &mut Scope<'_>, copy: Object<'_>| ctx.map_insert(memory, v, copy.value());
    if is(CellKind::Array) {
        let copy = ctx.array_create(o.array_length(), None)?;
        keep(ctx, copy)?;
        clone_properties(ctx, memory, o, copy)?;
        return Ok(copy.value());
    }
    if is(CellKind::Object) || is(CellKind::Platform) {
        let copy = ctx.new_object()?;
        keep(ctx, copy)?;
        clone_properties(ctx, memory, o, copy)?;
        return Ok(copy.value());
    }
    if is(CellKind::Map) || is(CellKind::Set) {
        let i = &ctx.intrinsics;
        let proto = if is(CellKind::Map) { i.map_prototype } else { i.set_prototype };
        let copy = ctx.new_collection(if is(CellKind::Map) { CellKind::Map } else { CellKind::Set }, proto.value())?;
        keep(ctx, copy)?;
        clone_entries(ctx, memory, o, copy)?;
        return Ok(copy.value());
    }
    if is(CellKind::TypedArray) || is(CellKind::DataView) {
        let copy = clone_view(ctx, memory, o)?;
        keep(ctx, copy)?;
        return Ok(copy.value());
    }
    if is(CellKind::ArrayBuffer) {
        return Ok(clone_buffer(ctx, memory, o)?.value());
    }
    if is(CellKind::Error) {
        let copy = clone_error(ctx, memory, o)?;
        return Ok(copy.value());
    }
    let copy = if is(CellKind::Wrapper) {
        let wrapped = ctx.internal(o, 0);
        if wrapped.is_symbol() {
            return Err(throw_uncloneable(ctx, v));
        }
        ctx.to_object(wrapped)?
    } else if is(CellKind::Date) {
        let proto = ctx.intrinsics.date_prototype.value();
        let copy = ctx.new_object_of_kind(CellKind::Date, proto, 1)?;
        let time = ctx.internal(o, 0);
        copy.set_internal(0, time);
        copy
    } else if let (Some(source), Some(flags)) = (ctx.regexp_source(o), ctx.regexp_flags(o)) {
        let flags = ctx.new_string(&flags.to_text())?;
        ctx.new_regexp(source, flags)?
    } else {
        return Err(throw_uncloneable(ctx, v));
    };
    keep(ctx, copy)?;
    Ok(copy.value())
}

/// Copies the own enumerable properties whose keys are no symbols.
fn clone_properties(ctx: &mut Scope<'_>, memory: Object<'_>, from: Object<'_>, to: Object<'_>) -> JsResult<()> {
    let keys = ctx.own_keys(from)?;
    for key in keys.iter() {
        let ctx = &mut ctx.inner();
        if matches!(key, PropertyKey::Symbol(_)) || !ctx.is_own_enumerable(from, key)? {
            continue;
        }
        let value = ctx.get(from, key)?;
        let copy = clone_within(ctx, memory, value)?;
        ctx.create_data_property(to, key, copy)?;
    }
    Ok(())
}

/// Copies the entries that a Map or Set has before the first of them is copied.
fn clone_entries(ctx: &mut Scope<'_>, memory: Object<'_>, from: Object<'_>, to: Object<'_>) -> JsResult<()> {
    let (keys, values) = (ctx.new_array(&[])?, ctx.new_array(&[])?);
    let mut cursor = Cursor::default();
    loop {
        let ctx = &mut ctx.inner();
        let Some((key, value)) = ctx.map_next(from, &mut cursor) else { break };
        ctx.array_push(keys, key)?;
        ctx.array_push(values, value)?;
    }
    for i in 0..keys.array_length() as usize {
        let ctx = &mut ctx.inner();
        let key = ctx.dense_element(keys, i).unwrap_or(Value::UNDEFINED);
        let key = clone_within(ctx, memory, key)?;
        let value = match from.is(CellKind::Map) {
            true => {
                let value = ctx.dense_element(values, i).unwrap_or(Value::UNDEFINED);
                clone_within(ctx, memory, value)?
            }
            // What the entries of a Set have, whoever made them.
            false => ctx.dense_element(values, i).filter(|v| !v.is_object()).unwrap_or(key),
        };
        ctx.map_insert(to, key, value)?;
    }
    Ok(())
}

/// An error of one of the language's own kinds, by its name, with message, stack and cause.
fn clone_error<'s>(ctx: &mut Scope<'s>, memory: Object<'_>, o: Object<'_>) -> JsResult<Object<'s>> {
    let key = ctx.names.name;
    let name = ctx.get(o, key)?;
    let name = if name.is_undefined() { String::new() } else { ctx.to_string(name)?.to_rust() };
    let kinds = [
        ErrorKind::EvalError,
        ErrorKind::RangeError,
        ErrorKind::ReferenceError,
        ErrorKind::SyntaxError,
        ErrorKind::TypeError,
        ErrorKind::UriError,
    ];
    let kind = kinds.into_iter().find(|&kind| error_name(kind) == name).unwrap_or(ErrorKind::Error);
    let proto = ctx.intrinsics.error_prototype(kind);
    let copy = ctx.new_error_object(proto)?;
    ctx.map_insert(memory, o.value(), copy.value())?;
    for key in [ctx.names.stack, ctx.names.message] {
        let ctx = &mut ctx.inner();
        let Some(text) = ctx.own_data(o, key) else { continue };
        let text = ctx.to_string(text)?;
        ctx.define_data(copy, key.into(), text.value(), Attrs::HIDDEN)?;
    }
    let key = ctx.names.cause;
    if let Some(cause) = ctx.own_data(o, key) {
        let cause = clone(ctx, memory, cause)?;
        ctx.define_data(copy, key.into(), cause, Attrs::HIDDEN)?;
    }
    Ok(copy)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    if is_installed(ctx, Class::Clone) {
        return Ok(());
    }
    remember(ctx, Class::Clone, Value::TRUE)?;
    let global = ctx.global;
    define_methods(ctx, global, Attrs::ALL, &[("structuredClone", 0, structured_clone)])
}
