//! A value as code that is not migrated to [`crate::Scope`] holds it: without a lifetime that says how long it lives.

pub type Value = crate::values::Value<'static>;
