//! %TypedArray% and its twelve constructors (23.2): construction, `from`, `of`.
//! The methods of the prototype are in the modules below.

mod callbacks;
pub(crate) mod create;
mod methods;
mod text;

use create::{allocate, copy_elements, create_from_constructor, element_of, throw_out_of_bounds};
use yarrow_machine::prelude::*;

use crate::map::{define_species, throw_requires_new};
use crate::table::{define_methods, define_value};
use yarrow_objects::rooted::{Args, Native, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, ElementType, JsResult, NativeKind, View, as_index};

/// %TypedArray% (23.2.1.1): abstract.
fn abstract_constructor<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    Err(ctx.throw_type_error(format_args!("Abstract class TypedArray not directly constructable")))
}

/// TypedArray ( ...args ) (23.2.5.1)
fn construct<'s, const E: usize>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let element = ElementType::ALL[E];
    if !args.is_construct() {
        return Err(throw_requires_new(ctx, element.array_name()));
    }
    let default = ctx.intrinsics.typed_array_prototype_of(element);
    let Some(first) = args.get(0).as_object() else {
        let length = ctx.to_integer_or_infinity(args.get(0))?;
        let Some(length) = as_index(length) else {
            let text = ctx.describe(args.get(0));
            return Err(ctx.throw_range_error(format_args!("Invalid typed array length: {text}")));
        };
        let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
        return Ok(allocate(ctx, proto, element, length)?.value());
    };
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    if first.is(CellKind::TypedArray) {
        return from_typed_array(ctx, proto, element, first);
    }
    if first.is(CellKind::ArrayBuffer) {
        return from_buffer(ctx, args, proto, element, first);
    }
    let key = ctx.symbols.iterator;
    let method = ctx.get_method(args.get(0), key)?;
    let list = if method.is_undefined() { first } else { ctx.iterable_to_array_by(args.get(0), method)? };
    let length = ctx.length_of(list)?;
    let o = allocate(ctx, proto, element, length)?;
    for k in 0..length {
        let ctx = &mut ctx.inner();
        let v = crate::array::access::get_at(ctx, list, k)?;
        ctx.typed_array_set(o, Some(k as u32), v)?;
    }
    Ok(o.value())
}

/// InitializeTypedArrayFromTypedArray (23.2.5.1.2)
fn from_typed_array<'s>(
    ctx: &mut Scope<'s>,
    proto: Object<'_>,
    element: ElementType,
    source: Object<'_>,
) -> JsResult<Value<'s>> {
    let Some(length) = ctx.typed_array_length(source) else { return Err(throw_out_of_bounds(ctx)) };
    let o = allocate(ctx, proto, element, length as u64)?;
    if element.is_bigint() != element_of(ctx, source).is_bigint() {
        return Err(ctx.throw_type_error(format_args!("Cannot mix BigInt and other types, use explicit conversions")));
    }
    copy_elements(ctx, source, 0, o, 0, length)?;
    Ok(o.value())
}

/// InitializeTypedArrayFromArrayBuffer (23.2.5.1.3)
fn from_buffer<'s>(
    ctx: &mut Scope<'s>,
    args: Args<'s>,
    proto: Object<'_>,
    element: ElementType,
    buffer: Object<'_>,
) -> JsResult<Value<'s>> {
    let (size, name) = (element.size() as u64, element.array_name());
    let offset = ctx.to_index(args.get(1))?;
    if offset % size != 0 {
        return Err(ctx.throw_range_error(format_args!("start offset of {name} should be a multiple of {size}")));
    }
    let length = if args.get(2).is_undefined() { None } else { Some(ctx.to_index(args.get(2))?) };
    let store = ctx.byte_store(buffer);
    let (bytes, resizable) = (store.bytes.len() as u64, store.max_length.is_some());
    if store.detached {
        return Err(ctx.throw_type_error(format_args!("Cannot perform Construct on a detached ArrayBuffer")));
    }
    let length = match length {
        None if resizable => {
            if offset > bytes {
                return Err(
                    ctx.throw_range_error(format_args!("Start offset {offset} is outside the bounds of the buffer"))
                );
            }
            None
        }
        None => {
            if !bytes.is_multiple_of(size) {
                return Err(ctx.throw_range_error(format_args!("byte length of {name} should be a multiple of {size}")));
            }
            if offset > bytes {
                return Err(
                    ctx.throw_range_error(format_args!("Start offset {offset} is outside the bounds of the buffer"))
                );
            }
            Some((bytes - offset) / size)
        }
        Some(n) => {
            if n.saturating_mul(size).saturating_add(offset) > bytes {
                return Err(ctx.throw_range_error(format_args!("Invalid typed array length: {n}")));
            }
            Some(n)
        }
    };
    let view = View { buffer, offset: offset as usize, length: length.map(|n| n as usize), element };
    Ok(ctx.new_view(CellKind::TypedArray, proto.value(), view)?.value())
}

