//! Loading compiled modules, their instances, and namespace objects (10.4.6).

use crate::cell::{OwnerCell, object_flags as flag};
use crate::context::Context;
use crate::error::{JsResult, static_str};
use crate::instance::Instance;
use crate::object::Object;
use crate::property::{Attrs, Property};
use crate::scope::Scope;
use crate::shape::FreedShapes;
use crate::string::FlatString;
use crate::value::Value;
use crate::values;
use std::sync::Mutex;
use yarrow_abi::layout::{CellKind, IC_SIZE, ModuleDesc, StaticString, instance_ics, instance_strings};
use yarrow_gc::Marker;
use yarrow_values::{Trace, Tracer};

/// Module indices are of the process, because compiled code keeps its own in static data: the
/// descriptors seen, by index. The one thing that contexts share.
static INDICES: Mutex<Vec<usize>> = Mutex::new(Vec::new());

/// Frame markers have eight bits for the module; the last number stands for interpreted programs.
const MAX_MODULES: usize = crate::unit::UNIT_MODULE as usize;

struct Loaded {
    desc: &'static ModuleDesc,
    /// Globals, strings, caches: `u64`s. Never reallocated.
    instance: Instance,
}

#[derive(Default)]
pub(crate) struct Modules {
    loaded: Vec<Option<Loaded>>,
    /// What the context's `instances` points at.
    instances: Vec<*mut u8>,
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

    /// Globals and strings.
    /// Empties the caches that hold one of these shapes.
    pub(crate) fn forget_shapes(&mut self, freed: &FreedShapes) {
        for l in self.loaded.iter_mut().flatten() {
            let start = instance_ics(l.desc.global_count as usize, l.desc.string_count as usize) / 8;
            forget_shapes(&mut l.instance[start..], freed);
        }
    }
}

/// Empties those caches that hold one of these shapes. A word that only looks like its id costs a cache no more
/// than learning again.
pub(crate) fn forget_shapes(caches: &mut [u64], freed: &FreedShapes) {
    for cache in caches.chunks_exact_mut(IC_SIZE / 8) {
        if cache.iter().any(|&word| freed.contains(word as u32) || freed.contains((word >> 32) as u32)) {
            freshen(cache);
        }
    }
}

/// Makes the caches forget what they have learned.
pub(crate) fn freshen(caches: &mut [u64]) {
    caches.fill(0);
    for cache in caches.chunks_exact_mut(IC_SIZE / 8) {
        cache[0] = yarrow_abi::layout::IC_FRESH;
    }
}

/// Why a module cannot be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    AbiVersion(u32),
    TooManyModules,
    OutOfMemory,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::AbiVersion(v) => {
                write!(f, "the module was compiled for ABI version {v}, the runtime has {}", yarrow_abi::ABI_VERSION)
            }
            LoadError::TooManyModules => f.write_str("too many compiled modules in one process"),
            LoadError::OutOfMemory => f.write_str("out of memory while loading a module"),
        }
    }
}

fn index_of(desc: &'static ModuleDesc) -> Option<usize> {
    let mut seen = INDICES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let address = std::ptr::from_ref(desc) as usize;
    if let Some(i) = seen.iter().position(|&d| d == address) {
        return Some(i);
    }
    if seen.len() == MAX_MODULES {
        return None;
    }
    seen.push(address);
    // SAFETY: the word belongs to the module, and the lock is held.
    unsafe { desc.index.write(seen.len() as u32 - 1) };
    Some(seen.len() - 1)
}

