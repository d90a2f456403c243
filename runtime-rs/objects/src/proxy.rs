//! Proxy objects (10.5).
//!
//! A Proxy that cannot be called is a cell of kind Proxy with two internal slots, target and handler.
//! One that can is a Function whose code is that of the built-ins and whose own value is a list of the
//! two: so calls of unknown functions need not know of it. Both are EXOTIC; revoked, they hold null.

use crate::args::Args;
use crate::bare;
use crate::cell::object_flags as flag;
use crate::context::Scope;
use crate::hash::Mixer;
use crate::scope::{Keys, List};
use crate::throw::{JsResult, Throw};
use crate::values::{Descriptor, Object, ObjectFields, Property, PropertyKey, Value};
use std::collections::HashSet;
use std::fmt::Arguments;
use yarrow_abi::layout::CellKind;

/// Target, handler and the trap; the trap is `undefined` if the handler has none.
struct Trap<'s> {
    target: Object<'s>,
    handler: Value<'s>,
    method: Value<'s>,
}

/// Target and handler of a Proxy, null once it is revoked; `None` for other objects.
pub(crate) fn proxy_parts(o: crate::bare::Object) -> Option<(bare::Value, bare::Value)> {
    if !o.is_proxy() {
        return None;
    }
    if o.is(CellKind::Proxy) {
        return Some((o.internal(0), o.internal(1)));
    }
    match *List::of(o.function().env.get()).values() {
        [target, handler] => Some((target, handler)),
        _ => Some((Value::NULL, Value::NULL)),
    }
}

/// What `defineProperty` may not report, around the key.
const FIXED: (&str, &str) = (
    "trap returned truish for defining non-configurable property",
    " which is either non-existent or configurable in the proxy target",
);

