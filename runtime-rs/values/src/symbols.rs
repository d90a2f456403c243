//! The storage of symbols.

use crate::cell::{CellHeader, SymbolCell};
use crate::symbol::PRIVATE;
use crate::{OutOfMemory, Store, bare};

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
        let cell = self.new_cell(SymbolCell { header: CellHeader::new(0, flags), description })?;
        Ok(cell.as_symbol().expect("it was made just now"))
    }
}
