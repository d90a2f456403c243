//! The context: a realm (or several, see `realm.rs`) with the heap, its root stack and its tables. One thread uses it at a
//! time; several may live in a process.

use crate::error::JsResult;
use crate::intrinsics::Intrinsics;
use crate::names::{Names, Symbols};
use crate::object::Object;
use crate::sparse::SparseTable;
use crate::value::Value;
use std::mem::offset_of;
use yarrow_abi::layout::{FastBuiltin, ModuleDesc};
use yarrow_gc::Settings;
use yarrow_values::{self as values, RegExps, ShapeId, Store, Trace, Tracer};

/// What a context knows by name and keeps alive for ever, of the current realm where there are several.
pub struct Known<'s> {
    pub global: values::Object<'s>,
    pub intrinsics: Intrinsics<'s>,
    pub names: Names<'s>,
    pub symbols: Symbols<'s>,
}

#[repr(C)]
pub struct Context {
    /// The heap and what values are made of. It starts with what compiled code knows.
    pub store: Store,
    pub(crate) sparse: SparseTable,
    /// Cells that own Rust data: dropped when found dead.
    pub(crate) registry: Vec<Object>,
    pub(crate) weak: crate::weak::WeakCells,
    pub(crate) regexps: RegExps,
    pub(crate) modules: crate::module::Modules,
    pub(crate) units: crate::unit::Units,
    pub(crate) delegate_result: Value,
    /// Of fresh arguments objects, unmapped and mapped; 0 where not yet made.
    pub(crate) arguments_shapes: [ShapeId; 2],
    /// Lexical declarations of the realm's scripts.
    pub(crate) script_record: crate::globals::ScriptRecord,
    /// Runs source text, if a compiler is linked.
    pub evaluator: Option<crate::eval::Evaluator>,
    pub(crate) intact: crate::iterate::IntactCache,
    pub(crate) realms: crate::realm::Realms,
    pub(crate) known: Known<'static>,
    /// The program's standard output, flushed at its end.
    pub stdout: crate::output::Output,
    /// What the host holds.
    pub handles: crate::handles::Handles,
    pub(crate) finalisers: crate::host::Finalisers,
}

const _: () = assert!(offset_of!(Context, store) == 0 && offset_of!(Store, prefix) == 0);

/// A slot of the root stack, valid until the native function that made it returns, or the
/// [`Context::scope`] around it ends.
#[derive(Clone, Copy)]
pub struct Root(*mut u64);

impl Root {
    #[must_use]
    pub fn get(&self) -> Value {
        // SAFETY: the slot is live, and always holds a value.
        unsafe { Value::from_bits(self.0.read()) }
    }

    /// The rooted value, which is an object.
    #[must_use]
    pub fn object(&self) -> Object {
        // SAFETY: callers root an object and ask for it; checked in `as_object`.
        self.get().as_object().unwrap_or_else(|| panic!("a root that is no object: {:?}", self.get()))
    }

    pub fn set(&self, value: Value) {
        // SAFETY: the slot is live.
        unsafe { self.0.write(value.bits()) };
    }
}

impl Context {
    /// A context for the current thread, with settings from the environment. It has the
    /// prototype objects, but no built-ins.
    ///
    /// # Panics
    /// As [`Context::with_settings`].
    #[must_use]
    pub fn new() -> Box<Context> {
        Context::with_settings(Settings::from_env())
    }

    /// A context with these settings.
    ///
    /// # Panics
    /// If there is no memory for one: [`Context::try_with_settings`] says so instead.
    #[must_use]
    pub fn with_settings(settings: Settings) -> Box<Context> {
        Context::try_with_settings(settings).expect("memory for a context")
    }

