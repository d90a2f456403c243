//! The arguments of a built-in.

use crate::cell::FunctionCell;
use crate::values::Value;
use std::marker::PhantomData;
use yarrow_abi::layout::{CALL_HEADER, CONSTRUCT_FLAG};

/// What a built-in was called with. It all lies on the root stack, where nobody changes it during the call.
#[derive(Clone, Copy)]
pub struct Args<'s> {
    sp: *mut u64,
    argc: u64,
    call: PhantomData<&'s ()>,
}

impl<'s> Args<'s> {
    /// # Safety
    /// The calling convention: callee, receiver and arguments lie at `sp`, as `argc` says, for `'s`.
    pub(crate) unsafe fn new(sp: *mut u64, argc: u64) -> Self {
        Args { sp, argc, call: PhantomData }
    }

    fn word(&self, i: usize) -> Value<'s> {
        // SAFETY: the caller wrote callee, receiver and arguments at `sp`, and they stay there.
        unsafe { Value::from_bits(self.sp.add(i).read()) }
    }

    /// Argument `i`, `undefined` if absent.
    #[must_use]
    pub fn get(&self, i: usize) -> Value<'s> {
        if i < self.len() { self.word(CALL_HEADER + i) } else { Value::UNDEFINED }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        (self.argc & !CONSTRUCT_FLAG) as usize
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `this` of a call; `undefined` in a construction.
    #[must_use]
    pub fn this(&self) -> Value<'s> {
        if self.is_construct() { Value::UNDEFINED } else { self.word(1) }
    }

    #[must_use]
    pub fn callee(&self) -> Value<'s> {
        self.word(0)
    }

    #[must_use]
    pub fn is_construct(&self) -> bool {
        self.argc & CONSTRUCT_FLAG != 0
    }

    /// `new.target`, `undefined` in a call.
    #[must_use]
    pub fn new_target(&self) -> Value<'s> {
        if self.is_construct() { self.word(1) } else { Value::UNDEFINED }
    }

    /// The arguments from `first` on; none if there are fewer.
    #[must_use]
    pub fn from(&self, first: usize) -> &'s [Value<'s>] {
        let first = first.min(self.len());
        // SAFETY: as for `word`; a value is one word.
        unsafe { std::slice::from_raw_parts(self.sp.add(CALL_HEADER + first).cast(), self.len() - first) }
    }

    /// All arguments, copied.
    #[must_use]
    pub fn to_vec(&self) -> Vec<Value<'s>> {
        self.from(0).to_vec()
    }

    /// The value that the function was made with, as its own.
    #[must_use]
    pub fn data(&self) -> Value<'s> {
        // What a built-in captures never changes, and the callee is rooted.
        self.callee().layout::<FunctionCell>().map_or(Value::UNDEFINED, |f| f.env.get())
    }
}
