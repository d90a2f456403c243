//! ArrayBuffer (25.1) and SharedArrayBuffer (25.2).

use crate::map::{define_species, throw_requires_new};
use crate::table::{Method, define_methods, define_tag};
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{CellKind, JsResult};

/// GetArrayBufferMaxByteLengthOption (25.1.3.7)
fn max_length_option(ctx: &mut Scope<'_>, options: Value<'_>) -> JsResult<Option<u64>> {
    let Some(options) = options.as_object() else { return Ok(None) };
    let key = ctx.atom("maxByteLength")?;
    let max = ctx.get(options, key)?;
    if max.is_undefined() { Ok(None) } else { Ok(Some(ctx.to_index(max)?)) }
}

fn construct<'s>(ctx: &mut Scope<'s>, args: Args<'s>, shared: bool) -> JsResult<Value<'s>> {
    let name = if shared { "SharedArrayBuffer" } else { "ArrayBuffer" };
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, name));
    }
    let length = ctx.to_index(args.get(0))?;
    let max = max_length_option(ctx, args.get(1))?;
    if max.is_some_and(|max| length > max) {
        return Err(ctx.throw_range_error(format_args!("Invalid array buffer max length")));
    }
    let i = &ctx.intrinsics;
    let default = if shared { i.shared_array_buffer_prototype } else { i.array_buffer_prototype };
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    Ok(ctx.new_array_buffer(proto.value(), length, max, shared)?.value())
}

/// ArrayBuffer (25.1.4.1)
fn array_buffer_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    construct(ctx, args, false)
}

/// SharedArrayBuffer (25.2.3.1)
fn shared_array_buffer_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    construct(ctx, args, true)
}

/// ArrayBuffer.isView (25.1.5.1)
fn is_view<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let v = args.get(0);
    Ok((v.is_kind(CellKind::TypedArray) || v.is_kind(CellKind::DataView)).into())
}

/// RequireInternalSlot for a buffer that is (not) shared.
fn this_buffer<'v>(ctx: &mut Scope<'_>, v: Value<'v>, shared: bool, name: &str) -> JsResult<Object<'v>> {
    match v.as_kind(CellKind::ArrayBuffer).filter(|&b| ctx.byte_store(b).shared == shared) {
        Some(b) => Ok(b),
        None => {
            let class = if shared { "SharedArrayBuffer" } else { "ArrayBuffer" };
            let text = ctx.describe(v);
            Err(ctx.throw_type_error(format_args!(
                "Method {class}.prototype.{name} called on incompatible receiver {text}"
            )))
        }
    }
}

/// TypeError if the buffer is detached.
fn check_attached(ctx: &mut Scope<'_>, b: Object<'_>) -> JsResult<()> {
    if ctx.byte_store(b).detached {
        return Err(ctx.throw_type_error(format_args!("Cannot perform the operation on a detached ArrayBuffer")));
    }
    Ok(())
}

/// get ArrayBuffer.prototype.byteLength (25.1.6.1)
fn byte_length<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_buffer(ctx, args.this(), false, "byteLength")?;
    Ok(Value::number(ctx.byte_store(b).bytes.len() as f64))
}

/// get ArrayBuffer.prototype.detached (25.1.6.3)
fn detached<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_buffer(ctx, args.this(), false, "detached")?;
    Ok(ctx.byte_store(b).detached.into())
}

fn max_of<'s>(ctx: &Scope<'_>, b: Object<'_>) -> Value<'s> {
    let store = ctx.byte_store(b);
    Value::number(store.max_length.unwrap_or(store.bytes.len()) as f64)
}

/// get ArrayBuffer.prototype.maxByteLength (25.1.6.4)
fn max_byte_length<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_buffer(ctx, args.this(), false, "maxByteLength")?;
    Ok(max_of(ctx, b))
}

/// get ArrayBuffer.prototype.resizable (25.1.6.5)
fn resizable<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_buffer(ctx, args.this(), false, "resizable")?;
    Ok(ctx.byte_store(b).max_length.is_some().into())
}

/// ArrayBuffer.prototype.resize (25.1.6.6)
fn resize<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_buffer(ctx, args.this(), false, "resize")?;
    let Some(max) = ctx.byte_store(b).max_length else {
        return Err(ctx.throw_type_error(format_args!("the ArrayBuffer is not resizable")));
    };
    let length = ctx.to_index(args.get(0))?;
    check_attached(ctx, b)?;
    if length > max as u64 {
        return Err(ctx.throw_range_error(format_args!("ArrayBuffer.prototype.resize: Invalid length parameter")));
    }
    ctx.resize_array_buffer(b, length as usize)?;
    Ok(Value::UNDEFINED)
}

/// The clamped ends of a slice.
fn slice_bounds(ctx: &mut Scope<'_>, args: Args<'_>, length: usize) -> JsResult<(usize, usize)> {
    let length = length as u64;
    let first = crate::array::access::relative_index(ctx, args.get(0), length)?;
    let last = crate::array::relative_end(ctx, args.get(1), length)?;
    Ok((first as usize, last.max(first) as usize))
}

