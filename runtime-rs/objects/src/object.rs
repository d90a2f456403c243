//! Objects as they are stored: shapes and slots of named properties, and how objects are made. None of it runs
//! JavaScript or collects. Indexed properties are in `elements.rs`, the internal methods in `internal_methods.rs`.

use crate::bare::{Object, Property, PropertyKey, Value};
use crate::cell::object_flags as flag;
use crate::context::Context;
use crate::exotic::Behaviour;
use crate::shape::{MAX_FAST, Place, ShapeId};
use crate::throw::JsResult;
use crate::values::{Attrs, NamedKey, ObjectFields};
use yarrow_abi::layout::{CellKind, INFO_CLASS, INFO_CONSTRUCTOR, INFO_GENERATOR, INFO_NATIVE, OBJECT_INLINE};

/// Where a value was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SlotRef {
    pub holder: Object,
    pub place: Place,
    pub shape: ShapeId,
}

/// What a walk up the prototypes comes to, where slots alone are asked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Walk {
    Found(SlotRef),
    /// No object of the chain has the property, and none is exotic.
    Absent,
    /// An object that has to be asked in another way.
    Exotic,
}

/// Which keys are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Listed {
    Names,
    NamesAndSymbols,
}

impl Context {
    // --- shapes of objects ---------------------------------------------------------------------

    /// The empty shape of a kind with this prototype, which from now on counts as one.
    pub(crate) fn root_shape(&mut self, proto: Value, inline_cap: u16, kind: CellKind) -> ShapeId {
        let (id, new) = self.store.shapes.root(proto, inline_cap, kind);
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
        let growth = self.store.shapes.take_growth();
        if growth != 0 {
            self.store.add_external(growth);
        }
    }

