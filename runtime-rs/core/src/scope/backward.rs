//! The operations of scopes, for code that is not migrated: what it passes is rooted for the call, what it gets back is
//! bare.

use super::{Cells, Scope};
use crate::class::{Integrity, MethodKind, PrivateKind};
use crate::context::Context;
use crate::convert::Hint;
use crate::error::{JsResult, Throw};
use crate::generator::Resumed;
use crate::globals::{GlobalDeclaration, Strictness};
use crate::ic::{AllocCache, GetCache, GlobalCache, SetCache};
use crate::object::Object;
use crate::ops::Arithmetic;
use crate::property::{Attrs, Descriptor, Property, PropertyKey};
use crate::string::{FlatString, JsString};
use crate::symbol::Symbol;
use crate::value::Value;
use std::cmp::Ordering;
use yarrow_abi::layout::{FrameDesc, ResumeMode};

/// What a function returns, without the lifetime.
trait Leave {
    type Out;
    fn leave(self) -> Self::Out;
}

macro_rules! cells_leave {
    ($($t:ty),*) => { $(
        impl<'a> Leave for $t {
            type Out = <$t as Cells>::In<'static>;
            fn leave(self) -> Self::Out {
                self.detach()
            }
        }

        impl<'a> Pass for $t {
            type Out = <$t as Cells>::In<'static>;
            fn pass(self, ctx: &mut Scope<'static>) -> Self::Out {
                ctx.keep(self)
            }
        }
    )* };
}

