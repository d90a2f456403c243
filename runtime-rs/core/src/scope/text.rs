//! What the texts of values are made of: for inspection and messages.

use super::{Cells, Scope};
use crate::values::{Object, PropertyKey};

// No value comes out of these, so there is nothing to root. Each argument is alive for the call, and nothing collects
// in it, since it runs no JavaScript.
impl Scope<'_> {
    /// The text of an own data property that is a string; `None` for any other, and for proxies. It runs nothing.
    pub fn own_text<'k>(&mut self, o: Object<'_>, key: impl Into<PropertyKey<'k>>) -> Option<String> {
        let value = self.ctx.own_data(o.detach(), key.into().detach())?;
        value.as_string().map(|s| s.to_rust())
    }
}
