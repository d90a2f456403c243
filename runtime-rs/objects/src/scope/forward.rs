//! The operations of the context, for scopes: each takes values that live for the call, and roots what it returns.

use super::{Cells, Root, Scope};
use crate::function::{Native, NativeKind};
use crate::ic::{AllocCache, GetCache, SetCache};
use crate::intrinsics::Intrinsics;
use crate::iteration_records::IterMode;
use crate::ops::Arithmetic;
use crate::shape::{Place, ShapeId};
use crate::throw::JsResult;
use crate::values::{
    Attrs, BigInt, Descriptor, ElementType, FlatString, JsString, NamedKey, Object, Property, PropertyKey, RawElement,
    Symbol, Value,
};
use yarrow_abi::kinds::ErrorKind;
use yarrow_abi::layout::CellKind;
use yarrow_values::held::Bare;

/// Methods that call the one of the context with the same name. What that one rooted is released, then what it
/// returned is rooted.
macro_rules! forward {
    ($($(#[$doc:meta])* $vis:vis fn $name:ident$(<$k:lifetime>)?($($arg:ident: $t:ty),* $(,)?) -> JsResult<$r:ty>;)*) => {
        impl<'s> Scope<'s> { $(
            $(#[$doc])*
            $vis fn $name$(<$k>)?(&mut self, $($arg: $t),*) -> JsResult<$r> {
                let mark = self.ctx.store.root_mark();
                let result = self.ctx.$name($(Bare::bare($arg)),*);
                self.ctx.store.release_roots(mark);
                result.map(|held| self.keep(held))
            }
        )* }
    };
}

/// The same for methods that do not throw.
macro_rules! forward_infallible {
    ($($(#[$doc:meta])* $vis:vis fn $name:ident$(<$k:lifetime>)?($($arg:ident: $t:ty),* $(,)?) -> $r:ty;)*) => {
        impl<'s> Scope<'s> { $(
            $(#[$doc])*
            $vis fn $name$(<$k>)?(&mut self, $($arg: $t),*) -> $r {
                let mark = self.ctx.store.root_mark();
                let result = self.ctx.$name($(Bare::bare($arg)),*);
                self.ctx.store.release_roots(mark);
                self.keep(result)
            }
        )* }
    };
}

/// Methods that call the one of the store with the same name, and root what it returns.
macro_rules! from_store {
    ($($(#[$doc:meta])* $vis:vis fn $name:ident($($arg:ident: $t:ty),* $(,)?) -> JsResult<$r:ty>;)*) => {
        impl<'s> Scope<'s> { $(
            $(#[$doc])*
            $vis fn $name(&mut self, $($arg: $t),*) -> JsResult<$r> {
                let made = self.ctx.store.$name($(Bare::bare($arg)),*)?;
                Ok(self.keep(made))
            }
        )* }
    };
}

/// The same for methods that do not fail.
macro_rules! from_store_infallible {
    ($($(#[$doc:meta])* $vis:vis fn $name:ident($($arg:ident: $t:ty),* $(,)?) -> $r:ty;)*) => {
        impl<'s> Scope<'s> { $(
            $(#[$doc])*
            $vis fn $name(&mut self, $($arg: $t),*) -> $r {
                let found = self.ctx.store.$name($(Bare::bare($arg)),*);
                self.keep(found)
            }
        )* }
    };
}

yarrow_values::as_it_is!(Arithmetic, NativeKind, IterMode, &mut GetCache, &mut SetCache, &mut AllocCache);

from_store! {
    /// A fresh private name.
    pub fn new_private_name(description: Value<'_>) -> JsResult<Symbol<'s>>;
    pub(crate) fn new_bigint_i128(n: i128) -> JsResult<BigInt<'s>>;
    pub(crate) fn new_accessor(getter: Value<'_>, setter: Value<'_>) -> JsResult<Value<'s>>;
    pub fn index_to_string(i: u32) -> JsResult<JsString<'s>>;
    /// Number::toString (6.1.6.1.20)
    pub fn number_to_string(d: f64) -> JsResult<JsString<'s>>;
    /// The atom spelt `text`.
    pub fn atom(text: &str) -> JsResult<FlatString<'s>>;
    /// The atom with the units of `s`.
    pub fn intern(s: JsString<'_>) -> JsResult<FlatString<'s>>;
    /// The flat form; a rope is flattened once and for all.
    pub fn flat(s: JsString<'_>) -> JsResult<FlatString<'s>>;
    /// The string of one code unit.
    pub fn char_string(unit: u16) -> JsResult<JsString<'s>>;
    /// `start..end` in code units, which are in range.
    pub fn substring(s: FlatString<'_>, start: usize, end: usize) -> JsResult<JsString<'s>>;
    /// A fresh symbol; the description is a string or `undefined`.
    pub fn new_symbol(description: Value<'_>) -> JsResult<Symbol<'s>>;
}

from_store_infallible! {
    pub(crate) fn write_slot(o: Object<'_>, slot: u32, value: Value<'_>) -> ();
    pub(crate) fn property_at(o: Object<'_>, place: Place) -> Property<'s>;
}

// Storage of properties and elements, and what hangs on shapes.
forward! {
    pub(crate) fn own_place(o: Object<'_>, key: NamedKey) -> JsResult<Option<Place>>;
    pub(crate) fn add_property(o: Object<'_>, key: NamedKey, value: Value<'_>, attrs: Attrs) -> JsResult<()>;
    pub(crate) fn add_lacking(o: Object<'_>, key: PropertyKey<'_>, value: Value<'_>) -> JsResult<bool>;
    pub(crate) fn ordinary_own_property(o: Object<'_>, key: PropertyKey<'_>) -> JsResult<Option<Property<'s>>>;
    pub(crate) fn ordinary_prevent_extensions(o: Object<'_>) -> JsResult<bool>;
}

forward_infallible! {
    pub(crate) fn set_attrs(o: Object<'_>, key: NamedKey, attrs: Attrs) -> ();
    pub(crate) fn remove_property(o: Object<'_>, key: NamedKey) -> ();
    pub(crate) fn replace_property(o: Object<'_>, key: NamedKey, stored: Value<'_>, attrs: Attrs) -> ();
    pub(crate) fn ordinary_set_prototype_of(o: Object<'_>, proto: Value<'_>) -> bool;
    pub(crate) fn set_length(array: Object<'_>, desc: &Descriptor<'_>) -> bool;
    pub(crate) fn validate(o: Object<'_>, desc: &Descriptor<'_>, current: Option<Property<'_>>) -> Option<Property<'s>>;
    pub(crate) fn validate_with(extensible: bool, desc: &Descriptor<'_>, current: Option<Property<'_>>) -> Option<Property<'s>>;
    pub fn may_enumerate(o: Object<'_>) -> bool;
    /// Gives a function its home object, for `super`.
    pub fn set_home_object(f: Object<'_>, home: Value<'_>) -> ();
    pub(crate) fn note_shape_change(o: Object<'_>) -> ();
    pub(crate) fn exotic_length(o: Object<'_>) -> Option<Property<'s>>;
    pub(crate) fn remove_index(o: Object<'_>, i: u32) -> ();
}

// BigInts, of which none runs JavaScript.
forward! {
    pub(crate) fn bigint_add(a: BigInt<'_>, b: BigInt<'_>) -> JsResult<BigInt<'s>>;
    pub(crate) fn bigint_negate(a: BigInt<'_>) -> JsResult<BigInt<'s>>;
    pub(crate) fn bigint_not(a: BigInt<'_>) -> JsResult<BigInt<'s>>;
    pub(crate) fn bigint_step(a: BigInt<'_>, step: i32) -> JsResult<BigInt<'s>>;
    pub(crate) fn bigint_arithmetic(op: Arithmetic, a: BigInt<'_>, b: BigInt<'_>) -> JsResult<BigInt<'s>>;
    pub(crate) fn string_to_bigint(s: JsString<'_>) -> JsResult<Option<BigInt<'s>>>;
}

// Inline caches.
forward! {
    pub(crate) fn learn_get(base: Value<'_>, start: Object<'_>, key: FlatString<'_>, cache: &mut GetCache) -> JsResult<Option<Value<'s>>>;
    pub(crate) fn learn_for_all(o: Object<'_>, key: FlatString<'_>) -> JsResult<Option<(Value<'s>, Value<'s>)>>;
    pub(crate) fn setter_of(o: Object<'_>, key: FlatString<'_>) -> JsResult<Option<Value<'s>>>;
    pub(crate) fn learn_set(o: Object<'_>, key: FlatString<'_>, value: Value<'_>, cache: &mut SetCache) -> JsResult<bool>;
    pub(crate) fn learn_init(o: Object<'_>, key: FlatString<'_>, value: Value<'_>, cache: &mut SetCache) -> JsResult<bool>;
    pub(crate) fn learn_allocation(target: Value<'_>, shape: ShapeId, cache: &mut AllocCache) -> JsResult<()>;
    pub(crate) fn store_dense(base: Value<'_>, key: Value<'_>, value: Value<'_>) -> JsResult<bool>;
    pub fn is_intact(o: Object<'_>) -> JsResult<bool>;
}

// What this crate and the machine ask for.
forward! {
    pub(crate) fn new_object_sized(proto: Value<'_>, inline_cap: u16) -> JsResult<Object<'s>>;
    pub(crate) fn define_index(o: Object<'_>, i: u32, desc: &Descriptor<'_>) -> JsResult<bool>;
    pub fn new_record(mode: IterMode, source: Value<'_>, state: Value<'_>) -> JsResult<Value<'s>>;
    pub fn new_for_in(object: Option<Object<'_>>, keys: Object<'_>, exotic: bool) -> JsResult<Value<'s>>;
    pub fn new_raw_result(result: Value<'_>) -> JsResult<Value<'s>>;
    pub fn assign_script_binding(name: FlatString<'_>, value: Value<'_>) -> JsResult<bool>;
}

forward_infallible! {
    pub(crate) fn namespace_has(o: Object<'_>, name: FlatString<'_>) -> bool;
}

// Property access.
forward! {
    /// IsArray (7.2.2): throws for a revoked proxy.
    pub fn is_array(v: Value<'_>) -> JsResult<bool>;
    /// The key as the value that `Reflect.ownKeys` shows: a string or a symbol.
    pub fn key_to_value(key: PropertyKey<'_>) -> JsResult<Value<'s>>;
}

// Conversions.
forward! {
    /// NumberToBigInt (21.2.1.1.1)
    pub fn number_to_bigint(d: f64) -> JsResult<BigInt<'s>>;
    /// BigInt.asIntN (21.2.2.1)
    pub fn bigint_as_int_n(bits: u64, b: BigInt<'_>) -> JsResult<BigInt<'s>>;
    /// BigInt.asUintN (21.2.2.2)
    pub fn bigint_as_uint_n(bits: u64, b: BigInt<'_>) -> JsResult<BigInt<'s>>;
    /// BigInt::toString (6.1.6.2.23), in a radix from 2 to 36
    pub fn bigint_to_string(b: BigInt<'_>, radix: u32) -> JsResult<JsString<'s>>;
    /// The BigInt of a literal, its decimal digits given.
    pub fn new_bigint_from_text(digits: &str) -> JsResult<Value<'s>>;
}

// Objects and functions.
forward! {
    /// `{}`
    pub fn new_object() -> JsResult<Object<'s>>;
    /// OrdinaryObjectCreate (10.1.12)
    pub fn new_object_with(proto: Value<'_>) -> JsResult<Object<'s>>;
    /// An object with internal slots, `undefined` at first.
    pub fn new_object_of_kind(kind: CellKind, proto: Value<'_>, internal: u16) -> JsResult<Object<'s>>;
    /// An Error cell without properties, for constructors called with a prototype of their own.
    pub fn new_error_object(proto: Object<'_>) -> JsResult<Object<'s>>;
    /// An error object with a message and a stack.
    pub fn new_error(kind: ErrorKind, message: JsString<'_>) -> JsResult<Object<'s>>;
    /// An array of these values (a HOLE makes a hole).
    pub fn new_array(values: &[Value<'_>]) -> JsResult<Object<'s>>;
    /// ArrayCreate (10.4.2.2): `length` holes, and a prototype of one's own.
    pub fn array_create(length: u32, proto: Option<Value<'_>>) -> JsResult<Object<'s>>;
    /// Appends to an array that was made in Rust and that no JavaScript has seen.
    pub fn array_push(array: Object<'_>, value: Value<'_>) -> JsResult<()>;
    /// An unmapped arguments object (10.4.4.6).
    pub fn new_arguments(args: &[Value<'_>]) -> JsResult<Object<'s>>;
    /// Makes an object fresh from [`Scope::new_arguments`] the mapped one of `callee` (10.4.4.7): `count` parameters live
    /// in the environment from slot 1 on.
    pub fn map_arguments(o: Object<'_>, env: Value<'_>, callee: Value<'_>, count: u32) -> JsResult<()>;
    /// `{ value, done }`.
    pub fn new_iter_result(value: Value<'_>, done: bool) -> JsResult<Object<'s>>;
    pub(crate) fn new_bound_cell(target: Object<'_>, this: Value<'_>, args: &[Value<'_>]) -> JsResult<Object<'s>>;
    /// A built-in that captures a value: see [`crate::rooted::Args::data`].
    /// RangeError if the native stack or the root stack is used up.
    pub fn check_stack() -> JsResult<()>;
}

// Collections, bytes, regular expressions.
forward! {
    /// A Map or Set object with an empty table.
    pub fn new_collection(kind: CellKind, proto: Value<'_>) -> JsResult<Object<'s>>;
    /// A WeakMap or WeakSet.
    pub fn new_weak_collection(kind: CellKind, proto: Value<'_>) -> JsResult<Object<'s>>;
    /// A WeakRef object; the target is an object or a symbol.
    pub fn new_weak_ref(proto: Value<'_>, target: Value<'_>) -> JsResult<Object<'s>>;
    /// Sets an entry of a Map, Set, WeakMap or WeakSet.
    pub fn map_insert(o: Object<'_>, key: Value<'_>, value: Value<'_>) -> JsResult<()>;
    /// AllocateArrayBuffer (25.1.3.1), its bytes zeroed: RangeError where there is no room.
    pub fn new_array_buffer(proto: Value<'_>, length: u64, max_length: Option<u64>, shared: bool) -> JsResult<Object<'s>>;
    /// Changes the length of a buffer's bytes, new ones zero; RangeError where there is no room.
    pub fn resize_array_buffer(buffer: Object<'_>, length: usize) -> JsResult<()>;
    /// RawBytesToNumeric (25.1.3.14)
    pub fn raw_to_value(element: ElementType, raw: RawElement) -> JsResult<Value<'s>>;
    /// RegExpAlloc (22.2.3.2)
    pub fn regexp_alloc(proto: Object<'_>) -> JsResult<Object<'s>>;
    pub(crate) fn regexp_compile(o: Object<'_>, pattern: JsString<'_>, flags: JsString<'_>) -> JsResult<()>;
    /// Whether the RegExp would be run by its intrinsic `exec`, and nothing could be observed.
    pub fn is_plain_regexp(o: Object<'_>) -> JsResult<bool>;
    /// Learns what RegExp.prototype was made of.
    pub fn learn_regexp_members() -> JsResult<()>;
    /// Tells compiled code which functions it may do inline. Called once the built-ins stand.
    pub fn learn_fast_builtins(math: Object<'_>) -> JsResult<()>;
}

forward_infallible! {
    /// The target of a bound function.
    pub fn bound_target(f: Object<'_>) -> Option<Object<'s>>;
    /// What `typeof` shows.
    pub fn type_of(v: Value<'_>) -> FlatString<'s>;
    /// SameValue (7.2.11)
    pub fn same_value(a: Value<'_>, b: Value<'_>) -> bool;
    /// SameValueZero (7.2.12)
    pub fn same_value_zero(a: Value<'_>, b: Value<'_>) -> bool;
    /// IsStrictlyEqual (7.2.15)
    pub fn strict_equals(a: Value<'_>, b: Value<'_>) -> bool;
    /// An element of a TypedArray; `None` if it is out of bounds.
    pub fn typed_array_get(o: Object<'_>, i: u32) -> Option<Value<'s>>;
    /// Writes the element of a TypedArray if it is in bounds.
    pub fn typed_array_store(o: Object<'_>, i: usize, raw: RawElement) -> ();
    /// DetachArrayBuffer (25.1.3.5) without a key. Nothing happens to shared buffers.
    pub fn detach_array_buffer(buffer: Object<'_>) -> ();
    /// Shortens an array with dense elements to `length`.
    pub fn truncate_dense(array: Object<'_>, length: u32) -> ();
}

impl<'s> Scope<'s> {
    /// Writes an intrinsic of the current realm: `set` stores the value it is given in its place, which roots it.
    pub fn set_intrinsic(&mut self, value: Value<'_>, set: impl for<'v> FnOnce(&mut Intrinsics<'v>, Value<'v>)) {
        set(&mut self.ctx.known.intrinsics, value.detach());
    }

    /// Whether the native stack or the root stack is used up.
    #[must_use]
    pub fn stack_is_used_up(&self) -> bool {
        self.ctx.stack_is_used_up()
    }

    /// Bytes of the native stack that may be used yet.
    #[must_use]
    pub fn native_stack_left(&self) -> usize {
        self.ctx.native_stack_left()
    }
}

impl<'s> Scope<'s> {
    /// A built-in function object.
    pub fn new_native(
        &mut self,
        name: FlatString<'_>,
        length: u16,
        native: Native,
        kind: NativeKind,
    ) -> JsResult<Object<'s>> {
        let f = self.ctx.new_native(name.detach(), length, native, kind)?;
        Ok(self.keep(f))
    }

    /// A built-in that captures a value: see [`crate::rooted::Args::data`].
    pub fn new_native_with_data(
        &mut self,
        name: FlatString<'_>,
        length: u16,
        native: Native,
        data: Value<'_>,
    ) -> JsResult<Object<'s>> {
        let f = self.ctx.new_native_with_data(name.detach(), length, native, data.detach())?;
        Ok(self.keep(f))
    }

    pub(crate) fn new_callable_proxy(
        &mut self,
        entry: Native,
        constructor: bool,
        data: Value<'_>,
    ) -> JsResult<Object<'s>> {
        let f = self.ctx.new_callable_proxy(entry, constructor, data.detach())?;
        Ok(self.keep(f))
    }
}

impl<'s> Root<'s> {
    /// The object in the slot, rooted in the scope that asks. A slot that holds something else is a bug of ours.
    pub fn object<'i>(self, ctx: &mut Scope<'i>) -> Object<'i> {
        let value = self.get(ctx);
        value.as_object().unwrap_or_else(|| panic!("a root that is no object: {value:?}"))
    }
}