    /// A context with these settings; `None` if there is no memory for one.
    #[must_use]
    pub fn try_with_settings(settings: Settings) -> Option<Box<Context>> {
        // A limit that cannot hold the intrinsics would leave nothing to report it with.
        let max_bytes = settings.max_bytes.max(4 << 20);
        let mut store = Store::try_new(Settings { max_bytes, ..settings })?;
        let known = Known::before_realm(&mut store).ok()?;
        let mut ctx = Box::new(Context {
            store,
            sparse: SparseTable::default(),
            registry: Vec::new(),
            weak: crate::weak::WeakCells::default(),
            regexps: RegExps::default(),
            modules: crate::module::Modules::default(),
            units: crate::unit::Units::default(),
            delegate_result: Value::UNDEFINED,
            arguments_shapes: [0; 2],
            script_record: crate::globals::ScriptRecord::default(),
            evaluator: None,
            intact: crate::iterate::IntactCache::default(),
            realms: crate::realm::Realms::default(),
            known,
            stdout: crate::output::Output::default(),
            handles: crate::handles::Handles::default(),
            finalisers: crate::host::Finalisers::default(),
        });
        crate::intrinsics::fill(&mut ctx).ok()?;
        Some(ctx)
    }

    /// Roots a value until the running native function returns, or the enclosing
    /// [`Context::scope`] ends.
    pub fn root(&mut self, value: impl Into<Value>) -> Root {
        Root(self.store.push_slot(value.into().bits()))
    }

    /// Runs `f` and releases the roots that it made. For loops that root something each time.
    pub fn scope<R>(&mut self, f: impl FnOnce(&mut Context) -> R) -> R {
        let mark = self.store.root_mark();
        let result = f(self);
        self.store.release_roots(mark);
        result
    }

    /// Collects if the heap asks for it: call it in loops of built-ins that allocate without end.
    /// A safepoint like a call into JavaScript: root what you hold.
    pub fn poll(&mut self) {
        if self.store.prefix.gc_pending != 0 && self.store.heap.is_due() {
            self.collect();
        }
    }

    /// Bytes in use by the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.store.heap.used()
    }

    /// Collects if an allocation has failed: the safepoints that do not poll do this, so that code
    /// that caught the RangeError of the heap's limit finds memory again.
    pub fn collect_if_starved(&mut self) {
        if self.store.prefix.gc_pending != 0 && self.store.heap.is_starved() {
            self.collect();
        }
    }

    /// Tells compiled code which functions it may do inline. Called once the built-ins stand.
    pub fn learn_fast_builtins(&mut self, math: Object) -> JsResult<()> {
        for f in FastBuiltin::ALL {
            let holder = match f {
                FastBuiltin::StringCharCodeAt => self.intrinsics.string_prototype,
                FastBuiltin::ArrayPush => self.intrinsics.array_prototype,
                FastBuiltin::MathAbs
                | FastBuiltin::MathCeil
                | FastBuiltin::MathFloor
                | FastBuiltin::MathImul
                | FastBuiltin::MathMax
                | FastBuiltin::MathMin
                | FastBuiltin::MathSqrt
                | FastBuiltin::MathTrunc => math,
            };
            let key = self.store.atom(f.property())?;
            let found = self.ordinary_own_property(holder, key.into())?;
            self.store.prefix.fast_builtins[f as usize] = found.map_or(Value::UNDEFINED, |p| p.value);
        }
        // So that reads of its properties are cached.
        self.become_prototype(math);
        Ok(())
    }

    /// Something in the prototype chains or the global object changed: caches must look again.
    pub(crate) fn bump_epoch(&mut self) {
        self.store.prefix.proto_epoch += 1;
    }

    pub(crate) fn module_desc(&self, index: usize) -> Option<&'static ModuleDesc> {
        self.modules.desc(index)
    }
}

impl Trace for Known<'static> {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        tracer.value(self.global.value());
        self.intrinsics.trace(tracer);
        self.names.trace(tracer);
        self.symbols.trace(tracer);
    }
}

impl std::ops::Deref for Context {
    type Target = Known<'static>;

    fn deref(&self) -> &Known<'static> {
        &self.known
    }
}

impl std::ops::DerefMut for Context {
    fn deref_mut(&mut self) -> &mut Known<'static> {
        &mut self.known
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        self.close();
        for object in std::mem::take(&mut self.registry) {
            self.drop_owned(object);
        }
    }
}
