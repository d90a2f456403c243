//! Object (20.1): the constructor and its functions. Its prototype is in `object_prototype.rs`.

use crate::table::{callable_argument, define_methods};
use yarrow_core::{Args, Context, Integrity, JsResult, Object, PropertyKey, Root, Value};

/// Own keys that stay alive while JavaScript runs.
pub struct Keys {
    list: Root,
    len: usize,
}

impl Keys {
    /// `[[OwnPropertyKeys]]`.
    pub fn own(ctx: &mut Context, o: Object) -> JsResult<Keys> {
        let keys = ctx.own_keys(o)?;
        let words: Vec<Value> = keys.iter().map(|k| k.root_value()).collect();
        let list = ctx.new_value_list(&words)?;
        Ok(Keys { list: ctx.root(list), len: words.len() })
    }

    /// The keys, as long as the roots of the running function live.
    pub fn to_vec(&self, ctx: &Context) -> Vec<PropertyKey> {
        let keys: Vec<PropertyKey> = ctx.value_list(self.list.get()).into_iter().map(key_of_root).collect();
        debug_assert_eq!(keys.len(), self.len);
        keys
    }
}

/// The opposite of [`PropertyKey::root_value`].
fn key_of_root(v: Value) -> PropertyKey {
    match (v.as_symbol(), v.as_string().and_then(|s| s.as_flat())) {
        (Some(s), _) => PropertyKey::Symbol(s),
        (None, Some(s)) => PropertyKey::String(s),
        (None, None) => PropertyKey::Index(v.as_number().unwrap_or(0.0) as u32),
    }
}

