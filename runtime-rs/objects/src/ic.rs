//! The inline caches of compiled code, and what fills them; those of private members are in `private_cache.rs`. None of it runs
//! JavaScript: `access.rs` asks it first.
//!
//! A get cache learns an own inline slot of a plain object, a data property found on the
//! prototype chain of a receiver of any kind, or that the chain lacks the property, which is for a site as if the chain ended in an
//! object where it is `undefined`. What a site learns of objects, the table of all sites knows as well (`known_properties.rs`).
//! A set cache learns an own writable inline slot, or
//! the addition of a property that nothing on the chain refuses. A getter is learned too, for the runtime to call: compiled code and
//! what answers for it do not find it in a cache. Dictionaries are never cached as
//! receivers, unless they are prototypes; as holders they may be, since every change of a prototype changes the epoch.

use crate::bare::{FlatString, Object, Value};
use crate::cell::{AccessorCell, object_flags as flag};
use crate::context::Context;
use crate::exotic::Behaviour;
use crate::get_entry::{GETTER, GetEntry, OUT_OF_LINE};
use crate::object::{SlotRef, Walk};
use crate::shape::{Place, ShapeId};
use crate::throw::JsResult;
use crate::values;
use crate::values::{Attrs, NamedKey, ObjectFields};
use std::cell::Cell;
use std::mem::{offset_of, size_of};
use yarrow_abi::layout as abi;
use yarrow_abi::layout::{CellKind, OBJECT_INLINE};

#[repr(C)]
#[derive(Debug)]
pub struct GetCache {
    own_shape: ShapeId,
    own_offset: u32,
    proto_shape: ShapeId,
    /// How often the table of all sites has answered for this one.
    answered: u32,
    epoch: u64,
    slot: *const Value,
    /// What the two entries above held before: sites that see several shapes.
    more: [GetEntry; abi::GET_IC_MORE_COUNT],
}

/// What the cache of a site says of a property.
#[derive(Clone, Copy, Debug)]
pub enum Hit<'v> {
    /// Its value.
    Found(values::Value<'v>),
    /// It is an accessor, if the entry is still valid.
    Getter,
    Unknown,
}

/// The slot of what no object of a chain has.
static ABSENT: Value = Value::UNDEFINED;

/// So many answers of the table of all sites does a site learn at once, so that those that see few shapes find them inline.
const LEARNED_AT_ONCE: u32 = 16;
/// And then one in so many: a site that sees many shapes has better uses for its time, and one whose shapes have changed comes to
/// know the new ones.
const LEARNED_IN: u32 = 64;

/// In place of the shape of receivers: they are numbers. Only the runtime looks for it.
const NUMBER_RECEIVER: ShapeId = abi::STRING_RECEIVER - 1;

/// What stands for the shape of receivers that are no objects, if caches know them.
#[inline]
fn primitive_receiver(base: values::Value<'_>) -> Option<ShapeId> {
    if base.is_string() { Some(abi::STRING_RECEIVER) } else { base.is_number().then_some(NUMBER_RECEIVER) }
}

