//! Property descriptors as objects (6.2.6), and ValidateAndApplyPropertyDescriptor (10.1.6.3) up to
//! the application.

use crate::bare;
use crate::cell::object_flags as flag;
use crate::context::{Context, Scope};
use crate::throw::JsResult;
use crate::values::{Attrs, Descriptor, Property, PropertyKey, Value};

impl<'s> Scope<'s> {
    /// ToPropertyDescriptor (6.2.6.5)
    pub fn to_property_descriptor(&mut self, v: Value<'_>) -> JsResult<Descriptor<'s>> {
        let Some(o) = v.as_object() else {
            let text = self.describe(v);
            return Err(self.throw_type_error(format_args!("Property description must be an object: {text}")));
        };
        let field = |ctx: &mut Scope<'s>, key: PropertyKey<'s>| -> JsResult<Option<Value<'s>>> {
            if !ctx.has_property(o, key)? {
                return Ok(None);
            }
            let v = ctx.get(o, key)?;
            Ok(Some(v))
        };
        let mut desc = Descriptor::default();
        let key = self.names.enumerable.into();
        desc.enumerable = field(self, key)?.map(|v| self.to_boolean(v));
        let key = self.names.configurable.into();
        desc.configurable = field(self, key)?.map(|v| self.to_boolean(v));
        let key = self.names.value.into();
        desc.value = field(self, key)?;
        let key = self.names.writable.into();
        desc.writable = field(self, key)?.map(|v| self.to_boolean(v));
        let key = self.names.get.into();
        desc.getter = field(self, key)?;
        if let Some(f) = desc.getter.filter(|f| !f.is_callable() && !f.is_undefined()) {
            let text = self.describe(f);
            return Err(self.throw_type_error(format_args!("Getter must be a function: {text}")));
        }
        let key = self.names.set.into();
        desc.setter = field(self, key)?;
        if let Some(f) = desc.setter.filter(|f| !f.is_callable() && !f.is_undefined()) {
            let text = self.describe(f);
            return Err(self.throw_type_error(format_args!("Setter must be a function: {text}")));
        }
        if desc.is_accessor() && desc.is_data() {
            let text = self.describe(v);
            return Err(self.throw_type_error(format_args!(
                "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, {text}"
            )));
        }
        Ok(desc)
    }

    /// FromPropertyDescriptor (6.2.6.4) of a whole property.
    pub fn from_property_descriptor(&mut self, property: Option<Property<'_>>) -> JsResult<Value<'s>> {
        let Some(p) = property else { return Ok(Value::UNDEFINED) };
        let desc = if p.attrs.is_accessor() {
            Descriptor::accessor(p.value, p.setter, p.attrs)
        } else {
            Descriptor::data(p.value, p.attrs)
        };
        self.descriptor_object(&desc)
    }

    /// FromPropertyDescriptor (6.2.6.4): the fields that are present.
    pub fn descriptor_object(&mut self, desc: &Descriptor<'_>) -> JsResult<Value<'s>> {
        let o = self.new_object()?;
        let n = &self.names;
        let fields = [
            (n.value, desc.value),
            (n.writable, desc.writable.map(Value::bool)),
            (n.get, desc.getter),
            (n.set, desc.setter),
            (n.enumerable, desc.enumerable.map(Value::bool)),
            (n.configurable, desc.configurable.map(Value::bool)),
        ];
        for (key, value) in fields {
            if let Some(value) = value {
                self.define_data(o, key.into(), value, Attrs::ALL)?;
            }
        }
        Ok(o.value())
    }
}

impl Context {
    /// ValidateAndApplyPropertyDescriptor on `o`: the property to store, or `None` if refused.
    pub(crate) fn validate(
        &mut self,
        o: bare::Object,
        desc: &bare::Descriptor,
        current: Option<bare::Property>,
    ) -> Option<bare::Property> {
        self.validate_with(!o.has_flag(flag::NON_EXTENSIBLE), desc, current)
    }

    /// The property to store on an object that is (not) extensible, or `None` if refused.
    pub(crate) fn validate_with(
        &mut self,
        extensible: bool,
        desc: &bare::Descriptor,
        current: Option<bare::Property>,
    ) -> Option<bare::Property> {
        let bit = |on: Option<bool>, old: bool, a: Attrs| if on.unwrap_or(old) { a } else { Attrs::NONE };
        let Some(cur) = current else {
            if !extensible {
                return None;
            }
            let attrs =
                bit(desc.enumerable, false, Attrs::ENUMERABLE).with(bit(desc.configurable, false, Attrs::CONFIGURABLE));
            return Some(if desc.is_accessor() {
                Property {
                    attrs: attrs.with(Attrs::ACCESSOR),
                    value: desc.getter.unwrap_or(Value::UNDEFINED),
                    setter: desc.setter.unwrap_or(Value::UNDEFINED),
                }
            } else {
                Property {
                    attrs: attrs.with(bit(desc.writable, false, Attrs::WRITABLE)),
                    value: desc.value.unwrap_or(Value::UNDEFINED),
                    setter: Value::UNDEFINED,
                }
            });
        };
        let old = cur.attrs;
        if !old.configurable() {
            if desc.configurable == Some(true) || desc.enumerable.is_some_and(|e| e != old.enumerable()) {
                return None;
            }
            let generic = !desc.is_accessor() && !desc.is_data();
            if !generic && desc.is_accessor() != old.is_accessor() {
                return None;
            }
            if old.is_accessor() {
                if desc.getter.is_some_and(|g| g != cur.value) || desc.setter.is_some_and(|s| s != cur.setter) {
                    return None;
                }
            } else if !old.writable()
                && (desc.writable == Some(true) || desc.value.is_some_and(|v| !self.same_value(v, cur.value)))
            {
                return None;
            }
        }
        let shared = bit(desc.enumerable, old.enumerable(), Attrs::ENUMERABLE).with(bit(
            desc.configurable,
            old.configurable(),
            Attrs::CONFIGURABLE,
        ));
        Some(if desc.is_accessor() || (old.is_accessor() && !desc.is_data()) {
            let (g, s) = if old.is_accessor() { (cur.value, cur.setter) } else { (Value::UNDEFINED, Value::UNDEFINED) };
            Property {
                attrs: shared.with(Attrs::ACCESSOR),
                value: desc.getter.unwrap_or(g),
                setter: desc.setter.unwrap_or(s),
            }
        } else {
            let was_data = !old.is_accessor();
            Property {
                attrs: shared.with(bit(desc.writable, was_data && old.writable(), Attrs::WRITABLE)),
                value: desc.value.unwrap_or(if was_data { cur.value } else { Value::UNDEFINED }),
                setter: Value::UNDEFINED,
            }
        })
    }
}
