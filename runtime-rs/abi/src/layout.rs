//! Byte offsets and constants of the structures that compiled code reads and writes directly.
//! The structs themselves live in `yarrow-objects`, which asserts these offsets beside them.

/// Kind of a heap cell, the byte at [`CELL_KIND`]. Kinds from [`CellKind::FIRST_OBJECT`] on are
/// JavaScript objects and begin with the object header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum CellKind {
    /// Raw words traced as values: property slots, elements.
    Buffer = 0,
    String = 1,
    Symbol = 2,
    /// A scope whose bindings are captured.
    Environment = 3,
    /// Iteration record of a `for-of`, spread, destructuring or `yield*` that has no fast form.
    IterRecord = 4,
    /// State of a `for-in`.
    ForInState = 5,
    /// A getter/setter pair in a property slot.
    Accessor = 6,
    /// A result object that `yield*` passes on unopened.
    RawResult = 7,
    BigInt = 8,
    /// What is to happen when a promise settles.
    Reaction = 9,
    /// The frame of an async function that waits.
    Coroutine = 10,
    // Objects from here on.
    Object = 16,
    Array = 17,
    Function = 18,
    Generator = 19,
    Error = 20,
    /// Boolean, Number, String, Symbol and BigInt wrapper objects.
    Wrapper = 21,
    Map = 22,
    Set = 23,
    WeakMap = 24,
    WeakSet = 25,
    WeakRef = 26,
    Date = 27,
    RegExp = 28,
    /// Iterators of the built-in collections and strings.
    BuiltinIterator = 29,
    Arguments = 30,
    /// A module namespace.
    Namespace = 31,
    /// Objects made by a host through the C interface, with a user-data pointer.
    Host = 32,
    FinalizationRegistry = 33,
    /// A Proxy that cannot be called; one that can is a Function with [`INFO_PROXY`].
    Proxy = 34,
    /// An ArrayBuffer or SharedArrayBuffer, which owns its bytes.
    ArrayBuffer = 35,
    TypedArray = 36,
    DataView = 37,
    /// A DisposableStack or AsyncDisposableStack.
    DisposableStack = 38,
    Promise = 39,
    AsyncGenerator = 40,
    /// A Timeout or an Immediate.
    Timer = 41,
    /// An instance of a class of the host's library (`runtime-rs/web`), with internal slots.
    Platform = 48,
    /// An object that JavaScript never sees and that owns a value of Rust's.
    RustData = 49,
}

impl CellKind {
    pub const FIRST_OBJECT: u8 = 16;
}

// --- every cell -------------------------------------------------------------------------------
/// `u32`: the shape of an object, never 0. Strings and symbols carry 0: so a property access that
/// has found the word not to be 0 may compare it with cached shapes without asking for the kind.
/// Cells that JavaScript never sees have a word of their own (an Environment: its slot count).
pub const CELL_SHAPE: i32 = 0;
/// `u8`: [`CellKind`].
pub const CELL_KIND: i32 = 4;
/// `u8`: flags of the kind.
pub const CELL_FLAGS: i32 = 5;
/// `u16`: a word of the kind (an Object: inline capacity).
pub const CELL_AUX: i32 = 6;

// --- String -----------------------------------------------------------------------------------
pub const STRING_LATIN1: u8 = 1;
pub const STRING_ROPE: u8 = 2;
/// Interned: equal interned strings are the same cell. Property keys are interned.
pub const STRING_ATOM: u8 = 4;
/// `u32`: length in UTF-16 code units.
pub const STRING_LENGTH: i32 = 8;
/// First code unit of a flat string.
pub const STRING_CHARS: i32 = 16;

/// Rope: the left part, or the flat string once [`STRING_ROPE_RIGHT`] is 0.
pub const STRING_ROPE_LEFT: i32 = 16;
/// Rope: the right part; 0 once flattened.
pub const STRING_ROPE_RIGHT: i32 = 24;

// --- IterRecord -------------------------------------------------------------------------------
/// First eight bytes of a record, not yet done, over an array whose iteration nobody has tampered with.
pub const ITER_ARRAY_HEADER: u64 = 2 | (CellKind::IterRecord as u64) << 32 | 1 << 40;
/// First eight bytes of a record, not yet done, of an iterator and its `next`.
pub const ITER_GENERIC_HEADER: u64 = 2 | (CellKind::IterRecord as u64) << 32;
/// The bit of the first eight bytes that says that a record is done.
pub const ITER_DONE_BIT: u64 = 1 << 48;
pub const ITER_RECORD_SIZE: usize = 24;
/// Value: the array, or the iterator.
pub const ITER_SOURCE: i32 = 8;
/// Value: the index of the next element, or `next`.
pub const ITER_STATE: i32 = 16;

