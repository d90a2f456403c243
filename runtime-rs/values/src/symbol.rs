//! Symbols and private names (symbols that reflection does not see).

use crate::cell::SymbolCell;
use crate::{OutOfMemory, Store, Value, bare};
use std::marker::PhantomData;
use std::ptr::NonNull;
use yarrow_abi::layout::CellKind;

/// Flag of the cell: a private name.
const PRIVATE: u8 = 1;

/// A symbol that is alive for `'s`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Symbol<'s>(NonNull<SymbolCell>, PhantomData<&'s ()>);

impl<'s> Symbol<'s> {
    /// # Safety
    /// `cell` is a symbol that is alive for `'s`.
    pub unsafe fn from_ptr(cell: *mut u8) -> Self {
        // SAFETY: the caller's cell is not null.
        Symbol(unsafe { NonNull::new_unchecked(cell.cast()) }, PhantomData)
    }

    #[must_use]
    pub fn value(self) -> Value<'s> {
        Value::from_cell(self.0.as_ptr())
    }

    /// The description: a string, or `undefined`. It lives as long as the symbol, which never changes.
    #[must_use]
    pub fn description(self) -> Value<'s> {
        // SAFETY: a symbol is alive for its lifetime, and so is the description that it traces.
        unsafe { (*self.0.as_ptr()).description }
    }

    #[must_use]
    pub fn is_private(self) -> bool {
        // SAFETY: as above.
        unsafe { (*self.0.as_ptr()).header.flags & PRIVATE != 0 }
    }
}

impl Store {
    /// A fresh symbol; the description is a string or `undefined`.
    pub fn new_symbol(&mut self, description: bare::Value) -> Result<bare::Symbol, OutOfMemory> {
        self.new_symbol_cell(description, 0)
    }

    /// A fresh private name.
    pub fn new_private_name(&mut self, description: bare::Value) -> Result<bare::Symbol, OutOfMemory> {
        self.new_symbol_cell(description, PRIVATE)
    }

    fn new_symbol_cell(&mut self, description: bare::Value, flags: u8) -> Result<bare::Symbol, OutOfMemory> {
        let cell: *mut SymbolCell = self.alloc(CellKind::Symbol, size_of::<SymbolCell>())?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).header.flags = flags;
            (*cell).description = description;
            Ok(Symbol::from_ptr(cell.cast()))
        }
    }
}
