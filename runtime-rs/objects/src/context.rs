//! The context: a realm (or several, see `realm.rs`) with the heap, its root stack and its tables. One thread uses it at a
//! time; several may live in a process. The scope, through which all code but storage uses it, is a context by its layout.

use crate::bare::{Object, Value};
use crate::chains::Chains;
use crate::clock::Clock;
use crate::eval_request::EvalRequest;
use crate::finalisation::Finalisations;
use crate::finalisers::Finalisers;
use crate::handles::Handles;
use crate::intact::IntactCache;
use crate::intrinsics::Intrinsics;
use crate::job_queue::Jobs;
use crate::known_properties::KnownProperties;
use crate::modules::Modules;
use crate::names::{Names, Symbols};
use crate::output::Output;
use crate::realms::Realms;
use crate::script_record::ScriptRecord;
use crate::setter_table::Setters;
use crate::sparse::SparseTable;
use crate::tasks::Tasks;
use crate::throw::JsResult;
use crate::timers::Timers;
use crate::units::Units;
use crate::weak::WeakCells;
use std::marker::PhantomData;
use std::mem::offset_of;
use yarrow_abi::libraries::Library;
use yarrow_values::{self as values, Prefix, RegExps, ShapeId, Store, Trace, Tracer};

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
    pub(crate) store: Store,
    pub(crate) sparse: SparseTable,
    /// Cells that own Rust data: dropped when found dead.
    pub(crate) registry: Vec<Object>,
    pub(crate) weak: WeakCells,
    pub(crate) regexps: RegExps,
    pub(crate) modules: Modules,
    pub(crate) units: Units,
    pub(crate) delegate_result: Value,
    pub(crate) chains: Chains,
    /// The coroutine or async generator that the running job resumed; `undefined` if the job is none of that sort.
    pub(crate) resumed: Value,
    /// The async generator whose step the running coroutine is about to await; `undefined` if there is none.
    pub(crate) stepped: Value,
    /// Of fresh arguments objects, unmapped and mapped; 0 where not yet made.
    pub(crate) arguments_shapes: [ShapeId; 2],
    /// Lexical declarations of the realm's scripts.
    pub(crate) script_record: ScriptRecord,
    /// Runs source text, if a compiler is linked.
    pub(crate) evaluator: Option<Evaluator>,
    /// Installs a library, where programs are interpreted.
    pub(crate) libraries: Option<LibraryInstaller>,
    pub(crate) intact: IntactCache,
    pub(crate) known_properties: KnownProperties,
    pub(crate) setters: Setters,
    pub(crate) realms: Realms,
    /// Installs the built-ins of further realms.
    pub(crate) installer: Option<Installer>,
    pub(crate) known: Known<'static>,
    /// The program's standard output, flushed at its end.
    pub stdout: Output,
    /// What the process ends with where nothing else decides it (`process.exitCode`).
    pub exit_code: i32,
    /// What the host holds.
    pub handles: Handles,
    pub(crate) finalisers: Finalisers,
    pub(crate) finalisations: Finalisations,
    pub(crate) jobs: Jobs,
    /// The promise of the entry module while it is pending, and a function that says where it waits; else `undefined`.
    pub(crate) program: [Value; 2],
    pub(crate) timers: Timers,
    pub(crate) tasks: Tasks,
    pub(crate) on_rejections: Option<RejectionHook>,
    pub(crate) clock: Clock,
}

/// A context, and a stretch of its root stack for as long as `'s`. It lends what the context knows by name:
/// `ctx.names.length`, `ctx.intrinsics.array_prototype`. See `scope.rs`.
#[repr(transparent)]
pub struct Scope<'s> {
    pub(crate) ctx: Context,
    /// Neither longer nor shorter.
    brand: PhantomData<fn(&'s ()) -> &'s ()>,
}

/// Compiles and runs source text. Whoever links a compiler installs one.
pub type Evaluator = for<'s> fn(&mut Scope<'s>, EvalRequest<'_>) -> JsResult<values::Value<'s>>;

/// Installs a library into the current realm, unless it is there.
pub type LibraryInstaller = fn(&mut Scope<'_>, Library) -> JsResult<()>;

/// Tells the program of rejections that nobody handles, and of those that are handled after all: whether there were any.
pub type RejectionHook = for<'s> fn(&mut Scope<'s>) -> JsResult<bool>;

/// Installs the built-ins into the current realm.
pub type Installer = for<'s> fn(&mut Scope<'s>) -> JsResult<()>;

const _: () = assert!(offset_of!(Context, store) == 0 && offset_of!(Store, prefix) == 0);

impl Context {
    /// Collects if the heap asks for it: call it in loops of built-ins that allocate without end.
    /// A safepoint like a call into JavaScript: root what you hold.
    pub(crate) fn poll(&mut self) {
        if self.store.prefix.gc_pending != 0 && self.store.heap.is_due() {
            self.collect();
        }
    }

    /// Bytes in use by the heap.
    #[must_use]
    pub(crate) fn heap_bytes(&self) -> usize {
        self.store.heap.used()
    }

    /// Collects if an allocation has failed: the safepoints that do not poll do this, so that code
    /// that caught the RangeError of the heap's limit finds memory again.
    pub(crate) fn collect_if_starved(&mut self) {
        if self.store.prefix.gc_pending != 0 && self.store.heap.is_starved() {
            self.collect();
        }
    }

    /// What compiled code knows of the context.
    ///
    /// # Safety
    /// The caller stands for compiled code: what it writes is what that would write.
    pub unsafe fn prefix(&mut self) -> &mut Prefix {
        &mut self.store.prefix
    }

    /// Something in the prototype chains or the global object changed: caches must look again.
    pub(crate) fn bump_epoch(&mut self) {
        self.store.prefix.proto_epoch += 1;
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
