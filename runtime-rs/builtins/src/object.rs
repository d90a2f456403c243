//! Object (20.1): the constructor and its functions. Its prototype is in `object_prototype.rs`.

use crate::table::{callable_argument, define_methods};
use yarrow_core::rooted::{Args, Descriptor, Object, PropertyKey, Scope, Value};
use yarrow_core::{Integrity, JsResult};

/// Object (20.1.1.1)
fn object_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.is_construct() && args.new_target() != args.callee() {
        let default = ctx.intrinsics.object_prototype;
        let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
        return Ok(ctx.new_object_with(proto.value())?.value());
    }
    if args.get(0).is_nullish() {
        return Ok(ctx.new_object()?.value());
    }
    Ok(ctx.to_object(args.get(0))?.value())
}

fn object_argument<'s>(ctx: &mut Scope<'s>, v: Value<'s>, function: &str) -> JsResult<Object<'s>> {
    v.as_object().ok_or_else(|| ctx.throw_type_error(format_args!("{function} called on non-object")))
}

/// The text of a value in V8's messages that do not quote strings.
fn plain_text(ctx: &mut Scope<'_>, v: Value<'_>) -> String {
    match v.as_string() {
        Some(s) => s.to_rust(),
        None => ctx.describe(v),
    }
}

/// Object.assign (20.1.2.1)
fn object_assign<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let to = ctx.to_object(args.get(0))?;
    for i in 1..args.len() {
        if args.get(i).is_nullish() {
            continue;
        }
        let ctx = &mut ctx.inner();
        let from = ctx.to_object(args.get(i))?;
        for key in ctx.own_keys(from)?.iter() {
            let ctx = &mut ctx.inner();
            if ctx.get_own_property(from, key)?.is_some_and(|p| p.attrs.enumerable()) {
                let v = ctx.get(from, key)?;
                ctx.set(to, key, v)?;
            }
        }
    }
    Ok(to.value())
}

fn check_prototype(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<()> {
    if v.is_object() || v.is_null() {
        return Ok(());
    }
    let text = plain_text(ctx, v);
    Err(ctx.throw_type_error(format_args!("Object prototype may only be an Object or null: {text}")))
}

/// Object.create (20.1.2.2)
fn object_create<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_prototype(ctx, args.get(0))?;
    let o = ctx.new_object_with(args.get(0))?;
    if args.get(1).is_undefined() {
        return Ok(o.value());
    }
    define_properties(ctx, o, args.get(1))
}

/// ObjectDefineProperties (20.1.2.3.1): all descriptors are read before any is applied.
fn define_properties<'s>(ctx: &mut Scope<'s>, o: Object<'s>, properties: Value<'_>) -> JsResult<Value<'s>> {
    let props = ctx.to_object(properties)?;
    let descriptors = ctx.new_array(&[])?;
    for key in ctx.own_keys(props)?.iter() {
        let ctx = &mut ctx.inner();
        if ctx.get_own_property(props, key)?.is_some_and(|p| p.attrs.enumerable()) {
            let v = ctx.get(props, key)?;
            let desc = ctx.to_property_descriptor(v)?;
            store_descriptor(ctx, descriptors, key, &desc)?;
        }
    }
    for i in 0..descriptors.array_length() as usize / DESCRIPTOR_WORDS {
        let ctx = &mut ctx.inner();
        let (key, desc) = stored_descriptor(ctx, descriptors, i);
        ctx.define_property_or_throw(o, key, &desc)?;
    }
    Ok(o.value())
}

/// Elements that a stored descriptor takes: key, presence and truth of the fields, value or getter, setter.
const DESCRIPTOR_WORDS: usize = 4;

/// Appends a key and its descriptor to an array of ours, which keeps them alive: there may be millions.
fn store_descriptor(ctx: &mut Scope<'_>, list: Object<'_>, key: PropertyKey<'_>, desc: &Descriptor<'_>) -> JsResult<()> {
    let flag = |on: Option<bool>, bit: i32| on.map_or(0, |on| bit | if on { bit << 1 } else { 0 });
    let present = |v: Option<Value<'_>>, bit: i32| if v.is_some() { bit } else { 0 };
    let fields = flag(desc.writable, 1)
        | flag(desc.enumerable, 4)
        | flag(desc.configurable, 16)
        | present(desc.value, 64)
        | present(desc.getter, 128)
        | present(desc.setter, 256);
    let first = desc.value.or(desc.getter).unwrap_or(Value::UNDEFINED);
    for v in [key.root_value(), Value::int(fields), first, desc.setter.unwrap_or(Value::UNDEFINED)] {
        ctx.array_push(list, v)?;
    }
    Ok(())
}

