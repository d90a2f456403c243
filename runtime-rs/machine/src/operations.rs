//! Operations of the language as both ways to run it need them, compiled code through `yarrow-rt` and the interpreter.

use crate::class::ClassesWithin;
use crate::class::{Classes, MethodKind, PrivateKind};
use crate::globals::{Globals, Strictness};
use crate::iterate::Iteration;
use easy_ext::ext;
use std::cell::Cell;
use std::cmp::Ordering;
use yarrow_abi::kinds::ErrorKind;
use yarrow_objects::rooted::{FlatString, Object, Scope, Value};
use yarrow_objects::{
    GlobalCache, JsResult, PrivateAccess, PrivateCache, SetCache, Throw, expect_function, expect_object,
    expect_private_name, expect_string,
};

/// What a step of an iteration returns: ITER_DONE for `None`.
pub fn or_done<'s>(step: JsResult<Option<Value<'s>>>) -> JsResult<Value<'s>> {
    step.map(|v| v.unwrap_or(Value::ITER_DONE))
}

#[ext(Operations)]
pub impl<'s> Scope<'s> {
    // --- names of the global environment ----------------------------------------------------------------

    /// The value of a name; ReferenceError if there is none.
    fn load_name(&mut self, name: FlatString<'_>, site: &Cell<GlobalCache>) -> JsResult<Value<'s>> {
        match self.global_get(name, site)? {
            Some(v) => Ok(v),
            None => Err(self.throw_reference_error(format_args!("{} is not defined", name.string()))),
        }
    }

    /// As [`Scope::load_name`], but `undefined` where there is none.
    fn load_name_or_undefined(&mut self, name: FlatString<'_>, site: &Cell<GlobalCache>) -> JsResult<Value<'s>> {
        Ok(self.global_get(name, site)?.unwrap_or(Value::UNDEFINED))
    }

    // --- operators --------------------------------------------------------------------------------------

    /// Whether the order of two values is one of those wanted.
    fn is_ordered(&mut self, a: Value<'_>, b: Value<'_>, accept: impl Fn(Ordering) -> bool) -> JsResult<bool> {
        Ok(self.compare(a, b)?.is_some_and(accept))
    }

    /// ToPropertyKey, as a value: an index as a number.
    fn key_value(&mut self, v: Value<'_>) -> JsResult<Value<'s>> {
        Ok(self.to_property_key(v)?.root_value())
    }

    // --- properties -------------------------------------------------------------------------------------

    /// `base.key = value`.
    fn put_prop(
        &mut self,
        base: Value<'_>,
        key: FlatString<'_>,
        value: Value<'_>,
        strictness: Strictness,
        site: &Cell<SetCache>,
    ) -> JsResult<()> {
        match strictness {
            Strictness::Strict => self.set_prop(base, key, value, site),
            Strictness::Sloppy => self.assign_prop(base, key, value, site).map(|_| ()),
        }
    }

    /// `base[key] = value`.
    fn put_elem(&mut self, base: Value<'_>, key: Value<'_>, value: Value<'_>, strictness: Strictness) -> JsResult<()> {
        match strictness {
            Strictness::Strict => self.set_elem(base, key, value),
            Strictness::Sloppy => self.assign_elem(base, key, value).map(|_| ()),
        }
    }

    /// `delete base[key]`: false if refused.
    fn delete_elem(&mut self, base: Value<'_>, key: Value<'_>, strictness: Strictness) -> JsResult<bool> {
        if base.is_nullish() {
            return Err(self.throw_type_error(format_args!("Cannot convert undefined or null to object")));
        }
        let key = self.to_property_key(key)?;
        let o = self.to_object(base)?;
        match strictness {
            Strictness::Strict => self.delete_or_throw(o, key).map(|()| true),
            Strictness::Sloppy => self.delete(o, key),
        }
    }

    /// `super[key]`, `base` being the prototype of the home object.
    fn get_super_elem(&mut self, base: Value<'_>, key: Value<'_>, this: Value<'_>) -> JsResult<Value<'s>> {
        // The key is converted only where there is an object to look it up in.
        if !base.is_object() {
            self.get_elem(Value::NULL, key)?;
        }
        let key = self.to_property_key(key)?;
        self.get_super(base, key, this)
    }

    /// `super[key] = value`.
    fn put_super_elem(
        &mut self,
        base: Value<'_>,
        key: Value<'_>,
        this: Value<'_>,
        value: Value<'_>,
        strictness: Strictness,
    ) -> JsResult<()> {
        if !base.is_object() {
            self.assign_elem(Value::NULL, key, value)?;
        }
        let key = self.to_property_key(key)?;
        match strictness {
            Strictness::Strict => self.set_super(base, key, this, value),
            Strictness::Sloppy => self.assign_super(base, key, this, value).map(|_| ()),
        }
    }

    /// CreateDataPropertyOrThrow, the key not yet converted.
    fn define_field(&mut self, on: Value<'_>, key: Value<'_>, value: Value<'_>) -> JsResult<()> {
        let (on, key) = (expect_object(on), self.to_property_key(key)?);
        self.refuse_prototype(on, key)?;
        self.create_data_property_or_throw(on, key, value)
    }

    // --- literals and classes ---------------------------------------------------------------------------

    /// A method or accessor of a literal or class.
    fn define_method_elem(
        &mut self,
        on: Value<'_>,
        key: Value<'_>,
        f: Value<'_>,
        kind: MethodKind,
        enumerable: bool,
    ) -> JsResult<()> {
        let key = self.to_property_key(key)?;
        self.define_method_property(expect_object(on), key, expect_function(f), kind, enumerable)
    }

    /// SetFunctionName, the key not yet converted. What is no object has no name.
    fn name_function(&mut self, f: Value<'_>, key: Value<'_>, kind: MethodKind) -> JsResult<()> {
        let Some(f) = f.as_object() else { return Ok(()) };
        let key = self.to_property_key(key)?;
        self.set_function_name(f, key, kind)
    }

    /// `__proto__: value` of a literal: nothing for what is neither an object nor null.
    fn set_proto_literal(&mut self, on: Value<'_>, proto: Value<'_>) -> JsResult<()> {
        if proto.is_object() || proto.is_null() {
            self.set_prototype_of(expect_object(on), proto)?;
        }
        Ok(())
    }

    /// Spread in a literal, rest in a pattern: `excluded` is an array of keys, or no object.
    fn copy_props(&mut self, target: Value<'_>, source: Value<'_>, excluded: Value<'_>) -> JsResult<()> {
        let mut keys = Vec::new();
        if excluded.is_object() {
            for &v in self.list_from_array_like(excluded)?.values() {
                keys.push(self.to_property_key(v)?);
            }
        }
        self.copy_data_properties(expect_object(target), source, &keys)
    }

    /// Appends what an iterable yields to the array of a literal.
    fn append_iterable(&mut self, array: Value<'_>, iterable: Value<'_>, text: Value<'_>) -> JsResult<()> {
        let iter = self.iter_open_named(iterable, text)?;
        self.iter_collect(iter, expect_object(array))
    }

    // --- private names ----------------------------------------------------------------------------------

    /// As [`Self::get_private`], filling the cache.
    fn get_private_at(&mut self, v: Value<'_>, name: Value<'_>, site: &Cell<PrivateCache>) -> JsResult<Value<'s>> {
        self.learn_private(v, expect_private_name(name), PrivateAccess::Read, site)?;
        self.get_private(v, name)
    }

    /// As [`Self::put_private`], filling the cache.
    fn put_private_at(
        &mut self,
        v: Value<'_>,
        name: Value<'_>,
        value: Value<'_>,
        site: &Cell<PrivateCache>,
    ) -> JsResult<()> {
        self.learn_private(v, expect_private_name(name), PrivateAccess::Write, site)?;
        self.put_private(v, name, value)
    }

    /// As [`Self::define_private`], filling the cache.
    fn define_private_at(
        &mut self,
        v: Value<'_>,
        name: Value<'_>,
        value: Value<'_>,
        kind: PrivateKind,
        site: &Cell<PrivateCache>,
    ) -> JsResult<()> {
        match kind {
            PrivateKind::Field | PrivateKind::Method => {
                let symbol = expect_private_name(name);
                self.learn_private_add(v, symbol, site, |ctx| ctx.define_private(v, name, value, kind))
            }
            PrivateKind::Getter | PrivateKind::Setter => self.define_private(v, name, value, kind),
        }
    }

    /// As [`Self::has_private`], filling the cache.
    fn has_private_at(&mut self, v: Value<'_>, name: Value<'_>, site: &Cell<PrivateCache>) -> JsResult<bool> {
        self.learn_private(v, expect_private_name(name), PrivateAccess::Read, site)?;
        self.has_private(v, name)
    }

    fn get_private(&mut self, v: Value<'_>, name: Value<'_>) -> JsResult<Value<'s>> {
        self.private_get(v, expect_private_name(name))
    }

    fn put_private(&mut self, v: Value<'_>, name: Value<'_>, value: Value<'_>) -> JsResult<()> {
        self.private_set(v, expect_private_name(name), value)
    }

    fn define_private(&mut self, v: Value<'_>, name: Value<'_>, value: Value<'_>, kind: PrivateKind) -> JsResult<()> {
        self.private_define(v, expect_private_name(name), value, kind)
    }

    /// `#name in v`.
    fn has_private(&mut self, v: Value<'_>, name: Value<'_>) -> JsResult<bool> {
        let name = expect_private_name(name);
        if !v.is_object() {
            let (text, _) = self.private_text(name);
            let on = self.describe(v);
            return Err(self.throw_type_error(format_args!("Cannot use 'in' operator to search for '{text}' in {on}")));
        }
        self.private_has(v, name)
    }

    // --- calls and iteration ----------------------------------------------------------------------------

    /// A call with the elements of an array; `text` is the callee's in the source.
    fn call_spread(
        &mut self,
        callee: Value<'_>,
        this: Value<'_>,
        array: Value<'_>,
        text: Value<'_>,
    ) -> JsResult<Value<'s>> {
        if !callee.is_callable() {
            return Err(self.throw_not_function(callee, text));
        }
        self.call_list(callee, this, array)
    }

    /// A construction with the elements of an array.
    fn construct_spread(
        &mut self,
        callee: Value<'_>,
        new_target: Value<'_>,
        array: Value<'_>,
        text: Value<'_>,
    ) -> JsResult<Value<'s>> {
        if !callee.as_object().is_some_and(Object::is_constructor) {
            return Err(self.throw_not_constructor(callee, text));
        }
        self.construct_list(callee, array, new_target)
    }