// --- Environment ------------------------------------------------------------------------------
pub const ENV_SLOTS: i32 = 8;

// --- every object -----------------------------------------------------------------------------
/// `*mut u64`: out-of-line property slots, or null.
pub const OBJECT_SLOTS: i32 = 8;
/// `*mut u64`: indexed elements, never null (the context's empty elements when there are none).
pub const OBJECT_ELEMENTS: i32 = 16;
/// First inline property slot of a [`CellKind::Object`].
pub const OBJECT_INLINE: i32 = 24;
/// TypedArray: the object of its buffer, as a value; then what compiled code needs to reach an element. The number of elements is 0
/// unless the array has a fixed length and so has its buffer, whose bytes then stay where they are until they are detached.
pub const TYPED_ARRAY_BUFFER: i32 = OBJECT_INLINE;
/// The address of the first element.
pub const TYPED_ARRAY_DATA: i32 = OBJECT_INLINE + 32;
/// How many elements there are, as a u32.
pub const TYPED_ARRAY_LENGTH: i32 = OBJECT_INLINE + 40;
/// An [`ElementType`](crate::element_type::ElementType), as a byte.
pub const TYPED_ARRAY_ELEMENT: i32 = OBJECT_INLINE + 44;
/// In the flags of an ArrayBuffer: its bytes are gone.
pub const BUFFER_DETACHED: u8 = 16;
/// `u32` before the first element: how many elements are initialised (holes count).
pub const ELEMENTS_LEN: i32 = -8;
/// `u32` before the first element: capacity.
pub const ELEMENTS_CAP: i32 = -4;

/// `u32`: `length` of an Array. Elements at or past the initialised count are absent.
pub const ARRAY_LENGTH: i32 = 24;
pub const ARRAY_SIZE: i32 = 32;

// --- Function ---------------------------------------------------------------------------------
/// The code: a function of the JavaScript calling convention.
pub const FUNCTION_CODE: i32 = 24;
/// Value: the captured environment, or `undefined`. For built-ins: a value of their own.
pub const FUNCTION_ENV: i32 = 32;
/// `*const FunctionInfo`.
pub const FUNCTION_INFO: i32 = 40;
/// Value: the home object of a method, or `undefined`.
pub const FUNCTION_HOME: i32 = 48;
/// Value: a class constructor's field initialiser function, or `undefined`.
pub const FUNCTION_FIELDS: i32 = 56;
pub const FUNCTION_SIZE: i32 = 64;

// --- Generator, AsyncGenerator, Coroutine --------------------------------------------------------
// What a function suspends into. The fields up to the slots are the same for all three; a Coroutine is no object.
/// The resume function: `extern "C" fn(ctx, sp, generator, mode: u64, value) -> value`, the mode a
/// [`crate::kinds::ResumeMode`].
pub const GENERATOR_RESUME: i32 = 24;
/// `u32`: the state it resumes from; 0 before the first resumption.
pub const GENERATOR_STATE: i32 = 32;
/// `u32`: [`GENERATOR_RUNNING`], [`GENERATOR_DONE`], [`GENERATOR_DELEGATING`], [`GENERATOR_AWAITING`]; 0 when it is
/// suspended at a plain `yield` or not started.
pub const GENERATOR_FLAGS: i32 = 36;
/// `*const FrameDesc`.
pub const GENERATOR_DESC: i32 = 40;
/// First frame slot of a Generator and of a Coroutine; each is 8 bytes.
pub const GENERATOR_SLOTS: i32 = 48;
/// Value, of a Coroutine: the promise of its result.
pub const COROUTINE_PROMISE: i32 = 8;
/// Value, of an AsyncGenerator: the promise of the request that it works on, `undefined` if there is none.
pub const ASYNC_GENERATOR_REQUEST: i32 = 48;
/// Value, of an AsyncGenerator: the requests behind that one, `undefined` if there are none.
pub const ASYNC_GENERATOR_QUEUE: i32 = 56;
/// First frame slot of an AsyncGenerator.
pub const ASYNC_GENERATOR_SLOTS: i32 = 64;

