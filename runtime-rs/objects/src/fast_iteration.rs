//! Whether the iteration protocol would do what its fast forms do.

use crate::bare::{Object, Value};
use crate::cell::object_flags as flag;
use crate::context::{Context, Scope};
use crate::throw::JsResult;
use crate::values::NamedKey;
use yarrow_abi::layout::{CellKind, INTACT_ENTRIES};
use yarrow_values::IntactEntry;

/// Whether an iteration would do what its fast form does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Intact {
    No,
    /// The object at hand does, at this moment.
    Now,
    /// Every object of the shape does while the epoch lasts: what decides lies in watched objects.
    InEpoch,
}

impl Context {
    /// Whether `o[key]` is `expected`, by data properties only, and for how long.
    pub(crate) fn finds(&mut self, o: Object, key: impl Into<NamedKey>, expected: Value) -> JsResult<Intact> {
        let Some(found) = self.find_slot(o, key.into())? else { return Ok(Intact::No) };
        let p = self.store.property_at(found.holder, found.place);
        if expected.is_undefined() || p.attrs.is_accessor() || p.value != expected {
            return Ok(Intact::No);
        }
        // Objects of the same shape may have another value there, and so may this one, later.
        Ok(if found.holder.has_flag(flag::WATCHED) { Intact::InEpoch } else { Intact::Now })
    }

    /// Whether iterating `o` by the protocol would do what the fast form does.
    #[inline]
    pub(crate) fn is_intact(&mut self, o: Object) -> JsResult<bool> {
        let cached = self.store.prefix.intact[o.shape() as usize % INTACT_ENTRIES];
        if (cached.shape, cached.epoch) == (o.shape(), self.store.prefix.proto_epoch) {
            return Ok(true);
        }
        if o.is(CellKind::Generator) && self.inherits_from_generators(o) {
            if self.intact.generators == self.store.prefix.proto_epoch {
                self.note_intact(o);
                return Ok(true);
            }
            let intact = self.finds_intact(o)?;
            if intact == Intact::InEpoch {
                self.intact.generators = self.store.prefix.proto_epoch;
            }
            return Ok(intact != Intact::No);
        }
        Ok(self.finds_intact(o)? != Intact::No)
    }

    /// Lets everybody know that objects of this one's shape are intact in this epoch.
    fn note_intact(&mut self, o: Object) {
        let epoch = self.store.prefix.proto_epoch;
        self.store.prefix.intact[o.shape() as usize % INTACT_ENTRIES] = IntactEntry { shape: o.shape(), epoch };
    }

    /// Whether a generator object has what %GeneratorPrototype% has, and nothing else: neither it nor the `prototype` of its
    /// function has properties. There are as many such shapes as generator functions, each of which is made again and again in
    /// some programs; one answer is good for all of them.
    fn inherits_from_generators(&self, o: Object) -> bool {
        let shapes = &self.store.shapes;
        let own = shapes.get(o.shape());
        let Some(p) = own.proto.as_object().filter(|_| own.count == 0 && own.dictionary.is_none()) else {
            return false;
        };
        let inherited = shapes.get(p.shape());
        let bare = match &inherited.dictionary {
            Some(properties) => properties.table.is_empty(),
            None => inherited.count == 0,
        };
        bare && p.is(CellKind::Object)
            && !p.has_flag(flag::EXOTIC)
            && inherited.proto == self.intrinsics.generator_prototype.value()
    }

    /// The same by lookups, and for how long.
    fn finds_intact(&mut self, o: Object) -> JsResult<Intact> {
        let generator_next = self.store.prefix.generator_next;
        let i = &self.intrinsics;
        let (method, prototype, next) = if o.is(CellKind::Generator) {
            (i.iterator_prototype_iterator, o, generator_next)
        } else if o.is(CellKind::Array) {
            (i.array_values, i.array_iterator_prototype, i.array_iterator_next)
        } else if o.is(CellKind::Map) {
            (i.map_entries, i.map_iterator_prototype, i.map_iterator_next)
        } else if o.is(CellKind::Set) {
            (i.set_values, i.set_iterator_prototype, i.set_iterator_next)
        } else if o == i.string_prototype {
            (i.string_iterator, i.string_iterator_prototype, i.string_iterator_next)
        } else {
            return Ok(Intact::No);
        };
        if self.chain_is_exotic(o) {
            return Ok(Intact::No);
        }
        let (key, next_key) = (self.symbols.iterator, self.names.next);
        let mut intact = self.finds(o, key, method)?.min(self.finds(prototype, next_key, next)?);
        if o.is(CellKind::Generator) {
            // A generator that is done is not closed, which only its own `return` does not show.
            let (key, method) = (self.names.return_, self.intrinsics.generator_return);
            intact = intact.min(self.finds(o, key, method)?);
        }
        if intact == Intact::InEpoch && !self.store.is_dictionary(o) {
            self.note_intact(o);
        }
        Ok(intact)
    }
}

impl Scope<'_> {
    /// Whether the iterators of the fast forms were found, in this state of the prototypes, to have neither `return` nor
    /// `throw`.
    #[must_use]
    pub fn fast_iterators_are_bare(&self) -> bool {
        self.ctx.store.prefix.bare_iterators == self.ctx.store.prefix.proto_epoch
    }

    /// Remembers that they have not.
    pub fn note_bare_iterators(&mut self) {
        self.ctx.store.prefix.bare_iterators = self.ctx.store.prefix.proto_epoch;
    }
}
