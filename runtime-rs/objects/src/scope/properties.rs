//! Doors to the storage of properties, and to what the shape alone tells.

use super::{Cells, Scope};
use crate::context::Context;
use crate::exotic::Lookup;
use crate::ic::{AllocCache, GetCache, SetCache, with_cache};
use crate::throw::JsResult;
use crate::values::{FlatString, Object, PropertyKey, Value};
use std::cell::Cell;

impl<'s> Scope<'s> {
    /// The prototype that the shape shows: null for a Proxy. It runs nothing.
    pub fn prototype_of(&mut self, o: Object<'_>) -> Value<'s> {
        let proto = self.ctx.store.prototype_of(o.detach());
        self.keep(proto)
    }

    /// Whether the shape shows this prototype. It runs nothing.
    #[must_use]
    pub fn has_prototype(&self, o: Object<'_>, proto: Object<'_>) -> bool {
        self.ctx.store.prototype_of(o.detach()) == proto.value()
    }

    /// Calls a method of the context, and roots what it returns.
    pub(super) fn with_context<T: Cells>(
        &mut self,
        f: impl FnOnce(&mut Context) -> JsResult<T>,
    ) -> JsResult<T::In<'s>> {
        let mark = self.ctx.store.root_mark();
        let result = f(&mut self.ctx);
        self.ctx.store.release_roots(mark);
        result.map(|held| self.keep(held))
    }

    /// Stores to a receiver whose shape the cache knows, as compiled code does inline; returns whether it did. It
    /// touches no root stack.
    #[must_use]
    #[inline]
    pub fn store_cached(&mut self, base: Value<'_>, value: Value<'_>, site: &Cell<SetCache>) -> bool {
        with_cache(site, |cache| self.ctx.store_cached(base.detach(), value.detach(), cache))
    }

    /// The setter that is known for an assignment to `o.key`.
    #[inline]
    pub(crate) fn known_setter(&mut self, o: Object<'_>, key: FlatString<'_>) -> Option<Value<'s>> {
        let setter = self.ctx.known_setter(o.detach(), key.detach());
        self.keep(setter)
    }

    /// The getter that the cache has for the receiver's property.
    pub(crate) fn getter_hit(&mut self, base: Value<'_>, cache: &GetCache) -> Option<Value<'s>> {
        let getter = self.ctx.getter_hit(base.detach(), cache);
        self.keep(getter)
    }

    /// In which state the prototypes are: what a cache learned in another one it has to learn again.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.ctx.store.prefix.proto_epoch
    }

    /// Target and handler of a Proxy, null once it is revoked; `None` for other objects.
    pub fn proxy_parts(&mut self, o: Object<'_>) -> Option<(Value<'s>, Value<'s>)> {
        let parts = crate::proxy::proxy_parts(o.detach());
        self.keep(parts)
    }

    /// Whether the chain from `o` on has an object whose internal methods are its own.
    #[must_use]
    pub fn chain_is_exotic(&self, o: Object<'_>) -> bool {
        self.ctx.chain_is_exotic(o.detach())
    }

    /// Leaves the completion value of a step of `yield*`.
    pub fn set_delegate_result(&mut self, value: Value<'_>) {
        self.ctx.delegate_result = value.detach();
    }

    /// Is it %GeneratorPrototype%.next of the current realm?
    #[must_use]
    pub fn is_generator_next(&self, callee: Value<'_>) -> bool {
        callee.detach() == self.ctx.store.prefix.generator_next
    }

    /// Lets compiled code and the fast iteration know the intrinsic `next` of generators.
    pub fn set_generator_next(&mut self, f: Object<'_>) {
        self.ctx.store.prefix.generator_next = f.value().detach();
    }

    pub fn is_script_binding(&self, name: FlatString<'_>) -> bool {
        self.ctx.is_script_binding(name.detach())
    }

    /// An object that a constructor makes, with room for so many properties in itself. The site's cache learns how the next is made.
    pub fn new_object_for(
        &mut self,
        constructor: Value<'_>,
        proto: Value<'_>,
        inline_cap: u16,
        site: Option<&Cell<AllocCache>>,
    ) -> JsResult<Object<'s>> {
        let o = self.new_object_sized(proto, inline_cap)?;
        if let Some(site) = site {
            with_cache(site, |cache| self.learn_allocation(constructor, o.shape(), cache))?;
        }
        Ok(o)
    }

    /// The object of a literal, filling the site's cache.
    pub fn new_literal(&mut self, inline_cap: u16, site: &Cell<AllocCache>) -> JsResult<Object<'s>> {
        let o = with_cache(site, |cache| self.ctx.new_literal(inline_cap, cache))?;
        Ok(self.keep(o))
    }

    /// Whether the prototype chain from `o` on has neither the property nor an object whose internal methods are its own.
    pub fn chain_lacks(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<bool> {
        Ok(matches!(self.ctx.lookup(o.detach(), key.detach())?, crate::exotic::Lookup::Absent))
    }

    /// The first property or exotic object that the prototype chain has for a key.
    pub(crate) fn lookup(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<Lookup<'s>> {
        Ok(match self.ctx.lookup(o.detach(), key.detach())? {
            Lookup::Absent => Lookup::Absent,
            Lookup::Found(p) => Lookup::Found(self.keep(p)),
            Lookup::Pending(o, frames) => Lookup::Pending(self.keep(o), self.keep(frames)),
            Lookup::Exotic(o) => Lookup::Exotic(self.keep(o)),
        })
    }

    // --- slots and elements -----------------------------------------------------------------------

    /// Internal slot `i` of an object made with so many.
    pub fn internal(&mut self, o: Object<'_>, i: usize) -> Value<'s> {
        let value = o.detach().internal(i);
        self.keep(value)
    }
}
