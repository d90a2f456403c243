//! What the texts of values are made of: for inspection and messages.

use super::Scope;
use crate::values::{Object, PropertyKey};

impl Scope<'_> {
    /// The text of an own data property that is a string; `None` for any other, and for proxies. It runs nothing.
    pub fn own_text<'k>(&mut self, o: Object<'_>, key: impl Into<PropertyKey<'k>>) -> Option<String> {
        let value = self.inner().own_data(o, key)?;
        value.as_string().map(|s| s.to_rust())
    }
}
