//! Values as code holds them that cannot collect: without a lifetime that says how long they live.

pub type Value = crate::Value<'static>;
pub type Object = crate::Object<'static>;
pub type JsString = crate::JsString<'static>;
pub type FlatString = crate::FlatString<'static>;
pub type Symbol = crate::Symbol<'static>;
pub type BigInt = crate::BigInt<'static>;
pub type PropertyKey = crate::PropertyKey<'static>;
pub type Property = crate::Property<'static>;
pub type Descriptor = crate::Descriptor<'static>;