use crate::values as v;
cells_leave!(
    (),
    bool,
    usize,
    u32,
    i32,
    u64,
    f64,
    v::Value<'a>,
    v::Object<'a>,
    v::JsString<'a>,
    v::FlatString<'a>,
    v::Symbol<'a>,
    v::PropertyKey<'a>,
    v::Property<'a>,
    Option<v::Value<'a>>,
    Option<v::Object<'a>>,
    Option<v::Property<'a>>,
    (v::Value<'a>, bool),
    crate::property::NamedKey,
    Option<v::PropertyKey<'a>>,
    Option<v::Symbol<'a>>,
    Option<(v::Value<'a>, v::Value<'a>)>
);

impl<T: Leave> Leave for Result<T, Throw> {
    type Out = Result<T::Out, Throw>;
    fn leave(self) -> Self::Out {
        self.map(Leave::leave)
    }
}

/// What a function is given, rooted if it is a cell.
trait Pass {
    type Out;
    fn pass(self, ctx: &mut Scope<'static>) -> Self::Out;
}

macro_rules! pass_as_is {
    ($($t:ty),* $(,)?) => {
        $(impl<'a> Pass for $t {
            type Out = $t;
            fn pass(self, _: &mut Scope<'static>) -> $t {
                self
            }
        })*
    };
}

pass_as_is!(Hint, Integrity, MethodKind, PrivateKind, ResumeMode, Attrs, Throw);
pass_as_is!(
    Arithmetic,
    &'a mut GetCache,
    &'a mut SetCache,
    &'a mut GlobalCache,
    Strictness,
    GlobalDeclaration,
    *mut u64
);
pass_as_is!(&'a str, &'a mut u32, &'a mut AllocCache, Option<&'a mut AllocCache>, &'a [PropertyKey]);

macro_rules! as_is { ($($t:ty),* $(,)?) => { $(impl Leave for $t { type Out = $t; fn leave(self) -> $t { self } })* }; }

as_is!(String, Throw, Option<String>, Option<Ordering>, &'static FrameDesc);

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

impl Leave for Vec<crate::values::Value<'_>> {
    type Out = Vec<Value>;
    fn leave(self) -> Self::Out {
        self.into_iter().map(Cells::detach).collect()
    }
}

impl Context {
    fn bridge<R>(&mut self, f: impl FnOnce(&mut Scope<'static>) -> R) -> R {
        let mark = self.store.root_mark();
        // SAFETY: as unsafe as the callers of these functions are.
        let result = f(unsafe { Scope::on(self) });
        self.store.release_roots(mark);
        result
    }
}

/// Methods of a context that call the method of a scope with that name, for parameters that need no more than [`Pass`].
macro_rules! bridges {
    ($($vis:vis fn $name:ident($($arg:ident: $t:ty),*) $(-> $result:ty)?;)*) => {
        impl Context {
            $($vis fn $name(&mut self, $($arg: $t),*) $(-> $result)? {
                self.bridge(|ctx| {
                    $(let $arg = $arg.pass(ctx);)*
                    ctx.$name($($arg),*).leave()
                })
            })*
        }
    };
}

bridges! {
    pub fn to_primitive(v: Value, hint: Hint) -> JsResult<Value>;
    pub fn to_number(v: Value) -> JsResult<f64>;
    pub fn to_numeric(v: Value) -> JsResult<Value>;
    pub fn to_string(v: Value) -> JsResult<JsString>;
    pub fn to_property_key(v: Value) -> JsResult<PropertyKey>;
    pub fn key_from_string(s: JsString) -> JsResult<PropertyKey>;
    pub fn key_from_number(n: f64) -> JsResult<PropertyKey>;
    pub fn to_object(v: Value) -> JsResult<Object>;
    pub fn to_int32(v: Value) -> JsResult<i32>;
    pub fn to_uint32(v: Value) -> JsResult<u32>;
    pub fn assign_value(base: Value, key: PropertyKey, value: Value) -> JsResult<bool>;
    pub fn set_value(base: Value, key: PropertyKey, value: Value) -> JsResult<()>;
    pub fn delete_or_throw(o: Object, key: PropertyKey) -> JsResult<()>;
    pub fn length_of(o: Object) -> JsResult<u64>;
    pub fn instance_of(v: Value, target: Value) -> JsResult<bool>;
    pub fn prototype_from_constructor(new_target: Value, default: Object) -> JsResult<Object>;
    pub fn describe(v: Value) -> String;
    pub fn new_environment(slots: u32) -> JsResult<Value>;
    pub fn set_function_name(f: Object, key: PropertyKey, kind: MethodKind) -> JsResult<()>;
    pub fn define_method_property(on: Object, key: PropertyKey, f: Object, kind: MethodKind, enumerable: bool) -> JsResult<()>;
    pub fn class_new(constructor: Value, heritage: Value) -> JsResult<Value>;
    pub fn create_this(callee: Value, new_target: Value, cache: Option<&mut AllocCache>) -> JsResult<Value>;
    pub fn init_fields(constructor: Value, this: Value) -> JsResult<()>;
    pub fn throw_not_constructor(callee: Value, text: Value) -> Throw;
    pub fn throw_not_function(callee: Value, text: Value) -> Throw;
    pub fn copy_data_properties(target: Object, source: Value, excluded: &[PropertyKey]) -> JsResult<()>;
    pub fn set_integrity(o: Object, level: Integrity) -> JsResult<bool>;
    pub fn template_object(cooked: Object, raw: Object) -> JsResult<Value>;
    pub fn private_has(v: Value, name: Symbol) -> JsResult<bool>;
    pub fn private_get(v: Value, name: Symbol) -> JsResult<Value>;
    pub fn private_set(v: Value, name: Symbol, value: Value) -> JsResult<()>;
    pub fn private_define(v: Value, name: Symbol, value: Value, kind: PrivateKind) -> JsResult<()>;
    pub fn get_super(base: Value, key: PropertyKey, this: Value) -> JsResult<Value>;
    pub fn assign_super(base: Value, key: PropertyKey, this: Value, value: Value) -> JsResult<bool>;
    pub fn set_super(base: Value, key: PropertyKey, this: Value, value: Value) -> JsResult<()>;
    pub fn has_in(key: Value, object: Value) -> JsResult<bool>;
    pub fn get_dispose_method(v: Value) -> JsResult<Value>;
    pub fn new_suppressed_error(error: Value, suppressed: Value) -> JsResult<Value>;
    pub fn set_prototype_of(o: Object, proto: Value) -> JsResult<bool>;
    pub fn is_extensible(o: Object) -> JsResult<bool>;
    pub fn prevent_extensions(o: Object) -> JsResult<bool>;
    pub fn get_own_property(o: Object, key: PropertyKey) -> JsResult<Option<Property>>;
    pub fn define_data(o: Object, key: PropertyKey, value: Value, attrs: Attrs) -> JsResult<()>;
    pub fn has_own_property(o: Object, key: PropertyKey) -> JsResult<bool>;
    pub fn has_property(o: Object, key: PropertyKey) -> JsResult<bool>;
    pub fn delete(o: Object, key: PropertyKey) -> JsResult<bool>;
    pub fn get_with_receiver(o: Object, key: PropertyKey, receiver: Value) -> JsResult<Value>;
    pub fn set_with_receiver(o: Object, key: PropertyKey, value: Value, receiver: Value) -> JsResult<bool>;
    pub fn get_prototype_of(o: Object) -> JsResult<Value>;
    pub fn iter_open(v: Value) -> JsResult<Value>;
    pub fn iter_open_named(v: Value, text: Value) -> JsResult<Value>;
    pub fn iter_next(iter: Value) -> JsResult<Option<Value>>;
    pub fn iter_step(iter: Value) -> JsResult<bool>;
    pub fn iter_close(iter: Value) -> JsResult<()>;
    pub fn iter_close_throw(iter: Value, throw: Throw) -> Throw;
    pub fn iter_close_silent(iter: Value);
    pub fn iter_collect(iter: Value, array: Object) -> JsResult<()>;
    pub fn iterable_to_array(v: Value) -> JsResult<Object>;
    pub fn for_in_open(v: Value) -> JsResult<Value>;
    pub fn for_in_next(state: Value) -> JsResult<Option<Value>>;
    pub fn learn_generator(f: Value, g: Object, cache: &mut AllocCache) -> JsResult<()>;
    pub fn generator_slot(g: Object, slot: u32) -> Option<Value>;
    pub fn throw_generator_running() -> Throw;
    pub fn generator_resume_raw(g: Object, mode: ResumeMode, value: Value) -> JsResult<Resumed<'static>>;
    pub fn generator_resume(g: Object, mode: ResumeMode, value: Value) -> JsResult<(Value, bool)>;
    pub fn generator_result(g: Object, value: Value) -> JsResult<Value>;
    pub fn generator_unwrap(g: Object, value: Value) -> JsResult<Option<Value>>;
    pub fn delegate_step(iter: Value, mode: ResumeMode, received: Value) -> JsResult<Option<Value>>;
    pub fn delegate_pass(raw: Value) -> JsResult<Option<Value>>;
    pub fn take_delegate_result() -> Value;
    pub fn run_finalisers();
    pub fn global_get(name: FlatString, cache: &mut GlobalCache) -> JsResult<Option<Value>>;
    pub fn global_set(name: FlatString, value: Value) -> JsResult<()>;
    pub fn global_assign(name: FlatString, value: Value, strictness: Strictness) -> JsResult<()>;
    pub fn global_delete(name: FlatString) -> JsResult<bool>;
    pub fn check_global_declaration(sort: GlobalDeclaration, name: FlatString) -> JsResult<()>;
    pub fn declare_global_var(name: FlatString, deletable: bool) -> JsResult<()>;
    pub fn declare_global_function(name: FlatString, f: Value, deletable: bool) -> JsResult<()>;
    pub fn with_has(scope: Object, name: FlatString) -> JsResult<bool>;
    pub fn with_get(scope: Object, name: FlatString, strictness: Strictness) -> JsResult<Value>;
    pub fn with_set(scope: Object, name: FlatString, value: Value, strictness: Strictness) -> JsResult<()>;
    pub fn coerce_this(this: Value) -> JsResult<Value>;
    pub fn direct_eval(x: Value, scope: &str, env: Value, globals: *mut u64) -> JsResult<Value>;
    pub fn run_module(index: usize) -> JsResult<Value>;
    pub fn new_regexp(pattern: JsString, flags: JsString) -> JsResult<Object>;
    pub fn call_list(callee: Value, this: Value, list: Value) -> JsResult<Value>;
    pub fn construct_list(callee: Value, list: Value, new_target: Value) -> JsResult<Value>;
    pub fn add(a: Value, b: Value) -> JsResult<Value>;
    pub fn arithmetic(op: Arithmetic, a: Value, b: Value) -> JsResult<Value>;
    pub fn negate(v: Value) -> JsResult<Value>;
    pub fn bit_not(v: Value) -> JsResult<Value>;
    pub fn step(v: Value, step: i32) -> JsResult<Value>;
    pub fn compare(a: Value, b: Value) -> JsResult<Option<Ordering>>;
    pub fn loose_equals(a: Value, b: Value) -> JsResult<bool>;
    pub fn get_prop(base: Value, key: FlatString, cache: &mut GetCache) -> JsResult<Value>;
    pub fn set_prop(base: Value, key: FlatString, value: Value, cache: &mut SetCache) -> JsResult<()>;
    pub fn assign_prop(base: Value, key: FlatString, value: Value, cache: &mut SetCache) -> JsResult<bool>;
    pub fn init_prop(base: Value, key: FlatString, value: Value, cache: &mut SetCache) -> JsResult<()>;
    pub fn get_elem(base: Value, key: Value) -> JsResult<Value>;
    pub fn set_elem(base: Value, key: Value, value: Value) -> JsResult<()>;
    pub fn assign_elem(base: Value, key: Value, value: Value) -> JsResult<Option<PropertyKey>>;
}

impl Context {
    pub fn to_boolean(&self, v: Value) -> bool {
        Scope::look(self).to_boolean(v).leave()
    }

    pub fn prototype_of_primitive(&self, v: Value) -> Option<Object> {
        Scope::look(self).prototype_of_primitive(v).leave()
    }

    pub fn get_value(&mut self, v: Value, key: impl Into<PropertyKey>) -> JsResult<Value> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            let key = ctx.keep(key.into());
            ctx.get_value(v, key).leave()
        })
    }

    pub fn invoke(&mut self, v: Value, key: impl Into<PropertyKey>, args: &[Value]) -> JsResult<Value> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            let key = ctx.keep(key.into());
            args.iter().for_each(|v| ctx.ctx.store.push_root(v.bits()));
            ctx.invoke(v, key, args).leave()
        })
    }

    pub fn create_data_property(&mut self, o: Object, key: impl Into<PropertyKey>, value: Value) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key.into());
            let value = ctx.keep(value);
            ctx.create_data_property(o, key, value).leave()
        })
    }

    pub fn create_data_property_or_throw(
        &mut self,
        o: Object,
        key: impl Into<PropertyKey>,
        value: Value,
    ) -> JsResult<()> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key.into());
            let value = ctx.keep(value);
            ctx.create_data_property_or_throw(o, key, value).leave()
        })
    }

    pub fn define_property_or_throw(&mut self, o: Object, key: PropertyKey, desc: &Descriptor) -> JsResult<()> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            let desc = ctx.keep(*desc);
            ctx.define_property_or_throw(o, key, &desc).leave()
        })
    }

    pub fn own_data(&mut self, o: Object, key: impl Into<PropertyKey>) -> Option<Value> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key.into());
            ctx.own_data(o, key).leave()
        })
    }

    pub fn atom_of(&self, v: Value) -> FlatString {
        Scope::look(self).atom_of(v).leave()
    }

    pub fn define_own_property(&mut self, o: Object, key: PropertyKey, desc: &Descriptor) -> JsResult<bool> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key);
            let desc = ctx.keep(*desc);
            ctx.define_own_property(o, key, &desc).leave()
        })
    }

    pub fn get(&mut self, o: Object, key: impl Into<PropertyKey>) -> JsResult<Value> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key.into());
            ctx.get(o, key).leave()
        })
    }

    pub fn set(&mut self, o: Object, key: impl Into<PropertyKey>, value: Value) -> JsResult<()> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            let key = ctx.keep(key.into());
            let value = ctx.keep(value);
            ctx.set(o, key, value).leave()
        })
    }

    pub fn generator_flags(&self, g: Object) -> u32 {
        Scope::look(self).generator_flags(g).leave()
    }

    pub fn generator_state(&self, g: Object) -> u32 {
        Scope::look(self).generator_state(g).leave()
    }

    pub fn generator_is_done(&self, g: Object) -> bool {
        Scope::look(self).generator_is_done(g).leave()
    }

    pub fn generator_desc(&self, g: Object) -> &'static FrameDesc {
        Scope::look(self).generator_desc(g).leave()
    }

    pub fn call(&mut self, callee: Value, this: Value, args: &[Value]) -> JsResult<Value> {
        self.bridge(|ctx| {
            let (callee, this) = (ctx.keep(callee), ctx.keep(this));
            ctx.call(callee, this, args).leave()
        })
    }

    pub fn construct(&mut self, callee: Value, args: &[Value], new_target: Value) -> JsResult<Value> {
        self.bridge(|ctx| {
            let (callee, new_target) = (ctx.keep(callee), ctx.keep(new_target));
            ctx.construct(callee, args, new_target).leave()
        })
    }

    /// CreateListFromArrayLike (7.3.19). The values are not rooted.
    pub fn unrooted_list_from_array_like(&mut self, v: Value) -> JsResult<Vec<Value>> {
        self.bridge(|ctx| {
            let v = ctx.keep(v);
            ctx.list_from_array_like(v).map(|l| l.values().iter().map(|v| v.detach()).collect())
        })
    }

    pub fn is_intrinsic_eval(&self, v: Value) -> bool {
        Scope::look(self).is_intrinsic_eval(v)
    }

    pub fn evaluate(&mut self, request: crate::eval::EvalRequest<'_>) -> JsResult<Value> {
        self.bridge(|ctx| ctx.evaluate(request).leave())
    }

    pub fn new_realm(&mut self) -> JsResult<crate::realm::RealmId> {
        self.bridge(|ctx| ctx.new_realm())
    }

    /// Own keys, which are not rooted.
    pub fn unrooted_own_keys(&mut self, o: Object) -> JsResult<Vec<PropertyKey>> {
        self.bridge(|ctx| {
            let o = ctx.keep(o);
            ctx.own_keys(o).map(|keys| keys.iter().map(|key| key.detach()).collect())
        })
    }

    /// Own keys that live as long as the roots made in the present scope.
    pub fn rooted_own_keys(&mut self, o: Object) -> JsResult<Vec<PropertyKey>> {
        let keys = self.unrooted_own_keys(o)?;
        // One root holds them all: there may be millions.
        let words: Vec<Value> = keys.iter().map(|k| k.root_value()).collect();
        let list = self.store.new_value_list(&words)?;
        self.root(list);
        Ok(keys)
    }
}
