//! The operations of scopes, for code that is not migrated: what it passes is rooted for the call, what it gets back is
//! bare.

use super::{Held, Scope};
use crate::context::Context;
use crate::error::{JsResult, Throw};
#[allow(unused_imports)]
use crate::values::{BigInt, Descriptor, FlatString, JsString, Object, Property, PropertyKey, Symbol, Value};
use crate::convert::Hint;

trait Leave {
    type Out;
    fn leave(self) -> Self::Out;
}

impl<T: Held> Leave for T {
    type Out = T::In<'static>;
    fn leave(self) -> Self::Out {
        self.detach()
    }
}

impl<T: Leave> Leave for Result<T, Throw> {
    type Out = Result<T::Out, Throw>;
    fn leave(self) -> Self::Out {
        self.map(Leave::leave)
    }
}

macro_rules! as_is { ($($t:ty),* $(,)?) => { $(impl Leave for $t { type Out = $t; fn leave(self) -> $t { self } })* }; }

as_is!(String, Throw, Option<String>);

impl Leave for Vec<Value<'_>> {
    type Out = Vec<Value<'static>>;
    fn leave(self) -> Self::Out {
        self.into_iter().map(Held::detach).collect()
    }
}

impl Context {
    fn bridge<R>(&mut self, f: impl FnOnce(&mut Scope<'static>) -> R) -> R {
        let mark = self.root_mark();
        // SAFETY: as unsafe as the callers of these functions are.
        let result = f(unsafe { Scope::on(self) });
        self.release_roots(mark);
        result
    }
}

impl Context {
    pub fn to_primitive(&mut self, v: Value<'static>, hint: Hint) -> JsResult<Value<'static>> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.to_primitive(v, hint).leave() })
    }

    pub fn ordinary_to_primitive(&mut self, o: Object<'static>, hint: Hint) -> JsResult<Value<'static>> {
        self.bridge(|ctx| { let o = ctx.keep(o); ctx.ordinary_to_primitive(o, hint).leave() })
    }

    pub fn to_boolean(&self, v: Value<'static>) -> bool {
        Scope::look(self).to_boolean(v).leave()
    }

    pub fn to_number(&mut self, v: Value<'static>) -> JsResult<f64> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.to_number(v).leave() })
    }

    pub fn to_numeric(&mut self, v: Value<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.to_numeric(v).leave() })
    }

    pub fn to_string(&mut self, v: Value<'static>) -> JsResult<JsString<'static>> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.to_string(v).leave() })
    }

    pub fn to_property_key(&mut self, v: Value<'static>) -> JsResult<PropertyKey<'static>> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.to_property_key(v).leave() })
    }

    pub fn key_from_string(&mut self, s: JsString<'static>) -> JsResult<PropertyKey<'static>> {
        self.bridge(|ctx| { let s = ctx.keep(s); ctx.key_from_string(s).leave() })
    }

    pub fn key_from_number(&mut self, n: f64) -> JsResult<PropertyKey<'static>> {
        self.bridge(|ctx| {  ctx.key_from_number(n).leave() })
    }

    pub fn to_object(&mut self, v: Value<'static>) -> JsResult<Object<'static>> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.to_object(v).leave() })
    }

    pub fn prototype_of_primitive(&self, v: Value<'static>) -> Option<Object<'static>> {
        Scope::look(self).prototype_of_primitive(v).leave()
    }

    pub fn to_integer_or_infinity(&mut self, v: Value<'static>) -> JsResult<f64> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.to_integer_or_infinity(v).leave() })
    }

    pub fn to_int32(&mut self, v: Value<'static>) -> JsResult<i32> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.to_int32(v).leave() })
    }

    pub fn to_uint32(&mut self, v: Value<'static>) -> JsResult<u32> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.to_uint32(v).leave() })
    }

    pub fn to_length(&mut self, v: Value<'static>) -> JsResult<u64> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.to_length(v).leave() })
    }

    pub fn to_index(&mut self, v: Value<'static>) -> JsResult<u64> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.to_index(v).leave() })
    }

    pub fn get_value(&mut self, v: Value<'static>, key: impl Into<PropertyKey<'static>>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| { let v = ctx.keep(v); let key = ctx.keep(key.into()); ctx.get_value(v, key).leave() })
    }

    pub fn assign_value(&mut self, base: Value<'static>, key: PropertyKey<'static>, value: Value<'static>) -> JsResult<bool> {
        self.bridge(|ctx| { let base = ctx.keep(base); let key = ctx.keep(key); let value = ctx.keep(value); ctx.assign_value(base, key, value).leave() })
    }

    pub fn set_value(&mut self, base: Value<'static>, key: PropertyKey<'static>, value: Value<'static>) -> JsResult<()> {
        self.bridge(|ctx| { let base = ctx.keep(base); let key = ctx.keep(key); let value = ctx.keep(value); ctx.set_value(base, key, value).leave() })
    }

    pub fn throw_no_properties(&mut self, base: Value<'static>, key: PropertyKey<'static>, verb: &str) -> Throw {
        self.bridge(|ctx| { let base = ctx.keep(base); let key = ctx.keep(key); ctx.throw_no_properties(base, key, verb).leave() })
    }

    pub(crate) fn throw_set_refused(&mut self, base: Value<'static>, key: PropertyKey<'static>) -> Throw {
        self.bridge(|ctx| { let base = ctx.keep(base); let key = ctx.keep(key); ctx.throw_set_refused(base, key).leave() })
    }

    pub fn get_method(&mut self, v: Value<'static>, key: impl Into<PropertyKey<'static>>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| { let v = ctx.keep(v); let key = ctx.keep(key.into()); ctx.get_method(v, key).leave() })
    }

    pub fn invoke(&mut self, v: Value<'static>, key: impl Into<PropertyKey<'static>>, args: &[Value<'static>]) -> JsResult<Value<'static>> {
        self.bridge(|ctx| { let v = ctx.keep(v); let key = ctx.keep(key.into()); args.iter().for_each(|v| ctx.ctx.push_root(v.bits())); ctx.invoke(v, key, args).leave() })
    }

    pub fn create_data_property(&mut self, o: Object<'static>, key: impl Into<PropertyKey<'static>>, value: Value<'static>) -> JsResult<bool> {
        self.bridge(|ctx| { let o = ctx.keep(o); let key = ctx.keep(key.into()); let value = ctx.keep(value); ctx.create_data_property(o, key, value).leave() })
    }

    pub fn create_data_property_or_throw(&mut self, o: Object<'static>, key: impl Into<PropertyKey<'static>>, value: Value<'static>) -> JsResult<()> {
        self.bridge(|ctx| { let o = ctx.keep(o); let key = ctx.keep(key.into()); let value = ctx.keep(value); ctx.create_data_property_or_throw(o, key, value).leave() })
    }

    pub fn define_property_or_throw(&mut self, o: Object<'static>, key: PropertyKey<'static>, desc: &Descriptor<'static>) -> JsResult<()> {
        self.bridge(|ctx| { let o = ctx.keep(o); let key = ctx.keep(key); let desc = ctx.keep(*desc); ctx.define_property_or_throw(o, key, &desc).leave() })
    }

    pub fn delete_or_throw(&mut self, o: Object<'static>, key: PropertyKey<'static>) -> JsResult<()> {
        self.bridge(|ctx| { let o = ctx.keep(o); let key = ctx.keep(key); ctx.delete_or_throw(o, key).leave() })
    }

    pub fn length_of(&mut self, o: Object<'static>) -> JsResult<u64> {
        self.bridge(|ctx| { let o = ctx.keep(o); ctx.length_of(o).leave() })
    }

    pub fn ordinary_has_instance(&mut self, c: Value<'static>, o: Value<'static>) -> JsResult<bool> {
        self.bridge(|ctx| { let c = ctx.keep(c); let o = ctx.keep(o); ctx.ordinary_has_instance(c, o).leave() })
    }

    pub fn instance_of(&mut self, v: Value<'static>, target: Value<'static>) -> JsResult<bool> {
        self.bridge(|ctx| { let v = ctx.keep(v); let target = ctx.keep(target); ctx.instance_of(v, target).leave() })
    }

    pub fn prototype_from_constructor(&mut self, new_target: Value<'static>, default: Object<'static>) -> JsResult<Object<'static>> {
        self.bridge(|ctx| { let new_target = ctx.keep(new_target); let default = ctx.keep(default); ctx.prototype_from_constructor(new_target, default).leave() })
    }

    pub fn species_constructor(&mut self, o: Object<'static>, default: Value<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| { let o = ctx.keep(o); let default = ctx.keep(default); ctx.species_constructor(o, default).leave() })
    }

    pub fn describe(&mut self, v: Value<'static>) -> String {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.describe(v).leave() })
    }

    pub fn own_data(&mut self, o: Object<'static>, key: impl Into<PropertyKey<'static>>) -> Option<Value<'static>> {
        self.bridge(|ctx| { let o = ctx.keep(o); let key = ctx.keep(key.into()); ctx.own_data(o, key).leave() })
    }

    pub fn constructor_name(&mut self, o: Object<'static>) -> Option<String> {
        self.bridge(|ctx| { let o = ctx.keep(o); ctx.constructor_name(o).leave() })
    }

    /// CreateListFromArrayLike (7.3.19). The values are not rooted.
    pub fn unrooted_list_from_array_like(&mut self, v: Value<'static>) -> JsResult<Vec<Value<'static>>> {
        self.bridge(|ctx| { let v = ctx.keep(v); ctx.list_from_array_like(v).map(|l| l.values().iter().map(|v| v.detach()).collect()) })
    }
}
