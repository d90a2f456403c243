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
    "rt_run_jobs",
    "rt_poll",
    "rt_next_deadline",
    "rt_has_pending",
    "rt_operation_begin",
    "rt_operation_end",
    "rt_wakeup_fd",
    "rt_waker_new",
    "rt_wake",
    "rt_waker_free",
    "rt_promise_new",
    "rt_promise_resolve",
    "rt_promise_reject",
    "rt_promise_state",
    "rt_promise_result",
    "rt_promise_then",
    "rt_on_unhandled_rejection",
    "rt_unhandled_rejection_take",
    "rt_async_iterator_open",
    "rt_async_iterator_next",
    "rt_async_iterator_throw",
    "rt_async_iterator_return",
    "rt_async_iterator_step",
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
    Promise = 12,
    AsyncGenerator = 13,
}

/// What `rt_promise_state` returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub enum PromiseState {
    /// The value is no promise.
    None = 0,
    Pending = 1,
    Fulfilled = 2,
    Rejected = 3,
}

/// One step of a generator.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Step {
    pub value: u64,
    /// 0 or 1.
    pub done: i32,
}
