//! Proxy objects (10.5).
//!
//! A Proxy that cannot be called is a cell of kind Proxy with two internal slots, target and handler.
//! One that can is a Function whose code is that of the built-ins and whose own value is a list of the
//! two: so calls of unknown functions need not know of it. Both are EXOTIC; revoked, they hold null.

use crate::cell::{FunctionCell, object_flags as flag};
use crate::context::{Context, Root};
use crate::error::{JsResult, Throw};
use crate::function::Args;
use crate::object::Object;
use crate::property::{Descriptor, Property, PropertyKey};
use crate::value::Value;
use yarrow_abi::layout::CellKind;

/// Target, handler and the trap, rooted; the trap is `undefined` if the handler has none.
struct Trap {
    target: Root,
    handler: Root,
    method: Root,
}

impl Context {
    /// ProxyCreate (10.5.14) of two objects.
    pub fn new_proxy(&mut self, target: Object, handler: Object) -> JsResult<Object> {
        let o = if target.is_callable() {
            let list = self.new_value_list(&[target.value(), handler.value()])?;
            self.new_callable_proxy(proxy_entry, target.is_constructor(), list)?
        } else {
            let o = self.new_object_of_kind(CellKind::Proxy, Value::NULL, 2)?;
            o.set_internal(0, target.value());
            o.set_internal(1, handler.value());
            o
        };
        o.set_flag(flag::EXOTIC);
        Ok(o)
    }

    /// Target and handler of a proxy; null if it is revoked.
    #[must_use]
    pub fn proxy_parts(&self, o: Object) -> Option<(Value, Value)> {
        if !o.is_proxy() {
            return None;
        }
        if o.is(CellKind::Proxy) {
            return Some((o.internal(0), o.internal(1)));
        }
        match self.value_list(o.function().env)[..] {
            [target, handler] => Some((target, handler)),
            _ => Some((Value::NULL, Value::NULL)),
        }
    }

    /// Makes every further use of the proxy a TypeError.
    pub fn revoke_proxy(&mut self, o: Object) {
        if o.is(CellKind::Proxy) {
            o.set_internal(0, Value::NULL);
            o.set_internal(1, Value::NULL);
        } else if o.is_proxy() {
            // SAFETY: a callable proxy is a function.
            unsafe { (*o.cell::<FunctionCell>()).env = Value::NULL };
        }
    }

    fn throw_revoked(&mut self, name: &str) -> Throw {
        self.throw_type_error(format_args!("Cannot perform '{name}' on a proxy that has been revoked"))
    }

    /// The trap of this name. The caller's scope holds what is rooted here.
    fn proxy_trap(&mut self, o: Object, name: &str) -> JsResult<Trap> {
        self.check_stack()?;
        let parts = self.proxy_parts(o).filter(|(target, _)| target.is_object());
        let Some((target, handler)) = parts else { return Err(self.throw_revoked(name)) };
        self.root(o);
        let (target, handler) = (self.root(target), self.root(handler));
        let key = self.atom(name)?;
        let method = self.get_method(handler.get(), key)?;
        Ok(Trap { target, handler, method: self.root(method) })
    }

    /// Calls a trap: with the target, then `args`.
    fn call_trap(&mut self, trap: &Trap, args: &[Value]) -> JsResult<Value> {
        let mut all = vec![trap.target.get()];
        all.extend_from_slice(args);
        self.call(trap.method.get(), trap.handler.get(), &all)
    }

    fn refuse(&mut self, name: &str, key: PropertyKey, what: &str) -> Throw {
        let key = self.describe_key(key);
        self.throw_type_error(format_args!("'{name}' on proxy: {what} for property '{key}'"))
    }

    /// 10.5.1
    pub(crate) fn proxy_get_prototype_of(&mut self, o: Object) -> JsResult<Value> {
        self.scope(|ctx| {
            let trap = ctx.proxy_trap(o, "getPrototypeOf")?;
            if trap.method.get().is_undefined() {
                return ctx.get_prototype_of(trap.target.object());
            }
            let proto = ctx.call_trap(&trap, &[])?;
            if !proto.is_object() && !proto.is_null() {
                return Err(ctx.throw_type_error(format_args!(
                    "'getPrototypeOf' on proxy: trap returned neither object nor null"
                )));
            }
            let proto = ctx.root(proto);
            if !ctx.is_extensible(trap.target.object())? && ctx.get_prototype_of(trap.target.object())? != proto.get() {
                return Err(ctx.throw_type_error(format_args!(
                    "'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype"
                )));
            }
            Ok(proto.get())
        })
    }

