//! Object (20.1): the constructor and its functions. Its prototype is in `object_prototype.rs`.

use crate::table::{callable_argument, define_methods};
use yarrow_machine::Integrity;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Args, Descriptor, Object, PropertyKey, Scope, Value};
use yarrow_objects::{CellKind, JsResult, Throw};

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
    for &source in args.from(1) {
        if source.is_nullish() {
            continue;
        }
        let ctx = &mut ctx.inner();
        let from = ctx.to_object(source)?;
        let members = ctx.own_members(from)?;
        for (i, key) in members.keys().iter().enumerate() {
            let ctx = &mut ctx.inner();
            if let Some(v) = ctx.enumerable_member(from, &members, i, key)? {
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
    if !args.get(1).is_undefined() {
        define_properties(ctx, o, args.get(1))?;
    }
    Ok(o.value())
}

/// The fields of a descriptor as words, holes where they are absent.
fn words_of<'s>(d: &Descriptor<'s>) -> [Value<'s>; 6] {
    let flag = |flag: Option<bool>| flag.map(Value::bool);
    [d.value, d.getter, d.setter, flag(d.writable), flag(d.enumerable), flag(d.configurable)]
        .map(|field| field.unwrap_or(Value::HOLE))
}

/// The opposite of [`words_of`].
fn descriptor_of(words: [Value<'_>; 6]) -> Descriptor<'_> {
    let [value, getter, setter, writable, enumerable, configurable] = words.map(|w| (!w.is_hole()).then_some(w));
    let flag = |word: Option<Value<'_>>| word.and_then(Value::as_bool);
    Descriptor {
        value,
        getter,
        setter,
        writable: flag(writable),
        enumerable: flag(enumerable),
        configurable: flag(configurable),
    }
}

/// ObjectDefineProperties (20.1.2.3.1): all descriptors are read before any is applied.
fn define_properties(ctx: &mut Scope<'_>, o: Object<'_>, properties: Value<'_>) -> JsResult<()> {
    let props = ctx.to_object(properties)?;
    let keys = ctx.own_keys(props)?;
    // The words of the descriptors of the keys that are defined: an array, since roots of their own would be too many.
    let words = ctx.new_array(&[])?;
    let mut defined = Vec::new();
    for key in keys.iter() {
        let ctx = &mut ctx.inner();
        if ctx.is_own_enumerable(props, key)? {
            let v = ctx.get(props, key)?;
            let desc = ctx.to_property_descriptor(v)?;
            for word in words_of(&desc) {
                ctx.array_push(words, word)?;
            }
            defined.push(key);
        }
    }
    for (i, key) in defined.into_iter().enumerate() {
        let ctx = &mut ctx.inner();
        let desc = descriptor_of(std::array::from_fn(|k| ctx.dense_word(words, 6 * i + k).unwrap_or(Value::HOLE)));
        ctx.define_property_or_throw(o, key, &desc)?;
    }
    Ok(())
}

/// Object.defineProperties (20.1.2.3)
fn object_define_properties<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = object_argument(ctx, args.get(0), "Object.defineProperties")?;
    define_properties(ctx, o, args.get(1))?;
    Ok(o.value())
}

/// Object.defineProperty (20.1.2.4)
fn object_define_property<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = object_argument(ctx, args.get(0), "Object.defineProperty")?;
    let key = ctx.to_property_key(args.get(1))?;
    let desc = ctx.to_property_descriptor(args.get(2))?;
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
    if kind == Kind::Keys {
        let keys = ctx.enumerable_own_names(o)?;
        return key_array(ctx, keys.iter());
    }
    let members = ctx.own_members(o)?;
    let result = ctx.new_array(&[])?;
    for (i, key) in members.keys().iter().enumerate().filter(|(_, key)| !key.is_symbol()) {
        let ctx = &mut ctx.inner();
        let Some(value) = ctx.enumerable_member(o, &members, i, key)? else { continue };
        let item = if kind == Kind::Values {
            value
        } else {
            let name = ctx.key_to_value(key)?;
            ctx.new_array(&[name, value])?.value()
        };
        ctx.array_push(result, item)?;
    }
    Ok(result.value())
}

fn key_array<'s>(ctx: &mut Scope<'s>, keys: impl Iterator<Item = PropertyKey<'s>>) -> JsResult<Value<'s>> {
    let result = ctx.new_array(&[])?;
    for key in keys {
        let ctx = &mut ctx.inner();
        let v = ctx.key_to_value(key)?;
        ctx.array_push(result, v)?;
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
    if level == Integrity::Frozen
        && let Some(o) = v.as_kind(CellKind::TypedArray)
        && ctx.typed_array_length(o).is_some_and(|n| n > 0)
    {
        return Err(ctx.throw_type_error(format_args!("Cannot freeze array buffer views with elements")));
    }
    if let Some(o) = v.as_object()
        && !ctx.set_integrity(o, level)?
    {
        return Err(throw_not_prevented(ctx));
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

/// TypeError: the extensions of a Proxy were not prevented. All other objects let it happen.
fn throw_not_prevented(ctx: &mut Scope<'_>) -> Throw {
    ctx.throw_type_error(format_args!("'preventExtensions' on proxy: trap returned falsish"))
}

/// Object.preventExtensions (20.1.2.20)
fn object_prevent_extensions<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(o) = args.get(0).as_object()
        && !ctx.prevent_extensions(o)?
    {
        return Err(throw_not_prevented(ctx));
    }
    Ok(args.get(0))
}

/// Object.fromEntries (20.1.2.7)
fn object_from_entries<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.get(0).is_nullish() {
        return Err(ctx.throw_type_error(format_args!("{:?} is not iterable", args.get(0))));
    }
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
    key_array(ctx, keys.iter().filter(|key| key.is_symbol() == symbols))
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

/// Adds item `k` to the group that the callback names.
fn add_to_group(ctx: &mut Scope<'_>, groups: Object<'_>, callback: Value<'_>, item: Value<'_>, k: f64) -> JsResult<()> {
    let key = ctx.call(callback, Value::UNDEFINED, &[item, Value::number(k)])?;
    let key = ctx.to_property_key(key)?;
    let group = match ctx.own_data(groups, key).and_then(Value::as_object) {
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
