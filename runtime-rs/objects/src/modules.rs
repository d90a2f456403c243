//! The compiled modules that a context has loaded, each with its instance.

use crate::instance::{Instance, forget_shapes};
use yarrow_abi::layout::{ModuleDesc, StaticStr, instance_ics};
use yarrow_values::shape::FreedShapes;
use yarrow_values::{Trace, Tracer};

pub(crate) struct Loaded {
    pub desc: &'static ModuleDesc,
    /// Globals, strings, caches: `u64`s. Never reallocated.
    pub instance: Instance,
}

#[derive(Default)]
pub(crate) struct Modules {
    pub loaded: Vec<Option<Loaded>>,
    /// What the context's `instances` points at.
    pub instances: Vec<*mut u8>,
}

impl Trace for Modules {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        for l in self.loaded.iter().flatten() {
            tracer.words(&l.instance[..(l.desc.global_count + l.desc.string_count) as usize]);
        }
    }
}

impl Modules {
    pub(crate) fn desc(&self, index: usize) -> Option<&'static ModuleDesc> {
        self.loaded.get(index)?.as_ref().map(|l| l.desc)
    }

    /// File, function, line and column of a location of a module.
    pub(crate) fn place(&self, module: usize, location: u32) -> Option<(&'static str, &'static str, u32, u32)> {
        let desc = self.desc(module)?;
        if location >= desc.location_count {
            return None;
        }
        // SAFETY: the tables of a module have the lengths that it states.
        unsafe {
            let l = *desc.locations.add(location as usize);
            let name = |table: *const StaticStr, count: u32, i: u32| {
                if i < count { static_str(*table.add(i as usize)) } else { "" }
            };
            let (file, function) =
                (name(desc.files, desc.file_count, l.file), name(desc.names, desc.name_count, l.function));
            Some((file, function, l.line, l.column))
        }
    }

    /// Empties the caches that hold one of these shapes.
    pub(crate) fn forget_shapes(&mut self, freed: &FreedShapes) {
        for l in self.loaded.iter_mut().flatten() {
            let start = instance_ics(l.desc.global_count as usize, l.desc.string_count as usize) / 8;
            forget_shapes(&mut l.instance[start..], freed);
        }
    }
}

/// # Safety
/// `s` is a string of a compiled module.
pub(crate) unsafe fn static_str<'a>(s: StaticStr) -> &'a str {
    if s.ptr.is_null() {
        return "";
    }
    // SAFETY: the compiler states pointer and length of immutable bytes.
    let bytes = unsafe { std::slice::from_raw_parts(s.ptr, s.len as usize) };
    std::str::from_utf8(bytes).unwrap_or("")
}
