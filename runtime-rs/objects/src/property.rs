//! Property keys as values and as text.

use crate::bare::{PropertyKey, Value};
use crate::context::Context;
use crate::throw::JsResult;

impl Context {
    /// The key as the value that `Reflect.ownKeys` shows: a string or a symbol.
    pub(crate) fn key_to_value(&mut self, key: PropertyKey) -> JsResult<Value> {
        Ok(match key {
            PropertyKey::String(s) => s.value(),
            PropertyKey::Symbol(s) => s.value(),
            PropertyKey::Index(i) => self.store.index_to_string(i)?.value(),
        })
    }

    /// The key for messages.
    #[must_use]
    pub(crate) fn describe_key(&self, key: PropertyKey) -> String {
        match key {
            PropertyKey::String(s) => s.string().to_rust(),
            PropertyKey::Index(i) => i.to_string(),
            PropertyKey::Symbol(s) => match s.description().as_string() {
                Some(d) if s.is_private() => d.to_rust(),
                Some(d) => format!("Symbol({d})"),
                None => "Symbol()".to_owned(),
            },
        }
    }
}
