//! Symbols and private names (symbols that reflection does not see).

use crate::context::Context;
use crate::error::JsResult;
use crate::string::JsString;

pub type Symbol = yarrow_values::Symbol<'static>;

impl Context {
    /// `Symbol(description)`, as messages show it.
    pub fn symbol_descriptive_string(&mut self, symbol: Symbol) -> JsResult<JsString> {
        let open = self.store.new_string("Symbol(")?;
        let close = self.store.new_string(")")?;
        let description = symbol.description().as_string().unwrap_or(self.names.empty.string());
        let s = self.store.concat(open, description)?;
        Ok(self.store.concat(s, close)?)
    }
}
