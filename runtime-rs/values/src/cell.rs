//! The heap cells as Rust sees them; their offsets are those of [`yarrow_abi::layout`].
//!
//! What changes lies in a [`Cell`], so that cells are read and written through shared references, which
//! [`crate::Value::layout`] and [`crate::Object::layout`] give once they have checked the kind. The references are safe; what a
//! field holds is storage's own affair, as it is with [`crate::ObjectFields`]. Layers above cannot name the layouts.

pub use crate::header::{CellHeader, Layout};
use std::cell::Cell;
use std::mem::{offset_of, size_of};
use yarrow_abi::layout as abi;
use yarrow_abi::layout::CellKind;

/// Without a lifetime: nothing here collects.
type Value = crate::Value<'static>;

macro_rules! layouts {
    ($($cell:ty: $kind:ident),* $(,)?) => { $(
        // SAFETY: the type is one of this file, and its cells are made by `Store::new_cell` or to its size.
        unsafe impl Layout for $cell {
            const KIND: CellKind = CellKind::$kind;
        }
    )* };
}

layouts! {
    StringCell: String,
    SymbolCell: Symbol,
    BufferCell: Buffer,
    EnvironmentCell: Environment,
    AccessorCell: Accessor,
    RawResultCell: RawResult,
    ArrayCell: Array,
    FunctionCell: Function,
    CoroutineCell: Coroutine,
    AsyncGeneratorCell: AsyncGenerator,
    PromiseCell: Promise,
    TypedArrayCell: TypedArray,
    ReactionCell: Reaction,
}

// SAFETY: as above; what the three kinds begin with is the same, but that of a Coroutine the two words behind the header are no pointers.
unsafe impl Layout for GeneratorCell {
    const KIND: CellKind = CellKind::Generator;

    fn fits(header: &CellHeader) -> bool {
        SUSPENDED & 1 << header.kind() != 0
    }
}

/// The kinds of a [`GeneratorCell`], a bit for each.
const SUSPENDED: u64 =
    1 << CellKind::Generator as u8 | 1 << CellKind::AsyncGenerator as u8 | 1 << CellKind::Coroutine as u8;

// SAFETY: as above; the kinds are those of objects that own something of Rust's, or refer to it.
unsafe impl Layout for OwnerCell {
    const KIND: CellKind = CellKind::Host;

    fn fits(header: &CellHeader) -> bool {
        OWNERS & 1 << header.kind() != 0
    }
}

/// The kinds of an [`OwnerCell`], a bit for each.
const OWNERS: u64 = 1 << CellKind::Host as u8
    | 1 << CellKind::WeakRef as u8
    | 1 << CellKind::Map as u8
    | 1 << CellKind::Set as u8
    | 1 << CellKind::WeakMap as u8
    | 1 << CellKind::WeakSet as u8
    | 1 << CellKind::ArrayBuffer as u8
    | 1 << CellKind::Namespace as u8
    | 1 << CellKind::RustData as u8;

#[repr(C)]
pub struct StringCell {
    pub header: CellHeader,
    pub length: u32,
    /// Hash of the code units; 0: not computed.
    pub hash: Cell<u32>,
    /// Flat: the first units. Rope: left part; the flat string once flattened.
    pub left: Cell<Value>,
    /// Rope: right part; EMPTY once flattened.
    pub right: Cell<Value>,
}

#[repr(C)]
pub struct SymbolCell {
    pub header: CellHeader,
    pub description: Value,
}

/// A buffer is pointed at by its payload, 16 bytes after its start.
#[repr(C)]
pub struct BufferCell {
    pub header: CellHeader,
    /// Words in use.
    pub len: Cell<u32>,
    pub cap: u32,
}

#[repr(C)]
pub struct EnvironmentCell {
    pub header: CellHeader,
}

#[repr(C)]
pub struct AccessorCell {
    pub header: CellHeader,
    pub getter: Value,
    pub setter: Value,
}

/// A result object on its way through `yield*`.
#[repr(C)]
pub struct RawResultCell {
    pub header: CellHeader,
    pub result: Value,
}

#[repr(C)]
pub struct ObjectCell {
    pub header: CellHeader,
    pub slots: Cell<*mut Value>,
    pub elements: Cell<*mut Value>,
}

#[repr(C)]
pub struct ArrayCell {
    pub object: ObjectCell,
    pub length: Cell<u32>,
}

