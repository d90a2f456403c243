//! The cells of iterations that run: what a record iterates and how far it is, and the keys that a `for-in` has left.
//! JavaScript sees none of them.

use crate::bare;
use crate::cell::CellHeader;
use crate::context::{Context, Scope};
use crate::throw::JsResult;
use crate::values::{Object, Value};
use yarrow_abi::layout::CellKind;

/// What a record iterates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum IterMode {
    Generic = 0,
    Array = 1,
    String = 2,
    MapEntries = 3,
    SetValues = 4,
}

/// An iteration record: `source` is the array, string, table's owner or iterator; `state` the
/// position or the `next` method.
#[repr(C)]
struct RecordCell {
    header: CellHeader,
    source: Value<'static>,
    state: Value<'static>,
}

const _: () = {
    assert!(std::mem::offset_of!(RecordCell, source) as i32 == yarrow_abi::layout::ITER_SOURCE);
    assert!(std::mem::offset_of!(RecordCell, state) as i32 == yarrow_abi::layout::ITER_STATE);
    assert!(yarrow_abi::layout::ITER_ARRAY_HEADER >> 40 == IterMode::Array as u64);
};

#[repr(C)]
struct ForInCell {
    header: CellHeader,
    object: Value<'static>,
    keys: Value<'static>,
    at: Value<'static>,
}

/// A value that is an iteration record.
#[derive(Clone, Copy)]
pub struct Record<'s>(Value<'s>);

impl<'s> Record<'s> {
    pub fn of(v: Value<'s>) -> Option<Record<'s>> {
        v.is_kind(CellKind::IterRecord).then_some(Record(v))
    }

    fn as_ptr(self) -> *mut RecordCell {
        self.0.bits() as *mut RecordCell
    }

    fn cell(&self) -> &RecordCell {
        // SAFETY: the kind was checked, and the record is alive for its lifetime.
        unsafe { &*self.as_ptr() }
    }

    pub fn mode(self) -> IterMode {
        match self.cell().header.flags {
            1 => IterMode::Array,
            2 => IterMode::String,
            3 => IterMode::MapEntries,
            4 => IterMode::SetValues,
            _ => IterMode::Generic,
        }
    }

    pub fn is_done(self) -> bool {
        self.cell().header.aux != 0
    }

    pub fn set_done(self) {
        // SAFETY: as above.
        unsafe { (*self.as_ptr()).header.aux = 1 };
    }

    pub fn set_state(self, state: Value<'_>) {
        // SAFETY: as above. What a record holds lives as long as it does.
        unsafe { (&raw mut (*self.as_ptr()).state).cast::<Value<'_>>().write(state) };
    }
}

/// A value that is the state of a `for-in`.
#[derive(Clone, Copy)]
pub struct ForIn<'s>(Value<'s>);

impl<'s> ForIn<'s> {
    pub fn of(v: Value<'s>) -> Option<ForIn<'s>> {
        v.is_kind(CellKind::ForInState).then_some(ForIn(v))
    }

    fn as_ptr(self) -> *mut ForInCell {
        self.0.bits() as *mut ForInCell
    }

    fn cell(&self) -> &ForInCell {
        // SAFETY: the kind was checked, and the state is alive for its lifetime.
        unsafe { &*self.as_ptr() }
    }

    /// The object whose properties are enumerated, and an array of their names. Both live as long as the state.
    pub fn parts(self) -> Option<(Object<'s>, Object<'s>)> {
        Some((self.cell().object.as_object()?, self.cell().keys.as_object()?))
    }

    /// Whether a Proxy lies in the object's chain.
    pub fn is_exotic(self) -> bool {
        self.cell().header.flags != 0
    }

    /// The index of the next name, which counts on.
    pub fn take_next(self) -> usize {
        let at = self.cell().at.as_int().unwrap_or(0);
        // SAFETY: as above.
        unsafe { (*self.as_ptr()).at = Value::int(at + 1) };
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
            IterMode::Generic => true,
            IterMode::Array => source.is_kind(CellKind::Array),
            IterMode::String => source.is_string(),
            IterMode::MapEntries => source.is_kind(CellKind::Map),
            IterMode::SetValues => source.is_kind(CellKind::Set),
        };
        assert!(fits, "what a record of {mode:?} iterates");
        let cell: *mut RecordCell = self.store.alloc(CellKind::IterRecord, size_of::<RecordCell>())?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).header.word = 2;
            (*cell).header.flags = mode as u8;
            (*cell).source = source;
            (*cell).state = state;
            Ok(Value::from_bits(cell as u64))
        }
    }

    pub(crate) fn new_for_in(
        &mut self,
        object: Option<bare::Object>,
        keys: bare::Object,
        exotic: bool,
    ) -> JsResult<bare::Value> {
        let cell: *mut ForInCell = self.store.alloc(CellKind::ForInState, size_of::<ForInCell>())?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).header.word = 3;
            (*cell).header.flags = u8::from(exotic);
            (*cell).object = object.map_or(Value::UNDEFINED, |o| o.value());
            (*cell).keys = keys.value();
            (*cell).at = Value::int(0);
            Ok(Value::from_bits(cell as u64))
        }
    }
}

impl<'s> Scope<'s> {
    /// What a record iterates and how far it is, or iterator and `next`; it may let go of both.
    pub fn record_parts(&mut self, record: Record<'_>) -> (Value<'s>, Value<'s>) {
        let parts = (record.cell().source, record.cell().state);
        self.keep(parts)
    }
}
