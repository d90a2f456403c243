//! Type conversion (7.1) and the operations on objects built on it (7.3).

use crate::cell::object_flags as flag;
use crate::context::Scope;
use crate::scope::List;
use crate::throw::{JsResult, Throw};
use crate::values::{Attrs, Descriptor, JsString, Object, PropertyKey, Value};
use yarrow_abi::arithmetic::f64_to_i32;
use yarrow_abi::layout::{CellKind, INFO_CLASS};

/// Preferred type of ToPrimitive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hint {
    Default,
    Number,
    String,
}

/// An integer as an index, if it may be one (7.1.22, step 2).
#[must_use]
pub fn as_index(d: f64) -> Option<u64> {
    (0.0..=9_007_199_254_740_991.0).contains(&d).then_some(d as u64)
}

/// ToNumber of what is neither an object, a Symbol nor a BigInt: nothing is run and nothing made. `None` for these, and for a rope.
#[inline]
pub(crate) fn plain_number(v: Value<'_>) -> Option<f64> {
    if let Some(d) = v.as_number() {
        return Some(d);
    }
    match v.as_string() {
        Some(s) => s.flat_for(|flat| flat.map(|flat| crate::number::string_to_number(flat.chars()))),
        None if v.is_undefined() => Some(f64::NAN),
        None if v.is_null() => Some(0.0),
        None => v.as_bool().map(|b| f64::from(u8::from(b))),
    }
}