    /// 10.5.2
    pub(crate) fn proxy_set_prototype_of(&mut self, o: Object, proto: Value) -> JsResult<bool> {
        self.scope(|ctx| {
            let proto = ctx.root(proto);
            let trap = ctx.proxy_trap(o, "setPrototypeOf")?;
            if trap.method.get().is_undefined() {
                return ctx.set_prototype_of(trap.target.object(), proto.get());
            }
            let result = ctx.call_trap(&trap, &[proto.get()])?;
            if !ctx.to_boolean(result) {
                return Ok(false);
            }
            if !ctx.is_extensible(trap.target.object())? && ctx.get_prototype_of(trap.target.object())? != proto.get() {
                return Err(ctx.throw_type_error(format_args!(
                    "'setPrototypeOf' on proxy: trap returned truish for setting a new prototype on the non-extensible proxy target"
                )));
            }
            Ok(true)
        })
    }

    /// 10.5.3
    pub(crate) fn proxy_is_extensible(&mut self, o: Object) -> JsResult<bool> {
        self.scope(|ctx| {
            let trap = ctx.proxy_trap(o, "isExtensible")?;
            if trap.method.get().is_undefined() {
                return ctx.is_extensible(trap.target.object());
            }
            let result = ctx.call_trap(&trap, &[])?;
            let result = ctx.to_boolean(result);
            if result != ctx.is_extensible(trap.target.object())? {
                return Err(ctx.throw_type_error(format_args!(
                    "'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is '{}')",
                    !result
                )));
            }
            Ok(result)
        })
    }

    /// 10.5.4
    pub(crate) fn proxy_prevent_extensions(&mut self, o: Object) -> JsResult<bool> {
        self.scope(|ctx| {
            let trap = ctx.proxy_trap(o, "preventExtensions")?;
            if trap.method.get().is_undefined() {
                return ctx.prevent_extensions(trap.target.object());
            }
            let result = ctx.call_trap(&trap, &[])?;
            let result = ctx.to_boolean(result);
            if result && ctx.is_extensible(trap.target.object())? {
                return Err(
                    ctx.throw_type_error(format_args!("'preventExtensions' on proxy: the proxy target is extensible"))
                );
            }
            Ok(result)
        })
    }

    /// 10.5.5
    pub(crate) fn proxy_get_own_property(&mut self, o: Object, key: PropertyKey) -> JsResult<Option<Property>> {
        let name = "getOwnPropertyDescriptor";
        self.scope(|ctx| {
            ctx.root(key.root_value());
            let trap = ctx.proxy_trap(o, name)?;
            let target = trap.target;
            if trap.method.get().is_undefined() {
                return ctx.get_own_property(target.object(), key);
            }
            let shown = ctx.key_to_value(key)?;
            let result = ctx.call_trap(&trap, &[shown])?;
            if !result.is_object() && !result.is_undefined() {
                return Err(ctx.refuse(name, key, "trap returned neither object nor undefined"));
            }
            let result = ctx.root(result);
            let current = ctx.rooted_own_property(target.object(), key)?;
            if result.get().is_undefined() {
                let Some(current) = current else { return Ok(None) };
                if !current.attrs.configurable() {
                    return Err(ctx.refuse(name, key, "trap returned undefined although it is non-configurable"));
                }
                if !ctx.is_extensible(target.object())? {
                    return Err(ctx.refuse(name, key, "trap returned undefined although the target is not extensible"));
                }
                return Ok(None);
            }
            let extensible = ctx.is_extensible(target.object())?;
            let desc = ctx.to_property_descriptor(result.get())?;
            // CompletePropertyDescriptor.
            let Some(property) = ctx.validate_with(true, &desc, None) else { return Ok(None) };
            let whole = if property.attrs.is_accessor() {
                Descriptor::accessor(property.value, property.setter, property.attrs)
            } else {
                Descriptor::data(property.value, property.attrs)
            };
            if ctx.validate_with(extensible, &whole, current).is_none() {
                return Err(ctx.refuse(name, key, "trap returned descriptor that is incompatible with the target's"));
            }
            if !property.attrs.configurable() {
                let read_only = !property.attrs.is_accessor() && !property.attrs.writable();
                if current.is_none_or(|c| c.attrs.configurable() || (read_only && c.attrs.writable())) {
                    return Err(ctx.refuse(name, key, "trap reported non-configurability that the target has not"));
                }
            }
            Ok(Some(property))
        })
    }

    /// An own property whose parts stay alive in the caller's scope.
    fn rooted_own_property(&mut self, o: Object, key: PropertyKey) -> JsResult<Option<Property>> {
        let property = self.get_own_property(o, key)?;
        if let Some(p) = property {
            self.root(p.value);
            self.root(p.setter);
        }
        Ok(property)
    }

