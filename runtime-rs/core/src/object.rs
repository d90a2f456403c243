//! Objects: the handle, named-property storage, and the ordinary internal methods with their
//! exotic variants (10.1 to 10.4). Indexed properties are in `elements.rs`, array `length` in
//! `array.rs`.

use crate::cell::{AccessorCell, BufferCell, CellHeader, FunctionCell, ObjectCell, object_flags as flag};
use crate::context::Context;
use crate::error::JsResult;
use crate::exotic::{Behaviour, Lookup};
use crate::property::{Attrs, Descriptor, NamedKey, Property, PropertyKey};
use crate::shape::{MAX_FAST, Place, ShapeId};
use crate::value::Value;
use std::ptr::NonNull;
use yarrow_abi::layout::{CellKind, INFO_CLASS, INFO_CONSTRUCTOR, INFO_GENERATOR, INFO_NATIVE, OBJECT_INLINE};

/// A live object. `Copy`; see the rooting rule in `value.rs`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Object(NonNull<ObjectCell>);

/// Where a value was found, for inline caches.
#[derive(Clone, Copy, Debug)]
pub struct SlotRef {
    pub holder: Object,
    pub place: Place,
    pub shape: ShapeId,
}

impl std::fmt::Debug for Object {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Object({:p})", self.0)
    }
}

impl Object {
    /// # Safety
    /// `cell` is a live object.
    #[must_use]
    pub unsafe fn from_ptr(cell: *mut u8) -> Object {
        // SAFETY: the caller's cell is not null.
        Object(unsafe { NonNull::new_unchecked(cell.cast()) })
    }

    #[must_use]
    pub fn value(self) -> Value {
        Value::from_cell(self.0.as_ptr())
    }

    /// The cell as one of its kind: callers check the kind.
    pub(crate) fn cell<T>(self) -> *mut T {
        self.0.as_ptr().cast()
    }

    #[must_use]
    pub fn address(self) -> *mut u8 {
        self.cell()
    }

    fn object(&self) -> &ObjectCell {
        // SAFETY: an object in hand is alive (the rooting rule).
        unsafe { self.0.as_ref() }
    }

    #[must_use]
    pub fn kind_byte(self) -> u8 {
        self.object().header.kind
    }

    #[must_use]
    pub fn is(self, kind: CellKind) -> bool {
        self.kind_byte() == kind as u8
    }

    #[must_use]
    pub fn is_callable(self) -> bool {
        self.is(CellKind::Function)
    }

    #[must_use]
    pub fn shape(self) -> ShapeId {
        self.object().header.word
    }

    pub(crate) fn set_shape(self, shape: ShapeId) {
        // SAFETY: as above; the header is ours to change.
        unsafe { (*self.0.as_ptr()).header.word = shape };
    }

    pub(crate) fn has_flag(self, f: u8) -> bool {
        self.object().header.flags & f != 0
    }

    pub(crate) fn set_flag(self, f: u8) {
        // SAFETY: as above.
        unsafe { (*self.0.as_ptr()).header.flags |= f };
    }

    pub(crate) fn aux(self) -> u16 {
        self.object().header.aux
    }

    pub(crate) fn elements(self) -> *mut Value {
        self.object().elements
    }

    pub(crate) fn set_elements(self, elements: *mut Value) {
        // SAFETY: as above.
        unsafe { (*self.0.as_ptr()).elements = elements };
    }

    pub(crate) fn slots(self) -> *mut Value {
        self.object().slots
    }

    /// Internal slot `i` of an object made with so many.
    #[must_use]
    pub fn internal(self, i: usize) -> Value {
        assert!(i < usize::from(self.aux()) && !self.is(CellKind::Object), "internal slot {i}");
        // SAFETY: the cell has `aux` words behind the object header.
        unsafe { self.cell::<u8>().add(OBJECT_INLINE as usize).cast::<Value>().add(i).read() }
    }

    pub fn set_internal(self, i: usize, value: Value) {
        assert!(i < usize::from(self.aux()) && !self.is(CellKind::Object), "internal slot {i}");
        // SAFETY: as above.
        unsafe { self.cell::<u8>().add(OBJECT_INLINE as usize).cast::<Value>().add(i).write(value) };
    }
}

