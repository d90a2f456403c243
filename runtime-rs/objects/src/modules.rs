//! The compiled modules that a context has loaded, each with its instance.

use crate::bare::Value;
use crate::frame_place::FramePlace;
use crate::instance::{Instance, forget_shapes, forget_shapes_of_layouts};
use crate::values::SourceFunction;
use yarrow_abi::layout::{
    EXPORT_PROPERTIES, ExportDesc, ModuleDesc, StaticStr, StaticString, instance_ics, instance_layouts,
};
use yarrow_values::shape::FreedShapes;
use yarrow_values::{Trace, Tracer};

/// The descriptor of a compiled module, which is valid for ever with all that it points at.
#[derive(Clone, Copy)]
pub(crate) struct Compiled(&'static ModuleDesc);

impl Compiled {
    /// # Safety
    /// The descriptor and all that it points at are valid and immutable for ever.
    pub unsafe fn new(desc: *const ModuleDesc) -> Compiled {
        // SAFETY: the caller's promise.
        Compiled(unsafe { &*desc })
    }

    /// One of the module's tables, with the number of its entries.
    fn table<T>(self, first: *const T, count: usize) -> &'static [T] {
        if count == 0 {
            return &[];
        }
        // SAFETY: the callers pass what the descriptor says, which is true.
        unsafe { std::slice::from_raw_parts(first, count) }
    }

    pub fn strings(self) -> &'static [StaticString] {
        self.table(self.0.strings, self.0.string_count as usize)
    }

    /// The units of a string constant, if they are all Latin-1.
    pub fn latin1(self, s: &StaticString) -> Option<&'static [u8]> {
        (s.flags & 1 == 0).then(|| self.table(s.ptr, s.len as usize))
    }

    /// The units of a string constant that is not Latin-1; they need not be aligned.
    pub fn utf16(self, s: &StaticString) -> Vec<u16> {
        let bytes = self.table(s.ptr, s.len as usize * 2);
        bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect()
    }

    /// The functions that install the libraries of the module.
    pub fn libraries(self) -> &'static [*const u8] {
        self.table(self.0.libraries, self.0.library_count as usize)
    }

    fn exports(self) -> &'static [ExportDesc] {
        self.table(self.0.exports, self.0.export_count as usize)
    }

    /// The global of an export.
    pub fn export(self, name: &str) -> Option<usize> {
        self.exports().iter().find(|e| self.text(e.name) == name).map(|e| e.global as usize)
    }

    /// The global whose value's properties are exports.
    pub fn exports_of_object(self) -> Option<usize> {
        self.exports().iter().find(|e| e.flags & EXPORT_PROPERTIES != 0).map(|e| e.global as usize)
    }

    fn text(self, s: StaticStr) -> &'static str {
        std::str::from_utf8(self.table(s.ptr, s.len as usize)).unwrap_or("")
    }

    /// The guards of typed loops that failed: where they are, what they assume, and how often.
    pub fn failed_guards(self) -> Vec<(FramePlace<'static>, &'static str, u64)> {
        let guards = self.table(self.0.guards, self.0.guard_count as usize);
        let assumptions = self.table(self.0.assumptions, self.0.assumption_count as usize);
        let failed = guards.iter().enumerate().filter_map(|(i, guard)| {
            // SAFETY: there is a cell for each guard, and this is the thread that writes it.
            let exits = unsafe { self.0.guard_exits.add(i).read_volatile() };
            let place = self.place(guard.location).filter(|_| exits > 0)?;
            let assumes = assumptions.get(guard.assumes as usize).map_or("", |&s| self.text(s));
            Some((place, assumes, exits))
        });
        failed.collect()
    }

    /// What a location says.
    fn place(self, location: u32) -> Option<FramePlace<'static>> {
        let l = self.table(self.0.locations, self.0.location_count as usize).get(location as usize)?;
        let files = self.table(self.0.files, self.0.file_count as usize);
        let file = files.get(l.file as usize).map_or("", |&s| self.text(s));
        let functions = self.table(self.0.names, self.0.name_count as usize);
        let function = functions.get(l.function as usize).map_or(SourceFunction::default(), |f| SourceFunction {
            name: self.text(f.text),
            source: (f.source_start, f.source_end),
        });
        let caller = Some(l.caller).filter(|caller| *caller != 0);
        Some(FramePlace { file, function, line: l.line, column: l.column, caller })
    }
}

impl std::ops::Deref for Compiled {
    type Target = ModuleDesc;

    fn deref(&self) -> &ModuleDesc {
        self.0
    }
}

/// How far a module is.
#[derive(Clone, Copy)]
pub(crate) enum Stage {
    New,
    Running,
    Done,
    /// Its top level has thrown this.
    Failed(Value),
}

pub(crate) struct Loaded {
    pub desc: Compiled,
    pub stage: Stage,
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
            if let Stage::Failed(error) = l.stage {
                tracer.value(error);
            }
        }
    }
}

impl Modules {
    pub(crate) fn desc(&self, index: usize) -> Option<Compiled> {
        self.loaded.get(index)?.as_ref().map(|l| l.desc)
    }

    /// How far a loaded module is.
    pub(crate) fn stage(&self, index: usize) -> Option<Stage> {
        self.loaded.get(index)?.as_ref().map(|l| l.stage)
    }

    pub(crate) fn set_stage(&mut self, index: usize, stage: Stage) {
        if let Some(Some(l)) = self.loaded.get_mut(index) {
            l.stage = stage;
        }
    }

    /// What a location of a module says.
    pub(crate) fn place(&self, module: usize, location: u32) -> Option<FramePlace<'static>> {
        self.desc(module)?.place(location)
    }

    /// Empties the caches that hold one of these shapes.
    pub(crate) fn forget_shapes(&mut self, freed: &FreedShapes) {
        for l in self.loaded.iter_mut().flatten() {
            let [globals, strings, layouts] =
                [l.desc.global_count, l.desc.string_count, l.desc.layout_count].map(|count| count as usize);
            let caches = instance_ics(globals, strings, layouts) / 8;
            forget_shapes_of_layouts(&mut l.instance[instance_layouts(globals, strings) / 8..caches], freed);
            forget_shapes(&mut l.instance[caches..], freed);
        }
    }
}