impl GetCache {
    /// The property of a receiver that is an object whose shape the cache knows, or a string or number. The further entries
    /// come first: where compiled code has a fast path, it has asked the own one of the others itself, and where
    /// the property is called, the inherited one too.
    ///
    /// # Safety
    /// `epoch` is that of the context which the cache belongs to.
    #[must_use]
    #[inline]
    pub unsafe fn hit<'v>(&self, base: values::Value<'v>, epoch: u64) -> Hit<'v> {
        let Some(o) = base.as_object() else {
            let hit = primitive_receiver(base).is_some_and(|r| r == self.proto_shape) && self.epoch == epoch;
            // SAFETY: a slot of the chain stays where it is while the epoch lasts.
            return if hit { Hit::Found(unsafe { self.slot.read() }) } else { Hit::Unknown };
        };
        let shape = o.shape();
        let Some(entry) = self.more.iter().find(|e| e.shape == shape) else { return self.first(o, shape, epoch) };
        // SAFETY: the object has the shape; none has shape 0.
        match unsafe { entry.read(o, self.epoch == epoch) } {
            Some(v) => Hit::Found(v),
            None if entry.is_getter() => Hit::Getter,
            None => Hit::Unknown,
        }
    }

    /// The getter of a receiver whose shape the cache knows.
    ///
    /// # Safety
    /// `epoch` is that of the context which the cache belongs to.
    unsafe fn getter(&self, o: Object, epoch: u64) -> Option<Value> {
        let shape = o.shape();
        let entry = self.more.iter().find(|e| e.shape == shape && e.is_getter())?;
        let slot = entry.slot.map_addr(|a| a & !GETTER);
        // SAFETY: as above.
        let stored = unsafe {
            if slot.is_null() {
                o.address().add(entry.offset as usize).cast::<Value>().read()
            } else if self.epoch == epoch {
                slot.read()
            } else {
                return None;
            }
        };
        // Frames that wait to become a `stack` are no function.
        Some(stored.layout::<AccessorCell>()?.getter).filter(|getter| getter.is_callable())
    }

    /// What compiled code may ask inline.
    fn first<'v>(&self, o: values::Object<'v>, shape: ShapeId, epoch: u64) -> Hit<'v> {
        // SAFETY: as above.
        unsafe {
            if shape == self.own_shape {
                Hit::Found(o.address().add(self.own_offset as usize).cast::<Value>().read())
            } else if shape == self.proto_shape && self.epoch == epoch {
                Hit::Found(self.slot.read())
            } else {
                Hit::Unknown
            }
        }
    }

    fn push(&mut self, entry: GetEntry) {
        if entry.shape != 0 {
            self.more.rotate_right(1);
            self.more[0] = entry;
        }
    }

    fn learn_own(&mut self, shape: ShapeId, offset: u32) {
        self.push(GetEntry { shape: self.own_shape, offset: self.own_offset, slot: std::ptr::null() });
        self.own_shape = shape;
        self.own_offset = offset;
    }

    /// Forgets what was learned of prototype chains.
    fn forget_inherited(&mut self) {
        for e in self.more.iter_mut().filter(|e| e.is_inherited()) {
            e.shape = 0;
        }
    }

    /// A getter, own at `offset` where `slot` is null.
    fn learn_getter(&mut self, shape: ShapeId, offset: u32, slot: *const Value, epoch: u64) {
        if self.epoch != epoch {
            self.forget_inherited();
            self.proto_shape = 0;
            self.epoch = epoch;
        }
        if !self.more.iter().any(|e| e.shape == shape) {
            self.push(GetEntry { shape, offset, slot: slot.map_addr(|a| a | GETTER) });
        }
    }

    /// Learns what was found for a receiver that is an object.
    fn learn(&mut self, entry: GetEntry, epoch: u64) {
        if entry.slot.is_null() {
            self.learn_own(entry.shape, entry.offset);
        } else if entry.slot == OUT_OF_LINE {
            self.push(entry);
        } else {
            self.learn_inherited(entry.shape, entry.slot, epoch);
        }
    }

    /// Counts an answer of the table of all sites, and tells whether the site should learn it.
    #[inline(always)]
    fn count_answer(&mut self) -> bool {
        let count = self.answered;
        self.answered = count.wrapping_add(1);
        count < LEARNED_AT_ONCE || count.is_multiple_of(LEARNED_IN)
    }

    /// Learns what the table has answered, unless it knows the shape.
    fn learn_answer(&mut self, entry: GetEntry, epoch: u64) {
        let current = self.epoch == epoch;
        let known = self.own_shape == entry.shape
            || self.proto_shape == entry.shape && current
            || self.more.iter().any(|e| e.shape == entry.shape && (current || !e.is_inherited()));
        if !known {
            self.learn(entry, epoch);
        }
    }

    fn learn_inherited(&mut self, shape: ShapeId, slot: *const Value, epoch: u64) {
        if self.epoch == epoch && self.proto_shape < NUMBER_RECEIVER {
            self.push(GetEntry { shape: self.proto_shape, offset: 0, slot: self.slot });
        } else {
            self.forget_inherited();
        }
        self.proto_shape = shape;
        self.epoch = epoch;
        self.slot = slot;
    }
}

#[repr(C)]
#[derive(Debug)]
pub struct SetCache {
    own_shape: ShapeId,
    own_offset: u32,
    add_from: ShapeId,
    add_to: ShapeId,
    epoch: u64,
    add_offset: u32,
    /// What the first entry held before: sites that see several shapes.
    more: [SetEntry; abi::SET_IC_MORE_COUNT],
    reserved: u32,
}

/// A former own entry.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SetEntry {
    pub shape: ShapeId,
    pub offset: u32,
}

impl SetCache {
    fn learn_own(&mut self, shape: ShapeId, offset: u32) {
        self.more.rotate_right(1);
        self.more[0] = SetEntry { shape: self.own_shape, offset: self.own_offset };
        self.own_shape = shape;
        self.own_offset = offset;
    }