impl Context {
    /// Makes this context's instance of a module, unless it has one; answers its index.
    ///
    /// # Safety
    /// The descriptor and all that it points at are valid and immutable for ever.
    pub unsafe fn load_module(&mut self, desc: *const ModuleDesc) -> Result<usize, LoadError> {
        // SAFETY: the caller's promise.
        let desc: &'static ModuleDesc = unsafe { &*desc };
        if desc.abi_version != yarrow_abi::ABI_VERSION {
            return Err(LoadError::AbiVersion(desc.abi_version));
        }
        let index = index_of(desc).ok_or(LoadError::TooManyModules)?;
        if self.modules.desc(index).is_some() {
            return Ok(index);
        }
        let globals = desc.global_count as usize;
        let strings = desc.string_count as usize;
        let words = instance_ics(globals, strings) / 8 + desc.ic_count as usize * IC_SIZE / 8;
        let mut instance = Instance::new(words);
        freshen(&mut instance[instance_ics(globals, strings) / 8..]);
        instance[..globals].fill(Value::UNDEFINED.bits());
        for i in 0..strings {
            // SAFETY: the table has as many entries as it states.
            let atom = unsafe { self.static_atom(&*desc.strings.add(i)) };
            instance[instance_strings(globals) / 8 + i] = atom.map_err(|_| LoadError::OutOfMemory)?.value().bits();
        }
        let m = &mut self.modules;
        while m.loaded.len() <= index {
            m.loaded.push(None);
            m.instances.push(std::ptr::null_mut());
        }
        m.instances[index] = instance.address().cast();
        m.loaded[index] = Some(Loaded { desc, instance });
        self.store.prefix.instances = m.instances.as_mut_ptr();
        Ok(index)
    }

    /// # Safety
    /// The string's pointer and length are true.
    unsafe fn static_atom(&mut self, s: &StaticString) -> JsResult<FlatString> {
        let n = s.len as usize;
        let string = if n == 0 {
            self.names.empty.string()
        } else if s.flags & 1 == 0 {
            // SAFETY: the caller's promise.
            let units = unsafe { std::slice::from_raw_parts(s.ptr, n) };
            self.store.new_string_latin1(units)?
        } else {
            // SAFETY: the caller's promise; the units need not be aligned.
            let units: Vec<u16> = unsafe { (0..n).map(|i| s.ptr.cast::<u16>().add(i).read_unaligned()).collect() };
            self.store.new_string_utf16(&units)?
        };
        Ok(self.store.intern(string)?)
    }

    /// The index of a module that this context has loaded.
    #[must_use]
    pub fn loaded_index(&self, desc: *const ModuleDesc) -> Option<usize> {
        self.modules.loaded.iter().position(|l| l.as_ref().is_some_and(|l| std::ptr::eq(l.desc, desc)))
    }

    /// The value of an export of a loaded module, by name.
    #[must_use]
    pub fn module_export(&self, index: usize, name: &str) -> Option<Value> {
        let l = self.modules.loaded.get(index)?.as_ref()?;
        for i in 0..l.desc.export_count as usize {
            // SAFETY: the table has as many entries as it states.
            let e = unsafe { *l.desc.exports.add(i) };
            // SAFETY: a name of the module.
            if unsafe { static_str(e.name) } == name {
                let word = *l.instance.get(e.global as usize)?;
                // SAFETY: globals are values, and roots.
                return Some(unsafe { Value::from_bits(word) });
            }
        }
        None
    }

    // --- namespaces ----------------------------------------------------------------------------------

    /// A module namespace over globals of an instance: (string index, global index) pairs.
    ///
    /// # Safety
    /// `instance` is an instance of this context, and the indices lie in it; `strings` is the
    /// offset of its strings in words.
    pub unsafe fn new_namespace(&mut self, entries: &[(u32, u32)], instance: *mut u64) -> JsResult<Object> {
        let mut names = Vec::with_capacity(entries.len());
        let strings = self.instance_globals(instance);
        for &(string, global) in entries {
            // SAFETY: the caller's promise: strings follow the globals.
            let name = unsafe { Value::from_bits(instance.add(strings + string as usize).read()) };
            if let Some(name) = name.as_string().and_then(|s| s.as_flat()) {
                names.push((name, global));
            }
        }
        names.sort_by(|a, b| a.0.chars().compare(b.0.chars()));
        let shape = self.root_shape(Value::NULL, 0, CellKind::Namespace);
        let o = self.store.alloc_object(CellKind::Namespace, size_of::<OwnerCell>(), shape)?;
        let data = Box::new(Namespace { names, instance });
        // SAFETY: a fresh cell of that size; from here on the registry owns the data.
        unsafe { (*o.cell::<OwnerCell>()).owned = Box::into_raw(data).cast() };
        self.register(o);
        let tag = self.symbols.to_string_tag;
        let module = self.names.module.value();
        self.add_property(o, tag.into(), module, Attrs::NONE)?;
        o.set_flag(flag::NON_EXTENSIBLE);
        Ok(o)
    }