#[repr(C)]
pub struct FunctionCell {
    pub object: ObjectCell,
    pub code: Cell<*const u8>,
    pub env: Cell<Value>,
    pub info: Cell<*const abi::FunctionInfo>,
    /// Home object; a built-in's Rust function (its bits, never traced).
    pub home: Cell<Value>,
    /// Field initialiser; a built-in's name.
    pub fields: Cell<Value>,
}

/// A TypedArray, which never changes but for its properties.
#[repr(C)]
pub struct TypedArrayCell {
    pub object: ObjectCell,
    /// The view as values: see `view.rs`.
    view: [Cell<Value>; 4],
    /// What compiled code reaches the elements by: see [`abi::TYPED_ARRAY_BUFFER`].
    pub data: Cell<*mut u8>,
    pub length: Cell<u32>,
    pub element: Cell<u8>,
}

/// What a function suspends into, without what its kind has of its own. The frame follows at the offset that `desc` names.
#[repr(C)]
pub struct GeneratorCell {
    pub header: CellHeader,
    own: [Cell<u64>; 2],
    pub resume: Cell<*const u8>,
    pub state: Cell<u32>,
    pub flags: Cell<u32>,
    pub desc: Cell<*const abi::FrameDesc>,
}

/// The start of what an async function suspends into.
#[repr(C)]
pub struct CoroutineCell {
    pub header: CellHeader,
    pub promise: Cell<Value>,
}

/// The start of an async generator.
#[repr(C)]
pub struct AsyncGeneratorCell {
    start: [Cell<u64>; 6],
    /// Of the request that it works on: the promise of its result; the coroutine that awaits the result, of which there is then no
    /// promise; or EMPTY, until that coroutine waits.
    pub request: Cell<Value>,
    /// The requests behind that one.
    pub queue: Cell<Value>,
}

/// The header's `aux` has the state: see `promise.rs` of the crate `yarrow-objects`.
#[repr(C)]
pub struct PromiseCell {
    pub object: ObjectCell,
    /// While the promise is pending, what was registered last: a reaction, a coroutine, or `undefined`. Then its result.
    pub word: Cell<Value>,
}

/// One of the reactions of a promise, which never changes but for `next`. The header's `flags` say what it does, `aux` is the realm
/// that registered it.
#[repr(C)]
pub struct ReactionCell {
    pub header: CellHeader,
    /// A handler or `undefined`; the coroutine to be resumed.
    pub on_fulfilled: Value,
    pub on_rejected: Value,
    /// Whom the handler's completion settles: a promise, a list of a promise and the functions that settle it, or `undefined`.
    pub capability: Value,
    /// What was registered before it, as in [`PromiseCell`].
    pub next: Cell<Value>,
}

/// Objects that own something of Rust's: a table, a host's pointer.
#[repr(C)]
pub struct OwnerCell {
    pub object: ObjectCell,
    pub owned: Cell<*mut u8>,
    pub extra: Cell<*mut u8>,
}

/// What the flags byte of an object says.
pub mod object_flags {
    pub const NON_EXTENSIBLE: u8 = 1;
    /// Serves as a prototype: a change of its shape changes the context's `proto_epoch`.
    pub const IS_PROTO: u8 = 2;
    /// Its indexed properties are in the context's sparse table.
    pub const SPARSE: u8 = 4;
    /// A Function whose `length`, `name` and `prototype` are real properties.
    pub const REIFIED: u8 = 8;
    /// Of another object, beside SPARSE: its elements are frozen, and in its buffer instead of the sparse table. The buffer's length is 0,
    /// so that nothing takes them for dense ones; they are all of its capacity.
    pub const FROZEN_ELEMENTS: u8 = 8;
    /// An Array whose `length` is read-only.
    pub const LENGTH_READ_ONLY: u8 = 16;
    /// Listed in the context's registry of cells that own Rust data.
    pub const REGISTERED: u8 = 32;
    /// Holds functions that fast iteration takes for granted: overwriting a property changes the
    /// `proto_epoch`, and no set cache may do it. Of a Function: the same for its `prototype`, which an
    /// allocation cache has taken for granted.
    pub const WATCHED: u8 = 64;
    /// Some of its internal methods are those of a Proxy or TypedArray: see `exotic.rs`.
    pub const EXOTIC: u8 = 128;
    /// Of an ArrayBuffer: its bytes are gone.
    pub const DETACHED: u8 = yarrow_abi::layout::BUFFER_DETACHED;
    /// Of a Function or Generator: it belongs to a realm that is not the first one.
    pub const FOREIGN: u8 = 16;
}

