//! The operations of scopes, for code that is not migrated: what it passes is rooted for the call, what it gets back is
//! bare.

use super::{Cells, Scope};
use crate::class::{Integrity, MethodKind, PrivateKind};
use crate::context::Context;
use crate::convert::Hint;
use crate::error::{JsResult, Throw};
use crate::exotic::{Behaviour, Lookup};
use crate::generator::Resumed;
use crate::ic::AllocCache;
use crate::object::SlotRef;
use crate::property::{Attrs, NamedKey};
#[allow(unused_imports)]
use crate::values::{BigInt, Descriptor, FlatString, JsString, Object, Property, PropertyKey, Symbol, Value};
use yarrow_abi::layout::{FrameDesc, ResumeMode};

trait Leave {
    type Out;
    fn leave(self) -> Self::Out;
}

impl<T: Cells> Leave for T {
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

as_is!(String, Throw, Option<String>, Behaviour, &'static FrameDesc);

impl Leave for Resumed<'_> {
    type Out = Resumed<'static>;
    fn leave(self) -> Self::Out {
        match self {
            Resumed::Yield(v) => Resumed::Yield(v.detach()),
            Resumed::Delegate(v) => Resumed::Delegate(v.detach()),
            Resumed::Done(v) => Resumed::Done(v.detach()),
        }
    }
}

impl Leave for Vec<Value<'_>> {
    type Out = Vec<Value<'static>>;
    fn leave(self) -> Self::Out {
        self.into_iter().map(Cells::detach).collect()
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
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_primitive(v, hint).leave()
        })
    }

    pub fn ordinary_to_primitive(&mut self, o: Object<'static>, hint: Hint) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.ordinary_to_primitive(o, hint).leave()
        })
    }

    pub fn to_boolean(&self, v: Value<'static>) -> bool {
        Scope::look(self).to_boolean(v).leave()
    }

    pub fn to_number(&mut self, v: Value<'static>) -> JsResult<f64> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_number(v).leave()
        })
    }

    pub fn to_numeric(&mut self, v: Value<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_numeric(v).leave()
        })
    }

    pub fn to_string(&mut self, v: Value<'static>) -> JsResult<JsString<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_string(v).leave()
        })
    }

    pub fn to_property_key(&mut self, v: Value<'static>) -> JsResult<PropertyKey<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_property_key(v).leave()
        })
    }

    pub fn key_from_string(&mut self, s: JsString<'static>) -> JsResult<PropertyKey<'static>> {
        self.bridge(|ctx| {
            let s = ctx.keep(s);
            ctx.key_from_string(s).leave()
        })
    }

    pub fn key_from_number(&mut self, n: f64) -> JsResult<PropertyKey<'static>> {
        self.bridge(|ctx| ctx.key_from_number(n).leave())
    }

    pub fn to_object(&mut self, v: Value<'static>) -> JsResult<Object<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_object(v).leave()
        })
    }

    pub fn prototype_of_primitive(&self, v: Value<'static>) -> Option<Object<'static>> {
        Scope::look(self).prototype_of_primitive(v).leave()
    }

    pub fn to_integer_or_infinity(&mut self, v: Value<'static>) -> JsResult<f64> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_integer_or_infinity(v).leave()
        })
    }

    pub fn to_int32(&mut self, v: Value<'static>) -> JsResult<i32> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_int32(v).leave()
        })
    }

    pub fn to_uint32(&mut self, v: Value<'static>) -> JsResult<u32> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_uint32(v).leave()
        })
    }

    pub fn to_length(&mut self, v: Value<'static>) -> JsResult<u64> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_length(v).leave()
        })
    }

    pub fn to_index(&mut self, v: Value<'static>) -> JsResult<u64> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_index(v).leave()
        })
    }

    pub fn get_value(&mut self, v: Value<'static>, key: impl Into<PropertyKey<'static>>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            let key = ctx.keep(key.into());
            ctx.get_value(v, key).leave()
        })
    }

    pub fn assign_value(
        &mut self,
        base: Value<'static>,
        key: PropertyKey<'static>,
        value: Value<'static>,
    ) -> JsResult<bool> {
        self.bridge(|ctx| {
            let base = ctx.keep(base);
            let key = ctx.keep(key);
            let value = ctx.keep(value);
            ctx.assign_value(base, key, value).leave()
        })
    }

    pub fn set_value(
        &mut self,
        base: Value<'static>,
        key: PropertyKey<'static>,
        value: Value<'static>,
    ) -> JsResult<()> {
        self.bridge(|ctx| {
            let base = ctx.keep(base);
            let key = ctx.keep(key);
            let value = ctx.keep(value);
            ctx.set_value(base, key, value).leave()
        })
    }

    pub fn throw_no_properties(&mut self, base: Value<'static>, key: PropertyKey<'static>, verb: &str) -> Throw {
        self.bridge(|ctx| {
            let base = ctx.keep(base);
            let key = ctx.keep(key);
            ctx.throw_no_properties(base, key, verb).leave()
        })
    }

    pub(crate) fn throw_set_refused(&mut self, base: Value<'static>, key: PropertyKey<'static>) -> Throw {
        self.bridge(|ctx| {
            let base = ctx.keep(base);
            let key = ctx.keep(key);
            ctx.throw_set_refused(base, key).leave()
        })
    }

    pub fn get_method(&mut self, v: Value<'static>, key: impl Into<PropertyKey<'static>>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            let key = ctx.keep(key.into());
            ctx.get_method(v, key).leave()
        })
    }

    pub fn invoke(
        &mut self,
        v: Value<'static>,
        key: impl Into<PropertyKey<'static>>,
        args: &[Value<'static>],
    ) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            let key = ctx.keep(key.into());
            args.iter().for_each(|v| ctx.ctx.push_root(v.bits()));
            ctx.invoke(v, key, args).leave()
        })
    }

    pub fn create_data_property(
        &mut self,
        o: Object<'static>,
        key: impl Into<PropertyKey<'static>>,
        value: Value<'static>,
    ) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key.into());
            let value = ctx.keep(value);
            ctx.create_data_property(o, key, value).leave()
        })
    }

    pub fn create_data_property_or_throw(
        &mut self,
        o: Object<'static>,
        key: impl Into<PropertyKey<'static>>,
        value: Value<'static>,
    ) -> JsResult<()> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key.into());
            let value = ctx.keep(value);
            ctx.create_data_property_or_throw(o, key, value).leave()
        })
    }

    pub fn define_property_or_throw(
        &mut self,
        o: Object<'static>,
        key: PropertyKey<'static>,
        desc: &Descriptor<'static>,
    ) -> JsResult<()> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            let desc = ctx.keep(*desc);
            ctx.define_property_or_throw(o, key, &desc).leave()
        })
    }

    pub fn delete_or_throw(&mut self, o: Object<'static>, key: PropertyKey<'static>) -> JsResult<()> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            ctx.delete_or_throw(o, key).leave()
        })
    }

    pub fn length_of(&mut self, o: Object<'static>) -> JsResult<u64> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.length_of(o).leave()
        })
    }

    pub fn ordinary_has_instance(&mut self, c: Value<'static>, o: Value<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let c = ctx.keep(c);
            let o = ctx.keep(o);
            ctx.ordinary_has_instance(c, o).leave()
        })
    }

    pub fn instance_of(&mut self, v: Value<'static>, target: Value<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            let target = ctx.keep(target);
            ctx.instance_of(v, target).leave()
        })
    }

    pub fn prototype_from_constructor(
        &mut self,
        new_target: Value<'static>,
        default: Object<'static>,
    ) -> JsResult<Object<'static>> {
        self.bridge(|ctx| {
            let new_target = ctx.keep(new_target);
            let default = ctx.keep(default);
            ctx.prototype_from_constructor(new_target, default).leave()
        })
    }

    pub fn species_constructor(&mut self, o: Object<'static>, default: Value<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let default = ctx.keep(default);
            ctx.species_constructor(o, default).leave()
        })
    }

    pub fn describe(&mut self, v: Value<'static>) -> String {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.describe(v).leave()
        })
    }

    pub fn own_data(&mut self, o: Object<'static>, key: impl Into<PropertyKey<'static>>) -> Option<Value<'static>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key.into());
            ctx.own_data(o, key).leave()
        })
    }

    pub fn constructor_name(&mut self, o: Object<'static>) -> Option<String> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.constructor_name(o).leave()
        })
    }

    pub fn new_environment(&mut self, slots: u32) -> JsResult<Value<'static>> {
        self.bridge(|ctx| ctx.new_environment(slots).leave())
    }

    pub fn set_function_name(
        &mut self,
        f: Object<'static>,
        key: PropertyKey<'static>,
        kind: MethodKind,
    ) -> JsResult<()> {
        self.bridge(|ctx| {
            let f = ctx.keep(f);
            let key = ctx.keep(key);
            ctx.set_function_name(f, key, kind).leave()
        })
    }

    pub fn set_home_object(&mut self, f: Object<'static>, home: Value<'static>) {
        self.bridge(|ctx| {
            let f = ctx.keep(f);
            let home = ctx.keep(home);
            ctx.set_home_object(f, home)
        })
    }

    pub fn define_method_property(
        &mut self,
        on: Object<'static>,
        key: PropertyKey<'static>,
        f: Object<'static>,
        kind: MethodKind,
        enumerable: bool,
    ) -> JsResult<()> {
        self.bridge(|ctx| {
            let on = ctx.keep(on);
            let key = ctx.keep(key);
            let f = ctx.keep(f);
            ctx.define_method_property(on, key, f, kind, enumerable).leave()
        })
    }

    pub fn class_new(&mut self, constructor: Value<'static>, heritage: Value<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let constructor = ctx.keep(constructor);
            let heritage = ctx.keep(heritage);
            ctx.class_new(constructor, heritage).leave()
        })
    }

    pub fn create_this(
        &mut self,
        callee: Value<'static>,
        new_target: Value<'static>,
        cache: Option<&mut AllocCache>,
    ) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let callee = ctx.keep(callee);
            let new_target = ctx.keep(new_target);
            ctx.create_this(callee, new_target, cache).leave()
        })
    }

    pub fn init_fields(&mut self, constructor: Value<'static>, this: Value<'static>) -> JsResult<()> {
        self.bridge(|ctx| {
            let constructor = ctx.keep(constructor);
            let this = ctx.keep(this);
            ctx.init_fields(constructor, this).leave()
        })
    }

    pub fn throw_not_constructor(&mut self, callee: Value<'static>, text: Value<'static>) -> Throw {
        self.bridge(|ctx| {
            let callee = ctx.keep(callee);
            let text = ctx.keep(text);
            ctx.throw_not_constructor(callee, text).leave()
        })
    }

    pub fn throw_not_function(&mut self, callee: Value<'static>, text: Value<'static>) -> Throw {
        self.bridge(|ctx| {
            let callee = ctx.keep(callee);
            let text = ctx.keep(text);
            ctx.throw_not_function(callee, text).leave()
        })
    }

    pub fn copy_data_properties(
        &mut self,
        target: Object<'static>,
        source: Value<'static>,
        excluded: &[PropertyKey<'static>],
    ) -> JsResult<()> {
        self.bridge(|ctx| {
            let target = ctx.keep(target);
            let source = ctx.keep(source);
            ctx.copy_data_properties(target, source, excluded).leave()
        })
    }

    pub fn set_integrity(&mut self, o: Object<'static>, level: Integrity) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.set_integrity(o, level).leave()
        })
    }

    pub fn test_integrity(&mut self, o: Object<'static>, level: Integrity) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.test_integrity(o, level).leave()
        })
    }

    pub fn template_object(&mut self, cooked: Object<'static>, raw: Object<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let cooked = ctx.keep(cooked);
            let raw = ctx.keep(raw);
            ctx.template_object(cooked, raw).leave()
        })
    }

    pub fn private_has(&mut self, v: Value<'static>, name: Symbol<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            let name = ctx.keep(name);
            ctx.private_has(v, name).leave()
        })
    }

    pub fn private_get(&mut self, v: Value<'static>, name: Symbol<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            let name = ctx.keep(name);
            ctx.private_get(v, name).leave()
        })
    }

    pub fn private_set(&mut self, v: Value<'static>, name: Symbol<'static>, value: Value<'static>) -> JsResult<()> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            let name = ctx.keep(name);
            let value = ctx.keep(value);
            ctx.private_set(v, name, value).leave()
        })
    }

    pub fn private_define(
        &mut self,
        v: Value<'static>,
        name: Symbol<'static>,
        value: Value<'static>,
        kind: PrivateKind,
    ) -> JsResult<()> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            let name = ctx.keep(name);
            let value = ctx.keep(value);
            ctx.private_define(v, name, value, kind).leave()
        })
    }

    pub fn get_super(
        &mut self,
        base: Value<'static>,
        key: PropertyKey<'static>,
        this: Value<'static>,
    ) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let base = ctx.keep(base);
            let key = ctx.keep(key);
            let this = ctx.keep(this);
            ctx.get_super(base, key, this).leave()
        })
    }

    pub fn assign_super(
        &mut self,
        base: Value<'static>,
        key: PropertyKey<'static>,
        this: Value<'static>,
        value: Value<'static>,
    ) -> JsResult<bool> {
        self.bridge(|ctx| {
            let base = ctx.keep(base);
            let key = ctx.keep(key);
            let this = ctx.keep(this);
            let value = ctx.keep(value);
            ctx.assign_super(base, key, this, value).leave()
        })
    }

    pub fn set_super(
        &mut self,
        base: Value<'static>,
        key: PropertyKey<'static>,
        this: Value<'static>,
        value: Value<'static>,
    ) -> JsResult<()> {
        self.bridge(|ctx| {
            let base = ctx.keep(base);
            let key = ctx.keep(key);
            let this = ctx.keep(this);
            let value = ctx.keep(value);
            ctx.set_super(base, key, this, value).leave()
        })
    }

    pub fn has_in(&mut self, key: Value<'static>, object: Value<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let key = ctx.keep(key);
            let object = ctx.keep(object);
            ctx.has_in(key, object).leave()
        })
    }

    pub fn atom_of(&self, v: Value<'static>) -> FlatString<'static> {
        Scope::look(self).atom_of(v).leave()
    }

    pub fn to_property_descriptor(&mut self, v: Value<'static>) -> JsResult<Descriptor<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.to_property_descriptor(v).leave()
        })
    }

    pub fn from_property_descriptor(&mut self, property: Option<Property<'static>>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let property = ctx.keep(property);
            ctx.from_property_descriptor(property).leave()
        })
    }

    pub fn descriptor_object(&mut self, desc: &Descriptor<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let desc = ctx.keep(*desc);
            ctx.descriptor_object(&desc).leave()
        })
    }

    pub fn get_dispose_method(&mut self, v: Value<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.get_dispose_method(v).leave()
        })
    }

    pub fn new_suppressed_error(
        &mut self,
        error: Value<'static>,
        suppressed: Value<'static>,
    ) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let error = ctx.keep(error);
            let suppressed = ctx.keep(suppressed);
            ctx.new_suppressed_error(error, suppressed).leave()
        })
    }

    pub fn new_proxy(&mut self, target: Object<'static>, handler: Object<'static>) -> JsResult<Object<'static>> {
        self.bridge(|ctx| {
            let target = ctx.keep(target);
            let handler = ctx.keep(handler);
            ctx.new_proxy(target, handler).leave()
        })
    }

    pub fn proxy_parts(&mut self, o: Object<'static>) -> Option<(Value<'static>, Value<'static>)> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.proxy_parts(o).leave()
        })
    }

    pub fn revoke_proxy(&mut self, o: Object<'static>) {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.revoke_proxy(o)
        })
    }

    pub fn set_prototype_of(&mut self, o: Object<'static>, proto: Value<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let proto = ctx.keep(proto);
            ctx.set_prototype_of(o, proto).leave()
        })
    }

    pub fn is_extensible(&mut self, o: Object<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.is_extensible(o).leave()
        })
    }

    pub fn prevent_extensions(&mut self, o: Object<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.prevent_extensions(o).leave()
        })
    }

    pub fn get_own_property(
        &mut self,
        o: Object<'static>,
        key: PropertyKey<'static>,
    ) -> JsResult<Option<Property<'static>>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            ctx.get_own_property(o, key).leave()
        })
    }

    pub fn define_own_property(
        &mut self,
        o: Object<'static>,
        key: PropertyKey<'static>,
        desc: &Descriptor<'static>,
    ) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            let desc = ctx.keep(*desc);
            ctx.define_own_property(o, key, &desc).leave()
        })
    }

    pub(crate) fn validate(
        &mut self,
        o: Object<'static>,
        desc: &Descriptor<'static>,
        current: Option<Property<'static>>,
    ) -> Option<Property<'static>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let desc = ctx.keep(*desc);
            let current = ctx.keep(current);
            ctx.validate(o, &desc, current).leave()
        })
    }

    pub fn define_data(
        &mut self,
        o: Object<'static>,
        key: PropertyKey<'static>,
        value: Value<'static>,
        attrs: Attrs,
    ) -> JsResult<()> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            let value = ctx.keep(value);
            ctx.define_data(o, key, value, attrs).leave()
        })
    }

    pub fn has_own_property(&mut self, o: Object<'static>, key: PropertyKey<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            ctx.has_own_property(o, key).leave()
        })
    }

    pub fn has_property(&mut self, o: Object<'static>, key: PropertyKey<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            ctx.has_property(o, key).leave()
        })
    }

    pub fn delete(&mut self, o: Object<'static>, key: PropertyKey<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            ctx.delete(o, key).leave()
        })
    }

    pub fn get(&mut self, o: Object<'static>, key: impl Into<PropertyKey<'static>>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key.into());
            ctx.get(o, key).leave()
        })
    }

    pub fn get_with_receiver(
        &mut self,
        o: Object<'static>,
        key: PropertyKey<'static>,
        receiver: Value<'static>,
    ) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            let receiver = ctx.keep(receiver);
            ctx.get_with_receiver(o, key, receiver).leave()
        })
    }

    pub(crate) fn namespace_decides(&mut self, o: Object<'static>, key: PropertyKey<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            ctx.namespace_decides(o, key).leave()
        })
    }

    pub fn set_with_receiver(
        &mut self,
        o: Object<'static>,
        key: PropertyKey<'static>,
        value: Value<'static>,
        receiver: Value<'static>,
    ) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            let value = ctx.keep(value);
            let receiver = ctx.keep(receiver);
            ctx.set_with_receiver(o, key, value, receiver).leave()
        })
    }

    pub fn set(
        &mut self,
        o: Object<'static>,
        key: impl Into<PropertyKey<'static>>,
        value: Value<'static>,
    ) -> JsResult<()> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key.into());
            let value = ctx.keep(value);
            ctx.set(o, key, value).leave()
        })
    }

    pub fn chain_is_exotic(&self, o: Object<'static>) -> bool {
        Scope::look(self).chain_is_exotic(o).leave()
    }

    pub fn get_prototype_of(&mut self, o: Object<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.get_prototype_of(o).leave()
        })
    }

    pub fn next_prototype(&mut self, o: Object<'static>, proxies: &mut u32) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.next_prototype(o, proxies).leave()
        })
    }

    pub fn iter_open(&mut self, v: Value<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.iter_open(v).leave()
        })
    }

    pub fn iter_open_named(&mut self, v: Value<'static>, text: Value<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            let text = ctx.keep(text);
            ctx.iter_open_named(v, text).leave()
        })
    }

    pub fn iter_from_iterator(&mut self, iterator: Value<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let iterator = ctx.keep(iterator);
            ctx.iter_from_iterator(iterator).leave()
        })
    }

    pub fn iter_next(&mut self, iter: Value<'static>) -> JsResult<Option<Value<'static>>> {
        self.bridge(|ctx| {
            let iter = ctx.keep(iter);
            ctx.iter_next(iter).leave()
        })
    }

    pub fn iter_step(&mut self, iter: Value<'static>) -> JsResult<bool> {
        self.bridge(|ctx| {
            let iter = ctx.keep(iter);
            ctx.iter_step(iter).leave()
        })
    }

    pub fn iter_close(&mut self, iter: Value<'static>) -> JsResult<()> {
        self.bridge(|ctx| {
            let iter = ctx.keep(iter);
            ctx.iter_close(iter).leave()
        })
    }

    pub fn iter_close_throw(&mut self, iter: Value<'static>, throw: Throw) -> Throw {
        self.bridge(|ctx| {
            let iter = ctx.keep(iter);
            ctx.iter_close_throw(iter, throw).leave()
        })
    }

    pub fn iter_close_silent(&mut self, iter: Value<'static>) {
        self.bridge(|ctx| {
            let iter = ctx.keep(iter);
            ctx.iter_close_silent(iter)
        })
    }

    pub fn iter_collect(&mut self, iter: Value<'static>, array: Object<'static>) -> JsResult<()> {
        self.bridge(|ctx| {
            let iter = ctx.keep(iter);
            let array = ctx.keep(array);
            ctx.iter_collect(iter, array).leave()
        })
    }

    pub fn iterable_to_array(&mut self, v: Value<'static>) -> JsResult<Object<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.iterable_to_array(v).leave()
        })
    }

    pub fn for_in_open(&mut self, v: Value<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.for_in_open(v).leave()
        })
    }

    pub fn for_in_next(&mut self, state: Value<'static>) -> JsResult<Option<Value<'static>>> {
        self.bridge(|ctx| {
            let state = ctx.keep(state);
            ctx.for_in_next(state).leave()
        })
    }

    pub fn learn_generator(&mut self, f: Value<'static>, g: Object<'static>, cache: &mut AllocCache) -> JsResult<()> {
        self.bridge(|ctx| {
            let f = ctx.keep(f);
            let g = ctx.keep(g);
            ctx.learn_generator(f, g, cache).leave()
        })
    }

    pub fn generator_flags(&self, g: Object<'static>) -> u32 {
        Scope::look(self).generator_flags(g).leave()
    }

    pub fn generator_state(&self, g: Object<'static>) -> u32 {
        Scope::look(self).generator_state(g).leave()
    }

    pub fn generator_is_done(&self, g: Object<'static>) -> bool {
        Scope::look(self).generator_is_done(g).leave()
    }

    pub fn generator_desc(&self, g: Object<'static>) -> &'static FrameDesc {
        Scope::look(self).generator_desc(g).leave()
    }

    pub fn generator_slot(&mut self, g: Object<'static>, slot: u32) -> Option<Value<'static>> {
        self.bridge(|ctx| {
            let g = ctx.keep(g);
            ctx.generator_slot(g, slot).leave()
        })
    }

    pub fn throw_generator_running(&mut self) -> Throw {
        self.bridge(|ctx| ctx.throw_generator_running().leave())
    }

    pub fn generator_resume_raw(
        &mut self,
        g: Object<'static>,
        mode: ResumeMode,
        value: Value<'static>,
    ) -> JsResult<Resumed<'static>> {
        self.bridge(|ctx| {
            let g = ctx.keep(g);
            let value = ctx.keep(value);
            ctx.generator_resume_raw(g, mode, value).leave()
        })
    }

    pub fn generator_resume(
        &mut self,
        g: Object<'static>,
        mode: ResumeMode,
        value: Value<'static>,
    ) -> JsResult<(Value<'static>, bool)> {
        self.bridge(|ctx| {
            let g = ctx.keep(g);
            let value = ctx.keep(value);
            ctx.generator_resume(g, mode, value).leave()
        })
    }

    pub fn generator_result(&mut self, g: Object<'static>, value: Value<'static>) -> JsResult<Value<'static>> {
        self.bridge(|ctx| {
            let g = ctx.keep(g);
            let value = ctx.keep(value);
            ctx.generator_result(g, value).leave()
        })
    }

    pub fn generator_unwrap(&mut self, g: Object<'static>, value: Value<'static>) -> JsResult<Option<Value<'static>>> {
        self.bridge(|ctx| {
            let g = ctx.keep(g);
            let value = ctx.keep(value);
            ctx.generator_unwrap(g, value).leave()
        })
    }

    pub fn delegate_step(
        &mut self,
        iter: Value<'static>,
        mode: ResumeMode,
        received: Value<'static>,
    ) -> JsResult<Option<Value<'static>>> {
        self.bridge(|ctx| {
            let iter = ctx.keep(iter);
            let received = ctx.keep(received);
            ctx.delegate_step(iter, mode, received).leave()
        })
    }

    pub fn delegate_pass(&mut self, raw: Value<'static>) -> JsResult<Option<Value<'static>>> {
        self.bridge(|ctx| {
            let raw = ctx.keep(raw);
            ctx.delegate_pass(raw).leave()
        })
    }

    pub fn take_delegate_result(&mut self) -> Value<'static> {
        self.bridge(|ctx| ctx.take_delegate_result().leave())
    }

    pub(crate) fn install_generators(&mut self) -> JsResult<()> {
        self.bridge(|ctx| ctx.install_generators().leave())
    }

    /// CreateListFromArrayLike (7.3.19). The values are not rooted.
    pub fn unrooted_list_from_array_like(&mut self, v: Value<'static>) -> JsResult<Vec<Value<'static>>> {
        self.unrooted_list_up_to(v, usize::MAX)
    }

    pub(crate) fn unrooted_list_up_to(&mut self, v: Value<'static>, most: usize) -> JsResult<Vec<Value<'static>>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.list_up_to(v, most).map(|l| l.values().iter().map(|v| v.detach()).collect())
        })
    }

    /// Own keys, which are not rooted.
    pub fn unrooted_own_keys(&mut self, o: Object<'static>) -> JsResult<Vec<PropertyKey<'static>>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.own_keys(o).map(|keys| keys.iter().map(|key| key.detach()).collect())
        })
    }

    /// Own keys that live as long as the roots made in the present scope.
    pub fn rooted_own_keys(&mut self, o: Object<'static>) -> JsResult<Vec<PropertyKey<'static>>> {
        let keys = self.unrooted_own_keys(o)?;
        // One root holds them all: there may be millions.
        let words: Vec<Value<'static>> = keys.iter().map(|k| k.root_value()).collect();
        let list = self.new_value_list(&words)?;
        self.root(list);
        Ok(keys)
    }

    pub(crate) fn find_slot(&mut self, o: Object<'static>, key: NamedKey) -> JsResult<Option<SlotRef<'static>>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let found = ctx.find_slot(o, key)?;
            Ok(found.map(|f| SlotRef { holder: f.holder.detach(), place: f.place, shape: f.shape }))
        })
    }

    pub(crate) fn lookup(&mut self, o: Object<'static>, key: PropertyKey<'static>) -> JsResult<Lookup<'static>> {
        self.bridge(|ctx| {
            let (o, key) = (ctx.keep(o), ctx.keep(key));
            Ok(match ctx.lookup(o, key)? {
                Lookup::Absent => Lookup::Absent,
                Lookup::Found(p) => Lookup::Found(p.detach()),
                Lookup::Exotic(o) => Lookup::Exotic(o.detach()),
            })
        })
    }

    /// # Safety
    /// As [`Scope::new_generator`].
    pub unsafe fn new_generator(
        &mut self,
        proto: Value<'static>,
        resume: *const u8,
        desc: *const FrameDesc,
    ) -> JsResult<Object<'static>> {
        self.bridge(|ctx| {
            let proto = ctx.keep(proto);
            // SAFETY: the caller's promise.
            unsafe { ctx.new_generator(proto, resume, desc) }.leave()
        })
    }
}