    /// 10.5.6
    pub(crate) fn proxy_define_own_property(
        &mut self,
        o: Object,
        key: PropertyKey,
        desc: &Descriptor,
    ) -> JsResult<bool> {
        let name = "defineProperty";
        self.scope(|ctx| {
            ctx.root(key.root_value());
            for v in [desc.value, desc.getter, desc.setter].into_iter().flatten() {
                ctx.root(v);
            }
            let trap = ctx.proxy_trap(o, name)?;
            let target = trap.target;
            if trap.method.get().is_undefined() {
                return ctx.define_own_property(target.object(), key, desc);
            }
            let shown = ctx.key_to_value(key)?;
            let shown_desc = ctx.descriptor_object(desc)?;
            let result = ctx.call_trap(&trap, &[shown, shown_desc])?;
            if !ctx.to_boolean(result) {
                return Ok(false);
            }
            let current = ctx.rooted_own_property(target.object(), key)?;
            let extensible = ctx.is_extensible(target.object())?;
            let fixed = desc.configurable == Some(false);
            let Some(current) = current else {
                if !extensible {
                    return Err(ctx.refuse(name, key, "trap returned truish for a non-extensible target"));
                }
                if fixed {
                    return Err(ctx.refuse(name, key, "trap returned truish for a non-configurable definition"));
                }
                return Ok(true);
            };
            if ctx.validate_with(extensible, desc, Some(current)).is_none() {
                return Err(ctx.refuse(name, key, "trap returned truish for an incompatible definition"));
            }
            if fixed && current.attrs.configurable() {
                return Err(ctx.refuse(name, key, "trap returned truish for a non-configurable definition"));
            }
            let writable = !current.attrs.is_accessor() && !current.attrs.configurable() && current.attrs.writable();
            if writable && desc.writable == Some(false) {
                return Err(ctx.refuse(name, key, "trap returned truish for a non-writable definition"));
            }
            Ok(true)
        })
    }

    /// 10.5.7
    pub(crate) fn proxy_has(&mut self, o: Object, key: PropertyKey) -> JsResult<bool> {
        let name = "has";
        self.scope(|ctx| {
            ctx.root(key.root_value());
            let trap = ctx.proxy_trap(o, name)?;
            let target = trap.target;
            if trap.method.get().is_undefined() {
                return ctx.has_property(target.object(), key);
            }
            let shown = ctx.key_to_value(key)?;
            let result = ctx.call_trap(&trap, &[shown])?;
            if ctx.to_boolean(result) {
                return Ok(true);
            }
            if let Some(current) = ctx.get_own_property(target.object(), key)? {
                if !current.attrs.configurable() {
                    return Err(ctx.refuse(name, key, "trap returned falsish although it is non-configurable"));
                }
                if !ctx.is_extensible(target.object())? {
                    return Err(ctx.refuse(name, key, "trap returned falsish although the target is not extensible"));
                }
            }
            Ok(false)
        })
    }

    /// 10.5.8
    pub(crate) fn proxy_get(&mut self, o: Object, key: PropertyKey, receiver: Value) -> JsResult<Value> {
        let name = "get";
        self.scope(|ctx| {
            ctx.root(key.root_value());
            let receiver = ctx.root(receiver);
            let trap = ctx.proxy_trap(o, name)?;
            let target = trap.target;
            if trap.method.get().is_undefined() {
                return ctx.get_with_receiver(target.object(), key, receiver.get());
            }
            let shown = ctx.key_to_value(key)?;
            let result = ctx.call_trap(&trap, &[shown, receiver.get()])?;
            let result = ctx.root(result);
            if let Some(current) = ctx.get_own_property(target.object(), key)?
                && !current.attrs.configurable()
            {
                let accessor = current.attrs.is_accessor();
                if !accessor && !current.attrs.writable() && !ctx.same_value(result.get(), current.value) {
                    return Err(ctx.refuse(name, key, "trap did not return the value of the target's read-only one"));
                }
                if accessor && current.value.is_undefined() && !result.get().is_undefined() {
                    return Err(ctx.refuse(name, key, "trap did not return undefined for the target's without getter"));
                }
            }
            Ok(result.get())
        })
    }

