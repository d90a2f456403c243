//! Loading interpreted programs.

use crate::bare::FlatString;
use crate::context::Context;
use crate::instance::{Instance, freshen};
use crate::throw::JsResult;
use crate::units::{LOCATION_BYTES, Unit, UnitInstance, UnitPlaces};
use crate::values::{self, Value};
use yarrow_abi::layout::{IC_SIZE, instance_ics, instance_strings};

impl Context {
    /// Makes the instance of an interpreted program: so many globals, `undefined` at first, its strings
    /// and so many fresh caches. `owner` is what [`Context::unit_owner`] returns.
    pub(crate) fn load_unit(
        &mut self,
        globals: usize,
        strings: &[values::FlatString<'_>],
        caches: usize,
        places: UnitPlaces,
        owner: *const (),
    ) -> UnitInstance {
        self.store.make_room_for_interpreted_frames();
        let words = instance_ics(globals, strings.len(), 0) / 8 + caches * IC_SIZE / 8;
        let mut instance = Instance::new(words);
        freshen(&mut instance[instance_ics(globals, strings.len(), 0) / 8..]);
        instance[..globals].fill(Value::UNDEFINED.bits());
        for (i, s) in strings.iter().enumerate() {
            instance[instance_strings(globals) / 8 + i] = s.value().bits();
        }
        let made = UnitInstance { words: instance.address(), first_location: self.units.locations };
        let count = u32::try_from(places.locations.len()).unwrap_or(u32::MAX);
        self.units.locations = self.units.locations.saturating_add(count);
        self.store.owned_elsewhere += words * 8 + places.locations.len() * LOCATION_BYTES;
        self.units.by_instance.insert(made.words as usize, self.units.loaded.len());
        self.units.loaded.push(Unit {
            globals,
            strings: strings.len(),
            instance,
            first_location: made.first_location,
            places,
            owner,
        });
        made
    }

    /// What the unit whose instance lies at this address was loaded with, if it is one.
    #[must_use]
    pub(crate) fn unit_owner(&self, instance: *const u64) -> Option<*const ()> {
        self.units.find(instance).map(|u| u.owner)
    }

    /// The atom of a program's string constant.
    pub(crate) fn atom_utf16(&mut self, units: &[u16]) -> JsResult<FlatString> {
        let s = if units.is_empty() { self.names.empty.string() } else { self.store.new_string_utf16(units)? };
        Ok(self.store.intern(s)?)
    }
}
