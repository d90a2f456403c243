//! Interpreted programs.

use super::Scope;
use crate::throw::JsResult;
use crate::units::{UnitInstance, UnitPlaces};
use crate::values::FlatString;

impl<'s> Scope<'s> {
    /// The atom of a program's string constant.
    pub fn atom_utf16(&mut self, units: &[u16]) -> JsResult<FlatString<'s>> {
        self.with_context(|ctx| ctx.atom_utf16(units))
    }

    /// Makes the instance of an interpreted program: so many globals, `undefined` at first, its strings and so many fresh
    /// caches. `owner` is what [`Scope::unit_owner`] returns.
    pub fn load_unit(
        &mut self,
        globals: usize,
        strings: &[FlatString<'_>],
        caches: usize,
        places: UnitPlaces,
        owner: *const (),
    ) -> UnitInstance {
        self.ctx.load_unit(globals, strings, caches, places, owner)
    }

    /// What the unit whose instance lies at this address was loaded with, if it is one.
    #[must_use]
    pub fn unit_owner(&self, instance: *const u64) -> Option<*const ()> {
        self.ctx.unit_owner(instance)
    }
}
