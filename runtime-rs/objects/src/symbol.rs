//! Symbols as messages show them.

use crate::context::Scope;
use crate::throw::JsResult;
use crate::values::{self, JsString};

impl<'s> Scope<'s> {
    /// `Symbol(description)`; RangeError if that is too long.
    pub fn symbol_descriptive_string(&mut self, symbol: values::Symbol<'_>) -> JsResult<JsString<'s>> {
        let open = self.new_string("Symbol(")?;
        let close = self.new_string(")")?;
        let description = symbol.description().as_string().unwrap_or(self.names.empty.string());
        let s = self.concat(open, description)?;
        self.concat(s, close)
    }
}
