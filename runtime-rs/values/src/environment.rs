//! Environments: the variables that closures share.

use crate::bare::Value;
use crate::cell::{CellHeader, EnvironmentCell};
use crate::{OutOfMemory, Store};
use std::cell::Cell;
use yarrow_abi::layout::{CellKind, ENV_SLOTS};

/// The slots of an environment; `None` if the value is something else.
#[inline(always)]
#[must_use]
pub fn environment_slots<'s>(env: crate::Value<'s>) -> Option<&'s [Cell<Value>]> {
    let count = env.layout::<EnvironmentCell>()?.header.word.get() as usize;
    let first = env.address()?.wrapping_add(ENV_SLOTS as usize);
    // SAFETY: so many values follow the cell, as its word says.
    Some(unsafe { std::slice::from_raw_parts(first.cast(), count) })
}

impl Store {
    /// An environment of so many slots, each `undefined`.
    pub fn new_environment(&mut self, slots: u32) -> Result<Value, OutOfMemory> {
        let cell: *mut EnvironmentCell =
            self.alloc(CellKind::Environment, ENV_SLOTS as usize + slots as usize * size_of::<Value>())?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell.cast::<CellHeader>()).word.set(slots);
            std::slice::from_raw_parts_mut(cell.add(1).cast(), slots as usize).fill(Value::UNDEFINED);
        }
        Ok(Value::from_cell(cell))
    }
}