pub const GENERATOR_RUNNING: u32 = 1;
pub const GENERATOR_DONE: u32 = 2;
/// Suspended inside `yield*`: the value just answered may be a `RawResult` cell.
pub const GENERATOR_DELEGATING: u32 = 4;
/// Suspended at an `await`: the value that it left with is what it waits for.
pub const GENERATOR_AWAITING: u32 = 8;
/// Suspended inside `yield*`, and perhaps in the middle of a chain of such generators that is stepped as a whole: only the runtime
/// can tell whether it runs.
pub const GENERATOR_CHAINED: u32 = 16;
/// Beside DELEGATING, a bit for how many generators, each in a `yield*` over the next, passed on the value just answered: one,
/// two or three.
pub const GENERATOR_DEPTHS: [u32; 3] = [32, 64, 128];
/// The same for more than three. The runtime makes its next step.
pub const GENERATOR_DEEP: u32 = 256;

// --- Promise ----------------------------------------------------------------------------------
/// Value: while the promise is pending, the reaction registered last, or `undefined`; then its result.
pub const PROMISE_WORD: i32 = 24;
pub const PROMISE_SIZE: i32 = 32;

// --- the call ---------------------------------------------------------------------------------
/// Root-stack words before the first argument: callee and `this`.
pub const CALL_HEADER: usize = 2;
/// Set in `argc` for `[[Construct]]`; `sp[1]` then holds `new.target`.
pub const CONSTRUCT_FLAG: u64 = 1 << 32;

// --- Context (the prefix that compiled code knows) -----------------------------------------------
/// Value thrown and not yet caught.
pub const CONTEXT_EXCEPTION: i32 = 0;
/// `*mut u64`: end of the live root stack while Rust code runs.
pub const CONTEXT_ROOT_TOP: i32 = 8;
/// `*mut u64`: frames that would reach past it overflow the stack.
pub const CONTEXT_ROOT_LIMIT: i32 = 16;
/// Native stack addresses below it overflow the stack.
pub const CONTEXT_NATIVE_LIMIT: i32 = 24;
/// `u32`: non-zero asks the next poll to collect.
pub const CONTEXT_GC_PENDING: i32 = 32;
/// `u32`: shape of `{ value, done }` results: two inline slots in this order.
pub const CONTEXT_ITER_RESULT_SHAPE: i32 = 36;
/// `u64`: changes whenever an object that serves as a prototype (or the global object) changes
/// its shape, or a prototype link changes, and with every collection. It only grows, and no program lives to see
/// it wrap: 32 bits would take a loop of such changes two minutes, and make caches of old valid again.
/// Never 0, so that a fresh cache is never valid.
pub const CONTEXT_PROTO_EPOCH: i32 = 40;
/// `*mut *mut u8`: module instances by module index.
pub const CONTEXT_INSTANCES: i32 = 48;
/// `*mut u64`: the elements pointer of objects without elements.
pub const CONTEXT_EMPTY_ELEMENTS: i32 = 56;
/// Value: %GeneratorPrototype%.next.
pub const CONTEXT_GENERATOR_NEXT: i32 = 64;
/// `u32`: shape of arrays made by literals.
pub const CONTEXT_ARRAY_SHAPE: i32 = 72;
/// `u32`: shape of the functions that are neither generators nor async.
pub const CONTEXT_FUNCTION_SHAPE: i32 = 76;
/// [`SIZE_CLASSES`] buckets of `{ cur: *mut u8, end: *mut u8 }`: a run of free memory of the
/// class. Allocation in compiled code: `p = cur; if end - p < size { slow } cur = p + size`.
pub const CONTEXT_BUCKETS: i32 = 80;

/// Cells of up to `SIZE_CLASSES * SIZE_GRANULE` bytes have a bucket; bucket `k` serves cells of
/// `(k + 1) * SIZE_GRANULE` bytes.
pub const SIZE_CLASSES: usize = 32;
pub const SIZE_GRANULE: usize = 16;

