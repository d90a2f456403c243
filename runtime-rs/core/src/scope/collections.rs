//! Keys of Maps and Sets.

use super::{Cells, Scope};
use crate::error::JsResult;
use crate::values::Value;

impl<'s> Scope<'s> {
    /// CanonicalizeKeyedCollectionKey (24.5.1): -0 as 0. A string is flat.
    pub fn canonical_key(&mut self, v: Value<'_>) -> JsResult<Value<'s>> {
        let key = self.ctx.store.map_key(v.detach())?;
        // Nothing has collected since the key was made.
        Ok(self.keep(key.value()))
    }
}
