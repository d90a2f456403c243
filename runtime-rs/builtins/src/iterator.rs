//! Iterator (27.1.4) and Iterator.from. The prototypes and their methods are made with the realm.

use crate::iterator_zip;
use yarrow_objects::rooted::{Args, Descriptor, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult, NativeKind};

/// Iterator (27.1.3.1): abstract.
fn iterator_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        return Err(ctx.throw_type_error(format_args!("Constructor Iterator requires 'new'")));
    }
    if args.new_target() == args.callee() {
        return Err(ctx.throw_type_error(format_args!("Abstract class Iterator not directly constructable")));
    }
    let default = ctx.intrinsics.iterator_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    Ok(ctx.new_object_with(proto.value())?.value())
}

/// %WrapForValidIteratorPrototype%: `next` and `return` of an iterator of a foreign class. The
/// wrapper keeps a brand, the iterator and its `next`.
const BRAND: Value<'static> = Value::int(50);
const WRAPPED: usize = 1;
const WRAPPED_NEXT: usize = 2;

fn wrapped<'s>(ctx: &mut Scope<'_>, args: Args<'s>) -> JsResult<Object<'s>> {
    match args.this().as_kind(CellKind::BuiltinIterator) {
        Some(o) if ctx.internal(o, 0) == BRAND => Ok(o),
        _ => Err(ctx.throw_type_error(format_args!("not a wrapped iterator"))),
    }
}

/// %WrapForValidIteratorPrototype%.next (27.1.3.2.1.1.1)
fn wrap_next<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = wrapped(ctx, args)?;
    let (iterator, next) = (ctx.internal(o, WRAPPED), ctx.internal(o, WRAPPED_NEXT));
    ctx.call(next, iterator, &[])
}

/// %WrapForValidIteratorPrototype%.return (27.1.3.2.1.1.2)
fn wrap_return<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = wrapped(ctx, args)?;
    let iterator = ctx.internal(o, WRAPPED);
    let key = ctx.names.return_;
    let method = ctx.get_method(iterator, key)?;
    if method.is_undefined() {
        return Ok(ctx.new_iter_result(Value::UNDEFINED, true)?.value());
    }
    ctx.call(method, iterator, &[])
}

/// Iterator.from (27.1.3.2.1). The prototype of wrappers is the function's data.
fn iterator_from<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let source = args.get(0);
    if !source.is_object() && !source.is_string() {
        let text = ctx.describe(source);
        return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
    }
    let key = ctx.symbols.iterator;
    let method = ctx.get_method(source, key)?;
    let iterator = if method.is_undefined() { source } else { ctx.call(method, source, &[])? };
    let Some(iterator) = iterator.as_object() else {
        let text = ctx.describe(iterator);
        return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
    };
    let key = ctx.names.next;
    let next = ctx.get(iterator, key)?;
    let proto = ctx.intrinsics.iterator_prototype;
    let at = ctx.slot(iterator.value());
    let mut proxies = 0;
    loop {
        let ctx = &mut ctx.inner();
        let o = at.object(ctx);
        let Some(o) = ctx.next_prototype(o, &mut proxies)?.as_object() else { break };
        if o == proto {
            return Ok(iterator.value());
        }
        at.set(o.value());
    }
    let wrapper = ctx.new_object_of_kind(CellKind::BuiltinIterator, args.data(), 3)?;
    wrapper.set_internal(0, BRAND);
    wrapper.set_internal(WRAPPED, iterator.value());
    wrapper.set_internal(WRAPPED_NEXT, next);
    Ok(wrapper.value())
}

/// get Iterator.prototype.constructor (27.1.4.1.1)
fn iterator_get_constructor<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.data())
}

/// get Iterator.prototype\[@@toStringTag\] (27.1.4.14.1)
fn iterator_get_tag<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.data())
}

/// SetterThatIgnoresPrototypeProperties (27.1.4.1.2) for the property that is the data's name.
fn set_past_prototype<'s>(ctx: &mut Scope<'s>, args: Args<'s>, key: PropertyKey<'_>) -> JsResult<Value<'s>> {
    let Some(this) = args.this().as_object() else {
        let text = ctx.describe(args.this());
        return Err(ctx.throw_type_error(format_args!("{text} is not an object")));
    };
    if this == ctx.intrinsics.iterator_prototype {
        return Err(ctx.throw_type_error(format_args!("Cannot assign to this property of Iterator.prototype")));
    }
    if ctx.has_own_property(this, key)? {
        ctx.set(this, key, args.get(0))?;
    } else {
        ctx.create_data_property_or_throw(this, key, args.get(0))?;
    }
    Ok(Value::UNDEFINED)
}

fn iterator_set_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let key = ctx.names.constructor.into();
    set_past_prototype(ctx, args, key)
}

fn iterator_set_tag<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let key = ctx.symbols.to_string_tag.into();
    set_past_prototype(ctx, args, key)
}

fn install_iterator(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.iterator_prototype;
    let name = ctx.atom("Iterator")?;
    let iterator = ctx.new_native(name, 0, iterator_constructor, NativeKind::Constructor)?;
    let key = ctx.names.prototype;
    ctx.define_data(iterator, key.into(), proto.value(), Attrs::NONE)?;
    let global = ctx.global;
    ctx.define_data(global, name.into(), iterator.value(), Attrs::HIDDEN)?;
    // Accessors, so that assignment to instances works although the prototype's are shared.
    let (constructor, tag) = (ctx.names.constructor, ctx.symbols.to_string_tag);
    let getter_name = ctx.atom("get constructor")?;
    let getter = ctx.new_native_with_data(getter_name, 0, iterator_get_constructor, iterator.value())?;
    let setter_name = ctx.atom("set constructor")?;
    let setter = ctx.new_native(setter_name, 1, iterator_set_constructor, NativeKind::Function)?;
    let desc = Descriptor::accessor(getter.value(), setter.value(), Attrs::CONFIGURABLE);
    ctx.define_own_property(proto, constructor.into(), &desc)?;
    let getter_name = ctx.atom("get [Symbol.toStringTag]")?;
    let getter = ctx.new_native_with_data(getter_name, 0, iterator_get_tag, name.value())?;
    let setter_name = ctx.atom("set [Symbol.toStringTag]")?;
    let setter = ctx.new_native(setter_name, 1, iterator_set_tag, NativeKind::Function)?;
    let desc = Descriptor::accessor(getter.value(), setter.value(), Attrs::CONFIGURABLE);
    ctx.define_own_property(proto, tag.into(), &desc)?;
    let wrap = ctx.new_object_with(proto.value())?;
    ctx.define_method(wrap, "next", 0, wrap_next)?;
    ctx.define_method(wrap, "return", 0, wrap_return)?;
    iterator_zip::install(ctx, iterator)?;
    let name = ctx.atom("from")?;
    let from = ctx.new_native_with_data(name, 1, iterator_from, wrap.value())?;
    ctx.define_data(iterator, name.into(), from.value(), Attrs::HIDDEN)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    install_iterator(ctx)
}