impl<'s> Scope<'s> {
    /// ToPrimitive (7.1.1).
    pub fn to_primitive(&mut self, v: Value<'_>, hint: Hint) -> JsResult<Value<'s>> {
        let Some(o) = v.as_object() else { return Ok(self.keep(v)) };
        let key = self.symbols.to_primitive;
        let exotic = self.get_method(v, key)?;
        if !exotic.is_undefined() {
            let hint = match hint {
                Hint::Default => self.names.default,
                Hint::Number => self.names.number,
                Hint::String => self.names.string,
            };
            let result = self.call(exotic, v, &[hint.value()])?;
            if !result.is_object() {
                return Ok(result);
            }
            return Err(self.throw_type_error(format_args!("Cannot convert object to primitive value")));
        }
        self.ordinary_to_primitive(o, hint)
    }

    /// OrdinaryToPrimitive (7.1.1.1)
    pub fn ordinary_to_primitive(&mut self, o: Object<'_>, hint: Hint) -> JsResult<Value<'s>> {
        let n = &self.names;
        let order = if hint == Hint::String { [n.to_string, n.value_of] } else { [n.value_of, n.to_string] };
        for name in order {
            let method = self.get(o, name)?;
            if method.is_callable() {
                let result = self.call(method, o.value(), &[])?;
                if !result.is_object() {
                    return Ok(result);
                }
            }
        }
        Err(self.throw_type_error(format_args!("Cannot convert object to primitive value")))
    }

    /// ToBoolean (7.1.2).
    #[must_use]
    pub fn to_boolean(&self, v: Value<'_>) -> bool {
        if let Some(b) = v.as_bool() {
            return b;
        }
        if let Some(d) = v.as_number() {
            return d != 0.0 && !d.is_nan();
        }
        if let Some(b) = v.as_bigint() {
            return !b.is_zero();
        }
        match v.as_string() {
            Some(s) => !s.is_empty(),
            None => !v.is_nullish(),
        }
    }

    /// ToNumber (7.1.4), as a double.
    pub fn to_number(&mut self, v: Value<'_>) -> JsResult<f64> {
        if let Some(d) = plain_number(v) {
            return Ok(d);
        }
        if v.is_object() {
            let p = self.to_primitive(v, Hint::Number)?;
            return self.to_number(p);
        }
        if let Some(s) = v.as_string() {
            let flat = self.flat(s)?;
            return Ok(crate::number::string_to_number(flat.chars()));
        }
        let kind = if v.is_symbol() { "Symbol" } else { "BigInt" };
        Err(self.throw_type_error(format_args!("Cannot convert a {kind} value to a number")))
    }

    /// ToNumeric (7.1.3): a number or a BigInt.
    pub fn to_numeric(&mut self, v: Value<'_>) -> JsResult<Value<'s>> {
        if let Some(d) = plain_number(v) {
            return Ok(Value::number(d));
        }
        let v = self.to_primitive(v, Hint::Number)?;
        if v.is_bigint() { Ok(v) } else { Ok(Value::number(self.to_number(v)?)) }
    }

    /// ToString (7.1.17). May be a rope.
    pub fn to_string(&mut self, v: Value<'_>) -> JsResult<JsString<'s>> {
        if let Some(s) = v.as_string() {
            return Ok(self.keep(s));
        }
        if let Some(d) = v.as_number() {
            return self.number_to_string(d);
        }
        if v.is_object() {
            let p = self.to_primitive(v, Hint::String)?;
            return self.to_string(p);
        }
        if v.is_symbol() {
            return Err(self.throw_type_error(format_args!("Cannot convert a Symbol value to a string")));
        }
        if let Some(b) = v.as_bigint() {
            return self.bigint_to_string(b, 10);
        }
        let n = &self.names;
        Ok(match v.as_bool() {
            Some(true) => n.true_,
            Some(false) => n.false_,
            None if v.is_null() => n.null,
            None => n.undefined,
        }
        .string())
    }

    /// ToPropertyKey (7.1.19).
    pub fn to_property_key(&mut self, v: Value<'_>) -> JsResult<PropertyKey<'s>> {
        if let Some(i) = v.as_int()
            && i >= 0
        {
            return Ok(PropertyKey::Index(i as u32));
        }
        if let Some(s) = v.as_symbol() {
            return Ok(PropertyKey::Symbol(self.keep(s)));
        }
        if let Some(s) = v.as_string() {
            return self.key_from_string(s);
        }
        let p = self.to_primitive(v, Hint::String)?;
        if let Some(s) = p.as_symbol() {
            return Ok(PropertyKey::Symbol(s));
        }
        if let Some(d) = p.as_number() {
            return self.key_from_number(d);
        }
        let s = self.to_string(p)?;
        self.key_from_string(s)
    }

    pub fn key_from_string(&mut self, s: JsString<'_>) -> JsResult<PropertyKey<'s>> {
        if !s.is_atom()
            && s.len() <= 10
            && let Some(i) = s.flat_for(|f| f.and_then(|f| f.as_index()))
        {
            return Ok(PropertyKey::Index(i));
        }
        Ok(PropertyKey::from_atom(self.intern(s)?))
    }

    /// ToPropertyKey of a number.
    pub fn key_from_number(&mut self, n: f64) -> JsResult<PropertyKey<'s>> {
        let i = n as u32;
        if f64::from(i) == n && i != u32::MAX {
            return Ok(PropertyKey::Index(i));
        }
        let s = self.number_to_string(n)?;
        Ok(PropertyKey::String(self.intern(s)?))
    }

    /// ToObject (7.1.18).
    pub fn to_object(&mut self, v: Value<'_>) -> JsResult<Object<'s>> {
        if let Some(o) = v.as_object() {
            return Ok(self.keep(o));
        }
        let Some(proto) = self.prototype_of_primitive(v) else {
            return Err(self.throw_type_error(format_args!("Cannot convert undefined or null to object")));
        };
        let v = match v.as_string() {
            Some(s) => self.flat(s)?.value(),
            None => v,
        };
        let o = self.new_object_of_kind(CellKind::Wrapper, proto.value(), 1)?;
        o.set_internal(0, v);
        Ok(o)
    }

    /// The prototype that property access on a primitive starts from.
    pub fn prototype_of_primitive(&self, v: Value<'_>) -> Option<Object<'s>> {
        let i = &self.intrinsics;
        if v.is_string() {
            Some(i.string_prototype)
        } else if v.is_number() {
            Some(i.number_prototype)
        } else if v.is_bool() {
            Some(i.boolean_prototype)
        } else if v.is_symbol() {
            Some(i.symbol_prototype)
        } else if v.is_bigint() {
            Some(i.bigint_prototype)
        } else {
            None
        }
    }

    /// ToIntegerOrInfinity (7.1.5).
    pub fn to_integer_or_infinity(&mut self, v: Value<'_>) -> JsResult<f64> {
        let d = self.to_number(v)?;
        // Adding zero turns -0 into 0.
        Ok(if d.is_nan() { 0.0 } else { d.trunc() + 0.0 })
    }

    pub fn to_int32(&mut self, v: Value<'_>) -> JsResult<i32> {
        Ok(match v.as_int() {
            Some(i) => i,
            None => f64_to_i32(self.to_number(v)?),
        })
    }

    pub fn to_uint32(&mut self, v: Value<'_>) -> JsResult<u32> {
        Ok(self.to_int32(v)? as u32)
    }

    /// ToLength (7.1.20).
    pub fn to_length(&mut self, v: Value<'_>) -> JsResult<u64> {
        let d = self.to_integer_or_infinity(v)?;
        Ok(d.clamp(0.0, 9_007_199_254_740_991.0) as u64)
    }

    /// ToIndex (7.1.22).
    pub fn to_index(&mut self, v: Value<'_>) -> JsResult<u64> {
        let d = self.to_integer_or_infinity(v)?;
        as_index(d).ok_or_else(|| self.throw_range_error(format_args!("Invalid index")))
    }

    // --- operations on objects ---------------------------------------------------------------------

    /// GetV (7.3.3): no wrapper is made.
    pub fn get_value<'k>(&mut self, v: Value<'_>, key: impl Into<PropertyKey<'k>>) -> JsResult<Value<'s>> {
        let key = key.into();
        if let Some(o) = v.as_object() {
            return self.get_with_receiver(o, key, v);
        }
        if let Some(s) = v.as_string() {
            match key {
                PropertyKey::String(k) if k == self.names.length => return Ok(Value::from(s.len() as u32)),
                PropertyKey::Index(i) if (i as usize) < s.len() => {
                    let s = self.flat(s)?;
                    return Ok(self.char_string(s.chars().at(i as usize))?.value());
                }
                _ => {}
            }
        }
        match self.prototype_of_primitive(v) {
            Some(proto) => self.get_with_receiver(proto, key, v),
            None => Err(self.throw_no_properties(v, key, "read")),
        }
    }

    /// PutValue to a property of any base: false if refused.
    pub fn assign_value(&mut self, base: Value<'_>, key: PropertyKey<'_>, value: Value<'_>) -> JsResult<bool> {
        if let Some(o) = base.as_object() {
            return self.set_with_receiver(o, key, value, base);
        }
        let Some(proto) = self.prototype_of_primitive(base) else {
            return Err(self.throw_no_properties(base, key, "set"));
        };
        self.set_with_receiver(proto, key, value, base)
    }

    /// PutValue to a property of any base, strict.
    pub fn set_value(&mut self, base: Value<'_>, key: PropertyKey<'_>, value: Value<'_>) -> JsResult<()> {
        if self.assign_value(base, key, value)? { Ok(()) } else { Err(self.throw_set_refused(base, key)) }
    }

    /// TypeError: Cannot read (or set) properties of undefined (reading 'x').
    pub fn throw_no_properties(&mut self, base: Value<'_>, key: PropertyKey<'_>, verb: &str) -> Throw {
        let name = self.describe_key(key);
        let doing = if verb == "set" { "setting" } else { "reading" };
        self.throw_type_error(format_args!("Cannot {verb} properties of {base:?} ({doing} '{name}')"))
    }

    /// The TypeError for a strict assignment that was refused.
    pub fn throw_set_refused(&mut self, base: Value<'_>, key: PropertyKey<'_>) -> Throw {
        let name = self.describe_key(key);
        if base.as_object().is_some_and(|o| o.is_proxy()) {
            return self.throw_type_error(format_args!("'set' on proxy: trap returned falsish for property '{name}'"));
        }
        let on = self.describe(base);
        let holder = base.as_object().or_else(|| self.prototype_of_primitive(base));
        let found = holder.and_then(|o| self.find_property(o, key).ok().flatten());
        let own_of_string = base.as_string().is_some_and(|s| match key {
            PropertyKey::Index(i) => (i as usize) < s.len(),
            PropertyKey::String(name) => name == self.names.length,
            PropertyKey::Symbol(_) => false,
        });
        let kind_name = if base.is_callable() { "function" } else { "object" };
        match (found, base.as_object()) {
            (_, None) if own_of_string => {
                self.throw_type_error(format_args!("Cannot assign to read only property '{name}' of string '{on}'"))
            }
            (Some(p), _) if p.attrs.is_accessor() => {
                let on = match holder.filter(|_| !base.is_object()).and_then(|o| self.constructor_name(o)) {
                    Some(kind) => format!("[object {kind}]"),
                    None => on,
                };
                self.throw_type_error(format_args!("Cannot set property {name} of {on} which has only a getter"))
            }
            (_, None) => {
                let kind = self.type_of(base).string();
                self.throw_type_error(format_args!("Cannot create property '{name}' on {kind} '{on}'"))
            }
            (Some(p), Some(o)) if !p.attrs.writable() || o.is(CellKind::Namespace) => self
                .throw_type_error(format_args!("Cannot assign to read only property '{name}' of {kind_name} '{on}'")),
            (Some(_), Some(o)) if o.is(CellKind::Array) && key == self.names.length.into() => {
                // An element that cannot be deleted has stopped the change of the length.
                let last = o.array_length().saturating_sub(1);
                self.throw_type_error(format_args!("Cannot delete property '{last}' of {on}"))
            }
            _ => self.throw_type_error(format_args!("Cannot add property {name}, object is not extensible")),
        }
    }

    /// GetMethod (7.3.11): `undefined` or a function.
    pub fn get_method<'k>(&mut self, v: Value<'_>, key: impl Into<PropertyKey<'k>>) -> JsResult<Value<'s>> {
        let key = key.into();
        let f = self.get_value(v, key)?;
        if f.is_nullish() {
            return Ok(Value::UNDEFINED);
        }
        if f.is_callable() {
            return Ok(f);
        }
        Err(self.throw_not_a_method(f))
    }

    /// Invoke (7.3.21).
    pub fn invoke<'k>(
        &mut self,
        v: Value<'_>,
        key: impl Into<PropertyKey<'k>>,
        args: &[Value<'_>],
    ) -> JsResult<Value<'s>> {
        let key = key.into();
        let f = self.get_value(v, key)?;
        if !f.is_callable() {
            let name = self.describe_key(key);
            let on = self.describe(v);
            return Err(self.throw_type_error(format_args!("{on}.{name} is not a function")));
        }
        self.call(f, v, args)
    }

    /// CreateDataProperty (7.3.5).
    pub fn create_data_property<'k>(
        &mut self,
        o: Object<'_>,
        key: impl Into<PropertyKey<'k>>,
        value: Value<'_>,
    ) -> JsResult<bool> {
        let key = key.into();
        if self.add_lacking(o, key, value)? {
            return Ok(true);
        }
        self.define_own_property(o, key, &Descriptor::data(value, Attrs::ALL))
    }

    /// CreateDataPropertyOrThrow (7.3.7).
    pub fn create_data_property_or_throw<'k>(
        &mut self,
        o: Object<'_>,
        key: impl Into<PropertyKey<'k>>,
        value: Value<'_>,
    ) -> JsResult<()> {
        let key = key.into();
        if self.add_lacking(o, key, value)? {
            return Ok(());
        }
        self.define_property_or_throw(o, key, &Descriptor::data(value, Attrs::ALL))
    }

    /// DefinePropertyOrThrow (7.3.8).
    pub fn define_property_or_throw(
        &mut self,
        o: Object<'_>,
        key: PropertyKey<'_>,
        desc: &Descriptor<'_>,
    ) -> JsResult<()> {
        if self.define_own_property(o, key, desc)? {
            return Ok(());
        }
        let name = self.describe_key(key);
        if o.is_proxy() {
            return Err(self.throw_type_error(format_args!(
                "'defineProperty' on proxy: trap returned falsish for property '{name}'"
            )));
        }
        if !self.has_own_property(o, key)? && o.has_flag(flag::NON_EXTENSIBLE) {
            return Err(self.throw_type_error(format_args!("Cannot define property {name}, object is not extensible")));
        }
        Err(self.throw_type_error(format_args!("Cannot redefine property: {name}")))
    }

    /// DeletePropertyOrThrow (7.3.9).
    pub fn delete_or_throw(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<()> {
        if self.delete(o, key)? {
            return Ok(());
        }
        let name = self.describe_key(key);
        if o.is_proxy() {
            return Err(self.throw_type_error(format_args!(
                "'deleteProperty' on proxy: trap returned falsish for property '{name}'"
            )));
        }
        let on = self.describe(o.value());
        Err(self.throw_type_error(format_args!("Cannot delete property '{name}' of {on}")))
    }

    /// LengthOfArrayLike (7.3.18).
    pub fn length_of(&mut self, o: Object<'_>) -> JsResult<u64> {
        if o.is(CellKind::Array) {
            return Ok(u64::from(o.array_length()));
        }
        let length = self.names.length;
        let v = self.get(o, length)?;
        self.to_length(v)
    }

    /// CreateListFromArrayLike (7.3.19)
    pub fn list_from_array_like(&mut self, v: Value<'_>) -> JsResult<List<'s>> {
        self.list_up_to(v, usize::MAX)
    }

    /// CreateListFromArrayLike of what is going to lie on the root stack: RangeError if it has more than `most`
    /// elements.
    pub(crate) fn list_up_to(&mut self, v: Value<'_>, most: usize) -> JsResult<List<'s>> {
        let Some(o) = v.as_object() else {
            return Err(self.throw_type_error(format_args!("CreateListFromArrayLike called on non-object")));
        };
        if o.is(CellKind::Array)
            && let Some(dense) = self.dense_elements(o)
            && dense.len() == o.array_length() as usize
            && dense.len() <= most
            && !dense.contains(&Value::HOLE)
        {
            let count = dense.len();
            return self.list_of_elements(o, 0..count);
        }
        if let Some(list) = self.list_of_arguments(o)? {
            return Ok(list);
        }
        let length = self.length_of(o)?;
        if length > most as u64 {
            return Err(self.throw_stack_overflow());
        }
        let mut ctx = self.inner();
        let list = ctx.new_array(&[])?;
        for i in 0..length {
            let ctx = &mut ctx.inner();
            let key = ctx.key_from_number(i as f64)?;
            let v = ctx.get(o, key)?;
            ctx.array_push(list, v)?;
        }
        let list = ctx.list_of_elements(list, 0..list.array_length() as usize)?;
        Ok(ctx.escape(list))
    }

    /// OrdinaryHasInstance (7.3.22).
    pub fn ordinary_has_instance(&mut self, c: Value<'_>, o: Value<'_>) -> JsResult<bool> {
        let Some(f) = c.as_kind(CellKind::Function) else { return Ok(false) };
        if let Some(target) = self.bound_target(f) {
            self.check_stack()?;
            return self.instance_of(o, target.value());
        }
        let Some(o) = o.as_object() else { return Ok(false) };
        let at = self.slot(o.value());
        let key = self.names.prototype;
        let p = self.get(f, key)?;
        let Some(p) = p.as_object() else {
            let text = self.describe(p);
            return Err(
                self.throw_type_error(format_args!("Function has non-object prototype '{text}' in instanceof check"))
            );
        };
        let mut proxies = 0;
        loop {
            let ctx = &mut self.inner();
            let o = at.object(ctx);
            let proto = ctx.next_prototype(o, &mut proxies)?;
            if proto == p.value() || proto.is_null() {
                return Ok(!proto.is_null());
            }
            at.set(proto);
        }
    }

    /// InstanceofOperator (13.10.2).
    pub fn instance_of(&mut self, v: Value<'_>, target: Value<'_>) -> JsResult<bool> {
        if !target.is_object() {
            return Err(self.throw_type_error(format_args!("Right-hand side of 'instanceof' is not an object")));
        }
        let key = self.symbols.has_instance;
        let method = self.get_method(target, key)?;
        if !method.is_undefined() && method != self.intrinsics.function_has_instance {
            let result = self.call(method, target, &[v])?;
            return Ok(self.to_boolean(result));
        }
        // Function.prototype's own method returns false for what cannot be called.
        if method.is_undefined() && !target.is_callable() {
            return Err(self.throw_type_error(format_args!("Right-hand side of 'instanceof' is not callable")));
        }
        self.ordinary_has_instance(target, v)
    }

    /// GetPrototypeFromConstructor (10.1.14); `undefined` as new.target means the default.
    pub fn prototype_from_constructor(&mut self, new_target: Value<'_>, default: Object<'_>) -> JsResult<Object<'s>> {
        let Some(f) = new_target.as_object() else { return Ok(self.keep(default)) };
        let key = self.names.prototype;
        let p = self.get(f, key)?;
        if let Some(p) = p.as_object() {
            return Ok(p);
        }
        let realm = self.function_realm(f)?;
        let of_realm = self.intrinsics.corresponding(default, self.intrinsics_of(realm));
        Ok(self.keep(of_realm.unwrap_or(default)))
    }

    /// SpeciesConstructor (7.3.24).
    pub fn species_constructor(&mut self, o: Object<'_>, default: Value<'_>) -> JsResult<Value<'s>> {
        let key = self.names.constructor;
        let c = self.get(o, key)?;
        if c.is_undefined() {
            return Ok(self.keep(default));
        }
        let Some(c) = c.as_object() else {
            return Err(self.throw_type_error(format_args!("The .constructor property is not an object")));
        };
        let key = self.symbols.species;
        let s = self.get(c, key)?;
        if s.is_nullish() {
            return Ok(self.keep(default));
        }
        if s.as_object().is_some_and(|o| o.is_constructor()) {
            return Ok(s);
        }
        Err(self.throw_type_error(format_args!("object.constructor[Symbol.species] is not a constructor")))
    }

    /// How a value is shown in error messages that know no source text of it: with its type, and nothing of objects.
    #[must_use]
    pub fn describe_typed(&mut self, v: Value<'_>) -> String {
        let kind = self.type_of(v).string();
        match v.as_string() {
            Some(s) => format!("{kind} \"{s}\""),
            None if v.is_number() || v.as_bool().is_some() || v.is_null() => format!("{kind} {}", self.describe(v)),
            None => kind.to_rust(),
        }
    }

    /// TypeError: `f` is not a function, where a protocol calls it.
    pub fn throw_not_a_method(&mut self, f: Value<'_>) -> Throw {
        let text = self.describe_typed(f);
        self.throw_type_error(format_args!("{text} is not a function"))
    }

    /// How a value is shown in error messages.
    #[must_use]
    pub fn describe(&mut self, v: Value<'_>) -> String {
        if let Some(s) = v.as_string() {
            return s.to_rust();
        }
        if v.is_bigint() {
            return format!("{v:?}").trim_end_matches('n').to_owned();
        }
        if let Some(d) = v.as_number() {
            return crate::number::format_number(d);
        }
        if let Some(s) = v.as_symbol() {
            return self.describe_key(PropertyKey::Symbol(s));
        }
        let Some(o) = v.as_object() else { return format!("{v:?}") };
        if o.is_callable() {
            let name = self.own_data(o, self.names.name).and_then(|v| v.as_string());
            let word = if o.function_flags() & INFO_CLASS != 0 { "class" } else { "function" };
            return match name {
                Some(n) if !n.is_empty() => format!("{word} {n}"),
                _ => word.to_owned(),
            };
        }
        if o.is(CellKind::Namespace) {
            return "[object Module]".to_owned();
        }
        if o.is_proxy() {
            let text = if self.is_array(v).is_ok_and(|is| is) { "[object Array]" } else { "#<Object>" };
            return text.to_owned();
        }
        let name = self.constructor_name(o);
        match name {
            // What an error says may be anything.
            Some(name) if o.is(CellKind::Error) || self.shows_its_class(o) => format!("#<{name}>"),
            Some(name) if o.is(CellKind::TypedArray) => format!("[object {name}]"),
            _ => {
                let ctx = &mut self.inner();
                let key = ctx.symbols.to_string_tag;
                let tag = ctx.inherited_data(o, key.into()).and_then(|tag| tag.as_string());
                format!("[object {}]", tag.map_or_else(|| ctx.builtin_tag(o).to_owned(), |tag| tag.to_rust()))
            }
        }
    }

    /// The tag that Object.prototype.toString shows for an object without @@toStringTag.
    #[must_use]
    pub fn builtin_tag(&mut self, o: Object<'_>) -> &'static str {
        let kind = |k: CellKind| o.is(k);
        if kind(CellKind::Array) {
            "Array"
        } else if kind(CellKind::Function) {
            "Function"
        } else if kind(CellKind::Error) {
            "Error"
        } else if kind(CellKind::Arguments) {
            "Arguments"
        } else if kind(CellKind::Date) {
            "Date"
        } else if kind(CellKind::RegExp) {
            "RegExp"
        } else if kind(CellKind::Wrapper) {
            match self.internal(o, 0) {
                v if v.is_string() => "String",
                v if v.is_number() => "Number",
                v if v.is_bool() => "Boolean",
                _ => "Object",
            }
        } else {
            "Object"
        }
    }

    /// Has the object `Object.prototype.toString`? Then it is shown as an object of its class.
    fn shows_its_class(&mut self, o: Object<'_>) -> bool {
        let ctx = &mut self.inner();
        let key = ctx.names.to_string;
        ctx.inherited_data(o, key.into()).is_some_and(|f| f == ctx.intrinsics.object_to_string)
    }

    /// The value of a data property of the object or its prototypes, without running anything.
    fn inherited_data(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> Option<Value<'s>> {
        if self.chain_is_exotic(o) {
            return None;
        }
        let p = self.find_property(o, key).ok()??;
        (!p.attrs.is_accessor()).then_some(p.value)
    }

    /// The value of an own data property, without running anything.
    pub fn own_data<'k>(&mut self, o: Object<'_>, key: impl Into<PropertyKey<'k>>) -> Option<Value<'s>> {
        if o.is_proxy() {
            return None;
        }
        let p = self.get_own_property(o, key.into()).ok()??;
        (!p.attrs.is_accessor()).then_some(p.value)
    }

    /// Name of the constructor that the prototype chain shows, without running anything.
    pub fn constructor_name(&mut self, o: Object<'_>) -> Option<String> {
        let ctx = &mut self.inner();
        let mut at = Some(o);
        while let Some(o) = at {
            let key = ctx.names.constructor;
            if let Some(c) = ctx.own_data(o, key).and_then(|v| v.as_object()) {
                let key = ctx.names.name;
                let name = ctx.own_data(c, key)?.as_string()?;
                return (!name.is_empty()).then(|| name.to_rust());
            }
            at = ctx.prototype_of(o).as_object();
        }
        None
    }
}