/// Key and descriptor number `i` of those that [`store_descriptor`] has appended.
fn stored_descriptor<'s>(ctx: &mut Scope<'s>, list: Object<'_>, i: usize) -> (PropertyKey<'s>, Descriptor<'s>) {
    let mut word = |k: usize| ctx.dense_element(list, i * DESCRIPTOR_WORDS + k).unwrap_or(Value::UNDEFINED);
    let (key, fields, first, setter) = (word(0), word(1).as_int().unwrap_or(0), word(2), word(3));
    let flag = |bit: i32| (fields & bit != 0).then_some(fields & (bit << 1) != 0);
    let present = |v: Value<'s>, bit: i32| (fields & bit != 0).then_some(v);
    let desc = Descriptor {
        writable: flag(1),
        enumerable: flag(4),
        configurable: flag(16),
        value: present(first, 64),
        getter: present(first, 128),
        setter: present(setter, 256),
    };
    (PropertyKey::of_root_value(key), desc)
}

/// Object.defineProperties (20.1.2.3)
fn object_define_properties<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = object_argument(ctx, args.get(0), "Object.defineProperties")?;
    define_properties(ctx, o, args.get(1))
}

/// Object.defineProperty (20.1.2.4)
fn object_define_property<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    object_argument(ctx, args.get(0), "Object.defineProperty")?;
    let key = ctx.to_property_key(args.get(1))?;
    let desc = ctx.to_property_descriptor(args.get(2))?;
    let o = object_argument(ctx, args.get(0), "Object.defineProperty")?;
    ctx.define_property_or_throw(o, key, &desc)?;
    Ok(o.value())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Keys,
    Values,
    Entries,
}

/// EnumerableOwnProperties (7.3.23)
fn enumerable_own_properties<'s>(ctx: &mut Scope<'s>, v: Value<'_>, kind: Kind) -> JsResult<Value<'s>> {
    let o = ctx.to_object(v)?;
    let result = ctx.new_array(&[])?;
    for key in ctx.own_keys(o)?.iter() {
        let ctx = &mut ctx.inner();
        if key.is_symbol() {
            continue;
        }
        let Some(p) = ctx.get_own_property(o, key)?.filter(|p| p.attrs.enumerable()) else { continue };
        let item = match kind {
            Kind::Keys => ctx.key_to_value(key)?,
            Kind::Values | Kind::Entries => {
                let value =
                    if p.attrs.is_accessor() || o.is_proxy() { ctx.get(o, key)? } else { p.value };
                if kind == Kind::Values {
                    value
                } else {
                    let name = ctx.key_to_value(key)?;
                    ctx.new_array(&[name, value])?.value()
                }
            }
        };
        ctx.array_push(result, item)?;
    }
    Ok(result.value())
}

/// Object.entries (20.1.2.5)
fn object_entries<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    enumerable_own_properties(ctx, args.get(0), Kind::Entries)
}

/// Object.keys (20.1.2.19)
fn object_keys<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    enumerable_own_properties(ctx, args.get(0), Kind::Keys)
}

/// Object.values (20.1.2.24)
fn object_values<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    enumerable_own_properties(ctx, args.get(0), Kind::Values)
}

/// SetIntegrityLevel (7.3.15), with the TypeError for a refusal.
fn set_integrity_level<'s>(ctx: &mut Scope<'s>, v: Value<'s>, level: Integrity) -> JsResult<Value<'s>> {
    if let Some(o) = v.as_object()
        && !ctx.set_integrity(o, level)?
    {
        let verb = if level == Integrity::Frozen { "freeze" } else { "seal" };
        return Err(ctx.throw_type_error(format_args!("Cannot {verb}")));
    }
    Ok(v)
}

/// TestIntegrityLevel (7.3.16)
fn test_integrity_level<'s>(ctx: &mut Scope<'s>, v: Value<'_>, level: Integrity) -> JsResult<Value<'s>> {
    let Some(o) = v.as_object() else { return Ok(Value::TRUE) };
    Ok(ctx.test_integrity(o, level)?.into())
}

