//! The inline caches of private members, and what fills them. Prototypes have no say in these.

use crate::bare::{Object, Symbol, Value};
use crate::cell::object_flags as flag;
use crate::context::Context;
use crate::ic::SetEntry;
use crate::shape::ShapeId;
use crate::throw::JsResult;
use crate::values::ObjectFields;
use std::mem::{offset_of, size_of};
use yarrow_abi::layout as abi;

/// What a site does with a private member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivateAccess {
    /// It reads it, or asks whether the object has it.
    Read,
    Write,
}

/// See [`abi::PRIVATE_IC_NAME`].
#[repr(C)]
#[derive(Debug, Default)]
pub struct PrivateCache {
    name: u64,
    own_shape: ShapeId,
    own_offset: u32,
    add_from: ShapeId,
    add_to: ShapeId,
    add_offset: u32,
    reserved: u32,
    /// What the own entry held before: sites that see several shapes, as those of a class with subclasses do.
    more: [SetEntry; 6],
}

impl PrivateCache {
    /// Makes the cache one of this name.
    fn start(&mut self, name: Symbol) {
        let name = name.value().bits();
        if self.name != name {
            *self = PrivateCache { name, ..PrivateCache::default() };
        }
    }

    fn learn_own(&mut self, name: Symbol, shape: ShapeId, offset: u32) {
        self.start(name);
        self.more.rotate_right(1);
        self.more[0] = SetEntry { shape: self.own_shape, offset: self.own_offset };
        self.own_shape = shape;
        self.own_offset = offset;
    }

    /// Where in the object the member of this name is, if the cache knows its shape.
    #[inline]
    fn own_offset(&self, o: Object, name: Value) -> Option<usize> {
        if self.name != name.bits() {
            return None;
        }
        // No object has shape 0.
        let shape = o.shape();
        if shape == self.own_shape {
            return Some(self.own_offset as usize);
        }
        self.more.iter().find(|e| e.shape == shape).map(|e| e.offset as usize)
    }
}

const _: () = {
    assert!(size_of::<PrivateCache>() == abi::IC_SIZE);
    assert!(offset_of!(PrivateCache, name) as i32 == abi::PRIVATE_IC_NAME);
    assert!(offset_of!(PrivateCache, own_shape) as i32 == abi::PRIVATE_IC_OWN_SHAPE);
    assert!(offset_of!(PrivateCache, own_offset) as i32 == abi::PRIVATE_IC_OWN_OFFSET);
    assert!(offset_of!(PrivateCache, add_from) as i32 == abi::PRIVATE_IC_ADD_FROM);
    assert!(offset_of!(PrivateCache, add_to) as i32 == abi::PRIVATE_IC_ADD_TO);
    assert!(offset_of!(PrivateCache, add_offset) as i32 == abi::PRIVATE_IC_ADD_OFFSET);
};

impl Context {
    /// The private member of this name, if the cache knows the receiver's shape.
    #[must_use]
    #[inline]
    pub(crate) fn private_hit(&self, base: Value, name: Value, cache: &PrivateCache) -> Option<Value> {
        let o = base.as_object()?;
        let offset = cache.own_offset(o, name)?;
        // SAFETY: the offset is that of a slot of the object's shape.
        Some(unsafe { o.address().add(offset).cast::<Value>().read() })
    }

    /// Writes the private member of this name, if the cache knows the receiver's shape; returns whether it did.
    #[must_use]
    #[inline]
    pub(crate) fn private_store(&mut self, base: Value, name: Value, value: Value, cache: &PrivateCache) -> bool {
        let Some(o) = base.as_object() else { return false };
        let Some(offset) = cache.own_offset(o, name) else { return false };
        // SAFETY: as above.
        unsafe { o.address().add(offset).cast::<Value>().write(value) };
        self.store.write_barrier(o);
        true
    }

    /// Adds the private member of this name, if the cache knows that objects of the receiver's shape lack it; returns
    /// whether it did.
    #[must_use]
    #[inline]
    pub(crate) fn private_add(&mut self, base: Value, name: Value, value: Value, cache: &PrivateCache) -> bool {
        let Some(o) = base.as_object() else { return false };
        if cache.name != name.bits() || o.shape() != cache.add_from {
            return false;
        }
        o.set_shape(cache.add_to);
        // SAFETY: the offset is that of a slot of the shape that the object has now.
        unsafe { o.address().add(cache.add_offset as usize).cast::<Value>().write(value) };
        self.store.write_barrier(o);
        true
    }

    /// Fills the cache of a site that reads, writes or asks for the private member of `o`; what an accessor or a method is to
    /// a site that writes is not for caches.
    pub(crate) fn learn_private(
        &mut self,
        o: Object,
        name: Symbol,
        access: PrivateAccess,
        cache: &mut PrivateCache,
    ) -> JsResult<()> {
        if let Some(place) = self.own_place(o, name.into())?
            && !place.attrs.is_accessor()
            && (place.attrs.writable() || access == PrivateAccess::Read)
            && let Some(offset) = self.inline_offset(o, o.shape(), place)
        {
            cache.learn_own(name, o.shape(), offset);
        }
        Ok(())
    }

    /// Fills the cache of a site that has added the private member to an object, whose shape was `from`.
    pub(crate) fn learn_private_add(&mut self, o: Object, from: ShapeId, name: Symbol, cache: &mut PrivateCache) {
        let to = o.shape();
        if !o.has_flag(flag::IS_PROTO)
            && let Some(place) = self.store.shapes.lookup(to, name.into())
            && let Some(offset) = self.inline_offset(o, to, place)
        {
            cache.start(name);
            cache.add_from = from;
            cache.add_to = to;
            cache.add_offset = offset;
        }
    }
}
