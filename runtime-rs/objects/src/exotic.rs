//! Where the internal methods of Proxies (10.5) and TypedArrays (10.4.5) part from the ordinary
//! ones. The methods in `internal_methods.rs` ask `Object::behaviour` first, and only of objects that carry
//! the flag EXOTIC; a walk up a prototype chain that meets such an object stops there, and the rest
//! is that object's business ([`Lookup::Exotic`]).

use crate::bare;
use crate::cell::object_flags as flag;
use crate::context::{Context, Scope};
use crate::throw::JsResult;
use crate::values::{Attrs, Chars, Descriptor, FlatString, JsString, Object, Property, PropertyKey, Value};
use yarrow_abi::layout::CellKind;

/// Whose internal methods serve a key of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Behaviour {
    Ordinary,
    Proxy,
    /// An integer-indexed access: the index, or `None` for a numeric string that is none.
    Integer(Option<u32>),
}

/// What a walk up a prototype chain comes to.
#[derive(Clone, Copy)]
pub(crate) enum Lookup<'s> {
    Absent,
    Found(Property<'s>),
    /// The object whose `stack` is to be made, and its frames: see [`Property::pending`].
    Pending(Object<'s>, JsString<'s>),
    /// The object whose own `[[Get]]`, `[[Set]]` or `[[HasProperty]]` answers.
    Exotic(Object<'s>),
}

pub(crate) fn behaviour(o: Object<'_>, key: PropertyKey<'_>) -> Behaviour {
    if !o.has_flag(flag::EXOTIC) {
        return Behaviour::Ordinary;
    }
    if !o.is(CellKind::TypedArray) {
        return Behaviour::Proxy;
    }
    match key {
        PropertyKey::Index(i) => Behaviour::Integer(Some(i)),
        PropertyKey::String(s) if is_numeric_string(s) => Behaviour::Integer(None),
        PropertyKey::String(_) | PropertyKey::Symbol(_) => Behaviour::Ordinary,
    }
}

impl Context {
    /// The first property or exotic object that the prototype chain has for a key.
    pub(crate) fn lookup(&mut self, o: bare::Object, key: bare::PropertyKey) -> JsResult<Lookup<'static>> {
        let mut at = Some(o);
        while let Some(o) = at {
            if behaviour(o, key) != Behaviour::Ordinary {
                return Ok(Lookup::Exotic(o));
            }
            if let Some(p) = self.ordinary_own_property(o, key)? {
                return Ok(p.pending().map_or(Lookup::Found(p), |frames| Lookup::Pending(o, frames)));
            }
            at = self.store.prototype_of(o).as_object();
        }
        Ok(Lookup::Absent)
    }
}

/// Proxies that a walk up a prototype chain may pass, as in V8.
const MAX_PROXIES: u32 = 100_000;

impl<'s> Scope<'s> {
    /// The property that the prototype chain has, if no exotic object has a say in it.
    pub(crate) fn find_property(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<Option<Property<'s>>> {
        Ok(match self.lookup(o, key)? {
            Lookup::Found(p) => Some(p),
            Lookup::Pending(holder, frames) => Some(self.settle_stack(holder, frames)?),
            Lookup::Absent | Lookup::Exotic(_) => None,
        })
    }

    /// `[[Get]]` of an object that [`Lookup::Exotic`] named.
    pub(crate) fn exotic_get(
        &mut self,
        o: Object<'_>,
        key: PropertyKey<'_>,
        receiver: Value<'_>,
    ) -> JsResult<Value<'s>> {
        match crate::exotic::behaviour(o, key) {
            Behaviour::Proxy => self.proxy_get(o, key, receiver),
            Behaviour::Integer(i) => Ok(i.and_then(|i| self.typed_array_get(o, i)).unwrap_or(Value::UNDEFINED)),
            Behaviour::Ordinary => self.get_with_receiver(o, key, receiver),
        }
    }

    /// `[[Set]]` likewise.
    pub(crate) fn exotic_set(
        &mut self,
        o: Object<'_>,
        key: PropertyKey<'_>,
        value: Value<'_>,
        receiver: Value<'_>,
    ) -> JsResult<bool> {
        match crate::exotic::behaviour(o, key) {
            Behaviour::Proxy => self.proxy_set(o, key, value, receiver),
            Behaviour::Integer(i) => {
                if receiver == o.value() {
                    self.typed_array_set(o, i, value)?;
                    return Ok(true);
                }
                if i.is_none_or(|i| self.typed_array_get(o, i).is_none()) {
                    return Ok(true);
                }
                self.set_on_receiver(key, value, receiver)
            }
            Behaviour::Ordinary => self.set_with_receiver(o, key, value, receiver),
        }
    }

    /// The end of OrdinarySetWithOwnDescriptor (10.1.9.2): the property is the receiver's to have.
    pub(crate) fn set_on_receiver(
        &mut self,
        key: PropertyKey<'_>,
        value: Value<'_>,
        receiver: Value<'_>,
    ) -> JsResult<bool> {
        let Some(r) = receiver.as_object() else { return Ok(false) };
        if r.is(CellKind::Namespace) {
            // Reading an uninitialised export throws; an assignment changes nothing.
            let current = self.get_own_property(r, key)?;
            return Ok(current.is_some_and(|p| p.attrs.writable() && self.same_value(p.value, value)));
        }
        let ctx = &mut self.inner();
        match ctx.get_own_property(r, key)? {
            Some(p) if p.attrs.is_accessor() || !p.attrs.writable() => Ok(false),
            Some(_) => {
                let desc = Descriptor { value: Some(value), ..Descriptor::default() };
                ctx.define_own_property(r, key, &desc)
            }
            None => ctx.define_own_property(r, key, &Descriptor::data(value, Attrs::ALL)),
        }
    }

    /// `[[GetPrototypeOf]]`: an object or null.
    pub fn get_prototype_of(&mut self, o: Object<'_>) -> JsResult<Value<'s>> {
        if o.is_proxy() { self.proxy_get_prototype_of(o) } else { Ok(self.prototype_of(o)) }
    }

    /// `[[GetPrototypeOf]]` of a walk up a chain, which has passed so many proxies: RangeError beyond
    /// `MAX_PROXIES`, since a proxy can make a chain a circle.
    pub fn next_prototype(&mut self, o: Object<'_>, proxies: &mut u32) -> JsResult<Value<'s>> {
        if o.is_proxy() {
            *proxies += 1;
            if *proxies > MAX_PROXIES {
                return Err(self.throw_stack_overflow());
            }
        }
        self.get_prototype_of(o)
    }
}

/// CanonicalNumericIndexString (7.1.21) of an atom that spells no array index.
fn is_numeric_string(s: FlatString<'_>) -> bool {
    let chars = s.chars();
    if chars.is_empty() || !matches!(chars.at(0), 0x30..=0x39 | 0x2d | 0x49 | 0x4e) {
        return false;
    }
    if chars == Chars::Latin1(b"-0") {
        return true;
    }
    let number = crate::number::string_to_number(chars);
    crate::number::format_number(number) == chars.to_rust()
}
