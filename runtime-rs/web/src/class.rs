//! Classes of the platform: their prototypes, which the realm keeps, and their instances. An instance is a cell with internal
//! slots, of which the first says of which class it is.

use crate::errors::throw_invalid_this;
use yarrow_objects::rooted::{Args, Descriptor, Native, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, CellKind, JsResult, NativeKind, Throw};

/// A class, or another thing that the realm keeps; the number is its place in the realm's list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub enum Class {
    DomException,
    EventTarget,
    Event,
    CustomEvent,
    AbortSignal,
    AbortController,
    TextEncoder,
    TextDecoder,
    Url,
    UrlSearchParams,
    UrlSearchParamsIterator,
    Performance,
    Crypto,
    /// Not of JavaScript: one that an event target calls.
    Listener,
    /// Not a class: `structuredClone` is installed.
    Clone,
    /// Not a class: `atob` and `btoa` are installed.
    Base64,
    /// Not a class: the time at which `performance` began.
    TimeOrigin,
}

const PLACES: usize = 17;

/// The internal slot that says the class. Those of the classes follow it.
pub const CLASS: usize = 0;

/// A method: name, `length`, function.
pub type Method = (&'static str, u16, Native);

/// An accessor: name, getter, setter.
pub type Accessor = (&'static str, Native, Option<Native>);

/// The list of what the realm keeps.
fn kept<'s>(ctx: &mut Scope<'s>) -> JsResult<Object<'s>> {
    if let Some(list) = ctx.intrinsics.platform.as_object() {
        return Ok(list);
    }
    let list = ctx.new_array(&[Value::UNDEFINED; PLACES])?;
    ctx.set_intrinsic(list.value(), |i, v| i.platform = v);
    Ok(list)
}

/// What the realm keeps at a place; `undefined` if nothing.
pub fn recall<'s>(ctx: &mut Scope<'s>, place: Class) -> Value<'s> {
    let Some(list) = ctx.intrinsics.platform.as_object() else { return Value::UNDEFINED };
    ctx.dense_element(list, place as usize).unwrap_or(Value::UNDEFINED)
}

/// Keeps a value in the realm.
pub fn remember(ctx: &mut Scope<'_>, place: Class, value: Value<'_>) -> JsResult<()> {
    let list = kept(ctx)?;
    ctx.write_dense(list, place as usize, &[value]);
    Ok(())
}

/// Whether something is kept at the place.
pub fn is_installed(ctx: &mut Scope<'_>, place: Class) -> bool {
    !recall(ctx, place).is_undefined()
}

/// The prototype of a class, which is installed.
pub fn prototype<'s>(ctx: &mut Scope<'s>, class: Class) -> Object<'s> {
    recall(ctx, class).as_object().unwrap_or_else(|| panic!("{class:?} is not installed"))
}

/// The constructor that a prototype was made with, which scripts may have replaced.
pub fn class_of_prototype<'s>(ctx: &mut Scope<'s>, prototype: Object<'_>) -> Value<'s> {
    let key = ctx.names.constructor;
    ctx.own_data(prototype, key).unwrap_or(Value::UNDEFINED)
}

/// Makes a class: its constructor, which is a property of the global object, and its prototype, with `Symbol.toStringTag`.
pub fn define_class<'s>(
    ctx: &mut Scope<'s>,
    class: Class,
    name: &str,
    constructor: (u16, Native),
    parent: Option<Class>,
) -> JsResult<(Object<'s>, Object<'s>)> {
    let parent = parent.map(|parent| prototype(ctx, parent));
    let above = parent.unwrap_or(ctx.intrinsics.object_prototype);
    let proto = ctx.new_object_with(above.value())?;
    let (length, native) = constructor;
    let constructor = ctx.define_constructor(name, length, native, proto)?;
    if let Some(parent) = parent {
        let super_class = class_of_prototype(ctx, parent);
        ctx.set_prototype_of(constructor, super_class)?;
    }
    define_tag(ctx, proto, name)?;
    remember(ctx, class, proto.value())?;
    Ok((constructor, proto))
}

/// Defines `@@toStringTag`.
pub fn define_tag(ctx: &mut Scope<'_>, on: Object<'_>, tag: &str) -> JsResult<()> {
    let tag = ctx.atom(tag)?;
    let key = ctx.symbols.to_string_tag;
    ctx.define_data(on, key.into(), tag.value(), Attrs::CONFIGURABLE)
}

