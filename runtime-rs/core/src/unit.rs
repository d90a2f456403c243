//! Interpreted programs: what each holds in its context. Its instance is laid out like that of a
//! compiled module: globals, strings (atoms), inline caches. Frame markers of interpreted functions
//! have [`UNIT_MODULE`] in the place of the module; their locations are counted through all units.

use crate::context::Context;
use crate::error::JsResult;
use crate::instance::Instance;
use crate::shape::FreedShapes;
use crate::string::FlatString;
use crate::value::Value;
use crate::values;
use std::collections::HashMap;
use yarrow_abi::layout::{IC_SIZE, Location, instance_ics, instance_strings};
use yarrow_values::{Trace, Tracer};

/// The module number in the frame markers of interpreted functions.
pub const UNIT_MODULE: u8 = u8::MAX;

/// What a location stands for, roughly: an instruction of the owner's code with its operands, the location itself.
const LOCATION_BYTES: usize = 128;

/// The places in the source that a unit's frame markers name.
#[derive(Debug, Default)]
pub struct UnitPlaces {
    pub files: Vec<String>,
    pub names: Vec<String>,
    pub locations: Vec<Location>,
}

/// Where a unit was put.
#[derive(Clone, Copy, Debug)]
pub struct UnitInstance {
    /// Globals, strings and caches; stays where it is as long as the context lives.
    pub words: *mut u64,
    /// Number of the unit's first location.
    pub first_location: u32,
}

struct Unit {
    globals: usize,
    strings: usize,
    instance: Instance,
    first_location: u32,
    places: UnitPlaces,
    owner: *const (),
}

#[derive(Default)]
pub(crate) struct Units {
    loaded: Vec<Unit>,
    /// Index of the unit whose instance lies at an address.
    by_instance: HashMap<usize, usize>,
    locations: u32,
}

impl Trace for Units {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        self.loaded.iter().for_each(|u| tracer.words(&u.instance[..u.globals + u.strings]));
    }
}

impl Units {
    /// Empties the caches that hold one of these shapes.
    pub(crate) fn forget_shapes(&mut self, freed: &FreedShapes) {
        for u in &mut self.loaded {
            let start = instance_ics(u.globals, u.strings) / 8;
            crate::module::forget_shapes(&mut u.instance[start..], freed);
        }
    }

    /// File, function, line and column of a location.
    pub(crate) fn place(&self, location: u32) -> Option<(&str, &str, u32, u32)> {
        let at = self.loaded.partition_point(|u| u.first_location <= location).checked_sub(1)?;
        let unit = &self.loaded[at];
        let l = unit.places.locations.get((location - unit.first_location) as usize)?;
        let file = unit.places.files.get(l.file as usize).map_or("", String::as_str);
        let name = unit.places.names.get(l.function as usize).map_or("", String::as_str);
        Some((file, name, l.line, l.column))
    }

    /// How many globals the instance at this address has.
    pub(crate) fn globals_of(&self, instance: *const u64) -> Option<usize> {
        self.find(instance).map(|u| u.globals)
    }

    fn find(&self, instance: *const u64) -> Option<&Unit> {
        self.by_instance.get(&(instance as usize)).map(|&at| &self.loaded[at])
    }
}

impl Context {
    /// Makes the instance of an interpreted program: so many globals, `undefined` at first, its strings
    /// and so many fresh caches. `owner` is what [`Context::unit_owner`] answers.
    pub fn load_unit(
        &mut self,
        globals: usize,
        strings: &[values::FlatString<'_>],
        caches: usize,
        places: UnitPlaces,
        owner: *const (),
    ) -> UnitInstance {
        self.store.make_room_for_interpreted_frames();
        let words = instance_ics(globals, strings.len()) / 8 + caches * IC_SIZE / 8;
        let mut instance = Instance::new(words);
        crate::module::freshen(&mut instance[instance_ics(globals, strings.len()) / 8..]);
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
    pub fn unit_owner(&self, instance: *const u64) -> Option<*const ()> {
        self.units.find(instance).map(|u| u.owner)
    }

    /// The atom of a program's string constant.
    pub fn atom_utf16(&mut self, units: &[u16]) -> JsResult<FlatString> {
        let s = if units.is_empty() { self.names.empty.string() } else { self.store.new_string_utf16(units)? };
        Ok(self.store.intern(s)?)
    }
}
