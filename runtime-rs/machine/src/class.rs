//! Functions' names and home objects, classes, private names, `super`, and the levels of integrity.

use easy_ext::ext;
use std::cell::Cell;
use std::collections::HashSet;
pub use yarrow_abi::kinds::{MethodKind, PrivateKind};
use yarrow_abi::layout::INFO_CLASS;
use yarrow_objects::rooted::{Descriptor, Object, Property, PropertyKey, Scope, Symbol, Value};
use yarrow_objects::{AllocCache, Attrs, CellKind, JsResult, Throw};

/// Integrity levels (7.3.15).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Integrity {
    Sealed,
    Frozen,
}

/// What was to be done with a private member that is not there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PrivateUse {
    Read,
    Write,
}

/// Keys that are not copied: a few are compared, many are looked up.
enum Excluded<'a> {
    Few(&'a [PropertyKey<'a>]),
    Many(HashSet<u64>),
}

impl<'a> Excluded<'a> {
    fn of(keys: &'a [PropertyKey<'a>]) -> Excluded<'a> {
        const FEW: usize = 8;
        match keys.len() {
            0..=FEW => Excluded::Few(keys),
            _ => Excluded::Many(keys.iter().map(|key| key.root_value().bits()).collect()),
        }
    }

    fn contains(&self, key: PropertyKey<'_>) -> bool {
        match self {
            Excluded::Few(keys) => keys.contains(&key),
            Excluded::Many(words) => words.contains(&key.root_value().bits()),
        }
    }
}

#[ext(Classes)]
pub impl<'s> Scope<'s> {
    // --- names and home objects -------------------------------------------------------------------

    /// SetFunctionName (10.2.9).
    fn set_function_name(&mut self, f: Object<'_>, key: PropertyKey<'_>, kind: MethodKind) -> JsResult<()> {
        let mut name = match key {
            PropertyKey::String(s) => s.string(),
            PropertyKey::Index(i) => self.index_to_string(i)?,
            PropertyKey::Symbol(s) => match s.description().as_string() {
                Some(d) if s.is_private() => d,
                Some(d) => self.new_string(&format!("[{d}]"))?,
                None => self.names.empty.string(),
            },
        };
        if kind != MethodKind::Method {
            let prefix = self.new_string(if kind == MethodKind::Getter { "get " } else { "set " })?;
            name = self.concat(prefix, name)?;
        }
        let key = self.names.name;
        self.define_data(f, key.into(), name.value(), Attrs::CONFIGURABLE)
    }

    /// Defines a method or accessor of a literal or class.
    fn define_method_property(
        &mut self,
        on: Object<'_>,
        key: PropertyKey<'_>,
        f: Object<'_>,
        kind: MethodKind,
        enumerable: bool,
    ) -> JsResult<()> {
        if kind != MethodKind::Method || !self.is_named(f, key) {
            self.set_function_name(f, key, kind)?;
        }
        self.set_home_object(f, on.value());
        let attrs = if enumerable { Attrs::ALL } else { Attrs::HIDDEN };
        let desc = match kind {
            MethodKind::Method => Descriptor::data(f.value(), attrs),
            MethodKind::Getter => {
                Descriptor { setter: None, ..Descriptor::accessor(f.value(), Value::UNDEFINED, attrs) }
            }
            MethodKind::Setter => {
                Descriptor { getter: None, ..Descriptor::accessor(Value::UNDEFINED, f.value(), attrs) }
            }
        };
        self.refuse_prototype(on, key)?;
        self.define_property_or_throw(on, key, &desc)
    }

    /// TypeError where a computed name makes a static member of a class replace its `prototype`.
    fn refuse_prototype(&mut self, on: Object<'_>, key: PropertyKey<'_>) -> JsResult<()> {
        if key == self.names.prototype.into() && on.function_flags() & INFO_CLASS != 0 {
            return Err(self.throw_type_error(format_args!("Classes may not have a static property named 'prototype'")));
        }
        Ok(())
    }

    // --- classes --------------------------------------------------------------------------------------