impl Context {
    /// The address of a property slot that exists.
    pub(crate) fn slot_address(&self, o: Object, slot: u32) -> *mut Value {
        let inline_cap = u32::from(self.shapes.get(o.shape()).inline_cap);
        if slot < inline_cap {
            o.cell::<u8>().wrapping_add(OBJECT_INLINE as usize + slot as usize * 8).cast()
        } else {
            o.slots().wrapping_add((slot - inline_cap) as usize)
        }
    }

    fn read_slot(&self, o: Object, slot: u32) -> Value {
        // SAFETY: the shape says that the slot exists.
        unsafe { self.slot_address(o, slot).read() }
    }

    pub(crate) fn write_slot(&mut self, o: Object, slot: u32, value: Value) {
        // SAFETY: the shape says that the slot exists.
        unsafe { self.slot_address(o, slot).write(value) };
        self.write_barrier(o);
    }

    /// Makes room for slot number `slot` beyond the inline capacity.
    pub(crate) fn reserve_slot(&mut self, o: Object, inline_cap: u32, slot: u32) -> JsResult<()> {
        if slot < inline_cap {
            return Ok(());
        }
        let need = slot - inline_cap + 1;
        let old = o.slots();
        let cap = buffer_cap(old);
        if need <= cap {
            return Ok(());
        }
        let new_cap = if cap == 0 { 4.max(need) } else { need.max(cap * 2) };
        let new = self.new_buffer(new_cap)?;
        // SAFETY: the new payload is longer than the old one, which holds `cap` words.
        unsafe {
            std::ptr::copy_nonoverlapping(old, new, cap as usize);
            (*o.cell::<ObjectCell>()).slots = new;
        }
        Ok(())
    }

    // --- shapes of objects ---------------------------------------------------------------------

    /// The empty shape of a kind with this prototype, which from now on counts as one.
    pub(crate) fn root_shape(&mut self, proto: Value, inline_cap: u16, kind: CellKind) -> ShapeId {
        let (id, new) = self.shapes.root(proto, inline_cap, kind);
        if new {
            self.account_for_shapes();
            if let Some(p) = proto.as_object() {
                self.become_prototype(p);
            }
        }
        id
    }

    /// Accounts for the memory of shapes that have come or gone.
    pub(crate) fn account_for_shapes(&mut self) {
        let growth = self.shapes.take_growth();
        if growth != 0 {
            self.add_external(growth);
        }
    }

    /// From now on changes of `p` change the epoch. It gets a shape of its own, so that no set
    /// cache filled by other objects adds properties to it unseen.
    pub(crate) fn become_prototype(&mut self, p: Object) {
        if !p.has_flag(flag::IS_PROTO) {
            p.set_flag(flag::IS_PROTO);
            if p.is(CellKind::Object) {
                self.make_dictionary(p);
            }
            if p.has_flag(flag::EXOTIC) {
                self.forbid_fast_appends();
            }
        }
    }

    pub(crate) fn note_shape_change(&mut self, o: Object) {
        if o.has_flag(flag::IS_PROTO) {
            self.bump_epoch();
        }
    }

    pub(crate) fn is_dictionary(&self, o: Object) -> bool {
        self.shapes.get(o.shape()).dictionary.is_some()
    }

    pub(crate) fn make_dictionary(&mut self, o: Object) {
        if !self.is_dictionary(o) {
            let shape = self.shapes.new_dictionary(o.shape());
            o.set_shape(shape);
            self.account_for_shapes();
            self.register(o);
            self.note_shape_change(o);
        }
    }

    /// Lists the object among those that own Rust data.
    pub(crate) fn register(&mut self, o: Object) {
        if !o.has_flag(flag::REGISTERED) {
            o.set_flag(flag::REGISTERED);
            self.registry.push(o);
        }
    }