/// [`FastBuiltin::COUNT`] values: the intrinsic functions that compiled code does inline, in the order of
/// [`FastBuiltin`]. That of `push` is 0 as soon as a prototype has indexed properties: then an append
/// to an array has to look at its prototypes.
pub const CONTEXT_FAST_BUILTINS: i32 = CONTEXT_BUCKETS + (SIZE_CLASSES * 16) as i32;
/// u64: the epoch in which the iterators of arrays, strings, Maps and Sets were found to have neither `return` nor `throw`.
pub const CONTEXT_BARE_ITERATORS: i32 = CONTEXT_FAST_BUILTINS + FastBuiltin::COUNT as i32 * 8;
/// [`INTACT_ENTRIES`] entries `{ shape: u32, epoch: u64 }`, that of a shape by its low bits: in this epoch, iterating an object of the
/// shape by the protocol does what iterating it directly does. A generator's shape also says that its `return` is the intrinsic one.
pub const CONTEXT_INTACT: i32 = CONTEXT_BARE_ITERATORS + 8;
pub const INTACT_ENTRIES: usize = 16;
pub const INTACT_ENTRY: i32 = 16;
pub const INTACT_ENTRY_EPOCH: i32 = 8;
/// [`RESULT_ENTRIES`] entries `{ shape: u32, done: u32, value: u32, reserved: u32 }`, that of a shape by its low bits: where objects
/// of the shape have these properties as plain values in themselves; 0 where they do not, or for no shape.
pub const CONTEXT_RESULTS: i32 = CONTEXT_INTACT + INTACT_ENTRIES as i32 * INTACT_ENTRY;
pub const RESULT_ENTRIES: usize = 4;
pub const RESULT_ENTRY: i32 = 16;
pub const RESULT_ENTRY_DONE: i32 = 4;
pub const RESULT_ENTRY_VALUE: i32 = 8;

/// `*const u64`: the strings of one code unit, of those up to 255.
pub const CONTEXT_SINGLE_CHARS: i32 = CONTEXT_RESULTS + RESULT_ENTRIES as i32 * RESULT_ENTRY;
pub const SINGLE_CHARS: u64 = 256;

/// Intrinsic functions that compiled code does inline, where a call's callee turns out to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum FastBuiltin {
    MathAbs = 0,
    MathCeil = 1,
    MathFloor = 2,
    MathImul = 3,
    MathMax = 4,
    MathMin = 5,
    MathSqrt = 6,
    MathTrunc = 7,
    StringCharCodeAt = 8,
    ArrayPush = 9,
    ArrayPop = 10,
    ArrayShift = 11,
    StringFromCharCode = 12,
}

impl FastBuiltin {
    pub const COUNT: usize = 13;

    pub const ALL: [FastBuiltin; FastBuiltin::COUNT] = [
        FastBuiltin::MathAbs,
        FastBuiltin::MathCeil,
        FastBuiltin::MathFloor,
        FastBuiltin::MathImul,
        FastBuiltin::MathMax,
        FastBuiltin::MathMin,
        FastBuiltin::MathSqrt,
        FastBuiltin::MathTrunc,
        FastBuiltin::StringCharCodeAt,
        FastBuiltin::ArrayPush,
        FastBuiltin::ArrayPop,
        FastBuiltin::ArrayShift,
        FastBuiltin::StringFromCharCode,
    ];

    /// The property that it is called by.
    #[must_use]
    pub const fn property(self) -> &'static str {
        match self {
            FastBuiltin::MathAbs => "abs",
            FastBuiltin::MathCeil => "ceil",
            FastBuiltin::MathFloor => "floor",
            FastBuiltin::MathImul => "imul",
            FastBuiltin::MathMax => "max",
            FastBuiltin::MathMin => "min",
            FastBuiltin::MathSqrt => "sqrt",
            FastBuiltin::MathTrunc => "trunc",
            FastBuiltin::StringCharCodeAt => "charCodeAt",
            FastBuiltin::ArrayPush => "push",
            FastBuiltin::ArrayPop => "pop",
            FastBuiltin::ArrayShift => "shift",
            FastBuiltin::StringFromCharCode => "fromCharCode",
        }
    }

    /// How many arguments a call must pass to be done inline.
    #[must_use]
    pub const fn argument_count(self) -> usize {
        match self {
            FastBuiltin::MathImul | FastBuiltin::MathMax | FastBuiltin::MathMin => 2,
            FastBuiltin::MathAbs
            | FastBuiltin::MathCeil
            | FastBuiltin::MathFloor
            | FastBuiltin::MathSqrt
            | FastBuiltin::MathTrunc
            | FastBuiltin::StringCharCodeAt
            | FastBuiltin::StringFromCharCode
            | FastBuiltin::ArrayPush => 1,
            FastBuiltin::ArrayPop | FastBuiltin::ArrayShift => 0,
        }
    }

    /// Where the context holds it.
    #[must_use]
    pub const fn context_offset(self) -> i32 {
        CONTEXT_FAST_BUILTINS + self as i32 * 8
    }
}