impl<'s> Scope<'s> {
    /// ProxyCreate (10.5.14) of two objects.
    pub fn new_proxy(&mut self, target: Object<'_>, handler: Object<'_>) -> JsResult<Object<'s>> {
        let o = if target.is_callable() {
            let list = self.new_list(&[target.value(), handler.value()])?;
            self.new_callable_proxy(proxy_entry, target.is_constructor(), list.value())?
        } else {
            let o = self.new_object_of_kind(CellKind::Proxy, Value::NULL, 2)?;
            o.set_internal(0, target.value());
            o.set_internal(1, handler.value());
            o
        };
        o.set_flag(flag::EXOTIC);
        Ok(o)
    }

    /// Makes every further use of the proxy a TypeError.
    pub fn revoke_proxy(&mut self, o: Object<'_>) {
        if o.is(CellKind::Proxy) {
            o.set_internal(0, Value::NULL);
            o.set_internal(1, Value::NULL);
        } else if o.is_proxy() {
            o.set_data(Value::NULL);
        }
    }

    fn throw_revoked(&mut self, name: &str) -> Throw {
        self.throw_type_error(format_args!("Cannot perform '{name}' on a proxy that has been revoked"))
    }

    /// The trap of this name.
    fn proxy_trap(&mut self, o: Object<'_>, name: &str) -> JsResult<Trap<'s>> {
        self.check_stack()?;
        let parts = self.proxy_parts(o).and_then(|(target, handler)| Some((target.as_object()?, handler)));
        let Some((target, handler)) = parts else { return Err(self.throw_revoked(name)) };
        let key = self.atom(name)?;
        let method = self.get_value(handler, key)?;
        if !method.is_nullish() && !method.is_callable() {
            let (text, on) = (self.describe(method), self.describe(handler));
            return Err(self.throw_type_error(format_args!(
                "'{text}' returned for property '{name}' of object '{on}' is not a function"
            )));
        }
        let method = if method.is_null() { Value::UNDEFINED } else { method };
        Ok(Trap { target, handler, method })
    }

    /// Calls a trap: with the target, then `args`.
    fn call_trap(&mut self, trap: &Trap<'s>, args: &[Value<'_>]) -> JsResult<Value<'s>> {
        let mut all = vec![trap.target.value()];
        all.extend_from_slice(args);
        self.call(trap.method, trap.handler, &all)
    }

    /// TypeError: a trap broke an invariant of a property.
    fn refuse(&mut self, name: &str, before: &str, key: PropertyKey<'_>, after: Arguments<'_>) -> Throw {
        let key = self.describe_key(key);
        self.throw_type_error(format_args!("'{name}' on proxy: {before} '{key}'{after}"))
    }

    /// 10.5.1
    pub(crate) fn proxy_get_prototype_of(&mut self, o: Object<'_>) -> JsResult<Value<'s>> {
        let ctx = self;
        let trap = ctx.proxy_trap(o, "getPrototypeOf")?;
        if trap.method.is_undefined() {
            return ctx.get_prototype_of(trap.target);
        }
        let proto = ctx.call_trap(&trap, &[])?;
        if !proto.is_object() && !proto.is_null() {
            return Err(
                ctx.throw_type_error(format_args!("'getPrototypeOf' on proxy: trap returned neither object nor null"))
            );
        }
        if !ctx.is_extensible(trap.target)? && ctx.get_prototype_of(trap.target)? != proto {
            return Err(ctx.throw_type_error(format_args!(
                "'getPrototypeOf' on proxy: proxy target is non-extensible but the trap \
                     did not return its actual prototype"
            )));
        }
        Ok(proto)
    }

    /// 10.5.2
    pub(crate) fn proxy_set_prototype_of(&mut self, o: Object<'_>, proto: Value<'_>) -> JsResult<bool> {
        let ctx = &mut self.inner();
        let trap = ctx.proxy_trap(o, "setPrototypeOf")?;
        if trap.method.is_undefined() {
            return ctx.set_prototype_of(trap.target, proto);
        }
        let result = ctx.call_trap(&trap, &[proto])?;
        if !ctx.to_boolean(result) {
            return Ok(false);
        }
        if !ctx.is_extensible(trap.target)? && ctx.get_prototype_of(trap.target)? != proto {
            return Err(ctx.throw_type_error(format_args!(
                "'setPrototypeOf' on proxy: trap returned truish for setting a new \
                     prototype on the non-extensible proxy target"
            )));
        }
        Ok(true)
    }

    /// 10.5.3
    pub(crate) fn proxy_is_extensible(&mut self, o: Object<'_>) -> JsResult<bool> {
        let ctx = &mut self.inner();
        let trap = ctx.proxy_trap(o, "isExtensible")?;
        if trap.method.is_undefined() {
            return ctx.is_extensible(trap.target);
        }
        let result = ctx.call_trap(&trap, &[])?;
        let result = ctx.to_boolean(result);
        if result != ctx.is_extensible(trap.target)? {
            return Err(ctx.throw_type_error(format_args!(
                "'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is '{}')",
                !result
            )));
        }
        Ok(result)
    }

    /// 10.5.4
    pub(crate) fn proxy_prevent_extensions(&mut self, o: Object<'_>) -> JsResult<bool> {
        let ctx = &mut self.inner();
        let trap = ctx.proxy_trap(o, "preventExtensions")?;
        if trap.method.is_undefined() {
            return ctx.prevent_extensions(trap.target);
        }
        let result = ctx.call_trap(&trap, &[])?;
        let result = ctx.to_boolean(result);
        if result && ctx.is_extensible(trap.target)? {
            return Err(ctx.throw_type_error(format_args!(
                "'preventExtensions' on proxy: trap returned truish but the proxy target is extensible"
            )));
        }
        Ok(result)
    }

    /// 10.5.5
    pub(crate) fn proxy_get_own_property(
        &mut self,
        o: Object<'_>,
        key: PropertyKey<'_>,
    ) -> JsResult<Option<Property<'s>>> {
        let name = "getOwnPropertyDescriptor";
        let ctx = self;
        let trap = ctx.proxy_trap(o, name)?;
        let target = trap.target;
        if trap.method.is_undefined() {
            return ctx.get_own_property(target, key);
        }
        let shown = ctx.key_to_value(key)?;
        let result = ctx.call_trap(&trap, &[shown])?;
        if !result.is_object() && !result.is_undefined() {
            return Err(ctx.refuse(
                name,
                "trap returned neither object nor undefined for property",
                key,
                format_args!(""),
            ));
        }
        let current = ctx.get_own_property(target, key)?;
        if result.is_undefined() {
            let Some(current) = current else { return Ok(None) };
            if !current.attrs.configurable() {
                return Err(ctx.refuse(
                    name,
                    "trap returned undefined for property",
                    key,
                    format_args!(" which is non-configurable in the proxy target"),
                ));
            }
            if !ctx.is_extensible(target)? {
                return Err(ctx.refuse(
                    name,
                    "trap returned undefined for property",
                    key,
                    format_args!(" which exists in the non-extensible proxy target"),
                ));
            }
            return Ok(None);
        }
        let extensible = ctx.is_extensible(target)?;
        let desc = ctx.to_property_descriptor(result)?;
        // CompletePropertyDescriptor.
        let Some(property) = ctx.validate_with(true, &desc, None) else { return Ok(None) };
        let whole = if property.attrs.is_accessor() {
            Descriptor::accessor(property.value, property.setter, property.attrs)
        } else {
            Descriptor::data(property.value, property.attrs)
        };
        if ctx.validate_with(extensible, &whole, current).is_none() {
            return Err(ctx.refuse(
                name,
                "trap returned descriptor for property",
                key,
                format_args!(" that is incompatible with the existing property in the proxy target"),
            ));
        }
        if !property.attrs.configurable() {
            let read_only = !property.attrs.is_accessor() && !property.attrs.writable();
            if current.is_none_or(|c| c.attrs.configurable()) {
                return Err(ctx.refuse(
                    name,
                    "trap reported non-configurability for property",
                    key,
                    format_args!(" which is either non-existent or configurable in the proxy target"),
                ));
            }
            if read_only && current.is_some_and(|c| c.attrs.writable()) {
                return Err(ctx.refuse(
                    name,
                    "trap reported non-configurable and writable for property",
                    key,
                    format_args!(" which is non-configurable, non-writable in the proxy target"),
                ));
            }
        }
        Ok(Some(property))
    }

    /// 10.5.6
    pub(crate) fn proxy_define_own_property(
        &mut self,
        o: Object<'_>,
        key: PropertyKey<'_>,
        desc: &Descriptor<'_>,
    ) -> JsResult<bool> {
        let name = "defineProperty";
        let ctx = &mut self.inner();
        let trap = ctx.proxy_trap(o, name)?;
        let target = trap.target;
        if trap.method.is_undefined() {
            return ctx.define_own_property(target, key, desc);
        }
        let shown = ctx.key_to_value(key)?;
        let shown_desc = ctx.descriptor_object(desc)?;
        let result = ctx.call_trap(&trap, &[shown, shown_desc])?;
        if !ctx.to_boolean(result) {
            return Ok(false);
        }
        let current = ctx.get_own_property(target, key)?;
        let extensible = ctx.is_extensible(target)?;
        let fixed = desc.configurable == Some(false);
        let Some(current) = current else {
            if !extensible {
                return Err(ctx.refuse(
                    name,
                    "trap returned truish for adding property",
                    key,
                    format_args!("  to the non-extensible proxy target"),
                ));
            }
            if fixed {
                return Err(ctx.refuse(name, FIXED.0, key, format_args!("{}", FIXED.1)));
            }
            return Ok(true);
        };
        if ctx.validate_with(extensible, desc, Some(current)).is_none() {
            return Err(ctx.refuse(
                name,
                "trap returned truish for adding property",
                key,
                format_args!("  that is incompatible with the existing property in the proxy target"),
            ));
        }
        if fixed && current.attrs.configurable() {
            return Err(ctx.refuse(name, FIXED.0, key, format_args!("{}", FIXED.1)));
        }
        let writable = !current.attrs.is_accessor() && !current.attrs.configurable() && current.attrs.writable();
        if writable && desc.writable == Some(false) {
            return Err(ctx.refuse(
                name,
                "trap returned truish for defining non-configurable property",
                key,
                format_args!(
                    " which cannot be non-writable, unless there exists a corresponding \
                     non-configurable, non-writable own property of the target object."
                ),
            ));
        }
        Ok(true)
    }

    /// 10.5.7
    pub(crate) fn proxy_has(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<bool> {
        let name = "has";
        let ctx = &mut self.inner();
        let trap = ctx.proxy_trap(o, name)?;
        let target = trap.target;
        if trap.method.is_undefined() {
            return ctx.has_property(target, key);
        }
        let shown = ctx.key_to_value(key)?;
        let result = ctx.call_trap(&trap, &[shown])?;
        if ctx.to_boolean(result) {
            return Ok(true);
        }
        if let Some(current) = ctx.get_own_property(target, key)? {
            if !current.attrs.configurable() {
                return Err(ctx.refuse(
                    name,
                    "trap returned falsish for property",
                    key,
                    format_args!(" which exists in the proxy target as non-configurable"),
                ));
            }
            if !ctx.is_extensible(target)? {
                return Err(ctx.refuse(
                    name,
                    "trap returned falsish for property",
                    key,
                    format_args!(" but the proxy target is not extensible"),
                ));
            }
        }
        Ok(false)
    }

    /// 10.5.8
    pub(crate) fn proxy_get(
        &mut self,
        o: Object<'_>,
        key: PropertyKey<'_>,
        receiver: Value<'_>,
    ) -> JsResult<Value<'s>> {
        let name = "get";
        let ctx = self;
        let trap = ctx.proxy_trap(o, name)?;
        let target = trap.target;
        if trap.method.is_undefined() {
            return ctx.get_with_receiver(target, key, receiver);
        }
        let shown = ctx.key_to_value(key)?;
        let result = ctx.call_trap(&trap, &[shown, receiver])?;
        if let Some(current) = ctx.get_own_property(target, key)?
            && !current.attrs.configurable()
        {
            let accessor = current.attrs.is_accessor();
            if !accessor && !current.attrs.writable() && !ctx.same_value(result, current.value) {
                let (wanted, got) = (ctx.describe(current.value), ctx.describe(result));
                let after = format_args!(
                    " is a read-only and non-configurable data property on the proxy target \
                     but the proxy did not return its actual value (expected '{wanted}' \
                     but got '{got}')"
                );
                return Err(ctx.refuse(name, "property", key, after));
            }
            if accessor && current.value.is_undefined() && !result.is_undefined() {
                let got = ctx.describe(result);
                let after = format_args!(
                    " is a non-configurable accessor property on the proxy target and does \
                     not have a getter function, but the trap did not return 'undefined' \
                     (got '{got}')"
                );
                return Err(ctx.refuse(name, "property", key, after));
            }
        }
        Ok(result)
    }

    /// 10.5.9
    pub(crate) fn proxy_set(
        &mut self,
        o: Object<'_>,
        key: PropertyKey<'_>,
        value: Value<'_>,
        receiver: Value<'_>,
    ) -> JsResult<bool> {
        let name = "set";
        let ctx = &mut self.inner();
        let trap = ctx.proxy_trap(o, name)?;
        let target = trap.target;
        if trap.method.is_undefined() {
            return ctx.set_with_receiver(target, key, value, receiver);
        }
        let shown = ctx.key_to_value(key)?;
        let result = ctx.call_trap(&trap, &[shown, value, receiver])?;
        if !ctx.to_boolean(result) {
            return Ok(false);
        }
        if let Some(current) = ctx.get_own_property(target, key)?
            && !current.attrs.configurable()
        {
            let accessor = current.attrs.is_accessor();
            if !accessor && !current.attrs.writable() && !ctx.same_value(value, current.value) {
                return Err(ctx.refuse(
                    name,
                    "trap returned truish for property",
                    key,
                    format_args!(
                        " which exists in the proxy target as a non-configurable and \
                     non-writable data property with a different value"
                    ),
                ));
            }
            if accessor && current.setter.is_undefined() {
                return Err(ctx.refuse(
                    name,
                    "trap returned truish for property",
                    key,
                    format_args!(
                        " which exists in the proxy target as a non-configurable and \
                     non-writable accessor property without a setter"
                    ),
                ));
            }
        }
        Ok(true)
    }

    /// 10.5.10
    pub(crate) fn proxy_delete(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<bool> {
        let name = "deleteProperty";
        let ctx = &mut self.inner();
        let trap = ctx.proxy_trap(o, name)?;
        let target = trap.target;
        if trap.method.is_undefined() {
            return ctx.delete(target, key);
        }
        let shown = ctx.key_to_value(key)?;
        let result = ctx.call_trap(&trap, &[shown])?;
        if !ctx.to_boolean(result) {
            return Ok(false);
        }
        if let Some(current) = ctx.get_own_property(target, key)? {
            if !current.attrs.configurable() {
                return Err(ctx.refuse(
                    name,
                    "trap returned truish for property",
                    key,
                    format_args!(" which is non-configurable in the proxy target"),
                ));
            }
            if !ctx.is_extensible(target)? {
                return Err(ctx.refuse(
                    name,
                    "trap returned truish for property",
                    key,
                    format_args!(" but the proxy target is non-extensible"),
                ));
            }
        }
        Ok(true)
    }

    /// 10.5.11
    pub(crate) fn proxy_own_keys(&mut self, o: Object<'_>) -> JsResult<Keys<'s>> {
        let name = "ownKeys";
        let mut ctx = self.inner();
        let trap = ctx.proxy_trap(o, name)?;
        let target = trap.target;
        if trap.method.is_undefined() {
            let keys = ctx.own_keys(target)?;
            return Ok(ctx.escape(keys));
        }
        let result = ctx.call_trap(&trap, &[])?;
        // The keys that the trap gave, as words: keys that are equal are the same word.
        let mut words = Vec::new();
        let mut listed = HashSet::<u64, Mixer>::default();
        for &v in ctx.list_from_array_like(result)?.values() {
            if !v.is_string() && !v.is_symbol() {
                let text = ctx.describe(v);
                return Err(ctx.throw_type_error(format_args!("{text} is not a valid property name")));
            }
            let key = ctx.to_property_key(v)?;
            if !listed.insert(key.root_value().bits()) {
                return Err(ctx.throw_type_error(format_args!("'ownKeys' on proxy: trap returned duplicate entries")));
            }
            words.push(key.root_value());
        }
        let keys = ctx.new_keys(&words)?;
        let extensible = ctx.is_extensible(target)?;
        let mut missing = keys.len();
        for key in ctx.own_keys(target)?.iter() {
            let ctx = &mut ctx.inner();
            let fixed = ctx.get_own_property(target, key)?.is_some_and(|p| !p.attrs.configurable());
            let listed = listed.contains(&key.root_value().bits());
            if !listed && (fixed || !extensible) {
                return Err(ctx.refuse(name, "trap result did not include", key, format_args!("")));
            }
            missing -= usize::from(listed);
        }
        if !extensible && missing > 0 {
            return Err(ctx.throw_type_error(format_args!(
                "'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible"
            )));
        }
        Ok(ctx.escape(keys))
    }
}

/// `[[Call]]` and `[[Construct]]` (10.5.12, 10.5.13)
fn proxy_entry<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(o) = args.callee().as_object() else { return Ok(Value::UNDEFINED) };
    if !args.is_construct() {
        let trap = ctx.proxy_trap(o, "apply")?;
        if trap.method.is_undefined() {
            return ctx.call(trap.target.value(), args.this(), args.from(0));
        }
        let list = ctx.new_array(args.from(0))?;
        return ctx.call_trap(&trap, &[args.this(), list.value()]);
    }
    let trap = ctx.proxy_trap(o, "construct")?;
    if trap.method.is_undefined() {
        return ctx.construct(trap.target.value(), args.from(0), args.new_target());
    }
    let list = ctx.new_array(args.from(0))?;
    let made = ctx.call_trap(&trap, &[list.value(), args.new_target()])?;
    if made.is_object() {
        return Ok(made);
    }
    let text = ctx.describe(made);
    Err(ctx.throw_type_error(format_args!("'construct' on proxy: trap returned non-object ('{text}')")))
}