/// Defines the methods of a table. Those of interfaces of the web are enumerable.
pub fn define_methods(ctx: &mut Scope<'_>, on: Object<'_>, attrs: Attrs, methods: &[Method]) -> JsResult<()> {
    for &(name, length, native) in methods {
        let ctx = &mut ctx.inner();
        let atom = ctx.atom(name)?;
        let f = ctx.new_native(atom, length, native, NativeKind::Function)?;
        ctx.define_data(on, atom.into(), f.value(), attrs)?;
    }
    Ok(())
}

/// Defines the accessors of a table, which are configurable.
pub fn define_accessors(ctx: &mut Scope<'_>, on: Object<'_>, attrs: Attrs, accessors: &[Accessor]) -> JsResult<()> {
    for &(name, getter, setter) in accessors {
        let ctx = &mut ctx.inner();
        let key: PropertyKey = ctx.atom(name)?.into();
        let atom = ctx.atom(&format!("get {name}"))?;
        let getter = ctx.new_native(atom, 0, getter, NativeKind::Function)?.value();
        let setter = match setter {
            Some(setter) => {
                let atom = ctx.atom(&format!("set {name}"))?;
                ctx.new_native(atom, 1, setter, NativeKind::Function)?.value()
            }
            None => Value::UNDEFINED,
        };
        ctx.define_own_property(on, key, &Descriptor::accessor(getter, setter, attrs))?;
    }
    Ok(())
}

/// Defines constants on a constructor and its prototype.
pub fn define_constants(
    ctx: &mut Scope<'_>,
    on: &[Object<'_>],
    constants: impl Iterator<Item = (&'static str, i32)>,
) -> JsResult<()> {
    for (name, n) in constants {
        let ctx = &mut ctx.inner();
        let key = ctx.atom(name)?;
        for &o in on {
            ctx.define_data(o, key.into(), Value::int(n), Attrs::ENUMERABLE)?;
        }
    }
    Ok(())
}

/// TypeError for a constructor that is called as a function.
pub fn check_new(ctx: &mut Scope<'_>, args: Args<'_>, name: &str) -> JsResult<()> {
    if args.is_construct() {
        return Ok(());
    }
    Err(ctx.throw_type_error(format_args!("Class constructor {name} cannot be invoked without 'new'")))
}

/// The constructor of a class that scripts cannot make instances of.
pub fn throw_illegal_constructor(ctx: &mut Scope<'_>, args: Args<'_>, name: &str) -> Throw {
    match check_new(ctx, args, name) {
        Ok(()) => crate::errors::throw_type_error(ctx, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor"),
        Err(throw) => throw,
    }
}

/// An instance with `slots` internal slots behind [`CLASS`], its prototype by `new.target`.
pub fn construct<'s>(ctx: &mut Scope<'s>, args: Args<'_>, class: Class, slots: u16) -> JsResult<Object<'s>> {
    let default = prototype(ctx, class);
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    instance_with(ctx, class, proto.value(), slots)
}

/// An instance that no script has asked for.
pub fn new_instance<'s>(ctx: &mut Scope<'s>, class: Class, slots: u16) -> JsResult<Object<'s>> {
    let proto = prototype(ctx, class);
    instance_with(ctx, class, proto.value(), slots)
}

/// An instance with a prototype of one's own.
pub fn instance_with<'s>(ctx: &mut Scope<'s>, class: Class, proto: Value<'_>, slots: u16) -> JsResult<Object<'s>> {
    let o = ctx.new_object_of_kind(CellKind::Platform, proto, slots + 1)?;
    o.set_internal(CLASS, Value::int(class as i32));
    Ok(o)
}

/// The object, if it is an instance of one of these classes.
pub fn as_instance<'v>(ctx: &mut Scope<'_>, v: Value<'v>, classes: &[Class]) -> Option<Object<'v>> {
    let o = v.as_kind(CellKind::Platform)?;
    let ctx = &mut ctx.inner();
    let class = ctx.internal(o, CLASS);
    classes.iter().any(|&c| class == Value::int(c as i32)).then_some(o)
}

/// The receiver, which is an instance of one of these classes; `name` is the one that messages tell.
pub fn this_instance<'s>(ctx: &mut Scope<'_>, args: Args<'s>, classes: &[Class], name: &str) -> JsResult<Object<'s>> {
    match as_instance(ctx, args.this(), classes) {
        Some(o) => Ok(o),
        None => Err(throw_invalid_this(ctx, name)),
    }
}