// --- inline caches (in the module instance) ------------------------------------------------------
/// Get: `{ own_shape: u32, own_offset: u32, proto_shape: u32, _: u32, epoch: u64, slot: *const u64 }`.
/// If the receiver's shape is `own_shape`, the value is at `receiver + own_offset`. If it is
/// `proto_shape` and `epoch` is the context's, it is at `slot`. A fresh cache has [`IC_FRESH`] as its first
/// word, which no cell has in the place of a shape, and is zero from there on; no object has shape 0.
pub const GET_IC_OWN_SHAPE: i32 = 0;
pub const GET_IC_OWN_OFFSET: i32 = 4;
pub const GET_IC_PROTO_SHAPE: i32 = 8;
pub const GET_IC_EPOCH: i32 = 16;
pub const GET_IC_SLOT: i32 = 24;
/// Three more entries, for sites that see several shapes: `{ shape: u32, offset: u32, slot: *const u64 }`. An own property at
/// `offset` where `slot` is 0, an own one out of line where it is [`GET_IC_OUT_OF_LINE`], else a property of the chain at `slot`,
/// while `epoch` is the context's. The shape of an empty entry is 0.
pub const GET_IC_MORE: i32 = 32;
pub const GET_IC_MORE_COUNT: usize = 3;
pub const GET_IC_ENTRY: i32 = 16;
pub const GET_IC_ENTRY_OFFSET: i32 = 4;
pub const GET_IC_ENTRY_SLOT: i32 = 8;
pub const GET_IC_OUT_OF_LINE: u64 = 8;
/// The bit of a `slot` that holds an accessor, which the runtime alone calls.
pub const GET_IC_GETTER: u64 = 1 << 63;
/// Set: `{ own_shape: u32, own_offset: u32, add_from: u32, add_to: u32, epoch: u64, add_offset: u32 }`.
/// Shape `own_shape`: overwrite a writable data property. Shape `add_from` with the context's
/// epoch: store at `add_offset` and change the shape to `add_to`. Offsets are inline slots.
pub const SET_IC_OWN_SHAPE: i32 = 0;
pub const SET_IC_OWN_OFFSET: i32 = 4;
pub const SET_IC_ADD_FROM: i32 = 8;
pub const SET_IC_ADD_TO: i32 = 12;
pub const SET_IC_EPOCH: i32 = 16;
pub const SET_IC_ADD_OFFSET: i32 = 24;
/// Six more entries `{ shape: u32, offset: u32 }` of writable properties to overwrite. The shape of an empty one is 0.
pub const SET_IC_MORE: i32 = 28;
pub const SET_IC_MORE_COUNT: usize = 6;
pub const SET_IC_ENTRY: i32 = 8;
pub const SET_IC_ENTRY_OFFSET: i32 = 4;
/// Global: `{ epoch: u64, slot: *const u64 }`: valid while `epoch` is the context's.
pub const GLOBAL_IC_EPOCH: i32 = 0;
pub const GLOBAL_IC_SLOT: i32 = 8;
/// The first word of a fresh cache of any sort: no shape, no epoch, no function.
pub const IC_FRESH: u64 = u64::MAX;
/// The `proto_shape` of a receiver that is a primitive string.
pub const STRING_RECEIVER: u32 = u32::MAX;
/// Allocation: `{ target: u64, epoch: u64, shape: u32, bucket: u32, size: u32, _: u32, header: u64 }`: what a site
/// gives the objects that it makes. While `epoch` is the context's, objects made for the function
/// `target`, whose `prototype` they inherit from, have the shape `shape`; constructors allocate `size`
/// bytes from the bucket at offset `bucket` of the context and store `header` at their start. Object
/// literals use `shape` alone, valid if it is not 0.
pub const ALLOC_IC_TARGET: i32 = 0;
pub const ALLOC_IC_EPOCH: i32 = 8;
pub const ALLOC_IC_SHAPE: i32 = 16;
pub const ALLOC_IC_BUCKET: i32 = 20;
pub const ALLOC_IC_SIZE: i32 = 24;
pub const ALLOC_IC_HEADER: i32 = 32;
/// Private: `{ name: u64, own_shape: u32, own_offset: u32, add_from: u32, add_to: u32, add_offset: u32 }`. All of it is
/// about the private name `name`, since a site sees another one each time that its class is evaluated. Shape `own_shape`: the
/// object has the member, which is no accessor (and, where the site writes, is writable). Shape `add_from`: store at
/// `add_offset` and change the shape to `add_to`. Offsets are inline slots. Neither depends on prototypes.
///
/// A name that has died cannot be mistaken for one that lies where it lay: an object of a shape that the cache knows keeps the
/// shape's keys alive, and a cache forgets all when one of its shapes dies.
pub const PRIVATE_IC_NAME: i32 = 0;
pub const PRIVATE_IC_OWN_SHAPE: i32 = 8;
pub const PRIVATE_IC_OWN_OFFSET: i32 = 12;
pub const PRIVATE_IC_ADD_FROM: i32 = 16;
pub const PRIVATE_IC_ADD_TO: i32 = 20;
pub const PRIVATE_IC_ADD_OFFSET: i32 = 24;
/// Every cache has this size.
pub const IC_SIZE: usize = 80;