/// Object.freeze (20.1.2.6)
fn object_freeze<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    set_integrity_level(ctx, args.get(0), Integrity::Frozen)
}

/// Object.seal (20.1.2.22)
fn object_seal<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    set_integrity_level(ctx, args.get(0), Integrity::Sealed)
}

/// Object.isFrozen (20.1.2.17)
fn object_is_frozen<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    test_integrity_level(ctx, args.get(0), Integrity::Frozen)
}

/// Object.isSealed (20.1.2.18)
fn object_is_sealed<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    test_integrity_level(ctx, args.get(0), Integrity::Sealed)
}

/// Object.isExtensible (20.1.2.16)
fn object_is_extensible<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    match args.get(0).as_object() {
        Some(o) => Ok(ctx.is_extensible(o)?.into()),
        None => Ok(Value::FALSE),
    }
}

/// Object.preventExtensions (20.1.2.20)
fn object_prevent_extensions<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(o) = args.get(0).as_object()
        && !ctx.prevent_extensions(o)?
    {
        return Err(ctx.throw_type_error(format_args!("Cannot prevent extensions")));
    }
    Ok(args.get(0))
}

/// Object.fromEntries (20.1.2.7)
fn object_from_entries<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.new_object()?;
    let iter = ctx.iter_open(args.get(0))?;
    loop {
        let ctx = &mut ctx.inner();
        let Some(item) = ctx.iter_next(iter)? else { break };
        if let Err(throw) = add_entry(ctx, o, item) {
            return Err(ctx.iter_close_throw(iter, throw));
        }
        ctx.poll();
    }
    Ok(o.value())
}

fn add_entry(ctx: &mut Scope<'_>, o: Object<'_>, item: Value<'_>) -> JsResult<()> {
    let Some(entry) = item.as_object() else {
        let text = plain_text(ctx, item);
        return Err(ctx.throw_type_error(format_args!("Iterator value {text} is not an entry object")));
    };
    let key = ctx.get(entry, 0)?;
    let value = ctx.get(entry, 1)?;
    let key = ctx.to_property_key(key)?;
    ctx.create_data_property_or_throw(o, key, value)
}

/// Object.getOwnPropertyDescriptor (20.1.2.8)
fn object_get_own_property_descriptor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.get(0))?;
    let key = ctx.to_property_key(args.get(1))?;
    let property = ctx.get_own_property(o, key)?;
    ctx.from_property_descriptor(property)
}

/// Object.getOwnPropertyDescriptors (20.1.2.9)
fn object_get_own_property_descriptors<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.get(0))?;
    let result = ctx.new_object()?;
    for key in ctx.own_keys(o)?.iter() {
        let ctx = &mut ctx.inner();
        let property = ctx.get_own_property(o, key)?;
        let desc = ctx.from_property_descriptor(property)?;
        if !desc.is_undefined() {
            ctx.create_data_property_or_throw(result, key, desc)?;
        }
    }
    Ok(result.value())
}

fn own_keys_array<'s>(ctx: &mut Scope<'s>, v: Value<'_>, symbols: bool) -> JsResult<Value<'s>> {
    let o = ctx.to_object(v)?;
    let keys = ctx.own_keys(o)?;
    let result = ctx.new_array(&[])?;
    for key in keys.iter() {
        let ctx = &mut ctx.inner();
        if key.is_symbol() == symbols {
            let v = ctx.key_to_value(key)?;
            ctx.array_push(result, v)?;
        }
    }
    Ok(result.value())
}

/// Object.getOwnPropertyNames (20.1.2.10)
fn object_get_own_property_names<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    own_keys_array(ctx, args.get(0), false)
}

/// Object.getOwnPropertySymbols (20.1.2.11)
fn object_get_own_property_symbols<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    own_keys_array(ctx, args.get(0), true)
}

/// Object.getPrototypeOf (20.1.2.12)
fn object_get_prototype_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.get(0))?;
    ctx.get_prototype_of(o)
}

