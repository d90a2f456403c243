//! The context: a realm (or several, see `realm.rs`) with the heap, its root stack and its tables. One thread uses it at a
//! time; several may live in a process.

use crate::cell::{BufferCell, CellHeader};
use crate::error::JsResult;
use crate::intrinsics::Intrinsics;
use crate::names::{Names, Symbols};
use crate::object::Object;
use crate::shape::{ShapeId, Shapes};
use crate::sparse::SparseTable;
use crate::string::{AtomTable, FlatString};
use crate::value::Value;
use crate::values;
use std::mem::{MaybeUninit, offset_of};
use yarrow_abi::layout as abi;
use yarrow_abi::layout::{CellKind, FastBuiltin, ModuleDesc, SIZE_CLASSES};
use yarrow_gc::{Bucket, Buckets, Heap, Settings, Stress};

/// Words of the root stack that programs may use; a call beyond is a RangeError. Small enough that an
/// overflow costs few milliseconds, large enough for some 100,000 calls and as many arguments.
const PROGRAM_ROOT_WORDS: usize = 512 << 10;
/// Words of the root stack's mapping. What lies above the programs' part is for Rust code, whose roots
/// have no limit of their own: more than a string has units, so that one root for each of them fits.
/// Address space only: what is used of it counts as memory of the heap.
const ROOT_WORDS: usize = 1 << 29;
/// What the mapping may shrink to where address space is scarce.
const MIN_ROOT_WORDS: usize = 8 << 20;
/// Root stack under stress, where each call scans all of it: endless recursion shall end soon.
const STRESS_ROOT_WORDS: usize = 64 << 10;
/// Native stack kept for runtime code that runs near the limit.
const NATIVE_RESERVE: usize = 256 << 10;
/// What a context allocates outside its heap and root stack until it stands, amply.
const START_UP_BYTES: usize = 16 << 20;

/// What a context knows by name and keeps alive for ever, of the current realm where there are several.
pub struct Known<'s> {
    pub global: values::Object<'s>,
    pub intrinsics: Intrinsics<'s>,
    pub names: Names<'s>,
    pub symbols: Symbols<'s>,
}

#[repr(C)]
pub struct Context {
    // The prefix that compiled code knows.
    pub exception: Value,
    pub root_top: *mut u64,
    pub root_limit: *mut u64,
    pub native_limit: usize,
    pub gc_pending: u32,
    pub(crate) iter_result_shape: ShapeId,
    pub proto_epoch: u64,
    pub(crate) instances: *mut *mut u8,
    pub(crate) empty_elements: *mut Value,
    pub(crate) generator_next: Value,
    pub(crate) array_shape: ShapeId,
    pub(crate) function_shape: ShapeId,
    pub(crate) buckets: Buckets,
    pub(crate) fast_builtins: [Value; FastBuiltin::COUNT],
    // What only Rust knows.
    pub(crate) root_base: *mut u64,
    /// End of the root stack's mapping.
    pub(crate) root_end: *mut u64,
    pub(crate) heap: Heap,
    pub(crate) shapes: Shapes,
    pub(crate) atoms: AtomTable,
    pub(crate) sparse: SparseTable,
    /// Cells that own Rust data: dropped when found dead.
    pub(crate) registry: Vec<Object>,
    pub(crate) weak: crate::weak::WeakCells,
    pub(crate) regexps: crate::regexp::RegExps,
    pub(crate) modules: crate::module::Modules,
    pub(crate) units: crate::unit::Units,
    pub(crate) out_of_memory: Value,
    pub(crate) delegate_result: Value,
    /// Of fresh arguments objects, unmapped and mapped; 0 where not yet made.
    pub(crate) arguments_shapes: [ShapeId; 2],
    /// Lexical declarations of the realm's scripts.
    pub(crate) script_record: crate::globals::ScriptRecord,
    /// Runs source text, if a compiler is linked.
    pub evaluator: Option<crate::eval::Evaluator>,
    pub(crate) intact: crate::iterate::IntactCache,
    pub(crate) realms: crate::realm::Realms,
    pub(crate) single_chars: Vec<FlatString>,
    pub(crate) known: Known<'static>,
    /// The program's standard output, flushed at its end.
    pub stdout: crate::output::Output,
    /// What the host holds.
    pub handles: crate::handles::Handles,
    pub(crate) finalisers: crate::host::Finalisers,
}

