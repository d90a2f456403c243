//! The storage of symbols.

use crate::cell::SymbolCell;
use crate::symbol::PRIVATE;
use crate::{OutOfMemory, Store, bare};
use yarrow_abi::layout::CellKind;

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
            Ok(bare::Symbol::from_ptr(cell.cast()))
        }
    }
}