/// The cell of a layout that compiled code assumes of objects:
/// `{ shapes: [u32; LAYOUT_SHAPES], learned: u32, offsets: [u32; LAYOUT_FIELDS] }`. Objects of one of the shapes have the properties of the
/// layout as own data properties at these offsets from their start. Places without a shape hold [`LAYOUT_NO_SHAPE`]; 0 is that of strings.
///
/// Code reads an offset after it has compared a shape, perhaps much later: a collection takes shapes from a cell and leaves offsets.
/// Only [`rt_layout_learn`](crate::functions) writes offsets, where no code counts on those of this cell.
pub const LAYOUT_SHAPES: usize = 6;
pub const LAYOUT_NO_SHAPE: u32 = u32::MAX;
pub const LAYOUT_LEARNED: usize = 24;
pub const LAYOUT_OFFSETS: usize = 28;
pub const LAYOUT_FIELDS: usize = 13;
pub const LAYOUT_SIZE: usize = 80;
/// In the names that a layout is learned by (`u32` each, first their count, then indices of strings of the module): the property is
/// written.
pub const LAYOUT_WRITTEN: u32 = 1 << 31;

// --- static data of a compiled module ------------------------------------------------------------
/// What the compiler knows of a function, `repr(C)`, in read-only data of the object file.
#[repr(C)]
#[derive(Debug)]
pub struct FunctionInfo {
    /// Function name, UTF-8, or null for built-ins whose name is a property.
    pub name: *const u8,
    pub name_len: u32,
    /// The `length` property.
    pub length: u32,
    pub flags: u32,
    /// Inline property slots to give an object that it constructs.
    pub inline_slots: u32,
    /// Byte range of the source text.
    pub source_start: u32,
    pub source_end: u32,
}

// SAFETY: the pointers are to immutable static data.
unsafe impl Sync for FunctionInfo {}

pub const INFO_CONSTRUCTOR: u32 = 1;
pub const INFO_CLASS: u32 = 2;
pub const INFO_DERIVED: u32 = 4;
pub const INFO_GENERATOR: u32 = 8;
pub const INFO_ASYNC: u32 = 16;
/// Arrow functions and methods: no `prototype` property, not a constructor.
pub const INFO_METHOD: u32 = 32;
pub const INFO_STRICT: u32 = 64;
pub const INFO_NATIVE: u32 = 128;
/// A callable Proxy: a Function like the built-ins, with internal methods of its own.
pub const INFO_PROXY: u32 = 256;
/// Nothing in the function depends on another argument than the first, nor on how many there are.
pub const INFO_ONE_ARGUMENT: u32 = 512;

/// Layout of a generator's frame, `repr(C)`, read-only. The collector traces slot `i` of a
/// generator suspended in state `s`, or running since it was resumed from there, iff bit `i % 64`
/// of `maps[s * map_words + i / 64]` is set.
#[repr(C)]
#[derive(Debug)]
pub struct FrameDesc {
    pub slot_count: u32,
    /// Number of states, state 0 ("not started") included.
    pub state_count: u32,
    /// `u64` words per state: `slot_count.div_ceil(64)`.
    pub map_words: u32,
    /// Byte offset of the first slot in the cell.
    pub slots_offset: u32,
    pub maps: *const u64,
    /// For each state its location index (see [`ModuleDesc::locations`]), for stack traces.
    pub state_locations: *const u32,
    /// The module that those are of: [`ModuleDesc::index`].
    pub module: *const u32,
    /// For each state that is a suspension in a `yield*`: 1 + the slot of the iterator; 0 for the others. May be null.
    pub delegates: *const u32,
}