    /// From now on changes of `p` change the epoch. It gets a shape of its own, so that no set
    /// cache filled by other objects adds properties to it unseen.
    pub(crate) fn become_prototype(&mut self, p: Object) {
        if !p.has_flag(flag::IS_PROTO) {
            // First: it was in no chain until now, so that its new shape is no reason to look again for anybody.
            if p.is(CellKind::Object) {
                self.make_dictionary(p);
            }
            p.set_flag(flag::IS_PROTO);
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

    pub(crate) fn make_dictionary(&mut self, o: Object) {
        if !self.store.is_dictionary(o) {
            let shape = self.store.shapes.new_dictionary(o.shape());
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

    #[inline]
    pub(crate) fn own_place(&mut self, o: Object, key: NamedKey) -> JsResult<Option<Place>> {
        if o.is(CellKind::Function) && !o.has_flag(flag::REIFIED) && self.is_lazy_name(key) {
            self.reify_function(o)?;
        }
        Ok(self.store.shapes.lookup(o.shape(), key))
    }

    /// Adds a property that the object does not have.
    pub(crate) fn add_property(&mut self, o: Object, key: NamedKey, value: Value, attrs: Attrs) -> JsResult<()> {
        if o.is(CellKind::Function) && !o.has_flag(flag::REIFIED) {
            self.reify_function(o)?;
        }
        if !self.store.is_dictionary(o) && self.store.shapes.get(o.shape()).count >= MAX_FAST {
            self.make_dictionary(o);
        }
        let id = o.shape();
        let inline_cap = u32::from(self.store.shapes.get(id).inline_cap);
        if let Some(slot) = self.store.shapes.add_to_dictionary(id, key, attrs) {
            if let Err(starved) = self.store.reserve_slot(o, inline_cap, slot) {
                if let Some(d) = &mut self.store.shapes.get_mut(id).dictionary {
                    d.table.remove(key);
                }
                return Err(starved.into());
            }
            self.store.write_slot(o, slot, value);
        } else {
            let slot = self.store.shapes.get(id).count;
            self.store.reserve_slot(o, inline_cap, slot)?;
            let to = self.store.shapes.add(id, key, attrs);
            o.set_shape(to);
            self.account_for_shapes();
            self.store.write_slot(o, slot, value);
        }
        self.note_shape_change(o);
        Ok(())
    }

    pub(crate) fn set_attrs(&mut self, o: Object, key: NamedKey, attrs: Attrs) {
        self.make_dictionary(o);
        if let Some(d) = &mut self.store.shapes.get_mut(o.shape()).dictionary
            && let Some(place) = d.table.get_mut(key)
        {
            place.attrs = attrs;
        }
        self.note_shape_change(o);
    }

    /// Stores another word and other attributes in the place of a property. The object keeps a shape that others have too.
    pub(crate) fn replace_property(&mut self, o: Object, key: NamedKey, stored: Value, attrs: Attrs) {
        if self.store.is_dictionary(o) {
            self.set_attrs(o, key, attrs);
        } else {
            self.reshape(o, self.store.prototype_of(o), |k, old| if k == key { attrs } else { old });
            self.note_shape_change(o);
        }
        if o.has_flag(flag::WATCHED) {
            self.bump_epoch();
        }
        if let Some(place) = self.store.shapes.lookup(o.shape(), key) {
            self.store.write_slot(o, place.slot, stored);
        }
    }

    /// Gives an object that is no dictionary the shape with another prototype, or other attributes.
    fn reshape(&mut self, o: Object, proto: Value, attrs: impl Fn(NamedKey, Attrs) -> Attrs) {
        let old = self.store.shapes.get(o.shape());
        let (inline_cap, kind) = (old.inline_cap, old.kind);
        let mut shape = self.root_shape(proto, inline_cap, kind);
        for (key, place) in self.store.shapes.properties(o.shape()) {
            shape = self.store.shapes.add(shape, key, attrs(key, place.attrs));
        }
        o.set_shape(shape);
        self.account_for_shapes();
    }

    pub(crate) fn remove_property(&mut self, o: Object, key: NamedKey) {
        self.make_dictionary(o);
        let mut freed = None;
        if let Some(d) = &mut self.store.shapes.get_mut(o.shape()).dictionary
            && let Some(place) = d.table.remove(key)
        {
            d.free.push(place.slot);
            freed = Some(place.slot);
        }
        if let Some(slot) = freed {
            self.store.write_slot(o, slot, Value::UNDEFINED);
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
        let name = f.compiled_name().unwrap_or_default();
        f.set_flag(flag::REIFIED);
        let flags = f.function_flags();
        let (length, name) = if flags & INFO_NATIVE != 0 {
            (u32::from(f.aux()), f.function().fields.get())
        } else {
            (f.compiled_length(), self.store.atom(name)?.value())
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

    // --- walks up the prototypes -----------------------------------------------------------------

    /// A named property found in an ordinary slot; `None` if absent or found in another way.
    pub(crate) fn find_slot(&mut self, o: Object, key: NamedKey) -> JsResult<Option<SlotRef>> {
        Ok(match self.walk(o, key)? {
            Walk::Found(found) => Some(found),
            Walk::Absent | Walk::Exotic => None,
        })
    }

    /// Looks for a named property from `o` on. It reifies functions, but runs nothing.
    pub(crate) fn walk(&mut self, o: Object, key: NamedKey) -> JsResult<Walk> {
        let mut at = Some(o);
        while let Some(o) = at {
            if o.is(CellKind::Namespace) || crate::exotic::behaviour(o, key.property_key()) != Behaviour::Ordinary {
                return Ok(Walk::Exotic);
            }
            if let Some(place) = self.own_place(o, key)? {
                return Ok(Walk::Found(SlotRef { holder: o, place, shape: o.shape() }));
            }
            at = self.store.prototype_of(o).as_object();
        }
        Ok(Walk::Absent)
    }

    /// `[[GetOwnProperty]]` of an object that is no Proxy, and of a TypedArray where its elements are not asked.
    pub(crate) fn ordinary_own_property(&mut self, o: Object, key: PropertyKey) -> JsResult<Option<Property>> {
        let named = match key {
            PropertyKey::Index(i) if o.is(CellKind::Namespace) => {
                let name = self.store.atom(&i.to_string())?;
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
        Ok(self.own_place(o, named)?.map(|place| self.store.property_at(o, place)))
    }

    /// `[[SetPrototypeOf]]` of an object that is no Proxy: false if refused.
    pub(crate) fn ordinary_set_prototype_of(&mut self, o: Object, proto: Value) -> bool {
        if self.store.prototype_of(o) == proto {
            return true;
        }
        let immutable = self.is_object_prototype(o) || o.is(CellKind::Namespace);
        if immutable || o.has_flag(flag::NON_EXTENSIBLE) || self.leads_to(proto, o) {
            return false;
        }
        self.replace_prototype(o, proto);
        true
    }

    /// Whether the chain from `from` on comes to an object, before it comes to a Proxy. To one that never was a prototype
    /// no chain comes but its own.
    fn leads_to(&self, from: Value, o: Object) -> bool {
        if !o.has_flag(flag::IS_PROTO) {
            return from == o.value();
        }
        let mut at = from.as_object();
        while let Some(ancestor) = at {
            if ancestor == o {
                return true;
            }
            if ancestor.is_proxy() {
                return false;
            }
            at = self.store.prototype_of(ancestor).as_object();
        }
        false
    }

    /// `[[PreventExtensions]]` of an object that is no Proxy: false if refused.
    pub(crate) fn ordinary_prevent_extensions(&mut self, o: Object) -> JsResult<bool> {
        if o.is(CellKind::TypedArray) && !self.typed_array_is_fixed(o) {
            return Ok(false);
        }
        if o.is(CellKind::Function) && !o.has_flag(flag::REIFIED) {
            self.reify_function(o)?;
        }
        if o.dense_elements().is_some_and(<[Value]>::is_empty) {
            self.freeze_elements(o);
        }
        self.make_sparse(o);
        self.make_dictionary(o);
        o.set_flag(flag::NON_EXTENSIBLE);
        Ok(true)
    }

    /// Whether the chain from `o` on has enumerable properties with string keys.
    pub(crate) fn may_enumerate(&mut self, o: Object) -> bool {
        let mut at = Some(o);
        while let Some(o) = at {
            let named = self.store.shapes.properties(o.shape());
            if !self.own_indices(o).is_empty() || named.iter().any(|(_, place)| place.attrs.enumerable()) {
                return true;
            }
            at = self.store.prototype_of(o).as_object();
        }
        false
    }

    /// Whether the chain from `o` on has an object whose internal methods are its own.
    pub(crate) fn chain_is_exotic(&self, o: Object) -> bool {
        let mut at = Some(o);
        while let Some(o) = at {
            if o.has_flag(flag::EXOTIC) {
                return true;
            }
            at = self.store.prototype_of(o).as_object();
        }
        false
    }

    // --- creation --------------------------------------------------------------------------------

    /// An ordinary object with %Object.prototype%.
    pub(crate) fn new_object(&mut self) -> JsResult<Object> {
        let proto = self.intrinsics.object_prototype.value();
        self.new_object_with(proto)
    }

    /// An ordinary object with this prototype (an object or null).
    pub(crate) fn new_object_with(&mut self, proto: Value) -> JsResult<Object> {
        self.new_object_sized(proto, 4)
    }

    /// An ordinary object with room for so many properties in itself.
    pub(crate) fn new_object_sized(&mut self, proto: Value, inline_cap: u16) -> JsResult<Object> {
        let shape = self.root_shape(proto, inline_cap, CellKind::Object);
        let o =
            self.store.alloc_object(CellKind::Object, OBJECT_INLINE as usize + usize::from(inline_cap) * 8, shape)?;
        o.object().header.aux.set(inline_cap);
        Ok(o)
    }

    /// An object of another kind with so many internal slots, each `undefined`.
    pub(crate) fn new_object_of_kind(&mut self, kind: CellKind, proto: Value, internal: u16) -> JsResult<Object> {
        self.new_object_with_raw_words(kind, proto, internal, 0)
    }

    /// The same, with so many bytes behind the internal slots, all 0, that are no values.
    pub(crate) fn new_object_with_raw_words(
        &mut self,
        kind: CellKind,
        proto: Value,
        internal: u16,
        raw: usize,
    ) -> JsResult<Object> {
        let shape = self.root_shape(proto, 0, kind);
        let size = OBJECT_INLINE as usize + usize::from(internal) * 8 + raw;
        let o = self.store.alloc_object(kind, size, shape)?;
        o.object().header.aux.set(internal);
        for i in 0..usize::from(internal) {
            o.set_internal(i, Value::UNDEFINED);
        }
        Ok(o)
    }

    /// Gives an ordinary object a prototype whose own ones do not lead to the object.
    pub(crate) fn replace_prototype(&mut self, o: Object, proto: Value) {
        self.bump_epoch();
        if o.has_flag(flag::IS_PROTO) {
            self.forbid_fast_appends();
        }
        if let Some(p) = proto.as_object() {
            self.become_prototype(p);
        }
        if self.store.is_dictionary(o) {
            self.store.shapes.get_mut(o.shape()).proto = proto;
            return;
        }
        self.reshape(o, proto, |_, attrs| attrs);
    }

    /// `[[OwnPropertyKeys]]` of an object that is no Proxy, as a list of what [`PropertyKey::root_value`] gives.
    pub(crate) fn ordinary_own_keys(&mut self, o: Object) -> JsResult<Value> {
        Ok(self.ordinary_own_members(o)?.0)
    }

    /// The own keys of an object that is no Proxy, as above, but for the indices of elements that are frozen.
    pub(crate) fn own_keys_beside_frozen(&mut self, o: Object) -> JsResult<Value> {
        if o.frozen_elements().is_none() {
            return self.ordinary_own_keys(o);
        }
        let mut words = Vec::new();
        self.push_key_words(o, &mut words, &mut Vec::new());
        Ok(self.store.new_value_list(&words)?)
    }

    /// The own keys of an object that is no Proxy, each as [`PropertyKey::root_value`] gives it.
    pub(crate) fn own_key_words(&mut self, o: Object) -> Vec<Value> {
        let mut words: Vec<Value> = self.own_indices(o).into_iter().map(Value::from).collect();
        self.push_key_words(o, &mut words, &mut Vec::new());
        words
    }

    /// The names of the enumerable own properties of an object whose internal methods are the ordinary ones, perhaps with
    /// the symbols behind them, as a list of what [`PropertyKey::root_value`] gives: no property is looked up by its key.
    pub(crate) fn ordinary_enumerable_keys(&mut self, o: Object, listed: Listed) -> JsResult<Value> {
        Ok(self.ordinary_enumerable_members(o, listed)?.0)
    }

    /// The same, and the places of the last of them, which are in slots.
    pub(crate) fn ordinary_enumerable_members(&mut self, o: Object, listed: Listed) -> JsResult<(Value, Vec<Place>)> {
        if o.is(CellKind::Function) && !o.has_flag(flag::REIFIED) {
            self.reify_function(o)?;
        }
        let mut indices = self.own_indices(o);
        if o.has_flag(flag::SPARSE) {
            indices.retain(|&i| self.own_index(o, i).is_some_and(|p| p.attrs.enumerable()));
        }
        let mut words: Vec<Value> = indices.into_iter().map(Value::from).collect();
        let properties = self.store.shapes.properties(o.shape());
        let mut places = Vec::with_capacity(properties.len());
        for symbols in [false, true] {
            if symbols && listed == Listed::Names {
                break;
            }
            for &(key, place) in &properties {
                let key = key.property_key();
                let private = matches!(key, PropertyKey::Symbol(s) if s.is_private());
                if place.attrs.enumerable() && key.is_symbol() == symbols && !private {
                    words.push(key.root_value());
                    places.push(place);
                }
            }
        }
        Ok((self.store.new_value_list(&words)?, places))
    }

    /// The own keys of an object that is no Proxy, and the places of the last of them, which are in slots.
    pub(crate) fn ordinary_own_members(&mut self, o: Object) -> JsResult<(Value, Vec<Place>)> {
        if o.is(CellKind::Function) && !o.has_flag(flag::REIFIED) {
            self.reify_function(o)?;
        }
        let mut words: Vec<Value> = self.own_indices(o).into_iter().map(Value::from).collect();
        let mut places = Vec::new();
        self.push_key_words(o, &mut words, &mut places);
        Ok((self.store.new_value_list(&words)?, places))
    }

    /// The own keys but for the indices of elements, and the places of the last of them.
    fn push_key_words(&mut self, o: Object, words: &mut Vec<Value>, places: &mut Vec<Place>) {
        if o.is(CellKind::TypedArray) {
            words.extend((0..self.typed_array_length(o).unwrap_or(0) as u32).map(Value::from));
        }
        if o.is(CellKind::Namespace) {
            words.extend(self.namespace_names(o).into_iter().map(|name| PropertyKey::from(name).root_value()));
        }
        if self.exotic_length(o).is_some() {
            words.push(self.names.length.value());
        }
        let mut symbols = Vec::new();
        let properties = self.store.shapes.properties(o.shape());
        words.reserve(properties.len());
        places.reserve(properties.len());
        for (key, place) in properties {
            match key.property_key() {
                PropertyKey::Symbol(s) if s.is_private() => {}
                PropertyKey::Symbol(s) => symbols.push((s.value(), place)),
                key => {
                    words.push(key.root_value());
                    places.push(place);
                }
            }
        }
        for (symbol, place) in symbols {
            words.push(symbol);
            places.push(place);
        }
    }
}
