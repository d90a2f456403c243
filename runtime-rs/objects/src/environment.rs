//! Environments: the variables that closures share.

use crate::cell::CellHeader;
use crate::context::{Context, Scope};
use crate::expect::unexpected;
use crate::throw::JsResult;
use crate::values::Value;
use yarrow_abi::layout::{CellKind, ENV_SLOTS};

/// Slot `slot` of the environment that an operand must be.
#[inline(always)]
fn environment_slot(env: Value<'_>, slot: u32) -> *mut u64 {
    if !env.is_kind(CellKind::Environment) {
        unexpected(env, "an environment");
    }
    let cell = env.bits() as *mut u8;
    // SAFETY: the kind was checked; the header's word is the number of slots.
    let count = unsafe { (*cell.cast::<CellHeader>()).word };
    assert!(slot < count, "slot {slot} of an environment of {count}");
    cell.wrapping_add(ENV_SLOTS as usize + slot as usize * 8).cast()
}

impl Context {
    /// An environment of so many slots, each `undefined`.
    pub(crate) fn new_environment(&mut self, slots: u32) -> JsResult<Value<'static>> {
        let size = ENV_SLOTS as usize + slots as usize * 8;
        let cell: *mut CellHeader = self.store.alloc(CellKind::Environment, size)?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).word = slots;
            for i in 0..slots as usize {
                cell.cast::<u8>().add(ENV_SLOTS as usize + i * 8).cast::<Value<'_>>().write(Value::UNDEFINED);
            }
            Ok(Value::from_bits(cell as u64))
        }
    }
}

impl<'s> Scope<'s> {
    /// An environment of so many slots, each `undefined`.
    pub fn new_environment(&mut self, slots: u32) -> JsResult<Value<'s>> {
        let env = self.ctx.new_environment(slots)?;
        Ok(self.keep(env))
    }

    /// A slot of an environment.
    #[must_use]
    #[inline(always)]
    pub fn env_slot<'a>(&'a self, env: Value<'_>, slot: u32) -> Value<'a> {
        // SAFETY: a slot of the environment, which is alive, and what it holds is for as long as nothing changes.
        unsafe { Value::from_bits(environment_slot(env, slot).read()) }
    }

    #[inline(always)]
    pub fn set_env_slot(&mut self, env: Value<'_>, slot: u32, value: Value<'_>) {
        // SAFETY: a slot of the environment, which is alive.
        unsafe { environment_slot(env, slot).write(value.bits()) };
    }
}