    pub(crate) fn own_place(&mut self, o: Object, key: NamedKey) -> JsResult<Option<Place>> {
        if o.is(CellKind::Function) && !o.has_flag(flag::REIFIED) && self.is_lazy_name(key) {
            self.reify_function(o)?;
        }
        Ok(self.shapes.lookup(o.shape(), key))
    }

    /// Adds a property that the object does not have.
    pub(crate) fn add_property(&mut self, o: Object, key: NamedKey, value: Value, attrs: Attrs) -> JsResult<()> {
        if o.is(CellKind::Function) && !o.has_flag(flag::REIFIED) {
            self.reify_function(o)?;
        }
        if !self.is_dictionary(o) && self.shapes.get(o.shape()).count >= MAX_FAST {
            self.make_dictionary(o);
        }
        let id = o.shape();
        let shape = self.shapes.get_mut(id);
        let inline_cap = u32::from(shape.inline_cap);
        if let Some(d) = &mut shape.dictionary {
            let slot = match d.free.pop() {
                Some(slot) => slot,
                None => {
                    shape.count += 1;
                    shape.count - 1
                }
            };
            d.table.insert(key, Place { slot, attrs });
            if let Err(throw) = self.reserve_slot(o, inline_cap, slot) {
                if let Some(d) = &mut self.shapes.get_mut(id).dictionary {
                    d.table.remove(key);
                }
                return Err(throw);
            }
            self.write_slot(o, slot, value);
        } else {
            let slot = shape.count;
            self.reserve_slot(o, inline_cap, slot)?;
            let to = self.shapes.add(id, key, attrs);
            o.set_shape(to);
            self.account_for_shapes();
            self.write_slot(o, slot, value);
        }
        self.note_shape_change(o);
        Ok(())
    }

    fn set_attrs(&mut self, o: Object, key: NamedKey, attrs: Attrs) {
        self.make_dictionary(o);
        if let Some(d) = &mut self.shapes.get_mut(o.shape()).dictionary
            && let Some(place) = d.table.get_mut(key)
        {
            place.attrs = attrs;
        }
        self.note_shape_change(o);
    }

    fn remove_property(&mut self, o: Object, key: NamedKey) {
        self.make_dictionary(o);
        let mut freed = None;
        if let Some(d) = &mut self.shapes.get_mut(o.shape()).dictionary
            && let Some(place) = d.table.remove(key)
        {
            d.free.push(place.slot);
            freed = Some(place.slot);
        }
        if let Some(slot) = freed {
            self.write_slot(o, slot, Value::UNDEFINED);
        }
        self.note_shape_change(o);
    }

    // --- lazy properties of functions ----------------------------------------------------------

    fn is_lazy_name(&self, key: NamedKey) -> bool {
        let n = &self.names;
        key == n.length.into() || key == n.name.into() || key == n.prototype.into()
    }

    /// Gives a function its `length`, `name` and `prototype`.
    pub(crate) fn reify_function(&mut self, f: Object) -> JsResult<()> {
        let realm = self.realm_of(f);
        self.in_realm(realm, |ctx| ctx.reify_in_realm(f))
    }

    fn reify_in_realm(&mut self, f: Object) -> JsResult<()> {
        f.set_flag(flag::REIFIED);
        let cell = f.cell::<FunctionCell>();
        // SAFETY: callers pass functions; the info of a function outlives it.
        let (flags, length, name) = unsafe {
            let info = &*(*cell).info;
            if info.flags & INFO_NATIVE != 0 {
                (info.flags, u32::from(f.aux()), (*cell).fields)
            } else {
                let bytes = if info.name.is_null() {
                    &[][..]
                } else {
                    std::slice::from_raw_parts(info.name, info.name_len as usize)
                };
                let name = self.atom(&String::from_utf8_lossy(bytes))?;
                (info.flags, info.length, name.value())
            }
        };
        let key = self.names.length;
        self.add_property(f, key.into(), Value::from(length), Attrs::CONFIGURABLE)?;
        let key = self.names.name;
        self.add_property(f, key.into(), name, Attrs::CONFIGURABLE)?;
        if flags & INFO_NATIVE != 0 || flags & INFO_CLASS != 0 {
            // Built-in constructors and classes get theirs when they are made.
            return Ok(());
        }
        let key = self.names.prototype;
        if flags & INFO_GENERATOR != 0 {
            let proto = if flags & yarrow_abi::layout::INFO_ASYNC != 0 {
                self.intrinsics.async_generator_prototype
            } else {
                self.intrinsics.generator_prototype
            };
            let p = self.new_object_with(proto.value())?;
            self.add_property(f, key.into(), p.value(), Attrs::WRITABLE)?;
        } else if flags & INFO_CONSTRUCTOR != 0 {
            let p = self.new_object()?;
            let constructor = self.names.constructor;
            self.add_property(p, constructor.into(), f.value(), Attrs::HIDDEN)?;
            self.add_property(f, key.into(), p.value(), Attrs::WRITABLE)?;
        }
        Ok(())
    }