/// Object (20.1.1.1)
fn object_constructor(ctx: &mut Context, args: Args) -> JsResult<Value> {
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

fn object_argument(ctx: &mut Context, v: Value, function: &str) -> JsResult<Object> {
    v.as_object().ok_or_else(|| ctx.throw_type_error(format_args!("{function} called on non-object")))
}

/// The text of a value in V8's messages that do not quote strings.
fn plain_text(ctx: &mut Context, v: Value) -> String {
    match v.as_string() {
        Some(s) => s.to_rust(),
        None => ctx.describe(v),
    }
}

/// Object.assign (20.1.2.1)
fn object_assign(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let to = ctx.to_object(args.get(0))?;
    let to = ctx.root(to);
    for i in 1..args.len() {
        if args.get(i).is_nullish() {
            continue;
        }
        ctx.scope(|ctx| {
            let from = ctx.to_object(args.get(i))?;
            let from = ctx.root(from);
            let keys = Keys::own(ctx, from.object())?;
            for key in keys.to_vec(ctx) {
                if ctx.get_own_property(from.object(), key)?.is_some_and(|p| p.attrs.enumerable()) {
                    let v = ctx.get(from.object(), key)?;
                    ctx.set(to.object(), key, v)?;
                }
            }
            Ok(())
        })?;
    }
    Ok(to.get())
}

fn check_prototype(ctx: &mut Context, v: Value) -> JsResult<()> {
    if v.is_object() || v.is_null() {
        return Ok(());
    }
    let text = plain_text(ctx, v);
    Err(ctx.throw_type_error(format_args!("Object prototype may only be an Object or null: {text}")))
}

/// Object.create (20.1.2.2)
fn object_create(ctx: &mut Context, args: Args) -> JsResult<Value> {
    check_prototype(ctx, args.get(0))?;
    let o = ctx.new_object_with(args.get(0))?;
    if args.get(1).is_undefined() {
        return Ok(o.value());
    }
    define_properties(ctx, o, args.get(1))
}

/// ObjectDefineProperties (20.1.2.3.1): all descriptors are read before any is applied.
fn define_properties(ctx: &mut Context, o: Object, properties: Value) -> JsResult<Value> {
    let o = ctx.root(o);
    let props = ctx.to_object(properties)?;
    let props = ctx.root(props);
    let keys = Keys::own(ctx, props.object())?;
    let mut descriptors = Vec::new();
    for key in keys.to_vec(ctx) {
        if ctx.get_own_property(props.object(), key)?.is_some_and(|p| p.attrs.enumerable()) {
            let v = ctx.get(props.object(), key)?;
            descriptors.push((key, ctx.to_property_descriptor(v)?));
        }
    }
    for (key, desc) in descriptors {
        ctx.define_property_or_throw(o.object(), key, &desc)?;
    }
    Ok(o.get())
}

/// Object.defineProperties (20.1.2.3)
fn object_define_properties(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = object_argument(ctx, args.get(0), "Object.defineProperties")?;
    define_properties(ctx, o, args.get(1))
}

/// Object.defineProperty (20.1.2.4)
fn object_define_property(ctx: &mut Context, args: Args) -> JsResult<Value> {
    object_argument(ctx, args.get(0), "Object.defineProperty")?;
    let key = ctx.to_property_key(args.get(1))?;
    ctx.root(key.root_value());
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
fn enumerable_own_properties(ctx: &mut Context, v: Value, kind: Kind) -> JsResult<Value> {
    let o = ctx.to_object(v)?;
    let o = ctx.root(o);
    let keys = Keys::own(ctx, o.object())?;
    let result = ctx.new_array(&[])?;
    let result = ctx.root(result);
    for key in keys.to_vec(ctx) {
        if key.is_symbol() {
            continue;
        }
        let Some(p) = ctx.get_own_property(o.object(), key)?.filter(|p| p.attrs.enumerable()) else { continue };
        let item = match kind {
            Kind::Keys => ctx.key_to_value(key)?,
            Kind::Values | Kind::Entries => {
                let value =
                    if p.attrs.is_accessor() || o.object().is_proxy() { ctx.get(o.object(), key)? } else { p.value };
                if kind == Kind::Values {
                    value
                } else {
                    let name = ctx.key_to_value(key)?;
                    ctx.new_array(&[name, value])?.value()
                }
            }
        };
        ctx.array_push(result.object(), item)?;
    }
    Ok(result.get())
}

/// Object.entries (20.1.2.5)
fn object_entries(ctx: &mut Context, args: Args) -> JsResult<Value> {
    enumerable_own_properties(ctx, args.get(0), Kind::Entries)
}

/// Object.keys (20.1.2.19)
fn object_keys(ctx: &mut Context, args: Args) -> JsResult<Value> {
    enumerable_own_properties(ctx, args.get(0), Kind::Keys)
}

/// Object.values (20.1.2.24)
fn object_values(ctx: &mut Context, args: Args) -> JsResult<Value> {
    enumerable_own_properties(ctx, args.get(0), Kind::Values)
}

/// SetIntegrityLevel (7.3.15), with the TypeError for a refusal.
fn set_integrity_level(ctx: &mut Context, v: Value, level: Integrity) -> JsResult<Value> {
    if let Some(o) = v.as_object()
        && !ctx.set_integrity(o, level)?
    {
        let verb = if level == Integrity::Frozen { "freeze" } else { "seal" };
        return Err(ctx.throw_type_error(format_args!("Cannot {verb}")));
    }
    Ok(v)
}

/// TestIntegrityLevel (7.3.16)
fn test_integrity_level(ctx: &mut Context, v: Value, level: Integrity) -> JsResult<Value> {
    let Some(o) = v.as_object() else { return Ok(Value::TRUE) };
    Ok(ctx.test_integrity(o, level)?.into())
}

/// Object.freeze (20.1.2.6)
fn object_freeze(ctx: &mut Context, args: Args) -> JsResult<Value> {
    set_integrity_level(ctx, args.get(0), Integrity::Frozen)
}

/// Object.seal (20.1.2.22)
fn object_seal(ctx: &mut Context, args: Args) -> JsResult<Value> {
    set_integrity_level(ctx, args.get(0), Integrity::Sealed)
}

/// Object.isFrozen (20.1.2.17)
fn object_is_frozen(ctx: &mut Context, args: Args) -> JsResult<Value> {
    test_integrity_level(ctx, args.get(0), Integrity::Frozen)
}

/// Object.isSealed (20.1.2.18)
fn object_is_sealed(ctx: &mut Context, args: Args) -> JsResult<Value> {
    test_integrity_level(ctx, args.get(0), Integrity::Sealed)
}

/// Object.isExtensible (20.1.2.16)
fn object_is_extensible(ctx: &mut Context, args: Args) -> JsResult<Value> {
    match args.get(0).as_object() {
        Some(o) => Ok(ctx.is_extensible(o)?.into()),
        None => Ok(Value::FALSE),
    }
}

/// Object.preventExtensions (20.1.2.20)
fn object_prevent_extensions(ctx: &mut Context, args: Args) -> JsResult<Value> {
    if let Some(o) = args.get(0).as_object()
        && !ctx.prevent_extensions(o)?
    {
        return Err(ctx.throw_type_error(format_args!("Cannot prevent extensions")));
    }
    Ok(args.get(0))
}

/// Object.fromEntries (20.1.2.7)
fn object_from_entries(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.new_object()?;
    let o = ctx.root(o);
    let iter = ctx.iter_open(args.get(0))?;
    let iter = ctx.root(iter);
    while let Some(item) = ctx.iter_next(iter.get())? {
        if let Err(throw) = ctx.scope(|ctx| add_entry(ctx, o.object(), item)) {
            return Err(ctx.iter_close_throw(iter.get(), throw));
        }
        ctx.poll();
    }
    Ok(o.get())
}

fn add_entry(ctx: &mut Context, o: Object, item: Value) -> JsResult<()> {
    let o = ctx.root(o);
    let Some(entry) = item.as_object() else {
        let text = plain_text(ctx, item);
        return Err(ctx.throw_type_error(format_args!("Iterator value {text} is not an entry object")));
    };
    let entry = ctx.root(entry);
    let key = ctx.get(entry.object(), 0)?;
    let key = ctx.root(key);
    let value = ctx.get(entry.object(), 1)?;
    let value = ctx.root(value);
    let key = ctx.to_property_key(key.get())?;
    ctx.create_data_property_or_throw(o.object(), key, value.get())
}

/// Object.getOwnPropertyDescriptor (20.1.2.8)
fn object_get_own_property_descriptor(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.get(0))?;
    let o = ctx.root(o);
    let key = ctx.to_property_key(args.get(1))?;
    let property = ctx.get_own_property(o.object(), key)?;
    ctx.from_property_descriptor(property)
}

/// Object.getOwnPropertyDescriptors (20.1.2.9)
fn object_get_own_property_descriptors(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.get(0))?;
    let o = ctx.root(o);
    let result = ctx.new_object()?;
    let result = ctx.root(result);
    let keys = Keys::own(ctx, o.object())?;
    for key in keys.to_vec(ctx) {
        let property = ctx.get_own_property(o.object(), key)?;
        let desc = ctx.from_property_descriptor(property)?;
        if !desc.is_undefined() {
            ctx.create_data_property_or_throw(result.object(), key, desc)?;
        }
    }
    Ok(result.get())
}