    /// How many globals the instance at this address has.
    fn instance_globals(&self, instance: *mut u64) -> usize {
        let found = self.modules.loaded.iter().flatten().find(|l| std::ptr::eq(l.instance.address(), instance));
        let units = || self.units.globals_of(instance).unwrap_or(0);
        found.map_or_else(units, |l| l.desc.global_count as usize)
    }

    pub(crate) fn namespace_get_own(&mut self, o: Object, name: FlatString) -> JsResult<Option<Property>> {
        let ns = namespace(&o);
        let Some(global) = ns.global(name) else { return Ok(None) };
        // SAFETY: the global exists in the instance, which lives as long as the context.
        let value = unsafe { Value::from_bits(ns.instance.add(global as usize).read()) };
        if value == Value::TDZ {
            return Err(
                self.throw_reference_error(format_args!("Cannot access '{}' before initialization", name.string()))
            );
        }
        let attrs = Attrs::WRITABLE.with(Attrs::ENUMERABLE);
        Ok(Some(Property { attrs, value, setter: Value::UNDEFINED }))
    }

    /// Whether a namespace exports the name, its binding initialised or not.
    pub(crate) fn namespace_has(&self, o: Object, name: FlatString) -> bool {
        namespace(&o).global(name).is_some()
    }

    pub(crate) fn namespace_names(&self, o: Object) -> Vec<FlatString> {
        namespace(&o).names.iter().map(|&(n, _)| n).collect()
    }
}

impl<'s> Scope<'s> {
    /// Runs the top level of a loaded module.
    pub fn run_module(&mut self, index: usize) -> JsResult<values::Value<'s>> {
        let Some(desc) = self.ctx.modules.desc(index) else { return Ok(values::Value::UNDEFINED) };
        self.check_stack()?;
        let sp = self.ctx.store.prefix.root_top;
        // SAFETY: `init` is a function of the calling convention; callee and receiver are written.
        let word = unsafe {
            sp.write(Value::UNDEFINED.bits());
            sp.add(1).write(Value::UNDEFINED.bits());
            self.ctx.store.prefix.root_top = sp.add(2);
            let init = std::mem::transmute::<*const u8, crate::function::Code>(desc.init);
            init(&raw mut self.ctx, sp, 0)
        };
        self.ctx.store.prefix.root_top = sp;
        self.result_of(word)
    }
}

struct Namespace {
    /// Sorted by code units.
    names: Vec<(FlatString, u32)>,
    instance: *mut u64,
}

impl Namespace {
    /// The global that the name stands for.
    fn global(&self, name: FlatString) -> Option<u32> {
        let at = self.names.binary_search_by(|(n, _)| n.chars().compare(name.chars())).ok()?;
        Some(self.names[at].1)
    }
}

fn namespace(o: &Object) -> &Namespace {
    assert!(o.is(CellKind::Namespace), "not a namespace");
    // SAFETY: the kind has a boxed Namespace, which lives as long as the object.
    unsafe { &*(*o.cell::<OwnerCell>()).owned.cast::<Namespace>() }
}

pub(crate) fn trace_namespace(o: Object, m: &mut Marker<'_>) {
    for (name, _) in &namespace(&o).names {
        m.mark_word(name.value().bits());
    }
}

pub(crate) fn drop_namespace(o: Object) {
    // SAFETY: callers pass a dead namespace, once.
    drop(unsafe { Box::from_raw((*o.cell::<OwnerCell>()).owned.cast::<Namespace>()) });
}