const _: () = {
    assert!(offset_of!(CellHeader, word) as i32 == abi::CELL_SHAPE);
    assert!(CellHeader::KIND_OFFSET as i32 == abi::CELL_KIND);
    assert!(offset_of!(CellHeader, flags) as i32 == abi::CELL_FLAGS);
    assert!(offset_of!(CellHeader, aux) as i32 == abi::CELL_AUX);
    assert!(offset_of!(StringCell, length) as i32 == abi::STRING_LENGTH);
    assert!(offset_of!(StringCell, left) as i32 == abi::STRING_CHARS);
    assert!(offset_of!(StringCell, left) as i32 == abi::STRING_ROPE_LEFT);
    assert!(offset_of!(StringCell, right) as i32 == abi::STRING_ROPE_RIGHT);
    assert!(size_of::<EnvironmentCell>() as i32 == abi::ENV_SLOTS);
    assert!(offset_of!(ObjectCell, slots) as i32 == abi::OBJECT_SLOTS);
    assert!(offset_of!(ObjectCell, elements) as i32 == abi::OBJECT_ELEMENTS);
    assert!(size_of::<ObjectCell>() as i32 == abi::OBJECT_INLINE);
    assert!(size_of::<BufferCell>() == 16);
    assert!(offset_of!(BufferCell, len) as i32 == 16 + abi::ELEMENTS_LEN);
    assert!(offset_of!(BufferCell, cap) as i32 == 16 + abi::ELEMENTS_CAP);
    assert!(offset_of!(ArrayCell, length) as i32 == abi::ARRAY_LENGTH);
    assert!(size_of::<ArrayCell>() as i32 == abi::ARRAY_SIZE);
    assert!(offset_of!(FunctionCell, code) as i32 == abi::FUNCTION_CODE);
    assert!(offset_of!(FunctionCell, env) as i32 == abi::FUNCTION_ENV);
    assert!(offset_of!(FunctionCell, info) as i32 == abi::FUNCTION_INFO);
    assert!(offset_of!(FunctionCell, home) as i32 == abi::FUNCTION_HOME);
    assert!(offset_of!(FunctionCell, fields) as i32 == abi::FUNCTION_FIELDS);
    assert!(size_of::<FunctionCell>() as i32 == abi::FUNCTION_SIZE);
    assert!(offset_of!(GeneratorCell, resume) as i32 == abi::GENERATOR_RESUME);
    assert!(offset_of!(GeneratorCell, state) as i32 == abi::GENERATOR_STATE);
    assert!(offset_of!(GeneratorCell, flags) as i32 == abi::GENERATOR_FLAGS);
    assert!(offset_of!(GeneratorCell, desc) as i32 == abi::GENERATOR_DESC);
    assert!(size_of::<GeneratorCell>() as i32 == abi::GENERATOR_SLOTS);
    assert!(offset_of!(CoroutineCell, promise) as i32 == abi::COROUTINE_PROMISE);
    assert!(offset_of!(AsyncGeneratorCell, request) as i32 == abi::ASYNC_GENERATOR_REQUEST);
    assert!(offset_of!(AsyncGeneratorCell, queue) as i32 == abi::ASYNC_GENERATOR_QUEUE);
    assert!(size_of::<AsyncGeneratorCell>() as i32 == abi::ASYNC_GENERATOR_SLOTS);
    assert!(offset_of!(TypedArrayCell, view) as i32 == abi::TYPED_ARRAY_BUFFER);
    assert!(offset_of!(TypedArrayCell, data) as i32 == abi::TYPED_ARRAY_DATA);
    assert!(offset_of!(TypedArrayCell, length) as i32 == abi::TYPED_ARRAY_LENGTH);
    assert!(offset_of!(TypedArrayCell, element) as i32 == abi::TYPED_ARRAY_ELEMENT);
    assert!(offset_of!(PromiseCell, word) as i32 == abi::PROMISE_WORD);
    assert!(size_of::<PromiseCell>() as i32 == abi::PROMISE_SIZE);
};