const _: () = {
    assert!(offset_of!(Context, exception) as i32 == abi::CONTEXT_EXCEPTION);
    assert!(offset_of!(Context, root_top) as i32 == abi::CONTEXT_ROOT_TOP);
    assert!(offset_of!(Context, root_limit) as i32 == abi::CONTEXT_ROOT_LIMIT);
    assert!(offset_of!(Context, native_limit) as i32 == abi::CONTEXT_NATIVE_LIMIT);
    assert!(offset_of!(Context, gc_pending) as i32 == abi::CONTEXT_GC_PENDING);
    assert!(offset_of!(Context, proto_epoch) as i32 == abi::CONTEXT_PROTO_EPOCH);
    assert!(offset_of!(Context, instances) as i32 == abi::CONTEXT_INSTANCES);
    assert!(offset_of!(Context, empty_elements) as i32 == abi::CONTEXT_EMPTY_ELEMENTS);
    assert!(offset_of!(Context, generator_next) as i32 == abi::CONTEXT_GENERATOR_NEXT);
    assert!(offset_of!(Context, iter_result_shape) as i32 == abi::CONTEXT_ITER_RESULT_SHAPE);
    assert!(offset_of!(Context, array_shape) as i32 == abi::CONTEXT_ARRAY_SHAPE);
    assert!(offset_of!(Context, function_shape) as i32 == abi::CONTEXT_FUNCTION_SHAPE);
    assert!(offset_of!(Context, buckets) as i32 == abi::CONTEXT_BUCKETS);
    assert!(offset_of!(Context, fast_builtins) as i32 == abi::CONTEXT_FAST_BUILTINS);
};

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

/// A height of the root stack.
#[derive(Clone, Copy)]
pub(crate) struct RootMark(*mut u64);

/// The values of a list that [`Context::new_value_list`] made; none for any other value.
pub(crate) fn values_of_list<'s>(list: values::Value<'s>) -> &'s [values::Value<'s>] {
    if !list.is_kind(CellKind::Buffer) {
        return &[];
    }
    let cell = list.bits() as *const BufferCell;
    // SAFETY: the kind was checked; a buffer's payload follows its header, and a list's never changes.
    unsafe { std::slice::from_raw_parts(cell.add(1).cast(), (*cell).len as usize) }
}

/// Address space, committed as it is used; null if there is none.
fn map(bytes: usize) -> *mut u8 {
    // SAFETY: a fresh anonymous mapping touches nothing that exists.
    let p = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            bytes,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    if p == libc::MAP_FAILED { std::ptr::null_mut() } else { p.cast() }
}

/// Gives back what [`map`] gave.
///
/// # Safety
/// `p` is a mapping of so many bytes, or null, and is not used any more.
unsafe fn unmap(p: *mut u8, bytes: usize) {
    if !p.is_null() {
        // SAFETY: the caller's promise.
        unsafe { libc::munmap(p.cast(), bytes) };
    }
}

/// Maps the root stack: its first word and how many there are; `None` if there is no address space.
fn map_root_stack() -> Option<(*mut u64, usize)> {
    let mut words = ROOT_WORDS;
    loop {
        let p = map(words * 8);
        if !p.is_null() {
            return Some((p.cast(), words));
        }
        words /= 2;
        if words < MIN_ROOT_WORDS {
            return None;
        }
    }
}

/// The mapping of the root stack is full: some loop of a built-in has made a root for each of 2^29 turns.
#[cold]
#[inline(never)]
fn end_without_roots() -> ! {
    eprintln!("fatal: the root stack is used up");
    std::process::exit(70)
}

/// The root stack with its words and the heap, if there is address space for them, and for what Rust allocates at the
/// start.
fn reserve(settings: Settings) -> Option<(*mut u64, usize, Heap)> {
    let (root_base, root_words) = map_root_stack()?;
    let slack = map(START_UP_BYTES);
    let heap = if slack.is_null() { None } else { Heap::try_new(settings) };
    // SAFETY: nobody uses the slack; nor the root stack, where it is no part of the result.
    unsafe {
        unmap(slack, START_UP_BYTES);
        if heap.is_none() {
            unmap(root_base.cast(), root_words * 8);
        }
    }
    Some((root_base, root_words, heap?))
}