    // --- creation --------------------------------------------------------------------------------

    /// An ordinary object with %Object.prototype%.
    pub fn new_object(&mut self) -> JsResult<Object> {
        let proto = self.intrinsics.object_prototype.value();
        self.new_object_with(proto)
    }

    /// An ordinary object with this prototype (an object or null).
    pub fn new_object_with(&mut self, proto: Value) -> JsResult<Object> {
        self.new_object_sized(proto, 4)
    }

    /// An ordinary object with room for so many properties in itself.
    pub fn new_object_sized(&mut self, proto: Value, inline_cap: u16) -> JsResult<Object> {
        let shape = self.root_shape(proto, inline_cap, CellKind::Object);
        let o = self.alloc_object(CellKind::Object, OBJECT_INLINE as usize + usize::from(inline_cap) * 8, shape)?;
        // SAFETY: a fresh object.
        unsafe { (*o.cell::<CellHeader>()).aux = inline_cap };
        Ok(o)
    }

    /// An object of another kind with so many internal slots, each `undefined`.
    pub fn new_object_of_kind(&mut self, kind: CellKind, proto: Value, internal: u16) -> JsResult<Object> {
        let shape = self.root_shape(proto, 0, kind);
        let o = self.alloc_object(kind, OBJECT_INLINE as usize + usize::from(internal) * 8, shape)?;
        // SAFETY: a fresh object.
        unsafe { (*o.cell::<CellHeader>()).aux = internal };
        for i in 0..usize::from(internal) {
            o.set_internal(i, Value::UNDEFINED);
        }
        Ok(o)
    }

    pub(crate) fn alloc_object(&mut self, kind: CellKind, size: usize, shape: ShapeId) -> JsResult<Object> {
        debug_assert_eq!(self.shapes.get(shape).kind, kind, "a shape of another kind");
        let cell: *mut ObjectCell = self.alloc(kind, size)?;
        // SAFETY: a fresh cell of at least an object header.
        unsafe {
            (*cell).header.word = shape;
            (*cell).elements = self.empty_elements;
            Ok(Object::from_ptr(cell.cast()))
        }
    }

