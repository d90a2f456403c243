//! Environments, as compiled code and the interpreter use them.

use crate::context::Scope;
use crate::expect::unexpected;
use crate::scope::Cells;
use crate::throw::JsResult;
use crate::values::{Value, bare, environment_slots};
use std::cell::Cell;

/// Slot `slot` of the environment that an operand must be.
#[inline(always)]
fn environment_slot<'a>(env: Value<'a>, slot: u32) -> &'a Cell<bare::Value> {
    let Some(slots) = environment_slots(env) else { unexpected(env, "an environment") };
    let count = slots.len();
    slots.get(slot as usize).unwrap_or_else(|| panic!("slot {slot} of an environment of {count}"))
}

impl<'s> Scope<'s> {
    /// An environment of so many slots, each `undefined`.
    pub fn new_environment(&mut self, slots: u32) -> JsResult<Value<'s>> {
        let env = self.ctx.store.new_environment(slots)?;
        Ok(self.keep(env))
    }

    /// A slot of an environment.
    #[must_use]
    #[inline(always)]
    pub fn env_slot<'a>(&'a self, env: Value<'_>, slot: u32) -> Value<'a> {
        environment_slot(env, slot).get()
    }

    /// What a slot of an environment holds now, rooted.
    pub fn env_value(&mut self, env: Value<'_>, slot: u32) -> Value<'s> {
        let value = environment_slot(env, slot).get();
        self.keep(value)
    }

    #[inline(always)]
    pub fn set_env_slot(&mut self, env: Value<'_>, slot: u32, value: Value<'_>) {
        environment_slot(env, slot).set(value.detach());
    }
}