    /// Lets compiled code find a further entry inline, since it is more likely to be wanted again.
    fn promote(&mut self, at: usize) {
        let first = SetEntry { shape: self.own_shape, offset: self.own_offset };
        let SetEntry { shape, offset } = std::mem::replace(&mut self.more[at], first);
        self.own_shape = shape;
        self.own_offset = offset;
    }
}

#[repr(C)]
#[derive(Debug)]
pub struct GlobalCache {
    pub(crate) epoch: u64,
    pub(crate) slot: *const Value,
    reserved: [u64; 8],
}

/// See [`abi::ALLOC_IC_TARGET`].
#[repr(C)]
#[derive(Debug)]
pub struct AllocCache {
    target: u64,
    epoch: u64,
    shape: ShapeId,
    bucket: u32,
    size: u32,
    reserved: u32,
    header: u64,
    reserved2: [u64; 5],
}

const _: () = {
    assert!(size_of::<AllocCache>() == abi::IC_SIZE);
    assert!(offset_of!(AllocCache, target) as i32 == abi::ALLOC_IC_TARGET);
    assert!(offset_of!(AllocCache, epoch) as i32 == abi::ALLOC_IC_EPOCH);
    assert!(offset_of!(AllocCache, shape) as i32 == abi::ALLOC_IC_SHAPE);
    assert!(offset_of!(AllocCache, bucket) as i32 == abi::ALLOC_IC_BUCKET);
    assert!(offset_of!(AllocCache, size) as i32 == abi::ALLOC_IC_SIZE);
    assert!(offset_of!(AllocCache, header) as i32 == abi::ALLOC_IC_HEADER);
    assert!(size_of::<GetCache>() == abi::IC_SIZE);
    assert!(size_of::<SetCache>() == abi::IC_SIZE);
    assert!(size_of::<GlobalCache>() == abi::IC_SIZE);
    assert!(offset_of!(GetCache, own_shape) as i32 == abi::GET_IC_OWN_SHAPE);
    assert!(offset_of!(GetCache, own_offset) as i32 == abi::GET_IC_OWN_OFFSET);
    assert!(offset_of!(GetCache, proto_shape) as i32 == abi::GET_IC_PROTO_SHAPE);
    assert!(offset_of!(GetCache, epoch) as i32 == abi::GET_IC_EPOCH);
    assert!(offset_of!(GetCache, slot) as i32 == abi::GET_IC_SLOT);
    assert!(offset_of!(GetCache, more) as i32 == abi::GET_IC_MORE);
    assert!(size_of::<GetEntry>() as i32 == abi::GET_IC_ENTRY);
    assert!(offset_of!(GetEntry, shape) == 0);
    assert!(offset_of!(GetEntry, offset) as i32 == abi::GET_IC_ENTRY_OFFSET);
    assert!(offset_of!(GetEntry, slot) as i32 == abi::GET_IC_ENTRY_SLOT);
    assert!(align_of::<Value>() as u64 == abi::GET_IC_OUT_OF_LINE);
    assert!(offset_of!(SetCache, more) as i32 == abi::SET_IC_MORE);
    assert!(size_of::<SetEntry>() as i32 == abi::SET_IC_ENTRY);
    assert!(offset_of!(SetEntry, shape) == 0);
    assert!(offset_of!(SetEntry, offset) as i32 == abi::SET_IC_ENTRY_OFFSET);
    assert!(offset_of!(SetCache, own_shape) as i32 == abi::SET_IC_OWN_SHAPE);
    assert!(offset_of!(SetCache, own_offset) as i32 == abi::SET_IC_OWN_OFFSET);
    assert!(offset_of!(SetCache, add_from) as i32 == abi::SET_IC_ADD_FROM);
    assert!(offset_of!(SetCache, epoch) as i32 == abi::SET_IC_EPOCH);
    assert!(offset_of!(SetCache, add_to) as i32 == abi::SET_IC_ADD_TO);
    assert!(offset_of!(SetCache, add_offset) as i32 == abi::SET_IC_ADD_OFFSET);
    assert!(offset_of!(GlobalCache, epoch) as i32 == abi::GLOBAL_IC_EPOCH);
    assert!(offset_of!(GlobalCache, slot) as i32 == abi::GLOBAL_IC_SLOT);
};

