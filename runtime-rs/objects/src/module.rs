//! Loading compiled modules and running them.

use crate::bare::{FlatString, Value};
use crate::context::{Context, Scope};
use crate::function::Code;
use crate::instance::{Instance, freshen, freshen_layouts};
use crate::modules::{Compiled, Loaded, Stage};
use crate::throw::JsResult;
use crate::units::UNIT_MODULE;
use crate::values;
use std::sync::Mutex;
use yarrow_abi::layout::{IC_SIZE, ModuleDesc, StaticString, instance_ics, instance_layouts, instance_strings};

/// Module indices are of the process, because compiled code keeps its own in static data: the
/// descriptors seen, by index. The one thing that contexts share.
static INDICES: Mutex<Vec<usize>> = Mutex::new(Vec::new());

/// Frame markers have eight bits for the module; the last number stands for interpreted programs.
const MAX_MODULES: usize = UNIT_MODULE as usize;

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

fn index_of(desc: Compiled) -> Option<usize> {
    let mut seen = INDICES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let address = (&raw const *desc) as usize;
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
    /// Makes this context's instance of a module, unless it has one; returns its index.
    ///
    /// # Safety
    /// The descriptor and all that it points at are valid and immutable for ever.
    pub unsafe fn load_module(&mut self, desc: *const ModuleDesc) -> Result<usize, LoadError> {
        // SAFETY: the caller's promise.
        let desc = unsafe { Compiled::new(desc) };
        if desc.abi_version != yarrow_abi::ABI_VERSION {
            return Err(LoadError::AbiVersion(desc.abi_version));
        }
        let index = index_of(desc).ok_or(LoadError::TooManyModules)?;
        if self.modules.desc(index).is_some() {
            return Ok(index);
        }
        if desc.exports_of_object().is_some() {
            self.tasks.start_with_ticks();
        }
        let globals = desc.global_count as usize;
        let strings = desc.strings().len();
        let caches = instance_ics(globals, strings, desc.layout_count as usize) / 8;
        let words = caches + desc.ic_count as usize * IC_SIZE / 8;
        let mut instance = Instance::new(words);
        freshen_layouts(&mut instance[instance_layouts(globals, strings) / 8..caches]);
        freshen(&mut instance[caches..]);
        instance[..globals].fill(Value::UNDEFINED.bits());
        for (i, s) in desc.strings().iter().enumerate() {
            let atom = self.static_atom(desc, s);
            instance[instance_strings(globals) / 8 + i] = atom.map_err(|_| LoadError::OutOfMemory)?.value().bits();
        }
        let m = &mut self.modules;
        while m.loaded.len() <= index {
            m.loaded.push(None);
            m.instances.push(std::ptr::null_mut());
        }
        m.instances[index] = instance.address().cast();
        m.loaded[index] = Some(Loaded { desc, stage: Stage::New, instance });
        self.store.prefix.instances = m.instances.as_mut_ptr();
        if !desc.install_evaluator.is_null() {
            // SAFETY: a function of this type, as the descriptor says.
            unsafe {
                let install =
                    std::mem::transmute::<*const u8, unsafe extern "C" fn(*mut Context)>(desc.install_evaluator);
                install(&raw mut *self);
            }
        }
        for &install in desc.libraries() {
            // SAFETY: a function of this type, as the descriptor says.
            let installed = unsafe {
                let install = std::mem::transmute::<*const u8, unsafe extern "C" fn(*mut Context) -> u32>(install);
                install(&raw mut *self)
            };
            if installed == 0 {
                return Err(LoadError::OutOfMemory);
            }
        }
        Ok(index)
    }

    fn static_atom(&mut self, desc: Compiled, s: &StaticString) -> JsResult<FlatString> {
        let string = match desc.latin1(s) {
            Some(units) => self.store.new_string_latin1(units)?,
            None => self.store.new_string_utf16(&desc.utf16(s))?,
        };
        Ok(self.store.intern(string)?)
    }

    /// The index of a module that this context has loaded.
    #[must_use]
    pub(crate) fn loaded_index(&self, desc: *const ModuleDesc) -> Option<usize> {
        self.modules.loaded.iter().position(|l| l.as_ref().is_some_and(|l| std::ptr::eq(&raw const *l.desc, desc)))
    }

    /// What is in the global of a loaded module that its descriptor names, once that is initialised.
    fn module_global(&self, index: usize, global: impl FnOnce(Compiled) -> Option<usize>) -> Option<Value> {
        let l = self.modules.loaded.get(index)?.as_ref()?;
        let word = *l.instance.get(global(l.desc)?)?;
        // SAFETY: globals are values, and roots.
        let value = unsafe { Value::from_bits(word) };
        (value != Value::TDZ).then_some(value)
    }
}

impl<'s> Scope<'s> {
    /// Runs the top level of a loaded module, unless it has run or is running. What it has thrown it throws each time.
    pub fn run_module(&mut self, index: usize) -> JsResult<()> {
        match self.ctx.modules.stage(index) {
            Some(Stage::New) => {}
            Some(Stage::Failed(error)) => return Err(self.ctx.throw(error)),
            Some(Stage::Running | Stage::Done) | None => return Ok(()),
        }
        self.check_stack()?;
        self.ctx.modules.set_stage(index, Stage::Running);
        let result = self.run_top_level(index);
        let stage = match result {
            Ok(()) => Stage::Done,
            // It stays pending.
            Err(_) => Stage::Failed(self.ctx.store.prefix.exception),
        };
        self.ctx.modules.set_stage(index, stage);
        result
    }

    fn run_top_level(&mut self, index: usize) -> JsResult<()> {
        let Some(desc) = self.ctx.modules.desc(index) else { return Ok(()) };
        let sp = self.ctx.store.prefix.root_top;
        // SAFETY: `init` is a function of the calling convention; callee and receiver are written.
        let word = unsafe {
            sp.write(Value::UNDEFINED.bits());
            sp.add(1).write(Value::UNDEFINED.bits());
            self.ctx.store.prefix.root_top = sp.add(2);
            let init = std::mem::transmute::<*const u8, Code>(desc.init);
            init(&raw mut self.ctx, sp, 0)
        };
        self.ctx.store.prefix.root_top = sp;
        self.result_of(word).map(|_| ())
    }

    /// Whether a loaded module has run, or is running, and has not thrown.
    #[must_use]
    pub fn has_exports(&self, index: usize) -> bool {
        matches!(self.ctx.modules.stage(index), Some(Stage::Running | Stage::Done))
    }

    /// What a loaded module exports by this name, if its descriptor lists it and it is initialised.
    pub fn module_export(&mut self, index: usize, name: &str) -> Option<values::Value<'s>> {
        let value = self.ctx.module_global(index, |desc| desc.export(name));
        self.keep(value)
    }

    /// The object whose own enumerable properties are exports of a loaded module as well.
    pub fn module_object(&mut self, index: usize) -> Option<values::Object<'s>> {
        let value = self.ctx.module_global(index, Compiled::exports_of_object);
        self.keep(value)?.as_object()
    }
}
