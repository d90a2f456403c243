//! DataView (25.3).

use crate::map::throw_requires_new;
use crate::table::define_tag;
use yarrow_objects::rooted::{Args, Native, Object, Scope, Value};
use yarrow_objects::{CellKind, ElementType, JsResult, RawElement, View};

/// DataView (25.3.2.1)
fn data_view_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, "DataView"));
    }
    let Some(buffer) = args.get(0).as_kind(CellKind::ArrayBuffer) else {
        return Err(ctx.throw_type_error(format_args!("First argument to DataView constructor must be an ArrayBuffer")));
    };
    let offset = ctx.to_index(args.get(1))?;
    let checked = |ctx: &mut Scope<'_>, length: Option<u64>| -> JsResult<()> {
        let store = ctx.byte_store(buffer);
        let size = store.bytes.len() as u64;
        if store.detached {
            return Err(ctx.throw_type_error(format_args!("Cannot perform DataView on a detached ArrayBuffer")));
        }
        if offset > size {
            return Err(
                ctx.throw_range_error(format_args!("Start offset {offset} is outside the bounds of the buffer"))
            );
        }
        if let Some(n) = length.filter(|n| offset + n > size) {
            return Err(ctx.throw_range_error(format_args!("Invalid DataView length {n}")));
        }
        Ok(())
    };
    checked(ctx, None)?;
    let length = match args.get(2) {
        v if v.is_undefined() => {
            let store = ctx.byte_store(buffer);
            store.max_length.is_none().then_some(store.bytes.len() as u64 - offset)
        }
        v => Some(ctx.to_index(v)?),
    };
    checked(ctx, length)?;
    let default = ctx.intrinsics.data_view_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    checked(ctx, length)?;
    let view =
        View { buffer, offset: offset as usize, length: length.map(|n| n as usize), element: ElementType::Uint8 };
    Ok(ctx.new_view(CellKind::DataView, proto.value(), view)?.value())
}

fn this_view<'s>(ctx: &mut Scope<'s>, args: Args<'s>, name: &str) -> JsResult<(Object<'s>, View<'s>)> {
    if let Some(o) = args.this().as_kind(CellKind::DataView)
        && let Some(view) = ctx.view(o)
    {
        return Ok((o, view));
    }
    let text = ctx.describe(args.this());
    Err(ctx.throw_type_error(format_args!("Method DataView.prototype.{name} called on incompatible receiver {text}")))
}

/// The byte length of a view in bounds.
fn length_in_bounds(ctx: &mut Scope<'_>, o: Object<'_>) -> JsResult<usize> {
    match ctx.typed_array_length(o) {
        Some(n) => Ok(n),
        None => Err(ctx.throw_type_error(format_args!("the DataView is out of bounds or its buffer is detached"))),
    }
}

/// get DataView.prototype.buffer (25.3.4.1)
fn buffer<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(this_view(ctx, args, "buffer")?.1.buffer.value())
}

/// get DataView.prototype.byteLength (25.3.4.2)
fn byte_length<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, _) = this_view(ctx, args, "byteLength")?;
    Ok(Value::number(length_in_bounds(ctx, o)? as f64))
}

/// get DataView.prototype.byteOffset (25.3.4.3)
fn byte_offset<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, view) = this_view(ctx, args, "byteOffset")?;
    length_in_bounds(ctx, o)?;
    Ok(Value::number(view.offset as f64))
}

/// Where an element lies in the buffer's bytes, once the index has been converted.
fn locate(ctx: &mut Scope<'_>, o: Object<'_>, view: View<'_>, index: u64, size: usize) -> JsResult<usize> {
    let length = length_in_bounds(ctx, o)?;
    if index + size as u64 > length as u64 {
        return Err(ctx.throw_range_error(format_args!("Offset is outside the bounds of the DataView")));
    }
    Ok(view.offset + index as usize)
}

/// GetViewValue (25.3.1.5)
fn get_value<'s, const E: usize>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let element = ElementType::ALL[E];
    let (o, view) = this_view(ctx, args, "get")?;
    let index = ctx.to_index(args.get(0))?;
    let little = ctx.to_boolean(args.get(1));
    let size = element.size();
    let at = locate(ctx, o, view, index, size)?;
    let mut raw = RawElement::default();
    raw[..size].copy_from_slice(&ctx.byte_store(view.buffer).bytes[at..at + size]);
    if !little {
        raw[..size].reverse();
    }
    ctx.raw_to_value(element, raw)
}

/// SetViewValue (25.3.1.6)
fn set_value<'s, const E: usize>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let element = ElementType::ALL[E];
    let (o, view) = this_view(ctx, args, "set")?;
    let index = ctx.to_index(args.get(0))?;
    let mut raw = ctx.value_to_raw(element, args.get(1))?;
    let little = ctx.to_boolean(args.get(2));
    let size = element.size();
    let at = locate(ctx, o, view, index, size)?;
    if !little {
        raw[..size].reverse();
    }
    ctx.byte_store_mut(view.buffer).bytes[at..at + size].copy_from_slice(&raw[..size]);
    Ok(Value::UNDEFINED)
}

macro_rules! accessors {
    ($($element:ident)*) => {
        [$((
            stringify!($element),
            get_value::<{ ElementType::$element as usize }> as Native,
            set_value::<{ ElementType::$element as usize }> as Native,
        )),*]
    };
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.data_view_prototype;
    ctx.define_constructor("DataView", 1, data_view_constructor, proto)?;
    let getters: [(&str, Native); 3] = [("buffer", buffer), ("byteLength", byte_length), ("byteOffset", byte_offset)];
    for (name, getter) in getters {
        let key = ctx.atom(name)?;
        ctx.define_accessor(proto, key.into(), name, getter, None)?;
    }
    let elements = accessors!(Int8 Uint8 Int16 Uint16 Int32 Uint32 Float16 Float32 Float64 BigInt64 BigUint64);
    for (name, getter, setter) in elements {
        // The spelling is `getBigInt64`, as the variants are.
        ctx.define_method(proto, &format!("get{name}"), 1, getter)?;
        ctx.define_method(proto, &format!("set{name}"), 2, setter)?;
    }
    define_tag(ctx, proto, "DataView")
}