    /// ClassDefinitionEvaluation, steps 6 to 14: links constructor and prototype. The heritage is
    /// TDZ if there is none.
    fn class_new(&mut self, constructor: Value<'_>, heritage: Value<'_>) -> JsResult<Value<'s>> {
        let Some(f) = constructor.as_kind(CellKind::Function) else { return Ok(Value::UNDEFINED) };
        let object_prototype = self.intrinsics.object_prototype.value();
        let (proto_parent, parent) = if heritage == Value::TDZ {
            (object_prototype, None)
        } else if heritage.is_null() {
            (Value::NULL, None)
        } else if let Some(h) = heritage.as_object().filter(|h| h.is_constructor()) {
            let key = self.names.prototype;
            let p = self.get(h, key)?;
            if !p.is_object() && !p.is_null() {
                let text = self.describe(p);
                return Err(self.throw_type_error(format_args!(
                    "Class extends value does not have valid prototype property {text}"
                )));
            }
            (p, Some(heritage))
        } else {
            let text = self.describe(heritage);
            return Err(self.throw_type_error(format_args!("Class extends value {text} is not a constructor or null")));
        };
        let proto = self.new_object_with(proto_parent)?;
        if let Some(parent) = parent {
            self.set_prototype_of(f, parent)?;
        }
        self.set_home_object(f, proto.value());
        let (prototype, constructor) = (self.names.prototype, self.names.constructor);
        self.define_data(f, prototype.into(), proto.value(), Attrs::NONE)?;
        self.define_data(proto, constructor.into(), f.value(), Attrs::HIDDEN)?;
        Ok(proto.value())
    }

    /// OrdinaryCreateFromConstructor for compiled constructors.
    fn create_this(
        &mut self,
        callee: Value<'_>,
        new_target: Value<'_>,
        site: Option<&Cell<AllocCache>>,
    ) -> JsResult<Value<'s>> {
        let default = self.intrinsics.object_prototype;
        let proto = self.prototype_from_constructor(new_target, default)?.value();
        let slots = |v: Value<'_>| v.as_object().map_or(0, |f| f.wished_slots());
        let wish = slots(callee).max(slots(new_target));
        let cap = if wish == 0 { 4 } else { wish.min(64) as u16 };
        Ok(self.new_object_for(new_target, proto, cap, site)?.value())
    }

    /// Runs a class's field initialisers on `this`.
    fn init_fields(&mut self, constructor: Value<'_>, this: Value<'_>) -> JsResult<()> {
        let fields = self.field_initializer(constructor);
        if fields.is_callable() {
            self.call(fields, this, &[])?;
        }
        Ok(())
    }

    // --- literals ---------------------------------------------------------------------------------------

    /// CopyDataProperties (7.3.25)
    fn copy_data_properties(
        &mut self,
        target: Object<'_>,
        source: Value<'_>,
        excluded: &[PropertyKey<'_>],
    ) -> JsResult<()> {
        if source.is_nullish() {
            return Ok(());
        }
        let from = self.to_object(source)?;
        let excluded = Excluded::of(excluded);
        let members = self.own_members(from)?;
        for (i, key) in members.keys().iter().enumerate() {
            let ctx = &mut self.inner();
            if excluded.contains(key) {
                continue;
            }
            if let Some(v) = ctx.enumerable_member(from, &members, i, key)? {
                ctx.create_data_property(target, key, v)?;
            }
        }
        Ok(())
    }

    /// SetIntegrityLevel (7.3.15).
    fn set_integrity(&mut self, o: Object<'_>, level: Integrity) -> JsResult<bool> {
        let ctx = &mut self.inner();
        if level == Integrity::Frozen {
            ctx.freeze_elements(o);
        }
        if !ctx.prevent_extensions(o)? {
            return Ok(false);
        }
        for key in ctx.keys_that_may_change(o)?.iter() {
            let ctx = &mut ctx.inner();
            let mut desc = Descriptor { configurable: Some(false), ..Descriptor::default() };
            if level == Integrity::Frozen {
                let Some(p) = ctx.get_own_property(o, key)? else { continue };
                desc.writable = (!p.attrs.is_accessor()).then_some(false);
            }
            ctx.define_property_or_throw(o, key, &desc)?;
        }
        Ok(true)
    }

    /// TestIntegrityLevel (7.3.16).
    fn test_integrity(&mut self, o: Object<'_>, level: Integrity) -> JsResult<bool> {
        let ctx = &mut self.inner();
        if ctx.is_extensible(o)? {
            return Ok(false);
        }
        for key in ctx.keys_that_may_change(o)?.iter() {
            let ctx = &mut ctx.inner();
            let Some(p) = ctx.get_own_property(o, key)? else { continue };
            let writable = !p.attrs.is_accessor() && p.attrs.writable();
            if p.attrs.configurable() || (level == Integrity::Frozen && writable) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The frozen template object of a tagged template.
    fn template_object(&mut self, cooked: Object<'_>, raw: Object<'_>) -> JsResult<Value<'s>> {
        self.set_integrity(raw, Integrity::Frozen)?;
        let key = self.names.raw;
        self.define_data(cooked, key.into(), raw.value(), Attrs::NONE)?;
        self.set_integrity(cooked, Integrity::Frozen)?;
        Ok(self.root(cooked.value()))
    }

    fn private_has(&mut self, v: Value<'_>, name: Symbol<'_>) -> JsResult<bool> {
        Ok(self.private_property(v, name)?.is_some())
    }

    /// PrivateGet (7.3.31).
    fn private_get(&mut self, v: Value<'_>, name: Symbol<'_>) -> JsResult<Value<'s>> {
        let Some(p) = self.private_property(v, name)? else {
            return Err(self.throw_no_private(v, PrivateUse::Read, name));
        };
        if !p.attrs.is_accessor() {
            return Ok(p.value);
        }
        if p.value.is_undefined() {
            let (text, _) = self.private_text(name);
            return Err(self.throw_type_error(format_args!("'{text}' was defined without a getter")));
        }
        self.call(p.value, v, &[])
    }

    /// PrivateSet (7.3.32).
    fn private_set(&mut self, v: Value<'_>, name: Symbol<'_>, value: Value<'_>) -> JsResult<()> {
        let Some(o) = v.as_object() else { return Err(self.throw_no_private(v, PrivateUse::Write, name)) };
        let Some(p) = self.own_private(o, name)? else {
            return Err(self.throw_no_private(v, PrivateUse::Write, name));
        };
        if p.attrs.is_accessor() {
            if p.setter.is_undefined() {
                let (text, _) = self.private_text(name);
                return Err(self.throw_type_error(format_args!("'{text}' was defined without a setter")));
            }
            self.call(p.setter, v, &[value])?;
            return Ok(());
        }
        if !p.attrs.writable() {
            let (text, _) = self.private_text(name);
            return Err(self.throw_type_error(format_args!("Private method '{text}' is not writable")));
        }
        self.write_private(o, name, value)
    }

    /// PrivateFieldAdd, PrivateMethodOrAccessorAdd (7.3.28, 7.3.29).
    fn private_define(&mut self, v: Value<'_>, name: Symbol<'_>, value: Value<'_>, kind: PrivateKind) -> JsResult<()> {
        let Some(o) = v.as_object() else { return Err(self.throw_no_private(v, PrivateUse::Write, name)) };
        let existing = self.private_property(v, name)?;
        // PrivateFieldAdd and PrivateMethodOrAccessorAdd refuse objects that are not extensible.
        if existing.is_none() && !o.is_proxy() && !self.is_extensible(o)? {
            let (text, _) = self.private_text(name);
            return Err(self.throw_type_error(format_args!("Cannot define {text}, object is not extensible")));
        }
        if let PrivateKind::Getter | PrivateKind::Setter = kind {
            let (getter, setter) = match existing {
                Some(p) if p.attrs.is_accessor() => (p.value, p.setter),
                _ => (Value::UNDEFINED, Value::UNDEFINED),
            };
            match kind {
                PrivateKind::Getter if getter.is_undefined() => {
                    return self.put_private_accessor(o, name, value, setter);
                }
                PrivateKind::Setter if setter.is_undefined() => {
                    return self.put_private_accessor(o, name, getter, value);
                }
                _ => {}
            }
        }
        if existing.is_some() {
            let what = match self.private_text(name) {
                (_, Some(brand)) => {
                    format!("private methods of {}", brand.strip_prefix("an instance of ").unwrap_or(&brand))
                }
                (field, None) => field,
            };
            return Err(self.throw_type_error(format_args!("Cannot initialize {what} twice on the same object")));
        }
        self.add_private(o, name, value, kind == PrivateKind::Field)
    }

    // --- super ------------------------------------------------------------------------------------------

    /// `super[key]`: looked up in `base`, the prototype of the home object.
    fn get_super(&mut self, base: Value<'_>, key: PropertyKey<'_>, this: Value<'_>) -> JsResult<Value<'s>> {
        match base.as_object() {
            Some(p) => self.get_for(p, key, this),
            None => Err(self.throw_no_properties(Value::NULL, key, "read")),
        }
    }

    /// `super[key] = value`: false if refused.
    fn assign_super(
        &mut self,
        base: Value<'_>,
        key: PropertyKey<'_>,
        this: Value<'_>,
        value: Value<'_>,
    ) -> JsResult<bool> {
        let Some(p) = base.as_object() else { return Err(self.throw_no_properties(Value::NULL, key, "set")) };
        self.set_with_receiver(p, key, value, this)
    }

    /// `super[key] = value`, strict.
    fn set_super(&mut self, base: Value<'_>, key: PropertyKey<'_>, this: Value<'_>, value: Value<'_>) -> JsResult<()> {
        if self.assign_super(base, key, this, value)? { Ok(()) } else { Err(self.throw_set_refused(this, key)) }
    }

    /// `key in object`.
    fn has_in(&mut self, key: Value<'_>, object: Value<'_>) -> JsResult<bool> {
        if !object.is_object() {
            let name = self.describe(key);
            let on = self.describe(object);
            return Err(self.throw_type_error(format_args!("Cannot use 'in' operator to search for '{name}' in {on}")));
        }
        let key = self.to_property_key(key)?;
        match object.as_object() {
            Some(o) => self.has_property(o, key),
            None => Ok(false),
        }
    }
}

#[ext(ClassesWithin)]
pub(crate) impl<'s> Scope<'s> {
    /// Whether the compiler has given the function this name: then nothing needs to be reified.
    fn is_named(&self, f: Object<'_>, key: PropertyKey<'_>) -> bool {
        let PropertyKey::String(name) = key else { return false };
        f.compiled_name().is_some_and(|n| n == name.string().to_rust())
    }

    /// A private name, and of methods and accessors what has them: `#m` and `an instance of class C`.
    fn private_text(&self, name: Symbol<'_>) -> (String, Option<String>) {
        let mut text = name.description().as_string().map_or_else(String::new, |d| d.to_rust());
        let brand = text.find(' ').map(|space| {
            let brand = text.split_off(space + 1);
            text.truncate(space);
            brand
        });
        (text, brand)
    }

    /// The private member itself, which no internal method sees.
    fn private_property(&mut self, v: Value<'_>, name: Symbol<'_>) -> JsResult<Option<Property<'s>>> {
        match v.as_object() {
            Some(o) => self.own_private(o, name),
            None => Ok(None),
        }
    }

    fn throw_no_private(&mut self, v: Value<'_>, how: PrivateUse, name: Symbol<'_>) -> Throw {
        let (text, brand) = self.private_text(name);
        let (verb, doing, wanted, preposition) = match how {
            PrivateUse::Read => ("read", "reading", "read", "from"),
            PrivateUse::Write => ("set", "setting", "write", "to"),
        };
        if v.is_nullish() {
            return self.throw_type_error(format_args!("Cannot {verb} properties of {v:?} ({doing} '{text}')"));
        }
        if let Some(brand) = brand {
            return self.throw_type_error(format_args!("Receiver must be {brand}"));
        }
        self.throw_type_error(format_args!(
            "Cannot {wanted} private member {text} {preposition} an object whose class did not declare it"
        ))
    }
}