fn this_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.this().as_object().is_some_and(Object::is_constructor) {
        return Ok(args.this());
    }
    let text = ctx.describe(args.this());
    Err(ctx.throw_type_error(format_args!("{text} is not a constructor")))
}

/// %TypedArray%.of (23.2.2.2)
fn of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let c = this_constructor(ctx, args)?;
    let o = create_from_constructor(ctx, c, &[Value::number(args.len() as f64)])?;
    for (k, &v) in args.from(0).iter().enumerate() {
        ctx.set(o, k as u32, v)?;
    }
    Ok(o.value())
}

/// %TypedArray%.from (23.2.2.1)
fn from<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let c = this_constructor(ctx, args)?;
    let map = args.get(1);
    if !map.is_undefined() && !map.is_callable() {
        return Err(ctx.throw_not_callable(map));
    }
    let key = ctx.symbols.iterator;
    let method = ctx.get_method(args.get(0), key)?;
    let list = if method.is_undefined() {
        ctx.to_object(args.get(0))?
    } else {
        ctx.iterable_to_array_by(args.get(0), method)?
    };
    let length = ctx.length_of(list)?;
    let o = create_from_constructor(ctx, c, &[Value::number(length as f64)])?;
    for k in 0..length {
        let ctx = &mut ctx.inner();
        let v = crate::array::access::get_at(ctx, list, k)?;
        let v = if map.is_undefined() { v } else { ctx.call(map, args.get(2), &[v, Value::number(k as f64)])? };
        let key = crate::array::access::index_key(ctx, k)?;
        ctx.set(o, key, v)?;
    }
    Ok(o.value())
}

macro_rules! constructors {
    ($($element:ident)*) => { [$(construct::<{ ElementType::$element as usize }> as Native),*] };
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.typed_array_prototype;
    let name = ctx.atom("TypedArray")?;
    let base = ctx.new_native(name, 0, abstract_constructor, NativeKind::Constructor)?;
    define_value(ctx, base, "prototype", proto.value(), Attrs::NONE)?;
    define_value(ctx, proto, "constructor", base.value(), Attrs::HIDDEN)?;
    define_methods(ctx, base, &[("from", 1, from), ("of", 0, of)])?;
    define_species(ctx, base)?;
    methods::install(ctx, proto)?;
    callbacks::install(ctx, proto)?;
    let natives: [Native; ElementType::COUNT] = constructors!(
        Int8 Uint8 Uint8Clamped Int16 Uint16 Int32 Uint32 Float16 Float32 Float64 BigInt64 BigUint64
    );
    let mut made = Vec::new();
    for (element, native) in ElementType::ALL.into_iter().zip(natives) {
        let proto = ctx.intrinsics.typed_array_prototype_of(element);
        let constructor = ctx.define_constructor(element.array_name(), 3, native, proto)?;
        ctx.set_prototype_of(constructor, base.value())?;
        let size = Value::int(element.size() as i32);
        define_value(ctx, constructor, "BYTES_PER_ELEMENT", size, Attrs::NONE)?;
        define_value(ctx, proto, "BYTES_PER_ELEMENT", size, Attrs::NONE)?;
        if element == ElementType::Uint8 {
            text::install(ctx, constructor, proto)?;
        }
        made.push(constructor.value());
    }
    let list = ctx.new_list(&made)?;
    ctx.set_intrinsic(list.value(), |i, v| i.typed_arrays = v);
    Ok(())
}