// SAFETY: the pointers are to immutable static data.
unsafe impl Sync for FrameDesc {}

/// A source location, 1-based, with the name of the function it lies in.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Location {
    pub file: u32,
    pub line: u32,
    pub column: u32,
    /// Index into [`ModuleDesc::names`].
    pub function: u32,
    /// Of what stands in the place of a call: the location of that call; else 0.
    pub caller: u32,
}

/// A UTF-8 byte string of a compiled module, not NUL-terminated.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct StaticStr {
    pub ptr: *const u8,
    pub len: u64,
}

/// A function that locations lie in: its name, and the byte range of its source, which tells it from others of the name.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct FunctionName {
    pub text: StaticStr,
    pub source_start: u32,
    pub source_end: u32,
}

/// A string constant: `flags & 1`: UTF-16 (little-endian code units at `ptr`), else Latin-1.
/// `len` counts code units.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct StaticString {
    pub ptr: *const u8,
    pub len: u32,
    pub flags: u32,
}

/// One export of a compiled library: its name, the index of the global that holds it, and [`EXPORT_PROPERTIES`] or 0.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct ExportDesc {
    pub name: StaticStr,
    pub global: u32,
    pub flags: u32,
}

/// The own enumerable properties of the export's value are exports as well: it is a CommonJS file's `module.exports`.
pub const EXPORT_PROPERTIES: u32 = 1;

/// One compiled program (all its source modules together), `repr(C)`, the symbol
/// `<prefix>_module`. The runtime allocates one *instance* of it in each context:
/// `globals`, then `strings` (atoms, created when loaded), then cells of layouts of [`LAYOUT_SIZE`] bytes, then `ics` caches of
/// [`IC_SIZE`] bytes.
#[repr(C)]
#[derive(Debug)]
pub struct ModuleDesc {
    pub abi_version: u32,
    pub global_count: u32,
    pub string_count: u32,
    pub ic_count: u32,
    pub strings: *const StaticString,
    /// A function of the JavaScript calling convention that runs the top level of every module in order.
    pub init: *const u8,
    /// Written once by the runtime: index into the context's instances.
    pub index: *mut u32,
    pub files: *const StaticStr,
    pub names: *const FunctionName,
    pub locations: *const Location,
    pub exports: *const ExportDesc,
    pub file_count: u32,
    pub name_count: u32,
    pub location_count: u32,
    pub export_count: u32,
    /// [`crate::INSTALL_EVALUATOR_SYMBOL`] of a module that may evaluate text, else null.
    pub install_evaluator: *const u8,
    /// [`crate::libraries::Library::symbol`] of each library that the module names a global of: they are called in this order when
    /// the module is loaded.
    pub libraries: *const *const u8,
    pub library_count: u32,
    pub layout_count: u32,
    /// Of an executable: the guards of its typed loops. Other modules have none here.
    pub guard_count: u32,
    pub guards: *const GuardPlace,
    /// By guard, how often it has failed: written by the program's thread alone.
    pub guard_exits: *const u64,
    pub assumptions: *const StaticStr,
    pub assumption_count: u32,
}

/// A guard whose failures are counted.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct GuardPlace {
    /// Index into [`ModuleDesc::locations`].
    pub location: u32,
    /// Index into [`ModuleDesc::assumptions`].
    pub assumes: u32,
}

// SAFETY: the pointers are to immutable static data, but for `index`, written under a lock, and `guard_exits`, which only an
// executable has: its one thread writes and reads them.
unsafe impl Sync for ModuleDesc {}

/// Byte offset of the string constants in an instance.
#[must_use]
pub const fn instance_strings(global_count: usize) -> usize {
    global_count * 8
}

/// Byte offset of the cells of layouts in an instance.
#[must_use]
pub const fn instance_layouts(global_count: usize, string_count: usize) -> usize {
    (global_count + string_count) * 8
}

/// Byte offset of the inline caches in an instance.
#[must_use]
pub const fn instance_ics(global_count: usize, string_count: usize, layout_count: usize) -> usize {
    instance_layouts(global_count, string_count) + layout_count * LAYOUT_SIZE
}
