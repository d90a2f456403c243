//! The declarative record of a realm's scripts: where the `let`, `const` and `class` of each name lies. The value itself is in a global
//! of the program's instance.

use crate::bare::Value;
use crate::ordered::OrderedTable;
use crate::values::NamedKey;
use yarrow_values::{Trace, Tracer};

/// A binding of the declarative record.
#[derive(Clone, Copy)]
pub(crate) struct Binding {
    pub slot: *mut u64,
    pub mutable: bool,
}

impl Binding {
    pub fn value(self) -> Value {
        // SAFETY: the slot is a global of an instance, which lives as long as the context and is a root.
        unsafe { Value::from_bits(self.slot.read()) }
    }

    pub fn set(self, value: Value) {
        // SAFETY: as above.
        unsafe { self.slot.write(value.bits()) };
    }
}

/// The declarative record of a realm.
#[derive(Default)]
pub(crate) struct ScriptRecord {
    pub bindings: OrderedTable<NamedKey, Binding>,
}

/// The names; the instances keep the values.
impl Trace for ScriptRecord {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        self.bindings.iter().for_each(|(name, _)| tracer.value(name.value()));
    }
}
