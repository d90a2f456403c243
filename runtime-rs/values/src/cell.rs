//! The heap cells as Rust sees them; their offsets are those of [`yarrow_abi::layout`].

pub use crate::header::CellHeader;
use std::mem::{offset_of, size_of};
use yarrow_abi::layout as abi;

/// Without a lifetime: nothing here collects.
type Value = crate::Value<'static>;

#[repr(C)]
pub struct StringCell {
    pub header: CellHeader,
    pub length: u32,
    /// Hash of the code units; 0: not computed.
    pub hash: u32,
    /// Flat: the first units. Rope: left part; the flat string once flattened.
    pub left: Value,
    /// Rope: right part; EMPTY once flattened.
    pub right: Value,
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
    pub len: u32,
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
    pub slots: *mut Value,
    pub elements: *mut Value,
}

#[repr(C)]
pub struct ArrayCell {
    pub object: ObjectCell,
    pub length: u32,
}

#[repr(C)]
pub struct FunctionCell {
    pub object: ObjectCell,
    pub code: *const u8,
    pub env: Value,
    pub info: *const abi::FunctionInfo,
    /// Home object; a built-in's Rust function (its bits, never traced).
    pub home: Value,
    /// Field initialiser; a built-in's name.
    pub fields: Value,
}

#[repr(C)]
pub struct GeneratorCell {
    pub object: ObjectCell,
    pub resume: *const u8,
    pub state: u32,
    pub flags: u32,
    pub desc: *const abi::FrameDesc,
}

/// Objects that own something of Rust's: a table, a host's pointer.
#[repr(C)]
pub struct OwnerCell {
    pub object: ObjectCell,
    pub owned: *mut u8,
    pub extra: *mut u8,
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
    /// Of a Function or Generator: it belongs to a realm that is not the first one.
    pub const FOREIGN: u8 = 16;
}

const _: () = {
    assert!(offset_of!(CellHeader, word) as i32 == abi::CELL_SHAPE);
    assert!(offset_of!(CellHeader, kind) as i32 == abi::CELL_KIND);
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
};
