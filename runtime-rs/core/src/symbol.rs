//! Symbols and private names (symbols that reflection does not see).

use crate::cell::SymbolCell;
use crate::context::Context;
use crate::error::JsResult;
use crate::string::JsString;
use crate::value::Value;
use crate::values::PRIVATE;
use yarrow_abi::layout::CellKind;

pub type Symbol = crate::values::Symbol<'static>;

impl Context {
    /// A fresh symbol; the description is a string or `undefined`.
    pub fn new_symbol(&mut self, description: Value) -> JsResult<Symbol> {
        self.new_symbol_cell(description, 0)
    }

    /// A fresh private name.
    pub fn new_private_name(&mut self, description: Value) -> JsResult<Symbol> {
        self.new_symbol_cell(description, PRIVATE)
    }

    fn new_symbol_cell(&mut self, description: Value, flags: u8) -> JsResult<Symbol> {
        let cell: *mut SymbolCell = self.alloc(CellKind::Symbol, size_of::<SymbolCell>())?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).header.flags = flags;
            (*cell).description = description;
            Ok(Symbol::from_ptr(cell.cast()))
        }
    }

    /// `Symbol(description)`, as messages show it.
    pub fn symbol_descriptive_string(&mut self, symbol: Symbol) -> JsResult<JsString> {
        let open = self.new_string("Symbol(")?;
        let close = self.new_string(")")?;
        let description = symbol.description().as_string().unwrap_or(self.names.empty.string());
        let s = self.concat(open, description)?;
        self.concat(s, close)
    }
}
