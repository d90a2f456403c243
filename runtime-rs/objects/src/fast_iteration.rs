//! Whether the iteration protocol would do what its fast forms do.

use crate::bare::{Object, Value};
use crate::cell::object_flags as flag;
use crate::context::{Context, Scope};
use crate::throw::JsResult;
use crate::values::NamedKey;
use yarrow_abi::layout::CellKind;

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
    pub(crate) fn is_intact(&mut self, o: Object) -> JsResult<bool> {
        let cached = &self.intact.entries[o.shape() as usize % 8];
        if *cached == (o.shape(), self.store.prefix.proto_epoch) {
            return Ok(true);
        }
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
            return Ok(false);
        };
        if self.chain_is_exotic(o) {
            return Ok(false);
        }
        let (key, next_key) = (self.symbols.iterator, self.names.next);
        let mut intact = self.finds(o, key, method)?.min(self.finds(prototype, next_key, next)?);
        if o.is(CellKind::Generator) {
            // A generator that is done is not closed, which only its own `return` does not show.
            let (key, method) = (self.names.return_, self.intrinsics.generator_return);
            intact = intact.min(self.finds(o, key, method)?);
        }
        if intact == Intact::InEpoch && !self.store.is_dictionary(o) {
            self.intact.entries[o.shape() as usize % 8] = (o.shape(), self.store.prefix.proto_epoch);
        }
        Ok(intact != Intact::No)
    }
}

impl Scope<'_> {
    /// Whether the iterators of the fast forms were found, in this state of the prototypes, to have neither `return` nor
    /// `throw`.
    #[must_use]
    pub fn fast_iterators_are_bare(&self) -> bool {
        self.ctx.intact.bare == self.ctx.store.prefix.proto_epoch
    }

    /// Remembers that they have not.
    pub fn note_bare_iterators(&mut self) {
        self.ctx.intact.bare = self.ctx.store.prefix.proto_epoch;
    }
}