fn slice_buffer<'s>(ctx: &mut Scope<'s>, args: Args<'s>, shared: bool) -> JsResult<Value<'s>> {
    let b = this_buffer(ctx, args.this(), shared, "slice")?;
    check_attached(ctx, b)?;
    let length = ctx.byte_store(b).bytes.len();
    let (first, last) = slice_bounds(ctx, args, length)?;
    let i = &ctx.intrinsics;
    let default = if shared { i.shared_array_buffer } else { i.array_buffer };
    let c = ctx.species_constructor(b, default)?;
    let made = ctx.construct(c, &[Value::number((last - first) as f64)], c)?;
    let new = this_buffer(ctx, made, shared, "slice")?;
    check_attached(ctx, new)?;
    if new == b {
        return Err(ctx.throw_type_error(format_args!("ArrayBuffer subclass returned this from species constructor")));
    }
    if ctx.byte_store(new).bytes.len() < last - first {
        return Err(ctx.throw_type_error(format_args!("Species constructor returned a too small ArrayBuffer")));
    }
    check_attached(ctx, b)?;
    // The buffer may have shrunk since.
    let last = last.min(ctx.byte_store(b).bytes.len());
    if first < last {
        ctx.copy_bytes(b, first..last, new, 0);
    }
    Ok(new.value())
}

/// ArrayBuffer.prototype.slice (25.1.6.7)
fn slice<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    slice_buffer(ctx, args, false)
}

/// ArrayBufferCopyAndDetach (25.1.3.14)
fn copy_and_detach<'s>(ctx: &mut Scope<'s>, args: Args<'s>, name: &str, keep_resizable: bool) -> JsResult<Value<'s>> {
    let b = this_buffer(ctx, args.this(), false, name)?;
    let length = match args.get(0) {
        v if v.is_undefined() => ctx.byte_store(b).bytes.len() as u64,
        v => ctx.to_index(v)?,
    };
    check_attached(ctx, b)?;
    let max = ctx.byte_store(b).max_length.filter(|_| keep_resizable).map(|m| m as u64);
    let proto = ctx.intrinsics.array_buffer_prototype.value();
    let new = ctx.new_array_buffer(proto, length, max, false)?;
    let n = ctx.byte_store(b).bytes.len().min(length as usize);
    ctx.copy_bytes(b, 0..n, new, 0);
    ctx.detach_array_buffer(b);
    Ok(new.value())
}

/// ArrayBuffer.prototype.transfer (25.1.6.8)
fn transfer<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    copy_and_detach(ctx, args, "transfer", true)
}

/// ArrayBuffer.prototype.transferToFixedLength (25.1.6.9)
fn transfer_to_fixed_length<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    copy_and_detach(ctx, args, "transferToFixedLength", false)
}

/// get SharedArrayBuffer.prototype.byteLength (25.2.5.1)
fn shared_byte_length<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_buffer(ctx, args.this(), true, "byteLength")?;
    Ok(Value::number(ctx.byte_store(b).bytes.len() as f64))
}

/// SharedArrayBuffer.prototype.grow (25.2.5.3)
fn grow<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_buffer(ctx, args.this(), true, "grow")?;
    let Some(max) = ctx.byte_store(b).max_length else {
        return Err(ctx.throw_type_error(format_args!("the SharedArrayBuffer is not growable")));
    };
    let length = ctx.to_index(args.get(0))?;
    if length > max as u64 || (length as usize) < ctx.byte_store(b).bytes.len() {
        return Err(ctx.throw_range_error(format_args!("SharedArrayBuffer.prototype.grow: Invalid length parameter")));
    }
    ctx.resize_array_buffer(b, length as usize)?;
    Ok(Value::UNDEFINED)
}

/// get SharedArrayBuffer.prototype.growable (25.2.5.4)
fn growable<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_buffer(ctx, args.this(), true, "growable")?;
    Ok(ctx.byte_store(b).max_length.is_some().into())
}

/// get SharedArrayBuffer.prototype.maxByteLength (25.2.5.5)
fn shared_max_byte_length<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_buffer(ctx, args.this(), true, "maxByteLength")?;
    Ok(max_of(ctx, b))
}

/// SharedArrayBuffer.prototype.slice (25.2.5.6)
fn shared_slice<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    slice_buffer(ctx, args, true)
}

const METHODS: &[Method] = &[
    ("resize", 1, resize),
    ("slice", 2, slice),
    ("transfer", 0, transfer),
    ("transferToFixedLength", 0, transfer_to_fixed_length),
];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.array_buffer_prototype;
    let constructor = ctx.define_constructor("ArrayBuffer", 1, array_buffer_constructor, proto)?;
    ctx.set_intrinsic(constructor.value(), |i, v| i.array_buffer = v);
    ctx.define_method(constructor, "isView", 1, is_view)?;
    define_species(ctx, constructor)?;
    define_methods(ctx, proto, METHODS)?;
    let getters: [Method; 4] = [
        ("byteLength", 0, byte_length),
        ("detached", 0, detached),
        ("maxByteLength", 0, max_byte_length),
        ("resizable", 0, resizable),
    ];
    for (name, _, getter) in getters {
        let key = ctx.atom(name)?;
        ctx.define_accessor(proto, key.into(), name, getter, None)?;
    }
    define_tag(ctx, proto, "ArrayBuffer")?;
    let proto = ctx.intrinsics.shared_array_buffer_prototype;
    let constructor = ctx.define_constructor("SharedArrayBuffer", 1, shared_array_buffer_constructor, proto)?;
    ctx.set_intrinsic(constructor.value(), |i, v| i.shared_array_buffer = v);
    define_species(ctx, constructor)?;
    define_methods(ctx, proto, &[("grow", 1, grow), ("slice", 2, shared_slice)])?;
    let getters: [Method; 3] = [
        ("byteLength", 0, shared_byte_length),
        ("growable", 0, growable),
        ("maxByteLength", 0, shared_max_byte_length),
    ];
    for (name, _, getter) in getters {
        let key = ctx.atom(name)?;
        ctx.define_accessor(proto, key.into(), name, getter, None)?;
    }
    define_tag(ctx, proto, "SharedArrayBuffer")
}