/// `[[SetPrototypeOf]]`, with the TypeError for a refusal.
pub fn set_prototype_or_throw(ctx: &mut Scope<'_>, o: Object<'_>, proto: Value<'_>) -> JsResult<()> {
    if ctx.set_prototype_of(o, proto)? {
        return Ok(());
    }
    if o == ctx.intrinsics.object_prototype {
        return Err(ctx.throw_type_error(format_args!(
            "Immutable prototype object 'Object.prototype' cannot have their prototype set"
        )));
    }
    if o.is_proxy() {
        return Err(ctx.throw_type_error(format_args!("'setPrototypeOf' on proxy: trap returned falsish")));
    }
    if !ctx.is_extensible(o)? {
        let text = ctx.describe(o.value());
        return Err(ctx.throw_type_error(format_args!("{text} is not extensible")));
    }
    Err(ctx.throw_type_error(format_args!("Cyclic __proto__ value")))
}

/// Object.setPrototypeOf (20.1.2.23)
fn object_set_prototype_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.get(0).is_nullish() {
        return Err(ctx.throw_type_error(format_args!("Object.setPrototypeOf called on null or undefined")));
    }
    check_prototype(ctx, args.get(1))?;
    if let Some(o) = args.get(0).as_object() {
        set_prototype_or_throw(ctx, o, args.get(1))?;
    }
    Ok(args.get(0))
}

/// Object.groupBy (20.1.2.13)
fn object_group_by<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.get(0).is_nullish() {
        let text = ctx.describe(args.get(0));
        return Err(ctx.throw_type_error(format_args!("{text} is not iterable")));
    }
    let callback = callable_argument(ctx, args, 1)?;
    let result = ctx.new_object_with(Value::NULL)?;
    let iter = ctx.iter_open(args.get(0))?;
    let mut k = 0.0;
    loop {
        let ctx = &mut ctx.inner();
        let Some(item) = ctx.iter_next(iter)? else { break };
        if let Err(throw) = add_to_group(ctx, result, callback, item, k) {
            return Err(ctx.iter_close_throw(iter, throw));
        }
        k += 1.0;
    }
    Ok(result.value())
}

/// Asks for the group of item number `k`, and appends the item to it.
fn add_to_group(
    ctx: &mut Scope<'_>,
    groups: Object<'_>,
    callback: Value<'_>,
    item: Value<'_>,
    k: f64,
) -> JsResult<()> {
    let key = ctx.call(callback, Value::UNDEFINED, &[item, Value::number(k)])?;
    let key = ctx.to_property_key(key)?;
    let group = match ctx.own_data(groups, key).and_then(|v| v.as_object()) {
        Some(group) => group,
        None => {
            let group = ctx.new_array(&[])?;
            ctx.create_data_property_or_throw(groups, key, group.value())?;
            group
        }
    };
    ctx.array_push(group, item)
}

/// Object.hasOwn (20.1.2.14)
fn object_has_own<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.get(0))?;
    let key = ctx.to_property_key(args.get(1))?;
    Ok(Value::bool(ctx.has_own_property(o, key)?))
}

/// Object.is (20.1.2.15)
fn object_is<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::bool(ctx.same_value(args.get(0), args.get(1))))
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.object_prototype;
    let object = ctx.define_constructor("Object", 1, object_constructor, proto)?;
    ctx.set_intrinsic(object.value(), |i, v| i.object = v);
    define_methods(
        ctx,
        object,
        &[
            ("assign", 2, object_assign),
            ("create", 2, object_create),
            ("defineProperties", 2, object_define_properties),
            ("defineProperty", 3, object_define_property),
            ("entries", 1, object_entries),
            ("freeze", 1, object_freeze),
            ("fromEntries", 1, object_from_entries),
            ("getOwnPropertyDescriptor", 2, object_get_own_property_descriptor),
            ("getOwnPropertyDescriptors", 1, object_get_own_property_descriptors),
            ("getOwnPropertyNames", 1, object_get_own_property_names),
            ("getOwnPropertySymbols", 1, object_get_own_property_symbols),
            ("getPrototypeOf", 1, object_get_prototype_of),
            ("groupBy", 2, object_group_by),
            ("hasOwn", 2, object_has_own),
            ("is", 2, object_is),
            ("isExtensible", 1, object_is_extensible),
            ("isFrozen", 1, object_is_frozen),
            ("isSealed", 1, object_is_sealed),
            ("keys", 1, object_keys),
            ("preventExtensions", 1, object_prevent_extensions),
            ("seal", 1, object_seal),
            ("setPrototypeOf", 2, object_set_prototype_of),
            ("values", 1, object_values),
        ],
    )
}
