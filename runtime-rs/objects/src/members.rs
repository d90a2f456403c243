//! The own properties of an object as a walk over them: their keys, and where the values lie that no function of a program
//! answers for. A value is read from there as long as the object has the shape that it had when they were listed, in the same
//! epoch: a shape's id never serves twice in one. What is not there is asked of the internal methods.
//!
//! And the properties of fresh objects, which are added without a search for what they might replace.

use crate::bare;
use crate::cell::object_flags as flag;
use crate::context::{Context, Scope};
use crate::exotic::Lookup;
use crate::object::Listed;
use crate::scope::{Cells, Keys};
use crate::shape::{Place, ShapeId};
use crate::throw::JsResult;
use crate::values::{Attrs, Chars, NamedKey, Object, ObjectFields, PropertyKey, Value};
use yarrow_abi::layout::CellKind;

/// Own keys of an object at one time, and where the values of the last of them lay then.
pub struct Members<'s> {
    keys: Keys<'s>,
    /// Of the last so many keys.
    places: Vec<Place>,
    /// Shape and epoch in which the places are right.
    known: (ShapeId, u64),
}

impl<'s> Members<'s> {
    #[must_use]
    pub fn keys(&self) -> Keys<'s> {
        self.keys
    }

    /// Keys for which nothing is known, as those that a list of the program's names.
    #[must_use]
    pub fn of_keys(keys: Keys<'s>) -> Members<'s> {
        Members { keys, places: Vec::new(), known: (0, 0) }
    }

    fn place(&self, i: usize) -> Option<Place> {
        let without = self.keys.len() - self.places.len();
        self.places.get(i.checked_sub(without)?).copied()
    }
}

/// Shapes whose objects were found to lack a property, with the epoch.
#[derive(Default)]
pub struct Lacking {
    found: [(ShapeId, u64); 4],
    next: usize,
}

impl Context {
    /// Shape and epoch, which say together what lies where; `None` if the shape is the object's alone.
    fn layout_now(&self, o: bare::Object) -> Option<(ShapeId, u64)> {
        (!self.store.is_dictionary(o)).then(|| (o.shape(), self.store.prefix.proto_epoch))
    }

    /// CreateDataProperty of a property that the object lacks: of a named one of a plain object, and of the element behind the last
    /// one of an array. Whether it was one.
    pub(crate) fn add_lacking(
        &mut self,
        o: bare::Object,
        key: bare::PropertyKey,
        value: bare::Value,
    ) -> JsResult<bool> {
        let named = match key {
            bare::PropertyKey::String(s) => NamedKey::from(s),
            bare::PropertyKey::Symbol(s) => NamedKey::from(s),
            bare::PropertyKey::Index(i) => return self.add_behind_last(o, i, value),
        };
        if !o.is(CellKind::Object) || o.has_flag(flag::NON_EXTENSIBLE | flag::EXOTIC) {
            return Ok(false);
        }
        let shape = o.shape();
        if let Some(to) = self.store.shapes.transition(shape, named, Attrs::ALL) {
            let from = self.store.shapes.get(shape);
            let (slot, inline_cap) = (from.count, u32::from(from.inline_cap));
            self.store.reserve_slot(o, inline_cap, slot)?;
            o.set_shape(to);
            self.store.write_slot(o, slot, value);
            return Ok(true);
        }
        if self.store.shapes.lookup(shape, named).is_some() {
            return Ok(false);
        }
        self.add_property(o, named, value, Attrs::ALL)?;
        Ok(true)
    }

    /// Arrays that built-ins fill grow by this, element by element; some have their `length` from the start.
    fn add_behind_last(&mut self, o: bare::Object, i: u32, value: bare::Value) -> JsResult<bool> {
        const OTHERS: u8 = flag::NON_EXTENSIBLE | flag::SPARSE | flag::IS_PROTO | flag::LENGTH_READ_ONLY | flag::EXOTIC;
        let behind_last = || o.dense_elements().is_some_and(|dense| dense.len() == i as usize);
        if !o.is(CellKind::Array) || o.has_flag(OTHERS) || i > o.array_length() || !behind_last() {
            return Ok(false);
        }
        if i == o.array_length() {
            self.array_push(o, value)?;
        } else {
            self.store_element(o, i, value)?;
        }
        Ok(true)
    }
}

