//! Result objects that iterators written in JavaScript return: where those of a shape have `done` and `value`. Nearly all of an
//! iterator's have one shape or two. Compiled code looks into the same table
//! ([`yarrow_abi::layout::CONTEXT_RESULTS`]).

use crate::bare::{self, Object};
use crate::context::{Context, Scope};
use crate::scope::Cells;
use crate::values;
use yarrow_abi::layout::{CellKind, RESULT_ENTRIES};
use yarrow_values::ResultEntry;

impl Context {
    #[inline]
    fn result_entry(&mut self, o: Object) -> ResultEntry {
        let shape = o.shape();
        let known = self.store.prefix.results[shape as usize % RESULT_ENTRIES];
        if known.shape == shape { known } else { self.learn_result(o) }
    }

    #[cold]
    fn learn_result(&mut self, o: Object) -> ResultEntry {
        let shape = o.shape();
        if !o.is(CellKind::Object) || self.store.is_dictionary(o) {
            return ResultEntry::default();
        }
        let offset = |name: bare::FlatString| {
            let place = self.store.shapes.lookup(shape, name.into()).filter(|place| !place.attrs.is_accessor())?;
            self.inline_offset(o, shape, place)
        };
        let (done, value) = (offset(self.names.done), offset(self.names.value));
        let entry = ResultEntry { shape, done: done.unwrap_or(0), value: value.unwrap_or(0), reserved: 0 };
        self.store.prefix.results[shape as usize % RESULT_ENTRIES] = entry;
        entry
    }

    /// Forgets all shapes: their ids may be used again.
    pub(crate) fn forget_result_shapes(&mut self) {
        self.store.prefix.results = [ResultEntry::default(); RESULT_ENTRIES];
    }
}

impl<'s> Scope<'s> {
    /// `done` of a result object, and its `value` where that is known too, if they are plain values of its own: then reading them
    /// shows nothing. `None` where the object has to be asked.
    #[inline]
    pub fn plain_result(&mut self, o: values::Object<'_>) -> Option<(values::Value<'s>, Option<values::Value<'s>>)> {
        let o = o.detach();
        let entry = self.ctx.result_entry(o);
        // SAFETY: the offset is that of a slot of the object's shape.
        let read = |offset: u32| unsafe { o.address().add(offset as usize).cast::<bare::Value>().read() };
        let word = |offset: u32| (offset != 0).then(|| read(offset));
        let (done, value) = (word(entry.done)?, word(entry.value));
        let done = self.keep(done);
        Some((done, self.keep(value)))
    }
}