/// Lets `step` read or fill the cache of a site, which code reaches by its address too. A step runs no JavaScript and
/// collects nothing: JavaScript may come by the same site, and a collection empties caches.
pub(crate) fn with_cache<T, R>(site: &Cell<T>, step: impl FnOnce(&mut T) -> R) -> R {
    // SAFETY: a context is of one thread, and nothing but `step` comes by the site before it ends.
    step(unsafe { &mut *site.as_ptr() })
}

impl Context {
    /// The offset of a slot if it lies in a plain object itself and its shape is shared.
    pub(crate) fn inline_offset(&self, o: Object, shape: ShapeId, place: Place) -> Option<u32> {
        let s = self.store.shapes.get(shape);
        (o.is(CellKind::Object) && s.dictionary.is_none() && place.slot < u32::from(s.inline_cap))
            .then(|| OBJECT_INLINE as u32 + place.slot * 8)
    }

    /// Reads a property whose name is neither an index nor a computed `length`, and that lies in an ordinary slot of `start`, where
    /// the lookup for `base` begins, or of its prototypes, or that none of these has, filling the cache; `None` for any other.
    pub(crate) fn learn_get(
        &mut self,
        base: Value,
        start: Object,
        key: FlatString,
        cache: &mut GetCache,
    ) -> JsResult<Option<Value>> {
        let epoch = self.store.prefix.proto_epoch;
        if base.is_object()
            && let Some(entry) = self.known_properties.get(start.shape(), key.value(), epoch)
        {
            cache.learn_answer(entry, epoch);
            // SAFETY: the object has the shape.
            return Ok(unsafe { entry.read(start, true) });
        }
        let Some((found, slot)) = self.find_word(start, key)? else { return Ok(None) };
        // Another, perhaps: a function that the walk has reified may be a prototype.
        let epoch = self.store.prefix.proto_epoch;
        if let Some(found) = found.filter(|found| found.place.attrs.is_accessor()) {
            if base.is_object() && found.holder != start && !self.store.is_dictionary(start) {
                cache.learn_getter(start.shape(), 0, slot, epoch);
            } else if base.is_object()
                && found.holder == start
                && let Some(offset) = self.inline_offset(start, found.shape, found.place)
            {
                cache.learn_getter(found.shape, offset, std::ptr::null(), epoch);
            }
            return Ok(None);
        }
        if let Some(receiver) = primitive_receiver(base) {
            cache.learn_inherited(receiver, slot, epoch);
        } else if base.is_object()
            && let Some(entry) = self.entry_for(start, found, slot)
        {
            cache.learn(entry, epoch);
            self.known_properties.put(key.value(), epoch, entry);
        }
        // SAFETY: the shape of the holder says that the slot exists.
        Ok(Some(unsafe { slot.read() }))
    }

    /// The slot of a property that an ordinary walk comes to, or a word for one that it does not; `None` where it is not ordinary.
    fn find_word(&mut self, start: Object, key: FlatString) -> JsResult<Option<(Option<SlotRef>, *const Value)>> {
        Ok(match self.walk(start, key.into())? {
            Walk::Found(found) => {
                Some((Some(found), self.store.slot_address(found.holder, found.place.slot).cast_const()))
            }
            Walk::Absent => Some((None, &raw const ABSENT)),
            Walk::Exotic => None,
        })
    }

    /// What a site without a cache reads of an object, a property as in [`Context::learn_get`]: its value, for the table of all sites
    /// to know, or its getter, if that is not `undefined`.
    pub(crate) fn learn_for_all(&mut self, o: Object, key: FlatString) -> JsResult<Option<(Value, Value)>> {
        let Some((found, slot)) = self.find_word(o, key)? else { return Ok(None) };
        // SAFETY: the shape of the holder says that the slot exists.
        let stored = unsafe { slot.read() };
        if found.is_some_and(|found| found.place.attrs.is_accessor()) {
            let getter = stored.layout::<AccessorCell>().map(|pair| pair.getter);
            // Frames that wait to become a `stack` are no function.
            let getter = getter.filter(|getter| getter.is_callable() || getter.is_undefined());
            return Ok(getter.map(|getter| (Value::UNDEFINED, getter)));
        }
        if let Some(entry) = self.entry_for(o, found, slot) {
            self.known_properties.put(key.value(), self.store.prefix.proto_epoch, entry);
        }
        Ok(Some((stored, Value::UNDEFINED)))
    }

    /// The value that the table of all sites has for the property of an object, for a site without a cache.
    #[inline(always)]
    pub(crate) fn known_to_all(&self, o: Object, key: Value) -> Option<Value> {
        let entry = self.known_properties.get(o.shape(), key, self.store.prefix.proto_epoch)?;
        // SAFETY: the object has the shape that was asked for.
        unsafe { entry.read(o, true) }
    }