    /// An array of the values that are left.
    fn iter_rest(&mut self, iter: Value<'_>) -> JsResult<Value<'s>> {
        let array = self.new_array(&[])?;
        self.iter_collect(iter, array)?;
        Ok(array.value())
    }

    // --- errors -----------------------------------------------------------------------------------------

    /// Throws an error of this kind.
    fn throw_new(&mut self, kind: ErrorKind, message: Value<'_>) -> Throw {
        match self.new_error(kind, expect_string(message)) {
            Ok(error) => self.throw(error.value()),
            Err(throw) => throw,
        }
    }

    /// ReferenceError: the name of a binding was used before its initialisation.
    fn throw_tdz(&mut self, name: Value<'_>) -> Throw {
        self.throw_reference_error(format_args!("Cannot access '{}' before initialization", expect_string(name)))
    }

    /// TypeError: a constant was assigned to.
    fn throw_const_assign(&mut self) -> Throw {
        self.throw_type_error(format_args!("Assignment to constant variable."))
    }

    /// TypeError: `v` is undefined or null where a pattern takes it apart; `text` says where, with `''` for the value, or
    /// what is read where nothing has a name.
    fn throw_not_destructurable(&mut self, v: Value<'_>, text: Value<'_>) -> Throw {
        let text = expect_string(text).to_rust();
        if text.starts_with("reading ") {
            return self.throw_type_error(format_args!("Cannot read properties of {v:?} ({text})"));
        }
        let text = match text.strip_suffix("''") {
            Some(before) => format!("{before}'{}'", self.describe_typed(v)),
            None => text,
        };
        self.throw_type_error(format_args!("Cannot destructure {text} as it is {v:?}."))
    }
}