fn own_keys_array(ctx: &mut Context, v: Value, symbols: bool) -> JsResult<Value> {
    let o = ctx.to_object(v)?;
    let keys = ctx.own_keys(o)?;
    let result = ctx.new_array(&[])?;
    for key in keys {
        if key.is_symbol() == symbols {
            let v = ctx.key_to_value(key)?;
            ctx.array_push(result, v)?;
        }
    }
    Ok(result.value())
}

/// Object.getOwnPropertyNames (20.1.2.10)
fn object_get_own_property_names(ctx: &mut Context, args: Args) -> JsResult<Value> {
    own_keys_array(ctx, args.get(0), false)
}

/// Object.getOwnPropertySymbols (20.1.2.11)
fn object_get_own_property_symbols(ctx: &mut Context, args: Args) -> JsResult<Value> {
    own_keys_array(ctx, args.get(0), true)
}

/// Object.getPrototypeOf (20.1.2.12)
fn object_get_prototype_of(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.get(0))?;
    ctx.get_prototype_of(o)
}

/// `[[SetPrototypeOf]]`, with the TypeError for a refusal.
pub fn set_prototype_or_throw(ctx: &mut Context, o: Object, proto: Value) -> JsResult<()> {
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
fn object_set_prototype_of(ctx: &mut Context, args: Args) -> JsResult<Value> {
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
fn object_group_by(ctx: &mut Context, args: Args) -> JsResult<Value> {
    if args.get(0).is_nullish() {
        let text = ctx.describe(args.get(0));
        return Err(ctx.throw_type_error(format_args!("{text} is not iterable")));
    }
    let callback = callable_argument(ctx, args, 1)?;
    let result = ctx.new_object_with(Value::NULL)?;
    let result = ctx.root(result);
    let iter = ctx.iter_open(args.get(0))?;
    let iter = ctx.root(iter);
    let mut k = 0.0;
    while let Some(item) = ctx.iter_next(iter.get())? {
        let added = ctx.scope(|ctx| {
            let item = ctx.root(item);
            let key = ctx.call(callback, Value::UNDEFINED, &[item.get(), Value::number(k)])?;
            let key = ctx.to_property_key(key)?;
            let group = match ctx.own_data(result.object(), key).and_then(Value::as_object) {
                Some(group) => group,
                None => {
                    let group = ctx.new_array(&[])?;
                    ctx.create_data_property_or_throw(result.object(), key, group.value())?;
                    group
                }
            };
            ctx.array_push(group, item.get())
        });
        if let Err(throw) = added {
            return Err(ctx.iter_close_throw(iter.get(), throw));
        }
        k += 1.0;
    }
    Ok(result.get())
}

/// Object.hasOwn (20.1.2.14)
fn object_has_own(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = ctx.to_object(args.get(0))?;
    let o = ctx.root(o);
    let key = ctx.to_property_key(args.get(1))?;
    Ok(Value::bool(ctx.has_own_property(o.object(), key)?))
}

/// Object.is (20.1.2.15)
fn object_is(ctx: &mut Context, args: Args) -> JsResult<Value> {
    Ok(Value::bool(ctx.same_value(args.get(0), args.get(1))))
}

pub fn install(ctx: &mut Context) -> JsResult<()> {
    let proto = ctx.intrinsics.object_prototype;
    let object = ctx.define_constructor("Object", 1, object_constructor, proto)?;
    ctx.intrinsics.object = object.value();
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