    /// What caches may know of the property of `o` that lies in a slot which was found, or of its absence.
    fn entry_for(&self, o: Object, found: Option<SlotRef>, slot: *const Value) -> Option<GetEntry> {
        let shape = o.shape();
        let dictionary = self.store.is_dictionary(o);
        match found.filter(|found| found.holder == o && !dictionary) {
            Some(own) => Some(match self.inline_offset(o, shape, own.place) {
                Some(offset) => GetEntry { shape, offset, slot: std::ptr::null() },
                None => GetEntry { shape, offset: (slot.addr() - o.slots().addr()) as u32, slot: OUT_OF_LINE },
            }),
            // A dictionary is the object's alone, and the changes of a prototype change the epoch.
            None => (!dictionary || o.has_flag(flag::IS_PROTO)).then_some(GetEntry { shape, offset: 0, slot }),
        }
    }

    /// The value that the table of all sites has for the property of an object; `None` as well where the site should learn it.
    #[inline(always)]
    pub(crate) fn known_property(&self, o: Object, key: Value, cache: &mut GetCache) -> Option<Value> {
        let entry = self.known_properties.get(o.shape(), key, self.store.prefix.proto_epoch)?;
        // SAFETY: the object has the shape that was asked for.
        if cache.count_answer() { None } else { unsafe { entry.read(o, true) } }
    }

    /// The getter that the cache has for the receiver's property.
    pub(crate) fn getter_hit(&self, base: Value, cache: &GetCache) -> Option<Value> {
        // SAFETY: the epoch is this context's.
        unsafe { cache.getter(base.as_object()?, self.store.prefix.proto_epoch) }
    }

    /// Stores to a receiver whose shape the cache knows, as compiled code does inline; returns whether it did.
    #[must_use]
    #[inline]
    pub(crate) fn store_cached(&mut self, base: Value, value: Value, cache: &mut SetCache) -> bool {
        let Some(o) = base.as_object() else { return false };
        let shape = o.shape();
        let offset = if shape == cache.own_shape {
            cache.own_offset
        } else if shape == cache.add_from && cache.epoch == self.store.prefix.proto_epoch {
            o.set_shape(cache.add_to);
            cache.add_offset
        } else {
            // No object has shape 0.
            let Some(at) = cache.more.iter().position(|e| e.shape == shape) else { return false };
            cache.promote(at);
            cache.own_offset
        };
        // SAFETY: the offset is that of a slot of the shape that the object has now.
        unsafe { o.address().add(offset as usize).cast::<Value>().write(value) };
        self.store.write_barrier(o);
        true
    }

    /// Stores a named property, not `length`, where shapes alone decide about it, filling the cache: false if others
    /// have a say in it.
    pub(crate) fn learn_set(
        &mut self,
        o: Object,
        key: FlatString,
        value: Value,
        cache: &mut SetCache,
    ) -> JsResult<bool> {
        if o.is(CellKind::Namespace) || o.has_flag(flag::EXOTIC) {
            return Ok(false);
        }
        let named = NamedKey::from(key);
        if let Some(place) = self.own_place(o, named)? {
            if place.attrs.is_accessor() || !place.attrs.writable() || o.has_flag(flag::WATCHED) {
                return Ok(false);
            }
            if let Some(offset) = self.inline_offset(o, o.shape(), place) {
                cache.learn_own(o.shape(), offset);
            }
            self.store.write_slot(o, place.slot, value);
            return Ok(true);
        }
        let mut at = self.store.prototype_of(o).as_object();
        while let Some(p) = at {
            if p.is(CellKind::Namespace) || crate::exotic::behaviour(p, named.property_key()) != Behaviour::Ordinary {
                return Ok(false);
            }
            if let Some(place) = self.own_place(p, named)? {
                if place.attrs.is_accessor() || !place.attrs.writable() {
                    return Ok(false);
                }
                break;
            }
            at = self.store.prototype_of(p).as_object();
        }
        if o.has_flag(flag::NON_EXTENSIBLE) {
            return Ok(false);
        }
        self.add_cached(o, named, value, cache)?;
        Ok(true)
    }

