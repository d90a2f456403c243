//! The cells of iterations that run: what a record iterates and how far it is, and the keys that a `for-in` has left.
//! JavaScript sees none of them.

use crate::bare;
use crate::cell::{CellHeader, Layout};
use crate::context::{Context, Scope};
use crate::scope::Cells;
use crate::throw::JsResult;
use crate::values::{Object, Value};
use std::cell::Cell;
use yarrow_abi::layout::CellKind;
use yarrow_gc::Marker;

/// What a record iterates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum IterMode {
    Generic = 0,
    Array = 1,
    String = 2,
    MapEntries = 3,
    SetValues = 4,
    /// Of async iteration, over a sync iterator.
    FromSync = 5,
}

/// An iteration record: `source` is the array, string, table's owner or iterator; `state` the
/// position or the `next` method.
#[repr(C)]
struct RecordCell {
    header: CellHeader,
    source: bare::Value,
    state: Cell<bare::Value>,
}

// SAFETY: as the trait asks; `new_cell` makes them.
unsafe impl Layout for RecordCell {
    const KIND: CellKind = CellKind::IterRecord;
}

const _: () = {
    assert!(std::mem::offset_of!(RecordCell, source) as i32 == yarrow_abi::layout::ITER_SOURCE);
    assert!(std::mem::offset_of!(RecordCell, state) as i32 == yarrow_abi::layout::ITER_STATE);
    assert!(yarrow_abi::layout::ITER_GENERIC_HEADER >> 40 == IterMode::Generic as u64);
    assert!(size_of::<RecordCell>() == yarrow_abi::layout::ITER_RECORD_SIZE);
    assert!(std::mem::offset_of!(CellHeader, aux) == 6 && yarrow_abi::layout::ITER_DONE_BIT == 1 << 48);
    assert!(yarrow_abi::layout::ITER_ARRAY_HEADER >> 40 == IterMode::Array as u64);
};

#[repr(C)]
struct ForInCell {
    header: CellHeader,
    object: bare::Value,
    keys: bare::Value,
    at: Cell<bare::Value>,
}

// SAFETY: as above.
unsafe impl Layout for ForInCell {
    const KIND: CellKind = CellKind::ForInState;
}

/// A value that is an iteration record.
#[derive(Clone, Copy)]
pub struct Record<'s>(&'s RecordCell);

impl<'s> Record<'s> {
    pub fn of(v: Value<'s>) -> Option<Record<'s>> {
        v.layout().map(Record)
    }

    pub fn mode(self) -> IterMode {
        match self.0.header.flags.get() {
            1 => IterMode::Array,
            2 => IterMode::String,
            3 => IterMode::MapEntries,
            4 => IterMode::SetValues,
            5 => IterMode::FromSync,
            _ => IterMode::Generic,
        }
    }

    pub fn is_done(self) -> bool {
        self.0.header.aux.get() != 0
    }

    pub fn set_done(self) {
        self.0.header.aux.set(1);
    }

    pub fn set_state(self, state: Value<'_>) {
        // What a record holds lives as long as it does.
        self.0.state.set(state.detach());
    }
}

/// A value that is the state of a `for-in`.
#[derive(Clone, Copy)]
pub struct ForIn<'s>(&'s ForInCell);

impl<'s> ForIn<'s> {
    pub fn of(v: Value<'s>) -> Option<ForIn<'s>> {
        v.layout().map(ForIn)
    }

    /// The object whose properties are enumerated, and an array of their names. Both live as long as the state.
    pub fn parts(self) -> Option<(Object<'s>, Object<'s>)> {
        Some((self.0.object.as_object()?, self.0.keys.as_object()?))
    }

    /// Whether a Proxy lies in the object's chain.
    pub fn is_exotic(self) -> bool {
        self.0.header.flags.get() != 0
    }

    /// The index of the next name, which counts on.
    pub fn take_next(self) -> usize {
        let at = self.0.at.get().as_int().unwrap_or(0);
        self.0.at.set(Value::int(at + 1));
        at as usize
    }
}

impl Context {
    pub(crate) fn new_record(
        &mut self,
        mode: IterMode,
        source: bare::Value,
        state: bare::Value,
    ) -> JsResult<bare::Value> {
        let fits = match mode {
            IterMode::Generic | IterMode::FromSync => true,
            IterMode::Array => source.is_kind(CellKind::Array),
            IterMode::String => source.is_string(),
            IterMode::MapEntries => source.is_kind(CellKind::Map),
            IterMode::SetValues => source.is_kind(CellKind::Set),
        };
        assert!(fits, "what a record of {mode:?} iterates");
        let header = CellHeader::new(2, mode as u8);
        Ok(self.store.new_cell(RecordCell { header, source, state: Cell::new(state) })?)
    }

    pub(crate) fn new_for_in(
        &mut self,
        object: Option<bare::Object>,
        keys: bare::Object,
        exotic: bool,
    ) -> JsResult<bare::Value> {
        let header = CellHeader::new(3, u8::from(exotic));
        let object = object.map_or(Value::UNDEFINED, |o| o.value());
        Ok(self.store.new_cell(ForInCell { header, object, keys: keys.value(), at: Cell::new(Value::int(0)) })?)
    }
}

impl<'s> Scope<'s> {
    /// What a record iterates and how far it is, or iterator and `next`; it may let go of both.
    pub fn record_parts(&mut self, record: Record<'_>) -> (Value<'s>, Value<'s>) {
        let parts = (record.0.source, record.0.state.get());
        self.keep(parts)
    }
}

/// What the cell of an iteration refers to.
pub(crate) fn trace_iteration(cell: bare::Value, m: &mut Marker<'_>) {
    if let Some(record) = cell.layout::<RecordCell>() {
        [record.source, record.state.get()].iter().for_each(|v| m.mark_word(v.bits()));
    } else if let Some(state) = cell.layout::<ForInCell>() {
        [state.object, state.keys].iter().for_each(|v| m.mark_word(v.bits()));
    }
}