    /// 10.5.9
    pub(crate) fn proxy_set(&mut self, o: Object, key: PropertyKey, value: Value, receiver: Value) -> JsResult<bool> {
        let name = "set";
        self.scope(|ctx| {
            ctx.root(key.root_value());
            let (value, receiver) = (ctx.root(value), ctx.root(receiver));
            let trap = ctx.proxy_trap(o, name)?;
            let target = trap.target;
            if trap.method.get().is_undefined() {
                return ctx.set_with_receiver(target.object(), key, value.get(), receiver.get());
            }
            let shown = ctx.key_to_value(key)?;
            let result = ctx.call_trap(&trap, &[shown, value.get(), receiver.get()])?;
            if !ctx.to_boolean(result) {
                return Ok(false);
            }
            if let Some(current) = ctx.get_own_property(target.object(), key)?
                && !current.attrs.configurable()
            {
                let accessor = current.attrs.is_accessor();
                if !accessor && !current.attrs.writable() && !ctx.same_value(value.get(), current.value) {
                    return Err(ctx.refuse(
                        name,
                        key,
                        "trap returned truish with another value than the read-only one",
                    ));
                }
                if accessor && current.setter.is_undefined() {
                    return Err(ctx.refuse(name, key, "trap returned truish although the target's has no setter"));
                }
            }
            Ok(true)
        })
    }

    /// 10.5.10
    pub(crate) fn proxy_delete(&mut self, o: Object, key: PropertyKey) -> JsResult<bool> {
        let name = "deleteProperty";
        self.scope(|ctx| {
            ctx.root(key.root_value());
            let trap = ctx.proxy_trap(o, name)?;
            let target = trap.target;
            if trap.method.get().is_undefined() {
                return ctx.delete(target.object(), key);
            }
            let shown = ctx.key_to_value(key)?;
            let result = ctx.call_trap(&trap, &[shown])?;
            if !ctx.to_boolean(result) {
                return Ok(false);
            }
            if let Some(current) = ctx.get_own_property(target.object(), key)? {
                if !current.attrs.configurable() {
                    return Err(ctx.refuse(name, key, "trap returned truish although it is non-configurable"));
                }
                if !ctx.is_extensible(target.object())? {
                    return Err(ctx.refuse(name, key, "trap returned truish although the target is not extensible"));
                }
            }
            Ok(true)
        })
    }

    /// 10.5.11
    pub(crate) fn proxy_own_keys(&mut self, o: Object) -> JsResult<Vec<PropertyKey>> {
        let name = "ownKeys";
        self.scope(|ctx| {
            let trap = ctx.proxy_trap(o, name)?;
            let target = trap.target;
            if trap.method.get().is_undefined() {
                return ctx.own_keys(target.object());
            }
            let result = ctx.call_trap(&trap, &[])?;
            let mut keys = Vec::new();
            for v in ctx.list_from_array_like(result)? {
                if !v.is_string() && !v.is_symbol() {
                    let text = ctx.describe(v);
                    return Err(ctx.throw_type_error(format_args!("{text} is not a valid property name")));
                }
                let key = ctx.to_property_key(v)?;
                if keys.contains(&key) {
                    let text = ctx.describe_key(key);
                    return Err(ctx.throw_type_error(format_args!(
                        "'ownKeys' on proxy: trap returned duplicate entries for property '{text}'"
                    )));
                }
                keys.push(key);
            }
            ctx.root_keys(&keys)?;
            let extensible = ctx.is_extensible(target.object())?;
            let of_target = ctx.rooted_own_keys(target.object())?;
            let mut missing = keys.len();
            for key in of_target {
                let fixed = ctx.get_own_property(target.object(), key)?.is_some_and(|p| !p.attrs.configurable());
                let listed = keys.contains(&key);
                if !listed && (fixed || !extensible) {
                    return Err(ctx.refuse(name, key, "trap result did not include what it must"));
                }
                missing -= usize::from(listed);
            }
            if !extensible && missing > 0 {
                return Err(ctx.throw_type_error(format_args!(
                    "'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible"
                )));
            }
            Ok(keys)
        })
    }
}

/// `[[Call]]` and `[[Construct]]` (10.5.12, 10.5.13)
fn proxy_entry(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let Some(o) = args.callee().as_object() else { return Ok(Value::UNDEFINED) };
    let all = args.to_vec();
    if !args.is_construct() {
        let trap = ctx.proxy_trap(o, "apply")?;
        if trap.method.get().is_undefined() {
            return ctx.call(trap.target.get(), args.this(), &all);
        }
        let list = ctx.new_array(&all)?;
        return ctx.call_trap(&trap, &[args.this(), list.value()]);
    }
    let trap = ctx.proxy_trap(o, "construct")?;
    if trap.method.get().is_undefined() {
        return ctx.construct(trap.target.get(), &all, args.new_target());
    }
    let list = ctx.new_array(&all)?;
    let made = ctx.call_trap(&trap, &[list.value(), args.new_target()])?;
    if made.is_object() {
        return Ok(made);
    }
    let text = ctx.describe(made);
    Err(ctx.throw_type_error(format_args!("proxy [[Construct]] must return an object, not {text}")))
}