/// The lowest address that code on the current thread's stack may reach.
fn native_limit() -> usize {
    let mut attr = MaybeUninit::<libc::pthread_attr_t>::uninit();
    let mut base = std::ptr::null_mut();
    let mut size = 0;
    // SAFETY: pthread_getattr_np initialises the attributes that the other two use.
    let ok = unsafe {
        libc::pthread_getattr_np(libc::pthread_self(), attr.as_mut_ptr()) == 0 && {
            let ok = libc::pthread_attr_getstack(attr.as_ptr(), &raw mut base, &raw mut size) == 0;
            libc::pthread_attr_destroy(attr.as_mut_ptr());
            ok
        }
    };
    let here = std::hint::black_box(0u8);
    if ok { base as usize + NATIVE_RESERVE } else { (&raw const here as usize).saturating_sub(512 << 10) }
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
        let mut memory = Box::<Context>::new_uninit();
        let ctx = memory.as_mut_ptr();
        // A limit that cannot hold the intrinsics would leave nothing to report it with.
        let max_bytes = settings.max_bytes.max(4 << 20);
        let (root_base, root_words, heap) = reserve(Settings { max_bytes, ..settings })?;
        let root_limit = match settings.stress {
            Stress::Off => PROGRAM_ROOT_WORDS,
            Stress::Every(_) => STRESS_ROOT_WORDS,
        };
        // SAFETY: fills every field before the box is assumed initialised. What `bootstrap` uses
        // while `known` is still to come is initialised here.
        unsafe {
            macro_rules! init {
                ($($field:ident: $value:expr,)*) => { $((&raw mut (*ctx).$field).write($value);)* };
            }
            init! {
                exception: Value::UNDEFINED,
                root_top: root_base,
                root_limit: root_base.add(root_limit),
                native_limit: native_limit(),
                gc_pending: u32::from(settings.stress != Stress::Off),
                proto_epoch: 1,
                instances: std::ptr::null_mut(),
                empty_elements: std::ptr::null_mut(),
                generator_next: Value::UNDEFINED,
                iter_result_shape: 0,
                array_shape: 0,
                function_shape: 0,
                buckets: [Bucket::EMPTY; SIZE_CLASSES],
                fast_builtins: [Value::EMPTY; FastBuiltin::COUNT],
                root_base: root_base,
                root_end: root_base.add(root_words),
                heap: heap,
                shapes: Shapes::new(),
                atoms: AtomTable::default(),
                sparse: SparseTable::default(),
                registry: Vec::new(),
                weak: crate::weak::WeakCells::default(),
                regexps: crate::regexp::RegExps::default(),
                modules: crate::module::Modules::default(),
                units: crate::unit::Units::default(),
                out_of_memory: Value::UNDEFINED,
                delegate_result: Value::UNDEFINED,
                arguments_shapes: [0; 2],
                script_record: crate::globals::ScriptRecord::default(),
                evaluator: None,
                intact: crate::iterate::IntactCache::default(),
                realms: crate::realm::Realms::default(),
                single_chars: Vec::new(),
                stdout: crate::output::Output::default(),
                handles: crate::handles::Handles::default(),
                finalisers: crate::host::Finalisers::default(),
            }
            let filled = crate::intrinsics::bootstrap(ctx);
            let memory = memory.assume_init();
            filled.is_ok().then_some(memory)
        }
    }

    /// Zeroed memory for a cell, its kind set. Never collects; RangeError at the heap's limit.
    pub(crate) fn alloc<T>(&mut self, kind: CellKind, size: usize) -> JsResult<*mut T> {
        let class = size.div_ceil(abi::SIZE_GRANULE).wrapping_sub(1);
        let cell = match self.buckets.get_mut(class) {
            Some(bucket) if bucket.end as usize - bucket.cur as usize >= (class + 1) * abi::SIZE_GRANULE => {
                let cell = bucket.cur;
                bucket.cur = cell.wrapping_add((class + 1) * abi::SIZE_GRANULE);
                cell
            }
            _ => self.alloc_slow(size)?,
        };
        let header = cell.cast::<CellHeader>();
        // SAFETY: a fresh cell of at least 8 bytes.
        unsafe { (*header).kind = kind as u8 };
        Ok(cell.cast())
    }

    /// A zeroed cell without a kind: the slow path of allocation in compiled code.
    pub fn alloc_slow(&mut self, size: usize) -> JsResult<*mut u8> {
        let roots = (self.root_top as usize).saturating_sub(self.root_limit as usize);
        self.heap.set_owner_bytes(roots + self.shapes.dictionary_bytes() + self.atoms.bytes() + self.units.bytes());
        let cell = self.heap.alloc(size, &mut self.buckets);
        self.gc_pending = u32::from(self.heap.pending());
        if cell.is_null() { Err(self.throw_out_of_memory()) } else { Ok(cell) }
    }

    /// A buffer of `cap` words, pointed at by its payload.
    pub(crate) fn new_buffer(&mut self, cap: u32) -> JsResult<*mut Value> {
        let cell: *mut BufferCell = self.alloc(CellKind::Buffer, size_of::<BufferCell>() + cap as usize * 8)?;
        // SAFETY: a fresh cell with its payload after the header.
        unsafe {
            (*cell).cap = cap;
            Ok(cell.add(1).cast())
        }
    }

    /// An internal list of values, as a value that JavaScript never sees.
    pub fn new_value_list(&mut self, values: &[values::Value<'_>]) -> JsResult<Value> {
        let payload = self.new_buffer(values.len() as u32)?;
        // SAFETY: the payload has room for the values.
        unsafe {
            let cell = payload.cast::<BufferCell>().sub(1);
            (*cell).len = values.len() as u32;
            std::ptr::copy_nonoverlapping(values.as_ptr().cast(), payload, values.len());
            Ok(Value::from_cell(cell))
        }
    }

    /// The values of [`Context::new_value_list`], copied; empty for anything else.
    #[must_use]
    pub fn value_list(&self, list: Value) -> Vec<Value> {
        values_of_list(list).to_vec()
    }

    /// Gives programs twice the root stack that stress allows: interpreted frames are larger than
    /// compiled ones.
    pub(crate) fn make_room_for_interpreted_frames(&mut self) {
        let most = self.root_base.wrapping_add(2 * STRESS_ROOT_WORDS);
        self.root_limit = self.root_limit.max(most);
    }

    /// Tells the collector that a reference was stored into `cell`. A no-op until collections are
    /// generational; call it all the same where a cell that may be old gets a new reference.
    pub fn write_barrier(&mut self, cell: Object) {
        let _ = cell;
    }

    /// Puts a word on the root stack.
    pub(crate) fn push_root(&mut self, word: u64) {
        self.push_slot(word);
    }

    /// Puts a word on the root stack; where it lies.
    pub(crate) fn push_slot(&mut self, word: u64) -> *mut u64 {
        let at = self.root_top;
        if at >= self.root_end {
            end_without_roots();
        }
        // SAFETY: `at` lies inside the mapping.
        unsafe { at.write(word) };
        self.root_top = at.wrapping_add(1);
        at
    }

    /// How far the root stack is in use.
    pub(crate) fn root_mark(&self) -> RootMark {
        RootMark(self.root_top)
    }

    /// Releases what was rooted since.
    pub(crate) fn release_roots(&mut self, mark: RootMark) {
        self.root_top = mark.0;
    }

    /// Roots a value until the running native function returns, or the enclosing
    /// [`Context::scope`] ends.
    pub fn root(&mut self, value: impl Into<Value>) -> Root {
        Root(self.push_slot(value.into().bits()))
    }

    /// Runs `f` and releases the roots that it made. For loops that root something each time.
    pub fn scope<R>(&mut self, f: impl FnOnce(&mut Context) -> R) -> R {
        let mark = self.root_mark();
        let result = f(self);
        self.release_roots(mark);
        result
    }

    /// Collects if the heap asks for it: call it in loops of built-ins that allocate without end.
    /// A safepoint like a call into JavaScript: root what you hold.
    pub fn poll(&mut self) {
        if self.gc_pending != 0 && self.heap.is_due() {
            self.collect();
        }
    }

    /// Bytes in use by the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.heap.used()
    }

    /// Collects if an allocation has failed: the safepoints that do not poll do this, so that code
    /// that caught the RangeError of the heap's limit finds memory again.
    pub fn collect_if_starved(&mut self) {
        if self.gc_pending != 0 && self.heap.is_starved() {
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
            let key = self.atom(f.property())?;
            let found = self.ordinary_own_property(holder, key.into())?;
            self.fast_builtins[f as usize] = found.map_or(Value::UNDEFINED, |p| p.value);
        }
        // So that reads of its properties are cached.
        self.become_prototype(math);
        Ok(())
    }

    /// Something in the prototype chains or the global object changed: caches must look again.
    pub(crate) fn bump_epoch(&mut self) {
        self.proto_epoch += 1;
    }

    pub(crate) fn module_desc(&self, index: usize) -> Option<&'static ModuleDesc> {
        self.modules.desc(index)
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
        // SAFETY: the context owns the mapping, and nothing uses its roots any more.
        unsafe { unmap(self.root_base.cast(), self.root_end as usize - self.root_base as usize) };
    }
}