    /// Defines a property that a plain object does not have, filling the cache: false for any other.
    pub(crate) fn learn_init(
        &mut self,
        o: Object,
        key: FlatString,
        value: Value,
        cache: &mut SetCache,
    ) -> JsResult<bool> {
        let named = NamedKey::from(key);
        let plain = o.is(CellKind::Object) && !o.has_flag(flag::NON_EXTENSIBLE) && key.as_index().is_none();
        if !plain || self.own_place(o, named)?.is_some() {
            return Ok(false);
        }
        self.add_cached(o, named, value, cache)?;
        Ok(true)
    }

    fn add_cached(&mut self, o: Object, key: NamedKey, value: Value, cache: &mut SetCache) -> JsResult<()> {
        let from = o.shape();
        self.add_property(o, key, value, Attrs::ALL)?;
        let to = o.shape();
        if !o.has_flag(flag::IS_PROTO)
            && let Some(place) = self.store.shapes.lookup(to, key)
            && let Some(offset) = self.inline_offset(o, to, place)
        {
            cache.add_from = from;
            cache.add_to = to;
            cache.add_offset = offset;
            cache.epoch = self.store.prefix.proto_epoch;
        }
        Ok(())
    }

    /// Lets `cache` answer for objects of this shape made for `target`, if a change of the function's
    /// `prototype` will be noticed: a data property of a compiled function, which cannot be deleted.
    pub(crate) fn learn_allocation(&mut self, target: Value, shape: ShapeId, cache: &mut AllocCache) -> JsResult<()> {
        let Some(f) = target.as_kind(CellKind::Function) else { return Ok(()) };
        let key = self.names.prototype;
        let Some(place) = self.own_place(f, key.into())? else { return Ok(()) };
        let native = f.function_flags() & abi::INFO_NATIVE != 0;
        if native || place.attrs.is_accessor() || place.attrs.configurable() {
            return Ok(());
        }
        if place.attrs.writable() {
            f.set_flag(flag::WATCHED);
        }
        let size = OBJECT_INLINE as usize + usize::from(self.store.shapes.get(shape).inline_cap) * 8;
        let class = size.div_ceil(abi::SIZE_GRANULE) - 1;
        if class >= abi::SIZE_CLASSES {
            return Ok(());
        }
        let inline_cap = u64::from(self.store.shapes.get(shape).inline_cap);
        *cache = AllocCache {
            target: target.bits(),
            epoch: self.store.prefix.proto_epoch,
            shape,
            bucket: abi::CONTEXT_BUCKETS as u32 + class as u32 * 16,
            size: ((class + 1) * abi::SIZE_GRANULE) as u32,
            reserved: 0,
            header: u64::from(shape) | (CellKind::Object as u64) << 32 | inline_cap << 48,
            reserved2: [0; 5],
        };
        Ok(())
    }

    /// The object of a literal, filling the cache.
    pub(crate) fn new_literal(&mut self, inline_cap: u16, cache: &mut AllocCache) -> JsResult<Object> {
        let proto = self.intrinsics.object_prototype.value();
        let o = self.new_object_sized(proto, inline_cap)?;
        cache.shape = o.shape();
        Ok(o)
    }

    /// Writes a dense element, or appends one, where no prototype has a say in it: false if something else is to happen.
    pub(crate) fn store_dense(&mut self, base: Value, key: Value, value: Value) -> JsResult<bool> {
        let (Some(o), Some(i)) = (base.as_object(), key.as_int()) else { return Ok(false) };
        let (Ok(i), Some(dense)) = (usize::try_from(i), o.dense_elements()) else { return Ok(false) };
        if dense.get(i).is_some_and(|v| !v.is_hole()) {
            o.write_element(i, value);
            self.store.write_barrier(o);
            return Ok(true);
        }
        let appends =
            o.is(CellKind::Array) && i == dense.len() && i == o.array_length() as usize && !self.chain_has_elements(o);
        if appends {
            self.array_push(o, value)?;
        }
        Ok(appends)
    }

    /// Whether a prototype of `o` has indexed properties.
    fn chain_has_elements(&self, o: Object) -> bool {
        let mut at = self.store.prototype_of(o).as_object();
        while let Some(p) = at {
            let own = match p.dense_elements() {
                Some(dense) => !dense.is_empty(),
                // Sparse, or the characters of a String object.
                None => p.has_flag(flag::SPARSE) || p.internal(0).as_string().is_some_and(|s| !s.is_empty()),
            };
            if own || p.has_flag(flag::EXOTIC) || p.is(CellKind::Namespace) {
                return true;
            }
            at = self.store.prototype_of(p).as_object();
        }
        false
    }
}

#[cfg(test)]
mod tests;
