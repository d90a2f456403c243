//! The functions that C hosts call, declared by hand in `runtime-c/include/yarrow.h`.
//!
//! A test holds three lists against each other, both ways: these names, the declarations of the
//! header, and the symbols that the runtime archive defines besides [`crate::functions::RtFn`].

/// Every host function, in the order of the header.
pub const HOST_FUNCTIONS: &[&str] = &[
    "rt_context_new",
    "rt_context_free",
    "rt_module_load",
    "rt_module_export",
    "rt_undefined",
    "rt_null",
    "rt_boolean",
    "rt_number",
    "rt_string_make",
    "rt_object_make",
    "rt_array_make",
    "rt_function_make",
    "rt_kind_of",
    "rt_to_boolean",
    "rt_as_number",
    "rt_string_copy",
    "rt_to_display_string",
    "rt_get",
    "rt_set",
    "rt_get_index",
    "rt_set_index",
    "rt_length",
    "rt_call",
    "rt_handle_new",
    "rt_handle_get",
    "rt_handle_free",
    "rt_generator_next",
    "rt_generator_throw",
    "rt_generator_return",
    "rt_generator_state",
    "rt_generator_done",
    "rt_generator_running",
    "rt_generator_slot_count",
    "rt_generator_slot_is_live",
    "rt_generator_frame_of",
    "rt_throw_value",
    "rt_throw_message",
    "rt_exception_take",
    "rt_exception_message",
    "rt_collect",
    "rt_heap_bytes",
];

/// Answer of a function of the runtime that can fail. What a host returns is a number, which may be none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub enum Status {
    Ok = 0,
    /// JavaScript threw; the exception is pending in the context.
    Exception = 1,
    /// An argument is not what the function takes (null, a value of another kind, a freed handle).
    Invalid = 2,
    /// The name or index is not there.
    Missing = 3,
    /// The heap's limit is reached; its RangeError is pending in the context.
    NoMemory = 4,
}

/// What `rt_kind_of` returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub enum Kind {
    Undefined = 0,
    Null = 1,
    Boolean = 2,
    Number = 3,
    String = 4,
    Symbol = 5,
    Object = 6,
    Array = 7,
    Function = 8,
    Generator = 9,
    Error = 10,
    BigInt = 11,
}

/// One step of a generator.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Step {
    pub value: u64,
    /// 0 or 1.
    pub done: i32,
}
