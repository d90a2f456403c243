//! The realms of a context that are not the current one: see `realm.rs`.

use crate::bare::{Object, Value};
use crate::cell::{CellHeader, FunctionCell, Layout, object_flags};
use crate::intrinsics::Intrinsics;
use crate::script_record::ScriptRecord;
use std::cell::Cell;
use yarrow_abi::layout::{CellKind, FastBuiltin};
use yarrow_values::{ShapeId, Trace, Tracer};

/// A realm of a context.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RealmId(pub(crate) u16);

pub(crate) struct Realm {
    pub global: Object,
    pub intrinsics: Box<Intrinsics<'static>>,
    pub generator_next: Value,
    pub iter_result_shape: ShapeId,
    pub array_shape: ShapeId,
    pub function_shape: ShapeId,
    pub fast_builtins: [Value; FastBuiltin::COUNT],
    pub script_record: ScriptRecord,
}

#[derive(Default)]
pub(crate) struct Realms {
    pub current: RealmId,
    /// By id; the current one's entry is empty.
    pub parked: Vec<Option<Realm>>,
}

/// The function of a realm that is not the first: its real code, and where it runs.
#[repr(C)]
pub(crate) struct ForeignCell {
    pub function: FunctionCell,
    pub code: Cell<*const u8>,
    pub realm: Cell<RealmId>,
}

// SAFETY: functions of other realms are made to this size, and have the flag.
unsafe impl Layout for ForeignCell {
    const KIND: CellKind = CellKind::Function;

    fn fits(header: &CellHeader) -> bool {
        header.kind() == CellKind::Function as u8 && header.flags.get() & object_flags::FOREIGN != 0
    }
}

impl Trace for Realms {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        for realm in self.parked.iter().flatten() {
            tracer.values(&[realm.global.value(), realm.generator_next]);
            tracer.values(&realm.fast_builtins);
            realm.intrinsics.trace(tracer);
            realm.script_record.trace(tracer);
            for shape in [realm.iter_result_shape, realm.array_shape, realm.function_shape] {
                tracer.shape(shape);
            }
        }
    }
}
