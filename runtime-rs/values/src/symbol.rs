//! Symbols and private names (symbols that reflection does not see).

use crate::Value;
use crate::cell::SymbolCell;
use std::marker::PhantomData;
use std::ptr::NonNull;

/// Flag of the cell: a private name.
pub(crate) const PRIVATE: u8 = 1;

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

    fn cell(&self) -> &SymbolCell {
        // SAFETY: a symbol is alive for its lifetime.
        unsafe { self.0.as_ref() }
    }

    /// The description: a string, or `undefined`. It lives as long as the symbol, which never changes.
    #[must_use]
    pub fn description(self) -> Value<'s> {
        self.cell().description
    }

    #[must_use]
    pub fn is_private(self) -> bool {
        self.cell().header.flags.get() & PRIVATE != 0
    }
}

impl<'s> Value<'s> {
    #[must_use]
    pub fn as_symbol(self) -> Option<Symbol<'s>> {
        // SAFETY: the kind says that the cell is a symbol.
        self.is_symbol().then(|| unsafe { Symbol::from_ptr(self.bits() as *mut u8) })
    }
}

impl<'s> From<Symbol<'s>> for Value<'s> {
    fn from(s: Symbol<'s>) -> Self {
        s.value()
    }
}