impl<'s> Scope<'s> {
    /// The names of the enumerable own properties: EnumerableOwnProperties (7.3.23) of the kind KEY.
    pub fn enumerable_members(&mut self, o: Object<'_>) -> JsResult<Members<'s>> {
        if o.has_flag(flag::EXOTIC) || o.is(CellKind::Namespace) {
            return Ok(Members::of_keys(self.enumerable_own_names(o)?));
        }
        let o = o.detach();
        let (keys, places) = self.ctx.ordinary_enumerable_members(o, Listed::Names)?;
        let keys = self.keep(keys);
        Ok(self.members_of(o, keys, places))
    }

    /// All own keys: `[[OwnPropertyKeys]]`.
    pub fn own_members(&mut self, o: Object<'_>) -> JsResult<Members<'s>> {
        if o.is_proxy() || o.is(CellKind::Namespace) {
            return Ok(Members::of_keys(self.own_keys(o)?));
        }
        let o = o.detach();
        let (keys, places) = self.ctx.ordinary_own_members(o)?;
        let keys = self.keep(keys);
        Ok(self.members_of(o, keys, places))
    }

    fn members_of(&self, o: bare::Object, keys: Value<'s>, places: Vec<Place>) -> Members<'s> {
        let keys = Keys::of(crate::scope::List::of(keys));
        match self.ctx.layout_now(o) {
            Some(known) => Members { keys, places, known },
            None => Members::of_keys(keys),
        }
    }

    /// Where the object has member `i`, if that is known.
    fn place_of_member(&self, o: Object<'_>, members: &Members<'_>, i: usize) -> Option<Place> {
        let now = (o.shape(), self.ctx.store.prefix.proto_epoch);
        members.place(i).filter(|_| now == members.known)
    }

    /// `[[Get]]` of member `i`, whose key is given.
    pub fn get_member(
        &mut self,
        o: Object<'_>,
        members: &Members<'_>,
        i: usize,
        key: PropertyKey<'_>,
    ) -> JsResult<Value<'s>> {
        match self.place_of_member(o, members, i) {
            Some(place) if !place.attrs.is_accessor() => {
                let value = self.ctx.store.read_slot(o.detach(), place.slot);
                Ok(self.keep(value))
            }
            _ => self.get(o, key),
        }
    }

    /// `[[Get]]` of member `i` where it is an enumerable own property by now; it makes no `stack`, which is hidden while
    /// pending.
    pub fn enumerable_member(
        &mut self,
        o: Object<'_>,
        members: &Members<'_>,
        i: usize,
        key: PropertyKey<'_>,
    ) -> JsResult<Option<Value<'s>>> {
        match self.place_of_member(o, members, i) {
            Some(place) if !place.attrs.enumerable() => return Ok(None),
            Some(place) if !place.attrs.is_accessor() => return self.get_member(o, members, i, key).map(Some),
            _ => {}
        }
        let Some(p) = self.own_enumerable(o, key)? else { return Ok(None) };
        if p.attrs.is_accessor() || o.is_proxy() { self.get(o, key).map(Some) } else { Ok(Some(p.value)) }
    }

    /// Whether the object certainly finds no such property. Every object of a shape does not while the epoch lasts.
    pub fn lacks(&mut self, o: Object<'_>, key: PropertyKey<'_>, lacking: &mut Lacking) -> JsResult<bool> {
        let now = (o.shape(), self.ctx.store.prefix.proto_epoch);
        if lacking.found.contains(&now) {
            return Ok(true);
        }
        let o = o.detach();
        if o.is(CellKind::Namespace) || !matches!(self.ctx.lookup(o, key.detach())?, Lookup::Absent) {
            return Ok(false);
        }
        if let Some(now) = self.ctx.layout_now(o) {
            lacking.found[lacking.next] = now;
            lacking.next = (lacking.next + 1) % lacking.found.len();
        }
        Ok(true)
    }

    /// The key that a text spells. Where there is an atom for it, no string is made.
    pub fn key_from_chars(&mut self, chars: Chars<'_>) -> JsResult<PropertyKey<'s>> {
        if let Some(i) = chars.as_index() {
            return Ok(PropertyKey::Index(i));
        }
        let atom = self.ctx.store.atom_of(chars)?;
        Ok(PropertyKey::String(self.keep(atom)))
    }
}
