//! Interpreted programs: what each holds in its context. Its instance is laid out like that of a
//! compiled module: globals, strings (atoms), inline caches. Frame markers of interpreted functions
//! have [`UNIT_MODULE`] in the place of the module; their locations are counted through all units.

use crate::frame_place::FramePlace;
use crate::instance::{Instance, forget_shapes};
use crate::values::SourceFunction;
use std::collections::HashMap;
use yarrow_abi::layout::{Location, instance_ics};
use yarrow_values::shape::FreedShapes;
use yarrow_values::{Trace, Tracer};

/// The module number in the frame markers of interpreted functions.
pub const UNIT_MODULE: u8 = u8::MAX;

/// What a location stands for, roughly: an instruction of the owner's code with its operands, the location itself.
pub(crate) const LOCATION_BYTES: usize = 160;

/// The places in the source that a unit's frame markers name.
#[derive(Debug, Default)]
pub struct UnitPlaces {
    pub files: Vec<String>,
    pub functions: Vec<UnitFunction>,
    pub locations: Vec<Location>,
}

/// A function that locations lie in: its name, and the byte range of its source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct UnitFunction {
    pub name: String,
    pub source: (u32, u32),
}

/// Where a unit was put.
#[derive(Clone, Copy, Debug)]
pub struct UnitInstance {
    /// Globals, strings and caches; stays where it is as long as the context lives.
    pub words: *mut u64,
    /// Number of the unit's first location.
    pub first_location: u32,
}

pub(crate) struct Unit {
    pub globals: usize,
    pub strings: usize,
    pub instance: Instance,
    pub first_location: u32,
    pub places: UnitPlaces,
    pub owner: *const (),
}

#[derive(Default)]
pub(crate) struct Units {
    pub loaded: Vec<Unit>,
    /// Index of the unit whose instance lies at an address.
    pub by_instance: HashMap<usize, usize>,
    pub locations: u32,
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
            let start = instance_ics(u.globals, u.strings, 0) / 8;
            forget_shapes(&mut u.instance[start..], freed);
        }
    }

    /// What a location says.
    pub(crate) fn place(&self, location: u32) -> Option<FramePlace<'_>> {
        let at = self.loaded.partition_point(|u| u.first_location <= location).checked_sub(1)?;
        let unit = &self.loaded[at];
        let l = unit.places.locations.get((location - unit.first_location) as usize)?;
        let file = unit.places.files.get(l.file as usize).map_or("", String::as_str);
        let function = unit.places.functions.get(l.function as usize);
        let function =
            function.map_or(SourceFunction::default(), |f| SourceFunction { name: &f.name, source: f.source });
        let caller = Some(l.caller).filter(|caller| *caller != 0).map(|caller| unit.first_location + caller);
        Some(FramePlace { file, function, line: l.line, column: l.column, caller })
    }

    /// How many globals the instance at this address has.
    pub(crate) fn globals_of(&self, instance: *const u64) -> Option<usize> {
        self.find(instance).map(|u| u.globals)
    }

    pub(crate) fn find(&self, instance: *const u64) -> Option<&Unit> {
        self.by_instance.get(&(instance as usize)).map(|&at| &self.loaded[at])
    }
}