    pub(crate) fn new_accessor(&mut self, getter: Value, setter: Value) -> JsResult<Value> {
        let cell: *mut AccessorCell = self.alloc(CellKind::Accessor, size_of::<AccessorCell>())?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).getter = getter;
            (*cell).setter = setter;
        }
        Ok(Value::from_cell(cell))
    }

    // --- [[GetPrototypeOf]], [[SetPrototypeOf]], [[IsExtensible]], [[PreventExtensions]] ---------

    /// The prototype in the object's shape: an object or null. Proxies, whose shape shows null, are asked by
    /// [`Context::get_prototype_of`].
    #[must_use]
    pub fn prototype_of(&self, o: Object) -> Value {
        self.shapes.get(o.shape()).proto
    }

    /// `[[SetPrototypeOf]]`: false if refused.
    pub fn set_prototype_of(&mut self, o: Object, proto: Value) -> JsResult<bool> {
        if o.is_proxy() {
            return self.proxy_set_prototype_of(o, proto);
        }
        if self.prototype_of(o) == proto {
            return Ok(true);
        }
        let immutable = self.is_object_prototype(o) || o.is(CellKind::Namespace);
        if immutable || o.has_flag(flag::NON_EXTENSIBLE) {
            return Ok(false);
        }
        let mut p = proto.as_object();
        while let Some(ancestor) = p {
            if ancestor == o {
                return Ok(false);
            }
            if ancestor.is_proxy() {
                break;
            }
            p = self.prototype_of(ancestor).as_object();
        }
        self.bump_epoch();
        if o.has_flag(flag::IS_PROTO) {
            self.forbid_fast_appends();
        }
        if let Some(p) = proto.as_object() {
            self.become_prototype(p);
        }
        if self.is_dictionary(o) {
            self.shapes.get_mut(o.shape()).proto = proto;
            return Ok(true);
        }
        let old = self.shapes.get(o.shape());
        let (inline_cap, kind) = (old.inline_cap, old.kind);
        let mut shape = self.root_shape(proto, inline_cap, kind);
        for (key, place) in self.shapes.properties(o.shape()) {
            shape = self.shapes.add(shape, key, place.attrs);
        }
        o.set_shape(shape);
        Ok(true)
    }

    /// `[[IsExtensible]]`
    pub fn is_extensible(&mut self, o: Object) -> JsResult<bool> {
        if o.is_proxy() { self.proxy_is_extensible(o) } else { Ok(!o.has_flag(flag::NON_EXTENSIBLE)) }
    }

    /// `[[PreventExtensions]]`: false if refused.
    pub fn prevent_extensions(&mut self, o: Object) -> JsResult<bool> {
        if o.is_proxy() {
            return self.proxy_prevent_extensions(o);
        }
        if o.is(CellKind::TypedArray) && !self.typed_array_is_fixed(o) {
            return Ok(false);
        }
        if o.is(CellKind::Function) && !o.has_flag(flag::REIFIED) {
            self.reify_function(o)?;
        }
        self.make_sparse(o);
        self.make_dictionary(o);
        o.set_flag(flag::NON_EXTENSIBLE);
        Ok(true)
    }

    // --- [[GetOwnProperty]], [[DefineOwnProperty]] -----------------------------------------------

    pub(crate) fn property_at(&self, o: Object, place: Place) -> Property {
        let value = self.read_slot(o, place.slot);
        unpack(value, place.attrs)
    }

    pub fn get_own_property(&mut self, o: Object, key: PropertyKey) -> JsResult<Option<Property>> {
        match self.behaviour(o, key) {
            Behaviour::Ordinary => {}
            Behaviour::Proxy => return self.proxy_get_own_property(o, key),
            Behaviour::Integer(i) => {
                let value = i.and_then(|i| self.typed_array_get(o, i));
                return Ok(value.map(|value| Property { attrs: Attrs::ALL, value, setter: Value::UNDEFINED }));
            }
        }
        let named = match key {
            PropertyKey::Index(i) if o.is(CellKind::Namespace) => {
                let name = self.atom(&i.to_string())?;
                return self.namespace_get_own(o, name);
            }
            PropertyKey::Index(i) => return Ok(self.own_index(o, i)),
            PropertyKey::String(s) => {
                if s == self.names.length
                    && let Some(p) = self.exotic_length(o)
                {
                    return Ok(Some(p));
                }
                if o.is(CellKind::Namespace) {
                    return self.namespace_get_own(o, s);
                }
                NamedKey::from(s)
            }
            PropertyKey::Symbol(s) => NamedKey::from(s),
        };
        Ok(self.own_place(o, named)?.map(|place| self.property_at(o, place)))
    }

    /// `[[DefineOwnProperty]]`: false if refused.
    pub fn define_own_property(&mut self, o: Object, key: PropertyKey, desc: &Descriptor) -> JsResult<bool> {
        match self.behaviour(o, key) {
            Behaviour::Ordinary => {}
            Behaviour::Proxy => return self.proxy_define_own_property(o, key, desc),
            Behaviour::Integer(i) => return self.typed_array_define(o, i, desc),
        }
        match key {
            PropertyKey::Index(i) => self.define_index(o, i, desc),
            PropertyKey::String(s) if s == self.names.length && o.is(CellKind::Array) => {
                self.define_array_length(o, desc)
            }
            PropertyKey::String(s) if s == self.names.length && self.exotic_length(o).is_some() => {
                let current = self.exotic_length(o);
                Ok(self.validate(o, desc, current).is_some())
            }
            PropertyKey::String(_) if o.is(CellKind::Namespace) => {
                let current = self.get_own_property(o, key)?;
                Ok(current.is_some_and(|c| {
                    desc.configurable != Some(true)
                        && desc.enumerable != Some(false)
                        && !desc.is_accessor()
                        && desc.writable != Some(false)
                        && desc.value.is_none_or(|v| self.same_value(v, c.value))
                }))
            }
            PropertyKey::String(s) => self.define_named(o, s.into(), desc),
            PropertyKey::Symbol(s) => self.define_named(o, s.into(), desc),
        }
    }

    fn define_named(&mut self, o: Object, key: NamedKey, desc: &Descriptor) -> JsResult<bool> {
        let place = self.own_place(o, key)?;
        let current = place.map(|p| self.property_at(o, p));
        let Some(new) = self.validate(o, desc, current) else { return Ok(false) };
        let stored = if new.attrs.is_accessor() { self.new_accessor(new.value, new.setter)? } else { new.value };
        match place {
            None => self.add_property(o, key, stored, new.attrs)?,
            Some(place) => {
                if place.attrs != new.attrs {
                    self.set_attrs(o, key, new.attrs);
                } else if new.attrs.is_accessor() {
                    self.note_shape_change(o);
                }
                if o.has_flag(flag::WATCHED) && (!o.is(CellKind::Function) || key == self.names.prototype.into()) {
                    self.bump_epoch();
                }
                // The place may have moved only if the shape turned into a dictionary: slots stay.
                self.write_slot(o, place.slot, stored);
            }
        }
        Ok(true)
    }

    /// ValidateAndApplyPropertyDescriptor on `o`: the property to store, or `None` if refused.
    pub(crate) fn validate(&mut self, o: Object, desc: &Descriptor, current: Option<Property>) -> Option<Property> {
        self.validate_with(!o.has_flag(flag::NON_EXTENSIBLE), desc, current)
    }

    /// Defines a data property on an object that takes it: for making built-ins and fresh objects.
    pub fn define_data(&mut self, o: Object, key: PropertyKey, value: Value, attrs: Attrs) -> JsResult<()> {
        self.define_own_property(o, key, &Descriptor::data(value, attrs))?;
        Ok(())
    }

    // --- [[HasProperty]], [[Delete]], [[OwnPropertyKeys]] ----------------------------------------

    pub fn has_own_property(&mut self, o: Object, key: PropertyKey) -> JsResult<bool> {
        Ok(self.get_own_property(o, key)?.is_some())
    }

    pub fn has_property(&mut self, o: Object, key: PropertyKey) -> JsResult<bool> {
        let mut at = Some(o);
        while let Some(o) = at {
            match self.behaviour(o, key) {
                Behaviour::Ordinary => {}
                Behaviour::Proxy => return self.proxy_has(o, key),
                Behaviour::Integer(i) => return Ok(i.is_some_and(|i| self.typed_array_get(o, i).is_some())),
            }
            let found = match key {
                PropertyKey::String(name) if o.is(CellKind::Namespace) => self.namespace_has(o, name),
                PropertyKey::Index(i) if o.is(CellKind::Namespace) => {
                    let name = self.atom(&i.to_string())?;
                    self.namespace_has(o, name)
                }
                _ => self.has_own_property(o, key)?,
            };
            if found {
                return Ok(true);
            }
            at = self.prototype_of(o).as_object();
        }
        Ok(false)
    }

    /// `[[Delete]]`: false if refused.
    pub fn delete(&mut self, o: Object, key: PropertyKey) -> JsResult<bool> {
        match self.behaviour(o, key) {
            Behaviour::Ordinary => {}
            Behaviour::Proxy => return self.proxy_delete(o, key),
            Behaviour::Integer(i) => return Ok(i.is_none_or(|i| self.typed_array_get(o, i).is_none())),
        }
        if o.is(CellKind::Namespace) && !matches!(key, PropertyKey::Symbol(_)) {
            // Exports cannot be deleted, initialised or not.
            return Ok(!self.has_property(o, key)?);
        }
        let Some(p) = self.get_own_property(o, key)? else { return Ok(true) };
        if !p.attrs.configurable() {
            return Ok(false);
        }
        match key {
            PropertyKey::Index(i) => self.remove_index(o, i),
            PropertyKey::String(s) => self.remove_property(o, s.into()),
            PropertyKey::Symbol(s) => self.remove_property(o, s.into()),
        }
        Ok(true)
    }

    /// Own keys: indices ascending, strings, symbols; private names left out. They are not rooted.
    pub fn own_keys(&mut self, o: Object) -> JsResult<Vec<PropertyKey>> {
        if o.is_proxy() {
            return self.proxy_own_keys(o);
        }
        if o.is(CellKind::Function) && !o.has_flag(flag::REIFIED) {
            self.reify_function(o)?;
        }
        let mut keys: Vec<PropertyKey> = self.own_indices(o).into_iter().map(PropertyKey::Index).collect();
        if o.is(CellKind::TypedArray) {
            keys.extend((0..self.typed_array_length(o).unwrap_or(0) as u32).map(PropertyKey::Index));
        }
        if o.is(CellKind::Namespace) {
            keys.extend(self.namespace_names(o).into_iter().map(PropertyKey::from));
        }
        if self.exotic_length(o).is_some() {
            keys.push(self.names.length.into());
        }
        let named = self.shapes.properties(o.shape());
        let mut symbols = Vec::new();
        for (key, _) in named {
            match key.property_key() {
                PropertyKey::Symbol(s) if s.is_private() => {}
                k @ PropertyKey::Symbol(_) => symbols.push(k),
                k => keys.push(k),
            }
        }
        keys.extend(symbols);
        Ok(keys)
    }

    // --- [[Get]], [[Set]] --------------------------------------------------------------------------

    pub fn get(&mut self, o: Object, key: impl Into<PropertyKey>) -> JsResult<Value> {
        self.get_with_receiver(o, key.into(), o.value())
    }

    /// OrdinaryGet (10.1.8.1).
    pub fn get_with_receiver(&mut self, o: Object, key: PropertyKey, receiver: Value) -> JsResult<Value> {
        match self.lookup(o, key)? {
            Lookup::Absent => Ok(Value::UNDEFINED),
            Lookup::Exotic(holder) => self.exotic_get(holder, key, receiver),
            Lookup::Found(p) if p.attrs.is_accessor() => {
                if p.value.is_undefined() {
                    return Ok(Value::UNDEFINED);
                }
                self.call(p.value, receiver, &[])
            }
            Lookup::Found(p) => Ok(p.value),
        }
    }

    /// A named property found in an ordinary slot, for the inline caches; `None` if absent or
    /// found in another way.
    pub fn find_slot(&mut self, o: Object, key: NamedKey) -> JsResult<Option<SlotRef>> {
        let mut at = Some(o);
        while let Some(o) = at {
            if o.is(CellKind::Namespace) || self.behaviour(o, key.property_key()) != Behaviour::Ordinary {
                return Ok(None);
            }
            if let Some(place) = self.own_place(o, key)? {
                return Ok(Some(SlotRef { holder: o, place, shape: o.shape() }));
            }
            at = self.prototype_of(o).as_object();
        }
        Ok(None)
    }

    /// The key as shapes hold it, where only the shape of `o` decides about an assignment.
    fn plain_name(&self, o: Object, key: PropertyKey) -> Option<NamedKey> {
        if o.is(CellKind::Namespace) || o.has_flag(flag::WATCHED | flag::EXOTIC) {
            return None;
        }
        match key {
            PropertyKey::String(s) if s != self.names.length => Some(s.into()),
            PropertyKey::Symbol(s) => Some(s.into()),
            PropertyKey::String(_) | PropertyKey::Index(_) => None,
        }
    }

    /// OrdinarySet on the receiver itself where no function is called: `None` if one is.
    fn set_plain(&mut self, o: Object, key: NamedKey, value: Value) -> JsResult<Option<bool>> {
        let mut at = Some(o);
        while let Some(p) = at {
            if p.is(CellKind::Namespace) || p.has_flag(flag::EXOTIC) {
                return Ok(None);
            }
            if let Some(place) = self.own_place(p, key)? {
                if place.attrs.is_accessor() {
                    return Ok(None);
                }
                if !place.attrs.writable() {
                    return Ok(Some(false));
                }
                if p == o {
                    self.write_slot(o, place.slot, value);
                    return Ok(Some(true));
                }
                break;
            }
            at = self.prototype_of(p).as_object();
        }
        if o.has_flag(flag::NON_EXTENSIBLE) {
            return Ok(Some(false));
        }
        self.add_property(o, key, value, Attrs::ALL)?;
        Ok(Some(true))
    }

    /// Whether an assignment comes to a module namespace, whose `[[Set]]` (10.4.6.9) refuses everything,
    /// before it comes to the property.
    pub(crate) fn namespace_decides(&mut self, o: Object, key: PropertyKey) -> JsResult<bool> {
        let mut at = Some(o);
        let mut any = false;
        while let Some(p) = at {
            any |= p.is(CellKind::Namespace);
            at = self.prototype_of(p).as_object();
        }
        let mut at = Some(o).filter(|_| any);
        while let Some(p) = at {
            if p.is(CellKind::Namespace) {
                return Ok(true);
            }
            if self.behaviour(p, key) != Behaviour::Ordinary || self.has_own_property(p, key)? {
                return Ok(false);
            }
            at = self.prototype_of(p).as_object();
        }
        Ok(false)
    }

    /// OrdinarySet (10.1.9.2): false if refused.
    pub fn set_with_receiver(&mut self, o: Object, key: PropertyKey, value: Value, receiver: Value) -> JsResult<bool> {
        if o.is(CellKind::Namespace) {
            return Ok(false);
        }
        if receiver == o.value()
            && let Some(named) = self.plain_name(o, key)
            && let Some(done) = self.set_plain(o, named, value)?
        {
            return Ok(done);
        }
        if self.namespace_decides(o, key)? {
            return Ok(false);
        }
        let found = match self.lookup(o, key)? {
            Lookup::Exotic(holder) => return self.exotic_set(holder, key, value, receiver),
            Lookup::Found(p) => Some(p),
            Lookup::Absent => None,
        };
        if let Some(p) = found {
            if p.attrs.is_accessor() {
                if p.setter.is_undefined() {
                    return Ok(false);
                }
                self.call(p.setter, receiver, &[value])?;
                return Ok(true);
            }
            if !p.attrs.writable() {
                return Ok(false);
            }
        }
        self.set_on_receiver(key, value, receiver)
    }

    /// Set(o, key, value, true): TypeError if refused.
    pub fn set(&mut self, o: Object, key: impl Into<PropertyKey>, value: Value) -> JsResult<()> {
        let key = key.into();
        if self.set_with_receiver(o, key, value, o.value())? {
            Ok(())
        } else {
            Err(self.throw_set_refused(o.value(), key))
        }
    }
}

/// Capacity of the buffer whose payload this is; 0 for null.
pub(crate) fn buffer_cap(payload: *mut Value) -> u32 {
    if payload.is_null() {
        return 0;
    }
    // SAFETY: a payload follows its header.
    unsafe { (*payload.cast::<BufferCell>().sub(1)).cap }
}

/// A stored word as a property: an accessor's cell is taken apart.
pub(crate) fn unpack(stored: Value, attrs: Attrs) -> Property {
    if !attrs.is_accessor() {
        return Property { attrs, value: stored, setter: Value::UNDEFINED };
    }
    assert!(stored.is_kind(CellKind::Accessor), "an accessor property without its pair");
    let cell = stored.bits() as *const AccessorCell;
    // SAFETY: the kind was checked.
    unsafe { Property { attrs, value: (*cell).getter, setter: (*cell).setter } }
}
